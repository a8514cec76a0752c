"""Refusals to assistants, as JSON-RPC errors.

MCP answers these where a page would show an error page.
"""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse

ROOT = "/mcp/"
# JSON-RPC's own numbers. Those of MCP stand in the types of its project, which take time to load.
PARSE_ERROR = -32700
INVALID_REQUEST = -32600
INTERNAL_ERROR = -32603
TOO_MANY = -32000  # the first of those that a server may give a meaning


_CODES = {
    HTTPStatus.TOO_MANY_REQUESTS: TOO_MANY,
    HTTPStatus.INTERNAL_SERVER_ERROR: INTERNAL_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE: INTERNAL_ERROR,
}


def refusal(
    status: HTTPStatus,
    message: str,
    *,
    code: int | None = None,
    request_id: int | str | None = None,
    data: Any = None,
) -> HttpResponse:
    """Return an error; `request_id` is the id of the request, where one could be read."""
    error = {"code": _CODES.get(status, INVALID_REQUEST) if code is None else code}
    about = {"message": message} | ({"data": data} if data is not None else {})
    return message_of({"id": request_id, "error": error | about}, status)


def message_of(parts: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """Return one message of JSON-RPC, which nobody keeps."""
    body = msgspec.json.encode({"jsonrpc": "2.0"} | parts)
    response = HttpResponse(body, content_type="application/json", status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
