"""decide(): the one entry to the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import SoldAs
from wizard.decision import buying, reasons
from wizard.decision.answers import Answers, per_month
from wizard.decision.choices import Settled, choice, in_cents, rounded
from wizard.decision.costs import fee
from wizard.decision.decision import Choice, Decision, OverBudget, Part, RungChoice, SeatChoice, WayChoice
from wizard.decision.money import bill, on_machines, worth, worthwhile
from wizard.decision.pilot import with_pilots
from wizard.decision.ranking import Contest, Ranking, newer_unmeasured, prepare
from wizard.decision.risks import risks, unsaid_harm
from wizard.decision.scale import scale
from wizard.decision.suitability import LANGUAGE_KINDS, suitability
from wizard.decision.table import Tables
from wizard.decision.tasks import checking_minutes, tasks
from wizard.decision.together import how_many, together
from wizard.decision.tuning import tuning
from wizard.decision.vocabulary import Kind, Outcome, Place, State, Way

METHOD = 3
MOST_ASKED_FIRST = 12


def decide(answers: Answers, catalog: Catalog, on: date, rankings: tuple[Ranking, ...] | None = None) -> Decision:
    """Return which model or product to use for each job, what to try it against, and what it rests on.

    Pure: no clock, no chance, no network. The same answers, catalog and day give the same bytes. `rankings` are those
    of just these, where the caller has them.
    """
    rankings = rankings if rankings is not None else rankings_of(answers, catalog, on)
    named = settled(rankings, answers)
    paid = bill(named)
    named = with_pilots(on_machines(_or_built_in(named, answers), paid), answers, on)
    parts = tuple(replace(each.part, tuning=tuning(answers, catalog, each)) for each in named)
    found, way = risks(answers, catalog, named), scale(answers, catalog, named, on)
    return Decision(
        method=METHOD,
        on=on,
        starts=answers.starts(on),
        outcome=outcome_of((part.state, part.kind) for part in parts),
        parts=parts,
        risks=found,
        scale=way,
        bill=paid,
        reasons=(
            *reasons.of_plan(answers, catalog),
            *how_many(named, way.tools),
            *unsaid_harm(named, found),
        ),
    )


def settled(rankings: Sequence[Ranking], answers: Answers) -> list[Settled]:
    """Return the part of each task with its name, whether it pays, and how the owner will use it."""
    left: dict[str, Settled] = {}
    if answers.budget_usd is not None:  # a limit only takes away: what does not pay without one is left with one
        free = replace(answers, budget_usd=None)
        anew = together([prepare(each.case.table, free, each.contest.checked) for each in rankings])
        without = [each.settle() if rankings[0].explained else each.named for each in anew]
        left = {each.part.key: each for each in settled(without, free) if each.part.state is State.LEAVE}
    rest = [each for each in rankings if each.case.task.key not in left]
    found = left | {each.part.key: each for each in _by_hand_where_that_pays(_settled(rest, answers), answers)}
    return [found[each.case.task.key] for each in rankings]


def rankings_of(answers: Answers, catalog: Catalog, on: date, tables: Tables | None = None) -> tuple[Ranking, ...]:
    """Return the whole ranking of every task, from which `decide` keeps what a plan shows."""
    return tuple(each.settle() for each in contests_of(answers, catalog, on, tables))


def contests_of(answers: Answers, catalog: Catalog, on: date, tables: Tables | None = None) -> tuple[Contest, ...]:
    """Return what is taken for every task, before anything is explained.

    `tables` are those of this catalog and day; whoever asks for many plans gives the same to all.
    """
    tables = tables or Tables(catalog, on)
    return together([prepare(tables.of(task, answers.starts(on)), answers) for task in tasks(answers, catalog)])


def outcome_of(ended: Iterable[tuple[State, Kind]]) -> Outcome:
    """Return what a plan says as a whole, from how the question of each task ends."""
    found = tuple(ended)
    states = {state for state, _ in found}
    if not found or states == {State.WRONG_TOOL}:
        return Outcome.WRONG_TOOL
    if states <= {State.WRONG_TOOL, State.LIST}:
        return Outcome.LIST
    kinds = {kind in LANGUAGE_KINDS for state, kind in found if state is not State.WRONG_TOOL}
    if len(kinds) > 1:
        return Outcome.BOTH
    return Outcome.LANGUAGE if kinds == {True} else Outcome.MEDIA


def ends_with(contest: Contest) -> State:
    """Return how the question of a task ends: by a list whose wording can be paid, as the wrong tool, or as its contest says."""
    ended, state = suitability(contest.case.task, contest.case.table.catalog), contest.first.state
    return state if ended is None or (ended.state, state) == (State.LIST, State.OVER_BUDGET) else ended.state


def _settled(rankings: Sequence[Ranking], answers: Answers) -> list[Settled]:
    """Return the parts and whether they pay. A job that is left as it is takes nothing of the limit on cost.

    Each of those is tried once more with what the others leave; one that pays then takes its part of that.
    """
    jobs = list(dict.fromkeys(each.case.task.job.key for each in rankings))
    settled = _within(rankings, answers, jobs)
    if answers.budget_usd is None:
        return settled
    bought = _not_left(settled)
    while True:
        settled = _within(rankings, answers, bought)
        pays = next((job for job in _not_left(settled) if job not in bought), None)
        if pays is None:
            return settled
        bought.append(pays)


def _not_left(settled: Iterable[Settled]) -> list[str]:
    """Return the jobs that are not left as they are."""
    return list(dict.fromkeys(each.part.job for each in settled if each.part.state is not State.LEAVE))


def _within(rankings: Sequence[Ranking], answers: Answers, bought: Sequence[str]) -> list[Settled]:
    """Return the parts and whether they pay; some jobs share the limit in that order, each other has what they leave."""
    by_job = group_pairs((each.case.task.job.key, each) for each in rankings)
    purse = _purse((each for job in bought for each in by_job[job]), answers)
    parts: dict[str, Part] = {}
    for job in (*bought, *(key for key in by_job if key not in bought)):
        ours = purse if job in bought else replace(purse, bought=dict(purse.bought))
        parts |= {each.case.task.key: _part(each, ours) for each in by_job[job]}
    return worthwhile([Settled(part=parts[each.case.task.key], ranking=each) for each in rankings], answers)


def _by_hand_where_that_pays(settled: Sequence[Settled], answers: Answers) -> list[Settled]:
    """Return the parts; a job that does not pay built in is done by hand in products that are paid for, where that pays."""
    left = group_pairs((each.part.job, each) for each in settled if each.part.state is State.LEAVE)
    by_hand: dict[str, Part] = {}
    for parts in left.values():
        if any(each.part.way is not Way.API or each.task.sold_as is not SoldAs.BOTH for each in parts):
            continue
        anew = [replace(each, part=_part(each.ranking, buying.Purse(None), Way.SEAT)) for each in parts]
        found = [each.part for each in worthwhile(anew, answers)]
        if all(part.advised and part.seat is not None and part.seat.paid for part in found):
            by_hand |= {part.key: replace(part, reasons=(reasons.BY_HAND_PAYS, *part.reasons)) for part in found}
    return [replace(each, part=by_hand.get(each.part.key, each.part)) for each in settled]


def _or_built_in(settled: Sequence[Settled], answers: Answers) -> list[Settled]:
    """Return the parts with whether it pays to have their model built in, where the seller of a product is asked."""
    asked = {each.part.key for each in settled if each.part.state is State.PICKED and not each.part.advised}
    built = [
        replace(each, part=replace(each.part, way=Way.API) if each.part.key in asked else each.part) for each in settled
    ]
    worths, limit = worth(built, answers), answers.budget_usd
    within = limit is None or (bill(built).usd_month or 0.0) <= limit
    pays = {key for key, found in worths.items() if within and found.gained > 0}
    return [
        replace(each, part=replace(each.part, or_built_in=each.part.key in asked and each.part.job in pays))
        for each in settled
    ]


def _purse(rankings: Iterable[Ranking], answers: Answers) -> buying.Purse:
    """Return what the owner's limit on cost leaves for products: what is bought by use goes first."""
    if answers.budget_usd is None:
        return buying.Purse(None)
    by_use = (each.taken.fees for each in rankings if each.taken is not None and _by_use(each))
    return buying.Purse(max(float(answers.budget_usd) - sum(by_use), 0.0), answers.people or 1)


def _by_use(ranking: Ranking) -> bool:
    """Return whether the model is paid by use or runs on a machine: it words a list, or answers without a product."""
    ended = suitability(ranking.case.task, ranking.case.table.catalog)
    if ended is not None:
        return ended.state is State.LIST
    return buying.way_of(ranking.case.task, ranking.case.answers) is not Way.SEAT


def _part(ranking: Ranking, purse: buying.Purse, way: Way | None = None) -> Part:
    """Return the part of a task; `way` where it is not bought as its owner will use it."""
    case, task = ranking.case, ranking.case.task
    answers, job = case.answers, task.job
    ended, state = suitability(task, case.table.catalog), ends_with(ranking.contest)
    head = Part(
        key=task.key,
        job=job.key,
        kind=task.kind,
        medium=task.medium,
        state=state,
        unit=task.unit,
        unit_plural=task.unit_plural,
        results=float(per_month(job)),
        results_guessed=job.per_month is None,
        limit=ranking.limit,
        board=task.board,
        way=way or buying.way_of(task, answers),
        suitability=ended.why if ended is not None else None,
        reasons=ended.why.reasons if ended is not None and state is ended.state else reasons.of_part(ranking),
    )
    if head.state is State.WRONG_TOOL:
        return head
    if head.state is State.LIST:
        return replace(head, to_try=(choice(ranking.pick),) if ranking.pick is not None else ())
    seats = buying.seats(ranking, purse) if head.way is Way.SEAT else buying.Seats()
    about = seats.pick or next(iter(seats.ask_first), None)
    if about is not None:
        state = State.UNMEASURED if head.state is State.ASK_FIRST else head.state  # the product is the one to try
        head = replace(head, state=state, reasons=tuple(reasons.of_product(ranking, about)))
    elif head.way is Way.SEAT and head.state in {State.PICKED, State.UNMEASURED}:
        if task.sold_as is SoldAs.SEAT:
            return replace(head, state=State.NONE, reasons=(reasons.NO_PRODUCT,))
        head = replace(head, way=Way.API)  # nobody is sent to a host to work there by hand
        taken = ranking.taken
        if taken is not None and purse.left is not None and taken.fees > purse.left:
            over = OverBudget(cheapest=choice(taken), results=0, payable=None)
            return replace(head, state=State.OVER_BUDGET, over=over, reasons=(reasons.OVER_BUDGET,))
        purse.spend(taken.fees if taken is not None else 0.0)
    if (bought := seats.pick or seats.now) is not None:
        purse.buy(bought)
    named = replace(
        head,
        pick=choice(ranking.pick) if ranking.pick else None,
        seat=_seat(seats.pick) if seats.pick else None,
        seat_now=_seat(seats.now) if seats.now else None,
        seat_challenger=_seat(seats.challenger) if seats.challenger else None,
        seats_to_ask=tuple(_seat(each) for each in seats.ask_first),
    )
    if not ranking.explained:
        return named
    return replace(
        named,
        loosened=ranking.loosened,
        drafts=case.drafts,
        certainty=ranking.certainty,
        chosen=_chosen(ranking),
        challenger=choice(ranking.challenger) if ranking.challenger else None,
        challenger_why=ranking.challenger_why,
        rungs=tuple(
            RungChoice(limit=each.limit, choice=choice(each.candidate), over=each.over) for each in ranking.rungs
        ),
        level=tuple(each.row.model.slug for each in ranking.level),
        to_try=tuple(choice(each) for each in ranking.to_try),
        ask_first=tuple(choice(each) for each in ranking.ask_first[:MOST_ASKED_FIRST]),
        ways=_ways(ranking, head.way, seats.pick),
        minutes=rounded(checking_minutes(answers, task)),
        sieve=ranking.sieve,
        must_loses=rounded(_price_of_the_place(ranking)),
        newer=_newer(ranking),
        over=_over(ranking),
    )


def _chosen(ranking: Ranking) -> Choice | None:
    """Return the owner's own model at its best row; None where the advice is taken, or the model does not pass."""
    own = {each.task: each.model for each in ranking.case.answers.choices}.get(ranking.case.task.key)
    if own is None or (ranking.pick is not None and ranking.pick.row.model.slug == own):
        return None
    rows = (each for each in (*ranking.table, *ranking.to_try) if each.row.model.slug == own)
    found = next(rows, None)
    return choice(found) if found is not None else None


def _seat(seat: buying.Seat) -> SeatChoice:
    return SeatChoice(
        product=seat.product.slug,
        usd_month=float(seat.usd_month) if seat.usd_month is not None else None,
        seats=seat.seats,
        paid=seat.paid,
        wanted=seat.wanted,
        shared=seat.shared,
        price_seen=seat.price_seen,
        needs=seat.product.needs,
        model=seat.best.row.model.slug if seat.best is not None else "",
        loses=rounded(seat.best.loses) if seat.best is not None else None,
        unknown=seat.unknown,
    )


def _ways(ranking: Ranking, way: Way, seat: buying.Seat | None) -> tuple[WayChoice, ...]:
    found = buying.ways(ranking, seat)
    taken = next((each for each in found if each.way is way), None)
    return tuple(
        WayChoice(
            way=each.way,
            usd_month=in_cents(each.usd_month),
            fixed=in_cents(each.fixed),
            cheaper_from=rounded(buying.break_even(taken, each), 0)
            if taken is not None and each is not taken
            else None,
        )
        for each in found
    )


def _price_of_the_place(ranking: Ranking) -> float | None:
    """Return how many of 100 comparisons the pick, else the best here, loses to the best anywhere; None where place is no limit."""
    case, best = ranking.case, ranking.pick or ranking.best
    if case.place is Place.ANYWHERE or best is None or case.table.board is None:
        return None
    rated = [(rows[0].rating, rows) for rows in case.table.settings]
    anywhere = [rating for rating, rows in rated if rating and any(fee(row, case, in_eu=False) for row in rows)]
    top = min(anywhere, key=case.table.board.order, default=None)
    return case.table.board.unit.loses(case.table.board.behind(top, best.rating)) if top is not None else None


def _newer(ranking: Ranking) -> str:
    if ranking.pick is None:
        return ""
    newer = newer_unmeasured(ranking.case.table, ranking.pick.row.model)
    return newer.slug if newer is not None else ""


def _over(ranking: Ranking) -> OverBudget | None:
    over = ranking.over
    if over is None:
        return None
    return OverBudget(
        cheapest=choice(over.cheapest),
        results=over.results,
        payable=choice(over.payable) if over.payable is not None else None,
    )
