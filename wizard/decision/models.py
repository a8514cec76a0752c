"""Models as options: in each setting, at each offer or on a machine.

Only those count that pass every requirement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import hypot, inf
from typing import NamedTuple

from msgspec.structs import replace

from catalog.machines import hour_usd
from catalog.schema import AiModel, group_pairs
from catalog.vocabulary import AnswersWithin, MachineSize, PriceUnit
from catalog.workload import OFFICE_HOURS_A_MONTH
from wizard.decision.boards import (
    THINKING,
    WORDED,
    Z_95,
    Board,
    Judge,
    Rating,
    Setting,
    judge,
    lowest_in,
)
from wizard.decision.deployments import AtOffer, Deployment, Market, OnMachine, sold
from wizard.decision.fees import (
    CARE_HOURS,
    CARE_HOURS_STANDING,
    LEAST_BATCH_HOURS,
    Pricing,
    counted_effort,
    machine_hours,
    machines_needed,
)
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Dropped, Option, Strength
from wizard.decision.tools import on_machine
from wizard.decision.vocabulary import Builder, BuiltInto, Condition, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models that may be used for a part, as options, and those that may not."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    judge: Judge


def models(market: Market) -> Models:
    """Return every model that may be used for a part, by setting and by seller or machine."""
    parted = sold(market)
    names = {at.model.slug for at in parted.usable}
    by = judge(market.catalog, market.part, market.answers.languages, names)
    options = [option for at in parted.usable for option in _options(at, market, by)]
    options = _with_outdone(_without_lowest(options, market), market, by.board)
    return Models(options=tuple(options), dropped=parted.dropped, judge=by)


def _options(at: Deployment, market: Market, by: Judge) -> Iterator[Option]:
    """Yield an option for each setting of a model in which it has a price."""
    slug = at.model.slug
    settings = by.board.settings_of(slug)
    if market.part.is_short:
        settings = (min(settings, key=lambda row: _thinks(row, at)),)
    match at:
        case AtOffer():
            options = [_at_offer(at, market, by, *setting) for setting in settings]
        case OnMachine():
            # On a machine thinking costs nothing but time: the strongest setting is the one to run.
            options = [_on_machine(at, market, by, *max(settings, key=_log_odds))]
    yield from filter(None, options)


def _thinks(row: tuple[Setting, Rating | None], at: Deployment) -> int:
    return counted_effort(row[0].effort, at.model.reasoning).order


def _log_odds(row: tuple[Setting, Rating | None]) -> float:
    return row[1].strength.log_odds if row[1] is not None else -inf


# ----------------------------------------------------------------------------------- at a seller


def _at_offer(
    at: AtOffer, market: Market, by: Judge, setting: Setting, rating: Rating | None
) -> Option | None:
    effort = counted_effort(setting.effort, at.model.reasoning)
    pricing = Pricing(
        catalog=market.catalog,
        offer=at.offer,
        starts=market.starts,
        variant=rating.score.variant if rating is not None else "",
        in_eu=market.in_eu,
    )
    fee = pricing.fee(market.part, effort)
    if fee is None:
        return None
    light = "-light" if setting.light else ""
    under_secrecy = market.answers.secrecy and market.work.secrets
    into = market.answers.built_into or BuiltInto.SCRIPT
    return Option(
        key=f"{at.slug}/{setting.effort}{light}",
        kind=at.kind,
        tool=at.model.slug,
        maker=at.model.provider,
        included=0.0,
        result_usd=fee.usd,
        connecting_usd=GUESSES.connecting(into, market.work.wage_usd),
        care_hours=GUESSES.upkeep_hours[into],
        strength=rating.strength if rating is not None else None,
        speaks_language=by.speaks_language,
        # A preview, or thinking where somebody waits, is only tried beside another.
        challenger_only=at.model.preview or (effort in THINKING and market.in_seconds),
        needs_developer=market.answers.builder is not Builder.DEVELOPER,
        conditions=(Condition.SIGN_SECRECY,) if under_secrecy else (),
        offer=at.slug,
        prices=fee.prices,
    )


# ---------------------------------------------------------------------------------- on a machine


def _on_machine(
    at: OnMachine, market: Market, by: Judge, setting: Setting, rating: Rating | None
) -> Option | None:
    size = market.machine_for(at.size or MachineSize.CLUSTER)
    usd_hour = hour_usd(market.catalog, size)
    if usd_hour is None:
        return None
    hours = machine_hours(market.part, market.work.results, size)
    stands = market.answers.machine_stands
    tool = on_machine(at.model.slug, size)
    return Option(
        key=f"{tool}/{setting.effort}",
        kind=at.kind,
        tool=tool,
        maker=at.model.provider,
        seats_usd=0.0 if stands else _machine_usd(hours, usd_hour, market),
        connecting_usd=_installing_usd(market),
        care_hours=CARE_HOURS_STANDING if stands and size is MachineSize.PC else CARE_HOURS,
        strength=rating.strength if rating is not None else None,
        speaks_language=by.speaks_language,
        unknowns=(Unknown.LICENCE,) if _licence_asks(at.model) else (),
    )


def _machine_usd(hours: float, usd_hour: float, market: Market) -> float:
    """Return what machines cost a month, one more where one is full.

    Work overnight is paid by the hour, other work for office hours.
    """
    if market.part.answers_within is AnswersWithin.OVERNIGHT and market.answers.machine_rented:
        return max(hours, LEAST_BATCH_HOURS) * usd_hour
    return machines_needed(hours) * OFFICE_HOURS_A_MONTH * usd_hour


def _installing_usd(market: Market) -> float:
    """Return what setting a machine up costs; 0 for one that stands there.

    By hand it costs an installed chat window.
    """
    if market.answers.machine_stands and not market.built_in:
        return 0.0
    into = BuiltInto.INSTALLED
    if market.built_in:
        into = market.answers.built_into or BuiltInto.SCRIPT
    return GUESSES.connecting(into, market.work.wage_usd)


def _licence_asks(model: AiModel) -> bool:
    """Return whether the licence has a condition on the firm."""
    return bool(model.licence_condition) or model.licence_revenue_max_usd is not None


def _without_lowest(options: list[Option], market: Market) -> list[Option]:
    """Let a model among the lowest in a language of the work at most be tried.

    The same holds of one that speaks or hears, where nobody says that it knows the language; both
    only where another passes.
    """
    if market.part.kind not in WORDED:
        return options
    languages = set(market.answers.languages)
    lowest = frozenset[str]().union(*(lowest_in(market.catalog, name) for name in languages))
    models = [market.catalog.model[option.tool.partition("@")[0]] for option in options]
    is_low = [row.slug in lowest or bool(market.unsaid_languages(row)) for row in models]
    pairs = list(zip(options, is_low, strict=True))
    if all(low or option.challenger_only for option, low in pairs):
        return options
    return [replace(option, challenger_only=True) if low else option for option, low in pairs]


def _with_outdone(options: list[Option], market: Market, board: Board) -> list[Option]:
    """Mark a model of which its seller has a better one of the same maker for no more.

    The newer of two is better unless it was measured as surely worse.
    """
    rows = [_sold_model(option, market, board) for option in options]
    pairs = list(zip(options, rows, strict=True))
    namable = (row for option, row in pairs if row is not None and not option.challenger_only)
    shops = group_pairs((row.shop, row) for row in namable)
    return [
        option if row is None else replace(option, outdone=_is_outdone(row, shops))
        for option, row in pairs
    ]


class SoldModel(NamedTuple):
    """A measured model as its seller has it, which is nobody on a machine."""

    tool: str
    shop: tuple[str, str]  # its seller and its maker
    prices: Mapping[PriceUnit, float]
    strength: Strength
    released: date | None


def _sold_model(option: Option, market: Market, board: Board) -> SoldModel | None:
    """Return what an option sells; None where nobody measured the model."""
    strength = board.best_measured.get(option.tool)
    if strength is None:
        return None
    offer = market.catalog.offer.get(option.offer)
    return SoldModel(
        tool=option.tool,
        shop=("" if offer is None else offer.seller, option.maker),
        prices={price.rows[0].unit: price.usd for price in option.prices},
        strength=strength,
        released=market.catalog.model[option.tool].released,
    )


def _is_outdone(row: SoldModel, shops: Mapping[tuple[str, str], Iterable[SoldModel]]) -> bool:
    return any(_outdoes(other, row) for other in shops.get(row.shop, ()))


def _outdoes(other: SoldModel, row: SoldModel) -> bool:
    """Return whether another model is better for no more, whatever either of them thinks."""
    return other.tool != row.tool and _costs_no_more(other, row) and _is_better(other, row)


def _costs_no_more(other: SoldModel, row: SoldModel) -> bool:
    theirs, own = other.prices, row.prices
    if not own or own.keys() != theirs.keys():
        return False
    return all(theirs[unit] <= own[unit] for unit in own)


def _is_better(other: SoldModel, row: SoldModel) -> bool:
    theirs, own, released, before = other.strength, row.strength, other.released, row.released
    newer = 0 if released is None or before is None else (released > before) - (released < before)
    slack = newer * Z_95 * hypot(theirs.error, own.error)
    return theirs.log_odds + slack > own.log_odds


def without_unmeasured(options: Iterable[Option]) -> tuple[Option, ...]:
    """Let an unmeasured model be tried at most where a measured one passes."""
    rows = tuple(options)
    if not any(row.strength is not None and not row.challenger_only for row in rows):
        return rows
    return tuple(
        replace(row, challenger_only=True) if row.strength is None else row for row in rows
    )
