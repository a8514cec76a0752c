"""The apps that do a job: what a firm may have, general assistants, and those made for it."""

from decimal import Decimal

from django.urls import reverse

from catalog.app_query import AppMatch
from catalog.plan_costs import CostState
from catalog.plan_terms import answer_for_all_plans, plan_answer
from catalog.schema import App, Catalog
from catalog.solutions import apps_of_job, is_part_of
from catalog.views.apps import app_row
from catalog.views.solutions.options import (
    MOST_OPTIONS,
    TO_ASK,
    JobOption,
    JobOptions,
    JobSearch,
)
from catalog.vocabulary import AppKind, Software, SolutionKind


def owned_options(search: JobSearch) -> JobOptions:
    """Return what a firm may have already: the app that is a part of it, or the software itself."""
    owned = search.row.owned if search.row else ()
    # Of a group of software and of one of that group the app may be the same.
    options = list(dict.fromkeys(_owned_option(search, software) for software in owned))
    return JobOptions(
        heading="What you may have already",
        notes=("Look there first: it costs nothing more, or little.",),
        options=tuple(options[:MOST_OPTIONS]),
        more=max(len(options) - MOST_OPTIONS, 0),
    )


def _owned_option(search: JobSearch, software: Software) -> JobOption:
    parts = [app for app in search.catalog.apps if is_part_of(app, software)]
    able = [app for app in parts if _can_do(search, app)]
    if not able:
        return JobOption(name=software.label, is_priced=False)
    first = min(able, key=lambda app: app.slug)
    return _app_option(search, search.apps.match(first))


def _can_do(search: JobSearch, app: App) -> bool:
    """Tell whether an app does the job: one that its row knows, or a general assistant."""
    does = any(row.app is app for row in apps_of_job(search.catalog, search.case))
    return does or app.main_kind is AppKind.ASSISTANT


def app_options(search: JobSearch, kind: SolutionKind, owned: JobOptions) -> JobOptions:
    above = {option.name for option in owned.options}
    rows = [row for row in apps_of_job(search.catalog, search.case) if row.solution is kind]
    matches = [search.apps.match(row.app) for row in rows if row.app.name not in above]
    if kind is SolutionKind.APP:
        matches.sort(key=lambda match: _app_order(search, match))
    return JobOptions(
        heading=kind.label,
        options=tuple(_app_option(search, match) for match in matches[:MOST_OPTIONS]),
        more=max(len(matches) - MOST_OPTIONS, 0),
        more_address=f"{reverse('catalog:apps')}?{_volume(search)}",
    )


def _volume(search: JobSearch) -> str:
    """Return the job and its volume as an address of apps names them."""
    return f"job={search.case.slug}&results={search.results:f}&people={search.people}"


def _app_order(search: JobSearch, match: AppMatch) -> tuple[object, ...]:
    """Return a key to name apps by: known to do the volume, then most is said, then cheaper."""
    cost = match.cost
    if cost is None:
        return len(CostState), 0, Decimal(0), match.app.slug
    usd = Decimal("Infinity") if cost.usd is None else cost.usd
    return cost.state.order, len(_open_questions(search.catalog, match)), usd, match.app.slug


def _app_option(search: JobSearch, match: AppMatch) -> JobOption:
    row = app_row(search.reading, match, listed=False)
    page = reverse("catalog:app", args=[match.app.slug])
    return JobOption(
        name=match.app.name,
        address=f"{page}?{_volume(search)}",
        by=row.maker,
        amount=row.cost.amount,
        notes=row.cost.notes,
        keeps_out=row.keeps_out,
        keeps_out_hint=row.keeps_out_hint,
        in_the_eu=row.in_the_eu,
        in_the_eu_hint=row.in_the_eu_hint,
        to_ask=_open_questions(search.catalog, match),
    )


def _open_questions(catalog: Catalog, match: AppMatch) -> tuple[str, ...]:
    """Return which of the questions that decide most nobody answers for the plan shown."""
    plan, app = match.plan, match.app.slug
    unanswered = []
    for question, words in TO_ASK.items():
        if plan is None:
            answer = answer_for_all_plans(catalog, app, question)
        else:
            answer = plan_answer(catalog, plan, question, app=app)
        if answer.answer is None:
            unanswered.append(words)
    is_capacity_open = match.cost is not None and match.cost.state is CostState.CAPACITY_UNKNOWN
    return (*unanswered, "how much a month holds") if is_capacity_open else tuple(unanswered)
