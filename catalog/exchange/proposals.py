"""What price lists of others propose: kept for editors, with what was decided of the same before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog import desk
from catalog.ages import Sightings
from catalog.desk import facts
from catalog.exchange.columns import cells_of
from catalog.exchange.importing import WRITTEN, Outcomes, stored_facts, try_rows
from catalog.exchange.lists import CREDITS, READERS, WrongListError, own_day
from catalog.exchange.price_comparison import OfferNames, PriceFinding, compare_prices
from catalog.exchange.runs import done, store_run
from catalog.models import DESK, Import, ImportChoice, ImportRow, Price, RowAct, Sighting, Source
from catalog.registry import KINDS, slugged
from catalog.sightings import note_sightings, published_rows
from catalog.tables import TableLine

PRICES = KINDS["prices"]
LATER = timedelta(days=14)  # a proposal that was postponed comes back after so long
# What a row says of its day and its source; two proposals are the same if nothing else differs.
PROOF = frozenset({"valid_from", "valid_to", "basis", "source", "as_of"})

type Choices = Mapping[frozenset[tuple[str, str]], ImportRow]


def _store_proposals(found: Iterable[ImportRow], days: Mapping[str, date]) -> Import:
    """Store what dated lists propose, in place of an older comparison of the same lists of which nothing was taken.

    What was refused stays so, what was postponed waits `LATER`.
    """
    origin = " and ".join(f"{name}, {day.isoformat()}" for name, day in days.items())
    with transaction.atomic():
        run = store_run(
            PRICES, _with_choices(found, _choices()), origin=origin, author=None, watched=True
        )
        older = Import.objects.filter(watched=True, taken_at=None).exclude(pk=run.pk).order_by("pk")
        lists = {
            each.pk: {part.partition(",")[0] for part in each.origin.split(" and ")}
            for each in older
        }
        replaced = [pk for pk, names in lists.items() if names <= days.keys()]
        Import.objects.filter(pk__in=replaced).delete()
    return run


def _with_choices(found: Iterable[ImportRow], choices: Choices) -> Iterator[ImportRow]:
    for row in found:
        if row.act in WRITTEN and (before := choices.get(_content(row))):
            row.choice, row.decided_at = before.choice, before.decided_at
        yield row


def _choices() -> Choices:
    """Return the proposals that somebody refused, or postponed lately, by what they say."""
    rows = ImportRow.objects.filter(run__watched=True).order_by("decided_at", "pk")
    postponed = rows.filter(choice=ImportChoice.LATER.value, decided_at__gt=timezone.now() - LATER)
    return {
        _content(row): row for row in rows.filter(choice=ImportChoice.REFUSED.value) | postponed
    }


def _content(row: ImportRow) -> frozenset[tuple[str, str]]:
    return frozenset(
        (name, text) for name, text in json.loads(row.cells).items() if text and name not in PROOF
    )


def propose_prices(lists: Mapping[str, Any], on: date | None) -> Import:
    """Compare price lists, each under its name as `download` gave it, with the desk, and keep what that would change.

    Without `on`, each list is of the newest day that it names. Of published prices that a list has too it is noted that
    they were seen. Raises `lists.WrongListError`.
    """
    days = {
        name: day
        for name, data in lists.items()
        if (day := on or own_day(data, timezone.localdate()))
    }
    if undated := [name for name in lists if name not in days]:
        raise WrongListError(
            f"The list of {undated[0]} does not say of which day it is. Give the day."
        )
    read = {name: list(READERS[name](data)) for name, data in lists.items()}
    sellers = DESK["providers"].objects.order_by("slug").values_list("slug", flat=True)
    names = OfferNames.of(stored_facts("offers"), sellers)
    ours = facts(Price.objects.filter(offer__isnull=False).order_by("offer", "valid_from", "pk"))
    ours_of = {
        offer: tuple(prices)
        for offer, prices in groupby((fact for _, fact in ours), lambda price: price.offer)
    }
    seen = Sightings(Sighting.objects.last_days(timezone.localdate()))
    findings = list(compare_prices(read, names, ours_of, days, seen))
    _confirm(findings, days)
    lines = [
        TableLine(found.number, cells_of(PRICES, found.price))
        for found in findings
        if found.price is not None
    ]
    with Outcomes() as tried:
        done(try_rows(PRICES, lines, tried))
        outcomes = {row.number: row for row in tried}
    rows = (_priced_outcome(found, outcomes.get(found.number)) for found in findings)
    return _store_proposals(rows, days)


def _confirm(findings: Iterable[PriceFinding], days: Mapping[str, date]) -> None:
    """Note that the lists have published prices just as they are."""
    published = published_rows("prices")
    numbers = {PRICES.key_of(fact): pk for pk, fact in published.items()}
    seen: defaultdict[str, dict[int, Any]] = defaultdict(dict)
    for finding in findings:
        price = finding.confirms
        if price is not None and (pk := numbers.get(PRICES.key_of(price))) is not None:
            seen[finding.origin][pk] = price
    for origin, rows in seen.items():
        note_sightings("prices", rows, _credited(slugged(origin)), days[origin])


def _credited(slug: str) -> Any:
    """Return the source of a list, which is credited from now on."""
    row = Source.objects.filter(slug=slug).order_by("pk").first()
    if row is None:
        row = Source()
        desk.apply_fact(row, CREDITS[slug])
        desk.write(row, author=None, note="A list that is compared with the desk.")
    return row


def _priced_outcome(found: PriceFinding, row: ImportRow | None) -> ImportRow:
    """Return what a price of the lists would do; new prices are tried as if they came in a file."""
    if row is None:
        act = RowAct.UNCHANGED if found.same else RowAct.REJECTED
        return ImportRow(
            number=found.number,
            act=act,
            title=found.title,
            words=found.reason,
            about=found.seen.field,
        )
    row.words = "; ".join([row.words, *(f"{name} says so too" for name in found.also)])
    row.title, row.about = f"{row.title} ({found.title})", found.seen.field
    return row
