"""The pages about a plan's versions in a real browser: accessible, quiet, never wider than the screen."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from catalog.vocabulary import Fit
from tests.browser.test_journey import faults
from tests.support import publish_catalog, starter_catalog
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_pages_of_a_plan_over_time_are_accessible_and_fit(
    browser: Browser, live_server: LiveServer, width: int, scheme: str
) -> None:
    stored = next(each for each in all_examples() if each.slug == "restaurant").stored
    plan, edit_key = drafts.start(dict(stored))
    for title in ("first", "second", "third"):
        plan.answers = [list(pair) for pair in {**stored, "title": title}.items()]
        plan.save()
        versions.make(plan, releases.current(), date(2026, 11, 24))
        plan.refresh_from_db()
    catalog = starter_catalog()
    turned = tuple(replace(row, fit=Fit.NO) if row.use_case == "menu-photos" else row for row in catalog.cells)
    publish_catalog(replace(catalog, cells=turned))
    address = plan.get_absolute_url()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    found: dict[str, list[str]] = {}

    for path in (address, f"/plan/{edit_key}/", *(f"{address}{end}" for end in ("history/", "compare/1/3/", "v/1/"))):
        page.goto(live_server.url + path)
        for summary in page.locator(".drift summary, main > section.part > details > summary").all():
            summary.click()
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[path.replace(edit_key, "…")] = [*faults(page), *(["scrolls sideways"] if sideways else [])]
    page.goto(f"{live_server.url}{address}history/")
    page.get_by_role("button", name="Compare").click()
    landed = page.url
    context.close()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert landed.endswith(f"{address}compare/1/3/")
    assert complaints == []
