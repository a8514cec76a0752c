"""Pagination of long lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator

SIZE = 50


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
    pages = Paginator(rows, SIZE)
    shown = pages.get_page(asked)
    links = [
        PageLink(
            f"{each.start_index()} to {each.end_index()}",
            "" if each.number == shown.number else "&".join(filter(None, (query, f"page={each.number}"))),
        )
        for each in pages
    ]
    return ListPage(rows=tuple(shown), found=pages.count, links=tuple(links) if len(links) > 1 else ())
