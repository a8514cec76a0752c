"""Assembling: a decision out of what the passes found, with its notes, reasons, risks and bill."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from catalog.schema import group_pairs
from wizard.decision.answers import is_worked_in
from wizard.decision.bill import bill
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.ended import EndedJob, Named
from wizard.decision.endings import Inquiry, NothingPasses, first_of
from wizard.decision.inquiries import asks_further, inquiries
from wizard.decision.keeps import keeps, sold_until
from wizard.decision.learning import results_that_count
from wizard.decision.market import look
from wizard.decision.notes import notes
from wizard.decision.options import Dropped
from wizard.decision.own_software import own_apps, software_for, software_of_the_kind
from wizard.decision.progress import DecisionInputs, JobProgress, RankedProgress
from wizard.decision.reasons import reasons
from wizard.decision.risks import risks
from wizard.decision.trial import price_of_a_fifth_usd
from wizard.decision.vocabulary import Unknown

# Raised with each 0.x of Pilotlight: by its rules an older plan may be decided otherwise.
METHOD = 7

LEAST_ASKED_USD = 20  # ours: a month; who states no price asks a firm for no less

type Serves = Mapping[str, tuple[str, ...]]  # keys of jobs, by tool


def decision_of(rows: Sequence[JobProgress], inputs: DecisionInputs) -> Decision:
    """Return the decision of jobs that have all ended."""
    named = _named_of_all(rows)
    serves = group_pairs((row.option.tool, costing.work.key) for row, costing in named)
    outline = outline_of(rows, inputs)
    left_usd = inputs.limit_usd - sum(line.usd for line in outline.bill if not line.once)
    pairs = zip(outline.jobs, rows, strict=True)
    jobs = (_explained(job, _ended(row, inputs, serves), left_usd) for job, row in pairs)
    return replace(outline, jobs=tuple(jobs))


def outline_of(rows: Sequence[JobProgress], inputs: DecisionInputs) -> Decision:
    """Return the same without what explains it: how each job ends, among what, and the bill."""
    return Decision(
        method=METHOD,
        on=inputs.on,
        starts=inputs.starts,
        jobs=tuple(map(_outlined, rows)),
        bill=bill(_named_of_all(rows)),
    )


def _named_of_all(rows: Sequence[JobProgress]) -> list[tuple[Priced, Costing]]:
    """Return what the plan names for each job, with how it was priced."""
    pairs = ((row, first_of(row.ended)) for row in rows if isinstance(row, RankedProgress))
    return [(first, row.ranking.costing) for row, first in pairs if first is not None]


def _ended(row: JobProgress, inputs: DecisionInputs, serves: Serves) -> EndedJob:
    ranked = row if isinstance(row, RankedProgress) else None
    return EndedJob(
        case=row.case,
        answers=inputs.answers,
        catalog=inputs.catalog,
        on=inputs.on,
        ending=row.ended,
        results=tuple(results_that_count(inputs.measured, row.case.work).values()),
        ranked=ranked,
        named=_named(ranked, inputs, serves) if ranked is not None else None,
    )


def _named(row: RankedProgress, inputs: DecisionInputs, serves: Serves) -> Named | None:
    first = first_of(row.ended)
    if first is None:
        return None
    tool = first.option.tool
    return Named(
        first=first,
        ranking=row.ranking,
        judge=row.looked.judge,
        plan=inputs.catalog.app_plan.get(tool),
        serves=serves[tool],
    )


def _outlined(row: JobProgress) -> JobDecision:
    case = row.case
    job = JobDecision(
        work=case.work,
        guessed=case.guessed,
        ending=row.ended,
        row=case.row.use_case,
    )
    if not isinstance(row, RankedProgress):
        return job
    return replace(job, ranking=row.ranking, dropped=row.looked.dropped, judge=row.looked.judge)


def _explained(job: JobDecision, of: EndedJob, left_usd: float) -> JobDecision:
    """Return a job with why it ends so, where others leave so much of the limit on a month."""
    job = replace(job, notes=notes(of), reasons=reasons(of), risks=risks(of), results=of.results)
    if of.ranked is None:
        return replace(job, inquiries=_certified(of)) if of.asks_certified else job
    asked = _worth_asking(_inquiries(of, of.ranked), of, of.ranked.ranking.costing, left_usd)
    job = replace(job, inquiries=asked, tool_today=_today(of.ranked))
    return replace(
        job,
        keeps=keeps(of.option, of.catalog),
        sold_until=sold_until(of.option, of.catalog, of.on),
    )


def _inquiries(of: EndedJob, ranked: RankedProgress) -> tuple[Inquiry, ...]:
    """Return whom to ask besides.

    It is nobody where something without AI comes first and a tool is named, or the firm has it.
    """
    has_the_kind = software_of_the_kind(of) is not None or bool(own_apps(of))
    is_named = not isinstance(of.ending, NothingPasses)
    has_it = any(is_worked_in(own, of.answers.works_in) for own in of.case.row.owned)
    if of.case.row.starts_without_ai and (is_named or has_it):
        return ()
    if not asks_further(of.ending, of.case.row, has_the_kind=has_the_kind):
        return ()
    search = ranked.looked.search
    rows = inquiries(ranked.looked, of.option.tool)
    if of.case.row.starts_without_ai and software_for(of):
        # Beside what the firm has, only who works inside it is worth a question.
        return tuple(row for row in rows if search.firm.is_linked(of.catalog.app[row.app]))
    return rows


def _worth_asking(
    rows: tuple[Inquiry, ...], of: EndedJob, costing: Costing, left_usd: float
) -> tuple[Inquiry, ...]:
    """Return whom to ask, and for no price where hardly any would suit."""
    if not isinstance(of.ending, NothingPasses):
        return rows
    # Leave is asked for what is done once; and where checking takes as long as doing it, as where
    # somebody could be hurt, no price follows from the hours.
    limit_usd = inf if costing.work.once else left_usd
    worth_usd = price_of_a_fifth_usd(costing)
    if min(limit_usd, worth_usd if worth_usd > 0 else inf) >= LEAST_ASKED_USD:
        return rows
    return tuple(row for row in rows if Unknown.PRICE not in row.questions)


def _certified(of: EndedJob) -> tuple[Inquiry, ...]:
    """Return whom to ask for a certified program, that question first."""
    looked = look(of.case, of.answers, of.catalog, of.on)
    return tuple(
        replace(row, questions=(Unknown.CERTIFIED, *row.questions)) for row in inquiries(looked)
    )


def _today(row: RankedProgress) -> Priced | Dropped | None:
    """Return what the firm uses for the job today, as it was looked at."""
    tool = row.case.job.tool_today
    if not tool:
        return None
    passing = (priced for priced in row.ranking.passing if priced.option.tool == tool)
    dropped = (plan for plan in row.looked.dropped if plan.tool == tool)
    return next(passing, None) or next(dropped, None)
