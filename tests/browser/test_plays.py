"""Five tests played through on a phone by an owner and another: the plan before and after.

`PLAYS=folder make browser` stores a picture of every step, the PDF and the texts there.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from tests.wizard.pilot.test_measured import ALONE
from tests.wizard.plans import made
from wizard.models import Pilot, Plan
from wizard.pilot import store
from wizard.pilot.duel import DuelChoice, Side, sides_of
from wizard.pilot.raters import OWNER, SECOND

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]
FOLDER = os.environ.get("PLAYS", "")
NONE: frozenset[int] = frozenset()
PHONE = 390  # pixels wide
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")  # the phone in light at last


@dataclass(frozen=True, kw_only=True)
class Play:
    """What the two people find, by case number: for the plan's named tool, then the other."""

    name: str
    wrong: tuple[frozenset[int], frozenset[int]] = (NONE, NONE)  # as the owner ticks it
    harmful: tuple[frozenset[int], frozenset[int]] = (NONE, NONE)  # as the second person ticks it
    cases: int = 30
    second_reads: bool = True
    stakes: str = "money"
    says: tuple[str, ...]  # what the verdict says
    plan: tuple[str, ...]  # what the plan says then; {0} and {1} are the tools

    @property
    def told_apart(self) -> frozenset[int]:
        """Return the cases that are rated by hand.

        They are the first and the last, and the first on which somebody finds fault.
        """
        faulty = (min(numbers) for numbers in (*self.wrong, *self.harmful) if numbers)
        return frozenset({1, self.cases, *faulty})


def up_to(count: int) -> frozenset[int]:
    return frozenset(range(1, count + 1))


PLAYS = (
    Play(
        name="pick-fails",
        wrong=(up_to(14), NONE),
        says=("{0} failed.", "{1} passed."),
        plan=("{0} failed your test", "{1}"),
    ),
    Play(
        name="passes",
        wrong=(frozenset({4}), frozenset({2, 5, 9, 11, 20})),
        says=("Both passed",),
        plan=("{0}", "Your test"),
    ),
    Play(
        name="both-fail",
        wrong=(up_to(14), up_to(14)),
        says=("Both failed.",),
        plan=("{0} failed your test", "{1} failed your test"),
    ),
    Play(
        name="one-harm",
        harmful=(frozenset({7}), NONE),
        stakes="hurt",
        says=("{0} failed.", "passed the first reader and would have done damage"),
        plan=("{0} failed your test: 1 grave fault",),
    ),
    Play(
        name="too-few",
        wrong=(NONE, frozenset({3, 6})),
        cases=9,
        second_reads=False,
        says=("Too few were rated for a verdict.",),
        plan=("of 9", "Rate 2"),
    ),
)


class Person:
    """Somebody with a phone, whose taps are counted."""

    def __init__(self, page: Page, play: Play, rater: int) -> None:
        self.page, self.play, self.rater, self.taps = page, play, rater, 0

    def see(self, step: str) -> None:
        """Store pictures of what is shown, on a phone and wide, light and dark, if asked for."""
        if not FOLDER:
            return
        self.page.wait_for_timeout(2_500)  # until all has turned
        for width, scheme in product((1280, PHONE), SCHEMES):
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.emulate_media(color_scheme=scheme)
            name = f"{self.play.name}-{step}-{width}-{scheme}.png"
            self.page.screenshot(path=Path(FOLDER) / name, full_page=True)

    def rate(self, pilot: Pilot) -> None:
        """Rate whatever is asked, until nothing is.

        It rates by taps, and where they would repeat themselves by what they send.
        """
        address = urlsplit(self.page.url).path
        while self.page.locator("[data-duel]").count():
            number = int(self.page.locator('[name="case"]').input_value())
            self._rate_one(pilot, number)
            self.page.wait_for_function(
                f"() => document.querySelector('[name=case]')?.value !== '{number}'"
            )
            if self._send_alike(pilot, address):
                self.page.reload()

    def _send_alike(self, pilot: Pilot, address: str) -> int:
        """Send what the taps would send for cases that are like others, and return how many."""
        page = Client().get(address)
        if page.status_code != HTTPStatus.OK:
            return 0  # all are rated
        rating = page.context["rating"]
        alike = [each for each in rating.order if each not in rating.rated | self.play.told_apart]
        for number in alike:
            choice, wrong = self._choice(pilot, number)
            ticks = [f"{tick}-{side}" for side in wrong for tick in self._ticks()]
            sent = {"case": number, "seen": 0, "better": choice.value, **dict.fromkeys(ticks, "on")}
            assert Client().post(address, sent).status_code == HTTPStatus.SEE_OTHER
        return len(alike)

    def _rate_one(self, pilot: Pilot, number: int) -> None:
        choice, wrong = self._choice(pilot, number)
        for side in wrong:
            self._tick(side)
        self._tap(choice.label)

    def _choice(self, pilot: Pilot, number: int) -> tuple[DuelChoice, frozenset[Side]]:
        """Return what is tapped, and on which sides something wrong is ticked before."""
        protocol = store.protocol_of(pilot)
        sides = sides_of(protocol, pilot.seed, self.rater, number)
        order = {contender.model: place for place, contender in enumerate(protocol.contenders)}
        places = {side: order[contender.model] for side, contender in sides.items()}
        wrong = frozenset(side for side, place in places.items() if number in self._wrong(place))
        if not wrong:
            return DuelChoice.SAME, wrong
        if wrong == set(Side):
            return DuelChoice.NEITHER, frozenset()
        return DuelChoice.TWO if Side.ONE in wrong else DuelChoice.ONE, wrong

    def _ticks(self) -> tuple[str, ...]:
        """Return what is ticked of a wrong answer.

        What harm it does is asked of the second person.
        """
        return ("wrong", "harm") if self.rater == SECOND else ("wrong",)

    def _wrong(self, place: int) -> frozenset[int]:
        return self.play.wrong[place] if self.rater == OWNER else self.play.harmful[place]

    def _tick(self, side: Side) -> None:
        box = self.page.locator(f'[data-side="{side}"]')
        for tick in self._ticks():
            box.locator(f'[name="{tick}-{side}"]').check()
            self.taps += 1

    def _tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()
        self.taps += 1

    def settle(self) -> None:
        """Say of every answer on which the two differ what the second person said."""
        for group in self.page.locator("fieldset.settle").all():
            group.get_by_text("Not good enough", exact=False).last.click()
            self.taps += 1
        self.see("3-settle")
        self._tap("Save what we settled")


@pytest.fixture
def phones(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Open two phones."""
    contexts = [browser.new_context(viewport={"width": PHONE, "height": 844}) for _ in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def begun(page: Page, base: str, play: Play, plan: Plan, edit_key: str) -> Pilot:
    """Bring a plan to the first case, as its owner does."""
    page.goto(f"{base}/plan/{edit_key}/pilot/")
    cases = "\n\n".join(f"Product {number}" for number in range(1, play.cases + 1))
    page.get_by_label("The cases, a blank line between two").fill(cases)
    page.get_by_role("button", name="Start with these cases").click()
    pilot = plan.pilots.get()
    for name in store.protocol_of(pilot).names:
        answers = "\n".join(f"{number}. Text {number}" for number in range(1, play.cases + 1))
        page.get_by_label(f"Paste what {name} answered").fill(answers)
    page.get_by_role("button", name="Save, and rate them blind").click()
    expect(page.get_by_text(f"Case 1 of {play.cases}")).to_be_visible()
    return pilot


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_a_play_ends_as_it_should(
    phones: tuple[Page, Page], live_server: LiveServer, play: Play
) -> None:
    base = live_server.url
    stakes = {"product-description-stakes": play.stakes}
    plan, edit_key, _ = made("garden-shop", **ALONE, mistakes=stakes)
    owner, other = Person(phones[0], play, OWNER), Person(phones[1], play, SECOND)
    before = text_of_plan(owner.page, base, plan)
    pilot = begun(owner.page, base, play, plan, edit_key)
    names = store.protocol_of(pilot).names
    owner.see("1-duel")
    owner.rate(pilot)
    waiting = owner.page.locator("main").inner_text()
    owner.see("2-after-rating")
    if play.second_reads:
        rated_by_another(owner, other, pilot)
    else:
        owner.page.get_by_text("End it early").click()
        owner.page.get_by_role("button", name="Show names and results now").click()
    expect(owner.page.locator(".flip")).to_be_visible()
    revealed = " ".join(owner.page.locator("main").inner_text().split())
    owner.see("4-reveal")
    rewritten = " ".join(owner.page.locator(".rewrite dd").first.inner_text().split())
    after = text_of_plan(owner.page, base, plan)
    headline = " ".join(owner.page.get_by_role("heading", level=1).inner_text().split())
    owner.see("5-plan")
    pdf = owner.page.request.get(f"{base}{plan.get_absolute_url()}plan.pdf").body()
    printed = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()
    )

    assert not any(f"{name} passed" in waiting or f"{name} failed" in waiting for name in names)
    for sentence in play.says:
        assert sentence.format(*names) in revealed
    for sentence in play.plan:
        assert sentence.format(*names) in after
    assert rewritten.endswith(headline)
    assert "Draft, not tested" not in printed
    if play.name != "too-few":
        assert play.plan[0].format(*names) in printed
    if FOLDER:
        taps = f"Owner {owner.taps} taps, second {other.taps}."
        note = f"{taps}\n\n{before}\n\n{waiting}\n\n{revealed}\n\n{after}\n\n{printed}"
        (Path(FOLDER) / f"{play.name}.txt").write_text(note)
        (Path(FOLDER) / f"{play.name}.pdf").write_bytes(pdf)


def rated_by_another(owner: Person, other: Person, pilot: Pilot) -> None:
    """Let a second person rate by a link, and both settle where they differ."""
    owner.page.get_by_role("button", name="Make a rating link").click()
    other.page.goto(owner.page.get_by_role("textbox", name="Rating link").input_value())
    other.rate(pilot)
    expect(other.page.get_by_role("heading", level=1)).to_contain_text("are judged")
    owner.page.goto(owner.page.url.replace("act/", ""))
    link = owner.page.get_by_role("link", name="on which you differ")
    if link.count():
        link.click()
        owner.settle()


def text_of_plan(page: Page, base: str, plan: Plan) -> str:
    page.goto(f"{base}{plan.get_absolute_url()}")
    text = page.locator("main").inner_text()
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
