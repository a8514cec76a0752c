"""The money of a plan: what a usable result, a month and a year take, low · likely · high, and what pays it back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import capitalise, format_list
from wizard.engine.assumptions import LEAST_SHARE, MOST_TRIES, ONE
from wizard.engine.decision import Assumptions, Figure, Line
from wizard.engine.vocabulary import Input

MONTHS = 12
ZERO = Figure(low=Decimal(0), likely=Decimal(0), high=Decimal(0))
MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """What one usable result of an output takes; None where something it needs is not known."""

    output: str
    name: str
    unit: str
    unit_plural: str
    minutes: Figure | None
    fees: Figure | None
    usd: Figure | None
    today_minutes: Figure | None
    today_usd: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What a month takes, over all that is known."""

    usable: tuple[Usable, ...]
    volumes: tuple[Figure | None, ...]  # results of each output
    minutes: Figure | None
    fees: Figure | None
    total: Figure | None
    today_minutes: Figure | None
    today_usd: Figure | None

    @property
    def known(self) -> list[tuple[Usable, Figure]]:
        """Return the outputs of which it is known how many a month there are."""
        return [(each, volume) for each, volume in zip(self.usable, self.volumes, strict=True) if volume is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill(Month):
    """The money of a month, what it saves and pays back, and what is missing from it."""

    saved: Figure | None  # a month, over the outputs of which everything is known
    payback: tuple[Decimal | None, Decimal | None, Decimal | None]  # months: shortest, likely, longest; None is never
    break_even: tuple[Decimal | None, Decimal | None, Decimal | None]  # results a month, of a plan with one output
    missing: tuple[str, ...]  # sentences: what these sums leave out, and why

    @property
    def year(self) -> Figure | None:
        """Return what a year takes, twelve months like this one."""
        return None if self.total is None else times(self.total, MONTHS)


NEVER = (None, None, None)


def bill(assumptions: Assumptions) -> Bill:
    """Return the money of a plan. Each figure is at its good end in the low sums and at its bad end in the high ones."""
    found = month(assumptions)
    saved = _saved(assumptions, found.known)
    return Bill(
        usable=found.usable,
        volumes=found.volumes,
        minutes=found.minutes,
        fees=found.fees,
        total=found.total,
        today_minutes=found.today_minutes,
        today_usd=found.today_usd,
        saved=saved,
        payback=_payback(assumptions.figure(Input.SETUP), saved),
        break_even=_break_even(assumptions, found.usable),
        missing=tuple(_missing(assumptions, found.usable, found.volumes)),
    )


def month(assumptions: Assumptions) -> Month:
    """Return what a month of a plan takes, for who asks no more of it."""
    usable = tuple(_usable(assumptions, lines) for lines in assumptions.outputs())
    volumes = tuple(assumptions.figure(Input.VOLUME, each.output) for each in usable)
    known = [(each, volume) for each, volume in zip(usable, volumes, strict=True) if volume is not None]
    wage = assumptions.figure(Input.WAGE)
    minutes, fees = _month(known, lambda each: each.minutes), _month(known, lambda each: each.fees)
    today = [each.today_minutes for each, _ in known]
    today_minutes = _month(known, lambda each: each.today_minutes) if today and None not in today else None
    return Month(
        usable=usable,
        volumes=volumes,
        minutes=minutes,
        fees=fees,
        total=added(paid(minutes, wage), fees) if minutes and fees and wage else None,
        today_minutes=today_minutes,
        today_usd=paid(today_minutes, wage) if today_minutes and wage else None,
    )


# --- one result


def _usable(assumptions: Assumptions, lines: Sequence[Line]) -> Usable:
    first, wage = lines[0], assumptions.figure(Input.WAGE)
    minutes = _sum(minutes_of(assumptions, line) for line in lines)
    fees = _sum(fees_of(assumptions, line) for line in lines)
    by_hand = assumptions.figure(Input.BY_HAND, first.output)
    return Usable(
        output=first.output,
        name=first.name,
        unit=first.unit,
        unit_plural=first.unit_plural,
        minutes=minutes,
        fees=fees,
        usd=added(paid(minutes, wage), fees) if minutes and fees and wage else None,
        today_minutes=by_hand,
        today_usd=paid(by_hand, wage) if by_hand and wage else None,
    )


def fees_of(assumptions: Assumptions, line: Line) -> Figure | None:
    """Return model fees for one usable result of a line: price × length × asking again, over what is accepted."""
    fee = assumptions.figure(Input.FEE, line.part)
    if fee is None:
        price, units, tries = (assumptions.figure(kind, line.part) for kind in (Input.PRICE, Input.UNITS, Input.TRIES))
        if price is None or units is None or tries is None:
            return None
        fee = product(price, units, tries)
    return product(fee, loss(assumptions, line))


def minutes_of(assumptions: Assumptions, line: Line) -> Figure | None:
    """Return a person's minutes for one usable result of a line: asking, checking and using, over what is accepted."""
    minutes = assumptions.figure(Input.MINUTES, line.part)
    if minutes is None:
        if line.transcript:
            return ZERO
        checking = assumptions.figure(Input.CHECKING, line.part)
        handling = assumptions.figure(Input.HANDLING, line.part)
        if checking is None or (handling is None and not checking.high):
            return None
        minutes = added(checking, handling or ZERO)
    return product(minutes, loss(assumptions, line))


def loss(assumptions: Assumptions, line: Line) -> Figure:
    """Return how many results have to be made for one that can be used.

    One over the share accepted; in a chain also one over what each later station lets through in the end.
    """
    found = _over(share_of(assumptions, line.part))
    for part in line.after:
        found = product(found, _over(through(share_of(assumptions, part))))
    return found


def share_of(assumptions: Assumptions, part: str) -> Figure:
    """Return which share of a part's results is accepted; all of what nobody checks."""
    return assumptions.figure(Input.ACCEPTED, part) or Figure.of(ONE)


def through(share: Figure, tries: int = MOST_TRIES) -> Figure:
    """Return which share of pieces gets through a check that may send each back: 1 − (1 − a)^tries."""
    return Figure(**{end: ONE - (ONE - getattr(share, end)) ** tries for end in ("low", "likely", "high")})


def _over(share: Figure) -> Figure:
    return Figure(
        low=ONE / max(share.high, LEAST_SHARE),
        likely=ONE / max(share.likely, LEAST_SHARE),
        high=ONE / max(share.low, LEAST_SHARE),
    )


# --- a month


def _month(known: Sequence[tuple[Usable, Figure]], of: Callable[[Usable], Figure | None]) -> Figure | None:
    """Return a month's sum over all outputs of which it is known; None where it is known of none."""
    found = [product(volume, figure) for each, volume in known if (figure := of(each)) is not None]
    return added(*found) if found else None


def _saved(assumptions: Assumptions, known: Sequence[tuple[Usable, Figure]]) -> Figure | None:
    """Return what a month saves, smallest first: each output's ends at the wage and volume that make them so."""
    wage = assumptions.figure(Input.WAGE)
    full = [(each, volume) for each, volume in known if each.minutes and each.fees and each.today_minutes]
    if wage is None or not full:
        return None

    def at(wage: Decimal, end: str) -> Decimal:
        total = Decimal(0)
        for each, volume in full:
            saving = _saving(each, wage, end)
            best = volume.high if saving > 0 else volume.low
            worst = volume.low if saving > 0 else volume.high
            total += saving * {"low": worst, "likely": volume.likely, "high": best}[end]
        return total

    wages = (wage.low, wage.high)
    return Figure(
        low=min(at(each, "low") for each in wages),
        likely=at(wage.likely, "likely"),
        high=max(at(each, "high") for each in wages),
    )


def _saving(each: Usable, wage: Decimal, end: str) -> Decimal:
    """Return what one result saves, at its "low", "likely" or "high"."""
    if each.minutes is None or each.fees is None or each.today_minutes is None:
        raise ValueError("nothing is known of what this saves")
    other = {"low": "high", "likely": "likely", "high": "low"}[end]
    fewer: Decimal = getattr(each.today_minutes, end) - getattr(each.minutes, other)
    fees: Decimal = getattr(each.fees, other)
    return fewer * wage / MINUTES_AN_HOUR - fees


type Three = tuple[Decimal | None, Decimal | None, Decimal | None]


def _payback(setup: Figure | None, saved: Figure | None) -> Three:
    if setup is None or saved is None:
        return NEVER
    pairs = ((setup.low, saved.high), (setup.likely, saved.likely), (setup.high, saved.low))
    shortest, likely, longest = (cost / saving if saving > 0 else None for cost, saving in pairs)
    return shortest, likely, longest


def _break_even(assumptions: Assumptions, usable: Sequence[Usable]) -> Three:
    """Return from how many results a month on the set-up is paid back within a year, where there is one output."""
    setup, wage = assumptions.figure(Input.SETUP), assumptions.figure(Input.WAGE)
    each = usable[0]
    full = each.minutes and each.fees and each.today_minutes
    if len(usable) > 1 or setup is None or wage is None or not full:
        return NEVER
    best = max(_saving(each, at, "high") for at in (wage.low, wage.high))
    worst = min(_saving(each, at, "low") for at in (wage.low, wage.high))
    pairs = ((setup.low, best), (setup.likely, _saving(each, wage.likely, "likely")), (setup.high, worst))
    fewest, likely, most = (cost / (saving * MONTHS) if saving > 0 else None for cost, saving in pairs)
    return fewest, likely, most


def _missing(assumptions: Assumptions, usable: Sequence[Usable], volumes: Sequence[Figure | None]) -> Iterable[str]:
    """Return in sentences what the sums leave out."""
    some = any(volumes)
    without = [each.name for each, volume in zip(usable, volumes, strict=True) if some and volume is None]
    if without:
        yield f"{capitalise(format_list(without))}: how many a month is not known, so the month leaves {_them(without)} out."
    untimed = [each.name for each in usable if each.minutes is None]
    if untimed:
        yield f"{capitalise(format_list(untimed))}: a person’s minutes are not known and not in these sums. Time ten."
    unhandled = [line.name for line in assumptions.lines if _half_timed(assumptions, line) and line.name not in untimed]
    if unhandled:
        yield (
            f"{capitalise(format_list(unhandled))}: only the check is counted; how long it takes to ask for one and put it to "
            "use is not known."
        )
    unpriced = [each.name for each in usable if each.fees is None]
    if unpriced:
        yield f"{capitalise(format_list(unpriced))}: the price of the model is not known, so its fees are not in these sums."
    unhanded = [each.name for each in usable if each.today_minutes is None and each.minutes is not None]
    if unhanded:
        yield f"{capitalise(format_list(unhanded))}: today’s minutes by hand are not known, so nothing can be said to be saved there."
    if assumptions.figure(Input.WAGE) is None:
        yield "What an hour of a person costs is not known, so minutes are not turned into money."


def _half_timed(assumptions: Assumptions, line: Line) -> bool:
    """Return whether only the check of a line is known."""
    known = assumptions.figure(Input.MINUTES, line.part) or assumptions.figure(Input.HANDLING, line.part)
    return known is None and not line.transcript


def _them(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 and not names[0].endswith("s") else "them"


# --- figures


def paid(minutes: Figure, wage: Figure) -> Figure:
    """Return what minutes cost at a wage an hour."""
    worked = product(minutes, wage)
    return Figure(
        low=worked.low / MINUTES_AN_HOUR, likely=worked.likely / MINUTES_AN_HOUR, high=worked.high / MINUTES_AN_HOUR
    )


def product(*figures: Figure) -> Figure:
    """Return figures that are never negative multiplied end by end."""
    low = likely = high = ONE
    for figure in figures:
        low, likely, high = low * figure.low, likely * figure.likely, high * figure.high
    return Figure(low=low, likely=likely, high=high)


def added(*figures: Figure) -> Figure:
    """Return figures added end by end."""
    low = likely = high = Decimal(0)
    for figure in figures:
        low, likely, high = low + figure.low, likely + figure.likely, high + figure.high
    return Figure(low=low, likely=likely, high=high)


def times(figure: Figure, factor: Decimal | int) -> Figure:
    """Return a figure so many times; the factor is not negative."""
    return Figure(low=figure.low * factor, likely=figure.likely * factor, high=figure.high * factor)


def _sum(figures: Iterable[Figure | None]) -> Figure | None:
    """Return the sum, None where one is not known."""
    found = list(figures)
    known = [figure for figure in found if figure is not None]
    return added(*known) if len(known) == len(found) else None
