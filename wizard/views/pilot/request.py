"""One owner's request about the pilots of a plan, and the views that take one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from http import HTTPStatus
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from catalog import limits
from catalog.releases import edition
from catalog.schema import ExchangeRate
from catalog.vocabulary import Branch
from wizard.models import Pilot, Plan, PlanVersion
from wizard.models.pilots import PilotQuerySet
from wizard.pilot import context, store
from wizard.pilot.protocol import Protocol
from wizard.plans import links
from wizard.plans.spaces import PlanSpaceError, Sender, ShareUsedUpError, Visitor
from wizard.views import browser
from wizard.views.closed import View
from wizard.views.colleagues import read_or_sent
from wizard.views.keyed import lead_to, owned_version, whole_number

# file of a pilot in a process, which takes tens of megabytes while it is read
ONE_AT_A_TIME = Lock()

type Typed = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PilotRequest:
    """One owner's request about the pilots of a plan, or the one of a number."""

    request: HttpRequest
    edit_key: str
    plan: Plan
    latest: PlanVersion
    number: int | None = None

    @cached_property
    def pilot(self) -> Pilot:
        """Return the numbered pilot, or the newest. Raises `Http404` where there is none."""
        pilot = get_object_or_404(self.pilots[:1])
        pilot.plan = self.plan
        return pilot

    @property
    def pilots(self) -> PilotQuerySet:
        pilots = Pilot.objects.whole().filter(plan=self.plan)
        return pilots if self.number is None else pilots.filter(number=self.number)

    @cached_property
    def protocol(self) -> Protocol:
        return store.protocol_of(self.pilot)

    @cached_property
    def rate(self) -> ExchangeRate:
        return context.rate_of(self.pilot.version)

    @property
    def sender(self) -> Sender:
        return Visitor(self.request)

    @property
    def typed(self) -> Typed:
        return self.request.POST.dict()

    @property
    def bound(self) -> tuple[Any, ...]:
        """Return what was sent, as forms take it; nothing where the page is only read."""
        return (self.request.POST, self.request.FILES) if self.request.method == "POST" else ()

    @property
    def seen(self) -> int:
        """Return which revision a form was made from; -1 where it does not say."""
        seen = whole_number(self.typed.get("seen", ""))
        return -1 if seen is None else seen

    def go(self, name: str, *parts: object, **more: Any) -> HttpResponse:
        """Lead on after something was saved; `more` is a query or a fragment."""
        return lead_to(name, self.edit_key, *parts, **more)

    def show(self, template: str, status: HTTPStatus | None = None, **shown: Any) -> HttpResponse:
        """Render one of the owner's pages, with a status of its own where input has problems.

        It is about the pilot, unless a `protocol` is shown that is not agreed yet.
        """
        about = {} if "protocol" in shown else {"pilot": self.pilot, "protocol": self.protocol}
        page = {
            "edition": edition(self.latest.release),
            "edit_key": self.edit_key,
            "plan": self.plan,
            "heading": self.plan.heading,
            "errors": {},
            **about,
            **shown,
        }
        wrong = page["errors"] or getattr(page.get("form"), "errors", {})
        status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)
        response = render(self.request, f"wizard/pilot/{template}.html", page, status=status)
        browser.remember(self.request, response, self.edit_key)
        return response

    def with_space(self, no_space: PlanSpaceError, response: HttpResponse) -> HttpResponse:
        """Say in a page's headers when to come back, where a visitor sent as much as allowed."""
        if isinstance(no_space, ShareUsedUpError):
            return limits.throttled(response, no_space.refused)
        return response

    def lead(self, name: str, **more: Any) -> HttpResponse:
        return self.go(name, self.pilot.number, **more)


def for_owner(view: View) -> View:
    """Hand a view the plan of the key in its address, and let it be read and sent to."""

    @wraps(view)
    def opened(
        request: HttpRequest, edit_key: str, number: int | None = None, **parts: Any
    ) -> HttpResponse:
        version = owned_version(edit_key)
        links.note_opened(version.plan)
        pilot_request = PilotRequest(
            request=request, edit_key=edit_key, plan=version.plan, latest=version, number=number
        )
        return view(pilot_request, **parts)

    return read_or_sent(opened)


def answers_view(pilot: Pilot) -> str:
    """Return the name of the page where a job's answers come in.

    They come as files where the job makes something other than text.
    """
    return "pilot_files" if pilot.branch == Branch.MEDIA else "pilot_cases"
