"""A plan that somebody brings as plan.json: its answers start a copy, or the start page says why they cannot."""

from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from catalog.releases import Edition
from catalog.schema import Catalog
from wizard import prefill
from wizard.api import checked
from wizard.exports import plan_json
from wizard.exports.plan_json import NotAPlan
from wizard.plans import drafts
from wizard.steps.asking import Gone, Stored
from wizard.views import browser
from wizard.views.keyed import lead_to

FIELD = "plan"


def brings_a_plan(request: HttpRequest) -> bool:
    return FIELD in request.POST or FIELD in request.FILES


def text_of(request: HttpRequest) -> str:
    """Return the text that was pasted, so that it can stand in its field again."""
    return str(request.POST.get(FIELD, ""))


def start(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Start a copy from the plan that was sent, and lead to the first question that is open."""
    found = plan_json.read(_sent(request))
    if isinstance(found, NotAPlan):
        shown = {"edition": edition, "wish": prefill.Wish(), "refused": found.text, "brought": text_of(request)}
        return render(request, "wizard/new.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    _, edit_key = drafts.start(fitting(found, edition.catalog))
    response = lead_to("home", edit_key)
    browser.remember(request, response, edit_key)
    return response


def _sent(request: HttpRequest) -> bytes:
    """Return the file, or the text that was pasted; of a file that is too large no more than shows it."""
    file = request.FILES.get(FIELD)
    if isinstance(file, UploadedFile) and file.size:
        return bytes(file.read(plan_json.MOST_BYTES + 1))
    return text_of(request).encode()


def fitting(answers: Stored, catalog: Catalog) -> Stored:
    """Return the answers that the wizard would have taken; the others are left for it to ask again.

    What has left the catalog since stays, because its page can say so.
    """
    journey, wrong = checked(list(answers.items()), catalog, localdate())
    outdated = {
        given.asked.name
        for given in journey.given
        if isinstance(given.value, Gone) and given.value.remaining is not None
    }
    asked = {given.asked.name for given in journey.given}
    return {name: value for name, value in answers.items() if name in asked and (name not in wrong or name in outdated)}
