"""Deployments: a model at a seller or on a machine, and what each has to meet (METHOD §1). Unknown on a must is no."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catalog import query
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import AnswersWithin, Known, MachineSize, Medium, Purpose, Region, Training
from wizard.decision.answers import Answers
from wizard.decision.options import Dropped
from wizard.decision.parts import PURPOSES, Part
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Country, OptionKind, Place, Review, WhyOut

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
        unread = self.work.reviewed is Review.NOBODY
        return unread and self.part.answers_within is AnswersWithin.SECONDS

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
    def bought_closed(self) -> bool:
        """Return whether a closed model is bought, whose licence is that of its seller."""
        return not self.own and self.model.open_weights is not Known.YES

    @property
    def size(self) -> MachineSize | None:
        """Return the smallest machine that holds the weights; None at an offer or where nobody says."""
        return MachineSize.holding(self.weights_gb) if self.weights_gb is not None else None

    def dropped(self, why: WhyOut, answer: Known) -> Dropped:
        return Dropped(
            kind=OptionKind.MACHINE if self.own else OptionKind.MODEL,
            tool=self.model.slug,
            offer=self.offer.slug if self.offer is not None else "",
            why=why,
            unknown=answer is Known.UNKNOWN,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """The deployments that may be used, and those that may not."""

    usable: tuple[Deployment, ...]
    dropped: tuple[Dropped, ...]


def sold(market: Market) -> Sold:
    """Return every deployment for a part of a job, parted by whether it meets all requirements."""
    always = [_always(market, kind) for kind in sorted(market.kinds)]
    usable: list[Deployment] = []
    dropped = [row for part in always for row in part.dropped]
    for at in (row for part in always for row in part.usable):
        failure = _failure(at, market)
        if failure is None:
            usable.append(at)
        else:
            dropped.append(failure)
    return Sold(usable=tuple(usable), dropped=tuple(dropped))


# ------------------------------------------------------ what does not depend on the owner's answers


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is on sale on a day for one kind of part: whatever a firm answers, this is the same."""

    on: date
    must_last: date
    purpose: Purpose
    inputs: tuple[Medium, ...]
    as_measured: bool  # machines: in the weights that were measured, and not the smallest set
    kind: OptionKind


def _always(market: Market, kind: OptionKind) -> Sold:
    shelf = Shelf(
        market.on,
        market.must_last,
        PURPOSES[market.part.kind],
        market.part.must_inputs,
        # At law and hurt a model runs as it was measured: how much worse smaller sets are nobody knows.
        market.work.stakes.severe,
        kind,
    )
    catalog = market.catalog
    return catalog.once(("method-shelf", shelf), lambda: _stocked(catalog, shelf))


def _stocked(catalog: Catalog, shelf: Shelf) -> Sold:
    usable, dropped = [], []
    for at in _deployments(catalog, shelf):
        failure = next(
            (
                at.dropped(why, answer)
                for why, requirement in STANDING.items()
                if (answer := requirement(at, catalog, shelf)) is not Known.YES
            ),
            None,
        )
        if failure is None:
            usable.append(at)
        else:
            dropped.append(failure)
    return Sold(usable=tuple(usable), dropped=tuple(dropped))


def _deployments(catalog: Catalog, shelf: Shelf) -> Iterator[Deployment]:
    for model in query.models_on_sale(catalog, shelf.on):
        if shelf.purpose not in model.purposes:
            continue
        if shelf.kind is OptionKind.MACHINE:
            yield from _on_machines(model, shelf)
            continue
        for offer in catalog.offers_of.get(model.slug, ()):
            yield Deployment(model=model, offer=offer)


def _on_machines(model: AiModel, shelf: Shelf) -> Iterator[Deployment]:
    """Yield a model whose weights can be downloaded."""
    if Known.NO in {model.open_weights, model.self_hosting}:
        return
    smallest = model.weights_gb
    measured = model.weights_gb_measured or smallest
    yield Deployment(model=model, weights_gb=measured if shelf.as_measured else smallest)


def _reads_inputs(at: Deployment, catalog: Catalog, shelf: Shelf) -> Known:
    answers = {query.reads(catalog, at.model, medium) for medium in shelf.inputs}
    if Known.NO in answers:
        return Known.NO
    return Known.UNKNOWN if Known.UNKNOWN in answers else Known.YES


def _allows_business(at: Deployment, _: Catalog, __: Shelf) -> Known:
    """Return whether the licence allows a firm's work. A closed model is licensed by buying it."""
    model = at.model
    if model.commercial_use is Known.NO:
        return Known.NO
    if at.bought_closed:
        return Known.YES
    if not at.own and model.commercial_use is Known.UNKNOWN:
        return Known.YES if model.licence else Known.UNKNOWN
    return model.commercial_use


def _lasts(at: Deployment, catalog: Catalog, shelf: Shelf) -> Known:
    sale = query.sale(catalog, at.offer or at.model, shelf.on)
    return _yes(not sale.over_by(shelf.must_last))


STANDING: Mapping[WhyOut, Callable[[Deployment, Catalog, Shelf], Known]] = {
    WhyOut.INPUTS: _reads_inputs,
    WhyOut.LICENCE: _allows_business,
    WhyOut.ENDS: _lasts,
}


# ------------------------------------------------------------------ what the owner's answers ask


def _failure(at: Deployment, market: Market) -> Dropped | None:
    """Return the first requirement that a deployment does not surely meet; None where it meets all."""
    for why, requirement in ASKED_FOR.items():
        answer = requirement(at, market)
        if answer is not Known.YES:
            return at.dropped(why, answer)
    return None


def _holds_length(at: Deployment, market: Market) -> Known:
    part = market.part
    length = query.takes_length(at.model, part.tokens_in, part.tokens_out)
    return Known.YES if length is Known.UNKNOWN and part.tokens <= SHORT_TOKENS else length


def _is_in_place(at: Deployment, market: Market) -> Known:
    if at.own:
        return (
            at.model.self_hosting if at.model.open_weights is Known.YES else at.model.open_weights
        )
    match market.work.place:
        case Place.OWN_SERVERS:
            return Known.NO
        case Place.EU:
            return query.eu_region(market.catalog, at.offer)
    return Known.YES


def _fits_machine(at: Deployment, market: Market) -> Known:
    if not at.own:
        return Known.YES
    largest = market.answers.machine or MachineSize.CARD
    if at.size is not None:
        return _yes(machine_size(at.size, market).order <= largest.order)
    # Of weights that nobody states the parameters say the least.
    least = (at.model.parameters_billion or Decimal(0)) * LEAST_GB_FOR_A_BILLION
    too_large = MachineSize.holding(least).order > largest.order
    return Known.NO if too_large else Known.UNKNOWN


def _licensed_here(at: Deployment, market: Market) -> Known:
    """Return whether the licence holds where the firm is."""
    if not at.model.licence_not_in or at.bought_closed:
        return Known.YES
    country = market.answers.country or Country.EU
    regions = {country.region, Region.EU if market.in_eu else None}
    return _yes(regions.isdisjoint(at.model.licence_not_in))


def _keeps_private(at: Deployment, market: Market) -> Known:
    if at.offer is None or not market.work.secrets:
        return Known.YES
    return KEEPS_PRIVATE[query.trains_on_inputs(market.catalog, at.offer)]


ASKED_FOR: Mapping[WhyOut, Callable[[Deployment, Market], Known]] = {
    WhyOut.PLACE: _is_in_place,
    WhyOut.LENGTH: _holds_length,
    WhyOut.MACHINE: _fits_machine,
    WhyOut.LICENCE_REGION: _licensed_here,
    WhyOut.TRAINING: _keeps_private,
}


def machine_size(size: MachineSize, market: Market) -> MachineSize:
    """Return the machine for a size: the one that stands there, a card where somebody waits or it is rented."""
    answers = market.answers
    if answers.machine_stands and answers.machine is not None:
        return max(size, answers.machine, key=lambda row: row.order)
    needs_card = market.in_seconds or market.answers.machine_rented
    if needs_card and size.order < MachineSize.CARD.order:
        return MachineSize.CARD
    return size


def _yes(condition: bool) -> Known:  # noqa: FBT001  # an answer
    return Known.YES if condition else Known.NO
