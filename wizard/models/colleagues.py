"""What others leave beside a plan: questions, approvals, second opinions, vendors' replies."""

from datetime import datetime, timedelta
from typing import override

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.utils.timezone import localdate, now

from catalog.formatting import format_day
from catalog.models.base import has_text, is_hash_or_none, known_word
from catalog.vocabulary import Word
from wizard.models.plans import About, Plan, PlanVersion

LONGEST_NAME, LONGEST_TEXT, LONGEST_ANSWER = 60, 1000, 2000
LONGEST_CONDITION = 200
RETENTION_WITHOUT_CONSENT = timedelta(days=1)  # after its last answer


class NotStoredError(Exception):
    """Why something is not stored, in a sentence for whoever sent it."""


class PlanQuestion(models.Model):
    """A question about one section of a plan, and its answer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="questions")
    about = models.CharField(
        max_length=10, choices=About.choices(), help_text="The section it is about."
    )
    name = models.CharField(max_length=LONGEST_NAME, help_text="Who asks, as they wrote it.")
    text = models.CharField(
        "question", max_length=LONGEST_TEXT, help_text="In the colleague’s words."
    )
    version = models.PositiveIntegerField(help_text="The latest version when it was asked.")
    asked = models.DateTimeField(default=now, editable=False)
    answer = models.CharField(
        max_length=LONGEST_ANSWER, blank=True, default="", help_text="The owner’s."
    )
    answered = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "question about a plan"
        verbose_name_plural = "questions about plans"
        default_permissions = ()
        constraints = (
            *has_text("planquestion", "name", "text"),
            *known_word("planquestion", about=About),
            models.CheckConstraint(
                name="planquestion_version_from_one", condition=Q(version__gte=1)
            ),
            models.CheckConstraint(
                name="planquestion_answer_has_its_day",
                condition=Q(answer="", answered=None)
                | Q(answer__regex=r"\S", answered__isnull=False),
            ),
            models.UniqueConstraint(
                "plan", "about", "name", MD5("text"), name="planquestion_is_asked_once"
            ),
        )


class TakenBackBy(Word):
    OWNER = "owner", "the owner of the plan"
    SIGNER = "signer", "the one who gave it"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def of_plan(self, plan: int) -> "SignOffQuerySet":
        """Return the sign-offs of all versions of a plan, oldest first, each with its version.

        The large fields of the version are not read.
        """
        big = ("version__answers", "version__inputs", "version__decision", "version__replies")
        return (
            self.filter(version__plan=plan)
            .select_related("version")
            .defer(*big)
            .order_by("signed", "pk")
        )

    def active(self) -> "SignOffQuerySet":
        return self.filter(taken_back=None)


class SignOff(models.Model):
    """Somebody's word that one version is fine by them.

    Of the key that takes it back only the hash is kept.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="signoffs")
    name = models.CharField(max_length=LONGEST_NAME, help_text="Who signed, as they wrote it.")
    condition = models.CharField(
        max_length=LONGEST_CONDITION, blank=True, default="", help_text="Under which they approve."
    )
    page = models.TextField(
        blank=True,
        default="",
        help_text="The page as it was approved, where it differs from the version’s own.",
    )
    key_hash = models.CharField(
        "hash of the key",
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the key in the link that takes it back; empty once that was ended.",
    )
    signed = models.DateTimeField(default=now, editable=False)
    taken_back = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_by = models.CharField(max_length=10, choices=TakenBackBy.choices(), blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-off"
        default_permissions = ()
        constraints = (
            *has_text("signoff", "name"),
            *is_hash_or_none("signoff", "key_hash"),
            models.CheckConstraint(
                name="signoff_taken_back_by_somebody",
                condition=Q(taken_back=None, taken_back_by="")
                | Q(
                    taken_back__isnull=False, taken_back_by__in=[word.value for word in TakenBackBy]
                ),
            ),
        )

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        return self.version.number

    @property
    def giver(self) -> str:
        return f"{self.name}, on a condition" if self.condition else self.name

    @property
    def place(self) -> str:
        """Return where stands what was approved, below the address of the plan."""
        return f"approved/{self.pk}/" if self.page else f"v/{self.number}/"

    @property
    def sentence(self) -> str:
        condition = f", if {self.condition}" if self.condition else ""
        on = format_day(localdate(self.signed))
        return f"Approved by {self.name} (name as typed) on {on}, version {self.number}{condition}."


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def agreed(self) -> "OpinionQuerySet":
        """Return those that their givers let the owner keep, oldest first."""
        return self.filter(agreed__isnull=False).order_by("agreed", "pk")

    def run_out(self, at: datetime) -> "OpinionQuerySet":
        """Return those that nobody agreed to keep and that nobody went on with for a day."""
        return self.filter(agreed=None, changed__lt=at - RETENTION_WITHOUT_CONSENT)


class Opinion(models.Model):
    """One colleague's answers about one version.

    Without a name and consent they are gone a day after the last answer.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="opinions")
    key_hash = models.CharField(
        "hash of the key",
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the key in the walk’s address; empty once that was ended.",
    )
    answers = models.JSONField(default=dict, help_text="What each page of questions sent.")
    changed = models.DateTimeField(default=now, editable=False)
    revealed = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the plan was shown; the answers stay as they are from then.",
    )
    name = models.CharField(
        max_length=LONGEST_NAME, blank=True, default="", help_text="Whose it is."
    )
    agreed = models.DateTimeField(
        null=True, blank=True, help_text="When its giver let the owner keep it."
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "second opinion"
        default_permissions = ()
        constraints = (
            *is_hash_or_none("opinion", "key_hash"),
            models.CheckConstraint(
                name="opinion_is_kept_with_a_name",
                condition=Q(agreed=None, name="")
                | Q(agreed__isnull=False, name__regex=r"\S", revealed__isnull=False),
            ),
        )


LONGEST_POINT, LONGEST_VALUE = 240, 60


class ReplyQuerySet(models.QuerySet["Reply"]):
    def newest_first(self) -> "ReplyQuerySet":
        return self.order_by("-number", "pk")


class Reply(models.Model):
    """One reply to one point: what was said, by whom, on which day, and until when it holds."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="replies")
    number = models.PositiveIntegerField(help_text="Counts up from 1 within the plan.")
    point = models.CharField(max_length=LONGEST_POINT, help_text="What was asked: row and field.")
    value = models.CharField(
        max_length=LONGEST_VALUE, help_text="What was said, as the rules read it."
    )
    name = models.CharField(
        max_length=LONGEST_NAME, help_text="Who said it, as the owner wrote it."
    )
    stated_on = models.DateField()
    valid_until = models.DateField(help_text="The last day on which it counts.")
    recorded = models.DateTimeField(default=now, editable=False)
    taken_back = models.DateTimeField(
        null=True, blank=True, help_text="When its owner took it out."
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "reply of a vendor"
        verbose_name_plural = "replies of vendors"
        default_permissions = ()
        constraints = (
            *has_text("reply", "point", "value", "name"),
            models.CheckConstraint(name="reply_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="reply_valid_from_its_day", condition=Q(valid_until__gte=F("stated_on"))
            ),
            models.UniqueConstraint(fields=["plan", "number"], name="reply_number_is_single"),
        )
