"""Pages by medium, firm, trade, role and machine."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import query
from catalog.naming import sorted_by_name
from catalog.registry import KINDS
from catalog.schema import Catalog, Modality, Offer, group_pairs
from catalog.values import lines_of
from catalog.views.app import terms_shown
from catalog.views.models import by_medium
from catalog.views.page import Reading, page, reads_release, row_or_404
from catalog.views.plan_lines import app_lines
from catalog.views.use_cases import matrix_row
from catalog.vocabulary import Known, SaleState

# What a firm’s page lists besides the models on sale.
OTHER_STATES = (SaleState.NOT_YET, SaleState.ENDED, SaleState.UNKNOWN)


def media_in_order(catalog: Catalog) -> tuple[Modality, ...]:
    """Return the media, words first."""
    return tuple(sorted(catalog.modalities, key=lambda row: row.slug.order))


@reads_release
def modality(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Explain a medium, and show what makes it, what reads it and what it is used for."""
    catalog, on = edition.catalog, edition.on
    found = row_or_404(catalog.modalities, slug)
    medium = found.slug
    on_sale = query.models_on_sale(catalog, on)
    return page(
        request,
        "catalog/modality.html",
        edition,
        modality=found,
        branch=medium.branch,
        makers=sorted_by_name(
            model for model in on_sale if query.makes_anew(catalog, model, medium)
        ),
        readers=sorted_by_name(
            model for model in on_sale if query.reads(catalog, model, medium) is Known.YES
        ),
        cases=tuple(
            matrix_row(catalog, case, on) for case in catalog.use_cases if medium in case.outputs
        ),
        modalities=media_in_order(catalog),
        on_sale=len(on_sale),
    )


def made(catalog: Catalog, on: date) -> list[dict[str, Any]]:
    """Return every medium with its counts on a day, words first."""
    on_sale = query.models_on_sale(catalog, on)
    return [
        {
            "modality": modality,
            "models": sum(query.makes_anew(catalog, model, modality.slug) for model in on_sale),
            "jobs": sum(modality.slug in case.outputs for case in catalog.use_cases),
        }
        for modality in media_in_order(catalog)
    ]


@reads_release
def modalities(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the media with what makes each and how many jobs call for it."""
    return page(
        request, "catalog/modalities.html", edition, media=made(edition.catalog, edition.on)
    )


@reads_release
def providers(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the firms that make models or sell them."""
    catalog, on = edition.catalog, edition.on
    own = Counter(model.provider for model in query.models_on_sale(catalog, on))
    sold = {(offer.seller, offer.model) for offer in _offers_on_sale(catalog, on)}
    resold = Counter(seller for seller, model in sold if catalog.model[model].provider != seller)
    apps = Counter(app.maker for app in catalog.apps)
    firms = [
        {
            "provider": row,
            "models": own[row.slug],
            "resold": resold[row.slug],
            "apps": apps[row.slug],
        }
        for row in sorted_by_name(catalog.providers)
    ]
    return page(request, "catalog/providers.html", edition, firms=firms)


def _offers_on_sale(catalog: Catalog, on: date) -> list[Offer]:
    return [offer for offer in catalog.offers if query.sale(catalog, offer, on).on_sale]


@reads_release
def provider(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show a firm: its models, its terms, its apps, and whose models it sells."""
    catalog, on = edition.catalog, edition.on
    found = row_or_404(catalog.providers, slug)
    models = sorted_by_name(model for model in catalog.models if model.provider == slug)
    sold = {offer.model for offer in _offers_on_sale(catalog, on) if offer.seller == slug}
    states = group_pairs((query.sale(catalog, model, on).state, model) for model in models)
    return page(
        request,
        "catalog/provider.html",
        edition,
        on=on,
        provider=found,
        models=by_medium(edition, states.get(SaleState.ON_SALE, ())),
        others=[(state, states[state]) for state in OTHER_STATES if state in states],
        resold=sorted_by_name(
            catalog.model[name] for name in sold if catalog.model[name].provider != slug
        ),
        terms=terms_shown(catalog, (row for row in catalog.data_terms if row.seller == slug)),
        apps=[line for line in app_lines(edition) if line.app.maker == slug],
        tunings=tuple(row for row in catalog.tunings if row.host == slug),
    )


@reads_release
def industries(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the trades with what each asks of AI."""
    catalog = edition.catalog
    jobs = Counter(case.industry for case in catalog.use_cases)
    trades = [
        {"industry": row, "jobs": jobs[row.slug]} for row in sorted_by_name(catalog.industries)
    ]
    return page(request, "catalog/industries.html", edition, trades=trades)


@reads_release
def industry(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show a trade and its rows of the matrix."""
    catalog, on = edition.catalog, edition.on
    found = row_or_404(catalog.industries, slug)
    rows = [matrix_row(catalog, case, on) for case in catalog.use_cases if case.industry == slug]
    return page(
        request,
        "catalog/industry.html",
        edition,
        industry=found,
        rows=sorted(rows, key=lambda row: (row.use_case.name, row.use_case.slug)),
    )


@reads_release
def job_roles(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the kinds of colleagues with what each needs from AI."""
    return page(
        request, "catalog/job_roles.html", edition, roles=sorted_by_name(edition.catalog.job_roles)
    )


@reads_release
def job_role(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show what a kind of colleague needs, does in a pilot, and has made."""
    catalog = edition.catalog
    rows = sorted_by_name(catalog.job_roles)
    found = row_or_404(rows, slug)
    media = [row for row in made(catalog, edition.on) if row["modality"].slug in found.media]
    apps = [line for line in app_lines(edition) if set(line.app.makes) & set(found.media)]
    return page(
        request, "catalog/job_role.html", edition, role=found, media=media, apps=apps, roles=rows
    )


@reads_release
def machines(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the machines that run open weights, the smallest first, with what each holds and costs."""
    catalog, kind = edition.catalog, KINDS["machines"]
    rows = sorted(catalog.machines, key=lambda row: (row.size.order, row.name, row.slug))
    found = [
        {
            "row": row,
            "lines": lines_of(catalog, kind, row),
        }
        for row in rows
    ]
    return page(request, "catalog/machines.html", edition, machines=found)
