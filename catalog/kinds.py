"""What each kind of fact is called, known by, and refers to."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from catalog import facts
from catalog.facts import Catalog

type Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of fact: its natural key, the rows it stands on, and the rows it may point to."""

    name: str
    fact: type
    key: tuple[str, ...] = ("slug",)
    parents: Mapping[str, str] = field(default_factory=dict)  # field → kind; without that row this one goes too
    links: Mapping[str, str] = field(default_factory=dict)  # field → kind; without that row the field is emptied
    rendered: Mapping[str, str] = field(default_factory=dict)  # html field → the field with its Markdown

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of all fields, in the order of the fact."""
        return tuple(each.name for each in fields(self.fact))

    @cached_property
    def lists(self) -> frozenset[str]:
        """Names of the fields that hold several values."""
        hints = get_type_hints(self.fact)
        return frozenset(name for name in self.fields if get_origin(hints[name]) is tuple)

    @cached_property
    def emptiest(self) -> Mapping[str, Any]:
        """What an empty field means where the fact gives no default: nothing, or no values."""
        hints = get_type_hints(self.fact)
        required = (each.name for each in fields(self.fact) if each.default is MISSING)
        return {
            name: () if name in self.lists else None
            for name in required
            if name in self.lists or NoneType in get_args(hints[name])
        }

    def read(self, text: str) -> Any:
        """Return the fact that stands in JSON. Raises `msgspec.ValidationError` on any other shape."""
        return _JSON[self.name].decode(text)

    def key_of(self, row: Any) -> Key:
        """Return a row's natural key as texts, an empty one where a part is not set."""
        return tuple(as_text(getattr(row, name)) for name in self.key)


def _kind(name: str, fact: type, **rest: Any) -> Kind:
    return Kind(name=name, fact=fact, **rest)


SOURCED = {"source": "sources"}

# In the order in which they can be stored: nothing comes before what it refers to.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind("sources", facts.Source),
        _kind("providers", facts.Provider),
        _kind("modalities", facts.Modality),
        _kind("industries", facts.Industry),
        _kind("roles", facts.Role),
        _kind("models", facts.AiModel, parents={"provider": "providers", **SOURCED}, links={"replaced_by": "models"}),
        _kind("data_terms", facts.DataTerms, parents={"seller": "providers", **SOURCED}),
        _kind(
            "offers",
            facts.Offer,
            parents={"model": "models", "seller": "providers", **SOURCED},
            links={"terms": "data_terms"},
        ),
        _kind(
            "products",
            facts.Product,
            parents={"provider": "providers", **SOURCED},
            links={"models": "models", "families": "providers", "terms": "data_terms"},
        ),
        _kind(
            "prices",
            facts.Price,
            key=("offer", "product", "unit", "region", "tier", "valid_from"),
            parents={"offer": "offers", "product": "products", **SOURCED},
        ),
        _kind("machines", facts.Machine, parents=SOURCED),
        _kind("exchange_rates", facts.ExchangeRate, key=("currency", "valid_from"), parents=SOURCED),
        _kind("tunings", facts.Tuning, parents={"host": "providers", **SOURCED}, links={"model": "models"}),
        _kind("guidance", facts.Guidance, parents=SOURCED),
        _kind("benchmarks", facts.Benchmark, parents=SOURCED),
        _kind(
            "scores",
            facts.Score,
            key=("benchmark", "model", "effort", "voice", "as_of"),
            parents={"benchmark": "benchmarks", "model": "models", **SOURCED},
        ),
        _kind(
            "use_cases",
            facts.UseCase,
            parents={"industry": "industries", **SOURCED},
            links={f"board_{part}": "benchmarks" for part in ("language", "image", "video", "speech", "transcription")},
        ),
        _kind("cells", facts.Cell, key=("use_case", "branch"), parents={"use_case": "use_cases", **SOURCED}),
        _kind("contrasts", facts.Contrast, parents=SOURCED),
        _kind(
            "claims",
            facts.Claim,
            parents=SOURCED,
            links={"use_case": "use_cases", "compared_with": "claims", "quotes": "claims"},
        ),
        _kind("articles", facts.Article, rendered={"html": "markdown"}),
        _kind("terms", facts.Term, parents=SOURCED),
        _kind("questions", facts.Question, parents=SOURCED, rendered={"html": "answer"}),
        _kind("synonyms", facts.Synonym),
        _kind("worlds", facts.World),
    )
}
_JSON: dict[str, msgspec.json.Decoder[Any]] = {name: msgspec.json.Decoder(kind.fact) for name, kind in KINDS.items()}


def as_text(value: object) -> str:
    """Return a value as a key or a table shows it; None is empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def described(key: Key) -> str:
    """Return a natural key as people read it."""
    return " · ".join(part for part in key if part)


def plain(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros or an exponent, so that equal prices are equal bytes."""
    return Decimal(format(number.normalize(), "f"))


def ordered(kind: Kind, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Return the rows by natural key, the order in which a catalog holds them."""
    return tuple(sorted(rows, key=kind.key_of))


def without_orphans(catalog: Catalog) -> Catalog:
    """Return the catalog without rows whose parent is missing, and without links to missing rows."""
    present: dict[str, frozenset[str]] = {}
    kept: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS.values():
        kept[kind.name] = tuple(row for row in getattr(catalog, kind.name) if _has_parents(kind, row, present))
        if kind.key == ("slug",):
            present[kind.name] = frozenset(str(row.slug) for row in kept[kind.name])
    return Catalog(
        **{
            kind.name: tuple(_with_known_links(kind, row, present) for row in kept[kind.name])
            for kind in KINDS.values()
        }
    )


def _has_parents(kind: Kind, row: Any, present: Mapping[str, frozenset[str]]) -> bool:
    parents = ((getattr(row, name), present[parent]) for name, parent in kind.parents.items())
    return all(slug is None or slug in rows for slug, rows in parents)


def _with_known_links(kind: Kind, row: Any, present: Mapping[str, frozenset[str]]) -> Any:
    changes: dict[str, Any] = {}
    for name, target in kind.links.items():
        value = getattr(row, name)
        known: Any
        if name in kind.lists:
            known = tuple(slug for slug in value if slug in present[target])
        else:
            known = value if value in present[target] else None
        if known != value:
            changes[name] = known
    return replace(row, **changes) if changes else row
