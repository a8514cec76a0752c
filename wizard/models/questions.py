"""What colleagues ask about a section of a plan, by name and without an account, and what its owner answers."""

from typing import override

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils.timezone import now

from catalog.models.base import has_text, known_word
from wizard.models.plans import Plan
from wizard.models.sections import About

LONGEST_NAME, LONGEST_TEXT, LONGEST_ANSWER = 60, 1000, 2000


class PlanQuestionQuerySet(models.QuerySet["PlanQuestion"]):
    """Questions about plans."""

    def in_order(self) -> "PlanQuestionQuerySet":
        """Return the questions as they were asked, oldest first."""
        return self.order_by("asked", "pk")

    def shown(self) -> "PlanQuestionQuerySet":
        """Return what colleagues see: all that the owner did not hide, oldest first."""
        return self.filter(hidden=None).in_order()

    def to_answer(self) -> "PlanQuestionQuerySet":
        """Return what waits for its owner: neither answered nor hidden."""
        return self.filter(hidden=None, answered=None)


class PlanQuestion(models.Model):
    """A question about one section of a plan, and its answer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="questions", verbose_name="plan")
    about = models.CharField("about", max_length=10, choices=About.choices(), help_text="The section it is about.")
    name = models.CharField("name", max_length=LONGEST_NAME, help_text="Who asks, as they wrote it.")
    text = models.CharField("question", max_length=LONGEST_TEXT, help_text="In the colleague’s words.")
    version = models.PositiveIntegerField("version", help_text="The latest version when it was asked.")
    asked = models.DateTimeField("asked", default=now, editable=False)
    answer = models.CharField("answer", max_length=LONGEST_ANSWER, blank=True, default="", help_text="The owner’s.")
    answered = models.DateTimeField("answered", null=True, blank=True, editable=False)
    hidden = models.DateTimeField("hidden", null=True, blank=True, help_text="When its owner took it off the page.")

    objects = PlanQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question about a plan"
        verbose_name_plural = "questions about plans"
        default_permissions = ()
        constraints = (
            *has_text("planquestion", "name", "text"),
            *known_word("planquestion", about=About),
            models.CheckConstraint(name="planquestion_version_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="planquestion_answer_has_its_day",
                condition=Q(answer="", answered=None) | Q(answer__regex=r"\S", answered__isnull=False),
            ),
            models.UniqueConstraint("plan", "about", "name", MD5("text"), name="planquestion_is_asked_once"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
