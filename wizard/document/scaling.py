"""The page Scale: the order and phases in which jobs go into daily work, and who uses what."""

from collections.abc import Iterator
from datetime import date

from catalog.charts.timeline import Stretch
from wizard.decision.costs import Priced
from wizard.decision.scale import ToolUse
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    Block,
    ListBlock,
    ListRow,
    Picture,
    Sentences,
    TableBlock,
    TableRow,
    TextBlock,
)
from wizard.document.folding import Fold, PageLayout, numbered, picture_of, table


def _finding(basis: Basis) -> str:
    """Return when daily use begins, or when the first and last job begin; empty if none does."""
    starts = basis.way.order
    if not starts:
        return ""
    first, last = starts[0], starts[-1]
    if first.begins != last.begins:
        return basis.say("scale-page", "jobs", day=first.begins, last=last.begins)
    return basis.say("scale-page", "day", day=first.full_from)


def _picture(basis: Basis) -> Picture | None:
    """Return the stretches of one job's way, or when half and all of each job go the new way."""
    is_alone = len(basis.way.order) == 1
    rows = _phase_stretches(basis) if is_alone else _job_stretches(basis)
    caption = "phases" if is_alone else "jobs"
    return picture_of(basis, "timeline", caption, numbered(rows))


def _phase_stretches(basis: Basis) -> Iterator[Stretch]:
    for phase in basis.way.phases:
        yield Stretch(
            name=basis.catalog.advice_row[phase.advice].title,
            begins=phase.begins,
            ends=phase.ends,
            says=_days(basis, phase.begins, phase.ends),
            chosen=phase.ends is None,
        )


def _job_stretches(basis: Basis) -> Iterator[Stretch]:
    for start in basis.way.order:
        yield Stretch(
            name=basis.job_of[start.job].say("kicker", "job"),
            begins=start.begins,
            full_from=start.full_from,
            says=basis.say("timeline", "half", begins=start.begins, full=start.full_from),
            chosen=start is basis.way.order[0],
        )


def _days(basis: Basis, begins: date, ends: date | None) -> str:
    if ends is None:
        return basis.say("timeline", "from", begins=begins)
    name = "on" if ends == begins else "from-to"
    return basis.say("timeline", name, begins=begins, ends=ends)


def _order(basis: Basis) -> Iterator[TableBlock]:
    """Yield when each job is tested and half of it begins, one after the other.

    Of several it is drawn.
    """
    rows = [
        TableRow(
            head=basis.job_of[start.job].say("kicker", "job"),
            cells=(
                basis.say("cell", "day", day=start.tested_from),
                basis.say("cell", "day", day=start.begins),
            ),
        )
        for start in basis.way.order
    ]
    columns = ("job", "tested-from", "half-from")
    yield table(basis, "order", columns, numbered(rows) if len(rows) > 1 else rows)


def _phases(basis: Basis) -> Iterator[TableBlock]:
    """Yield what is done in each stretch of the way, with its days; of one job it is drawn."""
    rows = []
    for phase in basis.way.phases:
        advice = basis.catalog.advice_row[phase.advice]
        ends = "day" if phase.ends is not None else "open"
        cells = (
            basis.say("cell", "day", day=phase.begins),
            basis.say("cell", ends, day=phase.ends or phase.begins),
        )
        note = basis.say("cell", "advice", text=advice.text, action=advice.action)
        rows.append(TableRow(head=advice.title, note=note, cells=cells))
    is_drawn = len(basis.way.order) == 1
    yield table(basis, "phases", ("phase", "from", "to"), numbered(rows) if is_drawn else rows)


def _hand_offs(basis: Basis) -> Iterator[Block]:
    """Yield who makes each result and who reads it, in chains.

    Then yield what to mind from one to the next.
    """
    hand_offs = basis.way.hand_offs
    fed = {row.after for row in hand_offs if row.before != row.after}
    chains: list[list[ListRow]] = []
    for job in basis.job_of.values():  # as the owner joined them
        if job.first is None:
            continue
        if job.job.key not in fed:  # else its work goes on from the job before it
            chains.append([])
        chains[-1] += _links(job, job.first)
    for chain in chains:
        yield ListBlock(rows=tuple(chain), kind="chain")
    for slug in dict.fromkeys(row.advice for row in hand_offs):
        advice = basis.catalog.advice_row[slug]
        yield TextBlock(says=(advice.text, advice.action))


def _links(job: JobBasis, first: Priced) -> Iterator[ListRow]:
    yield ListRow(label=job.name(first), says=(job.say("kicker", "job-stop"),))
    person = job.say("label", "person")
    yield ListRow(label=person, says=tuple(job.at("reading")), marked=True)


def _tools(basis: Basis) -> Iterator[ListRow]:
    """Yield each tool with what it does, and who works with it."""
    for use in basis.way.tools:
        yield ListRow(label=basis.names.tool(use.tool), says=tuple(_used(basis, use)))


def _used(basis: Basis, use: ToolUse) -> Sentences:
    for key in use.jobs:
        yield basis.job_of[key].say("kicker", "job-stop")
    roles = [row.name for row in basis.catalog.job_roles if row.slug in use.roles]
    if roles or use.departments:
        yield basis.say("scale", "used-by", users=[*roles, *use.departments])


SCALE = PageLayout(
    folds=(
        Fold(key="order", of_plan=_order),
        Fold(key="phases", of_plan=_phases),
        Fold(key="hand-offs", of_plan=_hand_offs),
        Fold(key="tools", kind="facts", of_plan=_tools),
    ),
    finding=_finding,
    picture=_picture,
)
