"""What `make run` does after installing."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.environment import PROJECT
from config.postgres.cluster import Cluster
from tests.serving import free_port, keep, leave, one_prepares, wait_for

(RECIPE,) = re.findall(
    r"^run:.*\n((?:\t.*\n)+)", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE
)


@pytest.fixture
def home() -> Iterator[Path]:
    """Make a folder, and wait until the server in it has stopped."""
    with tempfile.TemporaryDirectory(prefix="pilot-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
        leave(Cluster(Path(folder, "var/postgres")))


def test_make_run_goes_from_nothing_to_a_page_and_a_second_one_waits(home: Path) -> None:
    port = free_port()
    environment = dict(os.environ) | {"DATA_DIR": str(home / "var"), "PYTHONUNBUFFERED": "1"}
    steps = re.findall(
        r"\$\(BIN\)/python (manage.py .*)$",
        RECIPE.replace("$(HOST):$(PORT)", str(port)),
        re.MULTILINE,
    )
    preparing, serving = ([sys.executable, *each.split()] for each in steps)
    with one_prepares():
        both = [
            subprocess.Popen(
                preparing, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        errors = [each.communicate(timeout=300)[1] for each in both]
        keep(Cluster(home / "var/postgres"), environment)
    assert [each.returncode for each in both] == [0, 0], errors
    assert sum("Another process prepares this database" in each for each in errors) == 1
    server = subprocess.Popen(serving, cwd=PROJECT, env=environment, start_new_session=True)
    try:
        for path in ("readyz", ""):
            wait_for(f"http://127.0.0.1:{port}/{path}")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(120)
