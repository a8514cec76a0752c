"""The most that all jobs may cost a month."""

from decimal import Decimal

from catalog.parsing import Bounds
from wizard.questions.fields import (
    MoneyField,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PageForm, QuestionsForm


class LimitForm(QuestionsForm):
    limit_usd = MoneyField(
        "The most it may cost a month",
        "Limit a month",
        Bounds("the amount", "250", most=Decimal(100_000_000)),
        hint="A hard limit, for all jobs together. Leave it empty if there is none.",
        zero="Nothing can be bought for 0. Leave it empty if there is no limit",
        empty="No limit",
    )


class LimitPage(PageForm):
    key, step = "limit", Step.MODEL
    title = "Is there a limit on what it may cost?"
    why = "What costs more is left out, and the plan says so."
    of_all = LimitForm
