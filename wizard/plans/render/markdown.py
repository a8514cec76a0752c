"""A document as Markdown."""

import re
from collections.abc import Callable, Iterator, Mapping

from catalog.formatting import format_day
from wizard.plans.document.blocks import (
    Block,
    Citation,
    CurvesBlock,
    Document,
    ListBlock,
    ListRow,
    MeasuredBlock,
    ReasonLine,
    ReasonsBlock,
    Section,
    TableBlock,
    TextBlock,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#a-zA-Z0-9]+;)")
_STARTS = re.compile(
    r"^(\d+(?=[.)](?:\s|$))|(?=[#+=-]))([#+=.)-])"
)  # what would make a heading or a list of a line
_LINES = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", _LINES.sub(" ", text).strip())
    return _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}", line)


def render(document: Document) -> str:
    head = document.head
    parts = [f"*{escape_markdown(head.kicker)}* · {escape_markdown(head.state.text)}"]
    if head.warning:
        parts.append(f"**{escape_markdown(head.warning)}**")
    parts += ["Do this", f"# {escape_markdown(' '.join(head.headline))}"]
    parts += [
        f"*{escape_markdown(line.label)}:* {escape_markdown(line.text)}"
        if line.label
        else escape_markdown(line.text)
        for line in head.how
    ]
    parts += [
        f"**{escape_markdown(answer.label)}:** {escape_markdown(answer.big)}"
        + (f"  \n{escape_markdown(answer.fine)}" if answer.fine else "")
        for answer in head.answers
    ]
    parts.append(
        " · ".join(
            f"{escape_markdown(step.title)}: {escape_markdown(step.text or step.state)}"
            for step in document.spine
        )
    )
    for section in document.sections:
        parts += _section(section)
    for page in document.pages:
        parts += [f"# {escape_markdown(page.title)}", f"*{escape_markdown(page.finding)}*"]
        for section in page.sections:
            parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escape_markdown(section.title)}"
    if section.finding:
        yield f"*{escape_markdown(section.finding)}*"
    for group in section.groups:
        if group.heading:
            yield f"### {escape_markdown(group.heading)}"
        for block in group.blocks:
            yield "\n".join(_lines(block))


def _fact(row: ListRow, _: int) -> str:
    source = f". Source: {_source(row.source)}" if row.source is not None else ""
    return f"- {escape_markdown(row.label)}: {escape_markdown(row.text)}{source}"


_ROWS: Mapping[str, Callable[[ListRow, int], str]] = {
    "facts": _fact,
    "bars": _fact,
    "pairs": lambda row, _: f"- **{escape_markdown(row.label)}:** {escape_markdown(row.text)}",
    "checklist": lambda row, _: (
        f"- [ ] {escape_markdown(row.text)}, {format_day(row.on) if row.on else ''}"
    ),
    "questions": lambda row, _: (
        f"- **{escape_markdown(row.label)}.** {escape_markdown(row.text)} *{escape_markdown(row.more)}*"
    ),
    "scale": lambda row, _: f"- {escape_markdown(row.text)}",
    "sources": lambda row, _: f"- {_source(row.source)}" if row.source is not None else "",
    "chain": lambda row, place: (
        f"{place}. **{escape_markdown(row.label)}:** {escape_markdown(row.text)}"
    ),
}


def _lines(block: Block) -> Iterator[str]:  # noqa: C901  # a case for each kind of block
    match block:
        case TextBlock(kind="copy"):
            yield from _captioned(block.label)
            yield from (
                f"> {escape_markdown(row)}" if row.strip() else ">"
                for row in block.text.splitlines()
            )
        case TextBlock():
            yield escape_markdown(block.text)
        case ReasonsBlock():
            for reason in block.rows:
                yield from _reason(reason)
        case ListBlock():
            if block.caption:
                yield from _captioned(block.caption)
            yield from (_ROWS[block.kind](row, place) for place, row in enumerate(block.rows, 1))
        case CurvesBlock():
            yield f"*{escape_markdown(block.caption)}*"
        case MeasuredBlock():
            for row in block.rows:
                named = f"- **{escape_markdown(row.name)}: {escape_markdown(row.verdict)}.** {escape_markdown(row.text)}"
                yield named.rstrip()
                yield from (
                    f"  - {escape_markdown(fact.label)}: {escape_markdown(fact.text)}"
                    for fact in row.facts
                )
        case TableBlock():
            yield from _table(block)


def _captioned(caption: str) -> tuple[str, str]:
    return f"*{escape_markdown(caption)}*", ""


def _table(block: TableBlock) -> Iterator[str]:
    yield from _captioned(block.caption)
    yield f"| {' | '.join(escape_markdown(column) for column in block.columns)} |"
    yield f"|{' --- |' * len(block.columns)}"
    for row in block.rows:
        first = escape_markdown(row.head) + (f", {escape_markdown(row.note)}" if row.note else "")
        yield f"| {' | '.join((first, *(escape_markdown(cell) for cell in row.cells)))} |"


def _reason(reason: ReasonLine) -> Iterator[str]:
    yield f"- {escape_markdown(reason.text)}"
    yield from (
        f"  - You answered: {escape_markdown(row.question)}: {escape_markdown(row.text)}"
        for row in reason.trail.answers
    )
    guess = " (our guess)" if reason.trail.ours else ""
    yield f"  - Rule: {escape_markdown(reason.trail.rule.replace('-', ' '))}{guess}"
    for fact in reason.trail.facts:
        yield f"  - Fact: {escape_markdown(fact.text)}. Source: {_source(fact.source)}"


def _source(source: Citation) -> str:
    named = ", ".join(escape_markdown(each) for each in (source.title, source.publisher) if each)
    return f"{named}, read {format_day(source.as_of)}"
