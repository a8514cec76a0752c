"""A plan's two handles: what a mistake and an hour cost, and what the plan would then say."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.releases import Edition, Reading, edition
from catalog.views.page import asks_for_inside, reads_release
from config.request_cost import declares
from wizard.models import PlanVersion
from wizard.pilot.measured import tests_of
from wizard.plans import deciding
from wizard.plans.deciding import Decided
from wizard.plans.handles import has_handles, move
from wizard.views.colleagues import for_holders
from wizard.views.keyed import owned_version
from wizard.views.public import decided_example
from wizard.views.request_costs import MOVED


@declares(MOVED)
@reads_release
def of_example(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    return _shown(request, decided_example(reading, slug).decided, reading, private=False)


@declares(MOVED)
@for_holders
def shared(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    return _of_version(request, version)


@declares(MOVED)
@require_safe
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    return _of_version(request, owned_version(edit_key))


def _of_version(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    decided = deciding.with_results(version, tests_of(version.plan))
    return _shown(request, decided, edition(version.release), private=True)


def _shown(
    request: HttpRequest, decided: Decided, release: Edition, *, private: bool
) -> HttpResponse:
    """Show what the plan would say; to a script the part that changes alone."""
    if not has_handles(decided):
        raise Http404
    sent = {name: str(value) for name, value in request.GET.items()}
    shown: dict[str, Any] = {
        "moved": move(decided, sent),
        "edition": release,
        "private": private,
        "here": request.path,
    }
    template = "wizard/handles.html"
    if asks_for_inside(request):
        # A plan that opens its fold asks for both handles, a handle that was moved for what
        # follows.
        template += "#answer" if sent else "#both"
    return render(request, template, shown)
