"""Metrics for Prometheus; added up over all processes where PROMETHEUS_MULTIPROC_DIR names a folder."""

import hmac
import os
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Seconds: from a cached page to the making of a plan.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Histogram(
    "pilotlight_request_seconds", "Time to answer a request.", ("method", "route", "status"), buckets=BUCKETS
)
EVENTS = Counter("pilotlight_events", "What happened beside requests, by name.", ("event",))


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request; labels are methods, patterns of addresses and statuses, so their number is bounded."""
    REQUESTS.labels(method, route, str(status)).observe(seconds)


def count_event(event: str) -> None:
    """Count one event by its name in our code, such as a refused form or a report of a browser."""
    EVENTS.labels(event).inc()


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the metrics to whoever sends the token; answer 404 if no token is set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    sent, token = request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    if not hmac.compare_digest(sent.encode(), token.encode()):
        return HttpResponse("Send the token.\n", status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    registry = REGISTRY
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]  # the library's is untyped
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
