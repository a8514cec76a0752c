"""How a row of the catalog becomes a fact that a reason can lean on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from catalog.formatting import format_day, format_number, format_price, lower_first
from catalog.schema import AiModel, Catalog, Cell, DataTerms, Guidance, Modality, Offer, Price, Score, Tuning, UseCase
from catalog.vocabulary import Branch, Medium
from wizard.engine.decision import Fact
from wizard.engine.replies import reply_on
from wizard.engine.rules import RULES
from wizard.engine.vocabulary import FactKind

type Named = Guidance | Tuning | Modality


def fact(  # noqa: PLR0913 - a fact has as many sides
    catalog: Catalog,
    *,
    kind: FactKind,
    subject: str,
    aspect: str = "",
    field: str = "",
    text: str,
    source: str,
    as_of: date,
) -> Fact:
    """Return a fact with the voice of its source. Raises KeyError where the catalog has no such source.

    Where a reply lies over the field of the row that the fact speaks of, the reply is its source.
    """
    said = reply_on(catalog, kind, subject, field) if field else None
    if said is not None:
        source, as_of = said.source, said.on
    return Fact(
        kind=kind,
        subject=subject,
        aspect=aspect,
        text=text,
        source=source,
        voice=catalog.source[source].voice,
        as_of=as_of,
    )


def of_model(catalog: Catalog, model: AiModel, aspect: str, text: str, *, field: str = "") -> Fact:
    """Cite one property of a model; `field` names the one it rests on, where it is a single one."""
    return fact(
        catalog,
        kind=FactKind.MODEL,
        subject=model.slug,
        aspect=aspect,
        field=field,
        text=text,
        source=model.source,
        as_of=model.as_of,
    )


def of_cell(catalog: Catalog, cell: Cell) -> Fact:
    """Cite a cell of the matrix."""
    use_case = catalog.use_case[cell.use_case]
    fit = "disputed, we read it as " + cell.fit.label.lower() if cell.disputed else cell.fit.label.lower()
    return fact(
        catalog,
        kind=FactKind.CELL,
        subject=f"{cell.use_case}/{cell.branch}",
        text=f"“{use_case.name}”, {lower_first(cell.branch.label)}: {fit}. {cell.reason}",
        source=cell.source,
        as_of=cell.as_of,
    )


def of_use_case(catalog: Catalog, use_case: UseCase, text: str) -> Fact:
    """Cite something that a use case says of itself."""
    return fact(
        catalog,
        kind=FactKind.USE_CASE,
        subject=use_case.slug,
        text=text,
        source=use_case.source,
        as_of=use_case.as_of,
    )


def of_medium(medium: Medium, catalog: Catalog, on: date) -> Fact:
    """Cite which branch makes a medium: the vocabulary of the house, so editor's judgement."""
    maker = "a language model" if medium.branch is Branch.LANGUAGE else "other generative AI"
    return fact(
        catalog,
        kind=FactKind.MODALITY,
        subject=medium,
        text=f"{medium.label}: made by {maker}.",
        source="editors-judgement",
        as_of=on,
    )


def of_price(catalog: Catalog, price: Price, model: AiModel) -> Fact:
    """Cite a price of an offer."""
    seller = (price.offer or "").partition("@")[2]
    name = catalog.provider[seller].name if seller in catalog.provider else seller
    return fact(
        catalog,
        kind=FactKind.PRICE,
        subject=f"{price.offer}/{price.unit}/{price.valid_from.isoformat()}",
        aspect="price",
        text=f"{model.name} at {name}: {format_price(price.usd, price.unit)} since {format_day(price.valid_from)}.",
        source=price.source,
        as_of=price.as_of,
    )


def of_offer(catalog: Catalog, offer: Offer, text: str, *, field: str = "") -> Fact:
    """Cite what an offer says of itself."""
    return fact(
        catalog,
        kind=FactKind.OFFER,
        subject=offer.slug,
        aspect="terms",
        field=field,
        text=text,
        source=offer.source,
        as_of=offer.as_of,
    )


def of_terms(catalog: Catalog, terms: DataTerms, text: str, *, field: str = "") -> Fact:
    """Cite what a seller's terms say."""
    return fact(
        catalog,
        kind=FactKind.TERMS,
        subject=terms.slug,
        aspect="terms",
        field=field,
        text=text,
        source=terms.source,
        as_of=terms.as_of,
    )


def of_score(catalog: Catalog, score: Score) -> Fact:
    """Cite a figure of a model on a benchmark."""
    benchmark = catalog.benchmark[score.benchmark]
    known = score.low is not None and score.high is not None
    span = f", interval {format_number(score.low)} to {format_number(score.high)}" if known else ""
    return fact(
        catalog,
        kind=FactKind.SCORE,
        subject=f"{score.benchmark}/{score.model}",
        aspect="scores",
        text=f"{catalog.model[score.model].name}: {format_number(score.value)} on {benchmark.name}{span}, "
        f"measured by {score.measured_by}.",
        source=score.source,
        as_of=score.as_of,
    )


def of_guidance(catalog: Catalog, row: Guidance) -> Fact:
    """Cite a sourced statement."""
    return fact(
        catalog,
        kind=FactKind.GUIDANCE,
        subject=row.slug,
        text=row.statement,
        source=row.source,
        as_of=row.as_of,
    )


def of_tuning(catalog: Catalog, row: Tuning) -> Fact:
    """Cite a way to adapt a model at a host."""
    ways = ", ".join(lower_first(way.label) for way in row.adaptations) or "fine-tuning"
    ends = f", ends {format_day(row.ends)}" if row.ends else ""
    host = catalog.provider[row.host].name if row.host in catalog.provider else row.host
    return fact(
        catalog,
        kind=FactKind.TUNING,
        subject=row.slug,
        aspect="tuning",
        text=f"{row.model_name} at {host}: {ways}: {row.available.label.lower()}{ends}. {row.note}".strip(),
        source=row.source,
        as_of=row.as_of,
    )


def resolve(catalog: Catalog, fact: Fact) -> object | None:
    """Return the row of the catalog, or the rule, that a fact cites; None where it is not there (any more)."""
    return _ROWS[fact.kind](catalog, fact)


def _price(catalog: Catalog, fact: Fact) -> Price | None:
    offer, unit, since = fact.subject.rsplit("/", 2)
    rows = catalog.prices_of.get(offer, ())
    return next((row for row in rows if row.unit == unit and row.valid_from.isoformat() == since), None)


def _offer(catalog: Catalog, fact: Fact) -> Offer | None:
    rows = catalog.offers_of.get(fact.subject.partition("@")[0], ())
    return next((row for row in rows if row.slug == fact.subject), None)


def _score(catalog: Catalog, fact: Fact) -> Score | None:
    """Return the score of that day and source; a model may have been measured more than once."""
    benchmark, model = fact.subject.split("/", 1)
    rows = (row for row in catalog.scores_of.get(model, ()) if row.benchmark == benchmark)
    return next((row for row in rows if (row.source, row.as_of) == (fact.source, fact.as_of)), None)


def _cell(catalog: Catalog, fact: Fact) -> Cell | None:
    use_case, branch = fact.subject.rsplit("/", 1)
    return next((row for key, row in catalog.cell.items() if key == (use_case, branch)), None)


def _named(rows: Iterable[Named], fact: Fact) -> Named | None:
    return next((row for row in rows if row.slug == fact.subject), None)


_ROWS: Mapping[FactKind, Callable[[Catalog, Fact], object | None]] = {
    FactKind.MODEL: lambda catalog, fact: catalog.model.get(fact.subject),
    FactKind.PRICE: _price,
    FactKind.TERMS: lambda catalog, fact: catalog.terms_of.get(fact.subject),
    FactKind.OFFER: _offer,
    FactKind.SCORE: _score,
    FactKind.CELL: _cell,
    FactKind.USE_CASE: lambda catalog, fact: catalog.use_case.get(fact.subject),
    FactKind.GUIDANCE: lambda catalog, fact: _named(catalog.guidance, fact),
    FactKind.TUNING: lambda catalog, fact: _named(catalog.tunings, fact),
    FactKind.MODALITY: lambda catalog, fact: _named(catalog.modalities, fact),
    FactKind.METHOD: lambda _, fact: RULES.get(fact.subject),
}
