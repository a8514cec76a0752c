"""Two handles of a plan: what a bad mistake costs and what an hour costs.

Moving one shows where the name turns.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import override

from catalog import query
from catalog.charts.handle_strip import HandleStrip, StripPart, handle_strip
from catalog.charts.marks import Drawing
from catalog.formatting import format_rough_money
from catalog.schema import ExchangeRate
from catalog.vocabulary import Word
from wizard.decision.answers import Answers, Job
from wizard.decision.costs import Costing
from wizard.decision.decide import decide
from wizard.decision.guesses import GUESSES
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Stakes
from wizard.document.basis import Basis
from wizard.document.head import head
from wizard.document.moved import (
    Amounts,
    MovedLine,
    changes_at,
    choices_of,
    holds,
    moved_lines,
    own_amount,
    sentence_of_move,
    sentence_of_plan,
    span_in_words,
    stays,
)
from wizard.plans.deciding import Decided
from wizard.plans.pages import basis_of

CACHED = 128  # scales that are kept
BEYOND = 10  # so many times less than the least stop and more than the last is looked at too


class Handle(Word):
    """What is moved."""

    DAMAGE = "damage", "One bad mistake costs"
    WAGE = "wage", "An hour of work costs"


# Amounts of the owner's currency, from little to much.
SCALES = {
    Handle.DAMAGE: (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000),
    Handle.WAGE: (10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200),
}
# Nobody says what an injury costs, and what is a nuisance is done again.
COSTLY = frozenset({Stakes.MONEY, Stakes.LAW})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleStop:
    """Where a handle can stand."""

    value: str  # as it is sent
    says: str
    usd: Decimal
    names: str  # what is named there, with the other handle where it stands
    is_own: bool = False  # what the plan counts with
    is_unsaid: bool = False  # it counts with nothing, as nobody named an amount


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlePart:
    """Neighbouring stops at which the same is named."""

    first: int  # of the stops; -1 where it holds for less than the least of them too
    last: int  # their number where it holds for more than the last of them too
    says: str  # which amounts
    names: str

    def holds(self, place: int) -> bool:
        return self.first <= place <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleScale:
    """All that a handle can say, from little to much."""

    handle: Handle
    stops: tuple[HandleStop, ...]
    parts: tuple[HandlePart, ...]
    own_says: str
    picked: str = ""  # the value where it stands now

    @property
    def place(self) -> int:
        """Return which stop it stands at, from 0."""
        return [stop.value for stop in self.stops].index(self.picked)

    @property
    def own_place(self) -> int:
        return [stop.is_own for stop in self.stops].index(True)

    @property
    def is_moved(self) -> bool:
        return self.place != self.own_place

    @property
    def usd(self) -> Decimal:
        return self.stops[self.place].usd

    @property
    def here(self) -> HandlePart:
        """Return the part in which it stands."""
        return next(part for part in self.parts if part.holds(self.place))

    @property
    def ahead(self) -> HandlePart | None:
        """Return the next part in the direction in which it was moved; None where there is none."""
        step = 1 if self.place > self.own_place else -1
        place = self.parts.index(self.here) + step
        return self.parts[place] if 0 <= place < len(self.parts) else None

    def draw(self, width: float) -> Drawing:
        """Draw where the choice changes, where the plan stands, and where the handle is."""
        strip = HandleStrip(
            parts=tuple(self._drawn_parts()),
            ends=(self.stops[0].says, self.stops[-1].says),
            own=self.own_place,
            own_says=self.own_says,
            picked=self.place,
        )
        return handle_strip(strip, width=width)

    def _drawn_parts(self) -> Iterator[StripPart]:
        """Yield what the strip has room for: the parts between its ends."""
        last = len(self.stops) - 1
        for part in self.parts:
            stops = min(part.last, last) - max(part.first, 0) + 1
            if stops > 0:
                yield StripPart(says=part.says, stops=stops)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPlan:
    """What the plan would say with the handles where they stand."""

    scales: tuple[HandleScale, ...]
    says: tuple[str, ...]  # what it changes, and where
    is_same: bool  # whether the plan's own choice stands
    lines: tuple[MovedLine, ...]  # before and after, of what differs
    stays: str  # what does not differ, in a sentence


def has_handles(decided: Decided) -> bool:
    """Return whether the plan rests on money that its owner may see otherwise."""
    return bool(_weighed(decided))


def _weighed(decided: Decided) -> list[Work]:
    """Return the work of the jobs for which the cheapest of several ways is named."""
    jobs = decided.decision.jobs
    return [job.work for job in jobs if job.ranking is not None and not job.ranking.is_empty]


def move(decided: Decided, sent: dict[str, str]) -> MovedPlan:
    """Return what the plan would say with what was sent; what is no stop stays as answered."""
    picked = [_picked(scale, sent.get(scale.handle, "")) for scale in scales_of(decided)]
    scales = tuple(_while_moved(decided, scale, picked) for scale in picked)
    answers = _moved(decided.answers, scales)
    before, after = basis_of(decided), basis_of(_decided_on(decided, answers))
    lines = moved_lines(head(before), head(after))
    return MovedPlan(
        scales=scales,
        says=tuple(_sentences(before, after, scales)),
        is_same=choices_of(before) == choices_of(after),
        lines=tuple(line for line in lines if line.before != line.after),
        stays=stays(before, [line.label for line in lines if line.before == line.after]),
    )


def _sentences(before: Basis, after: Basis, scales: Sequence[HandleScale]) -> Iterator[str]:
    """Yield what was moved and what that changes; of one handle also where the choice changes."""
    moved = [scale for scale in scales if scale.is_moved]
    if not moved:
        yield sentence_of_plan(before, _amounts(scales))
        return
    yield sentence_of_move(before, after, _amounts(moved))
    if len(moved) > 1:
        return
    here, ahead = moved[0].here, moved[0].ahead
    if not here.holds(moved[0].own_place):
        yield holds(before, here.says)
    elif ahead is not None:
        yield changes_at(before, ahead.says, ahead.names)


def _amounts(scales: Iterable[HandleScale]) -> Amounts:
    stops = {scale.handle.value: scale.stops[scale.place] for scale in scales}
    return {handle: stop.usd for handle, stop in stops.items() if not stop.is_unsaid}


def _picked(scale: HandleScale, value: str) -> HandleScale:
    own = next((stop.value for stop in scale.stops if stop.is_own), "")
    is_known = any(stop.value == value for stop in scale.stops)
    return replace(scale, picked=value if is_known else own)


def _while_moved(
    decided: Decided, scale: HandleScale, scales: Iterable[HandleScale]
) -> HandleScale:
    """Return a scale with what is named at its stops.

    The other handles stand where they were moved.
    """
    others = [other for other in scales if other.handle != scale.handle]
    answers = _moved(decided.answers, others)
    return replace(_scale(_Key(decided), scale.handle, answers), picked=scale.picked)


def _moved(answers: Answers, scales: Iterable[HandleScale]) -> Answers:
    for scale in scales:
        if scale.is_moved:
            answers = with_amount(answers, scale.handle, scale.usd)
    return answers


def with_amount(answers: Answers, handle: Handle, usd: Decimal) -> Answers:
    """Return the answers with another amount.

    A damage holds for each job where one was asked for.
    """
    if handle is Handle.WAGE:
        return replace(answers, wage_usd=usd)
    jobs = tuple(_with_damage(job, usd) for job in answers.jobs)
    return replace(answers, jobs=jobs)


def _with_damage(job: Job, usd: Decimal) -> Job:
    return replace(job, damage_usd=usd) if (job.stakes or Stakes.MONEY) in COSTLY else job


def scales_of(decided: Decided) -> tuple[HandleScale, ...]:
    """Return the plan's handles, each with what is named at its stops.

    The other handle is not moved.
    """
    key = _Key(decided)
    handles = [handle for handle, own in OWN.items() if own(decided) is not None]
    return tuple(_scale(key, handle, decided.answers) for handle in handles)


class _Key:
    """A decision by what it was made of, for a cache."""

    def __init__(self, decided: Decided) -> None:
        self.decided = decided
        self.parts = (decided.answers, decided.inputs.measured, decided.on, id(decided.catalog))

    @override
    def __hash__(self) -> int:
        return hash(self.parts)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.parts == other.parts


@lru_cache(maxsize=CACHED)
def _scale(key: _Key, handle: Handle, answers: Answers) -> HandleScale:
    """Return a handle of a plan, with what is named at its stops.

    The answers are those in which the other was moved.
    """
    decided = key.decided
    basis = basis_of(decided)
    trying = Trying(decided=decided, handle=handle, answers=answers)
    stops = tuple(_stops(trying))
    own = next(stop for stop in stops if stop.is_own)
    less, more = (trying.stop(usd) for usd in (stops[0].usd / BEYOND, stops[-1].usd * BEYOND))
    return HandleScale(
        handle=handle,
        stops=stops,
        parts=tuple(_parts(basis, (less, *stops, more))),
        own_says=own_amount(basis, "" if own.is_unsaid else own.says),
    )


def _parts(basis: Basis, stops: Sequence[HandleStop]) -> Iterator[HandlePart]:
    """Yield neighbours with the same choice, with their amounts in words.

    The outer two stops are beyond the scale.
    """
    amounts = [stop.says for stop in stops]
    first = 0
    for names, group in groupby(stops, key=lambda stop: stop.names):
        last = first + len([*group]) - 1
        says = span_in_words(basis, amounts, first, last)
        yield HandlePart(first=first - 1, last=last - 1, names=names, says=says)
        first = last + 1


def _own_wage(decided: Decided) -> Decimal | None:
    wages = [work.wage_usd for work in _weighed(decided)]
    return Decimal(str(wages[0])) if wages else None


def _own_damage(decided: Decided) -> Decimal | None:
    """Return what the plan counts for a bad mistake; of several jobs the most."""
    works = [work for work in _weighed(decided) if work.stakes in COSTLY]
    costs = [Costing(work=work, guesses=GUESSES).damage_usd for work in works]
    return Decimal(str(max(costs))) if costs else None


OWN: Mapping[Handle, Callable[[Decided], Decimal | None]] = {
    Handle.DAMAGE: _own_damage,
    Handle.WAGE: _own_wage,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """A plan of which one amount is tried, with answers in which the other was moved."""

    decided: Decided
    handle: Handle
    answers: Answers

    @property
    def rate(self) -> ExchangeRate:
        decided = self.decided
        return query.shown_rate(decided.catalog, decided.answers.currency, decided.on)

    def stop(self, usd: Decimal, value: str = "") -> HandleStop:
        """Return an amount with what is named there."""
        return self._stop(usd, value, with_amount(self.answers, self.handle, usd))

    def own(self, usd: Decimal) -> HandleStop:
        """Return the plan's own amount, which stays as it was answered or not answered."""
        return replace(self._stop(usd, "own", self.answers), is_own=True, is_unsaid=not usd)

    def _stop(self, usd: Decimal, value: str, answers: Answers) -> HandleStop:
        names = _names(_decided_on(self.decided, answers))
        says = format_rough_money(usd, self.rate)
        return HandleStop(value=value, says=says, usd=usd, names=names)


def _stops(trying: Trying) -> Iterator[HandleStop]:
    """Yield where a handle can stand, the plan's own amount in its place among them."""
    usd = OWN[trying.handle](trying.decided)
    if usd is None:
        return
    own, rate = trying.own(usd), trying.rate
    stops = [trying.stop(amount * rate.usd, f"{amount}") for amount in SCALES[trying.handle]]
    others = [stop for stop in stops if stop.says != own.says]
    yield from sorted([*others, own], key=lambda stop: stop.usd)


def _decided_on(decided: Decided, answers: Answers) -> Decided:
    if answers == decided.answers:
        return decided
    inputs = replace(decided.inputs, answers=answers)
    decision = decide(answers, decided.catalog, decided.on, decided.inputs.measured)
    return replace(decided, inputs=inputs, decision=decision)


def _names(decided: Decided) -> str:
    return choices_of(basis_of(decided))
