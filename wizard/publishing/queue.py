"""What editors should look at next, the things on which most plans lean first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.timezone import now

from catalog import releases
from catalog.facts import UNSOURCED, Catalog
from catalog.kinds import KINDS, described
from catalog.models import DESK, AiModel, Cell, Price, Report, Source, State
from catalog.models.base import lookup
from catalog.models.reports import ReportState
from catalog.vocabulary import Voice
from catalog.wording import day
from wizard.models import LinkCheck
from wizard.publishing.impact import CITED, cited_as

SOON = timedelta(days=60)
SHOWN = 20
OF_A_KIND = 200  # rows read of one kind; what more there is waits

# How many live plans cite each of some facts, each plan once for a thing that goes by several names.
PLANS = """
    SELECT wanted.thing, count(DISTINCT leaning.plan_id)
    FROM unnest(%s::int[], %s::text[]) AS wanted (thing, fact)
    JOIN wizard_leaning leaning ON leaning.facts @> ARRAY[wanted.fact]
    JOIN wizard_plan plan ON plan.id = leaning.plan_id
    WHERE plan.withdrawn IS NULL AND (plan.expires IS NULL OR plan.expires > %s)
    GROUP BY wanted.thing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to look at: what it is, why, where it is put right, and how many live plans lean on it."""

    kind: str
    what: str
    why: str
    address: str
    facts: tuple[str, ...] = ()
    plans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The tasks worth showing, and how many there are of each kind."""

    tasks: tuple[Task, ...]
    counts: Mapping[str, int]

    @property
    def left_out(self) -> int:
        """Return how many tasks are not shown."""
        return sum(self.counts.values()) - len(self.tasks)


def queue(on: date) -> Queue:
    """Return what to look at on a day; as many queries for many rows as for few."""
    try:
        catalog = releases.current().catalog
    except releases.NoRelease:
        catalog = Catalog()
    found = [*_overdue(on), *_retiring(on), *_announced(on, catalog), *_weak(catalog), *_reports(), *_broken(catalog)]
    weighed = _weighed(found)
    worth = [task for task in weighed if task.plans or task.kind not in ONLY_IF_USED]
    worth.sort(key=lambda task: (-task.plans, KINDS_OF_TASKS.index(task.kind), task.what))
    counts = {kind: sum(task.kind == kind for task in worth) for kind in KINDS_OF_TASKS}
    shown = _addressed(worth[:SHOWN])
    return Queue(tasks=shown, counts={kind: count for kind, count in counts.items() if count})


OVERDUE, RETIRING, ANNOUNCED = "Review overdue", "Ends soon", "Price change announced"
UNPROVED, SELLERS, REPORT, BROKEN = "No source", "Seller’s own figure alone", "Reader’s report", "Broken link"
KINDS_OF_TASKS = (REPORT, OVERDUE, RETIRING, ANNOUNCED, UNPROVED, SELLERS, BROKEN)
ONLY_IF_USED = frozenset({UNPROVED, SELLERS})  # nobody need hurry where no plan leans on it


def _change(row: Model) -> str:
    options = row._meta  # noqa: SLF001 (Django's documented name)
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])


def _overdue(on: date) -> Iterator[Task]:
    rows = Cell.objects.filter(review_by__lt=on, state=State.PUBLISHED.value).select_related("use_case")
    for row in rows.order_by("review_by", "pk")[:OF_A_KIND]:
        yield Task(
            kind=OVERDUE,
            what=f"{row.use_case.name}: {row.get_branch_display()}",
            why=f"To be read again by {day(row.review_by)}",
            address=_change(row),
            facts=(f"cell:{row.use_case.slug}/{row.branch}",),
        )


def _retiring(on: date) -> Iterator[Task]:
    rows = AiModel.objects.filter(retires__gte=on, retires__lte=on + SOON, state=State.PUBLISHED.value)
    for row in rows.order_by("retires", "pk")[:OF_A_KIND]:
        yield Task(
            kind=RETIRING,
            what=row.name,
            why=f"Goes off sale on {day(row.retires)}",
            address=_change(row),
            facts=(f"model:{row.slug}",),
        )


def _announced(on: date, catalog: Catalog) -> Iterator[Task]:
    rows = Price.objects.filter(valid_from__gt=on, state=State.PUBLISHED.value, offer__isnull=False)
    for row in rows.select_related("offer").order_by("valid_from", "pk")[:OF_A_KIND]:
        offer = row.offer.slug
        yield Task(
            kind=ANNOUNCED,
            what=f"{offer}: {row.get_unit_display()}",
            why=f"{row.usd.normalize():f} US dollars from {day(row.valid_from)}",
            address=_change(row),
            facts=tuple(
                cited_as("prices", KINDS["prices"].key_of(price))
                for price in catalog.prices_of.get(offer, ())
                if price.unit == row.unit
            ),
        )


def _weak(catalog: Catalog) -> Iterator[Task]:
    """Yield what nobody proves, and figures that only the seller of a model has measured."""
    for kind in CITED:
        for row in getattr(catalog, kind):
            if getattr(row, "source", "") == UNSOURCED:
                yield _of_row(UNPROVED, kind, row, "Nobody is named who says so")
    measured = {(row.model, row.benchmark) for row in catalog.scores if row.voice is not Voice.VENDOR}
    for score in catalog.scores:
        if score.voice is Voice.VENDOR and (score.model, score.benchmark) not in measured:
            yield _of_row(SELLERS, "scores", score, "Nobody else has measured it")


def _of_row(kind: str, rows: str, row: Any, why: str) -> Task:
    """Return a task whose row on the desk is looked up only if it is shown."""
    key = KINDS[rows].key_of(row)
    return Task(kind=kind, what=described(key), why=why, address="|".join((rows, *key)), facts=(cited_as(rows, key),))


def _reports() -> Iterator[Task]:
    for row in Report.objects.filter(state=ReportState.OPEN.value).order_by("made_at", "pk")[:OF_A_KIND]:
        yield Task(
            kind=REPORT,
            what=row.page,
            why=f"Came in on {day(row.made_at.date())}",
            address=_change(row),
            facts=tuple(_facts_of_page(row.page)),
        )


def _facts_of_page(page: str) -> Iterator[str]:
    found = re.match(r"^/(models|use-cases)/([a-z0-9-]+)/(?:(language|media)/)?", page)
    if found and found[1] == "models":
        yield f"model:{found[2]}"
    elif found and found[3]:
        yield f"cell:{found[2]}/{found[3]}"
    elif found:
        yield from (f"use-case:{found[2]}", f"cell:{found[2]}/language", f"cell:{found[2]}/media")


def _broken(catalog: Catalog) -> Iterator[Task]:
    answers = dict(LinkCheck.objects.filter(broken=True).order_by("url").values_list("url", "answer")[:OF_A_KIND])
    sources = Source.objects.filter(url__in=list(answers)).order_by("slug") if answers else Source.objects.none()
    rows = list(sources)
    cited: dict[str, list[str]] = {row.slug: [] for row in rows}
    for kind in CITED:
        for fact in getattr(catalog, kind):
            if (source := getattr(fact, "source", None)) in cited:
                cited[source].append(cited_as(kind, KINDS[kind].key_of(fact)))
    for row in rows:
        yield Task(
            kind=BROKEN,
            what=row.title,
            why=f"{row.url} answered: {answers[row.url]}",
            address=_change(row),
            facts=tuple(cited[row.slug]),
        )


def _weighed(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks with the live plans that lean on them, in one query."""
    pairs = [(place, fact) for place, task in enumerate(tasks) for fact in task.facts]
    with connection.cursor() as cursor:
        cursor.execute(PLANS, [[place for place, _ in pairs], [fact for _, fact in pairs], now()])
        counted = dict(cursor.fetchall())
    return [replace(task, plans=counted.get(place, 0)) for place, task in enumerate(tasks)]


def _addressed(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return the tasks with the admin page of each row that was only named by its key."""
    shown = list(tasks)
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for task in shown:
        if task.address and not task.address.startswith("/"):
            kind, *key = task.address.split("|")
            wanted.setdefault(kind, []).append(tuple(key))
    pages = {"|".join((kind, *key)): page for kind, keys in wanted.items() for key, page in _pages(kind, keys)}
    return tuple(
        task if task.address.startswith("/") else replace(task, address=pages.get(task.address, "")) for task in shown
    )


def _pages(kind: str, keys: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    model = DESK[kind]
    names = [lookup(model, name) for name in KINDS[kind].key]
    conditions = Q()
    for key in keys:
        conditions |= Q(**{name: part for name, part in zip(names, key, strict=True) if part})
    references = [name.partition("__")[0] for name in names if "__" in name]
    rows = model.objects.filter(conditions).order_by("pk")
    for row in rows.select_related(*references) if references else rows:
        yield row.natural_key(), _change(row)
