"""Every constant that is ours: its value, why, and what it is called where people read it.

A guess that moves names is asked of the owner or counted by the owner's test; the method page
prints this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.decision.vocabulary import BuiltInto, Review, Stakes

LEAST_PART_OF_CONNECTING = 0.25  # ours: a good developer earns more than the usual wage anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipGuesses:
    """How often results are wrong, who notices, and what those cost that nobody notices."""

    # Of 100 results of the best option so many have to be done again: between forms, where one in
    # ten is wrong, and agents, where four in ten are.
    wrong_of_best: float = 0.2
    # Agents that change code: with the tests of their trade four in ten fail at the best.
    wrong_of_best_agent: float = 0.4
    # Against one true answer the best option errs so many times as often as people do.
    wrong_times_people: float = 1.0
    # How far a difference on the board carries over to the owner's work, log-odds to log-odds:
    # half of the correlation with second tests.
    slope: float = 0.25
    # Of wrong results a reader notices so many: proofreaders find 66 to 81 of 100.
    noticed: float = 0.7
    # Of the wrong ones that nobody notices so many do the damage; the pilot counts it.
    damaging: float = 0.1
    least_damaging_at_law: float = 0.02
    # What one bad slip costs, in times of doing the work once more: mending a booked invoice takes
    # five to ten times its keying.
    nuisance_times: float = 2.0
    money_times: float = 50.0
    most_damage_usd: float = 5_000.0
    severe_damage_usd: float = 5_000.0
    damage_factor: float = 1.0

    def damage_times(self, stakes: Stakes) -> float:
        """Return the cost of one bad slip as a multiple of the work.

        It is for stakes where nobody could be hurt or sued.
        """
        return self.nuisance_times if stakes is Stakes.NUISANCE else self.money_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses(SlipGuesses):
    """The constants of one decision. Sensitivity replaces one of them and decides again."""

    # Review one result, as a part of making it by hand.
    reading_part: float = 0.3
    read_part: Mapping[Review, float] = field(
        default_factory=lambda: {Review.EVERY: 1.0, Review.SAMPLE: 0.1, Review.NOBODY: 0.0}
    )
    pasting_minutes: float = 1.0
    learning_hours: float = 4.0
    correcting_seconds: float = 5.0  # of one wrong word in a transcript
    wage_usd: float = 25.0
    month_hours: float = 160.0  # of one person
    # Below three quarters of the cost by hand it pays; within a quarter either way nobody can say.
    even_band: float = 0.25
    # A difference of votes is worth a test, which costs a day; more than that a month is asked
    # first.
    day_hours: float = 8.0
    beyond_hands: float = 1.5  # times what the people could do in a month: nobody could by hand
    most_reading_hours: float = 80.0  # of one person in a month
    # Building a model in, once, by what it is built into, at the usual wage: where an hour costs
    # less, so does a developer's.
    connecting_usd: Mapping[BuiltInto, float] = field(
        default_factory=lambda: {
            BuiltInto.INSTALLED: 300.0,
            BuiltInto.SCRIPT: 2_500.0,
            BuiltInto.SYSTEM: 10_000.0,
        }
    )
    # Hours a month in which somebody looks after what is built in, by what it is built into.
    upkeep_hours: Mapping[BuiltInto, float] = field(
        default_factory=lambda: {
            BuiltInto.INSTALLED: 0.0,
            BuiltInto.SCRIPT: 1.0,
            BuiltInto.SYSTEM: 4.0,
        }
    )
    prior_cases: float = 10.0  # our guess counts as so many cases of a test

    def connecting(self, into: BuiltInto, wage_usd: float) -> float:
        """Return what building a model in costs, in US dollars.

        It is less where an hour costs less than usual.
        """
        part = min(max(wage_usd / self.wage_usd, LEAST_PART_OF_CONNECTING), 1.0)
        return self.connecting_usd[into] * part


GUESSES = Guesses()
MONTHS_A_YEAR = 12
