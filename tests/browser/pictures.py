"""The pictures of README.md and docs/editing.md, taken by `make pictures` alone.

It holds nothing of its own: tests walk the same pages, and tests/docs looks at what was taken.
"""

import io
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from catalog import desk
from catalog.imports import cells, runs
from catalog.models import Cell, Price
from catalog.registry import KINDS
from catalog.tables import TableFormat
from config.environment import PROJECT
from tests.browser.shops import turn_the_shop, with_plans
from tests.support import member, take_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GRID = "/admin/catalog/cell/grid/?industry=hospitality"


def two_at_once(page: Page) -> None:
    """Save a cell that somebody else saved meanwhile."""
    cell = Cell.objects.get(use_case__slug="menu-photos", branch="language")
    page.locator("#cell-menu-photos-language .square").click()
    page.get_by_label("Condition").wait_for()
    cell.condition = "A person looks at every picture."
    desk.write(cell, author=User.objects.create_user("grace"))
    page.get_by_label("Condition").fill("Somebody looks at every picture before it is printed.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.locator(".desk-both table").wait_for()


def a_dry_run() -> int:
    """Look at a file of providers: one new, one changed, one wrong."""
    text = b"slug,name\nopenai,OpenAI Inc.\nnorthwind-ai,Northwind AI\nbad,\n"
    lines = cells.read_fact_rows(io.BytesIO(text), TableFormat.CSV, KINDS["providers"])
    return runs.done(
        runs.row_steps(KINDS["providers"], lines, origin="providers.csv", author=None)
    ).pk


def nothing(_page: Page) -> None:
    """Leave the page as it is."""


def test_pictures_of_the_manual(browser: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    take_desk()
    price = Price.objects.filter(offer__isnull=False, valid_to=None).order_by(
        "offer__slug", "unit", "pk"
    )[0]
    price.note = "Off-peak price."
    desk.write(
        price, author=User.objects.create_user("maria"), note="The page says so since Monday."
    )
    assert price.valid_from < date(2027, 1, 1)
    with_plans()
    turn_the_shop("A person writes these better.")
    shots: dict[str, tuple[str, Callable[[Page], None]]] = {
        "desk-grid": (GRID, nothing),
        "desk-two-at-once": (GRID, two_at_once),
        "desk-price": (f"/admin/catalog/price/{price.pk}/change/", nothing),
        "desk-history": (f"/admin/catalog/price/{price.pk}/history/", nothing),
        "desk-states": ("/admin/catalog/cell/?state__exact=published", nothing),
        "desk-queue": ("/admin/", nothing),
        "desk-publish": ("/admin/catalog/release/publish/", nothing),
        "desk-import": (f"/admin/catalog/import/{a_dry_run()}/change/", nothing),
    }
    context = browser.new_context(viewport={"width": 1120, "height": 720}, color_scheme="light")
    key = member("Reviewer").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    for name, (address, prepare) in shots.items():
        page = context.new_page()
        page.goto(live_server.url + address)
        prepare(page)
        page.screenshot(path=folder / f"{name}.png")
        page.close()
    context.close()


@pytest.mark.usefixtures("starter_release")
def test_picture_of_the_readme(browser: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    picture = _folder(tmp_path) / "plan.png"
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{live_server.url}/plan/examples/garden-shop/")
    page.screenshot(path=picture)
    context.close()


def _folder(otherwise: Path) -> Path:
    return PROJECT / os.environ["PICTURES"] if "PICTURES" in os.environ else otherwise
