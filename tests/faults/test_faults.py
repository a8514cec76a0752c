"""What becomes of people's answers when something breaks.

The site is served as in production, and broken for real.
"""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest

from tests.faults.breaking import (
    PATIENCE,
    TOKEN,
    WORKERS,
    longest_wait,
    taken_of,
    until_taken,
)
from tests.http_client import Response, Visitor
from tests.load_client import PLAN, LoadVisitor, answers_of, answers_on, lost, resting, walking
from tests.serving import Served, children, free_port, granian, wait_for
from tests.wizard.walker import HtmlForm, Walker, filled

pytestmark = pytest.mark.fault

ANSWERS = int(os.environ.get("FAULT_ANSWERS", "72"))  # FAULT_ANSWERS=1000 waits for more
VISITORS = 8
SLOW = 200
TRIES = 10
RETRY_AFTER = 10  # seconds after which a page that was refused says to try again
POOL_TIMEOUT = 5  # seconds for which a request waits for a connection, as in config.settings


@pytest.fixture
def visitor(site: Served) -> Iterator[Visitor]:
    with Visitor(site.base) as made:
        yield made


def kill_a_worker(site: Served, visitors: Sequence[LoadVisitor] = ()) -> int:
    """Kill one, wait until another has taken its place, and return which it was."""
    worker = children(site.server.pid)[-1]
    os.kill(worker, signal.SIGKILL)
    with resting(visitors):
        until_all_answer(site, but=worker)
    return worker


def until_all_answer(site: Served, *, but: int = 0) -> None:
    """Wait until each worker has used the database, and none of them is one that was killed."""
    latest = time.monotonic() + PATIENCE
    while (
        but in (now := {*children(site.server.pid)})
        or len(now) < WORKERS
        or not now <= measured(site)
    ):
        with suppress(OSError, HTTPException):  # of the one that was killed
            healthy(site)  # asking uses the database
        assert time.monotonic() < latest
        time.sleep(0.05)


def counted(visitors: Sequence[LoadVisitor], gone: Sequence[str]) -> dict[str, object]:
    """Return what the proof counted, for the table at the end of a run."""
    return {
        "answers taken": taken_of(visitors),
        "of them lost": len(gone),
        "requests that got no page meanwhile": sum(len(one.refused) for one in visitors),
        "longest time without an answer taken": f"{longest_wait(visitors):.1f} s",
    }


def database(site: Served) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(site.environment["DATABASE_URL"], autocommit=True)


# ------------------------------------------------------------------------------------ sudden deaths


def test_killed_worker_and_killed_postgres_lose_no_answer_that_was_taken(
    site: Served, record_property: Callable[[str, object], None]
) -> None:
    with walking(site.base, VISITORS) as visitors:
        until_taken(visitors, ANSWERS // 3)
        moments = [time.monotonic()]
        worker = kill_a_worker(site, visitors)
        until_taken(visitors, taken_of(visitors) + ANSWERS // 3)
        postmaster = int((site.cluster.data / "postmaster.pid").read_text().split()[0])
        moments.append(time.monotonic())
        os.kill(postmaster, signal.SIGKILL)
        site.cluster.ensure(recheck=True)
        until_taken(visitors, taken_of(visitors) + ANSWERS // 3)

    gone = lost(site.base, visitors, *moments)
    for name, value in counted(visitors, gone).items():
        record_property(f"a worker and Postgres killed: {name}", value)
    assert site.server.poll() is None
    assert len(set(children(site.server.pid)) - {worker}) == WORKERS
    assert gone == []
    # nobody waits in vain for a server that is back
    assert longest_wait(visitors) < 2 * POOL_TIMEOUT
    assert "different" not in site.manage("verify_plans")


def test_release_in_the_middle_of_walks_disturbs_nobody(
    site: Served, record_property: Callable[[str, object], None]
) -> None:
    with walking(site.base, VISITORS, timeout=PATIENCE) as visitors:
        until_taken(visitors, ANSWERS // 6)
        with database(site) as server:
            server.execute(
                "UPDATE catalog_price SET amount = amount / 2 WHERE unit = 'output_mtok'"
            )
        begun = time.monotonic()
        with resting(visitors):
            site.manage("publish_release", "--note", "Half the price.")
        ended = time.monotonic()
        until_taken(visitors, taken_of(visitors) + VISITORS)

    gone = lost(site.base, visitors, begun, ended)
    for name, value in counted(visitors, gone).items():
        record_property(f"a release amid walks: {name}", value)
    assert [refused for one in visitors for refused in one.refused] == []
    assert gone == []


def test_counts_of_all_workers_add_up_and_outlive_one_that_dies(site: Served) -> None:
    until_all_answer(site)
    before = healthy(site)

    for number in range(20):
        if number == 10:
            kill_a_worker(site)
        with Visitor(site.base) as visitor:  # whoever takes the connection
            assert visitor.get("/healthz").status_code == HTTPStatus.OK

    assert healthy(site) == before + 20
    assert measured(site) <= {
        *children(site.server.pid)
    }  # the connections of one that died are not counted


def measured(site: Served) -> set[int]:
    """Return the processes whose connections to the database are counted."""
    files = Path(site.environment["PROMETHEUS_MULTIPROC_DIR"]).glob("gauge_livesum_*.db")
    return {int(file.stem.rpartition("_")[2]) for file in files}


def healthy(site: Served) -> float:
    """Return how often the site says it was asked whether it is well."""
    with Visitor(site.base, headers={"Authorization": f"Bearer {TOKEN}"}) as reader:
        metrics = reader.get("/metrics").text
    wanted = 'pilotlight_request_seconds_count{method="GET",route="/healthz",status="200"} '
    return sum(
        float(line.removeprefix(wanted)) for line in metrics.splitlines() if line.startswith(wanted)
    )


# ---------------------------------------------------------------------------------- clocks that lie


@contextmanager
def jumped(site: Served, days: int) -> Iterator[None]:
    """Have every moment on file lie so far ahead, as after the clock was set back; or behind."""
    with database(site) as server:
        statements = [
            psycopg.sql.SQL(text).format(psycopg.sql.Identifier(table))
            for table, text in server.execute(
                MOMENTS, {"pattern": "%1$I = %1$I + interval '1 day' * %%(days)s"}
            )
        ]
        # past the triggers that keep versions as they are
        server.execute("SET session_replication_role = replica")
        for statement in statements:
            server.execute(statement, {"days": days})
        yield
        # what was counted on either side would meet
        server.execute("DELETE FROM catalog_ratewindow")
        for statement in statements:
            server.execute(statement, {"days": -days})


MOMENTS = """
SELECT table_name, 'UPDATE {} SET ' || string_agg(format(%(pattern)s, column_name), ', ')
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'timestamp with time zone'
GROUP BY table_name ORDER BY table_name
"""


@pytest.mark.parametrize("days", [1, -1])
def test_clock_that_jumps_amid_a_walk_loses_nothing(
    site: Served, visitor: Visitor, days: int
) -> None:
    page = Walker(client=visitor).get("/plan/new/").send()
    begun = answers_of(filled(page.text)[1])
    walker = Walker(client=visitor).get(page.address).answer()

    with jumped(site, days):
        made = walker.walk().send()
        opened = [
            visitor.get(address).status_code for address in (made.address, "/plan/", "/models/")
        ]
        stored = answers_on(visitor.get(page.address).text)

    assert PLAN.fullmatch(made.address)
    assert opened == [HTTPStatus.OK] * 3
    assert stored == begun


# ------------------------------------------------------------------- a database that does not write


@contextmanager
def only_reading(site: Served, *, till_the_end: bool = True) -> Iterator[None]:
    """Have the server refuse every write, as a replica before it takes over does.

    Connections may outlast it.
    """
    with database(site) as server:
        server.execute("ALTER DATABASE pilotlight SET default_transaction_read_only = on")
        hang_up(server)
        try:
            yield
        finally:
            server.execute("ALTER DATABASE pilotlight RESET default_transaction_read_only")
            if till_the_end:
                hang_up(server)


@contextmanager
def full_disk(site: Served) -> Iterator[None]:
    """Have every write of an answer fail half-way as it does where no room is left."""
    with database(site) as server:
        server.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE "
            "= 'disk_full'; END $$"
        )
        server.execute(
            "CREATE TRIGGER no_room AFTER INSERT OR UPDATE ON wizard_plan EXECUTE FUNCTION "
            "no_room()"
        )
        try:
            yield
        finally:
            server.execute("DROP FUNCTION no_room CASCADE")


def hang_up(server: "psycopg.Connection[tuple[Any, ...]]") -> None:
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'pilotlight' "
        "AND pid <> pg_backend_pid()"
    )


@pytest.mark.parametrize("broken", [only_reading, full_disk])
def test_site_that_cannot_write_says_so_and_keeps_what_was_there(
    site: Served, visitor: Visitor, broken: Callable[[Served], AbstractContextManager[None]]
) -> None:
    started = Walker(client=visitor).get("/plan/new/")
    page = started.send()
    form, sent = filled(page.text)

    with broken(site):
        refused = visitor.post(form.action, sent)
        still = visitor.get(page.address)

    repeated, until = visitor.post(form.action, sent), time.monotonic() + RETRY_AFTER
    while repeated.status_code == HTTPStatus.SERVICE_UNAVAILABLE and time.monotonic() < until:
        time.sleep(0.2)
        repeated = visitor.post(form.action, sent)
    assert refused.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"what you typed is still in the form" in refused.content
    assert refused.headers["retry-after"] == str(RETRY_AFTER)
    assert (still.status_code, answers_on(still.text)) == (HTTPStatus.OK, answers_on(page.text))
    assert repeated.status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize("pages", [1, 2], ids=["a plan begun", "an answer"])
def test_connection_that_was_told_to_read_only_is_let_go(
    site: Served, visitor: Visitor, pages: int
) -> None:
    walker = Walker(client=visitor).get("/plan/new/")
    form, sent = filled((walker if pages == 1 else walker.send()).text)
    action = urljoin(walker.address, form.action)

    with only_reading(site, till_the_end=False):
        refused = visitor.post(action, sent)
        time.sleep(1)  # the pool opens as many as it had, which read only too
    tried = [visitor.post(action, sent).status_code for _ in range(TRIES)]

    with database(site) as server:
        hang_up(server)
    assert refused.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert tried[-1] == HTTPStatus.SEE_OTHER


# ---------------------------------------------------------------------------------- trying visitors


def test_two_hundred_visitors_who_never_say_all_keep_nobody_waiting(
    site: Served, visitor: Visitor
) -> None:
    place = urlsplit(site.base)
    slow = [socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(SLOW)]
    for each in slow:
        each.sendall(b"POST /theme/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")

    answered = [visitor.get(path).status_code for path in ("/", "/models/", "/healthz")]

    for each in slow:
        each.close()
    assert answered == [HTTPStatus.OK] * 3


@pytest.mark.parametrize("path", ["/plan/new/", "/theme/", "/report/", "/api/v1/decide"])
def test_body_of_ten_megabytes_is_refused(visitor: Visitor, path: str) -> None:
    answer = visitor.post(path, {"next": "x" * 10_000_000})

    assert answer.status_code in {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.FORBIDDEN,
    }
    assert visitor.get("/healthz").status_code == HTTPStatus.OK


def test_server_that_is_told_to_stop_finishes_what_it_has(
    site: Served, visitor: Visitor, tmp_path: Path
) -> None:
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        server = granian(port, site.environment, workers=1, log=log.fileno())
    wait_for(f"http://127.0.0.1:{port}/readyz")
    address, form, sent = checked(visitor)
    made: list[Response] = []

    with (
        Visitor(f"http://127.0.0.1:{port}", cookies=visitor.cookies) as elsewhere,
        psycopg.connect(site.environment["DATABASE_URL"]) as holder,
    ):
        holder.execute("LOCK TABLE wizard_planversion IN EXCLUSIVE MODE")
        making = threading.Thread(target=lambda: made.append(elsewhere.post(form.action, sent)))
        making.start()
        while not holder.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            time.sleep(0.01)
        server.terminate()
        holder.rollback()
        making.join()

    assert server.wait(30) == 0
    assert [answer.status_code for answer in made] == [HTTPStatus.SEE_OTHER]
    assert visitor.get(urljoin(address, made[0].headers["location"])).status_code == HTTPStatus.OK


def checked(visitor: Visitor) -> tuple[str, HtmlForm, dict[str, list[str]]]:
    """Walk to the last page before the plan and return it with its form."""
    walker = Walker(client=visitor).get("/plan/new/").walk()
    assert walker.address.endswith("/check/")
    return walker.address, walker.form, walker.form.sent()
