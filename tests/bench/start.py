"""How long it takes from nothing to the first page, and the second time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.environment import PROJECT
from config.postgres.cluster import Cluster
from tests.bench.table import Row
from tests.serving import PATIENCE, free_port, leave, wait_for

LONGEST_START = 300  # seconds, on a busy machine


def rows() -> list[Row]:
    """Return the seconds until the home page answers, with an empty and a filled data folder."""
    with tempfile.TemporaryDirectory() as home:
        first, second = _seconds(home), _seconds(home)
        leave(Cluster(Path(home) / "postgres"))  # it writes until it is gone
    return [
        Row("first page from an empty data folder", first, "s"),
        Row("first page, the second time", second, "s"),
    ]


def _seconds(home: str) -> float:
    port, begun, manage = free_port(), time.perf_counter(), f"{sys.executable} manage.py"
    server = subprocess.Popen(
        [
            "/bin/sh",
            "-c",
            f"{manage} prepare && exec {manage} runserver 127.0.0.1:{port}",
        ],  # as make run does
        cwd=PROJECT,
        env=os.environ | {"DATA_DIR": home},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", LONGEST_START)
        return round(time.perf_counter() - begun, 1)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=PATIENCE)
