"""What a plan was copied from, and how it differs from it, as far as the original can still be read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wizard.models import Plan, PlanVersion
from wizard.plans import history, pages
from wizard.plans.drafts import hash_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The version a plan was copied from. It names no key; what differs is for the copy's owner alone."""

    number: int
    status: Literal["open", "closed", "deleted"]  # whether the original can still be read
    on: date | None = None  # when the original was decided; known while it can be read
    sentences: tuple[str, ...] = ()


def original_of(plan: Plan, now: datetime) -> PlanVersion | None:
    """Return the version a plan was copied from, where it can still be read under the same link."""
    version = plan.copied_from
    if version is None or hash_of(version.plan.view_key) != plan.copied_under or not version.plan.is_open(now):
        return None
    return version


def origin_of(version: PlanVersion, now: datetime, *, owner: bool) -> Origin | None:
    """Return what a version's plan was copied from, for its owner with what differs; None for a plan that is no copy."""
    plan = version.plan
    if plan.copied_number is None:
        return None
    original = original_of(plan, now)
    if original is None:
        return Origin(number=plan.copied_number, status="closed" if plan.copied_from else "deleted")
    differs = history.sentences(pages.summary_of(original), pages.summary_of(version)) if owner else ()
    return Origin(number=plan.copied_number, status="open", on=original.decided_on, sentences=differs)
