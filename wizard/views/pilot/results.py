"""Results as an owner brings them, many at once: looked at before they are taken in."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from config.budget import Budget, WrongFileError
from config.request_cost import Lane, declares
from wizard.pilot import promptfoo, tables, taking
from wizard.pilot.metrics import METRICS
from wizard.pilot.store import PilotOvertakenError
from wizard.pilot.tables import Bad, Found, ResultRow
from wizard.plans.spaces import PlanSpaceError
from wizard.views.pilot.request import ONE_AT_A_TIME, PilotRequest, for_owner
from wizard.views.request_costs import LARGE_FILE

NO_ROW = "No row of it can be taken. The list below says why."
TOO_OFTEN = "One of these results was changed too often, so nothing was taken in."


@declares(replace(LARGE_FILE, sending_lane=Lane.HEAVY))
@for_owner
def bring(pilot_request: PilotRequest) -> HttpResponse:
    """Ask for a paste or file, show what it holds before it is stored, and take it when told."""
    if not pilot_request.bound:
        return _ask_anew(pilot_request)
    with ONE_AT_A_TIME:  # until a refusal is gone too: it holds on to all that was read
        try:
            sheet, text = _read(pilot_request)
            trouble = "" if sheet.rows else NO_ROW
        except WrongFileError as refused:
            sheet, text = Found(), pilot_request.typed.get("pasted", "")
            trouble = str(refused)
    if trouble:
        return _ask_anew(pilot_request, text, trouble, sheet.bad)
    act = _take if pilot_request.typed.get("act") == "take" else _preview
    return act(pilot_request, text, sheet)


def _take(pilot_request: PilotRequest, text: str, sheet: Found[ResultRow]) -> HttpResponse:
    try:
        taken = taking.take(pilot_request.pilot, sheet.rows, pilot_request.sender)
    except PilotOvertakenError:
        return _ask_anew(pilot_request, text, TOO_OFTEN)
    except PlanSpaceError as refusal:
        return pilot_request.with_space(refusal, _ask_anew(pilot_request, text, refusal.sentence))
    return pilot_request.lead("pilot_one", query={"took": len(taken.results)})


def _ask_anew(
    pilot_request: PilotRequest, text: str = "", trouble: str = "", bad: Sequence[Bad] = ()
) -> HttpResponse:
    wrong = {"pasted": trouble} if trouble else {}
    return pilot_request.show("bring", errors=wrong, pasted=text, metrics=METRICS, bad=bad)


def _read(pilot_request: PilotRequest) -> tuple[Found[ResultRow], str]:
    """Return the results sent, and the text that gives the same. Raises `WrongFileError`."""
    file, text = pilot_request.request.FILES.get("file"), pilot_request.typed.get("pasted", "")
    if not isinstance(file, UploadedFile) or not file.size:
        return tables.read(text), text
    data = Budget(promptfoo.RUN).read(file)
    is_json = data.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"{")
    sheet = promptfoo.read(data) if is_json else tables.read(data)
    return sheet, tables.write(sheet.rows)


def _preview(pilot_request: PilotRequest, text: str, sheet: Found[ResultRow]) -> HttpResponse:
    brought = taking.sort_out(pilot_request.pilot, sheet.rows)
    count = len(brought.taken)
    return pilot_request.show(
        "preview",
        count=count,
        brought=brought,
        new=count - brought.changing,
        metrics=METRICS,
        rows=[(row, _cells(row)) for row, _ in brought.taken],
        pasted=text,
        bad=sorted((*sheet.bad, *brought.bad), key=lambda row: row.place),
    )


def _cells(row: ResultRow) -> list[tuple[str, str]]:
    return [(metric.column, metric.write(row.values)) for metric in METRICS]
