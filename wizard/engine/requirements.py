"""The hard requirements: which models an answer drops, which stay open because nobody knows, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from catalog.facts import AiModel, Catalog, DataTerms, Offer, Price
from catalog.vocabulary import Branch, Known, Medium, Training
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Told
from wizard.engine.vocabulary import FactKind, Importance, Place, TrainingWish
from wizard.engine.words import day, listed, lower_first, money
from wizard.engine.workload import Need, PriceBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One need of one owner on one day: what every requirement looks at."""

    answers: Answers
    catalog: Catalog
    on: date
    need: Need
    prices: PriceBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a requirement says of a model: it drops it, it leaves a point open, or neither."""

    dropped: str = ""  # the detail that drops it
    open_point: str = ""  # what nobody could confirm
    fact: Fact | None = None


PASSED = Ruling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A requirement on a model itself. `asked` is None where the rule holds for everybody."""

    rule: str
    title: tuple[str, str]  # what dropped models have in common, of one and of several: "ends …", "end …"
    asked: Callable[[Case], Told | None]
    judge: Callable[[Case, AiModel], Ruling]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRequirement:
    """A requirement on an offer: the seller's terms decide, and one good offer is enough."""

    rule: str
    title: tuple[str, str]
    applies: Callable[[Answers], bool]
    asked: Callable[[Case], Told]
    judge: Callable[[Case, Offer], tuple[Known, str, Fact | None]]
    open_point: str


def _always(question: str, text: str) -> Callable[[Case], Told | None]:
    return lambda _: Told(question=question, text=text)


def _told_output(case: Case) -> Told:
    return Told(question="outputs", text=f"{case.need.name} should come out.")


def _told_inputs(case: Case) -> Told:
    return Told(
        question="outputs", text=f"{listed([lower_first(i.label) for i in case.need.inputs])} go in.".capitalize()
    )


def _told_pilot(case: Case) -> Told:
    return Told(question="schedule", text=f"The pilot ends on {day(case.answers.pilot_ends(case.on))}.")


# --- on the model itself


def _on_sale(case: Case, model: AiModel) -> Ruling:
    if not model.retired(case.on):
        return PASSED
    text = f"{model.name} has been off sale since {day(model.retires or case.on)}."
    return Ruling(dropped=f"since {day(model.retires or case.on)}", fact=_cite(case, model, "retires", text))


def _business_licence(case: Case, model: AiModel) -> Ruling:
    if model.commercial_use is not Known.NO:
        return PASSED
    licence = model.licence or "its licence"
    return Ruling(
        dropped=licence, fact=_cite(case, model, "licence", f"{model.name}: {licence} does not allow business use.")
    )


def _reads_inputs(case: Case, model: AiModel) -> Ruling:
    verdicts = [(medium, model.reads(medium)) for medium in case.need.inputs]
    missing = list(dict.fromkeys(_plain(medium) for medium, known in verdicts if known is Known.NO))
    if missing:
        takes = listed([medium.label.lower() for medium in model.inputs])
        return Ruling(
            dropped=f"takes no {listed(missing, word='or')}",
            fact=_cite(case, model, "inputs", f"{model.name} takes {takes}."),
        )
    if any(known is Known.UNKNOWN for _, known in verdicts):
        return Ruling(open_point="What can go in is not stated.")
    return PASSED


def _plain(medium: Medium) -> str:
    """Return a medium as what goes in; code and tables go in as text."""
    return (Medium.TEXT if medium in {Medium.CODE, Medium.DATA} else medium).label.lower()


def _fits_length(case: Case, model: AiModel) -> Ruling:
    if not case.need.context_tokens or case.need.branch is not Branch.LANGUAGE:
        return PASSED
    if model.context_tokens is None:
        return Ruling(open_point="How much it can hold at once is not stated.")
    if model.context_tokens >= case.need.context_tokens:
        return PASSED
    return Ruling(
        dropped=f"holds {model.context_tokens:,} tokens",
        fact=_cite(case, model, "context", f"{model.name} holds {model.context_tokens:,} tokens at once."),
    )


def _outlives_pilot(case: Case, model: AiModel) -> Ruling:
    if model.retires is None or model.retires > case.answers.pilot_ends(case.on):
        return PASSED
    return Ruling(
        dropped=f"ends {day(model.retires)}",
        fact=_cite(case, model, "retires", f"{model.name} ends on {day(model.retires)}."),
    )


def _own_servers(case: Case, model: AiModel) -> Ruling:
    if case.answers.place is not Place.OWN_SERVERS or model.self_hosting is Known.YES:
        return PASSED
    if model.self_hosting is Known.UNKNOWN:
        return Ruling(open_point="Nobody states whether it can run on your own servers.")
    return Ruling(
        dropped="only at its sellers",
        fact=_cite(case, model, "weights", f"{model.name} cannot be downloaded and run on your own servers."),
    )


def _told_place(case: Case) -> Told | None:
    place = case.answers.place
    return Told(question="place", text=f"It may run: {lower_first(place.label)}.") if place else None


def _told_training(_: Case) -> Told:
    return Told(question="training", text="The seller may not train on what you send.")


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(rule="on-sale", title=("is no longer sold", "are no longer sold"), asked=_told_output, judge=_on_sale),
    Requirement(
        rule="business-licence",
        title=("forbids business use", "forbid business use"),
        asked=_always("outputs", "The result is for your business."),
        judge=_business_licence,
    ),
    Requirement(
        rule="reads-inputs",
        title=("cannot take in what you have", "cannot take in what you have"),
        asked=_told_inputs,
        judge=_reads_inputs,
    ),
    Requirement(
        rule="fits-length",
        title=("is too small for your input", "are too small for your input"),
        asked=lambda case: Told(question="length", text=f"About {case.need.context_tokens:,} tokens go in and out."),
        judge=_fits_length,
    ),
    Requirement(
        rule="outlives-pilot",
        title=("ends before the pilot does", "end before the pilot does"),
        asked=_told_pilot,
        judge=_outlives_pilot,
    ),
    Requirement(
        rule="own-servers",
        title=("cannot run on your own servers", "cannot run on your own servers"),
        asked=_told_place,
        judge=_own_servers,
    ),
)


# --- on its offers


def terms_of(case: Case, offer: Offer) -> DataTerms | None:
    """Return the data terms under which an offer is sold, if they are on file."""
    return case.catalog.terms_of.get(offer.terms) if offer.terms else None


def _seller(case: Case, offer: Offer) -> str:
    return case.catalog.provider[offer.seller].name


def _in_eu(case: Case, offer: Offer) -> tuple[Known, str, Fact | None]:
    terms = terms_of(case, offer)
    for row_says, source in ((offer.eu_region, offer), (terms.eu_region if terms else Known.UNKNOWN, terms)):
        if row_says is Known.UNKNOWN or source is None:
            continue
        text = f"{_seller(case, offer)}: EU region {row_says.label.lower()}."
        if isinstance(source, Offer):
            fact = cite.fact(
                case.catalog,
                kind=FactKind.OFFER,
                subject=offer.slug,
                aspect="terms",
                text=text,
                source=offer.source,
                as_of=offer.as_of,
            )
        else:
            fact = cite.of_terms(case.catalog, source, text)
        return row_says, f"{_seller(case, offer)} has no EU region", fact
    return Known.UNKNOWN, "", None


_TRAINS: Mapping[Training, Known] = {
    Training.NO: Known.YES,
    Training.YES: Known.NO,
    Training.OPT_OUT: Known.UNKNOWN,
    Training.UNKNOWN: Known.UNKNOWN,
}


def _never_trains(case: Case, offer: Offer) -> tuple[Known, str, Fact | None]:
    terms = terms_of(case, offer)
    if terms is None:
        return Known.UNKNOWN, "", None
    text = f"{_seller(case, offer)}, {terms.product}: trains on what customers send: {terms.trains_on_inputs.label.lower()}."
    return (
        _TRAINS[terms.trains_on_inputs],
        f"{_seller(case, offer)} trains on it",
        cite.of_terms(case.catalog, terms, text),
    )


OFFER_REQUIREMENTS: tuple[OfferRequirement, ...] = (
    OfferRequirement(
        rule="eu-only",
        title=("has no EU region", "have no EU region"),
        applies=lambda answers: answers.place is Place.EU,
        asked=lambda _: Told(question="place", text="The data must stay in the European Union."),
        judge=_in_eu,
        open_point="No seller’s page states an EU region.",
    ),
    OfferRequirement(
        rule="no-training",
        title=("is sold only by firms that train on your data", "are sold only by firms that train on your data"),
        applies=lambda answers: answers.training is TrainingWish.RULED_OUT and answers.place is not Place.OWN_SERVERS,
        asked=_told_training,
        judge=_never_trains,
        open_point="Nobody has read whether its sellers train on what you send.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The cheapest way to buy a model that no requirement forbids."""

    offer: Offer | None = None
    unit_usd: Decimal | None = None
    prices: tuple[Price, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that the requirements say of one model."""

    model: AiModel
    dropped_by: str = ""  # a rule's slug
    title: tuple[str, str] = ("", "")
    told: Told | None = None
    detail: str = ""
    fact: Fact | None = None
    open_points: tuple[str, ...] = ()
    offered: Offered = field(default_factory=Offered)


def judge(case: Case, model: AiModel) -> Judgement:
    """Return what the requirements say of a model: the first that drops it, or what stays open and what it costs."""
    open_points: list[str] = []
    for requirement in REQUIREMENTS:
        ruling = requirement.judge(case, model)
        if ruling.dropped:
            return Judgement(
                model=model,
                dropped_by=requirement.rule,
                title=requirement.title,
                told=requirement.asked(case),
                detail=ruling.dropped,
                fact=ruling.fact,
            )
        if ruling.open_point:
            open_points.append(ruling.open_point)
    if case.answers.place is Place.OWN_SERVERS:
        return Judgement(model=model, open_points=tuple(open_points))
    return _judge_offers(case, model, open_points)


def _judge_offers(case: Case, model: AiModel, open_points: list[str]) -> Judgement:
    offers = case.catalog.offers_of.get(model.slug, ())
    asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case.answers)]
    left: list[tuple[int, Offer, tuple[str, ...]]] = []
    for offer in offers:
        verdicts = [(requirement, *requirement.judge(case, offer)) for requirement in asked]
        if any(known is Known.NO for _, known, _, _ in verdicts):
            continue
        missing = tuple(requirement.open_point for requirement, known, _, _ in verdicts if known is Known.UNKNOWN)
        left.append((len(missing), offer, missing))
    if offers and not left:
        return _dropped_by_offers(case, model, offers, asked)
    if not offers:
        return Judgement(model=model, open_points=(*open_points, *(requirement.open_point for requirement in asked)))
    fewest = min(count for count, _, _ in left)
    best = [(offer, missing) for count, offer, missing in left if count == fewest]
    offered = _cheapest(case, [offer for offer, _ in best])
    chosen = offered.offer or best[0][0]
    missing = next(missing for offer, missing in best if offer == chosen)
    judgement = Judgement(model=model, open_points=(*open_points, *missing), offered=offered)
    return _within_budget(case, judgement)


def list_price(case: Case, model: AiModel) -> Decimal | None:
    """Return what one result costs at the model's cheapest seller, whatever the owner demands of sellers."""
    return _cheapest(case, list(case.catalog.offers_of.get(model.slug, ()))).unit_usd


def _cheapest(case: Case, offers: list[Offer]) -> Offered:
    priced = [
        (cost[0], offer.slug, offer, cost[1])
        for offer in offers
        if (cost := case.prices.unit_usd(offer.slug, case.need)) is not None
    ]
    if not priced:
        return Offered(offer=min(offers, key=lambda offer: offer.slug) if offers else None)
    usd, _, offer, prices = min(priced, key=lambda row: row[:2])
    return Offered(offer=offer, unit_usd=usd, prices=prices)


def _dropped_by_offers(
    case: Case, model: AiModel, offers: tuple[Offer, ...], asked: list[OfferRequirement]
) -> Judgement:
    """Blame the requirement that most offers fail; ties go to the one asked first."""
    failures = {
        requirement.rule: [
            (detail, fact)
            for offer in offers
            for known, detail, fact in [requirement.judge(case, offer)]
            if known is Known.NO
        ]
        for requirement in asked
    }
    blamed = max(asked, key=lambda requirement: len(failures[requirement.rule]))
    detail, fact = failures[blamed.rule][0]
    return Judgement(
        model=model, dropped_by=blamed.rule, title=blamed.title, told=blamed.asked(case), detail=detail, fact=fact
    )


def _within_budget(case: Case, judgement: Judgement) -> Judgement:
    budget, unit_usd, per_month = (
        case.answers.budget_usd,
        judgement.offered.unit_usd,
        case.need.output.per_month,
    )
    if budget is None or case.answers.budget_weight is not Importance.MUST or unit_usd is None or per_month is None:
        return judgement
    month = per_month.middle * unit_usd
    if month <= budget:
        return judgement
    price = judgement.offered.prices[0]
    return Judgement(
        model=judgement.model,
        dropped_by="within-budget",
        title=("costs more than your budget", "cost more than your budget"),
        told=Told(question="budget", text=f"At most {money(budget)} a month, a must."),
        detail=f"about {money(month)} a month",
        fact=cite.of_price(case.catalog, price, judgement.model),
    )


def _cite(case: Case, model: AiModel, aspect: str, text: str) -> Fact:
    return cite.of_model(case.catalog, model, aspect, text)


def could_make(case: Case, model: AiModel) -> bool:
    """Return whether a model belongs to the field at all: listed, and makes the medium as far as anybody knows.

    A model whose outputs nobody states counts for text where its output is sold by the token.
    """
    if not model.listed:
        return False
    if case.need.transcript and Medium.SPEECH not in model.inputs:
        return False
    makes = model.makes(case.need.medium)
    if makes is not Known.UNKNOWN:
        return makes is Known.YES
    return case.need.branch is Branch.LANGUAGE and any(
        price.unit == "output_mtok"
        for offer in case.catalog.offers_of.get(model.slug, ())
        for price in case.catalog.prices_of.get(offer.slug, ())
    )
