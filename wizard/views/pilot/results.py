"""Results as an owner brings them, many at once: looked at before they are taken in, and struck."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from catalog.schema import ExchangeRate
from catalog.views.page import list_page
from config.budget import Budget, WrongFileError
from config.request_cost import Lane, declares
from wizard.models import PilotResult
from wizard.pilot import promptfoo, store, tables, taking
from wizard.pilot.metrics import METRICS, Metric
from wizard.pilot.store import PilotOvertakenError
from wizard.pilot.tables import Bad, Found, ResultRow
from wizard.plans.spaces import PlanSpaceError
from wizard.views.keyed import whole_number
from wizard.views.pilot.request import ONE_AT_A_TIME, PilotRequest, for_owner
from wizard.views.request_costs import LARGE_FILE

SHOWN_ROWS, SHOWN_BAD = 12, 100
NO_ROW = "No row of it can be taken. The list below says why."
TOO_OFTEN = "One of these results was changed too often, so nothing was taken in."
ACTS = {"strike": True, "restore": False}  # whether a result is struck then


@for_owner
def all_results(pilot_request: PilotRequest) -> HttpResponse:
    """List every result, the last first, with what it said before; let one count no more, or once more."""
    trouble = _strike(pilot_request) if pilot_request.bound else ""
    if pilot_request.bound and not trouble:
        return pilot_request.lead("pilot_results")
    names = pilot_request.protocol.name_of
    results = store.histories(pilot_request.pilot)[::-1]
    shown = list_page(results, pilot_request.request)
    rows = [
        {
            "row": row,
            "name": names[row.model],
            "cells": _cells(pilot_request, row),
            "earlier": [(old, _words(pilot_request, old)) for old in earlier],
        }
        for *earlier, row in shown
    ]
    page = {"rows": rows, "shown": shown, "found": len(results), "trouble": trouble}
    status = HTTPStatus.CONFLICT if trouble else None
    return pilot_request.show("results", status, metrics=METRICS, **page)


def _strike(pilot_request: PilotRequest) -> str:
    """Let a result count no more, or once more; return why that is refused."""
    row = get_object_or_404(
        pilot_request.pilot.results, pk=whole_number(pilot_request.typed.get("result", ""))
    )
    act = pilot_request.typed.get("act", "")
    if act not in ACTS:
        raise Http404
    try:
        store.strike(pilot_request.pilot, row.pk, struck=ACTS[act])
    except PilotOvertakenError:
        return "Another window changed this result meanwhile. Nothing was done."
    return ""


def _cells(pilot_request: PilotRequest, row: PilotResult | ResultRow) -> list[tuple[str, str]]:
    return [(metric.label, _cell(pilot_request, row, metric)) for metric in METRICS]


def _cell(pilot_request: PilotRequest, row: PilotResult | ResultRow, metric: Metric) -> str:
    return metric.show(row.values.get(metric.slug), pilot_request.rate)


def _words(pilot_request: PilotRequest, row: PilotResult) -> str:
    measured = [metric for metric in METRICS if metric.slug in row.values]
    parts = [f"{metric.label.lower()}: {_cell(pilot_request, row, metric)}" for metric in measured]
    return ", ".join([*parts, "struck"] if row.struck else parts)


@declares(replace(LARGE_FILE, sending_lane=Lane.HEAVY))
@for_owner
def bring(pilot_request: PilotRequest) -> HttpResponse:
    """Ask for a paste or a file, show what it holds before anything is stored, and take it in when told to."""
    if not pilot_request.bound:
        return _ask_anew(pilot_request)
    try:
        with ONE_AT_A_TIME:
            sheet, text = _read(pilot_request)
    except WrongFileError as refused:
        return _ask_anew(pilot_request, pilot_request.typed.get("pasted", ""), str(refused))
    if not sheet.rows:
        return _ask_anew(pilot_request, text, NO_ROW, sheet.bad)
    act = _take if pilot_request.typed.get("act") == "take" else _preview
    return act(pilot_request, text, sheet)


def _take(pilot_request: PilotRequest, text: str, sheet: Found[ResultRow]) -> HttpResponse:
    try:
        taken = taking.take(pilot_request.pilot, sheet.rows, pilot_request.request)
    except PilotOvertakenError:
        return _ask_anew(pilot_request, text, TOO_OFTEN)
    except PlanSpaceError as refusal:
        return pilot_request.with_space(refusal, _ask_anew(pilot_request, text, refusal.sentence))
    return pilot_request.lead("pilot_one", query={"took": len(taken.results)})


def _ask_anew(
    pilot_request: PilotRequest, text: str = "", trouble: str = "", bad: Sequence[Bad] = ()
) -> HttpResponse:
    wrong = {"pasted": trouble} if trouble else {}
    return pilot_request.show("bring", errors=wrong, pasted=text, metrics=METRICS, **_some_of(bad))


def _read(pilot_request: PilotRequest) -> tuple[Found[ResultRow], str]:
    """Return the results that were sent, and the text that gives the same. Raises `WrongFileError`."""
    file, text = pilot_request.request.FILES.get("file"), pilot_request.typed.get("pasted", "")
    if isinstance(file, UploadedFile) and file.size:
        return _read_file(file, pilot_request.rate)
    return tables.read(text, pilot_request.rate), text


def _read_file(file: IO[bytes], rate: ExchangeRate | None) -> tuple[Found[ResultRow], str]:
    data = Budget(promptfoo.RUN).read(file)
    if data.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"{"):
        sheet = promptfoo.read(data)
    else:
        sheet = tables.read(data, rate)
    return sheet, tables.write(sheet.rows)


def _some_of(bad: Sequence[Bad]) -> dict[str, Any]:
    return {"bad": bad[:SHOWN_BAD], "bad_count": len(bad), "more_bad": max(len(bad) - SHOWN_BAD, 0)}


def _preview(pilot_request: PilotRequest, text: str, sheet: Found[ResultRow]) -> HttpResponse:
    sorted_ = taking.sort_out(pilot_request.pilot, sheet.rows)
    rows = sorted((*sorted_.new, *sorted_.changing), key=lambda row: row.place)
    return pilot_request.show(
        "preview",
        found=sheet,
        sorted=sorted_,
        metrics=METRICS,
        rows=[(row, _cells(pilot_request, row)) for row in rows[:SHOWN_ROWS]],
        more_rows=max(len(rows) - SHOWN_ROWS, 0),
        pasted=text,
        **_some_of(sorted((*sheet.bad, *sorted_.bad), key=lambda row: row.place)),
    )
