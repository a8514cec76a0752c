"""What might go wrong, what is at hand, and what shapes the instructions."""

from decimal import Decimal
from typing import override

from catalog.parsing import Bounds
from catalog.vocabulary import LANGUAGE_MEDIA, Medium, Word
from wizard.decision.answers import Brief
from wizard.decision.vocabulary import AtHand, Symptom
from wizard.questions.fields import (
    ChipsField,
    FigureField,
    OwnWordsField,
    labels_of,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PlanPageForm, QuestionsForm, Values

OF_PICTURES = frozenset({Symptom.LOOK, Symptom.STYLE, AtHand.PICTURES})
OF_VOICES = frozenset({Symptom.VOICE, AtHand.RECORDINGS})
OF_WORDS = frozenset(
    {Symptom.MADE_UP, Symptom.NOT_OURS, Symptom.TONE, AtHand.STYLE_GUIDE, AtHand.DOCUMENTS}
)
DRAWN = frozenset({Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D})
COUNT = Bounds("the number", "40", most=Decimal(10_000_000), whole=True)
BRIEF = "brief_"  # before the fields of `Brief`, in the names of theirs


class TuneOfJob(QuestionsForm):
    finished_cases = FigureField(
        "How many {units} do you have that are finished and right?",
        "To test on",
        COUNT,
        hint="The test runs on them.",
        after="{units}",
    )
    wrong_today = FigureField(
        "Of 100 made by hand, how many are wrong today?",
        "Wrong today",
        Bounds("the number", "5", most=Decimal(100)),
        after="of 100",
    )

    @override
    def adapt(self) -> None:
        if self.case.work.people_wrong is None:  # nobody calls it right or wrong
            del self.fields["wrong_today"]


def brief_field(title: str, short: str, hint: str) -> OwnWordsField:
    return OwnWordsField(title, short, hint=hint, most=2000, lines=True)


class TuneForm(QuestionsForm):
    fears = ChipsField(
        "What might go wrong?", "Might go wrong", labels_of(Symptom), Symptom.read, collect=tuple
    )
    at_hand = ChipsField(
        "Which of these do you have?", "At hand", labels_of(AtHand), AtHand.read, collect=tuple
    )
    examples = FigureField("How many good examples could you show it?", "Examples", COUNT)
    brief_voice = brief_field("How you sound", "Voice", "Short sentences, friendly, no jargon.")
    brief_audience = brief_field("Who reads or sees it", "Audience", "Hobby gardeners over 40.")
    brief_must = brief_field("What must be in it", "Must", "Size, material, delivery time.")
    brief_never = brief_field("What must never be in it", "Never", "Promises about health.")
    brief_examples = brief_field(
        "One or two good examples", "Shown", "Leave out names and addresses."
    )

    @override
    def adapt(self) -> None:
        moot = self._moot()
        for name in ("fears", "at_hand"):
            field = self.field(name, ChipsField)
            field.choices = tuple(row for row in field.choices if row.value not in moot)

    def _moot(self) -> set[Word]:
        """Return what cannot be meant where nothing is drawn, spoken or written."""
        cases = [self.situation.cases[job.key] for job in self.situation.open_jobs]
        media = {part.medium for case in cases for part in case.parts}
        branches = (
            (DRAWN, OF_PICTURES),
            ({Medium.SPEECH}, OF_VOICES),
            ({*LANGUAGE_MEDIA}, OF_WORDS),
        )
        return {word for made, words in branches if media.isdisjoint(made) for word in words}

    @property
    @override
    def filling(self) -> Values:
        filling = dict(super().filling)
        brief = {name: filling.pop(name) for name in [*filling] if name.startswith(BRIEF)}
        return filling | {
            "brief": Brief(**{name.removeprefix(BRIEF): row for name, row in brief.items()})
        }


class TunePage(PlanPageForm):
    key, step = "tune", Step.TUNE
    title = "What worries you, and what do you have?"
    why = "Each trouble has its own cure. Most need better instructions, not a trained model."
    of_job = TuneOfJob
    of_all = TuneForm
