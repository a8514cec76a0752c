"""A plan's facts have an address each, and its sources are numbered in the order of reading."""

from datetime import date

import pytest
from django.urls import resolve

from catalog.schema import EDITORS_JUDGEMENT, Catalog, DataTerms, Source, Tuning
from catalog.vocabulary import Adaptation, Available, Confidence, Training, Voice
from wizard.engine.decision import Fact, Reason, Told
from wizard.engine.vocabulary import FactKind
from wizard.plans.proof import Endnote, Proof, address, rule_address

DAY = date(2026, 11, 24)
LATER = date(2026, 11, 30)
CATALOG = Catalog(
    sources=(
        Source(slug="arena", title="Arena, blind votes", publisher="Arena", voice=Voice.MEASURED, licence="CC BY 4.0"),
        Source(slug="google", title="Prices", publisher="Google", voice=Voice.SELLER),
    ),
    data_terms=(
        DataTerms(
            slug="gemini-api",
            seller="google",
            product="Gemini API",
            trains_on_inputs=Training.NO,
            confidence=Confidence.HIGH,
            source="google",
            as_of=DAY,
        ),
    ),
    tunings=(
        Tuning(
            slug="flux-at-fal",
            model=None,
            model_name="FLUX",
            host="fal",
            adaptations=(Adaptation.STYLE,),
            available=Available.YES,
            source="google",
            as_of=DAY,
        ),
    ),
)
ADDRESSES = {
    FactKind.MODEL: ("gemini-4", "retires", "/models/gemini-4/#retires"),
    FactKind.PRICE: ("gemini-4@google/input_mtok/2026-11-01", "price", "/models/gemini-4/#price"),
    FactKind.OFFER: ("gemini-4@google", "", "/models/gemini-4/#terms"),
    FactKind.SCORE: ("arena-text/gemini-4", "scores", "/models/gemini-4/#score-arena-text"),
    FactKind.TERMS: ("gemini-api", "terms", "/providers/google/#terms-gemini-api"),
    FactKind.TUNING: ("flux-at-fal", "tuning", "/providers/fal/#tuning-flux-at-fal"),
    FactKind.CELL: ("menu-photos/media", "", "/use-cases/menu-photos/media/"),
    FactKind.USE_CASE: ("menu-photos", "minutes", "/use-cases/menu-photos/#minutes"),
    FactKind.MODALITY: ("image", "", "/modalities/image/"),
    FactKind.GUIDANCE: ("start-small", "", "/guidance/#start-small"),
    FactKind.METHOD: ("no-sums", "", "/method/#no-sums"),
}


def fact(source: str = "arena", kind: FactKind = FactKind.MODEL, text: str = "A fact.", as_of: date = DAY) -> Fact:
    subject, aspect, _ = ADDRESSES[kind]
    return Fact(kind=kind, subject=subject, aspect=aspect, text=text, source=source, voice=Voice.SELLER, as_of=as_of)


def reason(*facts: Fact) -> Reason:
    return Reason(
        text="So it is.", told=(Told(question="outputs", text="Photos."),), rule="output-decides", facts=facts
    )


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_of_fact_has_an_address(kind: FactKind) -> None:
    found = address(fact(kind=kind), catalog=CATALOG)

    assert found == ADDRESSES[kind][2]
    assert resolve(found.partition("#")[0]).app_name == "catalog"


def test_rule_is_explained_on_the_method_page() -> None:
    assert rule_address("two-to-try") == "/method/#two-to-try"


def test_sources_are_numbered_in_the_order_of_reading() -> None:
    proof = Proof(catalog=CATALOG)

    first = proof.trail(reason(fact("google"), fact("arena")))
    second = proof.trail(reason(fact("arena", text="Another.")))

    assert (first.notes, second.notes) == ((1, 2), (2,))
    assert [(note.number, note.anchor, note.source.slug) for note in proof.endnotes()] == [
        (1, "s1", "google"),
        (2, "s2", "arena"),
    ]


def test_only_cited_sources_are_listed() -> None:
    proof = Proof(catalog=CATALOG)

    proof.cite(fact("google"))

    assert [note.source.slug for note in proof.endnotes()] == ["google"]


def test_endnote_says_the_last_day_it_was_read() -> None:
    proof = Proof(catalog=CATALOG)

    proof.cite_all((fact(as_of=LATER), fact(text="Older.", as_of=DAY)))

    assert [note.read for note in proof.endnotes()] == [LATER]


def test_same_fact_is_cited_once() -> None:
    assert len(Proof(catalog=CATALOG).cite_all((fact(), fact()))) == 1


def test_trail_leads_from_answer_over_rule_and_fact_to_source() -> None:
    trail = Proof(catalog=CATALOG).trail(reason(fact("google")))

    assert [answer.text for answer in trail.answers] == ["Photos."]
    assert trail.rule_address == "/method/#output-decides"
    assert [(cited.text, cited.note) for cited in trail.facts] == [("A fact.", 1)]
    assert [(source.title, source.note) for source in trail.sources] == [("Prices", 1)]


def test_owner_finds_the_page_that_changes_an_answer_and_readers_do_not() -> None:
    owner = Proof(catalog=CATALOG, answer_address=lambda question: f"/change/{question}/").trail(reason(fact()))
    reader = Proof(catalog=CATALOG).trail(reason(fact()))

    assert [answer.address for answer in owner.answers] == ["/change/outputs/"]
    assert [answer.address for answer in reader.answers] == [""]


def test_house_speaks_for_itself_where_no_source_is_on_file() -> None:
    proof = Proof(catalog=CATALOG)

    proof.cite(fact(EDITORS_JUDGEMENT))

    note = proof.endnotes()[0]
    assert (note.source.title, note.is_judgement) == ("Editor’s judgement", True)


def endnote(*, title: str = "Prices", publisher: str = "", url: str = "", licence: str = "") -> Endnote:
    kept = Source(slug="a", title=title, publisher=publisher, url=url, licence=licence, voice=Voice.SELLER)
    return Endnote(number=1, source=kept, read=DAY, address="/sources/a/")


def test_publisher_is_not_said_twice() -> None:
    assert endnote(title="Arena, blind votes", publisher="Arena").publisher == ""
    assert endnote(title="Prices", publisher="Google").publisher == "Google"


def test_long_address_is_cut_to_its_site() -> None:
    assert endnote(url="https://www.example.org/prices/").site == "example.org/prices"
    assert endnote(url=f"https://example.org/{'long/' * 20}").site == "example.org"


def test_credit_reads_as_a_sentence() -> None:
    assert endnote(licence="as copied by a package (MIT).").credit == "As copied by a package (MIT)"
