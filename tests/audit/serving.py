"""A site as in production: its own database, settings and collected files, served by granian until the audit ends."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.environment import PROJECT
from config.postgres.cluster import Cluster

PATIENCE = 60  # seconds until it must answer


@contextmanager
def served() -> Iterator[str]:
    """Yield the base address of a site with the starter catalog published, as docs/operations.md sets one up."""
    home = Path(tempfile.mkdtemp(prefix="pilotlight-audit-"))
    cluster = Cluster(home / "postgres", lasting=False)
    try:
        port = _free_port()
        environment = os.environ | {
            "DEBUG": "false",
            "SECRET_KEY": "for-the-audit-alone-" + "k" * 40,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": f"postgres://pilotlight@/pilotlight?host={cluster.ensure()}",
            "DATA_DIR": str(home),
            "LOG_LEVEL": "WARNING",
        }
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_catalog", "--if-empty"],
            ["publish_release", "--if-none", "--note", "Starter catalog"],
            ["collectstatic", "--noinput", "--verbosity=0"],
        ):
            done = [sys.executable, "manage.py", *command]
            subprocess.run(done, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
        workers = ["--interface=wsgi", "--workers=2", "--blocking-threads=4", "--backpressure=64", "--no-access-log"]
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", *workers, f"--port={port}", "config.wsgi:application"],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/readyz")
            yield address
        finally:
            server.terminate()
            server.wait()
    finally:
        cluster.leave()
        while (home / "postgres" / "data" / "postmaster.pid").exists():
            time.sleep(0.05)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=10).read()  # noqa: S310  # our own address
        except (OSError, urllib.error.URLError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
