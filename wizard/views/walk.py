"""The walk: from the start page through the five steps to a plan, and the plans of this browser."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import releases
from catalog.releases import Edition
from config.context import page as page_context
from wizard import drafts, forms, plans, prefill
from wizard.models import Plan
from wizard.steps import panel
from wizard.steps.asking import Form
from wizard.steps.journey import STEPS, Journey, Stop, travel
from wizard.views import browser

type View = Callable[..., HttpResponse]
_NEVER_SEEN = ""


def private(view: View) -> View:
    """Keep a page with an edit key in its address out of caches, search engines and other sites' logs."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded


# --------------------------------------------------------------------------------------------------- before the walk


@require_safe
@private
def mine(request: HttpRequest) -> HttpResponse:
    """Show the plans that this browser remembers."""
    edition = releases.current()
    rows = [
        {
            "plan": plan,
            "address": reverse("wizard:home", args=[key]),
            "title": _title(plan, edition),
            "decided": plan.decided,
        }
        for key, plan in drafts.remembered(browser.edit_keys(request))
    ]
    return render(request, "wizard/mine.html", {"edition": edition, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new(request: HttpRequest) -> HttpResponse:
    """Say what to have at hand; a POST makes the draft, a GET makes nothing."""
    edition = releases.current()
    wish = prefill.wish_of(request.POST if request.method == "POST" else request.GET, edition.catalog)
    if request.method != "POST":
        return render(request, "wizard/new.html", {"edition": edition, "wish": wish})
    _, edit_key = drafts.start(wish.answers)
    address = reverse("wizard:home", args=[edit_key])
    if wish.page is not None:
        address = reverse("wizard:page", args=[edit_key, *wish.page])
    if wish.words:
        address += "?" + urlencode({"q": wish.words})
    response = HttpResponseRedirect(address)
    browser.remember(request, response, edit_key)
    return response


# ------------------------------------------------------------------------------------------------------- on the walk


@require_safe
@private
def home(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Lead an owner to the first open page, or to the answers where all is answered."""
    edition, _, journey = _walk(edit_key)
    response: HttpResponse = HttpResponseRedirect(_onward(edit_key, journey))
    browser.remember(request, response, edit_key)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@private
def page(request: HttpRequest, edit_key: str, step: str, page: str) -> HttpResponse:
    """Show a page of questions; a POST saves its answers and leads on."""
    if not any((row.key, shown.key) == (step, page) for row in STEPS for shown in row.pages):
        raise Http404
    edition, plan, journey = _walk(edit_key)
    stop = journey.find(step, page)
    if stop is None:
        return HttpResponseRedirect(_onward(edit_key, journey))
    if request.method != "POST":
        searched = "q" in request.GET and len(request.GET) > 1
        typed = forms.typed(stop, dict(request.GET.lists())) if searched else forms.stored(stop)
        problems = {} if searched else {given.asked.name: given.gone for given in stop.given if given.gone}
        return _show(request, edit_key, edition, journey, stop, typed=typed, problems=problems)
    found = forms.read(stop, request.POST)
    if found.problems:
        return _show(
            request,
            edit_key,
            edition,
            journey,
            stop,
            typed=found.typed,
            problems=found.problems,
            seen=request.POST.get("seen"),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    saved = drafts.save(
        edit_key, found.values, seen=request.POST.get("seen", _NEVER_SEEN), names=[row.asked.name for row in stop.given]
    )
    if saved is None:
        raise Http404
    after = travel(saved.plan.stored, edition.catalog, localdate())
    if isinstance(saved, drafts.Overtaken):
        return _overtaken(request, edit_key, edition, after, (step, page), found.typed)
    return HttpResponseRedirect(_onward(edit_key, after), status=HTTPStatus.SEE_OTHER)


def _overtaken(
    request: HttpRequest,
    edit_key: str,
    edition: Edition,
    journey: Journey,
    where: tuple[str, str],
    typed: Mapping[str, Form],
) -> HttpResponse:
    stop = journey.find(*where)
    if stop is None:
        return HttpResponseRedirect(_onward(edit_key, journey), status=HTTPStatus.SEE_OTHER)
    kept = {given.asked.name: typed.get(given.asked.name, {}) for given in stop.given}
    return _show(
        request, edit_key, edition, journey, stop, typed=kept, problems={}, overtaken=True, status=HTTPStatus.CONFLICT
    )


def _show(
    request: HttpRequest,
    edit_key: str,
    edition: Edition,
    journey: Journey,
    stop: Stop,
    *,
    typed: Mapping[str, Form],
    problems: Mapping[str, str],
    seen: str | None = None,
    overtaken: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    costs = {
        given.asked.name: panel.cost_of_not_being_sure(given.asked, journey.situation)
        for given in stop.given
        if given.asked.question.unsure
    }
    back = journey.before(stop)
    names = [given.asked.name for given in stop.given]
    shown = {
        "step_number": STEPS.index(stop.step) + 1,
        "step_count": len(STEPS),
        "stop": stop,
        "controls": forms.controls(stop, typed, problems, costs),
        "problems": bool(problems) and status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.given if overtaken else (),
        "seen": seen if seen is not None else drafts.mark_of(journey.stored, names),
        "back": _address(edit_key, back) if back else reverse("wizard:mine"),
        "words": request.GET.get("q", ""),
        "exits": journey.exit is not None,
    }
    response = _draw(request, "wizard/page.html", edit_key, edition, journey, shown, status=status)
    if status != HTTPStatus.OK:
        response.headers["HX-Push-Url"] = "false"
    return response


@require_safe
@private
def exit_(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Say that generative AI is the wrong tool, and what does the job instead."""
    edition, _, journey = _walk(edit_key)
    if journey.exit is None or journey.exit_after is None:
        return HttpResponseRedirect(_onward(edit_key, journey))
    stops = journey.stops[: journey.exit_after + 1]
    said = [
        given for stop in stops for given in stop.given if given.asked.question.key in {"outputs", "result", "check"}
    ]
    shown = {"exit": journey.exit, "said": said, "back": _address(edit_key, stops[-1])}
    return _draw(request, "wizard/exit.html", edit_key, edition, journey, shown)


@require_safe
@private
def check(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show all answers before the plan is made from them."""
    edition, plan, journey = _walk(edit_key)
    if not journey.complete:
        return HttpResponseRedirect(_onward(edit_key, journey))
    shown = {
        "sections": _review(edit_key, journey),
        "left_over": len(journey.left_over),
        "back": _address(edit_key, journey.stops[-1]),
        "made": plan.versions.exists(),
    }
    response = _draw(request, "wizard/check.html", edit_key, edition, journey, shown)
    browser.remember(request, response, edit_key)
    return response


@require_POST
@private
def make(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Make the plan on the current release and today, and lead to the page for colleagues."""
    plan = drafts.find(edit_key)
    if plan is None:
        raise Http404
    try:
        plans.make(plan, releases.current(), localdate())
    except plans.UnfinishedError as unfinished:
        return HttpResponseRedirect(_onward(edit_key, unfinished.journey), status=HTTPStatus.SEE_OTHER)
    response = HttpResponseRedirect(plan.get_absolute_url(), status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


# ----------------------------------------------------------------------------------------------------------- helpers


def _walk(edit_key: str) -> tuple[Edition, Plan, Journey]:
    plan = drafts.find(edit_key)
    if plan is None:
        raise Http404
    edition = releases.current()
    return edition, plan, travel(plan.stored, edition.catalog, localdate())


def _onward(edit_key: str, journey: Journey) -> str:
    """Return where to go from here: the exit, the first open page, or the answers."""
    if journey.exit is not None:
        return reverse("wizard:exit", args=[edit_key])
    if journey.next_open is not None:
        return _address(edit_key, journey.next_open)
    return reverse("wizard:check", args=[edit_key])


def _address(edit_key: str, stop: Stop) -> str:
    return reverse("wizard:page", args=[edit_key, stop.step.key, stop.page.key])


def _title(plan: Plan, edition: Edition) -> str:
    if plan.title:
        return plan.title
    journey = travel(plan.stored, edition.catalog, localdate())
    outputs = next(
        (
            given.describe()
            for stop in journey.stops
            for given in stop.given
            if given.asked.name == "outputs" and given.fitting
        ),
        "",
    )
    return outputs or "A plan without a name"


def _draw(
    request: HttpRequest,
    template: str,
    edit_key: str,
    edition: Edition,
    journey: Journey,
    shown: Mapping[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Render a page of the walk: whole, or its inside where htmx asks for that."""
    htmx = getattr(request, "htmx", None)
    inside = bool(htmx) and not htmx.history_restore_request
    context = {
        "edition": edition,
        "edit_key": edit_key,
        "private_link": page_context(request)["base_url"] + reverse("wizard:home", args=[edit_key]),
        "known": panel.known_so_far(journey),
        "left": panel.options(journey.situation),
        "inside": inside,
        **shown,
    }
    return render(request, f"{template}#walk" if inside else template, context, status=status)


def _review(edit_key: str, journey: Journey) -> list[dict[str, Any]]:
    sections = []
    for number, step in enumerate(STEPS, start=1):
        rows = [
            {
                "short": given.asked.short,
                "text": given.describe(),
                "change": f"{_address(edit_key, stop)}#{forms.field_id(given.asked.name)}",
                "left_over": False,
                "staying": _staying(given, journey),
            }
            for stop in journey.stops
            if stop.step is step
            for given in stop.given
        ]
        rows += [
            {"short": row.short, "text": row.text, "change": "", "left_over": True, "staying": 0}
            for row in journey.left_over
            if row.step is step
        ]
        sections.append({"number": number, "title": step.review, "rows": rows})
    return sections


def _staying(given: Any, journey: Journey) -> int:
    if given.value is not None or given.asked.question.strictest is None:
        return 0
    return panel.cost_of_not_being_sure(given.asked, journey.situation).staying
