"""Price lists of others beside the desk, as a dry run like that of a file."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from catalog import query
from catalog.dated import line_of
from catalog.desk import DRAFT_STATES, facts, snapshots, write_many
from catalog.exchange.columns import cells_of
from catalog.exchange.importing import stored_facts, tried
from catalog.exchange.lists import READERS, WrongListError, own_day
from catalog.exchange.price_match import OfferNames, PriceFinding, compare_prices
from catalog.exchange.proposals import store_proposals
from catalog.exchange.runs import done
from catalog.models import DESK, Import, ImportRow, ListedName, Price, RowAct, RowState
from catalog.models.rows import rows_of_keys
from catalog.registry import KINDS
from catalog.tables import TableLine

PRICES = KINDS["prices"]
CONFIRMED_EVERY = timedelta(days=7)


def dry_run(lists: Mapping[str, Any], on: date | None, *, author: User | None, confirms: bool = False) -> Import:
    """Compare price lists, each under its name as `download` gave it, with the desk, and keep what that would change.

    Without `on`, each list is of the newest day that it names. `confirms` writes on the desk’s published prices that a
    list has them too. Raises `lists.WrongListError`.
    """
    days = {name: day for name, data in lists.items() if (day := on or own_day(data, timezone.localdate()))}
    if undated := [name for name in lists if name not in days]:
        raise WrongListError(f"The list of {undated[0]} does not say of which day it is. Give the day.")
    read = {name: list(READERS[name](data)) for name, data in lists.items()}
    sellers = DESK["providers"].objects.order_by("slug").values_list("slug", flat=True)
    names = OfferNames.of(stored_facts("offers"), sellers, _listed())
    ours = facts(Price.objects.filter(offer__isnull=False).order_by("offer", "valid_from", "pk"))
    desk = {offer: tuple(prices) for offer, prices in groupby((fact for _, fact in ours), lambda price: price.offer)}
    findings = list(compare_prices(read, names, desk, days))
    if confirms:
        _confirm(findings, days)
    lines = [TableLine(found.number, cells_of(PRICES, found.price)) for found in findings if found.price is not None]
    outcomes = {row.number: row for row in done(tried(PRICES, lambda: lines))}
    rows = (_outcome(found, outcomes.get(found.number)) for found in findings)
    return store_proposals(PRICES, rows, days, author=author)


def _confirm(findings: Iterable[PriceFinding], days: Mapping[str, date]) -> None:
    """Move the last day on which prices were seen, once a week at most and not where a draft waits beside a price.

    It is written as by the operator: a price that stays what it is needs no review, and reaches readers with the next
    release that a person publishes.
    """
    seen = {
        PRICES.key_of(found.confirms): days[found.origin]
        for found in findings
        if found.confirms and query.seen(found.confirms) + CONFIRMED_EVERY <= days[found.origin]
    }
    waiting = {line_of(fact) for _, fact in facts(Price.objects.filter(state__in=DRAFT_STATES))}
    published = dict(rows_of_keys(Price, seen))
    stored = snapshots(Price.objects.filter(pk__in=[row.pk for row in published.values()]))
    rows = []
    for key, row in published.items():
        if row.state == RowState.PUBLISHED.value and line_of(stored[row.pk].fact) not in waiting:
            row.last_seen = seen[key]
            rows.append(row)
    write_many(rows, author=None, note="A price list has it too.")


def _outcome(found: PriceFinding, row: ImportRow | None) -> ImportRow:
    """Return what a price of the lists would do; new prices are tried as if they came in a file."""
    if row is None:
        act = RowAct.UNCHANGED if found.same else RowAct.REJECTED
        return ImportRow(number=found.number, act=act, title=found.title, words=found.reason, about=found.seen.field)
    row.words = "; ".join([row.words, *(f"{name} says so too" for name in found.also)])
    row.title, row.about = f"{row.title} ({found.title})", found.seen.field
    return row


def _listed() -> dict[tuple[str, str, str], str]:
    rows = ListedName.objects.order_by("pk")
    return {
        (name, seller, model): offer
        for name, seller, model, offer in rows.values_list("price_list", "seller_name", "model_name", "offer__slug")
    }
