"""What a view says of an answer that may be given again: what it hangs on, and how to ask whether that is as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import make_aware

from config import tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What an answer hangs on besides what was asked: how that stood when it was made, until when, how to ask again.

    `body` returns None where the body is kept no more.
    """

    found: str
    until: datetime
    ask: Callable[[], str | None]
    body: Callable[[], bytes | None]


def hold(request: HttpRequest, response: HttpResponse, what: Hold) -> None:
    """Say of a response what it hangs on."""
    response.hold = (tracing.route_of(request), what)  # type: ignore[attr-defined]  # read by `config.again`


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()))
