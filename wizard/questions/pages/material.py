"""What goes in, and where it may be worked on."""

from collections.abc import Mapping
from functools import cached_property
from typing import override

from catalog.vocabulary import MachineSize
from wizard.decision.vocabulary import Place, Secret
from wizard.questions.fields import (
    NO,
    NOTHING,
    YES,
    ChipField,
    ChipsField,
    Choice,
    labels_of,
    sent_values,
    yes_or_no,
)
from wizard.questions.flow import Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, Values


class MaterialOfJob(QuestionsForm):
    secrets = ChipsField(
        "What is in it?",
        "In it",
        labels_of(
            Secret,
            {
                Secret.PERSONAL: "Names, addresses, faces, voices.",
                Secret.CONFIDENTIAL: "Prices, drafts, what customers trust you with.",
            },
        ),
        Secret.read,
        nothing="Nothing private",
    )
    place = ChipField(
        "Where may it be worked on?",
        "Where",
        (Choice("", "As for the others"), *labels_of(Place)),
        Place.read,
        empty="As for the others",
    )

    @override
    def adapt(self) -> None:
        if not self.is_row:
            del self.fields["place"]

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        values = tuple(word.value for word in Secret if word in self.case.work.secrets)
        source = UsualSource.JOB if self.case.is_chosen else UsualSource.OURS
        return {"secrets": UsualAnswer(values=values or (NOTHING,), source=source)}


class PlaceForm(QuestionsForm):
    place = ChipField(
        "Where may it be worked on?",
        "Where",
        labels_of(
            Place,
            {
                Place.EU: "Sellers that say so, except for what you publish.",
                Place.OWN_SERVERS: "Only models that one can download.",
            },
        ),
        Place.read,
    )
    machine = ChipField(
        "What is the largest machine that you have or would buy?",
        "Machine",
        labels_of(
            MachineSize,
            {
                MachineSize.PC: "Models up to 20 GB.",
                MachineSize.CARD: "Models up to 68 GB.",
                MachineSize.SERVER: "Models up to 560 GB.",
                MachineSize.CLUSTER: "Any model.",
            },
        ),
        MachineSize.read,
        when="when-own",
    )
    machine_stands = ChipField(
        "Do you have it already?",
        "It stands there",
        yes_or_no(),
        YES.__eq__,
        when="when-own",
    )
    machine_rented = ChipField(
        "Does a rented machine count as your own?",
        "A rented one counts",
        yes_or_no("Yes, one that we alone use"),
        YES.__eq__,
        when="when-own",
    )
    secrecy = ChipField(
        "Are you bound to professional secrecy?",
        "Secrecy",
        yes_or_no("Yes, as a lawyer, doctor or tax adviser"),
        YES.__eq__,
    )

    ours = {
        "place": Place.ANYWHERE,
        "machine": MachineSize.CARD,
        "machine_stands": NO,
        "machine_rented": NO,
        "secrecy": NO,
    }

    @override
    def is_asked(self, name: str, values: Values) -> bool:
        """Ask for a machine where some job has to stay in the house."""
        keys = [job.key for job in self.situation.answers.jobs]
        of_jobs = [place for key in keys for place in sent_values(self.data, f"{key}-place")]
        places = {str(values.get("place")), *of_jobs}
        return not name.startswith("machine") or Place.OWN_SERVERS in places


class MaterialPage(PageForm):
    key, step = "material", Step.MODEL
    title = "What do you send, and where may it go?"
    why = "What is private needs a seller that does not train its AI on it."
    of_job = MaterialOfJob
    of_all = PlaceForm
