"""Own words: a job named in German is as dangerous as the same job named in English, and no other word is."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from catalog.vocabulary import Material, Medium, Risk
from tests.support import starter_catalog
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers, Brief, Job
from wizard.decision.buying import made_for
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.explain import sentence
from wizard.decision.tasks import tasks
from wizard.decision.vocabulary import Check, Place, Releaser, State, WrongResult
from wizard.own_words import meant_by

CATALOG = starter_catalog()
HEALTH = ("safety", Releaser.TRAINED)
LAW = ("regulated-advice", Releaser.LICENSED)
JUDGED = ("may-be-high-risk", Releaser.DECIDER)
PLAIN = ("", Releaser.OWNER)
# A job in English, the same in German, the risk that both name, and who lets results go.
TWINS = (
    ("Explain medicines", "Medikamente erklären", HEALTH),
    ("Diet plans for guests", "Ernährungspläne für Gäste", HEALTH),
    ("Explain collective agreements", "Tarifverträge erklären", LAW),
    ("Medication plan for patients", "Medikamentenplan für Patienten", HEALTH),
    ("Answer allergy questions", "Fragen zu Allergien beantworten", HEALTH),
    ("Dosage of medicines", "Dosierung von Arzneimitteln", HEALTH),
    ("Symptoms of diseases", "Symptome von Krankheiten", HEALTH),
    ("First aid instructions", "Anleitungen zur Ersten Hilfe", HEALTH),
    ("Advice for pregnant women", "Ratschläge für Schwangere", HEALTH),
    ("Write care reports", "Pflegeberichte schreiben", HEALTH),
    ("Training plans against back pain", "Trainingspläne gegen Rückenschmerzen", HEALTH),
    ("Operating instructions of machines", "Betriebsanleitungen von Maschinen", HEALTH),
    ("Advice on child protection", "Beratung zum Kinderschutz", HEALTH),
    ("Answer legal questions of clients", "Rechtsberatung für Mandanten", LAW),
    ("Check contracts", "Verträge prüfen", LAW),
    ("Check contracts", "Vertraege pruefen", LAW),
    ("Answer tax questions", "Steuerfragen beantworten", LAW),
    ("Letters of a lawyer", "Briefe eines Anwalts", LAW),
    ("Explain the GDPR", "Die DSGVO erklären", LAW),
    ("Explain laws", "Gesetze erklären", LAW),
    ("Grade exams", "Klausuren benoten", JUDGED),
    ("Rate applicants", "Bewerber bewerten", JUDGED),
    ("Rank candidates", "Rangfolge der Kandidaten", JUDGED),
    ("Compare CVs", "Lebensläufe vergleichen", JUDGED),
    ("Credit scoring of customers", "Kreditscoring von Kunden", JUDGED),
    ("Decide on housing benefit", "Über Wohngeld entscheiden", JUDGED),
    ("Assess employees", "Mitarbeiter beurteilen", JUDGED),
    ("Score applicants for life insurance", "Anträge auf Lebensversicherung bewerten", JUDGED),
    ("Check asylum applications", "Asylanträge prüfen", JUDGED),
    ("Assess suspects", "Verdächtige einstufen", JUDGED),
    ("Decide who gets a flat", "Entscheiden, wer eine Wohnung bekommt", JUDGED),
    ("Predict who will pay", "Vorhersagen, wer zahlen wird", JUDGED),
    ("Write our newsletter", "Unseren Newsletter schreiben", PLAIN),
    ("Translate letters", "Briefe übersetzen", PLAIN),
)
# Words that begin like a dangerous one, hold one, or mean something else.
HARMLESS = (
    "Detect fake reviews",
    "Gefälschte Bewertungen erkennen",
    "Erfundene Kundenbewertungen melden",
    "Rechtecke zeichnen",
    "Bilder nach rechts drehen",
    "Rechtschreibung prüfen",
    "Taxi bookings",
    "Syntax of our newsletter",
    "Ideas for gift cards",
    "Gerichte auf der Speisekarte beschreiben",
    "Answer questions about gesetzte Teller",
    "Notfalls an den Chef schreiben",
    "Describe flawless lawns",
    "Examples for our blog",
    "Write job adverts for students",
    "Reply to reviews",
    "Auf Bewertungen antworten",
    "Rate our newsletters",
    "Gradients for our posters",
    "Write grant applications",
    "Contractors thank their clients",
    "Preise von Dosen",
    "Recognise our products on shelves",
    "Translate operating hours as if by hand",
    "Write a video about the feelings of our staff",
    "Analyse the mood of our reviews",
    "Faces for our puppets",
    "Report fake profiles",
    "Remove the background of photos",
    "Stories in the style of our house",
    "Games for children",
    "Interactions of our staff on trips",
    "Reply to reviews that our guests wrote",
    "Hautcreme beschreiben",
    "Reminders to debtors",
    "Write offers for the repair of dents in cars",
    "Angebote für die Reparatur von Schäden am Auto",
    "Stories about thieves for a video game",
    "Write about religion for our parish",
)


@dataclass(frozen=True)
class Said:
    """What a plan says of a job in own words."""

    decision: Decision

    @property
    def risks(self) -> list[str]:
        return [risk.risk for risk in self.decision.risks]

    @property
    def rules(self) -> list[str]:
        return [reason.rule for reason in self.decision.reasons]

    @property
    def released(self) -> tuple[Check, Releaser]:
        (part,) = self.decision.parts
        assert part.pilot is not None
        return part.pilot.release, part.pilot.releaser


def said_of(name: str, check: Check = Check.NOBODY, brief: Brief | None = None) -> Said:
    """Return what the plan says of a text by its name; a wrong one is a nuisance, as the owner sees it."""
    job = Job(
        key="own-text",
        medium=Medium.TEXT,
        name=name,
        per_month=Decimal(200),
        minutes_by_hand=Decimal(10),
        wrong_result=WrongResult.NUISANCE,
    )
    return Said(decide(Answers(jobs=(job,), check=check, brief=brief or Brief()), CATALOG, day()))


@pytest.mark.parametrize(("english", "german", "expected"), TWINS)
def test_german_words_say_what_their_english_twins_say(
    english: str, german: str, expected: tuple[str, Releaser]
) -> None:
    one, other = said_of(english), said_of(german)

    assert one.risks == other.risks
    assert one.rules == other.rules
    risk, releaser = expected
    assert not risk or risk in other.risks
    assert one.released == other.released == (Check.EVERY if risk else Check.NOBODY, releaser)


@pytest.mark.parametrize("name", HARMLESS)
def test_words_are_found_at_their_beginning_and_not_inside_others(name: str) -> None:
    assert not meant_by(name) - {"translation", "meetings", "picture-question"}


@pytest.mark.parametrize(
    "name", [name for *both, expected in TWINS if expected is JUDGED for name in both]
)
def test_what_may_be_high_risk_is_said_before_anything_else(name: str) -> None:
    said = said_of(name)

    assert said.decision.reasons[0].rule == said.risks[0] == "may-be-high-risk"
    text = sentence(said.decision.reasons[0], CATALOG)
    assert f"“{name}” may " in text
    assert "Annex III" in text


@pytest.mark.parametrize(
    "name",
    ["Invent customer reviews", "Produktbewertungen ausdenken", "Write made-up testimonials"],
)
def test_invented_reviews_are_called_banned_first(name: str) -> None:
    first = said_of(name).decision.risks[0]

    assert first.risk == "invented-reviews"
    assert "the EU bans invented reviews" in sentence(first.reason, CATALOG)


def test_the_audience_warns_of_a_danger_and_judges_nobody() -> None:
    newsletter = "Write our newsletter"

    assert said_of(newsletter, brief=Brief(audience="Patienten")).released == (
        Check.EVERY,
        Releaser.TRAINED,
    )
    assert (
        said_of(newsletter, brief=Brief(audience="Bewerber, die wir auswählen")).released[0]
        is Check.NOBODY
    )


@pytest.mark.parametrize(
    "name", ["Translate manuals into Polish", "Handbücher ins Polnische übersetzen"]
)
def test_what_is_made_for_translation_is_found_by_german_words(name: str) -> None:
    job = Job(key="own-text", medium=Medium.TEXT, name=name)
    (task,) = tasks(Answers(jobs=(job,)), CATALOG)
    made = {app_plan.slug for app_plan in CATALOG.app_plans if made_for(app_plan, task)}

    assert "deepl-pro" in made


def test_words_of_the_catalog_name_no_danger_by_themselves() -> None:
    """The editors say what a use case carries; an own job of the same name is read by its words."""
    for case in CATALOG.use_cases:
        for task in tasks(Answers(jobs=(Job(key=case.slug, use_case=case.slug),)), CATALOG):
            assert task.named <= {"translation", "meetings"}


def test_every_risk_by_words_has_its_row() -> None:
    rows = {row.subject for row in CATALOG.advice}
    assert {
        Risk.SAFETY,
        Risk.REGULATED_ADVICE,
        "may-be-high-risk",
        "invented-reviews",
        "impersonation",
    } <= rows


@pytest.mark.parametrize(
    ("name", "medium", "asks"),
    [
        ("Read our articles aloud in the voice of a well-known actor", Medium.SPEECH, True),
        ("Telefonansage mit der Stimme unseres Chefs", Medium.SPEECH, True),
        ("Verkehrsmeldungen mit der Stimme unserer früheren Moderatorin", Medium.SPEECH, True),
        ("Video in which the mayor praises our shop", Medium.VIDEO, True),
        ("Bilder einer Influencerin in unseren Kleidern", Medium.IMAGE, True),
        ("Read our articles aloud", Medium.SPEECH, False),
        ("Telefonansage in einer ruhigen Stimme", Medium.SPEECH, False),
        ("Pictures of our bread", Medium.IMAGE, False),
        ("Write to the mayor", Medium.TEXT, False),
    ],
)
def test_somebodys_voice_or_face_asks_for_written_consent_above_all(
    name: str,
    medium: Medium,
    asks: bool,  # noqa: FBT001
) -> None:
    answers = Answers(jobs=(Job(key="own", medium=medium, name=name, per_month=Decimal(40)),))
    decision = decide(answers, CATALOG, day())

    assert ("written-consent" in {reason.rule for reason in decision.reasons}) == asks
    assert not asks or Risk.DEEPFAKE in {risk.risk for risk in decision.risks}


@pytest.mark.parametrize(
    "name",
    [
        "Invent reviews for our shop",
        "Bewertungen für unseren Laden erfinden",
        "Write fake reviews",
        "Fake-Bewertungen schreiben",
        "Reviews our guests never wrote",
        "Bewertungen, die niemand geschrieben hat",
    ],
)
def test_invented_reviews_are_not_written(name: str) -> None:
    """The plan says so above all and names no app; a risk stays for whoever does it anyway."""
    said = said_of(name)
    (part,) = said.decision.parts

    assert part.state is State.WRONG_TOOL
    assert part.named == ("state", "wrong-tool")
    assert said.rules[0] == "invented-reviews"
    assert "invented-reviews" in said.risks
    assert part.suitability is not None
    assert CATALOG.advice_row[part.suitability.advice].action.startswith(
        "Do not do it: the EU bans invented reviews."
    )


@pytest.mark.parametrize(
    ("name", "medium", "refused"),
    [
        ("Clip with the voice of the opposing candidate", Medium.SPEECH, True),
        ("Video mit dem Gesicht unseres Konkurrenten", Medium.VIDEO, True),
        ("Clone the voice of a singer without asking", Medium.SPEECH, True),
        ("Undress people in photos", Medium.IMAGE, True),
        ("Photos of our lipstick in nude colours", Medium.IMAGE, False),
        ("Clone the voice of our presenter", Medium.SPEECH, False),
        ("Compare our voice with that of our rivals", Medium.TEXT, False),
        ("Poster that shows our product beside that of a competitor", Medium.IMAGE, False),
    ],
)
def test_nobody_is_imitated_who_has_not_agreed(name: str, medium: Medium, refused: bool) -> None:  # noqa: FBT001
    """Who competes with the firm gives no consent, so nothing is named; with one's own people consent comes first."""
    answers = Answers(jobs=(Job(key="own", medium=medium, name=name, per_month=Decimal(40)),))
    decision = decide(answers, CATALOG, day())

    assert (decision.parts[0].state is State.WRONG_TOOL) == refused
    assert (decision.reasons[0].rule == "impersonation" if decision.reasons else False) == refused
    assert (decision.risks[0].risk == "impersonation") == refused


@pytest.mark.parametrize(
    ("name", "medium", "rule"),
    [
        ("Detect the emotions of our staff", Medium.DATA, "feelings-at-work"),
        ("Read the feelings of our drivers from video", Medium.TEXT, "feelings-at-work"),
        ("Greet guests by their face", Medium.TEXT, "face-search"),
        ("Stimmung der Mitarbeiter im Anruf erkennen", Medium.TEXT, "feelings-at-work"),
        ("Recognise faces in photos from the street", Medium.TEXT, "face-search"),
        ("Gesichtserkennung am Eingang", Medium.IMAGE, "face-search"),
        ("Describe findings on X-ray pictures", Medium.TEXT, "medical-device"),
        ("Find shoplifters in our camera videos", Medium.VIDEO, "face-search"),
        ("Hautbilder befunden", Medium.IMAGE, "medical-device"),
        ("Remove dents from photos of cars", Medium.IMAGE, "hidden-flaws"),
        ("Schimmel in Anzeigen für Wohnungen verschweigen", Medium.TEXT, "hidden-flaws"),
        ("Train patients by talking with them", Medium.SPEECH, "live-voice"),
        ("Check prescriptions for interactions", Medium.DATA, "medical-device"),
        ("Dosis der Medikamente berechnen", Medium.TEXT, "medical-device"),
        ("Chat with members in the name of other members", Medium.TEXT, "false-identity"),
        (
            "Beiträge mit gefälschten und falschen Profilen: falsche Profile erstellen",
            Medium.TEXT,
            "false-identity",
        ),
    ],
)
def test_what_is_banned_is_refused_with_its_reason_and_what_to_do_instead(
    name: str, medium: Medium, rule: str
) -> None:
    """No lawyer is asked whether it may be high-risk: it is banned, or no general model is made for it."""
    asked = Job(
        key="own", medium=medium, name=name, given_picture=True, wrong_result=WrongResult.HARM
    )
    decision = decide(Answers(jobs=(asked,)), CATALOG, day())
    (part,) = decision.parts

    assert part.state is State.WRONG_TOOL
    assert part.suitability is not None
    assert CATALOG.advice_row[part.suitability.advice].subject == rule
    assert rule == "live-voice" or (decision.reasons[0].rule, decision.risks[0].risk) == (
        rule,
        rule,
    )
    assert "may-be-high-risk" not in {each.rule for each in decision.reasons}


@pytest.mark.parametrize(
    ("name", "medium", "risk"),
    [
        ("Photos of our pupils for the notice board", Medium.IMAGE, "minors"),
        ("Beobachtungen jedes Kindes aufschreiben", Medium.TEXT, "minors"),
        ("Sort members by religion", Medium.DATA, "special-data"),
        ("Krankmeldungen ablegen", Medium.DATA, "special-data"),
        ("Before and after pictures of clients", Medium.IMAGE, Risk.MISLEADING_PICTURE),
        ("Kratzer von Möbeln entfernen", Medium.IMAGE, Risk.MISLEADING_PICTURE),
        ("Designs in the style of living artists", Medium.IMAGE, Risk.COPYRIGHT),
        ("Bilder im Stil bekannter Maler", Medium.IMAGE, Risk.COPYRIGHT),
        ("Pictures of Disney figures", Medium.IMAGE, Risk.COPYRIGHT),
        ("Letters on honey for babies", Medium.TEXT, Risk.SAFETY),
    ],
)
def test_what_own_words_name_is_the_biggest_risk(name: str, medium: Medium, risk: str) -> None:
    asked = Job(
        key="own", medium=medium, name=name, given_picture=True, wrong_result=WrongResult.MONEY
    )

    assert decide(Answers(jobs=(asked,)), CATALOG, day()).risks[0].risk == risk


def test_wrong_translation_is_the_risk_of_whoever_lets_translate() -> None:
    own = said_of("Translate letters").risks
    film = Job(
        key="own", medium=Medium.SPEECH, name="Translate the film with the voice of our actor"
    )

    assert own.index("translation") < own.index(Risk.FACTUAL_ERRORS)
    assert decide(Answers(jobs=(film,)), CATALOG, day()).risks[0].risk == Risk.DEEPFAKE


@pytest.mark.parametrize(
    ("medium", "given", "private"),
    [
        (Medium.TEXT, None, True),
        (Medium.CODE, None, True),
        (Medium.MUSIC, None, False),
        (Medium.SPEECH, None, False),
        (Medium.IMAGE, False, False),
        (Medium.IMAGE, True, True),
        (Medium.VIDEO, True, True),
    ],
)
def test_words_that_describe_what_is_made_are_not_private_unless_said(
    medium: Medium,
    given: bool | None,  # noqa: FBT001
    private: bool,  # noqa: FBT001
) -> None:
    """As of the use cases: texts and pictures that are sent may be private, a request for music is not."""
    asked = Job(key="own", medium=medium, name="Something", given_picture=given)
    (task,) = tasks(Answers(jobs=(asked,)), CATALOG)
    (answered,) = tasks(Answers(jobs=(replace(asked, material=(Material.PERSONAL,)),)), CATALOG)

    assert task.private is private
    assert answered.private


@pytest.mark.parametrize("medium", [Medium.IMAGE, Medium.VIDEO, Medium.TEXT])
@pytest.mark.parametrize(
    "name", ["Identify plants on photos", "Pilze auf Fotos erkennen", "Detect cracks in parts"]
)
def test_model_that_makes_pictures_is_not_named_for_a_question_about_one(
    name: str, medium: Medium
) -> None:
    asked = Job(
        key="own", medium=medium, name=name, wrong_result=WrongResult.HARM, given_picture=True
    )
    (part,) = decide(Answers(jobs=(asked,)), CATALOG, day()).parts

    assert (part.state is State.WRONG_TOOL) == (medium is not Medium.TEXT)
    if part.suitability is not None:
        assert CATALOG.advice_row[part.suitability.advice].action.startswith(
            "Choose text as the result"
        )


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Poster for the week of early cancer detection", False),
        ("Pictures for classified ads", True),
        ("A recognisable mascot for our club", True),
    ],
)
def test_picture_that_answers_nothing_is_made(name: str, given: bool) -> None:  # noqa: FBT001
    asked = Job(
        key="own",
        medium=Medium.IMAGE,
        name=name,
        wrong_result=WrongResult.NUISANCE,
        given_picture=given,
    )
    (part,) = decide(Answers(jobs=(asked,)), CATALOG, day()).parts

    assert part.state is not State.WRONG_TOOL


@pytest.mark.parametrize(
    ("name", "firm", "place", "material", "named"),
    [
        (
            "Write letters to clients of our law firm's lawyers",
            "",
            Place.EU,
            Material.CONFIDENTIAL,
            True,
        ),
        ("Briefe an Mandanten", "", Place.ANYWHERE, Material.PERSONAL, True),
        ("Write letters", "Steuerberatung Huber", Place.EU, Material.PERSONAL, True),
        ("Write letters", "", Place.EU, Material.PERSONAL, False),
        ("Briefe an Mandanten", "", Place.EU, Material.NONE, False),
        ("Briefe an Mandanten", "", Place.OWN_SERVERS, Material.PERSONAL, False),
    ],
)
def test_who_owes_secrecy_needs_a_contract_that_binds_the_seller(
    name: str,
    firm: str,
    place: Place,
    material: Material,
    named: bool,  # noqa: FBT001
) -> None:
    letters = Job(
        key="own-text", medium=Medium.TEXT, name=name, per_month=Decimal(200), material=(material,)
    )
    decision = decide(Answers(jobs=(letters,), firm=firm, place=place), CATALOG, day())

    assert ("professional-secrecy" in {risk.risk for risk in decision.risks}) is named


@pytest.mark.parametrize(("slug", "owes"), [("appointment-bot", False), ("patient-letter", True)])
def test_who_books_tables_owes_no_secrecy(slug: str, owes: bool) -> None:  # noqa: FBT001
    letters = Job(key=slug, use_case=slug, per_month=Decimal(200), material=(Material.PERSONAL,))
    found = decide(Answers(jobs=(letters,)), CATALOG, day()).risks

    assert ("professional-secrecy" in {risk.risk for risk in found}) is owes


def test_lawyer_of_whom_a_contract_speaks_is_not_taken_for_its_reader() -> None:
    """Any firm has contracts summed up, so the risk says for whom it is one."""
    contracts = Job(key="contract-summary", use_case="contract-summary", per_month=Decimal(40))
    found = decide(Answers(jobs=(contracts,)), CATALOG, day()).risks
    (risk,) = (each for each in found if each.risk == "professional-secrecy")

    assert "if you are a lawyer" in CATALOG.advice_row[risk.advice].title
