"""What lists say of models themselves: limits, what goes in, and models not on file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
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


type ByList[Stated] = Mapping[str, Sequence[Stated]]  # by the name of the list
type Days = Mapping[str, date]  # on which each list was read
type Drafts = tuple[Any, ...]  # facts, in the order in which they are stored


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedModel:
    """A model on sale of which a list speaks, by the entry of the model's own maker."""

    catalog: Catalog
    model: AiModel
    origin: str
    on: date

    def statement(self, **says: Any) -> ModelStatement:
        """Return what the list says as a statement, added to the one it has already."""
        source = slugged(self.origin)
        rows = self.catalog.statements_of.get(self.model.slug, ())
        before = next((row for row in rows if row.source == source), None)
        if before is None:
            return ModelStatement(model=self.model.slug, source=source, as_of=self.on, **says)
        both = {name: (*getattr(before, name), *values) for name, values in says.items()}
        more: dict[str, Any] = {name: tuple(dict.fromkeys(values)) for name, values in both.items()}
        return replace(before, as_of=self.on, **more)

    def to_check(self, sort: CheckSort, about: str, says: str, drafts: Drafts) -> CheckLine:
        """Return what a person looks at; the sentence begins with the name of the model."""
        return CheckLine(
            sort=sort,
            about=f"{self.model.slug} {about}",
            says=f"{self.model.name} {says}",
            seller=self.model.provider,
            page=self.model.homepage,
            drafts=drafts,
        )

    def finding(self, about: str, entry: str, line: CheckLine | None) -> ListFinding:
        """Return what comes of a statement: it is to be checked, or says what is on file."""
        title = f"{self.model.slug}: {about} ({self.origin}: {entry})"
        same = line is None
        return ListFinding(origin=self.origin, title=title, about=about, same=same, to_check=line)


def _listed[Stated: (LimitStatement, InputStatement)](
    lists: ByList[Stated], desk: ModelsOnFile, days: Days
) -> Iterator[tuple[ListedModel, Stated]]:
    """Yield each statement of each list on a model on sale, if it is in its maker's own entry."""
    for origin, statements in lists.items():
        on = days[origin]
        for statement in statements:
            model = desk.of_maker(statement.seller, statement.model)
            if model is not None and query.sale(desk.catalog, model, on).on_sale:
                listed = ListedModel(catalog=desk.catalog, model=model, origin=origin, on=on)
                yield listed, statement


def compare_limits(
    lists: ByList[LimitStatement], desk: ModelsOnFile, days: Days
) -> Iterator[ListFinding]:
    """Yield what each list says of the limits of models on sale, by their makers' own entries."""
    for listed, statement in _listed(lists, desk, days):
        yield listed.finding(statement.field, statement.model, _limit(listed, statement))


def _limit(listed: ListedModel, statement: LimitStatement) -> CheckLine | None:
    """Return a limit that differs from what is on file; None where it is the same."""
    model = listed.model
    ours = getattr(model, statement.field)
    if statement.tokens in {ours, model.total_limit}:
        return None
    verb, fact = _LIMITS[statement.field]
    changes: dict[str, Any] = {statement.field: statement.tokens}
    limit = model.total_limit if ours is None else ours
    we = f"we say {format_number(limit)}" if limit else "we have no figure"
    says = f"{verb} {format_number(statement.tokens)} tokens at most; {we}."
    drafts = replace(model, **changes), listed.statement(facts=(fact,))
    return listed.to_check(CheckSort.LIMIT, statement.field, says, drafts)


def compare_inputs(
    lists: ByList[InputStatement], desk: ModelsOnFile, days: Days
) -> Iterator[ListFinding]:
    """Yield what each list says goes into models on sale, by their makers' own entries."""
    for listed, statement in _listed(lists, desk, days):
        yield listed.finding("inputs", statement.model, _inputs(listed, statement))


def _inputs(listed: ListedModel, statement: InputStatement) -> CheckLine | None:
    """Return the media that we do not say go in; None where we say so of all of them."""
    answers = {
        medium: query.reads(listed.catalog, listed.model, medium)
        for medium in Medium
        if medium in statement.reads
    }
    others = {medium: answer for medium, answer in answers.items() if answer is not Known.YES}
    if not others:
        return None
    we = "we say no" if {*others.values()} == {Known.NO} else "we do not know"
    about, says = f"reads {' '.join(others)}", f"reads {format_list(others)}; {we}."
    drafts = (listed.statement(reads=tuple(others)),)
    return listed.to_check(CheckSort.INPUTS, about, says, drafts)


# --------------------------------------------------------------------------------------- new models


def new_models(
    lists: Mapping[str, ListContent], desk: ModelsOnFile, days: Days
) -> Iterator[ListFinding]:
    """Yield kept makers' models that no row has, once a list, each with the drafts of one act."""
    makers = {model.provider for model in desk.catalog.models}
    slugs = {model.slug for model in desk.catalog.models}
    on_file = slugs | {_own_name(offer.seller_model_id) for offer in desk.catalog.offers}
    for origin, content in lists.items():
        proof = {"source": slugged(origin), "as_of": days[origin]}
        observations = defaultdict[tuple[str, str], list[Observation]](list)
        for row in content.of(Observation):
            observations[row.seller, row.model].append(row)
        named: set[tuple[str, str]] = set()
        for entry in content.of(EntryStatement):
            maker, name = _maker_and_name(desk.names, entry)
            is_new = bool(name) and name not in on_file and (maker, name) not in named
            if maker not in makers or not is_new:
                continue
            named.add((maker, name))
            prices = observations[entry.seller, entry.model]
            line = _new_model(maker, name, entry, prices, proof)
            title = f"{maker}: {name} ({origin}: {entry.model})"
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
    model = AiModel(slug=name, name=bare, provider=maker, **proof)
    offer = Offer(slug=f"{name}@{maker}", model=name, seller=maker, seller_model_id=bare, **proof)
    usd_by_unit = {
        row.unit: row.usd for row in observations if row.unit is not None and not row.reason
    }
    prices = [_price(offer, unit, usd, proof) for unit, usd in usd_by_unit.items()]
    priced = format_list(f"${price.amount} a {price.unit.label}" for price in prices)
    return CheckLine(
        sort=CheckSort.MODEL,
        about=f"{maker} {name}",
        says=f"{bare}, {priced or 'without a price'}.",
        seller=maker,
        page=entry.page,
        drafts=(model, offer, *prices),
    )


def _price(offer: Offer, unit: PriceUnit, usd: Decimal, proof: Mapping[str, Any]) -> Price:
    return Price(
        offer=offer.slug,
        unit=unit,
        amount=usd,
        valid_from=proof["as_of"],
        basis=PriceBasis.RECORDED,
        **proof,
    )
