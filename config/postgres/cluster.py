"""A private PostgreSQL for development and tests: the first process that uses it starts it, the last one stops it.

Each process that uses the server has a shared lock on `users.lock`. A watcher waits for that lock alone. The kernel gives it
to the watcher when the last user has ended, in whatever way, and the watcher stops the server.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from config.postgres import binaries

NAME = "pilotlight"  # of the database and of its user
SERVER_HELP = "set DATABASE_URL to a PostgreSQL server"
FOR_ROOT = Path("/var/lib/pilotlight")  # where the data of root's clusters is that nobody else could reach
_PATIENCE = 30.0  # seconds
_LONGEST_SOCKET = 100  # bytes; the kernel takes 107, macOS 103
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_OPTIONS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "max_wal_senders=0",
    "wal_level=minimal",
)
_FLEETING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# A server of another process is starting, or the last processes of a killed server are about to end.
_PASSING = ("postmaster.pid", "shared memory")
_WATCHER = """
import fcntl, os, subprocess, sys
watch, users, uid, gid, *stop = sys.argv[1:]
lock = os.open(watch, os.O_RDWR | os.O_CREAT, 0o600)
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    sys.exit()
if os.fork():
    os._exit(0)
fcntl.flock(os.open(users, os.O_RDWR), fcntl.LOCK_EX)
os.close(lock)
as_whom = {} if int(uid) == os.geteuid() else {"user": int(uid), "group": int(gid), "extra_groups": []}
subprocess.run(stop, cwd="/", **as_whom)
"""


class ClusterError(Exception):
    """The private server cannot be had; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A private PostgreSQL in a folder.

    Where `lasting` is false it never waits for the disk: faster, but a power cut may lose data, as tests can bear.
    """

    home: Path
    lasting: bool = True

    def ensure(self, *, recheck: bool = False) -> Path:
        """Return the folder of the server's socket; the server stays as long as this process does.

        Where this process has asked before, the server is taken to be up, unless `recheck` is set.
        """
        with _ONE_THREAD:
            joins = self.home not in _USERS
            try:
                if joins:
                    self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                    lock = os.open(self.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
                    fcntl.flock(lock, fcntl.LOCK_SH)
                    _USERS[self.home] = lock
                if joins or recheck:
                    self._see_to_it()
            except (OSError, subprocess.SubprocessError) as reason:
                raise ClusterError(f"Pilotlight cannot use {self.home}: {reason}; {SERVER_HELP}.") from reason
            finally:
                if joins and sys.exception() is not None and self.home in _USERS:
                    os.close(_USERS.pop(self.home))
            return self.socket

    def leave(self) -> None:
        """Stop using the server; it stops when no process uses it any more."""
        with _ONE_THREAD:
            if (lock := _USERS.pop(self.home, None)) is not None:
                os.close(lock)

    @property
    def data(self) -> Path:
        """Return the folder of the database's files."""
        reached = os.geteuid() != 0 or _is_open(self.home.parent)
        return (self.home if reached else FOR_ROOT / _digest(self.home)) / "data"

    @property
    def socket(self) -> Path:
        """Return the folder of the server's socket: that of its files, unless such a path is too long for the kernel."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432.lock")) <= _LONGEST_SOCKET:
            return self.data
        return Path(tempfile.gettempdir()) / f"pilotlight-{os.geteuid()}-{_digest(self.home)}"

    def _see_to_it(self) -> None:
        """Start the server where none answers, and its watcher where there is none."""
        programs: Path | None = None
        deadline = time.monotonic() + _PATIENCE
        while (is_down := not _answers(self.socket)) or not self._is_watched():
            programs = programs or self._programs()
            self._watch(programs)
            if is_down:
                self._start(programs, may_fail=time.monotonic() < deadline)

    def _is_watched(self) -> bool:
        with (self.home / "watcher.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _watch(self, programs: Path) -> None:
        locks = (str(self.home / "watcher.lock"), str(self.home / "users.lock"))
        stop = (str(programs / "pg_ctl"), "stop", "--wait", "--mode=fast", f"--pgdata={self.data}")
        command = (sys.executable, "-I", "-S", "-c", _WATCHER, *locks, *map(str, self._account()), *stop)
        nothing = subprocess.DEVNULL
        subprocess.run(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, check=True, cwd="/"
        )

    def _start(self, programs: Path, *, may_fail: bool) -> None:
        self._make(programs)
        options = [*_OPTIONS, f"unix_socket_directories={self.socket}", *(() if self.lasting else _FLEETING)]
        self._forget_stranger()
        log = self.data / "server.log"
        begun = log.stat().st_size if log.exists() else 0
        flags = shlex.join(word for option in options for word in ("-c", option))
        start = ("start", "--wait", "--silent", f"--pgdata={self.data}", f"--log={log}", f"--options={flags}")
        output = self._run(programs, "pg_ctl", *start)
        if not _answers(self.socket):
            output += log.read_text(encoding="utf-8", errors="replace")[begun:] if log.exists() else ""
            lines = [line.strip() for line in output.splitlines() if "FATAL" in line or "DETAIL" in line] or [
                output.strip()
            ]
            if not may_fail or not any(word in line for line in lines for word in _PASSING):
                raise ClusterError(f"PostgreSQL did not start: {' '.join(lines)} You can also {SERVER_HELP}.")
            time.sleep(0.1)

    def _make(self, programs: Path) -> None:
        """Make the files of the cluster and of the socket. They are renamed when complete."""
        uid, gid = self._account()
        place, unfinished = self.data.parent, self.data.with_name(f"data.making-{os.getpid()}")
        place.mkdir(parents=True, exist_ok=True)
        if uid != os.geteuid():
            place.chmod(0o711)
        if not self.data.exists():
            unfinished.mkdir(mode=0o700)
            os.chown(unfinished, uid, gid)
            made = self._run(
                programs,
                "initdb",
                f"--pgdata={unfinished}",
                f"--username={NAME}",
                "--auth=trust",
                "--no-sync",
                *_LOCALE,
            )
            single = self._run(
                programs, "postgres", "--single", "-D", str(unfinished), "postgres", stdin=f"CREATE DATABASE {NAME};\n"
            )
            with contextlib.suppress(OSError):  # another process was quicker
                unfinished.rename(self.data)
            if not self.data.exists():
                raise ClusterError(f"PostgreSQL could not make its files: {(made + single).strip()}")
            for half in place.glob("data.making-*"):
                shutil.rmtree(half, ignore_errors=True)
        if self.data.stat().st_uid != uid:
            subprocess.run(["chown", "-R", f"{uid}:{gid}", self.data], check=True)
        if self.socket != self.data:
            self._make_socket_folder(uid, gid)

    def _make_socket_folder(self, uid: int, gid: int) -> None:
        with contextlib.suppress(FileExistsError):
            self.socket.mkdir(mode=0o700)
            os.chown(self.socket, uid, gid)
        found = self.socket.lstat()
        if found.st_uid != uid or stat.S_IMODE(found.st_mode) != stat.S_IRWXU or not stat.S_ISDIR(found.st_mode):
            raise ClusterError(f"{self.socket} should be a private folder of ours; remove it, or {SERVER_HELP}.")

    def _forget_stranger(self) -> None:
        """Remove a pid file whose process id is now another program's; PostgreSQL handles all other cases."""
        note = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            command = Path(f"/proc/{int(note.read_text().split()[0])}/cmdline").read_bytes()
            if command and os.fsencode(self.data) not in command:
                note.unlink()

    def _account(self) -> tuple[int, int]:
        """Return the user and group that run the server: our own; for root, the owner of the data or `nobody`."""
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        if self.data.exists() and (owner := self.data.stat()).st_uid:
            return owner.st_uid, owner.st_gid
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid

    def _run(self, programs: Path, name: str, *arguments: str, stdin: str = "") -> str:
        """Run a program as the account, with no more of our environment than it needs, and return what it says."""
        uid, gid = self._account()
        somebody: Any = {"user": uid, "group": gid, "extra_groups": []} if uid != os.geteuid() else {}
        with tempfile.TemporaryFile("w+") as output:  # not a pipe, which the server would hold open
            subprocess.run(
                [programs / name, *arguments], input=stdin, stdout=output, stderr=output, env=_ENVIRONMENT, cwd="/", text=True,
                check=False, **somebody,
            )  # fmt: skip
            output.seek(0)
            return output.read()

    def _programs(self) -> Path:
        """Return the folder of PostgreSQL's programs, copied where the account can run them if it could not."""
        found = binaries.find()
        if found is None:
            raise ClusterError(
                f"No PostgreSQL {binaries.OLDEST} or newer was found to run here; install it, or {SERVER_HELP}."
            )
        if os.geteuid() != 0 or _is_open(found):
            return found
        package, copy = found.parent.parent, self.data.parent / "programs"  # with its libraries beside it
        for folder in (found.parent, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.relative_to(package.parent), symlinks=True, dirs_exist_ok=True)
        return copy / found.relative_to(package.parent)


# The kernel ties a lock to an open file, so a process has to keep it somewhere.
_USERS: dict[Path, int] = {}
_ONE_THREAD = threading.Lock()


def _answers(socket: Path) -> bool:
    try:
        psycopg.connect(host=str(socket), user=NAME, dbname=NAME, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _is_open(folder: Path) -> bool:
    """Tell whether every user may enter a folder."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents) if step.exists())


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
