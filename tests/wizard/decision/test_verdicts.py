"""Endings: the first that holds, a row a case, with the nearest case on the other side."""

from typing import Any

import pytest

from tests.wizard.decision.toys import by_use, option, ranked, work
from wizard.decision.endings import (
    Advised,
    AsDear,
    AskFirst,
    Ending,
    FromList,
    LeaveIt,
    OverLimit,
    Project,
    SecondLook,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
)
from wizard.decision.options import Option, Strength
from wizard.decision.situation import Work
from wizard.decision.sparing import sparing
from wizard.decision.verdicts import RankedJob, ending, work_of_fewer, work_within_limit
from wizard.decision.vocabulary import (
    Certainty,
    Condition,
    DecidesOn,
    Review,
    SparingSeen,
    Stakes,
    Unknown,
)

ASKS = (Unknown.CONTRACT,)
# By hand $500. An app costs its price, 5 h of reading and a third of an hour of learning ($160),
# and 20 · 0.7 · $5 = $70 of what is noticed and done again: $230 and its price.
BESIDE_PRICE = 230.0


def app(total_usd: float, **fields: object) -> Option:
    """Return an app with which the work costs so much in all."""
    return option("app", seats_usd=total_usd - BESIDE_PRICE, **fields)


def built(connecting_usd: float, **fields: Any) -> Option:
    """Return what a developer connects, with which 600 results cost $2,400 of $3,000 by hand.

    All but its prices is $1,330.
    """
    seats_usd = 2_399 - 1_330 - connecting_usd / 12
    usual: dict[str, Any] = {"needs_developer": True}
    return option("app", seats_usd=seats_usd, connecting_usd=connecting_usd, **usual | fields)


@pytest.mark.parametrize(
    ("part", "most"),
    [
        # reading, pasting and learning leave less than a tenth of 20 h: of 17 cases 1
        (0.88, 1),
        (0.9, 5),  # a second look saves none: as many as of any draft, of 16
        (1.0, 4),
    ],
)
def test_hours_saved_bound_what_is_done_again_but_not_of_a_second_look(
    part: float, most: int
) -> None:
    ended = ending(ranked(work(reading_part=part), option("app", seats_usd=20.0)))

    assert isinstance(ended, SecondLook | AsDear)
    assert ended.recommendation.stop.most_redone == most


@pytest.mark.parametrize(
    ("job", "bought", "kind"),
    [
        (work(), app(250), Use),
        # where checking is doing the work again no hour is saved: a second look, up to a quarter
        # more than the $500 by hand, of which 20 minutes of learning are $10
        (work(reading_part=1.0), option("app", seats_usd=115.0), SecondLook),
        (work(reading_part=1.0), option("app", seats_usd=116.0), LeaveIt),
        (work(reading_part=0.9), option("app", seats_usd=20.0), SecondLook),
        (work(reading_part=0.89), option("app", seats_usd=20.0), AsDear),
        (work(reading_part=1.0, stakes=Stakes.NUISANCE), option("app", seats_usd=1.0), LeaveIt),
        (work(reading_part=1.0), option("app", seats_usd=20.0, paid=True), SecondLook),
        (work(reading_part=1.0), option("app", seats_usd=20.0, unknowns=ASKS), AskFirst),
        (work(reading_part=1.0, review=Review.NOBODY), option("app", seats_usd=20.0), Use),
        (work(reading_part=1.0, nobody_today=True), option("app", seats_usd=20.0), Try),
        # leave it: by hand below three quarters, 500 < 0.75 · 666.67
        (work(), app(666), AsDear),
        (work(), app(667), LeaveIt),
        # at any price, where a voice may hurt somebody before a person can release what it says
        (work(stakes=Stakes.HURT, spoken_at_once=True), app(250), LeaveIt),
        (work(stakes=Stakes.HURT, spoken_at_once=True, limit_usd=1.0), app(250), LeaveIt),
        (work(stakes=Stakes.MONEY, spoken_at_once=True), app(250), Use),
        # as dear: by hand within a quarter more, 500 < 1.25 · 400
        (work(), app(400), Use),
        (work(), app(401), AsDear),
        # dearer than half an hour by hand, and as long with its learning; at 36 minutes it is
        # shorter
        (work(minutes_by_hand=0.3), option("app", seats_usd=1.0), LeaveIt),
        (work(minutes_by_hand=0.36), option("app", seats_usd=1.0), AsDear),
        # neither is asked of what is paid, nor where nobody could do it by hand
        (work(), option("app", seats_usd=900.0, paid=True), UseWhatYouHave),
        (work(nobody_today=True), app(900), Try),
        (work(nobody_today=True, worth_usd=5.0), app(900), LeaveIt),
        (work(nobody_today=True, worth_usd=50.0), app(900), Use),
        # 100 · 10 min = 16.7 h; of one person 1.5 · 160 h are 240 h
        (work(results=1_440, people=1), app(250), Use),
        (work(results=1_441, people=1), app(250), Try),
        # over the limit, but what does not pay is left first
        (work(limit_usd=19.0), app(250), OverLimit),
        (work(limit_usd=20.0), app(250), Use),
        (work(limit_usd=20.0), app(667), LeaveIt),
        # nobody raises it for what saves neither its price, $135, nor a day's wage of $240
        (work(limit_usd=20.0), app(365), OverLimit),
        (work(limit_usd=20.0), app(366), LeaveIt),
        (work(limit_usd=136.0), app(366), Use),
        (work(results=600, limit_usd=20.0), app(2_760 - 1_100), OverLimit),
        (work(results=600, limit_usd=20.0), app(2_761 - 1_100), LeaveIt),
        (work(limit_usd=20.0), app(501), LeaveIt),
        (work(limit_usd=246.0), app(476), AsDear),
        (work(limit_usd=20.0, nobody_today=True), app(501), OverLimit),
        (work(), app(250, unknowns=ASKS), AskFirst),
        # nobody asks a seller about what is as dear as by hand
        (work(), app(400, unknowns=ASKS), AskFirst),
        (work(), app(401, unknowns=ASKS), LeaveIt),
        # of $3,000 a fifth is $600: a day's wage, $240, is worth a question, and no developer; of
        # six times the work all but the price is $1,100 more
        (work(results=600), app(2_760 - 1_100, unknowns=ASKS), AskFirst),
        (work(results=600), app(2_761 - 1_100, unknowns=ASKS), LeaveIt),
        (work(results=600), app(2_400 - 1_100, needs_developer=True), Project),
        (work(results=600), app(2_401 - 1_100, needs_developer=True), LeaveIt),
        (work(results=600), app(2_401 - 1_100, needs_developer=True, unknowns=ASKS), LeaveIt),
        # what he takes comes back in three months: of $2,400 are $600 beside the twelfth counted
        (work(results=600), built(2_380), Project),
        (work(results=600), built(2_420), LeaveIt),
        (work(results=600), built(2_420, needs_developer=False), Use),
        # of $6,000 a twentieth is more than that
        (work(results=1_200), app(5_700 - 2_420, unknowns=ASKS), AskFirst),
        (work(results=1_200), app(5_701 - 2_420, unknowns=ASKS), LeaveIt),
        (work(), app(250, says_inside=False), Try),
        (work(), app(250, strength=None), Try),
        (work(), app(250, paid=True, says_inside=False), UseWhatYouHave),
        (work(), app(250, needs_developer=True), Project),
        # a project is not begun for what is as dear as by hand
        (work(), app(400, needs_developer=True), Project),
        (work(), app(401, needs_developer=True), LeaveIt),
        # nobody hires before the seller has answered
        (work(), app(250, needs_developer=True, unknowns=ASKS), AskFirst),
        (work(decides_on=frozenset({DecidesOn.LIST})), app(250), FromList),
        (work(decides_on=frozenset({DecidesOn.LIST})), app(667), FromList),
        (work(decides_on=frozenset({DecidesOn.SUM})), app(250), Use),
    ],
)
def test_the_first_ending_that_holds(job: Work, bought: Option, kind: type[Ending]) -> None:
    assert type(ending(ranked(job, bought))) is kind


@pytest.mark.parametrize(
    ("conditions", "questions"),
    [
        ((), ASKS),
        ((Condition.SETTLE_LANGUAGE,), (*ASKS, Unknown.LANGUAGE)),
        ((Condition.SIGN_SECRECY,), (*ASKS, Unknown.SECRECY)),
        ((Condition.SIGN_AGREEMENT, Condition.EU_OPTION), ASKS),  # these the owner sees to himself
    ],
)
def test_who_is_asked_anyhow_is_asked_for_all_that_is_open(
    conditions: tuple[Condition, ...], questions: tuple[Unknown, ...]
) -> None:
    ended = ending(ranked(work(), app(250, unknowns=ASKS, conditions=conditions)))

    assert isinstance(ended, AskFirst)
    assert ended.questions == questions


def test_a_comparison_has_the_figures_that_decided() -> None:
    verdict = ending(ranked(work(), app(400)))

    assert isinstance(verdict, Use)
    assert verdict.comparison.by_hand_usd == pytest.approx(500)
    assert verdict.comparison.with_ai_usd == pytest.approx(400)
    assert verdict.comparison.while_read is None


def test_until_the_test_has_passed_the_cost_is_also_shown_with_everything_read() -> None:
    verdict = ending(ranked(work(review=Review.NOBODY), app(400)))

    assert isinstance(verdict, Use)
    later, first = verdict.comparison, verdict.comparison.while_read
    assert first is not None
    # 5 h of reading at $30 are $150, and what is noticed and done again $70
    assert later.with_ai_usd == pytest.approx(400 - 150 - 70)
    assert first.with_ai_usd == pytest.approx(400)
    assert first.hours_with_ai > later.hours_with_ai + 5  # and some of what is noticed done again


@pytest.mark.parametrize(
    ("limit", "results"),
    [(1.99, None), (2.0, 20), (2.99, 29), (9.0, 90), (9.99, 99)],
)
def test_what_a_limit_buys(limit: float, results: int | None) -> None:
    within = work_within_limit(ranked(work(limit_usd=limit), by_use("model", 0.1)))

    assert (None if within is None else within.results) == results


@pytest.mark.parametrize(
    ("limit", "results"), [(39.0, None), (40.0, 20), (70.0, 50), (72.0, 50), (73.0, 51)]
)
def test_what_a_limit_buys_of_a_plan_that_charges_each_result(
    limit: float, results: int | None
) -> None:
    # $20, a dollar a result, and two more for each beyond fifty
    plan = option("app", included=50.0, result_usd=2.0, each_usd=1.0)
    within = work_within_limit(ranked(work(limit_usd=limit), plan))

    assert (None if within is None else within.results) == results


def test_a_flat_price_above_the_limit_buys_nothing() -> None:
    assert work_within_limit(ranked(work(limit_usd=10.0), option("app"))) is None


def test_a_limit_buys_no_part_of_a_single_result() -> None:
    job = work(results=1.0, limit_usd=9.0)

    assert work_within_limit(ranked(job, by_use("model", 10.0))) is None


@pytest.mark.parametrize(
    ("is_own", "results", "doers", "left"),
    [
        (True, 49.0, 1, 1),  # of 49 people one has one, whatever a fraction says
        (True, 49.0, 20, 20),
        (True, 12.5, 1, 1),  # a month has a whole one, or there is nothing to hear
        (False, 12.5, 1, 12.5),  # one does the work of all
    ],
)
def test_fewer_hands_take_all_or_their_own_part(
    *, is_own: bool, results: float, doers: int, left: float
) -> None:
    less = work_of_fewer(work(results=results, doers=49.0), doers, is_own=is_own)

    assert (less.results, less.doers) == (left, doers)


def test_a_limit_on_a_month_buys_no_part_of_what_is_done_once() -> None:
    job = work(limit_usd=9.0, once=True)

    assert work_within_limit(ranked(job, by_use("model", 0.1))) is None


def test_the_cheaper_of_two_is_started_with_and_the_dearer_tried_beside_it() -> None:
    job = work(minutes_by_hand=100)
    best, behind = by_use("best", 4.0), by_use("behind", 0.1, strength=Strength(log_odds=-1.0))

    verdict = ending(ranked(job, best, behind))

    assert isinstance(verdict, StartWith)
    assert verdict.recommendation.first.option == behind
    assert verdict.recommendation.second is not None
    assert verdict.recommendation.second.option == best
    assert verdict.recommendation.certainty is Certainty.CLOSE
    assert verdict.comparison.option.option == behind


def test_a_dearer_one_that_only_votes_speak_for_does_not_make_a_job_as_dear_as_by_hand() -> None:
    job = work(minutes_by_hand=10, damage_usd=5_000.0)
    best, behind = by_use("best", 3.2), by_use("behind", 0.1, strength=Strength(log_odds=-1.0))

    assert isinstance(ending(ranked(job, best)), AsDear | LeaveIt)
    assert isinstance(ending(ranked(job, best, behind)), StartWith)


BY_YEAR = {"conditions": (Condition.PAID_BY_THE_YEAR,)}


@pytest.mark.parametrize(
    ("other", "tried_in"),
    [
        ({}, "other"),
        ({"maker": "else"}, None),
        (BY_YEAR, None),
        ({"unknowns": (Unknown.TRAINING,)}, None),
        ({"needs_developer": True}, None),
    ],
)
def test_what_is_sold_by_the_year_is_tried_in_another_plan_of_its_maker(
    other: dict[str, Any], tried_in: str | None
) -> None:
    first = option("first", maker="one", **BY_YEAR)
    second = option("other", **{"maker": "one", "seats_usd": 30.0, **other})

    verdict = ending(ranked(work(), first, second))

    assert isinstance(verdict, Advised)
    advice = verdict.recommendation
    assert advice.first.option == first
    assert advice.is_bought_by_the_year
    assert (advice.tried_in.option.key if advice.tried_in else None) == tried_in


@pytest.mark.parametrize(
    ("job", "usd"),
    [
        # of 20 wrong ones 14 would have been noticed, one in ten of which does the damage
        (work(review=Review.NOBODY, damage_usd=60.0), 84),
        (work(review=Review.SAMPLE, damage_usd=60.0), 75.6),
        (work(review=Review.NOBODY, stakes=Stakes.NUISANCE), 14),  # twice $5
        (work(damage_usd=60.0), 0),  # all are read
        (work(review=Review.NOBODY), 0),  # nobody said what one costs
        (work(review=Review.NOBODY, stakes=Stakes.HURT), 0),  # all are read there
    ],
)
def test_what_nobody_reads_is_counted(job: Work, usd: float) -> None:
    verdict = ending(ranked(job, option("app")))

    assert isinstance(verdict, Use)
    assert verdict.comparison.unread_usd == pytest.approx(usd)


@pytest.mark.parametrize(
    ("limit", "part"), [(19.99, None), (20.0, 20), (39.99, 20), (40.0, 40), (99.0, 80)]
)
def test_a_limit_buys_fewer_seats_of_five(limit: float, part: float | None) -> None:
    """Five seats cost $100, and one is for 20 of the 100 results."""
    seats = option("app", seats_usd=100.0, seats=5)
    within = work_within_limit(ranked(work(limit_usd=limit, doers=5.0), seats))

    assert (None if within is None else within.results) == part


@pytest.mark.parametrize(
    "bought",
    [
        # more seats than people who do the job: the plan is the whole firm's
        option("app", seats_usd=100.0, seats=6),
        option("app", seats_usd=100.0, seats=1, included=0.0, result_usd=0.1),
        option("app", seats_usd=100.0, seats=1, each_usd=0.1),
    ],
)
def test_a_limit_buys_fewer_seats_only_of_what_is_sold_by_them(bought: Option) -> None:
    assert work_within_limit(ranked(work(limit_usd=99.0, doers=5.0), bought)) is None


@pytest.mark.parametrize(
    ("job", "dearer_usd", "seen"),
    [
        # half a month each of 1,000 shows 5.6 · √(0.2 · 0.8 · 1,000) = 70.8; one is worth $11
        (work(results=1_000), 0.87, SparingSeen.TOO_FEW),
        (work(results=1_000), 0.88, SparingSeen.SHOWS),
        # no more than the 200 that go wrong can be spared
        (work(results=1_000), 2.29, SparingSeen.SHOWS),
        (work(results=1_000), 2.31, SparingSeen.CANNOT_PAY),
        (work(results=1_000, review=Review.SAMPLE), 0.88, SparingSeen.UNREAD),
    ],
)
def test_what_a_month_can_show_of_what_the_dearer_must_spare(
    job: Work, dearer_usd: float, seen: SparingSeen
) -> None:
    cheap, dear = by_use("cheap", 0.1), by_use("dear", dearer_usd)
    (row,) = sparing(ranked(job, cheap).pick, ranked(job, dear).pick, ranked(job, cheap, dear))

    assert row.seen is seen


@pytest.mark.parametrize(
    ("log_odds", "result_usd", "is_beside"),
    [
        (0.1, 0.3, True),
        (0.0, 0.3, False),  # as good
        (-0.1, 0.3, False),
        (0.1, 0.2, False),  # better for no more
    ],
)
def test_the_better_one_that_costs_more_stands_beside_what_is_named(
    log_odds: float,
    result_usd: float,
    is_beside: bool,  # noqa: FBT001  # a case
) -> None:
    first = by_use("first", 0.2)
    other = by_use("other", result_usd, strength=Strength(log_odds=log_odds))
    ranking = ranked(work(results=1_000), first, other)
    priced = next(row for row in ranking.passing if row.option is first)

    rows = sparing(priced, None, ranking)

    assert [row.option.option for row in rows] == ([other] if is_beside else [])


def test_nothing_ends_without_an_option() -> None:
    with pytest.raises(IndexError):
        ending(ranked(work()))


@pytest.mark.parametrize(
    ("minutes", "paid", "most"),
    [
        # 0.3 of the minutes and one for pasting are read, and a third of an hour in all is learned
        (10, False, 4),  # 58 of 100 could be done again
        (3, False, 4),  # 30 of 100
        (2, False, 1),  # 10 of 100
        (2, True, 4),  # what is paid is not held against hands
    ],
)
def test_never_more_are_done_again_than_leaves_hours_saved(
    minutes: float,
    paid: bool,  # noqa: FBT001  # a case
    most: int,
) -> None:
    chat = option("chat", pasting=True, paid=paid)
    ranking = ranked(work(minutes_by_hand=minutes, stakes=Stakes.NUISANCE), chat)

    assert RankedJob(ranking=ranking, pick=ranking.pick).stop.most_redone == most
