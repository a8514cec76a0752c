"""Show 1 of issue 4: facts move under plans that are made.

Each plan says what of its promises that touches.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from catalog.models import Sighting, Source
from catalog.registry import KINDS
from catalog.releases import current
from catalog.schema import Catalog
from tests.support import publish_catalog, saved, starter_catalog
from tests.wizard.impact import put
from tests.wizard.plans import ON, Made, made
from wizard.decision.endings import Recommendation
from wizard.decision.tools import tools_of
from wizard.models import Plan
from wizard.plans import stored
from wizard.plans.drifting import drift_of
from wizard.plans.tools import named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

STARTER = starter_catalog()


def to_buy(on: date | None = None) -> Made:
    """Return a plan that names an app that nobody pays for yet."""
    return made("garden-shop", on=on, what={"jobs": ["product-photo-background"]})


def advice_of(plan: Plan) -> Recommendation:
    """Return what the first version of a plan names for its first job."""
    advice = named(stored.load_decision(plan.versions.get(number=1).decision).jobs[0])
    assert advice is not None
    return advice


def first_plan(plan: Plan) -> str:
    """Return the plan of an app that is named first."""
    return tools_of(advice_of(plan).first.option.tool)[0].slug


def with_prices(plan: Plan, change: Callable[[Any], Any]) -> Catalog:
    """Return the starter catalog in which the prices of what a plan names first are others."""
    slug = first_plan(plan)
    return put(STARTER, "prices", lambda row: row.app_plan == slug, change)


def strip_in(page: str) -> str:
    """Return the strip of a plan's page that says how it stands today, as HTML."""
    section = re.search(r'<section class="drift".*?</section>', page, re.DOTALL)
    assert section is not None, page
    return section[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def strip_of(client: Client, plan: Plan) -> str:
    """Return the words of the strip below the decision."""
    return words(strip_in(client.get(plan.get_absolute_url()).content.decode()))


def test_price_that_rises_a_little_is_said_with_both_bills_and_the_plan_holds(
    client: Client,
) -> None:
    plan, _, _ = made("software-firm")
    fixed = client.get(f"{plan.get_absolute_url()}v/1/")

    publish_catalog(with_prices(plan, lambda row: replace(row, amount=row.amount * 5 / 4)))

    strip = strip_of(client, plan)
    assert "Still holds" in strip
    assert re.search(r"It now costs about [$€]\S+ a month, [$€]\S+ when made\.", strip)
    after = client.get(f"{plan.get_absolute_url()}v/1/")  # byte for byte, with the same tag
    assert after.content == fixed.content
    assert after.headers["ETag"] == fixed.headers["ETag"]


def test_plan_of_an_app_that_is_gone_makes_the_plan_differ_and_says_who_is_named_now(
    client: Client,
) -> None:
    plan, edit_key, version = to_buy()
    slug = first_plan(plan)
    name = STARTER.app_plan[slug].name

    publish_catalog(put(STARTER, "app_plans", lambda row: row.slug == slug, lambda _: None))

    strip = strip_of(client, plan)
    assert "Would now differ" in strip
    assert name in words(client.get(plan.get_absolute_url()).content.decode())
    assert f'action="/plan/{edit_key}/redecide/"' in strip_in(
        client.get(f"/plan/{edit_key}/").content.decode()
    )
    response = client.post(f"/plan/{edit_key}/redecide/")
    assert (response.status_code, response.headers["Location"]) == (303, f"/plan/{edit_key}/")
    latest = plan.versions.get(number=2)
    assert (latest.release, latest.decided_on) == (2, timezone.localdate())
    assert latest.answers == version.answers
    assert 'class="drift"' not in client.get(plan.get_absolute_url()).content.decode()


def test_decision_above_the_strip_stays_as_it_was_made(client: Client) -> None:
    plan, _, _ = to_buy()
    head = re.compile(r'<article class="document">.*?<dl.*?</dl>', re.DOTALL)

    def decided() -> str:
        found = head.search(client.get(plan.get_absolute_url()).content.decode())
        assert found is not None
        return re.sub(r'<p class="state">.*?</p>', "", found[0], flags=re.DOTALL)

    before = decided()
    publish_catalog(with_prices(plan, lambda row: replace(row, amount=row.amount * 3)))

    assert strip_of(client, plan)
    assert decided() == before


def test_new_version_leaves_answers_alone_that_were_changed_since(client: Client) -> None:
    plan, edit_key, _ = to_buy()
    plan.answers = {**plan.answers, "scale": {**plan.answers["scale"], "title": "Not made yet"}}
    plan.save()
    publish_catalog(with_prices(plan, lambda row: replace(row, amount=row.amount * 2)))

    client.post(f"/plan/{edit_key}/redecide/")

    assert plan.versions.get(number=2).answers["scale"]["title"] != "Not made yet"
    plan.refresh_from_db()
    assert plan.answers["scale"]["title"] == "Not made yet"


def test_withdrawn_use_case_cannot_be_checked_and_says_what_to_do(client: Client) -> None:
    plan, edit_key, _ = made("medical-practice")
    publish_catalog(
        put(STARTER, "use_cases", lambda row: row.slug == "visit-dictation", lambda _: None)
    )

    assert "Cannot be checked" in strip_of(client, plan)
    assert "One of your picks is no longer in the catalog" in strip_of(client, plan)
    strip = strip_in(client.get(f"/plan/{edit_key}/").content.decode())
    assert f'<a href="/plan/{edit_key}/check/">Answer it once more</a>' in strip
    assert (
        client.post(f"/plan/{edit_key}/redecide/").headers["Location"] == f"/plan/{edit_key}/check/"
    )
    assert plan.versions.count() == 1


def test_calendar_of_a_plan_holds_its_test_and_reads(client: Client) -> None:
    plan, _, _ = to_buy()

    calendar = Calendar.from_ical(client.get(f"{plan.get_absolute_url()}plan.ics").content)

    assert list(calendar.walk("VEVENT"))


def test_strip_is_worked_out_once_a_day_and_release(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    plan, _, _ = to_buy()
    publish_catalog(with_prices(plan, lambda row: replace(row, amount=row.amount * 2)))
    tag = client.get(plan.get_absolute_url()).headers["ETag"]

    with django_assert_max_num_queries(10):
        again = client.get(plan.get_absolute_url(), headers={"if-none-match": tag})

    assert again.status_code == 304


def see_again(plan: Plan, day: date, noted: date) -> None:
    """Write down that the prices of what a plan names first were seen again on a day."""
    source = saved(Source, slug="list-of-today")
    for number, price in enumerate(advice_of(plan).first.option.prices):
        Sighting.objects.create(
            kind="prices",
            row=number,
            key=KINDS["prices"].key_of(price.rows[0]),
            source=source,
            day=day,
            noted=noted,
        )


@pytest.mark.parametrize(
    ("later", "seen_before", "said"),
    [
        (0, None, ""),
        (121, None, ": look it up again."),
        (121, 91, ": look it up again."),
        (121, 90, ""),
        (400, None, ": ask before you pay."),
        (400, 200, ": ask before you pay."),
        (400, 20, ""),
    ],
)
def test_strip_says_what_nobody_has_read_since_and_names_nothing_else(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    later: int,
    seen_before: int | None,
    said: str,
) -> None:
    plan, _, version = to_buy(ON)
    on = ON + timedelta(days=later)
    if seen_before is not None:
        see_again(plan, on - timedelta(days=seen_before), on)
    monkeypatch.setattr(timezone, "localdate", lambda *_: on)

    drift = drift_of(version, current(), on)
    page = client.get(plan.get_absolute_url()).content.decode()

    of_price = [line for line in drift.aged if line.startswith("The price of ")]
    assert [said in line for line in of_price] == ([True] if said else [])
    assert not [line for line in drift.differences if " in place of " in line]
    assert all(" ".join(line.split()) in words(page) for line in drift.aged)
