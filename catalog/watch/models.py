"""What lists say of models themselves: limits, what goes in, and models not on file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalog import query
from catalog.formatting import format_list, format_number
from catalog.registry import slugged
from catalog.schema import AiModel, Catalog, ModelStatement, Offer, Price
from catalog.vocabulary import Known, Medium, ModelFact, PriceBasis, PriceUnit
from catalog.watch.findings import CheckLine, CheckSort, ListFinding
from catalog.watch.names import OfferNames
from catalog.watch.statements import (
    EntryStatement,
    InputStatement,
    LimitStatement,
    ListContent,
    Observation,
)

# What stands around a model's own name: a region, a version, a day.
_REGION = re.compile(r"^(us|eu|apac|jp|au|global)[./]")
_AFTER = re.compile(
    r"([-@_](20\d{6}|20\d{2}-\d{2}-\d{2}|\d{2}-\d{2,4}|\d{4})|-v\d+(:\d+)?|:\w+|-(latest|preview|exp|beta))+$"
)
_LIMITS = {
    "input_limit": ("reads", ModelFact.INPUT_LIMIT),
    "output_limit": ("writes", ModelFact.OUTPUT_LIMIT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsOnFile:
    """The catalog, and how lists name its offers."""

    catalog: Catalog
    names: OfferNames

    def of_maker(self, seller: str, model: str) -> AiModel | None:
        """Return the model that an entry of its own maker is of; None for every other entry."""
        try:
            _, offer = self.names.offer(seller, model)
        except LookupError:
            return None
        sold = self.catalog.offer[offer]
        row = self.catalog.model.get(sold.model)
        return row if row is not None and row.provider == sold.seller else None


# ------------------------------------------------------------------------- limits, and what goes in


def compare_limits(
    lists: Mapping[str, Sequence[LimitStatement]], desk: ModelsOnFile, days: Mapping[str, date]
) -> Iterator[ListFinding]:
    """Yield what each list says of the limits of models on sale, by their makers' own entries."""
    for origin, statements in lists.items():
        for statement in statements:
            model = desk.of_maker(statement.seller, statement.model)
            if model is not None and query.sale(desk.catalog, model, days[origin]).on_sale:
                yield _limit(origin, desk.catalog, model, statement, days[origin])


def _limit(
    origin: str, catalog: Catalog, model: AiModel, statement: LimitStatement, on: date
) -> ListFinding:
    title = f"{model.slug}: {statement.field} ({origin}: {statement.model})"
    ours = getattr(model, statement.field)
    if statement.tokens in {ours, model.total_limit}:
        return ListFinding(origin=origin, title=title, about=statement.field, same=True)
    verb, fact = _LIMITS[statement.field]
    changes: dict[str, Any] = {statement.field: statement.tokens}
    limit = model.total_limit if ours is None else ours
    we = f"we say {format_number(limit)}" if limit else "we have no figure"
    line = CheckLine(
        sort=CheckSort.LIMIT,
        about=f"{model.slug} {statement.field}",
        says=f"{model.name} {verb} {format_number(statement.tokens)} tokens at most; {we}.",
        seller=model.provider,
        page=model.homepage or "",
        drafts=(
            replace(model, **changes),
            _statement(origin, catalog, model, on, facts=(fact,)),
        ),
    )
    return ListFinding(origin=origin, title=title, about=statement.field, to_check=line)


def compare_inputs(
    lists: Mapping[str, Sequence[InputStatement]], desk: ModelsOnFile, days: Mapping[str, date]
) -> Iterator[ListFinding]:
    """Yield what each list says goes into models on sale, by their makers' own entries."""
    for origin, statements in lists.items():
        for statement in statements:
            model = desk.of_maker(statement.seller, statement.model)
            if model is not None and query.sale(desk.catalog, model, days[origin]).on_sale:
                yield _inputs(origin, desk.catalog, model, statement, days[origin])


def _inputs(
    origin: str, catalog: Catalog, model: AiModel, statement: InputStatement, on: date
) -> ListFinding:
    title = f"{model.slug}: inputs ({origin}: {statement.model})"
    stated = [medium for medium in Medium if medium in statement.reads]
    answers = {medium: query.reads(catalog, model, medium) for medium in stated}
    others = [medium for medium, answer in answers.items() if answer is not Known.YES]
    if not others:
        return ListFinding(origin=origin, title=title, about="inputs", same=True)
    we = "we say no" if all(answers[medium] is Known.NO for medium in others) else "we do not know"
    line = CheckLine(
        sort=CheckSort.INPUTS,
        about=f"{model.slug} reads {' '.join(others)}",
        says=f"{model.name} reads {format_list(others)}; {we}.",
        seller=model.provider,
        page=model.homepage or "",
        drafts=(_statement(origin, catalog, model, on, reads=tuple(others)),),
    )
    return ListFinding(origin=origin, title=title, about="inputs", to_check=line)


def _statement(
    origin: str, catalog: Catalog, model: AiModel, on: date, **says: Any
) -> ModelStatement:
    """Return what a list says of a model as a statement, added to the one it has already."""
    source = slugged(origin)
    rows = catalog.statements_of.get(model.slug, ())
    before = next((row for row in rows if row.source == source), None)
    if before is None:
        return ModelStatement(model=model.slug, source=source, as_of=on, **says)
    more: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(before, name), *values)))
        for name, values in says.items()
    }
    return replace(before, as_of=on, **more)


# --------------------------------------------------------------------------------------- new models


def new_models(
    lists: Mapping[str, ListContent], desk: ModelsOnFile, days: Mapping[str, date]
) -> Iterator[ListFinding]:
    """Yield kept makers' models that no row has, once a list, each with the drafts of one act."""
    makers = {model.provider for model in desk.catalog.models}
    on_file = {
        *(model.slug for model in desk.catalog.models),
        *(_own_name(offer.seller_model_id) for offer in desk.catalog.offers),
    }
    for origin, content in lists.items():
        observations: dict[tuple[str, str], list[Observation]] = {}
        for row in content.of(Observation):
            observations.setdefault((row.seller, row.model), []).append(row)
        named: set[tuple[str, str]] = set()
        for entry in content.of(EntryStatement):
            maker, name = _maker_and_name(desk.names, entry)
            if maker not in makers or not name:
                continue
            if name not in on_file and (maker, name) not in named:
                named.add((maker, name))
                title = f"{maker}: {name} ({origin}: {entry.model})"
                prices = observations.get((entry.seller, entry.model), ())
                proof = {"source": slugged(origin), "as_of": days[origin]}
                line = _new_model(maker, name, entry, prices, proof)
                yield ListFinding(origin=origin, title=title, about="entry", to_check=line)


def _maker_and_name(names: OfferNames, entry: EntryStatement) -> tuple[str, str]:
    """Return whose model an entry is of, and its name there without region, version and day."""
    maker = names.seller(entry.seller) or ""
    head, slash, rest = entry.model.lower().partition("/")
    bare = rest if slash and names.seller(head) == maker else entry.model.lower()
    return (maker, "") if "/" in bare else (maker, _own_name(bare))


def _own_name(name: str) -> str:
    return slugged(_AFTER.sub("", _REGION.sub("", name.lower())))


def _new_model(
    maker: str,
    name: str,
    entry: EntryStatement,
    observations: Iterable[Observation],
    proof: Mapping[str, Any],
) -> CheckLine:
    """Return a model not on file, with the rows that one act drafts: model, offer and prices."""
    bare = entry.model.rpartition("/")[2]
    offer = Offer(slug=f"{name}@{maker}", model=name, seller=maker, seller_model_id=bare, **proof)
    prices: dict[PriceUnit, Price] = {}
    for row in observations:
        if row.unit is None or row.reason:
            continue
        prices[row.unit] = Price(
            offer=offer.slug,
            unit=row.unit,
            amount=row.usd,
            valid_from=proof["as_of"],
            basis=PriceBasis.RECORDED,
            **proof,
        )
    priced = format_list(f"${price.amount} a {price.unit.label}" for price in prices.values())
    return CheckLine(
        sort=CheckSort.MODEL,
        about=f"{maker} {name}",
        says=f"{bare}{f', {priced}' if priced else ', without a price'}.",
        seller=maker,
        page=entry.page,
        drafts=(
            AiModel(slug=name, name=bare, provider=maker, **proof),
            offer,
            *prices.values(),
        ),
    )
