"""The owner's test: its size and what ends it, a row a case."""

import pytest

from catalog.vocabulary import Medium
from tests.replacing import replace
from tests.wizard.decision.toys import by_use, costing, option, result, work
from wizard.decision.fears import Fear
from wizard.decision.guesses import GUESSES
from wizard.decision.measured import TrialLook, TrialResult
from wizard.decision.situation import Work
from wizard.decision.trial import (
    StopRule,
    binomial_at_most,
    cases_to_collect,
    chance_to_pass,
    is_read_at_first,
    must_spare,
    seen_in_a_month,
    share_that_pays,
    stop_rule,
)
from wizard.decision.vocabulary import Review, Secret, Stakes

MONEY, NUISANCE, LAW, HURT = Stakes.MONEY, Stakes.NUISANCE, Stakes.LAW, Stakes.HURT


@pytest.mark.parametrize(
    ("job", "cases", "most_redone", "second_reads"),
    [
        (work(stakes=NUISANCE), 15, 4, 0),
        # of much that is read a nuisance is tried a little more
        (work(stakes=NUISANCE, results=499), 15, 4, 0),
        (work(stakes=NUISANCE, results=500), 30, 9, 0),
        (work(stakes=NUISANCE, results=5_000, once=True), 30, 9, 0),
        # a nuisance that nobody reads is one a thousand times
        (work(stakes=NUISANCE, results=999, review=Review.NOBODY), 30, 9, 0),
        (work(stakes=NUISANCE, results=1_000, review=Review.NOBODY), 100, 22, 0),
        (work(stakes=NUISANCE, results=9_999, review=Review.SAMPLE, doers=7), 100, 22, 0),
        (work(stakes=NUISANCE, results=10_000, review=Review.SAMPLE, doers=7), 300, 66, 0),
        (work(stakes=MONEY, results=999), 30, 9, 10),
        # a picture that shows another thing than is sold is thrown away; the second reads more
        (work(stakes=MONEY, shows_what_is_sold=True), 30, 9, 20),
        (work(stakes=LAW, shows_what_is_sold=True), 30, 8, 20),
        (work(stakes=NUISANCE, shows_what_is_sold=True), 15, 4, 0),
        (work(stakes=MONEY, results=1_000), 100, 22, 20),
        # the second reads more where one bad slip is dear
        (work(stakes=MONEY, damage_usd=999.0), 30, 9, 10),
        (work(stakes=MONEY, damage_usd=1_000.0), 30, 9, 20),
        (work(stakes=MONEY, review=Review.SAMPLE), 100, 22, 20),
        # all is read where what is feared hurts, whatever was answered
        (
            work(stakes=MONEY, review=Review.SAMPLE, fear=Fear(kind="allergy", hurts=True)),
            30,
            9,
            20,
        ),
        (work(stakes=MONEY, review=Review.SAMPLE, fear=Fear(kind="name")), 100, 22, 20),
        (work(stakes=MONEY, results=999, review=Review.NOBODY), 100, 22, 20),
        (work(stakes=MONEY, results=1_000, review=Review.NOBODY), 300, 66, 20),
        # where it matters most, fewer may be done again
        (work(stakes=LAW), 30, 8, 20),
        (work(stakes=LAW, results=1_000), 100, 22, 20),
        (work(stakes=HURT), 30, 8, 20),
        (work(stakes=HURT, review=Review.NOBODY), 30, 8, 20),  # all are read there
        (work(secrets=frozenset({Secret.SENSITIVE}), review=Review.NOBODY), 30, 9, 10),
        (work(secrets=frozenset({Secret.PERSONAL}), review=Review.NOBODY), 100, 22, 20),
        # of agents in code half, whatever it does and however many; of other code as of text
        (work(stakes=MONEY, agent=True), 30, 15, 10),
        (work(stakes=HURT, agent=True), 30, 15, 20),
        (work(stakes=MONEY, agent=True, results=1_000), 100, 50, 20),
        (work(stakes=MONEY, medium=Medium.CODE, results=1_000), 100, 22, 20),
        (work(stakes=MONEY, medium=Medium.IMAGE), 30, 9, 10),
        # rated twice in three tenths of a month’s hours, so half of its results; but ten at least
        (work(stakes=NUISANCE, results=30), 15, 4, 0),
        (work(stakes=NUISANCE, results=28), 14, 4, 0),
        (work(stakes=NUISANCE, results=9), 10, 3, 0),
        (work(stakes=MONEY, results=60), 30, 9, 10),
        (work(stakes=MONEY, results=58), 29, 9, 10),
        (work(stakes=MONEY, results=30), 15, 4, 8),
        (work(stakes=MONEY, results=2), 10, 3, 5),
        # what takes longer to read is tried less; however many more, what is read in a moment
        (work(stakes=MONEY, results=58, reading_part=0.6), 14, 4, 7),
        (work(stakes=MONEY, results=58, reading_part=0.2), 30, 9, 10),
        (work(stakes=MONEY, results=12, reading_part=0.01), 18, 5, 9),
        # nine tenths where a slip is grave, as far as six weeks bring so many
        (work(stakes=LAW, results=20), 30, 8, 20),
        (work(stakes=LAW, results=18), 27, 7, 20),
        (work(stakes=MONEY, results=18, damage_usd=999.0), 10, 3, 5),
        (work(stakes=MONEY, results=18, damage_usd=1_000.0), 27, 8, 20),
        (work(stakes=MONEY, results=18, fear=Fear(kind="allergy", hurts=True)), 27, 8, 20),
        (work(stakes=LAW, results=18, reading_part=0.9), 10, 3, 0),
        (work(stakes=LAW, results=1), 10, 3, 10),
        (work(stakes=LAW, results=0.8), 9, 2, 9),  # a year holds no more
        (work(stakes=MONEY, results=36, review=Review.SAMPLE), 54, 16, 10),
        # once: at most a third of all, but ten at least
        (work(stakes=MONEY, results=89, once=True), 29, 9, 10),
        (work(stakes=MONEY, results=90, once=True), 30, 9, 10),
        (work(stakes=MONEY, results=5_000, once=True), 30, 9, 10),
        (work(stakes=MONEY, results=20, once=True), 10, 3, 5),
        (work(stakes=MONEY, results=10, once=True), 10, 3, 5),
        (work(stakes=MONEY, results=9, once=True), 9, 3, 5),
        # what people could make in fifty hours, but ten at least
        (work(stakes=LAW, results=200, minutes_by_hand=100), 30, 8, 20),
        (work(stakes=LAW, results=200, minutes_by_hand=150), 20, 5, 20),
        (work(stakes=LAW, results=10, minutes_by_hand=210), 14, 4, 14),
        (work(stakes=NUISANCE, results=9, minutes_by_hand=900), 10, 3, 0),
        (work(review=Review.NOBODY, minutes_by_hand=60), 100, 22, 20),
        (work(stakes=MONEY, minutes_by_hand=0), 30, 9, 10),  # nobody knows how long
        # of long ones each part is a case
        (work(stakes=MONEY, results=4, once=True, parts=6), 10, 3, 5),
        (work(stakes=LAW, results=1, parts=20), 30, 8, 20),
        # against one true answer: with what people get wrong 98 of 100 pass, and never more than
        # twice that, of 100; of 300 where much and not a nuisance
        (work(people_wrong=0.03, results=200), 100, 6, 0),
        (work(people_wrong=0.1, results=200), 100, 17, 0),
        (work(people_wrong=0.1, results=1_000), 300, 41, 0),
        (work(people_wrong=0.03, results=999), 100, 6, 0),
        (work(people_wrong=0.03, results=1_000), 300, 16, 0),
        (work(people_wrong=0.03, results=10, pieces=100), 300, 16, 0),
        (work(people_wrong=0.03, results=1_000, once=True), 100, 6, 0),
        (work(people_wrong=0.03, results=9_999, stakes=NUISANCE), 100, 6, 0),
        (work(people_wrong=0.03, results=10_000, stakes=NUISANCE), 300, 16, 0),
        (work(people_wrong=0.03, results=5_000, stakes=HURT), 300, 16, 0),
        # few are done a month: a week's rating is not worth it
        (work(people_wrong=0.05, results=200), 100, 10, 0),
        (work(people_wrong=0.05, results=100), 50, 5, 0),
        (work(people_wrong=0.05, results=99), 30, 3, 0),
        (work(people_wrong=0.05, results=20), 10, 1, 0),
        (work(people_wrong=0.05, results=20, stakes=LAW), 30, 3, 0),
        (work(people_wrong=0.05, results=20, once=True), 10, 1, 0),
        (work(people_wrong=0.05, results=10, pieces=10), 50, 5, 0),
        (work(people_wrong=0.05, results=2), 10, 1, 0),
    ],
)
def test_size_and_stop(job: Work, cases: int, most_redone: int, second_reads: int) -> None:
    rule = stop_rule(job)

    assert (rule.cases, rule.most_redone, rule.second_reads) == (cases, most_redone, second_reads)
    assert (rule.known_bad, rule.most_missed) == (0, 0)


@pytest.mark.parametrize(
    ("job", "cases", "known_bad", "most_missed", "second_reads"),
    [
        # the first that is missed ends it, but for a nuisance
        (work(finds=True, stakes=NUISANCE), 15, 10, 1, 0),
        # none where a slip costs money, breaks the law, or hurts, as what is feared may do
        (work(finds=True, stakes=MONEY), 30, 10, 0, 10),
        (work(finds=True, stakes=LAW), 30, 10, 0, 10),
        (work(finds=True, stakes=HURT), 30, 10, 0, 10),
        (work(finds=True, stakes=NUISANCE, fear=Fear(kind="allergy", hurts=True)), 15, 10, 0, 0),
        (work(finds=True, stakes=NUISANCE, fear=Fear(kind="name")), 15, 10, 1, 0),
        # nobody reads twice where the right answer is on file
        (work(finds=True, stakes=LAW, results=1_000), 100, 10, 0, 10),
        (work(finds=True, people_wrong=0.05, stakes=HURT), 100, 10, 0, 0),
        (work(finds=True, people_wrong=0.05, stakes=HURT, results=1_000), 300, 15, 0, 0),
        (work(finds=True, people_wrong=0.05, results=1_000), 300, 15, 0, 0),
        (work(finds=True, people_wrong=0.05, stakes=NUISANCE, results=1_000), 100, 10, 1, 0),
        # of few at most two thirds
        (work(finds=True, stakes=LAW, results=16), 24, 10, 0, 10),
        (work(finds=True, stakes=LAW, results=2), 10, 6, 0, 10),
        (work(finds=True, stakes=NUISANCE, results=2), 10, 6, 1, 0),
    ],
)
def test_what_may_be_missed(
    job: Work, cases: int, known_bad: int, most_missed: int, second_reads: int
) -> None:
    rule = stop_rule(job)

    assert rule.most_redone == stop_rule(replace(job, finds=False)).most_redone
    assert (rule.cases, rule.second_reads) == (cases, second_reads)
    assert (rule.known_bad, rule.most_missed) == (known_bad, most_missed)


@pytest.mark.parametrize(
    ("job", "cases", "known_bad", "second_reads"),
    [
        # what the owner fears is planted: cases that are late, or that no rule answers
        (work(stakes=HURT, fear=Fear(sort="late", is_own=True)), 30, 10, 20),
        (work(stakes=MONEY, fear=Fear(sort="followed", is_own=True)), 30, 10, 10),
        (work(stakes=LAW, fear=Fear(sort="late", is_own=True), results=2), 10, 6, 10),
        # not of what only stands on file or is a nuisance, nor what no case shows beforehand
        (work(stakes=HURT, fear=Fear(sort="late")), 30, 0, 20),
        (work(stakes=HURT, fear=Fear(sort="left-out", is_own=True)), 30, 0, 20),
        (work(stakes=HURT, fear=Fear(is_own=True)), 30, 0, 20),
        # long ones that are kept whole hold many points each
        (work(stakes=HURT, is_long=True), 15, 0, 15),
        # read whole by two, fewer show something; not where one thing is feared or has to be found,
        # nor where all there is is the test
        (work(stakes=HURT, is_long=True, results=2), 5, 0, 5),
        (work(stakes=HURT, is_long=True, results=20), 15, 0, 15),
        (work(stakes=HURT, is_long=True, results=2, fear=Fear(is_own=True)), 10, 0, 10),
        (work(stakes=HURT, is_long=True, results=2, finds=True), 10, 6, 10),
        (work(stakes=HURT, is_long=True, results=20, once=True), 10, 0, 10),
        (work(stakes=HURT, results=2), 10, 0, 10),
    ],
)
def test_what_is_feared_changes_the_cases(
    job: Work, cases: int, known_bad: int, second_reads: int
) -> None:
    rule = stop_rule(job)

    assert (rule.cases, rule.known_bad, rule.second_reads) == (cases, known_bad, second_reads)
    assert rule.most_missed == 0


@pytest.mark.parametrize(("results", "shows_nothing"), [(9, True), (10, False)])
def test_fewer_than_ten_show_nothing(results: int, shows_nothing: bool) -> None:  # noqa: FBT001  # a case
    assert stop_rule(work(results=results, once=True)).shows_nothing is shows_nothing


@pytest.mark.parametrize(
    ("job", "shows_nothing"),
    [
        (work(stakes=HURT, is_long=True, results=2), False),
        (work(stakes=HURT, is_long=True, results=0.3), True),  # a year holds three
        (work(stakes=HURT, is_long=True, results=0.5, finds=True), True),  # six
    ],
)
def test_five_long_ones_show_something(job: Work, *, shows_nothing: bool) -> None:
    assert stop_rule(job).shows_nothing is shows_nothing


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        # One reader misses 13 in 100; of what is plainly there a good tool misses 1.
        (stop_rule(work(finds=True, stakes=LAW)), 0.01, 0.13),
        (stop_rule(work(finds=True, stakes=NUISANCE)), 0.03, 0.25),
        (stop_rule(work(finds=True, stakes=HURT, people_wrong=0.05, results=1_000)), 0.01, 0.13),
    ],
)
def test_a_good_one_passes_its_misses_and_a_bad_one_seldom(
    rule: StopRule, good: float, bad: float
) -> None:
    assert binomial_at_most(rule.most_missed, rule.known_bad, good) >= 0.8
    assert binomial_at_most(rule.most_missed, rule.known_bad, bad) <= 0.25


MUCH_UNREAD = work(review=Review.NOBODY, stakes=Stakes.NUISANCE, results=1_000)


UNREAD = work(stakes=NUISANCE, review=Review.NOBODY, results=1_000, minutes_by_hand=16)


@pytest.mark.parametrize(
    ("job", "cases", "most_redone", "most_wrong"),
    [
        (UNREAD, 100, 22, 5),  # three tenths of 16 minutes, a thousand times: 80 hours of one
        (replace(UNREAD, minutes_by_hand=16.1), 100, 5, None),  # nobody can read them all
        (replace(UNREAD, minutes_by_hand=16.1, review=Review.EVERY), 30, 9, None),
        (replace(UNREAD, minutes_by_hand=32.0, doers=2), 100, 22, 5),
        (replace(UNREAD, minutes_by_hand=32.0, doers=2, nobody_today=True), 100, 5, None),
        (replace(UNREAD, minutes_by_hand=48.0, reading_part=0.1), 100, 22, 5),
        (replace(UNREAD, minutes_by_hand=48.1, reading_part=0.1), 100, 5, None),
        (replace(UNREAD, minutes_by_hand=17.0, stakes=MONEY), 300, 9, None),
        (replace(UNREAD, minutes_by_hand=17.0, stakes=LAW), 100, 22, None),  # all are read there
        (
            replace(UNREAD, minutes_by_hand=200.0, stakes=MONEY),
            30,
            1,
            None,
        ),  # of few one may be wrong
        # what people sort today: as many as they get wrong
        (replace(UNREAD, minutes_by_hand=17.0, people_wrong=0.1), 100, 17, None),
        (replace(UNREAD, minutes_by_hand=15.0, people_wrong=0.1), 100, 17, 5),
    ],
)
def test_what_nobody_can_read_may_hardly_be_wrong(
    job: Work, cases: int, most_redone: int, most_wrong: int | None
) -> None:
    rule = stop_rule(job)

    assert (rule.cases, rule.most_redone, rule.most_wrong) == (cases, most_redone, most_wrong)
    # Nothing slips past a reader where nobody can read.
    assert bool(rule.second_reads) is (job.stakes is LAW)


RIGHT_OR_WRONG = work(people_wrong=0.03, results=200)  # each ten minutes at $30: $1,000 by hand


TELEPHONE = work(
    people_wrong=0.05,
    damage_usd=100.0,
    review=Review.SAMPLE,
    spoken_at_once=True,
    nobody_today=True,
)  # one call in ten is listened to, for $0.15 each


@pytest.mark.parametrize(
    ("job", "share", "most_redone"),
    [
        (RIGHT_OR_WRONG, None, 6),
        # each is read for $1.50: 0.3 of what a slip costs, and 0.7 of the $5 of doing it again
        (replace(RIGHT_OR_WRONG, damage_usd=100.0), 350 / 3_350, 6),
        # more than that costs too much; but readers overlook three tenths, so that of six wrong
        # drafts fewer go out than the three that people get wrong
        (replace(RIGHT_OR_WRONG, damage_usd=400.0), 350 / 12_350, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=90_000.0), 350 / 2_700_350, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=200.0, stakes=LAW), 350 / 6_350, 6),
        # of what nobody reads each wrong one costs all of it, and no reading is paid
        (replace(RIGHT_OR_WRONG, damage_usd=83.0, review=Review.NOBODY), 500 / 8_300, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=84.0, review=Review.NOBODY), 500 / 8_400, 5),
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, review=Review.NOBODY), 500 / 40_000, 3),
        (replace(RIGHT_OR_WRONG, damage_usd=100.0, review=Review.SAMPLE), 485 / 9_335, 5),
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, review=Review.SAMPLE), 485 / 37_235, 4),
        # what is spoken goes out before it is read
        (replace(RIGHT_OR_WRONG, damage_usd=100.0, spoken_at_once=True), 350 / 10_000, 3),
        # what nobody does by hand saves what it is worth
        (replace(TELEPHONE, worth_usd=1.0), 0.85 / 100, 5),
        (replace(TELEPHONE, worth_usd=10.0), 9.85 / 100, 9),
        (replace(TELEPHONE, worth_usd=20.0), 19.85 / 100, 10),
        (TELEPHONE, None, 10),
        # of many pieces each may be a bad one
        (replace(RIGHT_OR_WRONG, damage_usd=20.0, pieces=10), 350 / 6_350, 16),
        # nobody typed it of what is a nuisance or hurts, and nobody knows what is saved
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, stakes=NUISANCE), None, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, stakes=HURT), None, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, nobody_today=True), None, 6),
        (replace(RIGHT_OR_WRONG, damage_usd=400.0, minutes_by_hand=0), None, 6),
        # a draft is read, and a second person looks for what slips
        (work(damage_usd=400.0), 350 / 12_350, 9),
    ],
)
def test_no_more_are_wrong_than_costs_what_the_job_saves(
    job: Work, share: float | None, most_redone: int
) -> None:
    assert share_that_pays(job) == (None if share is None else pytest.approx(share))
    assert stop_rule(job).most_redone == most_redone


@pytest.mark.parametrize(
    ("damage_usd", "most_wrong", "shown_from"),
    [
        (100.0, 3, 100),  # $500 are saved, five of 100 cost that, and no more than three may
        (167.0, 2, 100),
        (500.0, 1, 100),
        # even one costs more: none of so many leaves no more possible
        (501.0, 0, 301),
        (5_000.0, 0, 3_000),
    ],
)
def test_what_is_read_no_more_must_cost_less_than_it_saves(
    damage_usd: float, most_wrong: int, shown_from: int
) -> None:
    rule = stop_rule(work(review=Review.NOBODY, damage_usd=damage_usd))

    assert (rule.most_wrong, rule.shown_from) == (most_wrong, shown_from)
    assert not rule.goes_unread(TrialLook(cases=shown_from - 1, redone=0, slipped=0))
    assert rule.goes_unread(TrialLook(cases=shown_from, redone=most_wrong, slipped=0))


@pytest.mark.parametrize(("damage_usd", "most"), [(None, 9), (283.0, 9), (284.0, 8), (9_000.0, 0)])
def test_what_nobody_can_read_costs_less_than_it_saves(damage_usd: float | None, most: int) -> None:
    """By hand a thousand of 17 minutes cost $8,500."""
    job = replace(UNREAD, minutes_by_hand=17.0, stakes=MONEY, damage_usd=damage_usd)

    assert stop_rule(job).most_redone == most


SECOND_LOOK = work(finds=True, reading_part=1.0)


@pytest.mark.parametrize(
    ("job", "most_missed", "second_reads"),
    [
        # half of what people overlook is worth it, and people go through all of it anyway
        (SECOND_LOOK, 5, 0),
        (replace(SECOND_LOOK, reading_part=0.9), 5, 0),
        (replace(SECOND_LOOK, results=2), 3, 0),  # of six
        (replace(SECOND_LOOK, stakes=HURT), 5, 0),
        # where checking takes less, it is relied on; so is what is not read, or not done by hand
        (replace(SECOND_LOOK, reading_part=0.89), 0, 8),
        (replace(SECOND_LOOK, review=Review.SAMPLE), 0, 10),
        (replace(SECOND_LOOK, people_wrong=0.05), 0, 0),
        (replace(SECOND_LOOK, nobody_today=True), 0, 8),
    ],
)
def test_second_look_must_find_some_and_not_all(
    job: Work, most_missed: int, second_reads: int
) -> None:
    rule = stop_rule(job)

    assert (rule.most_missed, rule.second_reads) == (most_missed, second_reads)


def counted(cases: int, redone: int, slipped: int) -> TrialResult:
    return result("app", cases=cases, redone=redone, slipped=slipped)


@pytest.mark.parametrize(
    ("job", "test", "is_read"),
    [
        (work(review=Review.NOBODY), None, True),
        (work(review=Review.SAMPLE), None, True),
        (work(), None, False),  # everybody reads anyway
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), None, True),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), counted(15, 0, 0), False),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), counted(15, 1, 0), True),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE, results=1_000), None, True),
        (work(review=Review.NOBODY, stakes=Stakes.LAW), None, False),  # everybody reads for ever
        # where a slip costs money three of a hundred, else five
        (work(review=Review.NOBODY), counted(100, 0, 0), False),
        (work(review=Review.NOBODY), counted(100, 2, 1), False),
        (work(review=Review.NOBODY), counted(100, 3, 1), True),
        (MUCH_UNREAD, counted(100, 3, 2), False),
        (MUCH_UNREAD, counted(100, 4, 2), True),
        (work(review=Review.NOBODY), counted(99, 0, 0), True),
        (work(review=Review.NOBODY), counted(200, 6, 0), False),
        (work(review=Review.NOBODY), counted(200, 7, 0), True),
        # none wrong of thirty may still be one in ten: those in use count on, up to a hundred
        (work(review=Review.NOBODY, results=90, once=True), counted(30, 0, 0), True),
        (work(review=Review.NOBODY, results=90, once=True), counted(90, 0, 0), True),
        (work(review=Review.NOBODY, results=10), counted(100, 3, 0), False),
        (work(review=Review.NOBODY, results=10), counted(100, 4, 0), True),
        (work(review=Review.NOBODY, stakes=NUISANCE, results=2), counted(10, 0, 0), True),
        (work(review=Review.NOBODY, stakes=NUISANCE, results=2), counted(15, 0, 0), False),
    ],
)
def test_all_is_read_until_few_were_wrong(
    job: Work,
    test: TrialResult | None,
    is_read: bool,  # noqa: FBT001  # a case
) -> None:
    results = {"app": test} if test is not None else {}

    assert is_read_at_first(costing(job, results=results), "app") is is_read


def test_who_may_read_less_from_the_first_day_need_not_show_it() -> None:
    assert stop_rule(work()).goes_unread(counted(30, 11, 0).looks[-1])


def test_one_person_alone_reads_again_a_week_later() -> None:
    assert stop_rule(work(stakes=Stakes.LAW, people=1)).same_person
    assert not stop_rule(work(stakes=Stakes.LAW, people=2)).same_person
    assert not stop_rule(work(stakes=Stakes.NUISANCE, people=1)).same_person


@pytest.mark.parametrize(
    ("job", "look", "stops"),
    [
        (work(), TrialLook(cases=30, redone=9, slipped=0), False),
        (work(), TrialLook(cases=30, redone=10, slipped=0), True),
        (work(), TrialLook(cases=30, redone=0, slipped=1), True),
        # bad ones are shown, and end nothing where a slip is a nuisance
        (work(stakes=NUISANCE), TrialLook(cases=15, redone=4, slipped=5), False),
        (work(stakes=NUISANCE), TrialLook(cases=15, redone=5, slipped=0), True),
        (
            work(finds=True, stakes=NUISANCE),
            TrialLook(cases=15, redone=2, slipped=0, missed=1),
            False,
        ),
        (
            work(finds=True, stakes=NUISANCE),
            TrialLook(cases=15, redone=3, slipped=0, missed=2),
            True,
        ),
        # the first miss that is more than a nuisance ends it, whoever noticed it
        (work(finds=True, stakes=HURT), TrialLook(cases=30, redone=1, slipped=0, missed=0), False),
        (work(finds=True, stakes=HURT), TrialLook(cases=3, redone=1, slipped=0, missed=1), True),
        # nothing is known to be there
        (work(), TrialLook(cases=30, redone=3, slipped=0, missed=3), False),
    ],
)
def test_what_ends_a_test(job: Work, look: TrialLook, stops: bool) -> None:  # noqa: FBT001  # a case
    assert stop_rule(job).fails(look) is stops


@pytest.mark.parametrize(("share", "most"), [(0.5, 9), (0.3, 9), (0.2, 6), (-0.1, 0)])
def test_no_more_are_done_again_than_leaves_hours_saved(share: float, most: int) -> None:
    assert stop_rule(work()).at_most(share).most_redone == most


@pytest.mark.parametrize(("parts", "collect"), [(1, 30), (6, 5), (7, 5), (40, 2)])
def test_long_ones_are_cut_into_cases(parts: int, collect: int) -> None:
    job = work(parts=parts)

    assert cases_to_collect(stop_rule(job), job) == collect


def test_the_dearer_must_spare_what_its_money_and_hours_are_worth() -> None:
    job = work(stakes=Stakes.NUISANCE)  # one wrong result costs 0.7 · 5 + 0.3 · 1 = 3.80
    money = costing(job)
    cheap, dear = money.price(by_use("cheap", 0.1)), money.price(by_use("dear", 0.48))

    assert must_spare(cheap, dear, money) == pytest.approx(10)


def test_a_month_of_two_hundred_shows_a_difference_of_thirty_two() -> None:
    assert seen_in_a_month(0.2, 200) == pytest.approx(5.6 * 0.4 * 200**0.5)


@pytest.mark.parametrize(
    ("most", "cases", "share", "chance"),
    [(0, 1, 0.2, 0.8), (1, 2, 0.5, 0.75), (2, 2, 0.5, 1.0), (0, 30, 0.0, 1.0)],
)
def test_chance_of_few_hits(most: int, cases: int, share: float, chance: float) -> None:
    assert binomial_at_most(most, cases, share) == pytest.approx(chance)


# One in five is wrong, a reader sees half of that, and of what he overlooks a tenth does damage.
TWO_CASES = StopRule(cases=2, most_redone=0)
READ_BY_HALF = replace(GUESSES, wrong_of_best=0.2, noticed=0.5, damaging=0.1)
TOO_MUCH_TO_READ = replace(UNREAD, minutes_by_hand=16.1)


@pytest.mark.parametrize(
    ("job", "rule", "chance"),
    [
        # the reader sees one bad one in ten: neither of two, or not both
        (work(), TWO_CASES, 0.9 * 0.9),
        (work(), replace(TWO_CASES, most_redone=1), 1 - 0.1 * 0.1),
        # the second finds half of the tenth that is left: of both cases 5 in 100 more; a tenth of
        # those, 5 in 1,000, has slipped, and none of the two may have
        (work(), replace(TWO_CASES, second_reads=2), 0.85 * 0.85 * 0.995 * 0.995),
        # he reads one of two: 25 in 1,000 more
        (work(), replace(TWO_CASES, second_reads=1), 0.875 * 0.875 * 0.995),
        # where the right answer is on file all of the fifth is seen, and nothing slips
        (work(people_wrong=0.2), TWO_CASES, 0.8 * 0.8),
        (work(people_wrong=0.2), replace(TWO_CASES, second_reads=2), 0.8 * 0.8),
        # what nobody does again counts where it does damage: a tenth of the tenth
        (TOO_MUCH_TO_READ, TWO_CASES, 0.99 * 0.99),
        (replace(TOO_MUCH_TO_READ, people_wrong=0.2), TWO_CASES, 0.8 * 0.8),
        # one in a hundred that are plainly there is missed; three where one may be
        (work(), replace(TWO_CASES, known_bad=1), 0.81 * 0.99),
        (work(), replace(TWO_CASES, known_bad=2, most_missed=1), 0.81 * (1 - 0.03 * 0.03)),
        # a second look that misses four of ten is a good one
        (work(reading_part=1.0), replace(TWO_CASES, known_bad=1), 0.81 * 0.6),
    ],
)
def test_chance_to_pass(job: Work, rule: StopRule, chance: float) -> None:
    money = costing(job, READ_BY_HALF)

    assert chance_to_pass(money.price(option("app")), money, rule) == pytest.approx(chance)


def test_nothing_is_spared_where_a_wrong_result_costs_nothing() -> None:
    money = costing(work(minutes_by_hand=0, stakes=Stakes.NUISANCE))
    free = money.price(option("app"))

    assert must_spare(free, money.price(option("dear", seats_usd=50.0)), money) is None


@pytest.mark.parametrize("wrong", [0.01, 0.02, 0.03, 0.05, 0.1, 0.2])
@pytest.mark.parametrize(("results", "cases"), [(300, 100), (1_000, 300)])
def test_who_is_as_good_as_people_passes_and_who_is_twice_as_bad_does_not(
    wrong: float, results: int, cases: int
) -> None:
    rule = stop_rule(work(people_wrong=wrong, results=results))

    assert rule.cases == cases
    assert binomial_at_most(rule.most_redone, cases, wrong) >= 0.85
    assert rule.most_redone <= 2 * wrong * cases
    if wrong * cases >= 15:
        assert binomial_at_most(rule.most_redone, cases, 2 * wrong) <= 0.15
