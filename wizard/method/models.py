"""Models as options: in each setting, at each offer or on a machine, as far as they pass every requirement."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import inf

from catalog import query
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import AnswersWithin, Effort, Known, MachineSize, Region, Training
from wizard.method.answers import Answers
from wizard.method.boards import THINKING, Judge, Rating, Setting, judge, unmeasured
from wizard.method.fees import (
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
from wizard.method.guesses import GUESSES
from wizard.method.options import Dropped, Option, Strength
from wizard.method.parts import PURPOSES, Part
from wizard.method.situation import Work
from wizard.method.vocabulary import (
    BuiltInto,
    Condition,
    Country,
    OptionKind,
    Place,
    Review,
    Unknown,
    WhyOut,
)

RETIRES_WITHIN_DAYS = 183
# Ours: a job that reads at most so many tokens at once asks nothing of a model's limit.
SHORT_TOKENS = 16_000
# Of a parameter at least one bit is published.
LEAST_GB_FOR_A_BILLION = Decimal("0.125")
KEEPS_PRIVATE: Mapping[Training, Known] = {
    Training.NO: Known.YES,
    Training.OPT_OUT: Known.YES,
    Training.UNKNOWN: Known.UNKNOWN,
    Training.YES: Known.NO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What models are looked for in: the catalog on a day, for one part of a job."""

    catalog: Catalog
    on: date
    answers: Answers
    work: Work
    part: Part
    built_in: bool
    kinds: frozenset[OptionKind]  # of models at a seller and machines, those to look at

    @property
    def starts(self) -> date:
        """Return the first day of the plan; today where that day is over."""
        return max(self.answers.starts or self.on, self.on)

    @property
    def must_last(self) -> date:
        """Return the day until which whatever is bought has to be on sale."""
        return self.starts + timedelta(days=RETIRES_WITHIN_DAYS)

    @property
    def in_seconds(self) -> bool:
        """Return whether somebody waits for the answer; whoever reads each result first does not."""
        return (
            self.part.answers_within is AnswersWithin.SECONDS
            and self.work.reviewed is Review.NOBODY
        )

    @property
    def in_eu(self) -> bool:
        return self.work.place is Place.EU


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A model at an offer, or in one set of weights on a machine: what a requirement is asked of."""

    model: AiModel
    offer: Offer | None = None
    weights_gb: Decimal | None = None

    @property
    def own(self) -> bool:
        """Return whether the model runs on a machine of the firm's."""
        return self.offer is None

    @property
    def size(self) -> MachineSize | None:
        """Return the smallest machine that holds the weights; None at an offer or where nobody says."""
        return MachineSize.holding(self.weights_gb) if self.weights_gb is not None else None


# ------------------------------------------------------------------------------------ requirements


def _stays_on_sale(at: Deployment, market: Market) -> Known:
    sold = query.sale(market.catalog, at.offer or at.model, market.on)
    return _yes(not sold.over_by(market.must_last))


def _reads_inputs(at: Deployment, market: Market) -> Known:
    answers = {query.reads(market.catalog, at.model, medium) for medium in market.part.must_inputs}
    if Known.NO in answers:
        return Known.NO
    return Known.UNKNOWN if Known.UNKNOWN in answers else Known.YES


def _holds_length(at: Deployment, market: Market) -> Known:
    part = market.part
    length = query.takes_length(at.model, part.tokens_in, part.tokens_out)
    return Known.YES if length is Known.UNKNOWN and part.tokens <= SHORT_TOKENS else length


def _allows_business(at: Deployment, _: Market) -> Known:
    """Return whether the licence allows a firm's work. A closed model is licensed by buying it."""
    model = at.model
    if model.commercial_use is Known.NO:
        return Known.NO
    if not at.own and model.open_weights is not Known.YES:
        return Known.YES
    if not at.own and model.commercial_use is Known.UNKNOWN:
        return Known.YES if model.licence else Known.UNKNOWN
    return model.commercial_use


def _licensed_here(at: Deployment, market: Market) -> Known:
    """Return whether the licence holds where the firm is."""
    bought_closed = not at.own and at.model.open_weights is not Known.YES
    if not at.model.licence_not_in or bought_closed:
        return Known.YES
    country = market.answers.country or Country.EU
    regions = {country.region, Region.EU if market.in_eu else None}
    return _yes(regions.isdisjoint(at.model.licence_not_in))


def _is_in_place(at: Deployment, market: Market) -> Known:
    match market.work.place:
        case Place.OWN_SERVERS if not at.own:
            return Known.NO
        case Place.OWN_SERVERS:
            return _runs_on_own(at.model)
        case Place.EU if at.offer is not None:
            return query.eu_region(market.catalog, at.offer)
    return _runs_on_own(at.model) if at.own else Known.YES


def _runs_on_own(model: AiModel) -> Known:
    return model.self_hosting if model.open_weights is Known.YES else model.open_weights


def _fits_machine(at: Deployment, market: Market) -> Known:
    if not at.own:
        return Known.YES
    largest = market.answers.machine or MachineSize.CARD
    if at.size is not None:
        return _yes(_size(at.size, market).order <= largest.order)
    # Of weights that nobody states the parameters say the least.
    least = (at.model.parameters_billion or Decimal(0)) * LEAST_GB_FOR_A_BILLION
    too_large = MachineSize.holding(least).order > largest.order
    return Known.NO if too_large else Known.UNKNOWN


def _keeps_private(at: Deployment, market: Market) -> Known:
    if at.offer is None or not market.work.secrets:
        return Known.YES
    return KEEPS_PRIVATE[query.trains_on_inputs(market.catalog, at.offer)]


def _yes(condition: bool) -> Known:  # noqa: FBT001  # an answer
    return Known.YES if condition else Known.NO


# What a model at an offer or on a machine must meet. Unknown on a must is never advised.
REQUIREMENTS: Mapping[WhyOut, Callable[[Deployment, Market], Known]] = {
    WhyOut.INPUTS: _reads_inputs,
    WhyOut.LENGTH: _holds_length,
    WhyOut.PLACE: _is_in_place,
    WhyOut.MACHINE: _fits_machine,
    WhyOut.LICENCE_REGION: _licensed_here,
    WhyOut.LICENCE: _allows_business,
    WhyOut.TRAINING: _keeps_private,
    WhyOut.ENDS: _stays_on_sale,
}


def failing(at: Deployment, market: Market) -> Dropped | None:
    """Return the first requirement that a deployment does not surely meet; None where it meets all."""
    for why, requirement in REQUIREMENTS.items():
        answer = requirement(at, market)
        if answer is not Known.YES:
            return Dropped(
                kind=OptionKind.MACHINE if at.own else OptionKind.MODEL,
                tool=at.model.slug,
                offer=at.offer.slug if at.offer is not None else "",
                why=why,
                unknown=answer is Known.UNKNOWN,
            )
    return None


# ----------------------------------------------------------------------------------------- options


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models that may be used for a part, as options, and those that may not."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    judge: Judge


def models(market: Market) -> Models:
    """Return the models on sale for a part, in every setting, where each may be bought or run."""
    usable: list[Deployment] = []
    dropped: list[Dropped] = []
    for at in _deployments(market):
        failure = failing(at, market)
        if failure is None:
            usable.append(at)
        else:
            dropped.append(failure)
    names = {at.model.slug for at in usable}
    ranked = judge(market.catalog, market.part, market.answers.languages, names)
    options = [option for at in usable for option in _options(at, market, ranked)]
    return Models(options=tuple(options), dropped=tuple(dropped), judge=ranked)


def _deployments(market: Market) -> Iterator[Deployment]:
    purpose = PURPOSES[market.part.kind]
    for model in market.catalog.models:
        if (
            purpose not in model.purposes
            or not query.sale(market.catalog, model, market.on).on_sale
        ):
            continue
        if OptionKind.MODEL in market.kinds:
            for offer in market.catalog.offers_of.get(model.slug, ()):
                yield Deployment(model=model, offer=offer)
        if OptionKind.MACHINE in market.kinds:
            yield from _on_machines(model, market)


def _on_machines(model: AiModel, market: Market) -> Iterator[Deployment]:
    """Yield a model whose weights can be downloaded, in the smallest set that is published.

    At law and hurt it runs as it was measured: of smaller sets nobody knows how much worse they are.
    """
    if Known.NO in {model.open_weights, model.self_hosting}:
        return
    smallest = model.weights_gb
    measured = model.weights_gb_measured or smallest
    yield Deployment(model=model, weights_gb=measured if market.work.stakes.severe else smallest)


def _options(at: Deployment, market: Market, ranked: Judge) -> Iterator[Option]:
    """Yield an option for each setting of a model in which it has a price."""
    board = ranked.board
    settings = board.settings_of(at.model.slug) if board is not None else unmeasured(at.model.slug)
    if not at.own:
        for setting, rating in settings:
            option = _at_offer(at, market, setting, rating)
            if option is not None:
                yield replace(option, speaks_language=ranked.speaks_language)
        return
    # On a machine thinking costs nothing but time: the strongest setting is the one to run.
    setting, rating = max(settings, key=_log_odds)
    option = _on_machine(at, market, setting, rating)
    if option is not None:
        yield replace(option, speaks_language=ranked.speaks_language)


def _log_odds(row: tuple[Setting, Rating | None]) -> float:
    return row[1].strength.log_odds if row[1] is not None else -inf


def _at_offer(
    at: Deployment, market: Market, setting: Setting, rating: Rating | None
) -> Option | None:
    offer = at.offer
    if offer is None:
        return None
    effort = counted_effort(setting.effort, at.model.reasoning)
    pricing = Pricing(catalog=market.catalog, starts=market.starts)
    variant = rating.score.variant if rating is not None else ""
    fee = pricing.fee(offer, market.part, effort, variant, in_eu=market.in_eu)
    if fee is None:
        return None
    light = "-light" if setting.light else ""
    return Option(
        key=f"{offer.slug}/{setting.effort}{light}",
        kind=OptionKind.MODEL,
        solution="model",
        tool=at.model.slug,
        maker=at.model.provider,
        included=0.0,
        result_usd=fee.usd,
        connecting_usd=_connecting(market),
        strength=_strength(rating),
        challenger_only=_challenger_only(at, market, effort),
        conditions=_conditions(market),
        offer=offer.slug,
        prices=fee.prices,
    )


def _on_machine(
    at: Deployment, market: Market, setting: Setting, rating: Rating | None
) -> Option | None:
    size = _size(at.size or MachineSize.CLUSTER, market)
    rented = machines(market.catalog).get(size)
    if rented is None:
        return None
    hours = machine_hours(market.part, market.work.results, size)
    stands = market.answers.machine_stands
    usd = 0.0 if stands else _machine_usd(hours, rented.usd_hour, market)
    unknowns = (Unknown.LICENCE,) if _licence_asks(at.model) else ()
    return Option(
        key=f"{at.model.slug}@{size}/{setting.effort}",
        kind=OptionKind.MACHINE,
        solution="machine",
        tool=f"{at.model.slug}@{size}",
        maker=at.model.provider,
        seats_usd=usd,
        connecting_usd=_machine_connecting(market),
        care_hours=CARE_HOURS_STANDING if stands else CARE_HOURS,
        strength=_strength(rating),
        unknowns=unknowns,
    )


def _machine_usd(hours: float, usd_hour: float, market: Market) -> float:
    """Return what machines cost a month: by the hour for work overnight, else in office hours, one more where one is full."""
    if market.part.answers_within is AnswersWithin.OVERNIGHT and market.answers.machine_rented:
        return max(hours, LEAST_BATCH_HOURS) * usd_hour
    return machines_needed(hours) * OFFICE_HOURS * usd_hour


def _connecting(market: Market) -> float:
    into = market.answers.built_into or BuiltInto.SCRIPT
    return GUESSES.connecting_usd[into]


def _machine_connecting(market: Market) -> float:
    """Return what setting a machine up costs: one that stands there nothing, by hand an installed chat window."""
    if market.answers.machine_stands and not market.built_in:
        return 0.0
    return _connecting(market) if market.built_in else GUESSES.connecting_usd[BuiltInto.INSTALLED]


def _size(size: MachineSize, market: Market) -> MachineSize:
    """Return a size of machine, or a card where somebody waits or it is rented."""
    needs_card = market.in_seconds or market.answers.machine_rented
    if needs_card and size.order < MachineSize.CARD.order:
        return MachineSize.CARD
    return size


def _licence_asks(model: AiModel) -> bool:
    """Return whether the licence has a condition on the firm."""
    return bool(model.licence_condition) or model.licence_revenue_max_usd is not None


def _challenger_only(at: Deployment, market: Market, effort: Effort) -> bool:
    """Return whether an option may only be tried beside another: a preview, or thinking where somebody waits."""
    thinks = effort in THINKING and market.in_seconds
    return at.model.preview or thinks


def _strength(rating: Rating | None) -> Strength | None:
    return rating.strength if rating is not None else None


def _conditions(market: Market) -> tuple[Condition, ...]:
    """Return what has to be done before a seller gets the first case."""
    under_secrecy = market.answers.secrecy and market.work.secrets
    return (Condition.SIGN_SECRECY,) if under_secrecy else ()


def without_unmeasured(options: Iterable[Option]) -> tuple[Option, ...]:
    """Let an unmeasured model be tried at most where a measured one passes."""
    rows = tuple(options)
    if not any(row.strength is not None and not row.challenger_only for row in rows):
        return rows
    return tuple(
        replace(row, challenger_only=True) if row.strength is None else row for row in rows
    )
