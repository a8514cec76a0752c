"""The days of a plan and of its test, on which every page, file, calendar and list agrees."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

WEEK_DAYS = 7
COLLECTING_DAYS = 7  # ours: from the first day of a plan to the last case of its test
BUILDING_DAYS = 28  # ours: to find a developer, and to connect what is to be tested
SECOND_LOOK_DAYS = 7  # after the test, where one person looks twice
ANSWERED_DAYS = 14  # ours: for a seller or a lawyer to answer or sign, and for a test after it
SATURDAY = 5
HOLIDAYS = ((12, 24), (1, 1))  # ours: from Christmas Eve to New Year nobody rates or answers
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """By which day what is done. A test is late on the day after it had to be decided."""

    begins: date
    first_by: date  # what needs no AI begins
    counted_by: date  # whether that is enough; what hears begins where it is not
    asked_by: date  # sellers and lawyers
    hired_by: date  # a developer, where one is needed
    collected_by: date  # the cases, and what the tools made of them
    rated_by: date
    second_look_on: date  # where one person looks twice
    decided_by: date
    answered_by: date  # decided so late where a seller has to answer first
    yes_by: date  # no answer by then counts as no, whoever is asked

    @property
    def with_a_yes_before(self) -> "Timetable":
        """Return the days of a plan whose first case waits for somebody who agrees to it."""
        return replace(self, yes_by=self.collected_by)

    @property
    def with_a_step_before(self) -> "Timetable":
        """Return the days of a job whose seller is asked if its first step is not enough."""
        return replace(
            self,
            counted_by=self.rated_by,
            asked_by=worked_on(self.rated_by + DAY),
            rated_by=self.answered_by,
            answered_by=worked_on(self.answered_by + timedelta(days=ANSWERED_DAYS)),
            yes_by=self.answered_by,
        )


def days_before(
    *, is_built: bool = False, is_agreed: bool = False, collecting_weeks: float = 0.0
) -> int:
    """Return how many days pass before the cases of the first test are rated.

    Who has to agree before the first case answers while the cases are collected, which takes whole
    weeks.
    """
    collecting = ANSWERED_DAYS if is_agreed else COLLECTING_DAYS
    collecting = max(collecting, WEEK_DAYS * ceil(collecting_weeks))
    return collecting + (BUILDING_DAYS if is_built else 0)


def timetable(
    on: date, begins: date, *, before: int, test_weeks: float, looks_twice: bool
) -> Timetable:
    """Return the days of a plan of this day that begins then, by what its first test takes.

    Rating takes whole weeks, and so many days come `before`.
    """
    rating = timedelta(weeks=max(ceil(test_weeks), 1))
    collected_by = worked_on(begins + timedelta(days=before))
    rated_by = worked_on(collected_by + rating)
    collected_by = max(collected_by, on)
    second_look_on = worked_on(rated_by + timedelta(days=SECOND_LOOK_DAYS))
    last = second_look_on if looks_twice else rated_by
    soon = worked_on(on + DAY)
    return Timetable(
        begins=begins,
        first_by=soon,
        counted_by=max(soon, collected_by),
        asked_by=soon,
        hired_by=worked_on(collected_by - timedelta(days=BUILDING_DAYS // 2)),
        collected_by=collected_by,
        rated_by=rated_by,
        second_look_on=second_look_on,
        decided_by=worked_on(last + DAY),
        answered_by=worked_on(rated_by + timedelta(days=ANSWERED_DAYS)),
        yes_by=rated_by,
    )


def worked_on(on: date) -> date:
    """Return a day, or the first working day after the weekend or the holidays it falls into.

    Other public holidays differ by country and count as any day.
    """
    first, last = HOLIDAYS
    day = (on.month, on.day)
    if on.weekday() >= SATURDAY or day >= first or day <= last:
        return worked_on(on + DAY)
    return on
