"""The process that makes the private cluster, runs its server, and stops it after the last user.

It is started by path with nothing but the standard library, answers "ready" or one sentence on standard output, and
goes on in the background. Its locks are files in the cluster's home, freed by the kernel when their holder dies:

- gate.lock, held by whoever starts or stops the server;
- users.lock, shared by every process that uses the server, and wanted by the keeper for itself alone;
- keeper.lock, held by the keeper as long as it lives.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

NAME = "pilotlight"  # of the database and of its user
READY = "ready"
LASTING, FLEETING = "lasting", "fleeting"  # whether to wait for the disk
GATE, USERS, KEEPER, SOCKET = "gate.lock", "users.lock", "keeper.lock", "socket.path"

_SHARED_PLACE = Path("/var/lib/pilotlight")
_LONGEST_SOCKET = 100  # bytes; the kernel takes 107, macOS 103
_FIRST_WITH_BUILTIN_LOCALE = 17
_PATIENCE = 60.0  # seconds, for a start or a stop
_RETRY = 10.0  # seconds, for the last processes of a killed server to go


class KeeperError(Exception):
    """Why there is no server, in one sentence."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as: ourselves, ourselves under another number, or somebody else."""

    uid: int
    gid: int
    in_namespace: bool = False

    @property
    def is_other(self) -> bool:
        return not self.in_namespace and self.uid != os.geteuid()

    def own(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True, slots=True)
class Site:
    """Where everything of one cluster lies, and whose it is."""

    data: Path
    socket: Path
    log: Path
    tools: Path
    version: int
    account: Account
    lasting: bool

    def command(self, program: str, *arguments: str) -> list[str]:
        return [str(self.tools / program), *arguments]

    def spawn(self, command: list[str], **streams: int) -> subprocess.Popen[str]:
        """Start a program of PostgreSQL as the account, with no more of our environment than it needs."""
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        account = self.account
        somebody = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.is_other else {}
        return subprocess.Popen(command, text=True, env=environment, cwd="/", **streams, **somebody)  # type: ignore[call-overload,no-any-return]  # two dicts of keywords


# Locks


def opened(file: Path) -> int:
    """Open a lock file, made where it is missing."""
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock file alone for the length of a block."""
    descriptor = opened(file)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def private_log(file: Path) -> TextIO:
    """Open a log afresh for nobody else to read: the server writes statements into it."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8")


# Whom the server runs as


def choose_account(home: Path, tools: Path) -> Account:
    """Return ourselves, or where PostgreSQL would refuse us (as root, or nameless) the nearest it accepts."""
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0 and _has_name(uid):
        return Account(uid, gid)
    owner = _owner(home / "data")
    if uid == 0 and owner is not None and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = _nobody()
    inside = Account(nobody.pw_uid, nobody.pw_gid, in_namespace=True)
    if not _hidden(home).exists() and _works(inside, home, tools):
        return inside
    if uid != 0:
        raise KeeperError(f"The user number {uid} has no name on this machine, and PostgreSQL asks for one.")
    return Account(nobody.pw_uid, nobody.pw_gid)


def enter_namespace(account: Account) -> None:
    """Become the account's number in a user namespace of our own, in which our files stay ours."""
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{account.uid} {uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{account.gid} {gid} 1", encoding="ascii")


def _works(account: Account, home: Path, tools: Path) -> bool:
    """Try a namespace in a child: some machines refuse it, some let us in and then take our files away."""
    child = os.fork()
    if child == 0:
        try:
            enter_namespace(account)
            usable = os.access(home, os.W_OK | os.X_OK) and os.access(tools / "postgres", os.X_OK)
            subprocess.run([tools / "postgres", "--version"], stdout=subprocess.DEVNULL, check=True)
        except (OSError, AttributeError, subprocess.SubprocessError):
            usable = False
        os._exit(0 if usable else 1)
    return os.waitpid(child, 0)[1] == 0


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        others = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
        if not others:
            raise KeeperError("PostgreSQL refuses to run as root, and there is no other user here.") from None
        return others[-1]


def _owner(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


# Where things lie


def settle(home: Path, tools: Path, version: int, account: Account, *, lasting: bool) -> Site:
    """Return the cluster's site with the folders made, in a place the account can reach."""
    place = home
    if account.is_other and _owner(home / "data") is None and (_hidden(home).exists() or not _open_to_all(home.parent)):
        place = _hidden(home)
        place.mkdir(parents=True, exist_ok=True)
    if account.is_other:
        place.chmod(0o711)
    if account.is_other and not _open_to_all(tools):
        tools = _copied(tools, place)
    data = place / "data"
    if account.is_other and (owner := _owner(data)) is not None and owner.st_uid != account.uid:
        _give(data, account)
    log = home / "server.log"
    return Site(data, _socket_folder(place, account), log, tools, version, account, lasting)


def _hidden(home: Path) -> Path:
    """Return where a cluster lies whose home only root can enter."""
    return _SHARED_PLACE / _short(home)


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def _open_to_all(folder: Path) -> bool:
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def _copied(tools: Path, place: Path) -> Path:
    """Copy the programs to where the account can run them; the wheel's find their libraries two folders up."""
    release = tools.parent
    copy = place / "programs" / release.parent.name / release.name
    shutil.copytree(release, copy, symlinks=True, dirs_exist_ok=True)
    for libraries in release.parent.parent.glob(f"{release.parent.name}.libs"):
        shutil.copytree(libraries, place / "programs" / libraries.name, dirs_exist_ok=True)
    return copy / tools.name


def _give(data: Path, account: Account) -> None:
    for folder, _, files in os.walk(data):
        for path in (Path(folder), *(Path(folder) / name for name in files)):
            account.own(path)


def _socket_folder(place: Path, account: Account) -> Path:
    folder = place / "socket"
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > _LONGEST_SOCKET:
        folder = Path(tempfile.gettempdir()) / f"pilotlight-{os.geteuid()}-{_short(place)}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        account.own(folder)
    found = folder.lstat()
    owners = {os.geteuid(), account.uid} if account.is_other else {os.geteuid()}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners or stat.S_IMODE(found.st_mode) & 0o077:
        raise KeeperError(f"{folder} should be a private folder of this user, and is not: remove it.")
    account.own(folder)
    return folder


# A cluster and its server


def make_cluster(site: Site) -> None:
    """Make the cluster aside and put it in place whole, so that a start cut short never counts."""
    for unfinished in site.data.parent.glob("data.making-*"):
        shutil.rmtree(unfinished)
    aside = site.data.with_name(f"data.making-{os.getpid()}")
    aside.mkdir(mode=0o700)
    site.account.own(aside)
    locale = ["--encoding=UTF8", "--locale=C"]
    if sys.platform == "linux":
        locale += ["--lc-ctype=C.UTF-8"]
    if site.version >= _FIRST_WITH_BUILTIN_LOCALE:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    sync = [] if site.lasting else ["--no-sync"]
    initdb = site.command(
        "initdb", "-D", str(aside), f"--username={NAME}", "--auth=trust", "--no-instructions", *locale, *sync
    )
    _run(site, initdb, "")
    single = site.command("postgres", "--single", "-D", str(aside), "postgres")
    _run(site, single, f"CREATE DATABASE {NAME};\n")
    aside.rename(site.data)


def _run(site: Site, command: list[str], told: str) -> None:
    process = site.spawn(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, _ = process.communicate(told)
    if process.returncode or "FATAL" in said or "ERROR" in said:
        raise KeeperError(f"PostgreSQL could not make its files: {_last_line(said)}")


def check_version(site: Site) -> None:
    """Refuse a cluster that another major version made."""
    made_by = (site.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != str(site.version):
        raise KeeperError(
            f"The database in {site.data} was made by PostgreSQL {made_by} and {site.tools} is {site.version}: "
            f"set POSTGRES_BINARIES to the programs of {made_by}, or move the folder away to start with an empty one."
        )


def start(site: Site) -> subprocess.Popen[str]:
    """Start the server and wait until it takes connections."""
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={site.socket}",
        "unix_socket_permissions=0700",
        "port=5432",
        "max_connections=200",
        "max_wal_senders=0",
        "wal_level=minimal",
        "timezone=UTC",
        "log_timezone=UTC",
        *(() if site.lasting else ("fsync=off", "synchronous_commit=off", "full_page_writes=off")),
    )
    command = site.command("postgres", "-D", str(site.data), *(word for pair in settings for word in ("-c", pair)))
    give_up = time.monotonic() + _RETRY
    while True:
        with private_log(site.log) as log:
            server = site.spawn(command, stdin=subprocess.DEVNULL, stdout=log.fileno(), stderr=subprocess.STDOUT)
        if _became_ready(site.data, server):
            return server
        # The processes of a killed server need a moment to notice; until then their memory bars the way.
        if time.monotonic() > give_up:
            raise KeeperError(f"PostgreSQL did not start: {_last_line(site.log.read_text(encoding='utf-8'))}")
        time.sleep(0.2)


def _became_ready(data: Path, server: subprocess.Popen[str]) -> bool:
    give_up = time.monotonic() + _PATIENCE
    while server.poll() is None:
        if _pid_file(data)[:1] == [str(server.pid)] and _says_ready(data):
            return True
        if time.monotonic() > give_up:
            server.kill()
            server.wait()
        time.sleep(0.01)
    return False


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _says_ready(data: Path) -> bool:
    return [line.strip() for line in _pid_file(data)[7:8]] == ["ready"]


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()] or lines
    return telling[-1] if telling else "it said nothing."


# Servers found running


def find_running(data: Path) -> int | None:
    """Return the number of the server that runs on this data; a note that names a stranger is removed.

    A note that names a dead process stays: PostgreSQL reads in it whether memory of a killed server is still in use.
    """
    noted = _pid_file(data)[:1]
    if not noted or not noted[0].isdecimal() or not _is_alive(int(noted[0])):
        return None
    if int(noted[0]) in _inhabitants(data, int(noted[0])):
        return int(noted[0])
    give_up = time.monotonic() + _RETRY
    while _inhabitants(data, int(noted[0])) and time.monotonic() < give_up:
        time.sleep(0.05)
    (data / "postmaster.pid").unlink(missing_ok=True)
    return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _inhabitants(data: Path, noted: int) -> set[int]:
    """Return the processes that work in this folder, as every process of a PostgreSQL server does."""
    if not Path("/proc/self/cwd").exists():
        said = subprocess.run(["ps", "-o", "command=", "-p", str(noted)], capture_output=True, text=True, check=False)
        return {noted} if "postgres" in said.stdout and str(data) in said.stdout else set()
    found = set()
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if process.name.isdecimal() and (process / "cwd").readlink() == data:
                found.add(int(process.name))
    return found


# Keeping


def stop_after_last_user(home: Path, server: int) -> None:
    """Wait until no process uses the server, then stop it; nobody can start another before this process ends."""
    users, gate = opened(home / USERS), opened(home / GATE)
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_UN)
        fcntl.flock(gate, fcntl.LOCK_EX)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        fcntl.flock(gate, fcntl.LOCK_UN)
    with contextlib.suppress(ProcessLookupError):
        os.kill(server, signal.SIGINT)


def keep(home: Path, tools: Path, version: int, *, lasting: bool) -> None:
    """Have a server, say so, and stay with it until it ends."""
    account = choose_account(home, tools)
    site = settle(home, tools, version, account, lasting=lasting)
    running = find_running(site.data)
    if account.in_namespace:
        enter_namespace(account)
    if not site.data.exists():
        make_cluster(site)
    check_version(site)
    if running is None:
        server = start(site)
        _offer(home, site.socket, server.pid)
        server.wait()
    else:
        _offer(home, site.socket, running)
        while _is_alive(running):
            time.sleep(0.2)


def _offer(home: Path, socket: Path, server: int) -> None:
    """Tell everybody where the server is, and see to its end."""
    _tell_where(home, socket)
    _answer(READY)
    threading.Thread(target=stop_after_last_user, args=(home, server), daemon=True).start()


def _tell_where(home: Path, socket: Path) -> None:
    aside = home / f"{SOCKET}.{os.getpid()}"
    aside.write_text(str(socket), encoding="utf-8")
    aside.replace(home / SOCKET)


def _answer(said: str) -> None:
    """Say it to whoever started us, and let go of the line."""
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.close(silence)


def main(home: Path, tools: Path, version: int, *, lasting: bool) -> None:
    """Keep the cluster of a home, if nobody does yet."""
    lock = opened(home / KEEPER)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _answer(READY)
        return
    if os.fork():
        os._exit(0)  # whoever started us waits for our answer, not for our end
    try:
        keep(home, tools, version, lasting=lasting)
    except (KeeperError, OSError) as reason:
        _answer(str(reason) if isinstance(reason, KeeperError) else f"The private PostgreSQL did not start: {reason}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), int(sys.argv[3]), lasting=sys.argv[4] == LASTING)
