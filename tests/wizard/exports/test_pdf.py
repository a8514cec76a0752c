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
from wizard.exports.documents import plan_pdf
from wizard.plans.render.pdf import named, typeset

FEWEST_PAGES, MOST_PAGES = 2, 6


@cache
def opened(slug: str) -> PdfReader:
    return PdfReader(io.BytesIO(plan_pdf(kit.example(slug))))


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
    assert reader.metadata.title
    assert b"pdfuaid" in (reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_has_two_to_six_pages(slug: str) -> None:
    assert FEWEST_PAGES <= len(opened(slug).pages) <= MOST_PAGES


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_says_what_the_page_says(slug: str) -> None:
    text, copy = squeezed(text_of(opened(slug))), kit.example(slug)

    assert all(squeezed(line) in text for line in copy.document.head.headline)
    assert squeezed(copy.permalink) in text


def test_same_version_gives_the_same_bytes() -> None:
    first = plan_pdf(kit.example("garden-shop"))
    typeset.cache_clear()

    assert plan_pdf(kit.copy("garden-shop")) == first
    assert b"20261125" in first or "2026" in str(PdfReader(io.BytesIO(first)).metadata)


def test_hostile_text_stays_text() -> None:
    text = squeezed(text_of(PdfReader(io.BytesIO(plan_pdf(kit.hostile())))))

    assert squeezed("<script>alert(1)</script>") in text


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
    made = plan_pdf(kit.quick("law-office", title=text, firm=text, brief_voice=text))

    assert made.startswith(b"%PDF-")
