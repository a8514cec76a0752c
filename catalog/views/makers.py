"""Pages by medium, firm, trade, role and machine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import query, workload
from catalog.formatting import format_money
from catalog.machines import price_in_words
from catalog.naming import sorted_by_name
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    App,
    Benchmark,
    Catalog,
    JobRole,
    Machine,
    Modality,
    Offer,
    group_pairs,
)
from catalog.views.app import jobs_of_medium, terms_shown
from catalog.views.model_lines import ListContext, ModelLine, by_medium, context_of
from catalog.views.page import page, reads_release, row_or_404
from catalog.views.plan_lines import app_lines
from catalog.views.solutions.machines import weights_of
from catalog.views.use_cases import matrix_row
from catalog.vocabulary import Deal, Known, MachineSize, Medium, SaleState

# What a firm’s page lists besides the models on sale.
OTHER_STATES = (SaleState.NOT_YET, SaleState.ENDED, SaleState.UNKNOWN)


def media_in_order(catalog: Catalog) -> tuple[Modality, ...]:
    """Return the media, words first."""
    return tuple(sorted(catalog.modalities, key=lambda row: row.slug.order))


@reads_release
def modality(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Explain a medium, and show what makes it, what reads it and what it is used for."""
    catalog, on = reading.catalog, reading.on
    modality = row_or_404(catalog.modalities, slug)
    medium = modality.slug
    on_sale = query.models_on_sale(catalog, on)
    making = [model for model in on_sale if query.makes_anew(catalog, model, medium)]
    takers = [model for model in on_sale if query.reads(catalog, model, medium) is Known.YES]
    cases = [case for case in catalog.use_cases if medium in case.outputs]
    rows = [matrix_row(catalog, case, on) for case in cases]
    return page(
        request,
        "catalog/modality.html",
        reading,
        modality=modality,
        branch=medium.branch,
        makers=sorted_by_name(making),
        readers=sorted_by_name(takers),
        cases=rows,
        modalities=media_in_order(catalog),
        on_sale=len(on_sale),
    )


def media_counts(catalog: Catalog, on: date) -> list[dict[str, Any]]:
    """Return every medium with its counts on a day, words first."""
    on_sale = query.models_on_sale(catalog, on)
    lines = []
    for modality in media_in_order(catalog):
        models = sum(query.makes_anew(catalog, model, modality.slug) for model in on_sale)
        jobs = jobs_of_medium(catalog, modality.slug)
        lines.append({"modality": modality, "models": models, "jobs": jobs})
    return lines


@reads_release
def modalities(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the media with what makes each and how many jobs call for it."""
    media = media_counts(reading.catalog, reading.on)
    return page(request, "catalog/modalities.html", reading, media=media)


@reads_release
def providers(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the firms that make models or sell them."""
    catalog, on = reading.catalog, reading.on
    own = Counter(model.provider for model in query.models_on_sale(catalog, on))
    sold = {(offer.seller, offer.model) for offer in _offers_on_sale(catalog, on)}
    resold = Counter(seller for seller, model in sold if catalog.model[model].provider != seller)
    apps = Counter(app.maker for app in catalog.apps)
    firms = []
    for row in sorted_by_name(catalog.providers):
        counts = {"models": own[row.slug], "resold": resold[row.slug], "apps": apps[row.slug]}
        firms.append({"provider": row, **counts})
    return page(request, "catalog/providers.html", reading, firms=firms)


def _offers_on_sale(catalog: Catalog, on: date) -> list[Offer]:
    return [offer for offer in catalog.offers if query.sale(catalog, offer, on).on_sale]


@reads_release
def provider(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show a firm: its models, its terms, its apps, and whose models it sells."""
    catalog, on = reading.catalog, reading.on
    provider = row_or_404(catalog.providers, slug)
    models = sorted_by_name(model for model in catalog.models if model.provider == slug)
    states = group_pairs((query.sale(catalog, model, on).state, model) for model in models)
    offers = [offer for offer in catalog.offers if offer.seller == slug]
    sold = {offer.model for offer in offers if query.sale(catalog, offer, on).on_sale}
    resold = [catalog.model[name] for name in sold if catalog.model[name].provider != slug]
    terms = [row for row in catalog.data_terms if row.seller == slug]
    apps = [app for app in catalog.apps if app.maker == slug]
    return page(
        request,
        "catalog/provider.html",
        reading,
        provider=provider,
        models=by_medium(reading, states.get(SaleState.ON_SALE, ())),
        others=[(state, states[state]) for state in OTHER_STATES if state in states],
        resold=sorted_by_name(resold),
        terms=terms_shown(catalog, terms),
        apps=app_lines(reading, apps),
        tunings=[row for row in catalog.tunings if row.host == slug],
    )


@reads_release
def industries(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the trades with what each asks of AI."""
    catalog = reading.catalog
    jobs = Counter(case.industry for case in catalog.use_cases)
    rows = sorted_by_name(catalog.industries)
    trades = [{"industry": row, "jobs": jobs[row.slug]} for row in rows]
    return page(request, "catalog/industries.html", reading, trades=trades)


@reads_release
def industry(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show a trade and its rows of the matrix."""
    catalog, on = reading.catalog, reading.on
    industry = row_or_404(catalog.industries, slug)
    cases = [case for case in catalog.use_cases if case.industry == slug]
    cases.sort(key=lambda case: (case.name, case.slug))
    rows = [matrix_row(catalog, case, on) for case in cases]
    return page(request, "catalog/industry.html", reading, industry=industry, rows=rows)


MOST_NAMED = 3  # apps and models named for a role


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumLead:
    """What comes out, how many jobs call for it, and the model that is ahead by its usual test."""

    medium: Medium
    jobs: int
    test: Benchmark | None
    best: ModelLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A kind of colleague with what the work makes, the leading model, and the apps for it."""

    role: JobRole
    media: tuple[MediumLead, ...]
    apps: tuple[App, ...]
    more_apps: int


def medium_lead(reading: Reading, medium: Medium) -> MediumLead:
    """Return which model on sale is ahead at making a medium; none where no test has scored one."""
    catalog, on = reading.catalog, reading.on
    look = context_of(reading, medium, order="score")
    on_sale = query.models_on_sale(catalog, on)
    making = [model for model in on_sale if query.makes_anew(catalog, model, medium)]
    scored = [model for model in making if look.score(model) is not None]
    best = look.line(look.in_order(scored)[0]) if scored else None
    jobs = jobs_of_medium(catalog, medium)
    return MediumLead(medium=medium, jobs=jobs, test=look.test, best=best)


@reads_release
def job_roles(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List kinds of colleagues with their needs from AI, who leads, and what they would open."""
    catalog = reading.catalog
    jobs = Counter(app.slug for apps in catalog.apps_for.values() for app in apps)
    # What is made for most jobs is named first.
    apps = sorted(sorted_by_name(catalog.apps), key=lambda app: -jobs[app.slug])
    media = {medium for role in catalog.job_roles for medium in role.media}
    leads = {medium: medium_lead(reading, medium) for medium in media}
    roles = [_role_line(role, leads, apps) for role in sorted_by_name(catalog.job_roles)]
    return page(request, "catalog/job_roles.html", reading, roles=roles)


def _role_line(role: JobRole, leads: Mapping[Medium, MediumLead], apps: Iterable[App]) -> RoleLine:
    media = set(role.media)
    making = [app for app in apps if media.intersection(app.makes)]
    # An app that makes nothing else is nearer to the role.
    making.sort(key=lambda app: not media.issuperset(app.makes))
    leading = tuple(leads[medium] for medium in role.media)
    return RoleLine(
        role=role,
        media=leading,
        apps=tuple(making[:MOST_NAMED]),
        more_apps=max(len(making) - MOST_NAMED, 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineLine:
    """A machine with what it holds and what it costs."""

    row: Machine
    share: float  # of the largest memory on file, on a log scale
    cost: str  # empty where nobody says
    cost_hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineGroup:
    """Machines of one size, the smallest first, with what fits on them."""

    size: MachineSize
    lines: tuple[MachineLine, ...]
    fits: tuple[ModelLine, ...]  # the best models with open weights that fit
    more: int  # that fit besides


@reads_release
def machines(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the machines that run open weights by size, with the best fitting models and costs."""
    rows = sorted(reading.catalog.machines, key=_by_size)
    largest = max((row.memory_gb for row in rows), default=1)
    look = context_of(reading, Medium.TEXT, order="score")
    ranked = _open_models(look)
    lines_of = group_pairs((row.size, _machine_line(row, largest)) for row in rows)
    groups = [_machine_group(size, lines, ranked) for size, lines in lines_of.items()]
    return page(
        request,
        "catalog/machines.html",
        reading,
        groups=groups,
        test=look.test,
        office_hours=workload.OFFICE_HOURS_A_MONTH,
    )


def _by_size(row: Machine) -> tuple[object, ...]:
    return row.size.order, row.memory_gb, row.name, row.slug


def _open_models(look: ListContext) -> list[ModelLine]:
    """Return the language models for own machines with weights on file, the best first."""
    models = query.models_on_sale(look.catalog, look.on)
    hosted = [model for model in models if model.self_hosting is Known.YES]
    weighed = [model for model in hosted if weights_of(model) is not None]
    scored = [model for model in weighed if look.score(model) is not None]
    return [look.line(model) for model in look.in_order(scored)]


def _machine_group(
    size: MachineSize, lines: tuple[MachineLine, ...], ranked: Iterable[ModelLine]
) -> MachineGroup:
    fits = [line for line in ranked if _fits(line.model, size)]
    return MachineGroup(
        size=size,
        lines=lines,
        fits=tuple(fits[:MOST_NAMED]),
        more=max(len(fits) - MOST_NAMED, 0),
    )


def _machine_line(row: Machine, largest: int) -> MachineLine:
    cost, hint = machine_cost(row)
    share = log2(max(row.memory_gb, 1)) / log2(max(largest, 2))
    return MachineLine(row=row, share=share, cost=cost, cost_hint=hint)


def _fits(model: AiModel, machine: MachineSize) -> bool:
    """Tell whether a machine of a size holds a model, by the rule that plans go by."""
    weights = weights_of(model)
    return weights is not None and MachineSize.holding(weights).order <= machine.order


def machine_cost(row: Machine) -> tuple[str, str]:
    """Return a machine's cost, and that of a month if it is rented; nothing if nobody says."""
    cost, low = price_in_words(row), row.usd_hour_low
    if row.deal is Deal.BUY or low is None:
        return cost, ""
    month = (low + (row.usd_hour_high or low)) / 2 * workload.OFFICE_HOURS_A_MONTH
    return cost, f"about {format_money(month)} a month in office hours"
