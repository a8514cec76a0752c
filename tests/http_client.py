"""A visitor over real HTTP, for the walker and for whoever counts answers.

It keeps cookies and one connection.
"""

import http.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode, urljoin, urlsplit

FOLLOWED = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, under the names that Django's test client uses."""

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    redirect_chain: Sequence[tuple[str, int]] = ()

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.content.decode(errors="replace")

    @property
    def is_page(self) -> bool:
        """Return whether this is HTML."""
        return self.headers.get("content-type", "").startswith("text/html")


@dataclass
class Visitor:
    """A browser without JavaScript, with a cookie jar of its own."""

    base: str
    timeout: float = 60
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    origin: str = ""  # where forms come from, if the site is known by another address
    set_cookies: list[str] = field(default_factory=list)  # every line that ever came
    _connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        """Come."""
        return self

    def __exit__(self, *_: object) -> None:
        """Go."""
        self.close()

    def get(self, address: str, *, follow: bool = False) -> Response:
        """Open a page."""
        return self._ask("GET", address, None, follow=follow)

    def post(
        self,
        address: str,
        data: Mapping[str, str | Sequence[str]] | None = None,
        *,
        follow: bool = False,
    ) -> Response:
        """Send a form."""
        return self._ask("POST", address, urlencode(data or {}, doseq=True), follow=follow)

    def send(
        self, method: str, address: str, body: str | bytes | None, headers: Mapping[str, str]
    ) -> Response:
        """Send anything, with headers of its own."""
        return self._once(method, address, body, headers)

    def close(self) -> None:
        """Hang up; the next request dials anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, address: str, body: str | None, *, follow: bool) -> Response:
        chain: list[tuple[str, int]] = []
        answer = self._once(method, address, body)
        while follow and answer.status_code in FOLLOWED and len(chain) < MOST_REDIRECTS:
            address = urljoin(address, answer.headers["location"]).removeprefix(self.base)
            chain.append((address, answer.status_code))
            answer = self._once("GET", address, None)
        return Response(answer.status_code, answer.content, answer.headers, chain)

    def _once(
        self,
        method: str,
        address: str,
        body: str | bytes | None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **self.headers,
        }
        if body is not None:
            sent |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.origin or self.base,
            }
        sent |= headers or {}
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    urlsplit(self.base).netloc, timeout=self.timeout
                )
            hung_up = False
            try:
                self._connection.request(method, address.partition("#")[0], body, sent)
            except (BrokenPipeError, ConnectionResetError):
                # A site that has read enough of a body; its answer is there all the same.
                hung_up = True
            response = self._connection.getresponse()
            content = response.read()
            if hung_up:
                self.close()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self._remember(response.headers.get_all("Set-Cookie") or [])
        return Response(
            response.status, content, {name.lower(): value for name, value in response.getheaders()}
        )

    def _remember(self, lines: Sequence[str]) -> None:
        self.set_cookies += lines
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
