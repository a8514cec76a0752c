"""Addresses of sources and price lists are asked in the public web alone.

This holds at every redirect, and within a time.
"""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import override

import pytest

from catalog.imports.public_web import NoAnswerError, answer_of, is_public
from wizard.management.commands.check_links import ask_address

HERE, INSIDE = "127.0.0.1", "0.0.0.0"
DRIPPING = 100  # seconds that a head takes which comes by the letter


class _Site(BaseHTTPRequestHandler):
    """Answers, redirects, or sends its head a letter at a time; notes the host it was asked at."""

    asked: list[str]

    def do_GET(self) -> None:  # the name http.server calls
        """Answer by the path."""
        self.asked.append(f"{self.headers['Host'].partition(':')[0]}{self.path}")
        if self.path == "/drip":
            for letter in ("HTTP/1.0 200 OK" + "\\r\\nX-Slow: 1" * 100)[: DRIPPING * 10]:
                self.wfile.write(letter.encode())
                time.sleep(0.1)
        _, kind, where = self.path.split("/", 2) if self.path.startswith("/to/") else ("", "", "")
        self.send_response(302 if kind else {"/there": 200, "/shy": 403}.get(self.path, 404))
        if kind:
            self.send_header(
                "Location", where.replace("PORT", self.headers["Host"].rpartition(":")[2])
            )
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a site on this machine, and what it was asked."""
    asked: list[str] = []
    with ThreadingHTTPServer(("", 0), type("Site", (_Site,), {"asked": asked})) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        yield f"http://{HERE}:{server.server_port}", asked
        server.shutdown()


def may(address: str) -> bool:
    """Take one address of this machine for a public one."""
    return address == HERE


def answer_or_reason(url: str, seconds: float, may_ask: Callable[[str], bool] = is_public) -> str:
    try:
        return ask_address(url, seconds=seconds, may_ask=may_ask)
    except NoAnswerError as reason:
        return str(reason)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/there", ""),
        ("/shy", ""),
        ("/gone", "404 Not Found"),
        ("/to//there", ""),
        (f"/to/http://{INSIDE}:PORT/there", "Not an address of the public web"),
        ("/to/ftp://127.0.0.1/there", "No http or https address"),
        ("/to/file:///etc/passwd", "No http or https address"),
    ],
)
def test_address_is_asked_as_far_as_the_public_web_goes(
    site: tuple[str, list[str]], path: str, answer: str
) -> None:
    base, asked = site

    assert answer_or_reason(f"{base}{path}", seconds=5, may_ask=may) == answer
    assert [each for each in asked if each.startswith(INSIDE)] == []


@pytest.mark.parametrize("host", [HERE, INSIDE, "localhost", "[::1]"])
def test_own_machine_is_not_asked(site: tuple[str, list[str]], host: str) -> None:
    base, asked = site

    assert answer_or_reason(base.replace(HERE, host), seconds=5) in {
        "Not an address of the public web",
        "No such host",
    }
    assert asked == []


def test_redirects_come_to_an_end(site: tuple[str, list[str]]) -> None:
    base, asked = site

    assert (
        answer_or_reason(f"{base}/to//to//to//to//to//to//there", seconds=5, may_ask=may)
        == "Too many redirects"
    )
    assert len(asked) == 6


def test_head_that_drips_ends_in_time(site: tuple[str, list[str]]) -> None:
    begun = time.monotonic()

    answer = answer_or_reason(f"{site[0]}/drip", seconds=1, may_ask=may)

    assert answer == "No answer within 1 seconds"
    assert time.monotonic() - begun < DRIPPING / 2


def test_price_list_is_asked_for_over_https_alone(site: tuple[str, list[str]]) -> None:
    with (
        pytest.raises(NoAnswerError, match="No https address"),
        answer_of(f"{site[0]}/there", seconds=5, agent="test", schemes=("https",), may_ask=may),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(
            (each, True)
            for each in ("1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1")
        ),
        *(
            (each, False)
            for each in (
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
            )
        ),
        *(
            (each, False)
            for each in (
                "fe80::1",
                "fc00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "ff02::1",
            )
        ),
    ],
)
def test_which_addresses_are_public(address: str, *, public: bool) -> None:
    assert is_public(address) is public
