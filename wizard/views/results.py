"""What a pilot has shown, for whoever holds the link: a page, the figures as CSV, the verdict as JSON."""

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import releases
from catalog.addresses import base_url
from catalog.formatting import format_count
from catalog.freshness import by_content
from catalog.tables import Format, write_csv
from wizard.models import Pilot, TrialRow
from wizard.pilot import agreeing, framing, holding, judged
from wizard.pilot.framing import Frame
from wizard.plans import links
from wizard.views import closed
from wizard.views.keyed import shared_plan
from wizard.views.plan import below, for_holders, gone, is_readable

FORMAT, EDITION = "pilotlight-pilot", 2  # of the JSON; the edition goes up when a field changes its meaning
COLUMNS = ("Trial", "Model", "Used without a redo (yes or no)", "Points of the first rater", "Points of the second rater", "Minutes, checks included", "Cost in US dollars", "Corrected", "Verdict on this model", "Tested on")  # fmt: skip


@require_safe
@closed.says_why
def pilot(request: HttpRequest, view_key: str) -> HttpResponse:
    """Show the verdict on each model, target by target; before the targets are locked, how it is to be tried."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    links.note_opened(plan)
    found = holding.of(plan)
    if found is None or found.locked is None:
        return below(request, view_key, key="pilot")
    frame = _frame(found)
    shown = {
        "edition": releases.current(),
        "address": plan.get_absolute_url(),
        "heading": plan.title or "A plan",
        "frame": frame,
        "judged": judged.judged(found, plan.versions.newest_first()[0]),
        "entered": format_count(len(holding.counting(found)), frame.part.unit, frame.part.unit_plural),
    }
    return _held(request, render(request, "wizard/pilot/results.html", shown))


@require_safe
@closed.says_why
def as_csv(request: HttpRequest, view_key: str) -> HttpResponse:
    """Give the figures of every trial that counts as a table; what an owner wrote beside them stays with the owner."""
    found = _locked(request, view_key)
    if isinstance(found, HttpResponse):
        return found
    verdicts = {model: verdict.state.label for model, verdict in holding.verdicts_of(found).items()}
    job = _frame(found).workflow
    rows = [(*_cells(row), verdicts[row.model], job) for row in holding.counting(found)]
    response = HttpResponse(b"".join(write_csv((COLUMNS, *rows))), content_type=Format.CSV.media_type)
    response.headers["Content-Disposition"] = 'attachment; filename="pilot.csv"'
    return _held(request, response)


def _cells(row: TrialRow) -> tuple[str, ...]:
    accepted = {True: "yes", False: "no", None: ""}[row.accepted]
    points = ["" if each is None else str(each) for each in (row.rating_1, row.rating_2)]
    figures = ["" if each is None else f"{each.normalize():f}" for each in (row.minutes, row.usd)]
    return (str(row.number), row.model, accepted, *points, *figures, "yes" if row.correction else "")


@require_safe
@closed.says_why
def as_json(request: HttpRequest, view_key: str) -> HttpResponse:
    """Give terms, the verdict on each model, and what was changed after the lock, for programs."""
    found = _locked(request, view_key)
    if isinstance(found, HttpResponse):
        return found
    document = {
        "format": FORMAT,
        "edition": EDITION,
        "permalink": f"{base_url(request)}{found.plan.get_absolute_url()}",
        "version": found.version.number if found.version else None,
        "locked": found.locked,
        "job": _frame(found).workflow,
        "terms": holding.terms_of(found),
        "state": found.state,
        "verdicts": [
            {"model": model, **msgspec.to_builtins(verdict)} for model, verdict in holding.verdicts_of(found).items()
        ],
        "changes": [
            {"made": change.made, "text": agreeing.told(change)}
            for change in sorted(found.changes.all(), key=lambda change: (change.made, change.pk))
        ],
    }
    response = HttpResponse(msgspec.json.encode(document) + b"\n", content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="pilot.json"'
    return _held(request, response)


def _locked(request: HttpRequest, view_key: str) -> Pilot | HttpResponse:
    """Return the locked pilot of a view key, or what stands in its place. Raises `Http404`."""
    plan = shared_plan(view_key)
    if not is_readable(plan):
        return gone(request, plan)
    links.note_opened(plan)
    found = holding.of(plan)
    if found is None or found.locked is None:
        raise Http404
    found.plan = plan
    return found


def _frame(found: Pilot) -> Frame:
    frame = framing.frame_of(found.version) if found.version else None
    if frame is None:
        raise Http404
    return frame


def _held(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 304 where whoever holds the link has it already."""
    response = by_content(request, response)
    return for_holders(response, response.headers["ETag"])
