"""Heads of columns that sort a list, and the currencies for its prices.

They are links, so no script is needed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalog import formatting
from catalog.filters.form import ChoiceField, ListForm
from catalog.filters.offered import DOLLARS

OTHER_WAY = {"ascending": "descending", "descending": "ascending"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SortLink:
    """The head of a column that sorts: its link, and how it sorts the list now."""

    query: str
    sorted: str  # as `aria-sort` has it; empty where it is sorted by something else


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyLink:
    """A currency that prices can be shown in."""

    words: str
    query: str
    is_chosen: bool


def sort_links(form: ListForm, current: str, ways: Mapping[str, str]) -> dict[str, SortLink]:
    """Return the links of the columns by what each sorts by.

    `ways` says how each is sorted when it is chosen first; a second click turns it round.
    """
    is_turned = bool(form.chosen("turned"))
    links = {}
    for order, way in ways.items():
        is_current = order == current
        now = OTHER_WAY[way] if is_turned else way
        links[order] = SortLink(
            query=form.query_with(sort=order, turned=is_current and not is_turned),
            sorted=now if is_current else "",
        )
    return links


def turned_round[Row](rows: Iterable[Row], is_unknown: Callable[[Row], bool]) -> list[Row]:
    """Return rows from the end; those of which nothing is known stay last."""
    sortable: list[Row] = []
    unknown: list[Row] = []
    for row in rows:
        (unknown if is_unknown(row) else sortable).append(row)
    return [*reversed(sortable), *unknown]


def currency_links(form: ListForm) -> list[CurrencyLink]:
    """Return the currencies that the field `currency` of a form offers, that of no choice first."""
    field = form.fields["currency"]
    assert isinstance(field, ChoiceField)  # noqa: S101  # for mypy
    chosen = form.chosen("currency")
    plain = formatting.SIGNS[DOLLARS] if DOLLARS not in field.choices else "as stated"
    words = {"": plain} | {code: formatting.SIGNS.get(code, code) for code in field.choices}
    return [
        CurrencyLink(words=name, query=form.query_with(currency=code), is_chosen=code == chosen)
        for code, name in words.items()
    ]
