"""The entry point for granian: bodies are read before a thread is taken for them.

Each kind of work has threads of its own.

Granian's own WSGI threads wait for a body without limit; a few slow senders would occupy all of
them.
"""

import asyncio
import logging
import os
import socket
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, connections
from django.http import HttpRequest
from django.urls import resolve

from config.bodies import NoSpaceError, ReceivedBody, allowances
from config.middleware import BUSY
from config.request_cost import SAFE, Lane, cost_at, lane_of
from config.wsgi import application as wsgi

type Environ = dict[str, Any]
type Chunks = AsyncGenerator[bytes]

STACK_BYTES = 16 * 1024 * 1024  # of each thread that runs Python
BODY_SECONDS = 10  # within which a body must arrive,
BYTES_A_SECOND = 100_000  # and one more second for each of these that it may have
# For which what is not wanted is still read: who sends it could not read the answer.
LINGERING_SECONDS = 5
# Of each lane, its threads and how many requests may wait for one.
THREADS = {
    Lane.LIVENESS: (1, 200),
    Lane.READ: (8, 200),
    Lane.WRITE: (8, 100),
    Lane.HEAVY: (2, 20),
    Lane.IMPORT: (2, 5),
}
_log = logging.getLogger("config.rsgi")
TOO_SLOW = "The request took too long to arrive.\n"


class TooManyWaitError(Exception):
    """All threads of a lane are taken, and as many requests wait for one as may."""


class SenderGoneError(Exception):
    """Less of a body came than was announced, and no more will."""


class Workers:
    """The threads of one lane, and how many requests they have or wait for them."""

    def __init__(self, lane: Lane) -> None:
        threads, may_wait = THREADS[lane]
        self.under_way, self.most = 0, threads + may_wait
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=lane.value)

    async def run[Result](self, work: Callable[[], Result], *, at_once: bool = False) -> Result:
        """Do something on one of the threads. Raises `TooManyWaitError`.

        Work that takes no time never raises it.
        """
        if self.under_way >= self.most and not at_once:
            raise TooManyWaitError("too many wait for a thread")
        self.under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, work)
        finally:
            self.under_way -= 1


class Server:
    """Answers granian's requests with our WSGI application."""

    def __init__(self) -> None:
        threading.stack_size(STACK_BYTES)
        self._workers = {lane: Workers(lane) for lane in Lane}
        self._allowances = allowances()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Tell systemd, if it started this process, as soon as requests are taken.

        The loop runs from then on.
        """
        if place := os.environ.get("NOTIFY_SOCKET"):
            loop.call_soon(
                say_ready, place.replace("@", "\0", 1) if place.startswith("@") else place
            )

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Read what is sent, then answer on a thread of its lane.

        Answer 503 where there is no room for it.
        """
        if scope.proto != "http":
            protocol.close(404)
            return
        environ, chunks = environ_of(scope), chunks_of(protocol)
        with ReceivedBody(self._allowances) as body:
            try:
                is_read = await self._read(scope, environ, chunks, body)
            except TimeoutError:
                headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
                protocol.response_str(408, headers, TOO_SLOW)
                return
            except SenderGoneError:  # half a form is none, and nobody reads an answer
                protocol.response_empty(400, [("connection", "close")])
                return
            except (
                NoSpaceError,
                TooManyWaitError,
                Error,
            ) as reason:  # Error is one of the database
                _log.warning("A body was not taken: %s", reason.__cause__ or reason)
                environ[BUSY], is_read = True, False
            await self._answer(scope.path, environ, protocol)
        if not is_read:
            await discard(chunks)

    async def _read(self, scope: Any, environ: Environ, chunks: Chunks, body: ReceivedBody) -> bool:
        """Read a body if its address takes one and something can answer it.

        Return whether no more is to come.

        What is larger than the address takes stays unread, and the length that is announced says so
        to Django. Raises `TimeoutError` where it comes too slowly, `SenderGoneError` where it ends
        too early.
        """
        cost, announced = cost_at(scope.path), announced_length(environ)
        if cost is None or scope.method in SAFE:
            environ["CONTENT_LENGTH"] = ""
            return not announced
        if announced is not None and announced > cost.body_bytes:
            return False
        if cost.opens is not None:
            opens = partial(is_open, environ, cost.opens)
            if not await self._workers[Lane.READ].run(opens):
                # Answered as to somebody who reads there: with 404, why a link was closed, or the
                # way to sign in.
                environ["REQUEST_METHOD"], environ["CONTENT_LENGTH"] = "GET", ""
                return False
        most = cost.body_bytes
        async with asyncio.timeout(BODY_SECONDS + (announced or most) / BYTES_A_SECOND):
            is_read = await read_body(chunks, body, most)
        if announced is not None and body.length < announced:
            raise SenderGoneError
        environ["CONTENT_LENGTH"], environ["wsgi.input"] = str(body.length), body.read_from_start()
        return is_read

    async def _answer(self, path: str, environ: Environ, protocol: Any) -> None:
        """Have the application answer on a thread of the lane.

        Answer 503 where too many wait there, or where it is busy.
        """
        answer = partial(respond, environ, protocol, asyncio.get_running_loop())
        lane = lane_of(environ["REQUEST_METHOD"], path)
        try:
            if BUSY not in environ:
                await self._workers[lane].run(answer)
        except TooManyWaitError:
            environ[BUSY] = True
        if BUSY in environ:
            await self._workers[Lane.LIVENESS].run(answer, at_once=True)


def say_ready(place: str) -> None:
    """Send systemd's word for a service that has started."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.sendto(b"READY=1", place)


def announced_length(environ: Environ) -> int | None:
    """Return how many bytes a body is said to have; None where that is not said, or no number."""
    announced = str(environ.get("CONTENT_LENGTH", ""))
    return int(announced[:20]) if announced.isascii() and announced.isdecimal() else None


def is_open(environ: Environ, opens: Callable[[HttpRequest], bool]) -> bool:
    """Tell whether there is something to send a body to.

    The thread keeps no connection to the database.
    """
    request = WSGIRequest(environ)
    request.resolver_match = resolve(request.path_info)
    try:
        return opens(request)
    finally:
        connections.close_all()


async def chunks_of(protocol: Any) -> Chunks:
    """Yield a body piece by piece.

    Granian's own iterator cannot be continued once a loop was left.
    """
    async for chunk in protocol:
        if not chunk:
            return
        yield chunk


async def read_body(chunks: Chunks, body: ReceivedBody, most: int) -> bool:
    """Hold a body, or just over the most of a longer one; return whether no more is to come."""
    async for chunk in chunks:
        body.write(chunk)
        if body.length > most:
            return False
    return True


async def discard(chunks: Chunks) -> None:
    """Read on for a while after the answer.

    A connection that is closed on its sender would take the answer along.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGERING_SECONDS):
            async for _ in chunks:
                pass


def environ_of(scope: Any) -> Environ:
    """Return a request as PEP 3333 has it."""
    server, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.input": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:  # would pass for another header, one that a proxy sets
            continue
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        known = environ.get(key)
        environ[key] = (
            value if known is None else f"{known}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        )
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ


def respond(environ: Environ, protocol: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Have the application answer; a client that disconnects ends a streamed page."""
    head: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
        head[:] = int(status[:3]), headers

    response: Any = wsgi(environ, start)
    try:
        status, headers = head
        if not getattr(response, "streaming", False) or any(
            name.lower() == "content-length" for name, _ in headers
        ):
            protocol.response_bytes(status, headers, b"".join(response))
            return
        transport = protocol.response_stream(status, headers)
        for chunk in response:
            asyncio.run_coroutine_threadsafe(_send(transport, chunk), loop).result()
    finally:
        if hasattr(response, "close"):
            response.close()


async def _send(transport: Any, chunk: bytes) -> None:
    await transport.send_bytes(chunk)


application = Server()
