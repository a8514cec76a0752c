"""A streamed page that shows the progress of a job, then leads to its result. It needs no JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string

from catalog.exchange.importing import Steps

TEMPLATE = "admin/catalog/import/working.html"
REPORT_EVERY = 4  # percent, so that a screen reader announces two dozen lines at most
PLACE = "<!-- how far -->"  # where the page grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Work[Result]:
    """A long job: its steps, its progress in percent, the address of its result, the errors that stop it."""

    steps: Steps[Result]
    percent: Callable[[int], int]  # of the rows taken so far
    leads_to: Callable[[Result], str]
    refusals: tuple[type[Exception], ...]
    says: Callable[[Result], str] | None = None  # where it was done in a moment


def working[Result](request: HttpRequest, work: Work[Result], context: dict[str, Any]) -> StreamingHttpResponse:
    """Stream a page that reports progress after each batch; closing the page stops the job, and nothing is stored."""
    return StreamingHttpResponse(
        _pieces(request, work, context), headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


def _pieces[Result](request: HttpRequest, work: Work[Result], context: dict[str, Any]) -> Iterator[str]:
    before, _, after = render_to_string(TEMPLATE, context, request).partition(PLACE)
    yield before
    try:
        yield from _progress(work, context)
    except work.refusals as refused:
        yield render_to_string(f"{TEMPLATE}#refused", {**context, "refused": str(refused)})
    yield after


def _progress[Result](work: Work[Result], context: dict[str, Any]) -> Iterator[str]:
    rows, reported, result = 0, -REPORT_EVERY, None
    while result is None:
        try:
            rows += next(work.steps)
        except StopIteration as end:
            result = end.value
        else:
            percent = min(100, work.percent(rows))
            if percent >= reported + REPORT_EVERY:
                reported = percent
                yield render_to_string(f"{TEMPLATE}#progress", {**context, "rows": rows, "percent": percent})
    yield render_to_string(f"{TEMPLATE}#done", {**context, "address": work.leads_to(result)})
