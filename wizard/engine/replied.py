"""What a plan says of the replies it was decided with: the facts they are, and a reason for each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from catalog.formatting import format_day, format_price, lower_first
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import Known, Medium, PriceUnit, Training
from wizard.engine import cite
from wizard.engine.decision import Fact, Reason
from wizard.engine.replies import NEVER, Point, Said, point_of, replies_of, word
from wizard.engine.vocabulary import FactKind

_CITED_ANYWAY = {FactKind.PRICE, FactKind.SCORE}  # by the marks of each candidate


def reasons(catalog: Catalog) -> tuple[Reason, ...]:
    """Return a reason for each reply that lies over a catalog, by number."""
    found = []
    for said in replies_of(catalog):
        fact = fact_of(catalog, said)
        text = f"{fact.text} {said.name} (name as typed) said so on {format_day(said.on)}; it counts until {format_day(said.until)}."
        found.append(Reason(text=text, told=(), rule="reply-counts", facts=(fact,)))
    return tuple(found)


def facts_on(catalog: Catalog, model: AiModel, offer: Offer | None) -> tuple[Fact, ...]:
    """Return what replies say of a model, or of the offer under which the plan reckons with it."""
    rows = {(FactKind.MODEL, model.slug)}
    if offer is not None:
        rows |= {(FactKind.OFFER, offer.slug), (FactKind.TERMS, offer.terms or "")}
    return tuple(fact_of(catalog, said) for said in _on(replies_of(catalog), rows))


def _on(replies: Iterable[Said], rows: set[tuple[FactKind, str]]) -> Iterable[Said]:
    for said in replies:
        point = point_of(said.point)
        if point.kind not in _CITED_ANYWAY and (point.kind, point.subject) in rows:
            yield said


def fact_of(catalog: Catalog, said: Said) -> Fact:
    """Return the fact that a reply is."""
    point = point_of(said.point)
    subject = f"{point.subject}/{said.on.isoformat()}" if point.kind is FactKind.PRICE else point.subject
    return cite.fact(
        catalog,
        kind=point.kind,
        subject=subject,
        text=_TEXTS[point.kind](catalog, point, said.value),
        source=said.source,
        as_of=said.on,
    )


def _of_model(catalog: Catalog, point: Point, value: str) -> str:
    name = catalog.model[point.subject].name
    if point.field == "context_tokens":
        return f"{name} holds {int(Decimal(value)):,} tokens at once."
    if point.field == "retires":
        return f"{name}: no end of sale is announced." if value == NEVER else f"{name} ends on {_day(value)}."
    if point.field.startswith("inputs:"):
        medium = lower_first(word(Medium, point.field.partition(":")[2]).label)
        return f"{name} {'takes' if value == Known.YES else 'does not take'} in {medium}."
    words = {"commercial_use": "use in a business", "self_hosting": "running it on servers of your own"}
    return f"{name}: {words[point.field]}: {lower_first(word(Known, value).label)}."


def _day(value: str) -> str:
    return format_day(date.fromisoformat(value))


def _of_terms(catalog: Catalog, point: Point, value: str) -> str:
    row = catalog.terms_of[point.subject]
    return _of_seller(f"{catalog.provider[row.seller].name}, {row.product}", point.field, value)


def _of_offer(catalog: Catalog, point: Point, value: str) -> str:
    model, _, seller = point.subject.partition("@")
    return _of_seller(f"{catalog.model[model].name} at {catalog.provider[seller].name}", point.field, value)


def _of_seller(who: str, field: str, value: str) -> str:
    if field == "trains_on_inputs":
        return f"{who}: trains on what customers send: {lower_first(word(Training, value).label)}."
    return f"{who}: EU region: {lower_first(word(Known, value).label)}."


def _of_price(catalog: Catalog, point: Point, value: str) -> str:
    offer, unit = point.subject.rsplit("/", 1)
    model, _, seller = offer.partition("@")
    what = f"{catalog.model[model].name} at {catalog.provider[seller].name}"
    return f"{what}: {format_price(Decimal(value), word(PriceUnit, unit))}."


def _of_score(catalog: Catalog, point: Point, value: str) -> str:
    benchmark, model = point.subject.split("/", 1)
    return f"{catalog.model[model].name}: {Decimal(value).normalize():f} on {catalog.benchmark[benchmark].name}."


_TEXTS: Mapping[FactKind, Callable[[Catalog, Point, str], str]] = {
    FactKind.MODEL: _of_model,
    FactKind.TERMS: _of_terms,
    FactKind.OFFER: _of_offer,
    FactKind.PRICE: _of_price,
    FactKind.SCORE: _of_score,
}


def about(catalog: Catalog, point: Point) -> str:
    """Return what a point is about, in a few words; nothing where the row is no longer there."""
    try:
        return _ABOUT[point.kind](catalog, point)
    except KeyError:
        return ""


def _about_seller(who: str, field: str) -> str:
    return f"{who}: {'training on what is sent' if field == 'trains_on_inputs' else 'EU region'}"


def _about_model(catalog: Catalog, point: Point) -> str:
    words = {"retires": "end of sale", "context_tokens": "tokens at once", "commercial_use": "use in a business"}
    words |= {"self_hosting": "own servers"}
    what = words.get(point.field) or f"takes in {lower_first(word(Medium, point.field.partition(':')[2]).label)}"
    return f"{catalog.model[point.subject].name}: {what}"


def _about_terms(catalog: Catalog, point: Point) -> str:
    row = catalog.terms_of[point.subject]
    return _about_seller(f"{catalog.provider[row.seller].name}, {row.product}", point.field)


def _about_offer(catalog: Catalog, point: Point) -> str:
    model, _, seller = point.subject.partition("@")
    return _about_seller(f"{catalog.model[model].name} at {catalog.provider[seller].name}", point.field)


def _about_price(catalog: Catalog, point: Point) -> str:
    offer, unit = point.subject.rsplit("/", 1)
    model, _, seller = offer.partition("@")
    what = f"{catalog.model[model].name} at {catalog.provider[seller].name}"
    return f"{what}: price a {word(PriceUnit, unit).label}"


def _about_score(catalog: Catalog, point: Point) -> str:
    benchmark, model = point.subject.split("/", 1)
    return f"{catalog.model[model].name} on {catalog.benchmark[benchmark].name}"


_ABOUT: Mapping[FactKind, Callable[[Catalog, Point], str]] = {
    FactKind.MODEL: _about_model,
    FactKind.TERMS: _about_terms,
    FactKind.OFFER: _about_offer,
    FactKind.PRICE: _about_price,
    FactKind.SCORE: _about_score,
}
