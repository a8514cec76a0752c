"""The hard requirements once more, the long way round: what the engine's answer is held against."""

from datetime import timedelta
from decimal import Decimal

from catalog import query
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import LANGUAGE_MEDIA, Known, Medium, Training
from tests.wizard.engine.strategies import ON
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Importance, Place, Sensitivity, TrainingWish


class Judge:
    """Holds a catalog's rows as they lie, and judges models by them."""

    def __init__(self, catalog: Catalog) -> None:
        """Sort the rows once."""
        self.terms = {row.slug: row for row in catalog.data_terms}
        self.offers: dict[str, list[Offer]] = {}
        for offer in catalog.offers:
            self.offers.setdefault(offer.model, []).append(offer)
        self.prices = {  # what a price of a day is, tests/agreement works out from the raw rows
            (offer.slug, price.unit): price.usd
            for offer in catalog.offers
            for price in query.prices(catalog, offer.slug, ON)
        }

    def broken(self, case: Case, model: AiModel) -> list[str]:
        """Return every hard requirement that a model is known to break."""
        need, told = case.need, case.answers
        begins = told.pilot_start or ON + timedelta(days=14)
        needed_until = begins + timedelta(days=7 * (told.pilot_weeks or 6) + 183)  # half a year's use after the pilot
        on_own_servers = told.place is Place.OWN_SERVERS
        found = {
            "on-sale": any(day is not None and day <= ON for day in (model.retires, model.gone_by)),
            "business-licence": model.commercial_use is Known.NO,
            "reads-inputs": bool(model.inputs) and not all(_goes_in(model, medium) for medium in need.inputs),
            "fits-length": need.medium in LANGUAGE_MEDIA
            and model.context_tokens is not None
            and model.context_tokens < need.least_tokens,
            "outlives-pilot": any(day is not None and day <= needed_until for day in (model.retires, model.gone_by)),
            "own-servers": on_own_servers and model.self_hosting is Known.NO,
            "offers": not on_own_servers and not self._can_be_bought(case, model),
        }
        return [rule for rule, breaks in found.items() if breaks]

    def _can_be_bought(self, case: Case, model: AiModel) -> bool:
        offers = self.offers.get(model.slug, [])
        return not offers or any(not self._refused(case, offer) for offer in offers)

    def _refused(self, case: Case, offer: Offer) -> bool:
        terms, told = self.terms.get(offer.terms or ""), case.answers
        if told.place is Place.EU:
            region = offer.eu_region if offer.eu_region is not Known.UNKNOWN or terms is None else terms.eu_region
            if region is Known.NO:
                return True
        private = told.sensitivity in {Sensitivity.PERSONAL, Sensitivity.CONFIDENTIAL}
        if (
            (private or told.training is TrainingWish.RULED_OUT)
            and terms is not None
            and terms.trains_on_inputs is Training.YES
        ):
            return True
        volume, budget = case.need.output.per_month, told.budget_usd
        if budget is None or told.budget_weight is not Importance.MUST:
            return False
        usd = self._unit_usd(case, offer)
        results = (volume.low + volume.high) / 2 if volume else 1
        return usd is not None and usd * results > budget

    def _unit_usd(self, case: Case, offer: Offer) -> Decimal | None:
        for way in case.need.ways:
            if all((offer.slug, unit) in self.prices for unit, _ in way):
                return sum((self.prices[offer.slug, unit] * amount for unit, amount in way), Decimal(0))
        return None


def _goes_in(model: AiModel, medium: Medium) -> bool:
    if medium in {Medium.CODE, Medium.DATA}:
        return Medium.TEXT in model.inputs
    return medium in model.inputs
