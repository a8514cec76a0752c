"""Retention of plans: finds what nobody has used for long, and deletes it when an operator says so."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from config.environment import Retention
from wizard.models import ClosedLink, Opinion, Pilot, Plan, PlanQuerySet, Why
from wizard.models.pilots import PilotQuerySet
from wizard.plans import links

TEXTS = "pilots with cases and answers whose time is over"
AT_ONCE = 100  # plans deleted in one transaction


def due(retention: Retention, now: datetime) -> Mapping[str, QuerySet[Any]]:
    """Return what nobody has used for longer than we keep it, by the words for it.

    Of pilots only the cases and answers are deleted; their ratings stay.
    """
    today = localdate(now)
    # Opened is known to the month, so a month is added before anything is lost.
    unused = Plan.objects.unused_since(today - timedelta(days=retention.plans) - links.OPENED_TO)
    closed = ClosedLink.objects.filter(closed__lt=today - timedelta(days=retention.closed_links))
    return {
        f"drafts not changed for {retention.drafts:,} days": Plan.objects.unfinished_since(
            now - timedelta(days=retention.drafts)
        ),
        f"plans neither opened nor changed for {retention.plans:,} days": unused,
        f"notes on links closed more than {retention.closed_links:,} days ago": closed,
        "second opinions that nobody agreed to keep": Opinion.objects.run_out(now),
        TEXTS: Pilot.objects.texts_due(today),
    }


def purge(retention: Retention, now: datetime, done: Callable[[int], None]) -> Mapping[str, int]:
    """Delete it, calling `done` with the count of each batch; return how many. What is used meanwhile stays."""
    return {words: _delete(found, done) for words, found in due(retention, now).items()}


def _delete(found: QuerySet[Any], done: Callable[[int], None]) -> int:
    if isinstance(found, PlanQuerySet):
        total = 0
        while rows := list(found.order_by("pk")[:AT_ONCE]):
            total += links.delete(rows, Why.LEFT)
            done(len(rows))
        return total
    if isinstance(found, PilotQuerySet):
        total = Pilot.objects.filter(pk__in=list(found.values_list("pk", flat=True))).delete_texts()
    else:
        total, _ = found.delete()
    done(total)
    return total
