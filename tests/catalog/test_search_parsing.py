"""What a query asks for, on a small catalog: names, unknown versions, phrases.

Names count however they are typed; unknown versions are those not on file.
"""

from datetime import date

import pytest

from catalog.filters.models import ANSWERED
from catalog.schema import AiModel, App, AppPlan, Catalog, Provider, Synonym
from catalog.search.names import HIGHEST_VERSION, RowKey, key_of, names_of
from catalog.search.parser import FILLERS, PHRASES, parse_query
from catalog.vocabulary import AppKind, Medium
from catalog.words import folded

DAY = date(2026, 11, 30)


def model(slug: str, name: str, family: str = "") -> AiModel:
    return AiModel(
        slug=slug, name=name, provider="acme", family=family, source="page", as_of=DAY, listed=True
    )


def synonym(word: str, words: str) -> Synonym:
    return Synonym(slug=word.replace(" ", "-"), word=word, words=words)


CATALOG = Catalog(
    providers=(Provider(slug="acme", name="Acme AI"),),
    models=(
        model("ada-2", "Ada 2", "Ada"),
        model("ada-2-5-mini", "Ada 2.5 Mini", "Ada"),
        model("ada-5-2-mini", "Ada 5.2 Mini", "Ada"),
        model("ada-4o", "Ada-4o", "Ada"),
        model("o4", "O4"),
        model("ada-song-3", "Ada Song 3", "Ada Song"),
        model("speech-2", "Speech 2", "Speech"),
        model("brush-pro", "Brush Pro (Ada 3 Image)", "Brush"),
    ),
    apps=(
        App(
            slug="adachat",
            name="AdaChat",
            maker="acme",
            about="A chat.",
            main_kind=AppKind.ASSISTANT,
            source="page",
            as_of=DAY,
        ),
    ),
    app_plans=(
        AppPlan(
            slug="adachat-team",
            name="AdaChat Team",
            app="adachat",
            source="page",
            as_of=DAY,
        ),
    ),
    synonyms=(
        synonym("ada chat", "adachat"),
        synonym("Rechnung", "invoices"),
        synonym("acme reviews", "reviews of shops"),
    ),
)


def named(query: str) -> list[str]:
    """Return the slugs of the rows that a query names."""
    names = names_of(CATALOG).find(folded(query).split(), ordinary=PHRASES)
    return sorted(row.slug for name in names for row in name.rows)


SPELLINGS = {
    "ada 2": ["ada-2"],
    "ADA-2": ["ada-2"],
    "Ada 2.0": ["ada-2"],
    "mini ada 2.5": ["ada-2-5-mini"],  # in any order, but not of its numbers
    "ada 5.2 mini": ["ada-5-2-mini"],
    "ada-2-5-mini price": ["ada-2-5-mini"],
    "ada 4o": ["ada-4o"],
    "o4": ["o4"],  # and not Ada-4o
    "song 3": ["ada-song-3"],  # without its first word
    "ada 3 image": ["brush-pro"],  # the name in brackets
    "adachat": ["adachat"],
    "adachat team": ["adachat-team"],
    "acme": ["acme"],  # a maker by the first word
    "chat": [],
    "mini": [],
}


@pytest.mark.parametrize("query", SPELLINGS)
def test_names_are_read_however_they_are_typed(query: str) -> None:
    assert named(query) == SPELLINGS[query]


def test_spellings_share_a_key_and_near_misses_do_not() -> None:
    assert key_of("gpt 5.6 luna") == key_of("luna gpt5.6") == key_of("gpt 5 6 luna")
    assert key_of("veo 3.0") == key_of("veo 3")
    assert key_of("gpt 4.5") != key_of("gpt 5.4")
    assert key_of("gpt 4o mini") != key_of("o4 mini")
    assert key_of("v3.10") != key_of("v3.1")


LINES = {
    "ada": ("ada-2", "ada-2-5-mini", "ada-5-2-mini", "ada-4o", "ada-song-3"),
    "ada song": ("ada-song-3",),
    "ada 2.5": ("ada-2-5-mini",),
    "ada 30 dollars": ("ada-2", "ada-2-5-mini", "ada-5-2-mini", "ada-4o", "ada-song-3"),
}


@pytest.mark.parametrize("query", LINES)
def test_a_name_without_its_version_is_a_line(query: str) -> None:
    parsed = parse_query(query, CATALOG)
    (name,) = parsed.names

    assert set(name.line) <= set(LINES[query])
    assert name.line
    assert parsed.unfiled is None


UNFILED = {
    "ada 7": "ada 7",
    "is ada 2.6 mini free": "ada 2.6 mini",
    "ada v3": "ada v3",
    f"ada {HIGHEST_VERSION + 1}": None,  # an amount, not a version
    "ada 2": None,
    "ada 2.5": None,
    "speech 7": None,  # “speech” is a word before it is a line
}


@pytest.mark.parametrize("query", UNFILED)
def test_a_version_that_is_not_on_file_is_said_to_be_missing(query: str) -> None:
    parsed = parse_query(query, CATALOG)

    assert (parsed.unfiled.unfiled if parsed.unfiled else None) == UNFILED[query]


def test_other_spellings_of_a_name_become_it() -> None:
    parsed = parse_query("ada chat price", CATALOG)
    glued = parse_query("ada2 price", CATALOG)

    assert parsed.names[0].rows == (RowKey("apps", "adachat"),)
    assert glued.names[0].rows == (RowKey("models", "ada-2"),)


def test_a_longer_phrase_of_the_editors_goes_before_a_name() -> None:
    parsed = parse_query("acme reviews", CATALOG)

    assert parsed.names == ()
    assert [clause.meant for clause in parsed.clauses] == [("reviews of shops",)]


MEDIA = {
    "text to speech cheapest": (None, Medium.SPEECH),
    "speech to text cheapest": (Medium.SPEECH, Medium.TEXT),
    "image to video": (Medium.IMAGE, Medium.VIDEO),
    "text to video": (None, Medium.VIDEO),
    "günstigstes Bildmodell": (None, Medium.IMAGE),
    "transcription price": (Medium.SPEECH, Medium.TEXT),
    "cheapest video": (None, Medium.VIDEO),
    "cheapest": (None, None),
}


@pytest.mark.parametrize("query", MEDIA)
def test_the_longest_phrase_says_what_goes_in_and_comes_out(query: str) -> None:
    parsed = parse_query(query, CATALOG)

    assert (parsed.reads, parsed.makes) == MEDIA[query]


SIGNALS = {
    "ada 2 vs adachat": {"versus"},
    "is ada 2 dead": {"end"},
    "wird ada 2 abgeschaltet": {"end"},
    "gdpr adachat": {"data", "gdpr"},
    "was kostet adachat im monat": {"price"},
    "ollama": {"running"},
    "adachat team": set(),
}


@pytest.mark.parametrize("query", SIGNALS)
def test_signals_are_read_in_several_languages(query: str) -> None:
    parsed = parse_query(query, CATALOG)

    assert parsed.signals == SIGNALS[query]


def test_what_only_asks_is_looked_for_where_nothing_else_is() -> None:
    asked_with_more = parse_query("cheapest invoices", CATALOG)
    alone = parse_query("cheapest", CATALOG)

    assert [clause.words for clause in asked_with_more.clauses] == ["invoices"]
    assert [clause.words for clause in alone.clauses] == ["cheapest"]


def test_phrases_are_folded_and_ask_for_what_lists_can_be_narrowed_by() -> None:
    assert [phrase for phrase in PHRASES if folded(phrase) != phrase] == []
    assert [word for word in FILLERS if folded(word) != word] == []
    fields = {
        meaning.value
        for meanings in PHRASES.values()
        for meaning in meanings
        if meaning.slot == "yes"
    }
    assert fields <= ANSWERED.keys()
