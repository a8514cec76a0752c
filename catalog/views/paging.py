"""Pagination of long lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

SIZE = 25  # at 390 pixels, eight screens of the list of models


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of the list; the current one has no address, nor has a gap between pages."""

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
    numbers = pages.get_elided_page_range(shown.number, on_each_side=2, on_ends=1) if pages.num_pages > 1 else ()
    links = tuple(_link(pages, number, shown.number, query) for number in numbers)
    return ListPage(rows=tuple(shown), found=pages.count, links=links)


def _link(pages: "Paginator[Any]", number: int | str, current: int, query: str) -> PageLink:
    if not isinstance(number, int):
        return PageLink(str(number), "")
    each = pages.page(number)
    address = "" if number == current else "&".join(filter(None, (query, f"page={number}")))
    return PageLink(f"{each.start_index()} to {each.end_index()}", address)
