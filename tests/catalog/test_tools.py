"""A tool's page shows every plan with its price, whose models are inside; other pages lead to it."""

from datetime import date

from django.test import Client

from catalog import query
from catalog.formatting import format_price
from catalog.models import Release
from tests.support import starter_catalog, text_of

ON = date(2026, 11, 26)


def read(client: Client, path: str) -> str:
    return text_of(client, f"{path}?as_of={ON}")


def test_a_tool_shows_its_plans_and_makers(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    pages = {tool.slug: read(client, f"/tools/{tool.slug}/") for tool in catalog.tools}

    assert {*pages} == {plan.tool for plan in catalog.products if plan.tool}
    for plan in (plan for plan in catalog.products if plan.tool):
        html = pages[plan.tool or ""]
        row = html.partition(f'<tr id="{plan.slug}"')[2].partition("</tr>")[0]
        priced = [
            price
            for price in catalog.prices
            if price.product == plan.slug and query.holds(price, ON)
        ]
        assert plan.name in row
        assert all(format_price(price.usd) in row for price in priced)
        if not any(query.current(catalog, price, ON) for price in priced):
            assert ("last seen" if priced else "Unknown") in row
        assert all(f"/providers/{maker}/" in html for maker in plan.families)
        assert all(f"/models/{model}/" in html for model in plan.models)


def test_models_makers_and_roles_lead_to_tools(client: Client, starter_release: Release) -> None:
    leading: dict[str, set[str]] = {
        "/job-roles/designer/": {"midjourney", "runway"},
        "/job-roles/developer/": {"github-copilot"},
    }
    for plan in starter_catalog().products:
        for path in (
            f"/providers/{plan.provider}/",
            *(f"/models/{model}/" for model in plan.models),
        ):
            leading.setdefault(path, set()).add(plan.tool)

    for path, tools in leading.items():
        html = read(client, path)
        assert all(f"/tools/{tool}/" in html for tool in tools), path
