"""The walk: from the start page through the five steps to a plan, and the plans of this browser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import limits, releases
from catalog.formatting import lower_first
from catalog.releases import Edition
from catalog.views.page import asks_for_inside
from config.context import page as page_context
from wizard import forms, prefill
from wizard.decision.wrong_tools import WrongTool
from wizard.models import Plan
from wizard.plans import drafts, versions
from wizard.plans.replies import counting, over
from wizard.steps.asking import Form
from wizard.steps.journey import STEPS, Given, Journey, Stop, travel
from wizard.steps.model import MODEL
from wizard.steps.pilot import TEST
from wizard.steps.tune import BRIEF, NEEDS
from wizard.views import bringing, browser, closed, copying
from wizard.views.keyed import owned_plan

type View = Callable[..., HttpResponse]

PICKING = "pick"  # the part of the page that a search swaps
CHECK = "check"  # where somebody comes from who changes one answer, and is led back to


def private(view: View) -> View:
    """Keep a page with an edit key in its address out of caches, search engines and other sites' logs."""
    shown = closed.says_why_privately(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = shown(request, *args, **kwargs)
        if response.status_code == HTTPStatus.GONE and "edit_key" in kwargs:
            browser.forget(request, response, kwargs["edit_key"])
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One owner's request on the way: who holds which key, and how far the answers lead."""

    request: HttpRequest
    edit_key: str
    home: str  # the address of the private link, above those of all pages
    edition: Edition
    plan: Plan
    journey: Journey

    @classmethod
    def of(cls, request: HttpRequest, edit_key: str, edition: Edition, plan: Plan) -> "Walk":
        """Return the walk that the answers of a plan make today."""
        journey = travel(plan.stored, edition.catalog, localdate())
        home = reverse("wizard:home", args=[edit_key])
        return cls(request=request, edit_key=edit_key, home=home, edition=edition, plan=plan, journey=journey)

    def address(self, stop: Stop) -> str:
        """Return the address of a page of questions; a page asks for many, and Django takes its time for each."""
        return f"{self.home}{stop.step.key}/{stop.page.key}/"

    def onward(self, to: str = "") -> str:
        """Return where to go from here: the exit, the first open page, or the answers, to which `to` leads as soon as it can."""
        open_page, journey = self.journey.next_open, self.journey
        if journey.exit is not None:
            return reverse("wizard:exit", args=[self.edit_key])
        if open_page is None or (to == CHECK and journey.complete):
            return reverse("wizard:check", args=[self.edit_key])
        return self.address(open_page) + (f"?to={CHECK}&opened=1" if to == CHECK else "")

    def go_on(self, to: str = "", *, closed: bool = False) -> HttpResponse:
        """Lead on by a redirect; say so where somebody asked for a page that is not open."""
        return HttpResponseRedirect(self.onward(to) + ("?closed=1" if closed else ""), status=HTTPStatus.SEE_OTHER)

    def draw(self, template: str, shown: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        """Render a page of the walk: whole, or its inside where htmx asks for that."""
        inside = asks_for_inside(self.request)
        link = page_context(self.request)["base_url"] + self.home
        context = {
            "edition": self.edition,
            "edit_key": self.edit_key,
            "private_link": link,
            "private_words": link.partition("://")[2],
            "inside": inside,
            **shown,
        }
        return render(self.request, f"{template}#walk" if inside else template, context, status=status)


def walk_of(request: HttpRequest, edit_key: str) -> Walk:
    """Return the walk of a private key. Raises `Http404` where there is no such plan."""
    plan = drafts.find(edit_key)
    if plan is None:
        raise Http404
    today = localdate()
    edition = over(releases.current(), counting(plan, today), today)
    return Walk.of(request, edit_key, edition, plan)


# --------------------------------------------------------------------------------------------------- before the walk


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new(request: HttpRequest) -> HttpResponse:
    """Say what to have at hand; a POST makes the draft, a GET makes nothing."""
    edition = releases.current()
    wish = prefill.wish_of(request.POST if request.method == "POST" else request.GET, edition.catalog)
    if request.method != "POST":
        return render(request, "wizard/new.html", {"edition": edition, "wish": wish})
    if refused := limits.ask(request, "plans"):
        shown = {"edition": edition, "wish": wish, "limited": refused, "brought": bringing.text_of(request)}
        return limits.told(render(request, "wizard/new.html", shown), refused)
    if copying.COPY in request.POST:
        return copying.start(request, edition)
    if bringing.brings_a_plan(request):
        return bringing.start(request, edition)
    plan, edit_key = drafts.start(wish.answers)
    if wish.page:
        address = reverse("wizard:page", args=[edit_key, *wish.page])
    else:
        address = Walk.of(request, edit_key, edition, plan).onward()
    if wish.words:
        address += "?" + urlencode({"q": wish.words})
    response = HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


# ------------------------------------------------------------------------------------------------------- on the walk


@require_safe
@private
def home(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Lead an owner to the first open page, or to the answers where all is answered."""
    response = walk_of(request, edit_key).go_on()
    browser.remember(request, response, edit_key)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@private
def page(request: HttpRequest, edit_key: str, step: str, page: str) -> HttpResponse:
    """Show a page of questions; a POST saves its answers and leads on."""
    if not any((row.key, each.key) == (step, page) for row in STEPS for each in row.pages):
        raise Http404
    walk = walk_of(request, edit_key)
    sent = request.method == "POST"
    stop = walk.journey.on_the_way(step, page) if sent else walk.journey.find(step, page)
    if stop is None:
        return walk.go_on(closed=True)
    return _take(walk, stop) if sent else _ask(walk, stop)


def _ask(walk: Walk, stop: Stop) -> HttpResponse:
    """Show the questions with the stored answers in them, or with those that came along with a search."""
    sent = walk.request.GET.copy()
    if sent.pop("csrfmiddlewaretoken", None):  # a search without JavaScript sends the whole form
        return HttpResponseRedirect(f"{walk.request.path}?{sent.urlencode()}")
    if "seen" in sent:
        sheet = Sheet(typed=forms.typed(stop, dict(sent.lists())), seen=str(sent["seen"]), to=str(sent.get("to", "")))
        return _show(walk, stop, sheet)
    return _show_stored(walk, stop, to=str(sent.get("to", "")), opened="opened" in sent)


def _show_stored(walk: Walk, stop: Stop, *, to: str = "", opened: bool = False) -> HttpResponse:
    """Show the questions with the stored answers in them."""
    problems = {given.asked.name: given.gone for given in stop.given if given.gone}
    return _show(walk, stop, Sheet(typed=forms.stored(stop), problems=problems, to=to, opened=opened))


def _take(walk: Walk, stop: Stop) -> HttpResponse:
    """Save what was answered and lead on; what cannot be taken is shown again with what is wrong."""
    sent, seen = walk.request.POST, walk.request.POST.get("seen", "")
    found = forms.read(stop, sent)
    if found.problems:
        wrong = HTTPStatus.UNPROCESSABLE_ENTITY
        sheet = Sheet(typed=found.typed, problems=found.problems, seen=seen, status=wrong, to=str(sent.get("to", "")))
        return _show(walk, stop, sheet)
    names = [row.asked.name for row in stop.given]
    saved = drafts.save(walk.edit_key, found.values, seen=seen, names=names)
    if saved is None:
        raise Http404
    after = Walk.of(walk.request, walk.edit_key, walk.edition, saved.plan)
    again = after.journey.on_the_way(stop.step.key, stop.page.key)
    if again is None or isinstance(saved, drafts.Saved):
        if "make" in sent and after.journey.complete:
            return _make(walk.request, saved.plan, walk.edit_key)
        return _lead_on(after, str(sent.get("to", "")))
    typed = {given.asked.name: found.typed.get(given.asked.name, {}) for given in again.given}
    return _show(after, again, Sheet(typed=typed, status=HTTPStatus.CONFLICT))


def _lead_on(walk: Walk, to: str) -> HttpResponse:
    """Lead on after an answer: by a redirect, or with the next page itself and its address where htmx asked for that."""
    if not asks_for_inside(walk.request):
        return walk.go_on(to)
    open_page = walk.journey.next_open
    if walk.journey.exit is not None:
        response = _leave(walk, walk.journey.exit)
    elif open_page is None or (to == CHECK and walk.journey.complete):
        response = _check(walk)
    else:
        response = _show_stored(walk, open_page, to=to, opened=bool(to))
    response.headers["HX-Push-Url"] = walk.onward(to)
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands in the fields of a page, and what is wrong with it."""

    typed: Mapping[str, Form]
    problems: Mapping[str, str] | None = None
    seen: str | None = None  # the mark the form came with; a new one where the page is shown afresh
    status: HTTPStatus = HTTPStatus.OK
    to: str = ""
    opened: bool = False  # by a change of another answer


def _show(walk: Walk, stop: Stop, sheet: Sheet) -> HttpResponse:
    sent = walk.request.POST if walk.request.method == "POST" else walk.request.GET
    words = str(sent.get("q", ""))[: prefill.MOST_WORDS] if stop.page is STEPS[0].pages[0] else ""
    controls = forms.controls(stop, sheet.typed, sheet.problems or {}, words=words)
    grids, common = forms.grids(controls)
    back = walk.journey.before(stop)
    shown = {
        "step_number": STEPS.index(stop.step) + 1,
        "step_count": len(STEPS),
        "stop": stop,
        "here": walk.address(stop),
        "controls": controls,
        "grids": grids,
        "common": common,
        "filled": forms.filled_in(stop) if stop.page is TEST else (),
        "brief": f"{walk.home}tune/{BRIEF.key}/" if stop.page is NEEDS else "",
        "problems": sheet.status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.given if sheet.status == HTTPStatus.CONFLICT else (),
        "seen": sheet.seen
        if sheet.seen is not None
        else drafts.mark_of(walk.journey.stored, [row.asked.name for row in stop.given]),
        "back": walk.address(back) if back else reverse("wizard:mine"),
        "back_to": sheet.to if sheet.to == CHECK else "",
        "words": words,
        "closed": "closed" in walk.request.GET,
        "opened": sheet.opened,
        "decides": stop.step is MODEL,
        "can_make": stop.step is MODEL or stop.step.later,
    }
    if asks_for_what_is_found(walk.request, controls):
        return render(walk.request, f"wizard/controls/outputs.html#{PICKING}", {**shown, "control": controls[0]})
    response = walk.draw("wizard/page.html", shown, status=sheet.status)
    if sheet.status != HTTPStatus.OK:
        response.headers["HX-Push-Url"] = "false"
    return response


def asks_for_what_is_found(request: HttpRequest, controls: Sequence[forms.Control]) -> bool:
    """Return whether htmx asks for what a search found alone; the page has that search as its one question."""
    searched = controls[0].asked.question.kind.control == "outputs"
    return searched and request.headers.get("HX-Target") == PICKING and asks_for_inside(request)


@require_safe
@private
def exit_(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Say that generative AI is the wrong tool, and what does the job instead."""
    walk = walk_of(request, edit_key)
    return walk.go_on() if walk.journey.exit is None else _leave(walk, walk.journey.exit)


def _leave(walk: Walk, reason: WrongTool) -> HttpResponse:
    stops = walk.journey.stops
    comes_out, *others = [given for stop in stops if stop.page.exits for given in stop.given]
    said = [
        comes_out.describe(),
        *(
            f"{lower_first(each.asked.short)}: {lower_first(each.describe())}"
            for each in others
            if each.asked.question.feeds == "exactness"
        ),
    ]
    changes = {stop.page.key: walk.address(stop) for stop in stops}
    shown = {
        "exit": reason,
        "said": "; ".join(said),
        "back": walk.address(stops[-1]),
        "change": changes.get("jobs", walk.address(stops[-1])),
        "made": walk.plan.versions.exists(),
    }
    response = walk.draw("wizard/exit.html", shown)
    browser.remember(walk.request, response, walk.edit_key)
    return response


@require_safe
@private
def check(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show all answers before the plan is made from them."""
    walk = walk_of(request, edit_key)
    return _check(walk) if walk.journey.complete else walk.go_on()


def _check(walk: Walk) -> HttpResponse:
    shown = {
        "sections": _review(walk),
        "left_over": len(walk.journey.left_over),
        "back": walk.address(walk.journey.stops[-1]),
        "made": walk.plan.versions.exists(),
    }
    response = walk.draw("wizard/check.html", shown)
    browser.remember(walk.request, response, walk.edit_key)
    return response


@require_POST
@private
def make(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Make the plan on the current release and today, and lead to the page for colleagues."""
    return _make(request, owned_plan(edit_key), edit_key)


def _make(request: HttpRequest, plan: Plan, edit_key: str) -> HttpResponse:
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.make(plan, releases.current(), localdate())
    except (versions.UnfinishedError, versions.OvertakenError):
        return walk_of(request, edit_key).go_on()
    made = plan.get_absolute_url()
    if asks_for_inside(request):
        response = HttpResponse(headers={"HX-Redirect": made})
    else:
        response = HttpResponseRedirect(made, status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


def _review(walk: Walk) -> list[dict[str, Any]]:
    """Return the answers step by step, those that no longer count after those that do."""
    sections = []
    for number, step in enumerate(STEPS, start=1):
        stops = [stop for stop in walk.journey.stops if stop.step is step]
        rows = [_row(walk, stop, given) for stop in stops for given in stop.given]
        rows += [
            {"short": left.short, "text": left.text, "change": "", "left_over": True}
            for left in walk.journey.left_over
            if left.step is step
        ]
        answered = any(given.answered for stop in stops for given in stop.given)
        finding = str(rows[0]["text"]) if answered else "Our defaults"
        sections.append({"number": number, "name": step.name, "finding": finding, "rows": rows})
    return sections


def _row(walk: Walk, stop: Stop, given: Given) -> dict[str, Any]:
    return {
        "short": given.asked.short,
        "text": given.describe(),
        "change": f"{walk.address(stop)}?to={CHECK}#{forms.field_id(given.asked.name)}",
        "left_over": False,
    }
