"""The API against its own OpenAPI document: every response is what the document says.

This holds whatever is sent.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings as bounded
from hypothesis.errors import Unsatisfiable
from pytest_django import Settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from catalog.models import Release
from config.urls import API

EXAMPLES = int(os.environ.get("FUZZ_SCHEMA", "2"))
REFUSALS = [
    400,
    401,
    403,
    404,
    405,
    406,
    409,
    413,
    415,
    422,
    429,
]  # what is too large is refused before it is read
# Two days may each be right and lie too far apart: no schema of a parameter can say so.
FAR_APART = {
    "include-path": "/api/v1/daily-prices",
    "checks": {"positive_data_acceptance": {"expected-statuses": [200, 404, 422]}},
}
CONFIG = {
    "checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}},
    "operations": [FAR_APART],
}
SCHEMA = schemathesis.openapi.from_dict(
    dict(API.document), config=SchemathesisConfig.from_dict(CONFIG)
)
SCHEMA.app = get_wsgi_application()
OPERATIONS: dict[str, Any] = {
    each.ok().label: each.ok() for each in SCHEMA.get_all_operations() if isinstance(each, Ok)
}


@pytest.fixture(autouse=True)
def connection_of_the_test(settings: Settings) -> Iterator[None]:
    """Let the application use the test's own connection, left open, as Django's client does."""
    settings.ALLOWED_HOSTS = ["localhost"]
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", list(OPERATIONS))
def test_operation_keeps_to_its_document(label: str, starter_release: Release) -> None:
    for mode in GenerationMode:

        @bounded(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
        def attempt(case: Any) -> None:
            # in-process, nobody unpacks
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        with suppress(Unsatisfiable):  # where nothing is taken, nothing can be wrong
            attempt()
