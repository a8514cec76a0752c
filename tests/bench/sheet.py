"""From an answer to the sheet drawn anew, in a real browser.

This is what an owner at a page of questions waits for.
"""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.bench.table import Row, at_most
from tests.serving import Served, served
from tests.support import chromium

JOBS = (
    "product-description",
    "support-email-reply",
    "meeting-minutes",
    "product-photo-background",
    "catalog-translation",
    "email-campaign",
)
PAGE = "goal/amounts/"
TRIES = 11
# below it people feel an answer as immediate (Nielsen, “Response Times: The 3 Important Limits”)
MOST_MS = 100

# Types a number and leaves its field, as a hand does, and waits for the frame that shows what the
# server sent.
CHANGE = """
amount => new Promise(resolve => {
  const field = document.querySelector('#walk [name$="-results"]');
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(document.querySelector('#sheet'), {childList: true});
  field.value = amount;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
})
"""


def rows() -> Iterator[Row]:
    """Yield the milliseconds from an answer to the new sheet, for one, three and six jobs."""
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
        for count in (1, 3, 6):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{site.base}/plan/{_draft(site, JOBS[:count])}/{PAGE}")
            name = f"answer to sheet in Chromium, jobs: {count}"
            yield Row(name, milliseconds(page), "ms", at_most(MOST_MS, 0.2))
            page.close()
        browser.close()


def _draft(site: Served, jobs: tuple[str, ...]) -> str:
    answers = {"what": {"jobs": list(jobs)}}
    lines = f"from wizard.plans import drafts; print(drafts.start({answers!r})[1])"
    return site.manage("shell", "--no-imports", "-c", lines).split()[-1]


def milliseconds(page: Page, tries: int = TRIES) -> float:
    """Return the median of what several changes of one answer took."""
    page.evaluate("() => document.fonts.ready")
    times: list[float] = [page.evaluate(CHANGE, str(500 + 100 * number)) for number in range(tries)]
    return round(median(times), 1)
