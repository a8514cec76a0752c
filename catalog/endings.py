"""What is said of the ends of a model's offers, in words and in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog import query
from catalog.formatting import format_long_day
from catalog.naming import name_or_slug
from catalog.query import Sale
from catalog.schema import AiModel, Catalog, End
from catalog.vocabulary import EndKind, SaleState


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLine:
    """What one source says of an end, as a page shows it."""

    end: End
    seller: str  # its slug; empty where it is said of the model wherever it is sold
    words: str
    follower: AiModel | None
    follower_words: str
    unused: str = ""  # why another statement is used, where this one contradicts it


def ending_words(catalog: Catalog, end: End, on: date) -> str:
    """Say what a source says of an end, as seen from a day."""
    if end.day is None:
        over = end.status is EndKind.ENDED
        return "Ended; the day is not on record" if over else "No end announced"
    day, past = format_long_day(end.day), end.day <= on
    if end.status is EndKind.NOT_BEFORE:
        return f"Not before {day}; no end announced" if past else f"Not before {day}"
    if end.status is EndKind.ROUTED:
        follower = follower_words(catalog, end)
        return f"{'Since' if past else 'From'} {day} calls go to {follower}"
    return f"{'Ended' if past else 'Ends'} on {day}"


def sale_words(sold: Sale, on: date) -> str:
    """Say until when a model or offer is on sale, as known on a day; empty if unknown."""
    if sold.state is SaleState.UNKNOWN:
        return ""
    if sold.ends is not None:
        day = format_long_day(sold.ends)
        return f"ended on {day}" if sold.ends <= on else day
    if sold.state is SaleState.ENDED:
        return "ended; the day is not on record"
    if sold.not_before is not None:
        return f"no end announced; not before {format_long_day(sold.not_before)}"
    return "no end announced on any page we read"


def follower_words(catalog: Catalog, end: End) -> str:
    """Return the name of what follows, empty where nobody names one."""
    name = name_or_slug(catalog.model, end.replacement) if end.replacement else ""
    return name or end.replacement_words


def end_lines(catalog: Catalog, model: AiModel, on: date) -> tuple[EndLine, ...]:
    """Return all known on a day of the ends of a model and its offers, the maker's first."""
    everywhere = query.statements(catalog, catalog.ends_of_model.get(model.slug, ()), on)
    lines = list(_lines(catalog, everywhere, "", on))
    offers = sorted(
        catalog.offers_of.get(model.slug, ()),
        key=lambda offer: (offer.seller != model.provider, offer.seller),
    )
    for offer in offers:
        known = query.statements(catalog, catalog.ends_of_offer.get(offer.slug, ()), on)
        lines += _lines(catalog, known, offer.seller, on)
    return tuple(lines)


def _lines(
    catalog: Catalog, statements: tuple[End, ...], seller: str, on: date
) -> Iterator[EndLine]:
    for place, end in enumerate(statements):
        used = statements[0]
        clashes = place > 0 and not query.agree(used, end)
        unused = query.why_used(catalog, used, end) if clashes else ""
        yield EndLine(
            end=end,
            seller=seller,
            words=ending_words(catalog, end, on),
            follower=catalog.model.get(end.replacement or ""),
            follower_words=end.replacement_words,
            unused=unused,
        )
