"""A visitor that costs next to nothing, so that a server on the same machine is measured and not its visitors."""

import socket
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self
from urllib.parse import urlsplit, urlunsplit

END = b"\r\n\r\n"
PIECE = 65536  # bytes
BODILESS = {204, 304}


class Reply(NamedTuple):
    """One answer."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        """Return a header's value; nothing where there is no such header."""
        lines = self.head.lower().split(b"\r\n")
        starts = b"%s: " % name.lower()
        place = next((number for number, line in enumerate(lines) if line.startswith(starts)), None)
        return b"" if place is None else self.head.split(b"\r\n")[place][len(starts) :]

    @property
    def cookies(self) -> dict[bytes, bytes]:
        """Return the cookies it sets."""
        lines = (line for line in self.head.split(b"\r\n") if line.lower().startswith(b"set-cookie: "))
        pairs = (line[len(b"set-cookie: ") :].partition(b";")[0].partition(b"=") for line in lines)
        return {name: value for name, _, value in pairs}


class Wire:
    """One connection that is kept; requests go out as the bytes they are."""

    def __init__(self, port: int, *, timeout: float = 60) -> None:
        """Dial."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        """Come."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._socket.close()

    def send(self, request: bytes) -> None:
        """Send a request; its answer waits to be read."""
        self._socket.sendall(request)

    def read(self) -> Reply:
        """Return the next answer."""
        got = b""
        while (end := got.find(END)) < 0:
            got += self._more()
        head, body = got[:end], got[end + len(END) :]
        reply = Reply(int(head[9:12]), head, b"")
        if reply.status in BODILESS:
            return reply
        missing = int(reply.header(b"content-length")) - len(body)
        pieces = [body]
        while missing > 0:
            pieces.append(self._more())
            missing -= len(pieces[-1])
        return reply._replace(body=b"".join(pieces))

    def ask(self, request: bytes) -> Reply:
        """Send a request and return its answer."""
        self.send(request)
        return self.read()

    def _more(self) -> bytes:
        piece = self._socket.recv(PIECE)
        if not piece:
            raise ConnectionError("The server hung up.")
        return piece


def request(method: str, address: str, *, headers: Mapping[str, str] | None = None, body: str = "") -> bytes:
    """Return a request for a full address by a browser that takes compressed pages."""
    form = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
    length = {"Content-Length": str(len(body.encode()))} if method == "POST" else {}
    parts = urlsplit(address)
    told = {"Host": parts.netloc, "Accept-Encoding": "gzip", **form, **length, **(headers or {})}
    lines = [
        f"{method} {urlunsplit(('', '', *parts[2:]))} HTTP/1.1",
        *(f"{name}: {value}" for name, value in told.items()),
    ]
    return "\r\n".join([*lines, "", body]).encode()


def in_turn(wires: Sequence[Wire], requests: Sequence[bytes]) -> Sequence[Reply]:
    """Send one request on each connection, then read all the answers: as many are under way as there are connections."""
    for wire, sent in zip(wires, requests, strict=True):
        wire.send(sent)
    return [wire.read() for wire in wires]
