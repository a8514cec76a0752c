"""Turning one thing over: each other answer an owner could have given, each other way a fact could be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from catalog.formatting import format_day, lower_first
from catalog.schema import AiModel, Catalog, DataTerms, Offer, turned
from catalog.vocabulary import LANGUAGE_MEDIA, Branch, Fit, Known, Medium, Training, Word
from wizard.engine import cite
from wizard.engine.answers import Answers, Output
from wizard.engine.decision import Fact
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Check, Criterion, Importance, Length, Place, Result, TrainingWish
from wizard.engine.workload import Need, needs


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAnswer:
    """One answer in another way: read "if <text>"."""

    question: str
    text: str
    now: str
    answers: Answers
    dropped: frozenset[str] = frozenset()  # parts that go with an output left out


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedFact:
    """One fact in another way. `everywhere`: it may change more than the part it was found at."""

    fact: Fact
    text: str
    now: str
    catalog: Catalog
    everywhere: bool = False


LENGTHS = {
    Length.SHORT: "is shorter than usual",
    Length.USUAL: "is as long as usual",
    Length.LONG: "is several times longer than usual",
}
BUDGETS = {Importance.MUST: "the budget is a must", Importance.NICE: "the budget is only nice"}
WEEKS = (2, 12, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """An answer that is one word of a list: its field, its question, and how it is said."""

    field: str
    question: str
    words: type[Word]
    said: Callable[[str], str]
    open: str  # what it is called where it was left open


CHOICES: tuple[_Choice, ...] = (
    _Choice(
        field="result",
        question="result",
        words=Result,
        said=lambda label: f"what should come out is {lower_first(label)}",
        open="what kind of result it is",
    ),
    _Choice(
        field="check",
        question="check",
        words=Check,
        said=lambda label: f"who checks is: {lower_first(label)}",
        open="who checks the results",
    ),
    _Choice(
        field="place",
        question="place",
        words=Place,
        said=lambda label: f"the data may be processed {lower_first(label)}",
        open="where the data may be processed",
    ),
    _Choice(
        field="training",
        question="training",
        words=TrainingWish,
        said=lambda label: f"whether the seller may train on it is: {lower_first(label)}",
        open="whether the seller may train on what you send",
    ),
)


def answers(given: Answers, catalog: Catalog) -> Iterator[TurnedAnswer]:
    """Yield every definite other value of each answer that a rule reads, one at a time."""
    yield from _without_outputs(given, catalog)
    for choice in CHOICES:
        current = getattr(given, choice.field)
        for word in choice.words:
            if word is not current:
                yield TurnedAnswer(
                    question=choice.question,
                    text=choice.said(word.label),
                    now=lower_first(current.label) if current else "left open",
                    answers=_with(given, choice.field, word),
                )
    yield from _weights(given)
    yield from _budget(given)
    yield from _lengths(given, catalog)
    yield from _weeks(given)


def _without_outputs(given: Answers, catalog: Catalog) -> Iterator[TurnedAnswer]:
    if len(given.outputs) < 2:  # noqa: PLR2004 - of one nothing would be left
        return
    for output in given.outputs:
        gone = [need for need in needs(given, catalog) if need.output.key == output.key]
        if gone:
            yield TurnedAnswer(
                question="outputs",
                text=f"no {_thing(gone[0])} should come out",
                now="wanted",
                answers=replace(given, outputs=tuple(row for row in given.outputs if row is not output)),
                dropped=frozenset(need.key for need in gone),
            )


def _thing(need: Need) -> str:
    return need.use_case.result if need.use_case else lower_first(need.name)


def _weights(given: Answers) -> Iterator[TurnedAnswer]:
    said = {Importance.MUST: "is a must", Importance.NICE: "is nice", Importance.NO_MATTER: "does not matter"}
    for criterion in Criterion:
        current = getattr(given.weights, criterion)
        for importance in Importance:
            if importance is not current:
                yield TurnedAnswer(
                    question="weights",
                    text=f"{lower_first(criterion.label)} {said[importance]}",
                    now=lower_first(current.label) if current else "left open",
                    answers=replace(given, weights=_with(given.weights, criterion, importance)),
                )


def _budget(given: Answers) -> Iterator[TurnedAnswer]:
    if given.budget_usd is None:
        return
    for importance, text in BUDGETS.items():
        if importance is not given.budget_weight:
            now = "a must" if given.budget_weight is Importance.MUST else "only nice"
            yield TurnedAnswer(question="budget", text=text, now=now, answers=replace(given, budget_weight=importance))


def _lengths(given: Answers, catalog: Catalog) -> Iterator[TurnedAnswer]:
    things = {need.output.key: _thing(need) for need in needs(given, catalog)}
    for output in given.outputs:
        if output.key not in things:
            continue
        for length, said in LENGTHS.items():
            if length is not output.length:
                yield TurnedAnswer(
                    answers=_with_output(given, output, replace(output, length=length)),
                    question="length",
                    text=f"what goes in for {things[output.key]} {said}",
                    now=LENGTHS[output.length].removeprefix("is ") if output.length else "left open",
                )
        if output.use_case is None and output.medium is Medium.IMAGE:
            for goes_in, said in ((True, "goes in"), (False, "does not go in")):
                if goes_in is not output.pictures_go_in:
                    yield TurnedAnswer(
                        answers=_with_output(given, output, replace(output, pictures_go_in=goes_in)),
                        question="length",
                        text=f"a picture of yours {said} for {things[output.key]}",
                        now="left open" if output.pictures_go_in is None else "the other way",
                    )


def _with_output(given: Answers, old: Output, new: Output) -> Answers:
    return replace(given, outputs=tuple(new if row is old else row for row in given.outputs))


def _weeks(given: Answers) -> Iterator[TurnedAnswer]:
    for weeks in WEEKS:
        if weeks != given.pilot_weeks:
            yield TurnedAnswer(
                question="schedule",
                text=f"the pilot runs for {weeks} weeks",
                now=f"{given.pilot_weeks} weeks" if given.pilot_weeks else "left open",
                answers=replace(given, pilot_weeks=weeks),
            )


def _with[Row](row: Row, field: str, value: object) -> Row:
    """Return the row with another value in the field of that name."""
    fields: dict[str, Any] = {field: value}
    return replace(row, **fields)  # type: ignore[type-var]  # every row here is a dataclass


def left_open(given: Answers) -> list[tuple[str, str]]:
    """Return the questions that the owner left open, each with what to find out, in the order of asking."""
    found = [(choice.question, choice.open) for choice in CHOICES if getattr(given, choice.field) is None]
    if any(output.length is None for output in given.outputs):
        found.append(("length", "how long the input is"))
    if any(getattr(given.weights, criterion) is None for criterion in Criterion):
        found.append(("weights", "what matters to you"))
    return found


# --- facts


def facts(case: Case, first: AiModel) -> Iterator[TurnedFact]:
    """Yield every other way that the cell of a part and the properties of its first choice could be."""
    yield from _cell(case)
    yield from _properties(case, first)
    yield from _controls(case, first)
    yield from _terms(case, first)


def _cell(case: Case) -> Iterator[TurnedFact]:
    catalog, need = case.catalog, case.need
    cell = catalog.cell.get((need.use_case.slug, need.branch)) if need.use_case else None
    if cell is None or need.use_case is None:
        return
    for fit in Fit:
        if fit is not cell.fit:
            yield TurnedFact(
                fact=cite.of_cell(catalog, cell),
                text=f"the matrix says {lower_first(fit.label)} for “{need.use_case.name}”, {lower_first(cell.branch.label)}",
                now=lower_first(cell.fit.label),
                catalog=turned(catalog, "cells", cell, replace(cell, fit=fit)),
                everywhere=True,
            )


def _properties(case: Case, first: AiModel) -> Iterator[TurnedFact]:
    """Yield what a hard requirement rests on, turned against the model."""
    given, need = case.answers, case.need
    ends = given.pilot_ends(case.on)
    yield _model(
        case,
        first,
        replace(first, retires=ends),
        aspect="retires",
        text=f"{first.name} ends before the pilot does",
        now=f"ends {format_day(first.retires)}" if first.retires else "no end announced",
    )
    if first.commercial_use is not Known.NO:
        yield _model(
            case,
            first,
            replace(first, commercial_use=Known.NO),
            aspect="licence",
            text=f"the licence of {first.name} forbids business use",
            now={Known.YES: "allowed", Known.UNKNOWN: "unknown"}[first.commercial_use],
        )
    for medium in need.inputs:
        left = tuple(row for row in first.inputs if row is not medium)
        if medium not in LANGUAGE_MEDIA and medium in first.inputs and left:
            yield _model(
                case,
                first,
                replace(first, inputs=left),
                aspect="inputs",
                text=f"{first.name} cannot take in {lower_first(medium.label)}",
                now="it can",
            )
    if need.branch is Branch.LANGUAGE and need.least_tokens > 1:
        yield _model(
            case,
            first,
            replace(first, context_tokens=need.least_tokens - 1),
            aspect="context",
            text=f"{first.name} holds fewer than {need.least_tokens:,} tokens",
            now=f"{first.context_tokens:,}" if first.context_tokens else "unknown",
        )
    if given.place is Place.OWN_SERVERS:
        yield _model(
            case,
            first,
            replace(first, self_hosting=Known.NO),
            aspect="self-hosting",
            text=f"{first.name} cannot run on your own servers",
            now=lower_first(first.self_hosting.label),
        )


CONTROLS: tuple[tuple[str, str, str], ...] = (
    ("open_weights", "weights", "can be downloaded"),
    ("tuning", "tuning", "can be tuned"),
    ("structured_output", "control", "keeps to a fixed form"),
    ("tools", "tools", "uses tools"),
)


def _controls(case: Case, first: AiModel) -> Iterator[TurnedFact]:
    """Yield each control of the model turned the other way."""
    for field, aspect, said in CONTROLS if case.need.branch is Branch.LANGUAGE else CONTROLS[:2]:
        current = getattr(first, field)
        for known in (Known.YES, Known.NO):
            if known is not current:
                yield _model(
                    case,
                    first,
                    _with(first, field, known),
                    aspect=aspect,
                    text=f"whether {first.name} {said} is: {lower_first(known.label)}",
                    now=lower_first(current.label),
                )


def _model(  # noqa: PLR0913 - both sides of a property, and its words
    case: Case, old: AiModel, new: AiModel, *, aspect: str, text: str, now: str
) -> TurnedFact:
    fields = _ANSWERED.get(aspect, "")
    fact = cite.of_model(case.catalog, old, aspect, f"{old.name}: {now}.", field=fields)
    return TurnedFact(fact=fact, text=text, now=now, catalog=turned(case.catalog, "models", old, new))


_ANSWERED = {
    "retires": "retires",
    "licence": "commercial_use",
    "context": "context_tokens",
    "self-hosting": "self_hosting",
}  # the field that a fact of that name rests on, where vendors can be asked about it


def _terms(case: Case, first: AiModel) -> Iterator[TurnedFact]:
    """Yield the terms of the model's sellers turned against the owner's wish, where there is one."""
    given, catalog = case.answers, case.catalog
    if given.place is Place.OWN_SERVERS:
        return
    terms = {offer.terms: catalog.terms_of[offer.terms] for offer in _offers(catalog, first) if offer.terms}
    for row in terms.values():
        if given.training is TrainingWish.RULED_OUT and row.trains_on_inputs is not Training.YES:
            yield _term(catalog, row, replace(row, trains_on_inputs=Training.YES), said="trains on what you send")
        if given.place is Place.EU and row.eu_region is not Known.NO:
            yield _term(catalog, row, replace(row, eu_region=Known.NO), said="has no EU region")


def _offers(catalog: Catalog, model: AiModel) -> tuple[Offer, ...]:
    return catalog.offers_of.get(model.slug, ())


def _term(catalog: Catalog, old: DataTerms, new: DataTerms, *, said: str) -> TurnedFact:
    seller = catalog.provider[old.seller].name
    now = f"trains: {lower_first(old.trains_on_inputs.label)}; EU region: {lower_first(old.eu_region.label)}"
    return TurnedFact(
        fact=cite.of_terms(catalog, old, f"{seller}, {old.product}: {now}."),
        text=f"{seller} {said}" if seller == old.product else f"{seller} ({old.product}) {said}",
        now=now,
        catalog=turned(catalog, "data_terms", old, new),
        everywhere=True,
    )
