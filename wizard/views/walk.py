"""The walk: from the start page through the five steps to a plan, and the plans of this browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, override
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import limits, releases
from catalog.formatting import capitalise, lower_first
from catalog.releases import Edition
from catalog.views.page import asks_for_inside
from config.context import base_url
from config.request_cost import TEXT_FILE_BYTES, RequestCost, declares
from wizard import forms, prefill
from wizard.decision.suitability import WrongTool
from wizard.models import Plan
from wizard.plans import drafts, versions
from wizard.plans.replies import counting, over
from wizard.plans.spaces import PlanSpaceError
from wizard.steps.asking import Page, Stored
from wizard.steps.journey import STEPS, Stop, travel
from wizard.steps.model import MODEL
from wizard.steps.pilot import TEST
from wizard.steps.tune import BRIEF, NEEDS
from wizard.views import asking, browser, copying
from wizard.views.asking import CHECK, WalkRequest
from wizard.views.keyed import owned_plan
from wizard.views.request_costs import MADE


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk(WalkRequest):
    """One owner's request on the way: who holds which key, and how far the answers lead."""

    edit_key: str
    home: str  # the address of the private link, above those of all pages
    plan: Plan
    template = "wizard/page.html"

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        edit_key: str,
        edition: Edition,
        plan: Plan,
        until: Page | None = None,
    ) -> "Walk":
        """Return the walk that the answers of a plan make today, or only up to a page that is shown."""
        journey = travel(plan.stored, edition.catalog, localdate(), until=until)
        home = reverse("wizard:home", args=[edit_key])
        return cls(
            request=request,
            edit_key=edit_key,
            home=home,
            edition=edition,
            plan=plan,
            journey=journey,
        )

    @override
    def address(self, stop: Stop) -> str:
        return f"{self.home}{stop.step.key}/{stop.page.key}/"  # a page asks for many; Django takes its time for each

    @property
    @override
    def start(self) -> str:
        return reverse("wizard:mine")

    @override
    def reloaded(self) -> "Walk":
        return Walk.of(
            self.request, self.edit_key, self.edition, owned_plan(self.edit_key, drafts.ANSWERED)
        )

    @override
    def save(self, stored: Stored) -> bool:
        return drafts.save(self.plan, stored)

    def deciding(self) -> "Walk":
        """Return the walk with what vendors replied laid over the catalog, which only a decision asks for."""
        today = localdate()
        edition = over(self.edition, counting(self.plan, today), today)
        return (
            self
            if edition is self.edition
            else Walk.of(self.request, self.edit_key, edition, self.plan)
        )

    def onward(self, to: str = "") -> str:
        """Return where to go from here: the exit, the first open page, or the answers, to which `to` leads as soon as it can."""
        open_page, journey = self.journey.next_open, self.journey
        if journey.exit is not None:
            return f"{self.home}exit/"
        if open_page is None or (to == CHECK and journey.complete):
            return f"{self.home}check/"
        return self.address(open_page) + (f"?to={CHECK}&opened=1" if to == CHECK else "")

    @override
    def go_on(self, to: str = "", *, closed: bool = False) -> HttpResponse:
        return HttpResponseRedirect(
            self.onward(to) + ("?closed=1" if closed else ""), status=HTTPStatus.SEE_OTHER
        )

    @override
    def lead_on(self) -> HttpResponse:
        """Lead on by a redirect, or with the next page itself and its address where htmx asked for that."""
        sent, journey = self.request.POST, self.journey
        to = str(sent.get("to", ""))
        if "make" in sent and journey.complete:
            return _make(self.request, self.plan, self.edit_key)
        if not asks_for_inside(self.request):
            return self.go_on(to)
        open_page = journey.next_open
        if journey.exit is not None:
            response = _leave(self, journey.exit)
        elif open_page is None or (to == CHECK and journey.complete):
            response = _check(self)
        else:
            walk = self.deciding() if open_page.page.decides else self
            response = asking.show_stored(
                walk, walk.journey.next_open or open_page, to=to, opened=bool(to)
            )
        response.headers["HX-Push-Url"] = self.onward(to)
        return response

    @override
    def about(self, stop: Stop) -> Mapping[str, Any]:
        return {
            "step_number": STEPS.index(stop.step) + 1,
            "step_count": len(STEPS),
            "filled": forms.filled_in(stop) if stop.page is TEST else (),
            "brief": f"{self.home}tune/{BRIEF.key}/" if stop.page is NEEDS else "",
            "decides": stop.step is MODEL,
            "can_make": stop.step is MODEL or stop.step.later,
        }

    @override
    def draw(
        self, template: str, shown: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK
    ) -> HttpResponse:
        """Render a page of the walk: whole, or its inside where htmx asks for that."""
        inside = asks_for_inside(self.request)
        link = base_url(self.request) + self.home
        context = {
            "edition": self.edition,
            "edit_key": self.edit_key,
            "private_link": link,
            "private_words": link.partition("://")[2],
            "inside": inside,
            **shown,
        }
        return render(
            self.request, f"{template}#walk" if inside else template, context, status=status
        )


def walk_of(request: HttpRequest, edit_key: str, until: Page | None = None) -> Walk:
    """Return the walk of a private key. Raises `Http404` where there is no such plan."""
    return Walk.of(
        request, edit_key, releases.current(), owned_plan(edit_key, drafts.ANSWERED), until
    )


# --------------------------------------------------------------------------------------------------- before the walk


@declares(RequestCost(body_bytes=TEXT_FILE_BYTES, limit="plans", counts_itself=True))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Say what to have at hand; a POST makes the draft, a GET makes nothing."""
    edition = releases.current()
    wish = prefill.wish_of(
        request.POST if request.method == "POST" else request.GET, edition.catalog
    )
    if request.method != "POST":
        shown = {"edition": edition, "wish": wish, "previews": True}
        return render(request, "wizard/new.html", shown)
    if refused := limits.ask(request, "plans"):
        shown = {
            "edition": edition,
            "wish": wish,
            "limited": refused,
            "brought": copying.text_of(request),
        }
        return limits.throttled(render(request, "wizard/new.html", shown), refused)
    if copying.copies(request):
        return copying.start(request, edition)
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
def home(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Lead an owner to the first open page, or to the answers where all is answered."""
    response = walk_of(request, edit_key).go_on()
    browser.remember(request, response, edit_key)
    return response


@declares(RequestCost(uncounted="writes over the one row of a draft whose making was counted"))
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, edit_key: str, step: str, page: str) -> HttpResponse:
    """Show a page of questions; a POST saves its answers and leads on."""
    shown = next(
        (each for row in STEPS for each in row.pages if (row.key, each.key) == (step, page)), None
    )
    if shown is None:
        raise Http404
    walk = (
        walk_of(request, edit_key).deciding()
        if shown.decides
        else walk_of(request, edit_key, until=shown)
    )
    return (
        asking.take(walk, step, page) if request.method == "POST" else asking.ask(walk, step, page)
    )


@require_safe
def exit_(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Say that generative AI is the wrong tool, and what does the job instead."""
    walk = walk_of(request, edit_key)
    return walk.go_on() if walk.journey.exit is None else _leave(walk, walk.journey.exit)


def _leave(walk: Walk, reason: WrongTool) -> HttpResponse:
    stops = walk.journey.stops
    comes_out, *others = [given for stop in stops if stop.page.exits for given in stop.given]
    answers = [
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
        "answer": "; ".join(answers),
        "back": walk.address(stops[-1]),
        "change": changes.get("jobs", walk.address(stops[-1])),
        "made": walk.plan.versions.exists(),
    }
    response = walk.draw("wizard/exit.html", shown)
    browser.remember(walk.request, response, walk.edit_key)
    return response


@require_safe
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


@declares(MADE)
@require_POST
def make(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Make the plan on the current release and today, and lead to its owner's page."""
    return _make(request, owned_plan(edit_key), edit_key)


def _make(request: HttpRequest, plan: Plan, edit_key: str) -> HttpResponse:
    if refused := limits.ask(request, "versions"):
        return limits.refuse(request, refused)
    try:
        versions.make(plan, releases.current(), localdate(), sent_by=request)
    except (versions.UnfinishedError, versions.OvertakenError):
        return walk_of(request, edit_key).go_on()
    except PlanSpaceError as refusal:
        return no_space(request, plan, edit_key, refusal)
    made = reverse("wizard:home", args=[edit_key])
    if asks_for_inside(request):
        response = HttpResponse(headers={"HX-Redirect": made})
    else:
        response = HttpResponseRedirect(made, status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


def no_space(
    request: HttpRequest, plan: Plan, edit_key: str, refusal: PlanSpaceError
) -> HttpResponse:
    """Say why no version is made, and what can be done; answers stay as they are."""
    if refusal.refused is not None:
        return limits.refuse(request, refusal.refused)
    shown = {"edition": releases.current(), "plan": plan, "edit_key": edit_key, "refusal": refusal}
    return render(request, "wizard/no_space.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _review(walk: Walk) -> list[dict[str, Any]]:
    """Return the answers step by step, those that no longer count after those that do."""
    sections = []
    for number, step in enumerate(STEPS, start=1):
        stops = [stop for stop in walk.journey.stops if stop.step is step]
        rows = asking.review(walk, stops, CHECK)
        rows += [
            {"short": left.short, "text": left.text, "change": "", "left_over": True}
            for left in walk.journey.left_over
            if left.step is step
        ]
        answered = any(given.answered for stop in stops for given in stop.given)
        finding = capitalise(str(rows[0]["text"])) if answered else "Our defaults"
        sections.append({"number": number, "name": step.name, "finding": finding, "rows": rows})
    return sections
