"""What daily work needs: who works with it, where, and under which name."""

from decimal import Decimal
from typing import override

from catalog.parsing import Bounds
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import Country, Joining
from wizard.questions.fields import (
    ChipField,
    ChipsField,
    Choice,
    MoneyField,
    OwnWordsField,
    labels_of,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PlanPageForm, QuestionsForm
from wizard.questions.tools import ToolField


class ScaleOfJob(QuestionsForm):
    worth_usd = MoneyField(
        "What is one {unit} worth to you?",
        "One is worth",
        Bounds("what one is worth", "3", most=Decimal(1_000_000)),
        hint="Nobody could make so many by hand, so its worth decides.",
        zero="Write what one is worth, or leave it empty",
    )
    tool_today = ToolField(
        "What do you use for it today?",
        "Used today",
        hint="An app or a model. We watch its price, and when it ends.",
    )

    @override
    def adapt(self) -> None:
        if not self.case.work.beyond_hands(GUESSES):
            del self.fields["worth_usd"]


class ScaleForm(QuestionsForm):
    ours = {"country": Country.EU, "joining": Joining.APART}

    roles = ChipsField("Who will work with it?", "Who works with it", collect=tuple)
    joining = ChipField(
        "Do the jobs follow one another?",
        "Jobs follow one another",
        labels_of(Joining),
        Joining.read,
    )
    country = ChipField(
        "Where is your firm?",
        "Firm",
        labels_of(Country),
        Country.read,
        hint="The terms of sellers and the law differ.",
        template="select",
    )
    title = OwnWordsField(
        "Name of the plan", "Name", hint="Everybody with the link sees it.", most=120
    )
    firm = OwnWordsField("Name of your firm", "Name of the firm", most=80)

    @override
    def adapt(self) -> None:
        rows = sorted(self.situation.catalog.job_roles, key=lambda row: (row.name, row.slug))
        self.field("roles", ChipsField).choices = tuple(Choice(row.slug, row.name) for row in rows)
        if self.situation.answers.people == 1:
            del self.fields["roles"]
        if not self.situation.several:
            del self.fields["joining"]


class ScalePage(PlanPageForm):
    key, step = "scale", Step.SCALE
    title = "How does it become daily work?"
    why = "After the test it starts with half of the work and grows from there."
    of_job = ScaleOfJob
    of_all = ScaleForm
