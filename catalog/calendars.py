"""The calendar of the catalog: retirements and announced prices, as iCalendar has it (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import icalendar
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.addresses import base_url
from catalog.schema import AiModel, Catalog, Offer, Price
from catalog.views.page import Reading, reads_release
from catalog.vocabulary import PriceBasis

MEDIA_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens on a day."""

    uid: str
    day: date
    title: str
    text: str
    address: str


def written(events: Iterable[Event], *, name: str, stamp: datetime) -> str:
    """Write a calendar of whole days. `stamp` is when its content was last known to be right."""
    calendar = icalendar.Calendar()
    about = {"version": "2.0", "prodid": "-//Pilotlight//Catalog//EN", "calscale": "GREGORIAN", "method": "PUBLISH"}
    for key, value in {
        **about,
        "name": icalendar.vText(_plain(name)),
        "x-wr-calname": icalendar.vText(_plain(name)),
    }.items():
        calendar.add(key, value)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN))
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


# --------------------------------------------------------------------------------------------------------- the catalog's


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A price of an offer that changes, or changed, on an announced day."""

    offer: Offer
    model: AiModel
    now: Price | None
    then: Price

    @property
    def key(self) -> tuple[str, ...]:
        """Return what never changes about it."""
        return self.offer.slug, self.then.unit.value, self.then.tier, self.then.valid_from.isoformat()

    @property
    def path(self) -> str:
        """Return the page that shows it."""
        return reverse("catalog:model", args=[self.model.slug])

    @property
    def title(self) -> str:
        """Say it in a line."""
        moves = "has a new price"
        if self.now is not None:
            moves = "gets dearer" if self.then.usd > self.now.usd else "gets cheaper"
        return f"{self.model.name} {moves}: {formatting.format_price(self.then.usd, self.then.unit)}"

    @property
    def sentence(self) -> str:
        """Say it in a sentence."""
        before = f" from {formatting.format_price(self.now.usd)}" if self.now else ""
        return (
            f"The price of a {self.then.unit.label} goes{before} to {formatting.format_price(self.then.usd)} "
            f"on {formatting.format_long_day(self.then.valid_from)}. {self.then.note}"
        ).strip()


def known(day: date, as_of: date, on: date) -> bool:
    """Tell whether something that happens on a day had happened, or had been read of, by the day asked about."""
    return min(day, as_of) <= on


def retirements(catalog: Catalog, on: date) -> Iterator[tuple[AiModel, date]]:
    """Yield the models whose last day of sale was known on a day, each with its end."""
    for model in catalog.models:
        if model.retires is not None and known(model.retires, model.as_of, on):
            yield model, model.retires


def announced_changes(catalog: Catalog, on: date) -> Iterator[Change]:
    """Yield every announced change of a price that was known on a day, offer by offer."""
    for offer in catalog.offers:
        model = catalog.model.get(offer.model)
        history = catalog.prices_of.get(offer.slug, ())
        for then in history:
            if model is None or then.basis is not PriceBasis.ANNOUNCED or not known(then.valid_from, then.as_of, on):
                continue
            same = (price for price in history if (price.unit, price.tier) == (then.unit, then.tier))
            earlier = [price for price in same if price.valid_from < then.valid_from]
            now = earlier[-1] if earlier else None
            if now is None or now.usd != then.usd:
                yield Change(offer=offer, model=model, now=now, then=then)


def goes_off_sale(day: date, on: date) -> str:
    """Return the verb for a model that ends on a day, as seen from another."""
    return "went off sale" if day <= on else "goes off sale"


def events(catalog: Catalog, base: str, on: date) -> list[Event]:
    """Return the days on which something ends or changes its price, as known on a day, in their order."""
    host = urlsplit(base).hostname
    found = [
        Event(
            uid=_uid("retires", model.slug, host=host),
            day=day,
            title=f"{model.name} {goes_off_sale(day, on)}",
            text=_farewell(catalog, model),
            address=f"{base}{reverse('catalog:model', args=[model.slug])}",
        )
        for model, day in retirements(catalog, on)
    ]
    found += [
        Event(
            uid=_uid("price", *change.key, host=host),
            day=change.then.valid_from,
            title=change.title,
            text=change.sentence,
            address=f"{base}{change.path}",
        )
        for change in announced_changes(catalog, on)
    ]
    return sorted(found, key=lambda event: (event.day, event.uid))


def _uid(*parts: str, host: str | None) -> str:
    """Return a name that stays the same, however the words of an event change."""
    return f"{parts[0]}-{sha256('|'.join(parts).encode()).hexdigest()[:24]}@{host}"


def _farewell(catalog: Catalog, model: AiModel) -> str:
    successor = catalog.model.get(model.replaced_by) if model.replaced_by else None
    after = f"{successor.name} follows it." if successor else "No successor is on file."
    source = catalog.source.get(model.source)
    read = f" Source: {source.title}, read {formatting.format_day(model.as_of)}." if source else ""
    return f"{after}{read}"


@reads_release
def calendar(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Give the live calendar, to subscribe to."""
    rows = events(edition.catalog, base_url(request), edition.on)
    text = written(rows, name="Pilotlight: retirements and prices", stamp=edition.published_at)
    response = HttpResponse(text.encode(), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="pilotlight.ics"'
    return response
