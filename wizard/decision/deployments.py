"""Deployments: a model at a seller or on a machine, and what each must meet (METHOD §1).

An unknown on a must counts as no.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from catalog import query
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import (
    AnswersWithin,
    Known,
    Language,
    MachineSize,
    Medium,
    Purpose,
    Region,
    Training,
)
from wizard.decision.answers import Answers
from wizard.decision.options import Dropped
from wizard.decision.parts import PURPOSES, SPOKEN, Part
from wizard.decision.situation import Work
from wizard.decision.vocabulary import OptionKind, Place, Review, WhyOut

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

# What is required of a deployment, in order, each with whether it is met.
type Requirements = Iterator[tuple[WhyOut, Known]]


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
    def in_seconds(self) -> bool:
        """Return whether somebody waits for the answer.

        Whoever reads each result first does not.
        """
        unread = self.work.reviewed is Review.NOBODY
        return unread and self.part.answers_within is AnswersWithin.SECONDS

    @property
    def in_eu(self) -> bool:
        return self.work.place is Place.EU

    def licensed(self, model: AiModel) -> Known:
        """Return whether the licence of a model holds where the firm is."""
        regions = self.answers.regions | ({Region.EU} if self.in_eu else set())
        return _yes(regions.isdisjoint(model.licence_not_in))

    def may_speak(self, model: AiModel) -> Known:
        """Return whether a model may hear or speak the languages of the work.

        It does not where its maker names them all, and another is spoken.
        """
        names_all = bool(model.languages) and not model.languages_note
        return _yes(not (names_all and self.unsaid_languages(model)))

    def unsaid_languages(self, model: AiModel) -> frozenset[Language]:
        """Return the languages of a spoken part of which nobody says that a model knows them.

        English is what every one knows.
        """
        if self.part.kind not in SPOKEN:
            return frozenset()
        return frozenset(self.answers.languages) - {Language.ENGLISH, *model.languages}

    def takes_length(self, model: AiModel) -> Known:
        """Return whether a model takes what goes in and comes out.

        A short job asks nothing of its limits.
        """
        part = self.part
        length = query.takes_length(model, part.tokens_in, part.tokens_out)
        is_short = part.tokens <= SHORT_TOKENS
        return Known.YES if length is Known.UNKNOWN and is_short else length

    def machine_for(self, size: MachineSize) -> MachineSize:
        """Return the machine for a size.

        It is the one that stands there, or a card where somebody waits or it is rented.
        """
        answers = self.answers
        if answers.machine_stands and answers.machine is not None:
            return max(size, answers.machine, key=lambda row: row.order)
        needs_card = self.in_seconds or answers.machine_rented
        if needs_card and size.order < MachineSize.CARD.order:
            return MachineSize.CARD
        return size


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What is on sale on a day for one kind of part: whatever a firm answers, this is the same."""

    catalog: Catalog = field(compare=False)
    on: date
    must_last: date  # until which whatever is bought has to be on sale
    purpose: Purpose
    inputs: tuple[Medium, ...]
    # At law and hurt a model runs in the weights that were measured: how much worse smaller sets
    # are nobody knows.
    as_measured: bool

    @property
    def models(self) -> list[AiModel]:
        """Return the models on sale that are made for the part."""
        models = query.models_on_sale(self.catalog, self.on)
        return [model for model in models if self.purpose in model.purposes]

    def reads_inputs(self, model: AiModel) -> Known:
        answers = {query.reads(self.catalog, model, medium) for medium in self.inputs}
        if Known.NO in answers:
            return Known.NO
        return Known.UNKNOWN if Known.UNKNOWN in answers else Known.YES

    def lasts(self, subject: AiModel | Offer) -> Known:
        return _yes(not query.sale(self.catalog, subject, self.on).over_by(self.must_last))


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOffer:
    """A model that a seller runs."""

    kind: ClassVar = OptionKind.MODEL

    model: AiModel
    offer: Offer

    @property
    def slug(self) -> str:
        return self.offer.slug

    @property
    def is_closed(self) -> bool:
        """Return whether the licence is that of the seller: nobody else has the weights."""
        return self.model.open_weights is not Known.YES

    @property
    def allows_business(self) -> Known:
        """Return whether the licence allows a firm's work.

        A closed model is licensed by buying it.
        """
        allowed = self.model.commercial_use
        if allowed is Known.UNKNOWN and (self.is_closed or self.model.licence):
            return Known.YES
        return allowed

    def standing(self, shelf: Shelf) -> Requirements:
        """Yield what is required whatever the owner answers."""
        yield WhyOut.INPUTS, shelf.reads_inputs(self.model)
        yield WhyOut.LICENCE, self.allows_business
        yield WhyOut.ENDS, shelf.lasts(self.offer)

    def answered(self, market: Market) -> Requirements:
        """Yield what the owner's answers require."""
        catalog = market.catalog
        match market.work.place:
            case Place.OWN_SERVERS:
                yield WhyOut.PLACE, Known.NO
            case Place.EU:
                yield WhyOut.PLACE, query.eu_region(catalog, self.offer)
        yield WhyOut.LENGTH, market.takes_length(self.model)
        yield WhyOut.LANGUAGE, market.may_speak(self.model)
        if not self.is_closed:
            yield WhyOut.LICENCE_REGION, market.licensed(self.model)
        if market.work.secrets:
            yield WhyOut.TRAINING, KEEPS_PRIVATE[query.trains_on_inputs(catalog, self.offer)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMachine:
    """A model in one set of weights on a machine of the firm's."""

    kind: ClassVar = OptionKind.MACHINE
    slug: ClassVar = ""  # of no offer

    model: AiModel
    weights_gb: Decimal | None

    @property
    def size(self) -> MachineSize | None:
        """Return the smallest machine that holds the weights; None if their size is unknown."""
        return MachineSize.holding(self.weights_gb) if self.weights_gb is not None else None

    def standing(self, shelf: Shelf) -> Requirements:
        """Yield what is required whatever the owner answers."""
        yield WhyOut.INPUTS, shelf.reads_inputs(self.model)
        yield WhyOut.LICENCE, self.model.commercial_use
        yield WhyOut.ENDS, shelf.lasts(self.model)

    def answered(self, market: Market) -> Requirements:
        """Yield what the owner's answers require."""
        yield WhyOut.PLACE, self.model.open_weights
        yield WhyOut.PLACE, self.model.self_hosting
        yield WhyOut.LENGTH, market.takes_length(self.model)
        yield WhyOut.LANGUAGE, market.may_speak(self.model)
        yield WhyOut.MACHINE, self._fits(market)
        yield WhyOut.LICENCE_REGION, market.licensed(self.model)

    def _fits(self, market: Market) -> Known:
        largest = market.answers.machine or MachineSize.CARD
        if self.size is not None:
            return _yes(market.machine_for(self.size).order <= largest.order)
        # Of weights that nobody states the parameters say the least.
        least = (self.model.parameters_billion or Decimal(0)) * LEAST_GB_FOR_A_BILLION
        too_large = MachineSize.holding(least).order > largest.order
        return Known.NO if too_large else Known.UNKNOWN


type Deployment = AtOffer | OnMachine


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """The deployments that may be used, and those that may not."""

    usable: tuple[Deployment, ...]
    dropped: tuple[Dropped, ...]


def sold(market: Market) -> Sold:
    """Return every deployment for a part of a job, parted by whether it meets all requirements."""
    stock = [_stock(market, kind) for kind in sorted(market.kinds)]
    parted = _parted((at for row in stock for at in row.usable), lambda at: at.answered(market))
    standing = (row for part in stock for row in part.dropped)
    return Sold(usable=parted.usable, dropped=(*standing, *parted.dropped))


def _stock(market: Market, kind: OptionKind) -> Sold:
    """Return what is on sale for a kind of part, worked out once a day."""
    shelf = Shelf(
        catalog=market.catalog,
        on=market.on,
        must_last=market.starts + timedelta(days=RETIRES_WITHIN_DAYS),
        purpose=PURPOSES[market.part.kind],
        inputs=market.part.must_inputs,
        as_measured=market.work.stakes.severe,
    )
    rows = _on_machines if kind is OptionKind.MACHINE else _at_offers
    return market.catalog.once(
        ("method-shelf", kind, shelf),
        lambda: _parted(rows(shelf), lambda at: at.standing(shelf)),
    )


def _parted(rows: Iterable[Deployment], requirements: Callable[[Deployment], Requirements]) -> Sold:
    """Return the deployments that surely meet all requirements, and those that do not.

    Each of the latter comes with the first requirement that fails.
    """
    usable: list[Deployment] = []
    dropped: list[Dropped] = []
    for at in rows:
        failed = ((why, met) for why, met in requirements(at) if met is not Known.YES)
        why, met = next(failed, (None, Known.YES))
        if why is None:
            usable.append(at)
            continue
        is_unknown = met is Known.UNKNOWN
        out = Dropped(kind=at.kind, tool=at.model.slug, offer=at.slug, why=why, unknown=is_unknown)
        dropped.append(out)
    return Sold(usable=tuple(usable), dropped=tuple(dropped))


def _at_offers(shelf: Shelf) -> Iterator[Deployment]:
    for model in shelf.models:
        for offer in shelf.catalog.offers_of.get(model.slug, ()):
            yield AtOffer(model=model, offer=offer)


def _on_machines(shelf: Shelf) -> Iterator[Deployment]:
    """Yield the models whose weights can be downloaded."""
    for model in shelf.models:
        if Known.NO in {model.open_weights, model.self_hosting}:
            continue
        measured = model.weights_gb_measured or model.weights_gb
        yield OnMachine(model=model, weights_gb=measured if shelf.as_measured else model.weights_gb)


def _yes(condition: bool) -> Known:  # noqa: FBT001  # an answer
    return Known.YES if condition else Known.NO
