"""Retention of plans: finds what nobody has used for long, and deletes it when an operator says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.timezone import localdate

from config.environment import Retention
from wizard.models import ClosedLink, Opinion, Pilot, Plan, PlanQuerySet, Why
from wizard.plans import links

AT_ONCE = 100  # plans deleted in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How much has been unused for longer than its retention time."""

    drafts: int
    plans: int
    closed_links: int
    opinions: int = 0  # second ones that nobody agreed to keep
    pilots: int = 0  # whose cases and answers are deleted; their ratings stay

    @property
    def total(self) -> int:
        return self.drafts + self.plans + self.closed_links + self.opinions + self.pilots


def due(retention: Retention, now: datetime) -> Due:
    """Count what nobody has used for longer than we keep it."""
    return Due(
        drafts=_drafts(retention, now).count(),
        plans=_plans(retention, now).count(),
        closed_links=_closed_links(retention, now).count(),
        opinions=Opinion.objects.run_out(now).count(),
        pilots=Pilot.objects.texts_due(localdate(now)).count(),
    )


def purge(retention: Retention, now: datetime, done: Callable[[int], None]) -> Due:
    """Delete it, calling `done` with the count of each batch; what is used meanwhile stays."""
    drafts = _delete(_drafts(retention, now), done)
    plans = _delete(_plans(retention, now), done)
    links_gone, _ = _closed_links(retention, now).delete()
    opinions_gone, _ = Opinion.objects.run_out(now).delete()
    texts = list(Pilot.objects.texts_due(localdate(now)).values_list("pk", flat=True))
    pilots = Pilot.objects.filter(pk__in=texts).delete_texts()
    done(links_gone + opinions_gone + pilots)
    return Due(drafts=drafts, plans=plans, closed_links=links_gone, opinions=opinions_gone, pilots=pilots)


def _delete(found: PlanQuerySet, done: Callable[[int], None]) -> int:
    total = 0
    while rows := list(found.order_by("pk")[:AT_ONCE]):
        total += links.delete(rows, Why.LEFT)
        done(len(rows))
    return total


def _drafts(retention: Retention, now: datetime) -> PlanQuerySet:
    return Plan.objects.unfinished_since(now - timedelta(days=retention.drafts))


def _plans(retention: Retention, now: datetime) -> PlanQuerySet:
    # Opened is known to the month, so a month is added before anything is lost.
    return Plan.objects.unused_since(localdate(now) - timedelta(days=retention.plans) - links.OPENED_TO)


def _closed_links(retention: Retention, now: datetime) -> models.QuerySet[ClosedLink]:
    return ClosedLink.objects.filter(closed__lt=localdate(now) - timedelta(days=retention.closed_links))
