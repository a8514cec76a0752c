"""Pages of questions: asked, saved at every Continue, seen once more, and made a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import limits, releases
from catalog.formatting import spell
from catalog.parsing import clean_text
from catalog.releases import Edition
from catalog.schema import Catalog, group_pairs
from catalog.search.finding import jobs_of
from catalog.views.page import asks_for_inside
from catalog.vocabulary import WordingPart
from config.context import base_url
from config.request_cost import RequestCost, declares
from wizard.decision.answers import Answers
from wizard.models import Plan
from wizard.plans import drafts
from wizard.plans.sheets import Sheet, sheet_of
from wizard.questions.flow import (
    AnswerRow,
    Journey,
    Page,
    PageFields,
    Sending,
    Situation,
    Step,
    Stop,
)
from wizard.questions.forms import PageForm, name_of_job
from wizard.questions.page_order import (
    PAGES,
    WHAT,
    form_of,
    journey_from,
    journey_of,
    pages_up_to,
)
from wizard.questions.pages.choice import ChoiceOfJob
from wizard.questions.pages.what import WhatPage
from wizard.views import browser, making
from wizard.views.colleagues import same_origin
from wizard.views.keyed import owned_plan
from wizard.views.request_costs import MADE

CHECK = "check"  # where somebody comes from who changes one answer, and is led back to
MOST_WORDS = 200  # letters of a search


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One owner's request: whose draft, and the way that its answers make today."""

    request: HttpRequest
    edit_key: str
    plan: Plan
    edition: Edition
    journey: Journey

    @property
    def home(self) -> str:
        return reverse("wizard:home", args=[self.edit_key])

    @property
    def check(self) -> str:
        return reverse("questions:check", args=[self.edit_key])

    def address(self, stop: Stop) -> str:
        return reverse("questions:page", args=[self.edit_key, stop.page.step, stop.page.key])

    @property
    def onward(self) -> str:
        """The first page that wants an answer, or all answers."""
        stop = self.journey.next_open
        return self.address(stop) if stop is not None else self.check


def visit_of(request: HttpRequest, edit_key: str, pages: Sequence[Page] = PAGES) -> Visit:
    """Return the visit of a private key. Raises `Http404` where there is no such plan."""
    plan, edition = owned_plan(edit_key, drafts.ANSWERED), releases.current()
    journey = journey_of(plan.stored, edition.catalog, localdate(), pages)
    return Visit(request=request, edit_key=edit_key, plan=plan, edition=edition, journey=journey)


def lead_to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


# ---------------------------------------------------------------------------- the first page


@declares(RequestCost(limit="plans", counts_itself=True))
@require_POST
@same_origin
def start(request: HttpRequest) -> HttpResponse:
    """Begin a plan with the job picked on the home page, or with words to search for one."""
    if refused := limits.ask(request, "plans"):
        return limits.refuse(request, refused)
    edition = releases.current()
    situation = Situation(answers=Answers(), catalog=edition.catalog, on=localdate())
    page = WhatPage(situation, request.POST, Sending.SENT)
    plan, edit_key = drafts.start({WHAT.key: page.stored()} if page.is_valid else {})
    visit = Visit(
        request=request,
        edit_key=edit_key,
        plan=plan,
        edition=edition,
        journey=journey_of(plan.stored, edition.catalog, localdate()),
    )
    # Words are searched for, whatever else is picked.
    words = searched_words(request.POST)
    address = f"{visit.address(visit.journey.stops[0])}?{urlencode({'q': words})}"
    response = lead_to(address if words else visit.onward)
    browser.remember(request, response, edit_key)
    return response


def searched_words(sent: Mapping[str, Any]) -> str:
    """Return the words of a search, without what no reader could see."""
    return " ".join(clean_text(str(sent.get("q", ""))).split())[:MOST_WORDS]


# ------------------------------------------------------------------------------- every page


@require_safe
def home(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Lead an owner to the first open page, or to all answers."""
    response = lead_to(visit_of(request, edit_key).onward)
    browser.remember(request, response, edit_key)
    return response


@declares(RequestCost(uncounted="writes over the one row of a draft whose making was counted"))
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, edit_key: str, step: str, page: str) -> HttpResponse:
    """Show a page of questions; a POST saves its answers and leads on."""
    if request.method == "POST":
        return _answer(request, edit_key, step, page)
    visit = visit_of(request, edit_key)
    stop = visit.journey.stop(step, page)
    if stop is None:
        return lead_to(visit.onward)
    form = form_of(stop, stop.fields, Sending.STORED)
    return _show(visit, stop, PageState(form=form, words=searched_words(request.GET)))


def _answer(request: HttpRequest, edit_key: str, step: str, page: str) -> HttpResponse:
    """Take what a page sent. What comes after it is worked out once, with the new answers."""
    visit = visit_of(request, edit_key, pages_up_to(page))
    stop = visit.journey.stop(step, page)
    if stop is None:
        return lead_to(visit_of(request, edit_key).onward)
    if "sheet" in request.POST:
        return _sheet_alone(visit, stop)
    if "search" in request.POST:
        form = form_of(stop, request.POST, Sending.UNSENT)
        typed = PageState(
            form=form, words=searched_words(request.POST), seen=request.POST.get("seen")
        )
        return _show_sent(visit, stop, typed)
    return _take(visit, stop)


def _sheet_alone(visit: Visit, stop: Stop) -> HttpResponse:
    """Show what the plan would say with the answers as they stand on the page; nothing is saved."""
    fields = _counted(stop, form_of(stop, visit.request.POST, Sending.UNSENT))
    sheet = of_situation(_with_fields(visit, stop, fields).situation)
    return render(visit.request, "wizard/questions/sheet.html", {"sheet": sheet, "live": True})


def _sheet(visit: Visit, stop: Stop, form: PageForm) -> Sheet:
    """Return the sheet with what can be taken of a page; what cannot counts as it is stored."""
    fields = _counted(stop, form)
    if fields == stop.fields:
        return of_situation(visit.journey.situation)
    return of_situation(_with_fields(visit, stop, fields).situation)


def _counted(stop: Stop, form: PageForm) -> PageFields:
    """Return what counts of a page while it is filled in; of one on the plan what is stored."""
    return stop.fields if stop.page.on_plan else {**stop.fields, **form.stored()}


def _with_fields(visit: Visit, stop: Stop, fields: PageFields) -> Journey:
    """Return the whole way with these answers on the page of one stop."""
    return journey_from(visit.journey, stop, fields, visit.plan.stored)


def of_situation(situation: Situation) -> Sheet:
    """Return the sheet of the answers that are known; blank before there is a job."""
    if not situation.answers.jobs:
        return Sheet()
    return sheet_of(situation.answers, situation.decision, situation.catalog)


def _take(visit: Visit, stop: Stop) -> HttpResponse:
    """Save what was sent and lead on; what cannot be taken is shown again with what is wrong."""
    sent = visit.request.POST
    form = form_of(stop, sent, Sending.SENT)
    stored, key, seen = visit.plan.stored, stop.page.key, sent.get("seen", "")
    if not form.is_valid:
        status, words = HTTPStatus.UNPROCESSABLE_ENTITY, searched_words(sent)
        return _show_sent(visit, stop, PageState(form=form, words=words, seen=seen, status=status))
    # What is stored of jobs that are not asked now stays.
    fields = {**stop.fields, **form.stored()}
    merged = drafts.merged(stored, {key: fields}, seen=seen, keys={key})
    if merged is None:
        return _show_sent(visit, stop, PageState(form=form, status=HTTPStatus.CONFLICT))
    is_saved = merged is stored or drafts.save(visit.plan, merged)
    if not is_saved:  # somebody saved between the reading and the saving
        now = visit_of(visit.request, visit.edit_key)
        stop_now = now.journey.stop(stop.page.step, key)
        return _take(now, stop_now) if stop_now is not None else lead_to(now.onward)
    saved = replace(visit, journey=journey_from(visit.journey, stop, fields, merged))
    return lead_to(_after(saved, stop.page, back_to=sent.get("to", "")))


def _after(visit: Visit, page: Page, *, back_to: str) -> str:
    """Return where Continue leads from a page."""
    if page.on_plan:
        return visit.home
    if back_to == CHECK and visit.journey.is_complete:
        return visit.check
    return visit.onward


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What stands on a page."""

    form: PageForm
    words: str = ""  # of a search
    seen: str | None = None  # the mark of the answers that it came with; None: of those of now
    status: HTTPStatus = HTTPStatus.OK


def _show_sent(visit: Visit, stop: Stop, state: PageState) -> HttpResponse:
    """Show a page that was sent, and the whole way as it is stored."""
    journey = _with_fields(visit, stop, stop.fields)
    return _show(replace(visit, journey=journey), stop, state)


def _show(visit: Visit, stop: Stop, state: PageState) -> HttpResponse:
    request, form = visit.request, state.form
    _offer(form, state.words, visit.edition)
    seen = drafts.mark_of(visit.plan.stored, {stop.page.key}) if state.seen is None else state.seen
    shown = {
        **_named(visit, stop),
        **_linked(visit, stop),
        "form": form,
        "sheet": _sheet(visit, stop, form),
        "problems": form.problems(),
        "failed": state.status is HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.filled.rows() if state.status is HTTPStatus.CONFLICT else (),
        "seen": seen,
        "inside": asks_for_inside(request),
    }
    template = "wizard/questions/page.html"
    part = f"{template}#walk" if shown["inside"] else template
    response = render(request, part, shown, status=state.status)
    browser.remember(request, response, visit.edit_key)
    return response


def _offer(form: PageForm, words: str, edition: Edition) -> None:
    """Bring up what only a drawn page offers: what a search found, and what may be named."""
    if isinstance(form, WhatPage):
        form.search(words, jobs_of(words, edition.digest, edition.catalog) if words else ())
    for of_job in form.of_jobs:
        if isinstance(of_job, ChoiceOfJob):
            of_job.offer()


def _linked(visit: Visit, stop: Stop) -> dict[str, Any]:
    """Return where a page leads."""
    before = visit.journey.before(stop)
    return {
        "here": visit.address(stop),
        "back": visit.address(before) if before is not None else _way_out(visit, stop),
        "back_to": _back_to(visit.request),
        "can_be_decided": visit.journey.can_be_decided,
        "check": visit.check,
        "private_link": f"{base_url(visit.request)}{visit.home}",
    }


def _way_out(visit: Visit, stop: Stop) -> str:
    return visit.home if stop.page.on_plan else reverse("wizard:mine")


def _back_to(request: HttpRequest) -> str:
    sent = request.POST if request.method == "POST" else request.GET
    return CHECK if sent.get("to") == CHECK else ""


def _named(visit: Visit, stop: Stop) -> dict[str, Any]:
    """Return what a page is called, and where it stands among the others."""
    page, journey = stop.page, visit.journey
    place = "" if page.on_plan else f"{_page_of(journey, stop)} · "
    return {
        "edition": visit.edition,
        **page_in_words(visit.edition.catalog, page),
        "steps": [(step, step.order - page.step.order) for step in Step],
        "place": f"{place}Step {page.step.number} of {len(Step)}: {page.step.label}",
        "about": _jobs_in_words(journey),
    }


def _page_of(journey: Journey, stop: Stop) -> str:
    """Return the number of a page, and of how many: that is known with the first job."""
    number = f"Page {journey.number(stop)}"
    return f"{number} of {len(journey.before_plan)}" if journey.answers.jobs else number


def page_in_words(catalog: Catalog, page: Page) -> dict[str, str]:
    """Return the heading of a page and why it asks, in an editor's words where there are any."""
    words = catalog.wording_of.get(page.key, {})
    return {
        "title": words.get((WordingPart.TITLE.value, ""), page.title),
        "why": words.get((WordingPart.WHY.value, ""), page.why),
    }


def _jobs_in_words(journey: Journey) -> str:
    jobs = journey.answers.jobs
    if not jobs:
        return ""
    catalog = journey.situation.catalog
    return name_of_job(jobs[0], catalog) if len(jobs) == 1 else spell(len(jobs), "job")


# ------------------------------------------------------------------------------ all answers


@require_safe
def check(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show all answers before the plan is made, those that are usual marked as such."""
    visit = visit_of(request, edit_key)
    if not visit.journey.can_be_decided:
        return lead_to(visit.onward)
    stops = visit.journey.before_plan
    sections = [
        (step, group_pairs(_rows_by_job(visit, stops, step))) for step in (Step.GOAL, Step.MODEL)
    ]
    shown = {
        "edition": visit.edition,
        "sections": sections,
        "back": visit.address(stops[-1]),
        "make": reverse("questions:make", args=[edit_key]),
        "inside": asks_for_inside(request),
    }
    template = "wizard/questions/check.html"
    return render(request, f"{template}#walk" if shown["inside"] else template, shown)


def _rows_by_job(
    visit: Visit, stops: Iterable[Stop], step: Step
) -> Iterator[tuple[str, tuple[str, AnswerRow]]]:
    """Yield the answers of a step, each by the name of its job, with where it is changed."""
    for stop in stops:
        if stop.page.step is step:
            yield from ((row.job, (visit.address(stop), row)) for row in stop.filled.rows())


@declares(MADE)
@require_POST
def make(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Make the plan from all answers, usual ones where none was given."""
    visit = visit_of(request, edit_key)
    if not visit.journey.can_be_decided:
        return lead_to(visit.onward)
    return making.make(request, visit.plan, edit_key)
