"""What people wait for: queries and processor milliseconds of each page made anew.

No page is read from a cache.
"""

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
from catalog.schema import Catalog
from tests.bench.large import large
from tests.bench.table import Promise, Row, at_most, best_ms
from tests.support import publish_catalog, starter_catalog
from tests.wizard.walker import Walker
from wizard.models import Plan
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.plans.versions import make

QUERIES = "queries"
NOISE = 0.2
AS_BROWSERS_SEND = "application/x-www-form-urlencoded"
LIST = "/models/?makes=text&order=price"
FEW_ROUNDS = 3  # of what takes long


def rows() -> Iterator[Row]:
    """Yield the cost of pages on the starter catalog, and of list and search among 5,000 models.

    Needs a database.
    """
    most_queries = 0
    with override_settings(DEBUG=False):
        for row in _all_pages(RequestFactory(), starter_catalog()):
            yield row
            if row.unit == QUERIES:
                most_queries = max(most_queries, int(row.value))
    yield Row("most queries of these pages", most_queries, QUERIES, at_most(10))


def _all_pages(visitor: RequestFactory, small: Catalog) -> Iterator[Row]:
    yield from of_readers(visitor, len(small.models), at_most(25, NOISE))
    yield from of_owners(visitor)
    many = large(small)
    publish_catalog(many, note="Made for the bench.")
    yield from of_readers(visitor, len(many.models), at_most(60, NOISE))


def of_readers(visitor: RequestFactory, models: int, of_the_list: Promise) -> Iterator[Row]:
    """Yield what pages of the catalog cost."""
    of = f"{models:,} models"
    yield from page_rows(f"home, {of}", lambda: visitor.get("/"))
    yield from page_rows(f"model list, {of}", lambda: visitor.get(LIST), of_the_list)
    yield from page_rows(f"use cases, {of}", lambda: visitor.get("/use-cases/"))
    yield from page_rows(f"search, {of}", lambda: visitor.get("/search/?q=picture"))


def of_owners(visitor: RequestFactory) -> Iterator[Row]:
    """Yield the cost of the questions, of making a plan, of its page and its PDF.

    They are those of the example with most answers.
    """
    client, example = Client(), max(all_examples(), key=lambda row: len(str(row.answers)))
    visitor.cookies = client.cookies
    plan, edit_key = drafts.start(example.answers)
    page = f"/plan/{edit_key}/goal/amounts/"
    bodies = _amounts_in_turn(client, page)
    turns = cycle(bodies)

    def post(body: str) -> HttpRequest:
        return visitor.post(page, body, content_type=AS_BROWSERS_SEND)

    yield from page_rows(
        "page of questions with its sheet", lambda: visitor.get(page), at_most(20, NOISE)
    )
    yield from page_rows("sheet anew", lambda: post(f"{bodies[0]}&sheet=now"), at_most(20, NOISE))
    before = Plan.objects.get(pk=plan.pk).revision
    yield from page_rows("Continue, which saves", lambda: post(next(turns)), at_most(10, NOISE))
    assert Plan.objects.get(pk=plan.pk).revision > before
    making = best_ms(lambda: _made(dict(example.answers)), FEW_ROUNDS)
    yield Row("Make the plan: the rules and its page", making, "ms")
    address = _made(dict(example.answers)).get_absolute_url()
    yield from page_rows("plan on its link", lambda: visitor.get(address), at_most(50, NOISE))
    yield Row("plan on its link, size", round(len(client.get(address).content) / 1000, 1), "kB")
    setting = best_ms(lambda: client.get(f"{address}plan.pdf"), FEW_ROUNDS)
    yield Row("PDF of a plan", setting, "ms")


def _amounts_in_turn(client: Client, page: str) -> list[str]:
    """Return two bodies of a page that change one answer to and fro.

    Each has the mark of the other, so both are saved.
    """
    bodies = []
    for amount in ("300", "400", "300"):
        walker = Walker(client).get(page)
        sent = walker.form.sent()
        field = next(name for name in sent if name.endswith("-results"))
        bodies.append(urlencode(sent | {field: [amount]}, doseq=True))
        walker.send(**{field: amount})
    return bodies[1:]  # the first has the mark of the answer that stood there before


def _made(answers: dict[str, Any]) -> Plan:
    plan, _ = drafts.start(answers)
    make(plan, releases.current(), localdate())
    return plan


def page_rows(
    name: str,
    request: Callable[[], HttpRequest],
    promise: Promise | None = None,
    *,
    rounds: int | None = None,
) -> Iterator[Row]:
    server = BaseHandler()
    server.load_middleware()
    answer = server.get_response(request())
    assert answer.status_code < HTTPStatus.BAD_REQUEST, answer
    with CaptureQueriesContext(connection) as queries:
        server.get_response(request())
    yield Row(f"{name}: queries", len(queries), QUERIES)
    yield Row(name, best_ms(server.get_response, rounds, prepare=request), "ms", promise)
