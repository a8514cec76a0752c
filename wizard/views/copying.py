"""A plan copied by somebody who holds its link: no account, a draft of their own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog.releases import Edition
from wizard.models import PlanVersion
from wizard.plans import drafts
from wizard.views import bringing, browser
from wizard.views.colleagues import for_colleagues, shared_page
from wizard.views.keyed import lead_to, whole_number

COPY, VERSION = "copy", "version"  # fields of the form: the view key, and the number
LONGEST_KEY = 64


@require_safe
@for_colleagues
def ask(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Say what a copy is; the button makes one."""
    return shared_page(request, "copy", version, view_key=version.plan.view_key)


def start(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Start a draft with the answers of the version that was picked, and lead to the first question that is open.

    Raises `Http404` where no such link ever was.
    """
    number = str(request.POST.get(VERSION, ""))
    view_key = str(request.POST.get(COPY, ""))[:LONGEST_KEY]
    return _copied(request, view_key=view_key, number=(whole_number(number) or 0) if number else None, edition=edition)


@for_colleagues
def _copied(request: HttpRequest, version: PlanVersion, edition: Edition) -> HttpResponse:
    _, edit_key = drafts.start(bringing.fitting(dict(version.answers), edition.catalog), copied_from=version)
    response = lead_to("home", edit_key)
    browser.remember(request, response, edit_key)
    return response
