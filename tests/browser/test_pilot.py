"""A test of twenty pairs on a phone, with and without scripts: pages and taps are counted; nothing is in anybody's way."""

from io import BytesIO

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window
from tests.wizard.pilot.kit import CASES, frame_of, planned, rate, rows, started
from tests.wizard.pilot.samples import png, wav
from wizard.models import PilotResult, Plan
from wizard.pilot import store, taking, texts
from wizard.pilot.cases import CasePair

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]
GOOD = {"accepted": True, "harmful": False}


class Counted:
    """A page on which pages and taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.pages, self.taps = page, 0, 0
        page.set_viewport_size({"width": 390, "height": 844})
        page.on("framenavigated", lambda _: self._arrived())

    def _arrived(self) -> None:
        self.pages += 1

    def tap(self, label: str, *, last: bool = False, role: str = "") -> None:
        """Tap something by its label, as a thumb does."""
        self.taps += 1
        found = (
            self.page.get_by_role("button", name=label)
            if role == "button"
            else self.page.get_by_label(label)
        )
        (found.last if last else found.first).click()


def run(counted: Counted, base: str, plan: Plan, edit_key: str, *, rated: int = 20) -> None:
    """Bring a fresh plan with twenty pairs to the verdict, or rate some of them, and count."""
    page, models = counted.page, frame_of(plan).protocol.names

    page.goto(f"{base}/plan/{edit_key}/pilot/")
    page.get_by_label("The cases, a blank line between two").fill(
        "\n\n".join(case.asked for case in CASES)
    )
    page.get_by_role("button", name="Start with these cases").click()
    for name in models:
        page.get_by_label(f"Paste what {name} answered").fill(
            "\n".join(f"[{n}] {name} {n}" for n in range(1, 21))
        )
    page.get_by_role("button", name="Save, and rate them blind").click()
    expect(page.get_by_text("Test, case 1 of 20")).to_be_visible()
    first = counted.pages

    most = 0
    for number in range(1, rated + 1):
        expect(page.get_by_text(f"Test, case {number} of 20")).to_be_visible()
        before = counted.taps
        counted.tap("Could go out as it is")
        counted.tap("Could go out as it is", last=True)
        counted.tap("No difference")
        counted.tap("Save, next case", role="button")
        most = max(most, counted.taps - before)
    expect(
        page.get_by_role("heading", name="Both passed.")
        if rated == 20
        else page.get_by_text(f"case {rated + 1} of 20")
    ).to_be_visible()

    assert first <= 3  # pages until the first result
    assert most <= 4  # taps a case
    assert PilotResult.objects.count() == 2 * rated


def test_twenty_pairs_on_a_phone_with_scripts(page: Page, live_server: LiveServer) -> None:
    run(Counted(page), live_server.url, *planned())


def test_pairs_on_a_phone_without_scripts(plain: Page, live_server: LiveServer) -> None:
    run(Counted(plain), live_server.url, *planned(), rated=3)


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

    expect(page.get_by_text("Test, case 1 of 2")).to_be_visible()
    page.wait_for_function(
        "() => [...document.querySelectorAll('img.sample')].every(each => each.complete)"
    )
    shown = "picture => [picture.complete, picture.naturalWidth, picture.getBoundingClientRect().width <= innerWidth]"
    assert (
        page.locator("img.sample").evaluate_all(f"all => all.map({shown})")
        == [[True, 640, True]] * 2
    )
    assert not any(model in page.content() for model in models)
    page.get_by_label("Left").last.check()
    page.get_by_role("button", name="Save, next case").click()
    expect(page.locator("audio.sample")).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('audio')].every(each => each.readyState > 0 && !each.error)"
    )
    page.get_by_label("No difference").check()
    page.get_by_role("button", name="Save, next case").click()

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
    passed, passed_key, other = started()
    taking.take(other, rows(other, 60, 3))
    row = PilotResult.objects.filter(pilot=other)[0].pk
    own = [
        f"/plan/{edit_key}/pilot/{place}"
        for place in (
            "",
            "1/cases/",
            "1/files/",
            "1/rate/",
            "1/rate/?case=14",
            "1/rate/?case=13",
            "1/results/",
            "1/bring/",
            "new/",
        )
    ]
    own += [f"/plan/{fresh_key}/pilot/"]
    own += [f"/plan/{passed_key}/pilot/{place}" for place in ("", "1/add/", f"1/results/{row}/")]
    own += [
        f"/p/rate/{rating_key}/",
        f"{plan.get_absolute_url()}pilot/",
        f"{passed.get_absolute_url()}pilot/",
    ]
    for address in (*own, plan.get_absolute_url()):
        window.page.goto(live_server.url + address)
        window.look()

    assert window.wrong == {}
