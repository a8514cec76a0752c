"""An app's page shows every plan with its price, whose models are inside and who says what; other pages lead to it."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from catalog import query
from catalog.formatting import format_plan_price
from catalog.models import Release
from catalog.schema import Catalog
from catalog.vocabulary import PriceStanding, Voice
from tests.support import publish_catalog, queries_of, starter_catalog, text_of

ON = date(2026, 11, 26)
# One of each: several plans, another currency, no plan at all, one that comes with plans of others.
SHOWN = ("chatgpt", "cloudtalk", "ionos-ai-receptionist", "spellbook", "codex", "midjourney")


def read(client: Client, path: str) -> str:
    return text_of(client, f"{path}?as_of={ON}")


@pytest.mark.parametrize("slug", SHOWN)
def test_an_app_shows_its_plans_and_makers(
    client: Client, starter_release: Release, slug: str
) -> None:
    catalog = starter_catalog()
    app = catalog.app[slug]
    html = read(client, f"/apps/{slug}/")

    for plan in catalog.plans_of.get(slug, ()):
        row = html.partition(f'<tr id="{plan.slug}"')[2].partition("</tr>")[0]
        price = query.plan_price(catalog, plan.slug, ON)
        assert plan.name in row
        if price is None:
            assert "Unknown" in row
            continue
        assert format_plan_price(price) in row
        assert ("last seen" in row) is not query.current(catalog, price, ON)
    assert all(f"/providers/{maker}/" in html for maker in (app.maker, *app.families))
    assert all(f"/models/{model}/" in html for model in app.models)
    assert all(f"/use-cases/{job}/" in html for job in app.made_for)
    for statement in catalog.app_statements_of.get(slug, ()):
        assert f"/sources/{statement.source}/" in html


def test_every_app_is_in_the_list(client: Client, starter_release: Release) -> None:
    html = read(client, "/apps/")

    assert all(f"/apps/{app.slug}/" in html for app in starter_catalog().apps)


def test_models_makers_and_roles_lead_to_apps(client: Client, starter_release: Release) -> None:
    leading: dict[str, set[str]] = {
        "/job-roles/designer/": {"midjourney", "runway"},
        "/job-roles/developer/": {"github-copilot"},
    }
    for app in starter_catalog().apps[::20]:
        leading.setdefault(f"/providers/{app.maker}/", set()).add(app.slug)
    for app in starter_catalog().apps:
        for model in app.models:
            leading.setdefault(f"/models/{model}/", set()).add(app.slug)

    for path, apps in leading.items():
        html = read(client, path)
        assert all(f"/apps/{app}/" in html for app in apps), path


def row_of(html: str, plan: str) -> str:
    return html.partition(f'<tr id="{plan}"')[2].partition("</tr>")[0]


def test_a_currency_without_a_rate_is_stated_and_said(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    odd = [
        (plan, price)
        for plan in catalog.app_plans
        if (price := query.plan_price(catalog, plan.slug, ON))
        and query.usd_of(catalog, price, ON) is None
    ]

    assert odd
    for plan, price in odd:
        row = row_of(read(client, f"/apps/{plan.app}/"), plan.slug)
        assert format_plan_price(price) in row
        assert f"no exchange rate on file for {price.currency}" in row


def test_what_another_source_says_of_a_price_is_shown_beside_the_sellers(
    client: Client, db: None
) -> None:
    """The seller’s own counts, though the other is lower and of a later day."""
    starter = starter_catalog()
    price = query.plan_price(starter, "chatgpt-plus", ON)
    assert price is not None
    another = next(row for row in starter.sources if row.voice is Voice.REPEATS)
    rival = replace(
        price,
        amount=price.amount - 3,
        standing=PriceStanding.RIVAL,
        source=another.slug,
        valid_from=ON,
        as_of=ON,
    )
    publish_catalog(replace(starter, prices=(*starter.prices, rival)))

    row = row_of(read(client, "/apps/chatgpt/"), "chatgpt-plus")

    assert row.index(format_plan_price(price)) < row.index(format_plan_price(rival))
    assert f"/sources/{another.slug}/" in row
    assert format_plan_price(rival) not in read(client, "/apps/")


def test_a_price_whose_page_nobody_read_again_is_stated_with_its_age(
    client: Client, starter_release: Release
) -> None:
    """A source that is dead is not read again: its price stays, grows old, and says so."""
    row = row_of(text_of(client, "/apps/midjourney/?as_of=2028-01-01"), "midjourney-basic")

    assert "last read" in row
    assert "days ago: ask the seller before you pay" in row


def test_two_thousand_apps_ask_the_database_no_more(client: Client, db: None) -> None:
    starter = starter_catalog()
    app = starter.app["midjourney"]
    plans = starter.plans_of["midjourney"]
    apps = [replace(app, slug=f"app-{number}") for number in range(2000)]
    many = replace(
        starter,
        apps=(*starter.apps, *apps),
        app_plans=(
            *starter.app_plans,
            *(
                replace(plan, slug=f"{each.slug}-{plan.slug}", app=each.slug)
                for each in apps
                for plan in plans
            ),
        ),
    )

    def asked(catalog: Catalog, path: str) -> int:
        publish_catalog(catalog)
        client.get(path)  # loads the release
        return queries_of(lambda: read(client, path))

    for path in ("/apps/", "/apps/midjourney/"):
        assert asked(many, path) == asked(starter, path)
