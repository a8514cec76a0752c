"""The address of the tools: one POST, one answer, nothing kept in between."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

import wizard.mcp.tools  # noqa: F401 (its shapes are made before there are threads)
from config import rpc
from config.request_cost import Lane, RequestCost, declares

MOST_BYTES = 64_000  # no question has arguments that long


@declares(RequestCost(body_bytes=MOST_BYTES, sending_lane=Lane.HEAVY, limit="calls"))
@csrf_exempt  # it reads no cookie; posts that a browser sends for another site are refused by name
def endpoint(request: HttpRequest) -> HttpResponse:
    """Answer one message of an assistant."""
    if request.method != "POST":
        sentence = "Assistants send POST here. How to ask stands at /use-it/."
        refused = rpc.refusal(HTTPStatus.METHOD_NOT_ALLOWED, sentence)
        refused.headers["Allow"] = "POST"
        return refused
    # The types of the messages take 16 MB and a third of a second: a process that no assistant asks
    # does without.
    from wizard.mcp.protocol import answer_message  # noqa: PLC0415

    return answer_message(request)
