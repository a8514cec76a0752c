"""What editors should look at next, the things on which most plans lean first."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import localdate, now

from catalog import query, releases
from catalog.ages import NEVER_SEEN_AGAIN, Age, every_age
from catalog.formatting import format_amount, format_day
from catalog.models import DESK, Cell, End, Price, Report, RowState, Score, Source
from catalog.models.reports import ReportState
from catalog.models.rows import rows_of_keys
from catalog.registry import KINDS, format_key
from catalog.schema import UNSOURCED, Catalog, group_pairs
from catalog.vocabulary import Voice
from wizard.models import LinkCheck, TaskChoice
from wizard.plans.drifting import CITED, cited_as
from wizard.publishing.spoken import unspoken

SHOWN, ALL = 12, 500  # tasks of a group on the desk's first page, and where somebody asks for all
OF_A_KIND = 200  # rows read of one kind; what more there is waits

# How many live plans cite each of some facts, each plan once for a thing that goes by several
# names.
PLANS = """
    SELECT wanted.thing, count(DISTINCT cited.plan_id)
    FROM unnest(%s::int[], %s::text[]) AS wanted (thing, fact)
    JOIN wizard_citedfacts cited ON cited.facts @> ARRAY[wanted.fact]
    JOIN wizard_plan plan ON plan.id = cited.plan_id
    WHERE plan.withdrawn IS NULL AND (plan.expires IS NULL OR plan.expires > %s)
    GROUP BY wanted.thing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorTask:
    """One thing to look at: what, why, where to put it right, how many live plans lean on it."""

    kind: str
    what: str
    why: str
    address: str = ""
    row: tuple[
        str, ...
    ] = ()  # kind and key of what is looked up for its address only if it is shown
    listed: str = ""  # the kind of rows to list that point to that row
    facts: tuple[str, ...] = ()
    plans: int = 0
    who: str = ""  # does it
    seen: str = ""  # where one act notes that a source was read again

    @property
    def id(self) -> str:
        """Return what tells it from others; it is another task as soon as it reads otherwise."""
        return f"{self.kind}: {self.what}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """Tasks of a sort, what most plans lean on first.

    They are those worth showing, and how many there are of each kind.
    """

    name: str
    tasks: tuple[EditorTask, ...]
    counts: Mapping[str, int]

    @property
    def left_out(self) -> int:
        return sum(self.counts.values()) - len(self.tasks)


def queue(on: date, *, shown: int = SHOWN) -> tuple[TaskGroup, ...]:
    """Return what is due on a day, and what lacks proof, up to so many of each.

    What lacks proof never runs out and would hide the other.

    As many queries for many rows as for few.
    """
    newest = releases.newest()
    catalog, released, seen = Catalog(), on, NEVER_SEEN_AGAIN
    if newest is not None:
        catalog, released = newest.catalog, localdate(newest.published_at)
        seen = newest.seen(on)
    tasks = [
        *(*_overdue(on), *_retiring(on), *_announced(on, catalog), *_dated_ahead(on, released)),
        *(*_weak(catalog), *_reports(), *_broken(catalog), *_unspoken(catalog)),
        *_old(catalog, every_age(catalog, on, seen)),
    ]
    counted = zip(tasks, plans_on([task.facts for task in tasks]), strict=True)
    weighed = _without_decided((replace(task, plans=plans) for task, plans in counted), on)
    worth = [
        task for task in weighed if task.plans or task.kind not in PROOF
    ]  # of proof, what plans lean on
    worth.sort(key=lambda task: (-task.plans, (*DUE, *PROOF).index(task.kind), task.what))
    groups = (_group("Due", worth, DUE, shown), _group("Leans on weak proof", worth, PROOF, shown))
    return tuple(group for group in groups if group.tasks)


def _group(name: str, worth: Iterable[EditorTask], kinds: Sequence[str], shown: int) -> TaskGroup:
    tasks = [task for task in worth if task.kind in kinds]
    number_of = Counter(task.kind for task in tasks)
    return TaskGroup(
        name=name,
        tasks=_addressed(tasks[:shown]),
        counts={kind: number_of[kind] for kind in kinds if kind in number_of},
    )


OVERDUE, RETIRING, ANNOUNCED = "Review overdue", "Ends soon", "Price change announced"
OLD = "Not read for long"
WAITING = "Waits for its day"
UNSPOKEN = "Without phrases"
UNPROVED, SELLERS, REPORT, BROKEN = (
    "No source",
    "Seller’s word alone",
    "Reader’s report",
    "Broken link",
)
DUE = (REPORT, OVERDUE, RETIRING, ANNOUNCED, WAITING, BROKEN, UNSPOKEN, OLD)
PROOF = (UNPROVED, SELLERS)


def _change(row: Model) -> str:
    options = row._meta  # noqa: SLF001 (Django's documented name)
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])


def _of(row: Model, kind: str, what: str, why: str, facts: Iterable[str]) -> EditorTask:
    """Return a task that is put right where a row of the desk is changed."""
    return EditorTask(kind=kind, what=what, why=why, address=_change(row), facts=tuple(facts))


def _overdue(on: date) -> Iterator[EditorTask]:
    rows = Cell.objects.filter(review_by__lt=on, state=RowState.PUBLISHED.value).select_related(
        "use_case"
    )
    for row in rows.order_by("review_by", "pk")[:OF_A_KIND]:
        what, why = (
            f"{row.use_case.name}: {row.get_branch_display()}",
            f"To be read again by {format_day(row.review_by)}",
        )
        yield _of(row, OVERDUE, what, why, [f"cells:{row.use_case.slug}/{row.branch}"])


def _retiring(on: date) -> Iterator[EditorTask]:
    rows = End.objects.filter(
        status__in=query.STATED_ENDS,
        day__gte=on,
        day__lte=on + query.SOON,
        state=RowState.PUBLISHED.value,
    )
    for row in rows.select_related("offer", "model").order_by("day", "pk")[:OF_A_KIND]:
        sold, kind = (row.offer, "offers") if row.offer else (row.model, "models")
        why = f"Goes off sale on {format_day(row.day)}"
        yield _of(row, RETIRING, str(sold), why, [f"{kind}:{sold.slug}"])


def _announced(on: date, catalog: Catalog) -> Iterator[EditorTask]:
    rows = Price.objects.filter(
        valid_from__gt=on, state=RowState.PUBLISHED.value, offer__isnull=False
    )
    for row in rows.select_related("offer").order_by("valid_from", "pk")[:OF_A_KIND]:
        offer = row.offer.slug
        listed = (price for price in catalog.prices_of.get(offer, ()) if price.unit == row.unit)
        facts = (cited_as("prices", KINDS["prices"].key_of(price)) for price in listed)
        why = f"{format_amount(row.amount, row.currency)} from {format_day(row.valid_from)}"
        yield _of(row, ANNOUNCED, f"{offer}: {row.get_unit_display()}", why, facts)


def _dated_ahead(on: date, released: date) -> Iterator[EditorTask]:
    """Yield answers and scores dated after the current release.

    Somebody has to publish once their day has come.
    """
    waiting = {"state": RowState.PUBLISHED.value, "as_of__gt": released}
    cells = (
        Cell.objects.filter(**waiting)
        .select_related("use_case")
        .order_by("as_of", "pk")[:OF_A_KIND]
    )
    scores = (
        Score.objects.filter(**waiting)
        .select_related("model", "benchmark")
        .order_by("as_of", "pk")[:OF_A_KIND]
    )
    for row in (*cells, *scores):
        kind, when = (
            row.kind.name,
            f"on {format_day(row.as_of)}" if row.as_of > on else "now: its day has come",
        )
        what = str(row) if kind == "cells" else f"{row.model}: {row.benchmark}"
        yield _of(
            row, WAITING, what, f"Publish a release {when}", [cited_as(kind, row.natural_key())]
        )


def _weak(catalog: Catalog) -> Iterator[EditorTask]:
    """Yield what nobody proves, and what only a seller says.

    Figures come by themselves, other facts source by source.
    """
    sellers = {source.slug for source in catalog.sources if source.voice is Voice.SELLER}
    measured = {(row.model, row.benchmark) for row in catalog.scores if row.voice is Voice.MEASURED}
    for kind in CITED:
        of_source: dict[str, list[Any]] = {}
        for row in getattr(catalog, kind):
            source = getattr(row, "source", "")
            if source == UNSOURCED:
                yield _of_row(UNPROVED, kind, row, "Nobody is named who says so")
            elif kind == "scores":
                if row.voice is Voice.SELLER and (row.model, row.benchmark) not in measured:
                    yield _of_row(SELLERS, kind, row, "Nobody else has measured it")
            elif source in sellers:
                of_source.setdefault(source, []).append(row)
        for source, rows in of_source.items():
            yield _of_source(kind, catalog.source[source].title, source, rows)


def _unspoken(catalog: Catalog) -> Iterator[EditorTask]:
    """Yield the jobs of which plans speak in neutral words, because nobody wrote their phrases."""
    for use_case in unspoken(catalog):
        yield EditorTask(
            kind=UNSPOKEN,
            what=use_case.name,
            why="Plans speak of it in neutral words, until somebody adds its phrases",
            row=("use_cases", use_case.slug),
        )


def _of_row(kind: str, rows: str, row: Any, why: str) -> EditorTask:
    """Return a task whose row on the desk is looked up only if it is shown."""
    key = KINDS[rows].key_of(row)
    return EditorTask(
        kind=kind, what=format_key(key), why=why, row=(rows, *key), facts=(cited_as(rows, key),)
    )


def _of_source(kind: str, title: str, source: str, rows: Sequence[Any]) -> EditorTask:
    """Return one task for all rows of a kind that stand on one seller's word.

    One row alone is named itself.
    """
    why = f"Only its seller says so, in “{title}”"
    if len(rows) == 1:
        return _of_row(SELLERS, kind, rows[0], why)
    names = DESK[kind]._meta.verbose_name_plural  # noqa: SLF001 (Django's documented name)
    return EditorTask(
        kind=SELLERS,
        what=f"{len(rows):,} {names}: {title}",
        why="Only the seller says so",
        row=("sources", source),
        listed=kind,
        facts=tuple(cited_as(kind, KINDS[kind].key_of(row)) for row in rows),
    )


def _old(catalog: Catalog, ages: Iterable[Age]) -> Iterator[EditorTask]:
    """Yield what nobody has read for long.

    All facts of a sort that stand on one source make one task; that source is read again.
    """
    by_place = group_pairs(
        ((age.ageing.kind, age.ageing.label, age.row.source), age) for age in ages if age.is_old
    )
    for (kind, label, source), old in by_place.items():
        days = [age.seen for age in old if age.seen is not None]
        read = f"Last read on {format_day(min(days))}" if days else "No day is on file"
        yield EditorTask(
            kind=OLD,
            what=f"{len(old):,} of {label.lower()}: {_title(catalog, source)}",
            why=read,
            row=("sources", source),
            facts=tuple(cited_as(kind, KINDS[kind].key_of(age.row)) for age in old),
        )


def _title(catalog: Catalog, source: str) -> str:
    row = catalog.source.get(source)
    return row.title if row else source


def _reports() -> Iterator[EditorTask]:
    for row in Report.objects.filter(state=ReportState.OPEN.value).order_by("made_at", "pk")[
        :OF_A_KIND
    ]:
        yield _of(
            row,
            REPORT,
            row.page,
            f"Came in on {format_day(row.made_at.date())}",
            _facts_of_page(row.page),
        )


def _facts_of_page(page: str) -> Iterator[str]:
    match = re.match(r"^/(models|use-cases)/([a-z0-9-]+)/(?:(language|media)/)?", page)
    if match and match[1] == "models":
        yield f"models:{match[2]}"
    elif match and match[3]:
        yield f"cells:{match[2]}/{match[3]}"
    elif match:
        yield from (
            f"use_cases:{match[2]}",
            f"cells:{match[2]}/language",
            f"cells:{match[2]}/media",
        )


def _broken(catalog: Catalog) -> Iterator[EditorTask]:
    answers = dict(
        LinkCheck.objects.filter(broken=True)
        .order_by("url")
        .values_list("url", "answer")[:OF_A_KIND]
    )
    sources = (
        Source.objects.filter(url__in=list(answers)).order_by("slug")
        if answers
        else Source.objects.none()
    )
    rows = list(sources)
    cited: dict[str, list[str]] = {row.slug: [] for row in rows}
    for kind in CITED:
        for fact in getattr(catalog, kind):
            if (source := getattr(fact, "source", None)) in cited:
                cited[source].append(cited_as(kind, KINDS[kind].key_of(fact)))
    for row in rows:
        yield _of(
            row, BROKEN, row.title, f"{row.url} answered: {answers[row.url]}", cited[row.slug]
        )


def _without_decided(tasks: Iterable[EditorTask], on: date) -> Iterator[EditorTask]:
    """Yield the tasks neither put off beyond this day nor found to need nothing.

    Each comes with who does it.
    """
    choices = {
        choice.task: choice
        for choice in TaskChoice.objects.select_related("author").order_by("task")
    }
    for task in tasks:
        choice = choices.get(task.id)
        if choice is None:
            yield task
        elif not choice.done and (choice.until is None or choice.until <= on):
            yield replace(task, who=choice.author.get_username() if choice.until is None else "")


def plans_on(facts: Sequence[Sequence[str]]) -> list[int]:
    """Return how many live plans cite any of some facts, for each such list, in one query."""
    pairs = [(place, fact) for place, named in enumerate(facts) for fact in named]
    with connection.cursor() as cursor:
        cursor.execute(PLANS, [[place for place, _ in pairs], [fact for _, fact in pairs], now()])
        counted = dict(cursor.fetchall())
    return [counted.get(place, 0) for place in range(len(facts))]


def _addressed(tasks: Sequence[EditorTask]) -> tuple[EditorTask, ...]:
    """Return the tasks with the admin page of the row, or list of rows, that was only named."""
    keys_of = group_pairs((task.row[0], task.row[1:]) for task in tasks if task.row)
    row_of = {
        (kind, *key): row
        for kind, keys in keys_of.items()
        for key, row in rows_of_keys(DESK[kind], sorted({*keys}))
    }
    return tuple(_placed(task, row_of[task.row]) if task.row in row_of else task for task in tasks)


def _placed(task: EditorTask, row: Model) -> EditorTask:
    """Return a task with the page where it is done, and an act that does it.

    The act is there where one is enough.
    """
    seen = reverse("admin:catalog_source_seen", args=[row.pk]) if task.kind == OLD else ""
    return replace(task, address=_page(task, row), seen=seen)


def _page(task: EditorTask, row: Model) -> str:
    if not task.listed:
        return _change(row)
    options = DESK[task.listed]._meta  # noqa: SLF001 (Django's documented name)
    chosen = {"source__id__exact": row.pk, "state__exact": RowState.PUBLISHED.value}
    return reverse(f"admin:catalog_{options.model_name}_changelist", query=chosen)
