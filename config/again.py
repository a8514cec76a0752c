"""The front door: an answer is given again as it was sent, before Django is asked, once Postgres says that it still holds."""

import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import Error
from django.utils.timezone import now

from config import replica, tracing
from config.holding import Hold
from config.middleware import AWAY, is_away
from config.recent import Recent

type Environ = dict[str, Any]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

KEPT = 4096  # answers of which all but the body is kept, about 2 kB each
LONGEST = 2_000  # letters of a request that is remembered; who writes more is answered and forgotten
# All of a request that an answer may depend on. Who sends another cookie or takes something else is another asker.
ASKED = (
    "PATH_INFO",
    "QUERY_STRING",
    "SCRIPT_NAME",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "HTTP_COOKIE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
)
# What only the view can answer.
UNUSUAL = ("HTTP_HX_REQUEST", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
OF_ONE_ANSWER = ("content-length", tracing.HEADER.lower())  # headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that was sent: all but its body."""

    status: str
    headers: Sequence[tuple[str, str]]
    route: str
    hold: Hold


def given_again(application: Application) -> Application:
    """Give an answer again, to the byte but for its id, where the same is asked and nothing it hangs on is different.

    A view that may be answered for puts a `Hold` on its response. What that asks is asked each time, so that whatever
    is written shows at once.
    """
    answers: Recent[Hashable, Given] = Recent(KEPT)

    def door(environ: Environ, start: Start) -> Iterable[bytes]:
        asked = _asked(environ)
        if asked is None:
            return application(environ, start)
        given = answers.get(asked)
        if given is not None and (body := _again(environ, given, start)) is not None:
            return body
        sent: list[Any] = []

        def noting(*said: Any) -> Any:
            sent[:] = said
            return start(*said)

        response = application(environ, noting)
        hold = getattr(response, "hold", None)
        if isinstance(hold, tuple) and not getattr(response, "cookies", None):
            answers.keep(asked, _given(sent[0], sent[1], *hold))
        return response

    return door


def _asked(environ: Environ) -> Hashable | None:
    """Return all that an answer may depend on; None where it takes the view to answer."""
    if environ["REQUEST_METHOD"] != "GET" or replica.JUST_WROTE in environ.get("HTTP_COOKIE", ""):
        return None
    if any(name in environ for name in UNUSUAL):
        return None
    asked = tuple([environ.get(name) for name in ASKED])
    return asked if sum(map(len, filter(None, asked))) <= LONGEST else None


def _given(status: str, headers: Iterable[tuple[str, str]], route: str, what: Hold) -> Given:
    lasting = tuple(line for line in headers if line[0].lower() not in OF_ONE_ANSWER)
    return Given(status=status, headers=lasting, route=route, hold=what)


def _again(environ: Environ, given: Given, start: Start) -> Iterable[bytes] | None:
    """Send the answer where it holds; None where it does not, or the database cannot say."""
    begun = time.perf_counter()
    body = given.hold.body()
    if body is None or given.hold.until <= now() or not _holds(environ, given.hold):
        return None
    request_id = tracing.id_of(environ.get(tracing.HEADER_IN_WSGI, ""))
    with tracing.named(request_id):
        tracing.tell("GET", given.route, int(given.status[:3]), time.perf_counter() - begun)
    start(given.status, [*given.headers, ("Content-Length", str(len(body))), (tracing.HEADER, request_id)])
    return [body]


def _holds(environ: Environ, what: Hold) -> bool:
    try:
        with replica.reading():
            return what.ask() == what.found
    except Error as error:
        if not is_away(error):
            raise
        environ[AWAY] = True  # so that nobody asks once more
        return False
