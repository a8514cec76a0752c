"""What a visitor narrows a list by: read from an address, written back into one, and asked of each row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Self, override
from urllib.parse import urlencode

from django.http import QueryDict

from catalog import formatting, workload
from catalog.parsing import Bounds, Problem, Sum, format_input, parse_money
from catalog.query import ModelQuery
from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, UseCase
from catalog.vocabulary import (
    INPUT_MEDIA,
    OUTPUT_MEDIA,
    BenchmarkTask,
    Branch,
    Known,
    Medium,
    PriceUnit,
    Word,
)

SORTS = {
    "use": "By what they make, best first",
    "name": "Name",
    "score": "Score, best first",
    "price": "Price, cheapest first",
    "length": "Reads most at once",
    "released": "Newest first",
}
ASKED = {"yes": "Yes", "open": "Yes or unknown"}
ANSWERS = {"yes": (Known.YES,), "open": (Known.YES, Known.UNKNOWN)}
SALE = {"": "On sale", "all": "All on file"}
ASKED_FOR = (Medium.DOCUMENT, Medium.IMAGE, Medium.VIDEO, Medium.SPEECH)  # every model reads text
PRICED = tuple(
    unit for unit in PriceUnit if unit not in {PriceUnit.SEAT_MONTH, PriceUnit.CACHED_INPUT_MTOK}
)
UNITS_OF = {
    Medium.IMAGE: PriceUnit.IMAGE,
    Medium.VIDEO: PriceUnit.VIDEO_SECOND,
    Medium.SPEECH: PriceUnit.AUDIO_MINUTE,
    Medium.MUSIC: PriceUnit.GENERATION,
    Medium.MODEL_3D: PriceUnit.GENERATION,
    Medium.VECTOR: PriceUnit.INPUT_MTOK,
}
LONGEST_WORDS = 100
MOST = Decimal(10**12)
FINEST = 9  # decimal places of a price


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that can be taken back."""

    words: str
    query: str


class QueryParser:
    """Parses the query of an address: takes valid values, and collects a sentence on each invalid one."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.complaints: list[str] = []

    def words(self, name: str) -> str:
        return " ".join(self.query.get(name, "").split())[:LONGEST_WORDS]

    def choice[T: str](self, name: str, label: str, choices: Iterable[T]) -> T | None:
        """Return the first of the choices that is given, or none."""
        return next(iter(self.choices(name, label, tuple(choices))), None)

    def choices[T: str](self, name: str, label: str, choices: Sequence[T]) -> tuple[T, ...]:
        """Return those of the choices that are given, in their order."""
        given = {" ".join(words.split())[:LONGEST_WORDS] for words in self.query.getlist(name)} - {
            ""
        }
        for words in sorted(given - set(choices))[:3]:
            self.complaints.append(
                f"“{words[:40]}” is none of the choices for “{label}”. We left it out."
            )
        return tuple(choice for choice in choices if choice in given)

    def number(self, name: str, label: str, *, whole: bool = False) -> Decimal | None:
        """Return a number above nothing, as people type it: 1,200 or $0.50."""
        given = self.words(name)
        if not given:
            return None
        example = "12" if whole else "1200 or 0.05"
        bounds = Bounds(f"“{label}”", example, most=MOST, least_counts=False, whole=whole)
        found = parse_money(given, bounds)
        if isinstance(found, Sum) and found.currency != "USD":
            found = Problem(f"Write “{label}” in US dollars")
        if isinstance(found, Sum) and (
            found.low != found.high or found.low != round(found.low, FINEST)
        ):
            found = bounds.please
        if isinstance(found, Problem):
            self.complaints.append(f"“{given[:40]}” was left out. {found.text}.")
            return None
        return found.low.normalize()


# ------------------------------------------------------------------------------------------------- filters in addresses


type Read = Callable[[QueryParser, str, Catalog], Any]  # of the parameter of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One thing that an address can ask for; its name there is that of the field, or of an entry of the mapping `of`."""

    name: str
    reads: Read
    chip: str = ""  # with {} for the value; empty for what narrows nothing
    describe: Callable[[Catalog, Any], str] = lambda _, value: _value_text(value)
    of: str = ""
    needs: str = ""  # another parameter without which this one says nothing

    def value(self, wanted: Any) -> Any:
        return getattr(wanted, self.of).get(self.name) if self.of else getattr(wanted, self.name)

    def taken_back(self, wanted: Any, one: object) -> dict[str, object]:
        """Return the field of a filter without this value, or without one of several."""
        if self.of:
            return {
                self.of: {
                    name: each
                    for name, each in getattr(wanted, self.of).items()
                    if name != self.name
                }
            }
        value = getattr(wanted, self.name)
        if isinstance(value, tuple):
            return {self.name: tuple(each for each in value if each != one)}
        return {self.name: next(each.default for each in fields(wanted) if each.name == self.name)}


def param(reads: Read, default: Any = "", **more: Any) -> Any:
    """Describe the field of a filter that the parameter of its name is read into; `more` is the rest of a `Param`."""
    return params(lambda name: [Param(name=name, reads=reads, **more)], default)


def params(of: Callable[[str], list[Param]], default: Any) -> Any:
    return field(default=default, metadata={"params": of})


def choice_param(
    label: str,
    choices: Callable[[Catalog], Iterable[str]] | Iterable[str],
    chip: str = "",
    **more: Any,
) -> Any:
    """Describe a field that is one of some choices, which may follow from the catalog."""
    return param(choice_of(label, choices), chip=chip, **more)


def choice_of(label: str, choices: Callable[[Catalog], Iterable[str]] | Iterable[str]) -> Read:
    """Return what reads one of some choices."""
    return lambda asked, name, catalog: asked.choice(
        name, label, choices if isinstance(choices, Iterable) else choices(catalog)
    )


def row(label: str, index: str, chip: str) -> Any:
    """Describe a field that is the slug of a named row; `index` is the catalog's index of such rows."""
    of = attrgetter(index)
    return choice_param(label, of, chip, describe=lambda catalog, slug: of(catalog)[slug].name)


def several(label: str, choices: Sequence[str], chip: str, **more: Any) -> Any:
    return param(lambda asked, name, _: asked.choices(name, label, choices), (), chip=chip, **more)


def number(label: str, chip: str = "", *, whole: bool = False) -> Any:
    return param(lambda asked, name, _: asked.number(name, label, whole=whole), None, chip=chip)


def _value_text(value: object) -> str:
    if isinstance(value, Word):
        return formatting.inline_label(value)
    if isinstance(value, Decimal):
        return formatting.format_number(value)
    return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFilter:
    """What a list is narrowed by, as its address says; whoever inherits it describes its fields by `param`."""

    complaints: tuple[str, ...] = ()

    @classmethod
    @cache
    def params(cls) -> tuple[Param, ...]:
        """Return what an address can ask for, in the order of the fields."""
        return tuple(
            each
            for of in fields(cls)
            if "params" in of.metadata
            for each in of.metadata["params"](of.name)
        )

    @classmethod
    def read(cls, query: QueryDict, catalog: Catalog) -> Self:
        """Read a filter from an address; what it cannot use is left out, with a sentence on each."""
        asked = QueryParser(query)
        given: dict[str, Any] = {}
        for param in cls.params():
            if value := param.reads(asked, param.name, catalog):
                if param.of:
                    given.setdefault(param.of, {})[param.name] = value
                else:
                    given[param.name] = value
        return cls(**given, complaints=tuple(asked.complaints))

    @property
    def query(self) -> str:
        """Return the filter as an address writes it."""
        return urlencode(
            [
                (
                    param.name,
                    "1"
                    if each is True
                    else format(each, "f")
                    if isinstance(each, Decimal)
                    else str(each),
                )
                for param in self.params()
                if not param.needs or getattr(self, param.needs)
                for each in _each(param.value(self))
            ]
        )

    def chips(self, catalog: Catalog) -> tuple[Chip, ...]:
        """Return one chip for each choice, with the address that takes it back."""
        return tuple(
            Chip(
                self.chip_words(catalog, param, each),
                replace(self, **param.taken_back(self, each)).query,  # type: ignore[arg-type]  # each value is of its field
            )
            for param in self.params()
            if param.chip
            for each in _each(param.value(self))
        )

    def chip_words(self, catalog: Catalog, param: Param, value: object) -> str:
        return formatting.capitalise(param.chip.format(param.describe(catalog, value)))


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


# ------------------------------------------------------------------------------------------------------------- models


def tasks(catalog: Catalog) -> tuple[BenchmarkTask, ...]:
    """Return the tasks that a test on file measures."""
    measured = {benchmark.task for benchmark in catalog.benchmarks}
    return tuple(task for task in BenchmarkTask if task in measured)


# Questions that a model answers with yes, no or unknown: those of its fields that lists are narrowed by, and its offers’.
ANSWERED: Mapping[str, str] = {
    each.name: each.about.heading
    for each in KINDS["models"].described.values()
    if each.about.filter and each.holds is Known
} | {"eu_region": KINDS["offers"].described["eu_region"].about.heading}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFilter(AddressFilter):
    """What the list of models is narrowed, priced and ordered by."""

    q: str = param(lambda asked, name, _: asked.words(name), chip="Named “{}”")
    makes: Medium | None = choice_param("Makes", Medium, "Makes {}", default=None)
    reads: tuple[Medium, ...] = several("Can read", INPUT_MEDIA, "Reads {}")
    branch: Branch | None = choice_param("Kind", Branch, "{}", default=None)
    provider: str = row("Maker", "provider", "By {}")
    answers: Mapping[str, str] = params(
        lambda of: [
            Param(
                name=name,
                of=of,
                reads=choice_of(label, ASKED),
                chip=f"{label}: {{}}",
                describe=lambda _, answer: ASKED[answer].lower(),
            )
            for name, label in ANSWERED.items()
        ],
        MappingProxyType({}),
    )  # field → which answers will do
    price: Decimal | None = number("Costs at most", "At most {}")
    unit: PriceUnit | None = choice_param("For a", PRICED, default=None, needs="price")
    length: Decimal | None = number("Reads at least", "Reads at least {} tokens", whole=True)
    unstated: bool = param(  # keep models of which something asked for is unknown
        lambda asked, name, _: asked.choice(name, "Unknown too", ("1",)) is not None,
        default=False,
        chip="Also where that is unknown",
    )
    sale: str = choice_param("On sale", SALE, "All on file")
    task: BenchmarkTask | None = choice_param("Measured by", tasks, default=None)
    job: str = choice_param("Price it for", attrgetter("use_case"))
    sort: str = choice_param("Order", SORTS)

    @override
    def chip_words(self, catalog: Catalog, param: Param, value: object) -> str:
        if param.name == "price":
            return f"At most {formatting.format_price(self.price, self.price_unit)}"
        return AddressFilter.chip_words(self, catalog, param, value)

    @property
    def typed_price(self) -> str | None:
        """Return the price ceiling as it can be read back from a field."""
        return None if self.price is None else format_input(self.price)

    @property
    def price_unit(self) -> PriceUnit:
        """Return what the price ceiling is for: as chosen, or as what comes out is usually sold."""
        return self.unit or UNITS_OF.get(self.makes or Medium.TEXT, PriceUnit.OUTPUT_MTOK)

    @property
    def priced_alike(self) -> bool:
        """Tell whether all models are priced for the same: a job, or a medium that should come out."""
        return bool(self.job) or self.makes is not None

    @property
    def order(self) -> str:
        """Return what the list is sorted by: as chosen, or by score where models of one sort are asked for."""
        return self.sort or (
            "score" if self.task or self.job or self.makes or self.branch else "use"
        )

    def medium(self, catalog: Catalog) -> Medium:
        """Return what the models are priced and measured for: of a job the first thing that comes out of it."""
        if self.makes is not None:
            return self.makes
        if self.task is not None:
            return workload.medium_of(self.task)
        if self.job:
            outputs = catalog.use_case[self.job].outputs
            return next(
                (medium for medium in outputs if self.branch in {None, medium.branch}), outputs[0]
            )
        return Medium.IMAGE if self.branch is Branch.MEDIA else Medium.TEXT

    @property
    def with_unstated(self) -> str:
        """Return the address that keeps models of which something asked for is unknown."""
        return replace(self, unstated=True).query

    def wish(self, on: date) -> ModelQuery:
        """Return what is asked of each model on a day: on sale, or with those that no longer are."""
        return ModelQuery(
            name=self.q,
            provider=self.provider,
            makes=self.makes,
            reads=self.reads,
            branch=self.branch,
            answers={name: ANSWERS[answer] for name, answer in self.answers.items()},
            on_sale=None if self.sale == "all" else True,
            released_by=on,
            price=self.price,
            unit=self.price_unit,
            context=self.length,
        )

    def fit(self, catalog: Catalog, model: AiModel, on: date) -> Known:
        """Return whether a model matches; unknown where only something is missing that nobody states."""
        return self.wish(on).matches(catalog, model, on)


def jobs(catalog: Catalog) -> tuple[UseCase, ...]:
    """Return every job by name, those that everybody asks about first."""
    return tuple(
        sorted(
            catalog.use_cases, key=lambda case: (not case.common, case.name.casefold(), case.slug)
        )
    )


# ------------------------------------------------------------------------------------------------------------- matrix

ONLY: Mapping[str, str] = {
    "disputed": "disputed",
    "unknown": "unknown",
    "both": "for both kinds",
    "overdue": "due for a look",
}


def departments(catalog: Catalog) -> tuple[str, ...]:
    return tuple(sorted({case.department for case in catalog.use_cases if case.department}))


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixFilter(AddressFilter):
    """What the matrix is narrowed by."""

    industry: str = row("Trade", "industry", "{}")
    department: str = choice_param("Department", departments, "{}")
    put: Medium | None = choice_param("You send", INPUT_MEDIA, "You send {}", default=None)
    out: Medium | None = choice_param("Result", OUTPUT_MEDIA, "Result: {}", default=None)
    only: tuple[str, ...] = several(
        "Only rows that are", tuple(ONLY), "{}", describe=lambda _, word: ONLY[word]
    )

    def passes(self, case: UseCase, marks: Mapping[str, bool]) -> bool:
        """Tell whether a job is wanted, given which marks its row bears; of several marks any will do."""
        return (
            self.industry in {"", case.industry}
            and self.department in {"", case.department}
            and (self.put is None or self.put in case.inputs)
            and (self.out is None or self.out in case.outputs)
            and (not self.only or any(marks[word] for word in self.only))
        )
