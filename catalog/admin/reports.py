"""The queue of what readers report."""

from typing import Any, override

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils.html import format_html

from catalog.admin.base import PickedAdmin
from catalog.models import Report
from catalog.models.reports import ReportState


@admin.register(Report)
class ReportAdmin(PickedAdmin):
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
    actions = ("mark_done", "mark_dismissed", "mark_open")

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

    @admin.action(description="Mark as put right", permissions=["change"])
    def mark_done(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._mark(request, rows, ReportState.DONE)

    @admin.action(description="Mark as nothing to put right", permissions=["change"])
    def mark_dismissed(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._mark(request, rows, ReportState.DISMISSED)

    @admin.action(description="Mark as to look at", permissions=["change"])
    def mark_open(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self._mark(request, rows, ReportState.OPEN)

    def _mark(self, request: HttpRequest, rows: QuerySet[Any], state: ReportState) -> None:
        chosen = Report.objects.filter(pk__in=rows.values("pk")).exclude(state=state.value).order_by("pk")
        marked = Report.objects.filter(pk__in=list(chosen.values_list("pk", flat=True)))
        words = f"marked as {state.label.lower()}."
        LogEntry.objects.log_actions(int(request.user.pk or 0), marked, CHANGE, words.capitalize())
        self.message_user(request, f"{marked.update(state=state.value)} {words}", messages.SUCCESS)
