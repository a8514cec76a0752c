"""decide(): the one entry to the rules."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import inf

from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import MachineSize, SoldAs
from wizard.decision import buying, reasons
from wizard.decision.answers import Answers, per_month
from wizard.decision.choices import RankedPart, choice, rounded
from wizard.decision.costs import fee
from wizard.decision.decision import (
    AtLimit,
    Choice,
    Decision,
    OverBudget,
    Part,
    Reason,
    SeatChoice,
    because,
)
from wizard.decision.fewer_tools import how_many, together
from wizard.decision.money import bill, on_machines, worth, worthwhile
from wizard.decision.pilot import with_pilots
from wizard.decision.ranking import Ranking, Selection, newer_unmeasured, prepare
from wizard.decision.risks import risks, unsaid_harm
from wizard.decision.scale import scale
from wizard.decision.table import Tables
from wizard.decision.tasks import checking_minutes, tasks
from wizard.decision.tuning import tuning
from wizard.decision.vocabulary import LANGUAGE_KINDS, Kind, Outcome, Place, State, Way

METHOD = 6  # raised with each 0.x of Pilotlight: by its rules a plan of an older one may be decided otherwise
MOST_ASKED_FIRST = 12


def decide(
    answers: Answers, catalog: Catalog, on: date, rankings: tuple[Ranking, ...] | None = None
) -> Decision:
    """Return which model or app to use for each job, what to try it against, and what it rests on.

    Pure: no clock, no chance, no network. The same answers, catalog and day give the same bytes. `rankings` are those
    of just these, where the caller has them.
    """
    rankings = rankings if rankings is not None else rankings_of(answers, catalog, on)
    named = named_parts(rankings, answers)
    paid = bill(named)
    named = with_pilots(on_machines(_or_built_in(named, answers), paid), on)
    parts = tuple(replace(each.part, tuning=tuning(each)) for each in named)
    found, way = risks(catalog, named), scale(answers, catalog, named, on)
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


def named_parts(rankings: Sequence[Ranking], answers: Answers) -> list[RankedPart]:
    """Return the part of each task with its name, whether it pays, and how the owner will use it.

    A limit on cost only takes away: what does not pay without one is left as it is, and takes nothing of the limit.
    """
    left: dict[str, RankedPart] = {}
    if answers.budget_usd is not None:
        free = replace(answers, budget_usd=None)
        left = _left(named_parts(_anew(rankings, free), free))
    found = _without(left, rankings, answers)
    if more := _left(found):  # what is left as it is decides nothing of the others
        left |= more
        found = _without(left, rankings, answers)
    parts = left | {each.part.key: each for each in found}
    return _otherwise([parts[each.case.task.key] for each in rankings])


def rankings_of(
    answers: Answers, catalog: Catalog, on: date, tables: Tables | None = None
) -> tuple[Ranking, ...]:
    """Return the whole ranking of every task, from which `decide` keeps what a plan shows."""
    return tuple(
        replace(each.first, explained=True) for each in selections_of(answers, catalog, on, tables)
    )


def selections_of(
    answers: Answers, catalog: Catalog, on: date, tables: Tables | None = None
) -> tuple[Selection, ...]:
    """Return what is taken for every task, before anything is explained.

    `tables` are those of this catalog and day; whoever asks for many plans gives the same to all.
    """
    tables = tables or Tables(catalog, on)
    return together(
        [prepare(tables.of(task, answers.starts(on)), answers) for task in tasks(answers, catalog)]
    )


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


def ends_with(selection: Selection) -> State:
    """Return how the question of a task ends: by a list whose wording can be paid, as the wrong tool, or as its selection says."""
    ended, state = selection.case.ended, selection.first.state
    return (
        state
        if ended is None or (ended.state, state) == (State.LIST, State.OVER_BUDGET)
        else ended.state
    )


def _left(parts: Iterable[RankedPart]) -> dict[str, RankedPart]:
    """Return the tasks of jobs that are left as they are, by key."""
    return {each.part.key: each for each in parts if each.part.state is State.LEAVE}


def _anew(rankings: Sequence[Ranking], answers: Answers) -> list[Ranking]:
    """Return the rankings of the same tasks with other answers, or without other tasks that share a limit on cost."""
    selections = together(
        [prepare(each.case.table, answers, each.selection.checked) for each in rankings]
    )
    return [replace(each.first, explained=rankings[0].explained) for each in selections]


def _without(
    left: Container[str], rankings: Sequence[Ranking], answers: Answers
) -> list[RankedPart]:
    """Return the parts but those that are left, and whether they pay; all share what the limit on cost leaves for apps."""
    rest = [each for each in rankings if each.case.task.key not in left]
    if len(rest) < len(rankings) and any(each.state is State.OVER_BUDGET for each in rest):
        rest = _anew(rest, answers)
    purse = _purse(rest, answers)
    return worthwhile([_ranked(each, purse) for each in rest])


def _otherwise(named: Sequence[RankedPart]) -> list[RankedPart]:
    """Return the parts; a job that does not pay is done in the first other way that does."""
    by_key = {each.part.key: each for each in named}
    left = group_pairs((each.part.job, each) for each in named if each.part.state is State.LEAVE)
    for parts in left.values():
        ways = (worthwhile(anew) for anew in _other_ways(parts))
        by_key |= {
            each.part.key: each
            for each in next((way for way in ways if all(of.part.advised for of in way)), ())
        }
    return list(by_key.values())


def _other_ways(parts: Sequence[RankedPart]) -> Iterator[list[RankedPart]]:
    """Yield a job by hand in apps that are paid for already, and on each smaller machine, the largest first."""
    if all(each.part.way is Way.API and each.task.sold_as is SoldAs.BOTH for each in parts):
        by_hand = [
            _because(_ranked(each.ranking, buying.Purse(), Way.SEAT), reasons.BY_HAND_PAYS)
            for each in parts
        ]
        if all(each.part.seat is not None and each.part.seat.paid for each in by_hand):
            yield by_hand
    if all(each.part.way is Way.MACHINE for each in parts):
        machine = parts[0].case.answers.machine
        why = because("on-a-smaller-machine", "machine_limit", machine=machine.value)
        for size in reversed(tuple(MachineSize)[: machine.order]):
            rankings = [_on(each.ranking, size) for each in parts]
            yield [_because(_ranked(each, buying.Purse()), why) for each in rankings]


def _because(ranked: RankedPart, why: Reason) -> RankedPart:
    return replace(ranked, part=replace(ranked.part, reasons=(why, *ranked.part.reasons)))


def _on(ranking: Ranking, size: MachineSize) -> Ranking:
    """Return what is taken for a task were this the largest machine, within its part of the limit on cost."""
    selection = ranking.selection
    anew = prepare(selection.case.table, replace(selection.case.answers, machine_limit=size))
    return replace(replace(anew, part=selection.part).first, explained=ranking.explained)


def _or_built_in(named: Sequence[RankedPart], answers: Answers) -> list[RankedPart]:
    """Return the parts with whether it pays to have their model built in, where the seller of an app is asked."""
    asked = {
        each.part.key for each in named if each.part.state is State.PICKED and each.part.nearest
    }
    built = [
        replace(each, part=replace(each.part, way=Way.API) if each.part.key in asked else each.part)
        for each in named
    ]
    worths, limit = worth(built), answers.budget_usd
    within = limit is None or (bill(built).usd_month or 0.0) <= limit
    pays = {key for key, found in worths.items() if within and found.gained > 0}
    return [
        replace(each, part=replace(each.part, or_built_in=each.part.job in pays))
        if each.part.key in asked
        else each
        for each in named
    ]


def _purse(rankings: Sequence[Ranking], answers: Answers) -> buying.Purse:
    """Return what the owner's limit on cost leaves for apps: what is bought by use goes first."""
    by_use = sum(
        each.taken.fees for each in rankings if each.taken is not None and each.case.by_use
    )
    left = inf if answers.budget_usd is None else max(float(answers.budget_usd) - by_use, 0.0)
    purse = buying.Purse(left=left, people=answers.people or 1)
    return replace(purse, for_several=buying.one_for_several(rankings, purse).for_several)


def _ranked(ranking: Ranking, purse: buying.Purse, way: Way | None = None) -> RankedPart:
    """Return the part of a task with its ranking; `way` where it is not bought as its owner will use it."""
    head = _unnamed(ranking, way or ranking.case.way)
    if head.state is State.WRONG_TOOL:
        return RankedPart(part=head, ranking=ranking)
    seats = buying.seats(ranking, purse) if head.way is Way.SEAT else buying.Seats()
    if head.state is State.LIST:
        return _worded(head, ranking, seats.pick, purse)
    about = seats.pick or next(iter(seats.ask_first), None) or seats.now
    if about is not None:
        state = (
            State.UNMEASURED if head.state is State.ASK_FIRST else head.state
        )  # the app is the one to try
        nearest = (reasons.NONE_GOOD_ENOUGH,) if about is seats.now else ()
        head = replace(head, state=state, reasons=(*nearest, *reasons.of_app(ranking, about)))
    elif head.way is Way.SEAT and head.state in {State.PICKED, State.UNMEASURED}:
        ranking = _within_what_is_left(ranking, purse)
        head = _without_app(head, ranking, seats.beyond, purse)
        if head.state not in {State.PROJECT, State.UNMEASURED}:
            return RankedPart(part=head, ranking=ranking)
    if (bought := seats.pick or seats.now) is not None:
        purse.buy(bought, ranking.case.task.job)
    named = replace(
        head,
        reasons=(*head.reasons[:1], *reasons.of_passed_over(seats), *head.reasons[1:]),
        pick=choice(ranking.pick) if ranking.pick else None,
        seat=_seat(seats.pick) if seats.pick else None,
        seat_now=_seat(seats.now) if seats.now else None,
        seat_challenger=_seat(seats.challenger) if seats.challenger else None,
        seats_to_ask=tuple(_seat(each) for each in seats.ask_first),
    )
    return RankedPart(
        part=_explained(named, ranking, seats.pick) if ranking.explained else named, ranking=ranking
    )


def _unnamed(ranking: Ranking, way: Way) -> Part:
    """Return the part of a task before anything is named: what it is, and how its question ends."""
    task, ended, state = ranking.case.task, ranking.case.ended, ends_with(ranking.selection)
    return Part(
        key=task.key,
        job=task.job.key,
        kind=task.kind,
        medium=task.medium,
        state=state,
        unit=task.unit,
        unit_plural=task.unit_plural,
        results=float(per_month(task.job)),
        results_guessed=task.job.per_month is None,
        limit=ranking.limit,
        board=task.board,
        way=way,
        suitability=ended.why if ended is not None else None,
        reasons=ended.why.reasons
        if ended is not None and state is ended.state
        else reasons.of_part(ranking),
    )


def _explained(named: Part, ranking: Ranking, app: buying.Seat | None) -> Part:
    """Return the part with all that explains its name: what else was near, and what was dropped by which requirement."""
    challenger, why = ranking.challenge
    return replace(
        named,
        loosened=ranking.loosened,
        drafts=ranking.case.drafts,
        certainty=ranking.selection.certainty,
        chosen=_chosen(ranking),
        challenger=choice(challenger) if challenger else None,
        challenger_why=why,
        rungs=tuple(
            AtLimit(each.limit, choice(each.choice), over=each.over) for each in ranking.rungs
        ),
        level=tuple(each.row.model.slug for each in ranking.level),
        to_try=tuple(choice(each) for each in ranking.to_try),
        ask_first=tuple(choice(each) for each in ranking.ask_first[:MOST_ASKED_FIRST]),
        ways=buying.ways(ranking, named.way, app),
        minutes=rounded(checking_minutes(ranking.case.answers, ranking.case.task)),
        sieve=ranking.sieve,
        must_loses=rounded(_price_of_the_place(ranking)),
        newer=newer_unmeasured(ranking.case.table, ranking.pick.row.model) if ranking.pick else "",
        over=_over(ranking),
    )


def _worded(
    head: Part, ranking: Ranking, app: buying.Seat | None, purse: buying.Purse
) -> RankedPart:
    """Return the part that a list answers: a model words it, by hand an app; without one its owner does."""
    if head.way is not Way.SEAT:
        words = (choice(ranking.pick),) if ranking.pick is not None else ()
        return RankedPart(part=replace(head, to_try=words), ranking=ranking)
    if app is not None:
        purse.buy(app, ranking.case.task.job)
        head = replace(head, seat=_seat(app))
    return RankedPart(part=head, ranking=replace(ranking, pick=None, to_try=()))


def _within_what_is_left(ranking: Ranking, purse: buying.Purse) -> Ranking:
    """Return what is taken of work by hand were it built in, with what is left of the limit on cost."""
    if purse.left == inf or (ranking.taken is not None and ranking.taken.fees <= purse.left):
        return ranking
    return replace(replace(ranking.selection, part=purse.left).first, explained=ranking.explained)


def _without_app(
    head: Part, ranking: Ranking, beyond: buying.Seat | None, purse: buying.Purse
) -> Part:
    """Return the part of work by hand for which no app passes: nobody is sent to a host to work there by hand."""
    by_seat, taken, cheapest = (
        ranking.case.task.sold_as is SoldAs.SEAT,
        ranking.taken,
        ranking.taken_or_cheapest,
    )
    if cheapest is not None and (beyond is not None or (ranking.over is not None and not by_seat)):
        over = _over(ranking) or OverBudget(cheapest=choice(cheapest), results=0, payable=None)
        over = replace(over, seat=_seat(beyond) if beyond is not None else None)
        return replace(head, state=State.OVER_BUDGET, over=over, reasons=(reasons.OVER_BUDGET,))
    if by_seat:
        return replace(head, state=State.NONE, reasons=(reasons.NO_PRODUCT,))
    if head.state is State.PICKED:
        return replace(
            head,
            way=Way.API,
            state=State.PROJECT,
            or_built_in=True,
            reasons=(reasons.NO_APP, *head.reasons),
        )
    purse.spend(taken.fees if taken is not None else 0.0)
    return replace(head, way=Way.API)


def _chosen(ranking: Ranking) -> Choice | None:
    """Return the owner's own model at its best row; None where the advice is taken, or the model does not pass."""
    own = {each.task: each.model for each in ranking.case.answers.choices}.get(
        ranking.case.task.key
    )
    if own is None or (ranking.pick is not None and ranking.pick.row.model.slug == own):
        return None
    rows = (each for each in (*ranking.table, *ranking.to_try) if each.row.model.slug == own)
    found = next(rows, None)
    return choice(found) if found is not None else None


def _seat(seat: buying.Seat) -> SeatChoice:
    return SeatChoice(
        app_plan=seat.app_plan.slug,
        usd_month=float(seat.usd_each * seat.seats) if seat.usd_each is not None else None,
        seats=seat.seats,
        paid=seat.paid,
        wanted=seat.wanted,
        price_note=seat.price_note,
        needs=seat.needs,
        model=seat.best.row.model.slug if seat.best is not None else "",
        loses=rounded(seat.best.loses) if seat.best is not None else None,
        share=rounded(seat.best.cost.share, 3)
        if seat.best is not None and seat.best.cost is not None
        else None,
        unknown=seat.unknown,
    )


def _price_of_the_place(ranking: Ranking) -> float | None:
    """Return how many of 100 comparisons the pick, else the best here, loses to the best anywhere; None where place is no limit."""
    case, best = ranking.case, ranking.pick or ranking.best
    if case.place is Place.ANYWHERE or best is None or case.table.board is None:
        return None
    rated = [(rows[0].rating, rows) for rows in case.table.settings]
    anywhere = [
        rating
        for rating, rows in rated
        if rating and any(fee(row, case, in_eu=False) for row in rows)
    ]
    top = min(anywhere, key=case.table.board.order, default=None)
    return (
        case.table.board.unit.loses(case.table.board.behind(top, best.rating))
        if top is not None
        else None
    )


def _over(ranking: Ranking) -> OverBudget[Choice] | None:
    over = ranking.over
    if over is None:
        return None
    return OverBudget(
        cheapest=choice(over.cheapest),
        results=over.results,
        payable=choice(over.payable) if over.payable is not None else None,
    )
