"""The page of a source: what rests on it is confirmed in one act.

Somebody has to have read it again first.
"""

from typing import override

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone

from catalog.admin.base import user_of
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.forms import WhyForm
from catalog.admin.readers import Readers, count_in_words
from catalog.formatting import format_count
from catalog.models import DeskRow
from catalog.sightings import by_hand, confirm_source, resting_on


class SourceAdmin(DeskAdmin):
    """Sources, and when somebody has read each again."""

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("<int:pk>/seen/", self.seen_page, "seen"), *super().get_urls()]

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        offered = super().tools(request, row)
        if self.has_change_permission(request, row):
            offered.append((self.address("seen", row.pk), "I read it today…"))
        return offered

    def seen_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what rests on a source; on POST, note that all was seen today, or take it back."""
        row, today = self.row_for(request, pk), timezone.localdate()
        if "back" in request.POST:
            count, _ = by_hand(row, today).delete()
            self.message_user(request, f"Taken back: {format_count(count, 'row', 'rows')}.")
            return HttpResponseRedirect(self.address("change", pk))
        catalog = Readers().catalog
        resting = resting_on(row, catalog, today)
        rows = sum(map(len, resting.values()))
        return self.act_page(
            request,
            [row],
            lambda _note: confirm_source(row, catalog, author=user_of(request)),
            row=row,
            form_class=WhyForm,
            title="Read today",
            words="You have read this source today, and all that rests on it still stands there. "
            "It counts as read today; nothing is published.",
            lines=[count_in_words(kind, len(some)) for kind, some in resting.items()],
            done=f"Seen today: {format_count(rows, 'row', 'rows')}.",
            button="All of it still stands there",
            undo=by_hand(row, today).count(),
        )
