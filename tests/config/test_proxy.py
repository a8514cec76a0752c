"""`ops/nginx.conf` on a real nginx, where there is one: what it logs, where it redirects to, whom it takes for one visitor."""

import contextlib
import http.client
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import override

import pytest

from tests.config.test_operated import KEYS, keyed
from tests.proxied import nginx
from tests.serving import free_port

HOST = "plans.example.org"


class _Site(BaseHTTPRequestHandler):
    """Stands in for the site: what it says of an address matters to no proxy."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name http.server calls
        """Answer."""
        self.send_response(200)
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

    def get(self, path: str, *, tls: bool = True, host: str = HOST, visitor: str = "192.0.2.1") -> tuple[int, str]:
        """Return status and Location."""
        return next(self.all([(path, visitor)], tls=tls, host=host))

    def all(self, asked: Iterable[tuple[str, str]], *, tls: bool, host: str = HOST) -> Iterator[tuple[int, str]]:
        """Ask for paths, each as a visitor, over one connection; yield status and Location."""
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        with contextlib.closing(
            http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=trust)
            if tls
            else http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        ) as connection:
            for path, visitor in asked:
                connection.request("GET", path, headers={"Host": host, "X-Visitor": visitor})
                answer = connection.getresponse()
                answer.read()
                yield answer.status, answer.headers.get("Location", "")


@contextlib.contextmanager
def _site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine")
    pair = f"req -x509 -newkey rsa:2048 -nodes -subj /CN={HOST} -keyout {tmp_path}/tls.key -out {tmp_path}/tls.pem"
    subprocess.run(["openssl", *pair.split()], check=True, capture_output=True)
    running = Proxy(tmp_path, free_port(), free_port())
    changed = (
        ("listen 80;", f"listen 127.0.0.1:{running.plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{running.secure} "),
        (f"/etc/ssl/{HOST}", f"{tmp_path}/tls"),
    )
    with _site() as site, nginx(tmp_path, site=site, listens=running.secure, changed=changed):
        yield running


def test_no_key_reaches_a_log_over_either_port(proxy: Proxy) -> None:
    asked = [(f"{address}?key={KEYS['edit_key']}", "192.0.2.1") for address in (sorted({*keyed()}) * 100)[:100]]

    answers = {answer for tls in (True, False) for answer, _ in proxy.all(asked, tls=tls)}

    time.sleep(0.2)
    logs = "".join(log.read_text("utf-8") for log in proxy.home.glob("*.log"))
    assert answers == {200, 308}
    assert [key for key in KEYS.values() if key in logs] == []
    assert '"GET /p/-' in logs
    assert logs.count("GET ") == len(asked)  # of port 80 nothing is written


def test_redirect_leads_to_the_site_whatever_host_was_sent(proxy: Proxy) -> None:
    assert proxy.get("/models/?page=2", tls=False, host="evil.example") == (308, f"https://{HOST}/models/?page=2")


def test_one_line_of_ipv6_is_one_visitor(proxy: Proxy) -> None:
    one = {status for status, _ in proxy.all([("/", f"2001:db8:0:1::{part:x}") for part in range(400)], tls=True)}
    many = {status for status, _ in proxy.all([("/", f"2001:db8:1:{part:x}::1") for part in range(400)], tls=True)}

    assert one == {200, 429}
    assert many == {200}
