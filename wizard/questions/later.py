"""What is asked on the plan: another tool, the first day, what shapes instructions, daily work."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, override

from django.core.exceptions import ValidationError

from catalog.formatting import format_rough_money
from catalog.parsing import Bounds
from catalog.vocabulary import LANGUAGE_MEDIA, Medium, Word
from wizard.decision.answers import Answers, Brief, OwnChoice
from wizard.decision.costs import Priced
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import AtHand, Country, Joining, Symptom
from wizard.questions.fields import (
    ChipField,
    ChipsField,
    Choice,
    DayField,
    FigureField,
    MoneyField,
    OwnWordsField,
    labels_of,
)
from wizard.questions.flow import Step
from wizard.questions.forms import PageForm, QuestionsForm, Values
from wizard.questions.tools import ToolField, name_of_tool

MOST_OFFERED = 4  # tools to take in place of the advised one


class PlanPageForm(PageForm):
    """A page on the plan. A plan is made without it."""

    on_plan = True


# ------------------------------------------------------------------------- step 2, the model


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


# -------------------------------------------------------------------------- step 3, the pilot


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


# --------------------------------------------------------------------------- step 4, tuning

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


# ------------------------------------------------------------------------ step 5, daily work


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
