"""Readers' reports: taken in, and never too many from one visitor."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalog.models import RateWindow, Report

HOUR = timedelta(hours=1)
FROM_ONE, FROM_ALL = 5, 200  # an hour
KEPT = timedelta(days=1)  # of windows that are over


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Too many reports: when the next one will be taken."""

    until: datetime


def take(request: HttpRequest, *, page: str, text: str, contact: str, release: int) -> Report | Refused:
    """Put a report into the editors' queue, unless this visitor, or everybody together, has sent too many."""
    now = timezone.now()
    if count(f"report:{visitor(request, now)}", now, HOUR) > FROM_ONE or count("report:all", now, HOUR) > FROM_ALL:
        return Refused(until=window_start(now, HOUR) + HOUR)
    return Report.objects.create(page=page, text=text, contact=contact, release=release)


def visitor(request: HttpRequest, now: datetime) -> str:
    """Return a fingerprint of where a request comes from that cannot be turned back, another one each day."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Only the entry that our own proxy added can be trusted: the last.
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return salted_hmac("catalog.reports", f"{now.date().isoformat()} {address}", algorithm="sha256").hexdigest()[:32]


def window_start(now: datetime, length: timedelta) -> datetime:
    """Return when the stretch of time that `now` is in began."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def count(key: str, now: datetime, length: timedelta) -> int:
    """Count one more and return how often it is in this stretch of time; safe however many processes ask at once."""
    table = connection.ops.quote_name(RateWindow._meta.db_table)  # noqa: SLF001  # Django's documented name
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE start < %s", [now - KEPT])  # noqa: S608  # a name of ours
        cursor.execute(
            f"INSERT INTO {table} AS windows (key, start, count) VALUES (%s, %s, 1) "  # noqa: S608  # a name of ours
            "ON CONFLICT (key, start) DO UPDATE SET count = windows.count + 1 RETURNING count",
            [key, window_start(now, length)],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 1
