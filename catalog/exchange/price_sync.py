"""Price lists of others beside the desk, as a dry run like that of a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from catalog.desk import facts
from catalog.exchange.columns import cells_of
from catalog.exchange.importing import RowOutcome, stored_facts, tried
from catalog.exchange.lists import READERS, WrongListError, own_day
from catalog.exchange.price_match import OfferNames, PriceFinding, compare_prices
from catalog.exchange.proposals import keep_proposals
from catalog.exchange.runs import done
from catalog.models import DESK, Import, ListedName, Price, RowAct
from catalog.registry import KINDS
from catalog.tables import TableLine

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRICES = KINDS["prices"]


def dry_run(lists: Mapping[str, Any], on: date | None, *, author: "User | None") -> Import:
    """Compare price lists, each under its name as `download` gave it, with the desk, and keep what that would change.

    Without `on`, each list is of the newest day that it names. Raises `lists.WrongListError`.
    """
    days = {name: on or _own_day(name, data) for name, data in lists.items()}
    read = {name: list(READERS[name](data)) for name, data in lists.items()}
    sellers = DESK["providers"].objects.order_by("slug").values_list("slug", flat=True)
    names = OfferNames.of(stored_facts("offers"), sellers, _listed())
    ours = facts(Price.objects.filter(offer__isnull=False).order_by("offer", "valid_from", "pk"))
    desk = {offer: tuple(prices) for offer, prices in groupby((fact for _, fact in ours), lambda price: price.offer)}
    findings = list(compare_prices(read, names, desk, days))
    lines = [TableLine(found.number, cells_of(PRICES, found.price)) for found in findings if found.price is not None]
    outcomes = {row.number: row for row in done(tried(PRICES, lambda: lines))}
    rows = (_outcome(found, outcomes.get(found.number)) for found in findings)
    return keep_proposals(PRICES, rows, days, author=author)


def _own_day(name: str, data: Any) -> date:
    day = own_day(data, timezone.localdate())
    if day is None:
        raise WrongListError(f"The list of {name} does not say of which day it is. Give the day.")
    return day


def _outcome(found: PriceFinding, row: RowOutcome | None) -> RowOutcome:
    """Return what a price of the lists would do; new prices are tried as if they came in a file."""
    if row is not None:
        words = "; ".join([row.words, *(f"{name} says so too" for name in found.also)])
        return replace(row, title=f"{row.title} ({found.title})", words=words, about=found.seen.field)
    if found.same:
        return RowOutcome(number=found.number, act=RowAct.UNCHANGED)
    return RowOutcome(
        number=found.number, act=RowAct.REJECTED, title=found.title, words=found.reason, about=found.seen.field
    )


def _listed() -> dict[tuple[str, str, str], str]:
    rows = ListedName.objects.order_by("pk")
    return {
        (name, seller, model): offer
        for name, seller, model, offer in rows.values_list("price_list", "seller_name", "model_name", "offer__slug")
    }
