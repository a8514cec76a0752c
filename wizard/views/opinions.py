"""Second opinions: a colleague answers the goal questions before seeing the plan.

Then the colleague sees what differs and matters.
"""

from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from catalog import limits, releases
from catalog.search.finding import jobs_of
from config.request_cost import RequestCost, declares
from wizard.colleagues import opinions
from wizard.colleagues.opinions import ConsentForm
from wizard.models import Opinion, Plan, PlanVersion
from wizard.questions.flow import Journey, Sending, Step, Stop
from wizard.questions.forms import PageForm
from wizard.questions.page_order import form_of
from wizard.questions.pages.what import WhatPage
from wizard.questions.views import searched_words
from wizard.views import closed
from wizard.views.closed import View
from wizard.views.colleagues import (
    answer_form,
    for_colleagues,
    read_or_sent,
    shared_page,
    too_many,
    unkept,
)
from wizard.views.keyed import lead_to, owned_plan, owner_page, sent


@declares(RequestCost(limit="opinions", counts_itself=True))
@for_colleagues
def start(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Say what a second opinion is, and nothing of the plan; a POST begins one."""
    if request.method != "POST":
        return shared_page(request, "opinion_start", version)
    if refused := too_many(request, "opinions", version.plan):
        return limits.throttled(
            shared_page(request, "opinion_start", version, trouble=refused.sentence), refused
        )
    key = opinions.begin(version)
    return lead_to("opinion", version.plan.view_key, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionVisit:
    """One colleague's request on the way: whose plan, which key, and how far the answers lead."""

    request: HttpRequest
    view_key: str
    key: str
    opinion: Opinion
    journey: Journey

    @property
    def plan(self) -> Plan:
        return self.opinion.version.plan

    @property
    def finished(self) -> bool:
        return self.journey.is_complete

    def address(self, stop: Stop) -> str:
        return reverse("wizard:opinion_page", args=[self.view_key, self.key, stop.page.key])

    def lead_to(self, name: str, *more: str) -> HttpResponse:
        return lead_to(name, self.view_key, self.key, *more)

    def go_on(self) -> HttpResponse:
        """Lead to the first open page, the answers, or, once the plan was shown, the comparison."""
        if self.opinion.revealed is not None:
            return self.lead_to("opinion_compare")
        stop = self.journey.next_open
        if stop is None:
            return self.lead_to("opinion")
        return self.lead_to("opinion_page", stop.page.key)


def visit_of(request: HttpRequest, view_key: str, key: str) -> OpinionVisit:
    """Return the visit of a key. Raises `Http404` where there is none."""
    opinion = opinions.find(view_key, key)
    if opinion is None:
        raise Http404
    return OpinionVisit(
        request=request,
        view_key=view_key,
        key=key,
        opinion=opinion,
        journey=opinions.way_of(opinion),
    )


def on_the_way(view: View) -> View:
    """Hand a view the walk of a key; keep its pages out of caches, others' logs and search."""

    @wraps(view)
    @closed.says_why
    def guarded(request: HttpRequest, view_key: str, opinion_key: str, **rest: Any) -> HttpResponse:
        way = visit_of(request, view_key, opinion_key)
        if not way.plan.readable:
            return closed.gone(request, way.plan)
        response = unkept(view(way, **rest))
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return read_or_sent(guarded)


@on_the_way
def check(way: OpinionVisit) -> HttpResponse:
    """Show all answers before the plan is shown; a POST shows it."""
    if not way.finished or way.opinion.revealed is not None:
        return way.go_on()
    if way.request.method == "POST":
        opinions.reveal(way.plan, way.opinion)
        return way.lead_to("opinion_compare")
    stops = way.journey.stops
    context = {
        "edition": releases.current(),
        "pages": [(way.address(stop), stop.filled.rows()) for stop in stops],
        "back": way.address(stops[-1]),
    }
    return render(way.request, "wizard/opinion_check.html", context)


@declares(
    RequestCost(uncounted="writes over the one row of a second opinion whose beginning was counted")
)
@on_the_way
def page(way: OpinionVisit, page: str) -> HttpResponse:
    """Show a page of the goal questions; a POST saves its answers and leads on."""
    stop = way.journey.stop(Step.GOAL.value, page)
    if stop is None and not any(row.key == page for row in opinions.GOAL_PAGES):
        raise Http404
    if stop is None or way.opinion.revealed is not None:
        return way.go_on()
    if way.request.method != "POST":
        form = form_of(stop, stop.fields, Sending.STORED)
        return _show(way, stop, form, words=searched_words(way.request.GET))
    sent = way.request.POST
    if "search" in sent:
        return _show(way, stop, form_of(stop, sent, Sending.UNSENT), words=searched_words(sent))
    form = form_of(stop, sent, Sending.SENT)
    if not form.is_valid:
        return _show(way, stop, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    answers = {**way.opinion.answers, stop.page.key: {**stop.fields, **form.stored()}}
    if not opinions.save(way.opinion, answers):
        return _show(way, stop, form, status=HTTPStatus.CONFLICT)
    return visit_of(way.request, way.view_key, way.key).go_on()


def _show(
    way: OpinionVisit,
    stop: Stop,
    form: PageForm,
    words: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    edition, journey = releases.current(), way.journey
    if isinstance(form, WhatPage):
        matches = jobs_of(words, edition.digest, edition.catalog) if words else ()
        form.search(words, matches)
    before = journey.before(stop)
    start_page = reverse("wizard:opinion_start", args=[way.view_key])
    context = {
        "edition": edition,
        "form": form,
        "title": stop.page.title,
        "why": stop.page.why,
        "place": f"Second opinion: page {journey.number(stop)}",
        "problems": form.problems(),
        "failed": status is HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.filled.rows() if status is HTTPStatus.CONFLICT else (),
        "here": way.address(stop),
        "back": way.address(before) if before is not None else start_page,
        "inside": False,
        "seen": "",
    }
    return render(way.request, "wizard/opinion_page.html", context, status=status)


@on_the_way
def compare(way: OpinionVisit) -> HttpResponse:
    """Show where the answers differ and what matters; keep them by consent, or delete at once."""
    opinion = way.opinion
    if opinion.revealed is None:
        return way.go_on()
    if way.request.POST.get("act") == "discard":
        opinions.delete(way.plan, opinion)
        return lead_to("shared", way.view_key)

    def page(**shown: Any) -> HttpResponse:
        compared = opinions.compared(opinion)
        return shared_page(
            way.request, "opinion", opinion.version, opinion=opinion, compared=compared, **shown
        )

    def take(values: dict[str, Any]) -> HttpResponse:
        opinions.consent(way.plan, opinion, values["name"])
        return way.lead_to("opinion_compare")

    return answer_form(ConsentForm(sent(way.request)), page, take)


@require_safe
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    plan = owned_plan(edit_key)
    ask = reverse("wizard:opinion_start", args=[plan.view_key]) if plan.readable else ""
    return owner_page(
        request, "opinions_owner", edit_key, ask=ask, rows=_agreed(plan).select_related("version")
    )


@require_safe
def owned_one(request: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    opinion = get_object_or_404(
        _agreed(owned_plan(edit_key)).select_related("version__plan"), pk=pk
    )
    shown = {"version": opinion.version, "opinion": opinion, "compared": opinions.compared(opinion)}
    return owner_page(request, "opinion_owner", edit_key, **shown)


@require_POST
def delete(_: HttpRequest, edit_key: str, pk: int) -> HttpResponse:
    plan = owned_plan(edit_key)
    opinions.delete(plan, get_object_or_404(_agreed(plan), pk=pk))
    return lead_to("opinions_owner", edit_key)


def _agreed(plan: Plan) -> Any:
    return Opinion.objects.agreed().filter(version__plan=plan)
