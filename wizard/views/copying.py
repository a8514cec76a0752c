"""Copies of a plan, from a link that somebody holds or from a plan.json.

No account is needed.
"""

from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.releases import Edition
from config.budget import Budget, WrongFileError
from wizard import prefill
from wizard.exports import plan_json
from wizard.exports.plan_json import NotAPlanError
from wizard.models import PlanVersion
from wizard.plans import drafts
from wizard.questions.flow import StoredPages
from wizard.views import browser
from wizard.views.colleagues import for_colleagues, shared_page
from wizard.views.keyed import lead_to, whole_number

COPY, VERSION, BROUGHT = (
    "copy",
    "version",
    "plan",
)  # fields of forms: the view key, the number, and a plan.json
LONGEST_KEY = 64


@require_safe
@for_colleagues
def ask(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Say what a copy is; the button makes one."""
    return shared_page(request, "copy", version, view_key=version.plan.view_key)


def copies(request: HttpRequest) -> bool:
    return any(name in request.POST or name in request.FILES for name in (COPY, BROUGHT))


def start(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Start a draft with the answers of a version or plan.json; lead to the first open question.

    Raises `Http404` where no such link ever was.
    """
    if COPY in request.POST:
        number, view_key = str(request.POST.get(VERSION, "")), str(request.POST[COPY])[:LONGEST_KEY]
        chosen = (whole_number(number) or 0) if number else None
        return _copied(request, view_key=view_key, number=chosen)
    file, text = request.FILES.get(BROUGHT), text_of(request).encode()
    try:
        if isinstance(file, UploadedFile) and file.size:
            text = Budget(plan_json.BROUGHT).read(file)
        return _started(request, plan_json.read(text))
    except (NotAPlanError, WrongFileError) as refused:
        shown = {
            "edition": edition,
            "wish": prefill.Wish(),
            "refused": str(refused),
            "brought": text_of(request),
        }
        return render(request, "wizard/new.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def text_of(request: HttpRequest) -> str:
    """Return the text that was pasted, so that it can stand in its field again."""
    return str(request.POST.get(BROUGHT, ""))


@for_colleagues
def _copied(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    return _started(request, version.answers, version)


def _started(
    request: HttpRequest, answers: StoredPages, copied_from: PlanVersion | None = None
) -> HttpResponse:
    """Start a draft with given answers; what can no longer be taken is asked anew on its page."""
    _, edit_key = drafts.start(answers, copied_from=copied_from)
    response = lead_to("home", edit_key)
    browser.remember(request, response, edit_key)
    return response
