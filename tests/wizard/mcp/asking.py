"""Messages to the tools, as assistants send them: by hand, or by the protocol's own client."""

import asyncio
import json
import queue
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, override

import httpx2
from django.test import Client as Browser
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import (
    CLIENT_CAPABILITIES_META_KEY,
    CLIENT_INFO_META_KEY,
    PROTOCOL_VERSION_META_KEY,
)
from mcp_types.version import LATEST_MODERN_VERSION

ADDRESS = "/mcp/"
META = {
    PROTOCOL_VERSION_META_KEY: LATEST_MODERN_VERSION,
    CLIENT_CAPABILITIES_META_KEY: {},
    CLIENT_INFO_META_KEY: {"name": "tests", "version": "1"},
}
CARRIED = {"content-type", "mcp-protocol-version", "mcp-method", "mcp-name", "accept"}


def message(method: str, params: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Return a request as the protocol has it."""
    return {
        "jsonrpc": "2.0",
        "id": 1,
        "method": method,
        "params": {"_meta": META, **(params or {})},
        **more,
    }


def send(browser: Browser, sent: Any, headers: Mapping[str, str] | None = None) -> Any:
    """Send a message with the headers that belong to it, or with others."""
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    own = {"MCP-Protocol-Version": LATEST_MODERN_VERSION}
    if isinstance(sent, dict):
        own["Mcp-Method"] = str(sent.get("method", ""))
        params = sent.get("params")
        name = params.get("name") if isinstance(params, dict) else None
        own |= {"Mcp-Name": name} if isinstance(name, str) else {}
    return browser.post(
        ADDRESS, body, content_type="application/json", headers={**own, **(headers or {})}
    )


def result_of(browser: Browser, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return what a tool answers: text, typed values, and whether it refused."""
    response = send(browser, message("tools/call", {"name": tool, "arguments": arguments}))
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()["result"]
    return found


def data_of(browser: Browser, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return the typed values that a tool answers."""
    found = result_of(browser, tool, **arguments)
    assert not found["isError"], found
    data: dict[str, Any] = found["structuredContent"]
    return data


def text_of(found: Mapping[str, Any]) -> str:
    return str(found["content"][0]["text"])


class ToDjango(httpx2.AsyncBaseTransport):
    """Brings what the protocol's client sends to Django, without a socket.

    The thread of the test answers it.
    """

    def __init__(self) -> None:
        self.waiting: queue.Queue[tuple[httpx2.Request, Future[Any]]] = queue.Queue()

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        answered: Future[Any] = Future()
        self.waiting.put((request, answered))
        response = await asyncio.wrap_future(answered)
        return httpx2.Response(
            response.status_code, headers=dict(response.headers), content=response.content
        )

    def answer_until(self, done: Future[Any]) -> None:
        """Answer what comes, where the test's connection is, until the client is done."""
        while not done.done() or not self.waiting.empty():
            with suppress(queue.Empty):
                request, answered = self.waiting.get(timeout=0.01)
                answered.set_result(_answer(request))


def _answer(request: httpx2.Request) -> Any:
    headers = {name: value for name, value in request.headers.items() if name in CARRIED}
    kind = headers.pop("content-type", "application/json")
    return Browser().generic(
        request.method, request.url.path, request.content, content_type=kind, headers=headers
    )


def with_client[Said](ask: Callable[[Client], Awaitable[Said]], *, mode: Any = "auto") -> Said:
    """Return what the protocol's own client is answered."""
    to_django = ToDjango()

    async def asked() -> Said:
        async with httpx2.AsyncClient(transport=to_django) as http:
            transport = streamable_http_client(f"http://testserver{ADDRESS}", http_client=http)
            async with Client(transport, mode=mode) as client:
                return await ask(client)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, asked())
        to_django.answer_until(done)
        return done.result()
