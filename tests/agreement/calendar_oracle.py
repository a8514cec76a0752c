"""What rises and what ends from a day on, read off the raw CSV files by hand.

It has a row a model, day and sort of change.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.agreement.oracle import TOLD, by_slug, end_of_offer, is_gone, is_out, rows, used_of

NEWS_UNITS = {"cached_input_mtok"}  # of which alone nobody speaks


type Moves = frozenset[
    tuple[str, tuple[Decimal, Decimal]]
]  # of each unit the price before and after


@dataclass(frozen=True)
class Row:
    """What is announced of a model for a day."""

    day: str
    kind: str
    model: str
    sellers: frozenset[str]
    before: frozenset[tuple[str, Decimal]] = frozenset()
    after: frozenset[tuple[str, Decimal]] = frozenset()


def calendar_rows(on: date) -> set[Row]:
    """Return all that a day knows of later days, and of itself."""
    return ends(on) | prices(on)


def ends(on: date) -> set[Row]:
    """Return the ends of offers; those of one model and day are one.

    Calls that go on elsewhere stand apart.
    """
    sellers: defaultdict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for offer in rows("offers"):
        used = used_of(offer["slug"], on)
        if used and used["status"] in TOLD and used["day"] >= on.isoformat():
            key = (used["day"], offer["model"], used["status"] == "routed")
            sellers[key].add(offer["seller"])
    everywhere = {
        (used["day"], model["slug"])
        for model in rows("models")
        if (used := used_of(model["slug"], on))
        and used["status"] in TOLD
        and used["day"] >= on.isoformat()
    }
    return {
        Row(day, "end", model, frozenset(names)) for (day, model, _), names in sellers.items()
    } | {Row(day, "end", model, frozenset()) for day, model in everywhere}


def prices(on: date) -> set[Row]:
    """Return the prices that are to move, of sellers that move alike together."""
    moves: defaultdict[tuple[str, str, str], dict[str, tuple[Decimal, Decimal]]] = defaultdict(dict)
    for new in rows("prices"):
        is_ahead = new["valid_from"] >= on.isoformat() and new["as_of"] <= on.isoformat()
        is_news = new["unit"] not in NEWS_UNITS and new["basis"] != "recorded"
        if not new["offer"] or new["region"] or not is_ahead or not is_news:
            continue
        same = [
            old
            for old in rows("prices")
            if (old["offer"], old["unit"], old["tier"], old["region"])
            == (new["offer"], new["unit"], new["tier"], new["region"])
            and old["valid_from"] < new["valid_from"]
        ]
        old = max(same, key=lambda row: row["valid_from"], default=None)
        if old is not None and Decimal(old["amount"]) != Decimal(new["amount"]):
            moved = moves[new["offer"], new["valid_from"], new["tier"]]
            moved[new["unit"]] = (Decimal(old["amount"]), Decimal(new["amount"]))
    alike: defaultdict[tuple[str, str, str, Moves], set[str]] = defaultdict(set)
    for (offer, day, tier), units in moves.items():
        model, _, seller = offer.partition("@")
        alike[day, model, tier, frozenset(units.items())].add(seller)
    return {
        Row(
            day,
            direction(dict(units)),
            model,
            frozenset(sellers),
            frozenset((unit, old) for unit, (old, _) in units),
            frozenset((unit, new) for unit, (_, new) in units),
        )
        for (day, model, _, units), sellers in alike.items()
    }


def direction(units: dict[str, tuple[Decimal, Decimal]]) -> str:
    rises = {new > old for old, new in units.values()}
    if rises == {True}:
        return "rise"
    return "fall" if rises == {False} else "other"


def is_makers(row: Row, on: date) -> bool:
    """Tell whether the maker ends or reprices it, or nobody sells it from that day on."""
    model = by_slug("models")[row.model]
    if not row.sellers or model["provider"] in row.sellers:
        return True
    day = date.fromisoformat(row.day)
    before = date.fromordinal(day.toordinal() - 1)
    if row.kind != "end" or not is_out(model, day):
        return False
    last_days = [
        end["day"]
        for offer in rows("offers")
        if offer["model"] == row.model and (end := end_of_offer(offer["slug"], on))
    ]
    offers = [offer for offer in rows("offers") if offer["model"] == row.model]
    is_last = len(last_days) == len(offers) and max(last_days) == row.day
    return is_last and model["open_weights"] != "yes" and not is_gone(model, min(before, on))
