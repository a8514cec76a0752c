"""Sightings: on this day, in this source, a row read the same as on file.

Nothing of it is published.
"""

from collections.abc import Iterable
from datetime import date
from typing import override

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone

from catalog.models.base import author_field, kinds, must, single
from catalog.registry import Key, format_key


class SightingQuerySet(models.QuerySet["Sighting"]):
    """Sightings, asked for in the words of the trade."""

    def last_days(self, on: date) -> dict[tuple[str, Key], date]:
        """Return the last day, up to a day, on which each row was seen, by kind and natural key."""
        newest = self.filter(day__lte=on).order_by().values_list("kind", "key")
        return {(kind, tuple(key)): day for kind, key, day in newest.annotate(Max("day"))}


class Sighting(models.Model):
    """Somebody, or a list that was read, found a row in a source just as it is on file."""

    kind = models.CharField("kind", choices=kinds, help_text="Which kind of row. Example: prices")
    row = models.BigIntegerField("row", help_text="The row’s number in its table. Example: 71")
    key = ArrayField(
        models.TextField(),
        verbose_name="natural key",
        help_text="What names the row. Example: gpt-6-2-sol@openai, input_mtok",
    )
    source = models.ForeignKey(
        "catalog.Source",
        models.CASCADE,
        related_name="+",
        verbose_name="source",
        help_text="Where it was seen. Example: OpenAI, API pricing page",
    )
    day = models.DateField(
        "seen on", help_text="The day on which it stood there. Example: 2026-12-07"
    )
    noted = models.DateField(
        "noted on",
        default=timezone.localdate,
        editable=False,
        help_text="The day on which that was written down. Example: 2026-12-07",
    )
    author = author_field("Who saw it; empty if a command did. Example: maria", models.SET_NULL)

    objects = SightingQuerySet.as_manager()

    class Meta:
        verbose_name = "sighting"
        default_permissions = ()
        constraints = (
            single(
                "sighting_is_single",
                "kind",
                "row",
                "source",
                "day",
                sentence="It was seen in this source on this day already.",
            ),
            must(
                "sighting_not_in_the_future",
                Q(day__lte=F("noted")),
                "Nobody has seen anything on a day that is still to come.",
            ),
        )
        indexes = (models.Index(fields=["kind", "row", "day"], name="sighting_of_row"),)

    @override
    def __str__(self) -> str:
        return f"{format_key(tuple(self.key))}, seen {self.day:%-d %b %Y}"


def forget(changed: Iterable[tuple[str, Key]]) -> None:
    """Delete the sightings of rows that say something else from now on.

    They were of what was said before.
    """
    of_rows = Q()
    for kind, key in changed:
        of_rows |= Q(kind=kind, key=list(key))
    if of_rows:
        Sighting.objects.filter(of_rows).delete()
