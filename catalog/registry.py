"""The kinds of fact: what each is called, known by, and refers to."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, get_args, get_type_hints

import msgspec

from catalog.data_files import toml_of
from catalog.schema import Catalog
from catalog.schema.field import Field, fields_of
from catalog.vocabulary import Word

type Key = tuple[str, ...]

_FACTS: Mapping[str, type] = {
    name: get_args(rows)[0] for name, rows in get_type_hints(Catalog).items()
}


class Tag(Word):
    """Where the API lists a kind."""

    MARKET = "market", "Models and prices"
    APPS = "apps", "Apps and their plans"
    SCORES = "scores", "Scores"
    JOBS = "jobs", "Jobs and the matrix"
    EVIDENCE = "evidence", "Evidence"
    READING = "reading", "Reading"


@dataclass(frozen=True)
class DescribedKind:
    """What a kind is called, and what its fields say: its key, and which rows it names."""

    name: str  # that of its rows in a `Catalog`
    one: str  # what a row is called
    _: KW_ONLY
    several: str = ""  # what rows are called, where it is not `one` with an s
    # one row in names of addresses, constraints and schemas, where it is not that of the fact
    singular: str = ""
    title: str = "name"  # the field that tells a row from others
    key: tuple[str, ...] = ("slug",)

    @cached_property
    def fact(self) -> type:
        """The class of a row."""
        return _FACTS[self.name]

    @cached_property
    def many(self) -> str:
        return self.several or f"{self.one}s"

    @cached_property
    def code(self) -> str:
        """What a row is called in the names of addresses, constraints and schemas: use_case."""
        return self.singular or re.sub(r"(?<!^)(?=[A-Z])", "_", self.fact.__name__).lower()

    @cached_property
    def described(self) -> Mapping[str, Field]:
        """All fields by name, in the order of the fact."""
        return fields_of(self.fact)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.described)

    @cached_property
    def named_by(self) -> tuple[str, ...]:
        """Names of the fields by which people know a row."""
        if self.key != ("slug",):
            return self.key
        if self.title != "slug":
            return (self.title,)
        return tuple(name for name in self.parents if name != "source")

    @cached_property
    def name_lookups(self) -> tuple[str, ...]:
        """How to ask the database for these; for the names of a row where it names another."""
        lookups: list[str] = []
        for name in self.named_by:
            target = self.described[name].target
            if target:
                lookups += [f"{name}__{lookup}" for lookup in KINDS[target].name_lookups]
            else:
                lookups.append(name)
        return tuple(lookups)

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """Names of the fields that narrow the list on the desk.

        They are those of every list, but for numbers and names.
        """
        filtered = [field for field in self.described.values() if field.about.filter]
        worded = [field for field in filtered if field.holds not in {int, Decimal}]
        return tuple(field.name for field in worded if not field.is_name)

    @cached_property
    def lists(self) -> frozenset[str]:
        """Names of the fields that hold several values."""
        return frozenset(field.name for field in self.described.values() if field.several)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Fields that name a row without which this one goes too, and that row's kind."""
        return {
            field.name: field.about.parent
            for field in self.described.values()
            if field.about.parent
        }

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Fields that are emptied when the row they name goes, and that row's kind."""
        return {
            field.name: field.about.link for field in self.described.values() if field.about.link
        }

    @cached_property
    def markdown(self) -> str:
        """The name of the field that is written in Markdown, empty where none is."""
        return next(
            (field.name for field in self.described.values() if field.about.text == "markdown"), ""
        )

    @cached_property
    def emptiest(self) -> Mapping[str, Any]:
        """What an empty field means where the fact gives no default: nothing, or no values."""
        required = [field for field in self.described.values() if field.required]
        nothing: dict[str, Any] = {field.name: None for field in required if field.optional}
        return nothing | {field.name: () for field in required if field.several}


@dataclass(frozen=True, kw_only=True)
class FactKind(DescribedKind):
    """One kind of fact: where it is shown, and how its rows are told apart."""

    alike: bool = False  # rows may share their title; the slug tells them apart
    joint: str = ":"  # stands between the parts of an id
    page: bool = False  # a row has a page of its own
    # The page that shows every row, each with its slug as anchor, where they share one.
    place: str = ""
    # Where the API lists it; nowhere where it is a part of the whole catalog alone.
    tag: Tag | None = None
    address: str = ""  # in the API, where it is not its name
    search: float = 0  # how much a row counts that the search finds; 0 where it finds none
    # What its list on the desk shows, where that is more than what names its rows and narrows them.
    columns: tuple[str, ...] = ()
    proper: bool = False  # people ask for a row by its name: gpt-4o, ChatGPT Plus, Anthropic
    everyday: bool = False  # editors work on it every week; the desk's first page folds the others
    steers: bool = False  # it steers advice or the search, so that only keepers write it

    @cached_property
    def path(self) -> str:
        return self.address or self.name.replace("_", "-")

    def id_of(self, row: Any) -> str:
        """Return what a row is called outside: the parts of its natural key that are set."""
        if self.key == ("slug",):
            return as_text(row.slug)
        parts = (
            slugged(value) if typed else as_text(value)
            for value, typed in zip(self._key_values(row), self._typed, strict=True)
        )
        return self.joint.join(part for part in parts if part)

    def find(self, catalog: Catalog, name: str) -> Any:
        """Return the row of a catalog with that id, the first of several, or None."""
        return catalog.once_of(self.name, lambda: _rows_by_id(self, catalog)).get(name)

    def read(self, text: str) -> Any:
        """Return the fact that stands in JSON. Raises `msgspec.ValidationError` on other shapes."""
        return _JSON[self.name].decode(text)

    def by_key(self, catalog: Catalog) -> dict[Key, Any]:
        """Return the rows of a catalog by their natural key."""
        return {self.key_of(row): row for row in getattr(catalog, self.name)}

    def key_of(self, row: Any) -> Key:
        """Return a row's natural key as texts, an empty one where a part is not set."""
        return tuple(map(as_text, self._key_values(row)))

    @cached_property
    def _key_values(self) -> Callable[[Any], tuple[Any, ...]]:
        """What reads the values of a row's natural key, as publishing does ten thousand times."""
        read = attrgetter(*self.key)
        return read if len(self.key) > 1 else lambda row: (read(row),)

    @cached_property
    def _typed(self) -> tuple[bool, ...]:
        """Whether each part of the natural key is words that somebody typed.

        In an id these become lower-case letters and digits with hyphens.
        """
        fields = (self.described[name] for name in self.key)
        return tuple(
            field.holds is str and not field.target and field.name != "slug" for field in fields
        )


def _kind(name: str, entry: dict[str, Any]) -> FactKind:
    """Return a kind of the table, with its lists and words as the program has them."""
    if "key" in entry:
        entry["key"] = tuple(entry["key"])
    if "columns" in entry:
        entry["columns"] = tuple(entry["columns"])
    if "tag" in entry:
        entry["tag"] = Tag.read(entry["tag"])
    return FactKind(name, **entry)


# In the order in which they can be stored: nothing comes before what it refers to.
KINDS: dict[str, FactKind] = {name: _kind(name, entry) for name, entry in toml_of(__file__).items()}
# By the class of a row.
KIND_OF: Mapping[type, FactKind] = {kind.fact: kind for kind in KINDS.values()}
# The kinds whose rows have pages of their own, by the name of their address.
PAGES: dict[str, FactKind] = {kind.code: kind for kind in KINDS.values() if kind.page}
_JSON: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind.fact) for name, kind in KINDS.items()
}


def _rows_by_id(kind: FactKind, catalog: Catalog) -> dict[str, Any]:
    return {kind.id_of(row): row for row in reversed(getattr(catalog, kind.name))}


def slugged(name: str) -> str:
    """Return a name as a slug: lower-case letters and digits with hyphens.

    Versions keep their figures.
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def as_text(value: object) -> str:
    """Return a value as a key or a table shows it; None is empty."""
    if type(value) is str:  # most are, and are asked for very often
        return value
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def format_key(key: Key) -> str:
    """Return a natural key as people read it."""
    return " · ".join(part for part in key if part)


def plain_number(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros or exponent.

    So equal prices are equal bytes.
    """
    return Decimal(format(number.normalize(), "f"))


def ordered(kind: FactKind, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Return the rows by natural key, the order in which a catalog holds them."""
    return tuple(sorted(rows, key=kind.key_of))


def without_orphans(catalog: Catalog) -> Catalog:
    """Return the catalog without rows whose parent is missing, or links to missing rows."""
    present: dict[str, frozenset[str]] = {}
    left: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS.values():
        left[kind.name] = tuple(
            row for row in getattr(catalog, kind.name) if _has_parents(kind, row, present)
        )
        if kind.key == ("slug",):
            present[kind.name] = frozenset(str(row.slug) for row in left[kind.name])
    for kind in (kind for kind in KINDS.values() if kind.links):
        rows = left[kind.name]
        left[kind.name] = tuple(with_known_links(kind, row, present) for row in rows)
    return Catalog(**left)


def _has_parents(kind: FactKind, row: Any, present: Mapping[str, frozenset[str]]) -> bool:
    for name, parent in kind.parents.items():
        slug = getattr(row, name)
        if slug is not None and slug not in present[parent]:
            return False
    return True


def with_known_links(kind: FactKind, row: Any, present: Mapping[str, Container[str]]) -> Any:
    """Return the row without links to missing rows.

    `present` has the slugs of the kinds that are looked at.
    """
    changes: dict[str, Any] = {}
    for name, target in kind.links.items():
        if target not in present:
            continue
        value = getattr(row, name)
        known: Any
        if name in kind.lists:
            known = tuple(slug for slug in value if slug in present[target])
        else:
            known = value if value in present[target] else None
        if known != value:
            changes[name] = known
    return replace(row, **changes) if changes else row
