"""Golden plans and their accepted changes, a publication's impact, and editors' tasks.

The impact is what a publication would do to plans; of tasks, what editors decided is kept.
"""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from catalog.models.base import author_field, must, single


class GoldenPlan(models.Model):
    """A small firm in words, its answers, and what its plan must say."""

    slug = models.SlugField(
        max_length=60, help_text="Names it for good; never change it. Example: garden-shop"
    )
    name = models.CharField(
        max_length=120, help_text="What it is called when it is accepted. Example: Garden shop"
    )
    firm = models.TextField(
        help_text=(
            "The firm in words, as a colleague would tell it. Example: A garden shop with six "
            "people writes 120 product texts a month."
        ),
    )
    answers = models.JSONField(
        default=dict, help_text="What the firm answers in the wizard, by page of questions."
    )
    expected = models.JSONField(
        "what is expected",
        default=dict,
        help_text="By job: how it ends, and which tools may be named first; of several, any.",
    )
    named_on = models.PositiveIntegerField(
        "names are of release",
        null=True,
        blank=True,
        help_text="The release on which it said what is expected.",
    )
    why = models.TextField(
        help_text="Why its plan must say so. Example: The shop pays for it already."
    )
    enforced = models.BooleanField(
        "holds publications", default=True, help_text="Untick it to put it away without losing it."
    )

    class Meta:
        verbose_name = "golden plan"
        ordering = ("slug",)
        constraints = (
            single(
                "golden_slug_is_single",
                "slug",
                sentence="There is a golden plan of this name already.",
            ),
            must(
                "golden_has_words",
                Q(firm__regex=r"\S", why__regex=r"\S", name__regex=r"\S"),
                "Write name, firm and why; none of them may be empty.",
            ),
        )

    @override
    def __str__(self) -> str:
        return self.name


class Acceptance(models.Model):
    """An accepted change of a golden plan's result: who, when, which release, before, after."""

    golden = models.ForeignKey(
        GoldenPlan, models.CASCADE, related_name="acceptances", verbose_name="golden plan"
    )
    release = models.PositiveIntegerField(
        help_text="The number of the release it was accepted with."
    )
    author = author_field("Empty where a command did.", name="accepted by")
    accepted = models.DateTimeField(default=now, editable=False)
    before = models.TextField(help_text="What its plan said.")
    after = models.TextField(help_text="What it says since.")
    updated = models.BooleanField(
        "expected since",
        default=False,
        help_text="Whether the new outcome is what is expected from then on.",
    )

    class Meta:
        verbose_name = "acceptance"
        default_permissions = ("view",)
        ordering = ("-accepted", "pk")
        constraints = (
            single(
                "acceptance_is_single",
                "golden",
                "release",
                sentence="It was accepted with this release already.",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.golden_id} with release {self.release}"


class Look(models.Model):
    """One look at the plans: between which catalogs, on which day, how far, what it found."""

    release = models.PositiveIntegerField(help_text="The release that readers see.")
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of what the next release would hold."
    )
    day = models.DateField()
    payload = models.TextField(help_text="What the next release would hold, as canonical JSON.")
    begun = models.DateTimeField(default=now, editable=False)
    finished = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField("seconds of work", default=0)
    total = models.PositiveIntegerField("plans to look at", default=0)
    last = models.BigIntegerField("last plan looked at", default=0)
    using = models.PositiveIntegerField("plans that use a changed fact", default=0)
    looked = models.PositiveIntegerField("plans looked at", default=0)
    counts = models.JSONField(default=dict, help_text="How many plans each effect happens to.")

    class Meta:
        verbose_name = "look at plans"
        verbose_name_plural = "looks at plans"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["release", "digest", "day"], name="look_is_single"),
        )

    @property
    def done(self) -> bool:
        return self.finished is not None


class LinkCheck(models.Model):
    """What an address on the desk answered when somebody looked."""

    url = models.URLField("address", max_length=500, primary_key=True)
    checked = models.DateTimeField(default=now)
    broken = models.BooleanField(default=False)
    answer = models.CharField(
        max_length=200, blank=True, default="", help_text="Example: 404 Not Found"
    )

    class Meta:
        verbose_name = "check of a link"
        verbose_name_plural = "checks of links"
        default_permissions = ()


class TaskChoice(models.Model):
    """A task that somebody does, that waits until a day, or that needs nothing.

    It counts while the task reads the same.
    """

    task = models.TextField(
        primary_key=True, help_text="Example: Ends soon: GPT-5: Goes off sale on 11 Dec 2026"
    )
    until = models.DateField(null=True, blank=True, help_text="The day on which it comes back.")
    done = models.BooleanField(default=False, help_text="Ticked where nothing is to be done.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        help_text="Who decided, or does it. Example: maria",
    )

    class Meta:
        verbose_name = "choice about a task"
        verbose_name_plural = "choices about tasks"
        default_permissions = ()
