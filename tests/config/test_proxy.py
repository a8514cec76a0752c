"""`ops/nginx.conf` on a real nginx, where there is one: what it logs, where it redirects to, whom it takes for one visitor."""

import contextlib
import http.client
import shutil
import socket
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

from config.environment import PROJECT
from tests.config.test_operated import KEYS, keyed
from tests.serving import free_port

HOST = "plans.example.org"
# What a distribution's nginx.conf says around ours, and the address of a visitor as a test makes it up.
AROUND = """
daemon off;
worker_processes 1;
pid {home}/pid;
error_log {home}/error.log;
events {{ }}
http {{
    access_log {home}/access.log;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Visitor;
    include {home}/pilotlight.conf;
}}
"""


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


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def _site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not on this machine")
    pair = f"req -x509 -newkey rsa:2048 -nodes -subj /CN={HOST} -keyout {tmp_path}/tls.key -out {tmp_path}/tls.pem"
    subprocess.run(["openssl", *pair.split()], check=True, capture_output=True)
    with _site() as site:
        running = Proxy(tmp_path, free_port(), free_port())
        ours = (PROJECT / "ops/nginx.conf").read_text("utf-8")
        for written, here in (
            ("127.0.0.1:8000", f"127.0.0.1:{site}"),
            ("listen 80;", f"listen 127.0.0.1:{running.plain};"),
            ("listen 443 ", f"listen 127.0.0.1:{running.secure} "),
            ("    listen [::]:80;\n", ""),  # a machine that tests may have no IPv6
            ("    listen [::]:443 ssl;\n", ""),
            (f"/etc/ssl/{HOST}", f"{tmp_path}/tls"),
            ("/var/log/nginx", str(tmp_path)),
        ):
            ours = ours.replace(written, here)
        (tmp_path / "pilotlight.conf").write_text(ours, "utf-8")
        (tmp_path / "nginx.conf").write_text(AROUND.format(home=tmp_path), "utf-8")
        command = [program, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
        tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        server = subprocess.Popen(command)
        until = time.monotonic() + 10
        while not _listens(running.secure) and time.monotonic() < until:
            time.sleep(0.05)
        yield running
        server.terminate()
        server.wait(10)


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
