"""The look itself: fetches lists and compares them with the desk.

It leaves sightings, proposals and a row for each list.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog import query
from catalog.ages import Sightings
from catalog.formatting import capitalise, format_count
from catalog.imports.importing import Steps
from catalog.imports.runs import NotTakenError
from catalog.models import DESK, CheckResult, ListCheck, RowState, Sighting
from catalog.models.base import Author
from catalog.models.facts import facts
from catalog.registry import KIND_OF, KINDS
from catalog.schema import Catalog, Price, group_pairs
from catalog.sightings import note_sightings, prune, published_rows
from catalog.watch.compare_ends import compare_ends
from catalog.watch.compare_models import ModelsOnFile, compare_inputs, compare_limits, new_models
from catalog.watch.compare_plans import compare_plans
from catalog.watch.compare_prices import DISAGREE, PricesOnFile, compare_prices, jumps
from catalog.watch.compare_rates import compare_rates
from catalog.watch.compare_scores import compare_scores
from catalog.watch.crediting import credited
from catalog.watch.fetching import fetch_steps, is_on_the_web
from catalog.watch.findings import ListFinding
from catalog.watch.names import OfferNames
from catalog.watch.proposals import store_proposals
from catalog.watch.statements import (
    EndStatement,
    EntryStatement,
    FileWarning,
    InputStatement,
    LimitStatement,
    ListContent,
    Observation,
    Parts,
    PlanStatement,
    RateStatement,
    ScoreStatement,
    WrongListError,
)
from catalog.watch.to_check import forget_unsaid, store_checks
from catalog.watch.watched_lists import LISTS, WatchedList

log = logging.getLogger(__name__)

STOPPED = "It was stopped before it was done."
HALF = 2  # a list with less than one in so many of its last statements is not whole
# Of so many prices that can be compared, at most one in three may move by more than a half: else
# its unit changed.
FEWEST_COMPARED, MOST_JUMPS = 10, 3
COMPARED_KINDS = (
    "sources",
    "providers",
    "models",
    "model_statements",
    "offers",
    "ends",
    "exchange_rates",
    "benchmarks",
    "scores",
    "apps",
    "app_plans",
    "prices",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """The desk as lists see it: all not taken out, drafts too, and what was seen again."""

    catalog: Catalog
    names: OfferNames
    prices: PricesOnFile
    sightings: Sightings

    @property
    def models(self) -> ModelsOnFile:
        """Return the catalog with the names of its offers."""
        return ModelsOnFile(catalog=self.catalog, names=self.names)


def on_file(on: date) -> OnFile:
    """Read what lists are compared with; a query a kind."""
    rows: dict[str, tuple[Any, ...]] = {}
    for kind in COMPARED_KINDS:
        stored = DESK[kind].objects.exclude(state=RowState.WITHDRAWN.value).order_by("pk")
        rows[kind] = tuple(fact for _, fact in facts(stored))
    catalog = Catalog(**rows)
    names = OfferNames.of(catalog.offers, [row.slug for row in catalog.providers])
    sightings = Sightings(Sighting.objects.last_days(on))
    sales = {offer.slug: query.sale(catalog, offer, on) for offer in catalog.offers}
    ended = {slug for slug, sold in sales.items() if sold.ends is not None and not sold.on_sale}
    prices = PricesOnFile(
        names=names, prices=_by_offer(catalog), off_sale=ended, sightings=sightings
    )
    return OnFile(catalog=catalog, names=names, prices=prices, sightings=sightings)


def _by_offer(catalog: Catalog) -> dict[str, tuple[Price, ...]]:
    """Return the prices of each offer, the oldest first."""
    rows = sorted(catalog.prices, key=lambda price: price.valid_from)
    return group_pairs((price.offer, price) for price in rows if price.offer is not None)


# ----------------------------------------------------------------------------------------- one look


@dataclass(slots=True)
class _Look:
    """One list while it is looked at: the row that it leaves, what it says, and what that meant."""

    watched: WatchedList
    row: ListCheck
    content: ListContent = field(default_factory=lambda: ListContent(statements=()))
    day: date = date.min
    counts: Counter[str] = field(default_factory=Counter)
    contradicted: int = 0  # statements that another list contradicts
    checks: list[int] = field(default_factory=list)  # what a person has to look at, by primary key

    @property
    def is_open(self) -> bool:
        return self.row.result == CheckResult.RUNNING.value

    def ends(self, result: CheckResult, says: str = "") -> None:
        """Store how it ended."""
        self.row.result, self.row.says = result.value, says
        self.row.ended = timezone.now()
        self.row.save()


def look_steps(
    named: Mapping[str, str],
    *,
    as_of: date | None = None,
    author: Author = None,
    lists: Mapping[str, WatchedList] = LISTS,
) -> Steps[list[ListCheck]]:
    """Look at lists, each from its address or file; yield a step a file, return each one's row.

    What is fetched from an address is of today, unless it names its own day; what lies in a file is
    of `as_of`. A list of which nothing can be taken, or whose look fails, takes nothing of the
    others with it. Raises `NotTakenError` where somebody is looking already.
    """
    looks = [_Look(lists[name], row) for name, row in _begun(named, author).items()]
    try:
        desk_now = on_file(timezone.localdate())
        for look in looks:
            where = named[look.watched.slug]
            with _guarded([look]):
                parts = yield from fetch_steps(look.watched, where)
                _read(look, parts, _day_of(where, as_of), desk_now)
        _take_all(looks, desk_now)
    finally:
        for look in looks:
            if look.is_open:  # whoever looked has left, or was stopped
                look.ends(CheckResult.FAILED, STOPPED)
    return [look.row for look in looks]


def _begun(names: Iterable[str], author: Author) -> dict[str, ListCheck]:
    """Store that some lists are looked at. Raises `NotTakenError` if somebody looks already."""
    with transaction.atomic():
        ListCheck.objects.one_at_a_time()
        running = ListCheck.objects.filter(ended=None).order_by("pk")
        if any(not row.is_lost for row in running):
            raise NotTakenError(
                "Somebody is looking at the lists already. Wait until that is done."
            )
        return {name: ListCheck.objects.create(origin=name, author=author) for name in names}


def _day_of(where: str, as_of: date | None) -> date | None:
    """Return of which day a list is that does not say so itself: what is fetched now, of today."""
    return as_of or (timezone.localdate() if is_on_the_web(where) else None)


def _take_all(looks: Sequence[_Look], desk_now: OnFile) -> None:
    for comparison in COMPARISONS:
        open_looks = [look for look in looks if look.is_open]
        speaking = [look for look in open_looks if look.content.speaks_of(comparison.sorts)]
        with _guarded(speaking), transaction.atomic():
            _take(comparison, open_looks, desk_now)
    for look in looks:
        if look.is_open:
            _finish(look)
    prune()


@contextmanager
def _guarded(looks: Sequence[_Look]) -> Iterator[None]:
    """Tell in the rows of some lists what goes wrong."""
    try:
        yield
    except WrongListError as reason:
        for look in looks:
            look.ends(CheckResult.REFUSED, str(reason))
    except Exception as fault:  # whatever it is, the other lists go on, and Home shows it
        log.exception("Looking at %s failed", ", ".join(look.watched.slug for look in looks))
        for look in looks:
            look.ends(CheckResult.FAILED, f"{type(fault).__name__}: {fault}"[:500])


def _read(look: _Look, parts: Parts, day: date | None, desk_now: OnFile) -> None:
    """Read a list, and refuse it where it cannot be the whole list of its day."""
    look.content = look.watched.read(parts)
    day = look.content.day or day
    if day is None:
        raise WrongListError("The file does not say of which day it is. Give the day.")
    look.day = look.row.day = day
    look.row.statements = len(look.content.statements)
    _refuse_wrong_day(look, timezone.localdate())
    _refuse_part(look)
    _refuse_other_unit(look, desk_now)


def _refuse_wrong_day(look: _Look, today: date) -> None:
    if look.day > today:
        raise WrongListError(f"The list is of {look.day.isoformat()}, a day still to come.")
    before = ListCheck.objects.last_good(look.watched.slug)
    if before is not None and before.day is not None and look.day < before.day:
        raise WrongListError(
            f"The list is of {look.day.isoformat()}, older than the last one, "
            f"of {before.day.isoformat()}."
        )


def _refuse_part(look: _Look) -> None:
    count, before = look.row.statements, ListCheck.objects.last_good(look.watched.slug)
    if not count:
        raise WrongListError("The list is empty.")
    if count < look.watched.least:
        raise WrongListError(
            f"The list says {count:,} things, and is whole with {look.watched.least:,} at least."
        )
    if before is not None and count * HALF < before.statements:
        raise WrongListError(
            f"The list says {count:,} things, and said {before.statements:,} the last time: "
            "a part is missing."
        )


def _refuse_other_unit(look: _Look, desk_now: OnFile) -> None:
    """Refuse a list of which so many prices move by so much that it counts in something else."""
    observations = look.content.of(Observation)
    name = look.watched.slug
    findings = list(compare_prices({name: observations}, desk_now.prices, {name: look.day}))
    same = sum(finding.same for finding in findings)
    moved = sum(jumps(desk_now.prices, finding) for finding in findings)
    if same + moved >= FEWEST_COMPARED and moved * MOST_JUMPS > same + moved:
        raise WrongListError(
            f"{moved:,} of {same + moved:,} prices move by more than a half: "
            "the list may count in another unit."
        )


# ------------------------------------------------------------------------------------ what it means


type Contents = Mapping[str, ListContent]
type Days = Mapping[str, date]
type Compare = Callable[[Contents, Days, OnFile], Iterator[ListFinding]]


def _of[Kind](contents: Contents, sort: type[Kind]) -> dict[str, tuple[Kind, ...]]:
    """Return what lists say of one sort, by list; a list that says nothing of it is left out."""
    stated = {name: content.of(sort) for name, content in contents.items()}
    return {name: rows for name, rows in stated.items() if rows}


def _prices(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    compared = compare_prices(_of(contents, Observation), desk_now.prices, days)
    return (finding.finding for finding in compared)


def _ends(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    stated = _of(contents, EndStatement)
    return compare_ends(stated, desk_now.names, desk_now.catalog, days)


def _scores(contents: Contents, _days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return compare_scores(_of(contents, ScoreStatement), desk_now.catalog)


def _rates(contents: Contents, _days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return compare_rates(_of(contents, RateStatement), desk_now.catalog)


def _limits(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return compare_limits(_of(contents, LimitStatement), desk_now.models, days)


def _inputs(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return compare_inputs(_of(contents, InputStatement), desk_now.models, days)


def _models(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return new_models(contents, desk_now.models, days)


def _plans(contents: Contents, days: Days, desk_now: OnFile) -> Iterator[ListFinding]:
    return compare_plans(contents, desk_now.catalog, days, desk_now.sightings)


@dataclass(frozen=True, slots=True)
class FactComparison:
    """One sort of facts that lists are compared by; the kind of rows that it proposes, if any."""

    compare: Compare
    sorts: tuple[type[Any], ...]  # of statements
    kind: str = ""


COMPARISONS = (
    FactComparison(_prices, (Observation,), "prices"),
    FactComparison(_ends, (EndStatement,), "ends"),
    FactComparison(_scores, (ScoreStatement,), "scores"),
    FactComparison(_rates, (RateStatement,), "exchange_rates"),
    FactComparison(_limits, (LimitStatement,)),
    FactComparison(_inputs, (InputStatement,)),
    FactComparison(_models, (EntryStatement,)),
    FactComparison(_plans, (PlanStatement, FileWarning)),
)


def _take(comparison: FactComparison, looks: Sequence[_Look], desk_now: OnFile) -> None:
    """Compare lists by one sort of facts, and keep what that means."""
    contents = {look.watched.slug: look.content for look in looks}
    days = {look.watched.slug: look.day for look in looks}
    findings = list(comparison.compare(contents, days, desk_now))
    sighted = [finding for finding in findings if finding.confirms is not None]
    _note(sighted, {look.watched.slug: look for look in looks})
    if comparison.kind:
        store_proposals(KINDS[comparison.kind], findings, days, desk_now.catalog)
    checks = store_checks(findings, days)
    for look in looks:
        look.checks += [row.pk for row in checks if row.origin == look.watched.slug]
        own = [finding for finding in findings if finding.origin == look.watched.slug]
        look.counts.update(map(_meaning, own))
        look.contradicted += sum(finding.reason.startswith(DISAGREE) for finding in own)


def _meaning(finding: ListFinding) -> str:
    """Return under which count of its list a finding falls."""
    if finding.same:
        return "same"
    if finding.proposed is not None:
        return "proposed"
    return "to_check" if finding.to_check is not None else "left"


def _note(findings: Iterable[ListFinding], looks: Mapping[str, _Look]) -> None:
    """Note that lists have published rows just as they are."""
    numbers: dict[str, dict[Any, int]] = {}
    seen: defaultdict[tuple[str, str], dict[int, Any]] = defaultdict(dict)
    for finding in findings:
        kind = KIND_OF[type(finding.confirms)]
        if kind.name not in numbers:
            rows = published_rows(kind.name)
            numbers[kind.name] = {kind.key_of(fact): pk for pk, fact in rows.items()}
        pk = numbers[kind.name].get(kind.key_of(finding.confirms))
        if pk is not None:
            seen[finding.origin, kind.name][pk] = finding.confirms
    for (origin, kind_name), rows in seen.items():
        look = looks[origin]
        note_sightings(kind_name, rows, credited(look.watched), look.day)


def _finish(look: _Look) -> None:
    for name in ("same", "proposed", "to_check", "left"):
        setattr(look.row, name, look.counts[name])
    forget_unsaid(look.watched.slug, look.checks)
    says = ""
    if look.contradicted:
        count = format_count(look.contradicted, "price contradicts", "prices contradict")
        says = f"{capitalise(count)} another list; none of them was taken."
    look.ends(CheckResult.GOOD, says)
