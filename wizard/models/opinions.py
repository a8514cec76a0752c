"""Second opinions: a colleague's own answers to the goal questions, given before the plan was shown."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, override

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from wizard.models.plans import PlanVersion

LONGEST_OPINION_NAME = 60
RETENTION_WITHOUT_CONSENT = timedelta(days=1)  # after its last answer


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Second opinions, on the way and kept."""

    def agreed(self) -> "OpinionQuerySet":
        """Return those that their givers let the owner keep, oldest first."""
        return self.filter(agreed__isnull=False).order_by("agreed", "pk")

    def run_out(self, at: datetime) -> "OpinionQuerySet":
        """Return those that nobody agreed to keep and that nobody went on with for a day."""
        return self.filter(agreed=None, changed__lt=at - RETENTION_WITHOUT_CONSENT)


class Opinion(models.Model):
    """One colleague's answers about one version. Without a name and consent it is gone a day after the last answer."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="opinions", verbose_name="version")
    key_hash = models.CharField("hash of the key", max_length=64, help_text="SHA-256 of the key in the walk’s address.")
    answers = models.JSONField("answers", default=list, help_text="Pairs of question and answer, in the order given.")
    changed = models.DateTimeField("changed", default=now, editable=False)
    revealed = models.DateTimeField(
        "revealed", null=True, blank=True, help_text="When the plan was shown; the answers stay as they are from then."
    )
    name = models.CharField("name", max_length=LONGEST_OPINION_NAME, blank=True, default="", help_text="Whose it is.")
    agreed = models.DateTimeField("agreed", null=True, blank=True, help_text="When its giver let the owner keep it.")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "second opinion"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["key_hash"], name="opinion_key_hash_is_single"),
            models.CheckConstraint(name="opinion_key_hash_is_hex", condition=Q(key_hash__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="opinion_is_kept_with_a_name",
                condition=Q(agreed=None, name="") | Q(agreed__isnull=False, name__regex=r"\S", revealed__isnull=False),
            ),
        )

    @override
    def __str__(self) -> str:
        return self.name or "A second opinion on its way"

    @property
    def stored(self) -> Mapping[str, Any]:
        """Return the answers by question, in the order given."""
        return dict(self.answers)
