"""Whether results are made by hand in an app or by a program."""

from typing import override

from wizard.decision.vocabulary import Builder, BuiltInto
from wizard.questions.fields import (
    UNSURE,
    ChipField,
    Choice,
    labels_of,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PageForm, QuestionsForm, Values


class UseForm(QuestionsForm):
    built_in = ChipField(
        "By hand, or built in?",
        "Used",
        (
            Choice("by-hand", "By hand", "You copy and paste in an app."),
            Choice("built-in", "Built in", "A program sends each one by itself."),
            Choice(UNSURE, "I’m not sure", "By hand below 300 a month, else built in."),
        ),
        "built-in".__eq__,
    )
    built_into = ChipField(
        "Built into what?", "Built into", labels_of(BuiltInto), BuiltInto.read, when="when-built"
    )
    builder = ChipField("Who could set it up?", "Sets it up", labels_of(Builder), Builder.read)

    ours = {"built_in": UNSURE, "built_into": BuiltInto.SCRIPT, "builder": Builder.OWNER}

    @override
    def is_asked(self, name: str, values: Values) -> bool:
        return name != "built_into" or values.get("built_in") is not False


class UsePage(PageForm):
    key, step = "use", Step.MODEL
    title = "How will you use it?"
    why = "A few are done by hand in an app. For many it pays to build it in."
    of_all = UseForm
