"""Scale: the order in which jobs go into daily work, and who uses which tool.

It also says where one result feeds the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from catalog.schema import Catalog
from catalog.vocabulary import AdviceTopic
from wizard.decision.advice_rows import advice_row
from wizard.decision.answers import Answers
from wizard.decision.cases import Case
from wizard.decision.decision import Decision
from wizard.decision.endings import first_of
from wizard.decision.vocabulary import Joining, ModelKind

SIDE_BY_SIDE_WEEKS = 6  # ours: half of the work the new way, before all of it
# Pairs of kinds that follow one another inside a job, in the order in which the work is done.
INSIDE_A_JOB = (
    (ModelKind.TRANSCRIPTION, ModelKind.LANGUAGE),
    (ModelKind.LANGUAGE, ModelKind.IMAGE),
    (ModelKind.LANGUAGE, ModelKind.SPEECH),
    (ModelKind.IMAGE, ModelKind.VIDEO),
    (ModelKind.SPEECH, ModelKind.VIDEO),
)
NEXT_STEP = "next-step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When a job is tested, and when it goes into daily work, half of it first."""

    job: str
    tested_from: date
    begins: date

    @property
    def full_from(self) -> date:
        """Return the day from which all of it goes the new way."""
        return self.begins + timedelta(weeks=SIDE_BY_SIDE_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """Where one result goes into the next; inside a job both are the same."""

    before: str  # keys of jobs
    after: str
    advice: str  # slug of the row


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUse:
    """A tool, the jobs it serves, and who works with it."""

    tool: str
    jobs: tuple[str, ...]
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the way to daily use."""

    advice: str  # slug of the row
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The way from the test to daily use; empty where no job names anything."""

    order: tuple[Start, ...] = ()
    hand_offs: tuple[HandOff, ...] = ()
    tools: tuple[ToolUse, ...] = ()
    phases: tuple[Phase, ...] = ()


def scale(
    decision: Decision,
    cases: Sequence[Case],
    answers: Answers,
    catalog: Catalog,
    order: Sequence[Start],
) -> Scale:
    """Return the way to daily use of the jobs for which something is named.

    `cases` are those of the decision; `order` says when each job begins, the first one first.
    """
    pairs = zip(decision.jobs, cases, strict=True)
    used = [(job, case) for job, case in pairs if first_of(job.ending) is not None]
    if not used or not order:
        return Scale()
    return Scale(
        order=tuple(order),
        hand_offs=tuple(_hand_offs([case for _, case in used], answers, catalog)),
        tools=tuple(_tools(decision, [case for _, case in used], answers, catalog)),
        phases=tuple(_phases(used[0][1], decision.on, order[0], catalog)),
    )


def one_by_one(keys: Iterable[str], tested_from: date, begins: date) -> tuple[Start, ...]:
    """Return when each job begins: one alone, then the next."""
    weeks = timedelta(weeks=SIDE_BY_SIDE_WEEKS)
    return tuple(
        Start(job=key, tested_from=tested_from + weeks * place, begins=begins + weeks * place)
        for place, key in enumerate(keys)
    )


def _hand_offs(cases: Sequence[Case], answers: Answers, catalog: Catalog) -> Iterator[HandOff]:
    """Yield where one result feeds the next.

    Inside a job that goes by kind, between jobs where the owner joins them.
    """
    for case in cases:
        kinds = {part.kind for part in case.parts}
        for before, after in INSIDE_A_JOB:
            if before in kinds and after in kinds:
                yield from _hand_off(case, case, f"{before}-{after}", catalog)
    if answers.joining is Joining.TOGETHER:
        for earlier, later in pairwise(cases):
            yield from _hand_off(earlier, later, NEXT_STEP, catalog)


def _hand_off(before: Case, after: Case, subject: str, catalog: Catalog) -> Iterator[HandOff]:
    rows = [
        advice_row(catalog, AdviceTopic.HAND_OFF, name, before, before.parts[0])
        for name in (subject, NEXT_STEP)
    ]
    row = rows[0] or rows[1]
    if row is not None:
        yield HandOff(before=before.job.key, after=after.job.key, advice=row.slug)


def _tools(
    decision: Decision, cases: Sequence[Case], answers: Answers, catalog: Catalog
) -> Iterator[ToolUse]:
    """Yield each tool of the bill once, with the jobs it serves and who works with it."""
    case_of = {case.job.key: case for case in cases}
    for line in decision.bill:
        served = [case_of[key] for key in line.jobs]
        media = {part.medium for case in served for part in case.parts}
        departments = [case.use_case.department for case in served]
        yield ToolUse(
            tool=line.tool,
            jobs=line.jobs,
            roles=tuple(
                role.slug
                for role in catalog.job_roles
                if role.slug in answers.roles and media & set(role.media)
            ),
            departments=tuple(dict.fromkeys(filter(None, departments))),
        )


def _phases(case: Case, on: date, start: Start, catalog: Catalog) -> Iterator[Phase]:
    """Yield the stretches of the way with their days, without those that end before they begin."""
    spans: tuple[tuple[str, date, date | None], ...] = (
        ("get-ready", on, start.tested_from),
        ("pilot", start.tested_from, start.begins),
        ("side-by-side", start.begins, start.full_from),
        ("daily-use", start.full_from, None),
    )
    for subject, begins, ends in spans:
        row = advice_row(catalog, AdviceTopic.PHASE, subject, case, case.parts[0])
        if row is not None and (subject != "get-ready" or begins < start.tested_from):
            yield Phase(advice=row.slug, begins=begins, ends=ends)
