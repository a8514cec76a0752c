"""The command behind `make run`."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.environment import PROJECT
from config.management.commands.serve import _why_not


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


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:99999"])
def test_serve_asks_for_host_and_port(address: str) -> None:
    with pytest.raises(CommandError, match="Give the address as host:port"):
        call_command("serve", address)


def test_serve_says_that_a_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is taken. .* PORT="):
            call_command("serve", f"127.0.0.1:{port}")


@pytest.mark.parametrize("host", ["256.1.1.1", "192.0.2.1"])
def test_serve_says_that_an_address_is_not_here(host: str) -> None:
    with pytest.raises(CommandError, match=f"This machine has no address {host}"):
        call_command("serve", f"{host}:8000")


def test_serve_says_which_ports_are_for_everybody() -> None:
    assert _why_not(PermissionError(errno.EACCES, "Permission denied"), "127.0.0.1", 80) == (
        "You may not listen on port 80. Choose one from 1024: make run PORT=8000"
    )


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
