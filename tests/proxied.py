"""`ops/nginx.conf` on a real nginx, for tests."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.environment import PROJECT

# What a distribution's nginx.conf says around ours, and the address of a visitor as a test makes it up.
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


@contextmanager
def nginx(
    home: Path, *, site: int, listens: int, changed: Sequence[tuple[str, str]]
) -> Iterator[None]:
    """Run it before a site on a port until the block ends, with parts of the file changed; it is up when it listens."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("nginx is not on this machine")
    ours = (PROJECT / "ops/nginx.conf").read_text("utf-8")
    for written, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
        ("    listen [::]:80;\n", ""),  # a machine that tests may have no IPv6
        ("    listen [::]:443 ssl;\n", ""),
        ("/var/log/nginx", str(home)),
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


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
