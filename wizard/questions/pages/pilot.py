"""On which day the test begins."""

from catalog.parsing import Bounds
from wizard.questions.fields import (
    DayField,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PlanPageForm, QuestionsForm


class PilotForm(QuestionsForm):
    starts = DayField(
        "When do you begin?",
        "First day",
        Bounds("the first day", "1 March 2027"),
        hint="Prices count from that day. Leave it empty to begin today.",
    )


class PilotPage(PlanPageForm):
    key, step = "test", Step.PILOT
    title = "When do you test it?"
    why = "A small test decides, not a forecast."
    of_all = PilotForm
