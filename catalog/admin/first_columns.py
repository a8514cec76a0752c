"""What the lists of models, apps and prices say first: how old, what is missing, and what lists propose; a few queries a page."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.admin.ages import ages_of_readers
from catalog.admin.base import DeskAdmin
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
    """What the first columns say of the rows of a page, by primary key."""

    missing: Mapping[int, tuple[str, ...]]
    waiting: Mapping[int, Waiting]
    oldest: Mapping[int, Age]  # of what hangs on a row


class FirstColumnsAdmin(DeskAdmin):
    """A list that shows age, source, missing facts and proposals before anything else but the name."""

    first_columns: tuple[str, ...] = ("read_last", "missing", "proposals")
    naming_columns = 1  # that name a row, and stay in front
    facts_of: Callable[[list[Any]], FirstFacts]  # each list looks up its own

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
            row.lacks = facts.missing.get(row.pk, ())
            row.waiting = facts.waiting.get(row.pk, Waiting())
            row.read = facts.oldest.get(row.pk)
        shown.result_list = rows
        return shown

    @admin.display(description="oldest price read")
    def read_last(self, row: Any) -> str:
        """Return when the price that was seen longest ago was seen, and whether that is long ago."""
        if row.read is None or row.read.seen is None:
            return "no price"
        day = format_day(row.read.seen)
        return f"{day}: old" if row.read.is_old else day

    @admin.display(description="missing")
    def missing(self, row: Any) -> str:
        return ", ".join(row.lacks)

    @admin.display(description="proposed")
    def proposals(self, row: Any) -> SafeString | str:
        """Return how many proposals wait, as a link to where they are decided."""
        if not row.waiting.count:
            return ""
        words = format_count(row.waiting.count, "proposal", "proposals")
        address = reverse("admin:catalog_import_change", args=[row.waiting.run])
        return format_html('<a href="{}">{}</a>', address, words)


def oldest_prices(field: str) -> dict[str, Age]:
    """Return the oldest age of a price that readers have, by the offer or the plan that it is of."""
    oldest: dict[str, Age] = {}
    for age in ages_of_readers("prices").values():
        row: PriceFact = age.row
        of = getattr(row, field)
        if of and age.seen and (of not in oldest or age.seen < (oldest[of].seen or date.max)):
            oldest[of] = age
    return oldest


def _oldest(ages: Iterable[Age]) -> Age | None:
    return min(ages, key=lambda age: age.seen or date.max, default=None)


class ModelColumns(FirstColumnsAdmin):
    """What the list of models shows first."""

    @override
    def facts_of(self, rows: list[Any]) -> FirstFacts:
        keys = [row.pk for row in rows]
        offers: dict[int, list[str]] = defaultdict(list)
        priced: set[int] = set()
        prices = Price.objects.filter(offer__model__in=keys).order_by()
        for model, offer in prices.values_list("offer__model", "offer__slug").distinct():
            offers[model].append(offer)
            priced.add(model)
        scored = set(_distinct(Score, "model", keys))
        stated = set(_distinct(ModelStatement, "model", keys))
        ages, proposals = oldest_prices("offer"), Proposals()
        missing, waiting, days = {}, {}, {}
        for row in rows:
            facts = {
                "price": row.pk in priced,
                "score": row.pk in scored,
                "what it reads": row.pk in stated,
                "day of release": row.released is not None,
                "limit": row.input_limit is not None or row.total_limit is not None,
                "licence": bool(row.licence) or row.open_weights == "no",
            }
            missing[row.pk] = tuple(name for name, is_there in facts.items() if not is_there)
            waiting[row.pk] = proposals.of([("model", row.slug)])
            age = _oldest(ages[offer] for offer in offers[row.pk] if offer in ages)
            if age is not None:
                days[row.pk] = age
        return FirstFacts(missing, waiting, days)


class AppColumns(FirstColumnsAdmin):
    """What the list of apps shows first."""

    @override
    def facts_of(self, rows: list[Any]) -> FirstFacts:
        keys = [row.pk for row in rows]
        plans: dict[int, list[str]] = defaultdict(list)
        for app, plan in AppPlan.objects.filter(app__in=keys).order_by().values_list("app", "slug"):
            plans[app].append(plan)
        priced = set(
            Price.objects.filter(app_plan__app__in=keys)
            .order_by()
            .values_list("app_plan__app", flat=True)
            .distinct()
        )
        answered: dict[int, set[str]] = defaultdict(set)
        answers = AppStatement.objects.filter(app__in=keys).order_by()
        for app, question in answers.values_list("app", "question").distinct():
            answered[app].add(question)
        ages, proposals = oldest_prices("app_plan"), Proposals()
        missing, waiting, days = {}, {}, {}
        for row in rows:
            facts = {
                "plan": bool(plans[row.pk]),
                "price": row.pk in priced or row.by_quote,
                "training": AppQuestion.TRAINING in answered[row.pk],
                "place": AppQuestion.PLACE in answered[row.pk],
            }
            missing[row.pk] = tuple(name for name, is_there in facts.items() if not is_there)
            subjects = [("app", row.slug), *(("app_plan", plan) for plan in plans[row.pk])]
            waiting[row.pk] = proposals.of(subjects)
            age = _oldest(ages[plan] for plan in plans[row.pk] if plan in ages)
            if age is not None:
                days[row.pk] = age
        return FirstFacts(missing, waiting, days)


class PriceColumns(FirstColumnsAdmin):
    """What the list of prices shows first; its own age stands there already."""

    first_columns = ("source", "proposals")
    naming_columns = 2

    @override
    def facts_of(self, rows: list[Any]) -> FirstFacts:
        proposals = Proposals()
        prices = Price.objects.filter(pk__in=[row.pk for row in rows]).order_by()
        sold = prices.values_list("pk", "offer__slug", "app_plan__slug", "unit")
        waiting = {
            pk: proposals.of([("price", f"{offer or plan} {unit}")])
            for pk, offer, plan, unit in sold
        }
        return FirstFacts({}, waiting, {})


def _distinct(table: Any, field: str, keys: list[int]) -> Iterable[int]:
    keys_there: Iterable[int] = (
        table.objects.filter(**{f"{field}__in": keys})
        .order_by()
        .values_list(field, flat=True)
        .distinct()
    )
    return keys_there
