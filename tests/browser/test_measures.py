"""What a plan may cost a reader: words, bytes, links, how far down its buttons stand.

No number stands on two lines.
"""

from dataclasses import dataclass

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from tests.browser.looking import SIDEWAYS
from wizard.plans import drafts, stored, versions
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTHS = (320, 360, 390, 430)
COMPARE = "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash&m=midjourney-v7&results=500000&job=product-description"
MOST_SCREENS = 1.6  # from the top of the page to the end of the last button of the decision
MOST_DECISION_WORDS = 180
MEASURE = r"""() => {
  document.querySelectorAll('.drawing svg').forEach(each => each.remove()); // its labels are a picture's, no sentences
  const words = text => (text || '').split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
  const main = document.querySelector('main'), decision = document.querySelector('.decision');
  const buttons = [...decision.querySelectorAll('.button')].filter(each => each.checkVisibility());
  const found = { words: words(main.innerText), decision: words(decision.innerText),
    links: main.querySelectorAll('a[href]').length,
    button: buttons.length ? buttons.at(-1).getBoundingClientRect().bottom + scrollY : 0 };
  document.querySelectorAll('details').forEach(each => {
    each.open = true;
    each.querySelectorAll('form').forEach(form => { form.hidden = true; form.style.display = 'none'; });
  });
  return { ...found, all: words(main.innerText) };
}"""


# A number with its sign and currency, no part of an address or a name: all its boxes stand at one
# height.
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


# A sentence that opens to its reasons and falls apart into boxes, so that a name stands in a column
# of its own.
APART = """() => [...document.querySelectorAll(".reasons summary")].map(each => each.innerText).filter(text => text.includes("\\n"))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """What a page may have at most."""

    words: int  # as it opens
    all: int  # with every fold open
    kilobytes: int
    links: int


# Half of what is in folds are the trails of reasons: answer, rule, fact and source of each.
FEW_JOBS = Most(words=325, all=1650, kilobytes=60, links=67)
FEW_JOBS_OWNER = Most(words=370, all=1650, kilobytes=60, links=67)
# Each job has its own test and end, in its line and among the steps.
MANY_JOBS = Most(words=450, all=2260, kilobytes=70, links=100)


def over(page: Page, address: str, most: Most, *, few: bool) -> list[str]:
    """Return what is more than it may be on a page, in words."""
    page.goto(address)
    size = len(page.content().encode()) / 1000
    found = page.evaluate(MEASURE)
    limits: dict[str, tuple[float, float]] = {
        "words": (found["words"], most.words),
        "all": (found["all"], most.all),
        "kB": (size, most.kilobytes),
        "links": (found["links"], most.links),
    }
    if few:
        limits["decision"] = (found["decision"], MOST_DECISION_WORDS)
        limits["button"] = (found["button"], MOST_SCREENS * PHONE["height"])
    return [
        f"{address}: {name} {value:.0f} of {limit:.0f}"
        for name, (value, limit) in limits.items()
        if value > limit
    ]


def on_two_lines(page: Page) -> list[str]:
    """Return each number of a fully opened page that breaks over two lines at any phone width."""
    page.evaluate("document.querySelectorAll('details').forEach(row => { row.open = true })")
    found = []
    for width in WIDTHS:
        page.set_viewport_size(PHONE | {"width": width})
        wrong = [
            *page.evaluate(BROKEN),
            *(["it scrolls sideways"] if page.evaluate(SIDEWAYS) else []),
        ]
        found += [f"{page.url} at {width}: {text}" for text in wrong]
    page.set_viewport_size(PHONE)
    return found


def test_a_plan_is_read_in_a_minute_and_no_number_stands_on_two_lines(
    page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + COMPARE)
    found = on_two_lines(page)
    for example in all_examples():
        plan, edit_key = drafts.start(example.answers)
        version = versions.make(plan, releases.current(), localdate())
        few = len(stored.load_inputs(version.inputs).answers.jobs) <= 2
        for address, most in (
            (f"/plan/{edit_key}/", FEW_JOBS_OWNER),
            (f"/plan/examples/{example.slug}/", FEW_JOBS),
            (plan.get_absolute_url(), FEW_JOBS),
        ):
            found += over(page, live_server.url + address, most if few else MANY_JOBS, few=few)
        page.reload()
        found += on_two_lines(page)
        page.goto(f"{live_server.url}{plan.get_absolute_url()}evidence/")
        found += [*on_two_lines(page), *page.evaluate(APART)]

    assert found == [], "\n".join(found)
