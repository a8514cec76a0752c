"""Pages of a site as in production beside a bare Django view of the same processes, measured in turn."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urljoin

from tests.bench import processes
from tests.bench.table import Promise, Row, at_least
from tests.bench.wire import Wire, in_turn, request
from tests.serving import Served, served
from tests.tireless import filled
from tests.visiting import Visitor

CONNECTIONS = 8
ROUNDS = 5
STRETCH = 0.4  # seconds, each time a page's turn comes
NOISE = 0.1  # two equal servers came out that far apart
BARE = "/beside/bare/"
LIST, SEARCH = "/models/?makes=text&order=price", "/search/?q=picture"
OK, FOUND, NOT_MODIFIED, SEE_OTHER = (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_MODIFIED, HTTPStatus.SEE_OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is asked for again and again: a request a connection, what is answered, and what is promised."""

    name: str
    requests: Sequence[bytes]
    status: int = OK
    promise: Promise | None = None


@dataclass(slots=True)
class Spent:
    """What all turns of a page took."""

    answers: int = 0
    passed: float = 0  # seconds
    busy: float = 0  # seconds of processors, of the site and its database

    @property
    def a_second(self) -> float:
        """Return answers in a second."""
        return self.answers / self.passed

    @property
    def cost(self) -> float:
        """Return seconds of processors an answer took."""
        return self.busy / self.answers


@dataclass(frozen=True, slots=True)
class Site:
    """A served site as the bench looks at it."""

    site: Served

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.site.base.rpartition(":")[2])

    @property
    def busy(self) -> float:
        """Return the seconds that its processes and its database's have kept the processors busy."""
        postmaster = self.site.cluster.home / "data" / "postmaster.pid"
        return processes.seconds([self.site.server.pid, int(postmaster.read_text(encoding="ascii").split("\n")[0])])


@contextmanager
def site_beside() -> Iterator[Site]:
    """Yield a site as in production, with what it is measured beside."""
    with served(settings={"DJANGO_SETTINGS_MODULE": "tests.bench.beside.settings"}) as site:
        yield Site(site)


def rows() -> list[Row]:
    """Return what each page costs beside a bare view."""
    with site_beside() as site:
        bare = Load(name="bare view", requests=[request("GET", f"{site.site.base}{BARE}")] * CONNECTIONS)
        loads = list(_loads(site.site.base))
        found = [row for load in loads for row in _beside(site, load, bare)]
        memory = processes.memory(site.site.server.pid)
        worker = max(memory)
    return [
        *found,
        Row("memory of a worker after all that", worker[0], "MB"),
        Row("the same, what several share divided", worker[1], "MB"),
    ]


def _beside(site: Site, load: Load, bare: Load) -> list[Row]:
    ours, theirs = Spent(), Spent()
    with ExitStack() as stack:
        wires = [stack.enter_context(Wire(site.port)) for _ in range(CONNECTIONS)]
        for each in (load, bare):
            turn(site, each, wires, Spent())  # what is made once and kept
        for _ in range(ROUNDS):
            turn(site, bare, wires, theirs)
            turn(site, load, wires, ours)
    return [
        Row(f"{load.name}: answers a second", round(ours.a_second), "/s"),
        Row(f"{load.name}: processors, site and database", round(ours.cost * 1000, 2), "ms"),
        Row(f"{load.name}: answers beside a bare view", round(ours.a_second / theirs.a_second, 2), "×"),
        Row(f"{load.name}: for the cost of one, bare views", round(theirs.cost / ours.cost, 2), "×", load.promise),
    ]


def turn(site: Site, load: Load, wires: Sequence[Wire], spent: Spent) -> None:
    """Ask for a page again and again for a stretch, and add what it took."""
    busy, begun = site.busy, time.perf_counter()
    until = begun + STRETCH
    while time.perf_counter() < until:
        for reply in in_turn(wires, load.requests):
            if reply.status != load.status:
                raise AssertionError(f"{load.name} is answered {reply.status}: {reply.head.decode()}")
        spent.answers += len(wires)
    spent.passed += time.perf_counter() - begun
    spent.busy += site.busy - busy


# ------------------------------------------------------------------------------------------------------------ loads


def _loads(base: str) -> Iterator[Load]:
    owners = [an_owner(base) for _ in range(CONNECTIONS)]
    plan = owners[0].plan
    pages = (
        ("home", "/"),
        ("matrix", "/use-cases/"),
        ("model list", LIST),
        ("search", SEARCH),
    )
    for name, address in pages:
        yield _same(name, request("GET", f"{base}{address}"))
    yield _same("catalog page, 304", _known(base, "/use-cases/"), NOT_MODIFIED)
    yield _same("permalink", request("GET", f"{base}{plan}"))
    yield _same("permalink, 304", _known(base, plan), NOT_MODIFIED, at_least(0.3, NOISE))
    yield _same("PDF of a plan", request("GET", f"{base}{plan}plan.pdf"))
    yield Load(name="wizard page", requests=[owner.get for owner in owners])
    yield Load(name="wizard Continue", requests=[owner.post for owner in owners], status=SEE_OTHER)


def _same(name: str, sent: bytes, status: int = OK, promise: Promise | None = None) -> Load:
    return Load(name=name, requests=[sent] * CONNECTIONS, status=status, promise=promise)


def _known(base: str, address: str) -> bytes:
    """Return the request of a browser that has the page already."""
    with Visitor(base, headers={"Accept-Encoding": "gzip"}) as visitor:
        return request("GET", f"{base}{address}", headers={"If-None-Match": visitor.get(address).headers["etag"]})


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who has made a plan, and goes back to a page of its questions."""

    plan: str
    get: bytes
    post: bytes


def an_owner(base: str) -> Owner:
    """Make a plan as anybody would."""
    with Visitor(base) as visitor:
        address, questions = "/plan/new/", ""
        while "/p/" not in address:
            answer = visitor.get(address, follow=True)
            address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            form, sent = filled(answer.content.decode())
            if "/pilot/" in address:
                questions = address
            went = visitor.post(urljoin(address, form.action.partition("#")[0]), sent)
            address = urljoin(address, went.headers["location"]).removeprefix(base)
        form, sent = filled(visitor.get(questions).content.decode())
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())}
        return Owner(
            address,
            request("GET", f"{base}{questions}", headers=cookies),
            request("POST", f"{base}{questions}", headers={**cookies, "Origin": base}, body=_encoded(sent)),
        )


def _encoded(sent: Mapping[str, Sequence[str]]) -> str:
    return urlencode(sent, doseq=True)
