"""A page that grows while something is worked on: how far it is, then on to what came of it. It needs no script."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string

from catalog.exchange.importing import Steps

TEMPLATE = "admin/catalog/import/working.html"
TOLD_EVERY = 4  # percent, so that nobody who listens to the page hears more than two dozen lines
PLACE = "<!-- how far -->"  # where the page grows


@dataclass(frozen=True, slots=True, kw_only=True)
class Work[Result]:
    """Something that takes its time: how it is done, how far it is in percent, where it leads, what stops it."""

    steps: Steps[Result]
    percent: Callable[[int], int]  # of the rows taken so far
    leads_to: Callable[[Result], str]
    refusals: tuple[type[Exception], ...]
    says: Callable[[Result], str] | None = None  # where it was done in a moment


def working[Result](request: HttpRequest, work: Work[Result], context: dict[str, Any]) -> StreamingHttpResponse:
    """Answer with a page that says after each stretch how far the work is; whoever leaves stops it, and nothing is kept."""
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
    rows, told, result = 0, -TOLD_EVERY, None
    while result is None:
        try:
            rows += next(work.steps)
        except StopIteration as end:
            result = end.value
        else:
            percent = min(100, work.percent(rows))
            if percent >= told + TOLD_EVERY:
                told = percent
                yield render_to_string(f"{TEMPLATE}#progress", {**context, "rows": rows, "percent": percent})
    yield render_to_string(f"{TEMPLATE}#done", {**context, "address": work.leads_to(result)})
