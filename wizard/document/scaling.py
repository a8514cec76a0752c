"""The page Scale: in which order jobs go into daily work, in which phases, and who works with what."""

from collections.abc import Iterator
from datetime import date, timedelta

from catalog.schema import Advice, group_pairs
from catalog.vocabulary import AdviceTopic
from wizard.decision.vocabulary import Joining
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    Block,
    DocumentPage,
    Group,
    ListBlock,
    ListRow,
    Section,
    TableBlock,
    TableRow,
    TextBlock,
)
from wizard.document.evidence import page_of_sections
from wizard.document.reading import how_it_is_read
from wizard.document.several import GRAVEST_FIRST

SIDE_BY_SIDE = timedelta(weeks=6)  # ours: half of the work the new way, before all of it
SURE_FIRST = ("clear", "close", "thin")
PHASES = ("get-ready", "pilot", "side-by-side", "daily-use")
NEXT_STEP = "next-step"  # the row of advice on one result that feeds the next


def scale(basis: Basis) -> DocumentPage:
    """Return the way from the test to daily use; without sections where nothing is tested."""
    if not basis.tests:
        return page_of_sections(basis, "scale", ())
    sections = (_order(basis), _phases(basis), _chains(basis), _tools(basis))
    return page_of_sections(basis, "scale", tuple(row for row in sections if row is not None))


def in_order(basis: Basis) -> list[JobBasis]:
    """Return the jobs as they go into daily work: least damage first, then the surer, then most hours by hand."""
    return sorted(basis.tests, key=_first_to_go)


def _first_to_go(job: JobBasis) -> tuple[int, int, float]:
    recommendation = job.recommendation
    sure = recommendation.certainty if recommendation is not None else SURE_FIRST[-1]
    damage = -GRAVEST_FIRST.index(job.work.stakes)
    return damage, SURE_FIRST.index(sure), -job.work.hours_by_hand


def _section(basis: Basis, key: str, *blocks: Block) -> Section | None:
    if not blocks:
        return None
    return Section(
        key=key,
        title=basis.say("label", key),
        finding=basis.say("finding", key),
        groups=(Group(blocks=blocks),),
    )


def _order(basis: Basis) -> Section | None:
    """Return when half of each job begins: one job alone, then the next."""
    rows = tuple(
        TableRow(
            head=job.say("kicker", "job"),
            cells=(job.say("cell", "day", day=_begins(basis, place)),),
        )
        for place, job in enumerate(in_order(basis))
    )
    columns = (basis.say("column", "job"), basis.say("column", "from"))
    table = TableBlock(caption=basis.say("table", "order"), columns=columns, rows=rows)
    return _section(basis, "order", table)


def _begins(basis: Basis, place: int) -> date:
    return basis.test_by + timedelta(days=1) + place * SIDE_BY_SIDE


def _phases(basis: Basis) -> Section | None:
    """Return what is done in each stretch of the way, with its days."""
    tested = basis.test_by + timedelta(days=1)
    begins = (basis.decision.on, basis.decision.starts, tested, tested + SIDE_BY_SIDE)
    phases = [
        (row, begin)
        for subject, begin in zip(PHASES, begins, strict=True)
        for row in _advice(basis, AdviceTopic.PHASE, subject)
    ]
    rows = tuple(
        TableRow(
            head=row.title,
            note=basis.say("cell", "advice", text=row.text, action=row.action),
            cells=(basis.say("cell", "day", day=begin),),
        )
        for row, begin in phases
    )
    if not rows:
        return None
    columns = (basis.say("column", "phase"), basis.say("column", "from"))
    table = TableBlock(caption=basis.say("table", "phases"), columns=columns, rows=rows)
    return _section(basis, "phases", table)


def _chains(basis: Basis) -> Section | None:
    """Return who makes each result and who reads it; one chain where one result feeds the next."""
    joined = basis.answers.joining is Joining.TOGETHER
    chains = [[job] for job in basis.tests]
    if joined:
        chains = [list(basis.tests)]
    blocks: list[Block] = [ListBlock(rows=tuple(_links(chain)), kind="chain") for chain in chains]
    if joined:
        advice = _advice(basis, AdviceTopic.HAND_OFF, NEXT_STEP)
        blocks += [TextBlock(says=(row.text, row.action)) for row in advice]
    return _section(basis, "hand-offs", *blocks)


def _links(jobs: list[JobBasis]) -> Iterator[ListRow]:
    for job in jobs:
        if job.first is not None:
            yield ListRow(label=job.name(job.first), says=(job.say("kicker", "job"),))
            person = job.say("label", "person")
            yield ListRow(label=person, says=tuple(how_it_is_read(job)), marked=True)


def _tools(basis: Basis) -> Section | None:
    """Return each tool with what it does, and who works with it."""
    jobs = group_pairs((job.name(job.first), job) for job in basis.tests if job.first is not None)
    roles = [row.name for row in basis.catalog.job_roles if row.slug in basis.answers.roles]
    used_by = (basis.say("scale", "roles", roles=roles),) if roles else ()
    rows = tuple(
        ListRow(label=name, says=(*(job.say("kicker", "job-stop") for job in served), *used_by))
        for name, served in jobs.items()
    )
    return _section(basis, "tools", ListBlock(rows=rows))


def _advice(basis: Basis, topic: AdviceTopic, subject: str) -> tuple[Advice, ...]:
    return basis.catalog.advice_on.get((topic, subject), ())
