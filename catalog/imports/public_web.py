"""Addresses of the public web, asked without reaching into our own network, and within a time."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_UNICAST = ipaddress.IPv6Network("2000::/3")
_TUNNELS = (
    ipaddress.IPv6Network("2002::/16"),
    ipaddress.IPv6Network("2001::/32"),
)  # each leads to an IPv4 address
_UNCHANGED = "%/?:@!$&'()*+,;=~#[]"  # in an address's path and query


class NoAnswerError(Exception):
    """Why an address was not asked or did not answer, in a few words."""


class SilentError(NoAnswerError):
    """Nobody was reached: the host is gone, or this machine has no way out.

    An address alone cannot tell which.
    """


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public network."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None and (
            parsed not in _UNICAST or any(parsed in tunnel for tunnel in _TUNNELS)
        ):
            return False
        parsed = parsed.ipv4_mapped or parsed
    return parsed.is_global and not parsed.is_multicast


@contextlib.contextmanager
def answer_of(
    url: str,
    *,
    seconds: float,
    agent: str,
    schemes: Collection[str] = ("http", "https"),
    may_ask: Callable[[str], bool] = is_public,
) -> Iterator[http.client.HTTPResponse]:
    """Yield what an address answers. Raises `NoAnswerError`, or `SilentError`.

    At most five redirects are followed.

    Every address on the way is of one of the schemes, and its host has public IP addresses alone;
    it is one of these that is connected to. All of it, what the block reads too, ends after so many
    seconds.
    """
    ends = time.monotonic() + seconds
    with _Line(ends) as line:
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = _ask(url, line, agent, schemes, may_ask)
                if answer.status not in _REDIRECTS or not answer.headers["Location"]:
                    break
                url = urljoin(url, answer.headers["Location"])
            else:
                raise NoAnswerError("Too many redirects")
            yield answer
        except (ssl.SSLCertVerificationError, http.client.HTTPException, ValueError) as reason:
            raise NoAnswerError(str(reason) or type(reason).__name__) from reason
        except OSError as reason:
            raise SilentError(str(reason) or type(reason).__name__) from reason
        finally:
            if time.monotonic() >= ends:
                raise SilentError(f"No answer within {seconds:g} seconds")


class _Line:
    """The connection of the moment, which ends in time however slowly the other side sends."""

    def __init__(self, ends: float) -> None:
        self.ends = ends
        self.socket: socket.socket | None = None
        self._timer = threading.Timer(self.left, self._cut)
        self._timer.daemon = True

    @property
    def left(self) -> float:
        return max(self.ends - time.monotonic(), 0.001)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.close()

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()

    def _cut(self) -> None:
        if self.socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


def _ask(
    url: str, line: _Line, agent: str, schemes: Collection[str], may_ask: Callable[[str], bool]
) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.hostname:
        raise NoAnswerError(f"No {' or '.join(schemes)} address")
    port = parts.port or _PORTS[parts.scheme]
    line.close()
    line.socket = _connect(_addresses(parts.hostname, port, line, may_ask), port, line)
    if parts.scheme == "https":
        line.socket = ssl.create_default_context().wrap_socket(
            line.socket, server_hostname=parts.hostname, do_handshake_on_connect=False
        )
        line.socket.do_handshake()
    connection = http.client.HTTPConnection(parts.hostname, port)
    connection.sock = line.socket
    target = quote(parts.path or "/", safe=_UNCHANGED) + (
        f"?{quote(parts.query, safe=_UNCHANGED)}" if parts.query else ""
    )
    connection.request(
        "GET", target, headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": agent}
    )
    return connection.getresponse()


def _addresses(host: str, port: int, line: _Line, may_ask: Callable[[str], bool]) -> list[str]:
    """Return the IP addresses of a host, all of which may be asked."""
    looking = ThreadPoolExecutor(1)  # the system's resolver knows no time of ours
    try:
        answers = looking.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(
            line.left
        )
    except (OSError, UnicodeError) as reason:  # TimeoutError is an OSError
        raise SilentError("No such host") from reason
    finally:
        looking.shutdown(wait=False)
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not all(may_ask(address) for address in addresses):
        raise NoAnswerError("Not an address of the public web")
    return addresses


def _connect(addresses: list[str], port: int, line: _Line) -> socket.socket:
    for address in addresses[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((address, port), timeout=line.left)
    return socket.create_connection((addresses[-1], port), timeout=line.left)
