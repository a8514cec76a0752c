"""What a publication would do to plans: computed in batches, and stored until the desk changes."""

from typing import override

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import now

from wizard.models.plans import Plan


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
    looked = models.PositiveIntegerField("plans looked at", default=0)

    class Meta:
        verbose_name = "look at plans"
        verbose_name_plural = "looks at plans"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["release", "digest", "day"], name="look_is_single"),)

    @override
    def __str__(self) -> str:
        return f"From release {self.release} to {self.digest[:12]}"

    @property
    def done(self) -> bool:
        """Return whether every plan was looked at."""
        return self.finished is not None


class Affected(models.Model):
    """One plan to which a publication would do something, as a look found it; nothing that its owner wrote."""

    look = models.ForeignKey(Look, models.CASCADE, related_name="affected", verbose_name="look")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name="plan")
    approach_before = models.CharField("kind of AI today", max_length=20, blank=True, default="")
    approach_after = models.CharField("kind of AI after it", max_length=20, blank=True, default="")
    effects = ArrayField(models.CharField(max_length=10), verbose_name="what happens", default=list)
    moves = models.JSONField(
        "moves", default=list, help_text="For which work, from which model to which, and which of the effects that is."
    )
    percent = models.IntegerField("dearer by percent", null=True, blank=True, help_text="Less than 0 is cheaper.")

    class Meta:
        verbose_name = "affected plan"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["look", "plan"], name="affected_is_single"),)

    @override
    def __str__(self) -> str:
        return f"Plan {self.plan_id}"


class LinkCheck(models.Model):
    """What an address on the desk answered when somebody looked."""

    url = models.URLField("address", max_length=500, primary_key=True)
    checked = models.DateTimeField("checked", default=now)
    broken = models.BooleanField("broken", default=False)
    answer = models.CharField("answer", max_length=200, blank=True, default="", help_text="Example: 404 Not Found")

    class Meta:
        verbose_name = "check of a link"
        verbose_name_plural = "checks of links"
        default_permissions = ()

    @override
    def __str__(self) -> str:
        return self.url
