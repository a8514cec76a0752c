"""Jobs of an editor's hour, replayed in a browser: what they take in clicks and fields filled in."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from catalog import desk, releases
from catalog.exchange import price_sync
from catalog.models import DESK, AiModel, Benchmark, Offer, Price, Provider, Score, Source
from tests.browser.looking import faults
from tests.support import member, take_desk, unsaved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 390, "height": 800}
# Kind → how many rows of it are written; sixteen of ten kinds, as an editor may have after an hour.
WRITTEN = {
    "sources": 1,
    "providers": 2,
    "industries": 1,
    "models": 2,
    "offers": 2,
    "prices": 3,
    "benchmarks": 1,
    "claims": 1,
    "articles": 1,
    "terms": 2,
}


class Acts:
    """A browser that counts: a click is one act, a field filled in is one, a row searched and picked is two."""

    def __init__(self, page: Page, base: str, role: str) -> None:
        """Sign in with a role and open the desk."""
        key = member(role).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base}])
        page.goto(f"{base}/admin/")
        self.page, self.count = page, 0

    def click(self, found: Locator) -> None:
        """Click once."""
        found.click()
        self.count += 1

    def fill(self, found: Locator, value: str) -> None:
        """Fill one field in."""
        found.fill(value)
        self.count += 1

    def choose(self, found: Locator, value: str) -> None:
        """Choose from a list that is shown."""
        found.select_option(value)
        self.count += 1

    def pick(self, field: str, text: str) -> None:
        """Search a row and pick the first that is found."""
        self.page.locator(f"#select2-{field}-container").click()
        self.page.locator(".select2-search__field").fill(text)
        self.page.locator(".select2-results__option", has_text=text).first.click()
        self.count += 2

    def add_related(self, field: str) -> "Acts":
        """Open the small window that adds a row to refer to."""
        with self.page.expect_popup() as opened:
            self.page.locator(f"#add_{field}").click()
        window = object.__new__(Acts)
        window.page, window.count = opened.value, 0
        self.count += 1
        return window

    def close(self, window: "Acts") -> None:
        """Save the row of a small window, which then closes."""
        with window.page.expect_event("close"):
            window.click(window.page.get_by_role("button", name="Save", exact=True))
        self.count += window.count


def test_new_model_with_maker_source_offer_prices_and_score_takes_at_most_25_acts(
    page: Page, live_server: LiveServer
) -> None:
    take_desk()
    releases.publish(author=None, note="First.")
    board = Benchmark.objects.order_by("slug")[0]
    acts = Acts(page, live_server.url, "Editor")

    acts.click(page.locator("#content .model-aimodel .addlink"))
    acts.fill(page.get_by_label("Name:", exact=True), "Lumen 3.1")
    maker = acts.add_related("id_provider")
    maker.fill(maker.page.get_by_label("Name:", exact=True), "Lumen Labs")
    acts.close(maker)
    source = acts.add_related("id_source")
    source.fill(source.page.get_by_label("Title:"), "Lumen Labs, price page")
    source.fill(source.page.get_by_label("Publisher:"), "Lumen Labs")
    source.choose(source.page.get_by_label("Voice:"), "seller")
    source.fill(source.page.locator("#id_retrieved"), "2026-11-26")
    acts.close(source)
    acts.fill(page.locator("#id_as_of"), "2026-11-26")
    acts.click(page.locator("input[name=inputs][value=text]"))
    acts.click(page.locator("input[name=outputs][value=text]"))
    acts.fill(page.locator("[id$='-0-usd_input_mtok']"), "2")
    acts.fill(page.locator("[id$='-0-usd_output_mtok']"), "10")
    acts.fill(page.locator("[id$='-0-usd_cached_input_mtok']"), "0.2")
    scores = page.locator("[id$='-0-benchmark']").first.get_attribute("id") or ""
    acts.pick(scores, board.name)
    start = scores.removesuffix("benchmark")
    acts.fill(page.locator(f"#{start}value"), "61.4")
    acts.choose(page.locator(f"#{start}voice"), "measured")
    acts.fill(page.locator(f"#{start}measured_by"), "Epoch AI")
    acts.click(page.get_by_role("button", name="Save and send to review"))

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    model = AiModel.objects.get(slug="lumen-3-1")
    assert (model.provider.slug, model.state) == ("lumen-labs", "review")
    assert Offer.objects.get(model=model).slug == "lumen-3-1@lumen-labs"
    assert (
        Price.objects.filter(offer__model=model, source=Source.objects.get(slug="lumen-labs-price-page")).count() == 3
    )
    assert Score.objects.get(model=model).as_of == date(2026, 11, 26)
    assert acts.count <= 25, acts.count  # 66 by seven forms


def test_sixteen_rows_go_from_draft_to_public_in_at_most_25_acts_the_review_on_a_phone(
    page: Page, live_server: LiveServer
) -> None:
    take_desk()
    releases.publish(author=None, note="First.")
    editor = Acts(page, live_server.url, "Editor")
    author = User.objects.get(username="editor")
    for kind, rows in WRITTEN.items():
        desk.write_many([unsaved(DESK[kind], state="draft") for _ in range(rows)], author=author, note="An hour.")

    page.reload()
    editor.click(page.get_by_role("link", name="My drafts"))
    assert page.locator("input[name=rows]:checked").count() == sum(WRITTEN.values()) == 16
    editor.click(page.get_by_role("button", name="Send the ticked to review"))
    expect(page.locator(".messagelist")).to_contain_text("Sent to review: 16 rows.")

    page.set_viewport_size(PHONE)
    reviewer = Acts(page, live_server.url, "Reviewer")
    reviewer.click(page.get_by_role("link", name="Waiting for review"))
    assert faults(page) == []
    reviewer.fill(page.get_by_label("Note:"), "An hour’s work.")
    reviewer.click(page.get_by_role("button", name="Approve and publish"))

    expect(page.locator(".messagelist")).to_contain_text("Release 2 is what readers see now.")
    assert Provider.objects.filter(state="published", slug__in=releases.current().catalog.provider).exists()
    assert editor.count + reviewer.count <= 25, (editor.count, reviewer.count)  # 105 by one list after another


def test_what_lists_propose_is_sent_to_review_in_two_acts(page: Page, live_server: LiveServer) -> None:
    take_desk()
    releases.publish(author=None, note="First.")
    Price.objects.update(last_seen=None, as_of="2026-01-01")
    held = Price.objects.filter(offer__isnull=False, valid_to=None, region="", tier="", unit="input_mtok").order_by(
        "pk"
    )[0]
    cost = {"cost": {"input": float(held.usd) * 1.25}, "last_updated": "2026-11-26"}
    models = {held.offer.model.slug: cost}
    run = price_sync.dry_run({"models.dev": {held.offer.seller.slug: {"models": models}}}, None, author=None)
    acts = Acts(page, live_server.url, "Editor")

    acts.click(page.get_by_role("link", name="Changed in the world"))
    assert faults(page) == []
    acts.click(page.get_by_role("button", name="Send the ticked to review"))

    expect(page.locator(".messagelist")).to_contain_text("In review now: 1 row.")
    assert (run.new, acts.count) == (1, 2)
    assert Price.objects.get(offer=held.offer, unit=held.unit, valid_from="2026-11-26").state == "review"
