"""The hard requirements on a model itself: which an answer drops, and which stay open because nobody knows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from catalog import query
from catalog.facts import AiModel, Catalog, Offer, Price
from catalog.formatting import format_day, format_list, lower_first
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

INPUTS_NOT_STATED = "What can go in is not stated."
CONTEXT_NOT_STATED = "How much it can hold at once is not stated."
HOSTING_NOT_STATED = "Nobody states whether it can run on your own servers."
MODEL_POINTS = frozenset({INPUTS_NOT_STATED, CONTEXT_NOT_STATED, HOSTING_NOT_STATED})  # the others are sellers' terms


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


# --- on the model itself


def _on_sale(case: Case, model: AiModel) -> Ruling:
    if not query.gone(model, case.on):
        return PASSED
    text = f"{model.name} has been off sale since {format_day(model.retires or case.on)}."
    return Ruling(dropped=f"since {format_day(model.retires or case.on)}", fact=_cite(case, model, "retires", text))


def _business_licence(case: Case, model: AiModel) -> Ruling:
    if model.commercial_use is not Known.NO:
        return PASSED
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
        return Ruling(open_point=INPUTS_NOT_STATED)
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
        return Ruling(open_point=CONTEXT_NOT_STATED)
    if model.context_tokens >= case.need.least_tokens:
        return PASSED
    return Ruling(
        dropped=f"holds {model.context_tokens:,} tokens",
        fact=_cite(case, model, "context", f"{model.name} holds {model.context_tokens:,} tokens at once."),
    )


def _outlives_pilot(case: Case, model: AiModel) -> Ruling:
    if model.retires is None or model.retires > case.answers.pilot_ends(case.on):
        return PASSED
    return Ruling(
        dropped=f"ends {format_day(model.retires)}",
        fact=_cite(case, model, "retires", f"{model.name} ends on {format_day(model.retires)}."),
    )


def _own_servers(case: Case, model: AiModel) -> Ruling:
    if case.answers.place is not Place.OWN_SERVERS or model.self_hosting is Known.YES:
        return PASSED
    if model.self_hosting is Known.UNKNOWN:
        return Ruling(open_point=HOSTING_NOT_STATED)
    return Ruling(
        dropped="only at its sellers",
        fact=_cite(case, model, "weights", f"{model.name} cannot be downloaded and run on your own servers."),
    )


def _told_place(case: Case) -> Told | None:
    place = case.answers.place
    return Told(question="place", text=f"It may run: {lower_first(place.label)}.") if place else None


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
        asked=lambda case: Told(question="length", text=f"About {case.need.least_tokens:,} tokens go in and out."),
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


_FIELDS = {
    "retires": "retires",
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
