"""Pagination of long lists."""

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 50
LONGEST_NUMBER = 5  # digits; no list here has more pages


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the list; the current one has no address."""

    words: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage[Row]:
    """One page of a list, with links to the others."""

    rows: tuple[Row, ...]
    found: int
    links: tuple[PageLink, ...]


def stretch[Row](rows: Sequence[Row], asked: str, query: str = "") -> ListPage[Row]:
    """Return the page that an address asks for, or the nearest one; `query` is the rest of the query string."""
    pages = max(-(-len(rows) // SIZE), 1)
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1
    number = min(max(number, 1), pages)
    links = tuple(
        PageLink(
            f"{(place - 1) * SIZE + 1} to {min(place * SIZE, len(rows))}",
            "" if place == number else "&".join(part for part in (query, f"page={place}") if part),
        )
        for place in range(1, pages + 1)
    )
    return ListPage(
        rows=tuple(rows[(number - 1) * SIZE : number * SIZE]), found=len(rows), links=links if pages > 1 else ()
    )
