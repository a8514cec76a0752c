"""decide(): the one entry to the advice, as a list of passes over the owner's jobs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from catalog.schema import Catalog, group_pairs
from wizard.decision.answers import Answers, is_worked_in
from wizard.decision.app_roles import works_where_drawn
from wizard.decision.assembling import decision_of
from wizard.decision.cases import Case, case
from wizard.decision.costs import Costing
from wizard.decision.decision import Decision
from wizard.decision.endings import FromList, LeaveIt, NothingPasses
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.inquiries import inquiries
from wizard.decision.learning import results_that_count, with_results, without_failed
from wizard.decision.market import look, named_alone, relaxed
from wizard.decision.measured import TrialResult
from wizard.decision.options import Dropped, Option
from wizard.decision.progress import DecisionInputs, JobProgress, RankedProgress
from wizard.decision.ranking import Ranking, rank, with_choice
from wizard.decision.safety import DANGERS, refusal
from wizard.decision.situation import Work
from wizard.decision.together import together
from wizard.decision.verdicts import (
    compares_with_hands,
    ending,
    gained_usd,
    is_left_for_unread,
    left_alone,
    over_the_sum,
    saved_usd,
    work_of_one,
    work_within_limit,
)
from wizard.decision.vocabulary import DecidesOn, OptionKind, Review

type Rows = Sequence[JobProgress]
type Pass = Callable[[Rows, DecisionInputs], Rows]


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
    rows: Rows = [JobProgress(case=case(job, answers, catalog, DANGERS)) for job in answers.jobs]
    for run in PASSES:
        rows = run(rows, inputs)
    return decision_of(rows, inputs)


# ------------------------------------------------------------------------------------- the passes


def refuse(rows: Rows, _: DecisionInputs) -> Rows:
    """End the jobs that AI must not do."""
    return [
        replace(row, ending=refusal(row.case.job, row.case.decided, row.case.besides))
        for row in rows
    ]


def rank_alone(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Find what may be used for each open job, and rank it as if it were the only job."""
    return [_ranked(row.case, inputs) if row.is_open else row for row in rows]


def end_without_options(rows: Rows, inputs: DecisionInputs) -> Rows:
    """End the jobs for which nothing may be named."""
    return _each_open(rows, lambda row: _without_options(row, inputs))


def choose_together(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Give the open jobs the cheapest set of tools, each paid and learned once.

    A job that does not pay even where others pay what it shares is left, and one that the limit
    does not reach for waits; the others are then chosen anew, since they may share less.
    """
    while len(jobs := _open(rows)) > 1:
        of_the_set = together((row.ranking for row in jobs), inputs.limit_usd)
        chosen = [replace(row, ranking=of_the_set.get(row.key, row.ranking)) for row in jobs]
        ended = _ended_by_cost(jobs, chosen if of_the_set else ())
        changed = {row.key: row for row in ended or chosen}
        rows = [changed.get(row.key, row) for row in rows]
        if not ended:
            break
    return rows


def choose_own(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Name the owner's own tools first, where they meet every requirement."""
    tools = {choice.job: choice.tool for choice in inputs.answers.choices}
    return _each_open(
        rows,
        lambda row: replace(row, ranking=with_choice(row.ranking, tools.get(row.key, ""))),
    )


def end(rows: Rows, _: DecisionInputs) -> Rows:
    """End every job that is still open by the first ending that holds."""
    return _each_open(rows, _ended)


PASSES: tuple[Pass, ...] = (
    refuse,
    rank_alone,
    end_without_options,
    choose_together,
    choose_own,
    end,
)


def _open(rows: Rows) -> list[RankedProgress]:
    return [row for row in rows if isinstance(row, RankedProgress) and row.is_open]


def _each_open(rows: Rows, change: Callable[[RankedProgress], JobProgress]) -> Rows:
    changed = {row.key: change(row) for row in _open(rows)}
    return [changed.get(row.key, row) for row in rows]


# ----------------------------------------------------------------------------- one job, ranked


def _ranked(of: Case, inputs: DecisionInputs) -> RankedProgress:
    """Return a job with its options ranked.

    Where none is within the limit, take what changes least to keep it.
    """
    row = _looked(of, inputs)
    if is_left_for_unread(row.ranking):
        # The tools stay those for so many: nobody pastes thousands into a window to read them.
        read = replace(of, work=replace(of.work, review=Review.EVERY))
        row = replace(row, case=read, ranking=ranking_of(row.looked.options, read, inputs))
    if row.ranking.is_empty:
        return row if _asks_where_it_is_drawn(row) else _with_assistants(row, inputs)
    if not row.ranking.over_limit:
        return _fitter_for_one(row, inputs)
    attempts = (attempt for attempt in _cheaper(row, inputs) if attempt.ranking.is_within_limit)
    return next(attempts, row)


def _asks_where_it_is_drawn(row: RankedProgress) -> bool:
    """Return whether the seller of an app inside the firm's drawing program may be asked."""
    search = row.looked.search
    asked_apps = (search.catalog.app[inquiry.app] for inquiry in inquiries(search))
    return any(works_where_drawn(app, search) for app in asked_apps)


def _fitter_for_one(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job given to one person, where the limit buys one a fitter app than it buys all."""
    work = row.case.work
    of_one = work_of_one(work)
    if row.ranking.is_empty or work.limit_usd is None or of_one == work:
        return row
    pick = row.ranking.pick.option
    if pick.kind is not OptionKind.APP or pick.place_in_row == 0:
        return row  # nothing is fitter
    attempt = _with_work(row, of_one, inputs)
    if not attempt.ranking.is_within_limit:
        return row
    first = attempt.ranking.pick.option
    is_fitter = first.kind is OptionKind.APP and first.place_in_row < pick.place_in_row
    return attempt if is_fitter else row


def _looked(of: Case, inputs: DecisionInputs) -> RankedProgress:
    looked = look(of, inputs.answers, inputs.catalog, inputs.on)
    return RankedProgress(case=of, looked=looked, ranking=ranking_of(looked.options, of, inputs))


def _cheaper(row: RankedProgress, inputs: DecisionInputs) -> Iterator[RankedProgress]:
    """Yield the ways to keep a limit on cost: other tools, one person, a part of the results."""
    yield _with_more_tools(row, inputs)
    yield _with_work(row, work_of_one(row.case.work), inputs)
    part = work_within_limit(row.ranking)
    if part is not None:
        yield _with_work(row, part, inputs)


def _with_work(row: RankedProgress, work: Work, inputs: DecisionInputs) -> RankedProgress:
    """Return a job looked at anew as other work: of fewer people, or fewer results."""
    return _looked(replace(row.case, work=work), inputs)


def _with_assistants(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which assistants compete too, though an app made for it is plainly right."""
    wider = replace(row.case, row=replace(row.case.row, app_is_right=False))
    return replace(_looked(wider, inputs), case=row.case)


def _with_more_tools(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return the same with what may else only be tried beside another, before all is too dear."""
    wider = _with_assistants(row, inputs)
    options = named_alone(wider.looked.options)
    return replace(wider, ranking=ranking_of(options, row.case, inputs))


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


# ------------------------------------------------------------------------ endings beside verdicts


def _ended(row: RankedProgress) -> JobProgress:
    return replace(row, ending=ending(row.ranking))


def _without_options(row: RankedProgress, inputs: DecisionInputs) -> JobProgress:
    asks = _asks_before_hiring(row)
    if not asks and not _has_nothing_to_try(row, inputs):
        return row
    if DecidesOn.LIST in row.case.work.decides_on:
        return replace(row, ending=FromList(job=row.key, wording=None))
    if asks:
        asked = NothingPasses(job=row.key, relaxed="builder", passes=row.ranking.pick)
        return replace(row, ending=asked)
    return replace(row, ending=_nothing_passes(row, inputs))


def _has_nothing_to_try(row: RankedProgress, inputs: DecisionInputs) -> bool:
    """Return whether nothing may be named, or a firm with a way without AI would have to ask."""
    if row.ranking.is_empty:
        return True
    return not row.ranking.pick.option.is_ready and _has_it_without_ai(row.case, inputs)


def _asks_before_hiring(row: RankedProgress) -> bool:
    """Return whether a seller is asked before a developer is hired.

    That is so where an app made for the job is plainly right.
    """
    if row.ranking.is_empty or not row.ranking.pick.option.needs_developer:
        return False
    is_right = row.case.row.app_is_right or not row.case.row.takes_general
    return is_right and bool(inquiries(row.looked.search))


def _has_it_without_ai(of: Case, inputs: DecisionInputs) -> bool:
    """Return whether the firm works in what does the job without AI."""
    if not (of.row.starts_without_ai and of.row.is_own):
        return False
    works_in = inputs.answers.works_in
    return any(is_worked_in(software, works_in) for software in of.row.owned)


def _nothing_passes(row: RankedProgress, inputs: DecisionInputs) -> NothingPasses:
    """Return that nothing passes, with a larger plan to ask for if there is one.

    Otherwise it names the first requirement whose fall lets something pass.
    """
    nothing = NothingPasses(job=row.key, largest=_largest(row.looked.dropped))
    if _has_it_without_ai(row.case, inputs):
        return replace(nothing, largest=None)
    if nothing.largest is not None:
        return nothing
    for name, relaxed_case, answers in relaxed(row.case, inputs.answers):
        passing = _looked(relaxed_case, replace(inputs, answers=answers)).ranking
        if passing.is_within_limit:
            return replace(nothing, relaxed=name, passes=passing.pick)
    return nothing


def _largest(dropped: Iterable[Dropped]) -> Dropped | None:
    """Return the plan that holds most of the results, where nothing but that puts it out."""
    sized = [plan for plan in dropped if plan.holds]
    return max(sized, key=lambda plan: plan.holds or 0.0, default=None)


def _ended_by_cost(
    alone: Sequence[RankedProgress], chosen: Sequence[RankedProgress]
) -> list[JobProgress]:
    """Return the jobs that end because of their cost.

    They are over the limit alone, beside the others, or not worth it.

    `chosen` are the jobs as the cheapest set of tools does them; empty where no set is within the
    limit.
    """
    over = [_ended(row) for row in alone if row.ranking.over_limit]
    if over:
        return over
    if not chosen:
        waits = min(alone, key=_saved_by_a_dollar)
        return [replace(waits, ending=over_the_sum(waits.ranking))]
    ended = [_ended(row) for row in chosen]
    return [row for row in ended if isinstance(row.ending, LeaveIt)] or _dearer_in_a_set(chosen)


def _dearer_in_a_set(chosen: Iterable[RankedProgress]) -> list[JobProgress]:
    """Return the job that gains least of those whose tool costs more than the work by hand.

    A tool is counted with all that it does for them.

    Each of them counts what they share as paid by the others, so that none is left for its own
    cost.
    """
    shared = (row for row in chosen if row.ranking.shared_usd > 0)
    sets = group_pairs(((row.ranking.pick.option.tool, row.case.work.once), row) for row in shared)
    for jobs in sets.values():
        rankings = [row.ranking for row in jobs]
        if all(map(compares_with_hands, rankings)) and gained_usd(rankings) < 0:
            least = min(jobs, key=lambda row: (saved_usd(row.ranking), row.key))
            return [replace(least, ending=left_alone(least.ranking))]
    return []


def _saved_by_a_dollar(row: RankedProgress) -> tuple[float, str]:
    """Return what a dollar of the limit saves at a job, the least first."""
    paid_usd = max(row.ranking.pick.paid_usd, 1.0)
    return saved_usd(row.ranking) / paid_usd, row.key
