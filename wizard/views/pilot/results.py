"""Results as an owner enters them: one by one, many at once, looked at, corrected."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any, NamedTuple

import msgspec
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.parsing import Problem, parse_text
from catalog.tables import WrongFileError
from catalog.views.paging import stretch
from wizard.models import PilotResult
from wizard.pilot import promptfoo, store, tables
from wizard.pilot.metrics import BY_SLUG, METRICS, Kind, Rates, Value, load_values, store_values
from wizard.pilot.rows import LONGEST_REMARK, LONGEST_WHAT, Found, Row
from wizard.pilot.store import Brought, OvertakenError
from wizard.views.pilot.overview import CONFIRMED
from wizard.views.pilot.request import Form, OpenPilot, PilotRequest, Typed, names_of, seen_of, with_pilot

LONGEST_WHY = 200
ONCE_BYTES = 9
SALT = "wizard.pilot.results"
SHOWN_ROWS, SHOWN_BAD = 12, 100
PREVIEW_SECONDS = 24 * 3600  # for which what was looked at can be taken
MOST_SIGNED = 900_000  # characters that a form may send back
_ONE_AT_A_TIME = Lock()  # in a process: such a file takes a hundred megabytes while it is read
_TEXTS = (("what", "What it was", LONGEST_WHAT), ("remark", "Remark", LONGEST_REMARK))


# ---------------------------------------------------------------------------------------------------------- one result


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def add(asked: OpenPilot) -> HttpResponse:
    """Take one result at a time; pressed twice, it is taken once."""
    if not asked.posts:
        last = asked.pilot.results.order_by("-pk").first()
        return _ask(asked, Form(typed={"model": last.model if last else ""}))
    once = asked.typed.get("once", "")[:40]
    row = read_result(asked.typed, asked.rates, key=f"form:{once}" if once else "")
    if isinstance(row, Row):
        sorted_ = store.take(asked.pilot, [row])
        if not sorted_.bad:
            return asked.lead("pilot_add", query={"saved": 1})
        row = Form(typed=asked.typed, problems={"model": sorted_.bad[0].reason.removesuffix(".")})
    return _ask(asked, row, once=once)


def read_result(typed: Typed, rates: Rates, key: str = "") -> Row | Form:
    """Read the form of one result."""
    problems: dict[str, str] = {}
    values: dict[str, Value] = {}
    for metric in METRICS:
        found = metric.parse(typed.get(metric.slug, ""), "", rates)
        if isinstance(found, Problem):
            problems[metric.slug] = found.text
        elif found is not None:
            values[metric.slug] = found
    texts: dict[str, Any] = {}
    for name, label, most in _TEXTS:
        texts[name] = parse_text(typed.get(name, ""), label.lower(), most)
        if isinstance(texts[name], Problem):
            problems[name] = texts[name].text
    number = tables.parse_case_number(typed.get("number", ""))
    if isinstance(number, Problem):
        problems["number"] = number.text
    if not problems and not values:
        problems[METRICS[0].slug] = "Say how it went: yes or no, minutes, or cost"
    if problems or isinstance(number, Problem):
        return Form(typed=typed, problems=problems)
    return Row(place=0, number=number, model=typed.get("model", ""), values=values, key=key, **texts)


def _ask(asked: OpenPilot, form: Form, *, once: str = "") -> HttpResponse:
    verdicts = store.verdicts_of(asked.pilot)
    page = {
        **fields(form),
        "models": names_of(asked.pilot),
        "once": once or secrets.token_urlsafe(ONCE_BYTES),
        "saved": asked.request.GET.get("saved") == "1" and not form.problems,
        "known": [
            f"{name}: {verdicts[slug].sentence}" for slug, name in names_of(asked.pilot).items() if slug in verdicts
        ],
    }
    return asked.show("add", page, status=form.status)


def fields(form: Form) -> dict[str, Any]:
    """Return a field for each metric, and those for words."""
    choices = [("yes", "Yes"), ("no", "No")]
    return {
        "form": form,
        "errors": form.problems,
        "picks": [
            (
                metric,
                [*choices, *([("same", "No difference")] if metric.kind is Kind.CHOICE else []), ("", "Not judged")],
                form.typed.get(metric.slug, ""),
                form.problems.get(metric.slug, ""),
            )
            for metric in METRICS
            if metric.kind is not Kind.AMOUNT
        ],
        "lines": [
            form.line(metric.slug, metric.label, hint=metric.hint, suffix=metric.unit)
            for metric in METRICS
            if metric.kind is Kind.AMOUNT
        ],
        "more": [
            form.line("number", "Case", hint="The same number for both models. Empty: the next one."),
            *(form.line(name, label, kind="") for name, label, _ in _TEXTS),
        ],
        "model": form.typed.get("model", ""),
    }


# ------------------------------------------------------------------------------------------------------ those entered


@require_safe
@with_pilot
def all_results(asked: OpenPilot) -> HttpResponse:
    """List every result, the last first, with what it said before it was corrected."""
    names, found = names_of(asked.pilot), list(reversed(store.stories(asked.pilot)))
    part = stretch(found, asked.request.GET.get("page", ""))
    rows = [
        {
            "row": story.last,
            "name": names[story.last.model],
            "cells": [(metric.label, _cell(story.last, metric.slug)) for metric in METRICS],
            "earlier": [(row, _words(row)) for row in story.earlier],
        }
        for story in part.rows
    ]
    page = {"rows": rows, "links": part.links, "found": len(found), "metrics": METRICS}
    return asked.show("results", page)


def _cell(row: PilotResult, slug: str) -> str:
    return BY_SLUG[slug].write(load_values(row.values).get(slug))


def _words(row: PilotResult) -> str:
    """Return what a row says in one line."""
    said = [f"{metric.label.lower()}: {_cell(row, metric.slug)}" for metric in METRICS if metric.slug in row.values]
    return ", ".join([*said, *(["struck"] if row.struck else [])])


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def correct(asked: OpenPilot, result: int) -> HttpResponse:
    """Correct a result, strike it, or let it count again; what it said before stays readable."""
    named = asked.pilot.results.filter(pk=result).first()
    if named is None:
        raise Http404
    same = {name: getattr(named, name) for name in ("number", "model", "rater")}
    last = asked.pilot.results.filter(**same).order_by("-correction", "pk")[0]
    if not asked.posts:
        return _ask_correction(asked, last, Form(typed=_as_typed(last)))
    why = parse_text(asked.typed.get("why", ""), "the reason", LONGEST_WHY)
    row = read_result(asked.typed, asked.rates)
    changed: dict[str, Any] = {"why": why or "Corrected."}
    if isinstance(why, Problem):
        return _ask_correction(asked, last, Form(typed=asked.typed, problems={"why": why.text}))
    match asked.typed.get("act", ""):
        case "strike":
            changed = {"struck": True, "why": why or "Struck."}
        case "restore":
            changed = {"struck": False, "why": "Counts once more."}
        case _ if isinstance(row, Form):
            return _ask_correction(asked, last, row)
        case _:
            changed |= {"values": store_values(row.values), "what": row.what, "remark": row.remark}
    try:
        store.correct(last, seen=seen_of(asked), **changed)
    except OvertakenError:
        return _ask_correction(asked, last, Form(typed=asked.typed), overtaken=True)
    return asked.lead("pilot_results")


def _ask_correction(asked: OpenPilot, last: PilotResult, form: Form, *, overtaken: bool = False) -> HttpResponse:
    page = {
        "row": last,
        "name": names_of(asked.pilot)[last.model],
        **fields(form),
        "why": form.line("why", "Why", kind="", hint="Such as: a slip of the finger."),
        "overtaken": overtaken,
    }
    page["more"] = page["more"][1:]
    return asked.show("correct", page, status=HTTPStatus.CONFLICT if overtaken else form.status)


def _as_typed(row: PilotResult) -> Typed:
    values = load_values(row.values)
    typed = {slug: BY_SLUG[slug].write(value) for slug, value in values.items()}
    return {**typed, "what": row.what, "remark": row.remark}


# --------------------------------------------------------------------------------------------------------- many at once


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


class PackedRow(NamedTuple):
    """A row as a preview carries it, its values as they are stored."""

    place: int
    number: int | None
    model: str
    what: str
    remark: str
    key: str
    values: dict[str, bool | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a preview sends back: the rows that were read, and what they were read from."""

    pilot: int
    source: str
    name: str
    digest: str
    before: int  # how often the same had been brought by then
    refused: int
    rows: tuple[PackedRow, ...]


_JSON = msgspec.json.Decoder(Looked)


def _packed(row: Row) -> PackedRow:
    return PackedRow(row.place, row.number, row.model, row.what, row.remark, row.key, store_values(row.values))


def _unpacked(row: PackedRow) -> Row:
    return Row(
        place=row.place,
        number=row.number,
        model=row.model,
        what=row.what,
        remark=row.remark,
        key=row.key,
        values=load_values(row.values),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def bring(asked: OpenPilot) -> HttpResponse:
    """Ask for a paste or a file, and show what it holds before anything is stored."""
    if not asked.posts:
        return _ask_bring(asked)
    sent = _sent(asked)
    found = _read(sent, asked.rates)
    if found.trouble or not found.rows:
        trouble = found.trouble or "No row of it can be taken. The list below says why."
        return _ask_bring(asked, sent, found=found, trouble=trouble)
    return _preview(asked, sent, found)


def _sent(asked: PilotRequest) -> Sent:
    file = asked.request.FILES.get("file")
    uploaded = file if isinstance(file, UploadedFile) and file.size else None
    pasted = asked.typed.get("pasted", "")
    return Sent(
        data=bytes(uploaded.read(promptfoo.MOST_BYTES + 1)) if uploaded else pasted.encode(),
        name=(uploaded.name or "a file") if uploaded else "",
        pasted="" if uploaded else pasted,
        holds=asked.typed.get("holds", ""),
        checks_count=asked.typed.get("checks_count") == CONFIRMED,
    )


def _read(sent: Sent, rates: Rates) -> Found:
    if not sent.data.strip():
        return Found(trouble="Paste something, or choose a file.")
    if sent.source == "promptfoo":
        if len(sent.data) > promptfoo.MOST_BYTES:
            return Found(trouble="It has more than 19 megabytes. Split the run in two.")
        with _ONE_AT_A_TIME:
            return promptfoo.read(sent.data, checks_count=sent.checks_count)
    if len(sent.data) > tables.MOST_BYTES:
        return Found(trouble="It has more than 900 kilobytes. Bring it in two pieces.")
    try:
        with _ONE_AT_A_TIME:
            text = tables.text_of(sent.data)
    except WrongFileError as refused:
        return Found(trouble=str(refused))
    return tables.read(text, sent.holds, rates)


def _ask_bring(
    asked: OpenPilot,
    sent: Sent | None = None,
    *,
    found: Found | None = None,
    trouble: str = "",
) -> HttpResponse:
    page = {
        "trouble": trouble,
        "pasted": sent.pasted if sent else "",
        "holds": sent.holds if sent else "",
        "metrics": METRICS,
        "checks_count": bool(sent and sent.checks_count),
        "bad": found.bad[:SHOWN_BAD] if found else (),
        "more_bad": max(len(found.bad) - SHOWN_BAD, 0) if found else 0,
    }
    return asked.show("bring", page, status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK)


def _preview(asked: OpenPilot, sent: Sent, found: Found) -> HttpResponse:
    digest = store.digest_of(sent.data)
    looked = Looked(
        pilot=asked.pilot.pk,
        source=sent.source,
        name=sent.name[:120],
        digest=digest,
        before=store.times_seen(asked.pilot, digest),
        refused=len(found.bad),
        rows=tuple(_packed(row) for row in found.rows),
    )
    payload = signing.dumps(msgspec.json.encode(looked).decode(), salt=SALT, compress=True)
    if len(payload) > MOST_SIGNED:
        return _ask_bring(
            asked,
            sent,
            found=found,
            trouble="It is too much for one go. Bring it in two pieces.",
        )
    sorted_ = store.sort_out(asked.pilot, found.rows)
    bad = sorted((*found.bad, *sorted_.bad), key=lambda each: each.place)
    rows = sorted((row for row, _ in (*sorted_.new, *sorted_.filling)), key=lambda row: row.place)
    page = {
        "payload": payload,
        "found": found,
        "sorted": sorted_,
        "metrics": METRICS,
        "rows": [
            (row, [(metric.label, metric.write(row.values.get(metric.slug))) for metric in METRICS])
            for row in rows[:SHOWN_ROWS]
        ],
        "more_rows": max(len(rows) - SHOWN_ROWS, 0),
        "bad": bad[:SHOWN_BAD],
        "bad_count": len(bad),
        "more_bad": max(len(bad) - SHOWN_BAD, 0),
        "before": asked.pilot.imports.filter(digest=digest).order_by("-made", "-pk").first(),
        "pasted": sent.pasted,
        "holds": sent.holds,
    }
    return asked.show("preview", page)


@require_POST
@with_pilot
def take(asked: OpenPilot) -> HttpResponse:
    """Take in what was looked at; the same preview sent twice is taken once."""
    try:
        looked = _JSON.decode(signing.loads(asked.typed.get("payload", ""), salt=SALT, max_age=PREVIEW_SECONDS))
    except (signing.BadSignature, msgspec.ValidationError):
        return _ask_bring(asked, trouble="This preview has run out. Bring the results once more.")
    if looked.pilot != asked.pilot.pk:
        return _ask_bring(
            asked,
            trouble="This preview belongs to another pilot. Bring the results once more.",
        )
    brought = Brought(
        source=looked.source, digest=looked.digest, name=looked.name, refused=looked.refused, before=looked.before
    )
    try:
        sorted_ = store.take(asked.pilot, [_unpacked(row) for row in looked.rows], brought)
    except OvertakenError:  # sent twice: it is in already
        return asked.lead("pilot_one", query={"took": 0})
    return asked.lead("pilot_one", query={"took": sorted_.takes})
