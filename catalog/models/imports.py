"""Dry runs of what comes from outside, kept so that what is taken is what was shown."""

from typing import override

from django.db import models
from django.db.models import Q

from catalog.models.base import author_field, has_text, kinds, known_word, must
from catalog.vocabulary import Word


class RowAct(Word):
    """What a row of a file would do to the desk."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    CORRECTION = "correction", "Correction"
    UNCHANGED = "unchanged", "Unchanged"
    REJECTED = "rejected", "Rejected"


class ImportChoice(Word):
    """What an editor decided about a row that a file or a list proposes."""

    OPEN = "open", "To decide"
    TAKEN = "taken", "Taken"
    REFUSED = "refused", "Refused"
    LATER = "later", "Later"


class Import(models.Model):
    """A dry run: what a file or a list of prices would do to the desk, and whether it was taken."""

    kind = models.CharField(
        "kind", choices=kinds, help_text="Which kind of row it holds. Example: prices"
    )
    origin = models.CharField(
        "from", help_text="The file or the list. Example: prices-november.csv"
    )
    author = author_field(
        "Who made the dry run; empty if a command did. Example: maria", models.SET_NULL
    )
    made = models.DateTimeField(
        "made", auto_now_add=True, help_text="When it was made. Example: 2026-11-24 10:15"
    )
    new = models.IntegerField(
        "new", default=0, help_text="Rows that the desk does not have. Example: 12"
    )
    changed = models.IntegerField(
        "changed", default=0, help_text="Rows that differ from the desk’s. Example: 3"
    )
    correction = models.IntegerField(
        "corrections",
        default=0,
        help_text="Rows with another figure than readers had of the same day. Example: 1",
    )
    unchanged = models.IntegerField(
        "unchanged", default=0, help_text="Rows that say what the desk says. Example: 985"
    )
    rejected = models.IntegerField(
        "rejected", default=0, help_text="Rows that cannot be taken. Example: 20"
    )
    taken_at = models.DateTimeField(
        "taken",
        null=True,
        blank=True,
        help_text="When rows of it became drafts last. Example: 2026-11-24 10:20",
    )
    watched = models.BooleanField(
        "from a list of others",
        default=False,
        help_text="Ticked where it compares such lists with the desk.",
    )

    class Meta:
        verbose_name = "dry run"
        verbose_name_plural = "imports"
        default_permissions = ()
        constraints = (
            *has_text("import", "kind", "origin"),
            must(
                "import_counts_not_negative",
                Q(new__gte=0, changed__gte=0, correction__gte=0, unchanged__gte=0, rejected__gte=0),
                "Rows are counted from 0.",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.origin} ({self.get_kind_display()})"

    @property
    def good(self) -> int:
        """Return how many rows can be taken as they are; corrections need a reason of their own."""
        return self.new + self.changed


class ImportRow(models.Model):
    """One row of a dry run that would do something, or is bad; unchanged ones are counted."""

    run = models.ForeignKey(
        Import, models.CASCADE, related_name="rows", verbose_name="dry run", help_text="Its file."
    )
    number = models.IntegerField("row", help_text="Its row in the file. Example: 17")
    act = models.CharField(
        "act", choices=RowAct.choices(), help_text="What it would do. Example: New"
    )
    title = models.TextField(
        "title", blank=True, help_text="What names it. Example: gpt-6-2-sol@openai · input_mtok"
    )
    words = models.TextField(
        "words", blank=True, help_text="What changes, or why not. Example: Usd: “2” → “3”"
    )
    origin = models.CharField(
        "list", blank=True, help_text="Which list proposes it. Example: litellm"
    )
    about = models.TextField(
        "about", blank=True, help_text="The unit that a list speaks of. Example: output per image"
    )
    cells = models.TextField(
        "cells", blank=True, help_text="The row as it was read, as JSON. Example: {}"
    )
    before = models.CharField(
        "before", blank=True, help_text="SHA-256 of what the desk held. Example: 9f86d081884c…"
    )
    jump = models.BooleanField(
        "jump", default=False, help_text="Ticked where a figure moves by more than a half."
    )
    choice = models.CharField(
        "choice",
        choices=ImportChoice.choices(),
        default=ImportChoice.OPEN.value,
        help_text="What was decided. Example: Refused, because the list has last year’s price",
    )
    decided_at = models.DateTimeField(
        "decided",
        null=True,
        blank=True,
        help_text="When that was decided. Example: 2026-11-24 10:20",
    )

    class Meta:
        verbose_name = "row of a dry run"
        verbose_name_plural = "rows of dry runs"
        default_permissions = ()
        indexes = (models.Index(fields=["run", "act", "number"], name="import_row_in_order"),)
        constraints = (*known_word("import_row", act=RowAct, choice=ImportChoice),)

    @override
    def __str__(self) -> str:
        return f"Row {self.number}: {self.title}"
