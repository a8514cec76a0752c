"""Price lists of others beside the desk, as a dry run like that of a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from catalog.desk import facts
from catalog.exchange.columns import cells_of
from catalog.exchange.importing import Outcome, stored_facts, tried
from catalog.exchange.lists import READERS
from catalog.exchange.price_match import Finding, Names, compare
from catalog.exchange.runs import done, keep
from catalog.models import DESK, Import, ListedName, Price, RowAct
from catalog.registry import KINDS
from catalog.tables import Line

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRICES = KINDS["prices"]


def dry_run(lists: Mapping[str, Any], on: date, *, author: "User | None") -> Import:
    """Compare price lists, each under its name as `download` gave it, with the desk, and keep what that would change.

    Raises `lists.WrongListError`.
    """
    read = {name: list(READERS[name](data)) for name, data in lists.items()}
    sellers = DESK["providers"].objects.order_by("slug").values_list("slug", flat=True)
    names = Names.of(stored_facts("offers"), sellers, _listed())
    ours = facts(Price.objects.filter(offer__isnull=False).order_by("offer", "valid_from", "pk"))
    desk = {offer: tuple(prices) for offer, prices in groupby((fact for _, fact in ours), lambda price: price.offer)}
    findings = list(compare(read, names, desk, on))
    lines = [Line(found.number, cells_of(PRICES, found.price)) for found in findings if found.price is not None]
    outcomes = {row.number: row for row in done(tried(PRICES, lambda: lines))}
    rows = (_outcome(found, outcomes.get(found.number)) for found in findings)
    return keep(PRICES, rows, origin=f"{' and '.join(lists)}, {on.isoformat()}", author=author)


def _outcome(found: Finding, row: Outcome | None) -> Outcome:
    """Return what a price of the lists would do; new prices are tried as if they came in a file."""
    if row is not None:
        return replace(row, title=f"{row.title} ({found.title})", about=found.seen.field)
    if found.same:
        return Outcome(number=found.number, act=RowAct.UNCHANGED)
    return Outcome(
        number=found.number, act=RowAct.REJECTED, title=found.title, words=found.reason, about=found.seen.field
    )


def _listed() -> dict[tuple[str, str, str], str]:
    rows = ListedName.objects.order_by("pk")
    return {
        (name, seller, model): offer
        for name, seller, model, offer in rows.values_list("price_list", "seller_name", "model_name", "offer__slug")
    }
