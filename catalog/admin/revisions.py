"""Who changed what on the desk, newest first."""

from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join

from catalog.admin.base import ReadOnlyAdmin, lines_between
from catalog.models import DESK, Revision
from catalog.registry import KINDS


class KindFilter(admin.SimpleListFilter):
    """Changes of one kind of row."""

    title = "kind"
    parameter_name = "kind"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind, str(DESK[kind]._meta.verbose_name_plural)) for kind in KINDS]  # noqa: SLF001 (Django's documented name)

    @override
    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The history of all rows; nothing here can be changed."""

    list_display = ("title", "kind", "act", "state", "author", "note", "made")
    list_select_related = ("author",)
    list_filter = (KindFilter, "act", "state", "made", ("author", admin.RelatedOnlyFieldListFilter))
    ordering = ("-made", "-pk")
    search_fields = ("key", "note", "author__username")
    fields = ("title", "kind", "number", "act", "state", "author", "note", "made", "difference")
    readonly_fields = fields
    show_full_result_count = False

    @admin.display(description="what changed")
    def difference(self, revision: Revision) -> str:
        """Return what the change did to the one before it, a line each; of the first, that there is none."""
        older = Revision.objects.filter(kind=revision.kind, row=revision.row, number=revision.number - 1).first()
        lines = lines_between(older, revision) if older else ["There is no change before it."]
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines))

    @admin.display(description="row")
    def title(self, revision: Revision) -> str:
        return revision.title
