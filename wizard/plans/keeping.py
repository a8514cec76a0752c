"""For how long plans are kept: what nobody uses is found, and deleted when an operator says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.timezone import localdate

from config.environment import Keep
from wizard.models import ClosedLink, Opinion, Pilot, Plan, PlanQuerySet, Why
from wizard.plans import links

AT_ONCE = 100  # plans deleted in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How much nobody has used for so long that it may go."""

    drafts: int
    plans: int
    closed_links: int
    opinions: int = 0  # second ones that nobody agreed to keep
    pilots: int = 0  # whose cases and answers are to go; their marks stay

    @property
    def total(self) -> int:
        """Return how many rows that is."""
        return self.drafts + self.plans + self.closed_links + self.opinions + self.pilots


def due(keep: Keep, now: datetime) -> Due:
    """Count what nobody has used for longer than we keep it."""
    return Due(
        drafts=_drafts(keep, now).count(),
        plans=_plans(keep, now).count(),
        closed_links=_closed_links(keep, now).count(),
        opinions=Opinion.objects.run_out(now).count(),
        pilots=Pilot.objects.texts_due(localdate(now)).count(),
    )


def purge(keep: Keep, now: datetime, done: Callable[[int], None]) -> Due:
    """Delete it, telling `done` of each stretch; what is used meanwhile stays."""
    drafts = _delete(_drafts(keep, now), done)
    plans = _delete(_plans(keep, now), done)
    links_gone, _ = _closed_links(keep, now).delete()
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


def _drafts(keep: Keep, now: datetime) -> PlanQuerySet:
    return Plan.objects.unfinished_since(now - timedelta(days=keep.drafts))


def _plans(keep: Keep, now: datetime) -> PlanQuerySet:
    # Opened is known to the month, so a month is added before anything is lost.
    return Plan.objects.unused_since(localdate(now) - timedelta(days=keep.plans) - links.OPENED_TO)


def _closed_links(keep: Keep, now: datetime) -> models.QuerySet[ClosedLink]:
    return ClosedLink.objects.filter(closed__lt=localdate(now) - timedelta(days=keep.closed_links))
