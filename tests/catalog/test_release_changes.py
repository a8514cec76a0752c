"""What changed between any two releases, in words and names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from catalog.differences import LONGEST, Difference, in_words
from catalog.models import Release
from catalog.naming import address_of, name_of, names_in
from catalog.registry import KINDS
from catalog.schema import Catalog
from catalog.views.history import changes_in_words
from catalog.vocabulary import PriceRegion, PriceUnit
from tests.support import publish_catalog, queries_of, starter_catalog


def test_any_two_releases_can_be_set_side_by_side(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    publish_catalog(replace(catalog, faq=()))
    publish_catalog(replace(catalog, faq=(), terms=()))

    html = client.get("/releases/changes/?from=3&to=1").content.decode()

    assert "From release 1 to release 3" in html
    assert f"FAQ entries: {len(catalog.faq)}" in html
    assert f"Terms: {len(catalog.terms)}" in html
    assert (
        "None: both hold the same." in client.get("/releases/changes/?from=2&to=2").content.decode()
    )
    assert queries_of(lambda: client.get("/releases/changes/?from=1&to=3")) == 3


def test_what_is_no_release_is_said(client: Client, starter_release: Release) -> None:
    for query, words in {
        "": "Choose two releases",
        "from=1": "Choose two releases",
        "from=1&to=99": "There is no release 99. Choose two from the list of releases.",
        "from=x&to=1": "“x” was left out. Write “From release” in digits, for example 12.",
        "from=1&to=1.5": "“1.5” was left out. Write “To release” as a whole number, for example 12.",
        "from=999999999999&to=1": "There is no release 999999999999.",
    }.items():
        response = client.get(f"/releases/changes/?{query}")
        assert response.status_code == 200
        assert words in response.text


def test_rows_are_named_as_people_name_them() -> None:
    catalog = starter_catalog()

    def title(kind: str, *key: str) -> str:
        row = next(
            row for row in getattr(catalog, kind) if KINDS[kind].key_of(row)[: len(key)] == key
        )
        return name_of(catalog, KINDS[kind], row)

    row = next(
        row
        for row in catalog.prices
        if row.offer == "gemini-4-carbon@google" and row.unit == "input_mtok"
    )
    dated = replace(row, valid_from=date(2026, 12, 1))
    picture = replace(dated, unit=PriceUnit.IMAGE, region=PriceRegion.EU, tier="1K")

    assert (
        name_of(catalog, KINDS["prices"], dated)
        == "Gemini 4 Carbon at Google, a million tokens in, from 1 Dec 2026"
    )
    assert name_of(catalog, KINDS["prices"], picture) == (
        "Gemini 4 Carbon at Google, a picture, in the EU, 1K, from 1 Dec 2026"
    )
    assert (
        title("cells", "menu-photos", "media")
        == f"{catalog.use_case['menu-photos'].name}, other generative AI"
    )
    assert title("scores", "arena-text", "gemini-4-argon") == "Gemini 4 Argon, Arena Text (overall)"
    assert name_of(Catalog(), KINDS["offers"], catalog.offers_of["gemini-4-carbon"][0]).startswith(
        "gemini-4-carbon at "
    )
    assert title("terms", "token") == "Token"


@pytest.mark.django_db
def test_every_row_has_a_name_and_most_an_address() -> None:
    catalog = starter_catalog()

    for kind in KINDS.values():
        rows = getattr(catalog, kind.name)[:50]
        assert all(name_of(catalog, kind, row) for row in rows)
        assert all(address_of(catalog, kind, row) for row in rows) or not (kind.page or kind.place)


def test_change_is_said_with_the_label_of_its_field() -> None:
    names = names_in(starter_catalog())
    for field, before, after, words in (
        ("input_limit", 1, 2, "reads at once: “1” → “2”"),
        ("provider", "openai", "nobody-yet", "maker: “OpenAI” → “nobody-yet”"),
        ("listed", False, True, "listed: “No” → “Yes”"),
    ):
        assert (
            in_words(Difference("models", ("a",), "changed", field, before, after), names).lower()
            == words.lower()
        )


def test_a_price_that_moved_is_one_line() -> None:
    catalog = starter_catalog()
    moved = replace(catalog.prices[0], amount=Decimal(99))

    (kind,) = changes_in_words(catalog, replace(catalog, prices=(moved, *catalog.prices[1:])))

    assert (kind.words, kind.count) == ("Prices", 1)
    assert kind.lines[0].endswith("→ “99”.")
    assert isinstance(moved.valid_from, date)


LONG = (
    "A model is multimodal when it reads more than one medium, such as text, pictures and sound. "
)
WHOLE = LONG * 4  # more than is shown of a value


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        # Near the end, near the beginning, in the middle, and all of it.
        (f"{WHOLE}It is old.", f"{WHOLE}It is new.", ("It is old.”", "It is new.”")),
        (f"Old. {WHOLE}", f"New. {WHOLE}", ("“Old.", "“New.")),
        (f"{WHOLE}no {WHOLE}", f"{WHOLE}yes {WHOLE}", ("no A model", "yes A model")),
        (WHOLE, f"{WHOLE}And more.", ("sound.", "sound. And more.”")),
        (WHOLE, "", ("A model is multimodal", "→ nothing")),
        ("", WHOLE, ("nothing →", "A model is multimodal")),
    ],
)
def test_of_a_long_text_what_changed_is_shown(
    before: str, after: str, words: tuple[str, str]
) -> None:
    change = Difference("terms", ("a",), "changed", "meaning", before, after)

    said = in_words(change, names_in(starter_catalog()))

    assert [word for word in words if word not in said] == []
    old, _, new = said.partition(" → ")
    assert old.partition(": ")[2] != new
    assert len(said) < 2 * LONGEST + 50


@pytest.mark.parametrize("gap", ["", "x", "x y", "the same again and again " * 3])
def test_short_texts_are_shown_whole(gap: str) -> None:
    change = Difference("terms", ("a",), "changed", "meaning", f"a{gap}b", f"a{gap}c")

    said = in_words(change, names_in(starter_catalog()))

    assert said.endswith(f": “a{gap}b” → “a{gap}c”")
