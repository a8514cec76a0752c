"""`ops/nginx.conf` on a real nginx, where there is one: its log, redirects and visitors.

Visitors are told apart by whom it takes for one.
"""

import contextlib
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, override

import pytest

from config.environment import PROJECT
from config.request_cost import FORM_BYTES, LARGE_FILE_BYTES, TEXT_FILE_BYTES
from tests.addresses import DESK, PUBLIC, most_bytes
from tests.config.test_operated import KEYS, MISTYPED, keyed
from tests.proxied import nginx
from tests.serving import free_port

HOST = "plans.example.org"
HERE = "    # Here goes what docs/operations.md has for a sign-on.\n"
SECRET = "s3cret-of-this-test-alone"
NOTHING: Mapping[str, str] = {}


class _Site(BaseHTTPRequestHandler):
    """Stands in for the site, and says as whom a visitor comes.

    It also stands in for a sign-on, which knows one cookie.
    """

    protocol_version = "HTTP/1.1"
    forms: ClassVar[list[str]] = []  # where to

    def do_POST(self) -> None:  # the name http.server calls
        """Answer, but drop the first form to an address, as a process that stops does.

        Such a process leaves what it has not begun.
        """
        self.forms.append(self.path)
        if self.forms.count(self.path) == 1:
            self.close_connection = True
        else:
            self.do_GET()

    def do_GET(self) -> None:  # the name http.server calls
        """Answer."""
        self.send_response(
            401 if self.path == "/oauth2/auth" and "Cookie" not in self.headers else 200
        )
        self.send_header("X-Auth-Request-Email", "known@example.org")
        user = (
            self.path
            if self.path.startswith("/oauth2/")
            else self.headers.get("X-Remote-User", "nobody")
        )
        self.send_header("X-Told", f"{user} {self.headers.get('X-Sign-On-Secret', '')}".strip())
        self.send_header("Content-Length", "0")
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx."""

    home: Path
    plain: int
    secure: int

    def get(
        self,
        path: str,
        *,
        method: str = "GET",
        tls: bool = True,
        host: str = HOST,
        headers: Mapping[str, str] = NOTHING,
    ) -> tuple[int, str]:
        """Return status and Location, or as whom the site was asked."""
        return next(
            self.all([(path, "192.0.2.1")], method=method, tls=tls, host=host, headers=headers)
        )

    def all(
        self,
        asked: Iterable[tuple[str, str]],
        *,
        method: str = "GET",
        tls: bool,
        host: str = HOST,
        headers: Mapping[str, str] = NOTHING,
    ) -> Iterator[tuple[int, str]]:
        """Ask for paths, each as a visitor, over one connection; yield status and Location.

        For some paths, yield as whom the site was asked.
        """
        trust = trusting()
        with contextlib.closing(
            http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=trust)
            if tls
            else http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        ) as connection:
            for path, visitor in asked:
                connection.request(
                    method, path, headers={"Host": host, "X-Visitor": visitor, **headers}
                )
                answer = connection.getresponse()
                answer.read()
                yield (
                    answer.status,
                    answer.headers.get("Location", answer.headers.get("X-Told", "")),
                )

    def answer_to_head(self, path: str, length: int, visitor: str) -> str:
        """Announce a body of this length; return the first answer before any of it is sent."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Visitor: {visitor}\r\n"
            f"Expect: 100-continue\r\nContent-Length: {length}\r\n\r\n"
        )
        with (
            socket.create_connection(("127.0.0.1", self.secure), timeout=10) as plain,
            trusting().wrap_socket(plain) as line,
        ):
            line.sendall(head.encode())
            return line.recv(4_000).decode()


@cache
def trusting() -> ssl.SSLContext:
    """Return what takes the certificate that is made for these tests."""
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


@dataclass(frozen=True, slots=True)
class SignOn:
    """What the page on operations adds for a sign-on, to the server and the desk's location."""

    to_server: str
    to_desk: str
    answers: bool


def of_the_page(*, answers: bool = True) -> SignOn:
    page = (PROJECT / "docs/operations.md").read_text("utf-8")
    (to_server,) = re.findall(r"```\n(location = /oauth2[^`]*)```", page)
    (to_desk,) = re.findall(r"```\n(auth_request [^`]*)```", page)
    return SignOn(to_server, to_desk, answers)


@contextlib.contextmanager
def _site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        yield server.server_port
        server.shutdown()


@contextlib.contextmanager
def proxied(home: Path, sign_on: SignOn | None = None) -> Iterator[Proxy]:
    """Run nginx with our file before a stand-in, with what a sign-on adds.

    The page on operations says what to add.
    """
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine")
    pair = (
        f"req -x509 -newkey rsa:2048 -nodes -subj /CN={HOST} -keyout {home}/tls.key -out "
        f"{home}/tls.pem"
    )
    subprocess.run(["openssl", *pair.split()], check=True, capture_output=True)
    running = Proxy(home, free_port(), free_port())
    with _site() as site:
        changed = [
            ("listen 80;", f"listen 127.0.0.1:{running.plain};"),
            ("listen 443 ", f"listen 127.0.0.1:{running.secure} "),
            (f"/etc/ssl/{HOST}", f"{home}/tls"),
        ]
        if sign_on is not None:
            port = site if sign_on.answers else free_port()
            to_server = sign_on.to_server.replace("127.0.0.1:4180", f"127.0.0.1:{port}")
            changed.append(("    location / {", f"{to_server}\n    location / {{"))
            changed.append((f"    {HERE}", sign_on.to_desk))
            (home / "pilotlight-sign-on.secret").write_text(f"default {SECRET};\n")
        with nginx(home, site=site, listens=running.secure, changed=changed):
            yield running


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxied(tmp_path_factory.mktemp("proxy")) as running:
        yield running


def test_no_key_reaches_a_log_over_either_port(proxy: Proxy) -> None:
    mistyped = [each.format(KEYS["edit_key"]) for each in MISTYPED]
    asked = [
        (f"{address}?key={KEYS['edit_key']}", "192.0.2.1")
        for address in [*mistyped, *sorted({*keyed()}) * 100][:100]
    ]

    answers = {answer for tls in (True, False) for answer, _ in proxy.all(asked, tls=tls)}

    until = time.monotonic() + 60
    while (logs := written(proxy)).count("GET ") < len(asked) and time.monotonic() < until:
        time.sleep(0.05)  # a line is written when its answer has been sent
    assert answers == {200, 308}
    assert [key for key in KEYS.values() if key in logs] == []
    assert '"GET /p/-' in logs
    assert logs.count("GET ") == len(asked)  # of port 80 nothing is written


def written(proxy: Proxy) -> str:
    return "".join(log.read_text("utf-8") for log in proxy.home.glob("*.log"))


def test_redirect_leads_to_the_site_whatever_host_was_sent(proxy: Proxy) -> None:
    assert proxy.get("/models/?page=2", tls=False, host="evil.example") == (
        308,
        f"https://{HOST}/models/?page=2",
    )


def test_form_that_got_no_answer_is_sent_once_more(proxy: Proxy) -> None:
    assert proxy.get("/theme/", method="POST")[0] == 200
    assert _Site.forms.count("/theme/") == 2


def test_one_line_of_ipv6_is_one_visitor(proxy: Proxy) -> None:
    one = {
        status
        for status, _ in proxy.all(
            [("/", f"2001:db8:0:1::{part:x}") for part in range(400)], tls=True
        )
    }
    many = {
        status
        for status, _ in proxy.all(
            [("/", f"2001:db8:1:{part:x}::1") for part in range(400)], tls=True
        )
    }

    assert one == {200, 429}
    assert many == {200}


EVERY = [*PUBLIC, *DESK]
# What the proxy refuses of views that take so much; it leaves to Pilotlight what lies between.
MORE_THAN = {
    64_000: 1_048_577,
    FORM_BYTES: 1_048_577,
    TEXT_FILE_BYTES: 2_097_153,
    LARGE_FILE_BYTES: 22_020_097,
}
FORGED = {
    "X-Remote-User": "chief",
    "X_Remote_User": "chief",
    "x-remote-user": "chief",
    "X-Sign-On-Secret": "claimed",
}


def test_visitor_cannot_say_who_is_signed_on(proxy: Proxy) -> None:
    for path in ("/", "/admin/", "/admin/../", "//admin/", "/%61dmin/", "/ADMIN/"):
        assert proxy.get(path, headers=FORGED) == (200, "nobody"), path


def test_desk_asks_to_wait_while_the_sign_on_does_not_answer(tmp_path: Path) -> None:
    with proxied(tmp_path, of_the_page(answers=False)) as proxy:
        assert proxy.get("/admin/catalog/")[0] == 503
        assert proxy.get("/") == (200, "nobody")


def test_sign_on_of_the_page_names_the_editor_at_the_desk_alone(tmp_path: Path) -> None:
    with proxied(tmp_path, of_the_page()) as proxy:
        known = {"Cookie": "signed-on", **FORGED}

        for page in ("/admin/catalog/", "/admin/catalog/import/in/"):
            assert proxy.get(page, headers=known) == (200, f"known@example.org {SECRET}")
        # What visitors send is passed on to the sign-on alone, which has no use for it.
        assert proxy.get("/admin/catalog/", headers=FORGED) == (200, "/oauth2/sign_in claimed")
        assert proxy.get("/oauth2/auth", headers=known)[0] == 404
        user = {
            proxy.get(path, headers=sent)[1]
            for path in ("/", "/admin/../", "/ADMIN/")
            for sent in (known, FORGED)
        }
        assert user == {"nobody"}


def test_desk_keeps_its_limits_behind_a_sign_on(tmp_path: Path) -> None:
    with proxied(tmp_path, of_the_page()) as proxy:
        asked = [("/admin/", "192.0.2.1")] * 400
        statuses = {status for status, _ in proxy.all(asked, tls=True)}

    assert statuses == {200, 429}


# How much is taken where


def test_proxy_takes_at_each_address_what_its_view_takes(proxy: Proxy) -> None:
    asked = {
        (address, length): ("413" if length > most else "100")
        for address in EVERY
        for most in (most_bytes(address),)
        for length in (most, MORE_THAN[most])
    }

    visitors = {"/metrics": "127.0.0.1"}  # which is for those inside
    came = {
        (address, length): proxy.answer_to_head(
            address, length, visitors.get(address, f"2001:db8:0:{number:x}::1")
        ).split()[1]
        for number, (address, length) in enumerate(asked)
    }

    assert came == asked


def test_what_the_proxy_refuses_is_said_in_a_page(proxy: Proxy) -> None:
    answer = proxy.answer_to_head("/nowhere/", 2_000_000, "192.0.2.9")

    assert answer.startswith("HTTP/1.1 413 ")
    assert "A form takes 1 MB" in answer
