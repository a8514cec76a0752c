"""The bench goes on measuring: each part is run here as small as it gets.

Whether its promises hold is not asked.
"""

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from django.test import RequestFactory

from catalog.models import Release
from config.environment import PROJECT
from tests.bench import __main__ as bench, decision, impact, imports, pages, search, table
from tests.bench.large import large
from tests.bench.table import Row, at_least, at_most
from tests.support import starter_catalog, take_desk

TABLE_OF_PARTS = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


@pytest.fixture(autouse=True)
def one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROUNDS", 1)
    monkeypatch.setattr(pages, "FEW_ROUNDS", 1)
    monkeypatch.setattr(search, "ROUNDS", 1)


def measured(rows: Iterable[Row]) -> list[str]:
    """Return the names of all rows, none of which stands there twice."""
    names = [row.name for row in rows]
    assert len(names) == len(set(names))
    return names


def test_each_part_is_there_and_documented() -> None:
    page = (PROJECT / "docs/performance.md").read_text(encoding="utf-8")

    assert TABLE_OF_PARTS.findall(page) == [*bench.PARTS]
    for part in bench.PARTS:
        assert callable(import_module(f"tests.bench.{part}").rows)


def test_decision() -> None:
    assert len(measured(decision.rows())) == 3


def test_pages_of_readers(starter_release: Release) -> None:
    names = measured(pages.of_readers(RequestFactory(), 1, at_most(1)))

    assert names[-2:] == ["search, 1 models: queries", "search, 1 models"]
    assert len(names) == 8


def test_pages_of_owners_and_each_continue_saves(starter_release: Release) -> None:
    names = measured(pages.of_owners(RequestFactory()))

    assert "Continue, which saves" in names
    assert names[-1] == "PDF of a plan"


@pytest.mark.django_db
def test_search() -> None:
    catalog = large(starter_catalog(), models=5, prices=0)

    names = measured(search.of_size("a" * 64, catalog))

    assert len(names) == 1 + 3 * len(search.QUERIES) + 1


def test_impact(starter_release: Release) -> None:
    assert len(measured(impact.rows(plans=5, walks=5))) == 6


@pytest.mark.django_db
def test_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.management.commands.load_catalog.load", take_desk)

    assert len(measured(imports.rows(few=2, many=3))) == 5


def test_large_catalog_is_as_large_as_it_says() -> None:
    catalog = large(starter_catalog(), models=700, prices=9_000)

    assert len(catalog.models) == len({model.slug for model in catalog.models}) == 700
    assert len(catalog.prices) == 9_000
    assert {offer.model for offer in catalog.offers} <= {*catalog.model}


def test_table_says_what_is_broken_and_stands_between_its_markers(tmp_path: Path) -> None:
    rows = [Row("a", 11, "ms", at_most(10, 0.2)), Row("b", 2, "×", at_least(3))]
    page = tmp_path / "page.md"
    page.write_text(
        "Before.\n<!-- table -->\nold\n<!-- end of table -->\nAfter.\n", encoding="utf-8"
    )

    bench.put_into(page, rows)

    assert [row.broken for row in rows] == [False, True]
    assert table.as_text(rows).splitlines()[-1] == "Broken: b is 2 ×, at least 3: BROKEN"
    text = page.read_text(encoding="utf-8")
    assert "| a | 11 ms | ≤ 10 |" in text
    assert text.startswith("Before.\n<!-- table -->\n")
    assert text.endswith("<!-- end of table -->\nAfter.\n")
    assert "old" not in text
