"""What a comparison comes to, on top of it: the figures of its sentences.

`catalog/conclusion.txt` words them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from catalog import formatting
from catalog.schema import US_DOLLARS, ExchangeRate

MULTIPLE_FROM = Decimal("1.3")  # a little more is no multiple
MANY_TIMES = 10  # from here on, tenths would be noise

type Costs = Mapping[str, Decimal]  # in US dollars, by the name of the side


@dataclass(frozen=True, slots=True, kw_only=True)
class CostConclusion:
    """Which sides cost least and most, for what; none where fewer than two costs are known."""

    volume: str = ""  # "for 1,000 results a month"
    cheapest: tuple[str, ...] = ()
    least: str = ""
    dearest: tuple[str, ...] = ()
    most: str = ""
    # how many times as much the dearest cost; empty where it is little more, or the least is
    # nothing
    times: str = ""
    all_alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceMove:
    """What a side will cost, and from when."""

    day: str
    name: str
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterConclusion:
    """What announced prices make of it; without moves nothing changes or compares."""

    moves: tuple[PriceMove, ...] = ()
    cheapest: tuple[str, ...] = ()
    all_alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TestConclusion:
    """Who leads on the usual test.

    `level` are those of which nobody leads, `unmeasured` those without such a score. All are
    empty where there is no such test.
    """

    name: str = ""
    leaders: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()


UNTESTED = TestConclusion()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """Everything that stands above a comparison."""

    cost: CostConclusion
    later: LaterConclusion
    test: TestConclusion
    unpriced: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return it in sentences; as plain text, which a page escapes."""
        return " ".join(render_to_string("catalog/conclusion.txt", {"conclusion": self}).split())


def cost_conclusion(costs: Costs, volume: str, rate: ExchangeRate = US_DOLLARS) -> CostConclusion:
    """Return which sides cost least and most."""
    if len(costs) < 2:  # noqa: PLR2004  # nothing is cheaper than nothing
        return CostConclusion()
    least, most = min(costs.values()), max(costs.values())
    return CostConclusion(
        volume=volume,
        cheapest=_names(costs, least),
        least=formatting.format_money(least, rate),
        dearest=_names(costs, most),
        most=formatting.format_money(most, rate),
        times=_times(formatting.times_as_written(most, least, rate)) if least else "",
        all_alike=least == most,
    )


def later_conclusion(
    costs: Costs,
    changed: Mapping[str, tuple[date, Decimal]],
    rate: ExchangeRate = US_DOLLARS,
) -> LaterConclusion:
    """Return what announced costs make of today's."""
    if len(costs) < 2 or not changed:  # noqa: PLR2004  # nothing is cheaper than nothing
        return LaterConclusion()
    after = {**costs, **{name: usd for name, (_, usd) in changed.items()}}
    cheapest = _names(after, min(after.values()))
    moves = [_move(name, day, usd, rate) for name, (day, usd) in changed.items()]
    is_alike = len(cheapest) == len(after)
    return LaterConclusion(moves=tuple(moves), cheapest=cheapest, all_alike=is_alike)


def _move(name: str, day: date, usd: Decimal, rate: ExchangeRate) -> PriceMove:
    cost = formatting.format_money(usd, rate)
    return PriceMove(day=formatting.format_long_day(day), name=name, cost=cost)


def _names(costs: Costs, usd: Decimal) -> tuple[str, ...]:
    return tuple(name for name, cost in costs.items() if cost == usd)


def _times(ratio: Decimal) -> str:
    if ratio < MULTIPLE_FROM:
        return ""
    if ratio >= MANY_TIMES:
        return f"{formatting.format_rough(round(ratio))} times"
    words = {Decimal("1.5"): "one and a half times", Decimal(2): "twice"}
    return words.get(ratio, f"{formatting.format_number(ratio)} times")
