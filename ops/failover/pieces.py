"""The pieces of a site on several machines, started on this one: one process each.

All are from Debian's packages.
"""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from tests.serving import free_port, granian, manage, production, wait_for

PROGRAMS = ("etcd", "patroni", "haproxy", "pgbouncer", "nginx")
MEMBERS = ("a", "b", "c")
SITES = 2
USER = "postgres"  # PostgreSQL and PgBouncer refuse to run as root
PASSWORD = "only-on-this-machine"  # noqa: S105  # of servers that listen on loopback and are gone in minutes
DATABASE = "pilotlight"
PATIENCE = 120  # seconds until a piece must be ready


class MissingProgramError(Exception):
    """A program of Debian's is not here; the message says what to install."""


@dataclass
class Piece:
    """One running program."""

    name: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """End it and what it started as a power cut does: at once, asking nobody."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and make it end."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass
class Ports:
    """Where each piece listens."""

    etcd: int = field(default_factory=free_port)
    etcd_peer: int = field(default_factory=free_port)
    postgres: Mapping[str, int] = field(
        default_factory=lambda: {name: free_port() for name in MEMBERS}
    )
    patroni: Mapping[str, int] = field(
        default_factory=lambda: {name: free_port() for name in MEMBERS}
    )
    primary: int = field(default_factory=free_port)
    replica: int = field(default_factory=free_port)
    pooler: int = field(default_factory=free_port)
    sites: tuple[int, ...] = field(default_factory=lambda: tuple(free_port() for _ in range(SITES)))
    web: int = field(default_factory=free_port)


@dataclass
class Landscape:
    """Three PostgreSQLs under Patroni, HAProxy and PgBouncer before them, nginx and two sites.

    nginx stands before the sites.
    """

    home: Path
    ports: Ports = field(default_factory=Ports)
    pieces: dict[str, Piece] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address that visitors use."""
        return f"http://127.0.0.1:{self.ports.web}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of the sites."""
        pooler = f"postgres://{DATABASE}:{PASSWORD}@127.0.0.1:{self.ports.pooler}"
        return production(self.ports.web, self.home / "site") | {
            "DATABASE_URL": f"{pooler}/{DATABASE}",
            "DATABASE_REPLICA_URL": f"{pooler}/{DATABASE}_replica",
            "DATABASE_POOLER": "transaction",
        }

    def members(self) -> dict[str, str]:
        """Return what each answering PostgreSQL is now: leader, sync_standby or replica."""
        listed = _ask_patroni(next(iter(self._alive())), "cluster")
        return {
            row["name"]: row["role"]
            for row in listed["members"]
            if row["state"] in {"running", "streaming"}
        }

    def _alive(self) -> Iterator[int]:
        for name in MEMBERS:
            if self.pieces[name].process.poll() is None:
                yield self.ports.patroni[name]

    def leader(self) -> str:
        """Return the name of the primary."""
        return next(name for name, role in self.members().items() if role == "leader")

    def start(self, name: str, *command: str, user: str | None = None, **rest: Any) -> None:
        """Start a program in a group of its own, with its log in a file."""
        with (self.home / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self.home,
                **_as(user),
                **rest,
            )
        self.pieces[name] = Piece(name, process)

    def start_member(self, name: str) -> None:
        """Start one PostgreSQL and the Patroni that minds it."""
        self.start(name, "patroni", str(self.home / f"{name}.json"), user=USER)

    def stop(self) -> None:
        """Stop everything, visitors' side first."""
        for piece in reversed(self.pieces.values()):
            piece.stop()


@contextmanager
def landscape(home: Path) -> Iterator[Landscape]:
    """Yield a landscape that answers, with the starter catalog published."""
    _all_there()
    made = Landscape(home)
    try:
        _store(made)
        _postgres(made)
        _in_front(made)
        _sites(made)
        yield made
    finally:
        made.stop()


def _all_there() -> None:
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    # Debian's Patroni runs on Debian's Python, and asks etcd by a library of its own.
    asks_etcd = subprocess.run(
        ["/usr/bin/python3", "-c", "import etcd"], capture_output=True, check=False
    )
    if missing or asks_etcd.returncode or _postgres_programs() is None:
        wanted = (
            "etcd-server patroni python3-etcd python3-dnspython haproxy pgbouncer nginx-light "
            "postgresql"
        )
        raise MissingProgramError(f"Install Debian’s packages first: apt-get install {wanted}")


def _postgres_programs() -> Path | None:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def _as(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": user, "extra_groups": []} if user and os.getuid() == 0 else {}


def _store(made: Landscape) -> None:
    """Start what Patroni agrees in; three of them in real life, one here."""
    ports, data = made.ports, made.home / "etcd"
    data.mkdir(mode=0o700)
    client, peer = f"http://127.0.0.1:{ports.etcd}", f"http://127.0.0.1:{ports.etcd_peer}"
    listens = [
        "--listen-client-urls",
        client,
        "--advertise-client-urls",
        client,
        "--listen-peer-urls",
        peer,
    ]
    made.start(
        "etcd",
        *("etcd", "--data-dir", str(data), *listens),
        *("--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"),
    )
    wait_for(f"{client}/health")


def _postgres(made: Landscape) -> None:
    for name in MEMBERS:
        (made.home / f"{name}.json").write_text(json.dumps(_patroni(made, name), indent=1))
        folder = made.home / name
        folder.mkdir(mode=0o700)
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        made.start_member(name)
        until(partial(_role, made, name), f"PostgreSQL {name}")
    until(
        lambda: len(made.members()) == len(MEMBERS) and "sync_standby" in made.members().values(),
        "the standbys",
    )
    address = (
        f"host=127.0.0.1 port={made.ports.postgres[made.leader()]} user=postgres "
        f"password={PASSWORD} dbname=postgres"
    )
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE ROLE {DATABASE} LOGIN PASSWORD '{PASSWORD}'")
        server.execute(f"CREATE DATABASE {DATABASE} OWNER {DATABASE}")


def _patroni(made: Landscape, name: str) -> dict[str, Any]:
    """Return one member's settings.

    Strict synchronous mode: a commit is told only when two machines have it.
    """
    ports, folder = made.ports, made.home / name
    postgres, patroni = f"127.0.0.1:{ports.postgres[name]}", f"127.0.0.1:{ports.patroni[name]}"
    return {
        "scope": DATABASE,
        "name": name,
        "etcd3": {"hosts": f"127.0.0.1:{ports.etcd}"},
        "restapi": {"listen": patroni, "connect_address": patroni},
        "bootstrap": {
            "dcs": {
                # seconds after which a primary that says nothing is taken for dead; Patroni's least
                "ttl": 20,
                "loop_wait": 2,
                "retry_timeout": 5,
                "primary_start_timeout": 0,
                "synchronous_mode": True,
                "synchronous_mode_strict": True,
                "postgresql": {
                    "use_pg_rewind": True,
                    "parameters": {
                        "max_connections": 60,
                        "wal_log_hints": "on",
                        "synchronous_commit": "on",
                    },
                },
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
        },
        "postgresql": {
            "listen": postgres,
            "connect_address": postgres,
            "data_dir": str(folder / "data"),
            "bin_dir": str(_postgres_programs()),
            "pgpass": str(folder / "pgpass"),
            "authentication": {
                "superuser": {"username": "postgres", "password": PASSWORD},
                "replication": {"username": "replicator", "password": PASSWORD},
                "rewind": {"username": "rewinder", "password": PASSWORD},
            },
            "parameters": {"unix_socket_directories": str(folder)},
            "pg_hba": [
                "local all all trust",
                *(f"host {what} all 127.0.0.1/32 scram-sha-256" for what in ("all", "replication")),
            ],
        },
    }


def _role(made: Landscape, name: str) -> str:
    """Return what a member takes itself for; nothing while it is still starting."""
    return str(_ask_patroni(made.ports.patroni[name], "patroni").get("role", ""))


def _ask_patroni(port: int, path: str) -> dict[str, Any]:
    address = f"http://127.0.0.1:{port}/{path}"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # our own address
            status: dict[str, Any] = json.load(answer)
            return status
    except urllib.error.HTTPError as answer:  # Patroni says 503 of a member that is still starting
        return dict(json.loads(answer.read() or b"{}"))


def _in_front(made: Landscape) -> None:
    """Start what leads to the primary and to a replica, and what shares connections."""
    ports = made.ports
    members = [(name, ports.postgres[name], ports.patroni[name]) for name in MEMBERS]

    def leading(port: int, what: str) -> str:
        servers = "".join(
            f"  server {name} 127.0.0.1:{at} check port {asked}\n" for name, at, asked in members
        )
        return (
            f"listen {what}\n  bind 127.0.0.1:{port}\n  option httpchk OPTIONS /{what}\n  "
            "http-check expect status 200\n"
            "  default-server inter 500ms fall 2 rise 1 on-marked-down "
            f"shutdown-sessions\n{servers}"
        )

    (made.home / "haproxy.cfg").write_text(
        (
            "defaults\n  mode tcp\n  timeout connect 2s\n  timeout client 60s\n  timeout server "
            "60s\n  timeout check 1s\n"
        )
        + leading(ports.primary, "primary")
        + leading(ports.replica, "replica")
    )
    made.start("haproxy", "haproxy", "-db", "-f", str(made.home / "haproxy.cfg"))
    users = made.home / "pooler-users"
    users.write_text(f'"{DATABASE}" "{PASSWORD}"\n')
    (made.home / "pooler.ini").write_text(
        f"[databases]\n{DATABASE} = host=127.0.0.1 port={ports.primary}\n"
        f"{DATABASE}_replica = host=127.0.0.1 port={ports.replica} dbname={DATABASE}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {ports.pooler}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {users}\npool_mode = "
        "transaction\nmax_client_conn = 200\n"
        "default_pool_size = 16\nserver_login_retry = 1\nserver_connect_timeout = "
        "3\nquery_wait_timeout = 5\n"
    )
    made.start("pooler", "pgbouncer", str(made.home / "pooler.ini"), user=USER)


def _sites(made: Landscape) -> None:
    ports, environment = made.ports, made.environment
    until(partial(_migrated, environment), "the first migration")
    for command in (
        ("load_catalog", "--if-empty"),
        ("publish_release", "--if-none", "--note", "Starter catalog"),
        ("collectstatic", "--noinput", "--verbosity=0"),
    ):
        manage(environment, *command)
    for number, port in enumerate(ports.sites, 1):
        with (made.home / f"site-{number}.log").open("ab") as log:
            made.pieces[f"site-{number}"] = Piece(
                f"site-{number}",
                granian(port, environment, workers=1, log=log.fileno(), own_group=True),
            )
    servers = "".join(f"    server 127.0.0.1:{port} max_fails=0;\n" for port in ports.sites)
    (made.home / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {made.home}/nginx.pid; error_log "
        f"{made.home}/nginx-errors.log;\n"
        "events { worker_connections 512; }\n"
        f"http {{\n  access_log off;\n  {_temporary(made.home)}\n"
        f"  upstream sites {{\n{servers}    keepalive 16;\n  }}\n"
        f"  server {{\n    listen 127.0.0.1:{ports.web};\n    location / {{\n      "
        f"proxy_pass http://sites;\n"
        '      proxy_http_version 1.1;\n      proxy_set_header Connection "";\n      '
        "proxy_set_header Host $http_host;\n"
        "      proxy_set_header X-Forwarded-For $remote_addr;\n    }\n  }\n}\n"
    )
    made.start(
        "nginx",
        "nginx",
        "-c",
        str(made.home / "nginx.conf"),
        "-e",
        str(made.home / "nginx-errors.log"),
    )
    wait_for(f"{made.base}/readyz")


def _temporary(home: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {home}/nginx-{kind};" for kind in kinds)


def _migrated(environment: Mapping[str, str]) -> bool:
    try:
        manage(environment, "migrate", "--verbosity=0")
    except subprocess.CalledProcessError:
        return False
    return True


def until(ready: Callable[[], object], what: str) -> None:
    """Wait until a piece is ready. Raises TimeoutError."""
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        try:
            if ready():
                return
        except (OSError, StopIteration, KeyError, psycopg.Error):
            pass  # not yet
        time.sleep(0.3)
    raise TimeoutError(f"{what} took longer than {PATIENCE} seconds.")
