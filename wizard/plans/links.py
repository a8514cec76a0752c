"""A plan's two links: renewed, withdrawn, reopened, let run out.

Also what is said of one that is gone.

The other keys of a plan end with the private link.
"""

import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from wizard.models import ClosedLink, Plan, Why
from wizard.plans import drafts, keys
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.locking import changes_plan, lock_plans, retried

ONE_VISIT = timedelta(minutes=30)
OPENED_TO = timedelta(days=30)  # how exactly we know when somebody last opened a plan


@changes_plan
def renew_view(plan: Plan) -> None:
    keys.close([hash_of(plan.view_key)], Why.RENEWED)
    plan.view_key = secrets.token_urlsafe(KEY_BYTES)
    plan.save(update_fields=["view_key"])


@changes_plan
def renew_edit(plan: Plan) -> str:
    """Give the plan another private link and return its key, which is kept nowhere.

    The old one opens nothing.
    """
    keys.close([plan.edit_key_hash], Why.RENEWED)
    keys.end_all([plan])
    edit_key = secrets.token_urlsafe(KEY_BYTES)
    plan.edit_key_hash = hash_of(edit_key)
    plan.save(update_fields=["edit_key_hash"])
    return edit_key


@changes_plan
def withdraw(plan: Plan) -> None:
    keys.end_all([plan])
    plan.withdrawn = plan.withdrawn or now()
    plan.save(update_fields=["withdrawn"])


@changes_plan
def reopen(plan: Plan) -> None:
    """Open the link for others again.

    It runs as long as its owner does not say otherwise.
    """
    runs_on = plan.expires is not None and plan.expires > now()
    plan.withdrawn, plan.expires = None, plan.expires if runs_on else None
    plan.save(update_fields=["withdrawn", "expires"])


@changes_plan
def last_until(plan: Plan, last_day: date | None) -> None:
    """Let the link for others run out at the end of a day, UTC; of None, never."""
    plan.expires = last_day and datetime.combine(last_day + timedelta(days=1), time(), UTC)
    plan.save(update_fields=["expires"])


@changes_plan
def allow(plan: Plan, field: str, allowed: bool) -> None:  # noqa: FBT001  # what the owner picked
    """Let others ask, approve or see a preview, or no longer, by the plan's field for it."""
    setattr(plan, field, allowed)
    plan.save(update_fields=[field])


def last_day(plan: Plan) -> date | None:
    """Return the last day on which others' link opens the plan; None if it does not run out."""
    return (
        (plan.expires - timedelta(microseconds=1)).astimezone(UTC).date() if plan.expires else None
    )


def note_opened(plan: Plan) -> None:
    """Remember, to the month, that somebody still uses the plan."""
    today = localdate()
    if plan.opened <= today - OPENED_TO:
        Plan.objects.filter(pk=plan.pk).update(opened=today)


def note_visit(plan: Plan, at: datetime) -> datetime | None:
    """Store the owner's visit, and return the time of the one before; None on the first visit.

    What is opened within half an hour is one visit.
    """
    if plan.visited is not None and at - plan.visited < ONE_VISIT:
        return plan.visited_before
    Plan.objects.filter(pk=plan.pk).update(visited=at, visited_before=plan.visited)
    return plan.visited


@retried
def delete(plans: Sequence[Plan], why: Why, still: QuerySet[Plan] = drafts.ALL) -> int:
    """Delete plans with answers, versions and pages; keep only that their links were closed.

    Only those that are `still` among some once nobody can change them any more.
    """
    locked = lock_plans(plan.pk for plan in plans)
    rows = list(still.filter(pk__in=[plan.pk for plan in locked]))
    keys.end_all(rows)
    own = [(hash_of(plan.view_key), plan.edit_key_hash) for plan in rows]
    keys.close(chain.from_iterable(own), why)
    Plan.objects.filter(pk__in=[plan.pk for plan in rows]).delete()
    return len(rows)


def closed(key: str) -> ClosedLink | None:
    """Return what became of a link that opens nothing any more, by its key."""
    return ClosedLink.objects.filter(key_hash=hash_of(key)).exclude(why=Why.ENDED).first()


def ended(key: str) -> ClosedLink | None:
    """Return the same of a key that followed from a plan."""
    return ClosedLink.objects.filter(key_hash=hash_of(key), why=Why.ENDED).first()
