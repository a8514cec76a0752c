"""One day by which a test is decided, the same wherever it is said.

The page, its files, the calendar, the pilot and the owner's next step say the same.
"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from catalog.formatting import format_day
from tests.wizard.pilot.kit import PAYS_FOR_TWO, rows, start
from tests.wizard.plans import made
from wizard.document.timetable import Timetable
from wizard.exports.copies import copy_of
from wizard.models import Plan, PlanVersion
from wizard.pilot import taking
from wizard.pilot.context import frames_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
LATE = "The day of the test has passed."
BEGUN_ANYWAY = "The days have passed, and nothing was tested"


def days_of(version: PlanVersion) -> Timetable:
    return copy_of(version, "").document.days


def long_day(day: date) -> str:
    return f"{day:%-d %B}"


def plan_of(slug: str, *, ago: int = 0) -> tuple[Plan, str, PlanVersion]:
    """Return a plan that was decided so many days ago."""
    return made(slug, on=timezone.localdate() - timedelta(days=ago), **PAYS_FOR_TWO)


@pytest.mark.parametrize("slug", ["garden-shop", "restaurant", "law-office"])
def test_every_place_says_the_same_day(client: Client, slug: str) -> None:
    plan, edit_key, version = plan_of(slug)
    days, address = days_of(version), plan.get_absolute_url()
    frames = [frame for frame in frames_of(version) if frame.basis.waits is None]

    assert {frame.decides_by for frame in frames} == {days.decided_by}
    page = client.get(address).content.decode()
    assert all(long_day(day) in page for day in (days.rated_by, days.decided_by))
    exported = client.get(f"{address}plan.json").json()["document"]["days"]
    assert exported["decided_by"] == days.decided_by.isoformat()
    calendar = Calendar.from_ical(client.get(f"{address}plan.ics").content)
    tests = [row for row in calendar.walk("VEVENT") if str(row["SUMMARY"]).startswith("Test done")]
    assert {row.decoded("DTSTART") for row in tests} == {
        frame.decides_by for frame in frames_of(version)
    }
    assert format_day(days.decided_by) in client.get(f"{address}scorecard.csv").content.decode()
    start_page = client.get(f"/plan/{edit_key}/pilot/").content.decode()
    assert f"Decide by {long_day(days.decided_by)}" in start_page


def test_a_test_is_late_on_the_day_after_the_decision(client: Client) -> None:
    """Which day that is depends on the weekday on which the plan was made."""
    today, late = timezone.localdate(), {}
    for ago in range(14, 22):
        _, edit_key, version = plan_of("garden-shop", ago=ago)
        page = client.get(f"/plan/{edit_key}/").content.decode()
        late[ago] = days_of(version).decided_by < today

        assert (LATE in page) is late[ago]
        assert (BEGUN_ANYWAY in page) is late[ago]

    assert {*late.values()} == {True, False}


def test_what_was_tested_is_not_late(client: Client) -> None:
    plan, edit_key, _ = plan_of("garden-shop", ago=60)
    pilot = start(plan)
    taking.take(pilot, rows(pilot, 3))

    assert LATE not in client.get(f"/plan/{edit_key}/").content.decode()


def test_where_both_failed_the_next_version_has_the_days_of_the_next_test(client: Client) -> None:
    plan, edit_key, before = plan_of("garden-shop", ago=20)
    page, frame = f"/plan/{edit_key}/pilot/", frames_of(before)[0]
    pilot = start(plan)
    failed = [row for model in (0, 1) for row in rows(pilot, 14, 16, model=model)]
    taking.take(pilot, failed)

    offered = client.get(page).content.decode()
    client.post(f"/plan/{edit_key}/redecide/")
    after = plan.versions.newest_first()[0]
    later = next(row for row in frames_of(after) if row.job.key == frame.job.key)
    leads_on = client.get(page).content.decode()

    assert "Both failed." in offered
    assert "Make the next version, and test what it names" in offered
    assert after.number == before.number + 1
    assert set(later.protocol.name_of).isdisjoint(frame.protocol.name_of)
    assert later.decides_by > timezone.localdate() > frame.decides_by
    assert "Test what the plan names now" in leads_on
    assert "Make the next version" not in leads_on
