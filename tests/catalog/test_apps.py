"""An app's page shows every plan with its price, whose models are inside; other pages lead to it."""

from datetime import date

from django.test import Client

from catalog import query
from catalog.formatting import format_price
from catalog.models import Release
from tests.support import starter_catalog, text_of

ON = date(2026, 11, 26)


def read(client: Client, path: str) -> str:
    return text_of(client, f"{path}?as_of={ON}")


def test_an_app_shows_its_plans_and_makers(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    pages = {app.slug: read(client, f"/apps/{app.slug}/") for app in catalog.apps}

    assert {*pages} == {plan.app for plan in catalog.app_plans if plan.app}
    for plan in (plan for plan in catalog.app_plans if plan.app):
        html = pages[plan.app or ""]
        row = html.partition(f'<tr id="{plan.slug}"')[2].partition("</tr>")[0]
        priced = [
            price
            for price in catalog.prices
            if price.app_plan == plan.slug and query.holds(price, ON)
        ]
        assert plan.name in row
        assert all(format_price(price.usd) in row for price in priced)
        if not any(query.current(catalog, price, ON) for price in priced):
            assert ("last seen" if priced else "Unknown") in row
        assert all(f"/providers/{maker}/" in html for maker in plan.families)
        assert all(f"/models/{model}/" in html for model in plan.models)


def test_models_makers_and_roles_lead_to_apps(client: Client, starter_release: Release) -> None:
    leading: dict[str, set[str]] = {
        "/job-roles/designer/": {"midjourney", "runway"},
        "/job-roles/developer/": {"github-copilot"},
    }
    for plan in starter_catalog().app_plans:
        for path in (
            f"/providers/{plan.provider}/",
            *(f"/models/{model}/" for model in plan.models),
        ):
            leading.setdefault(path, set()).add(plan.app)

    for path, apps in leading.items():
        html = read(client, path)
        assert all(f"/apps/{app}/" in html for app in apps), path
