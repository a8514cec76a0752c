"""What `make run` does after installing."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from config.environment import PROJECT
from tests.serving import free_port

(RECIPE,) = re.findall(r"^run:.*\n((?:\t.*\n)+)", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)


def status(port: int, path: str) -> int | None:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(server), contextlib.suppress(OSError):
        server.request("GET", path)
        return server.getresponse().status
    return None


@pytest.fixture
def home() -> Iterator[Path]:
    """Make a folder, and wait until the server in it has stopped."""
    with tempfile.TemporaryDirectory(prefix="pilot-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
        until_stopped = time.monotonic() + 120
        while (Path(folder) / "var/postgres/data/postmaster.pid").exists() and time.monotonic() < until_stopped:
            time.sleep(0.05)


def test_make_run_goes_from_nothing_to_a_page_and_a_second_one_waits(home: Path, tmp_path: Path) -> None:
    port = free_port()
    environment = dict(os.environ) | {"DATA_DIR": str(home / "var"), "PYTHONUNBUFFERED": "1"}
    steps = re.findall(r"\$\(BIN\)/python (manage.py .*)$", RECIPE.replace("$(HOST):$(PORT)", str(port)), re.MULTILINE)
    preparing, serving = ([sys.executable, *each.split()] for each in steps)
    log = tmp_path / "log"
    both = [
        subprocess.Popen(preparing, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    errors = [each.communicate(timeout=300)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], errors
    assert sum("Another process prepares this database" in each for each in errors) == 1
    with log.open("w") as written:
        server = subprocess.Popen(
            serving, cwd=PROJECT, env=environment, stdout=written, stderr=written, start_new_session=True
        )
    deadline = time.monotonic() + 300
    while status(port, "/readyz") != HTTPStatus.OK and server.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    page = status(port, "/")
    os.killpg(server.pid, signal.SIGINT)
    server.wait(120)

    assert page == HTTPStatus.OK, log.read_text("utf-8")
