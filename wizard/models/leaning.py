"""What the latest version of each plan leans on: the index from facts to plans."""

from datetime import datetime
from typing import override

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from wizard.models.plans import Plan, PlanVersion


class LeaningQuerySet(models.QuerySet["Leaning"]):
    """Leanings as editors ask for them."""

    def live(self, at: datetime) -> "LeaningQuerySet":
        """Return those of plans that a view link still opens."""
        return self.filter(Q(plan__expires=None) | Q(plan__expires__gt=at), plan__withdrawn=None)

    def on_any(self, facts: list[str]) -> "LeaningQuerySet":
        """Return those whose plan cites one of these facts."""
        return self.filter(facts__overlap=facts)


class Leaning(models.Model):
    """What one plan's latest version leans on, without a word that its owner wrote. Replaced with each version."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="leaning", verbose_name="plan")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+", verbose_name="latest version")
    facts = ArrayField(
        models.TextField(),
        verbose_name="facts",
        default=list,
        help_text="Every row of the catalog that it cites, such as models:glm-5 or cells:reply/language.",
    )
    shown = models.JSONField("shown", default=dict, help_text="The models that it names, task by task.")
    objects = LeaningQuerySet.as_manager()

    class Meta:
        verbose_name = "leaning of a plan"
        verbose_name_plural = "leanings of plans"
        default_permissions = ()
        indexes = (GinIndex(fields=["facts"], name="leaning_facts"),)

    @override
    def __str__(self) -> str:
        return f"Leaning of plan {self.plan_id}"
