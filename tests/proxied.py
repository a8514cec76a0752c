"""`ops/nginx.conf` on a real nginx, for tests."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.environment import PROJECT
from tests.serving import Served, children, free_port, served

# What a distribution's nginx.conf says around ours, and the address of a visitor as a test makes it
# up.
AROUND = """
daemon off;
worker_processes 1;
pid {home}/pid;
error_log {home}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log {home}/access.log;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Visitor;
    include {home}/pilotlight.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """A site by its own address, by that of the nginx before it, and nginx's folder."""

    site: Served
    public: Served
    home: Path

    @property
    def workers(self) -> list[int]:
        return children(self.site.server.pid)

    @property
    def processes(self) -> list[int]:
        """Return all that may hold a body: our workers and nginx's."""
        return [*self.workers, *children(int((self.home / "pid").read_text()))]


@contextmanager
def nginx(
    home: Path, *, site: int, listens: int, changed: Sequence[tuple[str, str]]
) -> Iterator[None]:
    """Run it before a site on a port until the block ends, with parts of the file changed.

    It is up when it listens.
    """
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("nginx is not on this machine")
    ours = (PROJECT / "ops/nginx.conf").read_text("utf-8")
    for written, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
        ("    listen [::]:80;\n", ""),  # a machine that tests may have no IPv6
        ("    listen [::]:443 ssl;\n", ""),
        ("/var/log/nginx", str(home)),
        ("/etc/nginx/pilotlight-sign-on", f"{home}/pilotlight-sign-on"),
        *changed,
    ):
        assert written in ours, written
        ours = ours.replace(written, here)
    (home / "pilotlight.conf").write_text(ours, "utf-8")
    (home / "nginx.conf").write_text(AROUND.format(home=home), "utf-8")
    command = [
        program,
        "-p",
        str(home),
        "-c",
        str(home / "nginx.conf"),
        "-e",
        str(home / "error.log"),
    ]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    server = subprocess.Popen(command)
    try:
        until = time.monotonic() + 60
        while not _listens(listens) and time.monotonic() < until:
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def served_behind(home: Path, *, workers: int) -> Iterator[tuple[Served, Served]]:
    """Yield a site as in production, and the same as known behind our nginx."""
    settings = {"BASE_URL": f"http://127.0.0.1:{free_port()}"}
    with served(workers=workers, settings=settings) as site, before(site, home) as public:
        yield site, public


@contextmanager
def before(site: Served, home: Path) -> Iterator[Served]:
    """Yield a site as known behind our nginx, which listens where the site says that it is.

    It speaks no TLS here.
    """
    address = site.environment["BASE_URL"]
    listens = urlsplit(address).port or 0
    changed = (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{listens};"),
        ("    http2 on;\n", ""),
        ("    ssl_certificate     /etc/ssl/plans.example.org.pem;\n", ""),
        ("    ssl_certificate_key /etc/ssl/plans.example.org.key;\n", ""),
        # A port that is not TLS's own.
        ("proxy_set_header Host $host;", "proxy_set_header Host $http_host;"),
        ("rate=30r/s", "rate=10000r/s"),  # all visitors have one address here
        ("/var/lib/pilotlight", site.environment["DATA_DIR"]),
    )
    with nginx(home, site=urlsplit(site.base).port or 0, listens=listens, changed=changed):
        yield replace(site, base=address)


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
