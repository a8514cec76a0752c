"""What every test stands on: its own database, a closed network, strict templates.

Also a browser that must not complain.
"""

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, override
from weakref import WeakKeyDictionary

import psycopg
import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_migrate
from django.template import Node, engines
from django.test.client import ClientHandler
from hypothesis import HealthCheck, settings as settings_of_chance
from playwright.sync_api import ConsoleMessage, Error as PageError, Page, expect
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from catalog import releases
from catalog.schema import Catalog, dump
from config.environment import PROJECT
from tests import support
from tests.serving import made_of
from wizard import roles
from wizard.colleagues import opinions
from wizard.decision import changes
from wizard.decision.decide import decide
from wizard.document.blocks import Document
from wizard.document.progress import NEW, PlanProgress
from wizard.plans import deciding, drifting, handles, pages, sheets, versions
from wizard.plans.deciding import Decided
from wizard.publishing import golden

if TYPE_CHECKING:
    from catalog.models import Release

# Playwright's synchronous calls run inside an event loop, where Django would forbid the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The environment


def _environment() -> dict[bytes, bytes]:
    """Return the environment undecoded, which takes half the time, before and after every test."""
    return {name: value for name, value in os.environb.items() if name != b"PYTEST_CURRENT_TEST"}


# What is changed here every process that a later test starts would inherit.
_ENVIRONMENT = _environment()
LAST_SECONDS = 8  # of an hour, in which no test begins


@pytest.fixture(autouse=True)
def environment_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves the environment of this process changed."""
    before = _environment()
    yield
    # its own turn comes later: a fixture of pytest-django that asks for it is older than this one
    monkeypatch.undo()
    assert _environment() == before


def pytest_runtest_setup() -> None:
    """Begin no test in the last seconds of an hour.

    Limits count by the hour, pages and plans speak of the day.
    """
    if (left := 3600 - time.time() % 3600) < LAST_SECONDS:
        time.sleep(left)


MOST_WRITTEN = 200  # documents that are remembered

# Modules that ask the rules for a plan or a page of it, each by a name of its own.
DECIDING = (changes, deciding, drifting, golden, handles, opinions, sheets, versions)

# The roles


def roles_of_an_emptied_desk(sender: AppConfig, **given: Any) -> None:
    """Make the roles anew where all tables were emptied after a test.

    Otherwise migrations make them, which give their plan.
    """
    if sender.label == "wizard" and "plan" not in given:
        roles.grant(apps, None)


post_migrate.connect(roles_of_an_emptied_desk)


# Chance

# Other work on the machine makes nothing wrong: an example may take its time.
settings_of_chance.register_profile(
    "at any load", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings_of_chance.load_profile("at any load")


# The order

# One process prepares the database, with the first file, and one that of the sites that are served;
# beside them the others begin with what needs none. Then come the files that take longest, the
# longest first, lest one process is still at such a file when the others are done: by their seconds
# in a whole run, as `--junitxml` writes them.
_BEGINNING = (
    "agreement",
    "config/test_prepare",
    "wizard/decision",
    "faults/test_hostile",
    "faults/test_assistants",
    "faults/test_bodies",
    "faults/test_files",
    "faults/test_faults",
    "fuzz",
    "browser/test_desk_acts",
    "browser/test_plays",
    "proof/test_served",
    "faults/test_restart",
    "browser/test_pilot",
    "browser/test_pages",
    "wizard/test_locking",
    "catalog/test_admin",
    "wizard/test_rights",
    "life/test_week",
    "wizard/pilot/test_hostile_files",
    "wizard/test_publishing",
    "catalog/test_pages",
    "browser/test_desk_pages",
    "browser/test_catalog",
    "config/test_copies",
    "browser/test_versions",
    "browser/test_journey",
    "wizard/test_impact",
    "browser/test_questions",
    "browser/test_measures",
    "config/test_cluster",
    "browser/test_colleagues",
    "browser",
    "wizard",
    "catalog",
    "config",
    "docs",
)

# Files that one process runs, one after the other, because what they share takes long to start or
# to read.
TOGETHER = dict.fromkeys(
    (
        "tests/faults/test_assistants.py",
        "tests/faults/test_bodies.py",
        "tests/faults/test_faults.py",
        "tests/faults/test_files.py",
        "tests/faults/test_hostile.py",
    ),
    "the site that is broken",
) | dict.fromkeys(
    (
        "tests/agreement/test_ends.py",
        "tests/agreement/test_findings.py",
        "tests/agreement/test_sources.py",
    ),
    "the pages of the starter catalog",
)


class FilesScheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """Give a process one file after the other, and those that share something as one."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return TOGETHER.get(file, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesScheduling | None:
    """Schedule by file, as the Makefile asks for, in the order below."""
    if config.getvalue("dist") != "loadfile":
        return None
    # xdist would begin with the files of most tests, and end with those of one long test
    config.option.loadscopereorder = False
    return FilesScheduling(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """Have one process more than processors: servers and browsers are waited for meanwhile."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files: those to begin with first, in their turn, then those not named.

    The order within a file stays.

    What asks for the starter catalog is marked by that: all else says in a table of its own what
    must hold.
    """
    items.sort(key=lambda item: _turn(item.path))
    for item in items:
        if "starter_release" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.starter)


@cache
def _turn(file: Path) -> int:
    place = f"{file.relative_to(Path(__file__).parent)}"
    turns = (turn for turn, start in enumerate(_BEGINNING) if place.startswith(start))
    return next(turns, len(_BEGINNING))


def pytest_configure() -> None:
    """Look for no garbage while there is none, and take an interrupt in any shell.

    What is imported and collected stays.
    """
    gc.disable()
    # a shell's background ignores it, and so would our servers
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for garbage.

    Without this a tenth of the time goes into that.
    """
    if changed := dict(_environment().items() ^ _ENVIRONMENT.items()):
        message = (
            "A module that was imported to collect tests changed the environment: "
            f"{sorted(changed)}"
        )
        raise pytest.UsageError(message)
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


# The table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what proofs have counted, such as answers taken and lost while something broke."""
    reports = [
        each for outcome in ("passed", "failed") for each in terminalreporter.getreports(outcome)
    ]
    counted = [pair for report in reports for pair in report.user_properties]
    if counted:
        terminalreporter.section("counted")
    for name, value in counted:
        terminalreporter.write_line(f"{name:<70} {value:>10}")


# The network


class OutsideError(Exception):
    """A test reached for something beyond this machine."""


_NEAR = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}


def _stay_inside(event: str, arguments: tuple[Any, ...]) -> None:
    if (
        event == "socket.connect"
        and isinstance(arguments[1], tuple)
        and arguments[1][0] not in _NEAR
    ):
        raise OutsideError(f"connect to {arguments[1]}")
    if event == "socket.getaddrinfo" and arguments[0] not in _NEAR:
        raise OutsideError(f"look up {arguments[0]}")


# An audit hook sees sockets that C code opens too, and cannot be undone by a test.
sys.addaudithook(_stay_inside)


# The database


@pytest.fixture(scope="session")
def server() -> Iterator[psycopg.Connection]:
    """Connect to the server of the tests, beside their database.

    One of our own never waits for the disk.

    The database is named after this process, so runs side by side never meet, and no test comes
    near the data of a trial.
    """
    mine = connection.settings_dict
    mine["TEST"]["NAME"] = f"{mine['NAME']}_test_{os.getpid()}"
    if "CLUSTER" in mine:
        mine["CLUSTER"] = replace(
            mine["CLUSTER"], home=settings.DATA_DIR / "postgres-test", lasting=False
        )
    parameters = connection.get_connection_params()
    login = {
        name: parameters[name]
        for name in ("host", "port", "user", "password")
        if name in parameters
    }
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as admin:
        yield admin


@pytest.fixture(scope="session")
def django_db_modify_db_settings(server: psycopg.Connection) -> None:
    """Begin with a copy of what another process has prepared.

    Where there is nothing yet, the others wait for this one.

    It is for the code as it is: whatever changes, all is prepared anew.
    """
    mine = connection.settings_dict
    if "CLUSTER" in mine:
        own = f"{mine['NAME']}_test_"
        _drop(server, [name for name in _databases(server, own) if _dead(own, name)])
        server.execute("SELECT pg_advisory_lock(1)")
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_prepared()]).fetchone():
            mine["TEST"]["TEMPLATE"] = _prepared()
            server.execute("SELECT pg_advisory_unlock_all()")


@pytest.fixture(scope="session")
def django_db_setup(
    server: psycopg.Connection, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Put the release of the starter catalog by, for tests to take.

    See the last connections out before the drop.
    """
    mine = connection.settings_dict
    if "TEMPLATE" not in mine["TEST"]:
        with django_db_blocker.unblock():
            support.put_starter_by()
            connection.close()
        if "CLUSTER" in mine:
            _drop(server, [name for name in _databases(server, "prepared_") if name != _prepared()])
            names = map(psycopg.sql.Identifier, (_prepared(), mine["NAME"]))
            server.execute(psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
            server.execute("SELECT pg_advisory_unlock_all()")
    yield
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [mine["NAME"]]
    )
    connection.close()


@cache
def _prepared() -> str:
    """Return the name of the database to copy.

    It follows from all that migrations and the starter catalog are made of.
    """
    return f"prepared_{made_of('catalog', 'config', 'fixtures', 'wizard', 'tests/support.py')}"


def _databases(server: psycopg.Connection, prefix: str) -> list[str]:
    found = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
    )
    return [name for (name,) in found]


def _drop(server: psycopg.Connection, names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(psycopg.Error):  # another run may be about the same
            server.execute(
                psycopg.sql.SQL("DROP DATABASE IF EXISTS {}").format(psycopg.sql.Identifier(name))
            )


def _dead(prefix: str, name: str) -> bool:
    """Return whether a killed run left it.

    The server is on this machine, so process numbers say who is dead.
    """
    return not Path(f"/proc/{name.removeprefix(prefix)}").exists()


def _delete_rows() -> None:
    """Have rows deleted that a test left behind for good.

    Truncating a hundred tables with few rows takes far longer.

    A server of our own lets us leave out its triggers, some of which forbid it; on another one,
    Django truncates.
    """
    if "CLUSTER" in connection.settings_dict:
        # Each thread has a connection of its own.
        type(connection.ops).sql_flush = _deletes  # type: ignore[method-assign, assignment]
        # What Django would make anew, asking for each right of each table, is copied there.
        setattr(flush, "emit_post_migrate_signal", _nothing)  # noqa: B010  # mypy minds the plain way


def _deletes(
    operations: BaseDatabaseOperations, _style: object, tables: Iterable[str], **_more: bool
) -> list[str]:
    """Return what empties these tables but for rights and roles, in the one transaction of a flush."""
    names = [operations.quote_name(name) for name in tables if name != support.SEARCHED]
    return [
        f"{support.REPLICATES} = replica",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608  # names of ours
        *(f"INSERT INTO {name} SELECT * FROM put_by.{name}" for name in support.ROLES),  # noqa: S608
        *support.only_searchable_starter(),
    ]


def _nothing(*_arguments: object, **_more: object) -> None:
    """Do nothing."""


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what fixtures of a module store until its last test; each test takes its own back.

    For a module that begins with the same full desk everywhere, and whose tests commit nothing.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def starter_release(db: None) -> "Release":
    """Make the starter catalog the current release, for this test alone."""
    return support.take_starter()


def _hash_passwords_quickly() -> None:
    """Spare the quarter of a second that a password takes, which is meant for those who guess."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _work_plans_out_once() -> None:
    """Remember what the rules say of the same answers, catalog and day.

    It does not matter who asks them for a plan or its pages.

    The rules are pure, and hundreds of tests make a version of one of few plans and look at its
    pages.
    """
    once = support.remembered(decide)
    for module in DECIDING:
        setattr(module, "decide", once)  # noqa: B010  # mypy minds the plain way


def _write_plans_once() -> None:
    """Remember what is written of a decision, for the pages of the few plans that tests open.

    It is pure too, and is tried for itself in tests/wizard/plan_document.
    """
    write = pages.document
    written: dict[object, tuple[Decided, Document]] = {}

    def document(
        decided: Decided, progress: PlanProgress = NEW, pages: Iterable[str] = ()
    ) -> Document:
        keys = tuple(pages)
        made_of = id(decided.decision), id(decided.catalog), decided.inputs, decided.on
        key = (made_of, progress, keys)
        if key not in written:
            if len(written) == MOST_WRITTEN:
                written.pop(next(iter(written)))
            # With the decision, so that its number stays its own.
            written[key] = (decided, write(decided, progress, keys))
        return written[key][1]

    setattr(pages, "document", document)  # noqa: B010  # mypy minds the plain way


def _keep_starter_loaded() -> None:
    """Keep the starter catalog, with all that was worked out of it, whatever else is published.

    A site keeps the last few releases; here hundreds of small ones would drive it out.
    """
    starter = releases.digest_of(dump(support.starter_catalog()))
    load_release = releases._cached_catalog
    load_starter = cache(load_release)

    def load(digest: str) -> Catalog:
        return load_starter(digest) if digest == starter else load_release(digest)

    setattr(releases, "_cached_catalog", load)  # noqa: B010  # mypy minds the plain way


# The middleware

_load_middleware = ClientHandler.load_middleware
_loaded: WeakKeyDictionary[object, Any] = WeakKeyDictionary()


def _load_middleware_once(handler: Any) -> None:
    """Have a client use what another has loaded under the same settings.

    No middleware remembers a request, and thousands of tests make a client of their own.
    """
    # a test that changes a setting puts another object there
    current = settings._wrapped  # type: ignore[misc]  # the plugin of mypy knows settings alone
    if current not in _loaded:
        _load_middleware(handler)
        _loaded[current] = handler._middleware_chain
    handler._middleware_chain = _loaded[current]


ClientHandler.load_middleware = _load_middleware_once  # type: ignore[method-assign, assignment]


# Templates


class UndefinedVariableError(Exception):
    """A template of ours uses a variable that nobody gave it."""


class _Undefined(str):
    """Stands for a missing variable: an error in our templates, nothing in Django's own."""

    __slots__ = ()

    @override
    def __mod__(self, variable: Any) -> str:
        origin = _template_of(sys._getframe(1))
        if origin.startswith(str(PROJECT / "templates")):
            raise UndefinedVariableError(f"“{variable}” in {origin}")
        return ""


def _template_of(frame: FrameType | None) -> str:
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and (origin := getattr(node, "origin", None)):
            return str(origin.name)
        frame = frame.f_back
    return ""


def _fail_at_undefined_variables() -> None:
    """Make an undefined variable in one of our templates an error."""
    for backend in engines.all():
        backend.engine.string_if_invalid = _Undefined("%s")  # type: ignore[attr-defined]  # every backend here is Django's
    # A test that turns DEBUG on or off has Django build its engines anew, from the settings.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Undefined("%s")


# All of it


@pytest.fixture(scope="session", autouse=True)
def tests_are_quick_and_strict() -> None:
    """Arrange what holds for every test.

    One fixture does it: each that all tests have takes a thirtieth of what a small one takes.
    """
    _delete_rows()
    _hash_passwords_quickly()
    _work_plans_out_once()
    _write_plans_once()
    _keep_starter_loaded()
    _fail_at_undefined_variables()


# The browser

# Other work on the machine makes nothing wrong: a page may take its time until it shows what is
# expected.
expect.set_options(timeout=30_000)

# A page is looked at once and is gone: compiling its scripts ever better takes a quarter of the
# renderer's time and never pays.
_SCRIPTS_AS_THEY_COME = "--js-flags=--no-opt --no-maglev"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine, quiet and without its own errands."""
    found = support.chromium()
    if not found:
        pytest.fail(
            "The browser tests need Chromium: apt-get install chromium, or set CHROMIUM to "
            "its path."
        )
    return browser_type_launch_args | {
        "executable_path": found,
        "chromium_sandbox": False,
        "args": [*(f"--{flag}" for flag in support.QUIET), _SCRIPTS_AS_THEY_COME],
    }


@pytest.fixture
def console() -> list[str]:
    """Hold what the page's console complained of.

    A test that means to see a complaint clears it.
    """
    return []


# What htmx says of a request that the next letters replace, as hx-sync asks for; any other that
# fails has a line more.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture
def page(page: Page, console: list[str]) -> Iterator[Page]:
    """Open a page that must leave the console empty: no errors, warnings or CSP violations."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REPLACED):
            console.append(f"{message.text} ({message.location.get('url', '')})")

    def hear_error(error: PageError) -> None:
        console.append(str(error))

    page.on("console", hear)
    page.on("pageerror", hear_error)
    yield page
    assert console == []
