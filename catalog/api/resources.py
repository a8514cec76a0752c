"""What the API gives of each kind: properties, filters and schemas, made from the registry and the schema of the facts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from operator import ge, le
from typing import Annotated, Any, Literal

from ninja import Field as Described, Schema
from pydantic import create_model

from catalog import query
from catalog.api.computed import COMPUTED, NARROWING, Narrowing, Property, Quantity, Read, Snapshot
from catalog.api.params import Day, Id, ListParams, Params, Slug, Words, YesOrNo
from catalog.naming import address_of, name_of
from catalog.references import fill
from catalog.registry import KINDS, FactKind
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


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Rows that the API gives as a list and one by one."""

    path: str
    one: str  # what a row is called
    name: str  # of its schema
    many: str  # the word for several in names of operations
    about: str
    tag: str
    properties: tuple[Property, ...]
    related: tuple[Property, ...] = ()  # given of a single row alone
    rows: Callable[[Snapshot, Any], Sequence[Any]]  # on a day, for the parameters of a list
    id_of: Callable[[Any], str]
    find: Callable[[Snapshot, str], Any] = lambda now, name: None  # noqa: ARG005  # where there is one by one
    name_of: Read | None = None
    id_parts: tuple[str, ...] = ("id",)
    base: tuple[type[Schema], ...] = (ListParams, Params)
    narrowing: Narrowing | None = None

    @property
    def given(self) -> tuple[Property, ...]:
        """Every property of a row that is asked for by its id."""
        return (*self.properties, *self.related)

    @cached_property
    def schema(self) -> type[Schema]:
        """A row as the document describes it."""
        fields = {
            each.name: (
                each.holds,
                Described(description=each.help, examples=[each.example] if each.example else None),
            )
            for each in self.given
        }
        return _model(self.name, (Schema,), fields, self.about)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """The parameters that narrow the list by one property."""
        own = self.narrowing.params if self.narrowing else {}
        return tuple(
            each for row in self.properties for each in _filters(row) if each.name not in own
        )

    @cached_property
    def key(self) -> type[Schema]:
        """What the address of a single row takes."""
        parts = {part: (Id, Described(description=f"Its {part}.")) for part in self.id_parts}
        return _model(f"{self.name}Key", (Schema,), parts)

    @cached_property
    def params(self) -> type[Schema]:
        """Every parameter of the list."""
        names = tuple(each.name for each in self.properties if not (each.several or each.rows))
        fields: dict[str, Any] = {
            "sort": (
                Literal[names] | None,
                Described(None, description="A property to sort by; what is unknown comes last."),
            ),
        }
        if self.name_of:
            fields["q"] = (Words, Described("", description="Part of the name or the id."))
        fields |= {
            each.name: (each.takes | None, Described(None, description=each.help))
            for each in self.filters
        }
        fields |= self.narrowing.params if self.narrowing else {}
        return _model(f"{self.many}Params", self.base, fields)

    def matching(self, now: Snapshot, params: Any) -> list[Any]:
        """Return the rows that are asked for, in the order asked for."""
        asked = params.model_dump(exclude_defaults=True)
        tests = [(each, asked[each.name]) for each in self.filters if each.name in asked]
        rows = [
            row
            for row in self.rows(now, params)
            if all(each.matches(each.read(now, row), value) for each, value in tests)
        ]
        if self.narrowing:
            wanted = self.narrowing.wanted(now, params)
            rows = [row for row in rows if wanted(row)]
        if self.name_of and "q" in asked and not (self.narrowing and "q" in self.narrowing.params):
            rows = [
                row
                for row in rows
                if asked["q"].casefold()
                in f"{self.name_of(now, row)}\n{self.id_of(row)}".casefold()
            ]
        return self._sorted(now, rows, asked["sort"], params.order) if "sort" in asked else rows

    def _sorted(self, now: Snapshot, rows: list[Any], sort: str, order: str) -> list[Any]:
        by = next(each for each in self.properties if each.name == sort)
        placed = [(by.place(now, row), row) for row in rows]
        known = [(place, row) for place, row in placed if place is not None]
        known.sort(key=lambda pair: pair[0], reverse=order == "desc")
        return [row for _, row in known] + [row for place, row in placed if place is None]


def _model(name: str, base: tuple[type[Schema], ...], fields: Any, about: str = "") -> type[Schema]:
    return create_model(name, __base__=base, __doc__=about, **fields)


def _filters(row: Property) -> Iterator[Filter]:
    def make(
        name: str, takes: Any, matches: Callable[[Any, Any], bool], help_: str = row.help
    ) -> Filter:
        return Filter(name=name, takes=takes, help=help_, matches=matches, read=row.read)

    if not (row.filter or row.target):
        return
    if row.words or row.target:
        takes = row.words or Slug
        yield make(
            row.name, takes, (lambda value, asked: asked in value) if row.several else _equal
        )
    elif row.holds is bool:
        yield make(row.name, YesOrNo, lambda value, asked: value is (asked in {"yes", "true"}))
    elif row.quantity:
        number = Annotated[float, Described(ge=-(10**15), le=10**15)]
        yield make(f"min_{row.name}", number, _known_and(ge), f"At least. {row.help}")
        yield make(f"max_{row.name}", number, _known_and(le), f"At most. {row.help}")
    elif date in {row.holds, *getattr(row.holds, "__args__", ())}:
        yield make(f"{row.name}_from", Day, _known_and(ge), f"From. {row.help}")
        yield make(f"{row.name}_until", Day, _known_and(le), f"Until. {row.help}")
    else:
        yield make(row.name, Words, _equal)


def _equal(value: Any, asked: Any) -> bool:
    return bool(value == asked)


def _known_and(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return what tells whether a number or a day is known and lies on one side of what is asked for."""

    def holds(value: Any, asked: Any) -> bool:
        known = value["value"] if isinstance(value, dict) else value
        return known is not None and compare(
            known, Decimal(str(asked)) if isinstance(asked, float) else asked
        )

    return holds


@cache
def resource_of(name: str) -> Resource:
    """Return what the API gives of a kind."""
    kind = KINDS[name]
    schema_name = "".join(word.capitalize() for word in kind.code.replace("_", " ").split())
    return Resource(
        path=kind.path,
        one=kind.one,
        name=schema_name,
        many="".join(word.capitalize() for word in kind.name.split("_")),
        about=kind.fact.__doc__ or "",
        tag=kind.tag.label if kind.tag else "",
        properties=tuple(_properties(kind)),
        related=tuple(_with_rows(each) for each in COMPUTED.get(kind.name, ()) if not each.listed),
        rows=lambda now, _params: getattr(now.catalog, kind.name),
        id_of=kind.id_of,
        find=lambda now, name: kind.find(now.catalog, name),
        name_of=lambda now, row: name_of(now.catalog, kind, row),
        id_parts=kind.key if kind.joint == "/" else ("id",),
        narrowing=NARROWING.get(kind.name),
    )


def _properties(kind: FactKind) -> Iterator[Property]:
    yield Property("id", str, "What it is called in addresses.", lambda _, row: kind.id_of(row))
    computed = {each.name: _with_rows(each) for each in COMPUTED.get(kind.name, ()) if each.listed}
    for name, field in kind.described.items():
        if name in computed:
            each = computed.pop(name)
            yield replace(each, filter=each.filter or field.about.filter)
        elif field.about.public and name != "slug":
            yield _own(field)
    yield from computed.values()
    if any(field.about.where for field in kind.described.values()):
        yield _inapplicable(kind)
    if kind.page or kind.place:
        yield Property(
            "page",
            str,
            "Its page on this site.",
            lambda now, row: address_of(now.catalog, kind, row),
        )


def _inapplicable(kind: FactKind) -> Property:
    """Return what names the properties that mean nothing for a row, such as the rent of a machine that is bought."""
    limited = [field for field in kind.described.values() if field.about.where]

    def read(_: Snapshot, row: Any) -> tuple[str, ...]:
        return tuple(_name(field) for field in limited if not field.applies(row))

    words = "Properties that mean nothing for this row. Of all others null and unknown mean that nobody says."
    return Property("does_not_apply", tuple[str, ...], words, read)


def _name(field: Field) -> str:
    """Return what programs call a field: a number without its unit, where that is part of the field's name."""
    quantity = field.about.quantity
    return (quantity and quantity.name) or field.name


def _own(field: Field) -> Property:
    holds: Any = (
        tuple[field.holds, ...]  # type: ignore[name-defined]
        if field.several
        else field.holds | None
        if field.optional
        else field.holds
    )
    name, read = field.name, lambda _, row: getattr(row, field.name)
    if field.about.references:
        read = _filled(field)
    if field.about.quantity:
        holds = Quantity | None if "media_unit" in field.about.quantity.unit else Quantity
        name, read = _name(field), _quantity(field.name, field.about.quantity)
    typed = field.holds is str and not field.target and not field.several
    return Property(
        name=name,
        holds=holds,
        help=f"{field.about.heading}. {field.about.help}",
        read=read,
        target=field.about.parent,
        filter=field.about.filter,
        quantity=field.about.quantity,
        example=field.about.example if typed else "",
    )


def _filled(field: Field) -> Read:
    """Return what reads a text with its references filled in; only Markdown has links."""
    linked = field.about.text == "markdown"

    def read(now: Snapshot, row: Any) -> str:
        return fill(getattr(row, field.name), now.catalog, now.on, linked=linked)

    return read


def _with_rows(each: Property) -> Property:
    if not each.rows:
        return each
    rows = resource_of(each.rows)

    def read(now: Snapshot, row: Any) -> list[Any]:
        return [
            {one.name: one.read(now, found) for one in rows.properties}
            for found in each.read(now, row)
        ]

    return replace(each, holds=list[rows.schema], read=read)  # type: ignore[name-defined]


def _quantity(name: str, about: Counted) -> Read:
    def read(now: Snapshot, row: Any) -> Any:
        unit = unit_of(now.catalog, row, about) if "{" in about.unit else about.unit
        if unit is None:
            return None
        value = getattr(row, name)
        given = value is not None
        high = getattr(row, about.high) if about.high else None
        source, as_of = _proof(now.catalog, row, name)
        return {
            "value": value,
            "unit": unit,
            "low": getattr(row, about.low) if high is not None else None,
            "high": high,
            "estimate": about.estimate,
            "as_of": as_of if given else None,
            "source": source if given else None,
        }

    return read


def _proof(catalog: Catalog, row: Any, name: str) -> tuple[str, date]:
    """Return the source and the day of a number: those of the row, or of the fact of a model its own."""
    proof = query.proof(catalog, row, name) if isinstance(row, AiModel) else row
    return proof.source, proof.as_of


RESOURCES: tuple[Resource, ...] = tuple(
    resource_of(name) for name, kind in KINDS.items() if kind.tag
)
