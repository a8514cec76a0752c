"""What the tests of hostile requests share: one request each, and how long pages take."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from config.environment import PROJECT
from tests.http_client import Response, Visitor
from tests.serving import Served
from tests.wizard.walker import Walker

TRIES = 3
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


def memory(pid: int, name: str) -> int:
    """Return a line of what the kernel counts for a process, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024
