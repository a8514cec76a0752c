"""What is kept of a link that was closed for good: a hash, why, and the day."""

from typing import override

from django.db import models
from django.db.models import Q

from catalog.vocabulary import Word


class Why(Word):
    """Why a link opens nothing any more."""

    RENEWED = "renewed", "Its owner made a new one"
    DELETED = "deleted", "Its owner deleted the plan"
    LEFT = "left", "Nobody used the plan for so long that we deleted it"


class ClosedLink(models.Model):
    """A link that was renewed, or whose plan is gone. Nothing in it names the plan or opens anything."""

    key_hash = models.CharField("hash of the key", max_length=64, help_text="SHA-256 of the last part of the link.")
    why = models.CharField("why", choices=Why.choices(), help_text="What became of it.")
    closed = models.DateField("closed", help_text="The day on which it was closed.")

    class Meta:
        verbose_name = "closed link"
        default_permissions = ()
        ordering = ("-closed", "pk")
        constraints = (
            models.UniqueConstraint(fields=["key_hash"], name="closedlink_key_hash_is_single"),
            models.CheckConstraint(condition=Q(key_hash__regex=r"^[0-9a-f]{64}$"), name="closedlink_key_hash_is_hex"),
            models.CheckConstraint(condition=Q(why__in=[why.value for why in Why]), name="closedlink_why_known"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.reason.label}, {self.closed.isoformat()}"

    @property
    def reason(self) -> Why:
        """Return why it was closed."""
        return next(why for why in Why if why.value == self.why)
