"""Golden plans: small firms whose plan must stay as the editors expect it, and the accepted changes."""

from collections.abc import Mapping
from typing import Any, override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from wizard.decision.vocabulary import Outcome


class GoldenPlanQuerySet(models.QuerySet["GoldenPlan"]):
    """Golden plans as they are asked for."""

    def enforced(self) -> "GoldenPlanQuerySet":
        """Return those that block a publication which breaks them, by slug."""
        return self.filter(enforced=True).order_by("slug")


class GoldenPlan(models.Model):
    """A small firm in words, its answers, and what its plan must say."""

    slug = models.SlugField("slug", max_length=60, help_text="Names it for good; never change it. Example: garden-shop")
    name = models.CharField(
        "name", max_length=120, help_text="What it is called when it is accepted. Example: Garden shop"
    )
    firm = models.TextField(
        "firm",
        help_text="The firm in words, as a colleague would tell it. Example: A garden shop with six people writes 120 "
        "product texts a month.",
    )
    answers = models.JSONField(
        "answers",
        default=list,
        help_text="What the firm answers in the wizard: pairs of question and answer, in the order of asking.",
    )
    outcome = models.CharField(
        "expected kind of AI",
        max_length=20,
        choices=Outcome.choices(),
        help_text="What kind of AI its plan must say. Example: Both",
    )
    must = models.JSONField(
        "what must hold",
        default=list,
        blank=True,
        help_text="Rules with their parameters, which bind whatever the catalog says. Example: runs_on_own_machine",
    )
    must_not = models.JSONField(
        "what must not hold", default=list, blank=True, help_text="Rules in the same form. Example: plan_free_of_charge"
    )
    tasks = models.JSONField(
        "tasks",
        default=list,
        blank=True,
        help_text="The tasks of which the rules speak; empty for all. Example: product-description/language",
    )
    firsts = models.JSONField(
        "expected first choices",
        default=dict,
        blank=True,
        help_text="For each part the models of which one came first. Example: product-description/language: glm-5-3-flash",
    )
    named_on = models.PositiveIntegerField(
        "names are of release", null=True, blank=True, help_text="The release for which the first choices hold."
    )
    why = models.TextField(
        "why", help_text="Why its plan must say so. Example: A language model cannot put a product into a new scene."
    )
    enforced = models.BooleanField(
        "holds publications", default=True, help_text="Untick it to put it away without losing it."
    )

    objects = GoldenPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "golden plan"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(
                fields=["slug"],
                name="golden_slug_is_single",
                violation_error_message="There is a golden plan of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="golden_outcome_known",
                violation_error_message="Choose the expected kind of AI from the list.",
            ),
            models.CheckConstraint(
                condition=Q(firm__regex=r"\S", why__regex=r"\S", name__regex=r"\S"),
                name="golden_has_words",
                violation_error_message="Write name, firm and why; none of them may be empty.",
            ),
        )

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def stored(self) -> Mapping[str, Any]:
        """Return the answers by question, in the order of asking."""
        return dict(self.answers)

    @property
    def expected(self) -> Mapping[str, list[str]]:
        """Return for each part the models of which one came first on the release that the names are of."""
        firsts: Mapping[str, list[str]] = self.firsts
        return firsts


class Acceptance(models.Model):
    """An accepted change of a golden plan's result: who, when, with which release, before and after."""

    golden = models.ForeignKey(GoldenPlan, models.CASCADE, related_name="acceptances", verbose_name="golden plan")
    release = models.PositiveIntegerField("release", help_text="The number of the release it was accepted with.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="accepted by",
        help_text="Empty where a command did.",
    )
    accepted = models.DateTimeField("accepted", default=now, editable=False)
    before = models.TextField("before", help_text="What its plan said.")
    after = models.TextField("after", help_text="What it says since.")
    updated = models.BooleanField(
        "expected since", default=False, help_text="Whether the new outcome is what is expected from then on."
    )

    class Meta:
        verbose_name = "acceptance"
        default_permissions = ("view",)
        ordering = ("-accepted", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["golden", "release"],
                name="acceptance_is_single",
                violation_error_message="It was accepted with this release already.",
            ),
        )

    @override
    def __str__(self) -> str:
        return f"{self.golden_id} with release {self.release}"
