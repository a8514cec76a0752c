"""The history of the desk: every value a row ever had, who gave it and why.

The database refuses to change it.
"""

from typing import Any, Self, override

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalog.models.base import RowState, author_field, has_text, kinds, known_word, must, single
from catalog.registry import KINDS, format_key
from catalog.vocabulary import Word

PUBLISH, LOCK = "catalog.publish_row", "catalog.lock_cell"
DRAFT_STATES = (RowState.DRAFT.value, RowState.REVIEW.value)
FINAL_STATES = (RowState.PUBLISHED.value, RowState.WITHDRAWN.value)


class Act(Word):
    """What somebody did to a row."""

    FOUND = "found", "As it stood before the first entry"
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    CORRECTED = "corrected", "Corrected a mistake"
    REVERTED = "reverted", "Went back"
    MARKED = "marked", "Set the state"
    LOCKED = "locked", "Locked"
    UNLOCKED = "unlocked", "Unlocked"


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions, asked for in the words of the trade."""

    def of(self, row: Any) -> Self:
        """Return the revisions of one row, the newest first."""
        return self.filter(kind=row.kind.name, row=row.pk).order_by("-number")

    def newest_of_each(self) -> Self:
        """Return the newest of each row's revisions that are left."""
        return self.order_by("kind", "row", "-number").distinct("kind", "row")


class Revision(models.Model):
    """One row of the desk as it was from one moment to the next."""

    kind = models.CharField("kind", choices=kinds, help_text="Which kind of row. Example: cells")
    row = models.BigIntegerField("row", help_text="The row’s number in its table. Example: 71")
    number = models.IntegerField("number", help_text="Counts up from 1 for each row. Example: 3")
    key = ArrayField(
        models.TextField(),
        verbose_name="natural key",
        help_text="What names the row. Example: menu-photos, language",
    )
    values = models.TextField(
        "values", help_text='The row as a release would hold it. Example: {"slug":"openai",…}'
    )
    state = models.CharField(
        "state",
        choices=RowState.choices(),
        help_text="How far it had come. Example: Draft while it was being checked",
    )
    act = models.CharField(
        "act", choices=Act.choices(), help_text="What was done. Example: Corrected a mistake"
    )
    author = author_field("Who did it; empty if a command did. Example: maria")
    note = models.TextField(
        "note", blank=True, help_text="Why, in a sentence. Example: The page now says $2.50."
    )
    made = models.DateTimeField(
        "made",
        default=timezone.now,
        editable=False,
        help_text="When it was done; the same for all rows of one act. Example: 2026-11-24 10:15",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "change"
        default_permissions = ("view",)
        permissions = (
            ("publish_row", "Can publish rows and take them out of the next release"),
            ("lock_cell", "Can lock a disputed cell and unlock it"),
        )
        constraints = (
            single(
                "revision_number_is_single",
                "kind",
                "row",
                "number",
                sentence="Somebody has just changed this row.",
            ),
            must("revision_number_positive", Q(number__gte=1), "Revisions are counted from 1."),
            *known_word("revision", state=RowState, act=Act),
            *has_text("revision", "kind", "values"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.title}, change {self.number}"

    @property
    def title(self) -> str:
        return format_key(tuple(self.key))

    @property
    def fact(self) -> Any:
        """Return the values as the fact that a release would hold."""
        return KINDS[self.kind].read(self.values)
