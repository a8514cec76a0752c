"""A plan as a decision record: context, decision, what else was weighed, consequences, and when to look again."""

from collections.abc import Iterable, Iterator

from catalog.formatting import format_long_day
from catalog.markdown import escape_markdown
from wizard.document.blocks import Document, ListBlock, Section, Tile
from wizard.exports.copies import Copy
from wizard.plans.answering import answers_on_file


def decision_md(copy: Copy) -> bytes:
    """Return the record in the order that engineers keep such records in."""
    document = copy.document
    parts = [
        f"# {escape_markdown(document.head.headline)}",
        *_frontmatter(copy),
        "## Context",
        _context(copy),
        "## Decision",
        _paragraph((document.head.headline, *document.head.lead)),
        *_jobs(document),
        "## Considered instead",
        *_pairs(document, "others"),
        "## Consequences",
        "\n".join(_tile(tile) for tile in document.head.tiles),
        "## What would change it",
        *_pairs(document, "changes"),
        f"The whole plan: <{copy.permalink}>. This version for good: <{copy.fixed}>.",
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _frontmatter(copy: Copy) -> Iterator[str]:
    states = ", ".join(escape_markdown(state.text) for state in copy.document.head.states)
    day = format_long_day(copy.document.on)
    version = f"version {copy.version.number}, release {copy.version.release} of the catalog"
    yield f"- Status: {states}\n- Decided: {day}, {version}"


def _context(copy: Copy) -> str:
    """Return what was answered; usual answers are said in the plan."""
    lines = answers_on_file(copy.version.answers, copy.decided.catalog, copy.version.decided_on)
    rows = (
        f"- {escape_markdown(row.label)}: {escape_markdown(row.text)}" for row in lines.values()
    )
    return "\n".join(rows)


def _paragraph(sentences: Iterable[str]) -> str:
    return " ".join(escape_markdown(text) for text in sentences)


def _jobs(document: Document) -> Iterator[str]:
    lines = [
        f"- **{escape_markdown(job.label)}:** {_paragraph(filter(None, (job.verdict, *job.says)))}"
        for job in document.head.jobs
    ]
    yield "\n".join(lines)


def _tile(tile: Tile) -> str:
    return f"- **{escape_markdown(tile.label)}:** {_paragraph((tile.big, *tile.fine))}"


def _pairs(document: Document, key: str) -> Iterator[str]:
    """Yield the rows of a section, else its finding, else that there is nothing to say."""
    section = next((row for row in document.sections if row.key == key), None)
    rows = "\n".join(_rows(section)) if section is not None else ""
    yield rows or (escape_markdown(section.finding) if section is not None else "Nothing.")


def _rows(section: Section) -> Iterator[str]:
    for group in section.groups:
        for block in group.blocks:
            if isinstance(block, ListBlock):
                for row in block.rows:
                    yield f"- **{escape_markdown(row.label)}:** {_paragraph(row.says)}"
