"""Money of the whole plan: each machine, seat and connection counted once, and the jobs for which AI does not pay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from catalog.schema import group_pairs
from catalog.vocabulary import MachineSize
from wizard.decision.answers import hours_by_hand, per_month
from wizard.decision.buying import PASTE_MINUTES
from wizard.decision.choices import RankedPart, in_cents, round_to_two_digits, rounded
from wizard.decision.costs import hours_paid
from wizard.decision.decision import Bill, Bought, JobMoney, Part, because
from wizard.decision.eligibility import machine_of
from wizard.decision.evidence import ACCEPTED_AT_BEST
from wizard.decision.fees import (
    BUILD_USD,
    CARE_HOURS_A_MONTH,
    CONNECTING_USD_A_MONTH,
    HOURS_A_MONTH,
    machine_hours,
)
from wizard.decision.ranking import Candidate
from wizard.decision.table import Row
from wizard.decision.tasks import Task, check_of, checking_minutes
from wizard.decision.vocabulary import Check, State, Way

# Ours: hours of work by hand a month up to which it is not worth asking a seller or raising a limit.
HOURS_TO_ASK = 2
# Ours: where nobody knows whether it pays, hours by hand a month up to which one thing is connected for no job alone.
HOURS_TO_CONNECT = 8
RESULTS_TO_CONNECT = 20  # ours: fewer a month, where nobody knows the hours either
OPEN = frozenset(
    {State.PICKED, State.UNMEASURED, State.ASK_FIRST, State.OVER_BUDGET, State.PROJECT}
)
ENDED = frozenset({State.WRONG_TOOL, State.NONE, State.LEAVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Something that is paid for once and serves several parts. US dollars of a month."""

    bought: Bought
    care: float = 0.0  # people's time to look after it
    setup: float = 0.0  # of connecting it, over a year


def bill(ranked: Sequence[RankedPart]) -> Bill:
    """Return what the advised parts cost together; where none is, those over the limit, else those to ask about."""
    advised = [each for each in ranked if each.part.advised or _to_be_had(each.part)]
    over = [each for each in ranked if each.part.state is State.OVER_BUDGET]
    asked = [each for each in ranked if each.part.state is State.PICKED]
    lines = tuple(each.bought for each in _shares(advised or over or asked))
    known = [line.usd_month for line in lines if line.usd_month is not None]
    connections = {line.connects for line in lines if line.connects}
    return Bill(
        advised=bool(advised),
        lines=lines,
        usd_month=in_cents(sum(known)) if known or (advised and not lines) else None,
        connections=tuple(sorted(connections)),
        usd_once=BUILD_USD * len(connections),
    )


def _to_be_had(part: Part) -> bool:
    """Return whether a part that names no one model is set up all the same: around a list, or to try."""
    return part.state is State.LIST or (part.state is State.UNMEASURED and part.seat_first is None)


# ----------------------------------------------------------------------------------------------- what is paid for once


def _shares(ranked: Sequence[RankedPart]) -> list[Share]:
    """Return everything that is paid for, each machine, app and connection once."""
    seats = group_pairs(
        (each.part.seat_first.app_plan, each) for each in ranked if each.part.seat_first is not None
    )
    by_use = [each for each in ranked if each.part.seat_first is None]
    taken = [
        (each, found) for each in by_use if (found := each.ranking.taken_or_cheapest) is not None
    ]
    own = [
        (each, found.row)
        for each, found in taken
        if found.row.at.own and found.row.at.machine is not None
    ]
    sellers = group_pairs(
        (row.offer.seller, (each, found))
        for each, found in taken
        if (row := found.row).offer is not None
    )
    return [
        *(_seats(app_plan, parts) for app_plan, parts in seats.items()),
        *_machines(own),
        *chain.from_iterable(_fees(seller, parts) for seller, parts in sellers.items()),
    ]


def _seats(app_plan: str, parts: Sequence[RankedPart]) -> Share:
    """Return the seats of an app: as many as its jobs need together."""
    seats = [each.part.seat_first for each in parts if each.part.seat_first is not None]
    most = max(seats, key=lambda seat: seat.seats)
    return Share(
        bought=Bought(
            way=Way.SEAT,
            name=app_plan,
            count=most.seats,
            parts=tuple(each.part.key for each in parts),
            usd_month=in_cents(most.usd_month) if most.usd_month is not None else None,
        )
    )


def _fees(seller: str, parts: Sequence[tuple[RankedPart, Candidate]]) -> Iterator[Share]:
    """Yield the fees of each part that is bought at one seller, which is connected once."""
    connected = [each.part.key for each, _ in parts if each.part.way is not Way.SEAT]
    for each, taken in parts:
        connects = each.part.key in connected
        bought = Bought(
            way=Way.API,
            name=seller,
            parts=(each.part.key,),
            usd_month=in_cents(taken.fees) if taken.cost is not None else None,
            connects=seller if connects else "",
        )
        yield Share(
            bought=bought, setup=CONNECTING_USD_A_MONTH / len(connected) if connects else 0.0
        )


# ------------------------------------------------------------------------------------------------------------ machines


@dataclass(slots=True, kw_only=True)
class _Machine:
    """A machine with the parts that it serves; a model that is on it serves all its parts."""

    size: MachineSize
    weights: dict[str, Decimal]
    parts: list[RankedPart]
    hours: float  # of work a month
    by_the_hour: bool  # whether it is paid so

    def holds(self, model: str, weights: Decimal, hours: float, *, by_the_hour: bool) -> bool:
        """Return whether a model and its hours of work fit beside what is on it; what has to be always on needs one that is."""
        limit = self.size.limit_gb
        if self.by_the_hour and not by_the_hour:
            return False
        fits = (
            model in self.weights or limit is None or sum(self.weights.values()) + weights <= limit
        )
        return fits and self.hours + hours <= HOURS_A_MONTH


def _machines(own: Sequence[tuple[RankedPart, Row]]) -> list[Share]:
    """Return the machines on which all parts run, the largest first; a part goes onto one that has space for it."""
    sized = [(machine_of(row.at, each.case), each.case.by_the_hour, each, row) for each, row in own]
    found: list[_Machine] = []
    for size, hourly, each, row in sorted(sized, key=lambda entry: (-entry[0].order, entry[1])):
        model, weights = row.model.slug, row.at.weights_gb or Decimal(0)
        hours = machine_hours(each.task, each.case.results, size)
        fitting = (
            machine for machine in found if machine.holds(model, weights, hours, by_the_hour=hourly)
        )
        if (free := next(fitting, None)) is None:
            weighs = {model: weights}
            found.append(
                _Machine(size=size, weights=weighs, parts=[each], hours=hours, by_the_hour=hourly)
            )
        else:
            free.weights.setdefault(model, weights)
            free.parts.append(each)
            free.hours += hours
    return [_share_of(machine) for machine in found]


def _share_of(machine: _Machine) -> Share:
    case = machine.parts[0].case
    price = case.table.machines.get(machine.size)
    hours = hours_paid(case, machine.hours) if machine.by_the_hour else HOURS_A_MONTH
    return Share(
        bought=Bought(
            way=Way.MACHINE,
            name=machine.size.value,
            parts=tuple(each.part.key for each in machine.parts),
            usd_month=in_cents(price.likely * hours) if price is not None else None,
            connects=f"machine:{machine.size}",
        ),
        care=CARE_HOURS_A_MONTH * case.wage,
        setup=CONNECTING_USD_A_MONTH,
    )


def on_machines(ranked: Sequence[RankedPart], lines: Bill) -> list[RankedPart]:
    """Return the parts with the machine on which each runs: a larger one where another part needs it anyway."""
    sizes = {str(size): size for size in MachineSize}
    size_of = {
        key: sizes[line.name]
        for line in lines.lines
        if line.way is Way.MACHINE
        for key in line.parts
    }
    return [
        replace(
            each,
            part=replace(each.part, pick=replace(each.part.pick, machine=size_of[each.part.key])),
        )
        if each.part.key in size_of and each.part.pick is not None
        else each
        for each in ranked
    ]


# ------------------------------------------------------------------------------------------------------ does it pay


def _from_results(money: JobMoney) -> float | None:
    """Return from how many results a month it pays, with the minutes as counted; None where it never does."""
    by_use = replace(money, fixed=0.0, care=0.0, setup=0.0)
    fixed, gained = by_use.below_minutes - money.below_minutes, round(by_use.gained, 2)
    return money.results * fixed / gained if gained > 0 else None


def worth(ranked: Sequence[RankedPart]) -> Mapping[str, JobMoney]:
    """Return the money of each job, by its key; jobs of which nobody can say whether they pay are left out.

    What several jobs use is divided by the value of their work by hand. A job that does not pay leaves its share to the
    others, so the worst is taken out first and the rest are counted anew. Jobs that wait for a seller or for more money
    are counted apart, as if they got what they wait for; what nobody states costs nothing there.
    """
    jobs = group_pairs(
        (each.part.job, each) for each in ranked if each.task.job.minutes_by_hand is not None
    )
    sure = {key: parts for key, parts in jobs.items() if all(_known(each) for each in parts)}
    hoped = {
        key: [_hoped(each) for each in parts] for key, parts in jobs.items() if key not in sure
    }
    waiting = {
        key: parts for key, parts in hoped.items() if all(each.part.state in OPEN for each in parts)
    }
    return {**_worth_together(sure), **_worth_together(waiting)}


def _worth_together(jobs: Mapping[str, Sequence[RankedPart]]) -> dict[str, JobMoney]:
    rest: dict[str, Sequence[RankedPart]] = dict(jobs)
    found: dict[str, JobMoney] = {}
    while rest and all(parts[0].case.wage for parts in rest.values()):
        left = _worth_of(rest)
        worst = min(left, key=lambda key: left[key].gained)
        if left[worst].gained > 0:
            return found | left
        found[worst] = left[worst]
        del rest[worst]
    return found


def _known(each: RankedPart) -> bool:
    """Return whether a part is picked and its money is known."""
    pick, seat = each.ranking.pick, each.part.seat_first
    return (
        each.part.state is State.PICKED
        and pick is not None
        and pick.cost is not None
        and (seat is None or seat.usd_month is not None)
    )


def _hoped(each: RankedPart) -> RankedPart:
    """Return a part as if it got the first thing that it waits for."""
    ranking = each.ranking
    if ranking.pick is not None:
        return each
    over = (ranking.over.cheapest,) if ranking.over is not None else ()
    waits = next(iter((*ranking.to_try, *over, *ranking.ask_first)), None)
    return replace(each, ranking=replace(ranking, pick=waits))


def _worth_of(jobs: Mapping[str, Sequence[RankedPart]]) -> dict[str, JobMoney]:
    by_hand = {key: hours_by_hand(parts[0].task.job) for key, parts in jobs.items()}
    job_of = {each.part.key: key for key, parts in jobs.items() for each in parts}
    found = {key: _by_hand(parts) for key, parts in jobs.items()}
    for share in _shares([each for parts in jobs.values() for each in parts]):
        served = {job_of[key] for key in share.bought.parts}
        total = sum(by_hand[key] for key in served)
        for key in served:
            found[key] = _with_share(
                found[key], share, by_hand[key] / total if total else 1 / len(served)
            )
    return found


def _by_hand(parts: Sequence[RankedPart]) -> JobMoney:
    """Return the money of a job before anything is paid for."""
    case = parts[0].case
    return JobMoney(
        results=case.results,
        by_hand=float(case.task.job.minutes_by_hand or 0),
        wage=case.wage,
        share=min(_usable(each) for each in parts),
        reading=checking_minutes(case.answers, case.task) or 0.0,
        pasting=PASTE_MINUTES if any(each.part.way is Way.SEAT for each in parts) else 0.0,
    )


def _with_share(money: JobMoney, share: Share, part: float) -> JobMoney:
    """Return the money of a job with a part of something that is paid for once."""
    usd, by_use = (share.bought.usd_month or 0.0) * part, share.bought.way is Way.API
    return replace(
        money,
        by_use=money.by_use + (usd if by_use else 0.0),
        fixed=money.fixed + (0.0 if by_use else usd),
        care=money.care + share.care * part,
        setup=money.setup + share.setup * part,
    )


def _usable(each: RankedPart) -> float:
    """Return the share of results that can be used; of what nobody has measured, that of the best."""
    pick, tried = each.ranking.pick, each.part.seat_tried
    if tried is not None and tried.share is not None:
        return tried.share
    measured = pick is not None and pick.behind is not None
    if pick is not None and pick.cost is not None and (measured or each.case.unread):
        return pick.cost.share
    return ACCEPTED_AT_BEST


def worthwhile(ranked: Sequence[RankedPart]) -> list[RankedPart]:
    """Return the parts with what is known of whether their job pays; a job that does not is left as it is."""
    found = worth(ranked)
    little = _too_little(ranked, set(found))
    sure = {each.part.job for each in ranked} - {
        each.part.job for each in ranked if not _known(each)
    }
    return [
        replace(
            each,
            part=_with_worth(each, found.get(each.part.job), little, sure=each.part.job in sure),
        )
        if each.part.state in OPEN
        else each
        for each in ranked
    ]


def _too_little(ranked: Sequence[RankedPart], counted: set[str]) -> set[str]:
    """Return the jobs with too little work by hand to ask a seller, to raise a limit, or to connect something for them.

    The first two where no part names anything to use; the last where nobody knows whether the job pays.
    """
    jobs = group_pairs((each.part.job, each) for each in ranked)
    found = {
        key
        for key, parts in jobs.items()
        if not any(each.part.advised or _to_be_had(each.part) for each in parts)
        and (hours := _usual_hours(parts[0].task)) is not None
        and hours <= HOURS_TO_ASK
    }
    lines = [
        each.bought
        for each in _shares([_hoped(each) for each in ranked if each.part.state not in ENDED])
    ]
    job_of = {each.part.key: each.part.job for each in ranked}
    connects = group_pairs(
        (job_of[key], line.connects) for line in lines if line.connects for key in line.parts
    )
    small = {
        key
        for key, each in connects.items()
        if key not in counted | found and _small(jobs[key][0].task, len({*each}))
    }
    others = {
        line.connects for line in lines if not small.issuperset(job_of[key] for key in line.parts)
    }
    alone = [line for line in lines if line.connects and line.connects not in others]
    return found | {job_of[key] for line in alone for key in line.parts}


def _usual_hours(task: Task) -> float | None:
    """Return the hours of a month by hand, with the minutes usual for the use case where the owner named none."""
    usual = task.use_case.minutes_by_hand if task.use_case is not None else None
    minutes = task.job.minutes_by_hand if task.job.minutes_by_hand is not None else usual
    return float(per_month(task.job) * minutes) / 60 if minutes is not None else None


def _small(task: Task, connections: int) -> bool:
    """Return whether a job is too little work to connect so much for it alone; by its results where nobody knows."""
    hours, results = _usual_hours(task), per_month(task.job)
    return (
        hours <= HOURS_TO_CONNECT * connections
        if hours is not None
        else results < RESULTS_TO_CONNECT * connections
    )


def _with_worth(
    ranked: RankedPart, found: JobMoney | None, little: set[str], *, sure: bool
) -> Part:
    part, case = ranked.part, ranked.case
    job = case.task.job
    if found is not None and found.gained > 0 and part.job not in little:
        money = found if check_of(case.answers, case.task) is not Check.NOBODY and sure else None
        return replace(
            part, money=money, pays_below_minutes=rounded(money.below_minutes) if money else None
        )
    questions = "volume", "minutes", "wage"
    if found is not None and found.gained <= 0:
        pays_from = _from_results(found)
        rule, hours = "does-not-pay" if pays_from else "never-pays", round(hours_by_hand(job), 1)
        reason = because(rule, *questions, hours=hours, results=round_to_two_digits(pays_from or 0))
    elif part.job in little:
        pays_from, results = None, float(per_month(job))
        reason = because(
            "too-little-work", *questions, results=results, unit_plural=part.unit_plural
        )
    else:
        return part
    return replace(
        part,
        state=State.LEAVE,
        or_built_in=False,
        pays_below_minutes=0.0,
        pays_from=rounded(pays_from, 0),
        reasons=(reason, *part.reasons),
    )
