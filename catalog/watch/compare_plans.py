"""Prices of plans that files quote from sellers' pages, beside ours.

A person opens the page and decides.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from catalog import ages, query
from catalog.ages import Sightings
from catalog.formatting import format_day, format_plan_price
from catalog.registry import slugged
from catalog.schema import AppPlan, Catalog, Price
from catalog.watch.findings import CheckLine, CheckSort, ListFinding, left
from catalog.watch.statements import FileWarning, ListContent, PlanStatement

NO_PLAN = "We keep no plan of this name."
NEWER = "The desk has read the seller’s page since."
NO_PRICE = "The file quotes no price of this plan as a number."
ABOUT = "plan"


def compare_plans(
    lists: Mapping[str, ListContent], catalog: Catalog, days: Mapping[str, date], seen: Sightings
) -> Iterator[ListFinding]:
    """Yield what each list's files say of our plans.

    None of it is proposed, and none counts as seen.
    """
    for origin, content in lists.items():
        for warning in content.of(FileWarning):
            yield _warned(origin, catalog, warning)
        for statement in content.of(PlanStatement):
            yield _finding(origin, catalog, statement, days[origin], seen)


def _warned(origin: str, catalog: Catalog, warning: FileWarning) -> ListFinding:
    app = catalog.app.get(warning.app)
    title = f"{warning.app} ({origin})"
    if app is None:
        return left(origin, title, "file", "We keep no app of this name.")
    line = CheckLine(
        sort=CheckSort.FILE,
        about=warning.app,
        says=f"{app.name}: {warning.words}",
        seller=app.maker,
        page=warning.page or app.url,
    )
    return ListFinding(origin=origin, title=title, about="file", to_check=line)


def _finding(
    origin: str, catalog: Catalog, statement: PlanStatement, on: date, seen: Sightings
) -> ListFinding:
    title = f"{statement.app}: {statement.plan} ({origin})"
    plan = _plan_of(catalog, statement)
    if plan is None:
        return left(origin, title, ABOUT, NO_PLAN)
    rows = catalog.plan_prices_of.get(plan.slug, ())
    prices = [price for price in rows if query.holds(price, on)]
    days = [ages.last_seen(price, seen) or date.min for price in prices]
    read_on = max(days, default=date.min)
    if read_on >= statement.day:
        return left(origin, title, ABOUT, NEWER)
    if statement.amount is None:
        return left(origin, title, ABOUT, NO_PRICE)
    if any(_is_same(price, statement) for price in prices):
        return ListFinding(origin=origin, title=title, about=ABOUT, same=True)
    ours = query.plan_price(catalog, plan.slug, on)
    line = CheckLine(
        sort=CheckSort.PLAN,
        about=f"{plan.slug} {statement.currency} {statement.amount:f}",
        says=_says(plan, statement, ours),
        seller=catalog.app[plan.app].maker,
        page=statement.page,
    )
    return ListFinding(origin=origin, title=title, about=ABOUT, to_check=line)


def _plan_of(catalog: Catalog, statement: PlanStatement) -> AppPlan | None:
    """Return our plan of that name, alone or after its app's name; None for several or none."""
    app, name = catalog.app.get(statement.app), slugged(statement.plan)
    if app is None or not name:
        return None

    def is_called_so(plan: AppPlan) -> bool:
        whole, alone = slugged(plan.name), slugged(plan.name.removeprefix(app.name))
        return name in {whole, alone} or whole.endswith(f"-{name}")

    named = [plan for plan in catalog.plans_of.get(app.slug, ()) if is_called_so(plan)]
    return named[0] if len(named) == 1 else None


def _is_same(price: Price, statement: PlanStatement) -> bool:
    return price.amount == statement.amount and price.currency.value == statement.currency


def _says(plan: AppPlan, statement: PlanStatement, ours: Price | None) -> str:
    """Say what the page has and what we have, and whether that is more than a small step."""
    we = f"we say {format_plan_price(ours)}" if ours else "we have no price"
    words = f"{plan.name}: “{statement.price}”, read {format_day(statement.day)}; {we}."
    if ours is None or statement.amount is None:
        return words
    if ours.currency.value != statement.currency:
        return f"{words} Another currency."
    moved = abs(statement.amount - ours.amount) * 2 > ours.amount
    return f"{words} It moves by more than a half." if moved else words
