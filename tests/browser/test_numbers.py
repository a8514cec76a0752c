"""No number stands on two lines, at any width of a phone."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from tests.wizard.plans import ON
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

WIDTHS = (320, 360, 390, 430)
COMPARE = "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash&m=midjourney-v7&units=500000&job=product-description"
# A number with its sign and currency, no part of an address or a name: all its boxes stand at one height.
BROKEN = r"""() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.parentElement.checkVisibility({ visibilityProperty: true }) || node.parentElement.closest(".vh, svg, script")) continue;
    for (const match of node.data.matchAll(/(?<![\w/.-])[−+±]?[$€£]?\d[\d,.]*\d%?(?![\w/])|[−+±][$€£]?\d/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top)));
      if (lines.size > 1) found.push(`${match[0]} in “${node.parentElement.closest("td, li, p, dd, th, span")?.textContent.trim().slice(0, 60)}”`);
    }
  }
  return found;
}"""
CUT_OFF = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_no_number_stands_on_two_lines(page: Page, live_server: LiveServer) -> None:
    wrong: list[str] = []
    for address in [*_plans(), COMPARE]:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{address} at {width}: {text}" for text in page.evaluate(BROKEN)]
            if page.evaluate(CUT_OFF):
                wrong.append(f"{address} at {width} scrolls sideways")

    assert wrong == []


def _plans() -> list[str]:
    """Return the pages of every example, and of each as a plan its evidence."""
    addresses = []
    for example in all_examples():
        plan, _ = drafts.start(example.stored)
        versions.make(plan, releases.current(), ON)
        addresses += [f"/plan/examples/{example.slug}/", f"{plan.get_absolute_url()}evidence/"]
    return addresses
