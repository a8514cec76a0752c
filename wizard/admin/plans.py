"""Plans in the admin: found by view key, shown without answers, never changed by hand.

A plan can be closed for its owner.
"""

from typing import Any, override

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from catalog.admin.base import PickedAdmin
from catalog.admin.forms import ReasonForm, text_field
from wizard.admin.golden import KEY
from wizard.models import Plan, Why
from wizard.plans import links
from wizard.plans.locking import PlanGoneError
from wizard.views import closed

SHOWN_OF_KEY = 4
WITHDRAW = "wizard.withdraw_plan"


class ClosingForm(ReasonForm):
    """Why somebody other than its owner closes a plan's link."""

    note = text_field(
        "Why", "In a sentence. Example: The owner wrote on 24 Nov 2026 and asked for it.", rows=3
    )


@admin.register(Plan)
class PlanAdmin(PickedAdmin):
    """Plans, to look one up for its owner, to close its link or to delete it on request.

    Nobody adds or changes one.

    A link would lead to what was answered, so no page shows a whole one, nor opens a plan for
    readers.
    """

    view_on_site = False
    show_full_result_count = False
    list_display = (
        "__str__",
        "link_begins",
        "created",
        "changed",
        "version_count",
        "withdrawn",
        "expires",
    )
    search_fields = ("view_key__exact",)
    change_list_template = "admin/wizard/plan/change_list.html"
    ordering = ("-changed", "pk")
    fields = ("link_begins", "created", "changed", "revision", "expires", "withdrawn")

    @override
    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    has_change_permission = has_add_permission

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        plans = Plan.objects.defer("answers").annotate(version_count=Count("versions"))
        return plans.order_by(*self.ordering)

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Plan], search_term: str
    ) -> tuple[QuerySet[Plan], bool]:
        match = KEY.search(search_term.strip())
        return super().get_search_results(request, queryset, match["key"] if match else search_term)

    @override
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was done to a plan to those who may do it; reasons may name its owner."""
        self.row_for(request, object_id, "withdraw")
        return super().history_view(request, object_id, extra_context)

    @override
    def delete_model(self, request: HttpRequest, obj: Plan) -> None:
        """Delete it as its owner would: its links say so."""
        links.delete([obj], Why.DELETED)

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<int:pk>/withdraw/", self.withdraw_page, "withdraw"),
            *super().get_urls(),
        ]

    @override
    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        offered = self.has_withdraw_permission(request)
        return [(self.address("withdraw", row.pk), "Close the link…")] if offered else []

    def has_withdraw_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return request.user.has_perm(WITHDRAW)

    def withdraw_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why a plan's link is closed; on POST, close it.

        The owner's own link goes on working.
        """
        plan = self.row_for(request, pk, "withdraw")
        try:
            return self.act_page(
                request,
                [plan],
                lambda _note: links.withdraw(plan),
                row=plan,
                form_class=ClosingForm,
                title="Close the link for others",
                words=(
                    "Whom a link reaches is its owner’s to decide. Say why you act for them: "
                    "name, day and reason are logged."
                ),
                done="The link for others is closed.",
                button="Close the link",
            )
        except PlanGoneError:
            return closed.deleted(request)

    @admin.display(description="link begins with")
    def link_begins(self, plan: Plan) -> str:
        """Return enough of the view key to tell plans apart, too little to open one."""
        return f"{plan.view_key[:SHOWN_OF_KEY]}…"

    @admin.display(description="versions", ordering="version_count")
    def version_count(self, plan: Plan) -> int:
        return int(plan.version_count)  # type: ignore[attr-defined]  # from the query
