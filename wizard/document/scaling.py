"""The page Scale: in which order jobs go into daily work, in which phases, and who works with what."""

from collections.abc import Iterator
from datetime import date, timedelta

from catalog.charts.timeline import Stretch
from wizard.decision.scale import SIDE_BY_SIDE_WEEKS, Scale, ToolUse, scale
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    Block,
    DocumentPage,
    ListBlock,
    ListRow,
    Picture,
    Sentences,
    TableBlock,
    TableRow,
    TextBlock,
)
from wizard.document.folding import page_of_sections, section_of
from wizard.document.reading import how_it_is_read


def scale_page(basis: Basis) -> DocumentPage:
    """Return the way from the test to daily use; without sections where nothing is named."""
    way = way_of(basis)
    if not way.order:
        return page_of_sections(basis, "scale")
    return page_of_sections(
        basis,
        "scale",
        section_of(basis, "order", _order(basis, way)),
        section_of(basis, "phases", *_phases(basis, way)),
        section_of(basis, "hand-offs", *_hand_offs(basis, way)),
        section_of(basis, "tools", _tools(basis, way)),
        finding=_finding(basis, way),
        picture=_picture(basis, way),
    )


def _finding(basis: Basis, way: Scale) -> str:
    """Return when daily use can begin, or when the first and the last job begin."""
    days = [start.begins for start in way.order]
    if len(days) > 1 and days[0] != days[-1]:
        return basis.say("scale-page", "jobs", day=days[0], last=days[-1])
    return basis.say("scale-page", "day", day=days[0] + timedelta(weeks=SIDE_BY_SIDE_WEEKS))


def _picture(basis: Basis, way: Scale) -> Picture:
    """Return the stretches of the way of one job, or when half and all of each job go the new way."""
    is_alone = len(way.order) == 1
    rows = tuple(_phase_stretches(basis, way) if is_alone else _job_stretches(basis, way))
    return Picture(
        caption=basis.say("timeline", "phases" if is_alone else "jobs"),
        says=tuple(basis.say("timeline", "row", name=row.name, says=row.says) for row in rows),
        stretches=rows,
    )


def _phase_stretches(basis: Basis, way: Scale) -> Iterator[Stretch]:
    for number, phase in enumerate(way.phases, start=1):
        yield Stretch(
            name=basis.catalog.advice_row[phase.advice].title,
            begins=phase.begins,
            ends=phase.ends,
            says=_days(basis, phase.begins, phase.ends),
            chosen=phase.ends is None,
            row=number,
        )


def _job_stretches(basis: Basis, way: Scale) -> Iterator[Stretch]:
    for number, start in enumerate(way.order, start=1):
        full = start.begins + timedelta(weeks=SIDE_BY_SIDE_WEEKS)
        yield Stretch(
            name=basis.job_of[start.job].say("kicker", "job"),
            begins=start.begins,
            full_from=full,
            says=basis.say("timeline", "half", begins=start.begins, full=full),
            chosen=number == 1,
            row=number,
        )


def _days(basis: Basis, begins: date, ends: date | None) -> str:
    if ends is None:
        return basis.say("timeline", "from", begins=begins)
    name = "on" if ends == begins else "from-to"
    return basis.say("timeline", name, begins=begins, ends=ends)


def way_of(basis: Basis) -> Scale:
    """Return the way to daily use, as the method has it."""
    cases = [job.case for job in basis.jobs]
    return scale(basis.decision, cases, basis.answers, basis.catalog)


def _order(basis: Basis, way: Scale) -> TableBlock:
    """Return when half of each job begins: one job alone, then the next."""
    is_drawn = len(way.order) > 1
    rows = tuple(
        TableRow(
            head=basis.job_of[start.job].say("kicker", "job"),
            cells=(basis.say("cell", "day", day=start.begins),),
            row=number if is_drawn else 0,
        )
        for number, start in enumerate(way.order, start=1)
    )
    columns = (basis.say("column", "job"), basis.say("column", "from"))
    return TableBlock(caption=basis.say("table", "order"), columns=columns, rows=rows)


def _phases(basis: Basis, way: Scale) -> Iterator[TableBlock]:
    """Yield what is done in each stretch of the way, with its days."""
    rows = []
    is_drawn = len(way.order) == 1
    for number, phase in enumerate(way.phases, start=1):
        advice = basis.catalog.advice_row[phase.advice]
        ends = "day" if phase.ends is not None else "open"
        cells = (
            basis.say("cell", "day", day=phase.begins),
            basis.say("cell", ends, day=phase.ends or phase.begins),
        )
        note = basis.say("cell", "advice", text=advice.text, action=advice.action)
        rows.append(
            TableRow(head=advice.title, note=note, cells=cells, row=number if is_drawn else 0)
        )
    if rows:
        columns = tuple(basis.say("column", name) for name in ("phase", "from", "to"))
        caption = basis.say("table", "phases")
        yield TableBlock(caption=caption, columns=columns, rows=tuple(rows))


def _hand_offs(basis: Basis, way: Scale) -> Iterator[Block]:
    """Yield who makes each result and who reads it, in chains, then what to mind from one to the next."""
    for chain in _chains(basis, way):
        yield ListBlock(rows=tuple(link for job in chain for link in _links(job)), kind="chain")
    for slug in dict.fromkeys(row.advice for row in way.hand_offs):
        advice = basis.catalog.advice_row[slug]
        yield TextBlock(says=(advice.text, advice.action))


def _chains(basis: Basis, way: Scale) -> list[list[JobBasis]]:
    """Return the jobs in chains: one that feeds the next stands before it."""
    after = {row.before: row.after for row in way.hand_offs if row.before != row.after}
    jobs = [job for job in basis.jobs if job.first is not None]
    fed = set(after.values())
    chains = []
    for job in jobs:
        if job.job.key in fed:
            continue
        chain = [job]
        while chain[-1].job.key in after:
            chain.append(basis.job_of[after[chain[-1].job.key]])
        chains.append(chain)
    return chains


def _links(job: JobBasis) -> Iterator[ListRow]:
    if job.first is None:
        return
    yield ListRow(label=job.name(job.first), says=(job.say("kicker", "job-stop"),))
    person = job.say("label", "person")
    yield ListRow(label=person, says=tuple(how_it_is_read(job)), marked=True)


def _tools(basis: Basis, way: Scale) -> ListBlock:
    """Return each tool with what it does, and who works with it."""
    rows = tuple(
        ListRow(label=basis.names.tool(use.tool), says=tuple(_used(basis, use)))
        for use in way.tools
    )
    return ListBlock(rows=rows)


def _used(basis: Basis, use: ToolUse) -> Sentences:
    for key in use.jobs:
        yield basis.job_of[key].say("kicker", "job-stop")
    roles = [row.name for row in basis.catalog.job_roles if row.slug in use.roles]
    if roles or use.departments:
        yield basis.say("scale", "used-by", users=[*roles, *use.departments])
