"""decide(): the one entry to the advice, as a list of passes over the owner's jobs."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import inf

from msgspec import structs

from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import SolutionKind
from wizard.decision.answers import Answers, is_worked_in
from wizard.decision.assembling import decision_of, outline_of
from wizard.decision.bill import bill
from wizard.decision.cases import Case, besides, can_leave_names_out, case
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision
from wizard.decision.endings import (
    Advised,
    AsDear,
    AskFirst,
    FromList,
    LeaveIt,
    NothingPasses,
    advised_of,
    first_of,
    with_recommendation,
)
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.inquiries import inquiries
from wizard.decision.learning import results_that_count, with_results, without_failed
from wizard.decision.market import look, named_alone, relaxed
from wizard.decision.measured import TrialResult
from wizard.decision.options import MOST_UNKNOWNS, QUESTIONS_OF_A_PRICE, Option
from wizard.decision.progress import DecisionInputs, JobProgress, RankedProgress
from wizard.decision.ranking import NO_SEATS, Ranking, rank, with_choice, within_limit
from wizard.decision.rows import row_with_assistants
from wizard.decision.safety import DANGERS, refusal
from wizard.decision.situation import Work
from wizard.decision.together import assign, together
from wizard.decision.verdicts import (
    ending,
    gained_usd,
    is_left_for_its_price,
    is_left_for_unread,
    job_of,
    kind_of_ending,
    left_alone,
    work_of_few,
    work_of_fewer,
    work_within_limit,
)
from wizard.decision.vocabulary import Builder, DecidesOn, Review, Unknown

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
    return decision_of(_run(inputs), inputs)


def outline(
    answers: Answers, catalog: Catalog, on: date, measured: Iterable[TrialResult] = ()
) -> Decision:
    """Return the same decision without what is only read: its notes, reasons and risks."""
    inputs = DecisionInputs(answers=answers, catalog=catalog, on=on, measured=tuple(measured))
    return outline_of(_run(inputs), inputs)


def _run(inputs: DecisionInputs) -> Rows:
    """Return the jobs after all passes."""
    answers, catalog = inputs.answers, inputs.catalog
    rows: Rows = [JobProgress(case=case(job, answers, catalog, DANGERS)) for job in answers.jobs]
    for run in PASSES:
        rows = run(rows, inputs)
    return rows


# ------------------------------------------------------------------------------------- the passes


def refuse(rows: Rows, _: DecisionInputs) -> Rows:
    """End the jobs that AI must not do."""
    return [
        replace(row, ending=refusal(row.case.job, row.case.decided, besides(row.case)))
        for row in rows
    ]


def rank_alone(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Find what may be used for each open job, and rank it as if it were the only job."""
    return [_ranked_alone(row.case, inputs) if row.is_open else row for row in rows]


def _ranked_alone(of: Case, inputs: DecisionInputs) -> RankedProgress:
    """Return a ranked job; without names in it where what takes them is too dear."""
    row = _ranked(of, inputs)
    if not _is_too_dear(row.ranking) or not can_leave_names_out(of):
        return row
    nameless = _ranked(replace(of, work=replace(of.work, secrets=frozenset())), inputs)
    return row if _is_too_dear(nameless.ranking) or nameless.ranking.is_empty else nameless


def _is_too_dear(ranking: Ranking) -> bool:
    """Return whether the limit pays for nothing, or a price takes too much of what is saved."""
    if ranking.is_empty:
        return False
    is_left = ranking.over_limit or is_left_for_its_price(ranking)
    return is_left or job_of(ranking).brings_back_too_little


def end_without_options(rows: Rows, inputs: DecisionInputs) -> Rows:
    """End the jobs for which nothing may be named."""
    return _each_open(rows, lambda row: _without_options(row, inputs))


def choose_together(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Give the open jobs the cheapest set of tools, each paid and learned once.

    A job that does not pay even where others pay what it shares is left, and one that the limit
    does not reach for gets what is left of it; the others are then chosen anew, since they may
    share less.
    """
    while len(jobs := _open(rows)) > 1:
        changed, is_settled = _in_a_set(jobs, inputs)
        by_key = {row.key: row for row in changed}
        rows = [by_key.get(row.key, row) for row in rows]
        if is_settled:
            break
    return rows


def offer_what_is_bought(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Give a job whose seller would have to answer first to what another job has bought anyhow.

    It must do that job too, if no app made for it is to be waited for.
    """
    jobs = _open(rows)
    bought = {row.ranking.pick.option.tool for row in jobs if row.ranking.pick.option.is_ready}
    waiting = [row for row in jobs if row.ranking.pick.option.unknowns]
    offers = (_with_bought(row, bought, inputs) for row in waiting)
    changed = {row.key: row for row in offers if row is not None}
    if not changed:
        return rows
    return choose_together([changed.get(row.key, row) for row in rows], inputs)


def choose_own(rows: Rows, inputs: DecisionInputs) -> Rows:
    """Name the owner's own tools first, where they meet every requirement."""
    tools = {choice.job: choice.tool for choice in inputs.answers.choices}
    return _each_open(
        rows,
        lambda row: replace(row, ranking=with_choice(row.ranking, tools.get(row.key, ""))),
    )


def end(rows: Rows, inputs: DecisionInputs) -> Rows:
    """End every job that is still open by the first ending that holds."""
    ended = [_ended(row) for row in _open(rows)]
    begun = [_begun_free(row, inputs) for row in ended]
    settled = {row.key: _with_otherwise(_within_the_rest(row, begun), inputs) for row in begun}
    return [settled.get(row.key, row) for row in rows]


PASSES: tuple[Pass, ...] = (
    refuse,
    rank_alone,
    end_without_options,
    choose_together,
    offer_what_is_bought,
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
        wider = row if _asks_insider(row) else _with_somebody_at_it(row, inputs)
        return _with_known_price(row, inputs) if wider.ranking.is_empty else wider
    row = _without_seats(_with_what_may_begin(row, inputs), inputs)
    if not row.ranking.over_limit:
        return _before_hiring(row, inputs)
    for attempt in _within_the_limit(row, inputs):
        if attempt.ranking.is_within_limit:
            return attempt
    over = [look for look in (row, _with_more_tools(row, inputs)) if not look.ranking.is_empty]
    return min(over, key=lambda look: look.ranking.pick.bill_usd)


def _with_what_may_begin(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which assistants compete too, where a stranger is asked anything.

    One that may be used at once goes before his word; where an app is plainly right, only before
    his word on where it lies. So does one that is paid anyhow, where all that it writes is read.
    """
    option = row.ranking.pick.option
    if option.is_there or not option.unknowns:
        return row
    if row.case.row.app_is_right and Unknown.PLACE not in option.unknowns:
        return row
    wider = _with_assistants(row, inputs)
    if _may_begin(wider.ranking):
        return wider
    read = _with_work(row, replace(row.case.work, review=Review.EVERY), inputs)
    return read if _may_begin(read.ranking) and _is_paid_and_saves_time(read.ranking) else row


def _may_begin(ranking: Ranking) -> bool:
    """Return whether what is named first is within the limit, and nobody has to be asked."""
    return ranking.is_within_limit and ranking.pick.option.is_ready


def _is_paid_and_saves_time(ranking: Ranking) -> bool:
    job = job_of(ranking)
    return job.pick.option.paid and job.hours_with_ai < job.work.hours_by_hand


def _without_seats(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job done by what has no seats to pay, where only their price speaks against it.

    It is an assistant that costs nothing, else a model that the firm's own developer builds in.
    """
    if row.ranking.over_limit or not is_left_for_its_price(row.ranking):
        return row
    attempts = (way(row, inputs) for way in (_with_assistants, _with_own_developer))
    return next((attempt for attempt in attempts if _ready_first(attempt) is not None), row)


def _asks_insider(row: RankedProgress, named: str = "") -> bool:
    """Return whether the seller of an app inside what the firm works in may be asked.

    Of a kind that the row names later than that of the plan `named` none is.
    """
    search = row.looked.search
    return any(
        search.firm.is_linked(search.catalog.app[of.app]) for of in inquiries(row.looked, named)
    )


def _looked(of: Case, inputs: DecisionInputs) -> RankedProgress:
    looked = look(of, inputs.answers, inputs.catalog, inputs.on)
    if inputs.lacking:
        options = tuple(row for row in looked.options if row.tool not in inputs.lacking)
        looked = replace(looked, options=options)
    if most := inputs.most_before_unpriced:
        options = tuple(
            structs.replace(row, goes_before_unpriced=True)
            if _goes_before_unpriced(row, most)
            else row
            for row in looked.options
        )
        looked = replace(looked, options=options)
    return RankedProgress(case=of, looked=looked, ranking=ranking_of(looked.options, of, inputs))


def _within_the_limit(row: RankedProgress, inputs: DecisionInputs) -> Iterator[RankedProgress]:
    """Yield ways to keep a limit on cost, those first that change less of the work.

    It is done with other tools; else somebody reads each result in a window, fewer people do all,
    or a part is done.
    """
    work = row.case.work
    yield _with_more_tools(row, inputs)
    by_fewer = _works_of_fewer(row, inputs)
    part = work_within_limit(row.ranking)
    ways = dict.fromkeys((replace(work, review=Review.EVERY), *by_fewer, part))
    for less in ways:
        if less is not None and less != work:
            attempt = _with_work(row, less, inputs)
            yield attempt
            yield _with_more_tools(attempt, inputs)


def _before_hiring(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job in as few hands as can do it, where the limit pays for them; else as it is.

    Nobody hires a developer because a seat for all is over the limit.
    """
    ranking = row.ranking
    ready = (priced for priced in ranking.passing if priced.option.is_ready)
    is_for_all = any(within_limit(priced, row.case.work) for priced in ready)
    if not ranking.pick.option.needs_developer or is_for_all:
        return row
    fewest_first = reversed(tuple(_works_of_fewer(row, inputs)))
    attempts = (_with_work(row, less, inputs) for less in fewest_first)
    within = (attempt for attempt in attempts if attempt.ranking.is_within_limit)
    return next((fewer for fewer in within if fewer.ranking.pick.option.is_ready), row)


def _works_of_fewer(row: RankedProgress, inputs: DecisionInputs) -> Iterator[Work]:
    """Yield the work in the hands of as many as the limit pays seats for, then of as few as can.

    What costs nothing has seats for as many as it is given to.
    """
    work = row.case.work
    few = _with_work(row, work_of_few(work), inputs)
    if few.case.work == work or few.ranking.is_empty:
        return
    pick = few.ranking.pick.option
    plan = inputs.catalog.app_plan.get(pick.tool)
    most = work.doers if plan is None or plan.most_seats is None else plan.most_seats
    if pick.seat_usd and work.limit_usd is not None:
        most = min(most, work.limit_usd // pick.seat_usd)
    least = few.case.work.doers
    is_own = pick.hears_its_owner or not row.case.row.is_handed_over
    for doers in (min(max(most, least), work.doers), least):
        yield work_of_fewer(work, doers, is_own=is_own)


def _with_work(row: RankedProgress, work: Work, inputs: DecisionInputs) -> RankedProgress:
    """Return a job looked at anew as other work: of fewer people or results, or all of it read."""
    return row if work == row.case.work else _looked(replace(row.case, work=work), inputs)


def _with_somebody_at_it(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which assistants compete; where none takes so many unread, all are read."""
    wider = _with_assistants(row, inputs)
    if not wider.ranking.is_empty:
        return wider
    read = _with_work(row, replace(row.case.work, review=Review.EVERY), inputs)
    return wider if read.ranking.is_empty else read


def _with_known_price(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which a seller whose price is known is asked, before those without one.

    He may be asked one thing too many, if a price counts for more than what they are asked less,
    and it is low: within the limit, and less than what is saved.
    """
    others = (of.questions for of in inquiries(row.looked))
    besides_a_price = min((len(asks) - 1 for asks in others), default=MOST_UNKNOWNS)
    most = besides_a_price + QUESTIONS_OF_A_PRICE
    is_open = any(_goes_before_unpriced(option, most) for option in row.looked.options)
    if not is_open or inputs.most_before_unpriced:
        return row
    attempt = _ranked(row.case, replace(inputs, most_before_unpriced=most))
    is_low = attempt.ranking.is_within_limit and isinstance(ending(attempt.ranking), AskFirst)
    return attempt if is_low else row


def _goes_before_unpriced(option: Option, most: int) -> bool:
    return option.may_go_before_unpriced and len(option.unknowns) <= most


def _with_assistants(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which assistants compete too, though an app made for it is plainly right."""
    wider_row = row_with_assistants(row.case.row, row.case.job, row.case.work.results)
    if wider_row == row.case.row:
        return row
    return replace(_looked(replace(row.case, row=wider_row), inputs), case=row.case)


def _with_own_developer(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return a job for which a model competes that the firm's own developer builds in.

    So it does for any number, unless its row never takes one or the firm wants none.
    """
    answers, of_job = inputs.answers, row.case.row
    is_there = answers.builder is Builder.DEVELOPER and answers.built_in is not False
    if not is_there or SolutionKind.MODEL not in of_job.kinds or of_job.build_from == inf:
        return row
    built = replace(row.case, row=replace(of_job, build_from=0))
    wished = replace(inputs, answers=replace(answers, built_in=True))
    return replace(_looked(built, wished), case=row.case)


def _with_bought(
    row: RankedProgress, bought: Collection[str], inputs: DecisionInputs
) -> RankedProgress | None:
    """Return a job done by an assistant of other jobs, if it may be used for this one at once."""
    wider = _with_assistants(row, inputs)
    fitting = [
        priced
        for priced in wider.ranking.passing
        if priced.option.tool in bought and priced.option.is_ready and priced.option.is_namable
    ]
    if not fitting:
        return None
    first = min(fitting, key=lambda priced: priced.rank)
    return replace(wider, ranking=replace(wider.ranking, candidates=(first,), challenger=None))


def _with_more_tools(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return the same with what may else only be tried beside another, before all is too dear."""
    wider = _with_assistants(row, inputs)
    options = named_alone(wider.looked.options)
    return replace(wider, ranking=ranking_of(options, row.case, inputs))


def ranking_of(options: Sequence[Option], of: Case, inputs: DecisionInputs) -> Ranking:
    """Return the ranking of a job's options, as far as the owner's test let them pass."""
    results = results_that_count(inputs.measured, of.work)
    costing = Costing(work=of.work, guesses=inputs.guesses)
    before = rank(options, of.work, costing, inputs.paid_seats)
    if not results:
        return before
    informed = with_results(options, before.costing, results)
    passing = without_failed(options, results, of.work, inputs.catalog)
    return rank(passing, of.work, informed, inputs.paid_seats)


# ------------------------------------------------------------------------ endings beside verdicts


def _ended(row: RankedProgress) -> RankedProgress:
    return replace(row, ending=ending(row.ranking))


def _begun_free(row: RankedProgress, inputs: DecisionInputs) -> RankedProgress:
    """Return an ended job whose test begins in a free plan of the maker of what is paid by month.

    It holds too few of the results; nobody pays a month to see what can be seen for nothing.
    """
    advised = advised_of(row.ended)
    if advised is None or row.case.work.once:
        return row
    advice = advised.recommendation
    first = advice.first.option
    if advice.tried_in is not None or not first.is_by_the_month or not first.is_ready:
        return row
    results = results_that_count(inputs.measured, row.case.work)
    untested = without_failed(row.looked.small, results, row.case.work, inputs.catalog)
    free = [small for small in untested if small.maker == first.maker and small.is_ready]
    if not free or first.is_in_hand:
        return row
    tried_in = row.ranking.costing.price(max(free, key=lambda small: (small.holds, small.tool)))
    begun = replace(advice, tried_in=tried_in)
    return replace(row, ending=with_recommendation(row.ended, begun))


def _within_the_rest(row: RankedProgress, jobs: Iterable[RankedProgress]) -> RankedProgress:
    """Return an ended job that the firm may lack the plan for, with what others leave of the limit.

    A larger plan would be paid beside what they are done with.
    """
    limit_usd, first = row.case.work.limit_usd, first_of(row.ended)
    if limit_usd is None or first is None or not first.option.is_supposed:
        return row
    pairs = ((first_of(job.ended), job.ranking.costing) for job in jobs if job.key != row.key)
    lines = bill((other, costing) for other, costing in pairs if other is not None)
    paid_usd = sum(line.usd for line in lines if not line.once and line.tool != first.option.tool)
    work = replace(row.case.work, limit_usd=max(limit_usd - paid_usd, 0.0))
    return replace(row, case=replace(row.case, work=work))


def _with_otherwise(row: RankedProgress, inputs: DecisionInputs) -> JobProgress:
    """Return an ended job with what is used where the firm lacks the plan that is named.

    It is what may be used at once for all of the job, saves something, and costs less than a larger
    plan for all, or one whose price nobody knows.
    """
    advised = advised_of(row.ended)
    if advised is None:
        return row
    first = advised.recommendation.first
    if not first.option.is_supposed:
        return row
    lacking = replace(inputs, lacking=inputs.lacking | {first.option.tool})
    other = _ranked(row.case, lacking)
    is_for_all = other.case.work.results >= row.case.work.results
    attempts = (_ready_first(other), _ready_first(_with_assistants(other, lacking)))
    otherwise = next(filter(None, attempts), None) if is_for_all else None
    larger = structs.replace(first, paid_usd=first.paid_usd + first.option.seats_usd)
    is_larger_dear = not first.option.seats_usd or not within_limit(larger, row.case.work)
    if otherwise and (is_larger_dear or otherwise.total_usd < larger.total_usd):
        advice = replace(advised.recommendation, otherwise=otherwise)
        return replace(row, ending=with_recommendation(row.ended, advice))
    return row


def _ready_first(row: RankedProgress) -> Priced | None:
    """Return what would be named and can be used at once; None where nothing such saves much."""
    if not row.ranking.is_within_limit:
        return None
    job = job_of(row.ranking)
    kind = kind_of_ending(job)
    saves_much = issubclass(kind, Advised) and kind is not AsDear
    return job.pick if saves_much and job.pick.option.is_ready else None


def _without_options(row: RankedProgress, inputs: DecisionInputs) -> JobProgress:
    asks = _asks_before_hiring(row)
    if not asks and not _has_nothing_to_try(row, inputs):
        return row
    if DecidesOn.LIST in row.case.work.decides_on:
        return replace(row, ending=FromList(job=row.key, wording=None))
    if asks:
        asked = NothingPasses(job=row.key, relaxed="builder", passes=row.ranking.pick)
        return replace(row, ending=asked)
    if _waits_for_stranger(row, inputs):
        return replace(row, ending=NothingPasses(job=row.key))
    return replace(row, ending=_nothing_passes(row, inputs))


def _has_nothing_to_try(row: RankedProgress, inputs: DecisionInputs) -> bool:
    """Return whether nothing may be named, or a firm with a way without AI would have to ask.

    Nor does it buy seats beside what it has.
    """
    if row.ranking.is_empty:
        return True
    option = row.ranking.pick.option
    is_new = not option.is_ready or (bool(option.seat_usd) and not option.is_there)
    if is_new and _has_it_without_ai(row.case, inputs):
        return True
    return _waits_for_stranger(row, inputs)


def _waits_for_stranger(row: RankedProgress, inputs: DecisionInputs) -> bool:
    """Return whether a seller is asked while another could be whose app is in the firm's programs.

    Then that one is asked first.
    """
    if row.ranking.is_empty or not row.ranking.pick.option.unknowns:
        return False
    plan = inputs.catalog.app_plan.get(row.ranking.pick.option.tool)
    is_strange = plan is not None and not row.looked.search.firm.is_linked(
        inputs.catalog.app[plan.app]
    )
    return is_strange and _asks_insider(row, row.ranking.pick.option.tool)


def _asks_before_hiring(row: RankedProgress) -> bool:
    """Return whether a seller is asked before a developer is hired.

    That is so where an app made for the job is plainly right.
    """
    if row.ranking.is_empty or not row.ranking.pick.option.needs_developer:
        return False
    is_right = row.case.row.app_is_right or not row.case.row.takes_general
    return is_right and bool(inquiries(row.looked))


def _has_it_without_ai(of: Case, inputs: DecisionInputs) -> bool:
    """Return whether the firm works in what does the job without AI."""
    if not (of.row.starts_without_ai and of.row.is_own):
        return False
    works_in = inputs.answers.works_in
    return any(is_worked_in(software, works_in) for software in of.row.owned)


def _nothing_passes(row: RankedProgress, inputs: DecisionInputs) -> NothingPasses:
    """Return that nothing passes, with the first requirement whose fall lets something pass."""
    nothing = NothingPasses(job=row.key)
    if _has_it_without_ai(row.case, inputs):
        return nothing
    for name, relaxed_case, answers in relaxed(row.case, inputs.answers):
        passing = _looked(relaxed_case, replace(inputs, answers=answers)).ranking
        if passing.is_within_limit:
            return replace(nothing, relaxed=name, passes=passing.pick)
    return nothing


def _in_a_set(
    jobs: Sequence[RankedProgress], inputs: DecisionInputs
) -> tuple[Sequence[JobProgress], bool]:
    """Return jobs as the cheapest set of tools does them, and that this is settled.

    Else those that end by their cost or get what is left of the limit.
    """
    over = [_ended(row) for row in jobs if row.ranking.over_limit]
    if over:
        return over, False
    unsure = {row.key for row in jobs if row.case.row.first}
    of_the_set = together((row.ranking for row in jobs), inputs.limit_usd, unsure)
    if not of_the_set:
        return [_within_what_is_left(jobs, inputs)], False
    chosen = [replace(row, ranking=of_the_set[row.key]) for row in jobs]
    ended = [_ended(row) for row in chosen]
    left = [row for row in ended if isinstance(row.ending, LeaveIt)] or _dearer_in_a_set(chosen)
    if left:
        return left, False
    return chosen, True


def _within_what_is_left(jobs: Sequence[RankedProgress], inputs: DecisionInputs) -> JobProgress:
    """Return the first job that the limit does not reach for, after those that save more.

    Where it could begin now, it goes before dearer ones that wait for a seller: these pay nothing
    before a yes.
    """
    by_gain = sorted(jobs, key=_gain)
    row = _after_those_before(by_gain, inputs)
    if row.is_open or _waits(row):
        return row
    waiting = [job for job in by_gain if _waits(job) and _paid_usd(job) > _paid_usd(row)]
    if not waiting:
        return row
    return _after_those_before([job for job in by_gain if job not in waiting] + waiting, inputs)


def _after_those_before(
    in_order: Sequence[RankedProgress], inputs: DecisionInputs
) -> RankedProgress:
    """Return the first job that the limit does not reach for, after those before it.

    It is looked at anew within what they leave, with the seats that they pay for; where nothing is
    within that, it ends.
    """
    left_usd, paid_seats = inputs.limit_usd, NO_SEATS
    for count, row in enumerate(in_order, start=1):
        assignment = assign((job.ranking for job in in_order[:count]), inputs.limit_usd)
        if assignment is None:
            return _within_what_they_leave(row, left_usd, replace(inputs, paid_seats=paid_seats))
        left_usd = inputs.limit_usd - assignment.paid_usd
        paid_seats = assignment.seats_usd
    return in_order[-1]  # the limit reaches for all


def _within_what_they_leave(
    row: RankedProgress, left_usd: float, inputs: DecisionInputs
) -> RankedProgress:
    """Return a job looked at anew within what is left of the limit; ended, where nothing is."""
    # What an earlier look gave up to keep the whole limit may not be what keeps the rest of it.
    anew = case(row.case.job, inputs.answers, inputs.catalog, DANGERS)
    of_rest = replace(anew, work=replace(anew.work, limit_usd=left_usd))
    within = _ranked_alone(of_rest, inputs)
    is_new = left_usd < (row.case.work.limit_usd or 0.0)
    if is_new and within.ranking.is_within_limit:
        return within
    work = replace(row.case.work, limit_usd=left_usd)
    of_less = replace(row, case=replace(row.case, work=work))
    return _ended(replace(of_less, ranking=replace(row.ranking, over_limit=True)))


def _waits(row: RankedProgress) -> bool:
    """Return whether a seller has to answer before it is paid."""
    return bool(row.ranking.pick.option.unknowns)


def _paid_usd(row: RankedProgress) -> float:
    return row.ranking.pick.paid_usd


def _dearer_in_a_set(chosen: Iterable[RankedProgress]) -> list[JobProgress]:
    """Return the job that gains least of those whose tool costs more than the work by hand.

    A tool is counted with all that it does for them.

    Each of them counts what they share as paid by the others, so that none is left for its own
    cost.
    """
    sets = group_pairs(((row.ranking.pick.option.tool, row.case.work.once), row) for row in chosen)
    for jobs in sets.values():
        rankings = [row.ranking for row in jobs]
        if not any(ranking.shared_usd > 0 for ranking in rankings):
            continue
        are_compared = all(job_of(ranking).compares_with_hands for ranking in rankings)
        if are_compared and gained_usd(rankings) < 0:
            least = max(jobs, key=_gain)
            return [replace(least, ending=left_alone(least.ranking))]
    return []


def _gain(row: RankedProgress) -> tuple[float, str]:
    """Return a key that sorts the jobs that save most first."""
    return -job_of(row.ranking).saved_usd, row.key
