"""Pictures for link previews: 1200 by 630, set by typst, from the current release.

They are kept per release.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import msgspec
import typst
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog import ages, formatting, query
from catalog.model_words import kind_of
from catalog.naming import name_or_slug
from catalog.releases import Edition, Reading
from catalog.schema import AiModel
from catalog.views.page import reads_release, row_or_404
from catalog.vocabulary import Medium
from config.environment import PROJECT

TEMPLATE = PROJECT / "templates" / "cards" / "card.typ"
CACHED_CARDS = 256  # pictures of about 40 kB
POINTS_PER_INCH = 72  # one pixel a point
MOST_LETTERS = 110  # of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words of a picture: a title with name and value rows, a drawing, or a sentence."""

    kicker: str
    title: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    drawing: str = ""  # as SVG
    foot: str


@reads_release
def home(_request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give the picture of the first page, and of every page without one of its own."""
    catalog = edition.catalog
    models = formatting.format_count(len(catalog.models), "model", "models")
    prices = formatting.format_count(len(catalog.prices), "price", "prices")
    sources = formatting.format_count(len(catalog.sources), "source", "sources")
    card = Card(
        kicker="The right kind of AI for one job",
        title="Which kind of AI, and how do we know it works?",
        text=(
            "Answer plain questions for five minutes and leave with a plan that gives its reasons."
        ),
        foot=f"{models}, {prices}, {sources}. {release_line(edition)}",
    )
    return answer(card)


@reads_release
def model(_request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Give the picture of a model: what it is, what it holds, what it costs on the day."""
    catalog = reading.catalog
    row = row_or_404(catalog.models, slug)
    tokens = query.reads_at_once(row)
    length = "Unknown" if tokens is None else formatting.format_count(tokens, "token", "tokens")
    kind, maker = kind_of(catalog, row), name_or_slug(catalog.provider, row.provider)
    card = Card(
        kicker=f"{formatting.capitalise(kind)}, by {maker}",
        title=row.name,
        rows=(
            ("Reads", _listed(query.media_read(catalog, row))),
            ("Result", _listed(query.media_made(catalog, row))),
            _price(reading, row) or ("Reads at once", length),
        ),
        foot=f"With who says so, and when. {release_line(reading)}",
    )
    return answer(card)


def answer(card: Card) -> HttpResponse:
    """Give the picture of a card."""
    # Other sites may show it, which is what it is made for.
    return HttpResponse(
        picture(card),
        content_type="image/png",
        headers={"Cross-Origin-Resource-Policy": "cross-origin"},
    )


@lru_cache(maxsize=CACHED_CARDS)
def picture(card: Card) -> bytes:
    """Return the PNG of a card; the same words give the same bytes."""
    title = formatting.shortened(card.title, MOST_LETTERS)
    shown = asdict(card) | {"title": title, "site": settings.SITE_NAME}
    made: Any = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="png",
        ppi=POINTS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"card": msgspec.json.encode(shown).decode()},
    )
    return bytes(made if isinstance(made, bytes) else made[0])  # of several pages, the first


def release_line(edition: Edition) -> str:
    """Return the number of a release and its day."""
    return f"Release {edition.number}, {formatting.format_long_day(edition.published_at.date())}."


def _price(reading: Reading, model: AiModel) -> tuple[str, str] | None:
    """Return the cheapest seller's first two prices, with their reading day; None if none holds."""
    catalog, on = reading.catalog, reading.on
    quote = query.cheapest(catalog, model, on)
    if not quote.prices:
        return None
    shown = quote.prices[:2]
    words = ", ".join(
        formatting.per_unit(formatting.format_price(price.usd), price.unit) for price in shown
    )
    age = ages.oldest(catalog, shown, on, reading.sightings)
    return f"Price, {age.words}" if age else "Price", words


def _listed(media: Sequence[Medium]) -> str:
    return formatting.capitalise(formatting.format_list(media) or formatting.UNKNOWN)
