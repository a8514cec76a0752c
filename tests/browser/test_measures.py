"""What a plan may cost a reader: words, bytes, links, and how far down the last button of the decision stands."""

from dataclasses import dataclass

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from catalog import releases
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

PHONE = {"width": 390, "height": 844}
MOST_SCREENS = 1.6  # from the top of the page to the end of the last button of the decision
MOST_DECISION_WORDS = 180
MEASURE = r"""() => {
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """What a page may have at most."""

    words: int  # as it opens
    all: int  # with every fold open
    kilobytes: int
    links: int


FEW_JOBS = Most(words=290, all=900, kilobytes=45, links=60)
FEW_JOBS_OWNER = Most(words=350, all=900, kilobytes=45, links=60)
MANY_JOBS = Most(words=420, all=1600, kilobytes=70, links=100)


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
    return [f"{address}: {name} {value:.0f} of {limit:.0f}" for name, (value, limit) in limits.items() if value > limit]


def test_a_plan_is_read_in_a_minute(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found = []
    for example in all_examples():
        plan, edit_key = drafts.start(example.stored)
        version = versions.make(plan, releases.current(), localdate())
        few = len(dict(version.answers)["outputs"]) <= 2
        for address, most in (
            (f"/plan/examples/{example.slug}/", FEW_JOBS),
            (plan.get_absolute_url(), FEW_JOBS),
            (f"/plan/{edit_key}/", FEW_JOBS_OWNER),
        ):
            found += over(page, live_server.url + address, most if few else MANY_JOBS, few=few)
    assert found == []
