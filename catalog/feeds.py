"""Atom feeds of releases and of changes in the market, and their calendar (RFC 5545)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from typing import override
from uuid import UUID, uuid5

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog import formatting
from catalog.app_changes import PlanChange, plan_changes
from catalog.changes import Change, ChangeKind, announced, ends
from catalog.filters.form import ChoiceField, ListForm
from catalog.filters.offered import named_apps
from catalog.model_words import lead
from catalog.models import Release
from catalog.releases import Edition, Reading, find_edition
from catalog.schema import Catalog
from catalog.upcoming import as_upcoming
from catalog.views.calendar import CalendarForm, passing_rows
from catalog.views.changes import ChangeForm
from catalog.views.history import KindOfChange, changes_in_words
from catalog.views.page import reads_release
from config.context import base_url

MOST_ENTRIES = 100
MOST_RELEASES = 7  # each beside the one before: as many as a process keeps
# What XML cannot hold, even escaped.
UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
MOST_LINES = 12  # of one kind of change
NAMES = UUID("ae15672c-df5e-4af6-a4e7-2084648633ad")  # of entries and events, ours for good


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One thing that a feed tells."""

    name: tuple[str, ...]  # what never changes about it
    title: str
    path: str
    when: datetime
    html: SafeString


class _Feed(Atom1Feed):
    """An Atom feed whose date comes from what it tells, never from the clock."""

    @override
    def latest_post_date(self) -> datetime:
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=self.feed["begun"])


def atom(  # noqa: PLR0913  # what a feed says of itself
    request: HttpRequest,
    *,
    title: str,
    about: str,
    path: str,
    entries: Iterable[FeedEntry],
    begun: datetime,
    name: tuple[str, ...] = (),
) -> HttpResponse:
    """Return a feed, as new as its entries.

    `name` is what never changes about it, where its address may.
    """
    base = base_url(request)
    address = f"{base}{request.get_full_path()}"
    feed = _Feed(
        title=f"{settings.SITE_NAME}: {title}".translate(UNWRITABLE),
        link=f"{base}{path}",
        description=about.translate(UNWRITABLE),
        language="en-gb",
        author_name=settings.SITE_NAME,
        feed_url=address,
        feed_guid=lasting(*name).urn if name else address,
        begun=begun,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title.translate(UNWRITABLE),
            link=f"{base}{entry.path}",
            description=entry.html.translate(UNWRITABLE),
            unique_id=lasting(*name, *entry.name).urn,
            pubdate=entry.when,
            updateddate=entry.when,
        )
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def lasting(*parts: str) -> UUID:
    """Return a permanent name for an entry or event, wherever the site stands (RFC 9562)."""
    return uuid5(NAMES, "|".join(parts))


@reads_release
def releases(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Tell each of the last releases with its note and what it changed, in words."""
    numbers = range(edition.number, max(edition.number - MOST_RELEASES, 1) - 1, -1)
    editions = [older for number in numbers if (older := find_edition(number))]
    rows = Release.objects.filter(number__in=numbers).order_by("number")
    notes = dict(rows.values_list("number", "note"))
    pairs = zip_longest(editions, editions[1:])
    entries = [_release_entry(new, old, notes[new.number]) for new, old in pairs]
    return atom(
        request,
        title="releases",
        about="What changed in the catalog, release by release.",
        path=reverse("catalog:releases"),
        entries=entries[:MOST_RELEASES],
        begun=edition.published_at,
    )


def _release_entry(new: Edition, old: Edition | None, note: str) -> FeedEntry:
    changes = changes_in_words(old.catalog, new.catalog) if old else ()
    path = reverse("catalog:release", args=[new.number])
    return FeedEntry(
        name=("release", str(new.number)),
        title=f"Release {new.number}",
        path=path,
        when=new.published_at,
        html=_entry_html(note, changes),
    )


def _entry_html(note: str, changes: Iterable[KindOfChange]) -> SafeString:
    parts = format_html_join("", "<h2>{}: {}</h2><ul>{}{}</ul>", map(_kind_html, changes))
    return format_html("<p>{}</p>{}", note, parts)


def _kind_html(kind: KindOfChange) -> tuple[str, str, SafeString, SafeString | str]:
    count = formatting.format_count(kind.count, "change", "changes")
    lines = ((line,) for line in kind.lines[:MOST_LINES])
    more = kind.count - MOST_LINES
    rest = format_html("<li>And {} more.</li>", more) if more > 0 else ""
    return kind.words, count, format_html_join("", "<li>{}</li>", lines), rest


@reads_release
def changes(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Tell what changed in the market and what is announced.

    The address takes the same filter as the page of changes.
    """
    catalog, on = reading.catalog, reading.on
    form = ChangeForm(request.GET, catalog)
    entries = [_entry(change, catalog, on) for change in _nearest(form.passing(on), on)]
    return atom(
        request,
        title="changes that pass a filter" if form.query else "changes",
        about="New models, prices that moved, models that go off sale, and what is announced.",
        path=form.narrowed_address,
        entries=entries,
        begun=reading.published_at,
    )


def _nearest(changes: Sequence[Change], on: date) -> list[Change]:
    """Return those nearest to a day, in their order.

    Ends that are years ahead must not hide what happens now.
    """
    nearest = sorted(range(len(changes)), key=lambda place: abs(changes[place].day - on))
    return [changes[place] for place in sorted(nearest[:MOST_ENTRIES])]


def _entry(change: Change, catalog: Catalog, on: date) -> FeedEntry:
    """Return a change as an entry on its day, or, until it happens, on the day it was read of."""
    title = change.title(catalog, on)
    if not change.after:
        title = f"{title} on {formatting.format_long_day(change.day)}"
    is_new = change.kind is ChangeKind.NEW
    text = lead(catalog, change.model) if is_new else change.sentence(catalog, on)
    day = change.day if change.day <= on else change.as_of
    return FeedEntry(
        name=change.key,
        title=title,
        path=reverse("catalog:model", args=[change.model.slug]),
        when=datetime.combine(day, time(), UTC),
        html=format_html("<p>{}. {}</p>", title, text),
    )


@reads_release
def upcoming_changes(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Tell what rises and what ends from now on.

    The address takes the same filter as the page of the calendar.
    """
    catalog, on = reading.catalog, reading.on
    form = CalendarForm(request.GET, catalog)
    rows = passing_rows(reading, form)
    entries = [_entry(row.change, catalog, on) for row in rows[:MOST_ENTRIES]]
    return atom(
        request,
        title="price rises and ends of sale",
        about="Prices and ends of sale that are announced, the nearest first.",
        path=form.narrowed_address,
        entries=entries,
        begun=reading.published_at,
    )


@reads_release
def app_prices(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Tell what app plans cost since when, and before; of one app if the address names it."""
    catalog, on = reading.catalog, reading.on
    form = AppFeedForm(request.GET, catalog)
    slug = form.chosen("app")
    plans = catalog.plans_of.get(slug, ()) if slug else catalog.app_plans
    moves = plan_changes(catalog, plans, on)[:MOST_ENTRIES]
    return atom(
        request,
        title=f"prices of {catalog.app[slug].name}" if slug else "prices of apps",
        about="What plans of apps cost since when, and what they cost before.",
        path=reverse("catalog:app", args=[slug]) if slug else reverse("catalog:apps"),
        entries=[_price_entry(catalog, change) for change in moves],
        begun=reading.published_at,
    )


class AppFeedForm(ListForm):
    """Which app a feed is of."""

    app = ChoiceField("App", named_apps)


def _price_entry(catalog: Catalog, change: PlanChange) -> FeedEntry:
    price = formatting.format_plan_price(change.after)
    before = f"{formatting.format_plan_price(change.before)} before" if change.before else "on file"
    day = formatting.format_long_day(change.after.valid_from)
    source, name = catalog.source.get(change.after.source), change.plan.name
    text = format_html("<p>{}: {} since {}, {}. {}.</p>", name, price, day, before, source)
    return FeedEntry(
        name=change.key,
        title=f"{name}: {price}, {before}",
        path=f"{reverse('catalog:app', args=[change.plan.app])}#plans",
        when=datetime.combine(change.after.as_of, time(), UTC),
        html=text,
    )


REFRESH_INTERVAL = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something that happens on a day."""

    name: tuple[str, ...]  # what never changes about it, first its kind
    day: date
    title: str
    text: str
    path: str

    @classmethod
    def of(cls, change: Change, catalog: Catalog, on: date) -> "CalendarEvent":
        """Return what a change does to a model, as seen from a day."""
        return cls(
            name=change.key,
            day=change.day,
            title=change.title(catalog, on),
            text=f"{change.sentence(catalog, on)} Read {formatting.format_day(change.as_of)}.",
            path=reverse("catalog:model", args=[change.model.slug]),
        )


def calendar_of(  # noqa: PLR0913  # what a calendar says of itself
    events: Iterable[CalendarEvent],
    *,
    base: str,
    title: str,
    file: str,
    stamp: datetime,
    name: tuple[str, ...] = (),
) -> HttpResponse:
    """Return a calendar of whole days.

    `stamp` is when they were last known to be right, `name` what tells them from others’.
    """
    calendar = icalendar.Calendar()
    about = {
        "version": "2.0",
        "prodid": "-//Pilotlight//Catalog//EN",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
    }
    called = icalendar.vText(_plain(f"{settings.SITE_NAME}: {title}"))
    for key, value in (about | dict.fromkeys(("name", "x-wr-calname"), called)).items():
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH_INTERVAL, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(REFRESH_INTERVAL))
    for event in sorted(events, key=lambda event: (event.day, event.name)):
        uid = str(lasting(*name, *event.name))
        calendar.add_component(_calendar_entry(event, uid, stamp, base))
    content = calendar.to_ical(sorted=False)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file}"'
    return response


def _calendar_entry(event: CalendarEvent, uid: str, stamp: datetime, base: str) -> icalendar.Event:
    """Return a whole day that takes nobody's time."""
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", _plain(event.title))
    entry.add("description", _plain(event.text))
    entry.add("url", f"{base}{event.path}")
    entry.add("transp", "TRANSPARENT")
    return entry


def _plain(text: str) -> str:
    """Return a text without signs that no calendar can hold."""
    return "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char >= " " or char in "\n\t"
    )


@reads_release
def calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the days on which something ends or changes its price, live, to subscribe to.

    What is over stays in it. The address takes the same filter as the page of the calendar; without
    one it has all.
    """
    catalog, on = reading.catalog, reading.on
    form = CalendarForm(request.GET, catalog)
    changes_: Iterable[Change] = (*ends(catalog, on), *announced(catalog, on))
    if form.query:
        changes_ = [change for change in changes_ if form.passes(as_upcoming(catalog, change, on))]
    return calendar_of(
        (CalendarEvent.of(change, catalog, on) for change in changes_),
        base=base_url(request),
        title="ends and prices",
        file="pilotlight.ics",
        stamp=reading.published_at,
    )
