"""Two handles of a plan: what a bad mistake costs and what an hour costs. Moving one shows where the name turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import override

from catalog import query
from catalog.charts.bars import SIZE, THICK, in_lines
from catalog.charts.marks import Box, Drawing, TextMark
from catalog.formatting import format_rough_money
from catalog.schema import ExchangeRate
from catalog.vocabulary import Word
from wizard.decision.answers import Answers, Job
from wizard.decision.costs import Costing
from wizard.decision.decide import decide
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import Stakes
from wizard.document.basis import Basis
from wizard.document.blocks import Document
from wizard.document.headline import ending_name
from wizard.document.progress import NEW
from wizard.plans import pages
from wizard.plans.deciding import Decided

CACHED = 128  # plans whose turns are kept


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
    names: str  # what is named there, with the other handle as answered
    is_own: bool = False  # what the plan counts with


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleScale:
    """All that a handle can say, from little to much."""

    handle: Handle
    stops: tuple[HandleStop, ...]
    picked: str = ""  # the value where it stands now

    @property
    def turns(self) -> tuple[tuple[HandleStop, HandleStop], ...]:
        """Return the first and the last stop of each stretch with the same name."""
        stretches = [[*stretch] for _, stretch in groupby(self.stops, key=lambda stop: stop.names)]
        return tuple((stretch[0], stretch[-1]) for stretch in stretches)

    @property
    def never_turns(self) -> bool:
        return len(self.turns) == 1

    def draw(self, width: float) -> Drawing:
        """Draw the stretches, each as long as it has stops, with its name below; that of the plan in flame."""
        step = width / len(self.stops)
        marks: list[Box | TextMark] = []
        labels = []
        for first, last in self.turns:
            start, end = self.stops.index(first), self.stops.index(last)
            is_own = any(stop.is_own for stop in self.stops[start : end + 1])
            style = "time-f" if is_own else "time"
            marks.append(Box(start * step, 0, (end - start + 1) * step - 3, THICK, style))
            text = "t14 txf" if is_own else "t14"
            labels.append(TextMark(start * step, THICK + 2, first.names, text, size=SIZE))
        placed = in_lines(labels, width)
        return Drawing(width, placed[-1].y + 5, (*marks, *placed))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPlan:
    """What the plan would say with the handles where they stand."""

    scales: tuple[HandleScale, ...]
    document: Document
    is_same: bool  # whether the plan's own names stand


def has_handles(decided: Decided) -> bool:
    """Return whether the plan rests on money that its owner may see otherwise."""
    return any(job.ranking is not None for job in decided.decision.jobs)


def move(decided: Decided, sent: dict[str, str]) -> MovedPlan:
    """Return what the plan would say with what was sent; what is no stop stays as answered."""
    scales = tuple(_picked(scale, sent.get(scale.handle, "")) for scale in scales_of(decided))
    answers = decided.answers
    for scale in scales:
        stop = next((row for row in scale.stops if row.value == scale.picked), None)
        if stop is not None and not stop.is_own:
            answers = with_amount(answers, scale.handle, stop.usd)
    moved = _decided_on(decided, answers)
    document = pages.document(moved)
    return MovedPlan(scales=scales, document=document, is_same=_names(moved) == _names(decided))


def _picked(scale: HandleScale, value: str) -> HandleScale:
    own = next((stop.value for stop in scale.stops if stop.is_own), "")
    is_known = any(stop.value == value for stop in scale.stops)
    return replace(scale, picked=value if is_known else own)


def with_amount(answers: Answers, handle: Handle, usd: Decimal) -> Answers:
    """Return the answers with another amount; a damage holds for each job where one was asked for."""
    if handle is Handle.WAGE:
        return replace(answers, wage_usd=usd)
    jobs = tuple(_with_damage(job, usd) for job in answers.jobs)
    return replace(answers, jobs=jobs)


def _with_damage(job: Job, usd: Decimal) -> Job:
    return replace(job, damage_usd=usd) if (job.stakes or Stakes.MONEY) in COSTLY else job


def scales_of(decided: Decided) -> tuple[HandleScale, ...]:
    """Return the handles that a plan has, each with what is named at its stops; kept, as every move asks it anew."""
    return _scales(_Key(decided))


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
def _scales(key: _Key) -> tuple[HandleScale, ...]:
    decided = key.decided
    own = {Handle.DAMAGE: _own_damage(decided), Handle.WAGE: _own_wage(decided)}
    rate = query.exchange_rate(decided.catalog, decided.answers.currency, decided.on)
    return tuple(
        HandleScale(handle=handle, stops=tuple(_stops(decided, handle, usd, rate)))
        for handle, usd in own.items()
        if usd is not None
    )


def _own_wage(decided: Decided) -> Decimal | None:
    wages = [job.work.wage_usd for job in decided.decision.jobs if job.ranking is not None]
    return Decimal(str(wages[0])) if wages else None


def _own_damage(decided: Decided) -> Decimal | None:
    """Return what the plan counts for a bad mistake; of several jobs the most."""
    works = [job.work for job in decided.decision.jobs if job.ranking is not None]
    costs = [Costing(work=row, guesses=GUESSES).damage_usd for row in works if row.stakes in COSTLY]
    return Decimal(str(max(costs))) if costs else None


def _stops(
    decided: Decided, handle: Handle, own: Decimal, rate: ExchangeRate | None
) -> Iterator[HandleStop]:
    """Yield where a handle can stand, the plan's own amount in its place among them."""
    unit = rate.usd if rate is not None else Decimal(1)
    names = _names(decided)
    amounts = [(amount, amount * unit) for amount in SCALES[handle]]
    shown = format_rough_money(own, rate)
    others = [row for row in amounts if format_rough_money(row[1], rate) != shown]
    for amount, usd in sorted([*others, (0, own)], key=lambda row: row[1]):
        if not amount:
            yield HandleStop(value="own", says=shown, usd=own, names=names, is_own=True)
            continue
        moved = _decided_on(decided, with_amount(decided.answers, handle, usd))
        says = format_rough_money(usd, rate)
        yield HandleStop(value=str(amount), says=says, usd=usd, names=_names(moved))


def _decided_on(decided: Decided, answers: Answers) -> Decided:
    if answers == decided.answers:
        return decided
    inputs = replace(decided.inputs, answers=answers)
    decision = decide(answers, decided.catalog, decided.on, decided.inputs.measured)
    return replace(decided, inputs=inputs, decision=decision)


def _names(decided: Decided) -> str:
    """Return what is named, else how it ends."""
    basis = Basis(
        decision=decided.decision,
        answers=decided.answers,
        catalog=decided.catalog,
        progress=NEW,
        changes={},
    )
    named = (job.short_name(job.first) for job in basis.jobs if job.first is not None)
    names: Sequence[str] = [*dict.fromkeys(named)]
    if names:
        return basis.say("name", "tools", tools=names)
    ends = {ending_name(job.ending) for job in basis.jobs}
    known = [name for name in sorted(ends) if basis.narrator.knows("then-ends", name)]
    return basis.say("then-ends", known[0] if known else "otherwise")
