"""The hard requirements on a model itself: which an answer drops, and which stay open because nobody knows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from catalog import query
from catalog.formatting import format_day, format_list, lower_first
from catalog.schema import AiModel, Catalog, Offer, Price
from catalog.vocabulary import Branch, Known, Medium
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Fact, Told
from wizard.engine.vocabulary import Place
from wizard.engine.workload import Need, PriceBook

SPOKEN_OF_AS_ONE = frozenset({Medium.TEXT, Medium.CODE, Medium.VIDEO, Medium.SPEECH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One need of one owner on one day: what every requirement looks at."""

    answers: Answers
    catalog: Catalog
    on: date
    need: Need
    prices: PriceBook
    limit: Decimal | None = None  # dollars a month that a must budget leaves for this need; None is the whole budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The cheapest way to buy a model that no requirement forbids."""

    offer: Offer | None = None
    unit_usd: Decimal | None = None
    prices: tuple[Price, ...] = ()
    open_points: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a requirement says of a model: it drops it, it leaves a point open, or neither."""

    dropped: str = ""  # the detail that drops it
    open_point: str = ""  # what nobody could confirm
    fact: Fact | None = None


PASSED = Ruling()

# The question that would settle what nobody states of a model; the other questions are for its sellers.
WHICH_INPUTS = "What can go in?"
WHICH_CONTEXT = "How much can it take in at once?"
MAY_BE_HOSTED = "May it run on your own servers?"
MAY_SERVE_BUSINESS = "Does its licence allow business use?"
IS_FINISHED = "When does it leave preview?"
MODEL_POINTS = frozenset({WHICH_INPUTS, WHICH_CONTEXT, MAY_BE_HOSTED, MAY_SERVE_BUSINESS, IS_FINISHED})
LASTS_AFTER_PILOT = timedelta(days=183)  # a model that ends earlier has to be replaced as soon as it is in use


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A requirement on a model itself. `asked` is None where the rule holds for everybody."""

    rule: str
    title: tuple[str, str]  # what dropped models have in common, of one and of several: "ends …", "end …"
    asked: Callable[[Case], Told | None]
    judge: Callable[[Case, AiModel], Ruling]


def _always(question: str, text: str) -> Callable[[Case], Told | None]:
    return lambda _: Told(question=question, text=text)


def _told_output(case: Case) -> Told:
    return Told(question="outputs", text=case.need.wanted)


def _told_inputs(case: Case) -> Told:
    inputs = case.need.inputs
    goes = "goes" if len(inputs) == 1 and inputs[0] in SPOKEN_OF_AS_ONE else "go"
    named = format_list([lower_first(medium.label) for medium in inputs])
    return Told(question="outputs", text=f"{case.need.wanted.removesuffix('.')}; for that, {named} {goes} in.")


def _told_pilot(case: Case) -> Told:
    return Told(question="schedule", text=f"The pilot ends on {format_day(case.answers.pilot_ends(case.on))}.")


def lasts(model: AiModel, pilot_ends: date) -> bool:
    """Return whether a model is sold for another six months after a pilot that ends on a day."""
    return model.retires is None or model.retires > pilot_ends + LASTS_AFTER_PILOT


# --- on the model itself


def _on_sale(case: Case, model: AiModel) -> Ruling:
    if model.released is not None and query.unreleased(model, case.on):
        text = f"{model.name} comes out on {format_day(model.released)}."
        return Ruling(dropped=f"from {format_day(model.released)}", fact=_cite(case, model, "released", text))
    if not query.gone(model, case.on):
        return PASSED
    ended = format_day(model.retires or model.gone_by or case.on)
    text = f"{model.name} has been off sale since {ended}."
    return Ruling(dropped=f"since {ended}", fact=_cite(case, model, "retires", text))


def _business_licence(case: Case, model: AiModel) -> Ruling:
    if model.commercial_use is Known.YES:
        return PASSED
    if model.commercial_use is Known.UNKNOWN:
        return Ruling(open_point=MAY_SERVE_BUSINESS)
    licence = model.licence or "its licence"
    return Ruling(
        dropped=licence, fact=_cite(case, model, "licence", f"{model.name}: {licence} does not allow business use.")
    )


def _reads_inputs(case: Case, model: AiModel) -> Ruling:
    verdicts = [(medium, query.reads(model, medium)) for medium in case.need.inputs]
    missing = list(dict.fromkeys(_plain(medium) for medium, known in verdicts if known is Known.NO))
    if missing:
        takes = format_list([lower_first(medium.label) for medium in model.inputs])
        return Ruling(
            dropped=f"takes no {format_list(missing, last='or')}",
            fact=_cite(case, model, "inputs", f"{model.name} takes {takes}.", field=_missing_field(verdicts)),
        )
    if any(known is Known.UNKNOWN for _, known in verdicts):
        return Ruling(open_point=WHICH_INPUTS)
    return PASSED


def _missing_field(verdicts: list[tuple[Medium, Known]]) -> str:
    """Return the field of the first medium that cannot go in."""
    return f"inputs:{next(medium for medium, known in verdicts if known is Known.NO)}"


def _plain(medium: Medium) -> str:
    """Return a medium as what goes in; code and tables go in as text."""
    return lower_first((Medium.TEXT if medium in {Medium.CODE, Medium.DATA} else medium).label)


def _fits_length(case: Case, model: AiModel) -> Ruling:
    if not case.need.least_tokens or case.need.branch is not Branch.LANGUAGE:
        return PASSED
    if model.context_tokens is None:
        return Ruling(open_point=WHICH_CONTEXT)
    if model.context_tokens >= case.need.least_tokens:
        return PASSED
    return Ruling(
        dropped=f"holds {model.context_tokens:,} tokens",
        fact=_cite(case, model, "context", f"{model.name} holds {model.context_tokens:,} tokens at once."),
    )


def _outlives_pilot(case: Case, model: AiModel) -> Ruling:
    if model.retires is None or lasts(model, case.answers.pilot_ends(case.on)):
        return PASSED
    return Ruling(
        dropped=f"ends {format_day(model.retires)}",
        fact=_cite(case, model, "retires", f"{model.name} ends on {format_day(model.retires)}."),
    )


def _finished(_: Case, model: AiModel) -> Ruling:
    """Leave a preview open: its maker may change or withdraw it at any time."""
    return Ruling(open_point=IS_FINISHED) if model.preview else PASSED


def _own_servers(case: Case, model: AiModel) -> Ruling:
    known = {model.open_weights, model.self_hosting}
    if case.answers.place is not Place.OWN_SERVERS:
        return PASSED
    if known == {Known.YES}:
        met = not model.licence_condition
        return PASSED if met else Ruling(open_point=f"{model.licence_condition} Does that suit your firm?")
    if Known.NO not in known and not case.catalog.provider[model.provider].closed_weights:
        return Ruling(open_point=MAY_BE_HOSTED)
    return Ruling(
        dropped="only at its sellers",
        fact=_cite(case, model, "weights", f"{model.name} cannot be downloaded and run on your own servers."),
    )


def _told_place(case: Case) -> Told | None:
    place = case.answers.place
    return Told(question="place", text=f"It may run: {lower_first(place.label)}.") if place else None


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(rule="on-sale", title=("is not on sale", "are not on sale"), asked=_told_output, judge=_on_sale),
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
        asked=lambda case: Told(question="length", text=f"About {case.need.least_tokens:,} tokens go in and out."),
        judge=_fits_length,
    ),
    Requirement(
        rule="outlives-pilot",
        title=("ends within six months of the pilot", "end within six months of the pilot"),
        asked=_told_pilot,
        judge=_outlives_pilot,
    ),
    Requirement(
        rule="finished",
        title=("is a preview", "are previews"),
        asked=_always("outputs", "The result is for your business."),
        judge=_finished,
    ),
    Requirement(
        rule="own-servers",
        title=("cannot run on your own servers", "cannot run on your own servers"),
        asked=_told_place,
        judge=_own_servers,
    ),
)


_FIELDS = {
    "retires": "retires",
    "released": "released",
    "licence": "commercial_use",
    "context": "context_tokens",
    "weights": "self_hosting",
}  # what a fact of that name rests on


def _cite(case: Case, model: AiModel, aspect: str, text: str, *, field: str = "") -> Fact:
    return cite.of_model(case.catalog, model, aspect, text, field=field or _FIELDS.get(aspect, ""))


def could_make(case: Case, model: AiModel) -> bool:
    """Return whether a model belongs to the field at all: listed, and makes the medium as far as anybody knows.

    A model whose outputs nobody states counts for text where its output is sold by the token.
    """
    if not model.listed:
        return False
    if case.need.transcript and Medium.SPEECH not in model.inputs:
        return False
    makes = query.makes(model, case.need.medium, transcript=case.need.transcript)
    if makes is not Known.UNKNOWN:
        return makes is Known.YES
    return case.need.branch is Branch.LANGUAGE and any(
        price.unit == "output_mtok"
        for offer in case.catalog.offers_of.get(model.slug, ())
        for price in case.catalog.prices_of.get(offer.slug, ())
    )
