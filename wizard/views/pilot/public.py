"""What the pilots of a plan have shown, for whoever holds the link: a page, and the figures as CSV."""

from collections.abc import Callable, Sequence

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
    if not Pilot.objects.filter(plan__view_key=view_key).exists():
        return below(request, view_key, key="pilot")

    def drawn(plan: Plan, pilots: Sequence[Pilot]) -> HttpResponse:
        context: dict[str, object] = {
            "edition": releases.current(),
            "address": plan.get_absolute_url(),
            "heading": plan.heading,
        }
        latest = plan.versions.newest_first()[0]
        context["pilots"] = tuple(shown(pilot, latest) for pilot in pilots)
        return render(request, "wizard/pilot/public.html", context)

    return _for_holders(request, view_key, drawn)


@require_safe
@closed.says_why
def as_csv(request: HttpRequest, view_key: str) -> HttpResponse:
    """Give the marks of every result that counts; what an owner wrote beside them stays with the owner."""

    def written(_plan: Plan, pilots: Sequence[Pilot]) -> HttpResponse:
        rows = [row for pilot in pilots for row in _rows(pilot)]
        headers = {"Content-Disposition": 'attachment; filename="pilot.csv"'}
        data = b"".join(write_csv((COLUMNS, *rows)))
        return HttpResponse(data, content_type=TableFormat.CSV.media_type, headers=headers)

    return _for_holders(request, view_key, written)


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


def _for_holders(
    request: HttpRequest, view_key: str, answer: Callable[[Plan, Sequence[Pilot]], HttpResponse]
) -> HttpResponse:
    """Answer with the pilots of a plan, the newest first, or with what stands in their place; 304 where a reader has it."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    links.note_opened(plan)
    pilots = tuple(Pilot.objects.whole().filter(plan=plan))
    if not pilots:
        raise Http404
    response = by_content(request, answer(plan, pilots))
    return for_holders(response, response.headers["ETag"])
