"""The owner's test: its size and what ends it, a row a case."""

import pytest

from tests.wizard.decision.toys import by_use, costing, option, result, work
from wizard.decision.measured import TrialResult
from wizard.decision.situation import Work
from wizard.decision.trial import (
    binomial_at_most,
    is_read_at_first,
    must_spare,
    seen_in_a_month,
    stop_rule,
)
from wizard.decision.vocabulary import Review, Secret, Stakes


@pytest.mark.parametrize(
    ("job", "cases", "most_redone", "most_slipped", "second_reads"),
    [
        (work(stakes=Stakes.NUISANCE), 15, 6, None, 0),
        (work(stakes=Stakes.NUISANCE, results=5_000), 15, 6, None, 0),
        # a nuisance that nobody reads is one a thousand times
        (work(stakes=Stakes.NUISANCE, results=999, review=Review.NOBODY), 15, 6, None, 0),
        (work(stakes=Stakes.NUISANCE, results=1_000, review=Review.NOBODY), 100, 30, 0, 20),
        (work(stakes=Stakes.NUISANCE, results=9_999, review=Review.SAMPLE), 100, 30, 0, 20),
        (work(stakes=Stakes.NUISANCE, results=10_000, review=Review.SAMPLE), 300, 90, 0, 20),
        (work(stakes=Stakes.MONEY, results=999), 30, 11, 0, 10),
        (work(stakes=Stakes.MONEY, results=1_000), 100, 30, 0, 20),
        # the second reads more where one bad slip is dear
        (work(stakes=Stakes.MONEY, damage_usd=999.0), 30, 11, 0, 10),
        (work(stakes=Stakes.MONEY, damage_usd=1_000.0), 30, 11, 0, 30),
        (work(stakes=Stakes.MONEY, results=1_000, damage_usd=1_000.0), 100, 30, 0, 30),
        (work(stakes=Stakes.MONEY, review=Review.SAMPLE), 100, 30, 0, 20),
        (work(stakes=Stakes.MONEY, review=Review.NOBODY), 100, 30, 0, 20),
        (work(stakes=Stakes.MONEY, results=10_000, review=Review.NOBODY), 300, 90, 0, 20),
        (work(stakes=Stakes.LAW, results=5_000), 30, 11, 0, 30),
        (work(stakes=Stakes.HURT), 30, 11, 0, 30),
        (work(stakes=Stakes.HURT, review=Review.NOBODY), 30, 11, 0, 30),  # all are read there
        (work(secrets=frozenset({Secret.SENSITIVE}), review=Review.NOBODY), 30, 11, 0, 10),
        (work(secrets=frozenset({Secret.PERSONAL}), review=Review.NOBODY), 100, 30, 0, 20),
        # an agent in code may have six in ten done again
        (work(stakes=Stakes.MONEY, agent=True), 30, 18, 0, 10),
        # no more than two months bring
        (work(stakes=Stakes.NUISANCE, results=8), 15, 6, None, 0),
        (work(stakes=Stakes.NUISANCE, results=7), 14, 6, None, 0),
        (work(stakes=Stakes.NUISANCE, results=3), 6, 2, None, 0),
        (work(stakes=Stakes.MONEY, results=1), 2, 1, 0, 2),
        (work(stakes=Stakes.LAW, results=5), 10, 4, 0, 10),
        (work(stakes=Stakes.MONEY, results=10, review=Review.SAMPLE), 20, 6, 0, 20),
        # of long ones what takes two days by hand, or a quarter of a month's work; three at least
        (work(stakes=Stakes.LAW, results=26, minutes_by_hand=95), 10, 4, 0, 10),
        (work(stakes=Stakes.LAW, results=200, minutes_by_hand=90), 30, 11, 0, 30),
        (work(stakes=Stakes.MONEY, results=9, minutes_by_hand=420), 3, 1, 0, 3),
        (work(stakes=Stakes.NUISANCE, results=8, minutes_by_hand=240), 4, 2, None, 0),
        (work(stakes=Stakes.MONEY, minutes_by_hand=0), 30, 11, 0, 10),  # nobody knows how long
        # before anybody reads less, long ones are not spared
        (work(review=Review.NOBODY, minutes_by_hand=60), 100, 30, 0, 20),
        # once: at most a third of all
        (work(stakes=Stakes.MONEY, results=89, once=True), 29, 11, 0, 10),
        (work(stakes=Stakes.MONEY, results=90, once=True), 30, 11, 0, 10),
        (work(stakes=Stakes.MONEY, results=5_000, once=True), 30, 11, 0, 10),
        (work(stakes=Stakes.LAW, results=1, once=True), 2, 1, 0, 2),
        # against one true answer: twice what people get wrong, of 100; of 300 where much and not a nuisance
        (work(people_wrong=0.03), 100, 6, 0, 10),
        (work(people_wrong=0.1), 100, 20, 0, 10),
        (work(people_wrong=0.03, results=999), 100, 6, 0, 10),
        (work(people_wrong=0.03, results=1_000), 300, 18, 0, 20),
        (work(people_wrong=0.03, results=10, pieces=100), 300, 18, 0, 10),
        (work(people_wrong=0.03, results=1_000, once=True), 100, 6, 0, 10),
        (work(people_wrong=0.03, results=1_000, stakes=Stakes.NUISANCE), 100, 6, None, 0),
        (work(people_wrong=0.03, stakes=Stakes.LAW), 100, 6, 0, 30),
        (work(people_wrong=0.03, stakes=Stakes.HURT, results=5_000), 300, 18, 0, 30),
        # finished cases of five months, however long one takes
        (work(people_wrong=0.05, results=20, minutes_by_hand=60), 100, 10, 0, 10),
        (work(people_wrong=0.05, results=19, minutes_by_hand=60), 95, 10, 0, 10),
        (work(people_wrong=0.05, results=2), 10, 1, 0, 10),
    ],
)
def test_size_and_stop(
    job: Work, cases: int, most_redone: int, most_slipped: int | None, second_reads: int
) -> None:
    rule = stop_rule(job)
    ends = (rule.cases, rule.most_redone, rule.most_slipped)

    assert (*ends, rule.second_reads) == (cases, most_redone, most_slipped, second_reads)


MUCH_UNREAD = work(review=Review.NOBODY, stakes=Stakes.NUISANCE, results=1_000)


def counted(cases: int, redone: int, slipped: int) -> TrialResult:
    return result("app", cases=cases, redone=redone, slipped=slipped)


@pytest.mark.parametrize(
    ("job", "test", "is_read"),
    [
        (work(review=Review.NOBODY), None, True),
        (work(review=Review.SAMPLE), None, True),
        (work(), None, False),  # everybody reads anyway
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), None, True),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), counted(15, 1, 0), False),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), counted(15, 2, 0), True),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE, results=1_000), None, True),
        (work(review=Review.NOBODY, stakes=Stakes.LAW), None, False),  # everybody reads for ever
        # where a slip costs money two of a hundred, else ten
        (work(review=Review.NOBODY), counted(100, 0, 0), False),
        (work(review=Review.NOBODY), counted(100, 1, 1), False),
        (work(review=Review.NOBODY), counted(100, 2, 1), True),
        (MUCH_UNREAD, counted(100, 8, 2), False),
        (MUCH_UNREAD, counted(100, 9, 2), True),
        (work(review=Review.NOBODY), counted(99, 0, 0), True),
        (work(review=Review.NOBODY), counted(200, 4, 0), False),
        (work(review=Review.NOBODY), counted(200, 5, 0), True),
        (work(review=Review.NOBODY, results=90, once=True), counted(30, 0, 0), False),
        (work(review=Review.NOBODY, results=90, once=True), counted(30, 1, 0), True),
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
    ("redone", "slipped", "stops"), [(11, 0, False), (12, 0, True), (0, 1, True), (0, 0, False)]
)
def test_a_test_at_money_stops(redone: int, slipped: int, stops: bool) -> None:  # noqa: FBT001  # a case
    assert stop_rule(work()).fails(redone=redone, slipped=slipped) is stops


def test_bad_ones_are_shown_and_end_nothing_where_a_slip_is_a_nuisance() -> None:
    assert not stop_rule(work(stakes=Stakes.NUISANCE)).fails(redone=5, slipped=5)


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


def test_nothing_is_spared_where_a_wrong_result_costs_nothing() -> None:
    money = costing(work(minutes_by_hand=0, stakes=Stakes.NUISANCE))
    free = money.price(option("app"))

    assert must_spare(free, money.price(option("dear", seats_usd=50.0)), money) is None
