"""Hostile requests to a site as in production, without a proxy.

Whatever they do, it answers others meanwhile.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from config.budget import Expense
from config.environment import PROJECT
from tests.http_client import Response, Visitor
from tests.load_client import lost, walking
from tests.serving import Served, children
from tests.wizard.walker import Walker
from wizard.exports.plan_json import EDITION, FORMAT
from wizard.pilot.promptfoo import RUN
from wizard.plans.examples import all_examples

pytestmark = pytest.mark.fault

REQUESTS = 16  # to each address
AT_ONCE = 8
TRIES = 3
# For a small body, as in config/rsgi.py: a module that serves cannot be imported here.
BODY_SECONDS = 10
DEPTH = 9_000
SLOW = 50
WAITING = 12
SOON = 1.0  # seconds
PAGES = ("/healthz", "/models/", "/")
FORM = "application/x-www-form-urlencoded"
MAKE_A_PLAN = """
import django
django.setup()
from tests.wizard.pilot.kit import started
from wizard.pilot.store import protocol_of
plan, edit_key, pilot = started()
print(plan.view_key, edit_key, protocol_of(pilot).contenders[0].model)
"""


@dataclass(frozen=True, slots=True)
class Owned:
    """A plan with a locked pilot, and what its owner's forms need."""

    view_key: str
    edit_key: str
    model: str
    cookies: Mapping[str, str]
    token: str


def plan_of(site: Served) -> Owned:
    """Make a plan with a pilot on a site, and open a form of its owner."""
    script = [sys.executable, "-W", "ignore", "-c", MAKE_A_PLAN]
    environment = {
        **site.environment,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(PROJECT),
    }
    view_key, edit_key, model = subprocess.check_output(
        script, cwd=PROJECT, env=environment, text=True
    ).split()
    with Visitor(site.base) as visitor:
        form = Walker(client=visitor).get(f"/plan/{edit_key}/pilot/1/bring/").form
        return Owned(
            view_key,
            edit_key,
            model,
            dict(visitor.cookies),
            form.sent()["csrfmiddlewaretoken"][0],
        )


@dataclass
class Waits:
    """How long each page took while something went on, and what came."""

    before: float  # the longest while nothing did, on a machine that may have other work
    pages: list[float] = field(default_factory=list)
    liveness: list[float] = field(default_factory=list)
    statuses: set[int | str] = field(default_factory=set)

    def assert_soon(self) -> None:
        """Hold all pages against what they may take."""
        assert self.late() == []

    def late(self) -> list[str]:
        """Return what took too long: liveness at all times, else one in ten, and none by much.

        On a machine that has other work it may be longer by as much as each took before.
        """
        assert self.statuses == {200}
        measured = {
            "liveness": (max(self.liveness), SOON + self.before),
            "nine pages in ten": (
                sorted(self.pages)[len(self.pages) * 9 // 10],
                SOON + 3 * self.before,
            ),
            "a page": (max(self.pages), 3 * SOON + 3 * self.before),
        }
        return [
            f"{name}: {took:.2f} of {most:.2f} s"
            for name, (took, most) in measured.items()
            if took >= most
        ]


@contextmanager
def answering(site: Served, pages: tuple[str, ...] = PAGES) -> Iterator[Waits]:
    """Open pages one after another, each on a connection of its own, until the block ends."""
    before = []
    for page in pages * 2:
        begun = time.monotonic()
        sent(site, "GET", page)
        before.append(time.monotonic() - begun)
    waits, over = Waits(before=max(before)), threading.Event()

    def ask() -> None:
        for number, page in enumerate(cycle(pages)):
            if over.wait(0.1) and number >= len(pages):
                return
            begun = time.monotonic()
            try:
                waits.statuses.add(sent(site, "GET", page).status_code)
            except OSError as reason:
                waits.statuses.add(type(reason).__name__)
            (waits.liveness if page == "/healthz" else waits.pages).append(time.monotonic() - begun)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield waits
    finally:
        over.set()
        asking.join()


def answering_soon(site: Served, work: Callable[[Waits], None]) -> Waits:
    """Do the work until one try of a few keeps nobody waiting, and return how long pages took.

    Other work of the machine passes; what the site does itself does not.
    """
    for _ in range(TRIES):
        with answering(site) as waits:
            work(waits)
        if not waits.late():
            break
    waits.assert_soon()
    return waits


def sent(
    site: Served,
    method: str,
    address: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Send one request on a connection of its own."""
    with Visitor(site.base) as visitor:
        return visitor.send(method, address, body, headers or {})


def owners(owned: Owned, site: Served, kind: str = FORM) -> Mapping[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in owned.cookies.items())
    return {"Content-Type": kind, "Cookie": cookies, "Origin": site.base}


def form(owned: Owned, **fields: str) -> bytes:
    return urlencode({"csrfmiddlewaretoken": owned.token, **fields}).encode()


# -------------------------------------------------------------------------------------- nested JSON

NESTED = "[" * DEPTH + "]" * DEPTH
JSON = {"Content-Type": "application/json"}
type Hostile = tuple[str, bytes, Mapping[str, str]]


def to_decide(_site: Served, _owned: Owned) -> Hostile:
    return "/api/v1/decide", f'{{"answers":[["check",{NESTED}]]}}'.encode(), JSON


def to_plans(site: Served, owned: Owned) -> Hostile:
    plan = json.dumps(
        {"format": FORMAT, "edition": EDITION, "answers": [["check", "DEEP"]]}
    ).replace('"DEEP"', NESTED)
    return "/plan/new/", form(owned, plan=plan), owners(owned, site)


def to_results(site: Served, owned: Owned) -> Hostile:
    pasted = f'{{"results":[{{"vars":{NESTED}}}]}}'
    return f"/plan/{owned.edit_key}/pilot/1/bring/", form(owned, pasted=pasted), owners(owned, site)


@pytest.mark.parametrize(
    ("hostile", "status"),
    [
        (to_decide, HTTPStatus.BAD_REQUEST),
        (to_plans, HTTPStatus.UNPROCESSABLE_ENTITY),
        (to_results, HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_json_nested_deep_kills_no_worker(
    site: Served, owned: Owned, hostile: Callable[[Served, Owned], Hostile], status: HTTPStatus
) -> None:
    address, body, headers = hostile(site, owned)
    workers = children(site.server.pid)

    def at_once(_: Waits) -> None:
        with ThreadPoolExecutor(AT_ONCE) as senders:
            came = senders.map(
                lambda _: sent(site, "POST", address, body, headers).status_code, range(REQUESTS)
            )
            assert {*came} == {status}

    answering_soon(site, at_once)

    assert children(site.server.pid) == workers


# ----------------------------------------------------------------------------------------- slowness


def test_slow_bodies_keep_nobody_waiting_and_end(site: Served) -> None:
    ends = {"/theme/": b"408", "/plan/new/": b"408", "/api/v1/decide": b"408", "/nowhere/": b"404"}
    place = urlsplit(site.base)
    head = (
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {}\r\nContent-Length: "
        "50000\r\n\r\nnext="
    )

    def bodies(_: Waits) -> None:
        slow = [
            (each, socket.create_connection((place.hostname or "", place.port or 0)))
            for each in [*ends] * SLOW
        ]
        until = time.monotonic() + BODY_SECONDS * 2
        for address, each in slow:
            each.sendall(head.format(address, FORM).encode())
        assert {(address, _dripped(each, until)) for address, each in slow} == {*ends.items()}

    answering_soon(site, bodies)


def _dripped(slow: socket.socket, until: float) -> bytes:
    """Send a byte a second until an answer comes, and return its status."""
    with slow:
        slow.settimeout(1)
        while time.monotonic() < until:
            try:
                return slow.recv(1_000).split()[1]
            except TimeoutError:
                slow.sendall(b"a")
    return b"none"


def test_slow_readers_keep_nobody_waiting(site: Served) -> None:
    place = urlsplit(site.base)

    def readers(_: Waits) -> None:
        slow = [
            socket.create_connection((place.hostname or "", place.port or 0)) for _ in range(SLOW)
        ]
        for each in slow:
            each.sendall(b"GET /api/v1/catalog.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(2)
        for each in slow:
            each.close()

    answering_soon(site, readers)


def test_stuck_lock_holds_up_no_other_page_and_loses_nothing(site: Served, owned: Owned) -> None:
    address, body, headers = (
        f"/plan/{owned.edit_key}/switch/",
        form(owned, previews="yes"),
        owners(owned, site),
    )

    def switches(_: Waits) -> None:
        with ThreadPoolExecutor(WAITING) as senders:
            came = list(
                senders.map(lambda _: sent(site, "POST", address, body, headers), range(WAITING))
            )
        assert {(answer.status_code, answer.headers.get("retry-after")) for answer in came} == {
            (503, "10")
        }
        assert all("what you typed is still in the form" in answer.text for answer in came)

    with (
        walking(site.base, 2) as visitors,
        psycopg.connect(site.environment["DATABASE_URL"]) as holder,
    ):
        holder.execute("SELECT 1 FROM wizard_plan WHERE view_key = %s FOR UPDATE", [owned.view_key])
        answering_soon(site, switches)
        holder.rollback()
        after = sent(site, "POST", address, body, headers)

    assert after.status_code == HTTPStatus.SEE_OTHER
    assert lost(site.base, visitors) == []


# --------------------------------------------------------------------------------------- heavy work


def test_decisions_at_once_keep_nobody_waiting(site: Served) -> None:
    answers = next(each for each in all_examples() if each.slug == "restaurant").answers
    body = json.dumps({"answers": answers}).encode()

    def decisions(_: Waits) -> None:
        with ThreadPoolExecutor(64) as senders:
            came = list(
                senders.map(lambda _: sent(site, "POST", "/api/v1/decide", body, JSON), range(64))
            )
        assert {answer.status_code for answer in came} <= {200, 503}
        assert {
            answer.headers.get("retry-after") for answer in came if answer.status_code == 503
        } <= {"10"}

    answering_soon(site, decisions)


# ------------------------------------------------------------------------------------------- memory


def memory(pid: int, name: str) -> int:
    """Return a line of what the kernel counts for a process, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024


REAL_MODEL = "THE-MODEL"  # in its place comes the name of one that the plan tests


def real_results(count: int) -> bytes:
    row = {
        "cost": 0.004,
        "success": True,
        "provider": {"id": "a", "label": REAL_MODEL},
        "response": {"output": "x" * 4000},
    }
    return json.dumps(
        {"results": {"results": [{**row, "testIdx": number} for number in range(count)]}}
    ).encode()


def results_form(owned: Owned, results: bytes) -> bytes:
    """Return a form with a file of results, of a model that the plan tests."""
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + owned.token.encode(),
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="results.json"\r\n\r\n'
        + results.replace(REAL_MODEL.encode(), owned.model.encode()),
        b"--b--\r\n",
    ]
    return b"\r\n".join(parts)


@pytest.mark.parametrize(
    "body",
    [
        b'{"results":[' + b"[]," * 6_200_000 + b"1]}",
        b'{"results":[' + b"{}," * 6_200_000 + b"{}]}",
        b'{"results":[' + b"1," * 9_300_000 + b"1]}",
        b'{"results":[{"cost":0.1,"gradingResult":{"componentResults":['
        + b"null," * 3_700_000
        + b"null]}}]}",
        b'{"results":[{"id":"' + b"x" * 19_800_000 + b'"}]}',
        real_results(4_480),
    ],
    ids=["lists", "objects", "numbers", "nulls", "text", "real"],
)
def test_as_many_results_as_are_taken_take_little_memory(
    site: Served, owned: Owned, body: bytes, record_property: Callable[[str, object], None]
) -> None:
    assert 18_000_000 < len(body) < RUN.most[Expense.BYTES]
    headers = owners(owned, site, "multipart/form-data; boundary=b")
    address = f"/plan/{owned.edit_key}/pilot/1/bring/"

    def bring(results: bytes) -> int:
        return sent(site, "POST", address, results_form(owned, results), headers).status_code

    workers = children(site.server.pid)
    for _ in range(4 * len(workers)):  # what a worker loads once is not what files take
        bring(real_results(100))
        for page in PAGES:
            sent(site, "GET", page)
    base = {pid: memory(pid, "VmRSS") for pid in workers}
    for pid in workers:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew

    came: list[int] = []

    def four_at_once(_: Waits) -> None:
        with ThreadPoolExecutor(4) as senders:
            came.extend(senders.map(bring, [body] * 4))

    waits = answering_soon(site, four_at_once)

    more = [memory(pid, "VmHWM") - base[pid] for pid in workers]
    record_property(
        "20 MB of results: memory above the worker's base",
        f"{max(more)} MB, answers {sorted(came)}, {max(waits.liveness):.2f} s",
    )
    assert set(came) <= ({200, 503} if REAL_MODEL.encode() in body else {422, 503})
    assert children(site.server.pid) == workers
    assert max(more) <= 50, more
