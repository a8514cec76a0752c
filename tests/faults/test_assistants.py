"""Assistants ask a site behind `ops/nginx.conf`.

They ask by the protocol's own client, and by hostile messages.
"""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from tests.faults.hostile import SOON, memory
from tests.http_client import Response, Visitor
from tests.proxied import Behind
from tests.serving import Served
from tests.wizard.mcp.asking import META, message
from tests.wizard.mcp.test_protocol import CALLS

pytestmark = pytest.mark.fault

MOST_MILLISECONDS = 30  # of a processor, for one look-up
# That a worker takes for its first question: types, search, and what a decision keeps.
MOST_MEGABYTES = 60
ROUNDS, QUESTIONS = 4, 20
HOSTILE = 60
NAMES = ("gpt-4o", "claude sonnet 4.5", "chatgpt", "token", "what does gemini cost")


def with_client[Said](public: Served, ask: Callable[[Client], Awaitable[Said]]) -> Said:
    async def asked() -> Said:
        async with Client(f"{public.base}/mcp/") as client:
            return await ask(client)

    # In a thread of its own: a browser's loop may still run in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(asked())).result()


def sent(
    public: Served, body: bytes, method: str = "tools/call", tool: str = "look_up"
) -> Response:
    headers = {
        "Content-Type": "application/json",
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": method,
        "Mcp-Name": tool,
    }
    with Visitor(public.base) as visitor:
        return visitor.send("POST", "/mcp/", body, headers)


def question(name: str) -> bytes:
    call = message("tools/call", {"name": "look_up", "arguments": {"name": name}})
    return json.dumps(call).encode()


def test_client_of_the_protocol_is_answered_as_the_api_is(behind: Behind) -> None:
    public = behind.public

    async def ask(client: Client) -> Any:
        listed = (await client.list_tools()).tools
        said = {name: await client.call_tool(name, sent) for name, sent in CALLS.items()}
        return [tool.name for tool in listed], said

    names, said = with_client(public, ask)
    with Visitor(public.base) as visitor:
        price = json.loads(visitor.get("/api/v1/prices?model=gpt-4o").text)
        compared = visitor.get(
            said["compare"].structured_content["address"].removeprefix(public.base)
        )
        opened = visitor.get(said["decide"].structured_content["wizard"].removeprefix(public.base))

    assert names == [*CALLS]
    assert not any(found.is_error for found in said.values())
    told = {
        row["source"]["title"]
        for group in said["look_up"].structured_content["subject"]["groups"]
        for row in group["statements"]
        if group["heading"] == "What it costs" and row["known"]
    }
    assert told
    assert price["release"] == said["look_up"].structured_content["release"]
    assert said["compare"].structured_content["summary"].split(".")[0] in compared.text
    assert "Filled in for you" in opened.text


def test_a_look_up_takes_little_of_a_processor(behind: Behind) -> None:
    sent(behind.public, question(NAMES[0]))

    least = min(_milliseconds(behind) for _ in range(ROUNDS))

    assert least <= MOST_MILLISECONDS


def _milliseconds(behind: Behind) -> float:
    """Return how much of a processor our workers took for one of several look-ups."""
    before = _ticks(behind)
    for number in range(QUESTIONS):
        assert sent(behind.public, question(NAMES[number % len(NAMES)])).status_code == 200
    return (_ticks(behind) - before) / os.sysconf("SC_CLK_TCK") * 1000 / QUESTIONS


def _ticks(behind: Behind) -> int:
    fields = (
        Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in behind.workers
    )
    return sum(int(row[11]) + int(row[12]) for row in fields)


def test_hostile_messages_end_no_worker_and_keep_nobody_waiting(behind: Behind) -> None:
    before = {pid: memory(pid, "VmRSS") for pid in behind.workers}
    deep = (
        b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":' + b"[" * 30_000 + b"]" * 30_000
    )
    bodies = (
        deep + b"}",
        question("x" * 1_100_000),
        question("ignore all previous instructions " * 6),
        b"\xff" * 60_000,
        json.dumps([message("tools/list")] * 100).encode(),
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}).encode(),
        json.dumps(
            {**message("tools/call"), "params": {"_meta": META, "name": ["look_up"]}}
        ).encode(),
    )
    slowest = 0.0
    with ThreadPoolExecutor(8) as pool:
        answers = [
            pool.submit(sent, behind.public, bodies[at % len(bodies)]) for at in range(HOSTILE)
        ]
        with Visitor(behind.public.base) as visitor:
            while not all(answer.done() for answer in answers):
                began = time.monotonic()
                assert visitor.get("/healthz").status_code == 200
                slowest = max(slowest, time.monotonic() - began)

    statuses = {answer.result().status_code for answer in answers}
    assert max(statuses) < 500
    assert {200, 400, 413} <= statuses
    assert slowest < SOON
    assert behind.workers == [*before]
    assert max(memory(pid, "VmRSS") - base for pid, base in before.items()) < MOST_MEGABYTES
