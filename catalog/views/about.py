"""Pages about Pilotlight: what it keeps of visitors, whose data it shows, the fault form."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalog import limits, query
from catalog.credits import credits_of
from catalog.formatting import format_days, format_list
from catalog.models import Report
from catalog.models.reports import LONGEST_CONTACT, LONGEST_PAGE, LONGEST_TEXT
from catalog.releases import Reading, newest
from catalog.views import as_text
from catalog.views.page import page, reads_release, reads_time
from config.request_cost import RequestCost, declares


@reads_release
def privacy(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say what is stored and for how long."""
    stored = ("drafts", "plans", "closed_links")
    lengths = {limit.window for limit in settings.LIMITS.values()}
    windows = [word for length, word in limits.WINDOWS.items() if length in lengths]
    return page(
        request,
        "catalog/privacy.html",
        reading,
        days={name: format_days(getattr(settings.RETENTION, name)) for name in stored},
        windows=format_list(windows, "or"),
        cooloff=int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60,
    )


@reads_release
def credits_(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Name everybody whose data is shown, with the licence."""
    return page(request, "catalog/credits.html", reading, credits=credits_of(reading.catalog))


@reads_release
def use_it(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say how to ask from an assistant, a program, a spreadsheet and a site."""
    catalog, on = reading.catalog, reading.on
    quotes = (query.cheapest(catalog, model, on) for model in query.models_on_sale(catalog, on))
    example = next((quote.offer for quote in quotes if quote.prices), query.NO_OFFER)
    article = min(catalog.articles, key=lambda row: (row.position, row.slug), default=None)
    return page(
        request,
        "catalog/use_it.html",
        reading,
        model=example.model,
        offer=example.slug,
        article=as_text.address_as_text("articles", article.slug) if article else "",
    )


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


@declares(RequestCost(limit="reports", counts_itself=True))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or put what it holds into the editors' queue."""
    sent = request.method == "POST"
    page = (request.POST if sent else request.GET).get("page", "").strip()
    path = page.partition("?")[0].partition("#")[0]
    page = page if len(page) <= LONGEST_PAGE and reads_time(path) else "/"
    form, refused = ReportForm(request.POST if sent else None), None
    if request.POST.get("website"):  # people do not see this field
        return HttpResponseRedirect(reverse("catalog:report_thanks"))
    if form.is_valid() and (refused := limits.ask(request, "reports")) is None:
        text, contact = form.cleaned_data["text"], " ".join(form.cleaned_data["contact"].split())
        edition = newest()
        Report.objects.create(
            page=page, text=text, contact=contact, release=edition.number if edition else 1
        )
        return HttpResponseRedirect(reverse("catalog:report_thanks"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"form": form, "page": page, "refused": refused, "most": LONGEST_TEXT}
    response = render(request, "catalog/report.html", shown, status=status)
    return limits.throttled(response, refused) if refused else response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived."""
    return render(request, "catalog/report_thanks.html")
