"""The hard requirements on offers: which sellers an answer rules out, and the cheapest of those that are left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.facts import AiModel, DataTerms, Offer
from catalog.formatting import format_money
from catalog.vocabulary import Known, Training
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Told
from wizard.engine.requirements import Case, Offered
from wizard.engine.vocabulary import Importance, Place, TrainingWish


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRuling:
    """Whether an offer meets a requirement: the detail that rules it out, or the point that nobody could confirm."""

    meets: Known
    detail: str = ""
    fact: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRequirement:
    """A requirement on an offer: the seller's terms decide, and one good offer is enough."""

    rule: str
    title: tuple[str, str]  # what dropped models have in common, of one and of several
    applies: Callable[[Answers], bool]
    told: Told
    judge: Callable[[Case, Offer], OfferRuling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why none of a model's offers will do."""

    rule: str
    title: tuple[str, str]
    told: Told
    detail: str
    fact: Fact | None


OVER_BUDGET = ("costs more than your budget", "cost more than your budget")


# --- the terms


def _terms_of(case: Case, offer: Offer) -> DataTerms | None:
    """Return the data terms under which an offer is sold, if they are on file."""
    return case.catalog.terms_of.get(offer.terms) if offer.terms else None


def _seller(case: Case, offer: Offer) -> str:
    return case.catalog.provider[offer.seller].name


def _in_eu(case: Case, offer: Offer) -> OfferRuling:
    """Let the offer's own row speak first, then the seller's terms."""
    terms = _terms_of(case, offer)
    seller = _seller(case, offer)
    if offer.eu_region is not Known.UNKNOWN:
        fact = cite.of_offer(
            case.catalog, offer, f"{seller}: EU region {offer.eu_region.label.lower()}.", field="eu_region"
        )
        return OfferRuling(meets=offer.eu_region, detail=f"{seller} has no EU region", fact=fact)
    if terms is not None and terms.eu_region is not Known.UNKNOWN:
        fact = cite.of_terms(
            case.catalog, terms, f"{seller}: EU region {terms.eu_region.label.lower()}.", field="eu_region"
        )
        return OfferRuling(meets=terms.eu_region, detail=f"{seller} has no EU region", fact=fact)
    return OfferRuling(meets=Known.UNKNOWN, detail="No seller’s page states an EU region.")


_TRAINS: Mapping[Training, Known] = {
    Training.NO: Known.YES,
    Training.YES: Known.NO,
    Training.OPT_OUT: Known.UNKNOWN,
    Training.UNKNOWN: Known.UNKNOWN,
}


def _never_trains(case: Case, offer: Offer) -> OfferRuling:
    terms = _terms_of(case, offer)
    seller = _seller(case, offer)
    if terms is None or terms.trains_on_inputs is Training.UNKNOWN:
        return OfferRuling(meets=Known.UNKNOWN, detail="Nobody has read whether its sellers train on what you send.")
    if terms.trains_on_inputs is Training.OPT_OUT:
        return OfferRuling(meets=Known.UNKNOWN, detail=f"{seller} trains on what you send unless you object.")
    says = terms.trains_on_inputs.label.lower()
    text = f"{seller}, {terms.product}: trains on what customers send: {says}."
    return OfferRuling(
        meets=_TRAINS[terms.trains_on_inputs],
        detail=f"{seller} trains on it",
        fact=cite.of_terms(case.catalog, terms, text, field="trains_on_inputs"),
    )


OFFER_REQUIREMENTS: tuple[OfferRequirement, ...] = (
    OfferRequirement(
        rule="eu-only",
        title=("has no EU region", "have no EU region"),
        applies=lambda answers: answers.place is Place.EU,
        told=Told(question="place", text="The data must stay in the European Union."),
        judge=_in_eu,
    ),
    OfferRequirement(
        rule="no-training",
        title=("is sold only by firms that train on your data", "are sold only by firms that train on your data"),
        applies=lambda answers: answers.training is TrainingWish.RULED_OUT and answers.place is not Place.OWN_SERVERS,
        told=Told(question="training", text="The seller may not train on what you send."),
        judge=_never_trains,
    ),
)


# --- the choice


def choose(case: Case, model: AiModel) -> Offered | Refused:
    """Return the offer to buy: of those with the fewest open points the cheapest, or why none will do.

    Over budget counts only where every offer that is left states a price: an unknown price drops nobody.
    """
    asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case.answers)]
    offers = case.catalog.offers_of.get(model.slug, ())
    if not offers:
        points = tuple(_nothing_on_file(requirement) for requirement in asked)
        return Offered(open_points=points)
    left = [offered for offer in offers if (offered := _offered(case, offer, asked)) is not None]
    if not left:
        return _refused(case, offers, asked)
    payable = [offered for offered in left if not _over_budget(case, offered)]
    if not payable:
        return _too_dear(case, model, min(left, key=_order))
    return min(payable, key=lambda offered: (len(offered.open_points), *_order(offered)))


def list_price(case: Case, model: AiModel) -> Decimal | None:
    """Return what one result costs at the model's cheapest seller, whatever the owner demands of sellers."""
    costs = (case.prices.unit_usd(offer.slug, case.need) for offer in case.catalog.offers_of.get(model.slug, ()))
    return min((cost[0] for cost in costs if cost is not None), default=None)


def _nothing_on_file(requirement: OfferRequirement) -> str:
    wish = "an EU region" if requirement.rule == "eu-only" else "whether it trains on what you send"
    return f"No seller is on file, so nobody states {wish}."


def _order(offered: Offered) -> tuple[bool, Decimal, str]:
    """Cheapest first, a price that nobody states last; ties end on slug."""
    slug = offered.offer.slug if offered.offer else ""
    return offered.unit_usd is None, offered.unit_usd or Decimal(0), slug


def _offered(case: Case, offer: Offer, asked: Sequence[OfferRequirement]) -> Offered | None:
    """Return what an offer costs and leaves open; None where a requirement rules it out."""
    points: tuple[str, ...] = ()
    for requirement in asked:
        ruling = requirement.judge(case, offer)
        if ruling.meets is Known.NO:
            return None
        if ruling.meets is Known.UNKNOWN:
            points += (ruling.detail,)
    cost = case.prices.unit_usd(offer.slug, case.need)
    if cost is None:
        return Offered(offer=offer, open_points=points)
    return Offered(offer=offer, unit_usd=cost[0], prices=cost[1], open_points=points)


def _refused(case: Case, offers: Sequence[Offer], asked: Sequence[OfferRequirement]) -> Refused:
    """Blame the requirement that most offers fail; ties go to the one asked first."""
    failures = {
        requirement.rule: [ruling for offer in offers if (ruling := requirement.judge(case, offer)).meets is Known.NO]
        for requirement in asked
    }
    blamed = max(asked, key=lambda requirement: len(failures[requirement.rule]))
    first = failures[blamed.rule][0]
    return Refused(rule=blamed.rule, title=blamed.title, told=blamed.told, detail=first.detail, fact=first.fact)


def _month(case: Case, offered: Offered) -> Decimal | None:
    volume = case.need.output.per_month
    return None if offered.unit_usd is None or volume is None else volume.middle * offered.unit_usd


def _over_budget(case: Case, offered: Offered) -> bool:
    budget, volume = case.answers.budget_usd, case.need.output.per_month
    if case.answers.budget_weight is not Importance.MUST or budget is None or volume is None or offered.offer is None:
        return False
    usd = case.prices.least_usd(offered.offer.slug, case.need)
    return usd is not None and volume.middle * usd > budget


def _too_dear(case: Case, model: AiModel, cheapest: Offered) -> Refused:
    return Refused(
        rule="within-budget",
        title=OVER_BUDGET,
        told=Told(
            question="budget", text=f"At most {format_money(case.answers.budget_usd or Decimal(0))} a month, a must."
        ),
        detail=f"about {format_money(_month(case, cheapest) or Decimal(0))} a month",
        fact=cite.of_price(case.catalog, cheapest.prices[0], model),
    )
