"""The facts that a reason rests on, in words, each with its source."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from catalog import query
from catalog.formatting import format_day, format_number, format_price, format_rate, lower_first
from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, Product
from wizard.decision.decision import Fact
from wizard.plans.document.blocks import Citation, CitedFact
from wizard.plans.document.words import model_name, seller_name, unbroken
from wizard.plans.overlay import RepliedRow, VendorReply, point_of, replies_of


class Sourced(Protocol):
    """A row of the catalog with its source."""

    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> date: ...


type Found = tuple[str, Sourced]

_ASKED = {"models": RepliedRow.MODEL, "offers": RepliedRow.OFFER}  # of which sellers are asked


def cite(catalog: Catalog, facts: Iterable[Fact]) -> Iterable[CitedFact]:
    """Yield the facts in words. Raises LookupError for a row that is not in the catalog."""
    points = ((point_of(reply.point), reply) for reply in replies_of(catalog))
    replied: dict[tuple[RepliedRow | None, str, str], VendorReply] = {
        (point.kind, point.subject, point.field): reply for point, reply in points
    }
    for fact in dict.fromkeys(facts):
        text, found = _FOUND.get(fact.kind, _found)(catalog, fact)
        reply = replied.get((_ASKED.get(fact.kind), fact.key, fact.field))
        slug, as_of = (reply.source, reply.on) if reply is not None else (found.source, found.as_of)
        tool = found.tool if isinstance(found, Product) else ""
        yield CitedFact(text=text, kind=fact.kind, key=fact.key, source=citation(catalog, slug, as_of), slug=tool)


def citation(catalog: Catalog, slug: str, as_of: date) -> Citation:
    """Return a source as it is cited. Raises LookupError where the catalog has none of that slug."""
    row = catalog.source[slug]
    return Citation(slug=slug, title=row.title, publisher=row.publisher, as_of=as_of)


def _found(catalog: Catalog, fact: Fact) -> Found:
    kind = KINDS[fact.kind]
    row = kind.find(getattr(catalog, kind.name), fact.key.replace("/", kind.joint))
    if row is None:
        raise LookupError(fact)
    return _WORDS[fact.kind](row), row


def _score(catalog: Catalog, fact: Fact) -> Found:
    board, model, effort = fact.key.split("/")
    score = next(row for row in catalog.scores_on[board] if (row.model, row.effort) == (model, effort))
    between = f" ({format_number(score.low)} to {format_number(score.high)})" if score.low is not None else ""
    text = f"{model_name(catalog, model)}: {format_number(score.value)}{between} in {catalog.benchmark[board].name}"
    return text, score


def _price(catalog: Catalog, fact: Fact) -> Found:
    offer, unit, region, tier, day = fact.key.split("/")
    rows = (*catalog.prices_of.get(offer, ()), *catalog.eu_prices_of.get(offer, ()))
    key = (unit, region, tier, day)
    price = next(row for row in rows if (row.unit, row.region, row.tier, row.valid_from.isoformat()) == key)
    cost = format_price(price.usd, price.unit)
    return f"{_offer_name(catalog, offer)}: {cost}, from {format_day(price.valid_from)}", price


def _offer(catalog: Catalog, fact: Fact) -> Found:
    offer = next(row for row in catalog.offers_of[fact.key.partition("@")[0]] if row.slug == fact.key)
    says = {
        "eu_region": f"processed in the EU: {lower_first(query.eu_region(catalog, offer).label)}",
        "trains_on_inputs": f"uses your data to train its AI: {query.trains_on_inputs(catalog, offer).label.lower()}",
    }
    return f"{_offer_name(catalog, offer.slug)}: {says.get(fact.field, 'on sale')}", offer


def _offer_name(catalog: Catalog, slug: str) -> str:
    return f"{model_name(catalog, slug.partition('@')[0])} at {seller_name(catalog, slug)}"


def _model(model: AiModel) -> str:
    size = f"{format_number(model.weights_gb)} GB of weights" if model.weights_gb is not None else "size not stated"
    return f"{unbroken(model.name)}: {size}, licence {model.licence or 'not stated'}"


_FOUND: Mapping[str, Callable[[Catalog, Fact], Found]] = {"scores": _score, "prices": _price, "offers": _offer}
_WORDS: Mapping[str, Callable[[Any], str]] = {  # of kinds whose rows are told by their key alone
    "models": _model,
    "benchmarks": lambda row: f"{row.name}: {lower_first(row.measures).rstrip('.')}",
    "advice": lambda row: str(row.title),
    "guidance": lambda row: str(row.statement),
    "tunings": lambda row: f"{row.model_name} at {row.host}",
    "cells": lambda row: str(row.reason),
    "exchange_rates": lambda row: f"{format_rate(row)}, from {format_day(row.valid_from)}",
    "products": lambda row: f"{row.name}: {row.about}".rstrip(". "),
    "use_cases": lambda row: f"{row.name}: {row.annex_iii or 'as the editors describe it'}",
}
