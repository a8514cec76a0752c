"""The entry point for granian: a body is read before a thread is taken for it, and each kind of work has threads of its own.

Granian's own WSGI threads wait for a body without limit; a few slow senders would occupy all of them.
"""

import asyncio
import os
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from config.middleware import BUSY
from config.request_cost import (
    BODY_SECONDS,
    BYTES_A_SECOND,
    Lane,
    lane_of,
    max_body_bytes,
    view_name,
)
from config.wsgi import application as wsgi

type Environ = dict[str, Any]

IN_MEMORY = 1_000_000  # bytes of a body; a larger one waits on disk
STACK_BYTES = 16 * 1024 * 1024  # of each thread that runs Python
# Of each lane, its threads and how many requests may wait for one.
THREADS = {
    Lane.LIVENESS: (1, 200),
    Lane.READ: (8, 200),
    Lane.WRITE: (8, 100),
    Lane.HEAVY: (2, 20),
    Lane.IMPORT: (2, 5),
}
TOO_SLOW = "The request took too long to arrive.\n"


class Workers:
    """The threads of one lane, and how many requests they have or wait for them."""

    def __init__(self, lane: Lane) -> None:
        threads, may_wait = THREADS[lane]
        self.under_way, self.most = 0, threads + may_wait
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=lane.value)


class Server:
    """Answers granian's requests with our WSGI application."""

    def __init__(self) -> None:
        threading.stack_size(STACK_BYTES)
        self._workers = {lane: Workers(lane) for lane in Lane}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Tell systemd, where it started this process, as soon as requests are taken: the loop runs from then on."""
        if place := os.environ.get("NOTIFY_SOCKET"):
            loop.call_soon(
                say_ready, place.replace("@", "\0", 1) if place.startswith("@") else place
            )

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Read what is sent, then answer on a thread of the lane it belongs to; 503 where too many wait there."""
        if scope.proto != "http":
            protocol.close(404)
            return
        environ = environ_of(scope)
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                await read_body(environ, scope, protocol, body)
            except TimeoutError:
                headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
                protocol.response_str(408, headers, TOO_SLOW)
                return
            workers = self._workers[lane_of(scope.method, scope.path)]
            if workers.under_way >= workers.most:
                environ[BUSY] = True
                workers = self._workers[Lane.LIVENESS]
            loop = asyncio.get_running_loop()
            workers.under_way += 1
            try:
                await loop.run_in_executor(
                    workers.threads, partial(respond, environ, protocol, loop)
                )
            finally:
                workers.under_way -= 1


def say_ready(place: str) -> None:
    """Send systemd's word for a service that has started."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.sendto(b"READY=1", place)


async def read_body(environ: Environ, scope: Any, protocol: Any, body: IO[bytes]) -> None:
    """Read as much of a body as its address takes, and no more; raise TimeoutError where it comes too slowly.

    What is larger than that stays unread, and the length that is announced says so to Django.
    """
    announced = str(environ.get("CONTENT_LENGTH", ""))
    most = max_body_bytes(scope.method, view_name(scope.path))
    if not most:
        environ["CONTENT_LENGTH"] = ""
        return
    if announced.isascii() and announced.isdecimal() and int(announced[:20]) > most:
        return
    length = 0
    async with asyncio.timeout(BODY_SECONDS + most / BYTES_A_SECOND):
        async for chunk in protocol:
            if not chunk:
                break
            length += len(chunk)
            if length > most:
                break
            body.write(chunk)
    environ["CONTENT_LENGTH"] = str(length)
    body.seek(0)
    environ["wsgi.input"] = body


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
