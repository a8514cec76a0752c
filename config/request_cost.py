"""What a request may cost, declared on its view: body, threads, the limit it counts against."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from config.budget import MEGABYTE

LONGEST_REMEMBERED = 200  # characters of an address
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})  # methods that change nothing
FORM_BYTES = MEGABYTE  # of a form without files, or of a call of the API
# Of a form with a file. `ops/nginx.conf` has the same sizes: 2m is sent on whole, 21m as it
# arrives.
TEXT_FILE_BYTES = 2 * MEGABYTE
LARGE_FILE_BYTES = 21 * MEGABYTE


class Lane(Enum):
    """A group of threads; one kind of work cannot use those of another."""

    LIVENESS = "liveness"
    READ = "read"
    WRITE = "write"
    HEAVY = "heavy"  # computes for a second or more, or sends megabytes
    IMPORT = "import"  # works for minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCost:
    """What requests to a view may take, of this machine and of what everybody has together."""

    body_bytes: int = FORM_BYTES
    """the largest body that is read"""
    opens: Callable[[HttpRequest], bool] | None = None
    """tells whether there is anything to send a file to, before any of it is read; the request
    has no body yet"""
    lane: Lane | None = None
    """the threads that answer; without one the method decides between reading and writing"""
    sending_lane: Lane | None = None
    """the threads that answer what is sent, where others answer those who read"""
    limit: str = ""
    """the name in `settings.LIMITS` that what is sent counts against; without one `changes`, and
    at the desk nothing"""
    reading_limit: str = ""
    """the same for what is read; mostly nothing"""
    counts_itself: bool = False
    """whether the view asks for its limit: it looks at what was sent first, or shows it again
    with the refusal"""
    uncounted: str = ""
    """why nothing that is sent is counted; docs/security.md has the same words"""


ORDINARY = RequestCost()
_DECLARED = "request_cost"  # the attribute of a view; what wraps a view has it too


def declares[View: Callable[..., Any]](cost: RequestCost) -> Callable[[View], View]:
    """Declare on a view what its requests may cost."""

    def declare(view: View) -> View:
        setattr(view, _DECLARED, cost)
        return view

    return declare


def is_declared(view: Callable[..., Any]) -> bool:
    """Tell whether a view declares what its requests may cost."""
    return hasattr(view, _DECLARED)


def cost_of(view: Callable[..., Any]) -> RequestCost:
    """Return what a view declares, or what is usual."""
    cost: RequestCost = getattr(view, _DECLARED, ORDINARY)
    return cost


def cost_at(path: str) -> RequestCost | None:
    """Return what requests to an address may cost; None where nothing is there."""
    # Of long addresses, which anybody can make up, nothing is remembered: thousands of them would
    # fill the memory.
    return _cost_at(path) if len(path) <= LONGEST_REMEMBERED else _cost_at.__wrapped__(path)


@lru_cache(maxsize=4096)
def _cost_at(path: str) -> RequestCost | None:
    try:
        return cost_of(resolve(path).func)
    except Resolver404:
        return None


def lane_of(method: str, path: str) -> Lane:
    """Return which threads answer a request."""
    cost = cost_at(path) or ORDINARY
    if method in SAFE:
        return cost.lane or Lane.READ
    return cost.sending_lane or cost.lane or Lane.WRITE
