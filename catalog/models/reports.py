"""What readers report as wrong, and how often one of them may."""

from typing import override

from django.db import models
from django.db.models import Q

from catalog.models.base import has_text, known_word, must, single
from catalog.vocabulary import Word

LONGEST_PAGE, LONGEST_TEXT, LONGEST_CONTACT = 300, 4000, 200


class ReportState(Word):
    """How far a report has come."""

    OPEN = "open", "To look at"
    DONE = "done", "Put right"
    DISMISSED = "dismissed", "Nothing to put right"


class Report(models.Model):
    """A reader says that something on a page is wrong."""

    page = models.CharField(
        "page",
        max_length=LONGEST_PAGE,
        help_text="The page that it is about. Example: /models/gemini-4-argon/",
    )
    text = models.TextField(
        "what is wrong",
        max_length=LONGEST_TEXT,
        help_text="In the reader’s words. Example: The price is per 1,000 tokens.",
    )
    contact = models.CharField(
        "contact",
        max_length=LONGEST_CONTACT,
        blank=True,
        help_text="Where to answer, if the reader wants that. Example: ada@example.org",
    )
    release = models.IntegerField(
        "release", help_text="The release that the reader saw. Example: 12"
    )
    state = models.CharField(
        "state",
        choices=ReportState.choices(),
        default=ReportState.OPEN.value,
        help_text="Set it once you have looked. Example: Put right",
    )
    note = models.TextField(
        "note",
        blank=True,
        help_text="What you found; only editors see it. Example: The seller’s page says so too.",
    )
    made_at = models.DateTimeField(
        "made", auto_now_add=True, help_text="When it came in. Example: 2026-11-24 10:15"
    )

    class Meta:
        verbose_name = "reader’s report"
        verbose_name_plural = "readers’ reports"
        default_permissions = ("view", "change", "delete")
        constraints = (
            *has_text("report", "text"),
            must(
                "report_page_is_a_path",
                Q(page__startswith="/"),
                "Name the page by its path, such as /models/.",
            ),
            *known_word("report", state=ReportState),
            must("report_release_positive", Q(release__gte=1), "Releases are counted from 1."),
        )

    @override
    def __str__(self) -> str:
        return f"{self.page}: {self.text[:60]}"


class RateWindow(models.Model):
    """How often somebody did something in a stretch of time.

    `key` is a fingerprint, never an address.
    """

    key = models.CharField(
        "key", max_length=100, help_text="What is counted, as a fingerprint. Example: report:3f2a…"
    )
    start = models.DateTimeField(
        "start", help_text="When the stretch of time began. Example: 2026-11-24 10:00"
    )
    count = models.IntegerField("count", help_text="How often so far. Example: 3")

    class Meta:
        verbose_name = "rate window"
        default_permissions = ()
        constraints = (
            single(
                "rate_window_is_single",
                "key",
                "start",
                sentence="This stretch of time is counted already.",
            ),
            must("rate_window_count_positive", Q(count__gte=1), "Counts start at 1."),
            *has_text("rate_window", "key"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
