"""The command behind `make run`."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path

from config.environment import PROJECT


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def status(port: int, path: str) -> int | None:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(server), contextlib.suppress(OSError):
        server.request("GET", path)
        return server.getresponse().status
    return None


def test_serve_goes_from_nothing_to_a_page(tmp_path: Path) -> None:
    port = free_port()
    environment = dict(os.environ) | {"DATA_DIR": str(tmp_path / "var"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "serve", f"127.0.0.1:{port}"]
    log = tmp_path / "log"
    with log.open("w") as written:
        server = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=written, stderr=written, start_new_session=True
        )
    deadline = time.monotonic() + 60
    while status(port, "/readyz") != HTTPStatus.OK and server.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    page = status(port, "/")
    os.killpg(server.pid, signal.SIGINT)
    server.wait(30)

    said = log.read_text("utf-8")
    assert f"Pilotlight is at http://127.0.0.1:{port}/\n" in said
    assert "manage.py createsuperuser" in said
    assert page == HTTPStatus.OK, said
