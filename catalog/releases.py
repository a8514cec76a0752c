"""Releases: what is published of the desk, compiled, numbered, kept and read."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog import desk, sightings
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.asof import Moment
from catalog.claims import ClaimReview, claim_reviews
from catalog.differences import differences
from catalog.models import DESK, Release, Sighting
from catalog.models.base import Author
from catalog.models.facts import facts
from catalog.references import refuse_broken
from catalog.registry import KINDS, FactKind, Key, ordered, without_orphans
from catalog.schema import Catalog, dump, load
from catalog.search.entries import index_release

# The newest sighting: what is read live beside a release changes with it.
_SIGHTED = Coalesce(Subquery(Sighting.objects.order_by("-pk").values("pk")[:1]), 0)
_SIGHTED_ON = Subquery(Sighting.objects.order_by("-pk").values("noted")[:1])
# Newest first, built once, because every page asks for the newest.
EDITIONS = (
    Release.objects.newest_first()
    .annotate(sighted=_SIGHTED, sighted_on=_SIGHTED_ON)
    .values("number", "digest", "published_at", "sighted", "sighted_on")
)
CACHED_CATALOGS = 8  # the current one, and the older ones that plans were decided with


class NoRelease(Exception):  # noqa: N818 (the name its callers know)
    """There is no release, or none with that number."""


class NothingPublishedError(NoRelease):
    """There is no release at all."""

    def __init__(self) -> None:
        super().__init__("Nothing has been published yet.")


class NothingChangedError(Exception):
    """A release that would hold the same as the current one."""


class DeskChangedError(Exception):
    """The desk is no longer what the editor looked at before publishing."""


type Examine = Callable[[Catalog], Callable[[Release], None]]
"""Looks at what would be published, may refuse by raising, and returns what the release keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release with its catalog loaded."""

    number: int
    digest: str
    published_at: datetime
    catalog: Catalog
    sighted: int = 0  # the number of the newest sighting
    sighted_on: date | None = None  # the day on which it was written down

    def seen(self, on: date) -> Sightings:
        """Return what was seen again by a day, as it is known now."""
        if not self.sighted:
            return NEVER_SEEN_AGAIN
        return sightings.known_on(self.number, self.sighted, on)

    def read_as_of(self, moment: Moment) -> "Reading":
        """Return it as it is read on the day of a moment: today, where that has none."""
        shared: dict[str, Any] = {
            field.name: getattr(self, field.name) for field in fields(Edition)
        }
        return Reading(**shared, on=moment.day or timezone.localdate(), moment=moment)


@dataclass(frozen=True, kw_only=True)
class Reading(Edition):
    """A release as a page, the API or an assistant reads it: on the day that is asked for."""

    on: date
    moment: Moment

    @cached_property
    def sightings(self) -> Sightings:
        """What was seen again by the day."""
        return self.seen(self.on)

    @cached_property
    def reviews(self) -> Mapping[str, ClaimReview]:
        """How each claim stands on the day."""
        return claim_reviews(self.catalog, self.on)


def compile_desk(on: date | None = None, *, drafts: bool = False) -> Catalog:
    """Return what the next release would hold: what is published, none without its parents.

    It takes a query a kind and one more.

    Of a row that is being edited, readers keep what was published last; of a cell or a score that
    is dated after that day, the one before it. Without a day it is today. With `drafts` rows that
    are being edited count as published.
    """
    on = on or timezone.localdate()
    with _one_snapshot():
        last = desk.last_published(on)
        rows = {
            kind.name: ordered(kind, _published(kind, last[kind.name], on, drafts=drafts))
            for kind in KINDS.values()
        }
        return without_orphans(Catalog(**rows))


def current() -> Edition:
    """Return the newest release in one query; its catalog is read only if new to this process."""
    return edition(None)


def newest() -> Edition | None:
    """Return the newest release, None before the first."""
    return find_edition(None)


def undone() -> tuple[Edition, ...]:
    """Return the releases that going back took from readers, until the desk is published."""
    same = Release.objects.filter(
        digest=OuterRef("digest"), number__lt=OuterRef("number")
    ).order_by()
    rows = (
        Release.objects.newest_first()
        .annotate(goes_back=Exists(same))
        .values_list("number", "goes_back")
    )
    steps = takewhile(lambda step: step[0][1], pairwise(rows[:CACHED_CATALOGS]))
    return tuple(edition(older) for _, (older, _) in steps)


def brought_back(now: Catalog, following: Catalog) -> list[tuple[str, Key]]:
    """Return kind and key of what publishing gives readers again after going back took it."""
    would = _places(now, following)
    same = (would - _places(release.catalog, following) for release in undone())
    return sorted(set().union(*same))


def following(on: date, *, drafts: bool = False) -> Edition:
    """Return the release that publishing the desk on a day would make."""
    catalog = compile_desk(on, drafts=drafts)
    before = next(iter(EDITIONS[:1]), {"number": 0, "sighted": 0})
    return Edition(
        number=before["number"] + 1,
        digest=digest_of(dump(catalog)),
        published_at=timezone.now(),
        catalog=catalog,
        sighted=before["sighted"],
    )


def publish(
    *, author: Author, note: str, expected: str | None = None, examine: Examine | None = None
) -> Release:
    """Publish the desk as the next release.

    `examine` sees what would be published and may refuse by raising; what it returns is called with
    the release made, in the same transaction. Raises `NothingChangedError`, `BrokenReferenceError`,
    or `DeskChangedError` when the desk no longer has the digest `expected`.
    """
    with _one_snapshot(), _one_publisher():
        catalog = compile_desk()
        payload = dump(catalog)
        if expected is not None and digest_of(payload) != expected:
            raise DeskChangedError(
                "The desk has changed since you looked at it. Look again, then publish."
            )
        refuse_broken(catalog, timezone.localdate())
        record = examine(catalog) if examine else None
        before = newest()
        release = _searchable(_append(payload, author=author, note=note), payload)
        if before is not None:
            sightings.forget_changed(before.catalog, catalog)
        if record:
            record(release)
        return release


def go_back(*, to: int, author: Author, note: str) -> Release:
    """Publish what an older release held as the next release; the desk stays as it is.

    Raises `NoRelease` or `NothingChangedError`.
    """
    with _one_snapshot(), _one_publisher():
        payload = (
            Release.objects.filter(number=to)
            .values_list("payload", flat=True)
            .order_by("number")
            .first()
        )
        if payload is None:
            raise NoRelease(f"There is no release {to}.")
        before = newest()
        release = _searchable(_append(payload.encode(), author=author, note=note), payload.encode())
        if before is not None:
            sightings.forget_changed(before.catalog, edition(to).catalog)
        return release


def digest_of(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def _places(old: Catalog, new: Catalog) -> set[tuple[str, Key]]:
    return {(difference.kind, difference.key) for difference in differences(old, new)}


def _append(payload: bytes, *, author: Author, note: str) -> Release:
    newest = Release.objects.newest_first().values_list("number", "digest").first()
    number, digest = newest or (0, "")
    if digest_of(payload) == digest:
        raise NothingChangedError(f"Nothing has changed since release {number}.")
    return Release.objects.create(
        number=number + 1,
        payload=payload.decode(),
        digest=digest_of(payload),
        published_at=timezone.now(),
        author=author,
        note=note,
    )


def _searchable(release: Release, payload: bytes) -> Release:
    """Build the search index after publishing; if that fails, the first search builds it."""
    transaction.on_commit(lambda: index_release(release.digest, load(payload)), robust=True)
    return release


def edition(number: int | None) -> Edition:
    """Return a release by number, else the newest.

    Raises `NoRelease`, or `NothingPublishedError`.
    """
    stored = find_edition(number)
    if stored is not None:
        return stored
    if number is None:
        raise NothingPublishedError
    raise NoRelease(f"There is no release {number}.")


def find_edition(number: int | None) -> Edition | None:
    """Return the release with that number, the newest without one; None where there is none."""
    row = next(iter(EDITIONS[:1] if number is None else EDITIONS.filter(number=number)), None)
    if row is None:
        return None
    return Edition(catalog=_cached_catalog(row["digest"]), **row)


@lru_cache(maxsize=CACHED_CATALOGS)
def _cached_catalog(digest: str) -> Catalog:
    """Load the catalog with that digest.

    A digest names its content, so nothing here can go stale.
    """
    payloads = (
        Release.objects.filter(digest=digest).order_by("number").values_list("payload", flat=True)
    )
    return load(payloads[:1].get())


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Read the whole desk in one snapshot.

    A save in between cannot make a release inconsistent.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def _one_publisher() -> Iterator[None]:
    """Lock publishing until this transaction ends; readers are not blocked.

    A table lock and not an advisory one, because it is taken before the snapshot: whoever waited
    for it sees what the other has published.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE catalog_release IN SHARE ROW EXCLUSIVE MODE")
    yield


def _published(
    kind: FactKind, last: Iterable[Any], on: date, *, drafts: bool = False
) -> Iterator[Any]:
    table = DESK[kind.name]
    keeps_last = table.hooks.stands_until or not drafts
    by_key = {kind.key_of(fact): fact for fact in last if keeps_last}
    rows = table.objects.present() if drafts else table.objects.published()
    published = (fact for _columns, fact in facts(rows))
    in_force = table.hooks.in_force(published, on)
    if not by_key:
        yield from in_force
        return
    for fact in in_force:
        key = kind.key_of(fact)
        if not (key in by_key and table.hooks.waits(fact, on)):
            by_key.pop(key, None)
            yield fact
    yield from by_key.values()
