"""The pilot as its owner runs it: set and lock the targets, enter results one by one, correct them, see the verdict."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.releases import edition
from catalog.views.paging import stretch
from catalog.wording import number
from config.context import page as page_context
from wizard.engine.rubrics import rubric
from wizard.intake.rows import Row
from wizard.models import Pilot, Plan, TrialRow
from wizard.pilots import agreeing, framing, holding, judged, recording, tokens
from wizard.pilots.forms import LONGEST_WHY, SLUGS, Given, Line, Opened, Refused, Typed, read_terms, read_trial
from wizard.pilots.framing import Frame
from wizard.pilots.holding import OvertakenError
from wizard.plans import drafts, links
from wizard.steps.reading import Problem, coins, prose, written
from wizard.views import browser, walk
from wizard.views.plan import is_readable

ONCE_BYTES = 9
CONFIRMED = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One owner's request about the pilot of a plan."""

    request: HttpRequest
    edit_key: str
    plan: Plan
    pilot: Pilot | None
    frame: Frame

    @property
    def typed(self) -> Typed:
        """Return what was sent, the last of each name."""
        return {name: str(values[-1]) for name, values in self.request.POST.lists() if values}

    @property
    def revision(self) -> int:
        """Return how often the pilot was saved."""
        return self.pilot.revision if self.pilot else 0

    @property
    def locked(self) -> Pilot | None:
        """Return the pilot once it is locked."""
        return self.pilot if self.pilot and self.pilot.locked else None

    @property
    def words(self) -> dict[str, str]:
        """Return what one result is called, and many."""
        return {"unit": self.frame.part.unit, "units": self.frame.part.unit_plural}

    def address(self, name: str = "pilot", *more: object) -> str:
        """Return one of the pilot's own addresses."""
        return reverse(f"wizard:{name}", args=[self.edit_key, *more])

    def go(self, name: str = "pilot", query: str = "", *more: object) -> HttpResponse:
        """Lead on after something was saved."""
        address = self.address(name, *more) + (f"?{query}" if query else "")
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)

    def draw(self, template: str, shown: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        """Render one of the pilot's pages."""
        context = {
            "edition": edition(self.frame.version.release),
            "edit_key": self.edit_key,
            "plan": self.plan,
            "pilot": self.pilot,
            "frame": self.frame,
            "heading": self.plan.title or "Your plan",
            "errors": {},
            **self.words,
            **shown,
        }
        response = render(self.request, f"wizard/{template}.html", context, status=status)
        browser.remember(self.request, response, self.edit_key)
        return response


def desk_of(request: HttpRequest, edit_key: str) -> Desk:
    """Return the desk of a private key. Raises `Http404` where there is no such plan, or no pilot in it."""
    plan = drafts.find(edit_key)
    version = plan.versions.newest_first().first() if plan else None
    if plan is None or version is None:
        raise Http404
    pilot = holding.of(plan)
    frame = framing.frame_of(pilot.version if pilot and pilot.version else version)
    if frame is None:
        raise Http404("This plan has no pilot.")
    links.note_opened(plan)
    return Desk(request=request, edit_key=edit_key, plan=plan, pilot=pilot, frame=frame)


type View[**P] = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def at_desk[**P](view: Callable[Concatenate[Desk, P], HttpResponse]) -> View[P]:
    """Hand a view the desk of the key in its address, and keep the page private."""

    @wraps(view)
    def opened(request: HttpRequest, edit_key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(desk_of(request, edit_key), *args, **kwargs)

    return walk.private(opened)


def once_locked[**P](
    view: Callable[Concatenate[Desk, Pilot, P], HttpResponse],
) -> Callable[Concatenate[Desk, P], HttpResponse]:
    """Hand a view the pilot whose targets are locked; lead to the pilot's page as long as they are not."""

    def opened(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(desk, desk.locked, *args, **kwargs) if desk.locked else desk.go()

    return opened


# -------------------------------------------------------------------------------------------------------- the overview


@require_safe
@at_desk
def overview(desk: Desk) -> HttpResponse:
    """Show where the pilot stands and what comes next."""
    return show_overview(desk)


def show_overview(desk: Desk, **more: Any) -> HttpResponse:
    """Render the pilot's page; `more` holds what was just done."""
    asked = desk.request.GET
    shown: dict[str, Any]
    if desk.locked is None:
        given = agreeing.as_given(desk.pilot) if desk.pilot else framing.proposed(desk.frame)
        terms = agreeing.terms_given(given)
        shown = {
            "judged": None,
            "goals": judged.proposal(given, **desk.words),
            "trials": terms.trials,
            "risk": judged.risk_words(terms),
        }
        return desk.draw("pilot/overview", {**shown, "rule": agreeing.RULE_WORDS[given.rule], "token": "", **more})
    told = holding.stories(desk.locked)
    counting = [story.last for story in told if not story.last.struck]
    shown = {
        "judged": judged.judged(desk.locked, **desk.words),
        "models": judged.by_model(desk.locked, counting),
        "entered": len(counting),
        "struck": len(told) - len(counting),
        "imports": desk.locked.imports.order_by("-made", "-pk")[:10],
        "readable": is_readable(desk.plan),
        "address": desk.plan.get_absolute_url(),
        "api_address": f"{page_context(desk.request)['base_url']}/api/v1/plans/{desk.plan.view_key}/trials",
        "took": asked.get("took", "")[:5] if asked.get("took", "").isdecimal() else "",
        "token": "",
    }
    return desk.draw("pilot/overview", {**shown, **more})


# --------------------------------------------------------------------------------------------------------- the targets


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def terms(desk: Desk) -> HttpResponse:
    """Ask for the targets, with what the plan proposes in the fields; once locked, a change asks once more."""
    if desk.request.method != "POST":
        given = agreeing.as_given(desk.pilot) if desk.pilot else framing.proposed(desk.frame)
        return _ask_terms(desk, Opened(typed=_as_typed(given)), seen=desk.revision)
    seen = seen_of(desk)
    found = read_terms(desk.typed)
    if isinstance(found, Refused):
        return _ask_terms(desk, Opened(typed=found.typed, problems=found.problems), seen=seen)
    changes = agreeing.differences(agreeing.as_given(desk.pilot), found, desk.pilot.trials) if desk.pilot else ()
    if desk.locked and changes and desk.locked.changes.count() >= agreeing.MOST_CHANGES:
        enough = {
            "primary": f"These targets were changed {agreeing.MOST_CHANGES} times; start a copy of the plan instead"
        }
        return _ask_terms(desk, Opened(typed=desk.typed, problems=enough), seen=seen)
    if desk.locked and changes and desk.typed.get("confirm") != CONFIRMED:
        return desk.draw("pilot/confirm_change", {"changes": changes, "typed": _resent(desk.typed), "seen": seen})
    try:
        agreeing.set_terms(desk.plan, desk.frame, found, seen=seen)
    except OvertakenError:
        return _ask_terms(desk, Opened(typed=desk.typed), seen=desk.revision, overtaken=True)
    return desk.go()


def seen_of(desk: Desk) -> int:
    """Return which revision a form was made from; -1 where it does not say."""
    text = desk.request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1  # noqa: PLR2004  # a number's length


def _resent(typed: Typed) -> list[tuple[str, str]]:
    """Return what was typed, to be sent along with the confirmation."""
    names = {
        *SLUGS,
        *(f"{slug}_{more}" for slug in SLUGS for more in ("worth", "spread")),
        "hour",
        "rule",
        "quality",
        "primary",
    }
    return [(name, value) for name, value in typed.items() if name in names]


def _as_typed(given: Given) -> Typed:
    """Return what would have been typed to give these terms."""
    typed = {"rule": given.rule, "quality": given.quality}
    for goal in given.goals:
        write = coins if goal.slug == "usd" else written
        typed |= {goal.slug: write(goal.threshold), f"{goal.slug}_worth": write(goal.worth_having)}
        if goal.spread is not None:
            typed[f"{goal.slug}_spread"] = write(goal.spread)
        if goal.primary:
            typed["primary"] = goal.slug
    if given.usd_per_hour is not None:
        typed["hour"] = coins(given.usd_per_hour)
    return typed


def _ask_terms(desk: Desk, form: Opened, *, seen: int, overtaken: bool = False) -> HttpResponse:
    unit, units = desk.words["unit"], desk.words["units"]
    today = {slug: desk.frame.today(slug) for slug in SLUGS}
    now = {
        slug: f" Today: {agreeing.figure(slug, value)}." if value is not None else "" for slug, value in today.items()
    }
    groups = (
        (
            "Time",
            "minutes",
            form.line(
                "minutes",
                f"Minutes of work for one {unit}, at most",
                hint=f"Asking, checking and correcting together.{now['minutes']}",
                suffix="minutes",
                mode="decimal",
            ),
            form.line(
                "minutes_worth",
                "Smallest gain that matters",
                hint="Telling smaller gains takes more trials.",
                suffix="minutes",
                mode="decimal",
            ),
            _spread_line(form, "minutes", "minutes"),
        ),
        (
            "Quality",
            "accepted",
            form.line(
                "accepted", f"Of 100 {units}, how many must be good enough, at least", suffix="of 100", mode="decimal"
            ),
            form.line(
                "accepted_worth",
                "Smallest gain that matters",
                hint="In points of 100.",
                suffix="points",
                mode="decimal",
            ),
            None,
        ),
        (
            "Cost",
            "usd",
            form.line(
                "usd",
                f"Cost of one {unit} that is used, at most",
                hint=f"Fees and minutes, those of rejected ones too.{now['usd']}",
                suffix="dollars",
                mode="decimal",
            ),
            form.line("usd_worth", "Smallest gain that matters", suffix="dollars", mode="decimal"),
            _spread_line(form, "usd", "dollars"),
        ),
    )
    shown = {
        "form": form,
        "errors": form.problems,
        "rubric": rubric(desk.frame.part.medium),
        "groups": groups,
        "hour": form.line(
            "hour",
            "An hour of this work costs",
            hint="Leave it empty to count the model’s fees alone.",
            suffix="dollars",
            mode="decimal",
        ),
        "rule": form.picked("rule"),
        "quality": form.picked("quality"),
        "primary": form.picked("primary"),
        "seen": seen,
        "overtaken": overtaken,
        "saved": judged.proposal(agreeing.as_given(desk.pilot), **desk.words) if overtaken and desk.pilot else (),
    }
    status = HTTPStatus.OK
    if form.problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif overtaken:
        status = HTTPStatus.CONFLICT
    return desk.draw("pilot/terms", shown, status=status)


def _spread_line(form: Opened, slug: str, unit: str) -> Line:
    return form.line(
        f"{slug}_spread",
        "How much single ones differ",
        hint="About two of three lie within so much of the average. Empty: two fifths of the target.",
        suffix=unit,
        mode="decimal",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def lock(desk: Desk) -> HttpResponse:
    """Ask once more, then lock the targets with a time stamp."""
    if desk.locked or desk.pilot is None:
        return desk.go()
    given = agreeing.as_given(desk.pilot)
    overtaken = False
    if desk.request.method == "POST":
        try:
            agreeing.lock(desk.plan, desk.frame, seen=seen_of(desk))
        except OvertakenError:
            overtaken = True
        else:
            return desk.go()
    shown = {
        "goals": judged.proposal(given, **desk.words),
        "trials": desk.pilot.trials,
        "risk": judged.risk_words(agreeing.terms_given(given)),
        "rule": agreeing.RULE_WORDS[given.rule],
        "quality": agreeing.QUALITY_WORDS[given.quality],
        "seen": desk.revision,
        "overtaken": overtaken,
    }
    return desk.draw("pilot/lock", shown, status=HTTPStatus.CONFLICT if overtaken else HTTPStatus.OK)


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
    shown = {
        **trial_fields(desk, pilot, form),
        "once": once or secrets.token_urlsafe(ONCE_BYTES),
        "saved": saved,
        "verdict": holding.verdict_of(pilot),
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
    why = prose(desk.typed.get("why", ""), "the reason", LONGEST_WHY)
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
        **{name: written(value.normalize()) if value else "0" for name, value in figures.items() if value is not None},
        **{name: str(getattr(row, name)) for name in ("rating_1", "rating_2") if getattr(row, name) is not None},
        **({} if row.accepted is None else {"accepted": "yes" if row.accepted else "no"}),
        **{name: getattr(row, name) for name in ("model", "what", "remark")},
    }


# --------------------------------------------------------------------------------------------- token and field record


@require_POST
@at_desk
@once_locked
def token(desk: Desk, pilot: Pilot) -> HttpResponse:  # noqa: ARG001  # it is enough that it is locked
    """Make a token for the API and show it this once, or let none open anything any more."""
    if desk.typed.get("act") == "revoke":
        tokens.revoke_token(desk.plan)
        return desk.go()
    made = tokens.make_token(desk.plan) or ""
    return show_overview(desk_of(desk.request, desk.edit_key), token=made)


@require_POST
@at_desk
@once_locked
def record(desk: Desk, pilot: Pilot) -> HttpResponse:  # noqa: ARG001  # it is enough that it is locked
    """Let the pilot count in the field record, or take that back."""
    holding.share(desk.plan, shared=desk.typed.get("shared") == CONFIRMED)
    return desk.go(query="record=1#record")


def spelled_row(row: Row) -> tuple[str, ...]:
    """Return a row that came in as a table shows it."""
    accepted = {True: "yes", False: "no", None: ""}[row.accepted]
    return (
        number(row.number) if row.number is not None else "",
        row.model,
        accepted or " and ".join(map(str, row.ratings)),
        number(row.minutes) if row.minutes is not None else "",
        number(row.usd) if row.usd is not None else "",
        row.what,
    )
