"""How many results of each job, and how long one is."""

from collections.abc import Mapping
from functools import cached_property
from typing import override

from catalog.workload import usual_results
from wizard.questions.fields import (
    ChipField,
    Choice,
    FigureField,
    LengthField,
    rough_bounds,
)
from wizard.questions.flow import Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, usual_of
from wizard.questions.lengths import usual_length


class AmountsOfJob(QuestionsForm):
    results = FigureField(
        "How many {units}?",
        "How many",
        rough_bounds("the number of {units}", "120 or 100 to 150", 100_000_000),
        after="{units}",
    )
    once = ChipField(
        "Each month, or once?",
        "How often",
        (Choice("monthly", "Each month"), Choice("once", "Once, then it is done")),
        "once".__eq__,
    )
    length = LengthField("How long is one?", "How long")

    @override
    def adapt(self) -> None:
        length = usual_length(self.case)
        if length is None:
            del self.fields["length"]
        else:
            field = self.field("length", LengthField)
            field.usual_length = length
            field.label = f"How long is one, in {length.units_in_words}?"

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        results = usual_results(self.case.use_case.minutes_by_hand)
        usual = {"results": usual_of(results), "once": usual_of("monthly")}
        length = usual_length(self.case)
        return usual | ({"length": usual_of(length.text, UsualSource.JOB)} if length else {})


class AmountsPage(PageForm):
    key, step = "amounts", Step.GOAL
    title = "How many, and how long?"
    why = "Rough figures will do: about 300, or 100 to 150."
    of_job = AmountsOfJob
