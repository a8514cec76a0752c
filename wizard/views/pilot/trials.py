"""Trials as an owner enters them: one by one, looked at, corrected."""

import secrets
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from catalog.parsing import Problem, format_input, parse_text
from catalog.views.paging import stretch
from wizard.models import Pilot, TrialRow
from wizard.pilot import holding, judged, recording
from wizard.pilot.forms import LONGEST_WHY, Opened, Refused, Typed, read_trial
from wizard.pilot.holding import OvertakenError
from wizard.pilot.rubrics import rubric
from wizard.views.pilot.desk import Desk, at_desk, once_locked, seen_of

ONCE_BYTES = 9

# ---------------------------------------------------------------------------------------------------------- one trial


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@once_locked
def trial(desk: Desk, pilot: Pilot) -> HttpResponse:
    """Take one result at a time; pressed twice, it is taken once."""
    saved = desk.request.GET.get("saved", "")
    if desk.request.method != "POST":
        last = TrialRow.objects.filter(pilot=pilot).order_by("-number", "-correction").first()
        form = Opened(typed={"model": last.model if last else ""})
        return _ask_trial(desk, pilot, form, saved=int(saved) if saved.isdecimal() and len(saved) < 7 else 0)  # noqa: PLR2004
    once = desk.typed.get("once", "")[:40]
    found = read_trial(desk.typed, quality=pilot.quality, key=f"form:{once}" if once else "")
    if isinstance(found, Refused):
        return _ask_trial(desk, pilot, Opened(typed=found.typed, problems=found.problems), once=once)
    _, sorted_ = recording.take(desk.plan, [found])
    if sorted_.bad:
        problem = {"accepted": sorted_.bad[0].reason.removesuffix(".")}
        return _ask_trial(desk, pilot, Opened(typed=desk.typed, problems=problem), once="")
    row = TrialRow.objects.filter(pilot=pilot).order_by("-number").first()
    return desk.go("trial", f"saved={row.number if row else 0}")


def _ask_trial(desk: Desk, pilot: Pilot, form: Opened, *, once: str = "", saved: int = 0) -> HttpResponse:
    model = form.picked("model")
    shown = {
        **trial_fields(desk, pilot, form),
        "once": once or secrets.token_urlsafe(ONCE_BYTES),
        "saved": saved,
        "verdict": judged.sentence_on(model, found) if (found := holding.verdicts_of(pilot).get(model)) else "",
        "next": (TrialRow.objects.filter(pilot=pilot).order_by("-number").values_list("number", flat=True).first() or 0)
        + 1,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    return desk.draw("pilot/trial", shown, status=status)


def trial_fields(desk: Desk, pilot: Pilot, form: Opened) -> dict[str, Any]:
    """Return the fields of one trial; what no target asks for stands behind a summary."""
    slugs = {goal.slug for goal in pilot.targets.all()}
    minutes = form.line(
        "minutes",
        "Your minutes for it",
        hint=f"{rubric(desk.frame.part.medium).time} 1.5, 90 s and 1 min 30 s are all fine.",
        suffix="minutes",
        mode="text",
    )
    usd = form.line("usd", "What the model cost", hint="The fee alone, such as 0.04.", suffix="dollars", mode="decimal")
    asked = {
        "minutes": "minutes" in slugs or ("usd" in slugs and pilot.usd_per_hour is not None),
        "usd": "usd" in slugs,
    }
    lines = {"minutes": minutes, "usd": usd}
    used = (
        TrialRow.objects.filter(pilot=pilot)
        .exclude(model="")
        .values_list("model", flat=True)
        .distinct()
        .order_by("model")
    )
    return {
        "form": form,
        "errors": form.problems,
        "quality": pilot.quality,
        "rubric": rubric(desk.frame.part.medium),
        "accepted": form.picked("accepted"),
        "ratings": [
            (name, words, form.picked(name), form.problems.get(name, ""))
            for name, words in (("rating_1", "First person"), ("rating_2", "Second person"))
        ],
        "lines": [lines[name] for name in lines if asked[name]],
        "more": [
            *(lines[name] for name in lines if not asked[name]),
            form.line("what", "What it was", kind="", hint="To find it again. No personal data, please."),
            form.line("remark", "Remark", kind=""),
        ],
        "models": list(dict.fromkeys([*desk.frame.models, *used[:20]])),
        "model": form.picked("model"),
    }


# ------------------------------------------------------------------------------------------------------ those entered


@require_safe
@at_desk
@once_locked
def trials(desk: Desk, pilot: Pilot) -> HttpResponse:
    """List every trial, the last first, with what it said before it was corrected."""
    told = list(reversed(holding.stories(pilot)))
    shown = stretch(told, desk.request.GET.get("page", ""))
    return desk.draw("pilot/trials", {"shown": shown, "found": len(told), "rubric": pilot.quality == "rubric"})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@once_locked
def correction(desk: Desk, pilot: Pilot, trial_number: int) -> HttpResponse:
    """Correct a trial, strike it, or let it count again; what it said before stays readable."""
    last = TrialRow.objects.filter(pilot=pilot, number=trial_number).in_order().last()
    if last is None:
        raise Http404
    if desk.request.method != "POST":
        return _ask_correction(desk, pilot, last, Opened(typed=_row_as_typed(last)))
    why = parse_text(desk.typed.get("why", ""), "the reason", LONGEST_WHY)
    if isinstance(why, Problem):
        return _ask_correction(desk, pilot, last, Opened(typed=desk.typed, problems={"why": why.text}))
    try:
        return _corrected(desk, pilot, last, why)
    except OvertakenError:
        return _ask_correction(desk, pilot, last, Opened(typed=desk.typed), overtaken=True)


def _corrected(desk: Desk, pilot: Pilot, last: TrialRow, why: str) -> HttpResponse:
    seen, act = seen_of(desk), desk.typed.get("act", "")
    if act == "strike":
        recording.strike(desk.plan, last.number, seen=seen, why=why)
    elif act == "restore":
        recording.restore(desk.plan, last.number, seen=seen)
    else:
        row = read_trial(desk.typed, quality=pilot.quality)
        if isinstance(row, Refused):
            return _ask_correction(desk, pilot, last, Opened(typed=row.typed, problems=row.problems))
        recording.correct(desk.plan, last.number, row, seen=seen, why=why)
    return desk.go("trials", f"page=1#t{last.number}")


def _ask_correction(desk: Desk, pilot: Pilot, last: TrialRow, form: Opened, *, overtaken: bool = False) -> HttpResponse:
    shown = {
        **trial_fields(desk, pilot, form),
        "row": last,
        "why": form.line("why", "Why", kind="", hint="Such as: a slip of the finger."),
        "overtaken": overtaken,
    }
    status = HTTPStatus.CONFLICT if overtaken else HTTPStatus.OK
    return desk.draw("pilot/correction", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else status)


def _row_as_typed(row: TrialRow) -> Typed:
    """Return what would have been typed to give a trial."""
    figures = {name: getattr(row, name) for name in ("minutes", "usd")}
    return {
        **{
            name: format_input(value.normalize()) if value else "0"
            for name, value in figures.items()
            if value is not None
        },
        **{name: str(getattr(row, name)) for name in ("rating_1", "rating_2") if getattr(row, name) is not None},
        **({} if row.accepted is None else {"accepted": "yes" if row.accepted else "no"}),
        **{name: getattr(row, name) for name in ("model", "what", "remark")},
    }
