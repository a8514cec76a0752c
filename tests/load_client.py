"""Visitors who walk the wizard over real HTTP and never give up.

They remember every answer that was taken.
"""

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple
from urllib.parse import urljoin

from tests.http_client import Response, Visitor
from tests.wizard.walker import Reader, filled

BREATH = 0.2  # seconds between two tries at the same page
SOME_PAGES = 60
READERS = 4  # at once, when all is over
PLAN = re.compile(r"/plan/[\w-]{22}/")  # the address of a plan that was made
QUESTION = re.compile(r"/plan/[^/]+/[^/]+/[^/]+/")  # the address of a page that asks
NOT_ANSWERS = {"csrfmiddlewaretoken", "seen"}

type Sent = dict[str, list[str]]
type Ask = Callable[[], Response]


class Taken(NamedTuple):
    """An answer the site said yes to: where, what, when."""

    address: str
    sent: Sent
    at: float


class Refused(NamedTuple):
    """A request that got no page: a status, or the name of what went wrong on the way."""

    address: str
    why: str
    at: float


@dataclass
class LoadVisitor:
    """One visitor, who starts another plan as soon as one is made."""

    base: str
    stop: threading.Event
    timeout: float = 10
    rest: float = 0  # seconds before the next page, where a crowd need not hurry
    taken: list[Taken] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    made: list[str] = field(default_factory=list)  # addresses of plans

    def run(self) -> None:
        """Walk until told to stop."""
        while not self.stop.is_set():
            with Visitor(self.base, timeout=self.timeout) as visitor:
                self._walk(visitor)

    def _walk(self, visitor: Visitor) -> None:
        address = "/plan/new/"
        for _ in range(SOME_PAGES):
            page = self._open(visitor, address)
            if page is None or PLAN.fullmatch(page[0]):
                return
            address, text = page
            form, sent = filled(text)
            went = self._send(visitor, urljoin(address, form.action.partition("#")[0]), sent)
            if went is None:
                continue  # as a person would: open the page again, and answer again
            if QUESTION.fullmatch(address):
                self.taken.append(Taken(address, sent, time.monotonic()))
            if PLAN.fullmatch(went):
                self.made.append(went)
            address = went
            self.stop.wait(self.rest)

    def _open(self, visitor: Visitor, address: str) -> tuple[str, str] | None:
        """Return the page where the address leads, tried until it opens; None when told to stop."""
        while not self.stop.is_set():
            answer = self._tried(lambda: visitor.get(address, follow=True), address)
            if answer is not None and answer.status_code == HTTPStatus.OK:
                chain = answer.redirect_chain
                return (chain[-1][0] if chain else address), answer.text
            self.stop.wait(BREATH)
        return None

    def _send(self, visitor: Visitor, address: str, sent: Sent) -> str | None:
        """Send a form and return where the site leads next; None where it took nothing."""
        answer = self._tried(lambda: visitor.post(address, sent), address)
        if answer is None:
            self.stop.wait(BREATH)
            return None
        return urljoin(address, answer.headers["location"]).removeprefix(self.base)

    def _tried(self, ask: Ask, address: str) -> Response | None:
        try:
            answer = ask()
        except (OSError, http.client.HTTPException) as away:
            self.refused.append(Refused(address, type(away).__name__, time.monotonic()))
            return None
        if answer.status_code in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
            return answer  # a form that is not taken is answered 422
        self.refused.append(Refused(address, str(answer.status_code), time.monotonic()))
        return None


@contextmanager
def resting(visitors: Sequence[LoadVisitor]) -> Iterator[None]:
    """Have visitors open ten pages a second in all, until the block ends.

    What starts meanwhile needs a processor.
    """
    for one in visitors:
        one.rest = len(visitors) / 10
    yield
    for one in visitors:
        one.rest = 0


@contextmanager
def walking(base: str, visitors: int, *, timeout: float = 10) -> Iterator[Sequence[LoadVisitor]]:
    """Have visitors walk, each in a thread, until the block ends."""
    stop = threading.Event()
    all_of_them = [LoadVisitor(base, stop, timeout) for _ in range(visitors)]
    threads = [threading.Thread(target=one.run, daemon=True) for one in all_of_them]
    for thread in threads:
        thread.start()
    try:
        yield all_of_them
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout + 5)


def lost(base: str, visitors: Sequence[LoadVisitor], *moments: float) -> list[str]:
    """Return which taken answers are not on their pages any more, and which plans fail to open.

    Asked are the answers that each visitor gave last before a moment at which something broke, and
    first after it: whatever takes an older one takes these too. Without a moment, all are. The plan
    that was made last is opened.
    """
    with ThreadPoolExecutor(READERS) as readers:
        return list(
            chain.from_iterable(readers.map(lambda one: _lost(base, one, moments), visitors))
        )


def _lost(base: str, visitor: LoadVisitor, moments: Sequence[float]) -> list[str]:
    found = []
    asked = {taken.address for moment in moments for taken in _around(visitor.taken, moment)}
    last = {
        taken.address: taken for taken in visitor.taken if not moments or taken.address in asked
    }
    with Visitor(base) as reader:
        for address, taken in last.items():
            answer = reader.get(address, follow=True)
            if answer.status_code != HTTPStatus.OK or answers_on(answer.text) != answers_of(
                taken.sent
            ):
                found.append(address)
        found += [
            plan for plan in visitor.made[-1:] if reader.get(plan).status_code != HTTPStatus.OK
        ]
    return found


def _around(taken: Sequence[Taken], moment: float) -> Sequence[Taken]:
    first_after = sum(one.at < moment for one in taken)
    return taken[max(0, first_after - 2) : first_after + 1]


def answers_on(text: str) -> Sent:
    """Return the answers that stand on a page."""
    forms = [
        one
        for one in Reader(text).forms
        if one.method == "post" and not one.action.startswith("/theme/")
    ]
    return answers_of(forms[0].sent()) if forms else {}


def answers_of(sent: Sent) -> Sent:
    """Return what was answered, without what a form carries for itself, the empty and the order."""
    fields = {
        name: sorted(filter(None, values))
        for name, values in sent.items()
        if name not in NOT_ANSWERS
    }
    return {name: values for name, values in fields.items() if values}
