"""What changed in the market: a page by month, narrowed by provider, medium and kind of change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import formatting, query
from catalog.changes import Change, ChangeKind, all_changes
from catalog.filters import AddressFilter, choice_param, row
from catalog.naming import name_or_slug, sorted_by_name
from catalog.schema import Catalog, group_pairs
from catalog.views.makers import media_in_order
from catalog.views.page import Reading, page, reads_release
from catalog.vocabulary import Known, Medium

LATELY = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter(AddressFilter):
    """What the changes are narrowed by."""

    kind: ChangeKind | None = choice_param("Change", ChangeKind, "{}", default=None)
    makes: Medium | None = choice_param("Makes", Medium, "Makes {}", default=None)
    provider: str = row("Maker or seller", "provider", "{}")
    year: str = choice_param("Year", lambda _: map(str, range(1900, 2101)))

    def passes(self, catalog: Catalog, change: Change) -> bool:
        """Return whether a change of any year is wanted."""
        return (
            self.kind in {None, change.kind}
            and (self.makes is None or query.makes(catalog, change.model, self.makes) is Known.YES)
            and self.provider
            in {"", change.model.provider, *(offer.seller for offer in change.offers)}
        )


@reads_release
def changes(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what is announced and what changed lately, month by month, or what changed in a year."""
    catalog, on = edition.catalog, edition.on
    wanted = ChangeFilter.read(request.GET, catalog)
    found = [change for change in all_changes(catalog, on) if wanted.passes(catalog, change)]
    past = [change for change in found if change.day <= on]
    shown = [
        change
        for change in past
        if (f"{change.day:%Y}" == wanted.year if wanted.year else change.day > on - LATELY)
    ]
    return page(
        request,
        "catalog/changes.html",
        edition,
        wanted=wanted,
        chips=wanted.chips(catalog),
        kinds=tuple(ChangeKind),
        media=[each.slug for each in media_in_order(catalog)],
        providers=sorted_by_name(catalog.providers),
        ahead=[] if wanted.year else by_month(catalog, reversed(found[: len(found) - len(past)])),
        years=sorted({f"{change.day:%Y}" for change in past}, reverse=True),
        months=by_month(catalog, shown),
    )


def by_month(
    catalog: Catalog, changes: Iterable[Change]
) -> list[tuple[str, tuple[dict[str, Any], ...]]]:
    """Return the lines of each month under its name, in the order they came."""
    months = group_pairs((change.day.replace(day=1), _line(catalog, change)) for change in changes)
    return [
        (f"{formatting.MONTHS[first.month - 1]} {first.year}", lines)
        for first, lines in months.items()
    ]


def _line(catalog: Catalog, change: Change) -> dict[str, Any]:
    sellers = [name_or_slug(catalog.provider, offer.seller) for offer in change.offers]
    maker = name_or_slug(catalog.provider, change.model.provider)
    return {
        "change": change,
        "maker": maker,
        "sellers": formatting.format_list(sellers),
        "makes": query.media_made(catalog, change.model),
        "follows": change.end and catalog.model.get(change.end.replacement or ""),
    }
