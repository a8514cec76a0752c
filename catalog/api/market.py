"""Lists of the API from several kinds of rows: what changed, what something cost each day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from catalog import query
from catalog.api.params import refused
from catalog.api.properties import Property, attribute, computed
from catalog.api.resources import Resource, resource_of
from catalog.changes import ChangeKind
from catalog.news import NewsLine, news
from catalog.registry import Tag
from catalog.releases import Reading
from catalog.schema import Catalog, Price
from config.problems import ProblemError

USUAL_DAYS, MOST_DAYS = 31, 366
DAY = timedelta(days=1)


def _news(reading: Reading, _params: Any) -> Sequence[NewsLine]:
    catalog = reading.catalog
    return catalog.on_day("news", lambda day: news(catalog, day), reading.on)


@computed(target="models")
def model(_reading: Reading, line: NewsLine) -> str | None:
    """Its model."""
    return line.subject if line.subject_kind == "models" else None


@computed(target="app_plans")
def app_plan(_reading: Reading, line: NewsLine) -> str | None:
    """Its plan."""
    return line.subject if line.subject_kind == "app_plans" else None


@computed(target="providers")
def providers(_reading: Reading, line: NewsLine) -> tuple[str, ...]:
    """Its maker, and the sellers where it happened."""
    return tuple(sorted(line.makers))


@computed()
def page(_reading: Reading, line: NewsLine) -> str:
    """The page that shows it."""
    return line.address


_ANNOUNCED = "Whether it is still to come on the day asked about."

CHANGES = Resource(
    path="changes",
    one="change",
    name="Change",
    many="Changes",
    about=(
        "What became of a model or of a plan of an app on a day, or is announced for one; the "
        "newest first."
    ),
    tag=Tag.MARKET.label,
    given=(
        attribute("id", str, "What never changes about it."),
        attribute("kind", ChangeKind, "What became of it.", filter=True),
        attribute("day", date, "On which day.", filter=True),
        attribute("announced", bool, _ANNOUNCED, filter=True),
        *(model, app_plan, providers),
        attribute("title", str, "It in a line."),
        attribute("more", str, "What was before, or what follows."),
        attribute("source", str, "Who says so.", target="sources"),
        attribute("as_of", date, "The day on which its source said so."),
        page,
    ),
    rows=_news,
    id_of=lambda row: row.id,
    name_of=lambda _, row: row.title,
)


# --------------------------------------------------------------------------------- prices by day


@dataclass(frozen=True, slots=True)
class DailyPrice:
    """What something cost on a day."""

    day: date
    price: Price


def _daily(reading: Reading, params: Any) -> Sequence[DailyPrice]:
    """Return prices of an offer, a model or a plan on each day of a stretch of time.

    Of everything, return those of the last day.

    Raises `ProblemError` for more days than one answer has.
    """
    last = min(params.day_until or reading.on, reading.on)
    is_of_one = bool(params.offer or params.model or params.app_plan)
    usual, most = (USUAL_DAYS, MOST_DAYS) if is_of_one else (1, 1)
    first = params.day_from or last - (usual - 1) * DAY
    stretch = max((last - first).days + 1, 0)
    if stretch > most:
        raise _too_many_days(stretch, is_of_one=is_of_one)
    return [row for back in range(stretch) for row in _of_day(reading, params, last - back * DAY)]


def _too_many_days(days: int, *, is_of_one: bool) -> ProblemError:
    """Return the refusal of a stretch of time that would have to be cut."""
    detail = (
        f"These are {days} days; ask for at most {MOST_DAYS} at once."
        if is_of_one
        else "Name an offer, a model or a plan of an app to have more than one day."
    )
    return refused(["day_from"], detail, "There are more days than one answer has.")


def _of_day(reading: Reading, params: Any, day: date) -> Iterator[DailyPrice]:
    """Yield what was in force on a day, as it is on file on the day asked about."""
    catalog = reading.catalog
    for offer in _offers(catalog, params):
        yield from (DailyPrice(day, price) for price in query.prices(catalog, offer, day))
    for plan in _plans(catalog, params):
        yield from (DailyPrice(day, price) for price in query.plan_prices(catalog, plan, day))


def _offers(catalog: Catalog, params: Any) -> Iterable[str]:
    """Return the slugs of the offers that are asked for; all of them where nothing is."""
    if params.offer:
        return (params.offer,)
    if params.model:
        return (offer.slug for offer in catalog.offers_of.get(params.model, ()))
    return () if params.app_plan else (offer.slug for offer in catalog.offers)


def _plans(catalog: Catalog, params: Any) -> Iterable[str]:
    if params.app_plan:
        return (params.app_plan,)
    is_of_models = params.offer or params.model
    return () if is_of_models else (plan.slug for plan in catalog.app_plans)


PRICES = resource_of("prices")
# What a price of a day says as the price says it.
_AS_PRICES = (
    *("offer", "app_plan", "model", "seller", "unit", "region", "tier", "covers"),
    *("paid", "price", "currency", "valid_from", "source", "as_of"),
)


def _of_price(name: str) -> Property:
    """Return a property of prices, read of the price of a day."""
    stored = next(row for row in PRICES.properties if row.name == name)
    return replace(stored, read=lambda now, row: stored.read(now, row.price))


def _id_of(row: DailyPrice) -> str:
    return f"{PRICES.id_of(row.price)}:on:{row.day}"


DAILY_PRICES = Resource(
    path="daily-prices",
    one="price of a day",
    name="DailyPrice",
    many="DailyPrices",
    about=(
        "What an offer, a model at all its sellers, or a plan of an app cost on each day, "
        "the last day first: of the last "
        f"{USUAL_DAYS} days, or from a day on; more than {MOST_DAYS} at once are refused. Of "
        "everything, where none is named, on the last day alone."
    ),
    tag=Tag.MARKET.label,
    given=(
        Property("id", str, "The price and the day.", lambda _, row: _id_of(row)),
        attribute("day", date, "The day.", filter=True),
        *(_of_price(name) for name in _AS_PRICES),
    ),
    rows=_daily,
    id_of=_id_of,
)
