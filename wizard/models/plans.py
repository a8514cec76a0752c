"""A plan that its owner can change, its versions, which nobody can, and closed links.

Also what the versions lean on.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate, now

from catalog.formatting import capitalise
from catalog.models.base import is_hash, known_word
from catalog.vocabulary import Word


class About(Word):
    """A section of a plan that colleagues can ask about."""

    GOAL = "goal", "The decision"
    WHY = "why", "Why"
    SHORT = "short", "Alternatives"
    MONEY = "money", "Money"
    FLIP = "flip", "What would change it"
    PILOT = "pilot", "The test"
    TUNE = "tune", "Tuning"
    SCALE = "scale", "Scale"
    RISK = "risk", "Risks"
    NEXT = "next", "Next steps"


class Plan(models.Model):
    """What one owner answered, and the two links to it. Of the edit key only the hash is kept."""

    view_key = models.CharField(
        max_length=64, help_text="The last part of the link for colleagues."
    )
    edit_key_hash = models.CharField(
        "hash of the edit key", max_length=64, help_text="SHA-256 of the private link’s key."
    )
    answers = models.JSONField(default=dict, help_text="What each page of questions sent.")
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts up each time an answer is saved."
    )
    title = models.CharField(
        max_length=120, blank=True, default="", help_text="The name its owner gave it."
    )
    created = models.DateTimeField(default=now, editable=False)
    changed = models.DateTimeField(default=now, editable=False)
    opened = models.DateField(
        default=localdate,
        editable=False,
        help_text=(
            "About when somebody last opened it, to the month; unused plans are deleted one day."
        ),
    )
    visited = models.DateTimeField(
        null=True, blank=True, help_text="When its owner last came to it."
    )
    visited_before = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its owner came the time before; news count from then.",
    )
    copied_from = models.ForeignKey(
        "wizard.PlanVersion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The version whose answers it began with, as long as that is kept.",
    )
    copied_number = models.PositiveIntegerField(
        "number of the version it was copied from",
        null=True,
        blank=True,
        help_text="Stays when that is deleted.",
    )
    copied_under = models.CharField(
        "hash of the view key it was copied under",
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256; once the original has another link, its copies show nothing of it.",
    )
    expires = models.DateTimeField(
        null=True, blank=True, help_text="From then on the view link says so."
    )
    withdrawn = models.DateTimeField(
        null=True, blank=True, help_text="When its owner closed the view link."
    )
    previews = models.BooleanField(
        "shown in previews",
        default=False,
        help_text=(
            "Whether the preview of a link, in a chat for example, may show title and verdict."
        ),
    )
    takes_questions = models.BooleanField(
        default=True, help_text="Whether colleagues can ask; what was asked stays."
    )
    takes_signoffs = models.BooleanField(
        "takes sign-offs",
        default=True,
        help_text="Whether colleagues can sign a version off; those given stay.",
    )

    class Meta:
        verbose_name = "plan"
        default_permissions = ("view", "delete")
        permissions = (("withdraw_plan", "Can close a plan’s link for its owner"),)
        ordering = ("-changed", "pk")
        constraints = (
            models.UniqueConstraint(fields=["view_key"], name="plan_view_key_is_single"),
            *is_hash("plan", "edit_key_hash"),
            models.CheckConstraint(
                condition=Q(view_key__regex=r"^[A-Za-z0-9_-]{16,64}$"),
                name="plan_view_key_is_long_enough",
            ),
            models.CheckConstraint(
                condition=Q(changed__gte=F("created")), name="plan_changed_after_created"
            ),
            models.CheckConstraint(
                condition=Q(copied_from=None)
                | Q(copied_number__isnull=False, copied_number__gte=1),
                name="plan_copy_knows_its_number",
            ),
            models.CheckConstraint(
                condition=Q(copied_number=None, copied_under="")
                | Q(copied_number__isnull=False, copied_under__regex=r"^[0-9a-f]{64}$"),
                name="plan_copy_knows_its_link",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"Plan {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/p/{self.view_key}/"

    @property
    def heading(self) -> str:
        """Return its name as it stands at the head of a page."""
        return capitalise(self.title) or "A plan"

    @property
    def readable(self) -> bool:
        """Return whether the link for others opens it now."""
        return self.withdrawn is None and (self.expires is None or self.expires > now())

    def touch(self) -> None:
        """Set the time of the last change to now, but never before the plan was made."""
        self.changed = max(now(), self.created)

    @property
    def stored(self) -> Mapping[str, Any]:
        """Return what each page of questions sent."""
        answers: Mapping[str, Any] = self.answers
        return answers


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def newest_first(self) -> "PlanVersionQuerySet":
        return self.order_by("-number", "pk")

    def with_changes(self) -> "PlanVersionQuerySet":
        """Return the same with what each changed, without answers, decision and page."""
        big = ("answers", "inputs", "decision", "page__text")
        return self.newest_first().select_related("page").defer(*big)


class PlanVersion(models.Model):
    """A decided plan: answers, release, day and decision. The database refuses to change it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="Counts up from 1 within the plan.")
    answers = models.JSONField(
        default=dict, help_text="What each page of questions had sent, to go on from."
    )
    inputs = models.TextField(
        help_text=(
            "What it was decided on: the answers as the rules read them, and what tests had "
            "counted, as canonical JSON."
        )
    )
    release = models.PositiveIntegerField(help_text="The number of the release it was decided on.")
    release_digest = models.CharField("digest of the release", max_length=64)
    decided_on = models.DateField()
    decision = models.TextField(
        help_text="How each job ends and why, rules with parameters, as canonical JSON."
    )
    replies = models.TextField(
        default="[]", help_text="The replies of vendors it was decided with, as canonical JSON."
    )
    engine = models.PositiveIntegerField(help_text="The version of the rules.")
    made = models.DateTimeField(default=now, editable=False)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a plan"
        verbose_name_plural = "versions of plans"
        default_permissions = ("view", "delete")
        ordering = ("plan", "-number")
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="planversion_number_is_single"),
            models.CheckConstraint(condition=Q(number__gte=1), name="planversion_number_from_one"),
            models.CheckConstraint(
                condition=Q(release__gte=1), name="planversion_release_from_one"
            ),
            *is_hash("planversion", "release_digest", single=False),
        )

    @override
    def __str__(self) -> str:
        return f"Version {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}v/{self.number}/"


class VersionPage(models.Model):
    """The page of a version as it was first written, and what it changed.

    The database refuses to change it.
    """

    version = models.OneToOneField(
        PlanVersion, models.CASCADE, primary_key=True, related_name="page"
    )
    text = models.TextField("page", help_text="The whole page as HTML, as it is served.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the page, its ETag.")
    changes = models.JSONField(
        default=list, help_text="What changed since the version before, a sentence each."
    )

    class Meta:
        verbose_name = "page of a version"
        verbose_name_plural = "pages of versions"
        default_permissions = ()
        constraints = tuple(is_hash("versionpage", "digest", single=False))


class Why(Word):
    RENEWED = "renewed", "Its owner made a new one"
    DELETED = "deleted", "Its owner deleted the plan"
    LEFT = "left", "Nobody used the plan for so long that we deleted it"
    ENDED = "ended", "A key that followed from the plan was ended"


class ClosedLink(models.Model):
    """A link or key that was renewed or ended, or whose plan is gone.

    Nothing in it names the plan or opens anything.
    """

    key_hash = models.CharField(
        "hash of the key", max_length=64, help_text="SHA-256 of the last part of the link."
    )
    why = models.CharField(choices=Why.choices(), help_text="What became of it.")
    closed = models.DateField(help_text="The day on which it was closed.")

    class Meta:
        verbose_name = "closed link"
        default_permissions = ()
        ordering = ("-closed", "pk")
        constraints = (*is_hash("closedlink", "key_hash"), *known_word("closedlink", why=Why))


class CitedFactsQuerySet(models.QuerySet["CitedFacts"]):
    def live(self, at: datetime) -> "CitedFactsQuerySet":
        """Return those of plans that a view link still opens."""
        return self.filter(Q(plan__expires=None) | Q(plan__expires__gt=at), plan__withdrawn=None)


class CitedFacts(models.Model):
    """The facts that a plan's latest version cites, without a word that its owner wrote.

    They are replaced with each version.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="cited_facts")
    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="+", verbose_name="latest version"
    )
    facts = ArrayField(
        models.TextField(),
        default=list,
        help_text=(
            "Every row of the catalog that it cites, such as models:glm-5 or cells:reply/language."
        ),
    )
    shown = models.JSONField(default=dict, help_text="The tools that it names, job by job.")
    objects = CitedFactsQuerySet.as_manager()

    class Meta:
        verbose_name = "cited facts of a plan"
        verbose_name_plural = "cited facts of plans"
        default_permissions = ()
        indexes = (GinIndex(fields=["facts"], name="cited_facts"),)
