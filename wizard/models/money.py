"""An owner's own figures for the money of a plan, and the currency they want to see beside dollars."""

from typing import override

from django.db import models
from django.db.models import Q

from wizard.models.plans import Plan


class PlanMoney(models.Model):
    """What an owner put in the place of what the plan assumes; the versions of the plan stay as they were decided."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="money", verbose_name="plan")
    figures = models.JSONField(
        "figures", default=list, help_text="Rows of an assumption’s name and its low, likely and high, as text."
    )
    currency = models.CharField(
        "currency", max_length=3, blank=True, default="", help_text="Three letters. Example: EUR"
    )
    rate = models.DecimalField(
        "rate",
        max_digits=16,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="So much of it for one dollar. Example: 0.87",
    )
    revision = models.PositiveIntegerField("revision", default=0, help_text="Counts up each time it is saved.")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "money of a plan"
        verbose_name_plural = "money of plans"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(currency="", rate=None) | Q(currency__regex=r"^[A-Z]{3}$", rate__isnull=False, rate__gt=0),
                name="planmoney_currency_has_a_rate",
                violation_error_message="A currency has three letters and a rate of more than 0.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return whose it is."""
        return f"Money of plan {self.plan_id}"
