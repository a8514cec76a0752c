"""How much a visitor, a network and everybody may send: a fixed window in Postgres."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Any

from django.conf import settings
from django.db import InternalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from catalog.models import RateWindow
from config import problems
from config.environment import RateLimit
from config.request_cost import SAFE, cost_of

type What = str  # the name of a limit in the settings
type Respond = Callable[[HttpRequest], HttpResponseBase]

DESK = "admin"  # asks for an account everywhere but at the log-in, which has a limit of its own
LOGINS = "logins"
KNOWN, KNOWN_FOR = (
    "known",
    90 * 24 * 3600,
)  # the cookie of a browser that signed in, and its seconds

WINDOW_RETENTION = timedelta(days=2)  # of windows that are over; longer than the longest window
# Leading bits of an address that may be one owner's, and how many visitors' worth they may send: of
# IPv6 a line has 64 to itself and often 56 or 48, of IPv4 one address and an owner of many often
# 24.
NETWORKS: Mapping[int, Sequence[tuple[int, int]]] = {
    6: ((64, 1), (56, 4), (48, 16)),
    4: ((32, 1), (24, 16)),
}
VISITOR, NETWORK, ALL = "one visitor", "one network", "all"
WINDOWS = {
    timedelta(minutes=1): "a minute",
    timedelta(hours=1): "an hour",
    timedelta(days=1): "a day",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal: the limit, how many are allowed, and when it ends."""

    limit: RateLimit
    most: int
    scope: str  # visitor's or network's; of all where this visitor did nothing wrong
    until: datetime
    seconds: int  # from now till then

    @property
    def sentence(self) -> str:
        """Say what the limit is and when it goes on."""
        window = WINDOWS[self.limit.window]
        so_many = (
            "more than we can take from everybody together"
            if self.scope == ALL
            else f"the most from {self.scope}"
        )
        return (
            f"{self.most:,} {self.limit.what} {window} are {so_many}. It goes on at "
            f"{self.until:%H:%M} UTC."
        )


def ask(request: HttpRequest, what: What, *, known: bool = False) -> Refused | None:
    """Count an event for the visitor, its networks and everybody; return a refusal if too many."""
    return counted(request, settings.LIMITS[what], known=known)


def counted(
    request: HttpRequest, limit: RateLimit, *, amount: int = 1, known: bool = False
) -> Refused | None:
    """Count an amount against a limit; return the refusal if it is too much.

    What is refused to a few is not counted for more. Who is `known` is held to their own limit
    alone.
    """
    now = timezone.now()
    for scope, name, most in _shares(request, limit, now)[: 1 if known else None]:
        so_far = count(f"{limit.what}:{name}", now, limit.window, amount)
        if so_far == amount and scope == ALL:
            forget(now)  # once a window; at each count it would read the whole table
        if so_far > most:
            return refused(limit, most, scope, now)
    return None


def refused(limit: RateLimit, most: int, scope: str, now: datetime) -> Refused:
    """Return why not, until the stretch of time is over."""
    until = window_start(now, limit.window) + limit.window
    return Refused(
        limit=limit,
        most=most,
        scope=scope,
        until=until,
        seconds=ceil((until - now).total_seconds()),
    )


def _shares(request: HttpRequest, limit: RateLimit, now: datetime) -> list[tuple[str, str, int]]:
    """Return what a request counts against, narrowest first: words, counter key, limit.

    A network has several visitors' worth, but never more than half of what all have.
    """
    (visitor, _), *wider = _networks(address(request))
    shares = [(VISITOR, _fingerprint(visitor, now), limit.from_one)]
    for network, times in wider:
        most = max(limit.from_one, min(limit.from_one * times, limit.from_all // 2))
        shares.append((NETWORK, _fingerprint(network, now), most))
    return [*shares, (ALL, "all", limit.from_all)]


def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer with a plain page that says when it goes on."""
    return throttled(
        render(request, "429.html", {"refused": refused}, status=HTTPStatus.TOO_MANY_REQUESTS),
        refused,
    )


def throttled(response: HttpResponse, refused: Refused) -> HttpResponse:
    """Say in the headers of a refusal when to come back, for programs."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(refused.seconds)
    add_never_cache_headers(response)
    return response


def _fingerprint(network: str, now: datetime) -> str:
    """Return a hash of a network that cannot be reversed and changes each day."""
    text = f"{now.date().isoformat()} {network}"
    return salted_hmac("catalog.limits", text, algorithm="sha256").hexdigest()[:32]


def line(request: HttpRequest) -> str:
    """Return the first address of the line a request comes from, for what counts by address."""
    return _networks(address(request))[0][0].partition("/")[0]


def address(request: HttpRequest) -> str:
    """Return a request's address: behind proxies, the entry of the outermost of ours."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.SECURE_PROXY_SSL_HEADER:
        return direct
    passed = [
        entry.strip()
        for entry in request.headers.get("X-Forwarded-For", "").split(",")
        if entry.strip()
    ]
    return passed[-min(settings.PROXIES, len(passed))] if passed else direct


def _networks(address: str) -> list[tuple[str, int]]:
    """Return an address's networks, its own line first, with how many visitors' worth each has."""
    bare = address.partition("]")[0].removeprefix("[") if address.startswith("[") else address
    if bare.count(":") == 1:  # some proxies add the port
        bare = bare.partition(":")[0]
    try:
        written = ip_address(bare.partition("%")[0])
    except ValueError:
        return [(address, 1)]
    network = getattr(written, "ipv4_mapped", None) or written
    return [
        (str(ip_network((network, bits), strict=False)), times)
        for bits, times in NETWORKS[network.version]
    ]


def window_start(now: datetime, length: timedelta) -> datetime:
    """Return the start of the window that `now` is in."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def count(key: str, now: datetime, length: timedelta, amount: int = 1) -> int:
    """Raise the counter of this window and return it; safe however many processes ask at once."""
    table = connection.ops.quote_name(RateWindow._meta.db_table)  # noqa: SLF001  # Django's documented name
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS windows (key, start, count) VALUES (%s, %s, %s) "  # noqa: S608  # a name of ours
            "ON CONFLICT (key, start) DO UPDATE SET count = windows.count + excluded.count "
            "RETURNING count",
            [key, window_start(now, length), amount],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else amount


def forget(now: datetime) -> None:
    """Delete what was counted in stretches of time that are long over."""
    RateWindow.objects.filter(start__lt=now - WINDOW_RETENTION).delete()


class RateLimitMiddleware:
    """Count what is sent to an address under its name, or as a change; refuse too many."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        if (
            request.method not in SAFE
            and what_of(request) == LOGINS
            and request.user.is_authenticated
        ):
            response.set_signed_cookie(
                KNOWN,
                "",
                KNOWN,
                max_age=KNOWN_FOR,
                path=request.path,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse before the view has done anything, where there were too many."""
        what = what_of(request)
        refused = _counted(request, what) if what else None
        if refused is None:
            return None
        answer = problems.for_programs(request, problems.TOO_MANY, refused.sentence)
        return throttled(answer, refused) if answer is not None else refuse(request, refused)


def _counted(request: HttpRequest, what: What) -> Refused | None:
    """Count a request; a database that only reads counts none, and reading goes on.

    Whoever has signed in with this browser is not shut out of the log-in by strangers.
    """
    known = (
        what == LOGINS
        and request.get_signed_cookie(KNOWN, None, KNOWN, max_age=KNOWN_FOR) is not None
    )
    try:
        return ask(request, what, known=known)
    except InternalError:
        if request.method in SAFE:
            return None
        raise


def what_of(request: HttpRequest) -> What | None:
    """Return the limit that a request counts against; None if it has none.

    It has none where it only reads, counts itself, or is exempt.
    """
    match = request.resolver_match
    if match is None:
        return None
    cost = cost_of(match.func)
    if request.method in SAFE:
        return cost.reading_limit or None
    if cost.counts_itself or cost.uncounted:
        return None
    usual = None if DESK in match.namespaces else "changes"
    return cost.limit or usual
