"""An app's page shows every plan with its price, whose models are inside and who says what; other pages lead to it."""

from datetime import date

import pytest
from django.test import Client

from catalog import query
from catalog.formatting import format_plan_price
from catalog.models import Release
from tests.support import starter_catalog, text_of

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
