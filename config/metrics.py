"""Metrics for Prometheus, added up over all processes.

This takes a folder in PROMETHEUS_MULTIPROC_DIR.
"""

import hmac
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from config.build import build_id

# Seconds: from a cached page to the making of a plan.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Histogram(
    "pilotlight_request_seconds",
    "Time to answer a request.",
    ("method", "route", "status"),
    buckets=BUCKETS,
)
RELEASE = Gauge(
    "pilotlight_release",
    "Number of the published release, by the build that serves it.",
    ("build",),
    multiprocess_mode="livemostrecent",
)
POOL = Gauge(
    "pilotlight_pool",
    "Connections to a database, and requests that wait for one, when the last request ended.",
    ("database", "count"),
    multiprocess_mode="livesum",
)
SPACE = Gauge(
    "pilotlight_space_bytes",
    "What pilots and versions of plans take in the database, and what they may take.",
    ("space", "count"),
    multiprocess_mode="livemostrecent",
)
POOL_COUNTS = ("pool_size", "pool_available", "requests_waiting")  # psycopg_pool's names


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request.

    Labels are methods, patterns of addresses and statuses, so their number is bounded.
    """
    REQUESTS.labels(method, route, str(status)).observe(seconds)
    for database in connections.all(initialized_only=True):
        if pool := getattr(database, "pool", None):
            counts = pool.get_stats()
            for name in POOL_COUNTS:
                POOL.labels(database.alias, name).set(counts[name])


@never_cache
@require_safe
def page(
    request: HttpRequest, spaces: Callable[[], Mapping[str, Mapping[str, int]]]
) -> HttpResponse:
    """Show the metrics to whoever sends the token; answer 404 if no token is set.

    `spaces` returns by its name what is taken in the database and what may be.
    """
    if not settings.METRICS_TOKEN:
        raise Http404
    sent, token = request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    if not hmac.compare_digest(sent.encode(), token.encode()):
        return HttpResponse(
            "Send the token.\n",
            status=HTTPStatus.UNAUTHORIZED,
            headers={"WWW-Authenticate": "Bearer"},
        )
    with suppress(DatabaseError):
        releases = apps.get_model("catalog", "Release").objects
        RELEASE.labels(build_id()).set(releases.aggregate(newest=Max("number"))["newest"] or 0)
        for space, counts in spaces().items():
            for count, size in counts.items():
                SPACE.labels(space, count).set(size)
    registry = REGISTRY
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        for process in {
            file.stem.rpartition("_")[2] for file in Path(folder).glob("gauge_live*.db")
        }:
            if not Path("/proc", process).exists():
                mark_process_dead(process, folder)  # type: ignore[no-untyped-call]  # the library's is untyped
        registry = CollectorRegistry()
        MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]  # the library's is untyped
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
