"""The days of a plan and its test: what makes them later, and that all places say the same."""

from datetime import date, timedelta

import pytest

from wizard.document.timetable import Timetable, days_before, timetable

ON = date(2026, 12, 1)  # a Tuesday
WEEK = timedelta(weeks=1)


def days(
    on: date = ON, begins: date = ON, *, weeks: float = 0, twice: bool = False, **before: bool
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


def test_who_is_alone_decides_after_looking_again() -> None:
    alone, usual = days(twice=True), days()

    assert alone.rated_by == usual.rated_by
    assert alone.second_look_on == usual.rated_by + WEEK
    assert alone.decided_by == alone.second_look_on + timedelta(days=1)


def test_a_developer_is_hired_before_the_cases_are_collected() -> None:
    assert days().hired_by < days().collected_by
    assert days(is_built=True).hired_by > ON


@pytest.mark.parametrize(("on", "by"), [(ON, 1), (date(2026, 12, 4), 3), (date(2026, 12, 6), 1)])
def test_sellers_are_asked_on_the_next_working_day(on: date, by: int) -> None:
    assert days(on=on, begins=on).asked_by == on + timedelta(days=by)
