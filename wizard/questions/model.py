"""Step 2, the model: what goes in and where it may go, languages, software, use, limit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import override

from catalog.parsing import Bounds
from catalog.vocabulary import Language, MachineSize, Software
from wizard.decision.vocabulary import Builder, BuiltInto, ModelKind, Place, Secret
from wizard.questions.fields import (
    NO,
    NOTHING,
    UNSURE,
    YES,
    ChipField,
    ChipsField,
    Choice,
    MoneyField,
    labels_of,
    sent_values,
    yes_or_no,
)
from wizard.questions.flow import Situation, Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, Values
from wizard.questions.tools import PaidField

# ---------------------------------------------------------------------------- 6 what goes in


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
        source = UsualSource.JOB if self.case.is_on_file else UsualSource.OURS
        return {"secrets": UsualAnswer(values=values or (NOTHING,), source=source)}


class PlaceForm(QuestionsForm):
    place = ChipField(
        "Where may it be worked on?",
        "Where",
        labels_of(
            Place,
            {
                Place.EU: "Sellers that do not say so are left out.",
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


# ------------------------------------------------------------------------------- 7 language

WORDLESS = frozenset({ModelKind.IMAGE, ModelKind.MUSIC, ModelKind.SHAPE})
MOST_LANGUAGES = 3


class LanguagesField(ChipsField):
    """Languages, each from a list of its own, the main one first."""

    @override
    def rows(self, values: Sequence[str]) -> Sequence[str]:
        return [*values, *[""] * MOST_LANGUAGES][:MOST_LANGUAGES]


class LanguageForm(QuestionsForm):
    languages = LanguagesField(
        "The main language first",
        "Languages",
        labels_of(Language),
        Language.read,
        collect=tuple,
        most=MOST_LANGUAGES,
        template="languages",
        empty="Any will do",
    )


class LanguagePage(PageForm):
    key, step = "language", Step.MODEL
    title = "In which language?"
    why = "AI writes some languages better than others."
    of_all = LanguageForm

    @staticmethod
    @override
    def applies(situation: Situation) -> bool:
        """Return whether something is read, written, said or heard."""
        cases = [situation.cases[job.key] for job in situation.open_jobs]
        return not {part.kind for case in cases for part in case.parts} <= WORDLESS


# --------------------------------------------------------------------------- 8 what there is


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


# ---------------------------------------------------------------------------- 9 how it is used


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


# --------------------------------------------------------------------------------- 10 a limit


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
