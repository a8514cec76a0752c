"""A tool's page shows every plan with its price, whose models are inside; other pages lead to it."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from catalog import query
from catalog.formatting import format_price
from catalog.models import Release
from catalog.schema import Tool
from tests.support import starter_catalog

ON = date(2026, 11, 26)


def read(client: Client, path: str) -> str:
    response = client.get(path, {"as_of": ON.isoformat()})
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("tool", starter_catalog().tools, ids=lambda tool: tool.slug)
def test_a_tool_shows_its_plans_and_makers(tool: Tool, client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    html = read(client, f"/tools/{tool.slug}/")
    plans = [row for row in catalog.products if row.tool == tool.slug]

    assert plans
    for plan in plans:
        row = html.partition(f'<tr id="{plan.slug}"')[2].partition("</tr>")[0]
        priced = [price for price in catalog.prices if price.product == plan.slug and query.holds(price, ON)]
        assert plan.name in row
        assert all(format_price(price.usd) in row for price in priced)
        if not any(query.current(catalog, price, ON) for price in priced):
            assert ("last seen" if priced else "Unknown") in row
        assert all(f"/providers/{maker}/" in html for maker in plan.families)
        assert all(f"/models/{model}/" in html for model in plan.models)


def test_models_and_makers_lead_to_tools(client: Client, starter_release: Release) -> None:
    for plan in starter_catalog().products:
        assert f"/tools/{plan.tool}/" in read(client, f"/providers/{plan.provider}/")
        assert all(f"/tools/{plan.tool}/" in read(client, f"/models/{model}/") for model in plan.models)


@pytest.mark.parametrize(("role", "tools"), [("designer", {"midjourney", "runway"}), ("developer", {"github-copilot"})])
def test_a_role_says_which_tools(role: str, tools: set[str], client: Client, starter_release: Release) -> None:
    html = read(client, f"/job-roles/{role}/")

    assert all(f"/tools/{tool}/" in html for tool in tools)
