"""decide(): the one entry to the advice, as a list of passes over the owner's jobs."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.assembling import decision_of
from wizard.decision.cases import Case, case
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision
from wizard.decision.endings import Ending, FromList, LeaveIt, NothingPasses
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.inquiries import inquiries
from wizard.decision.learning import results_that_count, with_results, without_failed
from wizard.decision.market import look, named_alone, relaxed
from wizard.decision.measured import TrialResult
from wizard.decision.options import Dropped, Option
from wizard.decision.progress import DecisionInputs, JobProgress
from wizard.decision.ranking import Ranking, are_rivals, rank, with_choice
from wizard.decision.safety import DANGERS, refusal
from wizard.decision.situation import Work
from wizard.decision.together import Assignment, assign, candidate
from wizard.decision.verdicts import (
    ending,
    is_left_for_unread,
    over_the_sum,
    saved_usd,
    work_of_one,
    work_within_limit,
)
from wizard.decision.vocabulary import DecidesOn, Review

type Pass = Callable[[Sequence[JobProgress], DecisionInputs], list[JobProgress]]


def decide(
    answers: Answers,
    catalog: Catalog,
    on: date,
    measured: Iterable[TrialResult] = (),
    guesses: Guesses = GUESSES,
) -> Decision:
    """Return what to use for each job, what to try beside it, what it costs, and when to stop.

    Pure: no clock, no chance, no network, no language model. The same answers, catalog, day and
    results of tests give the same decision.
    """
    inputs = DecisionInputs(
        answers=answers, catalog=catalog, on=on, measured=tuple(measured), guesses=guesses
    )
    rows = [JobProgress(case=case(job, answers, catalog, DANGERS)) for job in answers.jobs]
    for run in PASSES:
        rows = run(rows, inputs)
    return decision_of(rows, inputs)


# ------------------------------------------------------------------------------------- the passes


def refuse(rows: Sequence[JobProgress], _: DecisionInputs) -> list[JobProgress]:
    """End the jobs that AI must not do."""
    return [replace(row, ending=_refusal(row.case)) for row in rows]


def look_around(rows: Sequence[JobProgress], inputs: DecisionInputs) -> list[JobProgress]:
    """Find what may be used for each open job."""
    return [_looked(row, inputs) if row.is_open else row for row in rows]


def rank_alone(rows: Sequence[JobProgress], inputs: DecisionInputs) -> list[JobProgress]:
    """Rank the options of each open job as if it were the only one."""
    return [_ranked(row, inputs) if row.is_open else row for row in rows]


def end_without_options(rows: Sequence[JobProgress], inputs: DecisionInputs) -> list[JobProgress]:
    """End the jobs for which nothing may be named."""
    return [_without_options(row, inputs) if row.is_open else row for row in rows]


def choose_together(rows: Sequence[JobProgress], inputs: DecisionInputs) -> list[JobProgress]:
    """Give the open jobs the cheapest set of tools, each paid and learned once.

    A job that does not pay even where others pay what it shares is left, and one that the limit
    does not reach for waits; the others are then chosen anew, since they may share less.
    """
    rows = list(rows)
    while True:
        open_rows = [row for row in rows if row.is_open]
        if len(open_rows) <= 1:
            return rows
        ended = _ended_by_the_set(open_rows, inputs)
        if not ended:
            chosen = _together(open_rows, inputs)
            return [chosen.get(row.case.job.key, row) for row in rows]
        rows = [ended.get(row.case.job.key, row) for row in rows]


def end(rows: Sequence[JobProgress], _: DecisionInputs) -> list[JobProgress]:
    """End every job that is still open by the first ending that holds."""
    return [_ended(row) for row in rows]


def choose_own(rows: Sequence[JobProgress], inputs: DecisionInputs) -> list[JobProgress]:
    """Name the owner's own tools first, where they meet every requirement."""
    tools = {choice.job: choice.tool for choice in inputs.answers.choices}
    return [_chosen(row, tools.get(row.case.job.key, "")) for row in rows]


PASSES: tuple[Pass, ...] = (
    refuse,
    look_around,
    rank_alone,
    end_without_options,
    choose_together,
    choose_own,
    end,
)


# ------------------------------------------------------------------------- what the passes ask


def _refusal(row: Case) -> Ending | None:
    return refusal(row.job, row.decided, row.besides)


def _looked(row: JobProgress, inputs: DecisionInputs) -> JobProgress:
    return replace(row, looked=look(row.case, inputs.answers, inputs.catalog, inputs.on))


def _ranked(row: JobProgress, inputs: DecisionInputs) -> JobProgress:
    looked = row.looked
    if looked is None:
        return row
    ranking = ranking_of(looked.options, row.case, inputs)
    if is_left_for_unread(ranking):
        # The tools stay those for so many: nobody pastes thousands into a window to read them.
        read = replace(row.case, work=replace(row.case.work, review=Review.EVERY))
        row = replace(row, case=read)
        ranking = ranking_of(looked.options, read, inputs)
    if not ranking.over_limit:
        return replace(row, ranking=ranking)
    wider = _wider(row, inputs)
    if wider.ranking is not None and wider.ranking.pick and not wider.ranking.over_limit:
        return wider
    # What nobody does for so many unread ones people may do where they read each.
    all_read = _with_work(row, replace(row.case.work, review=Review.EVERY), inputs)
    if all_read.ranking is not None and all_read.ranking.pick and not all_read.ranking.over_limit:
        return all_read
    alone = _with_work(row, work_of_one(row.case.work), inputs)
    if alone.ranking is not None and not alone.ranking.over_limit:
        return alone
    part = work_within_limit(ranking)
    return replace(row, ranking=ranking) if part is None else _with_work(row, part, inputs)


def _with_work(row: JobProgress, work: Work, inputs: DecisionInputs) -> JobProgress:
    """Return a job looked at anew as other work: of fewer people, or fewer results."""
    changed = _looked(replace(row, case=replace(row.case, work=work)), inputs)
    options = changed.looked.options if changed.looked is not None else ()
    return replace(changed, ranking=ranking_of(options, changed.case, inputs))


def _wider(row: JobProgress, inputs: DecisionInputs) -> JobProgress:
    """Return a job looked at with what else could do it: assistants of its row, and what is else only tried beside.

    Nothing is called too dear before that was held against the limit.
    """
    case = replace(row.case, row=replace(row.case.row, app_is_right=False))
    changed = _looked(replace(row, case=case), inputs)
    options = named_alone(changed.looked.options) if changed.looked is not None else ()
    return replace(row, looked=changed.looked, ranking=ranking_of(options, row.case, inputs))


def ranking_of(options: Sequence[Option], of: Case, inputs: DecisionInputs) -> Ranking:
    """Return the ranking of a job's options, as far as the owner's test let them pass."""
    results = results_that_count(inputs.measured, of.work)
    costing = Costing(work=of.work, guesses=inputs.guesses)
    before = rank(options, of.work, costing)
    if not results:
        return before
    informed = with_results(options, before.costing, results)
    passing = without_failed(options, results, of.work, inputs.catalog)
    return rank(passing, of.work, informed)


def _without_options(row: JobProgress, inputs: DecisionInputs) -> JobProgress:
    pick = row.ranking.pick if row.ranking is not None else None
    is_listed = DecidesOn.LIST in row.case.work.decides_on
    if pick is not None and not is_listed and _asks_before_hiring(row, pick):
        key = row.case.job.key
        return replace(row, ending=NothingPasses(job=key, relaxed="builder", passes=pick))
    if pick is not None and (pick.option.is_ready or not _does_it_without_ai(row.case, inputs)):
        return row
    if is_listed:
        return replace(row, ending=FromList(job=row.case.job.key, wording=None))
    return replace(row, ending=_nothing_passes(row, inputs))


def _asks_before_hiring(row: JobProgress, pick: Priced) -> bool:
    """Return whether a seller is asked before a developer is hired: an app made for the job is plainly right."""
    if not pick.option.needs_developer or not row.case.row.app_is_right or row.looked is None:
        return False
    return bool(inquiries(row.looked.search))


def _does_it_without_ai(case: Case, inputs: DecisionInputs) -> bool:
    """Return whether the firm works in what does the job without AI: nobody is asked or hired before that is tried."""
    theirs = {name for own in inputs.answers.works_in for name in (own, own.broader)}
    is_there = bool(theirs & {*case.row.owned})
    return case.row.starts_without_ai and case.row.is_own and is_there


def _chosen(row: JobProgress, tool: str) -> JobProgress:
    if not tool or not row.is_open or row.ranking is None:
        return row
    return replace(row, ranking=with_choice(row.ranking, tool) or row.ranking)


def _ended(row: JobProgress) -> JobProgress:
    if not row.is_open or row.ranking is None:
        return row
    return replace(row, ending=ending(row.ranking))


def _together(rows: Sequence[JobProgress], inputs: DecisionInputs) -> dict[str, JobProgress]:
    """Return the jobs with what the cheapest set of tools gives them."""
    assignment = _assignment(rows, inputs)
    if assignment is None:
        return {}
    users = Counter(priced.option.tool for priced in assignment.options.values())
    return {
        row.case.job.key: replace(row, ranking=_reassigned(row.ranking, assignment, users))
        for row in rows
        if row.ranking is not None
    }


def _reassigned(ranking: Ranking, assignment: Assignment, users: Counter[str]) -> Ranking:
    """Return a ranking whose first is what the set gives the job; the job's own best is then tried beside it."""
    own = ranking.pick
    chosen = assignment.options[ranking.costing.work.key]
    shared = candidate(chosen, ranking.costing).shared.usd if users[chosen.option.tool] > 1 else 0.0
    if own is None or own.option == chosen.option:
        return replace(ranking, shared_usd=shared)
    others = tuple(row for row in ranking.candidates if row.option != chosen.option)
    challenger = own if are_rivals(own.option, chosen.option) else ranking.challenger
    return replace(ranking, candidates=(chosen, *others), challenger=challenger, shared_usd=shared)


def _assignment(rows: Sequence[JobProgress], inputs: DecisionInputs) -> Assignment | None:
    rankings = [row.ranking for row in rows if row.ranking is not None]
    limit = inputs.answers.limit_usd
    return assign(rankings, float(limit) if limit is not None else None)


def _ended_by_the_set(
    rows: Sequence[JobProgress], inputs: DecisionInputs
) -> dict[str, JobProgress]:
    """Return the jobs that end because of what they cost: over the limit alone, not worth it, or one beside the others."""
    over = {row.case.job.key: _ended(row) for row in rows if row.ranking and row.ranking.over_limit}
    if over:
        return over
    chosen = _together(rows, inputs)
    if not chosen:
        dropped = min(rows, key=_saved_by_a_dollar)
        if dropped.ranking is None:
            return {}
        return {dropped.case.job.key: replace(dropped, ending=over_the_sum(dropped.ranking))}
    endings = {key: _ended(row) for key, row in chosen.items()}
    return {key: row for key, row in endings.items() if isinstance(row.ending, LeaveIt)}


def _saved_by_a_dollar(row: JobProgress) -> tuple[float, str]:
    """Return what a dollar of the limit saves at a job, the least first."""
    ranking = row.ranking
    if ranking is None or ranking.pick is None:
        return 0.0, row.case.job.key
    return saved_usd(ranking) / max(ranking.pick.paid_usd, 1.0), row.case.job.key


def _nothing_passes(row: JobProgress, inputs: DecisionInputs) -> Ending:
    """Return that nothing passes: a larger plan to ask for, else the first requirement whose fall lets something pass."""
    job = row.case.job.key
    if _does_it_without_ai(row.case, inputs):
        return NothingPasses(job=job)
    largest = _largest(row)
    if largest is not None:
        return NothingPasses(job=job, largest=largest)
    for name, case_, answers in relaxed(row.case, inputs.answers):
        looked = look(case_, answers, inputs.catalog, inputs.on)
        ranking = ranking_of(looked.options, case_, inputs)
        if ranking.pick is not None and not ranking.over_limit:
            return NothingPasses(job=job, relaxed=name, passes=ranking.pick)
    return NothingPasses(job=job)


def _largest(row: JobProgress) -> Dropped | None:
    """Return the plan that holds most of the results, where nothing but that puts it out."""
    dropped = row.looked.dropped if row.looked is not None else ()
    sized = [plan for plan in dropped if plan.holds]
    return max(sized, key=lambda plan: plan.holds or 0.0, default=None)
