"""Results as an owner enters them: one by one, many at once, looked at, corrected."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog.views.page import list_page
from catalog.workbook import is_workbook
from config.budget import Budget, WrongFileError
from config.request_cost import Lane, declares
from wizard.models import PilotResult
from wizard.pilot import promptfoo, store, tables, taking
from wizard.pilot.metrics import BY_SLUG, METRICS, PlanMoney, load_values, store_values
from wizard.pilot.store import PilotOvertakenError
from wizard.pilot.tables import Bad, Found, ResultRow
from wizard.plans.spaces import PlanSpaceError
from wizard.views.pilot.forms import ResultForm
from wizard.views.pilot.request import ONE_AT_A_TIME, PilotRequest, for_owner
from wizard.views.request_costs import LARGE_FILE

ONCE_BYTES = 9
SHOWN_ROWS, SHOWN_BAD = 12, 100


@for_owner
def add(asked: PilotRequest) -> HttpResponse:
    """Take one result at a time; pressed twice, it is taken once."""
    last = asked.pilot.results.order_by("-pk").first()
    form = ResultForm(asked, *asked.bound, initial={"model": last.model if last else ""})
    once = asked.typed.get("once", "")[:40]
    no_space: PlanSpaceError | None = None
    if asked.bound and form.is_valid():
        row = replace(form.row, key=f"{taking.FORM}{once}" if once else "")
        try:
            bad = taking.take(asked.pilot, [row], sent_by=asked.request).bad
        except PlanSpaceError as refusal:
            no_space = refusal
            form.add_error("model", refusal.sentence)
        else:
            if not bad:
                return asked.lead("pilot_add", query={"saved": 1})
            form.add_error("model", bad[0].reason)
    names, verdicts = asked.protocol.name_of, store.verdicts_of(asked.pilot)
    known = [f"{name}: {verdicts[slug].sentence}" for slug, name in names.items()]
    page = asked.show(
        "add",
        form=form,
        once=once or secrets.token_urlsafe(ONCE_BYTES),
        saved=asked.request.GET.get("saved") == "1" and not asked.bound,
        known=known if asked.pilot.shows_results else [],
    )
    return asked.with_space(no_space, page)


@for_owner
def correct(asked: PilotRequest, result: int) -> HttpResponse:
    """Correct a result, strike it, or let it count again; what it said before stays readable."""
    named = get_object_or_404(asked.pilot.results, pk=result)
    last = store.latest_ratings(asked.pilot, named.number, named.rater)[named.model]
    data = {
        slug: BY_SLUG[slug].write_input(value, asked.money.own)
        for slug, value in load_values(last.values).items()
    }
    form = ResultForm(asked, *asked.bound, corrects=True, initial=data)
    overtaken = False
    if asked.bound:
        valid, why = form.is_valid(), form.cleaned_data.get("why")
        acts: dict[str, dict[str, Any]] = {
            "strike": {"struck": True, "why": why or "Struck."},
            "restore": {"struck": False, "why": "Counts once more."},
        }
        correction = (
            {"values": store_values(form.row.values), "why": why or "Corrected."} if valid else {}
        )
        changed = acts.get(asked.typed.get("act", ""), correction)
        try:
            if changed:
                store.correct(asked.pilot, last, seen=asked.seen, **changed)
                return asked.lead("pilot_results")
        except PilotOvertakenError:
            overtaken = True
    page = {
        "form": form,
        "row": last,
        "name": asked.protocol.name_of[last.model],
        "overtaken": overtaken,
    }
    return asked.show("correct", HTTPStatus.CONFLICT if overtaken else None, **page)


@require_safe
@for_owner
def all_results(asked: PilotRequest) -> HttpResponse:
    """List every result, the last first, with what it said before it was corrected."""
    names, found = asked.protocol.name_of, list(reversed(store.stories(asked.pilot)))
    shown = list_page(found, asked.request)
    rows = [
        {
            "row": last,
            "name": names[last.model],
            "cells": [(metric.label, _cell(asked, last, metric.slug)) for metric in METRICS],
            "earlier": [(row, _words(asked, row)) for row in earlier],
        }
        for *earlier, last in shown
    ]
    return asked.show("results", rows=rows, shown=shown, found=len(found), metrics=METRICS)


def _cell(asked: PilotRequest, row: PilotResult, slug: str) -> str:
    return BY_SLUG[slug].show(load_values(row.values).get(slug), asked.money.own)


def _words(asked: PilotRequest, row: PilotResult) -> str:
    parts = [
        f"{each.label.lower()}: {_cell(asked, row, each.slug)}"
        for each in METRICS
        if each.slug in row.values
    ]
    return ", ".join([*parts, *(["struck"] if row.struck else [])])


@declares(replace(LARGE_FILE, sending_lane=Lane.HEAVY))
@for_owner
def bring(asked: PilotRequest) -> HttpResponse:
    """Ask for a paste or a file, show what it holds before anything is stored, and take it in when told to."""
    found, text = _read(asked) if asked.bound else (Found(), "")
    if not found.rows:
        nothing = "No row of it can be taken. The list below says why." if asked.bound else ""
        return _ask_anew(asked, text, found.trouble or nothing, found.bad)
    digest = taking.digest_of(text.encode())
    if asked.typed.get("act") != "take":
        return _preview(asked, text, found, taking.times_seen(asked.pilot, digest))
    try:
        taken = taking.take(
            asked.pilot, found.rows, digest=digest, seen=asked.seen, sent_by=asked.request
        ).takes
    except PilotOvertakenError:  # sent twice: it is in already
        taken = 0
    except PlanSpaceError as refusal:
        return asked.with_space(refusal, _ask_anew(asked, text, refusal.sentence))
    return asked.lead("pilot_one", query={"took": taken})


def _ask_anew(
    asked: PilotRequest, text: str, trouble: str = "", bad: Sequence[Bad] = ()
) -> HttpResponse:
    wrong = {"pasted": trouble} if trouble else {}
    return asked.show("bring", errors=wrong, pasted=text, metrics=METRICS, **_some_of(bad))


def _read(asked: PilotRequest) -> tuple[Found[ResultRow], str]:
    file, text = asked.request.FILES.get("file"), asked.typed.get("pasted", "")
    try:
        with ONE_AT_A_TIME:
            if isinstance(file, UploadedFile) and file.size:
                return _read_file(file, asked.money)
            return tables.read(text, asked.money), text
    except WrongFileError as refused:
        return Found(trouble=str(refused)), text


def _read_file(file: IO[bytes], money: PlanMoney) -> tuple[Found[ResultRow], str]:
    """Return the results in a file, and the text that would have given the same. Raises `WrongFileError`."""
    budget = Budget(promptfoo.RUN)
    data = budget.read(file)
    if data.lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"{"):
        found = promptfoo.read(data, budget)
        return found, tables.write(found.rows)
    budget = Budget(tables.TABLE)
    if is_workbook(data):
        found = tables.read(data, money, budget)
        return found, tables.write(found.rows)
    text = tables.text_of(data, budget)
    return tables.read(text, money, budget), text


def _some_of(bad: Sequence[Bad]) -> dict[str, Any]:
    return {"bad": bad[:SHOWN_BAD], "bad_count": len(bad), "more_bad": max(len(bad) - SHOWN_BAD, 0)}


def _preview(asked: PilotRequest, text: str, found: Found[ResultRow], before: int) -> HttpResponse:
    sorted_ = taking.sort_out(asked.pilot, found.rows)
    rows = sorted((row for row, _ in (*sorted_.new, *sorted_.filling)), key=lambda row: row.place)
    return asked.show(
        "preview",
        found=found,
        sorted=sorted_,
        metrics=METRICS,
        rows=[
            (
                row,
                [
                    (each.label, each.show(row.values.get(each.slug), asked.money.own))
                    for each in METRICS
                ],
            )
            for row in rows[:SHOWN_ROWS]
        ],
        more_rows=max(len(rows) - SHOWN_ROWS, 0),
        before=before,
        pasted=text,
        **_some_of(sorted((*found.bad, *sorted_.bad), key=lambda each: each.place or 0)),
    )
