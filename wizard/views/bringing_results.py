"""Results that an owner brings all at once: looked at first, then taken, with what cannot be read named row by row."""

from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any

import msgspec
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from catalog.formatting import format_number
from catalog.tables import WrongFileError
from wizard.intake import promptfoo, tables
from wizard.intake.rows import Found, Row
from wizard.models import Pilot, PilotImport
from wizard.pilot import recording
from wizard.pilot.holding import OvertakenError
from wizard.pilot.recording import Brought
from wizard.views.pilot.desk import CONFIRMED, Desk, at_desk, once_locked

SALT = "wizard.pilot.results"
SHOWN_ROWS = 12
SHOWN_BAD = 100
PREVIEW_SECONDS = 24 * 3600  # for which what was looked at can be taken
MOST_SIGNED = 900_000  # characters that a form may send back
_ONE_AT_A_TIME = Lock()  # in a process: such a file takes a hundred megabytes while it is read
HOLDS = (
    ("", "We find out"),
    ("yes-no", "Good enough, yes or no"),
    ("minutes", "Minutes"),
    ("cost", "Cost in dollars"),
    ("points", "Points, 0 to 2"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was brought: its text as bytes, and how to read it."""

    data: bytes
    name: str
    pasted: str
    holds: str
    checks_count: bool

    @property
    def source(self) -> str:
        """Return which way it came."""
        if self.data.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"{"):
            return "promptfoo"
        return "csv" if self.name else "paste"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@once_locked
def bring(desk: Desk, pilot: Pilot) -> HttpResponse:
    """Ask for a paste or a file, and show what it holds before anything is kept."""
    if desk.request.method != "POST":
        return _ask(desk)
    sent = _sent(desk)
    found = _read(sent)
    if found.trouble or not found.rows:
        trouble = found.trouble or "No row of it can be taken. The list below says why."
        return _ask(desk, sent, found=found, trouble=trouble)
    return _preview(desk, pilot, sent, found)


def _sent(desk: Desk) -> Sent:
    file = desk.request.FILES.get("file")
    pasted = str(desk.request.POST.get("pasted", ""))
    uploaded = isinstance(file, UploadedFile) and bool(file.size)
    data = (
        bytes(file.read(promptfoo.MOST_BYTES + 1)) if isinstance(file, UploadedFile) and uploaded else pasted.encode()
    )
    return Sent(
        data=data,
        name=(file.name or "a file") if isinstance(file, UploadedFile) and uploaded else "",
        pasted="" if uploaded else pasted,
        holds=desk.request.POST.get("holds", ""),
        checks_count=desk.request.POST.get("checks_count") == CONFIRMED,
    )


def _read(sent: Sent) -> Found:
    if not sent.data.strip():
        return Found(trouble="Paste something, or choose a file.")
    if sent.source == "promptfoo":
        if len(sent.data) > promptfoo.MOST_BYTES:
            return Found(trouble="It has more than 20 megabytes. Split the run in two.")
        with _ONE_AT_A_TIME:
            return promptfoo.read(sent.data, checks_count=sent.checks_count)
    if len(sent.data) > tables.MOST_BYTES:
        return Found(trouble="It has more than 900 kilobytes. Bring it in two pieces.")
    try:
        with _ONE_AT_A_TIME:
            text = tables.text_of(sent.data)
    except WrongFileError as refused:
        return Found(trouble=str(refused))
    return (
        tables.read(text, sent.holds)
        if text is not None
        else Found(trouble="It is no text. Save the sheet as CSV first.")
    )


def _ask(desk: Desk, sent: Sent | None = None, *, found: Found | None = None, trouble: str = "") -> HttpResponse:
    shown = {
        "trouble": trouble,
        "pasted": sent.pasted if sent else "",
        "holds": sent.holds if sent else "",
        "offered": HOLDS,
        "checks_count": bool(sent and sent.checks_count),
        "bad": found.bad[:SHOWN_BAD] if found else (),
        "more_bad": max(len(found.bad) - SHOWN_BAD, 0) if found else 0,
    }
    return desk.draw("pilot/bring", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a preview sends back: the rows that were read, and what they were read from."""

    plan: int
    source: str
    name: str
    digest: str
    before: int  # how often the same had been brought by then
    refused: int
    rows: tuple[Row, ...]


_JSON = msgspec.json.Decoder(Held)


def _preview(desk: Desk, pilot: Pilot, sent: Sent, found: Found) -> HttpResponse:
    digest = recording.digest_of(sent.data)
    held = Held(
        plan=desk.plan.pk,
        source=sent.source,
        name=sent.name[:120],
        digest=digest,
        before=recording.times_seen(pilot, digest),
        refused=len(found.bad),
        rows=found.rows,
    )
    payload = signing.dumps(msgspec.json.encode(held).decode(), salt=SALT, compress=True)
    if len(payload) > MOST_SIGNED:
        return _ask(desk, sent, found=found, trouble="It says too much for one go. Bring it in two pieces.")
    sorted_ = recording.sort_out(pilot, held.rows)
    bad = sorted((*found.bad, *sorted_.bad), key=lambda each: each.place)
    going_in = sorted((*sorted_.new, *(row for row, _ in sorted_.filling)), key=lambda row: row.place)
    again: PilotImport | None = recording.seen_before(pilot, held.digest)
    shown: dict[str, Any] = {
        "payload": payload,
        "found": found,
        "sorted": sorted_,
        "rows": [(row.place, _spelled(row)) for row in going_in[:SHOWN_ROWS]],
        "more_rows": max(len(going_in) - SHOWN_ROWS, 0),
        "bad": bad[:SHOWN_BAD],
        "bad_count": len(bad),
        "more_bad": max(len(bad) - SHOWN_BAD, 0),
        "again": again,
        "pasted": sent.pasted,
        "name": held.name,
        "offered": HOLDS,
        "holds": sent.holds,
    }
    return desk.draw("pilot/preview", shown)


@require_POST
@at_desk
@once_locked
def take(desk: Desk, pilot: Pilot) -> HttpResponse:  # noqa: ARG001  # it is enough that it is locked
    """Take in what was looked at; the same preview sent twice is taken once."""
    payload = desk.request.POST.get("payload", "")
    try:
        held = _JSON.decode(signing.loads(payload, salt=SALT, max_age=PREVIEW_SECONDS))
    except (signing.BadSignature, msgspec.ValidationError):
        return _ask(desk, trouble="This preview has run out. Bring the results once more.")
    if held.plan != desk.plan.pk:
        return _ask(desk, trouble="This preview belongs to another plan. Bring the results once more.")
    brought = Brought(source=held.source, digest=held.digest, name=held.name, refused=held.refused, before=held.before)
    try:
        _, sorted_ = recording.take(desk.plan, held.rows, brought)
    except OvertakenError:  # sent twice: it is in already
        return desk.go(query="took=0")
    return desk.go(query=f"took={sorted_.takes}")


def _spelled(row: Row) -> tuple[str, ...]:
    """Return a row that came in as a table shows it."""
    accepted = {True: "yes", False: "no", None: ""}[row.accepted]
    return (
        format_number(row.number) if row.number is not None else "",
        row.model,
        accepted or " and ".join(map(str, row.ratings)),
        format_number(row.minutes) if row.minutes is not None else "",
        format_number(row.usd) if row.usd is not None else "",
        row.what,
    )
