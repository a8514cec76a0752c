"""Feeds and calendar: read as strangers read them, dated by the catalog, changing with it only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.feedgenerator import rfc3339_date
from django.utils.timezone import localdate
from icalendar import Calendar

from catalog import changes
from catalog.app_changes import plan_changes
from catalog.feeds import CalendarEvent, calendar_of
from catalog.models import Release
from catalog.vocabulary import PriceBasis
from tests.catalog.feed_reading import ATOM, feed_of, texts
from tests.support import publish_catalog, starter_catalog

FEEDS = [
    "/releases/feed/",
    "/changes/feed/",
    "/changes/feed/?kind=new&makes=image",
    "/changes/feed/?kind=gone",
    "/changes/feed/?provider=google",
    "/apps/feed/",
    "/apps/feed/?app=chatgpt",
]
STAMP = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def events_in(text: bytes | str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_feed_is_whole_atom_and_says_the_same_in_the_next_release(
    starter_release: Release, client: Client
) -> None:
    before = {address: feed_of(client, address) for address in FEEDS}
    publish_catalog(replace(starter_catalog(), terms=starter_catalog().terms[1:]))

    for address, feed in before.items():
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        updated, ids = texts(feed, "updated"), texts(feed, "id")
        assert (feed.tag, feed.findtext(f"{ATOM}author/{ATOM}name")) == (
            f"{ATOM}feed",
            "Pilotlight",
        )
        assert links["self"] == f"http://testserver{address}"
        assert feed.findtext(f"{ATOM}id") == links["self"]
        assert updated
        assert all(datetime.fromisoformat(when).tzinfo is not None for when in updated)
        assert feed.findtext(f"{ATOM}updated") == max(updated)
        assert len(ids) == len(set(ids))
        assert all(name.startswith("urn:uuid:") for name in ids)
        assert all((*texts(feed, "title"), *texts(feed, "summary")))
        assert set(ids) <= set(texts(feed_of(client, address), "id"))


def test_feed_of_an_app_tells_its_prices_and_no_others(
    starter_release: Release, client: Client
) -> None:
    catalog = starter_catalog()
    names = {plan.name for plan in catalog.plans_of["chatgpt"]}
    titles = texts(feed_of(client, "/apps/feed/?app=chatgpt"), "title")

    assert {title.partition(": ")[0] for title in titles} == names
    assert any("$20 a seat and month" in title for title in titles)
    assert len(titles) == len(plan_changes(catalog, catalog.plans_of["chatgpt"], date.max))


def test_feed_of_a_filter_tells_only_what_passes(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    images = {row.model for row in catalog.model_statements if "image" in row.makes}

    feed = feed_of(client, "/changes/feed/?kind=new&makes=image")
    entries = {
        link.get("href", "").split("/")[-2]
        for entry in feed.iter(f"{ATOM}entry")
        for link in entry.iter(f"{ATOM}link")
    }

    assert entries
    assert entries <= images
    empty = feed_of(client, "/changes/feed/?kind=gone&makes=vector&provider=midjourney")
    assert texts(empty, "id") == []
    assert empty.findtext(f"{ATOM}updated") == rfc3339_date(starter_release.published_at)


def test_release_feed_tells_note_and_changes_in_words(
    starter_release: Release, client: Client
) -> None:
    catalog = starter_catalog()
    gone = catalog.terms[0]
    publish_catalog(
        replace(catalog, terms=catalog.terms[1:]), note="One word less & no <b>more</b>."
    )

    entries = texts(feed_of(client, "/releases/feed/"), "summary")

    assert "<p>One word less &amp; no &lt;b&gt;more&lt;/b&gt;.</p>" in entries[0]
    assert f"{gone.term}: taken out." in entries[0]
    assert entries[1] == f"<p>{starter_release.note}</p>"


def test_unchanged_feed_is_304_for_one_query(starter_release: Release, client: Client) -> None:
    for address in (*FEEDS, "/calendar.ics"):
        etag = client.get(address).headers["ETag"]
        with CaptureQueriesContext(connection) as queries:
            repeated = client.get(address, headers={"If-None-Match": etag})
        assert (repeated.status_code, repeated.content, len(queries)) == (304, b"", 1), address


def test_feed_leaves_out_what_xml_cannot_hold(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    odd = replace(
        catalog.models[0],
        name="Odd\x0bname",
        released=date(2026, 11, 20),
        listed=True,
    )
    publish_catalog(replace(catalog, models=(odd, *catalog.models[1:])))

    titles = texts(feed_of(client, "/changes/feed/?kind=new"), "title")

    assert any(title.startswith("Oddname c") for title in titles)


# ------------------------------------------------------------------------------------- the calendar


def test_calendar_is_read_by_another_reader(starter_release: Release, client: Client) -> None:
    response = client.get("/calendar.ics")

    events = {str(event["uid"]): event for event in events_in(response.content)}
    catalog = starter_catalog()
    ends = list(changes.ends(catalog, localdate()))
    announced = list(changes.announced(catalog, localdate()))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(events) == len(ends) + len(announced)
    assert {event["dtstart"].dt for event in events.values()} == {
        change.day for change in (*ends, *announced)
    }
    assert "testserver" not in "".join(events)
    assert all(event.errors == [] for event in events.values())


def test_announced_price_of_a_tier_is_compared_with_that_tier() -> None:
    catalog = starter_catalog()
    price = next(row for row in catalog.prices if row.offer and not row.region)
    small, large = (
        replace(price, tier=tier, amount=usd)
        for tier, usd in (("720p", Decimal(1)), ("1080p", Decimal(5)))
    )
    soon = replace(
        small,
        amount=Decimal(2),
        valid_from=price.as_of + timedelta(days=9),
        basis=PriceBasis.ANNOUNCED,
    )

    (change,) = changes.announced(replace(catalog, prices=(small, large, soon)), price.as_of)

    assert (change.before, change.after) == ((small,), (soon,))


def test_uid_stays_while_words_change(starter_release: Release, client: Client) -> None:
    catalog = starter_catalog()
    renamed = replace(
        catalog, models=tuple(replace(row, name=f"{row.name} II") for row in catalog.models)
    )

    before = [str(event["uid"]) for event in events_in(client.get("/calendar.ics").content)]
    publish_catalog(renamed)
    after = [str(event["uid"]) for event in events_in(client.get("/calendar.ics").content)]

    assert before == after
    assert len(before) == len(set(before))
    assert all(uid == str(UUID(uid)) for uid in before)


HOSTILE = "Comma, semicolon; backslash \\ and\nnew line: “schön” 🜂 " * 9 + "\x07"


def test_hostile_words_come_back_as_they_were() -> None:
    event = CalendarEvent(
        name=("test",), day=date(2027, 1, 1), title=HOSTILE, text=HOSTILE, path="/"
    )

    response = calendar_of(
        [event], base="https://example.org", title="Name; with, marks", file="a.ics", stamp=STAMP
    )
    text = response.content.decode()

    found = events_in(text)[0]
    assert str(found["summary"]) == HOSTILE.replace("\x07", "")
    assert str(found["description"]) == HOSTILE.replace("\x07", "")
    assert "NAME:Pilotlight: Name\\; with\\, marks\r\n" in text
    assert found["dtend"].dt == date(2027, 1, 2)
