"""Results as an owner enters them: one by one, many at once, looked at, corrected."""

import secrets
from collections.abc import Sequence
from http import HTTPStatus
from threading import Lock
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from catalog.parsing import Problem, parse_text
from catalog.tables import WrongFileError
from catalog.views.paging import stretch
from wizard.models import PilotResult
from wizard.pilot import promptfoo, store, tables
from wizard.pilot.metrics import BY_SLUG, METRICS, Kind, load_values, store_values
from wizard.pilot.rows import Bad, Found, Row, read_row
from wizard.pilot.store import OvertakenError
from wizard.views.pilot.request import Form, OpenPilot, Typed, seen_of, with_pilot

LONGEST_WHY = 200
ONCE_BYTES = 9
SHOWN_ROWS, SHOWN_BAD = 12, 100
NOTHING = "Paste something, or choose a file."
_ONE_AT_A_TIME = Lock()  # in a process: such a file takes a hundred megabytes while it is read


# ---------------------------------------------------------------------------------------------------------- one result


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def add(asked: OpenPilot) -> HttpResponse:
    """Take one result at a time; pressed twice, it is taken once."""
    if not asked.posts:
        last = asked.pilot.results.order_by("-pk").first()
        return _ask(asked, Form(typed={"model": last.model if last else ""}))
    once = asked.typed.get("once", "")[:40]
    row = read_result(asked, key=f"form:{once}" if once else "")
    if isinstance(row, Row):
        sorted_ = store.take(asked.pilot, [row])
        if not sorted_.bad:
            return asked.lead("pilot_add", query={"saved": 1})
        row = Form(typed=asked.typed, problems={"model": sorted_.bad[0].reason.removesuffix(".")})
    return _ask(asked, row, once=once)


def read_result(asked: OpenPilot, key: str = "") -> Row | Form:
    """Read the form of one result."""
    sent = {name: asked.typed.get(name, "") for name in ("number", "model", *BY_SLUG)}
    row, problems = read_row(0, {**sent, "key": key}, rates=asked.rates)
    if not problems and not row.values:
        problems = {METRICS[0].slug: "Say how it went: yes or no, minutes, or cost"}
    return Form(typed=asked.typed, problems=problems) if problems else row


def _ask(asked: OpenPilot, form: Form, *, once: str = "") -> HttpResponse:
    verdicts = store.verdicts_of(asked.pilot)
    page = {
        **fields(form),
        "models": asked.protocol.name_of,
        "once": once or secrets.token_urlsafe(ONCE_BYTES),
        "saved": asked.request.GET.get("saved") == "1" and not form.problems,
        "known": [
            f"{name}: {verdicts[slug].sentence}" for slug, name in asked.protocol.name_of.items() if slug in verdicts
        ],
    }
    return asked.show("add", page, status=form.status)


def fields(form: Form) -> dict[str, Any]:
    """Return a field for each metric, and those for words."""
    choices = [("yes", "Yes"), ("no", "No"), ("same", "No difference"), ("", "Not judged")]
    picks = [metric for metric in METRICS if metric.kind is not Kind.AMOUNT]
    amounts = [metric for metric in METRICS if metric.kind is Kind.AMOUNT]
    return {
        "form": form,
        "errors": form.problems,
        "picks": [
            (
                metric,
                [each for each in choices if each[0] != "same" or metric.kind is Kind.CHOICE],
                form.typed.get(metric.slug, ""),
                form.problems.get(metric.slug, ""),
            )
            for metric in picks
        ],
        "lines": [form.line(each.slug, each.label, hint=each.hint, suffix=each.unit) for each in amounts],
        "number": form.line("number", "Case", hint="The same number for both models. Empty: the next one."),
        "model": form.typed.get("model", ""),
    }


# ------------------------------------------------------------------------------------------------------ those entered


@require_safe
@with_pilot
def all_results(asked: OpenPilot) -> HttpResponse:
    """List every result, the last first, with what it said before it was corrected."""
    names, found = asked.protocol.name_of, list(reversed(store.stories(asked.pilot)))
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
    row = read_result(asked)
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
            changed |= {"values": store_values(row.values)}
    try:
        store.correct(last, seen=seen_of(asked), **changed)
    except OvertakenError:
        return _ask_correction(asked, last, Form(typed=asked.typed), overtaken=True)
    return asked.lead("pilot_results")


def _ask_correction(asked: OpenPilot, last: PilotResult, form: Form, *, overtaken: bool = False) -> HttpResponse:
    page = {
        "row": last,
        "name": asked.protocol.name_of[last.model],
        **fields(form),
        "why": form.line("why", "Why", wide="yes", hint="Such as: a slip of the finger."),
        "overtaken": overtaken,
    }
    page["number"] = None
    return asked.show("correct", page, status=HTTPStatus.CONFLICT if overtaken else form.status)


def _as_typed(row: PilotResult) -> Typed:
    return {slug: BY_SLUG[slug].write(value) for slug, value in load_values(row.values).items()}


# --------------------------------------------------------------------------------------------------------- many at once


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def bring(asked: OpenPilot) -> HttpResponse:
    """Ask for a paste or a file, show what it holds before anything is stored, and take it in when told to."""
    if not asked.posts:
        return _ask_bring(asked)
    found, text = _read(asked)
    if found.trouble or not found.rows:
        trouble = found.trouble or "No row of it can be taken. The list below says why."
        return _ask_bring(asked, text, found, trouble=trouble)
    digest = store.digest_of(text.encode())
    if asked.typed.get("act") != "take":
        return _preview(asked, text, found, store.times_seen(asked.pilot, digest))
    try:
        taken = store.take(asked.pilot, found.rows, digest=digest, seen=seen_of(asked)).takes
    except OvertakenError:  # sent twice: it is in already
        taken = 0
    return asked.lead("pilot_one", query={"took": taken})


def _read(asked: OpenPilot) -> tuple[Found, str]:
    """Return what was brought, and the same as text that can be sent again."""
    file = asked.request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        text = asked.typed.get("pasted", "")
        return tables.read(text, asked.rates) if text.strip() else Found(trouble=NOTHING), text
    data = bytes(file.read(promptfoo.MOST_BYTES + 1))
    run = data.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"{")
    if len(data) > (promptfoo.MOST_BYTES if run else tables.MOST_BYTES):
        most = "19 megabytes. Split the run in two." if run else "900 kilobytes. Bring it in two pieces."
        return Found(trouble=f"It has more than {most}"), ""
    with _ONE_AT_A_TIME:
        if run:
            found = promptfoo.read(data)
            return found, tables.write(found.rows)
        try:
            text = tables.text_of(data)
        except WrongFileError as refused:
            return Found(trouble=str(refused)), ""
    if len(text.encode()) > tables.MOST_BYTES:  # a workbook is packed
        return Found(trouble="It is too much for one go. Bring it in two pieces."), ""
    return tables.read(text, asked.rates), text


def _ask_bring(asked: OpenPilot, text: str = "", found: Found | None = None, *, trouble: str = "") -> HttpResponse:
    bad = found.bad if found else ()
    page = {"trouble": trouble, "pasted": text, "metrics": METRICS, **_some_of(bad)}
    return asked.show("bring", page, status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK)


def _some_of(bad: Sequence[Bad]) -> dict[str, Any]:
    """Return as many bad rows as a page lists."""
    return {"bad": bad[:SHOWN_BAD], "bad_count": len(bad), "more_bad": max(len(bad) - SHOWN_BAD, 0)}


def _preview(asked: OpenPilot, text: str, found: Found, before: int) -> HttpResponse:
    sorted_ = store.sort_out(asked.pilot, found.rows)
    rows = sorted((row for row, _ in (*sorted_.new, *sorted_.filling)), key=lambda row: row.place)
    page = {
        "found": found,
        "sorted": sorted_,
        "metrics": METRICS,
        "rows": [
            (row, [(metric.label, metric.write(row.values.get(metric.slug))) for metric in METRICS])
            for row in rows[:SHOWN_ROWS]
        ],
        "more_rows": max(len(rows) - SHOWN_ROWS, 0),
        "before": before,
        "pasted": text,
        **_some_of(sorted((*found.bad, *sorted_.bad), key=lambda each: each.place)),
    }
    return asked.show("preview", page)
