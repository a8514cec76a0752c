"""What happens if a result is wrong, and who reads it before."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import override

from catalog.formatting import format_rough_money
from catalog.parsing import Bounds
from wizard.decision.costs import Costing
from wizard.decision.guesses import GUESSES
from wizard.decision.vocabulary import Review, Stakes
from wizard.questions.fields import (
    AmountChipsField,
    ChipField,
    OwnWordsField,
    labels_of,
)
from wizard.questions.flow import Step, UsualAnswer
from wizard.questions.forms import PageForm, QuestionsForm, Values, usual_of


class MistakesOfJob(QuestionsForm):
    stakes = ChipField(
        "If one is wrong …",
        "If one is wrong",
        labels_of(
            Stakes,
            {
                Stakes.NUISANCE: "You see it and do it again.",
                Stakes.MONEY: "A wrong price, a lost order.",
                Stakes.LAW: "A person then approves every result.",
                Stakes.HURT: "Health, allergies, safety. A person then approves every result.",
            },
        ),
        Stakes.read,
    )
    damage_usd = AmountChipsField(
        "What does one bad mistake cost?",
        "A bad mistake costs",
        Bounds("the cost of a bad mistake", "500", most=Decimal(1_000_000)),
        hint="One that nobody noticed in time.",
        amounts=(50, 250, 1_000, 5_000),
        zero="A mistake that costs nothing is a nuisance: pick that above, or write an amount",
        when="when-costly",
    )
    review = ChipField(
        "Who reads a result before it is used?",
        "Who reads it",
        labels_of(
            Review,
            {
                Review.EVERY: "Finds about 7 of 10 mistakes.",
                Review.SAMPLE: "Finds fewer than 1 of 10 mistakes.",
                Review.NOBODY: "Only after a longer test.",
            },
        ),
        Review.read,
        when="when-mild",
    )
    worst = OwnWordsField(
        "What is the worst that could happen?",
        "The worst",
        hint="In your own words. The plan quotes them, and says what to do against it.",
        most=200,
    )

    @override
    def adapt(self) -> None:
        rows = ((Stakes.MONEY, "for money"), (Stakes.LAW, "for the law"))
        guesses = [(self._guessed(stakes), words) for stakes, words in rows]
        self.field("damage_usd", AmountChipsField).guess = ", ".join(
            f"{format_rough_money(usd, self.rate)} {words}" for usd, words in guesses if usd
        )

    def _guessed(self, stakes: Stakes) -> float:
        work = replace(self.case.work, stakes=stakes, damage_usd=None)
        return Costing(work=work, guesses=GUESSES).damage_usd

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        work = self.case.work
        return {
            "stakes": usual_of(work.stakes),
            "damage_usd": UsualAnswer(values=("",), filled_in=not self.is_row),
            "review": usual_of(work.review),
        }

    @override
    def is_asked(self, name: str, values: Values) -> bool:
        stakes = values.get("stakes") or Stakes.MONEY
        if name == "damage_usd":
            return stakes in {Stakes.MONEY, Stakes.LAW}
        return name != "review" or not stakes.severe


class MistakesPage(PageForm):
    key, step = "mistakes", Step.GOAL
    title = "What happens if one is wrong?"
    why = "No AI is always right. Your answer decides how careful the plan is."
    of_job = MistakesOfJob
