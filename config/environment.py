"""Everything an operator may set, read once and refused with a sentence when it is wrong."""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from django.http.request import validate_host

PROJECT = Path(__file__).resolve().parent.parent

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["line", "json"]
Pooler = Literal["none", "session", "transaction"]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

_WINDOWS = {"minute": MINUTE, "hour": HOUR, "day": DAY}
_WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
_SHORTEST_KEY = 50
_SHORTEST_TOKEN = 20
_LAST_PORT = 65535
_LONGEST = 10  # digits of a count
_FEWEST_DAYS, _MOST_DAYS = 31, 36_500  # when a plan was opened is known to the month


class WrongSettingError(Exception):
    """An environment variable that Pilotlight cannot work with; the message says what to set."""


@dataclass(frozen=True, slots=True)
class DatabaseServer:
    """A PostgreSQL server that somebody else runs; an empty field is left to libpq and its PG… variables."""

    host: str
    port: str
    name: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """How many connections each process keeps open."""

    smallest: int
    largest: int


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be done in a stretch of time: by one visitor, and by all together; see `catalog.limits`."""

    what: str  # in the plural, as a reader reads it; its variable is LIMIT_ and this word
    from_one: int
    from_all: int
    window: timedelta

    @property
    def written(self) -> str:
        """Return it as an operator writes it."""
        word = next(word for word, window in _WINDOWS.items() if window == self.window)
        return f"{self.from_one}/{self.from_all}/{word}"


# To limit one more thing, add a line here, to .env.example and to docs/operations.md.
LIMITS = (
    Limit("reports", 5, 200, HOUR),
    Limit("plans", 30, 3000, HOUR),  # started, copied, or brought as a file
    Limit("versions", 60, 6000, HOUR),  # decided and kept
    Limit("decisions", 300, 6000, HOUR),  # worked out for programs; each may take a second
    Limit("files", 300, 6000, HOUR),  # made of plans, and what to ask their sellers; each may take a second
    Limit("questions", 10, 1000, HOUR),  # about plans, by name
    Limit("signatures", 10, 1000, HOUR),  # under versions
    Limit("opinions", 10, 1000, HOUR),  # second ones, begun
    Limit("breaches", 30, 3000, HOUR),  # of the policy, that browsers report
    Limit("changes", 600, 60_000, HOUR),  # all else that is sent, such as a result of a pilot
    Limit("calls", 1200, 60_000, HOUR),  # of the API that bring results, up to 500 each
    Limit("logins", 60, 3000, HOUR),  # tried at the desk
)


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days what nobody uses is kept before `purge_plans` deletes it."""

    drafts: int = 180  # not finished and not changed
    plans: int = 3 * 365  # neither opened nor changed
    closed_links: int = 365  # that a link was renewed, or its plan deleted


_KEEP = Keep()


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation; a database of None means that Pilotlight runs its own."""

    debug: bool
    debug_is_set: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    behind_tls_proxy: bool
    hsts_subdomains: bool
    proxies: int
    limits: tuple[Limit, ...]
    keep: Keep
    pilot_files_mb: int  # pictures, speech and video of all pilots together
    database: DatabaseServer | None
    replica: DatabaseServer | None
    database_pool: Pool
    pooler: Pooler
    postgres_binaries: Path | None
    data_dir: Path
    log_level: LogLevel
    log_format: LogFormat
    metrics_token: str


def read(variables: Mapping[str, str]) -> Environment:
    """Read an installation's settings, or raise WrongSettingError with the sentence that mends it."""
    debug = _truth(variables, "DEBUG", default=True)
    data_dir = Path(variables.get("DATA_DIR") or PROJECT / "var").expanduser().absolute()
    hosts = _allowed_hosts(variables, debug=debug)
    return Environment(
        debug=debug,
        debug_is_set=bool(variables.get("DEBUG", "").strip()),
        secret_key=_secret_key(variables, data_dir, debug=debug),
        allowed_hosts=hosts,
        base_url=_base_url(variables, hosts, debug=debug),
        behind_tls_proxy=_truth(variables, "SECURE_PROXY", default=False),
        hsts_subdomains=_truth(variables, "HSTS_SUBDOMAINS", default=True),
        proxies=_proxies(variables),
        limits=tuple(_limit(variables, limit) for limit in LIMITS),
        keep=_keep(variables),
        pilot_files_mb=_count(variables, "PILOT_FILES_MB", 2000),
        database=_database(variables, debug=debug),
        replica=_replica(variables),
        database_pool=_pool(variables),
        pooler=_pooler(variables),
        postgres_binaries=_postgres_binaries(variables),
        data_dir=data_dir,
        log_level=_log_level(variables),
        log_format=_log_format(variables, debug=debug),
        metrics_token=_metrics_token(variables),
    )


def with_file(variables: Mapping[str, str], file: Path) -> dict[str, str]:
    """Add the NAME=value lines of a file, where it exists; what the process was given wins."""
    if not file.is_file():
        return dict(variables)
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(
        _assignment(line, number, file) for number, line in enumerate(lines, 1) if _says_something(line)
    ) | dict(variables)


def from_process() -> Environment:
    """Read the settings of this process and of the project's .env, or of the files that ENV_FILE names instead."""
    variables = dict(os.environ)
    for name in reversed(variables.get("ENV_FILE", str(PROJECT / ".env")).split(os.pathsep)):  # the later file wins
        if "ENV_FILE" in variables and not Path(name).is_file():
            raise WrongSettingError(f"Set ENV_FILE to files that are there; {name} is not.")
        variables = with_file(variables, Path(name))
    return read(variables)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _assignment(line: str, number: int, file: Path) -> tuple[str, str]:
    name, equals, value = line.strip().removeprefix("export ").partition("=")
    if not equals or not name.strip().isidentifier():
        raise WrongSettingError(f"Line {number} of {file.name} should read NAME=value.")
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return name.strip(), value


def _truth(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    written = variables.get(name, "").strip().lower()
    if not written:
        return default
    if written not in _WORDS:
        raise WrongSettingError(f"Set {name} to true or false; it is “{written}”.")
    return _WORDS[written]


def _secret_key(variables: Mapping[str, str], data_dir: Path, *, debug: bool) -> str:
    key = variables.get("SECRET_KEY", "")
    if key and not debug and len(key) < _SHORTEST_KEY:
        raise WrongSettingError(f"Set SECRET_KEY to at least {_SHORTEST_KEY} random characters; it has {len(key)}.")
    if key:
        return key
    if not debug:
        raise WrongSettingError(
            "Set SECRET_KEY to a long random text that stays the same, for example the output of: openssl rand -hex 32"
        )
    return _kept_key(data_dir / "secret_key")


def _kept_key(file: Path) -> str:
    """Make a development key once; of two processes that start together, both get the first one's."""
    if not file.exists():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            aside = file.with_name(f"{file.name}.{os.getpid()}")
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(48))
            try:
                os.link(aside, file)
            except FileExistsError:
                pass
            finally:
                aside.unlink()
        except OSError as reason:
            raise WrongSettingError(f"Set DATA_DIR to a folder that can be written: {reason}.") from reason
    return file.read_text().strip()


def _allowed_hosts(variables: Mapping[str, str], *, debug: bool) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in variables.get("ALLOWED_HOSTS", "").split(",") if host.strip())
    for host in hosts:
        if "/" in host or host == "*" or any(letter.isspace() for letter in host):
            raise WrongSettingError(
                f"Set ALLOWED_HOSTS to host names only, such as plans.example.org, with commas between; it has “{host}”."
            )
    if hosts or debug:
        return hosts
    raise WrongSettingError("Set ALLOWED_HOSTS to the host names of this site, for example: plans.example.org")


def _base_url(variables: Mapping[str, str], hosts: Sequence[str], *, debug: bool) -> str:
    written = variables.get("BASE_URL", "").strip()
    if not written and not debug:  # without it links would follow whatever Host a visitor sends
        raise WrongSettingError("Set BASE_URL to the address people use, for example: https://plans.example.org")
    parts = urlsplit(written)
    if written and (
        parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query
    ):
        raise WrongSettingError(
            f"Set BASE_URL to the site's address without a path, such as https://plans.example.org; it is “{written}”."
        )
    if hosts and written and not validate_host(parts.hostname or "", hosts):
        raise WrongSettingError(f"Set ALLOWED_HOSTS to hosts with that of BASE_URL among them, {parts.hostname}.")
    return written.rstrip("/")


def _database(variables: Mapping[str, str], *, debug: bool) -> DatabaseServer | None:
    written = variables.get("DATABASE_URL", "").strip()
    if written:
        return _database_url("DATABASE_URL", written)
    if variables.get("PGHOST") or variables.get("PGSERVICE"):
        host, port, user, password = (variables.get(f"PG{part}", "") for part in ("HOST", "PORT", "USER", "PASSWORD"))
        return DatabaseServer(host, port, variables.get("PGDATABASE") or "pilotlight", user, password, ())
    if debug:
        return None
    raise WrongSettingError(
        "Set DATABASE_URL to your PostgreSQL server, for example: postgres://pilotlight:password@localhost:5432/pilotlight"
    )


def _replica(variables: Mapping[str, str]) -> DatabaseServer | None:
    written = variables.get("DATABASE_REPLICA_URL", "").strip()
    if not written:
        return None
    if not variables.get("DATABASE_URL", "").strip():
        raise WrongSettingError("Set DATABASE_URL too: a replica in DATABASE_REPLICA_URL is one of that server.")
    return _database_url("DATABASE_REPLICA_URL", written)


def _database_url(setting: str, written: str) -> DatabaseServer:
    # The sentences name no part of the address, because it holds a password and they end in logs.
    expected = f"Set {setting} to postgres://user:password@host:port/name"
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError as reason:
        raise WrongSettingError(f"{expected}; its port must be a number up to {_LAST_PORT}.") from reason
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSettingError(f"{expected}; no other kind of database will do.")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise WrongSettingError(f"{expected}; it must end in the database's name.")
    options = dict(parse_qsl(parts.query))
    return DatabaseServer(
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=str(port or ""),
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=tuple(sorted(options.items())),
    )


def _pool(variables: Mapping[str, str]) -> Pool:
    pool = Pool(_count(variables, "DATABASE_POOL_MIN", 1), _count(variables, "DATABASE_POOL_MAX", 20))
    if pool.largest < max(pool.smallest, 1):
        raise WrongSettingError("Set DATABASE_POOL_MAX to at least 1 and at least DATABASE_POOL_MIN.")
    return pool


def _pooler(variables: Mapping[str, str]) -> Pooler:
    written = variables.get("DATABASE_POOLER", "").strip().lower() or "none"
    for kind in get_args(Pooler):
        if written == kind:
            return kind  # type: ignore[no-any-return]  # get_args forgets the literals' types
    raise WrongSettingError(f"Set DATABASE_POOLER to none, session or transaction; it is “{written}”.")


def _count(variables: Mapping[str, str], name: str, default: int) -> int:
    written = variables.get(name, "").strip()
    if not written:
        return default
    if not (written.isascii() and written.isdecimal()):
        raise WrongSettingError(f"Set {name} to a whole number; it is “{written}”.")
    return int(written)


def _proxies(variables: Mapping[str, str]) -> int:
    proxies = _count(variables, "PROXY_COUNT", 1)
    if proxies < 1:
        raise WrongSettingError("Set PROXY_COUNT to 1 or more; without a proxy, leave SECURE_PROXY false.")
    return proxies


def _limit(variables: Mapping[str, str], usual: Limit) -> Limit:
    """Read a limit written as 5/200/hour: from one visitor, from all, and the stretch of time."""
    name = f"LIMIT_{usual.what.upper()}"
    written = variables.get(name, "").strip().lower()
    if not written:
        return usual
    one, _, rest = written.partition("/")
    everybody, _, window = rest.partition("/")
    counts = [int(text) for text in (one, everybody) if text.isascii() and text.isdecimal() and len(text) < _LONGEST]
    if len(counts) != 2 or min(counts) < 1 or window not in _WINDOWS:  # noqa: PLR2004  # one visitor, and all
        raise WrongSettingError(
            f"Set {name} to counts from 1 for one visitor and for all, and minute, hour or day, such as "
            f"{usual.written}; it is “{written}”."
        )
    return replace(usual, from_one=counts[0], from_all=counts[1], window=_WINDOWS[window])


def _keep(variables: Mapping[str, str]) -> Keep:
    days = {
        "KEEP_DRAFTS_DAYS": _count(variables, "KEEP_DRAFTS_DAYS", _KEEP.drafts),
        "KEEP_PLANS_DAYS": _count(variables, "KEEP_PLANS_DAYS", _KEEP.plans),
        "KEEP_CLOSED_LINKS_DAYS": _count(variables, "KEEP_CLOSED_LINKS_DAYS", _KEEP.closed_links),
    }
    for name, count in days.items():
        if not _FEWEST_DAYS <= count <= _MOST_DAYS:
            raise WrongSettingError(f"Set {name} to {_FEWEST_DAYS} to {_MOST_DAYS} days; it is {count}.")
    return Keep(*days.values())


def _postgres_binaries(variables: Mapping[str, str]) -> Path | None:
    written = variables.get("POSTGRES_BINARIES", "").strip()
    if not written:
        return None
    folder = Path(written).expanduser().absolute()
    if not (folder / "initdb").is_file() or not (folder / "postgres").is_file():
        raise WrongSettingError(
            f"Set POSTGRES_BINARIES to the folder that holds initdb and postgres; {folder} does not."
        )
    return folder


def _log_level(variables: Mapping[str, str]) -> LogLevel:
    written = variables.get("LOG_LEVEL", "").strip().upper() or "INFO"
    for level in get_args(LogLevel):
        if written == level:
            return level  # type: ignore[no-any-return]  # get_args forgets the literals' types
    raise WrongSettingError(f"Set LOG_LEVEL to DEBUG, INFO, WARNING or ERROR; it is “{written}”.")


def _log_format(variables: Mapping[str, str], *, debug: bool) -> LogFormat:
    written = variables.get("LOG_FORMAT", "").strip().lower() or ("line" if debug else "json")
    for form in get_args(LogFormat):
        if written == form:
            return form  # type: ignore[no-any-return]  # get_args forgets the literals' types
    raise WrongSettingError(f"Set LOG_FORMAT to line or json; it is “{written}”.")


def _metrics_token(variables: Mapping[str, str]) -> str:
    token = variables.get("METRICS_TOKEN", "")
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii()):
        raise WrongSettingError(f"Set METRICS_TOKEN to at least {_SHORTEST_TOKEN} random letters and digits.")
    return token
