"""The list of a kind's rows: its order, columns, filters, search and files."""

from collections.abc import Iterator
from typing import Any, override

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower
from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import URLPattern
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from catalog import desk
from catalog.admin.ages import OfAge, ages_of_readers, with_last_seen
from catalog.admin.base import NO_FILTER, PickedAdmin, file_of
from catalog.admin.filters import OfSource, columns_of, filter_of
from catalog.admin.readers import Readers
from catalog.ages import AGED_KINDS
from catalog.formatting import format_day
from catalog.imports.cells import write_fact_rows
from catalog.imports.importing import stored_facts
from catalog.models.revisions import PUBLISH
from catalog.registry import KINDS, FactKind
from catalog.schema.field import Field
from catalog.tables import TableFormat
from config.budget import WrongFileError

DOWNLOADS = {TableFormat.XLSX: "Excel file", TableFormat.CSV: "CSV file"}
TITLES = {kind.title for kind in KINDS.values()}


class RowsAdmin(PickedAdmin):
    """Rows of one kind, and who may do what with them."""

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.search_fields = tuple(_searched(model.kind))  # type: ignore[misc]  # Django's checks want the attribute
        self.columns = columns_of(model.kind)
        self.ages = model.kind.name in AGED_KINDS

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the visitor may publish rows of this kind and take them out."""
        return self.has_change_permission(request, obj) and request.user.has_perm(PUBLISH)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete what readers may have seen: that is taken out."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not desk.ever_published(obj)
        )


class RowListAdmin(RowsAdmin):
    """The list of the rows of a kind."""

    show_facets = admin.ShowFacets.NEVER

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("download/<slug:form>/", require_safe(self.download), "download"),
            *super().get_urls(),
        ]

    @override
    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Order by name, small letters and capitals alike."""
        names = self.model.kind.name_lookups
        return (
            *(Lower(name) if name.rpartition("__")[2] in TITLES else name for name in names),
            "pk",
        )

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        """Return those of the kind, and who speaks in the source."""
        filters = ["state", *(filter_of(self.model.kind, name) for name in self.model.kind.filters)]
        if self.ages:
            filters.append(OfAge)
        if "source" not in self.model.kind.described:
            return filters
        return [*filters, "source__voice", ("source", OfSource)]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read what the rows of a list refer to for all of them at once."""
        rows = super().get_queryset(request).fetch_mode(models.FETCH_PEERS)
        return with_last_seen(rows) if self.ages else rows

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Put first the rows whose name begins with what was typed."""
        rows, several = super().get_search_results(request, queryset, search_term)
        title = self.model.kind.title
        if not search_term.strip() or title not in self.model.kind.described:
            return rows, several
        begins = Q(**{f"{title}__istartswith": search_term.strip()})
        nearest = rows.annotate(place=Case(When(begins, then=0), default=1))
        return nearest.order_by("place", *self.get_ordering(request)), several

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        aged = ("last_seen",) if self.ages else ()
        return (*self.columns, *aged, "state_and_readers", "on_the_site")

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Compare the rows of the page with what readers have, all at once."""
        changelist = super().get_changelist_instance(request)
        readers = Readers()
        statuses = readers.statuses(self.model, [row.pk for row in changelist.result_list])
        for row in changelist.result_list:
            row.release_status = statuses[row.pk]
            row.public = readers.address(self.model.kind, row.release_status)
        ages = ages_of_readers(self.model.kind.name) if self.ages else {}
        for row in changelist.result_list:
            row.age = ages.get(self.model.kind.key_of(row.release_status.fact))
        return changelist

    @admin.display(description="last seen", ordering="seen_on")
    def last_seen(self, row: Any) -> str:
        """Return when a source stated a row last, and whether that is long ago."""
        day = format_day(row.seen_on) if row.seen_on else "on no day on file"
        return f"{day}: old" if row.age is not None and row.age.is_old else day

    @admin.display(description="site")
    def on_the_site(self, row: Any) -> str:
        words = '<a href="{}">Open<span class="visually-hidden"> {}</span></a>'
        return format_html(words, row.public, row) if row.public else ""

    @admin.display(description="state", ordering="state")
    def state_and_readers(self, row: Any) -> str:
        return str(row.release_status.label)

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        query = request.GET.urlencode()
        return [
            (f"{self.address('download', how.value)}?{query}", words)
            for how, words in DOWNLOADS.items()
        ]

    def download(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Stream the rows of the filtered list, with the columns that a file brings in."""
        how = next((format_ for format_ in DOWNLOADS if format_.value == form), None)
        if how is None:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind: FactKind = self.model.kind
        try:
            shown = super().get_changelist_instance(request).get_queryset(request)
            rows = write_fact_rows(
                kind, stored_facts(kind.name, shown.order_by().values("pk")), how
            )
        except (IncorrectLookupParameters, WrongFileError) as refused:
            known = isinstance(refused, WrongFileError)
            messages.error(request, str(refused) if known else NO_FILTER)
            return HttpResponseRedirect(self.address("changelist"))
        return file_of(rows, kind.name, how)


def _searched(kind: FactKind) -> Iterator[str]:
    """Yield what a search looks at: texts and parents of the first heading, words of the key."""
    for field in kind.described.values():
        if field.about.parent and field.name != "source":
            parent = KINDS[field.about.parent]
            yield from (f"{field.name}__{lookup}" for lookup in ("slug", *parent.name_lookups))
        elif _is_title(field) or (field.words and not field.several and field.name in kind.key):
            yield field.name


def _is_title(field: Field) -> bool:
    """Tell whether a field is a text under the first heading that people would type."""
    is_apart = field.target or field.about.group or field.about.text == "address"
    return field.holds is str and not is_apart
