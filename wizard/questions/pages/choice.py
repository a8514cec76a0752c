"""Which tool is taken in place of the advised one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, override

from django.core.exceptions import ValidationError

from catalog.formatting import format_rough_money
from wizard.decision.answers import Answers, OwnChoice
from wizard.decision.costs import Priced
from wizard.questions.fields import (
    ChipField,
    Choice,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PlanPageForm, QuestionsForm
from wizard.questions.tools import name_of_tool

MOST_OFFERED = 4  # tools to take in place of the advised one


class ToolChoiceField(ChipField):
    """What is taken in place of what is advised."""

    @override
    def prepare(self, form: QuestionsForm) -> None:
        super().prepare(form)
        self.catalog = form.situation.catalog

    @override
    def to_python(self, value: Any) -> str | None:
        if value and not name_of_tool(value, self.catalog):
            raise ValidationError("This is no longer on file; pick another")
        return value or None


class ChoiceOfJob(QuestionsForm):
    choices = ToolChoiceField("Your choice", "Own choice", empty="What is advised")

    def offer(self) -> None:
        """Offer what may be named for the job.

        It decides, so only a page that is drawn asks for it.
        """
        of_jobs = {row.work.key: row for row in self.situation.decision.jobs}
        ranking = of_jobs[self.case.job.key].ranking
        tools: dict[str, Priced] = {}  # the cheapest option of each, the cheapest tool first
        for priced in ranking.candidates if ranking is not None else ():
            tools.setdefault(priced.option.tool, priced)
        offered = [self._choice(tool, priced) for tool, priced in tools.items()][:MOST_OFFERED]
        self.field("choices", ChipField).choices = (Choice("", "What is advised"), *offered)

    def _choice(self, tool: str, priced: Priced) -> Choice:
        month = format_rough_money(priced.bill_usd, self.rate)
        return Choice(tool, name_of_tool(tool, self.situation.catalog), f"{month} a month")


class ChoicePage(PlanPageForm):
    key, step = "choice", Step.MODEL
    title = "Which one do you take?"
    why = "If in doubt, take what is advised: the test will tell."
    of_job = ChoiceOfJob

    @override
    def fill(self, answers: Answers) -> Answers:
        return replace(answers, choices=tuple(self._choices()))

    def _choices(self) -> Iterator[OwnChoice]:
        for form in self.of_jobs:
            if form.filling:
                yield OwnChoice(job=form.case.job.key, tool=form.filling["choices"])
