"""Assembling: a decision out of what the passes found, with its notes, reasons, risks and bill."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.schema import group_pairs
from wizard.decision.bill import bill
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.ended import EndedJob, Named
from wizard.decision.endings import Inquiry, first_of
from wizard.decision.inquiries import asks_further, inquiries
from wizard.decision.keeps import keeps, sold_until
from wizard.decision.learning import results_that_count
from wizard.decision.notes import Noted, notes
from wizard.decision.options import Dropped
from wizard.decision.progress import DecisionInputs, JobProgress, RankedProgress
from wizard.decision.reasons import reasons
from wizard.decision.risks import AtRisk, risks
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because
from wizard.decision.vocabulary import WhyOut

# Raised with each 0.x of Pilotlight: by its rules an older plan may be decided otherwise.
METHOD = 7

type Serves = Mapping[str, tuple[str, ...]]  # keys of jobs, by tool


def decision_of(rows: Sequence[JobProgress], inputs: DecisionInputs) -> Decision:
    """Return the decision of jobs that have all ended."""
    named = list(_named_of_all(rows))
    serves = group_pairs((row.option.tool, costing.work.key) for row, costing in named)
    return Decision(
        method=METHOD,
        on=inputs.on,
        starts=inputs.starts,
        jobs=tuple(_job(_ended(row, inputs, serves)) for row in rows),
        bill=bill(named),
    )


def _named_of_all(rows: Sequence[JobProgress]) -> Iterator[tuple[Priced, Costing]]:
    """Yield what the plan names for each job, with how it was priced."""
    for row in rows:
        first = first_of(row.ended)
        if first is not None and isinstance(row, RankedProgress):
            yield first, row.ranking.costing


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


def _job(of: EndedJob) -> JobDecision:
    case = of.case
    noted = Noted(
        case=case,
        answers=of.answers,
        first=of.named.first if of.named is not None else None,
        catalog=of.catalog,
        is_refused=of.ranked is None,
    )
    refused = JobDecision(
        work=case.work,
        guessed=case.guessed,
        ending=of.ending,
        notes=(*_choice_is_out(of), *_paid_is_out(of), *notes(noted)),
        reasons=reasons(of),
        risks=risks(AtRisk(case=case, answers=of.answers, ending=of.ending, catalog=of.catalog)),
        results=of.results,
        row=case.row.use_case,
        row_is_own=case.row.is_own,
    )
    if of.ranked is None:
        return refused
    job = replace(
        refused,
        ranking=of.ranked.ranking,
        dropped=of.ranked.looked.dropped,
        judge=of.ranked.looked.judge,
        inquiries=_inquiries(of.ranked, noted),
        tool_today=_today(of.ranked),
    )
    if of.named is None:
        return job
    option = of.named.option
    return replace(
        job,
        keeps=keeps(option, of.catalog),
        sold_until=sold_until(option, of.catalog, of.on),
    )


def _inquiries(row: RankedProgress, noted: Noted) -> tuple[Inquiry, ...]:
    """Return whom to ask besides; nobody where something without AI comes first."""
    of_job = row.case.row
    has_the_kind = noted.theirs_of_the_kind is not None
    if of_job.starts_without_ai:
        return ()
    if not asks_further(row.ended, of_job, has_the_kind=has_the_kind):
        return ()
    first = noted.first
    return inquiries(row.looked.search, first.option.tool if first is not None else "")


def _choice_is_out(of: EndedJob) -> Iterator[Reason]:
    """Yield that the owner's own choice may not be used."""
    named = of.named.option.tool if of.named is not None else ""
    for choice in of.answers.choices:
        if choice.job == of.case.job.key and choice.tool != named:
            yield because(Rule.CHOICE_IS_OUT, "choices", tool=choice.tool)


OUT_OF_PLACE = frozenset({WhyOut.NOT_IN_EU, WhyOut.EU_IN_HIGHER_PLAN, WhyOut.NOT_ON_OWN_SERVERS})


def _paid_is_out(of: EndedJob) -> Iterator[Reason]:
    """Yield what the firm pays for and would break its own rule with, if it did the job with it."""
    for plan in of.ranked.looked.dropped if of.ranked is not None else ():
        if plan.why in OUT_OF_PLACE and of.answers.pays_for(plan.tool):
            yield because(Rule.PAID_IS_OUT, "paid", "place", tool=plan.tool)


def _today(row: RankedProgress) -> Priced | Dropped | None:
    """Return what the firm uses for the job today, as it was looked at."""
    tool = row.case.job.tool_today
    if not tool:
        return None
    passing = (priced for priced in row.ranking.passing if priced.option.tool == tool)
    dropped = (plan for plan in row.looked.dropped if plan.tool == tool)
    return next(passing, None) or next(dropped, None)
