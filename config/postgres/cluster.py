"""What a process does to have the private server: hold its place in line, and have a keeper start it."""

import contextlib
import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.postgres import binaries, keeper

SERVER_HELP = "set DATABASE_URL to a PostgreSQL server"
_PATIENCE = 60.0  # seconds


class ClusterError(Exception):
    """The private server cannot be had; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A private PostgreSQL in a folder; no binaries means those that are found.

    One that is not lasting never waits for the disk: quick, and lost in a power cut, as a test's may be.
    """

    home: Path
    binaries: Path | None = None
    lasting: bool = True

    def ensure(self, *, afresh: bool = False) -> Path:
        """Return the folder of the server's socket; the server stays as long as this process does.

        Where this process has asked before, the server is taken to be up, unless it is asked afresh.
        """
        with _ONE_THREAD:
            users = _USERS.get(self.home)
            if users is None or afresh:
                users = self._join(users)
            return users.socket

    def leave(self) -> None:
        """Give up this process's place; the last one out has the server stopped."""
        with _ONE_THREAD:
            users = _USERS.pop(self.home, None)
            if users is not None:
                os.close(users.lock)

    def _join(self, before: "_Place | None") -> "_Place":
        lock = -1 if before is None else before.lock
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with keeper.locked(self.home / keeper.GATE):
                if lock < 0:
                    lock = keeper.opened(self.home / keeper.USERS)
                    fcntl.flock(lock, fcntl.LOCK_SH)
                place = _Place(lock, self._running())
        except OSError as reason:
            raise ClusterError(f"Pilotlight cannot use {self.home}: {reason.strerror}; {SERVER_HELP}.") from reason
        finally:
            if before is None and sys.exception() is not None and lock >= 0:
                os.close(lock)
        _USERS[self.home] = place
        return place

    def _running(self) -> Path:
        """Return the socket's folder of a server that answers and is kept; called by one process at a time."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if not self._is_kept():
                self._start_keeper()
            elif (socket := self._socket()) is not None and _answers(socket):
                return socket
            else:
                time.sleep(0.02)
        raise ClusterError(f"The database in {self.home} does not answer; look into its log there, or {SERVER_HELP}.")

    def _is_kept(self) -> bool:
        with contextlib.closing(_Descriptor(keeper.opened(self.home / keeper.KEEPER))) as lock:
            try:
                fcntl.flock(lock.number, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _socket(self) -> Path | None:
        try:
            return Path((self.home / keeper.SOCKET).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def _start_keeper(self) -> None:
        found = binaries.find(self.binaries)
        if found is None:
            raise ClusterError(
                f"No PostgreSQL {binaries.OLDEST} or newer was found to run here; {SERVER_HELP}, "
                "or POSTGRES_BINARIES to the folder that holds initdb and postgres."
            )
        lasting = keeper.LASTING if self.lasting else keeper.FLEETING
        told = [str(self.home), str(found.folder), str(found.version), lasting]
        command = [sys.executable, "-I", keeper.__file__, *told]
        with keeper.private_log(self.home / "keeper.log") as log:
            said = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd="/",
                start_new_session=True,
                timeout=2 * _PATIENCE,
                check=False,
            ).stdout.strip()
        if said != keeper.READY:
            raise ClusterError(f"{said or 'The private PostgreSQL did not start.'} You can also {SERVER_HELP}.")


@dataclass(frozen=True, slots=True)
class _Place:
    lock: int
    socket: Path


@dataclass(frozen=True, slots=True)
class _Descriptor:
    number: int

    def close(self) -> None:
        os.close(self.number)


# The kernel ties a place in line to an open file, so a process has to keep it somewhere.
_USERS: dict[Path, _Place] = {}
_ONE_THREAD = threading.Lock()


def _answers(socket: Path) -> bool:
    try:
        psycopg.connect(host=str(socket), user=keeper.NAME, dbname=keeper.NAME, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def used(cluster: Cluster) -> Iterator[Path]:
    """Have the server for the length of a block."""
    try:
        yield cluster.ensure()
    finally:
        cluster.leave()
