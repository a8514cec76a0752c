"""The owner's test: how many cases, when it stops, what its size can show (METHOD §6).

Two things are counted and never mixed. *Redone* had to be done again, which costs time. The grave
fault is a bad one past the reader or, where cases are known that hold what has to be found, one
missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, comb, floor, sqrt

import msgspec

from catalog.data_files import toml_of
from wizard.decision.costs import Costing, Priced
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR
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
class MostRedone:
    """The largest shares of a test that may be done again; the table beside this module has them.

    Doing again may cost less than it saves beyond them: nobody would sign it.
    """

    usual: float
    grave: float
    of_many: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBar:
    """What a test asks where a wrong result does something; shares are of the cases."""

    cases: int
    most_unread: float = 0.0  # wrong, before fewer than all are read
    unread_from: int = 0  # cases that show it: none wrong of so many leaves it possible


MOST_REDONE = msgspec.convert(toml_of(__file__)["most_redone"], dict[str, MostRedone])
GRAVE = TrialBar(cases=30)
BARS = {
    Stakes.NUISANCE: TrialBar(cases=15, most_unread=0.05, unread_from=15),
    Stakes.MONEY: TrialBar(cases=30, most_unread=0.03, unread_from=100),
    Stakes.LAW: GRAVE,
    Stakes.HURT: GRAVE,
}
# Known bad cases, of which the first that is missed ends a test, whoever notices: a reader in daily
# use overlooks three in ten. Of abstracts of studies one reader misses 13 in 100, two miss 3
# (Gartlehner and others, J Clin Epidemiol 121, 2020, 20-28): ten of which none is missed keep out
# whoever misses 13 three times in four. At a nuisance one in ten may be missed.
KNOWN_BAD = 10
KNOWN_BAD_PART = 0.05  # of many cases
MOST_KNOWN_BAD_PART = 2 / 3  # of few; the others show false alarms
MOST_MISSED_AT_A_NUISANCE = 0.1
# Whoever has a second look goes through all of it again: half of what people overlook is worth its
# price.
MOST_MISSED_BY_A_SECOND_LOOK = 0.5
MISSED_BY_A_GOOD_ONE = 0.01  # ours: of what is plainly there
MISSED_AT_A_NUISANCE = 0.03
MISSED_BY_A_GOOD_SECOND_LOOK = 0.4  # ours
# None wrong of so many leaves a share of three by their number possible, 95 times in 100.
LEFT_BY_NONE = 3.0
# Against one true answer no worse than people: who gets as many wrong as they do passes 98 of 100
# times, and never with more than twice as many.
PASS_AS_PEOPLE = 0.98
MOST_TIMES_PEOPLE = 2
# A second person reads so many that the first has passed; the first bad one ends the test: where
# all pass that may, no slip is known of.
SECOND_READS = 10
SECOND_READS_WHERE_GRAVE = 20
DEAR_USD = 1_000.0  # ours: of one bad slip, as typed

LEAST_CASES = 10  # fewer show nothing: each result is then checked whole
LEAST_COLLECTED = 2  # long ones, of whose parts a test is made
CASES_OF_LONG = 15  # ours: each kept whole, with many points to tick off
# Where there are many, before fewer than all are read, and against one true answer.
CASES_OF_FEW = 30
SEVERAL_RESULTS = 500  # in all, of which fifteen say little even where one is a nuisance
CASES_OF_MANY = 100
CASES_OF_MANY_GRAVE = 300
FEW_RESULTS = 100  # a month, of which a hundred finished ones would take a day to rate
MANY_RESULTS = 1_000  # a month
VERY_MANY_RESULTS = 10_000  # so many that even a nuisance is grave
# A test is no bigger than its job: to rate each case twice, for two tools or by two readers, takes
# at most three tenths of a month of the work by hand, which use wins back in a month. Where one bad
# slip is grave, or people are to stop reading, it may take nine tenths. Six weeks bring no more
# cases. Fifty hours by hand are days of rating; of what is done once a third is tried.
TIME_TRIED = 0.3
TIME_TRIED_WHERE_GRAVE = 0.9
RATED = 2  # times each
MONTHS_TRIED = 1.5
PART_TRIED = 1 / 3
HOURS_TRIED = 50  # by hand
HOURS_TRIED_UNREAD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """How many cases are tried, and what ends the test."""

    cases: int
    most_redone: int  # more than so many to be done again ends it
    # So many that the first person passed a second one reads too; the first bad one ends it.
    second_reads: int = 0
    same_person: bool = False  # the firm is one person, who reads again a week later
    # Of the cases so many hold what has to be found, and more missed of them than that end it.
    known_bad: int = 0
    most_missed: int = 0
    # Of so many cases, done again and past the reader together: above it everybody goes on
    # reading. None: who reads is as the owner said from the first day.
    most_wrong: int | None = None
    unread_from: int = 0  # more than the test has: those of daily use count on

    @property
    def shown_from(self) -> int:
        """Return how many rated cases can show that fewer may be read."""
        return max(self.unread_from, self.cases)

    @property
    def shows_nothing(self) -> bool:
        """Return whether there are too few cases for any test.

        Then each result is checked whole.
        """
        return self.cases < LEAST_CASES

    def ends(self, looks: Iterable[TrialLook]) -> bool:
        """Return whether one of the looks ends the test, as strict in shares however many cases."""
        return any(self.for_look(look).fails(look) for look in looks)

    def fails(self, look: TrialLook) -> bool:
        """Return whether these counts end the test."""
        return look.redone > self.most_redone or self.fails_gravely(look)

    def fails_gravely(self, look: TrialLook) -> bool:
        """Return whether a grave fault ends the test, however few had to be done again."""
        is_slipped = self.second_reads > 0 and look.slipped > 0
        return is_slipped or (self.known_bad > 0 and look.missed > self.most_missed)

    def at_most(self, share: float) -> "StopRule":
        """Return the rule with no larger share done again."""
        return replace(self, most_redone=min(self.most_redone, max(floor(share * self.cases), 0)))

    def for_look(self, look: TrialLook) -> "StopRule":
        """Return the rule for the set of cases that is full next, or just now.

        Between two full sets of cases only what is sure to end the test does so.
        """
        sets = max(ceil(look.cases / self.cases), 1)
        return self.for_cases(sets * self.cases)

    def goes_unread(self, look: TrialLook) -> bool:
        """Return whether so few were wrong that from now on fewer than all may be read."""
        if self.most_wrong is None:
            return True
        wrong = look.redone + look.slipped
        is_shown = look.cases >= self.shown_from
        return is_shown and wrong * self.shown_from <= self.most_wrong * look.cases

    def for_cases(self, cases: int) -> "StopRule":
        """Return the rule for more or fewer cases, as strict in its shares."""
        times = cases / self.cases
        shown_times = max(self.unread_from, cases) / self.shown_from
        return replace(
            self,
            cases=cases,
            most_redone=round(self.most_redone * times),
            second_reads=min(self.second_reads, cases),
            known_bad=round(self.known_bad * times),
            most_missed=floor(self.most_missed * times),
            most_wrong=None if self.most_wrong is None else floor(self.most_wrong * shown_times),
        )


def stop_rule(work: Work) -> StopRule:
    """Return the size of the owner's test and what ends it."""
    cases = max(min(_cases_asked(work), _at_hand(work)), 1)
    rule = StopRule(cases=cases, most_redone=_most_redone(work, cases))
    rule = _with_most_wrong(rule, work)
    is_unread = rule.most_wrong is not None and not work.all_can_be_read
    if is_unread:
        rule = _for_unread(rule, work)
    if work.finds or work.fear.is_planted:
        rule = _with_known_bad(rule, work)
    # A second person looks for what slips past a reader, where there is one; whoever has a second
    # look is read by nobody but people.
    is_reader_trusted = work.stakes is Stakes.NUISANCE or work.is_second_look
    if is_unread or is_reader_trusted or work.people_wrong is not None:
        return rule
    return replace(rule, second_reads=_second_reads(work, cases), same_person=work.people == 1)


def share_that_pays(work: Work) -> float | None:
    """Return the largest share of wrong results that costs no more than the job saves.

    A wrong one that a reader notices is done again, and any other costs what the owner typed. It is
    None where nobody typed that, or nobody knows what is saved.
    """
    is_asked_for = work.stakes in {Stakes.MONEY, Stakes.LAW}
    one_usd = _usd_of_one(work)
    if work.damage_usd is None or not (is_asked_for and one_usd > 0):
        return None
    overlooked = share_overlooked(work)
    wrong_usd = (1 - overlooked) * one_usd + overlooked * work.damage_usd
    reading_usd = work.reading_hours * GUESSES.read_part[work.reviewed] * work.wage_usd
    return max(one_usd - reading_usd / work.pieces_in_all, 0.0) / wrong_usd


def _usd_of_one(work: Work) -> float:
    """Return what one costs by hand or, where nobody could do them, is worth; 0 if unknown."""
    if work.beyond_hands(GUESSES):
        return (work.worth_usd or 0.0) / work.pieces
    return work.usd_by_hand / work.pieces_in_all


def share_overlooked(work: Work) -> float:
    """Return which share of wrong results goes out; what is spoken does before anybody reads."""
    read = GUESSES.read_part[work.reviewed]
    return 1.0 if work.spoken_at_once else 1 - GUESSES.noticed * read


def cases_to_collect(rule: StopRule, work: Work) -> int:
    """Return how many are collected for a test.

    Of long ones they are fewer, which are cut into its cases.
    """
    return max(ceil(rule.cases / work.parts), LEAST_COLLECTED)


def _cases_asked(work: Work) -> int:
    """Return how many cases show enough."""
    if work.is_long:
        return CASES_OF_LONG
    is_nuisance = work.stakes is Stakes.NUISANCE
    is_unread = work.reviewed is not Review.EVERY
    is_monthly = not work.once
    is_many = is_monthly and work.pieces_in_all >= MANY_RESULTS
    if work.people_wrong is not None and is_monthly and work.pieces_in_all < FEW_RESULTS:
        return CASES_OF_FEW
    if work.people_wrong is not None or (is_unread and (is_many or not is_nuisance)):
        grave_from = VERY_MANY_RESULTS if is_nuisance else MANY_RESULTS
        is_grave = is_monthly and work.pieces_in_all >= grave_from
        return CASES_OF_MANY_GRAVE if is_grave else CASES_OF_MANY
    if is_nuisance:
        return CASES_OF_FEW if work.pieces_in_all >= SEVERAL_RESULTS else BARS[work.stakes].cases
    return CASES_OF_MANY if is_many else BARS[work.stakes].cases


def _at_hand(work: Work) -> int:
    """Return how many cases there are to try.

    Of a batch each piece is one, of a long text each part.
    """
    there = work.parts_in_all
    tried, on_file = (PART_TRIED, 1) if work.once else (_months_tried(work), MONTHS_A_YEAR)
    hours = work.hours_by_hand
    most = HOURS_TRIED if work.reviewed is Review.EVERY else HOURS_TRIED_UNREAD
    worth = there * min(tried, most / hours) if hours else there * tried
    return floor(min(max(worth, LEAST_CASES), there * on_file))


def _months_tried(work: Work) -> float:
    """Return the cases of how many months are tried, by how long it takes to rate them."""
    is_usual = work.reviewed is Review.EVERY and not _is_grave(work)
    time = TIME_TRIED if is_usual else TIME_TRIED_WHERE_GRAVE
    read = GUESSES.reading_part if work.reading_part is None else work.reading_part
    return min(time / (RATED * read), MONTHS_TRIED)


def _most_redone(work: Work, cases: int) -> int:
    """Return how many may be done again: of what has one right answer as many as people may.

    Where more would cost what the job saves, only so many that no more go out than people get
    wrong: theirs cost as much today.
    """
    if work.people_wrong is not None:
        as_people, pays = _as_people(work.people_wrong, cases), share_that_pays(work)
        if pays is None:
            return as_people
        before_reading = work.people_wrong / share_overlooked(work)
        by_people = ceil(round(before_reading * cases, 6))
        return min(as_people, max(by_people, floor(pays * cases)))
    most = MOST_REDONE["agents" if work.agent else "usual"]
    share = most.grave if work.stakes.severe else most.usual
    return round((most.of_many if cases >= CASES_OF_MANY else share) * cases)


def _as_people(wrong: float, cases: int) -> int:
    most = ceil(round(MOST_TIMES_PEOPLE * wrong * cases, 6))
    passing = (n for n in range(most) if binomial_at_most(n, cases, wrong) >= PASS_AS_PEOPLE)
    return next(passing, most)


def _with_most_wrong(rule: StopRule, work: Work) -> StopRule:
    """Return the rule with how few have to be wrong before fewer than all are read.

    What then goes out wrong must cost less than is saved. Where even one would not, none may be,
    and of so many that this shows it.
    """
    if work.reviewed is Review.EVERY:
        return rule
    bar, pays = BARS[work.stakes], share_that_pays(work)
    rule = replace(rule, unread_from=bar.unread_from)
    share = bar.most_unread if pays is None else min(bar.most_unread, pays)
    is_shown = share * rule.shown_from >= 1 or share == bar.most_unread
    if not is_shown and share > 0:
        rule = replace(rule, unread_from=ceil(LEFT_BY_NONE / share))
        share = 0.0
    most_wrong = min(floor(share * rule.shown_from), rule.most_redone)
    return replace(rule, most_wrong=most_wrong)


def _for_unread(rule: StopRule, work: Work) -> StopRule:
    """Return the rule for more than can be read.

    What may go out wrong is then the limit itself, one at the least.

    What people sort today goes out as they leave it; there their own mistakes are the measure.
    """
    most, pays = ceil(BARS[work.stakes].most_unread * rule.cases), share_that_pays(work)
    if work.people_wrong is not None:
        most = rule.most_redone
    elif pays is not None:
        most = min(most, floor(pays * rule.cases))
    return replace(rule, most_redone=most, most_wrong=None)


def _with_known_bad(rule: StopRule, work: Work) -> StopRule:
    """Return the rule with cases among its own in which is known what has to be found."""
    usual = max(KNOWN_BAD, KNOWN_BAD_PART * rule.cases)
    known_bad = floor(min(usual, MOST_KNOWN_BAD_PART * rule.cases))
    return replace(rule, known_bad=known_bad, most_missed=_most_missed(work, known_bad))


def _most_missed(work: Work, known_bad: int) -> int:
    """Return how many of known bad ones may be missed.

    A second look that sorts by itself is no more let off than a first one.
    """
    if work.is_second_look and work.people_wrong is None:
        return floor(MOST_MISSED_BY_A_SECOND_LOOK * known_bad)
    is_nuisance = work.stakes is Stakes.NUISANCE and not work.fear.hurts
    return ceil(MOST_MISSED_AT_A_NUISANCE * known_bad) if is_nuisance else 0


def _second_reads(work: Work, cases: int) -> int:
    """Return how many a second person reads: of few half, unless one is grave.

    Where misses are counted besides, few are enough.
    """
    is_grave = _is_grave(work) or work.shows_what_is_sold or cases >= CASES_OF_MANY
    reads = SECOND_READS_WHERE_GRAVE if is_grave and not work.finds else SECOND_READS
    return min(reads, cases if is_grave else ceil(cases / 2))


def _is_grave(work: Work) -> bool:
    """Return whether one bad slip breaks the law, hurts somebody or costs much."""
    is_dear = work.damage_usd is not None and work.damage_usd >= DEAR_USD
    return work.stakes.severe or work.fear.hurts or is_dear


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
    """Return how many results of the month the dearer must spare to be worth its price.

    To spare one means that it need not be done again.

    None where doing one again costs nothing: then it can spare nothing.
    """
    more = dearer.sure_usd - cheaper.sure_usd
    loss = costing.loss_usd(dearer.option)
    return abs(more) / loss if loss > 0 else None


def seen_in_a_month(wrong: float, results: float) -> float:
    """Return the least difference of two options, in results, that a month shows half the time."""
    return SEEN_ERRORS * sqrt(wrong * (1 - wrong) * results)


def chance_to_pass(priced: Priced, costing: Costing, rule: StopRule) -> float:
    """Return the chance that an option with its expected share of wrong results passes its test.

    Each reader sees the part of what is wrong that we guess; all of it where the right answer is on
    file.
    """
    sees = costing.guesses.noticed if costing.work.people_wrong is None else 1.0
    unseen = priced.wrong * (1 - sees)
    seen = priced.wrong * sees + unseen * sees * rule.second_reads / rule.cases
    slips = unseen * sees * costing.damaging(priced.option)
    if costing.work.people_wrong is None and not costing.work.all_can_be_read:
        # Nobody does these again: only what is plainly wrong counts, by our guess of what does
        # damage.
        seen *= costing.damaging(priced.option)
    redone = binomial_at_most(rule.most_redone, rule.cases, seen)
    missed = binomial_at_most(
        rule.most_missed, rule.known_bad, _missed_by_a_good_one(costing, rule)
    )
    return redone * missed * (1 - slips) ** rule.second_reads


def _missed_by_a_good_one(costing: Costing, rule: StopRule) -> float:
    """Return which share of known bad ones a good tool misses, by our guess."""
    work = costing.work
    if work.is_second_look and work.people_wrong is None:
        return MISSED_BY_A_GOOD_SECOND_LOOK
    return MISSED_AT_A_NUISANCE if rule.most_missed else MISSED_BY_A_GOOD_ONE


def binomial_at_most(most: int, cases: int, share: float) -> float:
    """Return the chance of at most so many hits in so many cases."""
    return sum(
        comb(cases, hits) * share**hits * (1 - share) ** (cases - hits) for hits in range(most + 1)
    )
