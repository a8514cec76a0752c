"""Own words take the row of the same act on the same thing.

Where there is none they go by what is done and what comes out.
"""

from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import Catalog, Synonym
from catalog.vocabulary import AppKind, Material, Medium, SolutionKind
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import catalog, solution, use_case
from wizard.decision.answers import Job
from wizard.decision.own_words import (
    JobAct,
    act_of,
    hears,
    is_from_speech,
    job_by_words,
    names_a_price,
    share_a_word,
)
from wizard.decision.parts import TOKENS_OF_A_CODE, parts
from wizard.decision.rows import (
    BY_MEDIUM,
    BY_MEDIUM_WITH_PICTURE,
    FIRST,
    HEARD,
    TRANSLATED,
    general_assistants,
    row_of,
)
from wizard.decision.vocabulary import DecidesOn, ModelKind, Stakes

JOBS = {
    "invoice-capture": ("Read invoices for the bookkeeping", "invoice data"),
    "complaint-replies": ("Answer complaints about late parcels", "answers"),
    "parcel-labels": ("Print stickers for parcels", "stickers"),
    "dish-photos": ("Make photos of dishes", "photos"),
    "menu-texts": ("Write texts for the menu", "menu texts"),
    "tour-plans": ("Plan tours for guests", "tours"),
    "guest-replies": ("Answer guests", "answers to guests"),
}
# As many jobs that share nothing, so that words of two are rare.
OTHERS = tuple(
    use_case(f"z{number}", name=f"z{number}", result=f"z{number}", unit_plural="z")
    for number in range(13)
)
TOYS = catalog(
    use_cases=(
        *(
            use_case(slug, name=name, result=result, unit_plural="pieces")
            for slug, (name, result) in JOBS.items()
        ),
        *OTHERS,
    ),
    solutions=tuple(solution(slug) for slug in JOBS),
    synonyms=(
        Synonym(slug="rechnung", word="Rechnungen", words="invoices, bookkeeping"),
        Synonym(slug="beschwerde", word="Beschwerden", words="complaints"),
        Synonym(slug="bon", word="Bons", words="invoices, photos"),
        Synonym(slug="bons-buchen", word="Bons buchen", words="invoices, bookkeeping"),
    ),
)


def written(words: str, medium: Medium | None = None, **fields: Any) -> Job:
    return Job(key="own-1", words=words, medium=medium, **fields)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        # all things of its name, or all of its result
        ("Answer complaints about parcels that are late", "complaint-replies"),
        ("ANSWERING complaints, late parcels!", "complaint-replies"),
        ("type in our invoices", "invoice-capture"),
        ("stickers", "parcel-labels"),
        # the same thing, and another act
        ("Write about our invoices", ""),
        ("Explain late parcels and complaints", ""),
        # the same act, and another thing, or one that carries anything
        ("Type in our contracts", ""),
        ("Type in our data", ""),
        ("Answer complaints about parcels", ""),
        # by a synonym, in German
        ("Rechnungen abtippen", "invoice-capture"),
        # two words together mean more than one of them
        ("Bons buchen und erfassen", "invoice-capture"),
        ("Bons schreiben", ""),
        # a thing of several, or people
        ("parcels", ""),
        ("complaints", ""),
        ("Beschwerden", ""),
        ("guests", ""),
        # words of any job say nothing
        ("for the our with", ""),
        ("", ""),
        ("repair bicycles", ""),
    ],
)
def test_which_job_own_words_are_like(words: str, slug: str) -> None:
    assert job_by_words(written(words), TOYS) == slug


@pytest.mark.parametrize(
    ("words", "medium", "act"),
    [
        ("Copy orders out of messages into our list", Medium.DATA, JobAct.COPY),
        ("Type delivery notes into our stock list", Medium.DATA, JobAct.COPY),
        ("Turn notes of a street into our table", Medium.DATA, JobAct.COPY),  # no verb that tells
        ("Copy the labels of our jars", Medium.DATA, JobAct.COPY),  # labels are no verb
        ("Label the jars", Medium.DATA, JobAct.SORT),
        ("Sort side effects and draft the notice", Medium.TEXT, JobAct.SORT),  # the first verb
        ("Draft the notice and sort the effects", Medium.TEXT, JobAct.WRITE),
        (
            "Find in logs what delayed us and put it under one of our causes",
            Medium.DATA,
            JobAct.SORT,
        ),
        ("Put the bids side by side", Medium.DATA, JobAct.COMPARE),
        ("Find for each broken thing the volunteer", Medium.DATA, JobAct.FIND),
        ("Suggest who would suit whom", Medium.DATA, JobAct.FIND),
        ("Find what reviews have in common", Medium.DATA, JobAct.COPY),
        ("Say which one of our codes fits", Medium.DATA, JobAct.SORT),
        ("Give each bill one of the twelve accounts", Medium.DATA, JobAct.SORT),
        ("Copy the one number of the bill", Medium.DATA, JobAct.COPY),
        ("Sort letters by who has to answer", Medium.DATA, JobAct.SORT),
        ("Find the right part in our manuals for a caller", Medium.TEXT, JobAct.ANSWER),
        ("Write match reports", Medium.TEXT, JobAct.WRITE),
        # nouns, and no verbs
        ("Put match figures into a table", Medium.DATA, JobAct.COPY),
        ("Turn the stock count into a table", Medium.DATA, JobAct.COPY),
        ("Walk through and count cars", Medium.DATA, JobAct.COUNT),
        ("Match children to families", Medium.DATA, JobAct.FIND),
        ("Say from a photo how many grains are broken", Medium.DATA, JobAct.COUNT),
        ("Explain contracts and list the dates", Medium.TEXT, JobAct.EXPLAIN),
        ("Translate notes", None, JobAct.TRANSLATE),
        ("Tell guests which days are free and answer them", Medium.TEXT, JobAct.TELL),
        ("Let parents know when a group is closed", Medium.TEXT, JobAct.TELL),
        ("Kunden an ihren Termin erinnern", Medium.TEXT, JobAct.TELL),
        ("Tell apart what reviews say and sort them", Medium.DATA, JobAct.SORT),
        ("Write what the papers tell us", Medium.TEXT, JobAct.WRITE),
        ("Angebote vergleichen", Medium.DATA, JobAct.COMPARE),
        ("Every morning say which lifts run", Medium.TEXT, JobAct.TELL),
        ("Announce which pools are closed", Medium.TEXT, JobAct.TELL),
        ("Say which runs of our press failed", Medium.TEXT, JobAct.WRITE),
        ("Say which of our codes fits", Medium.TEXT, JobAct.WRITE),
        ("what is this used tractor worth when we buy it", Medium.DATA, JobAct.VALUE),
        ("Value the stamps of an estate", None, JobAct.VALUE),
        ("Was ist dieser Traktor wert", Medium.DATA, JobAct.VALUE),
        ("Write why our work is worth it", Medium.TEXT, JobAct.WRITE),
        ("Explain what a policy is worth", Medium.TEXT, JobAct.EXPLAIN),
        ("Turn date and value into a table", Medium.DATA, JobAct.COPY),
        ("Sort photos", Medium.IMAGE, JobAct.MAKE),  # pictures come out
        ("", None, JobAct.WRITE),
    ],
)
def test_the_first_telling_verb_is_the_act(words: str, medium: Medium | None, act: JobAct) -> None:
    assert act_of(written(words, medium)) is act


@pytest.mark.parametrize(
    ("words", "medium", "first"),
    [
        ("Copy orders into our books", Medium.DATA, "form"),
        ("Bestellungen in die Bücher übertragen", Medium.DATA, "form"),
        ("Copy orders into our books", Medium.TEXT, ""),
        ("Put the bids side by side", Medium.DATA, "same_sheet"),
        ("Compare bids with our own price", Medium.DATA, "same_sheet"),
        ("Check tickets against what the mill paid", Medium.DATA, "two_lists"),
        ("Compare our invoices with the orders", Medium.DATA, "two_lists"),
        ("Lieferscheine gegen Rechnungen prüfen", Medium.DATA, "two_lists"),
        ("Check tickets", Medium.DATA, ""),  # against nothing
        ("Check tickets against what the mill paid", Medium.TEXT, ""),
        ("Say which lifts run", Medium.TEXT, "states"),
        ("Say which lifts we like", Medium.TEXT, ""),
        ("Say which lifts run", Medium.IMAGE, ""),
        ("Write quotes for fences", Medium.TEXT, "sum"),
        ("Write quotes for fences", Medium.IMAGE, ""),
    ],
)
def test_what_needs_no_ai_comes_first_by_the_act(words: str, medium: Medium, first: str) -> None:
    sums = frozenset({DecidesOn.SUM})

    row = row_of(written(words, medium, decides_on=sums, results=Decimal(15)), TOYS)

    assert row.first == FIRST.get(first, "")


@pytest.mark.parametrize(
    ("words", "decides_on", "is_first"),
    [
        ("Write quotes for fences", {DecidesOn.SUM}, True),
        ("Write quotes for fences", set(), False),
        ("Write the paper on what is overdue", {DecidesOn.SUM}, False),  # no items with a price
        ("Angebote schreiben", {DecidesOn.SUM}, True),
    ],
)
def test_the_sum_of_an_offer_comes_from_a_sheet(
    words: str, decides_on: set[DecidesOn], *, is_first: bool
) -> None:
    row = row_of(written(words, Medium.TEXT, decides_on=frozenset(decides_on)), TOYS)

    assert (row.first == FIRST["sum"]) is is_first


def test_what_is_copied_once_lies_there() -> None:
    assert not row_of(written("Copy our cards", Medium.DATA, once=True), TOYS).first


def test_what_is_made_for_it_translates() -> None:
    assert row_of(written("Translate notes for parents"), TOYS) is TRANSLATED


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [
        ("Type out interviews from old tapes", True),
        ("Transcribe our calls with customers", True),
        ("writing down what is said in voice messages", True),
        ("Put dictations into writing", True),
        ("Dictate the notes of a shift", True),
        ("Transcribe hearings of the court", True),
        ("Berichte diktieren", True),
        ("Type up the recordings of the council", True),
        ("Transcription of lectures", True),
        ("Interviews abtippen", True),
        ("Alte Tonbänder transkribieren", True),
        ("Turn recordings of depositions into a word for word record", True),
        ("Turn recordings of depositions into a verbatim record", True),
        ("Aufnahmen Wort für Wort aufschreiben", True),
        ("Turn recordings of depositions into a record", False),  # another text
        # spoken later: the text is written for it
        ("Write a script for a recording", False),
        ("Write down questions for an interview", False),
        ("Fragen für ein Interview aufschreiben", False),
        # spoken, and not written down; written down, and not spoken
        ("Sort tapes of interviews by year", False),
        ("Sort dictations by year", False),
        ("Write a text for dictation", False),
        ("Answer calls", False),
        ("Type out old letters", False),
        ("Write the report on each call-out from the log", False),
        ("Write down each call from the log", True),
        ("Transcribe handwritten registers", False),
        ("", False),
    ],
)
def test_whether_own_words_ask_to_write_down_what_is_said(words: str, *, is_heard: bool) -> None:
    assert hears(written(words)) is is_heard
    assert (row_of(written(words), TOYS) is HEARD) is is_heard


VISITS = catalog(
    use_cases=(
        use_case(
            "visit-notes",
            name="Turn a doctor’s dictation of visits into notes",
            result="notes",
            inputs=(Medium.SPEECH,),
            industry="healthcare",
            material=(Material.PERSONAL,),
        ),
        *OTHERS,
    ),
    solutions=(solution("visit-notes", app_kinds=(AppKind.HEALTH_SCRIBE,)),),
)


@pytest.mark.parametrize(
    ("words", "is_source"),
    [
        ("Turn voice messages into a shift report", True),
        ("Write the minutes from the recording of the council", True),
        ("Write articles from interviews", True),
        ("Write up a report from the interviews", True),
        ("Write the report from voice notes", True),
        ("Turn taped talks into stories", True),
        ("Write the report from my recorded thoughts", True),
        ("Write the report from what I say into the recorder", True),
        ("Write the report from the records", False),
        ("Write letters from what the doctors dictate", True),
        ("Write articles for our site from our interviews", True),
        ("Aus Sprachnachrichten Berichte schreiben", True),
        ("Type in orders that come by text and voicemail", True),
        ("Type in orders that come by mail", False),
        # what is said is all that is asked for
        ("Type up letters from dictation tapes", False),
        ("Write up the interviews", False),
        ("Transcribe our calls", False),
        ("Turn recordings into a word for word record", False),
        # text already, or a person
        ("Write the report from the radio log and the notes", False),
        ("Write letters from call notes", False),
        ("Write invitations from the call list", False),
        ("Answer questions from callers", False),
        ("Write letters to people we called from the list", False),
        ("Prepare questions from notes for an interview", False),
        ("Dictate the notes of a shift", False),
        # spoken later, or at once
        ("Write a script for a podcast", False),
        ("Answer calls", False),
        ("", False),
    ],
)
def test_whether_a_text_is_made_from_what_is_said(words: str, *, is_source: bool) -> None:
    job = written(words)
    kinds = [part.kind for part in parts(job, None, TOYS)]

    assert is_from_speech(job) is is_source
    assert (kinds == [ModelKind.LANGUAGE, ModelKind.TRANSCRIPTION]) is is_source


@pytest.mark.parametrize(
    ("words", "results", "medium", "is_same"),
    [
        ("Remind customers of their day", 30, None, True),
        ("Remind customers of their day", 29, None, False),  # not daily
        ("Remind customers of their day", None, None, False),  # nobody said how often
        ("Remind customers of their day", 900, Medium.SPEECH, False),
        ("Write to customers about their day", 900, None, False),  # each may be another text
        ("", 900, None, False),
    ],
)
def test_what_many_are_told_is_one_text_with_fields(
    words: str, results: int | None, medium: Medium | None, *, is_same: bool
) -> None:
    told = written(words, medium, results=None if results is None else Decimal(results))

    assert (row_of(told, TOYS).first == FIRST["same_text"]) is is_same


@pytest.mark.parametrize(
    ("words", "minutes", "medium", "is_short"),
    [
        ("Answer messages about lessons", 6, None, True),
        ("Reply to riders", 1, Medium.TEXT, True),
        ("Fragen beantworten", 6, None, True),
        ("Answer messages about lessons", 7, None, False),  # each is thought about
        ("Answer messages about lessons", None, None, False),
        ("Write posts", 6, None, False),  # nobody is answered
        ("Answer messages", 6, Medium.DATA, False),
        ("", 6, None, False),
    ],
)
def test_short_answers_are_saved(
    words: str, minutes: int | None, medium: Medium | None, *, is_short: bool
) -> None:
    by_hand = None if minutes is None else Decimal(minutes)

    row = row_of(written(words, medium, minutes_by_hand=by_hand), TOYS)

    assert (row.first == FIRST["short_answers"]) is is_short


@pytest.mark.parametrize(
    ("words", "minutes", "medium", "is_short"),
    [
        ("Write a note on the dog each evening", 6, None, True),
        ("Describe what was repaired", 5, Medium.TEXT, True),
        ("Write a note on the dog each evening", 7, None, False),  # it is thought about
        ("Write a note on the dog each evening", None, None, False),
        ("Write a note on the dog each evening", 5, Medium.IMAGE, False),
        ("Write a note from the voice messages", 5, None, False),  # that was said already
        ("Write quotes for fences", 5, None, False),  # its sums come first
        ("Translate notes on the dog", 5, None, False),
        ("Answer messages about the dog", 5, None, False),
    ],
)
def test_a_short_text_is_dictated_first(
    words: str, minutes: int | None, medium: Medium | None, *, is_short: bool
) -> None:
    by_hand = None if minutes is None else Decimal(minutes)
    sums = frozenset({DecidesOn.SUM})

    row = row_of(written(words, medium, minutes_by_hand=by_hand, decides_on=sums), TOYS)

    assert (row.first == FIRST["dictated"]) is is_short


@pytest.mark.parametrize(
    ("words", "medium", "is_price"),
    [
        ("Look at a photo and write back what it will roughly cost", Medium.TEXT, True),
        ("Write what this will cost", None, True),
        ("Schreiben, was es kostet", None, True),
        ("List what it costs", Medium.DATA, False),  # the sum itself is the result
        ("Write about living at low cost", None, False),
        ("", None, False),
    ],
)
def test_whether_own_words_ask_for_a_price(
    words: str, medium: Medium | None, *, is_price: bool
) -> None:
    assert names_a_price(written(words, medium)) is is_price
    # What a list holds is no estimate.
    assert not names_a_price(written(words, medium, decides_on=frozenset({DecidesOn.LIST})))
    assert (row_of(written(words, medium), TOYS).first == FIRST["price"]) is is_price


@pytest.mark.parametrize(
    ("words", "like"),
    [
        ("Dictate notes of visits by nurses", "visit-notes"),
        ("Notizen der Pflege diktieren", "visit-notes"),
        ("Dictate notes of visits to building sites", ""),
        ("Dictate notes on residents", "visit-notes"),
    ],
)
def test_whoever_has_no_patients_gets_no_row_of_theirs(words: str, like: str) -> None:
    row = row_of(written(words), VISITS)

    assert row.use_case == like
    assert row.app_kinds == HEARD.app_kinds  # what writes down is enough


@pytest.mark.parametrize(
    ("words", "medium", "tokens"),
    [
        ("Sort answers into trades", Medium.DATA, TOKENS_OF_A_CODE),
        ("Berufe verschlüsseln", Medium.DATA, TOKENS_OF_A_CODE),
        ("Take figures from answers", Medium.DATA, 200),
        ("Sort answers into trades", Medium.TEXT, 700),
    ],
)
def test_a_code_is_short(words: str, medium: Medium, tokens: int) -> None:
    (part,) = parts(written(words, medium), None, TOYS)

    assert part.tokens_out == tokens


def test_what_comes_out_as_sound_or_is_on_file_is_not_heard() -> None:
    assert not hears(written("Type out interviews", Medium.SPEECH))
    assert not hears(written("Type out interviews", use_case="invoice-capture"))


def test_only_what_hears_is_looked_at_for_tapes() -> None:
    (part,) = parts(written("Type out tapes", minutes_by_hand=Decimal(300)), None, TOYS)

    assert (part.kind, part.must_inputs) == (ModelKind.TRANSCRIPTION, (Medium.SPEECH,))
    assert part.amount == 60 * 60  # five hours of typing are one of tape


def test_two_jobs_that_share_as_much_are_neither() -> None:
    assert job_by_words(written("stickers and tours"), TOYS) == ""


def test_what_makes_something_else_is_not_alike() -> None:
    assert job_by_words(written("stickers", Medium.TEXT), TOYS) == "parcel-labels"
    assert job_by_words(written("stickers", Medium.IMAGE), TOYS) == ""


@pytest.mark.parametrize("medium", [medium for medium in BY_MEDIUM if medium is not Medium.TEXT])
def test_what_comes_out_says_the_rest(medium: Medium) -> None:
    row = row_of(written("repair bicycles", medium), TOYS)

    assert (row.kinds, row.app_kinds) == (BY_MEDIUM[medium].kinds, BY_MEDIUM[medium].app_kinds)
    assert (row.use_case, row.is_own) == ("", False)


@pytest.mark.parametrize("medium", list(BY_MEDIUM_WITH_PICTURE))
def test_a_picture_that_goes_in_asks_for_other_apps(medium: Medium) -> None:
    row = row_of(written("repair bicycles", medium, picture_goes_in=True), TOYS)

    assert row.app_kinds == BY_MEDIUM_WITH_PICTURE[medium].app_kinds


def test_a_row_that_was_matched_is_not_the_owners_own() -> None:
    matched = row_of(written("stickers"), TOYS)
    chosen = row_of(Job(key="parcel-labels", use_case="parcel-labels"), TOYS)

    assert (matched.use_case, matched.is_own) == ("parcel-labels", False)
    assert (chosen.use_case, chosen.is_own) == ("parcel-labels", True)
    assert chosen.app_kinds == (AppKind.EMAIL,)


def test_an_assistant_that_many_rows_name_does_any_job() -> None:
    rows = [
        solution(slug, assistants=("chat", "odd") if index == 0 else ("chat",))
        for index, slug in enumerate(JOBS)
    ]
    many = [solution(f"job-{number}", assistants=("chat",)) for number in range(5)]
    jobs = [use_case(f"job-{number}", name="x", result="y", unit_plural="z") for number in range(5)]
    named = catalog(use_cases=(*TOYS.use_cases, *jobs), solutions=(*rows, *many))

    assert general_assistants(named) == {"chat"}


@pytest.mark.parametrize(
    ("worst", "remedy", "does"),
    [
        ("We pay a changed account", "Call the number before you pay a changed account.", True),
        ("Refunds are promised", "A refund goes to a person.", True),
        ("A wrong dose is noted", "Listen to names, sums and promises again.", False),
        # words of any danger
        ("Somebody reads a wrong rate first", "Let a person read every wrong one first.", True),
        ("A wrong rate goes to somebody", "Every wrong one goes to a person first.", True),
        ("A wrong rate for somebody", "Every wrong one to a person first.", False),
        ("Read the eye doctors’ papers", "forged or expired papers", False),
        ("", "A refund goes to a person.", False),
    ],
)
def test_a_remedy_fits_a_danger_by_a_word_of_its_own(
    worst: str, remedy: str, *, does: bool
) -> None:
    assert share_a_word(worst, remedy) is does


@pytest.fixture(scope="module")
def live() -> Catalog:
    return starter_catalog()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Write newsletters for our members", ""),  # may be printed as well
        ("Translate care instructions into Polish", ""),
        ("Translate our product catalogue", "catalog-translation"),
        ("Rechnungen erfassen", "invoice-capture"),
        ("Write quotes for gates and railings", "proposal-draft"),
        ("Explain contracts and list every date", "contract-summary"),
        ("Find the right part in our drawings and manuals for a caller", "knowledge-search"),
        ("Order spare parts by mail", ""),
        ("Write care reports from what nurses dictate", "visit-dictation"),
        ("Write letters from what lawyers dictate", ""),
        ("Summarise our calls with suppliers", "call-summary"),
        ("Write operating manuals from the engineers' notes", ""),
        ("Write funeral speeches from notes of the talk", ""),
        ("Explain to the insurer why this patient needs this knee", ""),
        ("Write the comments for the school reports from the teacher's notes and marks", ""),
        ("Read serial numbers of meters", ""),
        ("Turn site photos into a construction diary", ""),
    ],
)
def test_words_of_owners_on_the_starter_catalog(live: Catalog, words: str, slug: str) -> None:
    assert job_by_words(written(words), live) == slug


def test_every_row_starts_with_a_kind(live: Catalog) -> None:
    rows = [row_of(Job(key=case.slug, use_case=case.slug), live) for case in live.use_cases]

    assert all(row.kinds for row in rows)
    assert {row.starts_without_ai for row in rows} == {True, False}
    assert any(row.names(SolutionKind.MACHINE) for row in rows)


@pytest.mark.parametrize(
    ("stakes", "takes_assistants"),
    [(None, True), (Stakes.NUISANCE, True), (Stakes.MONEY, False), (Stakes.LAW, False)],
)
def test_rights_decide_of_pictures_in_own_words_too(
    stakes: Stakes | None,
    takes_assistants: bool,  # noqa: FBT001  # a case
) -> None:
    pictures = row_of(written("Draw dragons", Medium.IMAGE, stakes=stakes), TOYS)
    texts = row_of(written("Tell of dragons", Medium.TEXT, stakes=stakes), TOYS)

    assert pictures.names(SolutionKind.ASSISTANT) is takes_assistants
    assert texts.names(SolutionKind.ASSISTANT)


@pytest.mark.parametrize(
    ("words", "medium", "use_case"),
    [
        ("Draw a cover for my novel", Medium.IMAGE, ""),
        ("Sort photos of defects", Medium.DATA, "visual-defect-description"),
        ("Copy the labels of our seed jars from photos", Medium.DATA, ""),
        ("Read prescriptions on paper", Medium.DATA, ""),
        ("Cut out product photos", Medium.IMAGE, "product-photo-background"),
        ("Make posters for our concerts", Medium.IMAGE, "graphic-design"),
        ("Detect weeds in photos of fields", Medium.DATA, ""),
        ("Count cars in pictures of the car park", Medium.DATA, ""),
        ("Fotos von Schäden sortieren", Medium.DATA, "visual-defect-description"),
        ("Sort photos of damage", Medium.DATA, "visual-defect-description"),
        ("Sort photos of holidays", Medium.DATA, ""),
        ("Copy labels from photos", Medium.DATA, ""),
        ("Make photos of fields", Medium.IMAGE, ""),
        ("Answer the phone at night", Medium.TEXT, "support-voice-agent"),
        ("Summarise our calls with suppliers", Medium.TEXT, "call-summary"),
        ("Check invoices against orders", Medium.DATA, ""),
        # what is written down is heard, and no podcast
        ("Transcribe court hearings", Medium.TEXT, ""),
        ("Label jars of jam", Medium.DATA, ""),
    ],
)
def test_which_rows_on_file_own_words_reach(words: str, medium: Medium, use_case: str) -> None:
    assert row_of(written(words, medium), starter_catalog()).use_case == use_case


STARTER = starter_catalog()


def test_every_job_on_file_is_reached_by_its_name() -> None:
    jobs = {
        case.slug: job_by_words(written(case.name, case.outputs[0]), STARTER)
        for case in STARTER.use_cases
    }

    assert len(jobs) > 50
    assert {slug: job for slug, job in jobs.items() if job != slug} == {}


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Summarise the documents of our new suppliers", "document-summarization"),
        ("contract review", "contract-review"),
        ("code review", "code-review"),
        # less than half of it
        ("Summarise the documents of our suppliers of steel and concrete", ""),
        # a part of a name, or one word that many jobs result in
        ("Summarise what our suppliers say", ""),
        ("Translate notes for parents into their languages", ""),
        # what carries anything names no job
        ("Read the eye doctors' paper prescriptions into our order system", ""),
        ("Copy the labels of our seed jars from photos into the database", ""),
    ],
)
def test_part_of_a_name_reaches_no_job(words: str, slug: str) -> None:
    assert job_by_words(written(words), STARTER) == slug
