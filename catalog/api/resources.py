"""What the API gives of each kind: properties, filters and schemas.

They are made from the registry and the schema of the facts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain
from operator import contains, eq, ge, itemgetter, le
from typing import Annotated, Any, Literal, get_args

from ninja import Field as Described, Schema
from pydantic import create_model

from catalog import query
from catalog.api.computed import COMPUTED
from catalog.api.narrowing import NARROWING, Narrowing
from catalog.api.params import Day, Id, ListParams, Params, Slug, Words, YesOrNo
from catalog.api.properties import Property, Quantity, Read
from catalog.naming import address_of, name_of
from catalog.references import fill
from catalog.registry import KINDS, FactKind
from catalog.releases import Reading
from catalog.schema import AiModel, Catalog
from catalog.schema.field import Field, Quantity as Counted
from catalog.values import unit_of


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A parameter that narrows a list by one property."""

    name: str
    takes: Any
    help: str
    matches: Callable[[Any, Any], bool]  # of the property's value and what is asked
    read: Read

    def test(self, reading: Reading, value: Any) -> Callable[[Any], bool]:
        """Return what tells whether a row has what is asked for."""
        return lambda row: self.matches(self.read(reading, row), value)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Rows that the API gives as a list and one by one."""

    path: str
    one: str  # what a row is called
    name: str  # of its schema
    many: str  # the word for several in names of operations
    about: str
    tag: str
    given: tuple[Property, ...]  # of a row that is asked for by its id
    rows: Callable[[Reading, Any], Sequence[Any]]  # on a day, for the parameters of a list
    id_of: Callable[[Any], str]
    find: Callable[[Reading, str], Any] = lambda now, name: None  # noqa: ARG005  # where there is one by one
    name_of: Read | None = None
    id_parts: tuple[str, ...] = ("id",)
    base: tuple[type[Schema], ...] = (ListParams, Params)
    narrowing: type[Narrowing] = Narrowing

    @cached_property
    def properties(self) -> tuple[Property, ...]:
        """Every property of a row of the list."""
        return tuple(row for row in self.given if row.listed)

    @cached_property
    def schema(self) -> type[Schema]:
        """A row as the document describes it."""
        fields = {row.name: (row.holds, _described(row)) for row in self.given}
        return _model(self.name, (Schema,), fields, self.about)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """The parameters that narrow the list by one property."""
        together = self.narrowing.model_fields
        filters = chain.from_iterable(filters_of(row) for row in self.properties)
        return tuple(row for row in filters if row.name not in together)

    @cached_property
    def key(self) -> type[Schema]:
        """What the address of a single row takes."""
        parts = {part: (Id, Described(description=f"Its {part}.")) for part in self.id_parts}
        return _model(f"{self.name}Key", (Schema,), parts)

    @cached_property
    def params(self) -> type[Schema]:
        """Every parameter of the list."""
        names = tuple(row.name for row in self.properties if not (row.several or row.rows))
        sort = Described(None, description="A property to sort by; what is unknown comes last.")
        fields: dict[str, Any] = {"sort": (Literal[names] | None, sort)}
        if self.name_of:
            fields["q"] = (Words, Described("", description="Part of the name or the id."))
        for row in self.filters:
            fields[row.name] = (row.takes | None, Described(None, description=row.help))
        # What narrows the list may have a search of its own.
        together = self.narrowing.model_fields
        fields = {name: field for name, field in fields.items() if name not in together}
        return _model(f"{self.many}Params", (self.narrowing, *self.base), fields)

    def matching(self, reading: Reading, params: Any) -> list[Any]:
        """Return the rows that are asked for, in the order asked for."""
        values = params.model_dump(exclude_defaults=True)
        tests = [row.test(reading, values[row.name]) for row in self.filters if row.name in values]
        tests.append(params.conditions(reading))
        if "q" in values and "q" not in self.narrowing.model_fields:
            tests.append(_named(self, reading, values["q"]))
        rows = [row for row in self.rows(reading, params) if all(test(row) for test in tests)]
        if "sort" not in values:
            return rows
        by = next(row for row in self.properties if row.name == values["sort"])
        return _sorted(reading, rows, by, backwards=params.order == "desc")


def joined_words(name: str) -> str:
    """Return words as names of schemas join them: AppPlan."""
    return "".join(word.capitalize() for word in name.split("_"))


def _described(row: Property) -> Any:
    return Described(description=row.help, examples=[row.example] if row.example else None)


def _named(resource: Resource, reading: Reading, words: str) -> Callable[[Any], bool]:
    """Return what tells whether the name or the id of a row has these words."""
    name_of = resource.name_of or (lambda _reading, _row: "")
    text, id_of = words.casefold(), resource.id_of
    return lambda row: text in f"{name_of(reading, row)}\n{id_of(row)}".casefold()


def _sorted(reading: Reading, rows: list[Any], by: Property, *, backwards: bool) -> list[Any]:
    """Return rows sorted by a property; those of which it is unknown come last either way."""
    values = [(by.sort_value(reading, row), row) for row in rows]
    known = [pair for pair in values if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=backwards)
    unknown = [row for value, row in values if value is None]
    return [row for _, row in known] + unknown


def _model(name: str, base: tuple[type[Schema], ...], fields: Any, about: str = "") -> type[Schema]:
    return create_model(name, __base__=base, __doc__=about, **fields)


def filters_of(row: Property) -> Iterator[Filter]:
    """Yield the parameters that narrow a list by a property; none where it is not for that."""

    def make(
        name: str, takes: Any, matches: Callable[[Any, Any], bool], help_: str = row.help
    ) -> Filter:
        return Filter(name=name, takes=takes, help=help_, matches=matches, read=row.read)

    if not (row.filter or row.target):
        return
    if row.words or row.target:
        yield make(row.name, row.words or Slug, contains if row.several else eq)
    elif row.holds is bool:
        yield make(row.name, YesOrNo, _is_so)
    elif row.is_number:
        number = Annotated[float, Described(ge=-(10**15), le=10**15)]
        yield make(f"min_{row.name}", number, _known_and(ge), f"At least. {row.help}")
        yield make(f"max_{row.name}", number, _known_and(le), f"At most. {row.help}")
    elif date in {row.holds, *get_args(row.holds)}:
        yield make(f"{row.name}_from", Day, _known_and(ge), f"From. {row.help}")
        yield make(f"{row.name}_until", Day, _known_and(le), f"Until. {row.help}")
    else:
        yield make(row.name, Words, eq)


def _is_so(value: Any, asked: str) -> bool:
    return value is (asked in {"yes", "true"})


def _known_and(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return a test whether a number or day is known and on one side of what is asked for."""

    def matches(value: Any, limit: Any) -> bool:
        known = value["value"] if isinstance(value, dict) else value
        exact = Decimal(str(limit)) if isinstance(limit, float) else limit
        return known is not None and compare(known, exact)

    return matches


@cache
def resource_of(name: str) -> Resource:
    """Return what the API gives of a kind."""
    kind = KINDS[name]
    rows = [_with_rows(row) for row in COMPUTED.get(name, ())]
    return Resource(
        path=kind.path,
        one=kind.one,
        name=joined_words(kind.code),
        many=joined_words(name),
        about=kind.fact.__doc__ or "",
        tag=kind.tag.label if kind.tag else "",
        given=(*_listed(kind, rows), *(row for row in rows if not row.listed)),
        rows=lambda now, _params: getattr(now.catalog, name),
        id_of=kind.id_of,
        find=lambda now, slug: kind.find(now.catalog, slug),
        name_of=lambda now, row: name_of(now.catalog, kind, row),
        id_parts=kind.key if kind.joint == "/" else ("id",),
        narrowing=NARROWING.get(name, Narrowing),
    )


def _listed(kind: FactKind, computed: list[Property]) -> Iterator[Property]:
    """Yield what a list says of a row: its own fields, then the others.

    A computed answer stands in the place of its field.
    """
    yield Property("id", str, "What it is called in addresses.", lambda _, row: kind.id_of(row))
    answers = {row.name: row for row in computed if row.listed}
    for name, field in kind.described.items():
        if name in answers:
            answer = answers.pop(name)
            yield replace(answer, filter=answer.filter or field.about.filter)
        elif field.about.public and name != "slug":
            yield _own(field)
    yield from answers.values()
    if any(field.about.where for field in kind.described.values()):
        yield _inapplicable(kind)
    if kind.page or kind.place:
        yield _page(kind)


def _page(kind: FactKind) -> Property:
    words = "Its page on this site."
    return Property("page", str, words, lambda now, row: address_of(now.catalog, kind, row))


def _inapplicable(kind: FactKind) -> Property:
    """Return what names the properties that mean nothing for a row.

    An example is the rent of a machine that is bought.
    """
    limited = [field for field in kind.described.values() if field.about.where]

    def read(_: Reading, row: Any) -> tuple[str, ...]:
        return tuple(_name(field) for field in limited if not field.applies(row))

    words = (
        "Properties that mean nothing for this row. Of all others null and unknown mean that "
        "nobody says."
    )
    return Property("does_not_apply", tuple[str, ...], words, read)


def _name(field: Field) -> str:
    """Return a field's name for programs: without the unit, where the name has one."""
    quantity = field.about.quantity
    return (quantity and quantity.name) or field.name


def _own(field: Field) -> Property:
    about = field.about
    typed = field.holds is str and not field.target and not field.several
    return Property(
        name=_name(field),
        holds=_type_of(field),
        help=f"{about.heading}. {about.help}",
        read=_read(field),
        target=about.parent,
        filter=about.filter,
        quantity=about.quantity,
        example=about.example if typed else "",
    )


def _type_of(field: Field) -> Any:
    if field.about.quantity:
        # A unit that hangs on the medium may be none at all.
        return Quantity | None if "media_unit" in field.about.quantity.unit else Quantity
    if field.several:
        return tuple[field.holds, ...]  # type: ignore[name-defined]
    return field.holds | None if field.optional else field.holds


def _read(field: Field) -> Read:
    if field.about.quantity:
        return _quantity(field.name, field.about.quantity)
    if field.about.references:
        return _filled(field)
    return lambda _, row: getattr(row, field.name)


def _filled(field: Field) -> Read:
    """Return what reads a text with its references filled in; only Markdown has links."""
    linked = field.about.text == "markdown"

    def read(reading: Reading, row: Any) -> str:
        return fill(getattr(row, field.name), reading.catalog, reading.on, linked=linked)

    return read


def _with_rows(row: Property) -> Property:
    """Return a property with the schema of its rows, and with these as the API gives them."""
    if not row.rows:
        return row
    inner = resource_of(row.rows)

    def read(reading: Reading, outer: Any) -> list[Any]:
        return [row_values(reading, part, inner.properties) for part in row.read(reading, outer)]

    return replace(row, holds=list[inner.schema], read=read)  # type: ignore[name-defined]


def row_values(reading: Reading, row: Any, properties: Iterable[Property]) -> dict[str, Any]:
    """Return a row as the API gives it."""
    return {column.name: column.read(reading, row) for column in properties}


def _quantity(name: str, about: Counted) -> Read:
    def read(reading: Reading, row: Any) -> Any:
        unit = unit_of(reading.catalog, row, about) if "{" in about.unit else about.unit
        if unit is None:
            return None
        value = getattr(row, name)
        low, high = _range(row, about)
        source, as_of = (None, None) if value is None else _proof(reading.catalog, row, name)
        return {
            "value": value,
            "unit": unit,
            "low": low,
            "high": high,
            "estimate": about.estimate,
            "as_of": as_of,
            "source": source,
        }

    return read


def _range(row: Any, about: Counted) -> tuple[Any, Any]:
    """Return the ends of a number's range; no end where it has none above."""
    high = getattr(row, about.high) if about.high else None
    return (None, None) if high is None else (getattr(row, about.low), high)


def _proof(catalog: Catalog, row: Any, name: str) -> tuple[str, date]:
    """Return the source and day of a number: the row's, or, for a fact of a model, its own."""
    proof = query.proof(catalog, row, name) if isinstance(row, AiModel) else row
    return proof.source, proof.as_of


RESOURCES: tuple[Resource, ...] = tuple(
    resource_of(name) for name, kind in KINDS.items() if kind.tag
)
