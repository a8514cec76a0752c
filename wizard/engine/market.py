"""What one catalog says on one day of models, sellers and prices, each thing worked out once for all plans alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from catalog.schema import AiModel, Catalog
from catalog.vocabulary import Branch, Known, PriceUnit
from wizard.engine import scoring
from wizard.engine.answers import Answers, Output
from wizard.engine.exits import refuses
from wizard.engine.offers import OFFER_REQUIREMENTS, training_wish
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Place, TrainingWish
from wizard.engine.workload import Need, PriceBook, needs

type Pricing = tuple[tuple[PriceUnit, Decimal], ...]
type Points = tuple[int, int]  # a mark, low and high


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One need of one output, as every plan that wants this output has it."""

    need: Need
    refused: bool
    signature: int


@dataclass(frozen=True, slots=True)
class Demands:
    """What an owner asks of sellers."""

    place: Place | None
    training: TrainingWish | None

    @classmethod
    def of(cls, answers: Answers, need: Need) -> "Demands":
        """Return the demands of these answers; those that rule nothing out are all one."""
        place = None if answers.place is Place.ANYWHERE else answers.place
        return cls(place, training_wish(answers, need))


class Way(NamedTuple):
    """One offer of a model that meets the demands, or none at all."""

    offer: str | None
    usd: Decimal | None
    open_points: int = 0


NO_OFFER = Way(None, None)


@dataclass(frozen=True, kw_only=True)
class Market:
    """A catalog on a day, with what has been read of it so far."""

    catalog: Catalog
    on: date
    signatures: dict[object, int] = field(default_factory=dict)  # shared where two catalogs are compared
    _parts: dict[object, tuple[Part, ...]] = field(default_factory=dict)
    _terms: dict[Demands, Mapping[str, int | None]] = field(default_factory=dict)
    _quality: dict[tuple[str, object], tuple[Points, bool]] = field(default_factory=dict)
    _usd: dict[tuple[Pricing, ...], dict[str, Decimal | None]] = field(default_factory=dict)
    _spans: dict[tuple[str, int, date], Points] = field(default_factory=dict)

    @cached_property
    def prices(self) -> PriceBook:
        """The prices in force."""
        return PriceBook(self.catalog, self.on)

    @cached_property
    def yardsticks(self) -> scoring.Yardsticks:
        """What scores are measured against."""
        return scoring.Yardsticks.of(self.catalog)

    def case(self, need: Need, demands: Demands) -> Case:
        """Return a need under demands as the rules read it."""
        answers = Answers(place=demands.place, training=demands.training)
        return Case(answers=answers, catalog=self.catalog, on=self.on, need=need, prices=self.prices)

    def parts_of(self, output: Output) -> tuple[Part, ...]:
        """Return what an output needs."""
        # What it is called and how many are wanted change nothing of that.
        alike = (output.key, output.use_case, output.medium, output.length, output.pictures_go_in)
        found = self._parts.get(alike)
        if found is None:
            wanted = needs(Answers(outputs=(replace(output, per_month=None, name=""),)), self.catalog)
            found = self._parts[alike] = tuple(
                Part(need=need, refused=refuses(self.catalog, need), signature=self._signature(need)) for need in wanted
            )
        return found

    def _signature(self, need: Need) -> int:
        """Return a number for all needs that every rule treats alike."""
        sides = (
            *(need.medium, need.transcript, need.inputs, need.tasks, need.ways),
            *(need.context_tokens, need.least_tokens),
        )
        return self.signatures.setdefault(sides, len(self.signatures))

    def quality(self, need: Need, model: AiModel) -> tuple[Points, bool]:
        """Return the mark for quality, and whether anybody has measured it."""
        key = (model.slug, need.tasks)
        if key not in self._quality:
            mark = scoring.quality(self.catalog, self.yardsticks, model, need.tasks)
            self._quality[key] = (mark.low, mark.high), mark.known
        return self._quality[key]

    def span(self, need: Need, model: AiModel, ends: date) -> Points:
        """Return the mark for room to grow where the pilot ends on a day."""
        tokens = need.context_tokens if need.branch is Branch.LANGUAGE else 0
        key = (model.slug, tokens, ends)
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = scoring.outwards(scoring.headroom_span(need, model, ends))
        return found

    def ways(self, need: Need) -> Callable[[AiModel], tuple[Way, ...]]:
        """Return what finds the offers of a model, the cheapest first, a price that nobody states last."""
        costs = self._costs_of(need.ways)

        def ways(model: AiModel) -> tuple[Way, ...]:
            found = [Way(offer.slug, costs(offer.slug)) for offer in self.catalog.offers_of.get(model.slug, ())]
            return tuple(sorted(found, key=lambda way: (way.usd is None, way.usd or 0, way.offer)))

        return ways

    def _costs_of(self, ways: tuple[Pricing, ...]) -> Callable[[str], Decimal | None]:
        """Return what finds the price of one result at an offer; many needs are priced alike."""
        known = self._usd.setdefault(ways, {})

        def cost(offer: str) -> Decimal | None:
            if offer not in known:
                known[offer] = self.prices.usd_by(offer, ways)
            return known[offer]

        return cost

    def terms_under(self, case: Case, demands: Demands) -> Mapping[str, int | None]:
        """Return how many points each offer leaves open, None where a demand rules it out."""
        found = self._terms.get(demands)
        if found is None:
            asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case)]
            rulings = {
                offer.slug: [requirement.judge(case, offer).meets for requirement in asked]
                for offer in self.catalog.offers
            }
            found = self._terms[demands] = {
                slug: None if Known.NO in meets else meets.count(Known.UNKNOWN) for slug, meets in rulings.items()
            }
        return found


def touched(old: Catalog, new: Catalog) -> frozenset[str]:
    """Return the models whose own row, offers, terms, prices or scores differ between two catalogs."""
    return frozenset(slug for slug in {*old.model, *new.model} if _behind(old, slug) != _behind(new, slug))


def _behind(catalog: Catalog, slug: str) -> tuple[object, ...]:
    offers = catalog.offers_of.get(slug, ())
    return (
        catalog.model.get(slug),
        offers,
        tuple(catalog.terms_of.get(offer.terms or "") for offer in offers),
        tuple(catalog.prices_of.get(offer.slug) for offer in offers),
        catalog.scores_of.get(slug),
    )
