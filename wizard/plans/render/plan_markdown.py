"""The document of a plan as Markdown."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from catalog.formatting import format_day
from wizard.document.blocks import (
    Block,
    Citation,
    CopyBlock,
    Document,
    Group,
    Head,
    JobLine,
    ListBlock,
    ListRow,
    ReasonLine,
    ReasonsBlock,
    Section,
    TableBlock,
    TextBlock,
    Tile,
)
from wizard.plans.render.markdown import escape_markdown


def render_markdown(document: Document) -> str:
    """Return the whole plan, its pages included, as one Markdown text."""
    parts = [*_head(document.head), _spine(document)]
    parts += [part for section in document.sections for part in _section(section)]
    for page in document.pages:
        parts += [f"# {escape_markdown(page.title)}", f"*{escape_markdown(page.finding)}*"]
        parts += [part for section in page.sections for part in _section(section)]
    return "\n\n".join(parts) + "\n"


def _paragraph(sentences: Iterable[str]) -> str:
    return " ".join(escape_markdown(text) for text in sentences)


# ------------------------------------------------------------------------------------------- head


def _head(head: Head) -> Iterator[str]:
    states = " · ".join(escape_markdown(state.text) for state in head.states)
    yield f"*{escape_markdown(head.kicker)}* · {states}"
    yield from (f"**{escape_markdown(warning)}**" for warning in head.warnings)
    yield escape_markdown(head.label)
    yield f"# {escape_markdown(head.headline)}"
    if head.lead:
        yield _paragraph(head.lead)
    if head.jobs:
        yield "\n".join(_job(job) for job in head.jobs)
    yield from (_tile(tile) for tile in head.tiles)


def _job(job: JobLine) -> str:
    verdict = f"{escape_markdown(job.verdict)} " if job.verdict else ""
    return f"- **{escape_markdown(job.label)}:** {verdict}{_paragraph(job.says)}"


def _tile(tile: Tile) -> str:
    big = f"**{escape_markdown(tile.label)}:** {escape_markdown(tile.big)}"
    return f"{big}  \n{_paragraph(tile.fine)}" if tile.fine else big


def _spine(document: Document) -> str:
    return " · ".join(
        f"{escape_markdown(step.title)}: {escape_markdown(step.text)}" for step in document.spine
    )


# --------------------------------------------------------------------------------------- sections


def _section(section: Section) -> Iterator[str]:
    yield f"## {escape_markdown(section.title)}"
    if section.finding:
        yield f"*{escape_markdown(section.finding)}*"
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    if group.heading:
        yield f"### {escape_markdown(group.heading)}"
    for block in group.blocks:
        yield "\n".join(_lines(block))


def _lines(block: Block) -> Iterable[str]:
    match block:
        case TextBlock():
            return (_paragraph(block.says),)
        case CopyBlock():
            return _copied(block)
        case ReasonsBlock():
            return (line for reason in block.rows for line in _reason(reason))
        case TableBlock():
            return _table(block)
        case ListBlock():
            return _list(block)


def _copied(block: CopyBlock) -> Iterator[str]:
    yield from (f"*{escape_markdown(block.label)}*", "")
    for text in block.lines:
        yield from (f"> {escape_markdown(line)}" for line in text.splitlines() if line.strip())
        yield ">"


def _table(block: TableBlock) -> Iterator[str]:
    yield from (f"*{escape_markdown(block.caption)}*", "")
    yield f"| {' | '.join(escape_markdown(column) for column in block.columns)} |"
    yield f"|{' --- |' * len(block.columns)}"
    for row in block.rows:
        note = f", {escape_markdown(row.note)}" if row.note else ""
        cells = (escape_markdown(cell) for cell in row.cells)
        yield f"| {' | '.join((f'{escape_markdown(row.head)}{note}', *cells))} |"


def _list(block: ListBlock) -> Iterator[str]:
    if block.caption:
        yield from (f"*{escape_markdown(block.caption)}*", "")
    line = _ROWS.get(block.kind, _fact)
    yield from (line(row, place) for place, row in enumerate(block.rows, 1))


def _fact(row: ListRow, _: int) -> str:
    label = f"{escape_markdown(row.label)}: " if row.label else ""
    source = f". Source: {_source(row.source)}" if row.source is not None else ""
    return f"- {label}{_paragraph(row.says)}{source}"


def _pair(row: ListRow, _: int) -> str:
    return f"- **{escape_markdown(row.label)}:** {_paragraph(row.says)}"


def _task(row: ListRow, _: int) -> str:
    day = f", {format_day(row.on)}" if row.on is not None else ""
    return f"- [ ] {_paragraph(row.says)}{day}"


def _numbered(row: ListRow, place: int) -> str:
    label = f"**{escape_markdown(row.label)}:** " if row.label else ""
    return f"{place}. {label}{_paragraph(row.says)}"


def _endnote(row: ListRow, place: int) -> str:
    return f"{place}. {_source(row.source)}" if row.source is not None else ""


_ROWS: Mapping[str, Callable[[ListRow, int], str]] = {
    "pairs": _pair,
    "checklist": _task,
    "numbered": _numbered,
    "chain": _numbered,
    "sources": _endnote,
}


def _reason(reason: ReasonLine) -> Iterator[str]:
    trail = reason.trail
    yield f"- {escape_markdown(reason.text)}"
    for answer in trail.answers:
        who = "We counted with" if answer.is_ours else "You answered"
        yield f"  - {who}: {escape_markdown(answer.text)}"
    yield f"  - Rule: {escape_markdown(trail.rule.replace('-', ' '))}"
    for fact in trail.facts:
        yield f"  - Fact: {escape_markdown(fact.text)}. Source: {_source(fact.source)}"


def _source(source: Citation) -> str:
    named = ", ".join(escape_markdown(text) for text in (source.title, source.publisher) if text)
    return named if source.as_of is None else f"{named}, read {format_day(source.as_of)}"
