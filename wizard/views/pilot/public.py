"""What the pilots of a plan have shown, for whoever holds the link: a page, and the figures as CSV."""

from django.http import Http404, HttpRequest, HttpResponse

from catalog.tables import TableFormat, write_csv
from wizard.models import Pilot, PlanVersion
from wizard.pilot import store
from wizard.pilot.metrics import METRICS, load_values
from wizard.pilot.shown import shown_pilots
from wizard.plans import links, pages
from wizard.views.colleagues import for_holders, shared_page
from wizard.views.plan import page_below

COLUMNS = ("Pilot", "Job", "Version", "Case", "Model", "Rater", *(metric.column for metric in METRICS), "Corrected", "Verdict on this model")  # fmt: skip


@for_holders
def page(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show the verdict on each model of each pilot, without cases and answers; before the first one, how it is to be tried."""
    pilots = shown_pilots(version)
    if not pilots:
        return page_below(request, version, pages.document_of_version(version, ["pilot"]))
    links.note_opened(version.plan)
    return shared_page(
        request, "pilot/public", version, pilots=pilots, previews=version.plan.previews
    )


@for_holders
def as_csv(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Give the marks of every result that counts; what an owner wrote beside them stays with the owner."""
    pilots = Pilot.objects.whole().filter(plan=version.plan)
    if not pilots:
        raise Http404
    # While a pilot is rated blind, its marks would name the winner.
    shown = [pilot for pilot in pilots if pilot.shows_results]
    rows = [row for pilot in shown for row in _rows(pilot)]
    headers = {"Content-Disposition": 'attachment; filename="pilot.csv"'}
    return HttpResponse(
        b"".join(write_csv((COLUMNS, *rows))),
        content_type=TableFormat.CSV.media_type,
        headers=headers,
    )


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
