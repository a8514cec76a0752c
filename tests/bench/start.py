"""How long it takes from nothing to the first page, and the second time."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from config.postgres.cluster import Cluster
from tests.bench.table import Row

PROJECT = Path(__file__).parents[2]
PATIENCE = 120  # seconds


def rows() -> list[Row]:
    """Return the seconds until the home page answers, with an empty data folder and with a filled one."""
    with tempfile.TemporaryDirectory() as home:
        first, second = _seconds(home), _seconds(home)
        while (Cluster(Path(home) / "postgres").data / "postmaster.pid").exists():  # it writes until it is gone
            time.sleep(0.02)
    return [
        Row("first page from an empty data folder", first, "s"),
        Row("first page, the second time", second, "s"),
    ]


def _seconds(home: str) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun, manage = time.perf_counter(), f"{sys.executable} manage.py"
    server = subprocess.Popen(
        ["/bin/sh", "-c", f"{manage} prepare && exec {manage} runserver 127.0.0.1:{port}"],  # as make run does
        cwd=PROJECT,
        env=os.environ | {"DATA_DIR": home},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", until=begun + PATIENCE)
        return round(time.perf_counter() - begun, 1)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=PATIENCE)


def _wait_for(address: str, *, until: float) -> None:
    while time.perf_counter() < until:
        try:
            urllib.request.urlopen(address, timeout=30).read()  # noqa: S310  # our own address
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)
