"""What the pilots of a plan have shown, for whoever holds the link: a page, and the figures as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import releases
from catalog.freshness import by_content
from catalog.tables import TableFormat, write_csv
from wizard.models import Pilot, Plan
from wizard.pilot import store
from wizard.pilot.metrics import METRICS, load_values
from wizard.pilot.shown import shown
from wizard.plans import links
from wizard.views import closed
from wizard.views.keyed import shared_plan
from wizard.views.plan import below, for_holders, gone, is_readable

COLUMNS = ("Pilot", "Job", "Version", "Case", "Model", "Rater", *(metric.column for metric in METRICS), "Corrected", "Verdict on this model")  # fmt: skip


@require_safe
@closed.says_why
def page(request: HttpRequest, view_key: str) -> HttpResponse:
    """Show the verdict on each model of each pilot, without cases and answers; before the first one, how it is to be tried."""
    plan = shared_plan(view_key)
    if is_readable(plan) and not plan.pilots.exists():
        return below(request, view_key, key="pilot")
    found = _opened(request, plan)
    if isinstance(found, HttpResponse):
        return found
    latest = plan.versions.newest_first()[0]
    said = {
        "edition": releases.current(),
        "address": plan.get_absolute_url(),
        "heading": plan.heading,
        "pilots": tuple(shown(pilot, latest) for pilot in found),
    }
    return _for_holders(request, render(request, "wizard/pilot/public.html", said))


@require_safe
@closed.says_why
def as_csv(request: HttpRequest, view_key: str) -> HttpResponse:
    """Give the marks of every result that counts; what an owner wrote beside them stays with the owner."""
    found = _opened(request, shared_plan(view_key))
    if isinstance(found, HttpResponse):
        return found
    rows = [row for pilot in found for row in _rows(pilot)]
    response = HttpResponse(b"".join(write_csv((COLUMNS, *rows))), content_type=TableFormat.CSV.media_type)
    response.headers["Content-Disposition"] = 'attachment; filename="pilot.csv"'
    return _for_holders(request, response)


def _rows(pilot: Pilot) -> list[tuple[str, ...]]:
    protocol, verdicts = store.protocol_of(pilot), store.verdicts_of(pilot)
    return [
        (
            str(pilot.number),
            protocol.job,
            str(pilot.version.number),
            str(row.number),
            protocol.name_of[row.model],
            row.get_rater_display(),
            *(metric.write(load_values(row.values).get(metric.slug)) for metric in METRICS),
            "yes" if row.correction else "",
            verdicts[row.model].state.label,
        )
        for row in store.counting(pilot)
    ]


def _opened(request: HttpRequest, plan: Plan) -> tuple[Pilot, ...] | HttpResponse:
    """Return the pilots of a plan, the newest first, or what stands in their place. Raises `Http404` where there is none."""
    if not is_readable(plan):
        return gone(request, plan)
    links.note_opened(plan)
    found = tuple(Pilot.objects.whole().filter(plan=plan))
    if not found:
        raise Http404
    return found


def _for_holders(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 304 where whoever holds the link has it already."""
    response = by_content(request, response)
    return for_holders(response, response.headers["ETag"])
