"""The PDF of every example plan can be read by people and by machines, whatever its owner wrote."""

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from tests.wizard.exports import kit
from wizard.exports.documents import plan_pdf
from wizard.plans.render.pdf import named, typeset

FEWEST_PAGES, MOST_PAGES = 2, 12


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Return text without white space and hyphens, which depend on where lines break."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_pdf_says_what_the_page_says_on_few_pages_for_people_and_machines(slug: str) -> None:
    reader, copy = PdfReader(io.BytesIO(plan_pdf(kit.example(slug)))), kit.example(slug)
    text = squeezed(text_of(reader))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b"pdfuaid" in (reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")
    assert FEWEST_PAGES <= len(reader.pages) <= MOST_PAGES
    assert squeezed(copy.document.head.headline) in text
    assert squeezed(copy.permalink) in text
    assert "fonts of this file" not in text_of(reader)


def test_same_version_gives_the_same_bytes() -> None:
    first = plan_pdf(kit.example("garden-shop"))
    typeset.cache_clear()

    assert plan_pdf(kit.copy("garden-shop")) == first
    assert b"20261125" in first or "2026" in str(PdfReader(io.BytesIO(first)).metadata)


def test_hostile_text_stays_text() -> None:
    text = squeezed(text_of(PdfReader(io.BytesIO(plan_pdf(kit.hostile())))))

    assert squeezed("<script>alert(1)</script>") in text


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("😀", "[grinning face]"),
        ("\u202e", ""),
        ("\x07", ""),
        ("\t", " "),
        ("\U0010ffff", "[u+10ffff]"),
    ],
)
def test_sign_without_a_glyph_is_named(sign: str, name: str) -> None:
    assert named(sign) == name


def test_any_text_makes_a_file() -> None:
    text = "\U0010ffff\ue000\ufdd0 ก็ไทย 한국어 e\u0301\u0489\u200d\ufe0f 🏳️‍🌈👩🏽‍🚀 \x0b\x85"
    made = plan_pdf(kit.copy("law-office", scale={"title": text, "firm": text}))

    assert made.startswith(b"%PDF-")
