"""The owner's test: how many cases, when it stops, and what a test of that size can see (METHOD §6)."""

from dataclasses import dataclass, replace
from math import ceil, comb, floor, inf, sqrt

from wizard.decision.costs import Costing, Priced
from wizard.decision.measured import TrialLook
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Review, Stakes

# Two-sided 5 % error, 80 % power, the month divided between two options:
# 2 · (1.96 + 0.84) standard errors.
SEEN_ERRORS = 5.6
# A test may go on with as many cases again, and once more. The risk of a wrong "95 % sure" is
# divided among that many looks; whoever fails one of them is out.
MOST_LOOKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """How many cases are tried, and what ends the test."""

    cases: int
    most_redone: int  # more than so many to be done again ends it
    most_slipped: (
        int | None
    )  # more than so many bad ones past the reader; None: shown, ends nothing
    # So many of the cases a second person reads too; at money of those that the first passed.
    second_reads: int = 0
    same_person: bool = False  # the firm is one person, who reads again a week later
    # Of the cases, done again and past the reader together: above it everybody goes on reading.
    # None: who reads is as the owner said from the first day.
    most_wrong: int | None = None

    def fails(self, *, redone: int, slipped: int) -> bool:
        """Return whether these counts end the test."""
        too_many_slipped = self.most_slipped is not None and slipped > self.most_slipped
        return redone > self.most_redone or too_many_slipped

    def failed_at(self, look: TrialLook) -> bool:
        """Return whether a look ended the test. Between two full sets of cases only what is sure to end it does."""
        rule = self.for_look(look)
        return rule.fails(redone=look.redone, slipped=look.slipped)

    def for_look(self, look: TrialLook) -> "StopRule":
        """Return the rule for the set of cases that is full next, or just now."""
        sets = max(ceil(look.cases / self.cases), 1)
        return self.for_cases(sets * self.cases)

    def goes_unread(self, look: TrialLook) -> bool:
        """Return whether so few were wrong that from now on fewer than all may be read."""
        if self.most_wrong is None:
            return True
        wrong = look.redone + look.slipped
        return look.cases >= self.cases and wrong * self.cases <= self.most_wrong * look.cases

    def for_cases(self, cases: int) -> "StopRule":
        """Return the rule for more or fewer cases, as strict in its shares."""
        return replace(
            self,
            cases=cases,
            most_redone=round(self.most_redone * cases / self.cases),
            most_slipped=_share(self.most_slipped, cases, self.cases),
            second_reads=min(self.second_reads, cases),
            most_wrong=_share(self.most_wrong, cases, self.cases),
        )


def _share(most: int | None, cases: int, of: int) -> int | None:
    return None if most is None else floor(most * cases / of)


# A second person reads what the first has passed, and the first bad one ends the test: where all
# pass that may, no slip is known of.
SECOND_READS = 10
SECOND_READS_WHERE_MUCH = 20
SECOND_READS_WHERE_DEAR = 30
DEAR_USD = 1_000.0  # ours: of one bad slip, as typed
NUISANCE = StopRule(cases=15, most_redone=6, most_slipped=None)
MONEY = StopRule(cases=30, most_redone=11, most_slipped=0, second_reads=SECOND_READS)
MUCH_MONEY = StopRule(
    cases=100, most_redone=30, most_slipped=0, second_reads=SECOND_READS_WHERE_MUCH
)
SEVERE = StopRule(cases=30, most_redone=11, most_slipped=0, second_reads=30)
MUCH_FROM_RESULTS = 1_000  # a month
VERY_MUCH_FROM_RESULTS = 10_000
AGENT_REDONE_PART = (
    0.6  # agents in code: so many may have to be done again, where others have a third
)
# Ours: before fewer than all are read, of 100 at most 10 were wrong; where that costs money, 2.
UNREAD = replace(MUCH_MONEY, most_wrong=10)
MOST_UNREAD_AT_MONEY = 2
MOST_UNREAD_OF_FEW = 1  # of 15, at a nuisance
# Results that are held against one true answer: against so many finished cases, and at most so many
# times as many wrong as people get wrong themselves.
SETTLED_CASES = 100
SETTLED_CASES_WHERE_MUCH = 300
MOST_TIMES_PEOPLE = 2
MOST_OF_ALL = 3  # of what is done once at most a third is tried
LEAST_CASES = 2
# What people rework is tried for as long as two months hold; finished cases of five: reading them
# takes three tenths of making them, and the test is then paid back in a few months.
MONTHS_OF_DRAFTS = 2
MONTHS_OF_FINISHED = 5
# Ours: of long ones so few that people could make them in two days, or in a quarter of a month's work.
DAYS_OF_HANDS = 16.0  # hours
PART_OF_A_MONTH = 0.25
LEAST_LONG_CASES = 3


def stop_rule(work: Work) -> StopRule:
    """Return the size of the owner's test and what ends it."""
    rule = _of_drafts(work) if work.people_wrong is None else _against_answers(work)
    most = min(rule.cases, _at_hand(work), _worth_the_hours(work))
    rule = rule.for_cases(max(LEAST_CASES, floor(most)))
    if work.agent:
        rule = replace(rule, most_redone=floor(AGENT_REDONE_PART * rule.cases))
    return replace(rule, same_person=work.people == 1 and rule.second_reads > 0)


def _at_hand(work: Work) -> int:
    """Return how many cases there are to try: a third of what is done once, else those of a few months.

    Of a batch each piece is a case.
    """
    pieces = floor(work.results * max(work.pieces, 1))
    if work.once:
        return floor(pieces / MOST_OF_ALL)
    months = MONTHS_OF_DRAFTS if work.people_wrong is None else MONTHS_OF_FINISHED
    return months * pieces


def _worth_the_hours(work: Work) -> float:
    """Return how many long drafts are worth to be tried, each of which holds many statements.

    Before anybody reads less, that is not spared.
    """
    hours_of_one = work.minutes_by_hand / 60 / max(work.pieces, 1)
    is_read = work.reviewed is Review.EVERY
    if hours_of_one <= 0 or work.people_wrong is not None or not is_read:
        return inf
    hours = max(DAYS_OF_HANDS, PART_OF_A_MONTH * work.hours_by_hand)
    return max(hours / hours_of_one, LEAST_LONG_CASES)


def _against_answers(work: Work) -> StopRule:
    """Return the rule for results that are right or wrong: few may be wrong, held against what people get wrong."""
    pieces = work.results * max(work.pieces, 1)
    is_much = pieces >= MUCH_FROM_RESULTS and work.stakes is not Stakes.NUISANCE and not work.once
    cases = SETTLED_CASES_WHERE_MUCH if is_much else SETTLED_CASES
    most = round(MOST_TIMES_PEOPLE * (work.people_wrong or 0.0) * cases)
    rule = replace(_of_drafts(work).for_cases(cases), most_redone=most)
    if work.stakes.severe:
        return replace(rule, second_reads=SECOND_READS_WHERE_DEAR)
    if rule.most_wrong is None:
        return rule
    return replace(rule, most_wrong=min(rule.most_wrong, most))


def _of_drafts(work: Work) -> StopRule:
    """Return the rule for what people rework: too many, and it saves nothing."""
    if work.stakes.severe:
        return SEVERE
    is_much = work.results >= MUCH_FROM_RESULTS
    is_unread = work.reviewed is not Review.EVERY
    if work.stakes is Stakes.NUISANCE and not (is_much and is_unread):
        return replace(NUISANCE, most_wrong=MOST_UNREAD_OF_FEW) if is_unread else NUISANCE
    if is_unread:
        is_very_much = work.results >= VERY_MUCH_FROM_RESULTS
        rule = UNREAD.for_cases(3 * UNREAD.cases) if is_very_much else UNREAD
        if work.stakes is Stakes.NUISANCE:
            return rule
        return replace(rule, most_wrong=MOST_UNREAD_AT_MONEY * rule.cases // UNREAD.cases)
    rule = MUCH_MONEY if is_much and not work.once else MONEY
    is_dear = (work.damage_usd or 0.0) >= DEAR_USD
    return replace(rule, second_reads=SECOND_READS_WHERE_DEAR) if is_dear else rule


def is_read_at_first(costing: Costing, tool: str) -> bool:
    """Return whether every result of a tool is read until its test has shown that few are wrong.

    No where the stop rule has no such limit: then it is read as the owner said from the first day.
    """
    rule = stop_rule(costing.work)
    if rule.most_wrong is None:
        return False
    result = costing.results.get(tool)
    return result is None or not rule.goes_unread(result.looks[-1])


def is_tested(costing: Costing, tool: str) -> bool:
    """Return whether the owner's test rated as many cases of a tool as the job asks."""
    result = costing.results.get(tool)
    return result is not None and result.cases >= stop_rule(costing.work).cases


def must_spare(cheaper: Priced, dearer: Priced, costing: Costing) -> float | None:
    """Return how many results of the month the dearer must spare from being done again to be worth its price.

    None where doing one again costs nothing: then it can spare nothing.
    """
    more = dearer.sure_usd - cheaper.sure_usd
    loss = costing.loss_usd(dearer.option)
    return abs(more) / loss if loss > 0 else None


def seen_in_a_month(wrong: float, results: float) -> float:
    """Return the least number of results by which two options differ that a month shows, half each."""
    return SEEN_ERRORS * sqrt(wrong * (1 - wrong) * results)


def chance_to_pass(priced: Priced, costing: Costing) -> float:
    """Return the chance that an option with its expected share of wrong results passes its own test."""
    rule = stop_rule(costing.work)
    passes = binomial_at_most(rule.most_redone, rule.cases, priced.wrong)
    if rule.most_slipped is None:
        return passes
    slips = priced.wrong * (1 - costing.guesses.noticed) * costing.damaging(priced.option)
    return passes * binomial_at_most(rule.most_slipped, rule.second_reads, slips)


def binomial_at_most(most: int, cases: int, share: float) -> float:
    """Return the chance of at most so many hits in so many cases."""
    return sum(
        comb(cases, hits) * share**hits * (1 - share) ** (cases - hits) for hits in range(most + 1)
    )
