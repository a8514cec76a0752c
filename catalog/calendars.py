"""The calendar of the catalog: retirements and announced prices, as iCalendar has it (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import changes, formatting
from catalog.schema import Catalog
from catalog.views.page import Reading, reads_release
from config.context import base_url

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH_INTERVAL = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something that happens on a day."""

    uid: str
    day: date
    title: str
    text: str
    address: str


def write_calendar(events: Iterable[CalendarEvent], *, name: str, stamp: datetime) -> str:
    """Write a calendar of whole days. `stamp` is when its content was last known to be right."""
    calendar = icalendar.Calendar()
    about = {"version": "2.0", "prodid": "-//Pilotlight//Catalog//EN", "calscale": "GREGORIAN", "method": "PUBLISH"}
    for key, value in (about | dict.fromkeys(("name", "x-wr-calname"), icalendar.vText(_plain(name)))).items():
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(REFRESH_INTERVAL))
    for event in events:
        entry = icalendar.Event()
        entry.add("uid", event.uid)
        entry.add("dtstamp", stamp.astimezone(UTC))
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("summary", _plain(event.title))
        entry.add("description", _plain(event.text))
        entry.add("url", event.address)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return str(calendar.to_ical(sorted=False), "utf-8")


def _plain(text: str) -> str:
    """Return a text without signs that no calendar can hold."""
    return "".join(char for char in text.replace("\r\n", "\n").replace("\r", "\n") if char >= " " or char in "\n\t")


def events(catalog: Catalog, base: str, on: date) -> list[CalendarEvent]:
    """Return the days on which something ends or changes its price, as known on a day, in their order."""
    host = urlsplit(base).hostname
    found = [
        CalendarEvent(
            uid=f"{change.key[0]}-{sha256('|'.join(change.key).encode()).hexdigest()[:24]}@{host}",
            day=change.day,
            title=change.title(on),
            text=f"{change.sentence(on)} Read {formatting.format_day(change.as_of)}.",
            address=f"{base}{reverse('catalog:model', args=[change.model.slug])}",
        )
        for change in (*changes.retirements(catalog, on), *changes.announced(catalog, on))
    ]
    return sorted(found, key=lambda event: (event.day, event.uid))


@reads_release
def calendar(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Give the live calendar, to subscribe to."""
    rows = events(edition.catalog, base_url(request), edition.on)
    text = write_calendar(rows, name=f"{settings.SITE_NAME}: retirements and prices", stamp=edition.published_at)
    response = HttpResponse(text.encode(), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="pilotlight.ics"'
    return response
