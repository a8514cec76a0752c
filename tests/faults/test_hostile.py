"""Hostile requests to a site as in production, without a proxy.

Whatever they do, it answers others meanwhile.
"""

import json
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from config.budget import Expense
from tests.faults.hostile import (
    FORM,
    PAGES,
    Owned,
    Waits,
    answering_soon,
    form,
    memory,
    owners,
    sent,
)
from tests.load_client import lost, walking
from tests.serving import Served, children
from wizard.exports.plan_json import EDITION, FORMAT
from wizard.pilot.promptfoo import RUN
from wizard.plans.examples import all_examples

pytestmark = pytest.mark.fault

REQUESTS = 16  # to each address
AT_ONCE = 8
# For a small body, as in config/rsgi.py: a module that serves cannot be imported here.
BODY_SECONDS = 10
DEPTH = 9_000
SLOW = 50
WAITING = 12


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
