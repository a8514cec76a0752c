"""Everything an operator may set, one field a variable.

docs/operations.md prints the descriptions as a table.
"""

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from xml.parsers import expat

from django.http.request import validate_host
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_WINDOWS = {"minute": MINUTE, "hour": HOUR, "day": DAY}
_LIMIT = re.compile(r"([1-9]\d{0,8})/([1-9]\d{0,8})/(minute|hour|day)")
_SHORTEST_KEY = 50
_LARGEST_LOGO = 100_000  # bytes
_PNG, _SVG = b"\x89PNG\r\n", "http://www.w3.org/2000/svg svg"

# Where the weekly look finds each list: at its maker's own address.
WATCHED = {
    "litellm": (
        "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"
    ),
    "genai-prices": "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json",
    "arena": "https://datasets-server.huggingface.co/filter",
    "epoch": "https://epoch.ai/data/benchmark_data.zip",
    "ecb": (
        "https://data-api.ecb.europa.eu/service/data/EXR/D.USD+GBP+CHF+DKK+NOK+SEK.EUR.SP00.A"
        "?lastNObservations=1&format=csvdata"
    ),
    "api-evangelist-plans": "https://raw.githubusercontent.com/api-evangelist",
}

# libpq's names of a connection's parts; what is missing is left to libpq. Empty: no server is set.
type Server = dict[str, str]


class WrongSettingError(Exception):
    """Variables that Pilotlight cannot work with.

    The message has a line for each, with what to set.
    """


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands where the name would."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How often something may be done in a stretch of time: by one visitor, and by all.

    See `catalog.limits`.
    """

    what: str  # in the plural, as a reader reads it; its variable is LIMIT_ and this word
    from_one: int
    from_all: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days what nobody uses is kept before `purge_plans` deletes it."""

    drafts: int  # not finished and not changed
    plans: int  # neither opened nor changed
    closed_links: int  # that a link was renewed, or its plan deleted


def _hosts(value: Any) -> Any:
    return (
        tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value
    )


def _server(value: Any) -> Any:
    """Read the address of a database.

    No error names a part of it: it holds a password, and errors end in logs.
    """
    if not isinstance(value, str):
        return value
    try:
        parts = {name: str(part) for name, part in conninfo_to_dict(value).items()}
    except ProgrammingError:
        parts = {}
    ports = parts.get("port", "0").split(",")  # one for each of several hosts
    if not value.startswith(("postgres://", "postgresql://")) or not all(
        port.isdecimal() for port in ports
    ):
        raise ValueError("write postgres://user:password@host:port/name")
    if not parts.get("dbname"):
        raise ValueError(
            "write postgres://user:password@host:port/name; it must end in the database's name"
        )
    return parts


def _limit(value: Any, info: ValidationInfo) -> Any:
    match = _LIMIT.fullmatch(str(value).strip().lower())
    if match is None:
        raise ValueError(
            "write counts from 1 for one visitor and for all, and minute, hour or day, such "
            "as 5/200/hour"
        )
    what = str(info.field_name).removeprefix("limit_")
    return RateLimit(what, int(match[1]), int(match[2]), _WINDOWS[match[3]])


def _addresses(value: Any) -> Any:
    """Read other addresses of lists: litellm=https://…,arena= leaves Arena out."""
    if not isinstance(value, str):
        return value
    pairs = [pair.strip().partition("=") for pair in value.split(",") if pair.strip()]
    for name, _, address in pairs:
        if name not in WATCHED:
            raise ValueError(f"name lists of {', '.join(WATCHED)}; there is no {name[:40]}")
        if address and not address.startswith("https://"):
            raise ValueError(f"set an https:// address for {name}, or nothing to leave it out")
    return {name: address for name, _, address in pairs}


def _logo(value: Any) -> Any:
    """Read the named file.

    A drawing is parsed: the PDF of a plan would fail on one that is damaged.
    """
    if not isinstance(value, str):
        return value
    with suppress(OSError, expat.ExpatError):
        content = Path(value).read_bytes()
        if content.startswith(_PNG) and len(content) <= _LARGEST_LOGO:
            return Logo("image/png", content)
        elements: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = lambda name, _: elements.append(name)
        parser.Parse(content, True)
        if elements[:1] == [_SVG] and len(content) <= _LARGEST_LOGO:
            return Logo("image/svg+xml", content)
    raise ValueError(
        "name an SVG or PNG file of at most 100 kB that every user of this machine may read"
    )


_Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
_Limit = Annotated[RateLimit, BeforeValidator(_limit)]
_Watched = Annotated[dict[str, str], BeforeValidator(_addresses)]
_Days = Annotated[int, Field(ge=31, le=36_500)]  # when a plan was opened is known to the month
_Server = Annotated[Server, BeforeValidator(_server)]
_Upper, _Lower = BeforeValidator(str.upper), BeforeValidator(str.lower)


def _limit_field(default: str, description: str) -> Any:
    """Return a field whose text becomes a `RateLimit`, which the type of a field cannot say."""
    return Field(default=default, description=description)


class _Settings(BaseSettings):
    """Variables that are read together. An empty one counts as not set."""

    model_config = SettingsConfigDict(
        enable_decoding=False,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
        validate_default=True,
    )


class _Site(_Settings):
    """What the site is called, where people reach it, and what stands in front of it."""

    debug: bool = True
    """development; off in a served site unless set. Off, it requires the next three and
    `DATABASE_URL`"""
    secret_key: str = ""
    """at least 50 random characters that stay the same, such as the output of `openssl rand -hex
    32`"""
    allowed_hosts: Annotated[tuple[str, ...], BeforeValidator(_hosts)] = ()
    """the host names of this site, separated by commas"""
    base_url: str = ""
    """the address people use, such as `https://plans.example.org`; with `http://` the site does
    not require TLS"""
    site_name: Annotated[str, Field(max_length=40)] = "Pilotlight"
    """what the site is called on its pages, in previews of links, on PDFs and at the desk"""
    site_logo: Annotated[Logo | None, BeforeValidator(_logo)] = None
    """an SVG or PNG file of at most 100 kB that stands in place of the name"""
    security_contact: Annotated[str, Field(pattern=r"^(mailto:\S+@\S+|https://\S+)?$")] = ""
    """where somebody tells of a hole: `mailto:security@example.org` or an `https://` address,
    for `/.well-known/security.txt`"""
    hsts_subdomains: bool = True
    """whether HSTS covers subdomains and asks for the preload list"""
    secure_proxy: bool = False
    """a proxy in front ends TLS and always sets `X-Forwarded-Proto` itself"""
    proxy_count: PositiveInt = 1
    """how many proxies of yours are in front; the outermost adds the visitor to
    `X-Forwarded-For`"""

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, key: str, info: ValidationInfo) -> str:
        if key and info.data.get("debug") is False and len(key) < _SHORTEST_KEY:
            raise ValueError(f"set at least {_SHORTEST_KEY} random characters; it has {len(key)}")
        return key

    @field_validator("allowed_hosts")
    @classmethod
    def _are_names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if host == "*" or re.search(r"[/\s]", host):
                raise ValueError(
                    "set host names only, such as plans.example.org, with commas between; "
                    f"it has “{host}”"
                )
        return hosts

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str, info: ValidationInfo) -> str:
        parts, hosts = urlsplit(url), info.data.get("allowed_hosts")
        if url and (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.path.strip("/")
            or parts.query
        ):
            raise ValueError(
                "set the site's address without a path, such as https://plans.example.org"
            )
        if url and hosts and not validate_host(parts.hostname or "", hosts):
            raise ValueError(f"its host, {parts.hostname}, must be one of ALLOWED_HOSTS")
        return url.rstrip("/")


class _Database(_Settings):
    """Where the database is, and how many connections are kept open to it."""

    database_url: _Server = {}  # pydantic copies it
    """your PostgreSQL server, `postgres://user:password@host:port/name`, options as
    `?sslmode=require`"""
    database_replica_url: _Server = {}
    """a streaming replica of that server; see “Several machines”"""
    database_pool_min: NonNegativeInt = 1
    """connections that each process keeps open"""
    database_pool_max: PositiveInt = 20
    """the most connections of a process, which has 21 threads"""
    database_pooler: Annotated[Literal["none", "session", "transaction"], _Lower] = "none"
    """`session` or `transaction` behind a pooler such as PgBouncer"""

    @field_validator("database_replica_url")
    @classmethod
    def _follows_a_server(cls, replica: Server, info: ValidationInfo) -> Server:
        if replica and not info.data.get("database_url"):
            raise ValueError("set DATABASE_URL too: this is a replica of that server")
        return replica

    @field_validator("database_pool_max")
    @classmethod
    def _is_no_less(cls, most: int, info: ValidationInfo) -> int:
        if most < info.data.get("database_pool_min", 0):
            raise ValueError("set at least DATABASE_POOL_MIN")
        return most


class _Desk(_Settings):
    """Who gets in at the desk, and what takes two people."""

    sign_on_header: Annotated[str, Field(pattern=r"^([A-Za-z][A-Za-z0-9-]*)?$")] = ""
    """the header in which a proxy names who is signed on at the desk; see “Sign-on”"""
    sign_on_secret: Annotated[str, Field(pattern=r"^([!-~]{20,})?$", validate_default=True)] = ""
    """at least 20 letters and digits, which that proxy sends along in `X-Sign-On-Secret`"""
    four_eyes: bool = False
    """whether somebody else has to approve what an editor or reviewer wrote"""
    second_factor: bool = False
    """whether the desk asks for a code of an authenticator app; `make_editor NAME
    --second-factor` sets one up"""

    @field_validator("sign_on_secret")
    @classmethod
    def _proves_the_proxy(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("sign_on_header") and not value:
            raise ValueError(
                "set what the proxy sends along with SIGN_ON_HEADER, which anybody could "
                "send without it"
            )
        return value

    @field_validator("second_factor")
    @classmethod
    def _asked_once(cls, value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001  # as pydantic calls it
        if value and info.data.get("sign_on_header"):
            raise ValueError(
                "leave it out beside SIGN_ON_HEADER; let the proxy that signs people on ask for it"
            )
        return value


class _Limits(_Settings):
    """How often visitors may do what costs something."""

    # To limit one more thing, add a line here, to .env.example and to docs/operations.md.
    limit_reports: _Limit = _limit_field(
        "5/200/hour", "reports by one visitor, by all, and the `minute`, `hour` or `day`"
    )
    limit_plans: _Limit = _limit_field("30/3000/hour", "plans started, copied or uploaded")
    limit_versions: _Limit = _limit_field("60/6000/hour", "versions made")
    limit_decisions: _Limit = _limit_field("300/6000/hour", "decisions worked out for programs")
    limit_calls: _Limit = _limit_field(
        "1000/20000/hour", "questions that assistants ask at `/mcp/`"
    )
    limit_files: _Limit = _limit_field(
        "300/6000/hour", "files made of plans, and the questions to their sellers"
    )
    limit_questions: _Limit = _limit_field(
        "10/1000/hour", "questions about plans; one plan takes at most 40 in an hour"
    )
    limit_signatures: _Limit = _limit_field("10/1000/hour", "approvals; of one plan at most 40")
    limit_opinions: _Limit = _limit_field(
        "10/1000/hour", "second opinions begun; of one plan at most 40"
    )
    limit_changes: _Limit = _limit_field(
        "600/60000/hour", "everything else that somebody without an account sends"
    )
    limit_kilobytes: _Limit = _limit_field(
        "40000/200000/day",
        "kilobytes of pilots, and as many of versions, as long as enough is left",
    )
    limit_logins: _Limit = _limit_field("60/3000/hour", "log-ins tried at the desk")

    @property
    def limits(self) -> dict[str, RateLimit]:
        """Return the limits by what they limit."""
        parsed = (
            getattr(self, name) for name in type(self).model_fields if name.startswith("limit_")
        )
        return {limit.what: limit for limit in parsed}


class _Stored(_Settings):
    """How long plans are kept, and how much space they may take."""

    keep_drafts_days: _Days = 180
    """`purge_plans` deletes unfinished plans that nobody changed for so long"""
    keep_plans_days: _Days = 1095
    """the same for plans that nobody opened or changed"""
    keep_closed_links_days: _Days = 365
    """for so long a closed link says why it is closed"""
    pilot_space_mb: NonNegativeInt = 2000
    """megabytes that the cases, answers, files and results of all pilots may take in the
    database"""
    version_space_mb: NonNegativeInt = 2000
    """the same of the versions of all plans; 35 kB each, half of which the database takes on
    disk"""

    @property
    def retention(self) -> Retention:
        """Return how long what nobody uses is kept."""
        return Retention(self.keep_drafts_days, self.keep_plans_days, self.keep_closed_links_days)


class Environment(_Stored, _Limits, _Desk, _Database, _Site):
    """The settings of one installation; they are read from the last part to the first."""

    data_dir: _Folder = PROJECT / "var"
    """the private database, the development key, collected static files"""
    watch: _Watched = {}  # pydantic copies it
    """other addresses of public lists: `litellm=https://…,arena=`; an empty one leaves a list
    out"""
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], _Upper] = "INFO"
    """`DEBUG`, `INFO`, `WARNING` or `ERROR`"""
    metrics_token: Annotated[str, Field(pattern=r"^([!-~]{20,})?$")] = ""
    """at least 20 letters and digits, the bearer token for `/metrics`; without it there is no
    such page"""

    @field_validator("secret_key", "allowed_hosts", "base_url", "database_url")
    @classmethod
    def _is_set_in_production(cls, value: Any, info: ValidationInfo) -> Any:
        if not value and info.data.get("debug") is False:
            described = cls.model_fields[str(info.field_name)].description or ""
            raise ValueError(f"set {' '.join(described.split())}")
        return value

    @property
    def watched(self) -> dict[str, str]:
        """Return the addresses of the lists that are looked at, by list."""
        return {name: address for name, address in {**WATCHED, **self.watch}.items() if address}


def read() -> Environment:
    """Read the settings of this process and the project's .env, or the files in ENV_FILE.

    The process wins over files, a later file over an earlier one. Raises WrongSettingError, which
    tells all mistakes.
    """
    named = os.environ.get("ENV_FILE")
    files = [PROJECT / ".env"] if named is None else [*map(Path, named.split(os.pathsep))]
    if missing := [file for file in files if named is not None and not file.is_file()]:
        raise WrongSettingError(f"ENV_FILE: set files that are there; {missing[0]} is not.")
    try:
        return Environment(_env_file=files)
    except ValidationError as wrong:
        lines = (
            f"{error['loc'][0]}".upper() + f": {error['msg'].removeprefix('Value error, ')}."
            for error in wrong.errors()
        )
        raise WrongSettingError("\n".join(lines)) from None


def development_key(file: Path) -> str:
    """Return a key that is made once; two processes starting together both get the first's."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=file.parent) as new:  # for its owner alone
                new.write(secrets.token_urlsafe(48))
                new.flush()
                with suppress(FileExistsError):
                    os.link(new.name, file)
        return file.read_text()
    except OSError as reason:
        raise WrongSettingError(
            f"DATA_DIR: set a folder that can be written: {reason}."
        ) from reason
