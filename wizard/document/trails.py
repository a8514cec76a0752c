"""Reasons in words, each with what it rests on: answers, its rule, facts and their sources."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from catalog.ages import last_seen
from catalog.differences import value_as_line
from catalog.formatting import format_plan_price, format_price, per_unit
from catalog.machines import price_in_words
from catalog.registry import KINDS
from catalog.schema import AppPlan, AppStatement, Catalog, Machine, Offer, Price
from wizard.decision.trail import Fact, Reason, cited_row
from wizard.document.answered import answer_lines
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Citation, CitedFact, ListRow, Trail


def trails(job: JobBasis, reasons: Iterable[Reason]) -> Iterator[ListRow]:
    """Yield reasons in words with their trails, each once."""
    for reason in dict.fromkeys(reasons):
        trail = Trail(
            rule=reason.rule,
            answers=tuple(answer_lines(job, reason.answers)),
            facts=tuple(cited(job.plan, reason.facts)),
        )
        yield ListRow(says=(job.sentence(reason),), trail=trail)


# ------------------------------------------------------------------------------------------- facts


def cited(basis: Basis, facts: Iterable[Fact]) -> Iterator[CitedFact]:
    """Yield facts in words, each once; one whose row is gone says nothing."""
    for fact in dict.fromkeys(facts):
        row = cited_row(basis.catalog, fact.kind, fact.key)
        if row is None:
            continue
        yield CitedFact(
            text=_in_words(basis, fact, row),
            source=_citation(basis.catalog, row.source, last_seen(row, basis.seen) or row.as_of),
            app=row.app if isinstance(row, AppPlan | AppStatement) else "",
        )


def _citation(catalog: Catalog, slug: str, as_of: date | None) -> Citation:
    """Return a source as it is cited; its slug where the catalog does not have it."""
    row = catalog.source.get(slug)
    if row is None:
        return Citation(slug=slug, title=slug, publisher="", as_of=as_of)
    return Citation(slug=slug, title=row.title, publisher=row.publisher, as_of=as_of)


def _in_words(basis: Basis, fact: Fact, row: Any) -> str:
    """Return a fact in words: by its kind, else its name and the field that it is about."""
    catalog, tool = basis.catalog, basis.names.tool
    match row:
        case AppStatement():
            name = tool(row.app_plan) if row.app_plan else catalog.app[row.app].name
            return basis.say("fact", fact.kind, name=name, says=row.says)
        case Offer():
            seller = basis.names.provider(row.seller)
            return basis.say("fact", fact.kind, name=tool(row.model), seller=seller)
        case Machine():
            return basis.say("fact", fact.kind, name=row.name, price=price_in_words(row))
        case Price():
            name, price = _priced(basis, row)
            return basis.say("fact", fact.kind, name=name, price=price, day=row.valid_from)
    name = _title(catalog, fact.kind, fact.key)
    is_its_title = fact.field == KINDS[fact.kind].title
    if is_its_title or not fact.field:
        return basis.say("fact", "row", name=name)
    field = KINDS[fact.kind].described[fact.field]
    value = value_as_line(field, getattr(row, fact.field), partial(_title, catalog))
    return basis.say("fact", "field", name=name, label=field.about.label, value=value)


def _priced(basis: Basis, row: Price) -> tuple[str, str]:
    """Return what has a price, and the price."""
    if row.app_plan is not None:
        return basis.names.tool(row.app_plan), format_plan_price(row)
    price = per_unit(format_price(row.amount), row.unit)
    return basis.names.tool(_model_of(basis.catalog, row)), price


def _model_of(catalog: Catalog, price: Price) -> str:
    """Return the model that an offer sells at a price; empty where it is on sale no longer."""
    offer = catalog.offer.get(price.offer or "")
    return offer.model if offer is not None else ""


def _title(catalog: Catalog, kind: str, slug: str) -> str:
    """Return the title of a row; its slug where there is none."""
    row = cited_row(catalog, kind, slug)
    return str(getattr(row, KINDS[kind].title)) if row is not None else slug
