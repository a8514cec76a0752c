"""What the weekly look leaves: a row for each list, and what a person has to check."""

from datetime import timedelta
from typing import Any, override

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from catalog.models.base import author_field, has_text, known_word, must, single
from catalog.vocabulary import Word
from catalog.watch.findings import CheckSort

EVERY = timedelta(days=8)  # a list that nobody has looked at for longer is told in red
LONGEST = timedelta(hours=1)  # a look that takes longer has come to no end


class CheckResult(Word):
    """How a look at a list ended."""

    RUNNING = "running", "Running"
    GOOD = "good", "Looked at"
    REFUSED = "refused", "Nothing taken"
    FAILED = "failed", "Failed"


class ListCheckQuerySet(models.QuerySet["ListCheck"]):
    """Looks at lists, asked for in the words of the trade."""

    def newest_of_each(self) -> "ListCheckQuerySet":
        """Return the newest look at each list."""
        return self.order_by("origin", "-began", "-pk").distinct("origin")

    def one_at_a_time(self) -> None:
        """Let nobody else begin a look until this transaction is over."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('catalog_listcheck'))")

    def last_good(self, name: str) -> "ListCheck | None":
        """Return the last look at a list of which something was taken."""
        good = self.filter(origin=name, result=CheckResult.GOOD.value)
        return good.order_by("-began", "-pk").first()


class ListCheck(models.Model):
    """One look at one public list: when, how it ended, and how much of it meant what."""

    origin = models.CharField("list", help_text="Which list. Example: litellm")
    began = models.DateTimeField(
        "began", default=timezone.now, help_text="When it began. Example: 2026-12-07 03:10"
    )
    ended = models.DateTimeField(
        "ended", null=True, blank=True, help_text="When it ended. Example: 2026-12-07 03:11"
    )
    day = models.DateField(
        "day of the list",
        null=True,
        blank=True,
        help_text="Of which day it is. Example: 2026-12-07",
    )
    result = models.CharField(
        "result",
        choices=CheckResult.choices(),
        default=CheckResult.RUNNING.value,
        help_text="How it ended. Example: Looked at",
    )
    says = models.TextField(
        "in words", blank=True, help_text="Why nothing was taken. Example: The list is empty."
    )
    statements = models.IntegerField(
        "statements", default=0, help_text="How much it says. Example: 9120"
    )
    same = models.IntegerField(
        "same", default=0, help_text="Statements that say what the desk says. Example: 987"
    )
    proposed = models.IntegerField(
        "proposed", default=0, help_text="Rows that editors may take. Example: 31"
    )
    to_check = models.IntegerField(
        "to check", default=0, help_text="What a person has to look at. Example: 4"
    )
    left = models.IntegerField(
        "left", default=0, help_text="Statements of which nothing is made. Example: 8098"
    )
    author = author_field(
        "Who asked for it; empty if a command did. Example: maria", models.SET_NULL
    )

    objects = ListCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "look at a list"
        verbose_name_plural = "looks at lists"
        default_permissions = ()
        indexes = (models.Index(fields=["origin", "-began"], name="list_check_newest"),)
        constraints = (
            *has_text("list_check", "origin"),
            *known_word("list_check", result=CheckResult),
            must(
                "list_check_ended_with_a_result",
                Q(result=CheckResult.RUNNING.value, ended__isnull=True)
                | (~Q(result=CheckResult.RUNNING.value) & Q(ended__isnull=False)),
                "A look that ended has a result, and one that runs has none.",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.origin}, {timezone.localdate(self.began):%-d %b %Y}"

    @property
    def is_lost(self) -> bool:
        """Tell whether it has come to no end: whoever did it was stopped."""
        return self.ended is None and timezone.now() - self.began > LONGEST

    @property
    def is_due(self) -> bool:
        """Tell whether somebody should see to it: it did not end well, or is long ago."""
        ended_well = self.result in {CheckResult.GOOD.value, CheckResult.RUNNING.value}
        return self.is_lost or not ended_well or timezone.now() - self.began > EVERY


class CheckChoice(Word):
    """What somebody decided about what a list says."""

    OPEN = "open", "To check"
    BEFORE = "before", "There before the first look"
    DRAFTED = "drafted", "Drafts made"
    DONE = "done", "Checked"
    REFUSED = "refused", "Not ours"


class ToCheck(models.Model):
    """Something that a list says and that a person has to look at."""

    origin = models.CharField("list", help_text="Which list says so. Example: litellm")
    sort = models.CharField(
        "what", choices=CheckSort.choices(), help_text="Of what it speaks. Example: New model"
    )
    about = models.TextField("about", help_text="What it is about. Example: openai gpt-7")
    seller = models.CharField("firm", blank=True, help_text="Whose it is. Example: openai")
    says = models.TextField("says", help_text="What the list says, and what we say.")
    page = models.TextField("page", blank=True, help_text="Where to look. Example: https://…")
    drafts = models.TextField(
        "drafts", default="[]", help_text="The rows that one act makes of it, as JSON. Example: []"
    )
    first_seen = models.DateField(
        "since", help_text="The day it was seen first. Example: 2026-12-07"
    )
    last_seen = models.DateField("seen", help_text="The day it was seen last. Example: 2026-12-14")
    choice = models.CharField(
        "choice",
        choices=CheckChoice.choices(),
        default=CheckChoice.OPEN.value,
        help_text="What was decided. Example: Not ours",
    )
    author = author_field("Who decided. Example: maria", models.SET_NULL)
    decided_at = models.DateTimeField(
        "decided", null=True, blank=True, help_text="When. Example: 2026-12-07 10:20"
    )

    objects: Any = models.Manager()

    class Meta:
        verbose_name = "thing to check"
        verbose_name_plural = "things to check"
        default_permissions = ()
        constraints = (
            single(
                "to_check_is_single",
                "origin",
                "sort",
                "about",
                sentence="This list says so already.",
            ),
            must(
                "to_check_seen_in_order",
                Q(last_seen__gte=models.F("first_seen")),
                "Nothing is seen last before it is seen first.",
            ),
            *known_word("to_check", sort=CheckSort, choice=CheckChoice),
            *has_text("to_check", "origin", "about", "says"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.about}"
