"""What became of a row, change by change, and the way back to an older one."""

from itertools import zip_longest
from typing import Any, override

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.urls import URLPattern

from catalog import desk
from catalog.admin.base import SHOWN, user_of
from catalog.admin.forms import (
    WhyForm,
)
from catalog.admin.readers import Readers
from catalog.admin.row_list import RowsAdmin
from catalog.differences import Name, in_words, of_row
from catalog.models import Revision
from catalog.models.facts import row_versions
from catalog.registry import KINDS


class RowHistoryAdmin(RowsAdmin):
    """The history of a row."""

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<int:pk>/back/<int:number>/", self.back_page, "back"),
            *super().get_urls(),
        ]

    @override
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Tell what each change did, in words, the newest first."""
        row = self.row_for(request, object_id, "view_or_change")
        revisions = list(Revision.objects.of(row).select_related("author")[: SHOWN + 1])
        pairs, name = zip_longest(revisions, revisions[1:]), Readers().name
        changes = [(revision, lines_between(before, revision, name)) for revision, before in pairs][
            :SHOWN
        ]
        return self.page(
            request,
            "desk/history",
            row=row,
            title="History",
            changes=changes,
            more=len(revisions) > SHOWN,
            may_go_back=self.has_change_permission(request, row),
        )

    def back_page(self, request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
        """Show what going back to an older change would do; on POST, do it."""
        row = self.row_for(request, pk)
        older = Revision.objects.of(row).filter(number=number).first()
        if older is None:
            raise Http404
        now = row_versions(self.model.objects.filter(pk=pk))[pk].fact
        name = Readers().name
        changes = [in_words(change, name) for change in of_row(row.kind, (), now, older.fact)]
        return self.act_page(
            request,
            [row],
            lambda note: desk.revert(older, author=user_of(request), note=note),
            row=row,
            form_class=WhyForm,
            title=f"Go back to change {number}",
            words=(
                "The row gets its old values again, as a draft. Everything since stays in the "
                "history."
            ),
            lines=changes,
            done=f"The values of change {number} are back, as a draft.",
            button="Go back",
        )


def lines_between(before: Revision | None, after: Revision, name: Name) -> list[str]:
    """Return in words what one change did to the one before it."""
    if before is None:
        return []
    lines = [
        in_words(change, name) for change in of_row(KINDS[after.kind], (), before.fact, after.fact)
    ]
    if before.state != after.state:
        lines.append(f"state: “{before.get_state_display()}” → “{after.get_state_display()}”")
    return lines
