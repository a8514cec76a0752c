"""What vendors replied to the questions of a plan: facts of this plan alone, with a name, a day and an expiry."""

from datetime import date
from typing import override

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from catalog.models.base import has_text
from wizard.models.plans import Plan

LONGEST_POINT, LONGEST_VALUE, LONGEST_TELLER = 240, 60, 60


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies of vendors."""

    def newest_first(self) -> "ReplyQuerySet":
        """Return the replies from the last one recorded back."""
        return self.order_by("-number", "pk")

    def counting(self, on: date) -> "ReplyQuerySet":
        """Return those that count on a day, by number: not taken back, said by then, and not run out."""
        return self.filter(taken_back=None, stated_on__lte=on, valid_until__gte=on).order_by("number", "pk")


class Reply(models.Model):
    """One reply to one point: what was said, by whom, on which day, and until when it may be relied on."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="replies", verbose_name="plan")
    number = models.PositiveIntegerField("number", help_text="Counts up from 1 within the plan.")
    point = models.CharField("point", max_length=LONGEST_POINT, help_text="What was asked: kind, row and field.")
    value = models.CharField("value", max_length=LONGEST_VALUE, help_text="What was said, as the rules read it.")
    name = models.CharField("name", max_length=LONGEST_TELLER, help_text="Who said it, as the owner wrote it.")
    stated_on = models.DateField("stated on")
    valid_until = models.DateField("valid until", help_text="The last day on which it counts.")
    recorded = models.DateTimeField("recorded", default=now, editable=False)
    taken_back = models.DateTimeField("taken back", null=True, blank=True, help_text="When its owner took it out.")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "reply of a vendor"
        verbose_name_plural = "replies of vendors"
        default_permissions = ()
        constraints = (
            *has_text("reply", "point", "value", "name"),
            models.CheckConstraint(name="reply_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="reply_valid_from_its_day", condition=Q(valid_until__gte=F("stated_on"))),
            models.UniqueConstraint(fields=["plan", "number"], name="reply_number_is_single"),
        )

    @override
    def __str__(self) -> str:
        return f"{self.point}: {self.value}"
