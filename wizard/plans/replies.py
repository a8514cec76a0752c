"""Replies of vendors as facts of one plan, recorded by its owner, kept with each version.

They are laid over the catalog.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import F
from django.utils.timezone import now

from catalog.releases import Edition, edition
from catalog.schema import Catalog
from wizard.models import Plan, PlanVersion, Reply
from wizard.models.colleagues import NotStoredError
from wizard.plans import overlay
from wizard.plans.locking import changes_plan
from wizard.plans.overlay import Point, VendorReply, laid_over

MOST = 200  # of one plan


@dataclass(frozen=True, slots=True)
class _Source:
    """A catalog that is told from others by its digest."""

    digest: str
    catalog: Catalog = field(compare=False)


@lru_cache(maxsize=4)  # plans whose owners are at work just now
def _with_replies(source: _Source, counted: tuple[VendorReply, ...], on: date) -> Catalog:
    return laid_over(source.catalog, counted, on)


def counting(plan: Plan, on: date) -> tuple[VendorReply, ...]:
    stored = plan.replies.filter(taken_back=None).order_by("number", "pk")
    rows = stored.values(
        "number", "point", "value", "name", on=F("stated_on"), until=F("valid_until")
    )
    return overlay.counting((VendorReply(**row) for row in rows), on)


def of_version(version: PlanVersion) -> tuple[VendorReply, ...]:
    return overlay.load(version.replies)


def catalog_of(version: PlanVersion) -> Catalog:
    """Return the catalog that a version was decided on: its release, with its replies laid over."""
    return over(edition(version.release), of_version(version), version.decided_on).catalog


def over(release: Edition, counted: tuple[VendorReply, ...], on: date) -> Edition:
    """Return an edition with replies laid over its catalog.

    It is the same catalog where the same replies are asked for again.
    """
    if not counted:
        return release
    return replace(
        release, catalog=_with_replies(_Source(release.digest, release.catalog), counted, on)
    )


@changes_plan
def record(plan: Plan, /, point: Point, **values: Any) -> None:
    """Keep what a vendor replied, as fields of a reply. Raises `NotStoredError`.

    The same reply twice is one.
    """
    reply = {"point": point.key, **values}
    if plan.replies.filter(**reply, taken_back=None).exists():
        return
    last = plan.replies.newest_first().first()
    number = last.number + 1 if last else 1
    if number > MOST:
        raise NotStoredError(f"This plan has {MOST} replies, and takes no more.")
    Reply.objects.create(plan=plan, number=number, **reply)


@changes_plan
def take_back(plan: Plan, number: int) -> bool:
    """Let a reply count no more, from the next version on; return whether the plan has it."""
    return bool(plan.replies.filter(number=number, taken_back=None).update(taken_back=now()))
