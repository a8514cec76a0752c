"""Attacks from the API's own document: what it says that it takes, and what it says that it does not."""

import warnings
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings as bounded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from config.urls import API
from tests.fuzz.firing import Attack, Target, faults
from tests.fuzz.walking import Failure, Tally


def attack(target: Target, tally: Tally, examples: int) -> None:
    """Try each operation with so many examples of either kind."""
    warnings.simplefilter("ignore")
    document = schemathesis.openapi.from_dict(dict(API.document))
    for found in document.get_all_operations():
        if isinstance(found, Ok):
            for mode in GenerationMode:
                _try(target, tally, found.ok(), mode, examples)


def _try(target: Target, tally: Tally, operation: Any, mode: GenerationMode, examples: int) -> None:
    @seed(1)
    @bounded(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def attempt(case: Any) -> None:
        sent = as_attack(case)
        with transaction.atomic():
            answer = target.fire(sent)
            tally.answers[target.route, answer.status_code] += 1
            for fault in faults(answer, answer.content, target.error):
                tally.failures.append(Failure("schema", 0, sent.written(), target.route, fault))
            if not connection.needs_rollback:
                transaction.set_rollback(True)

    with suppress(Unsatisfiable):  # where nothing is taken, nothing can be wrong
        attempt()


def as_attack(case: Any) -> Attack:
    """Return a case of the document as a request of ours."""
    import requests

    made = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    parts = urlsplit(made.url or "")
    body = made.body if isinstance(made.body, (bytes, str)) else b""
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in made.headers.items()
        if name.lower() not in {"content-type", "content-length", "cookie"}
    }
    return Attack(
        who="stranger",
        method=made.method or "GET",
        path=parts.path,
        query=parts.query,
        body=body.encode() if isinstance(body, str) else body,
        kind=str(made.headers.get("Content-Type", "")),
        headers=tuple(headers.items()),
    )
