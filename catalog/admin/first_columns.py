"""What the lists of models, apps and prices say first: age, gaps, proposals of lists.

It takes a few queries a page.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, override

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.admin.ages import ages_of_readers
from catalog.admin.desk_admin import DeskAdmin
from catalog.ages import Age
from catalog.formatting import format_count, format_day
from catalog.models import AppPlan, AppStatement, ModelStatement, Price, Score
from catalog.schema import Price as PriceFact
from catalog.vocabulary import AppQuestion
from catalog.watch.proposals import open_proposals

# Under which names a proposal says what it is of.
SUBJECTS = ("model", "offer", "app", "app_plan", "slug")
type Subject = tuple[str, str]  # the name of the field, and the slug that stands in it


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many proposals wait for a row, and the run of the first."""

    count: int = 0
    run: int | None = None


class Proposals:
    """All proposals that nobody has decided, by what they are of; read once for a page."""

    def __init__(self) -> None:
        self._counts: Counter[Subject] = Counter()
        self._runs: dict[Subject, int] = {}
        rows = open_proposals().order_by("run", "number").values_list("run", "run__kind", "cells")
        for run, kind, cells in rows:
            for subject in _subjects(kind, json.loads(cells or "{}")):
                self._counts[subject] += 1
                self._runs.setdefault(subject, run)

    def of(self, subjects: Iterable[Subject]) -> Waiting:
        """Return how many wait for any of these."""
        named = list(dict.fromkeys(subjects))
        runs = [self._runs[subject] for subject in named if subject in self._runs]
        return Waiting(sum(self._counts[subject] for subject in named), min(runs, default=None))


def _subjects(kind: str, cells: Mapping[str, str]) -> set[Subject]:
    """Return what a proposal is of; one of an offer is of its model too."""
    subjects = {(name, cells[name]) for name in SUBJECTS if cells.get(name)}
    if kind in {"models", "apps"} and cells.get("slug"):
        subjects.add((kind.removesuffix("s"), cells["slug"]))
    if model := cells.get("offer", "").partition("@")[0]:
        subjects.add(("model", model))
    if cells.get("offer") or cells.get("app_plan"):
        of = cells.get("offer") or cells["app_plan"]
        subjects.add(("price", f"{of} {cells.get('unit', '')}"))
    return subjects


@dataclass(frozen=True, slots=True)
class FirstFacts:
    """What the first columns say of a row."""

    missing: tuple[str, ...] = ()
    waiting: Waiting = Waiting()
    oldest: Age | None = None  # of what hangs on it


class FirstColumnsAdmin(DeskAdmin):
    """A list that shows age, source, missing facts and proposals right after the name."""

    first_columns: tuple[str, ...] = ("read_last", "missing", "proposals")
    naming_columns = 1  # that name a row, and stay in front
    facts_of: Callable[
        [list[Any]], Mapping[int, FirstFacts]
    ]  # by primary key; each list looks up its own

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        """Return the columns, those that an editor works by right after what names the row."""
        columns = tuple(super().get_list_display(request))
        names, others = columns[: self.naming_columns], columns[self.naming_columns :]
        return (*names, *self.first_columns, *others)

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Look up for all rows of the page at once what the columns say."""
        shown = super().get_changelist_instance(request)
        rows = list(shown.result_list)
        facts = self.facts_of(rows)
        for row in rows:
            row.first_facts = facts[row.pk]
        shown.result_list = rows
        return shown

    @admin.display(description="oldest price read")
    def read_last(self, row: Any) -> str:
        """Return when the price seen longest ago was seen, and whether that is long ago."""
        age = row.first_facts.oldest
        if age is None or age.seen is None:
            return "no price"
        day = format_day(age.seen)
        return f"{day}: old" if age.is_old else day

    @admin.display(description="missing")
    def missing(self, row: Any) -> str:
        return ", ".join(row.first_facts.missing)

    @admin.display(description="proposed")
    def proposals(self, row: Any) -> SafeString | str:
        """Return how many proposals wait, as a link to where they are decided."""
        waiting = row.first_facts.waiting
        if not waiting.count:
            return ""
        words = format_count(waiting.count, "proposal", "proposals")
        address = reverse("admin:catalog_import_change", args=[waiting.run])
        return format_html('<a href="{}">{}</a>', address, words)


def oldest_prices(field: str) -> dict[str, Age]:
    """Return the oldest age of a price that readers have, by its offer or plan."""
    oldest: dict[str, Age] = {}
    for age in ages_of_readers("prices").values():
        row: PriceFact = age.row
        of = getattr(row, field)
        if of and age.seen and (of not in oldest or age.seen < (oldest[of].seen or date.max)):
            oldest[of] = age
    return oldest


class _Lookups:
    """What is looked up once for all rows of a page: ages of prices, and open proposals."""

    def __init__(self, sold_as: str) -> None:
        self.ages = oldest_prices(sold_as)
        self.proposals = Proposals()

    def facts(
        self, is_there: Mapping[str, bool], subjects: Iterable[Subject], sold: Iterable[str]
    ) -> FirstFacts:
        """Return a row's columns: what is missing, what waits, and the oldest of what is sold."""
        ages = (self.ages[slug] for slug in sold if slug in self.ages)
        return FirstFacts(
            missing=tuple(name for name, is_so in is_there.items() if not is_so),
            waiting=self.proposals.of(subjects),
            oldest=min(ages, key=lambda age: age.seen or date.max, default=None),
        )


def _values(rows: QuerySet[Any], field: str, value: str) -> dict[int, set[Any]]:
    """Return the different values of rows by the row that a field names."""
    pairs = rows.order_by().values_list(field, value).distinct()
    values: dict[int, set[Any]] = defaultdict(set)
    for key, one in pairs:
        values[key].add(one)
    return values


class ModelColumns(FirstColumnsAdmin):
    """What the list of models shows first."""

    @override
    def facts_of(self, rows: list[Any]) -> Mapping[int, FirstFacts]:
        keys = [row.pk for row in rows]
        prices = Price.objects.filter(offer__model__in=keys)
        offers = _values(prices, "offer__model", "offer__slug")
        scored = _values(Score.objects.filter(model__in=keys), "model", "model")
        stated = _values(ModelStatement.objects.filter(model__in=keys), "model", "model")
        lookups = _Lookups("offer")
        facts = {}
        for row in rows:
            is_there = {
                "price": row.pk in offers,
                "score": row.pk in scored,
                "what it reads": row.pk in stated,
                "day of release": row.released is not None,
                "limit": row.input_limit is not None or row.total_limit is not None,
                "licence": bool(row.licence) or row.open_weights == "no",
            }
            sold = offers.get(row.pk, ())
            facts[row.pk] = lookups.facts(is_there, [("model", row.slug)], sold)
        return facts


class AppColumns(FirstColumnsAdmin):
    """What the list of apps shows first."""

    @override
    def facts_of(self, rows: list[Any]) -> Mapping[int, FirstFacts]:
        keys = [row.pk for row in rows]
        plans = _values(AppPlan.objects.filter(app__in=keys), "app", "slug")
        prices = Price.objects.filter(app_plan__app__in=keys)
        priced = _values(prices, "app_plan__app", "app_plan__app")
        statements = AppStatement.objects.filter(app__in=keys)
        answered = _values(statements, "app", "question")
        lookups = _Lookups("app_plan")
        facts = {}
        for row in rows:
            questions = answered.get(row.pk, ())
            is_there = {
                "plan": row.pk in plans,
                "price": row.pk in priced or row.by_quote,
                "training": AppQuestion.TRAINING in questions,
                "place": AppQuestion.PLACE in questions,
            }
            sold = plans.get(row.pk, ())
            subjects = [("app", row.slug), *(("app_plan", plan) for plan in sold)]
            facts[row.pk] = lookups.facts(is_there, subjects, sold)
        return facts


class PriceColumns(FirstColumnsAdmin):
    """What the list of prices shows first; its own age stands there already."""

    first_columns = ("source", "proposals")
    naming_columns = 2

    @override
    def facts_of(self, rows: list[Any]) -> Mapping[int, FirstFacts]:
        proposals = Proposals()
        prices = Price.objects.filter(pk__in=[row.pk for row in rows]).order_by()
        facts = {}
        for pk, *sold_as, unit in prices.values_list("pk", "offer__slug", "app_plan__slug", "unit"):
            sold = next(filter(None, sold_as), None)
            waiting = proposals.of([("price", f"{sold} {unit}")])
            facts[pk] = FirstFacts(waiting=waiting)
        return facts
