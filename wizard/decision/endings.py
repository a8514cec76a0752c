"""How the question of one job ends: a class for each ending, with only the fields that it has.

`isinstance` tells endings apart, `match` best of all. Whoever words them finds the sentence by the
class; nothing here holds text. Money is in US dollars and hours are of people, both of a month, or
of all there is where the job is done once (`JobDecision.work` says which).
"""

import re
from dataclasses import dataclass, replace

from wizard.decision.costs import Priced
from wizard.decision.guesses import GUESSES
from wizard.decision.options import NO_OPTION, Option
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Certainty, Condition, DecidesOn, SparingSeen, Unknown, WhyTry

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the question of one job ends."""

    job: str  # key of the job


# --------------------------------------------------------------------- what endings are made of


@dataclass(frozen=True, slots=True, kw_only=True)
class CostComparison:
    """An option beside the work by hand.

    What slips past a reader stands on neither side, since people err too.
    """

    option: Priced
    by_hand_usd: float  # or what the results are worth, where nobody could do it by hand
    with_ai_usd: (
        float  # paid, hours, and what has to be done again; what other jobs pay is left out
    )
    hours_by_hand: float  # 0 where nobody knows how long one takes
    hours_with_ai: float  # reading, pasting, care, learning, correcting, and doing again
    unread_usd: float = 0.0  # of that: mistakes that slip because not every result is read
    # The same while everybody reads, until the test has passed; None where the owner's way of
    # reading holds from the first day.
    while_read: "CostComparison | None" = None

    def lasting(self, *, once: bool) -> "CostComparison":
        """Return what the months after the test are like: read as the owner wants to read it.

        What is done once is over before a test allows to read less of it.
        """
        return self.while_read if once and self.while_read is not None else self

    @property
    def is_near(self) -> bool:
        """Return whether the work by hand costs no less than three quarters of it."""
        return self.by_hand_usd >= self.with_ai_usd * (1 - GUESSES.even_band)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparing:
    """A dearer option beside the one named first: what it must spare to be worth its price."""

    option: Priced  # the dearer
    cheaper: Priced
    more_usd: float  # paid and hours, above 0
    # That it must spare from being done again; None where doing one again costs nothing.
    results: float | None
    visible: float | None  # the least difference that a month of both shows; None: not all are read
    seen: SparingSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What is named, what is tried beside it, how sure that is, and when the test stops."""

    first: Priced
    second: Priced | None  # None where nothing else may be tried
    certainty: Certainty
    stop: StopRule
    passes: float  # the chance that the first passes its own test, as far as we can guess; 0 to 1
    # First against second, whichever is dearer; then the best measured one that costs still more.
    sparing: tuple[Sparing, ...] = ()
    # What is sold by the year is tried in this, of the same maker, before a year is paid, and what
    # is sold by the month in what is free and too small; None: in nothing that is on file, so that
    # a month is paid, or the seller asked for a trial.
    tried_in: Priced | None = None
    # Where the firm turns out to have a smaller plan than is named: what costs less than a larger.
    otherwise: Priced | None = None

    @property
    def is_bought_by_the_year(self) -> bool:
        return Condition.PAID_BY_THE_YEAR in self.first.option.conditions

    @property
    def of_both(self) -> tuple[Sparing, ...]:
        """Return what the dearer of the two that are named must spare; none if it stands alone."""
        both = ((self.first, self.second), (self.second, self.first))
        return tuple(row for row in self.sparing if (row.option, row.cheaper) in both)

    @property
    def alternative(self) -> Priced | None:
        """Return what may be named instead.

        It comes by a test that can show it, once its seller answers, or because it is paid for.
        """
        if self.second is None or self.second.option.unknowns or self.second.option.declared:
            return self.second
        is_shown = all(row.seen is SparingSeen.SHOWS for row in self.of_both)
        return self.second if is_shown else None

    @property
    def challenger(self) -> Priced | None:
        """Return what the test compares with the first.

        No case goes to a seller who has to answer.
        """
        other = self.alternative
        return None if other is None or other.option.unknowns else other


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """An app of the right kind, or its plan, whose price nobody states.

    It holds all that its seller has to be asked.
    """

    app: str  # slug
    plan: str = ""  # slug of the plan that is sold on request; empty: the app as a whole
    questions: tuple[Unknown, ...]


# ------------------------------------------------------------------------- nothing is to be bought


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack(Ending):
    """The owner named everything at once, and is asked which one task takes most of the hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool(Ending):
    """Not a job for generative AI, or not without a lawyer; the row of advice says what does it."""

    decides_on: DecidesOn  # the gravest that holds
    certain: bool  # False: words only hint at it, and the owner is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingPasses(Ending):
    """No option may be named."""

    # The answer whose requirement, given up alone, lets something pass: a field of `Answers` or
    # `Job`. Empty: giving up no single one does.
    relaxed: str = ""
    passes: Priced | None = None  # what then passes; None where `relaxed` is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveIt(Ending):
    """By hand costs less than three quarters of it, or it may hurt somebody.

    The second means: before a person can release it.
    """

    comparison: CostComparison  # of the cheapest
    is_dangerous: bool = False  # then no price changes it


@dataclass(frozen=True, slots=True, kw_only=True)
class OverLimit(Ending):
    """Nothing that may be named is within the limit, alone or beside the firm's other jobs."""

    comparison: CostComparison  # of the cheapest


# --------------------------------------------------------------------------- something is advised


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised(Ending):
    """An option is named and tested, beside another where there is one."""

    comparison: CostComparison  # of the one named first
    recommendation: Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class AsDear(Advised):
    """It costs about what it costs by hand, within a quarter either way: try it where it hurts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook(Advised):
    """Whoever checks goes through all of it again, so no hour is saved.

    What one misses costs more than the tool.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Advised):
    """A developer has to set it up, and the firm has none: one is hired for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFirst(Advised):
    """The seller has to answer one or two questions before anything goes in."""

    questions: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseWhatYouHave(Advised):
    """The firm pays for it already. What is not stated of it stands in `Option.conditions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWith(Advised):
    """The cheaper of two is named first.

    Only votes speak for the dearer, which is tried beside it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Try(Advised):
    """Nobody measured it, or nobody says what is inside.

    Both are tested, and none is called the best.
    """

    why: WhyTry


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Advised):
    """One option passes every requirement and costs least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromList(Ending):
    """A list has the right answer. AI only words it, and a person signs."""

    # How the wording would end by itself; None where nothing may be named or it does not pay, so
    # that a person words it.
    wording: Advised | None


def called(name: str) -> str:
    """Return what an ending is called by its class, as its sentences are: “use-what-you-have”."""
    return CAPITAL.sub("-", name).lower()


def advised_of(ending: Ending) -> Advised | None:
    """Return the ending if it names something; a `FromList` gives its wording. Else None."""
    advised = ending.wording if isinstance(ending, FromList) else ending
    return advised if isinstance(advised, Advised) else None


def with_recommendation(ending: Ending, recommendation: Recommendation) -> Ending:
    """Return an ending that names something, with another recommendation."""
    match ending:
        case FromList(wording=Advised() as wording):
            return replace(ending, wording=replace(wording, recommendation=recommendation))
        case Advised():
            return replace(ending, recommendation=recommendation)
    return ending


def first_of(ending: Ending) -> Priced | None:
    """Return what an ending names first; None where it names nothing."""
    advised = advised_of(ending)
    return advised.recommendation.first if advised is not None else None


def option_of(ending: Ending) -> Option:
    """Return the option that is named first; one without a tool where nothing is."""
    first = first_of(ending)
    return first.option if first is not None else NO_OPTION
