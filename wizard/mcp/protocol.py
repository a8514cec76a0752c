"""MCP of 28 July 2026 over HTTP without sessions: how messages are read and answered.

Everything that the protocol asks of a server stands here; what the tools say, in the modules of the
tools.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from mcp_types import (
    CLIENT_CAPABILITIES_META_KEY,
    PROTOCOL_VERSION_META_KEY,
    SERVER_INFO_META_KEY,
    CallToolResult,
    DiscoverResult,
    ListToolsResult,
    Result,
    ServerCapabilities,
    TextContent,
    Tool,
    ToolAnnotations,
    ToolsCapability,
)
from mcp_types.jsonrpc import (
    HEADER_MISMATCH,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    UNSUPPORTED_PROTOCOL_VERSION,
    JSONRPCNotification,
    JSONRPCRequest,
)
from mcp_types.methods import validate_client_request
from mcp_types.version import LATEST_MODERN_VERSION
from pydantic import ValidationError

from config import rpc
from config.budget import Expense, Limits, WrongFileError
from config.build import build_id
from config.json_input import NotJsonError, decode_json
from wizard.mcp.arguments import RefusedCallError
from wizard.mcp.endpoint import MOST_BYTES
from wizard.mcp.tools import TOOLS, McpTool
from wizard.views.colleagues import is_from_elsewhere

VERSION = LATEST_MODERN_VERSION
INSTRUCTIONS = (
    "Facts on AI models and apps, each with its source and the day it was read, and decisions by "
    "fixed rules: no language model ranks anything. Call find_job, then decide, to learn what to "
    "use for a job of a business. Say source and day with each figure. What is unknown is unknown: "
    "it is not no, and not free."
)
KEPT_MS = 300_000  # how long an assistant may keep the list of tools
MESSAGE = Limits(
    most={Expense.BYTES: MOST_BYTES, Expense.VALUES: 2_000}, what="The message", remedy=""
)
READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

log = logging.getLogger("pilotlight.mcp")


@dataclass(frozen=True)
class RefusedMessageError(Exception):
    """A message that the protocol does not allow, or that this server does not answer."""

    status: HTTPStatus
    code: int
    message: str
    data: Any = None


def answer_message(request: HttpRequest) -> HttpResponse:
    """Answer one message: with a result, with a protocol error, or with nothing if none is due."""
    request_id = None
    try:
        message = _read(request)
        if "id" not in message:
            return _acknowledge(message)
        call = _call(message)
        request_id = call.id
        _check_envelope(request, call)
        method = _method(call)
        result = method(request, call.params or {})
    except RefusedMessageError as refused:
        return rpc.refusal(
            refused.status,
            refused.message,
            code=refused.code,
            request_id=request_id,
            data=refused.data,
        )
    parts = result.model_dump(mode="json", by_alias=True, exclude_none=True)
    parts["_meta"] = {SERVER_INFO_META_KEY: {"name": "pilotlight", "version": build_id()}}
    return rpc.message_of({"id": request_id, "result": parts})


# -------------------------------------------------------------------------------------- the message


def _read(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that was sent. Raises `RefusedMessageError`."""
    if is_from_elsewhere(request):
        sentence = "Pages of other sites may not ask here."
        raise RefusedMessageError(HTTPStatus.FORBIDDEN, INVALID_REQUEST, sentence)
    if request.content_type != "application/json":
        sentence = "Send the message as application/json, and say so in Content-Type."
        raise RefusedMessageError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, INVALID_REQUEST, sentence)
    try:
        message: Any = decode_json(request.body, limits=MESSAGE)
    except WrongFileError as reason:
        raise _malformed(str(reason), INVALID_REQUEST) from reason
    except NotJsonError as reason:
        raise _malformed("The message is no JSON, or nests too deep.", PARSE_ERROR) from reason
    if not isinstance(message, dict):
        raise _malformed("The message is not one JSON object.", INVALID_REQUEST)
    return message


def _malformed(sentence: str, code: int = INVALID_PARAMS, data: Any = None) -> RefusedMessageError:
    return RefusedMessageError(HTTPStatus.BAD_REQUEST, code, sentence, data)


def _acknowledge(message: Mapping[str, Any]) -> HttpResponse:
    """Take note of a message that wants no answer. Raises `RefusedMessageError`."""
    try:
        JSONRPCNotification.model_validate(message)
    except ValidationError as reason:
        raise _malformed("The message is no JSON-RPC notification.", INVALID_REQUEST) from reason
    return HttpResponse(status=HTTPStatus.ACCEPTED)


def _call(message: Mapping[str, Any]) -> JSONRPCRequest:
    try:
        return JSONRPCRequest.model_validate(message)
    except ValidationError as reason:
        raise _malformed("The message is no JSON-RPC request.", INVALID_REQUEST) from reason


def _check_envelope(request: HttpRequest, call: JSONRPCRequest) -> None:
    """Check that message and headers say the same version. Raises `RefusedMessageError`."""
    meta = (call.params or {}).get("_meta")
    if call.method == "initialize" or not isinstance(meta, Mapping):
        # Versions before this one begin with a handshake, and say nothing in each message.
        raise _unsupported((call.params or {}).get("protocolVersion"))
    required = (PROTOCOL_VERSION_META_KEY, CLIENT_CAPABILITIES_META_KEY)
    missing = [name for name in required if name not in meta]
    if missing:
        raise _malformed(f"params._meta lacks {', '.join(missing)}.")
    version = meta[PROTOCOL_VERSION_META_KEY]
    expected = {"MCP-Protocol-Version": version, "Mcp-Method": call.method}
    if call.method == "tools/call":
        expected["Mcp-Name"] = (call.params or {}).get("name")
    differing = [name for name, value in expected.items() if request.headers.get(name) != value]
    if differing:
        sentence = f"The header {differing[0]} is missing, or says something else than the message."
        raise _malformed(sentence, HEADER_MISMATCH)
    if version != VERSION:
        raise _unsupported(version)


def _unsupported(version: Any) -> RefusedMessageError:
    requested = version if isinstance(version, str) else ""
    return _malformed(
        "Unsupported protocol version.",
        UNSUPPORTED_PROTOCOL_VERSION,
        {"supported": [VERSION], "requested": requested[:20]},
    )


# -------------------------------------------------------------------------------------- the methods

type Method = Callable[[HttpRequest, Mapping[str, Any]], Result]


def _method(call: JSONRPCRequest) -> Method:
    """Return what answers a method, once its parameters fit. Raises `RefusedMessageError`."""
    method = METHODS.get(call.method)
    if method is None:
        sentence = f"There are {', '.join(METHODS)}."
        raise RefusedMessageError(HTTPStatus.NOT_FOUND, METHOD_NOT_FOUND, sentence)
    try:
        validate_client_request(call.method, VERSION, call.params)
    except ValidationError as reason:
        places = [".".join(map(str, row["loc"])) for row in reason.errors(include_input=False)]
        raise _malformed(f"Wrong or missing: {', '.join(places)[:200]}.") from reason
    return method


def _discover(_request: HttpRequest, _params: Mapping[str, Any]) -> Result:
    return DiscoverResult(
        supported_versions=[VERSION],
        capabilities=ServerCapabilities(tools=ToolsCapability()),
        instructions=INSTRUCTIONS,
        ttl_ms=KEPT_MS,
        cache_scope="public",
    )


def _list(_request: HttpRequest, _params: Mapping[str, Any]) -> Result:
    return ListToolsResult(
        tools=[_described(tool) for tool in TOOLS.values()], ttl_ms=KEPT_MS, cache_scope="public"
    )


def _described(tool: McpTool) -> Tool:
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.takes_schema,
        output_schema=tool.gives_schema,
        annotations=READ_ONLY.model_copy(update={"title": tool.title}),
    )


def _run(request: HttpRequest, params: Mapping[str, Any]) -> Result:
    """Call a tool; what is wrong with its arguments is told the assistant, which can mend them."""
    tool = TOOLS.get(params["name"])
    if tool is None:
        raise _malformed(f"There is no such tool. There are {', '.join(TOOLS)}.")
    try:
        result = tool.call(request, params.get("arguments") or {})
    except RefusedCallError as refused:
        log.info("%s cannot be answered: %s", tool.name, refused.code)
        return CallToolResult(content=[TextContent(text=str(refused))], is_error=True)
    return CallToolResult(
        content=[TextContent(text=result.text)],
        structured_content=result.plain,
    )


METHODS: Mapping[str, Method] = {
    "server/discover": _discover,
    "tools/list": _list,
    "tools/call": _run,
}
