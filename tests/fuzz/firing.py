"""How an attack is sent, and what must never come of it.

It goes through every middleware and view of ours, and no server.
"""

import gzip
import traceback
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from typing import Any, override
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import RequestFactory

from tests.fuzz.hostile import ELSEWHERE, RAW

OWN = "testserver"
MARKUP = ("html", "xml", "svg", "xsl")  # in a media type: what a browser would run
ROUTELESS = "(none)"
LEADING = ("Location", "HX-Push-Url", "HX-Replace-Url", "HX-Redirect", "HX-Location")
_REQUESTS = RequestFactory()


@dataclass(frozen=True, slots=True, repr=False)
class Attack:
    """One request."""

    who: str
    path: str  # as it stands in the request line, so percent-encoded
    method: str = "GET"
    query: str = ""
    body: bytes = b""
    kind: str = ""  # of the body
    headers: tuple[tuple[str, str], ...] = ()
    trusted: bool = True  # with the token against forged forms

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: FBT001  # as hypothesis calls it
        printer.text(repr(self))

    @override
    def __repr__(self) -> str:
        """Write it for somebody who looks into a failure."""
        query = f"?{self.query[:300]}" if self.query else ""
        more = "".join(f" {name}={value[:60]!r}" for name, value in self.headers)
        body = f" {self.kind[:60]} {self.body[:600]!r}" if self.body or self.kind else ""
        return f"{self.who}: {self.method} {self.path[:300]}{query}{more}{body}"


@dataclass(eq=False)
class Target:
    """The site in this process; remembers the last error that a view of ours raised."""

    handler: BaseHandler = field(default_factory=BaseHandler)
    error: str = ""
    route: str = ROUTELESS

    def __post_init__(self) -> None:
        self.handler.load_middleware()
        got_request_exception.connect(self._heard)

    def _heard(self, **_more: Any) -> None:
        self.error = traceback.format_exc(limit=-6)

    def fire(self, attack: Attack, session: str = "") -> Any:
        """Send it and return the answer, its content read to the end."""
        self.error, self.route = "", ROUTELESS
        environ: dict[str, Any] = {
            "PATH_INFO": unquote_to_bytes(attack.path).decode("latin-1"),
            "QUERY_STRING": attack.query,
            "REQUEST_METHOD": attack.method,
            "SERVER_NAME": OWN,
            "wsgi.input": BytesIO(
                attack.body
            ),  # as a server: who announces more than he sends is read to the end
            **(
                {"CONTENT_LENGTH": str(len(attack.body)), "CONTENT_TYPE": attack.kind}
                if attack.method != "GET"
                else {}
            ),
            **dict(attack.headers),
        }
        if session and "HTTP_COOKIE" not in environ:
            environ["HTTP_COOKIE"] = f"sessionid={session}"
        request = _REQUESTS.request(**environ)
        request._dont_enforce_csrf_checks = attack.trusted  # type: ignore[attr-defined]  # as Django's own client does
        answer = self.handler.get_response(request)
        if request.resolver_match is not None:
            self.route = request.resolver_match.route
        if getattr(answer, "streaming", False):
            return HttpResponse(
                b"".join(answer), status=answer.status_code, headers=dict(answer.headers)
            )
        return answer


def faults(answer: Any, error: str) -> list[str]:
    """Return what is wrong with an answer."""
    found, content = [], answer.content
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        found.append(f"{answer.status_code}\n{error}")
    kind = answer.headers.get("Content-Type", "")
    if answer.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)  # what was compressed may hold anything by chance
    if any(word in kind for word in MARKUP) and RAW in content:
        place = content.index(RAW)
        found.append(f"reflected as it was sent: {content[max(place - 120, 0) : place + 60]!r}")
    if content and not kind:
        found.append("content without its type")
    for name, value in answer.headers.items():
        if RAW.decode() in value or "\r" in value or "\n" in value or name.lower() == "x-planted":
            found.append(f"reflected in a header: {name}: {value[:200]}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("its type may be guessed")
    if "html" in kind and "default-src 'none'" not in answer.headers.get(
        "Content-Security-Policy", ""
    ):
        found.append("a page without its policy")
    found += [
        f"leads away: {place[:200]}"
        for name in LEADING
        if _is_elsewhere(place := answer.headers.get(name, ""))
    ]
    found += [
        "a cookie for another site"
        for cookie in answer.cookies.values()
        if ELSEWHERE in cookie["domain"]
    ]
    return found


def _is_elsewhere(place: str) -> bool:
    return place.startswith(("//", "/\\")) or urlsplit(place).netloc not in {"", OWN}
