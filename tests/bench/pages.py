"""What people wait for: queries, and milliseconds of a processor, of each page made anew and not read from a cache."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.timezone import localdate

from catalog import releases
from tests.bench.large import large
from tests.bench.table import Promise, Row, at_most, best_ms
from tests.support import publish_catalog, starter_catalog
from tests.wizard.walker import Reader
from wizard.models import Plan
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.plans.versions import make

MOST_QUERIES = 10
NOISE = 0.2
AS_BROWSERS_SEND = "application/x-www-form-urlencoded"
LIST = "/models/?makes=text&order=price"


def rows() -> Iterator[Row]:
    """Yield what pages cost on the starter catalog, and the list and search among 5,000 models. Needs a database."""
    visitor, small = RequestFactory(), starter_catalog()
    with override_settings(DEBUG=False):
        yield from _of_readers(visitor, len(small.models), at_most(15, NOISE))
        yield from _of_owners(visitor)
        made = large(small)
        publish_catalog(made, note="Made for the bench.")
        yield from _of_readers(visitor, len(made.models), at_most(60, NOISE))


def _of_readers(visitor: RequestFactory, models: int, of_the_list: Promise) -> Iterator[Row]:
    of = f"{models:,} models"
    yield from _page(f"home, {of}", lambda: visitor.get("/"))
    yield from _page(f"model list, {of}", lambda: visitor.get(LIST), of_the_list)
    yield from _page(f"use cases, {of}", lambda: visitor.get("/use-cases/"))
    yield from _page(f"search, {of}", lambda: visitor.get("/search/?q=picture"))


def _of_owners(visitor: RequestFactory) -> Iterator[Row]:
    """Yield what the walk costs, the making of a plan, its page and its PDF; of the example with most answers."""
    client, example = Client(), max(all_examples(), key=lambda row: len(str(row.answers)))
    visitor.cookies = client.cookies
    plan, edit_key = drafts.start(example.answers)
    page = f"/plan/{edit_key}/goal/use/"
    yield from _page("wizard page", lambda: visitor.get(page), at_most(3, NOISE))
    turns = cycle(_answers_in_turn(client, page))
    yield from _page(
        "wizard Continue",
        lambda: visitor.post(page, next(turns), content_type=AS_BROWSERS_SEND),
        at_most(2, NOISE),
    )
    yield Row(
        "Make the plan: the rules and its page",
        best_ms(lambda: _made(dict(example.answers)), 3),
        "ms",
    )
    made = _made(dict(example.answers))
    link = made.get_absolute_url()
    yield from _page("plan on its link", lambda: visitor.get(link))
    yield Row("plan on its link, size", round(len(client.get(link).content) / 1000, 1), "kB")
    yield Row("PDF of a plan", best_ms(lambda: client.get(f"{link}plan.pdf"), 3), "ms")
    assert Plan.objects.filter(pk=plan.pk).exists()


def _answers_in_turn(client: Client, page: str) -> list[str]:
    """Return two bodies of the form of a page that change its answer to and fro, so that each is saved."""
    found = []
    for preference in ("lowest-cost", "best", "lowest-cost"):
        forms = Reader(client.get(page).text).forms
        sent = next(form for form in forms if form.method == "post" and form.sent()).sent()
        found.append(urlencode(sent | {"preference": [preference]}, doseq=True))
        client.post(page, found[-1], content_type=AS_BROWSERS_SEND)
    return found[1:]  # the first was sent from what stood there before


def _made(stored: dict[str, Any]) -> Plan:
    plan, _ = drafts.start(stored)
    make(plan, releases.current(), localdate())
    return plan


def _page(
    name: str, ask: Callable[[], HttpRequest], promise: Promise | None = None
) -> Iterator[Row]:
    server = BaseHandler()
    server.load_middleware()
    answer = server.get_response(ask())
    assert answer.status_code < HTTPStatus.BAD_REQUEST, answer
    with CaptureQueriesContext(connection) as queries:
        server.get_response(ask())
    yield Row(f"{name}: queries", len(queries), "queries", at_most(MOST_QUERIES))
    yield Row(f"{name}: our own work", best_ms(server.get_response, given=ask), "ms", promise)
