"""What is agreed before a pilot: its targets, the rule, the risks, and how many trials settle each target."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.vocabulary import Word
from wizard.pilot.statistics import MISSED, WRONG_YES, trials_for_mean, trials_for_share

USABLE = 1  # of the three marks 0, 1, 2: from here on a result can be used
HUNDRED = Decimal(100)


class TargetSlug(Word):
    """What a target is about, and in which unit its figures are."""

    ACCEPTED = "accepted", "Accepted"  # of 100 results
    MINUTES = "minutes", "Time"  # minutes of a person a result
    USD = "usd", "Cost"  # US dollars an accepted result: fees, and minutes at the wage


class Rule(Word):
    """What of several targets has to hold for a go."""

    ALL = "all", "Every target must be met"
    NONE = "none", "The main target must be met, and no other missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One target as it was agreed. All figures are in the unit of its slug; a share is of 100."""

    slug: TargetSlug
    threshold: Decimal
    at_most: bool
    worth_having: Decimal  # the smallest step beyond the threshold that is worth telling from it
    primary: bool = False
    baseline: Decimal | None = None  # today's figure
    spread: Decimal | None = None  # by how much single results stray: a standard deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed before the first trial."""

    goals: tuple[Goal, ...]
    rule: Rule = Rule.ALL
    wrong_yes: Decimal = Decimal(str(WRONG_YES))  # the risk of a go although a target is missed
    missed: Decimal = Decimal(str(MISSED))  # the risk of no go although the figures are better by what is worth having
    trials: int  # when the trials are looked at first
    usd_per_minute: Decimal | None = None  # what a minute of a person costs; None counts fees alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One result of the pilot; None is not measured."""

    number: int
    model: str = ""
    accepted: bool | None = None
    ratings: tuple[int, ...] = ()  # 0 to 2, one a rater; they say whether it was accepted where `accepted` does not
    minutes: Decimal | None = None
    usd: Decimal | None = None  # model fees

    @property
    def usable(self) -> bool | None:
        """Return whether it was accepted: as was said, or where every rater could use it."""
        if self.accepted is None and self.ratings:
            return min(self.ratings) >= USABLE
        return self.accepted


def trials_needed(goal: Goal, terms: Terms) -> int:
    """Return the trials that settle one target at the stated risks. Raises ValueError where none ever do."""
    risks = float(terms.wrong_yes), float(terms.missed)
    if goal.slug is TargetSlug.ACCEPTED:
        threshold, worth = float(goal.threshold / HUNDRED), float(goal.worth_having / HUNDRED)
        return trials_for_share(threshold, min(threshold + worth, 1.0), *risks)
    spread = goal.spread if goal.spread is not None else goal.threshold * 2 / 5
    return trials_for_mean(float(spread), float(goal.worth_having), *risks)
