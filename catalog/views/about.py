"""Pages about Pilotlight itself: what it keeps of visitors, whose data it shows, and the form that reports a fault."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from catalog import limits
from catalog.formatting import format_days, format_list
from catalog.models import Report
from catalog.models.reports import LONGEST_CONTACT, LONGEST_PAGE, LONGEST_TEXT
from catalog.releases import Edition, newest
from catalog.views.page import page, reads_release, reads_time


@reads_release
def privacy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say what is stored and for how long."""
    days = {name: format_days(getattr(settings.RETENTION, name)) for name in ("drafts", "plans", "closed_links")}
    lengths = {limit.window for limit in settings.LIMITS.values()}
    windows = format_list([word for length, word in limits.WINDOWS.items() if length in lengths], "or")
    cooloff = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return page(request, "catalog/privacy.html", edition, days=days, windows=windows, cooloff=cooloff)


@reads_release
def credits_(request: HttpRequest, edition: Edition) -> HttpResponse:
    return page(request, "catalog/credits.html", edition)


FEWEST_LETTERS = 5
WHAT = "Say what is wrong, for example: the price is per picture, not per second."
TOO_LONG = f"Write at most {LONGEST_TEXT:,} letters; these are %(show_value)d."


class ReportForm(forms.Form):
    """What is wrong, and where the editors may answer."""

    text = forms.CharField(
        min_length=FEWEST_LETTERS,
        max_length=LONGEST_TEXT,
        error_messages={"required": WHAT, "min_length": WHAT, "max_length": TOO_LONG},
    )
    contact = forms.CharField(
        required=False,
        max_length=LONGEST_CONTACT,
        error_messages={"max_length": f"Write at most {LONGEST_CONTACT} letters here."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or put what it holds into the editors' queue."""
    asked = request.POST if request.method == "POST" else request.GET
    page = asked.get("page", "").strip()
    path = page.partition("?")[0].partition("#")[0]
    page = page if len(page) <= LONGEST_PAGE and reads_time(path) else "/"
    if request.method != "POST":
        return _form(request, page=page)
    form = ReportForm(asked)
    if asked.get("website"):  # people do not see this field
        return HttpResponseRedirect(reverse("catalog:report_thanks"))
    if not form.is_valid():
        problems = {name: sentences[0] for name, sentences in form.errors.items()}
        return _form(request, page=page, problems=problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text, contact = form.cleaned_data["text"], " ".join(form.cleaned_data["contact"].split())
    edition = newest()
    release = edition.number if edition else 1
    if refused := limits.ask(request, "reports"):
        return limits.throttled(_form(request, page=page, refused=refused), refused)
    Report.objects.create(page=page, text=text, contact=contact, release=release)
    return HttpResponseRedirect(reverse("catalog:report_thanks"))


def _form(request: HttpRequest, *, status: HTTPStatus = HTTPStatus.OK, **context: object) -> HttpResponse:
    given: dict[str, object] = {"problems": {}, "refused": None, "text": "", "contact": ""}
    if request.method == "POST":
        given |= {"text": request.POST.get("text", ""), "contact": request.POST.get("contact", "")}
    response = render(request, "catalog/report.html", given | {"most": LONGEST_TEXT} | context, status=status)
    add_never_cache_headers(response)
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived."""
    return render(request, "catalog/report_thanks.html")
