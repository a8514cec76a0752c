"""What a query asks of apps: plan costs, free plans, terms, and what else there is."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.urls import reverse

from catalog import formatting, plan_terms, query
from catalog.app_query import Must
from catalog.filters.apps import AppForm
from catalog.naming import address_of, name_or_slug
from catalog.registry import KINDS
from catalog.schema import App, AppPlan, Catalog, DataTerms, Price, group_pairs
from catalog.search.request import IntentAnswer, Request
from catalog.vocabulary import AppQuestion, Known

# What is told first of an app’s terms, by what is asked.
TERMS_ASKED = {
    "processor": (AppQuestion.PROCESSOR,),
    "gdpr": (AppQuestion.PROCESSOR, AppQuestion.PLACE, AppQuestion.TRAINING),
    "data": (AppQuestion.TRAINING, AppQuestion.PLACE, AppQuestion.PROCESSOR),
}
MOST_NAMED = 5  # apps in a sentence


def prices_of_plans(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the named plans cost, cheapest first, with how many seats one has to buy."""
    catalog, on = request.catalog, request.on
    priced = _priced(catalog, request.plans, on)
    for plan, price in priced:
        words = formatting.format_plan_price(price)
        seats = f", at least {plan.least_seats} seats" if (plan.least_seats or 0) > 1 else ""
        read = request.when_read([price])
        yield IntentAnswer(f"{plan.name} costs {words}{seats}{read}.", _plan_page(catalog, plan))
    if not priced:
        yield from _without_price(request, request.plans)


def _without_price(request: Request, plans: Iterable[AppPlan]) -> Iterator[IntentAnswer]:
    """Yield that no price of the plans of an app is on file."""
    for slug in dict.fromkeys(plan.app for plan in plans):
        sentence = f"No price of {request.catalog.app[slug].name} is on file: ask its seller."
        yield IntentAnswer(sentence, reverse("catalog:app", args=[slug]))


def _priced(catalog: Catalog, plans: Iterable[AppPlan], on: date) -> list[tuple[AppPlan, Price]]:
    """Return plans with the price that is in force on a day, the cheapest first."""
    prices = ((plan, query.plan_price(catalog, plan.slug, on)) for plan in plans)
    stated = [(plan, price) for plan, price in prices if price is not None]
    return sorted(stated, key=lambda pair: _usd(catalog, pair[1], on))


def _usd(catalog: Catalog, price: Price, on: date) -> Decimal:
    """Return a price in US dollars to sort by; a currency without a rate comes last."""
    usd = query.usd_of(catalog, price, on)
    return Decimal("Infinity") if usd is None else usd


def _plan_page(catalog: Catalog, plan: AppPlan) -> str:
    return address_of(catalog, KINDS["app_plans"], plan)


def free_plans(request: Request) -> Iterator[IntentAnswer]:
    """Yield whether an app that is named has a plan that costs nothing, or how many there are."""
    catalog, on = request.catalog, request.on
    free = [row for row in catalog.app_plans if _is_free(catalog, row, on)]
    # “Is ChatGPT free” names the plan ChatGPT Free.
    named = set(request.named("app_plans"))
    exact = [row for row in free if row.slug in named]
    yield from (
        IntentAnswer(f"{row.name} costs nothing.", _plan_page(catalog, row)) for row in exact
    )
    if exact or not request.has("free"):
        return
    for slug in request.named("apps"):
        yield _free_plan_of(catalog, catalog.app[slug], free)
    if not request.parsed.names and not request.parsed.rest:
        form = AppForm.of(catalog, must=(Must.FREE,))
        count = len(_apps_of(form, on))
        sentence = f"{count} apps on file have a plan without charge that does not end."
        yield IntentAnswer(sentence, f"{form.address}?{form.query}")


def _free_plan_of(catalog: Catalog, app: App, free: Iterable[AppPlan]) -> IntentAnswer:
    plan = next((row for row in free if row.app == app.slug), None)
    if plan is not None:
        return IntentAnswer(f"{plan.name} costs nothing.", _plan_page(catalog, plan))
    sentences = {
        Known.YES: f"{app.name} has a free plan; what it holds is not on file.",
        Known.NO: f"{app.name} has no free plan. See its plans.",
        Known.UNKNOWN: f"No free plan of {app.name} is on file. See its plans.",
    }
    return IntentAnswer(sentences[app.free_plan], reverse("catalog:app", args=[app.slug]))


def _is_free(catalog: Catalog, plan: AppPlan, on: date) -> bool:
    price = query.plan_price(catalog, plan.slug, on)
    return price is not None and price.amount == 0


# -------------------------------------------------------------------------------------------- terms


def terms(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the terms of named apps, makers or models say about the customer's data."""
    if not request.has(*TERMS_ASKED):
        return
    sentences = list(_terms_of_apps(request)) or list(_terms_of_sellers(request))
    yield from sentences or _without_terms(request)


def _terms_of_apps(request: Request) -> Iterator[IntentAnswer]:
    """Yield what sources say of the plans of each app, in one sentence a question."""
    catalog = request.catalog
    plans = group_pairs((plan.app, plan) for plan in _plans_asked_of(request))
    questions = next(asked for signal, asked in TERMS_ASKED.items() if request.has(signal))
    for slug, rows in plans.items():
        page = f"{reverse('catalog:app', args=[slug])}#statements"
        for question in questions:
            sentence = _answers_in_words(catalog, catalog.app[slug], rows, question)
            if sentence:
                yield IntentAnswer(sentence, page)


def _plans_asked_of(request: Request) -> list[AppPlan]:
    """Return the named plans, or a maker’s apps' plans if a contract with it is asked for."""
    makers = request.named("providers")
    if request.plans or not request.has("processor"):
        return request.plans
    apps = {app.slug for app in request.catalog.apps if app.maker in makers}
    return [plan for plan in request.catalog.app_plans if plan.app in apps]


def _answers_in_words(
    catalog: Catalog, app: App, plans: Iterable[AppPlan], question: AppQuestion
) -> str:
    """Say what each plan answers, like answers together; nothing if no source speaks of any."""
    answers = group_pairs(
        (plan_terms.plan_answer(catalog, plan, question).answer, plan) for plan in plans
    )
    if not {*answers} - {None}:
        return ""
    parts = []
    for answer, rows in answers.items():
        words = formatting.lower_first(answer.label) if answer else "not said"
        where = formatting.format_list(_short_names(app, rows))
        parts.append(f"{words} in {where}" if len(answers) > 1 else words)
    return f"{app.name}, {formatting.lower_first(question.label)}: {'; '.join(parts)}."


def _short_names(app: App, plans: Iterable[AppPlan]) -> list[str]:
    """Return the names of plans without that of their app."""
    return [plan.name.removeprefix(app.name).lstrip(" ,") or plan.name for plan in plans]


def _terms_of_sellers(request: Request) -> Iterator[IntentAnswer]:
    """Yield what data terms say of plans, of makers, or of those who make the named models."""
    catalog, plans = request.catalog, request.plans
    named = {plan.terms for plan in plans if plan.terms}
    makers = () if plans else tuple(model.provider for model in request.models)
    sellers = {*request.named("providers"), *makers}
    rows = [row for row in catalog.data_terms if row.slug in named or row.seller in sellers]
    kind = KINDS["data_terms"]
    for row in rows:
        yield IntentAnswer(_terms_in_words(catalog, row), address_of(catalog, kind, row))


def _terms_in_words(catalog: Catalog, row: DataTerms) -> str:
    fields = KINDS["data_terms"].described
    facts = (
        f"{fields[name].about.label}: {formatting.lower_first(getattr(row, name).label)}"
        for name in ("trains_on_inputs", "eu_region")
    )
    return f"{name_or_slug(catalog.provider, row.seller)}, {row.product}: {'; '.join(facts)}."


def _without_terms(request: Request) -> Iterator[IntentAnswer]:
    catalog = request.catalog
    for kind in (KINDS["apps"], KINDS["providers"]):
        for slug in request.named(kind.name):
            row = kind.find(catalog, slug)
            sentence = (
                f"What {row.name} does with your data is not on file. Ask before you send any."
            )
            yield IntentAnswer(sentence, address_of(catalog, kind, row))


# ------------------------------------------------------------------------------- what else there is


def alternatives(request: Request) -> Iterator[IntentAnswer]:
    """Yield the list of apps of a named one's kind.

    Where the EU is asked for, yield those that stay there.
    """
    if not request.has("alternative"):
        return
    must = (Must.IN_THE_EU,) if "eu_region" in request.parsed.answers else ()
    for slug in request.named("apps"):
        app = request.catalog.app[slug]
        form = AppForm.of(request.catalog, kind=app.main_kind, must=must)
        others = [row for row in _apps_of(form, request.on) if row != app]
        kind = formatting.lower_first(app.main_kind.label)
        stays = ", with a plan that stays in the EU" if must else ""
        sentence = f"{len(others)} on file beside {app.name}, of the kind “{kind}”{stays}"
        address = f"{form.address}?{form.query}"
        yield IntentAnswer(f"{sentence}{_some(others)}.", address)


def _apps_of(form: AppForm, on: date) -> list[App]:
    """Return the apps that the list shows for a form."""
    return [match.app for match in form.conditions(on).matches() if match.fits is Known.YES]


def _some(apps: list[App]) -> str:
    names = [app.name for app in apps]
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return f": {formatting.format_list([*names[:MOST_NAMED], *more])}" if names else ""
