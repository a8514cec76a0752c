"""Asking: one page of questions shown, its answers kept, and the way on; for an owner and for a second opinion alike."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, ClassVar, Self

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from catalog.releases import Edition
from catalog.search.finding import jobs_of
from catalog.views.page import asks_for_inside
from wizard import forms, prefill
from wizard.plans import drafts
from wizard.steps.asking import Form, Stored
from wizard.steps.goal import JOBS
from wizard.steps.journey import Journey, Stop

PICKING = "pick"  # the part of the page that a search swaps
CHECK = "check"  # where somebody comes from who changes one answer, and is led back to


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkRequest(ABC):
    """A request in the questionnaire: how far the answers lead, and where they are stored."""

    request: HttpRequest
    edition: Edition
    journey: Journey
    template: ClassVar[str]

    @abstractmethod
    def address(self, stop: Stop) -> str:
        """Return the address of a page of questions."""

    @property
    @abstractmethod
    def start(self) -> str:
        """Return where Back leads from the first page."""

    @abstractmethod
    def reloaded(self) -> Self:
        """Return the same with the answers as they are now. Raises `Http404` where they are gone."""

    @abstractmethod
    def save(self, stored: Stored) -> bool:
        """Save answers in place of those that were read; return whether nobody saved others meanwhile."""

    @abstractmethod
    def go_on(self, to: str = "", *, closed: bool = False) -> HttpResponse:
        """Lead on by a redirect; say so where somebody asked for a page that is not open."""

    def lead_on(self) -> HttpResponse:
        return self.go_on()

    def find(self, step: str, page: str) -> Stop | None:
        """Return the stop at this address where it is open; what is answered there is kept even where it is not yet."""
        journey = self.journey
        return (
            journey.on_the_way(step, page)
            if self.request.method == "POST"
            else journey.find(step, page)
        )

    @abstractmethod
    def about(self, stop: Stop) -> Mapping[str, Any]:
        """Return what else a page shows."""

    def draw(
        self, template: str, shown: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK
    ) -> HttpResponse:
        return render(self.request, template, {"edition": self.edition, **shown}, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands in the fields of a page, and what is wrong with it."""

    typed: Form
    problems: Mapping[str, str] | None = None
    seen: str | None = None  # the mark the form came with; a new one where the page is shown afresh
    status: HTTPStatus = HTTPStatus.OK
    to: str = ""
    opened: bool = False  # by a change of another answer


def ask(way: WalkRequest, step: str, page: str) -> HttpResponse:
    """Show the questions with the stored answers in them, or with those that came along with a search."""
    stop = way.find(step, page)
    if stop is None:
        return way.go_on(closed=True)
    sent = way.request.GET.copy()
    if sent.pop("csrfmiddlewaretoken", None):  # a search without JavaScript sends the whole form
        return HttpResponseRedirect(f"{way.request.path}?{sent.urlencode()}")
    to = str(sent.get("to", ""))
    if "seen" in sent:
        return show(way, stop, Sheet(typed=dict(sent.lists()), seen=str(sent["seen"]), to=to))
    return show_stored(way, stop, to=to, opened="opened" in sent)


def take(way: WalkRequest, step: str, page: str) -> HttpResponse:
    """Save what was answered and lead on; what cannot be taken is shown again with what is wrong."""
    stop = way.find(step, page)
    if stop is None:
        return way.go_on(closed=True)
    sent, seen = way.request.POST, way.request.POST.get("seen", "")
    typed = dict(sent.lists())
    found, gone = (
        forms.read(stop.asked, typed),
        forms.read(way.journey.withdrawn(stop), typed).values,
    )
    if found.problems:
        wrong = HTTPStatus.UNPROCESSABLE_ENTITY
        sheet = Sheet(
            typed=typed,
            problems=found.problems,
            seen=seen,
            status=wrong,
            to=str(sent.get("to", "")),
        )
        return show(way, stop, sheet)
    stored, withdrawn = (
        way.journey.stored,
        {name: value for name, value in gone.items() if value is not None},
    )
    merged = drafts.merged(stored, {**withdrawn, **found.values}, seen=seen, keys=stop.page.keys)
    if merged is None:
        return show(way, stop, Sheet(typed=typed, status=HTTPStatus.CONFLICT))
    if merged is not stored and not way.save(merged):
        return take(way.reloaded(), step, page)  # somebody saved between the reading and the saving
    return replace(way, journey=way.journey.answered(stop, merged)).lead_on()


def show_stored(
    way: WalkRequest, stop: Stop, *, to: str = "", opened: bool = False
) -> HttpResponse:
    problems = {given.asked.name: given.gone for given in stop.given if given.gone}
    return show(way, stop, Sheet(typed=forms.stored(stop), problems=problems, to=to, opened=opened))


def show(way: WalkRequest, stop: Stop, sheet: Sheet) -> HttpResponse:
    request = way.request
    sent = request.POST if request.method == "POST" else request.GET
    words = str(sent.get("q", ""))[: prefill.MOST_WORDS] if stop.page is JOBS else ""
    fitting = jobs_of(words, way.edition.digest, way.edition.catalog) if words else ()
    controls = forms.controls(stop, sheet.typed, sheet.problems or {}, words=words, fitting=fitting)
    grids, common = forms.grids(controls)
    back = way.journey.before(stop)
    shown = {
        "stop": stop,
        "here": way.address(stop),
        "controls": controls,
        "grids": grids,
        "common": common,
        "problems": sheet.status == HTTPStatus.UNPROCESSABLE_ENTITY,
        "overtaken": stop.given if sheet.status == HTTPStatus.CONFLICT else (),
        "seen": sheet.seen
        if sheet.seen is not None
        else drafts.mark_of(way.journey.stored, stop.page.keys),
        "back": way.address(back) if back else way.start,
        "back_to": sheet.to if sheet.to == CHECK else "",
        "words": words,
        "closed": "closed" in request.GET,
        "opened": sheet.opened,
        **way.about(stop),
    }
    if asks_for_what_is_found(request, controls):
        return render(
            request, f"wizard/controls/outputs.html#{PICKING}", {**shown, "control": controls[0]}
        )
    response = way.draw(way.template, shown, status=sheet.status)
    if sheet.status != HTTPStatus.OK:
        response.headers["HX-Push-Url"] = "false"
    return response


def asks_for_what_is_found(request: HttpRequest, controls: Sequence[forms.Control]) -> bool:
    """Return whether htmx asks for what a search found alone; the page has that search as its one question."""
    searched = controls[0].asked.question.kind.control == "outputs"
    return searched and request.headers.get("HX-Target") == PICKING and asks_for_inside(request)


def review(way: WalkRequest, stops: Sequence[Stop], to: str = "") -> list[dict[str, Any]]:
    """Return the answers given at some stops, each with the address at which it is changed."""
    return [
        {
            "short": given.asked.short,
            "text": given.describe(),
            "change": f"{way.address(stop)}{f'?to={to}' if to else ''}#{forms.field_id(given.asked.name)}",
            "left_over": False,
        }
        for stop in stops
        for given in stop.given
    ]
