"""The queue of what readers report."""

from typing import override

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest
from django.utils.html import format_html

from catalog.admin.base import PagesAdmin
from catalog.models import Report
from catalog.models.reports import ReportState


@admin.register(Report)
class ReportAdmin(PagesAdmin):
    """What readers say is wrong; editors set the state, nobody changes a reader's words."""

    list_display = ("words", "link", "state", "release", "made_at")
    list_display_links = ("words",)
    list_filter = ("state", "made_at")
    search_fields = ("page", "text", "note")
    fields = ("link", "text", "contact", "release", "made_at", "state", "note")
    readonly_fields = ("link", "text", "contact", "release", "made_at")
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
        return f"{report.text[:120]}…" if len(report.text) > 120 else report.text  # noqa: PLR2004  # a line of a list

    @admin.display(description="page")
    def link(self, report: Report) -> str:
        """Lead to the page that it is about."""
        return format_html('<a href="{}">{}</a>', report.page, report.page)
