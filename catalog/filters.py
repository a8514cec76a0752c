"""What a visitor narrows a list by: read from an address, written back into one, and asked of each row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.http import QueryDict

from catalog import formatting, query, workload
from catalog.parsing import Bounds, Problem, Sum, format_input, parse_money
from catalog.query import ModelQuery
from catalog.schema import AiModel, Catalog, UseCase
from catalog.vocabulary import INPUT_MEDIA, OUTPUT_MEDIA, Branch, Known, Medium, PriceUnit, Task

SORTS = {
    "name": "Name",
    "score": "Score, best first",
    "price": "Price, cheapest first",
    "length": "Reads most at once",
    "released": "Newest first",
}
ASKED = {"yes": "Yes", "open": "Yes or unknown"}
ANSWERS = {"": query.ANY, "yes": (Known.YES,), "open": (Known.YES, Known.UNKNOWN)}
SALE = {"": "On sale", "all": "All, also retired"}
ASKED_FOR = (Medium.DOCUMENT, Medium.IMAGE, Medium.VIDEO, Medium.SPEECH)  # every model reads text
PRICED = tuple(unit for unit in PriceUnit if unit not in {PriceUnit.SEAT_MONTH, PriceUnit.CACHED_INPUT_MTOK})
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


class Asked:
    """An address being read: takes what makes sense and keeps a sentence on what does not."""

    def __init__(self, query: QueryDict) -> None:
        """Start with nothing to complain of."""
        self.query = query
        self.complaints: list[str] = []

    def words(self, name: str) -> str:
        """Return a short text."""
        return " ".join(self.query.get(name, "").split())[:LONGEST_WORDS]

    def choice[T: str](self, name: str, label: str, choices: Iterable[T]) -> T | None:
        """Return one of the choices, or none."""
        given = self.words(name)
        if not given:
            return None
        found = next((choice for choice in choices if choice == given), None)
        if found is None:
            self._left_out(given, label)
        return found

    def choices[T: str](self, name: str, label: str, choices: Sequence[T]) -> tuple[T, ...]:
        """Return those of the choices that are given, in their order."""
        given = {" ".join(words.split())[:LONGEST_WORDS] for words in self.query.getlist(name)} - {""}
        for words in sorted(given - set(choices))[:3]:
            self._left_out(words, label)
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
        if isinstance(found, Sum) and (found.low != found.high or found.low != round(found.low, FINEST)):
            found = bounds.please
        if isinstance(found, Problem):
            self.complaints.append(f"“{given[:40]}” was left out. {found.text}.")
            return None
        return found.low.normalize()

    def day(self, name: str, label: str) -> date | None:
        """Return a day written 2026-11-24."""
        given = self.words(name)
        if not given:
            return None
        try:
            return _iso(given)
        except ValueError:
            self.complaints.append(
                f"“{given[:40]}” is no day we can read for “{label}”. Write it like 2026-12-31. We left it out."
            )
            return None

    def _left_out(self, given: str, label: str) -> None:
        self.complaints.append(f"“{given[:40]}” is none of the choices for “{label}”. We left it out.")


def _iso(words: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        raise ValueError(words)
    return date.fromisoformat(words)


def address(pairs: Iterable[tuple[str, object]]) -> str:
    """Return a query without what is not set."""
    return urlencode([(name, _written(value)) for name, value in pairs if value not in {None, ""}])


def _written(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


# ------------------------------------------------------------------------------------------------------------- models


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFilter:
    """What the list of models is narrowed, priced and ordered by."""

    q: str = ""
    makes: Medium | None = None
    reads: tuple[Medium, ...] = ()
    branch: Branch | None = None
    provider: str = ""
    weights: str = ""
    own: str = ""
    tuning: str = ""
    business: str = ""
    eu: str = ""
    price: Decimal | None = None
    unit: PriceUnit | None = None
    length: Decimal | None = None
    since: date | None = None
    until: date | None = None
    unstated: bool = False  # keep models of which a figure asked for is unknown
    sale: str = ""
    task: Task | None = None
    job: str = ""
    sort: str = ""
    complaints: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, catalog: Catalog) -> "ModelFilter":
        """Read a filter from an address; what it cannot use is left out, with a sentence on each."""
        asked = Asked(query)
        return cls(
            q=asked.words("q"),
            makes=asked.choice("makes", "Makes", Medium),
            reads=asked.choices("reads", "Can read", INPUT_MEDIA),
            branch=asked.choice("branch", "Kind", Branch),
            provider=asked.choice("provider", "Maker", catalog.provider) or "",
            weights=asked.choice("weights", "Free weights", ASKED) or "",
            own=asked.choice("own", "Own servers", ASKED) or "",
            tuning=asked.choice("tuning", "Can be tuned", ASKED) or "",
            business=asked.choice("business", "Business use", ASKED) or "",
            eu=asked.choice("eu", "Runs in the EU", ASKED) or "",
            price=asked.number("price", "Costs at most"),
            unit=asked.choice("unit", "For a", PRICED),
            length=asked.number("length", "Reads at least", whole=True),
            since=asked.day("since", "Out since"),
            until=asked.day("until", "Still on sale on"),
            unstated=asked.choice("unstated", "Unknown figures", ("1",)) is not None,
            sale=asked.choice("sale", "On sale", SALE) or "",
            task=asked.choice("task", "Measured by", tasks(catalog)),
            job=asked.choice("job", "Price it for", catalog.use_case) or "",
            sort=asked.choice("sort", "Order", SORTS) or "",
            complaints=tuple(asked.complaints),
        )

    @property
    def query(self) -> str:
        """Return the filter as an address writes it."""
        return address(
            (
                ("q", self.q),
                ("makes", self.makes),
                *(("reads", medium) for medium in self.reads),
                ("branch", self.branch),
                ("provider", self.provider),
                ("weights", self.weights),
                ("own", self.own),
                ("tuning", self.tuning),
                ("business", self.business),
                ("eu", self.eu),
                ("price", self.typed_price),
                ("unit", self.unit if self.price is not None else None),
                ("length", self.length),
                ("since", self.since),
                ("until", self.until),
                ("unstated", "1" if self.unstated else ""),
                ("sale", self.sale),
                ("task", self.task),
                ("job", self.job),
                ("sort", self.sort),
            )
        )

    @property
    def typed_price(self) -> str | None:
        """Return the price ceiling as it can be read back from an address or a field."""
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
        return self.sort or ("score" if self.task or self.job or self.makes or self.branch else "name")

    @property
    def medium(self) -> Medium:
        """Return what the models are priced and measured for."""
        if self.makes is not None:
            return self.makes
        if self.task is not None:
            return workload.medium_of(self.task)
        return Medium.IMAGE if self.branch is Branch.MEDIA else Medium.TEXT

    @property
    def with_unstated(self) -> str:
        """Return the address that keeps models of which a figure is unknown."""
        return replace(self, unstated=True).query

    def wish(self, on: date) -> ModelQuery:
        """Return what is asked of each model on a day: on sale, or with those that no longer are."""
        return ModelQuery(
            name=self.q,
            provider=self.provider,
            makes=self.makes,
            reads=self.reads,
            branch=self.branch,
            open_weights=ANSWERS[self.weights],
            self_hosting=ANSWERS[self.own],
            tuning=ANSWERS[self.tuning],
            commercial_use=ANSWERS[self.business],
            eu_region=ANSWERS[self.eu],
            listed=True,
            on_sale=None if self.sale == "all" else True,
            released_by=on,
            on_sale_until=self.until,
            price=self.price,
            unit=self.price_unit,
            context=self.length,
            released_from=self.since,
        )

    def fit(self, catalog: Catalog, model: AiModel, on: date) -> Known:
        """Return whether a model is wanted; unknown where nothing but a figure that nobody states is in the way."""
        return self.wish(on).matches(catalog, model, on)

    def chips(self, catalog: Catalog) -> tuple[Chip, ...]:
        """Return one chip for each choice, with the address that takes it back."""
        found = [
            (f"Named “{self.q}”", {"q": ""}, self.q),
            (f"Makes {formatting.inline_label(self.makes)}" if self.makes else "", {"makes": None}, self.makes),
            *(
                (
                    f"Reads {formatting.inline_label(medium)}",
                    {"reads": tuple(row for row in self.reads if row is not medium)},
                    medium,
                )
                for medium in self.reads
            ),
            (self.branch.label if self.branch else "", {"branch": None}, self.branch),
            (f"By {catalog.provider[self.provider].name}" if self.provider else "", {"provider": ""}, self.provider),
            (f"Free weights: {_asked(self.weights)}", {"weights": ""}, self.weights),
            (f"Own servers: {_asked(self.own)}", {"own": ""}, self.own),
            (f"Can be tuned: {_asked(self.tuning)}", {"tuning": ""}, self.tuning),
            (f"Business use: {_asked(self.business)}", {"business": ""}, self.business),
            (f"Runs in the EU: {_asked(self.eu)}", {"eu": ""}, self.eu),
            (self._price_words(), {"price": None, "unit": None}, self.price),
            (f"Reads at least {formatting.format_number(self.length)} tokens", {"length": None}, self.length),
            (f"Out since {formatting.format_day(self.since)}" if self.since else "", {"since": None}, self.since),
            (
                f"Still on sale on {formatting.format_day(self.until)}" if self.until else "",
                {"until": None},
                self.until,
            ),
            ("Also where a figure is unknown", {"unstated": False}, self.unstated),
            ("Also retired", {"sale": ""}, self.sale),
        ]
        cleared = replace(self, complaints=())
        return tuple(Chip(words, replace(cleared, **without).query) for words, without, given in found if given)  # type: ignore[arg-type]  # each value is of its field

    def _price_words(self) -> str:
        return f"At most {formatting.format_price(self.price, self.price_unit)}" if self.price is not None else ""


def _asked(choice: str) -> str:
    return ASKED.get(choice, "").lower()


def tasks(catalog: Catalog) -> tuple[Task, ...]:
    """Return the tasks that a test on file measures."""
    measured = {benchmark.task for benchmark in catalog.benchmarks}
    return tuple(task for task in Task if task in measured)


def jobs(catalog: Catalog, chosen: str = "") -> tuple[UseCase, ...]:
    """Return the jobs that everybody asks about first, and the chosen one."""
    found = [case for case in catalog.use_cases if case.common or case.slug == chosen]
    return tuple(sorted(found, key=lambda case: (case.name.casefold(), case.slug)))


# ------------------------------------------------------------------------------------------------------------- matrix

ONLY: Mapping[str, str] = {
    "disputed": "disputed",
    "unknown": "unknown",
    "both": "for both kinds",
    "overdue": "due for a look",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixFilter:
    """What the matrix is narrowed by, and which way round it stands."""

    industry: str = ""
    department: str = ""
    put: Medium | None = None
    out: Medium | None = None
    only: tuple[str, ...] = ()
    turn: bool = False
    complaints: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict, catalog: Catalog) -> "MatrixFilter":
        """Read a filter from an address; what it cannot use is left out, with a sentence on each."""
        asked = Asked(query)
        return cls(
            industry=asked.choice("industry", "Trade", catalog.industry) or "",
            department=asked.choice("department", "Department", departments(catalog)) or "",
            put=asked.choice("put", "Goes in", INPUT_MEDIA),
            out=asked.choice("out", "Comes out", OUTPUT_MEDIA),
            only=asked.choices("only", "Only rows that are", tuple(ONLY)),
            turn=asked.choice("turn", "Layout", ("1",)) is not None,
            complaints=tuple(asked.complaints),
        )

    @property
    def query(self) -> str:
        """Return the filter as an address writes it."""
        return address(
            (
                ("industry", self.industry),
                ("department", self.department),
                ("put", self.put),
                ("out", self.out),
                *(("only", word) for word in self.only),
                ("turn", "1" if self.turn else ""),
            )
        )

    @property
    def turned(self) -> str:
        """Return the same choice with the table the other way round."""
        return replace(self, turn=not self.turn).query

    @property
    def narrows(self) -> bool:
        """Tell whether anything is chosen."""
        return bool(self.industry or self.department or self.put or self.out or self.only)

    def passes(self, case: UseCase, marks: Mapping[str, bool]) -> bool:
        """Tell whether a job is wanted, given which marks its row bears; of several marks any will do."""
        return (
            self.industry in {"", case.industry}
            and self.department in {"", case.department}
            and (self.put is None or self.put in case.inputs)
            and (self.out is None or self.out in case.outputs)
            and (not self.only or any(marks[word] for word in self.only))
        )

    def chips(self, catalog: Catalog) -> tuple[Chip, ...]:
        """Return one chip for each choice, with the address that takes it back."""
        found: list[tuple[str, dict[str, object]]] = []
        if self.industry:
            found.append((catalog.industry[self.industry].name, {"industry": ""}))
        if self.department:
            found.append((self.department, {"department": ""}))
        if self.put:
            found.append((f"{self.put.label} goes in", {"put": None}))
        if self.out:
            found.append((f"{self.out.label} comes out", {"out": None}))
        found += [
            (formatting.capitalise(ONLY[word]), {"only": tuple(other for other in self.only if other != word)})
            for word in self.only
        ]
        return tuple(Chip(words, replace(self, **without).query) for words, without in found)  # type: ignore[arg-type]  # each value is of its field


def departments(catalog: Catalog) -> tuple[str, ...]:
    """Return the departments that jobs name, by name."""
    return tuple(sorted({case.department for case in catalog.use_cases if case.department}))
