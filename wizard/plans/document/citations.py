"""The facts that a reason rests on, in words, each with its source."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from catalog import query
from catalog.formatting import format_day, format_number, format_price, format_rate, lower_first
from catalog.schema import Catalog, ExchangeRate, Product
from wizard.decision.answers import Answers
from wizard.decision.decision import Fact, Reason
from wizard.decision.explain import sentence
from wizard.decision.rules import RULES
from wizard.plans.document.blocks import Citation, CitedFact, ReasonLine, Trail
from wizard.plans.document.words import given, model_name, seller_name
from wizard.plans.overlay import RepliedRow, VendorReply, point_of, replies_of


class Sourced(Protocol):
    """A row of the catalog with its source."""

    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> date: ...


type Found = tuple[str, Sourced]

_ASKED = {"models": RepliedRow.MODEL, "offers": RepliedRow.OFFER}  # of which sellers are asked


def reason_line(  # noqa: PLR0913  # what a sentence is worded from
    reason: Reason,
    answers: Answers,
    catalog: Catalog,
    job: str = "",
    *,
    rate: ExchangeRate | None = None,
    anchor: str = "",
) -> ReasonLine:
    """Return a reason as a sentence with its trail, which the evidence shows under the anchor."""
    return ReasonLine(
        anchor=anchor,
        text=sentence(reason, catalog, rate),
        trail=Trail(
            rule=reason.rule,
            ours=RULES[reason.rule].ours,
            answers=given(answers, catalog, reason.answers, job, rate),
            facts=tuple(cite(catalog, reason.facts)),
        ),
    )


def cite(catalog: Catalog, facts: Iterable[Fact]) -> Iterable[CitedFact]:
    """Yield the facts in words. Raises LookupError for a row that is not in the catalog."""
    points = ((point_of(reply.point), reply) for reply in replies_of(catalog))
    replied: dict[tuple[RepliedRow | None, str, str], VendorReply] = {
        (point.kind, point.subject, point.field): reply for point, reply in points
    }
    for fact in dict.fromkeys(facts):
        text, found = _FOUND[fact.kind](catalog, fact)
        reply = replied.get((_ASKED.get(fact.kind), fact.key, fact.field))
        slug, as_of = (reply.source, reply.on) if reply is not None else (found.source, found.as_of)
        tool = found.tool if isinstance(found, Product) else ""
        yield CitedFact(text=text, kind=fact.kind, key=fact.key, source=citation(catalog, slug, as_of), slug=tool)


def citation(catalog: Catalog, slug: str, as_of: date) -> Citation:
    """Return a source as it is cited. Raises LookupError where the catalog has none of that slug."""
    row = catalog.source[slug]
    return Citation(slug=slug, title=row.title, publisher=row.publisher, as_of=as_of)


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


def _model(catalog: Catalog, fact: Fact) -> Found:
    model = catalog.model[fact.key]
    size = f"{format_number(model.weights_gb)} GB of weights" if model.weights_gb is not None else "size not stated"
    return f"{model_name(catalog, model.slug)}: {size}, licence {model.licence or 'not stated'}", model


def _benchmark(catalog: Catalog, fact: Fact) -> Found:
    board = catalog.benchmark[fact.key]
    return f"{board.name}: {lower_first(board.measures).rstrip('.')}", board


def _cell(catalog: Catalog, fact: Fact) -> Found:
    cell = next(row for row in catalog.cells if fact.key == f"{row.use_case}/{row.branch}")
    return cell.reason, cell


def _guidance(catalog: Catalog, fact: Fact) -> Found:
    row = next(each for each in catalog.guidance if each.slug == fact.key)
    return row.statement, row


def _tuning(catalog: Catalog, fact: Fact) -> Found:
    row = next(each for each in catalog.tunings if each.slug == fact.key)
    return f"{row.model_name} at {row.host}", row


def _exchange_rate(catalog: Catalog, fact: Fact) -> Found:
    rate = next(row for row in catalog.exchange_rates if f"{row.currency}/{row.valid_from.isoformat()}" == fact.key)
    return f"{format_rate(rate)}, from {format_day(rate.valid_from)}", rate


def _product(catalog: Catalog, fact: Fact) -> Found:
    product = next(row for row in catalog.products if row.slug == fact.key)
    return f"{product.name}: {product.about}".rstrip(". "), product


def _use_case(catalog: Catalog, fact: Fact) -> Found:
    use_case = catalog.use_case[fact.key]
    return f"{use_case.name}: {use_case.annex_iii or 'as the editors describe it'}", use_case


_FOUND: Mapping[str, Callable[[Catalog, Fact], Found]] = {
    "scores": _score,
    "prices": _price,
    "offers": _offer,
    "models": _model,
    "benchmarks": _benchmark,
    "advice": lambda catalog, fact: (catalog.advice_row[fact.key].title, catalog.advice_row[fact.key]),
    "guidance": _guidance,
    "tunings": _tuning,
    "cells": _cell,
    "exchange_rates": _exchange_rate,
    "products": _product,
    "use_cases": _use_case,
}
