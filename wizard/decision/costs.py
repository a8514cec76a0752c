"""Costs: C = paid + hours · wage + N · w · L, in US dollars a month (METHOD §3).

Where a job is done once, the sum is for the whole job.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from wizard.decision.guesses import Guesses
from wizard.decision.measured import TrialLook, TrialResult
from wizard.decision.options import Option
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Stakes


class Priced(Struct, frozen=True, kw_only=True, dict=True):  # what ranks it is added up once
    """An option with its cost for one job, by part."""

    option: Option
    paid_usd: float  # without connecting
    connecting_usd: float  # the part of connecting that is counted
    hours: float  # reading, pasting, care and learning
    work_usd: float  # those hours at the owner's wage
    wrong: float  # share of results that have to be done again, 0 to 1
    corrections_usd: float  # of wrong words in transcripts
    wrong_usd: float  # what the wrong ones cost

    @property
    def bill_usd(self) -> float:
        """Return what is paid, with connecting."""
        return self.paid_usd + self.connecting_usd

    @property
    def time_usd(self) -> float:
        """Return what people's time costs, without doing again."""
        return self.work_usd + self.corrections_usd

    @property
    def sure_usd(self) -> float:
        """Return money and hours, without what mistakes cost."""
        return self.paid_usd + self.connecting_usd + self.work_usd + self.corrections_usd

    @cached_property
    def total_usd(self) -> float:
        """Return C: the lowest wins."""
        return self.sure_usd + self.wrong_usd

    @cached_property
    def rank(self) -> tuple[float, str]:
        """Return a key that sorts the cheapest first, equal ones by name, for a stable order."""
        return round(self.total_usd, 6), self.option.key


@dataclass(frozen=True, kw_only=True)  # without slots: what follows from the job is worked out once
class Mistakes:
    """How often results of one job are wrong, and what that costs: by our guess, or by a test."""

    work: Work
    guesses: Guesses
    best: float | None = None  # the highest log-odds among the options that may be used
    middle: float | None = None  # their median, for which one counts that nobody measured
    results: Mapping[str, TrialResult] = field(default_factory=dict)  # of tests, by tool
    yardstick: str = ""  # the tested tool that was the cheapest before: the untried follow it
    shift: float = 0.0  # log-odds by which its test moved it, and so the options that nobody tried
    # Log-odds by which daily use moved what is used. It tells of the work too, so all others move
    # alike: on other cases nobody can say which of two is better.
    use_shift: float = 0.0

    @property
    def reading_part(self) -> float:
        """Return which part of the minutes by hand one review takes, before a test measured it."""
        read = self.work.reading_part
        return self.guesses.reading_part if read is None else read

    def wrong(self, option: Option) -> float:
        """Return the share of results that have to be done again, by guess or by test.

        It is a guess until the owner's test counts as more, and daily use beside that.
        """
        result = self.results.get(option.tool)
        if result is not None and result.months:
            return self._counted_wrong(result.looks[-1])
        tested = self.wrong_at_test(option)
        return expit(logit(tested) + self.use_shift) if self.use_shift else tested

    def wrong_at_test(self, option: Option) -> float:
        """Return the same without what daily use counted.

        w = expit(logit of the best's share + slope · (best − θ)); a test with `cases` replaces it
        by (redone + 2) / (cases + 10), in which our guess counts as ten cases.
        """
        result = self.results.get(option.tool)
        if result is None:
            return self._guessed_wrong(option)
        return self._counted_wrong(result.looks_at_test[-1])

    def _counted_wrong(self, look: TrialLook) -> float:
        prior = self.guesses.prior_cases
        return (look.redone + self._wrong_of_best * prior) / (look.cases + prior)

    def _guessed_wrong(self, option: Option) -> float:
        own = option.strength.log_odds if option.strength is not None else self.middle
        behind = 0.0
        if own is not None and self.best is not None:
            behind = max(self.best - own, 0.0)
        return expit(logit(self._wrong_of_best) + self.guesses.slope * behind + self.shift)

    @cached_property
    def _wrong_of_best(self) -> float:
        guesses = self.guesses
        if self.work.people_wrong is not None:
            return self.work.people_wrong * guesses.wrong_times_people
        return guesses.wrong_of_best_agent if self.work.agent else guesses.wrong_of_best

    def loss_usd(self, option: Option) -> float:
        """Return L, the cost of one wrong result: redone if noticed, else now and then damage."""
        unnoticed = 1 - self.noticed
        return self.noticed * self.redo_usd + unnoticed * self.damaging(option) * self.damage_usd

    @cached_property
    def noticed(self) -> float:
        """Return the share of wrong results that a reader notices."""
        return self.guesses.noticed * self.guesses.read_part[self.work.reviewed]

    @cached_property
    def redo_usd(self) -> float:
        """Return what doing one result again costs (R): at most its wages and its worth.

        The wages are those that people take for one result.

        Who went through more than usual of the source to check it has done a part of that.
        """
        work = self.work
        left = (1 - self.reading_part) / (1 - self.guesses.reading_part)
        once_more = min(left, 1.0) * work.minutes_by_hand * work.wage_usd / 60
        hands_usd = work.people * self.guesses.month_hours * work.months * work.wage_usd
        limits = [once_more, hands_usd / work.results]
        if work.worth_usd is not None:
            limits.append(work.worth_usd)
        return min(limits)

    @cached_property
    def damage_is_typed(self) -> bool:
        """Return whether the owner said what a bad slip costs.

        Nobody is asked what an injury costs.
        """
        is_asked_for = self.work.stakes in {Stakes.MONEY, Stakes.LAW}
        return is_asked_for and self.work.damage_usd is not None

    @cached_property
    def damage_usd(self) -> float:
        """Return D, what one bad slip costs.

        For law and health it depends on nothing that the firm is or earns.
        """
        work, guesses = self.work, self.guesses
        if work.damage_usd is not None and self.damage_is_typed:
            return work.damage_usd
        if work.stakes.severe:
            return guesses.severe_damage_usd * guesses.damage_factor
        usual = guesses.damage_times(work.stakes) * self.redo_usd
        return min(usual, guesses.most_damage_usd) * guesses.damage_factor

    def damaging(self, option: Option) -> float:
        """Return the share of unnoticed wrong results that do damage: 0.1 until a test counted.

        A test makes it (slipped + 1) / (redone · (1 − noticed) + 10); at law and hurt never below
        0.02.
        """
        guesses = self.guesses
        result = self.results.get(option.tool) or self.results.get(self.yardstick)
        if result is None:
            return guesses.damaging
        unnoticed = result.redone * (1 - guesses.noticed)
        prior = guesses.damaging * guesses.prior_cases
        share = (result.slipped + prior) / (unnoticed + guesses.prior_cases)
        return max(share, guesses.least_damaging_at_law) if self.work.stakes.severe else share


@dataclass(frozen=True, kw_only=True)
class Costing(Mistakes):
    """How options are priced for one job: the owner's figures, our guesses, a test's counts."""

    def price(self, option: Option) -> Priced:
        """Return the cost of an option for the job."""
        work = self.work
        wrong = self.wrong(option)
        hours = self.hours(option)
        return Priced(
            option=option,
            paid_usd=self.paid_usd(option),
            connecting_usd=option.connecting_usd / work.spread,
            hours=hours,
            work_usd=hours * work.wage_usd,
            wrong=wrong,
            corrections_usd=self._corrections_usd(option),
            wrong_usd=work.results * wrong * self.loss_usd(option),
        )

    def paid_usd(self, option: Option) -> float:
        """Return what is paid for the results; of one, the fee that was counted, if any."""
        fee_usd = self._counted_fee_usd(option)
        if fee_usd is not None:
            option = replace(option, result_usd=fee_usd)
        return paid_usd(option, self.work.results)

    def _counted_fee_usd(self, option: Option) -> float | None:
        """Return what one result was paid: by a month's bill, else in the test; None if unknown.

        A bill tells that only where nothing else is paid, and none is free.
        """
        result = self.results.get(option.tool)
        if result is None:
            return None
        of_month = result.month_fee_usd if option.is_paid_by_result else None
        of_case = result.fee_usd if of_month is None else of_month
        return None if of_case is None else of_case * self.work.parts_in_one

    def hours(self, option: Option) -> float:
        """Return the hours of people: reading, pasting, care, learning."""
        minutes = self.reading_minutes(option)
        if option.pasting:
            minutes += self.guesses.pasting_minutes
        hours = self.work.results * minutes / 60 + option.care_hours
        return hours + self.learning_hours(option)

    def reading_minutes(self, option: Option) -> float:
        """Return the minutes of reading that fall on one result, on average over all.

        What the owner's test measured counts beside our guess, which weighs as much as ten results.
        """
        guess = self.reading_part * self.work.minutes_by_hand
        read = self.guesses.read_part[self.work.reviewed]
        result = self.results.get(option.tool)
        if result is None or not result.timed:
            return guess * read
        prior = self.guesses.prior_cases
        read_minutes = result.reading_minutes * self.work.parts_in_one  # a test times its cases
        measured = read_minutes * result.timed + guess * prior
        return measured / (result.timed + prior) * read

    def learning_hours(self, option: Option) -> float:
        """Return the hours of learning that are counted; 0 for what is paid or inside already."""
        if option.is_there:
            return 0.0
        return self.guesses.learning_hours * option.learners / self.work.spread

    @property
    def hours_at_best(self) -> float:
        """Return how long people read, and do again what they notice, with the best there may be.

        Nothing is named yet.
        """
        work = self.work
        read = work.hours_by_hand * self.reading_part * self.guesses.read_part[work.reviewed]
        redone_usd = work.results * self._wrong_of_best * self.noticed * self.redo_usd
        return read + redone_usd / work.wage_usd

    @cached_property
    def by_hand_usd(self) -> float:
        """Return the job's cost today, or its results' worth where nobody could do it by hand."""
        work = self.work
        if work.worth_usd is not None and work.beyond_hands(self.guesses):
            return work.results * work.worth_usd
        return work.usd_by_hand

    @property
    def is_worth_unsaid(self) -> bool:
        """Return whether nobody could do it by hand, and nobody said what one result is worth."""
        return self.work.worth_usd is None and self.work.beyond_hands(self.guesses)

    def _corrections_usd(self, option: Option) -> float:
        """Return what correcting wrong words costs, where speech becomes text."""
        strength = option.strength
        if strength is None or strength.wrong_words is None:
            return 0.0
        words = self.work.results * self.work.spoken_words * strength.wrong_words
        return words * self.guesses.correcting_seconds / 3600 * self.work.wage_usd


def paid_usd(option: Option, results: float) -> float:
    """Return what is paid for so many results, without connecting.

    Of what is paid for already, only what goes beyond counts.
    """
    beyond = max(results - option.included, 0.0)
    fixed = 0.0 if option.paid else option.seats_usd
    return fixed + beyond * option.result_usd + results * option.each_usd


def usd_with_ai(priced: Priced, costing: Costing) -> float:
    """Return what a job costs with an option, to hold against the cost by hand.

    What slips past a reader stands on neither side: people err too, and nobody counted either. What
    nobody reads is counted, else the plan that reads least would look the cheapest.
    """
    redone_usd = costing.work.results * priced.wrong * costing.noticed * costing.redo_usd
    return priced.sure_usd + redone_usd + unread_usd(priced, costing)


def unread_usd(priced: Priced, costing: Costing) -> float:
    """Return the cost of mistakes that a reader of every result would notice; 0 if all are read."""
    if not (costing.damage_is_typed or costing.work.stakes is Stakes.NUISANCE):
        return 0.0  # our guess of the damage is too bold to be held against the work by hand
    unread = costing.guesses.noticed - costing.noticed
    damage_usd = costing.damaging(priced.option) * costing.damage_usd
    return costing.work.results * priced.wrong * unread * damage_usd


def best_of(options: Iterable[Option]) -> float | None:
    """Return the highest log-odds of the options that may be named; None if none was measured."""
    return max(_measured(options), default=None)


def middle_of(options: Iterable[Option]) -> float | None:
    """Return the median log-odds of the options that may be named; None if none was measured."""
    measured = _measured(options)
    return median(measured) if measured else None


def _measured(options: Iterable[Option]) -> list[float]:
    return [
        option.strength.log_odds
        for option in options
        if option.strength is not None and not option.challenger_only
    ]


def logit(share: float) -> float:
    """Return the log-odds of a share between 0 and 1."""
    return log(share / (1 - share))


def expit(log_odds: float) -> float:
    """Return the share that has these log-odds."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    return exp(log_odds) / (1 + exp(log_odds))
