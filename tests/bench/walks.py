"""Complete walks through our wizard beside those through one of django-formtools, by 1, 8 and 32 visitors, in turn."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from tests.bench.served import NOISE, Site, site_beside
from tests.bench.table import Row, at_least
from tests.bench.wire import Wire, request
from tests.tireless import filled
from tests.visiting import Answered, Visitor

VISITORS = (1, 8, 32)
WALKS = 32  # in each turn, shared by the visitors
TURNS = 2
OURS, THEIRS = "/plan/new/", "/beside/walk/"
LAST = ("/plan/{key}/check/", "/beside/walk/done/")  # where all answers have been given and are shown
TOKEN = "b" * 32  # any secret will do, as long as cookie and form agree
REDIRECTS = {301, 302, 303}


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a walk as it was recorded, and what was answered; "{key}" stands for the plan's own."""

    method: str
    address: str
    sent: str
    status: int
    location: str


@dataclass(slots=True)
class Spent:
    """What all turns at a number of visitors took."""

    requests: int = 0
    walks: int = 0
    passed: float = 0  # seconds
    busy: float = 0  # seconds of processors


def rows() -> list[Row]:
    """Return walks and requests a second of both, and how ours compare."""
    with site_beside() as site:
        base = site.site.base
        ours, theirs = tuple(recorded(base, OURS)), tuple(recorded(base, THEIRS))
        for steps in (ours, theirs):
            _turn(site, steps, 2)  # what is made once and kept
        found = [
            Row("a walk of ours: requests, with a page of all answers", len(ours), "requests"),
            Row("a walk of django-formtools: requests, with the same", len(theirs), "requests"),
        ]
        for visitors in VISITORS:
            found += _compared(site, ours, theirs, visitors)
    return found


def _compared(site: Site, ours: Sequence[Step], theirs: Sequence[Step], visitors: int) -> list[Row]:
    mine, other = Spent(), Spent()
    for _ in range(TURNS):
        _turn(site, theirs, visitors, other)
        _turn(site, ours, visitors, mine)
    name = f"walks by {visitors} at once" if visitors > 1 else "walks by one"
    return [
        Row(f"{name}: ours", round(mine.walks / mine.passed, 1), "/s"),
        Row(f"{name}: django-formtools", round(other.walks / other.passed, 1), "/s"),
        Row(
            f"{name}: ours beside theirs",
            round(mine.walks / mine.passed / (other.walks / other.passed), 2),
            "×",
            at_least(1, NOISE),
        ),
        Row(f"{name}: requests of ours", round(mine.requests / mine.passed), "/s"),
        Row(f"{name}: requests of django-formtools", round(other.requests / other.passed), "/s"),
        Row(
            f"{name}: requests of ours beside theirs",
            round(mine.requests / mine.passed / (other.requests / other.passed), 2),
            "×",
            at_least(2, NOISE),
        ),
        Row(f"{name}: cost of a request of ours", round(mine.busy / mine.requests * 1000, 2), "ms"),
        Row(f"{name}: cost of a request of django-formtools", round(other.busy / other.requests * 1000, 2), "ms"),
    ]


def _turn(site: Site, steps: Sequence[Step], visitors: int, spent: Spent | None = None) -> None:
    spent = spent or Spent()
    busy, begun = site.busy, time.perf_counter()
    kept = threading.local()

    def walk(_: int) -> None:
        if not hasattr(kept, "wire"):
            kept.wire = Wire(site.port)
        walked(kept.wire, site.site.base, steps)

    with ThreadPoolExecutor(visitors) as pool:
        for _ in pool.map(walk, range(WALKS)):
            spent.walks += 1
    spent.requests += WALKS * len(steps)
    spent.passed += time.perf_counter() - begun
    spent.busy += site.busy - busy


# ------------------------------------------------------------------------------------------------------------ a walk


def recorded(base: str, start: str) -> Iterator[Step]:
    """Walk once as anybody would who takes the first answer, and yield each request, up to the page of all answers."""
    with Visitor(base, headers={"Accept-Encoding": "identity"}) as visitor:
        visitor.cookies["csrftoken"] = TOKEN
        key, address = "", start
        while True:
            answer = visitor.get(address)
            yield _step("GET", address, "", answer, key)
            if answer.status_code in REDIRECTS:
                address = _local(base, address, answer)
                continue
            if address in {each.format(key=key) for each in LAST}:
                return
            form, sent = filled(answer.content.decode())
            text = urlencode(sent | {"csrfmiddlewaretoken": [TOKEN]}, doseq=True)
            to = urljoin(address, form.action.partition("#")[0])
            answer = visitor.post(to, sent | {"csrfmiddlewaretoken": [TOKEN]})
            if start == OURS and not key:
                key = _local(base, to, answer).split("/")[2]
            yield _step("POST", to, text, answer, key)
            address = _local(base, to, answer)


def _local(base: str, address: str, answer: Answered) -> str:
    return urljoin(address, answer.headers["location"]).removeprefix(base)


def _step(method: str, address: str, sent: str, answer: Answered, key: str) -> Step:
    def plain(text: str) -> str:
        return text.replace(key, "{key}") if key else text

    if answer.status_code not in {200, *REDIRECTS}:
        raise AssertionError(f"{method} {address} is answered {answer.status_code}.")
    return Step(method, plain(address), sent, answer.status_code, plain(answer.headers.get("location", "")))


def walked(wire: Wire, base: str, steps: Sequence[Step]) -> None:
    """Walk as recorded, as a new visitor with an own plan. Raises `AssertionError` where another answer comes."""
    cookies, key = {"csrftoken": TOKEN}, ""
    for step in steps:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Origin": base}
        address = f"{base}{step.address.replace('{key}', key)}"
        reply = wire.ask(request(step.method, address, headers=headers, body=step.sent))
        cookies |= {name.decode(): value.decode() for name, value in reply.cookies.items()}
        went = reply.header(b"location").decode()
        if step.address == OURS and step.method == "POST":
            key = went.split("/")[2]
        if (reply.status, went) != (step.status, step.location.replace("{key}", key)):
            raise AssertionError(f"{step.method} {address} is answered {reply.status} {went}.")
