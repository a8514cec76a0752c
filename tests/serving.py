"""A site as in production, served by granian until the block ends.

It has its own database, settings and collected files.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from config.environment import PROJECT, Environment
from config.postgres.cluster import Cluster

CACHE = PROJECT / ".cache"
PATIENCE = 60  # seconds until it must answer
LAST_LINES = 40  # of the log
LONGEST_STOP = 30  # seconds, as in ops/pilotlight@.service
# What docs/operations.md starts the server with, but for its address and how many workers.
AS_OPERATED = (
    "--interface=rsgi",
    "--backpressure=512",
    "--http1-header-read-timeout=10000",
    "--respawn-failed-workers",
)
# What the unit and the image set: large pieces of memory go back to the machine as soon as nobody
# needs them.
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "65536"}
PREPARING = ("prepare", "--verbosity=0")
COLLECTING = ("collectstatic", "--noinput", "--verbosity=0")


@dataclass(frozen=True, slots=True)
class Served:
    """A site that answers: where, with which settings, which process, which own server."""

    base: str
    environment: Mapping[str, str]
    server: "subprocess.Popen[bytes]"
    cluster: Cluster
    log: Path

    def manage(self, *words: str) -> str:
        """Run a command of manage.py with the site's settings and return what it prints."""
        return manage(self.environment, *words)

    def last_words(self) -> str:
        """Return the last lines of the server's log, for whoever wonders what became of it."""
        return "\n".join(
            self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        )


@contextmanager
def served(
    *, workers: int = 2, lasting: bool = False, settings: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Yield a site with the starter catalog published, as docs/operations.md sets one up.

    A `lasting` database waits for the disk, as one must that is going to be killed.
    """
    home = Path(tempfile.mkdtemp(prefix="pilotlight-served-"))
    home.chmod(0o711)  # a proxy of root serves the collected files as nobody
    cluster = Cluster(home / "postgres", lasting=lasting)
    try:
        port = free_port()
        environment = production(port, home) | dict(settings or {})
        environment["DATABASE_URL"] = prepare(environment, cluster, home / "static")
        with (home / "server.log").open("wb") as log:
            server = granian(port, environment, workers=workers, log=log.fileno(), own_group=True)
        site = Served(f"http://127.0.0.1:{port}", environment, server, cluster, home / "server.log")
        try:
            wait_for(f"{site.base}/readyz")
            yield site
        except Exception as reason:
            reason.add_note(f"The server’s log ends:\n{site.last_words()}")
            raise
        finally:
            end(server)
    finally:
        leave(cluster)
        shutil.rmtree(home, ignore_errors=True)


def production(port: int, home: Path) -> dict[str, str]:
    """Return the environment of a production site on this machine, all but its database."""
    return dict(os.environ) | {
        **ALLOCATOR,
        "DEBUG": "false",
        "SECRET_KEY": "for-proofs-alone-" + "k" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DATA_DIR": str(home),
        "LOG_LEVEL": "WARNING",
        "PYTHONFAULTHANDLER": "1",  # a worker that is ended by a fault of memory says where it was
        # Every request of a proof comes from one address.
        **{
            name.upper(): "1000000/1000000/hour"
            for name in Environment.model_fields
            if name.startswith("limit_")
        },
    }


def prepare(environment: Mapping[str, str], cluster: Cluster, static: Path) -> str:
    """Make a site ready to be served and return the address of its database.

    What takes long is made once for all sites of the same code: the files of the database, and the
    static ones. Whoever asks meanwhile waits for them.
    """
    with one_prepares():
        return _prepare(environment, cluster, static)


@contextmanager
def one_prepares() -> Iterator[None]:
    """Let no other site be prepared meanwhile: it takes what this one makes."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "served.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(cluster: Cluster, environment: Mapping[str, str]) -> None:
    """Keep the files of a database prepared from nothing for the sites that are served later."""
    leave(cluster)  # only files that nobody writes can be copied
    _store(cluster.data, _filled(environment))


def _filled(environment: Mapping[str, str]) -> Path:
    code = made_of("catalog", "config", "fixtures", "wizard", "tests/serving.py")
    settings = environment.get("DJANGO_SETTINGS_MODULE", "config.settings")
    return CACHE / f"database-{code}-{settings}"


def _prepare(environment: Mapping[str, str], cluster: Cluster, static: Path) -> str:
    data, filled = cluster.data, _filled(environment)
    collected = CACHE / f"static-{made_of('config', 'static')}"
    wanted = ((PREPARING, filled, data), (COLLECTING, collected, static))
    commands = [words for words, cached, place in wanted if not _taken(cached, place)]
    address = f"postgres://pilotlight@/pilotlight?host={cluster.ensure()}"
    for words in commands:
        manage({**environment, "DATABASE_URL": address}, *words)
    if commands:
        keep(cluster, environment)
        _store(static, collected)
        cluster.ensure()
    return address


def made_of(*places: str) -> str:
    """Return a mark of what is installed and of all files in these places of the project.

    It changes with any of them.
    """
    digest = sha256((PROJECT / "requirements-dev.txt").read_bytes())
    for place in places:
        found = [PROJECT / place, *(PROJECT / place).rglob("*")]
        for file in sorted(path for path in found if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"{file}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _taken(cached: Path, place: Path) -> bool:
    """Copy what was kept of an earlier site, and tell whether there was anything."""
    if not cached.exists():
        return False
    place.parent.mkdir(mode=0o700, exist_ok=True)
    subprocess.run(["cp", "-a", cached, place], check=True)
    return True


def _store(place: Path, cached: Path) -> None:
    """Keep a copy of a folder instead of the one that was made of older code."""
    if cached.exists() or not place.exists():
        return
    for old in CACHE.glob(f"{cached.name.partition('-')[0]}-*"):
        shutil.rmtree(old, ignore_errors=True)
    half = Path(tempfile.mkdtemp(dir=CACHE))
    subprocess.run(["cp", "-a", place, half / cached.name], check=True)
    (half / cached.name).rename(cached)
    shutil.rmtree(half, ignore_errors=True)


def leave(cluster: Cluster) -> None:
    """Give the server up and wait until it is gone."""
    cluster.leave()
    while (cluster.data / "postmaster.pid").exists():
        time.sleep(0.02)


def manage(environment: Mapping[str, str], *words: str) -> str:
    """Run a command of manage.py and return what it prints."""
    done = [sys.executable, "manage.py", *words]
    return subprocess.run(
        done, cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def granian(
    port: int, environment: Mapping[str, str], *, workers: int, log: int, own_group: bool = False
) -> "subprocess.Popen[bytes]":
    """Start the server as docs/operations.md has it.

    In a group of its own, it can be ended with its workers.
    """
    options = [f"--workers={workers}", *AS_OPERATED]
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--no-access-log",
            *options,
            f"--port={port}",
            "config.rsgi:application",
        ],
        cwd=PROJECT,
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=own_group,
    )


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def end(server: "subprocess.Popen[bytes]") -> None:
    """Stop a server in a group of its own as systemd does.

    It is asked first, and stopped by force when it takes longer than it may.
    """
    server.terminate()
    try:
        server.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, patience: float = PATIENCE) -> None:
    """Return when an address answers well, if it does within so many seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(address, timeout=10).read()  # noqa: S310  # our own address
        except (OSError, urllib.error.URLError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
