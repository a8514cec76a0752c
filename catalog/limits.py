"""How often one visitor, and everybody together, may do something: a fixed window in Postgres, fair behind a proxy."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Literal

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from catalog.models import RateWindow
from config.environment import Limit

type What = Literal[
    "reports", "plans", "versions", "questions", "signatures", "opinions", "breaches", "changes", "calls", "logins"
]

KEPT = timedelta(days=2)  # of windows that are over; longer than the longest window
SUBSCRIBER = 64  # bits of an IPv6 address that name one line; the rest its owner can choose
WINDOWS = {timedelta(minutes=1): "a minute", timedelta(hours=1): "an hour", timedelta(days=1): "a day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Too many for now: what, how many are fair, and when it goes on."""

    limit: Limit
    until: datetime
    seconds: int  # from now till then
    by_all: bool  # this visitor did nothing wrong; everybody together was too much

    @property
    def sentence(self) -> str:
        """Say what the limit is and when it goes on."""
        window = WINDOWS[self.limit.window]
        so_many = "more than we can take from everybody together" if self.by_all else "the most from one visitor"
        count = self.limit.from_all if self.by_all else self.limit.from_one
        return f"{count:,} {self.limit.what} {window} are {so_many}. It goes on at {self.until:%H:%M} UTC."


def ask(request: HttpRequest, what: What) -> Refused | None:
    """Count one more of something for the visitor and for all; return why not, where it is too many."""
    limit: Limit = settings.LIMITS[what]
    now = timezone.now()
    by_one = count(f"{what}:{visitor(request, now)}", now, limit.window) > limit.from_one
    if not by_one:
        by_all = count(f"{what}:all", now, limit.window)
        if by_all == 1:  # a stretch of time begins; at each count it would read the whole table
            forget(now)
        if by_all <= limit.from_all:
            return None
    until = window_start(now, limit.window) + limit.window
    return Refused(limit=limit, until=until, seconds=ceil((until - now).total_seconds()), by_all=not by_one)


def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer with a plain page that says when it goes on."""
    return told(render(request, "429.html", {"refused": refused}, status=HTTPStatus.TOO_MANY_REQUESTS), refused)


def told(response: HttpResponse, refused: Refused) -> HttpResponse:
    """Say in the headers of a refusal when to come back, for programs."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(refused.seconds)
    add_never_cache_headers(response)
    return response


def visitor(request: HttpRequest, now: datetime) -> str:
    """Return a fingerprint of where a request comes from that cannot be turned back, another one each day."""
    text = f"{now.date().isoformat()} {_line(address(request))}"
    return salted_hmac("catalog.limits", text, algorithm="sha256").hexdigest()[:32]


def address(request: HttpRequest) -> str:
    """Return the address a request comes from: behind proxies the entry that the outermost of ours added."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.SECURE_PROXY_SSL_HEADER:
        return direct
    passed = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
    return passed[-min(settings.PROXIES, len(passed))] if passed else direct


def _line(address: str) -> str:
    """Return what names one visitor's line: an IPv4 address, or the part of an IPv6 address that is not theirs to choose."""
    bare = address.partition("]")[0].removeprefix("[") if address.startswith("[") else address
    if bare.count(":") == 1:  # some proxies add the port
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004  # IPv4
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, SUBSCRIBER), strict=False))


def window_start(now: datetime, length: timedelta) -> datetime:
    """Return when the stretch of time that `now` is in began."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def count(key: str, now: datetime, length: timedelta) -> int:
    """Count one more and return how often it is in this stretch of time; safe however many processes ask at once."""
    table = connection.ops.quote_name(RateWindow._meta.db_table)  # noqa: SLF001  # Django's documented name
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS windows (key, start, count) VALUES (%s, %s, 1) "  # noqa: S608  # a name of ours
            "ON CONFLICT (key, start) DO UPDATE SET count = windows.count + 1 RETURNING count",
            [key, window_start(now, length)],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 1


def forget(now: datetime) -> None:
    """Delete what was counted in stretches of time that are long over."""
    RateWindow.objects.filter(start__lt=now - KEPT).delete()
