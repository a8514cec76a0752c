"""Delete what nobody has used for longer than we say that we keep it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from config.environment import Retention
from wizard.colleagues import opinions
from wizard.models import ClosedLink, Opinion, Pilot, Plan, Why
from wizard.plans import links
from wizard.plans.keys import KINDS
from wizard.plans.locking import lock_plans, retried

TEXTS = "pilots with cases and answers whose time is over"
AT_ONCE = 100  # plans deleted in one transaction


def due(retention: Retention, now: datetime) -> Mapping[str, QuerySet[Any]]:
    """Return what nobody has used for longer than we keep it, by the words for it.

    Of pilots only the cases and answers are deleted; their ratings stay.
    """
    today = localdate(now)
    unchanged = now - timedelta(days=retention.drafts)
    # Opened is known to the month, so a month is added before anything is lost.
    unused = today - timedelta(days=retention.plans) - links.OPENED_TO
    plans = Plan.objects.filter(
        versions__isnull=False, changed__date__lt=unused, opened__lt=unused
    ).distinct()
    closed = ClosedLink.objects.filter(closed__lt=today - timedelta(days=retention.closed_links))
    return {
        f"drafts not changed for {retention.drafts:,} days": Plan.objects.filter(
            versions=None, changed__lt=unchanged
        ),
        f"plans neither opened nor changed for {retention.plans:,} days": plans,
        f"notes on links closed more than {retention.closed_links:,} days ago": closed,
        "second opinions that nobody agreed to keep": Opinion.objects.run_out(now),
        TEXTS: Pilot.objects.filter(texts_until__lt=today, cases__isnull=False).distinct(),
    }


def purge(retention: Retention, now: datetime) -> Mapping[str, int]:
    """Delete it, and return how many of each. What is used meanwhile stays."""
    return {words: _delete(rows) for words, rows in due(retention, now).items()}


def _delete(rows: QuerySet[Any]) -> int:
    if rows.model is Plan:
        return _delete_plans(rows)
    if rows.model is Pilot:
        return _delete_texts(rows)
    if rows.model is Opinion:
        return opinions.delete_all(rows)
    return rows.delete()[0]


def _delete_plans(plans: QuerySet[Plan]) -> int:
    # Listed once: among many plans it takes longer to find those that are due than to delete some.
    listed = batched(plans.order_by("pk").values_list("pk", flat=True), AT_ONCE)
    return sum(
        links.delete(list(plans.filter(pk__in=keys)), Why.LEFT, still=plans) for keys in listed
    )


@retried
def _delete_texts(pilots: QuerySet[Pilot]) -> int:
    plans = lock_plans(pilots.values_list("plan", flat=True))
    over = pilots.filter(plan__in=plans).values_list("pk", flat=True)
    long_closed = Pilot.objects.filter(pk__in=list(over))
    KINDS["rating"].end(long_closed)
    return long_closed.delete_texts()


class Command(BaseCommand):
    help = (
        "Count drafts and plans that nobody has used for longer than we keep them; with --yes, "
        "delete them."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="delete them; without it nothing is deleted"
        )

    @override
    def handle(self, *_args: Any, verbosity: int, yes: bool, **_options: Any) -> None:
        now, verb = timezone.now(), "Deleted" if yes else "To delete"
        if yes:
            counts = purge(settings.RETENTION, now)
        else:
            counts = {words: rows.count() for words, rows in due(settings.RETENTION, now).items()}
        if verbosity > 0:
            lines = [f"{verb}: {count:,} {words}." for words, count in counts.items()]
            self.stdout.write(
                "\n".join(
                    lines if yes else [*lines, "Nothing was deleted. Add --yes to delete them."]
                )
            )
