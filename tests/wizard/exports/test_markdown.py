"""The plan as Markdown says what the page says, and nothing an owner writes becomes markup."""

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from tests.wizard.exports import kit
from wizard.exports.copies import Copy
from wizard.exports.markdown import decision_md, fenced, plan_md
from wizard.plans.render.markdown import plain

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
OPENERS = {"html_inline", "html_block", "em_open", "strong_open", "code_inline", "link_open", "image", "s_open"}


def shown(markdown: str) -> str:
    """Return the text that a reader of another house shows; markup of any kind is an error."""
    tokens = READER.parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} & OPENERS == set()
    return "".join(child.content for child in inner)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "* item",
        "> quote",
        "***",
        "---",
        "===",
        "a *b* **c** _d_ __e__",
        "`code`",
        "[a](b) ![c](d)",
        "a | b",
        "&amp; &lt; &#65;",
        "\\*",
        "~~~",
        "<https://example.org>",
        "[^1]",
        "plain, 0.5 to 2.3",
    ],
)
def test_owners_words_are_shown_as_they_are(text: str) -> None:
    assert shown(plain(text)) == text


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\u2028", "\x85", "\x0b"])
def test_words_stay_on_one_line(gap: str) -> None:
    assert plain(f"a{gap}# b") == "a # b"


def test_fence_is_longer_than_any_in_the_text() -> None:
    assert fenced("a\n````\nb").startswith("`````text\n")


def test_figures_are_written_plainly() -> None:
    assert plain("0.5") == "0.5"
    assert plain("$2.30 a month") == "$2.30 a month"


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_markdown_has_the_sections_of_the_page(slug: str) -> None:
    text, sheet = plan_md(kit.example(slug)).decode(), kit.example(slug).sheet

    assert text.startswith(f"# {sheet.decision.verdict}\n")
    found = re.findall(r"^## (\d+) (.+)$", text, re.MULTILINE)
    assert found == [(str(section.number), section.title) for section in sheet.sections]
    assert kit.example(slug).permalink in text


@pytest.mark.parametrize("slug", kit.WITH_PILOT)
def test_markdown_has_the_money_of_the_page_and_says_where_the_pilot_stands(slug: str) -> None:
    copy = kit.example(slug)
    text, panel = plan_md(copy).decode(), copy.sheet.scale
    assert panel is not None

    lines = [(row.label, *row.cells) for row in (*panel.usable, *panel.costs)]
    lines += [(name, *(cell.text for cell in cells)) for name, cells in panel.regret]
    assert [line for line in lines if f"| {' | '.join(map(plain, line))} |" not in text] == []
    assert all(f"| {share.percent} % |" in text for share in panel.scale.spread if share.percent)
    assert f"<{copy.permalink}pilot/>" in text


@pytest.mark.parametrize("write", [plan_md, decision_md])
@pytest.mark.parametrize("slug", kit.SLUGS)
def test_every_number_in_the_text_has_its_source(write: Callable[[Copy], bytes], slug: str) -> None:
    text = write(kit.example(slug)).decode()

    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    cited = re.findall(r"\[\^(\d+)\](?!: )", text)
    assert set(cited) <= set(notes)
    assert len(notes) == len(set(notes))


@pytest.mark.parametrize("slug", kit.SLUGS)
def test_record_says_what_was_decided_and_how_it_is_confirmed(slug: str) -> None:
    text = decision_md(kit.example(slug)).decode()

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["Context and problem", "Decision"]
    assert headings[-1] == "Sources"
    assert ("Confirmation" in headings) is (slug in kit.WITH_PILOT)


@pytest.mark.parametrize("write", [plan_md, decision_md])
def test_hostile_words_are_no_markup(write: Callable[[Copy], bytes]) -> None:
    text = write(kit.hostile()).decode()

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert "html_block" not in {token.type for token in tokens}
    outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", text)
    assert "<script>" not in outside
    assert "[d](e)" not in outside
