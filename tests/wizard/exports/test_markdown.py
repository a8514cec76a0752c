"""The plan as Markdown says what the page says, and nothing an owner writes becomes markup."""

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from catalog.markdown import escape_markdown
from tests.wizard.exports import kit
from wizard.exports.copies import Copy
from wizard.exports.decision_record import decision_md
from wizard.exports.documents import plan_md

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
OPENERS = {
    "html_inline",
    "html_block",
    "em_open",
    "strong_open",
    "code_inline",
    "link_open",
    "image",
    "s_open",
}


def shown(markdown: str) -> str:
    """Return the text that a reader of another house shows; markup of any kind is an error."""
    tokens = READER.parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} & OPENERS == set()
    return "".join(child.content for child in inner)


WORDS = (
    *(
        "<script>alert(1)</script>",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "* item",
        "> quote",
        "***",
    ),
    *(
        "---",
        "===",
        "a *b* **c** _d_ __e__",
        "`code`",
        "[a](b) ![c](d)",
        "a | b",
        "&amp; &lt; &#65;",
        "\\*",
        "~~~",
    ),
    *("<https://example.org>", "[^1]", "plain, 0.5 to $2.30 a month"),
)


def test_owners_words_are_shown_as_they_are_on_one_line() -> None:
    assert [shown(escape_markdown(text)) for text in WORDS] == [*WORDS]
    for gap in ("\n", "\n\n", "\r\n", "\u2028", "\x85", "\x0b"):
        assert escape_markdown(f"a{gap}# b") == "a # b"


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_markdown_has_the_sections_of_the_page_and_where_it_stands(slug: str) -> None:
    copy = kit.example(slug)
    text, doc = plan_md(copy).decode(), copy.document

    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    below = (section for page in doc.pages for section in page.sections)
    assert found == [escape_markdown(section.title) for section in (*doc.sections, *below)]
    headline = escape_markdown(copy.document.head.headline)
    assert re.findall(r"^# (.+)$", text, re.MULTILINE) == [
        headline,
        *(page.title for page in doc.pages),
    ]
    assert copy.permalink in text
    assert copy.fixed in text


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_decision_record_has_its_parts_and_says_what_the_plan_says(slug: str) -> None:
    copy = kit.example(slug)
    text, head = decision_md(copy).decode(), copy.document.head

    assert re.findall(r"^#+ (.+)$", text, re.MULTILINE) == [
        escape_markdown(head.headline),
        "Context",
        "Decision",
        "Considered instead",
        "Consequences",
        "What would change it",
    ]
    assert all(escape_markdown(tile.big) in text for tile in head.tiles)
    assert all(escape_markdown(state.text) in text for state in head.states)
    assert copy.permalink in text
    assert copy.fixed in text


@pytest.mark.parametrize("write", [plan_md, decision_md])
def test_hostile_words_are_no_markup(write: Callable[[Copy], bytes]) -> None:
    text = write(kit.hostile()).decode()

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert "html_block" not in {token.type for token in tokens}
    assert "<script>" not in text
    assert "[d](e)" not in text
