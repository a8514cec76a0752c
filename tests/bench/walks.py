"""Complete walks through our wizard beside those through one of django-formtools, by 1, 8 and 32 visitors, in turn.

Ours are walked twice: as a browser with JavaScript does, where htmx sends a form and is answered with the next page, and as
one without, where each answer is a redirect. Theirs has one way, the same for both.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode, urljoin

from tests.bench.served import NOISE, Site, site_beside
from tests.bench.table import Row, at_least
from tests.bench.wire import Wire, request
from tests.tireless import filled
from tests.visiting import Answered, Visitor

VISITORS = (1, 8, 32)
WALKS = 32  # in each turn, shared by the visitors
TURNS = 5  # the middle one counts, so that no moment in which others work decides
OURS, THEIRS = "/plan/new/", "/beside/walk/"
HTMX = {"HX-Request": "true", "HX-Target": "main"}  # what it sends with a form
PUSHED = "hx-push-url"  # where it is told which page the answer is
LAST = ("/plan/{key}/check/", "/beside/walk/done/")  # where all answers have been given and are shown
WALKING, ASKING = {"with JavaScript": at_least(1, NOISE)}, {"with JavaScript": at_least(2, NOISE)}
TOKEN = "b" * 32  # any secret will do, as long as cookie and form agree
REDIRECTS = {301, 302, 303}


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a walk as it was recorded, and what was answered; "{key}" stands for the plan's own."""

    method: str
    address: str
    sent: str
    headers: Mapping[str, str]
    status: int
    onward: str  # the address of the page that comes next, where the answer names one


@dataclass(frozen=True, slots=True)
class Turn:
    """What walking took once."""

    requests: int
    passed: float  # seconds
    busy: float  # seconds of processors

    @property
    def walks_a_second(self) -> float:
        """Return complete walks in a second."""
        return WALKS / self.passed

    @property
    def requests_a_second(self) -> float:
        """Return requests in a second."""
        return self.requests / self.passed


def told(name: str, turns: Sequence[Turn]) -> Iterator[Row]:
    """Yield what the table says of some turns."""
    yield Row(f"{name}: walks", round(median(turn.walks_a_second for turn in turns), 1), "/s")
    yield Row(f"{name}: requests", round(median(turn.requests_a_second for turn in turns)), "/s")
    yield Row(f"{name}: cost of a walk", round(median(turn.busy for turn in turns) / WALKS * 1000, 1), "ms")


def rows() -> list[Row]:
    """Return walks and requests a second of all three, and how ours compare."""
    with site_beside() as site:
        base = site.site.base
        theirs = tuple(recorded(base, THEIRS))
        ways = {"with JavaScript": tuple(recorded(base, OURS, HTMX)), "without": tuple(recorded(base, OURS))}
        for steps in (theirs, *ways.values()):
            _turn(site, steps, visitors=2)  # what is made once and kept
        found = [
            *(
                Row(f"a walk of ours {way}: requests, with a page of all answers", len(steps), "requests")
                for way, steps in ways.items()
            ),
            Row("a walk of django-formtools: requests, with the same", len(theirs), "requests"),
        ]
        for visitors in VISITORS:
            found += _compared(site, ways, theirs, visitors)
    return found


def _compared(site: Site, ways: Mapping[str, Sequence[Step]], theirs: Sequence[Step], visitors: int) -> Iterator[Row]:
    rounds = [
        (_turn(site, theirs, visitors), {way: _turn(site, steps, visitors) for way, steps in ways.items()})
        for _ in range(TURNS)
    ]
    name = f"walks by {visitors} at once" if visitors > 1 else "walks by one"
    yield from told(f"{name}: django-formtools", [other for other, _ in rounds])
    for way in ways:
        ours = f"{name}: ours {way}"
        yield from told(ours, [mine[way] for _, mine in rounds])
        walks = median(mine[way].walks_a_second / other.walks_a_second for other, mine in rounds)
        requests = median(mine[way].requests_a_second / other.requests_a_second for other, mine in rounds)
        yield Row(f"{ours}: walks beside theirs", round(walks, 2), "×", WALKING.get(way))
        yield Row(f"{ours}: requests beside theirs", round(requests, 2), "×", ASKING.get(way))


def _turn(site: Site, steps: Sequence[Step], visitors: int) -> Turn:
    busy, begun = site.busy, time.perf_counter()
    kept = threading.local()

    def walk(_: int) -> None:
        if not hasattr(kept, "wire"):
            kept.wire = Wire(site.port)
        walked(kept.wire, site.site.base, steps)

    with ThreadPoolExecutor(visitors) as pool:
        for _ in pool.map(walk, range(WALKS)):
            pass
    return Turn(WALKS * len(steps), time.perf_counter() - begun, site.busy - busy)


# ------------------------------------------------------------------------------------------------------------ a walk


def recorded(base: str, start: str, with_forms: Mapping[str, str] | None = None) -> Iterator[Step]:
    """Walk once as anybody would who takes the first answer, and yield each request, up to the page of all answers."""
    with Visitor(base, headers={"Accept-Encoding": "identity"}) as visitor:
        visitor.cookies["csrftoken"] = TOKEN
        key, address, text = "", start, ""
        while True:
            if not text:
                answer = visitor.get(address)
                yield _step("GET", address, "", {}, answer, key)
                if answer.status_code in REDIRECTS:
                    address = _onward(base, address, answer)
                    continue
                text = answer.content.decode()
            if address in {each.format(key=key) for each in LAST}:
                return
            form, sent = filled(text)
            body = urlencode(sent | {"csrfmiddlewaretoken": [TOKEN]}, doseq=True)
            headers = dict(with_forms or {}) if address != start else {}  # the first page has no htmx
            to = urljoin(address, form.action.partition("#")[0])
            answer = visitor.send("POST", to, body, headers)
            if start == OURS and not key:
                key = _onward(base, to, answer).split("/")[2]
            yield _step("POST", to, body, headers, answer, key)
            address = _onward(base, to, answer)
            text = answer.content.decode() if PUSHED in answer.headers else ""


def _onward(base: str, address: str, answer: Answered) -> str:
    named = answer.headers.get(PUSHED) or answer.headers["location"]
    return urljoin(address, named).removeprefix(base)


def _step(  # noqa: PLR0913, PLR0917  # all of a request and of its answer
    method: str, address: str, sent: str, headers: Mapping[str, str], answer: Answered, key: str
) -> Step:
    def plain(text: str) -> str:
        return text.replace(key, "{key}") if key else text

    if answer.status_code not in {200, *REDIRECTS}:
        raise AssertionError(f"{method} {address} is answered {answer.status_code}.")
    onward = answer.headers.get(PUSHED) or answer.headers.get("location", "")
    return Step(method, plain(address), sent, headers, answer.status_code, plain(onward))


def walked(wire: Wire, base: str, steps: Sequence[Step]) -> None:
    """Walk as recorded, as a new visitor with an own plan. Raises `AssertionError` where another answer comes."""
    cookies, key = {"csrftoken": TOKEN}, ""
    for step in steps:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Origin": base}
        address = f"{base}{step.address.replace('{key}', key)}"
        reply = wire.ask(request(step.method, address, headers=headers | dict(step.headers), body=step.sent))
        cookies |= {name.decode(): value.decode() for name, value in reply.cookies.items()}
        went = (reply.header(PUSHED.encode()) or reply.header(b"location")).decode()
        if step.address == OURS and step.method == "POST":
            key = went.split("/")[2]
        if (reply.status, went) != (step.status, step.onward.replace("{key}", key)):
            raise AssertionError(f"{step.method} {address} is answered {reply.status} {went}.")
