"""Plans in the admin: found by view key, shown without answers, never changed by hand."""

from typing import override

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from wizard import links
from wizard.models import Plan, PlanVersion, Why


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """Rows that nobody adds or changes here."""

    list_per_page = 50

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Plan)
class PlanAdmin(ReadOnly):
    """Plans, to look one up for its owner or to delete it on request; what was answered stays with the owner."""

    list_display = ("view_key", "created", "changed", "version_count", "withdrawn", "expires")
    search_fields = ("view_key",)
    search_help_text = "The last part of a plan’s link, such as 8Qf2mXr0aZ4kLw1uPq9sTg."
    ordering = ("-changed", "pk")
    show_full_result_count = False
    fields = ("view_key", "created", "changed", "revision", "expires", "withdrawn")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        return Plan.objects.defer("answers").annotate(version_count=Count("versions")).order_by("-changed", "pk")

    @override
    def delete_model(self, request: HttpRequest, obj: Plan) -> None:
        """Delete it as its owner would: its links say so."""
        links.delete([obj], Why.DELETED)

    @override
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Plan]) -> None:
        """Delete them as their owners would: their links say so."""
        links.delete(queryset, Why.DELETED)

    @admin.display(description="versions", ordering="version_count")
    def version_count(self, plan: Plan) -> int:
        """Return how many versions were made."""
        count: int = plan.version_count  # type: ignore[attr-defined]  # from the query
        return count


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnly):
    """Versions, to see which release and which rules a plan was decided with."""

    list_display = ("plan", "number", "release", "decided_on", "engine", "made")
    list_filter = ("release", "engine")
    list_select_related = ("plan",)
    search_fields = ("plan__view_key",)
    search_help_text = "The last part of a plan’s link, such as 8Qf2mXr0aZ4kLw1uPq9sTg."
    ordering = ("-made", "pk")
    show_full_result_count = False
    fields = ("plan", "number", "release", "release_digest", "decided_on", "engine", "made")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanVersion]:
        return PlanVersion.objects.defer("answers", "decision", "plan__answers").order_by("-made", "pk")
