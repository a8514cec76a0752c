"""Looks at what a publication would do to plans: worked on in turns by whoever asks, and kept until the desk changes."""

from typing import override

from django.db import models
from django.utils.timezone import now


class Look(models.Model):
    """One look at the plans: between which two catalogs, on which day, how far it has come, what it found."""

    release = models.PositiveIntegerField("release", help_text="The release that readers see.")
    digest = models.CharField("digest", max_length=64, help_text="SHA-256 of what the next release would hold.")
    day = models.DateField("day")
    payload = models.TextField("payload", help_text="What the next release would hold, as canonical JSON.")
    begun = models.DateTimeField("begun", default=now, editable=False)
    finished = models.DateTimeField("finished", null=True, blank=True)
    seconds = models.FloatField("seconds of work", default=0)
    total = models.PositiveIntegerField("plans to look at", default=0)
    last = models.BigIntegerField("last plan looked at", default=0)
    using = models.PositiveIntegerField("plans that use a changed fact", default=0)
    found = models.JSONField("found", default=dict)

    class Meta:
        """Rules and names of the table."""

        verbose_name = "look at plans"
        verbose_name_plural = "looks at plans"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["release", "digest", "day"],
                name="look_is_single",
                violation_error_message="There is such a look already.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return between what it looks."""
        return f"From release {self.release} to {self.digest[:12]}"


class LinkCheck(models.Model):
    """What an address on the desk answered when somebody looked."""

    url = models.URLField("address", max_length=500, primary_key=True)
    checked = models.DateTimeField("checked", default=now)
    broken = models.BooleanField("broken", default=False)
    answer = models.CharField("answer", max_length=200, blank=True, default="", help_text="Example: 404 Not Found")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "check of a link"
        verbose_name_plural = "checks of links"
        default_permissions = ()

    @override
    def __str__(self) -> str:
        """Return which address."""
        return self.url
