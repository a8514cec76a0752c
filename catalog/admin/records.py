"""What is read, not written, on the desk: who changed what, and what readers report.

Changes come newest first.
"""

from typing import Any, override

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.html import format_html, format_html_join

from catalog.admin.base import PagesAdmin, ReadOnlyAdmin
from catalog.admin.readers import Readers, page_of
from catalog.admin.row_history import lines_between
from catalog.formatting import shortened
from catalog.models import DESK, Report, Revision
from catalog.models.reports import ReportState
from catalog.models.rows import rows_of_keys
from catalog.naming import name_of
from catalog.registry import KINDS, PAGES


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The history of all rows; nothing here can be changed."""

    list_display = ("name", "kind", "act", "state", "author", "note", "made")
    list_select_related = ("author",)
    list_filter = ("kind", "act", "state", "made", ("author", admin.RelatedOnlyFieldListFilter))
    ordering = ("-made", "-pk")
    search_fields = ("key", "note", "author__username")
    fields = ("name", "kind", "number", "act", "state", "author", "note", "made", "difference")
    readonly_fields = fields
    show_full_result_count = False

    @admin.display(description="what changed")
    def difference(self, revision: Revision) -> str:
        """Return what the change did to the one before it, a line each.

        For the first change, return that there is none before it.
        """
        older = Revision.objects.filter(
            kind=revision.kind, row=revision.row, number=revision.number - 1
        ).first()
        lines = (
            lines_between(older, revision, Readers().name)
            if older
            else ["There is no change before it."]
        )
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines))

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Read once what the rows of the page refer to."""
        changelist, readers = super().get_changelist_instance(request), Readers()
        for revision in changelist.result_list:
            revision.readers = readers
        return changelist

    @admin.display(description="row")
    def name(self, revision: Any) -> str:
        catalog = getattr(revision, "readers", Readers()).catalog
        return name_of(catalog, KINDS[revision.kind], revision.fact)


@admin.register(Report)
class ReportAdmin(PagesAdmin):
    """What readers say is wrong; editors set the state, nobody changes a reader's words."""

    list_display = ("words", "link", "state", "release", "made_at")
    list_display_links = ("words",)
    list_filter = ("state", "made_at")
    search_fields = ("page", "text", "note")
    fields = ("link", "row", "text", "contact", "release", "made_at", "state", "note")
    readonly_fields = fields[:-2]
    ordering = (
        Case(When(state=ReportState.OPEN.value, then=0), default=1),
        "made_at",
        "pk",
    )  # what is open, oldest first
    actions = None

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="what is wrong")
    def words(self, report: Report) -> str:
        return shortened(report.text, 120)

    @admin.display(description="page")
    def link(self, report: Report) -> str:
        """Lead to the page that it is about."""
        return format_html('<a href="{}">{}</a>', report.page, report.page)

    @admin.display(description="row")
    def row(self, report: Report) -> str:
        """Lead to the row that the page is about, where it is about one."""
        try:
            match = resolve(report.page.partition("?")[0].partition("#")[0])
        except Resolver404:
            return "-"
        kind = PAGES.get(match.url_name or "")
        rows = (
            rows_of_keys(DESK[kind.name], [tuple(map(str, match.kwargs.values()))]) if kind else ()
        )
        return next(
            (format_html('<a href="{}">{}</a>', page_of(row), row) for _key, row in rows), "-"
        )
