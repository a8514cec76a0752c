"""What a plan's pilots have shown, for whoever holds the link: a page, figures as CSV."""

from collections.abc import Iterator
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from catalog import cards
from catalog.formatting import capitalise, format_count
from catalog.tables import TableFormat, write_csv
from wizard.models import Pilot, PlanVersion
from wizard.pilot import store
from wizard.pilot.metrics import METRICS
from wizard.pilot.raters import Result
from wizard.pilot.shown import PilotCard, ShownPilot, shown_pilots
from wizard.plans import links, pages
from wizard.views.colleagues import for_holders, shared_page
from wizard.views.plan import page_below

ACROSS, STEP = 15, 34  # squares in a row of the picture, and how far apart they stand
COLUMNS = (
    "Pilot", "Job", "Version", "Case", "Model", "Rater",
    *(metric.column for metric in METRICS), "Preferred to the other",
    "Corrected", "Verdict on this model",
)  # fmt: skip


@for_holders
def page(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show each model's verdict in each pilot, without cases and answers.

    Before the first one, show how it is to be tried.
    """
    pilots = shown_pilots(version)
    if not pilots:
        return page_below(request, version, pages.document_of_version(version, ["pilot"]))
    links.note_opened(version.plan)
    address = f"{version.plan.get_absolute_url()}pilot/card.png"
    return shared_page(
        request,
        "pilot/public",
        version,
        pilots=pilots,
        previews=version.plan.previews,
        card="" if pilots[0].is_hidden else address,
    )


@for_holders
def card(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Give a link's picture of the newest pilot: its verdict and squares, no case or answer."""
    newest = next(iter(shown_pilots(version)), None)
    if newest is None or newest.is_hidden:
        raise Http404
    squares = tuple(_placed(newest))
    shown = {
        "squares": squares,
        "width": ACROSS * STEP,
        "height": max((y for *_, y in squares), default=0) + STEP,
    }
    drawing = render_to_string("wizard/pilot/squares.svg", shown).strip()
    return cards.answer(
        cards.Card(
            kicker=capitalise(newest.protocol.job),
            title=newest.headline,
            rows=tuple((one.name, _summary(one)) for one in newest.cards),
            drawing=drawing,
            foot=(
                f"{capitalise(format_count(newest.test.rated, 'case', 'cases'))} of its own, "
                "rated by people."
            ),
        )
    )


def _placed(pilot: ShownPilot) -> Iterator[tuple[Result, bool, int, int]]:
    """Yield the squares of each model with their places, a row of space between two models."""
    top = 0
    for one in pilot.cards:
        squares = one.squares
        for at, (result, is_full) in enumerate(squares):
            down, across = divmod(at, ACROSS)
            yield result, is_full, across * STEP + 3, top + down * STEP + 3
        top += (ceil(len(squares) / ACROSS) + 1) * STEP


def _summary(one: PilotCard) -> str:
    """Return what is said of a model in a line."""
    wrong = f"{one.verdict.wrong} of {one.verdict.rated} not good enough"
    in_pairs = one.shown.protocol.in_pairs
    return f"liked better in {len(one.liked)}, {wrong}" if in_pairs else wrong


@for_holders
def as_csv(_: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Give the marks of every result that counts.

    What an owner wrote beside them stays with the owner.
    """
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


def _rows(pilot: Pilot) -> Iterator[tuple[str, ...]]:
    protocol, verdicts = store.protocol_of(pilot), store.verdicts_of(pilot)
    of_pilot = (str(pilot.number), protocol.job, str(pilot.version.number))
    for row in store.marks(pilot):
        marks = (metric.write(row.values) for metric in METRICS)
        yield (
            *of_pilot,
            str(row.number),
            protocol.name_of[row.model],
            row.get_rater_display(),
            *marks,
            str(row.values.get("better", "")),
            "yes" if row.correction else "",
            verdicts[row.model].state.label,
        )
