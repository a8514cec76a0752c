"""A plan's feed and calendar, read as strangers read them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from catalog.formatting import format_day
from catalog.registry import KINDS, ordered
from tests.catalog.feed_reading import ATOM, feed_of, texts
from tests.support import announced_end, publish_catalog, starter_catalog, with_ends
from tests.wizard.plans import version_of, whole
from wizard.models import Plan, PlanVersion
from wizard.pilot import context
from wizard.plans.stored import load_decision
from wizard.plans.tools import models_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

ON = date(2026, 11, 24)
HOSTILE = "Tea; cakes, \\ & <b>\x0b\nand more"


def named_models(version: PlanVersion) -> list[str]:
    """Return the models that a version names or tries."""
    decision, catalog = load_decision(version.decision), starter_catalog()
    options = [priced.option for job in decision.jobs for priced in context.tested(job)]
    return [slug for option in options for slug in models_of(catalog, option.tool)]


def events_of(client: Client, plan: Plan) -> dict[str, Any]:
    response = client.get(f"{plan.get_absolute_url()}plan.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    events = list(Calendar.from_ical(response.content).walk("VEVENT"))
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["SUMMARY"]): event for event in events}


def test_feed_tells_versions_and_the_changes_since(client: Client) -> None:
    plan, _, version = whole("law-office", on=ON)
    catalog = starter_catalog()
    chosen = named_models(version)[0]
    ends = date(2028, 9, 1)
    end = announced_end(ends, ON, model=chosen)
    publish_catalog(replace(catalog, ends=ordered(KINDS["ends"], (*catalog.ends, end))))
    feed = feed_of(client, f"{plan.get_absolute_url()}plan.atom")

    titles, page = texts(feed, "title"), client.get(plan.get_absolute_url()).content.decode()

    for path in ("plan.atom", "plan.ics", "history/"):
        assert f'href="{plan.get_absolute_url()}{path}"' in page
    assert "Version 1, on release 1" in titles
    assert any(format_day(ends) in title for title in titles)
    ids = [feed.findtext(f"{ATOM}id") or "", *texts(feed, "id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert plan.view_key not in "".join(ids)
    updated = texts(feed, "updated")
    assert feed.findtext(f"{ATOM}updated") == max(updated)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{plan.get_absolute_url()}plan.atom"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Pilotlight"


def test_names_in_feed_and_calendar_stay_when_key_and_version_change(client: Client) -> None:
    plan, _, _ = whole(on=ON)
    before = texts(feed_of(client, f"{plan.get_absolute_url()}plan.atom"), "id")
    days = {title: str(event["UID"]) for title, event in events_of(client, plan).items()}
    plan.view_key = "C" * 22
    plan.save()
    version_of(plan, ON + timedelta(days=1), title="Another name")

    assert set(before) <= set(texts(feed_of(client, f"{plan.get_absolute_url()}plan.atom"), "id"))
    later = {title: str(event["UID"]) for title, event in events_of(client, plan).items()}
    assert all(later[title] == uid for title, uid in days.items() if title in later)
    assert later["Look at the plan again"] == days["Look at the plan again"]


def test_calendar_holds_the_days_of_the_plan(client: Client) -> None:
    plan, _, version = whole(on=ON)
    events = events_of(client, plan)

    days = {title: event.decoded("DTSTART") for title, event in events.items()}
    assert days["Look at the plan again"] == version.decided_on + timedelta(days=90)
    tests = {
        f"Test done: {frame.protocol.cases} {frame.protocol.units}": frame.decides_by
        for frame in context.frames_of(version)
    }
    assert tests
    assert tests.items() <= days.items()


def test_calendar_tells_what_changed_since_of_the_models_that_are_named(client: Client) -> None:
    plan, _, version = whole("law-office", on=ON)
    catalog = starter_catalog()
    acted_on, stranger = named_models(version), "gpt-4o"
    ends = date(2028, 2, 29)
    ended = with_ends(catalog, dict.fromkeys((*acted_on, stranger), ends), ON)
    publish_catalog(ended)

    events = events_of(client, plan)

    for slug in acted_on:
        assert events[f"{catalog.model[slug].name} goes off sale"].decoded("DTSTART") == ends
    assert not any("GPT-4o goes" in title for title in events)


def test_hostile_words_stay_words(client: Client) -> None:
    plan, _, _ = whole(on=ON)
    Plan.objects.filter(pk=plan.pk).update(title=HOSTILE)

    feed = feed_of(client, f"{plan.get_absolute_url()}plan.atom")
    calendar = client.get(f"{plan.get_absolute_url()}plan.ics").content.decode()

    assert feed.findtext(f"{ATOM}title") == "Pilotlight: Tea; cakes, \\ & <b>\nand more"
    assert "\r\nNAME:Pilotlight: Tea\\; cakes\\, \\\\ & <b>\\nand more\r\n" in calendar
    assert Calendar.from_ical(calendar).walk("VEVENT")
