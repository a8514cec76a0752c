"""The hard requirements on offers: which sellers an answer rules out, and the cheapest of those that are left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog import query
from catalog.formatting import format_money
from catalog.parsing import Span
from catalog.schema import AiModel, Offer
from catalog.vocabulary import Known, Material, Training
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Told
from wizard.engine.requirements import Case, Offered
from wizard.engine.vocabulary import Importance, Place, Sensitivity, TrainingWish
from wizard.engine.workload import Need


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
    applies: Callable[[Case], bool]
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


WHO_SELLS = "Who sells it?"
OVER_BUDGET = ("costs more than your budget", "cost more than your budget")


# --- the terms


def _seller(case: Case, offer: Offer) -> str:
    return case.catalog.provider[offer.seller].name


def _in_eu(case: Case, offer: Offer) -> OfferRuling:
    """Return whether this very offer runs in the EU. That its seller has a region there too says nothing of this offer."""
    terms, seller = query.terms(case.catalog, offer), _seller(case, offer)
    region = query.eu_region(case.catalog, offer)
    if region is Known.UNKNOWN:
        return OfferRuling(meets=region, detail=f"Does {seller} process it in the EU only?")
    text = f"{seller}: EU region {region.label.lower()}."
    by_terms = offer.eu_region is Known.UNKNOWN and terms is not None and terms.eu_region is region
    fact = (
        cite.of_terms(case.catalog, terms, text, field="eu_region")
        if by_terms and terms is not None
        else cite.of_offer(case.catalog, offer, text, field="eu_region")
    )
    return OfferRuling(meets=region, detail=f"{seller} has no EU region", fact=fact)


_TRAINS: Mapping[Training, Known] = {
    Training.NO: Known.YES,
    Training.YES: Known.NO,
    Training.OPT_OUT: Known.YES,  # the owner switches it off
    Training.UNKNOWN: Known.UNKNOWN,
}
PRIVATE = {Sensitivity.PERSONAL, Sensitivity.CONFIDENTIAL}


def training_wish(answers: Answers, need: Need) -> TrainingWish | None:
    """Return whether sellers may train on what goes in: not on what the owner calls private.

    None is not said; then what usually goes into the use case decides, and only what it is has to be asked.
    """
    if answers.place is Place.OWN_SERVERS:
        return TrainingWish.FINE
    if answers.training is TrainingWish.RULED_OUT or answers.sensitivity in PRIVATE:
        return TrainingWish.RULED_OUT
    if answers.sensitivity is not None or answers.training is TrainingWish.FINE:
        return TrainingWish.FINE
    usual = set(need.use_case.material) if need.use_case else {Material.CODE} & {need.medium.value}
    private = not usual <= {Material.NONE}
    return None if private else TrainingWish.FINE


def _never_trains(case: Case, offer: Offer) -> OfferRuling:
    terms, seller = query.terms(case.catalog, offer), _seller(case, offer)
    trains = query.trains_on_inputs(case.catalog, offer)
    if terms is None or trains is Training.UNKNOWN:
        return OfferRuling(meets=Known.UNKNOWN, detail=f"Does {seller} train on what you send?")
    if trains is Training.YES and training_wish(case.answers, case.need) is None:
        return OfferRuling(meets=Known.UNKNOWN, detail=f"Is what you send public? {seller} trains on it, so may it?")
    says = trains.label.lower()
    text = f"{seller}, {terms.product}: trains on what customers send: {says}."
    return OfferRuling(
        meets=_TRAINS[trains],
        detail=f"{seller} trains on it",
        fact=cite.of_terms(case.catalog, terms, text, field="trains_on_inputs"),
    )


OFFER_REQUIREMENTS: tuple[OfferRequirement, ...] = (
    OfferRequirement(
        rule="eu-only",
        title=("has no EU region", "have no EU region"),
        applies=lambda case: case.answers.place is Place.EU,
        told=Told(question="place", text="The data must stay in the European Union."),
        judge=_in_eu,
    ),
    OfferRequirement(
        rule="no-training",
        title=("is sold only by firms that train on your data", "are sold only by firms that train on your data"),
        applies=lambda case: training_wish(case.answers, case.need) is not TrainingWish.FINE,
        told=Told(question="training", text="The seller may not train on what you send."),
        judge=_never_trains,
    ),
)


# --- the choice


def choose(case: Case, model: AiModel) -> Offered | Refused:
    """Return the offer to buy: of those with the fewest open points the cheapest, or why none will do."""
    asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case)]
    offers = case.catalog.offers_of.get(model.slug, ())
    if not offers:
        return Offered(open_points=(WHO_SELLS,))
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
        if limit_of(case.answers) is not None:
            points += (f"What does it cost at {_seller(case, offer)}?",)
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


def limit_of(answers: Answers) -> Decimal | None:
    """Return the dollars a month that fees must not exceed; None where no limit is a must, or nothing is bought."""
    bought = answers.place is not Place.OWN_SERVERS
    return answers.budget_usd if bought and answers.budget_weight is Importance.MUST else None


def fees(usd: Decimal, volume: Span | None) -> Decimal:
    """Return what counts against a limit a month: one result where nobody said how many there are."""
    return usd * volume.middle if volume else usd


def _over_budget(case: Case, offered: Offered) -> bool:
    limit = limit_of(case.answers) if case.limit is None else case.limit
    if limit is None or offered.unit_usd is None:
        return False
    return fees(offered.unit_usd, case.need.output.per_month) > limit


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
