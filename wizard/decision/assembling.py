"""Assembling: a decision out of what the passes found, with its notes, reasons, risks and bill."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog.schema import group_pairs
from wizard.decision.answers import Answers
from wizard.decision.bill import bill
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import Inquiry, first_of
from wizard.decision.inquiries import asks_further, inquiries
from wizard.decision.keeps import keeps, sold_until
from wizard.decision.learning import results_that_count
from wizard.decision.notes import Noted, notes
from wizard.decision.options import Dropped
from wizard.decision.progress import DecisionInputs, JobProgress
from wizard.decision.reasons import Reasoned, reasons
from wizard.decision.risks import AtRisk, risks
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because
from wizard.decision.vocabulary import WhyOut

# Raised with each 0.x of Pilotlight: by its rules an older plan may be decided otherwise.
METHOD = 7


def decision_of(rows: Sequence[JobProgress], inputs: DecisionInputs) -> Decision:
    """Return the decision of jobs that have all ended."""
    served = group_pairs((row.option.tool, costing.work.key) for row, costing in _named(rows))
    return Decision(
        method=METHOD,
        on=inputs.on,
        starts=max(inputs.answers.starts or inputs.on, inputs.on),
        jobs=tuple(_job(row, inputs, served) for row in rows),
        bill=bill(_named(rows)),
    )


def _named(rows: Sequence[JobProgress]) -> Iterator[tuple[Priced, Costing]]:
    """Yield what the plan names for each job, with how it was priced."""
    for row in rows:
        first = first_of(row.ending) if row.ending is not None else None
        if first is not None and row.ranking is not None:
            yield first, row.ranking.costing


def _job(
    row: JobProgress, inputs: DecisionInputs, served: Mapping[str, tuple[str, ...]]
) -> JobDecision:
    if row.ending is None:
        raise ValueError(f"{row.case.job.key} has no ending.")
    case, answers, catalog = row.case, inputs.answers, inputs.catalog
    first = first_of(row.ending)
    dropped = row.looked.dropped if row.looked is not None else ()
    results = tuple(results_that_count(inputs.measured, case.work).values())
    noted = Noted(
        case=case,
        answers=answers,
        first=first,
        catalog=catalog,
        is_refused=row.looked is None,
    )
    reasoned = Reasoned(
        case=case,
        answers=answers,
        catalog=catalog,
        ending=row.ending,
        first=first,
        ranking=row.ranking,
        judge=row.looked.judge if row.looked is not None else None,
        dropped=dropped,
        results=results,
        serves=served.get(first.option.tool, ()) if first is not None else (),
    )
    return JobDecision(
        work=case.work,
        guessed=case.guessed,
        ending=row.ending,
        notes=(
            *_choice_is_out(row, inputs, first),
            *_paid_is_out(dropped, answers),
            *notes(noted),
        ),
        reasons=reasons(reasoned),
        risks=risks(AtRisk(case=case, answers=answers, ending=row.ending, catalog=catalog)),
        ranking=row.ranking,
        dropped=dropped,
        judge=reasoned.judge,
        results=results,
        row=case.row.use_case,
        row_is_own=case.row.is_own,
        inquiries=_inquiries(row, noted),
        tool_today=_today(row, dropped),
        keeps=keeps(first.option, catalog) if first is not None else frozenset(),
        sold_until=sold_until(first.option, catalog, inputs.on) if first is not None else None,
    )


def _inquiries(row: JobProgress, noted: Noted) -> tuple[Inquiry, ...]:
    """Return whom to ask besides; nobody where something without AI comes first."""
    of_job = row.case.row
    if row.looked is None or row.ending is None or of_job.starts_without_ai:
        return ()
    has_the_kind = noted.theirs_of_the_kind is not None
    if not asks_further(row.ending, of_job, has_the_kind=has_the_kind):
        return ()
    first = noted.first
    return inquiries(row.looked.search, first.option.tool if first is not None else "")


def _choice_is_out(
    row: JobProgress, inputs: DecisionInputs, first: Priced | None
) -> Iterator[Reason]:
    """Yield that the owner's own choice may not be used."""
    named = first.option.tool if first is not None else ""
    for choice in inputs.answers.choices:
        if choice.job == row.case.job.key and choice.tool != named:
            yield because(Rule.CHOICE_IS_OUT, "choices", tool=choice.tool)


OUT_OF_PLACE = frozenset({WhyOut.NOT_IN_EU, WhyOut.EU_IN_HIGHER_PLAN, WhyOut.NOT_ON_OWN_SERVERS})


def _paid_is_out(dropped: Iterable[Dropped], answers: Answers) -> Iterator[Reason]:
    """Yield what the firm pays for and would break its own rule with, if it did the job with it."""
    for plan in dropped:
        if plan.why in OUT_OF_PLACE and answers.pays_for(plan.tool):
            yield because(Rule.PAID_IS_OUT, "paid", "place", tool=plan.tool)


def _today(row: JobProgress, dropped: Sequence[Dropped]) -> Priced | Dropped | None:
    """Return what the firm uses for the job today, as it was looked at."""
    tool = row.case.job.tool_today
    if not tool:
        return None
    ranked = (*row.ranking.candidates, *row.ranking.others) if row.ranking is not None else ()
    priced = next((option for option in ranked if option.option.tool == tool), None)
    return priced or next((plan for plan in dropped if plan.tool == tool), None)
