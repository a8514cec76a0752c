"""One owner's request about the pilot of a plan, and the views that take one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from catalog.releases import edition
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot import framing, holding
from wizard.pilot.forms import Typed
from wizard.pilot.framing import Frame
from wizard.plans import drafts, links
from wizard.views import browser, walk

CONFIRMED = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One owner's request about the pilot of a plan."""

    request: HttpRequest
    edit_key: str
    plan: Plan
    pilot: Pilot | None
    frame: Frame
    latest: PlanVersion

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
    return Desk(request=request, edit_key=edit_key, plan=plan, pilot=pilot, frame=frame, latest=version)


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


def seen_of(desk: Desk) -> int:
    """Return which revision a form was made from; -1 where it does not say."""
    text = desk.request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1  # noqa: PLR2004  # a number's length
