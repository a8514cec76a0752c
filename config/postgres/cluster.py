"""A private PostgreSQL for development and tests.

The first process that uses it starts it, the last one stops it.

Each process that uses the server has a shared lock on `users.lock`. A watcher waits for that lock
alone. The kernel gives it to the watcher when the last user has ended, in whatever way, and the
watcher stops the server.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT
from typing import Any

import psycopg

from config.postgres import binaries

NAME = "pilotlight"  # of the database and of its user
SERVER_HELP = "set DATABASE_URL to a PostgreSQL server"
_PATIENCE = 30.0  # seconds
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_OPTIONS = (
    "-c listen_addresses= -c unix_socket_permissions=0700 -c max_connections=200 -c "
    "max_wal_senders=0 -c wal_level=minimal"
)
_FLEETING = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# What lets a program of root's enter every folder, and find that it may.
_ENTER = (
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)
_WATCHER = """
import fcntl, os, subprocess, sys
watched, users, *stop = sys.argv[1:]
if os.fork():
    os._exit(0)
fcntl.flock(os.open(users, os.O_RDWR), fcntl.LOCK_EX)
os.close(int(watched))
subprocess.run(stop)
"""


class ClusterError(Exception):
    """The private server cannot be had; the message is for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A private PostgreSQL in a folder.

    Where `lasting` is false it never waits for the disk: faster, but a power cut may lose data, as
    tests can bear.
    """

    home: Path
    lasting: bool = True

    @property
    def data(self) -> Path:
        """Return the folder of the database's files and of the server's socket."""
        return self.home / "data"

    def ensure(self, *, recheck: bool = False) -> Path:
        """Return the folder of the server's socket; the server stays as long as this process does.

        Where this process has asked before, the server is taken to be up, unless `recheck` is set.
        """
        with _ONE_THREAD:
            try:
                if joins := self.home not in _USERS:
                    self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                    self.home.chmod(0o700)
                    _USERS[self.home] = os.open(
                        self.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600
                    )
                    fcntl.flock(_USERS[self.home], fcntl.LOCK_SH)
                if joins or recheck:
                    self._see_to_it()
            except (OSError, subprocess.SubprocessError) as reason:
                raise ClusterError(
                    f"Pilotlight cannot use {self.home}: {reason}; {SERVER_HELP}."
                ) from reason
            return self.data

    def leave(self) -> None:
        """Stop using the server; it stops when no process uses it any more."""
        with _ONE_THREAD:
            if (lock := _USERS.pop(self.home, None)) is not None:
                os.close(lock)

    def _see_to_it(self) -> None:
        """Start a watcher and a server where there is none; one process at a time.

        A server is started where none answers.
        """
        with (
            (self.home / "start.lock").open("a") as start,
            (self.home / "watcher.lock").open("a") as watch,
        ):
            fcntl.flock(start, fcntl.LOCK_EX)
            with suppress(BlockingIOError):
                fcntl.flock(watch, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._watch(watch.fileno())
            if not self._answers():
                self._make()
                self._start()

    def _answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.data), user=NAME, dbname=NAME, connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make(self) -> None:
        """Make the cluster's files where there are none; they are named once they are complete."""
        if self.data.exists():
            return
        half = self.home / "data.making"
        shutil.rmtree(half, ignore_errors=True)
        made = self._run(
            "initdb",
            f"--pgdata={half}",
            f"--username={NAME}",
            "--auth=trust",
            "--no-sync",
            *_LOCALE,
        )
        single = ("postgres", "--single", "-D", str(half), "postgres")
        if failed := made or self._run(*single, stdin=f"CREATE DATABASE {NAME};\n"):
            raise ClusterError(f"PostgreSQL could not make its files: {failed}")
        half.rename(self.data)

    def _start(self) -> None:
        """Start the server; the last processes of one that was killed may need a moment to end."""
        log, deadline = self.data / "server.log", time.monotonic() + _PATIENCE
        options = f"{_OPTIONS} -c unix_socket_directories={shlex.quote(str(self.data))}"
        flags = f"--options={options if self.lasting else f'{options} {_FLEETING}'}"
        self._forget_strangers()
        log.unlink(missing_ok=True)
        while output := self._run(
            "pg_ctl", "start", "--wait", f"--pgdata={self.data}", f"--log={log}", flags
        ):
            output = log.read_text(errors="replace") if log.exists() else output
            if "shared memory" not in output or time.monotonic() > deadline:
                raise ClusterError(
                    f"PostgreSQL did not start. You can also {SERVER_HELP}.\n{output}"
                )
            time.sleep(0.1)

    def _forget_strangers(self) -> None:
        """Remove the pid files of a process that is no server of ours, or about to end.

        PostgreSQL handles all else.
        """
        for note in (self.data / "postmaster.pid", self.data / ".s.PGSQL.5432.lock"):
            with suppress(OSError, ValueError, IndexError):
                if (
                    os.fsencode(self.data)
                    not in Path(f"/proc/{int(note.read_text().split()[0])}/cmdline").read_bytes()
                ):
                    note.unlink()

    def _watch(self, lock: int) -> None:
        """Start the watcher, which keeps the lock that it inherits until it stops the server."""
        stop = self._command("pg_ctl", "stop", "--wait", "--mode=fast", f"--pgdata={self.data}")
        command = (
            sys.executable,
            "-I",
            "-S",
            "-c",
            _WATCHER,
            str(lock),
            str(self.home / "users.lock"),
            *stop,
        )
        apart: dict[str, Any] = {"start_new_session": True, "cwd": "/", "pass_fds": [lock]}
        subprocess.run(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=True, **apart)

    def _run(self, program: str, *arguments: str, stdin: str = "") -> str:
        """Run a program with a minimal environment; return what it says if it fails, else empty."""
        command = self._command(program, *arguments)
        clean: dict[str, Any] = {"env": _ENVIRONMENT, "cwd": "/"}
        done = subprocess.run(
            command, input=stdin, stdout=PIPE, stderr=STDOUT, text=True, check=False, **clean
        )
        return done.stdout.strip() or f"{program} failed" if done.returncode else ""

    def _command(self, program: str, *arguments: str) -> list[str]:
        """Return the command that runs a program of PostgreSQL's.

        It refuses to work for root. There the owner of the data runs it, or `nobody`, with the
        right to enter root's folders.
        """
        programs = binaries.find()
        if programs is None:
            raise ClusterError(
                f"No PostgreSQL {binaries.OLDEST} or newer was found to run here; install "
                f"it, or {SERVER_HELP}."
            )
        command = [str(programs / program), *arguments]
        if os.geteuid() != 0:
            return command
        uid, gid = self.data.stat()[4:6] if self.data.exists() else pwd.getpwnam("nobody")[2:4]
        return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", *_ENTER, *command]


# The kernel ties a lock to an open file, so a process has to keep it somewhere.
_USERS: dict[Path, int] = {}
_ONE_THREAD = threading.Lock()
