"""How an answer came about: one turn for each release that changed it, in one query.

It is kept while nothing changes.
"""

from dataclasses import replace

import pytest
from django.test import Client

from catalog.models import Release
from catalog.schema import Catalog, Cell
from catalog.views.history import cell_histories
from catalog.vocabulary import Fit
from tests.support import page_of, publish_catalog, queries_of, starter_catalog


def with_cell(cell: Cell | None) -> Catalog:
    catalog = starter_catalog()
    others = tuple(row for row in catalog.cells if (row.use_case, row.branch) != KEY)
    return replace(catalog, cells=(*others, *((cell,) if cell else ())))


FIRST = replace(next(cell for cell in starter_catalog().cells if not cell.disputed), fit=Fit.NO)
KEY = (FIRST.use_case, FIRST.branch)
PAGE = f"/use-cases/{FIRST.use_case}/{FIRST.branch}/"


def published(*cells: Cell | None) -> Release:
    return [publish_catalog(with_cell(cell)) for cell in cells][-1]


@pytest.mark.django_db
def test_each_release_that_changed_an_answer_is_a_turn() -> None:
    newest = published(
        FIRST,
        replace(FIRST, fit=Fit.LIMITED, reason="Another reason."),
        replace(
            FIRST,
            fit=Fit.LIMITED,
            reason="Another reason.",
            disputed="One says so. Another says not.",
        ),
        None,
    )
    turns = cell_histories(newest.number, newest.digest)[KEY]

    assert [(turn.release, turn.sentence) for turn in turns] == [
        (4, "taken out."),
        (3, "from “limited” to “disputed”, read as “limited”."),
        (2, "from “no” to “limited”; the reason was put anew."),
        (1, "first entry, “no”."),
    ]


@pytest.mark.django_db
def test_a_page_of_an_older_release_knows_nothing_later() -> None:
    published(FIRST, replace(FIRST, fit=Fit.YES))
    first = Release.objects.get(number=1)

    assert [turn.release for turn in cell_histories(1, first.digest)[KEY]] == [1]


@pytest.mark.django_db
def test_many_releases_take_one_query_more_and_then_none(client: Client) -> None:
    words = (Fit.YES, Fit.NO)
    published(*(replace(FIRST, fit=words[place % 2]) for place in range(6)))
    client.get("/models/")  # the catalog is now in this process

    assert [queries_of(lambda: client.get(PAGE)) for _ in range(2)] == [
        3,
        2,
    ]  # which release, and what pilots have shown
    assert page_of(client.get(PAGE)).count("release 5</a>: from “no” to “yes”.") == 1
