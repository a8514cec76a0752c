"""Walking the wizard in a real browser, as somebody who takes the first answer."""

import re

from playwright.sync_api import Page

MOST_PAGES = 25
JOB = "customer-support-chatbots"


def answer(page: Page) -> None:
    """Give this page the first answer it takes, where it wants one."""
    if page.url.partition("?")[0].endswith("/what/"):
        if not page.locator("main input[name=jobs]:checked").count():
            box = page.locator(f'main input[name=jobs][value="{JOB}"]')
            if not box.is_visible():
                page.locator("main details > summary").first.click()
            box.check()
        return
    names = page.locator("main form input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(each => each.name))]"
    )
    for name in names:
        group = page.locator(f'main form input[name="{name}"]')
        if not group.and_(page.locator(":checked")).count():
            group.first.check()


def go_on(page: Page) -> None:
    """Press the page's one button and wait for the next page."""
    here = re.escape(page.url)
    page.locator("main form .button:not(.button-plain)[type=submit]").last.click()
    page.wait_for_url(re.compile(f"^(?!{here}$)"))
    page.wait_for_load_state()


def walk(page: Page, start: str) -> list[str]:
    """Walk from the start page to the plan, and return the addresses seen."""
    page.goto(start)
    seen: list[str] = []
    for _ in range(MOST_PAGES):
        seen.append(page.url)
        if re.search(r"/plan/[\w-]{22}/$", page.url):
            return seen
        answer(page)
        go_on(page)
    raise AssertionError(seen)
