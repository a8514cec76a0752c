"""What changed in the market: a page by month, narrowed by provider, medium and kind of change."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from catalog import formatting, query
from catalog.changes import Change, ChangeKind, all_changes
from catalog.filters.form import ChoiceField, ListForm
from catalog.filters.offered import firms
from catalog.naming import name_or_slug
from catalog.releases import Reading
from catalog.schema import Catalog, group_pairs
from catalog.views.page import page, reads_release
from catalog.vocabulary import Known, Medium

LATELY = timedelta(days=92)
YEARS = {str(year): str(year) for year in range(1900, 2101)}


class ChangeForm(ListForm):
    """What the changes are narrowed by."""

    view = "catalog:changes"
    kind = ChoiceField("Change", ChangeKind)
    makes = ChoiceField("Makes", Medium, empty="Anything")
    provider = ChoiceField("Maker or seller", firms)
    year = ChoiceField("Year", YEARS, widget=forms.HiddenInput, narrows=False)

    def passes(self, change: Change) -> bool:
        """Return whether a change of any year is wanted."""
        makes, firm = self.chosen("makes"), self.chosen("provider")
        is_made = not makes or query.makes(self.catalog, change.model, makes) is Known.YES
        sellers = {offer.seller for offer in change.offers}
        return (
            is_made
            and self.chosen("kind") in {"", change.kind}
            and firm in {"", change.model.provider, *sellers}
        )

    def passing(self, on: date) -> list[Change]:
        """Return the changes that pass, as they are known on a day."""
        return [change for change in all_changes(self.catalog, on) if self.passes(change)]


@reads_release
def changes(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what is announced and what changed lately, month by month, or what changed in a year."""
    catalog, on = reading.catalog, reading.on
    form = ChangeForm(request.GET, catalog)
    rows = form.passing(on)
    past = [change for change in rows if change.day <= on]
    ahead = reversed(rows[: len(rows) - len(past)])
    year = form.chosen("year")
    if year:
        shown = [change for change in past if f"{change.day:%Y}" == year]
    else:
        shown = [change for change in past if change.day > on - LATELY]
    years = {f"{change.day:%Y}" for change in past}
    return page(
        request,
        "catalog/changes.html",
        reading,
        form=form,
        year=year,
        ahead=[] if year else by_month(catalog, ahead),
        years=sorted(years, reverse=True),
        months=by_month(catalog, shown),
    )


type Line = dict[str, Any]


def by_month(catalog: Catalog, changes: Iterable[Change]) -> list[tuple[str, tuple[Line, ...]]]:
    """Return the lines of each month under its name, in the order they came."""
    dated = ((formatting.format_month(row.day), _line(catalog, row)) for row in changes)
    return [*group_pairs(dated).items()]


def _line(catalog: Catalog, change: Change) -> Line:
    sellers = [name_or_slug(catalog.provider, offer.seller) for offer in change.offers]
    maker = name_or_slug(catalog.provider, change.model.provider)
    follower = change.end and catalog.model.get(change.end.replacement or "")
    return {
        "change": change,
        "maker": maker,
        "sellers": formatting.format_list(sellers),
        "makes": query.media_made(catalog, change.model),
        "follows": follower,
    }
