"""Reports of the Content Security Policy from browsers: counted, never stored."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from catalog import limits
from config import metrics
from config.json_input import NotJsonError, decode_json

MEDIA_TYPES = frozenset({"application/csp-report", "application/reports+json", "application/json"})
MOST_BYTES = 20_000
MOST_AT_ONCE = 20  # reports in one request
# A more exact name that browsers use for one of ours.
_KNOWN = {*settings.SECURE_CSP, *(f"{kind}-src-{part}" for kind in ("script", "style") for part in ("attr", "elem"))}
_log = logging.getLogger("catalog.csp_reports")


@never_cache
@csrf_exempt  # a browser sends it by itself; it changes nothing but a count
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Count what the policy stopped, and name the part of the policy in the log, but no address: it may hold a key."""
    if request.content_type not in MEDIA_TYPES:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if not (request.META.get("CONTENT_LENGTH") or "0").isdecimal() or len(request.body) > MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    directives = stopped(request.body)
    if not directives:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if refused := limits.ask(request, "breaches"):
        return limits.throttled(HttpResponse(), refused)
    for directive in directives:
        metrics.count_event("csp-report")
        _log.warning("A browser stopped something for %s.", directive)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def stopped(body: bytes) -> list[str]:
    """Return which parts of the policy stopped something, from either form that browsers send; none where it is no report."""
    try:
        sent: Any = decode_json(body)
    except NotJsonError:
        return []
    rows = sent if isinstance(sent, list) else [sent]
    return [_directive(found) for row in rows[:MOST_AT_ONCE] if (found := _found(row)) is not None]


def _found(row: Any) -> dict[str, Any] | None:
    """Return what a report holds: `report-to` sends a list of them with their type, `report-uri` one by its name."""
    if not isinstance(row, dict):
        return None
    found = row.get("body") if row.get("type") == "csp-violation" else row.get("csp-report")
    return found if isinstance(found, dict) else None


def _directive(found: dict[str, Any]) -> str:
    """Return a name from our own list, so that nobody writes into our log."""
    named = found.get("effectiveDirective") or found.get("effective-directive") or found.get("violated-directive")
    return next((known for known in sorted(_KNOWN) if known == named), "something else")
