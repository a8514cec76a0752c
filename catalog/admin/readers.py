"""What readers have of the desk's rows: the newest release beside the desk.

Also what going back has undone, and what a release would change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from catalog import releases
from catalog.asof import DRAFTS, RELEASE
from catalog.differences import Name, differences, in_words
from catalog.formatting import format_count, format_day
from catalog.models import DESK, DeskRow, Revision, RowState
from catalog.models.facts import row_versions
from catalog.models.rows import rows_of_keys
from catalog.naming import address_of, names_in
from catalog.registry import KINDS, FactKind, without_orphans
from catalog.schema import Catalog, Price, group_pairs
from catalog.views.history import MOST_LINES, changes_by_kind
from catalog.vocabulary import PriceUnit


@dataclass(frozen=True, slots=True)
class ReleaseStatus:
    """A row of the desk beside the release that readers have."""

    state: RowState
    fact: Any
    readers: Any  # the fact that readers have under this name; None if they have none
    undone: bool  # going back took just these values from readers

    @property
    def label(self) -> str:
        """Return the state for a list, and what readers have if that does not follow from it."""
        words = (
            self._published_words if self.state is RowState.PUBLISHED else self._unpublished_words
        )
        return f"{self.state.label} ({words})" if words else self.state.label

    @property
    def _published_words(self) -> str:
        """Say what readers have of a published row, where they have something else."""
        if self.fact == self.readers:
            return ""
        if self.undone:
            return "undone for readers"
        return "readers have other values" if self.readers else "not yet out"

    @property
    def _unpublished_words(self) -> str:
        """Say what readers have of a row that is not published; empty where nothing."""
        if self.readers is None:
            return ""
        return "readers have it" if self.fact == self.readers else "readers have other values"

    def sentence(self, change: int, on: date) -> str:
        """Return the same for the row's page.

        `change` is the number of the change that readers have; 0 where they have none of these.
        """
        has = f"change {change}" if change else "other values"
        if self.state is RowState.WITHDRAWN:
            effect = "find it until the next release" if self.readers else "do not find it"
            return f"This row is taken out: readers {effect}."
        if self.state is not RowState.PUBLISHED:
            waits = (
                f"Readers keep {has} until it is published."
                if self.readers
                else "Readers do not have this row yet."
            )
            return f"State: {self.state.label.lower()}. {waits}"
        if self.fact == self.readers:
            return "Published: readers have this row as it stands here."
        ahead = getattr(self.fact, "as_of", on)
        until = (
            f"a release is published on {format_day(ahead)} or later"
            if ahead > on
            else "the next release"
        )
        meanwhile = f"have {has}" if self.readers else "do not have it"
        undone = (
            " Going back to an older release undid it; publishing the desk brings it back."
            if self.undone
            else ""
        )
        return (
            f"Published, but not in the release that readers have: they {meanwhile} until "
            f"{until}.{undone}"
        )


class Readers:
    """The newest release, read once, beside any rows of the desk."""

    @cached_property
    def release(self) -> releases.Edition | None:
        """Return what readers have, None before the first release."""
        return releases.newest()

    @cached_property
    def catalog(self) -> Catalog:
        return self.release.catalog if self.release else Catalog()

    @cached_property
    def name(self) -> Name:
        """What tells the name of a row that readers have."""
        return names_in(self.catalog)

    def statuses(self, table: type[DeskRow], keys: Iterable[int]) -> dict[int, ReleaseStatus]:
        """Return of these rows, by primary key, how they stand beside what readers have."""
        kind = table.kind
        now = self.facts(kind)
        undone = [kind.by_key(release.catalog) for release in releases.undone()]
        status_of = {}
        for pk, row in row_versions(table.objects.filter(pk__in=list(keys))).items():
            key = kind.key_of(row.fact)
            taken = any(facts.get(key) == row.fact for facts in undone)
            status_of[pk] = ReleaseStatus(RowState(row.state), row.fact, now.get(key), taken)  # type: ignore[call-arg]  # the enum’s own look-up
        return status_of

    def facts(self, kind: FactKind) -> dict[Any, Any]:
        return kind.by_key(self.catalog)

    def sentence(self, row: DeskRow) -> str:
        """Return what the page of a row says about what readers have."""
        status = self.statuses(type(row), [row.pk])[row.pk]
        published = (
            Revision.objects.of(row).filter(state=RowState.PUBLISHED.value)
            if status.readers
            else ()
        )
        change = next(
            (release.number for release in published if release.fact == status.readers), 0
        )
        return status.sentence(change, timezone.localdate())

    def address(self, kind: FactKind, status: ReleaseStatus) -> str:
        """Return the public page of a row; empty if none.

        Where readers do not have the row, it is the page of the next release.
        """
        shown = status.readers
        if shown is None and status.state is not RowState.PUBLISHED:
            return ""
        page, anchor, place = address_of(self.catalog, kind, shown or status.fact).partition("#")
        return f"{page}{'?release=next' if page and shown is None else ''}{anchor}{place}"

    def preview(self, row: DeskRow) -> str:
        """Return the public page as it would show a draft; empty where none does."""
        fact = row_versions(type(row).objects.filter(pk=row.pk))[row.pk].fact
        place = urlsplit(address_of(self.catalog, row.kind, fact))
        return place._replace(query=f"{RELEASE}={DRAFTS}").geturl() if place.path else ""

    def losses(self, kind: FactKind, facts: Iterable[Any]) -> list[str]:
        """Return in words what readers would lose without these rows and all that hangs on them."""
        whole, gone = self.catalog, {kind.key_of(fact) for fact in facts}
        rows = tuple(row for row in getattr(whole, kind.name) if kind.key_of(row) not in gone)
        left = without_orphans(replace(whole, **{kind.name: rows}))
        lost = [
            difference for difference in differences(whole, left) if difference.act == "removed"
        ]
        counts = Counter(difference.kind for difference in lost)
        lines = [
            f"{count_in_words(name, count)} that readers have" for name, count in counts.items()
        ]
        priced = {_priced(price) for price in left.prices}
        sold = {row.slug for row in left.offers} | {row.slug for row in left.app_plans}
        bare = dict.fromkeys(
            _priced(price) for price in whole.prices if _priced(price) not in priced
        )
        lines += [
            f"the only price of {subject} for {unit.label}"
            for subject, unit in bare
            if subject in sold
        ]
        return lines


def _priced(price: Price) -> tuple[str, PriceUnit]:
    return price.offer or price.app_plan or "", price.unit


def count_in_words(kind: str, count: int) -> str:
    """Return a number of rows of one kind in words, such as “1 provider”."""
    return format_count(count, KINDS[kind].one, KINDS[kind].many)


def grouped_changes(old: Catalog, new: Catalog) -> Iterator[dict[str, Any]]:
    """Yield the differences by kind: counts of rows, and the first lines in words.

    Each line has its row’s page on the desk.
    """
    for kind, names, changes in changes_by_kind(old, new):
        shown = changes[:MOST_LINES]
        there = dict(rows_of_keys(DESK[kind.name], {change.key for change in shown}))
        name = names_in(new, old)
        keys = group_pairs((change.act, change.key) for change in changes)
        acts = [act for act in ("added", "removed", "changed") if act in keys]
        pages = {key: page_of(row) for key, row in there.items()}
        yield {
            "name": kind.many,
            "summary": ", ".join(f"{len(set(keys[act])):,} {act}" for act in acts),
            "lines": [
                (names[change.key], in_words(change, name), pages.get(change.key, ""))
                for change in shown
            ],
            "left_out": len(changes) - len(shown),
        }


def page_of(row: DeskRow) -> str:
    """Return the page of a row on the desk."""
    return reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])  # noqa: SLF001 (Django's documented name)
