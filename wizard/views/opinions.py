"""Second opinions: a colleague answers the goal questions before the plan is shown, then sees what differs and matters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import limits, releases
from wizard import forms, prefill
from wizard.colleagues import opinions
from wizard.colleagues.opinions import ConsentForm
from wizard.models import Opinion, Plan, PlanVersion
from wizard.plans import drafts
from wizard.steps.asking import Form
from wizard.steps.journey import Journey, Stop
from wizard.steps.opinion import STEPS
from wizard.views import closed, walk
from wizard.views.colleagues import for_colleagues, too_many, unkept
from wizard.views.keyed import owned_plan
from wizard.views.plan import gone, is_readable

GOAL = STEPS[0]


# ---------------------------------------------------------------------------------------------------- before the walk


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def start(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Say what a second opinion is, and nothing of the plan; a POST begins one."""
    context = {"edition": releases.current(), "address": version.plan.get_absolute_url(), "trouble": ""}
    if request.method != "POST":
        return render(request, "wizard/opinion_start.html", context)
    if refused := too_many(request, "opinions", version.plan):
        page = render(request, "wizard/opinion_start.html", {**context, "trouble": refused.sentence})
        return limits.told(page, refused)
    key = opinions.begin(version)
    return HttpResponseRedirect(
        reverse("wizard:opinion", args=[version.plan.view_key, key]), status=HTTPStatus.SEE_OTHER
    )


# -------------------------------------------------------------------------------------------------------- on the walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One colleague's request on the way: whose plan, which key, and how far the answers lead."""

    request: HttpRequest
    view_key: str
    key: str
    opinion: Opinion
    journey: Journey

    def address(self, stop: Stop) -> str:
        """Return the address of a page of questions."""
        return reverse("wizard:opinion_page", args=[self.view_key, self.key, stop.page.key])

    def named(self, name: str) -> str:
        """Return the address of another page of the walk."""
        return reverse(f"wizard:{name}", args=[self.view_key, self.key])

    @property
    def finished(self) -> bool:
        """Return whether nothing is left to answer, or an answer led to an exit."""
        return self.journey.complete or self.journey.exit is not None

    def go_on(self) -> HttpResponse:
        """Lead to the first open page, to the answers, or to the comparison once the plan was shown."""
        if self.opinion.revealed is not None:
            return _to(self.named("opinion_compare"))
        stop = self.journey.next_open
        return _to(self.named("opinion") if self.finished or stop is None else self.address(stop))


type WayView = Callable[..., HttpResponse]


def on_the_way(view: WayView) -> WayView:
    """Hand a view the walk of a key; keep its pages out of caches, logs of other sites and search engines."""

    @wraps(view)
    @closed.says_why
    def guarded(request: HttpRequest, view_key: str, opinion_key: str, **rest: Any) -> HttpResponse:
        opinion = opinions.find(view_key, opinion_key)
        if opinion is None:
            raise Http404
        if not is_readable(opinion.version.plan):
            return gone(request, opinion.version.plan)
        journey = opinions.way_of(opinion)
        way = Way(request=request, view_key=view_key, key=opinion_key, opinion=opinion, journey=journey)
        response = unkept(view(way, **rest))
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def check(way: Way) -> HttpResponse:
    """Show all answers before the plan is shown; a POST shows it."""
    if not way.finished or way.opinion.revealed is not None:
        return way.go_on()
    if way.request.method == "POST":
        opinions.reveal(way.opinion)
        return _to(way.named("opinion_compare"))
    stops = way.journey.stops[: way.journey.open_until + 1]
    rows = [
        {
            "short": given.asked.short,
            "text": given.describe(),
            "change": f"{way.address(stop)}#{forms.field_id(given.asked.name)}",
        }
        for stop in stops
        for given in stop.given
    ]
    context = {"edition": releases.current(), "rows": rows, "back": way.address(stops[-1]), "exit": way.journey.exit}
    return render(way.request, "wizard/opinion_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def page(way: Way, page: str) -> HttpResponse:
    """Show a page of the goal questions; a POST saves its answers and leads on."""
    if not any(shown.key == page for shown in GOAL.pages):
        raise Http404
    if way.opinion.revealed is not None:
        return way.go_on()
    posted = way.request.method == "POST"
    stop = way.journey.on_the_way(GOAL.key, page) if posted else way.journey.find(GOAL.key, page)
    if stop is None:
        return way.go_on()
    if posted:
        return _take(way, stop)
    sent = way.request.GET.copy()
    if sent.pop("csrfmiddlewaretoken", None):  # a search without JavaScript sends the whole form
        return _show(way, stop, forms.typed(stop, dict(sent.lists())), seen=str(sent.get("seen", "")))
    problems = {given.asked.name: given.gone for given in stop.given if given.gone}
    return _show(way, stop, forms.stored(stop), problems=problems)


def _take(way: Way, stop: Stop) -> HttpResponse:
    sent, seen = way.request.POST, way.request.POST.get("seen", "")
    found = forms.read(stop, sent)
    if found.problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(way, stop, found.typed, problems=found.problems, seen=seen, status=status)
    saved = opinions.save(way.opinion, found.values, seen=seen, names=[row.asked.name for row in stop.given])
    if saved is None:
        return _to(way.named("opinion"))
    journey = opinions.way_of(saved.opinion)
    after = Way(request=way.request, view_key=way.view_key, key=way.key, opinion=saved.opinion, journey=journey)
    again = journey.on_the_way(stop.step.key, stop.page.key)
    if isinstance(saved, opinions.Saved) or again is None:
        return after.go_on()
    typed = {given.asked.name: found.typed.get(given.asked.name, {}) for given in again.given}
    return _show(after, again, typed, status=HTTPStatus.CONFLICT)


def _show(  # noqa: PLR0913  # what stands in the fields, and how it went
    way: Way,
    stop: Stop,
    typed: Mapping[str, Form],
    *,
    problems: Mapping[str, str] | None = None,
    seen: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    words = way.request.GET.get("q", "")[: prefill.MOST_WORDS]
    controls = forms.controls(stop, typed, problems or {}, words=words)
    grids, common = forms.grids(controls)
    before = way.journey.before(stop)
    context = {
        "edition": releases.current(),
        "stop": stop,
        "here": way.address(stop),
        "controls": controls,
        "grids": grids,
        "common": common,
        "problems": status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.given if status == HTTPStatus.CONFLICT else (),
        "seen": seen
        if seen is not None
        else drafts.mark_of(way.opinion.stored, [row.asked.name for row in stop.given]),
        "back": way.address(before) if before else reverse("wizard:opinion_start", args=[way.view_key]),
        "words": words,
        "place": way.journey.stops.index(stop) + 1,
    }
    if walk.asks_for_what_is_found(way.request, controls):
        return render(way.request, f"wizard/controls/outputs.html#{walk.PICKING}", {**context, "control": controls[0]})
    return render(way.request, "wizard/opinion_page.html", context, status=status)


# ------------------------------------------------------------------------------------------------------- the comparison


@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def compare(way: Way) -> HttpResponse:
    """Show where the answers differ and what matters; keep them by consent, or delete them at once."""
    if way.opinion.revealed is None:
        return way.go_on()
    if way.request.method != "POST":
        return _compared(way, ConsentForm())
    if way.request.POST.get("act") == "discard":
        way.opinion.delete()
        return _to(way.opinion.version.plan.get_absolute_url())
    form = ConsentForm(way.request.POST)
    if not form.is_valid():
        return _compared(way, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not opinions.keep(way.opinion, form.cleaned_data["name"]):
        full = f"This plan has {opinions.MOST_KEPT} second opinions, and keeps no more."
        return _compared(way, form, trouble=full, status=HTTPStatus.CONFLICT)
    return _to(way.named("opinion_compare"))


def _compared(way: Way, form: ConsentForm, *, trouble: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    version = way.opinion.version
    context = {
        "edition": releases.current(),
        "address": version.plan.get_absolute_url(),
        "version": version,
        "opinion": way.opinion,
        "compared": opinions.compared(way.opinion),
        "form": form,
        "trouble": trouble,
    }
    return render(way.request, "wizard/opinion.html", context, status=status)


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


# ------------------------------------------------------------------------------------------------------------ owner


@require_safe
@walk.private
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the second opinions that their givers let them keep."""
    plan = owned_plan(edit_key)
    context = {
        "edition": releases.current(),
        "edit_key": edit_key,
        "home": reverse("wizard:home", args=[edit_key]),
        "ask": reverse("wizard:opinion_start", args=[plan.view_key]) if is_readable(plan) else "",
        "rows": _kept(plan).select_related("version"),
    }
    return render(request, "wizard/opinions_owner.html", context)


@require_safe
@walk.private
def owned_one(request: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    """Show the owner where one second opinion differs from the plan."""
    opinion = _kept(owned_plan(edit_key)).select_related("version__plan").filter(pk=pk).first()
    if opinion is None:
        raise Http404
    context = {
        "edition": releases.current(),
        "edit_key": edit_key,
        "home": reverse("wizard:home", args=[edit_key]),
        "version": opinion.version,
        "opinion": opinion,
        "compared": opinions.compared(opinion),
    }
    return render(request, "wizard/opinion_owner.html", context)


@require_POST
@walk.private
def delete(request: HttpRequest, edit_key: str, pk: int) -> HttpResponse:  # noqa: ARG001  # the key says it all
    """Delete one second opinion for good."""
    if not _kept(owned_plan(edit_key)).filter(pk=pk).delete()[0]:
        raise Http404
    return _to(reverse("wizard:opinions_owner", args=[edit_key]))


def _kept(plan: Plan) -> Any:
    return Opinion.objects.kept().filter(version__plan=plan)
