"""The PDF of every example plan can be read by people and by machines, whatever its owner wrote."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tests.wizard.exports import kit
from wizard.exports.pdf import pdf
from wizard.plans.render.typeset import named, typeset

FEWEST_PAGES, MOST_PAGES = 2, 6


@cache
def opened(slug: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(kit.example(slug))))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Return text without white space and hyphens, which depend on where lines break."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def tags(node: Any) -> Iterator[DictionaryObject]:
    """Yield the elements of the structure tree from the top down."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def kind(tag: DictionaryObject) -> str:
    return str(tag["/S"])


def tree(reader: PdfReader) -> list[DictionaryObject]:
    root: Any = reader.trailer["/Root"]
    return list(tags(root["/StructTreeRoot"]["/K"]))


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_is_tagged_titled_and_in_a_language(slug: str) -> None:
    reader = opened(slug)
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == kit.example(slug).sheet.heading
    assert b"pdfuaid" in (reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_has_two_to_six_pages(slug: str) -> None:
    assert FEWEST_PAGES <= len(opened(slug).pages) <= MOST_PAGES


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_every_picture_has_words(slug: str) -> None:
    figures = [tag for tag in tree(opened(slug)) if kind(tag) == "/Figure"]

    assert figures
    assert all(str(tag.get("/Alt", "")).strip() for tag in figures)
    assert any(f"/p/{kit.KEY}/" in str(tag["/Alt"]) for tag in figures)  # the QR code


@pytest.mark.parametrize("slug", kit.WITH_PILOT)
def test_charts_say_in_words_what_they_show(slug: str) -> None:
    words = [str(tag["/Alt"]) for tag in tree(opened(slug)) if kind(tag) == "/Figure"]
    pilot = kit.example(slug).sheet.pilot
    scale = kit.example(slug).sheet.scale

    assert pilot is not None
    assert scale is not None
    assert any(pilot.drawn[0].goal_text in each for each in words)
    assert all(any(shown.chain.name in each for each in words) for shown in scale.chains)


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_headings_and_tables_are_marked_as_such(slug: str) -> None:
    kinds = [kind(tag) for tag in tree(opened(slug))]
    titles = [section.title for section in kit.example(slug).sheet.sections]

    assert kinds.count("/H1") >= len(titles)
    assert {"/Title", "/P", "/Link"} <= set(kinds)
    assert (slug not in kit.WITH_PILOT) or {"/Table", "/TH", "/TD", "/L", "/LI"} <= set(kinds)


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_says_what_the_page_says(slug: str) -> None:
    said, copy = squeezed(text_of(opened(slug))), kit.example(slug)

    assert squeezed(copy.decision.verdict) in said
    assert all(squeezed(trail.rule) in said for trail in copy.sheet.why)
    assert all(squeezed(action.text) in said for action in copy.decision.actions)
    assert squeezed(copy.permalink) in said
    assert all(squeezed(section.title) in said for section in copy.sheet.sections)


@pytest.mark.parametrize("slug", kit.WITH_PILOT)
def test_pdf_has_the_money_of_the_page_and_says_where_the_pilot_stands(slug: str) -> None:
    said, copy = squeezed(text_of(opened(slug))), kit.example(slug)
    panel = copy.sheet.scale
    assert panel is not None

    amounts = [cell for row in (*panel.usable, *panel.costs) for cell in row.cells]
    shares = [f"{share.percent} %" for share in panel.scale.spread if share.percent]
    dearer = [cell.text for _, cells in panel.regret for cell in cells]
    assert [text for text in (*amounts, *shares, *dearer, panel.scale.break_even) if squeezed(text) not in said] == []
    assert squeezed(f"{copy.permalink}pilot/") in said


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_every_page_has_its_number(slug: str) -> None:
    pages = opened(slug).pages

    for place, page in enumerate(pages, start=1):
        assert f"Page {place} of {len(pages)}" in page.extract_text()


def test_same_version_gives_the_same_bytes() -> None:
    first = pdf(kit.example("garden-shop"))
    typeset.cache_clear()

    assert pdf(kit.copy("garden-shop")) == first
    assert b"20261125" in first or "2026" in str(PdfReader(io.BytesIO(first)).metadata)


def test_hostile_text_stays_text() -> None:
    reader = PdfReader(io.BytesIO(pdf(kit.hostile())))

    said = squeezed(text_of(reader))
    for words in ("<script>alert(1)</script>", "#let x = 1 $a$ *b* _c_ [d](e)", "{{ env.SECRET }}", "&amp;"):
        assert squeezed(words) in said
    assert "x" * 1500 in said
    assert any(sign in said for sign in ("שלום", "םולש"))  # in the order of the page or of reading
    assert "[grinningface]" in said  # a sign that no font here has is named
    assert "fontsofthisfiledonothavethem" in said


def test_plain_plan_speaks_of_no_missing_signs() -> None:
    assert "fonts of this file" not in text_of(opened("garden-shop"))


@pytest.mark.parametrize(
    ("sign", "name"),
    [("😀", "[grinning face]"), ("\u202e", ""), ("\x07", ""), ("\t", " "), ("\U0010ffff", "[u+10ffff]")],
)
def test_sign_without_a_glyph_is_named(sign: str, name: str) -> None:
    assert named(sign) == name


@pytest.mark.parametrize(
    "text", ["\U0010ffff\ue000\ufdd0", "ก็ไทย", "한국어", "e\u0301\u0489\u200d\ufe0f", "🏳️‍🌈👩🏽‍🚀", "\x0b\x85"]
)
def test_any_text_makes_a_file(text: str) -> None:
    made = pdf(kit.quick("law-office", title=text, firm=text, brief_voice=text))

    assert made.startswith(b"%PDF-")
