"""The start of a plan: from nothing, a use case, an example, a copy, or a plan.json."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from catalog import limits, releases
from config.request_cost import TEXT_FILE_BYTES, RequestCost, declares
from wizard import prefill
from wizard.plans import drafts
from wizard.plans.answering import answers_on_file
from wizard.questions.flow import StoredPages
from wizard.questions.page_order import journey_of
from wizard.views import browser, copying


@declares(RequestCost(body_bytes=TEXT_FILE_BYTES, limit="plans", counts_itself=True))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Say what to have at hand; a POST makes the draft, a GET makes nothing."""
    edition = releases.current()
    wish = prefill.wish_of(
        request.POST if request.method == "POST" else request.GET, edition.catalog
    )
    lines = answers_on_file(wish.answers, edition.catalog, localdate()) if wish.filled_in else {}
    shown = {
        "edition": edition,
        "wish": wish,
        "filled_in": tuple(lines.values()),
        "previews": True,
    }
    if request.method != "POST":
        return render(request, "wizard/new.html", shown)
    if refused := limits.ask(request, "plans"):
        shown |= {"limited": refused, "brought": copying.text_of(request), "previews": False}
        return limits.throttled(render(request, "wizard/new.html", shown), refused)
    if copying.copies(request):
        return copying.start(request, edition)
    _, edit_key = drafts.start(wish.answers)
    address = _first_open(edit_key, wish.answers, edition)
    if wish.words:
        address += "?" + urlencode({"q": wish.words})
    response = HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    browser.remember(request, response, edit_key)
    return response


def _first_open(edit_key: str, answers: StoredPages, edition: releases.Edition) -> str:
    """Return the address of the first page that wants an answer, or of all answers."""
    stop = journey_of(answers, edition.catalog, localdate()).next_open
    if stop is None:
        return reverse("questions:check", args=[edit_key])
    return reverse("questions:page", args=[edit_key, stop.page.step, stop.page.key])
