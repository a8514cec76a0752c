"""A test of twenty pairs on a phone, with and without scripts.

Pages and taps are counted; nothing is in anybody's way.
"""

from io import BytesIO

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window
from tests.wizard.pilot.kit import CASES, frame_of, planned, rate, rows, started, used
from tests.wizard.pilot.samples import png, wav
from wizard.models import PilotResult, Plan
from wizard.pilot import store, taking, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.raters import SECOND

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]
GOOD = {"accepted": True, "harmful": False}


class Counted:
    """A phone on which taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0
        page.set_viewport_size({"width": 390, "height": 844})

    def tap(self, target: Locator) -> None:
        """Tap something, as a thumb does."""
        self.taps += 1
        target.click()


def prepared(page: Page, base: str, plan: Plan, edit_key: str) -> None:
    """Bring a fresh plan to the first of twenty cases."""
    page.goto(f"{base}/plan/{edit_key}/pilot/")
    cases = "\n\n".join(case.asked for case in CASES)
    page.get_by_label("The cases, a blank line between two").fill(cases)
    page.get_by_role("button", name="Start with these cases").click()
    for name in frame_of(plan).protocol.names:
        answers = "\n".join(f"{n}. {name} {n}" for n in range(1, 21))
        page.get_by_label(f"Paste what {name} answered").fill(answers)
    page.get_by_role("button", name="Save, and rate them blind").click()
    expect(page.get_by_text("Case 1 of 20")).to_be_visible()


def run(counted: Counted, *, rated: int = 20) -> None:
    """Rate cases: one tap each, and one more where something is wrong, in four of twenty."""
    page = counted.page
    for number in range(1, rated + 1):
        expect(page.get_by_text(f"Case {number} of 20")).to_be_visible()
        if number % 5 == 0:
            counted.tap(page.get_by_label("Something in it is wrong").first)
        name = "No difference" if number % 4 == 0 else "One is better"
        counted.tap(page.get_by_role("button", name=name))
    if rated < len(CASES):
        expect(page.get_by_text(f"Case {rated + 1} of 20")).to_be_visible()

    assert counted.taps <= rated + rated // 4
    assert PilotResult.objects.count() == 2 * rated


def test_twenty_pairs_on_a_phone_with_scripts(page: Page, live_server: LiveServer) -> None:
    prepared(page, live_server.url, *planned())
    run(Counted(page))

    assert page.get_by_role("heading", level=1).inner_text().startswith("Test ")
    minutes = PilotResult.objects.filter(values__has_key="minutes").count()
    assert 0 <= minutes <= 40  # quicker than half a second is nothing


def test_pairs_on_a_phone_without_scripts(plain: Page, live_server: LiveServer) -> None:
    prepared(plain, live_server.url, *planned())
    run(Counted(plain), rated=3)


def test_a_tap_on_the_text_keys_and_undo(page: Page, live_server: LiveServer) -> None:
    _, edit_key, _ = started(cases=CASES)
    page.goto(f"{live_server.url}/plan/{edit_key}/pilot/1/rate/")

    page.locator(".answer-text").nth(1).click()
    expect(page.get_by_text("Case 2 of 20")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_label("Something in it is wrong").first).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Case 3 of 20")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("Case 2 of 20")).to_be_visible()
    expect(page.get_by_label("Something in it is wrong").first).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Case 3 of 20")).to_be_visible()

    marks = PilotResult.objects.order_by("number", "correction", "model")
    said = [(row.number, row.correction, row.values["accepted"]) for row in marks]
    assert sorted(said)[:4] == [(1, 0, True), (1, 0, True), (2, 0, False), (2, 0, True)]
    assert [row[2] for row in said if row[1]] == [False]


def test_a_very_long_case_leaves_its_answers_on_the_screen(
    page: Page, live_server: LiveServer
) -> None:
    case = CasePair(asked="facts of it " * 330, first="Alpha", second="Beta")
    _, edit_key, _ = started(cases=[case])
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"{live_server.url}/plan/{edit_key}/pilot/1/rate/")

    for name in ("One is better", "Neither is good enough"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()


def test_two_pictures_a_case_are_uploaded_and_rated_blind_on_a_phone(
    page: Page, live_server: LiveServer
) -> None:
    plan, edit_key, pilot = started(
        cases=[CasePair(asked="A photo of the pasta"), CasePair(asked="The salad, read aloud")]
    )
    models = store.protocol_of(pilot).names
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"{live_server.url}/plan/{edit_key}/pilot/1/files/")
    for number, kind in ((1, "image/png"), (2, "audio/wav")):
        page.get_by_text(f"Case {number}", exact=True).click()
        case = page.locator(f"#case-{number}")
        for place, model in enumerate(models):
            data = png(640, 480, bytes([200, 90 * place, 40])) if number == 1 else wav()
            sent: FilePayload = {"name": f"{model}.png", "mimeType": kind, "buffer": data}
            case.get_by_label(model, exact=True).set_input_files(sent)
        page.get_by_role("button", name=f"Save case {number}").click()
    page.get_by_role("link", name="Rate them blind").click()

    expect(page.get_by_text("Case 1 of 2")).to_be_visible()
    page.wait_for_function(
        "() => [...document.querySelectorAll('img.sample')].every(each => each.complete)"
    )
    shown = (
        "picture => [picture.complete, picture.naturalWidth, picture.getBoundingClientRect().width "
        "<= innerWidth]"
    )
    assert (
        page.locator("img.sample").evaluate_all(f"all => all.map({shown})")
        == [[True, 640, True]] * 2
    )
    assert not any(model in page.content() for model in models)
    page.get_by_role("button", name="One is better").click()
    expect(page.locator("audio.sample")).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('audio')].every(each => each.readyState > 0 && "
        "!each.error)"
    )
    page.get_by_role("button", name="No difference").click()

    assert sorted(PilotResult.objects.values_list("values__better", flat=True)) == [
        "no",
        "same",
        "same",
        "yes",
    ]
    assert plan.pilots.count() == 1


def test_pages_of_the_pilot_are_accessible_and_fit_the_screen(
    window: Window, live_server: LiveServer
) -> None:
    _, fresh_key = planned()
    plan, edit_key, pilot = started(cases=CASES)
    for number in range(1, 14):
        rate(
            pilot,
            number,
            {**GOOD, "better": "yes"},
            {"accepted": number != 13, "harmful": number == 13, "better": "no"},
        )
    texts.save_file(pilot, 14, 1, BytesIO(png(640, 480)))
    texts.save_file(pilot, 14, 2, BytesIO(wav()))
    rating_key = store.make_rating_key(pilot)
    store.rate(
        pilot, 3, SECOND, {model: {"accepted": False} for model in store.protocol_of(pilot).name_of}
    )
    passed, passed_key, other = started()
    taking.take(other, rows(other, 60, 3))
    _, month_key, _ = used()
    own = [
        f"/plan/{edit_key}/pilot/{place}"
        for place in (
            "",
            "1/cases/",
            "1/files/",
            "1/rate/",
            "1/rate/?case=14",
            "1/rate/?case=13",
            "1/settle/",
            "1/bring/",
            "new/",
        )
    ]
    own += [f"/plan/{fresh_key}/pilot/"]
    own += [f"/plan/{passed_key}/pilot/{place}" for place in ("",)]
    own += [f"/plan/{month_key}/", f"/plan/{month_key}/pilot/1/month/"]
    own += [
        f"/p/rate/{rating_key}/",
        f"{plan.get_absolute_url()}pilot/",
        f"{passed.get_absolute_url()}pilot/",
    ]
    for address in (*own, plan.get_absolute_url()):
        window.page.goto(live_server.url + address)
        window.look()

    assert window.wrong == {}
