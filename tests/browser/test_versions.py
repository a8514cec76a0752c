"""The pages about a plan's versions in a browser: accessible, quiet, no wider than the screen."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from catalog.vocabulary import Fit
from tests.browser.looking import Window
from tests.support import publish_catalog, starter_catalog
from tests.wizard.plans import changed
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]


def test_pages_of_a_plan_over_time_are_accessible_and_fit(
    window: Window, live_server: LiveServer
) -> None:
    stored = next(each for each in all_examples() if each.slug == "restaurant").answers
    plan, edit_key = drafts.start(stored)
    for title in ("first", "second", "third"):
        plan.answers = changed(stored, {"title": title})
        plan.save()
        versions.make(plan, releases.current(), date(2026, 11, 24))
        plan.refresh_from_db()
    catalog = starter_catalog()
    turned = tuple(
        replace(row, fit=Fit.NO) if row.use_case == "menu-photos" else row for row in catalog.cells
    )
    publish_catalog(replace(catalog, cells=turned))
    address = plan.get_absolute_url()

    for path in (
        address,
        f"/plan/{edit_key}/",
        *(f"{address}{end}" for end in ("history/", "compare/1/3/", "v/1/")),
    ):
        window.page.goto(live_server.url + path)
        for summary in window.page.locator(
            ".drift summary, main > section.part > details > summary"
        ).all():
            summary.click()
        window.look()
    window.page.goto(f"{live_server.url}{address}history/")
    window.page.get_by_role("button", name="Compare").click()

    assert window.wrong == {}
    assert window.page.url.endswith(f"{address}compare/1/3/")
