"""Work that takes a while: small work is done at once.

Of large work, a page tells how far it is.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string

from catalog.admin.base import ReadOnlyAdmin
from catalog.imports import runs
from catalog.imports.importing import Steps
from config.budget import WrongFileError

WORKING = "admin/catalog/desk/working.html"
REPORT_EVERY = 4  # percent, so that a screen reader announces two dozen lines at most
PLACE = "<!-- how far -->"  # where the page grows


class WorkingAdmin(ReadOnlyAdmin):
    """A read-only list whose rows are made by work that takes a while."""

    def worked[Result](  # noqa: PLR0913  # each says something of its own
        self,
        request: HttpRequest,
        steps: Steps[Result],
        *,
        title: str,
        large: bool,
        percent: Callable[[int], int],  # of what was done so far
        leads_to: Callable[[Result], str],
        says: Callable[[Result], str] = lambda _result: "",  # where it was done in a moment
        unit: str = "rows",
    ) -> HttpResponseBase:
        """Do what is small at once and lead on; stream of what is large how far it is.

        Closing that page stops the job, and nothing is stored.
        """
        if not large:
            result = runs.done(steps)
            if words := says(result):
                self.message_user(request, words, messages.SUCCESS)
            return HttpResponseRedirect(leads_to(result))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "back": request.path,
            "unit": unit,
        }
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingHttpResponse(
            _pieces(request, context, steps, percent, leads_to), headers=headers
        )


def _pieces[Result](
    request: HttpRequest,
    context: dict[str, Any],
    steps: Steps[Result],
    percent: Callable[[int], int],
    leads_to: Callable[[Result], str],
) -> Iterator[str]:
    """Yield a page that grows after each batch, and ends with the way to the result.

    Where there is no result, it says why.
    """
    before, _, after = render_to_string(WORKING, context, request).partition(PLACE)
    yield before
    rows, reported = 0, -REPORT_EVERY
    try:
        while True:
            rows += next(steps)
            done = min(100, percent(rows))
            if done >= reported + REPORT_EVERY:
                reported = done
                yield render_to_string(
                    f"{WORKING}#progress", {**context, "rows": rows, "percent": done}
                )
    except StopIteration as end:
        yield render_to_string(f"{WORKING}#done", {**context, "address": leads_to(end.value)})
    except (WrongFileError, runs.NotTakenError) as refused:
        yield render_to_string(f"{WORKING}#refused", {**context, "refused": str(refused)})
    yield after
