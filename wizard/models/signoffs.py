"""Who signed a version off, by name and time, and whether that was taken back."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now

from catalog.formatting import format_day
from catalog.models.base import has_text
from catalog.vocabulary import Word
from wizard.models.plans import PlanVersion

LONGEST_SIGNATURE = 60
LONGEST_CONDITION = 200


class TakenBackBy(Word):
    """Who may take a sign-off back."""

    OWNER = "owner", "the owner of the plan"
    SIGNER = "signer", "the one who gave it"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    """Sign-offs of versions."""

    def of_plan(self, plan: int) -> "SignOffQuerySet":
        """Return the sign-offs of all versions of a plan, oldest first, each with its version but for what it says."""
        big = ("version__answers", "version__advice", "version__replies")
        return self.filter(version__plan=plan).select_related("version").defer(*big).order_by("signed", "pk")

    def active(self) -> "SignOffQuerySet":
        """Return those that nobody took back."""
        return self.filter(taken_back=None)

    def taken_back_last_first(self) -> "SignOffQuerySet":
        """Return those that were taken back, the last one first."""
        return self.filter(taken_back__isnull=False).order_by("-taken_back", "-pk")


class SignOff(models.Model):
    """Somebody's word that one version is fine by them. Of the key that takes it back only the hash is kept."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="signoffs", verbose_name="version")
    name = models.CharField("name", max_length=LONGEST_SIGNATURE, help_text="Who signed, as they wrote it.")
    condition = models.CharField(
        "condition", max_length=LONGEST_CONDITION, blank=True, default="", help_text="Under which they approve."
    )
    page = models.TextField(
        "page",
        blank=True,
        default="",
        help_text="The page as it was approved, where it differs from the version’s own.",
    )
    key_hash = models.CharField(
        "hash of the key", max_length=64, help_text="SHA-256 of the key in the link that takes it back."
    )
    signed = models.DateTimeField("signed", default=now, editable=False)
    taken_back = models.DateTimeField("taken back", null=True, blank=True, editable=False)
    taken_back_by = models.CharField("taken back by", max_length=10, choices=TakenBackBy.choices(), blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-off"
        default_permissions = ()
        constraints = (
            *has_text("signoff", "name"),
            models.UniqueConstraint(fields=["key_hash"], name="signoff_key_hash_is_single"),
            models.CheckConstraint(name="signoff_key_hash_is_hex", condition=Q(key_hash__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="signoff_taken_back_by_somebody",
                condition=Q(taken_back=None, taken_back_by="")
                | Q(taken_back__isnull=False, taken_back_by__in=[word.value for word in TakenBackBy]),
            ),
        )

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        """Return the number of its version."""
        return self.version.number

    @property
    def place(self) -> str:
        """Return where stands what was approved, below the address of the plan."""
        return f"approved/{self.pk}/" if self.page else f"v/{self.number}/"

    @property
    def sentence(self) -> str:
        """Say who approved what, and when."""
        condition = f", if {self.condition}" if self.condition else ""
        on = format_day(localdate(self.signed))
        return f"Approved by {self.name} (name as typed) on {on}, version {self.number}{condition}."
