"""Models as options: in each setting, at each offer or on a machine, as far as they pass every requirement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from catalog.schema import AiModel
from catalog.vocabulary import AnswersWithin, MachineSize
from wizard.decision.boards import THINKING, Judge, Rating, Setting, judge, unmeasured
from wizard.decision.deployments import Deployment, Market, machine_size, sold
from wizard.decision.fees import (
    CARE_HOURS,
    CARE_HOURS_STANDING,
    LEAST_BATCH_HOURS,
    OFFICE_HOURS,
    Pricing,
    counted_effort,
    machine_hours,
    machines,
    machines_needed,
)
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Dropped, Option, Strength
from wizard.decision.vocabulary import Builder, BuiltInto, Condition, OptionKind, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models that may be used for a part, as options, and those that may not."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    judge: Judge


def models(market: Market) -> Models:
    """Return the models on sale for a part, in every setting, where each may be bought or run."""
    parted = sold(market)
    names = {at.model.slug for at in parted.usable}
    board = judge(market.catalog, market.part, market.answers.languages, names)
    options = [option for at in parted.usable for option in _options(at, market, board)]
    return Models(options=tuple(options), dropped=parted.dropped, judge=board)


def _options(at: Deployment, market: Market, by: Judge) -> Iterator[Option]:
    """Yield an option for each setting of a model in which it has a price."""
    slug = at.model.slug
    settings = by.board.settings_of(slug) if by.board is not None else unmeasured(slug)
    if at.own:
        # On a machine thinking costs nothing but time: the strongest setting is the one to run.
        settings = (max(settings, key=_log_odds),)
    for setting, rating in settings:
        option = (_on_machine if at.own else _at_offer)(at, market, setting, rating)
        if option is not None:
            yield option if by.speaks_language else replace(option, speaks_language=False)


def _log_odds(row: tuple[Setting, Rating | None]) -> float:
    return row[1].strength.log_odds if row[1] is not None else -inf


def _strength(rating: Rating | None) -> Strength | None:
    return rating.strength if rating is not None else None


# ----------------------------------------------------------------------------------- at a seller


def _at_offer(
    at: Deployment, market: Market, setting: Setting, rating: Rating | None
) -> Option | None:
    if at.offer is None:
        return None
    effort = counted_effort(setting.effort, at.model.reasoning)
    pricing = Pricing(catalog=market.catalog, starts=market.starts)
    variant = rating.score.variant if rating is not None else ""
    fee = pricing.fee(at.offer, market.part, effort, variant, in_eu=market.in_eu)
    if fee is None:
        return None
    light = "-light" if setting.light else ""
    under_secrecy = market.answers.secrecy and market.work.secrets
    return Option(
        key=f"{at.offer.slug}/{setting.effort}{light}",
        kind=OptionKind.MODEL,
        solution="model",
        tool=at.model.slug,
        maker=at.model.provider,
        included=0.0,
        result_usd=fee.usd,
        connecting_usd=GUESSES.connecting_usd[market.answers.built_into or BuiltInto.SCRIPT],
        care_hours=GUESSES.upkeep_hours[market.answers.built_into or BuiltInto.SCRIPT],
        strength=_strength(rating),
        # A preview, or thinking where somebody waits, is only tried beside another.
        challenger_only=at.model.preview or (effort in THINKING and market.in_seconds),
        needs_developer=market.answers.builder is not Builder.DEVELOPER,
        conditions=(Condition.SIGN_SECRECY,) if under_secrecy else (),
        offer=at.offer.slug,
        prices=fee.prices,
    )


# ---------------------------------------------------------------------------------- on a machine


def _on_machine(
    at: Deployment, market: Market, setting: Setting, rating: Rating | None
) -> Option | None:
    size = machine_size(at.size or MachineSize.CLUSTER, market)
    rented = machines(market.catalog).get(size)
    if rented is None:
        return None
    hours = machine_hours(market.part, market.work.results, size)
    stands = market.answers.machine_stands
    return Option(
        key=f"{at.model.slug}@{size}/{setting.effort}",
        kind=OptionKind.MACHINE,
        solution="machine",
        tool=f"{at.model.slug}@{size}",
        maker=at.model.provider,
        seats_usd=0.0 if stands else _machine_usd(hours, rented.usd_hour, market),
        connecting_usd=_installing_usd(market),
        care_hours=CARE_HOURS_STANDING if stands and size is MachineSize.PC else CARE_HOURS,
        strength=_strength(rating),
        unknowns=(Unknown.LICENCE,) if _licence_asks(at.model) else (),
    )


def _machine_usd(hours: float, usd_hour: float, market: Market) -> float:
    """Return what machines cost a month: by the hour for work overnight, else in office hours, one more where one is full."""
    if market.part.answers_within is AnswersWithin.OVERNIGHT and market.answers.machine_rented:
        return max(hours, LEAST_BATCH_HOURS) * usd_hour
    return machines_needed(hours) * OFFICE_HOURS * usd_hour


def _installing_usd(market: Market) -> float:
    """Return what setting a machine up costs: one that stands there nothing, by hand an installed chat window."""
    if market.built_in:
        return GUESSES.connecting_usd[market.answers.built_into or BuiltInto.SCRIPT]
    return 0.0 if market.answers.machine_stands else GUESSES.connecting_usd[BuiltInto.INSTALLED]


def _licence_asks(model: AiModel) -> bool:
    """Return whether the licence has a condition on the firm."""
    return bool(model.licence_condition) or model.licence_revenue_max_usd is not None


def without_unmeasured(options: Iterable[Option]) -> tuple[Option, ...]:
    """Let an unmeasured model be tried at most where a measured one passes."""
    rows = tuple(options)
    if not any(row.strength is not None and not row.challenger_only for row in rows):
        return rows
    return tuple(
        replace(row, challenger_only=True) if row.strength is None else row for row in rows
    )
