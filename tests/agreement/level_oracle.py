"""What a level of quality cost in a month, from the raw CSV files alone.

It is worked out by the words of its page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from tests.agreement.oracle import Row, by_slug, end_of_offer, is_out, is_over, rows

# Of every version that a board names by a day, the first day; read off the printed names by hand.
VERSIONS = {
    "Claude 3.5 Sonnet (20241022)": "2024-10-22",
    "Claude 3.5 Haiku (20241022)": "2024-10-22",
    "Command R (08-2024)": "2024-08-01",
    "command-r-plus-08-2024": "2024-08-01",
    "DeepSeek-R1 (0528)": "2025-05-28",
    "DeepSeek-V4-Pro (High, 20260813)": "2026-08-13",
    "Gemini 2.5 Flash-Lite Preview (Non-Thinking, 09-2025)": "2025-09-01",
    "GPT-3.5 Turbo (0125)": "2024-01-25",
    "GPT-4 Turbo (2024-04-09)": "2024-04-09",
    "Grok 3 Preview (02-24)": "2025-02-24",
    "Mistral Large (2411)": "2024-11-01",
    "o1 (2024-12-17)": "2024-12-17",
}
# Later versions of which no day is printed: of their offers only the last price counts.
NUMBERED = {"Gemini 1.5 Flash (002)", "Gemini 1.5 Pro (002)"}
# Of each board: whether more is better, the levels, what is bought, in parts of a unit.
BOARDS = {
    "text": (
        "arena-text",
        True,
        (1300, 1400, 1450, 1500),
        {"input_mtok": Decimal("0.75"), "output_mtok": Decimal("0.25")},
    ),
    "pictures": ("arena-text-to-image", True, (950, 1100, 1250), {"image": Decimal(1)}),
    "transcription": ("open-asr-wer", False, (8, 6), {"audio_minute": Decimal(1)}),
}
USUAL_TIERS = ("medium", "720p")


@dataclass(frozen=True)
class Point:
    """The lowest price of a level on a day."""

    usd: Decimal
    offers: frozenset[str]  # all that ask it


@cache
def best_scores(board: str) -> dict[str, Row]:
    """Return each model's best figure on a board; sellers measured none of ours."""
    name, more_is_better, _, _ = BOARDS[board]
    best: dict[str, Row] = {}
    for row in rows("scores"):
        if row["benchmark"] != name:
            continue
        assert row["voice"] == "measured"
        value = Decimal(row["value"]) * (1 if more_is_better else -1)
        other = best.get(row["model"])
        if other is None or value > Decimal(other["value"]) * (1 if more_is_better else -1):
            best[row["model"]] = row
    return best


def reaching(board: str, level: int) -> Iterator[Row]:
    """Yield the scores at a level or better."""
    more_is_better = BOARDS[board][1]
    for row in best_scores(board).values():
        value = Decimal(row["value"])
        if value >= level if more_is_better else value <= level:
            yield row


@cache
def list_prices(offer: str) -> tuple[Row, ...]:
    return tuple(row for row in rows("prices") if row["offer"] == offer and not row["region"])


@cache
def offers_of(model: str) -> tuple[str, ...]:
    return tuple(row["slug"] for row in rows("offers") if row["model"] == model)


def is_known(price: Row, score: Row, seller: str, on: date) -> bool:
    """Tell whether a price surely bought the measured version on a day on which it held."""
    model = by_slug("models")[score["model"]]
    begin = price["valid_from"]
    if price["basis"] == "carried-back" and seller != model["provider"]:
        begin = max(begin, price["as_of"])
    if begin > on.isoformat():
        return False
    last = price["valid_to"]
    if not last:
        return True
    if score["variant"] in NUMBERED:
        return False
    version = VERSIONS.get(score["variant"], model["released"])
    return last >= version


def price_of(board: str, score: Row, offer: str, on: date) -> Decimal | None:
    """Return the work's cost at an offer on a day; None if it is not on sale or lacks a price."""
    model = by_slug("models")[score["model"]]
    if not is_out(model, on) or is_over(end_of_offer(offer, on), on):
        return None
    setting = "" if score["effort"] == "unnamed" else score["effort"]
    total = Decimal(0)
    for unit, amount in BOARDS[board][3].items():
        holding = [
            price
            for price in list_prices(offer)
            if price["unit"] == unit
            and price["valid_from"] <= on.isoformat()
            and (not price["valid_to"] or on.isoformat() <= price["valid_to"])
            and (not setting or price["tier"] in {"", setting})
        ]
        if not holding:
            return None
        price = speaking(holding)
        if not is_known(price, score, offer.partition("@")[2], on):
            return None
        total += Decimal(price["amount"]) * amount
    return total


def speaking(prices: list[Row]) -> Row:
    """Return the price that speaks for a unit: no tier's, else the usual one's, else the least."""
    plain = [price for price in prices if not price["tier"]]
    usual = [price for price in prices if price["tier"] in USUAL_TIERS]
    if plain or usual:
        return max(plain or usual, key=lambda price: price["valid_from"])
    return min(prices, key=lambda price: Decimal(price["amount"]))


def point(board: str, level: int, on: date) -> Point | None:
    """Return a level's lowest price on a day, with all offers that ask it; None if unsold."""
    seller = {
        offer: usd
        for score in reaching(board, level)
        for offer in offers_of(score["model"])
        if (usd := price_of(board, score, offer, on)) is not None
    }
    if not seller:
        return None
    least = min(seller.values())
    return Point(least, frozenset(offer for offer, usd in seller.items() if usd == least))


def month_end(month: str, today: date) -> date:
    """Return the last day of a month, or today while it runs."""
    year, number = map(int, month.split("-"))
    after = date(year + number // 12, number % 12 + 1, 1)
    return min(after - timedelta(days=1), today)
