"""The kinds of fact: what each is called, known by, and refers to."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import msgspec

from catalog import schema
from catalog.schema import Catalog
from catalog.schema.field import Field, fields_of
from catalog.vocabulary import Word

type Key = tuple[str, ...]


class Tag(Word):
    """Where the API lists a kind."""

    MARKET = "market", "Models and prices"
    SCORES = "scores", "Scores"
    JOBS = "jobs", "Jobs and the matrix"
    EVIDENCE = "evidence", "Evidence"
    READING = "reading", "Reading"


@dataclass(frozen=True, kw_only=True)
class FactKind:
    """One kind of fact: its natural key, the rows it stands on, and the rows it may point to."""

    name: str
    fact: type
    one: str  # what a row is called
    several: str = ""  # what rows are called, where it is not `one` with an s
    title: str = "name"  # the field that tells a row from others
    alike: bool = False  # rows may share their title; the slug tells them apart
    row: str = ""  # the start of the names of its constraints, where it is not `one`
    key: tuple[str, ...] = ("slug",)
    joint: str = ":"  # stands between the parts of an id
    page: bool = False  # a row has a page of its own
    place: str = ""  # the page that shows every row, each with its slug as anchor, where they share one
    tag: Tag | None = None  # where the API lists it; nowhere where it is a part of the whole catalog alone
    address: str = ""  # in the API, where it is not its name
    columns: tuple[str, ...]  # of its list on the desk, before the state
    group_help: Mapping[str, str] = field(default_factory=dict)  # heading on the desk → what it says there
    search: float = 0  # how much a row counts that the search finds; 0 where it finds none
    everyday: bool = False  # editors work on it every week; the desk's first page folds the others
    steers: bool = False  # it steers advice or the search, so that only keepers write it

    @cached_property
    def many(self) -> str:
        """What rows are called."""
        return self.several or f"{self.one}s"

    @cached_property
    def described(self) -> Mapping[str, Field]:
        """All fields by name, in the order of the fact."""
        return fields_of(self.fact)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of all fields, in the order of the fact."""
        return tuple(self.described)

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """Names of the fields that the list on the desk is narrowed by: those of every list, but for numbers and names."""
        return tuple(
            field.name
            for field in self.described.values()
            if field.about.filter
            and field.holds not in {int, Decimal}
            and (field.target or field.holds is not str or not field.required)
        )

    @cached_property
    def lists(self) -> frozenset[str]:
        """Names of the fields that hold several values."""
        return frozenset(field.name for field in self.described.values() if field.several)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Fields that name a row without which this one goes too, and that row's kind."""
        return {field.name: field.about.parent for field in self.described.values() if field.about.parent}

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Fields that are emptied when the row they name goes, and that row's kind."""
        return {field.name: field.about.link for field in self.described.values() if field.about.link}

    @cached_property
    def rendered(self) -> Mapping[str, str]:
        """Fields that hold HTML, and the field with the Markdown that each is made from."""
        fields = (field for field in self.described.values() if field.about.rendered_from)
        return {field.name: field.about.rendered_from for field in fields}

    @cached_property
    def emptiest(self) -> Mapping[str, Any]:
        """What an empty field means where the fact gives no default: nothing, or no values."""
        required = (field for field in self.described.values() if field.required)
        return {field.name: () if field.several else None for field in required if field.several or field.optional}

    @cached_property
    def path(self) -> str:
        """Its address in the API."""
        return self.address or self.name.replace("_", "-")

    def id_of(self, row: Any) -> str:
        """Return what a row is called outside: the parts of its natural key that are set."""
        if self.key == ("slug",):
            return as_text(row.slug)
        parts = (_spelled(self.described[name], getattr(row, name)) for name in self.key)
        return self.joint.join(part for part in parts if part)

    def find(self, rows: Iterable[Any], name: str) -> Any:
        """Return the row with that id, or None."""
        first = self.key[0]
        return next(
            (row for row in rows if name.startswith(getattr(row, first) or "") and self.id_of(row) == name), None
        )

    def read(self, text: str) -> Any:
        """Return the fact that stands in JSON. Raises `msgspec.ValidationError` on any other shape."""
        return _JSON[self.name].decode(text)

    def key_of(self, row: Any) -> Key:
        """Return a row's natural key as texts, an empty one where a part is not set."""
        return tuple(as_text(getattr(row, name)) for name in self.key)


# In the order in which they can be stored: nothing comes before what it refers to.
KINDS: dict[str, FactKind] = {
    kind.name: kind
    for kind in (
        FactKind(
            name="sources",
            everyday=True,
            page=True,
            tag=Tag.EVIDENCE,
            fact=schema.Source,
            one="source",
            title="title",
            columns=("title", "publisher", "voice", "published", "retrieved"),
            search=0.3,
        ),
        FactKind(
            name="providers",
            everyday=True,
            page=True,
            tag=Tag.MARKET,
            fact=schema.Provider,
            one="provider",
            columns=("name", "slug", "country", "closed_weights", "homepage"),
            search=1.0,
        ),
        FactKind(
            name="modalities",
            page=True,
            tag=Tag.JOBS,
            fact=schema.Modality,
            one="medium",
            row="modality",
            several="media",
            columns=("name", "slug"),
            search=1.0,
        ),
        FactKind(
            name="industries",
            page=True,
            tag=Tag.JOBS,
            fact=schema.Industry,
            one="trade",
            row="industry",
            columns=("name", "slug"),
            search=1.0,
        ),
        FactKind(
            name="job_roles",
            page=True,
            tag=Tag.JOBS,
            fact=schema.JobRole,
            one="job role",
            row="job_role",
            columns=("name", "slug"),
            search=0.9,
        ),
        FactKind(
            name="models",
            everyday=True,
            page=True,
            tag=Tag.MARKET,
            fact=schema.AiModel,
            one="model",
            columns=("name", "provider", "family", "released", "retires", "listed"),
            search=1.0,
        ),
        FactKind(
            name="data_terms",
            tag=Tag.MARKET,
            fact=schema.DataTerms,
            one="data terms",
            several="data terms",
            title="product",
            alike=True,
            row="data_terms",
            columns=("product", "seller", "trains_on_inputs", "retention_days", "eu_region", "confidence"),
        ),
        FactKind(
            name="offers",
            everyday=True,
            tag=Tag.MARKET,
            fact=schema.Offer,
            one="offer",
            title="slug",
            columns=("slug", "model", "seller", "eu_region", "confirmed", "as_of"),
        ),
        FactKind(
            name="tools",
            page=True,
            tag=Tag.MARKET,
            fact=schema.Tool,
            one="tool",
            columns=("name", "url", "as_of"),
            search=1.0,
        ),
        FactKind(
            name="products",
            everyday=True,
            tag=Tag.MARKET,
            fact=schema.Product,
            one="product",
            columns=("name", "tool", "provider", "as_of"),
        ),
        FactKind(
            name="prices",
            everyday=True,
            tag=Tag.MARKET,
            fact=schema.Price,
            one="price",
            key=("offer", "product", "unit", "region", "tier", "valid_from"),
            columns=("offer", "product", "unit", "region", "tier", "usd", "valid_from", "valid_to"),
            group_help={
                "In force": "A new price ends the one before it on the day before it starts; a day in the future is welcome. What was never true is corrected, with a reason."
            },
        ),
        FactKind(
            name="machines",
            place="machines",
            tag=Tag.MARKET,
            fact=schema.Machine,
            one="machine",
            alike=True,
            columns=("name", "size", "seller", "region", "usd_hour_low", "usd_hour_high", "usd_purchase"),
        ),
        FactKind(
            name="exchange_rates",
            tag=Tag.MARKET,
            fact=schema.ExchangeRate,
            one="exchange rate",
            row="exchange_rate",
            key=("currency", "valid_from"),
            columns=("currency", "usd", "valid_from", "as_of"),
        ),
        FactKind(
            name="tunings",
            tag=Tag.MARKET,
            fact=schema.Tuning,
            one="way to adapt",
            several="ways to adapt",
            row="tuning",
            title="model_name",
            alike=True,
            columns=("model_name", "host", "available", "ends", "as_of"),
        ),
        FactKind(
            name="guidance",
            place="guidance",
            tag=Tag.EVIDENCE,
            fact=schema.Guidance,
            one="sourced statement",
            row="guidance",
            title="statement",
            columns=("statement", "topic", "figure", "as_of"),
            steers=True,
            search=0.5,
        ),
        FactKind(
            name="benchmarks",
            place="benchmarks",
            tag=Tag.SCORES,
            fact=schema.Benchmark,
            one="test",
            row="benchmark",
            columns=("name", "task", "unit", "higher_is_better", "as_of"),
            search=0.7,
        ),
        FactKind(
            name="scores",
            everyday=True,
            tag=Tag.SCORES,
            fact=schema.Score,
            one="score",
            key=("benchmark", "model", "effort", "voice", "as_of"),
            columns=("model", "benchmark", "effort", "value", "low", "high", "voice", "measured_by", "as_of"),
        ),
        FactKind(
            name="use_cases",
            everyday=True,
            page=True,
            tag=Tag.JOBS,
            fact=schema.UseCase,
            one="job",
            row="use_case",
            columns=("name", "industry", "department", "unit", "minutes_by_hand", "common"),
            group_help={"How much of it, per unit": "All of these are shown to readers as estimates."},
            search=1.2,
        ),
        FactKind(
            name="cells",
            everyday=True,
            joint="/",
            page=True,
            tag=Tag.JOBS,
            address="matrix",
            fact=schema.Cell,
            one="answer of the matrix",
            several="answers of the matrix",
            row="cell",
            key=("use_case", "branch"),
            columns=("use_case", "branch", "fit", "review_by"),
        ),
        FactKind(
            name="findings",
            joint="/",
            tag=Tag.EVIDENCE,
            fact=schema.Finding,
            one="finding",
            title="statement",
            key=("use_case", "branch", "source"),
            columns=("use_case", "branch", "fit", "near", "as_of"),
        ),
        FactKind(
            name="contrasts",
            place="learn",
            tag=Tag.READING,
            fact=schema.Contrast,
            one="contrast",
            title="feature",
            columns=("feature", "position", "language", "generative"),
            search=0.7,
        ),
        FactKind(
            name="claims",
            everyday=True,
            place="claims",
            tag=Tag.EVIDENCE,
            fact=schema.Claim,
            one="claim",
            title="sentence",
            columns=("sentence", "status", "attributed_to", "year", "as_of"),
            search=0.7,
        ),
        FactKind(
            name="articles",
            everyday=True,
            page=True,
            tag=Tag.READING,
            fact=schema.Article,
            one="article",
            title="title",
            columns=("title", "position", "summary", "as_of"),
            search=1.2,
        ),
        FactKind(
            name="terms",
            place="glossary",
            tag=Tag.READING,
            fact=schema.Term,
            one="term",
            title="term",
            columns=("term", "meaning"),
            search=1.0,
        ),
        FactKind(
            name="faq",
            everyday=True,
            place="faq",
            tag=Tag.READING,
            fact=schema.FaqEntry,
            one="FAQ entry",
            several="FAQ entries",
            row="faq",
            title="question",
            columns=("question", "position", "as_of"),
            search=1.0,
        ),
        FactKind(
            name="synonyms", fact=schema.Synonym, one="synonym", title="word", columns=("word", "words"), steers=True
        ),
        FactKind(
            name="advice",
            tag=Tag.READING,
            fact=schema.Advice,
            one="advice",
            several="advice",
            title="title",
            columns=("title", "topic", "subject", "position", "as_of"),
            steers=True,
        ),
        FactKind(
            name="wordings",
            tag=Tag.READING,
            fact=schema.Wording,
            one="wording",
            title="text",
            columns=("about", "part", "answer", "text", "as_of"),
        ),
    )
}
# The kinds whose rows have pages of their own, by the name of their address.
PAGES: dict[str, FactKind] = {kind.row or kind.one: kind for kind in KINDS.values() if kind.page}
_JSON: dict[str, msgspec.json.Decoder[Any]] = {name: msgspec.json.Decoder(kind.fact) for name, kind in KINDS.items()}


def _spelled(field: Field, value: Any) -> str:
    """Return a part of an id; words that people typed become lower-case letters and digits joined by hyphens."""
    typed = field.holds is str and not field.target and field.name != "slug"
    return slugged(value) if typed else as_text(value)


def slugged(name: str) -> str:
    """Return a name as slugs are written: lower-case letters and digits joined by hyphens; versions keep their figures."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def as_text(value: object) -> str:
    """Return a value as a key or a table shows it; None is empty."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def format_key(key: Key) -> str:
    """Return a natural key as people read it."""
    return " · ".join(part for part in key if part)


def plain_number(number: Decimal) -> Decimal:
    """Return the same number without trailing zeros or an exponent, so that equal prices are equal bytes."""
    return Decimal(format(number.normalize(), "f"))


def ordered(kind: FactKind, rows: Iterable[Any]) -> tuple[Any, ...]:
    """Return the rows by natural key, the order in which a catalog holds them."""
    return tuple(sorted(rows, key=kind.key_of))


def without_orphans(catalog: Catalog) -> Catalog:
    """Return the catalog without rows whose parent is missing, and without links to missing rows."""
    present: dict[str, frozenset[str]] = {}
    left: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS.values():
        left[kind.name] = tuple(row for row in getattr(catalog, kind.name) if _has_parents(kind, row, present))
        if kind.key == ("slug",):
            present[kind.name] = frozenset(str(row.slug) for row in left[kind.name])
    return Catalog(
        **{kind.name: tuple(with_known_links(kind, row, present) for row in left[kind.name]) for kind in KINDS.values()}
    )


def _has_parents(kind: FactKind, row: Any, present: Mapping[str, frozenset[str]]) -> bool:
    parents = ((getattr(row, name), present[parent]) for name, parent in kind.parents.items())
    return all(slug is None or slug in rows for slug, rows in parents)


def with_known_links(kind: FactKind, row: Any, present: Mapping[str, Container[str]]) -> Any:
    """Return the row without links to rows that are not there; `present` has the slugs of the kinds that are looked at."""
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
