"""What a plan was copied from, and how it differs from it, as far as the original can still be read."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wizard.models import Plan, PlanVersion
from wizard.plans import history, pages
from wizard.plans.drafts import hash_of


class OriginalStatus(StrEnum):
    """Whether the original can still be read."""

    OPEN = "open"
    CLOSED = "closed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The version a plan was copied from. It names no key; what differs is for the copy's owner alone."""

    number: int
    status: OriginalStatus
    on: date | None = None  # when the original was decided; known while it can be read
    sentences: tuple[str, ...] = ()


def original_status(plan: Plan, now: datetime) -> OriginalStatus | None:
    """Return whether the original can still be read; None for a plan that is no copy."""
    if plan.copied_number is None:
        return None
    if plan.copied_from is None:
        return OriginalStatus.DELETED
    source = plan.copied_from.plan
    same_link = hash_of(source.view_key) == plan.copied_under
    return OriginalStatus.OPEN if same_link and source.is_open(now) else OriginalStatus.CLOSED


def original_of(plan: Plan, now: datetime) -> PlanVersion | None:
    """Return the version a plan was copied from, where it can still be read."""
    return plan.copied_from if original_status(plan, now) is OriginalStatus.OPEN else None


def origin_of(version: PlanVersion, now: datetime, *, owner: bool) -> Origin | None:
    """Return what a version's plan was copied from, for its owner with what differs; None for a plan that is no copy."""
    plan = version.plan
    status = original_status(plan, now)
    if status is None or plan.copied_number is None:
        return None
    original = original_of(plan, now)
    if original is None:
        return Origin(number=plan.copied_number, status=status)
    return Origin(
        number=plan.copied_number,
        status=status,
        on=original.decided_on,
        sentences=history.sentences(pages.summary_of(original), pages.summary_of(version)) if owner else (),
    )
