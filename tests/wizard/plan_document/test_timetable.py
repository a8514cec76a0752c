"""The days of a plan and its test: what makes them later, and that all places say the same."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import Medium
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import GoesIn, JobAct, Stakes
from wizard.document.compose import document_of
from wizard.document.timetable import Timetable, days_before, timetable, worked_on

ON = date(2026, 9, 1)  # a Tuesday
WEEK = timedelta(weeks=1)


def days(
    on: date = ON, begins: date = ON, *, weeks: float = 0, twice: bool = False, **before: Any
) -> Timetable:
    waits = days_before(**before)
    return timetable(on, begins, before=waits, test_weeks=weeks, looks_twice=twice)


def test_a_test_takes_two_weeks_and_is_decided_on_the_next_day() -> None:
    usual = days()

    assert usual.begins == ON
    assert usual.collected_by == ON + WEEK
    assert usual.rated_by == ON + 2 * WEEK
    assert usual.decided_by == ON + 2 * WEEK + timedelta(days=1)
    assert days(weeks=1.0) == usual


def test_it_counts_from_the_first_day_of_the_plan() -> None:
    later = days(begins=ON + 3 * WEEK)

    assert later.rated_by == days().rated_by + 3 * WEEK
    assert later.asked_by == days().asked_by  # whom to ask is asked now


@pytest.mark.parametrize(
    ("longer", "by"),
    [
        (days(weeks=1.01), WEEK),  # rating takes whole weeks
        (days(weeks=3.0), 2 * WEEK),
        (days(collecting_weeks=1.0), 0 * WEEK),
        (days(collecting_weeks=1.01), WEEK),  # what has to come first
        (days(collecting_weeks=2.9, weeks=3.0), 4 * WEEK),
        (days(collecting_weeks=2.0, is_agreed=True), WEEK),
        (days(collecting_weeks=2.01, is_agreed=True), 2 * WEEK),
        (days(is_built=True), 4 * WEEK),
        (days(is_agreed=True), WEEK),  # nobody signs within a week
        (days(is_agreed=True, is_built=True), 5 * WEEK),
        (days(is_built=True, weeks=1.01), 5 * WEEK),
    ],
)
def test_what_takes_longer_moves_the_day_of_the_decision(longer: Timetable, by: timedelta) -> None:
    assert longer.rated_by - days().rated_by == by
    assert longer.decided_by - days().decided_by == by
    assert longer.answered_by - days().answered_by == by


@pytest.mark.parametrize(("agreed", "weeks"), [(True, 2), (False, 1)])
def test_who_has_to_agree_gets_two_weeks(*, agreed: bool, weeks: int) -> None:
    assert days(is_agreed=agreed).collected_by - ON == weeks * WEEK


def test_cases_that_have_to_come_are_collected_later_and_rated_as_long() -> None:
    slow = days(collecting_weeks=2.5)

    assert slow.collected_by == ON + 3 * WEEK
    assert slow.rated_by == slow.collected_by + WEEK
    assert slow.asked_by == days().asked_by


def test_a_first_step_has_as_long_as_a_test_before_a_seller_is_asked() -> None:
    usual = days()

    assert usual.with_a_step_before.first_by == usual.first_by
    assert usual.with_a_step_before.counted_by == usual.rated_by
    assert usual.with_a_step_before.asked_by == usual.decided_by


@pytest.mark.parametrize(
    ("timetable", "by"),
    [
        (days(), WEEK),  # with the first cases of the test, not on the day of the first step
        (days(collecting_weeks=2.5), 3 * WEEK),
        (days().with_a_step_before, 2 * WEEK),  # never before that step
    ],
)
def test_what_hears_comes_after_a_first_step(timetable: Timetable, by: timedelta) -> None:
    assert timetable.first_by <= timetable.counted_by
    assert timetable.counted_by - ON == by


NOTES = {"use_case": "visit-dictation", "stakes": Stakes.HURT}
MINUTES = {"use_case": "meeting-minutes"}
QUOTES = {"words": "Write quotes", "medium": Medium.TEXT, "act": JobAct.WRITE}
# So long for each that a tool for the rest is tested after a first step.
REPLIES = {"use_case": "support-email-reply", "minutes_by_hand": Decimal(60)}


@pytest.mark.parametrize(
    ("fields", "results", "weeks"),
    [
        # minutes and dictations are spoken first: 15 of 30 a month, 30 of 45, 30 of 700
        (MINUTES, 30, 3),
        (MINUTES | {"finished_cases": 15}, 30, 1),
        (MINUTES | {"once": True}, 60, 1),
        (NOTES, 45, 3),
        (NOTES, 700, 1),
        (QUOTES | {"goes_in": GoesIn.DICTATION}, 30, 3),
        # what lies there is taken from there
        (QUOTES | {"goes_in": GoesIn.RECORDING}, 30, 1),
        (QUOTES | {"goes_in": GoesIn.TEXT}, 30, 1),
        ({"use_case": "proposal-draft"}, 10, 1),
        # a first step is tried on what comes, once it is set up
        (REPLIES, 300, 2),
        (REPLIES, 60, 3),
        (REPLIES, 20, 3),
        (REPLIES, 24, 2),
        (REPLIES | {"once": True}, 24, 1),
    ],
)
def test_days_follow_from_how_many_come_in_a_week(
    fields: dict[str, Any], results: int, weeks: int
) -> None:
    usual: dict[str, Any] = {"results": Decimal(results), "secrets": frozenset()}
    job = Job(key="own-1", **(usual | fields))
    answers = Answers(jobs=(job,), people=3, wage_usd=Decimal(40))
    catalog = starter_catalog()
    on = date(2026, 12, 1)  # of the starter catalog
    plan = document_of(decide(answers, catalog, on), answers, catalog)

    assert plan.days.collected_by == on + weeks * WEEK


def test_who_is_alone_decides_after_looking_again() -> None:
    alone, usual = days(twice=True), days()

    assert alone.rated_by == usual.rated_by
    assert alone.second_look_on == usual.rated_by + WEEK
    assert alone.decided_by == alone.second_look_on + timedelta(days=1)


def test_a_developer_is_hired_before_the_cases_are_collected() -> None:
    assert days().hired_by < days().collected_by
    assert days(is_built=True).hired_by > ON


@pytest.mark.parametrize(("on", "by"), [(ON, 1), (date(2026, 9, 4), 3), (date(2026, 9, 6), 1)])
def test_sellers_are_asked_on_the_next_working_day(on: date, by: int) -> None:
    assert days(on=on, begins=on).asked_by == on + timedelta(days=by)


@pytest.mark.parametrize(
    ("on", "by"),
    [
        (date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 12, 24), date(2027, 1, 4)),  # the second of January is a Saturday
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2025, 12, 31), date(2026, 1, 2)),
        (date(2026, 12, 4), date(2026, 12, 4)),  # a Friday
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 12, 6), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 7)),
    ],
)
def test_nothing_is_due_at_weekends_nor_between_christmas_and_new_year(on: date, by: date) -> None:
    assert worked_on(on) == by


def test_no_day_of_a_plan_falls_into_the_holidays_and_rating_keeps_its_week() -> None:
    begins = [date(2026, 11, 1) + timedelta(days=after) for after in range(80)]
    found = [
        days(on=on, begins=on, twice=twice, is_built=built)
        for on in begins
        for twice in (False, True)
        for built in (False, True)
        if worked_on(on) == on
    ]

    for row in (*found, *(row.with_a_step_before for row in found)):
        of_row = [getattr(row, field.name) for field in fields(row)]
        assert [day for day in of_row if worked_on(day) != day] == []
    for row in found:
        assert row.rated_by >= row.collected_by + WEEK
        assert row.hired_by <= row.collected_by < row.rated_by < row.decided_by
