"""One owner's request about the pilots of a plan, and the views that take one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from catalog.releases import edition
from catalog.schema import ExchangeRate
from catalog.vocabulary import Branch
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.metrics import Rates
from wizard.pilot.protocol import Protocol
from wizard.plans import drafts, links
from wizard.views import browser, walk

type Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotRequest:
    """One owner's request about the pilots of a plan."""

    request: HttpRequest
    edit_key: str
    plan: Plan
    latest: PlanVersion

    @property
    def typed(self) -> Typed:
        """Return what was sent, the last of each name."""
        return self.request.POST.dict()

    @property
    def posts(self) -> bool:
        """Return whether something was sent."""
        return self.request.method == "POST"

    @property
    def bound(self) -> tuple[Any, ...]:
        """Return what a form is filled with: what was sent, or nothing."""
        return (self.request.POST, self.request.FILES) if self.posts else ()

    @property
    def seen(self) -> int:
        """Return which revision a form was made from; -1 where it does not say."""
        text = self.typed.get("seen", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1  # noqa: PLR2004  # a number's length

    def find(self, number: int | None = None) -> Pilot | None:
        """Return a pilot of the plan, or the newest one."""
        found = Pilot.objects.whole().filter(plan=self.plan)
        pilot = found.filter(number=number).first() if number is not None else found.first()
        if pilot is not None:
            pilot.plan = self.plan
        return pilot

    def go(self, name: str, *parts: object, **more: Any) -> HttpResponse:
        """Lead on after something was saved; `more` is a query or a fragment."""
        address = reverse(f"wizard:{name}", args=[self.edit_key, *parts], **more)
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)

    def draw(
        self, template: str, protocol: Protocol, shown: Mapping[str, Any], status: HTTPStatus | None = None
    ) -> HttpResponse:
        """Render one of the owner's pages; with a status of its own where there are problems with what was sent."""
        page = {
            "edition": edition(self.latest.release),
            "edit_key": self.edit_key,
            "plan": self.plan,
            "protocol": protocol,
            "heading": self.plan.title or "Your plan",
            "errors": {},
            **shown,
        }
        wrong = page["errors"] or getattr(page.get("form"), "errors", {})
        status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)
        response = render(self.request, f"wizard/pilot/{template}.html", page, status=status)
        browser.remember(self.request, response, self.edit_key)
        return response


@dataclass(frozen=True, kw_only=True)
class OpenPilot(PilotRequest):
    """One owner's request about one pilot."""

    pilot: Pilot
    protocol: Protocol

    @cached_property
    def rate(self) -> ExchangeRate | None:
        """Return the rate at which the pilot's version writes money; None for US dollars."""
        return context.rate_of(self.pilot.version)

    @property
    def rates(self) -> Rates:
        """Return what currencies cost, as the pilot's version counts."""
        return context.rates_of(self.pilot.version)

    @property
    def units(self) -> Mapping[str, str]:
        """Return in which currency money is that names none: that of the plan."""
        return {"usd": self.rate.currency if self.rate else "USD"}

    def show(self, template: str, shown: Mapping[str, Any], status: HTTPStatus | None = None) -> HttpResponse:
        """Render one of the pages of the pilot."""
        return self.draw(template, self.protocol, {"pilot": self.pilot, **shown}, status)

    def lead(self, name: str, **more: Any) -> HttpResponse:
        """Lead to one of the pages of the pilot."""
        return self.go(name, self.pilot.number, **more)


type View = Callable[..., HttpResponse]


def for_owner(view: View) -> View:
    """Hand a view the plan of the key in its address, and keep the page private."""

    @wraps(view)
    def opened(request: HttpRequest, edit_key: str, **parts: int) -> HttpResponse:
        plan = drafts.find(edit_key)
        version = plan.versions.newest_first().first() if plan else None
        if plan is None or version is None:
            raise Http404
        links.note_opened(plan)
        return view(PilotRequest(request=request, edit_key=edit_key, plan=plan, latest=version), **parts)

    return walk.private(opened)


def with_pilot(view: View) -> View:
    """Hand a view the pilot of the number in its address, and what it is about."""

    @wraps(view)
    def opened(asked: PilotRequest, number: int, **parts: int) -> HttpResponse:
        return view(open_pilot(asked, asked.find(number)), **parts)

    return for_owner(opened)


def open_pilot(asked: PilotRequest, pilot: Pilot | None) -> OpenPilot:
    """Return a request about a pilot. Raises `Http404` where there is none."""
    if pilot is None:
        raise Http404
    same = {name: getattr(asked, name) for name in ("request", "edit_key", "plan", "latest")}
    return OpenPilot(pilot=pilot, protocol=store.protocol_of(pilot), **same)


def answers_view(pilot: Pilot) -> str:
    """Return the name of the page on which the answers to a job come in: as files where it makes something other than text."""
    return "pilot_files" if pilot.branch == Branch.MEDIA else "pilot_cases"
