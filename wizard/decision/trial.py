"""The owner's test: how many cases, when it stops, what its size can show (METHOD §6).

Two things are counted and never mixed. *Redone* had to be done again, which costs time. The grave
fault is a bad one past the reader or, where cases are known that hold what has to be found, one
missed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
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


MANY_CASES = 100  # where chance weighs less
LEAST_CASES = 10  # fewer show nothing: each result is then checked whole
LEAST_WHOLE = 5  # of long ones that are kept whole, each with many points to tick off
LEAST_COLLECTED = 2  # long ones, of whose parts a test is made
RATED = 2  # times each
# None wrong of so many leaves a share of three by their number possible, 95 times in 100.
LEFT_BY_NONE = 3.0
# Against one true answer no worse than people: who gets as many wrong as they do passes 98 of 100
# times, and never with more than twice as many.
PASS_AS_PEOPLE = 0.98
MOST_TIMES_PEOPLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSteps:
    """How many cases from how many results on."""

    monthly: tuple[tuple[int, int], ...]
    once: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MostRedone:
    """The largest shares of a test that may be done again.

    Doing again may cost less than it saves beyond them: nobody would sign it.
    """

    usual: float
    grave: float
    of_many: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLimit:
    """The largest share that may be wrong before fewer than all are read, and the cases for it."""

    most: float
    least_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBad:
    """How many cases are known bad ones, and which share of them may be, and is, missed."""

    usual: int
    share_of_many: float
    share_of_few: float
    most_missed_at_a_nuisance: float
    most_missed_by_a_second_look: float
    missed_by_a_good_one: float
    missed_at_a_nuisance: float
    missed_by_a_second_look: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReads:
    """How many a second person reads, and what one bad slip costs where it is grave."""

    usual: int
    grave: int
    dear_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Up to which part of the work, and of its hours by hand, is tried."""

    time: float
    time_where_grave: float
    months: float
    part_of_what_is_done_once: float
    hours_by_hand: float
    hours_by_hand_unread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSizes:
    """The table beside this module, which says what its fields hold."""

    cases: Mapping[str, CaseSteps]
    most_redone: Mapping[str, MostRedone]
    unread: Mapping[Stakes, UnreadLimit]
    known_bad: KnownBad
    second_reads: SecondReads
    tried: Tried


SIZES = msgspec.convert(toml_of(__file__), TrialSizes)


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
    least_cases: int = LEAST_CASES  # fewer show nothing

    @property
    def shown_from(self) -> int:
        """Return how many rated cases can show that fewer may be read."""
        return max(self.unread_from, self.cases)

    @property
    def shows_nothing(self) -> bool:
        """Return whether there are too few cases for any test.

        Then each result is checked whole.
        """
        return self.cases < self.least_cases

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
    least = _least_cases(work)
    rule = StopRule(cases=cases, most_redone=_most_redone(work, cases), least_cases=least)
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
    kinds = {
        "long": work.is_long,
        "right_answer": work.people_wrong is not None,
        "unread": work.reviewed is not Review.EVERY,
        "read": True,
    }
    kind = next(kind for kind, is_so in kinds.items() if is_so)
    sizes = SIZES.cases[kind]
    if work.stakes is Stakes.NUISANCE:
        sizes = SIZES.cases.get(f"{kind}_nuisance", sizes)
    steps = sizes.once if work.once else sizes.monthly
    return max(cases for least, cases in steps if work.pieces_in_all >= least)


def _at_hand(work: Work) -> int:
    """Return how many cases there are to try.

    Of a batch each piece is one, of a long text each part.
    """
    there = work.parts_in_all
    sizes = SIZES.tried
    months = sizes.part_of_what_is_done_once if work.once else _months_tried(work)
    on_file = 1 if work.once else MONTHS_A_YEAR
    hours = work.hours_by_hand
    is_read = work.reviewed is Review.EVERY
    most = sizes.hours_by_hand if is_read else sizes.hours_by_hand_unread
    worth = there * min(months, most / hours) if hours else there * months
    return floor(min(max(worth, _least_cases(work)), there * on_file))


def _least_cases(work: Work) -> int:
    """Return how many cases show anything.

    Of long ones, of which each is read whole by two, fewer do. Where something has to be found, or
    its owner fears one thing, enough of the cases have to be those in which it could happen.
    """
    is_plain = not (work.once or work.finds or work.fear.is_own)
    return LEAST_WHOLE if work.is_long and is_plain else LEAST_CASES


def _months_tried(work: Work) -> float:
    """Return the cases of how many months are tried, by how long it takes to rate them."""
    is_usual = work.reviewed is Review.EVERY and not _is_grave(work)
    time = SIZES.tried.time if is_usual else SIZES.tried.time_where_grave
    read = GUESSES.reading_part if work.reading_part is None else work.reading_part
    return min(time / (RATED * read), SIZES.tried.months)


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
    most = SIZES.most_redone["agents" if work.agent else "usual"]
    share = most.grave if work.stakes.severe else most.usual
    return round((most.of_many if cases >= MANY_CASES else share) * cases)


def _as_people(wrong: float, cases: int) -> int:
    most = ceil(round(MOST_TIMES_PEOPLE * wrong * cases, 6))
    chances = accumulate(chance_of(hits, cases, wrong) for hits in range(most))
    passing = (hits for hits, chance in enumerate(chances) if chance >= PASS_AS_PEOPLE)
    return next(passing, most)


def _with_most_wrong(rule: StopRule, work: Work) -> StopRule:
    """Return the rule with how few have to be wrong before fewer than all are read.

    What then goes out wrong must cost less than is saved. Where even one would not, none may be,
    and of so many that this shows it.
    """
    if work.reviewed is Review.EVERY:
        return rule
    limit, pays = SIZES.unread[work.stakes], share_that_pays(work)
    rule = replace(rule, unread_from=limit.least_cases)
    share = limit.most if pays is None else min(limit.most, pays)
    is_shown = share * rule.shown_from >= 1 or share == limit.most
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
    most, pays = ceil(SIZES.unread[work.stakes].most * rule.cases), share_that_pays(work)
    if work.people_wrong is not None:
        most = rule.most_redone
    elif pays is not None:
        most = min(most, floor(pays * rule.cases))
    return replace(rule, most_redone=most, most_wrong=None)


def _with_known_bad(rule: StopRule, work: Work) -> StopRule:
    """Return the rule with cases among its own in which is known what has to be found."""
    sizes = SIZES.known_bad
    usual = max(sizes.usual, sizes.share_of_many * rule.cases)
    known_bad = floor(min(usual, sizes.share_of_few * rule.cases))
    return replace(rule, known_bad=known_bad, most_missed=_most_missed(work, known_bad))


def _most_missed(work: Work, known_bad: int) -> int:
    """Return how many of known bad ones may be missed.

    A second look that sorts by itself is no more let off than a first one.
    """
    if work.is_second_look and work.people_wrong is None:
        return floor(SIZES.known_bad.most_missed_by_a_second_look * known_bad)
    is_nuisance = work.stakes is Stakes.NUISANCE and not work.fear.hurts
    share = SIZES.known_bad.most_missed_at_a_nuisance if is_nuisance else 0
    return ceil(share * known_bad)


def _second_reads(work: Work, cases: int) -> int:
    """Return how many a second person reads: of few half, unless one is grave.

    Where misses are counted besides, few are enough.
    """
    is_strict = _is_grave(work) or work.shows_what_is_sold or cases >= MANY_CASES
    is_twice = is_strict and not work.finds
    reads = SIZES.second_reads.grave if is_twice else SIZES.second_reads.usual
    return min(reads, cases if is_strict else ceil(cases / 2))


def _is_grave(work: Work) -> bool:
    """Return whether one bad slip breaks the law, hurts somebody or costs much."""
    is_dear = work.damage_usd is not None and work.damage_usd >= SIZES.second_reads.dear_usd
    return work.stakes.severe or work.fear.hurts or is_dear


def is_read_at_first(costing: Costing, tool: str) -> bool:
    """Return whether every result of a tool is read until its test has shown that few are wrong.

    No where all are read anyhow, or the stop rule has no such limit: then it is read as the owner
    said from the first day.
    """
    if costing.work.reviewed is Review.EVERY:
        return False
    rule = stop_rule(costing.work)
    if rule.most_wrong is None:
        return False
    result = costing.results.get(tool)
    return result is None or not rule.goes_unread(result.looks[-1])


def price_of_a_fifth_usd(costing: Costing) -> float:
    """Return up to which price what nobody named yet leaves a fifth of the cost by hand.

    All is read, where a test has to show first that less will do, and who does the job learns it.

    0 where nobody said what it is worth.
    """
    if costing.is_worth_unsaid:
        return 0.0
    work, guesses = costing.work, costing.guesses
    if is_read_at_first(costing, ""):
        costing = replace(costing, work=replace(work, review=Review.EVERY))
    hours = costing.hours_at_best + guesses.learning_hours * work.doers / work.spread
    return costing.by_hand_usd / (1 + guesses.even_band) - hours * work.wage_usd


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
    sizes = SIZES.known_bad
    if costing.work.is_second_look and costing.work.people_wrong is None:
        return sizes.missed_by_a_second_look
    return sizes.missed_at_a_nuisance if rule.most_missed else sizes.missed_by_a_good_one


def binomial_at_most(most: int, cases: int, share: float) -> float:
    """Return the chance of at most so many hits in so many cases."""
    return sum(chance_of(hits, cases, share) for hits in range(most + 1))


def chance_of(hits: int, cases: int, share: float) -> float:
    """Return the chance of just so many hits in so many cases."""
    return comb(cases, hits) * share**hits * (1 - share) ** (cases - hits)
