"""Which programs and which AI the firm has already."""

from typing import override

from catalog.vocabulary import Software
from wizard.decision.vocabulary import Place
from wizard.questions.fields import (
    ChipsField,
    labels_of,
)
from wizard.questions.flow import Situation, Step
from wizard.questions.forms import PageForm, QuestionsForm
from wizard.questions.tools import PaidField


class SoftwareForm(QuestionsForm):
    works_in = ChipsField(
        "Which programs do you work in?",
        "You work in",
        labels_of(Software),
        Software.read,
        template="many",
        empty="Nothing of the list",
    )
    paid = PaidField(
        "Which AI do you pay for already?",
        "You pay for",
        hint="Type a name, such as ChatGPT Business. The price only if yours differs.",
        empty="Nothing",
    )


class SoftwarePage(PageForm):
    key, step = "software", Step.MODEL
    title = "What do you have already?"
    why = "What you pay for costs nothing more. What works in your programs is learned faster."
    of_all = SoftwareForm

    @staticmethod
    @override
    def applies(situation: Situation) -> bool:
        """Return whether some job may be done by an app: its material may leave the house."""
        places = {situation.cases[job.key].work.place for job in situation.open_jobs}
        return not places <= {Place.OWN_SERVERS}
