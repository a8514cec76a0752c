"""Whether somebody decides something by the results."""

from collections.abc import Mapping
from functools import cached_property
from typing import override

from wizard.decision.vocabulary import DecidesOn
from wizard.questions.fields import (
    NOTHING,
    ChipsField,
    labels_of,
)
from wizard.questions.flow import Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm

# Whether a job is one of these follows from what is done, and nobody has to be asked.
SAID_BY_THE_ACT = frozenset(
    {
        DecidesOn.CHOICE,
        DecidesOn.COUNT,
        DecidesOn.MATCH,
        DecidesOn.LISTS,
        DecidesOn.WORTH,
        DecidesOn.STATE,
    }
)
ASKED_ABOUT = tuple(word for word in DecidesOn if word not in SAID_BY_THE_ACT)


class DecisionsOfJob(QuestionsForm):
    decides_on = ChipsField(
        "Does somebody decide by it, or does it prepare or sort for a decision?",
        "Decided by it",
        labels_of(
            ASKED_ABOUT,
            {
                DecidesOn.LIST: "Such as prices, stock, opening hours.",
                DecidesOn.EVERYTHING: "We then ask you for one job.",
            },
        ),
        DecidesOn.read,
        nothing="Nothing of these",
    )

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        """Return what the job's row says.

        Own words may hint at a danger, and never say that there is none.
        """
        case = self.case
        decided = case.decided.as_answered
        values = tuple(word.value for word in ASKED_ABOUT if word in decided)
        if case.is_chosen:
            return {"decides_on": UsualAnswer(values=values or (NOTHING,), source=UsualSource.JOB)}
        return {"decides_on": UsualAnswer(values=values)} if values else {}


class DecisionsPage(PageForm):
    key, step = "decisions", Step.GOAL
    title = "Does somebody decide something by it?"
    why = "Some decisions are no work for AI, or not without a lawyer."
    of_job = DecisionsOfJob
