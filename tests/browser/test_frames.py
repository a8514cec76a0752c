"""A page of another origin frames what it may; everything else refuses, in a real browser."""

from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import override

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.looking import Window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("starter_release"),
]

MAY, MAY_NOT = (
    ("/embed/prices/", "/embed/calendar/"),
    (
        "/",
        "/prices/",
        "/calendar/",
        "/prices/text.svg",
        "/models/",
        "/plan/new/",
        "/claims/",
        "/api/v1/models",
        "/embed/nothing/",
    ),
)


class Stranger(BaseHTTPRequestHandler):
    """A site of somebody else, whose only page frames some addresses."""

    def __init__(self, framed: list[str], *args: object) -> None:
        self.framed = framed
        super().__init__(*args)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:  # the name that the server calls
        frames = "".join(
            f'<iframe src="{address}" title="{number}" width="700" height="420"></iframe>'
            for number, address in enumerate(self.framed)
        )
        body = f"<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>{frames}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:  # as the server calls it
        """Say nothing."""


@pytest.fixture
def stranger(live_server: LiveServer) -> Iterator[str]:
    """Serve a page of another origin that frames all of them."""
    framed = [f"{live_server.url}{path}" for path in (*MAY, *MAY_NOT)]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Stranger, framed))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Open a page whose console may complain: that is what is looked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_another_site_can_frame_two_pages_and_no_other(reader: Page, stranger: str) -> None:
    refusals: list[str] = []
    reader.on("console", lambda message: refusals.append(message.text))
    reader.goto(stranger)

    prices, dates = (reader.frame_locator(f"iframe[title='{number}']") for number in (0, 1))
    expect(prices.get_by_role("heading", name="What a given quality costs")).to_be_visible()
    expect(prices.get_by_role("img").first).to_be_visible()
    expect(dates.get_by_role("heading", name="AI price rises and ends of sale")).to_be_visible()
    expect(dates.get_by_role("row").nth(1)).to_be_visible()
    for number in range(len(MAY), len(MAY) + len(MAY_NOT)):
        frame = reader.frame_locator(f"iframe[title='{number}']")
        assert frame.locator("h1, svg, pre").count() == 0, MAY_NOT[number - len(MAY)]
    refused = [text for text in refusals if "frame-ancestors" in text or "X-Frame-Options" in text]
    assert len(refused) >= len(MAY_NOT)
    assert not any("/embed/prices/" in text or "/embed/calendar/" in text for text in refusals)


def test_pages_of_figures_are_accessible_and_fit(window: Window, live_server: LiveServer) -> None:
    for address in ("/prices/", "/prices/?currency=GBP", "/calendar/", "/calendar/?at=all", *MAY):
        window.page.goto(live_server.url + address)
        window.unfold()
        window.look()

    assert window.wrong == {}


def test_without_scripts_the_calendar_narrows_and_the_citation_is_there(
    plain: Page, live_server: LiveServer
) -> None:
    plain.goto(f"{live_server.url}/calendar/")
    plain.get_by_role("group", name="Maker").get_by_role("link", name="Anthropic").click()

    expect(plain.get_by_role("group", name="Maker").locator("b")).to_contain_text("Anthropic")
    expect(plain.locator(".cal3 .by").first).to_have_text("Anthropic")
    expect(plain.locator(".cal3 .by", has_text="OpenAI")).to_have_count(0)
    plain.get_by_text("Cite", exact=True).click()
    assert (
        "/calendar/?maker=anthropic&release=1&as_of="
        in plain.get_by_label("As a line").input_value()
    )


def test_a_text_to_cite_is_copied(page: Page, live_server: LiveServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto(f"{live_server.url}/prices/")
    page.get_by_text("Embed", exact=True).click()
    page.get_by_role("button", name="Copy").last.click()

    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith(f'<iframe src="{live_server.url}/embed/prices/"')
