"""The starter catalog's files are read into facts, and onto the desk.

What is on the desk already is not touched.
"""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.management.commands import load_catalog as loader
from catalog.markdown import render
from catalog.models import DESK, AppPlan, Provider, RowState, Source
from catalog.registry import KINDS, FactKind
from catalog.releases import compile_desk
from catalog.schema import EDITORS_JUDGEMENT, UNSOURCED
from catalog.starter import DRAFTS, FIXTURES
from tests.support import empty_desk, queries_of, starter_catalog, take_desk

TABLES = [
    (folder, kind)
    for folder in (FIXTURES, FIXTURES / DRAFTS)
    for kind in KINDS.values()
    if (folder / f"{kind.name}.csv").is_file()
]


def line(kind: str, **cells: str) -> str:
    """Return a row of a file, empty where no cell is given."""
    assert cells.keys() <= set(KINDS[kind].fields)
    return ",".join(cells.get(name, "") for name in KINDS[kind].fields) + "\n"


def table(kind: str, **cells: str) -> str:
    """Return a file of one row."""
    return ",".join(KINDS[kind].fields) + "\n" + line(kind, **cells)


SOURCED = {"source": "a", "as_of": "2026-11-24"}
SOURCES = table("sources", slug="a", title="A", voice="editor") + line(
    "sources",
    slug="b",
    title="B",
    url="https://example.org/b",
    published="2026-01-01",
    retrieved="2026-02-01",
    voice="seller",
)
PROVIDERS = table("providers", slug="acme", name="Acme")
APPS = table(
    "apps",
    slug="talk",
    name="Talk",
    maker="acme",
    about="It writes.",
    main_kind="assistant",
    **SOURCED,
)
CHAT = {"slug": "chat", "name": "Chat", "app": "talk", **SOURCED}
PLANS = table("app_plans", **CHAT)
SEAT = {
    "app_plan": "chat",
    "unit": "seat_month",
    "amount": "20",
    "valid_from": "2026-01-01",
    **SOURCED,
}
ARTICLE = (
    "---\nposition: 1\ntitle: What: this\nsummary: A page.\nas_of: 2026-11-24\n---\n\n## "
    "Why\n\nBecause.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write the files of a small catalog, some of them as the test gives them."""

    def write(**files: str) -> Path:
        (tmp_path / "articles").mkdir()
        always = {"sources": SOURCES, "providers": PROVIDERS, "apps": APPS, "app_plans": PLANS}
        for name, text in {**always, **files}.items():
            suffix = "md" if name.startswith("articles/") else "csv"
            (tmp_path / f"{name}.{suffix}").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("folder", "kind"), TABLES, ids=[f"{folder.name}-{kind.name}" for folder, kind in TABLES]
)
def test_fixture_is_written_the_one_way_and_sorted_by_natural_key(
    folder: Path, kind: FactKind
) -> None:
    text = (folder / f"{kind.name}.csv").read_text(encoding="utf-8")
    repeated = io.StringIO()
    csv.writer(repeated, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    keys = [tuple(row[name] for name in kind.key) for row in csv.DictReader(io.StringIO(text))]

    assert text == repeated.getvalue()
    assert keys == sorted(keys)


def test_fixtures_hold_something_of_every_kind_and_the_fixed_sources() -> None:
    catalog = starter_catalog()

    assert [name for name in KINDS if not getattr(catalog, name)] == []
    assert catalog.source.keys() >= {EDITORS_JUDGEMENT, UNSOURCED}


def test_article_reads_front_matter_and_renders(folder: Callable[..., Path]) -> None:
    (article,) = starter_catalog(folder(**{"articles/why": ARTICLE})).articles

    assert (article.slug, article.position, article.title) == ("why", 1, "What: this")
    assert render(article.markdown) == "<h2>Why</h2>\n<p>Because.</p>"


WRONG = {
    "unknown word": (
        {"sources": SOURCES.replace(",seller,", ",shouting,")},
        (
            "sources.csv, line 3: Voice: “shouting” is not a word of the list; write one of "
            "measured, seller, official, repeats, editor."
        ),
    ),
    "reference to nothing": (
        {"app_plans": table("app_plans", **CHAT | {"source": "c"})},
        "app_plans.csv, line 2: Source: there is no “c” among sources.",
    ),
    "other header": (
        {"providers": "slug,title\n"},
        (
            "providers.csv, line 1: Providers have no column “title”; write one of slug, name, "
            "about, homepage, country, closed_weights."
        ),
    ),
    "quote left open": (
        {"providers": PROVIDERS + 'b,"B,,\n'},
        "providers.csv, line 3: the row is not CSV: unexpected end of data.",
    ),
    "article without a head": (
        {"articles/why": "## Why\n"},
        "articles/why.md, line 1: an article starts with a block between two lines of ---.",
    ),
    "article with another field": (
        {"articles/why": ARTICLE.replace("title:", "titel:")},
        "articles/why.md, line 3: “titel: What: this” should read name: value.",
    ),
    "no address": (
        {"sources": SOURCES.replace("https://example.org/b", "example")},
        "sources.csv, line 3: Url: Enter a valid URL.",
    ),
    "price that ends before it starts": (
        {"prices": table("prices", **SEAT | {"valid_from": "2026-01-02"}, valid_to="2026-01-01")},
        "prices.csv, line 2: The last day cannot be before the first day.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("files", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_row_is_named_and_leaves_the_desk_as_it_was(
    folder: Callable[..., Path], files: dict[str, str], sentence: str
) -> None:
    empty_desk()

    with pytest.raises(CommandError, match=f"^{re.escape(sentence)}$"):
        call_command("load_catalog", folder=folder(**files))

    assert [name for name, table in DESK.items() if table.objects.exists()] == []


@pytest.mark.django_db
def test_desk_compiles_to_the_fixtures() -> None:
    take_desk()  # as `loader.load` filled it

    assert compile_desk() == starter_catalog()


@pytest.mark.django_db
def test_loading_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    take_desk()
    before = {name: list(table.objects.order_by("pk").values()) for name, table in DESK.items()}

    call_command("load_catalog")

    assert {
        name: list(table.objects.order_by("pk").values()) for name, table in DESK.items()
    } == before
    assert capsys.readouterr().out.splitlines()[0].endswith("rows of the starter catalog already.")


@pytest.mark.django_db
def test_loading_adds_what_is_missing_and_keeps_an_editors_work(
    folder: Callable[..., Path],
) -> None:
    empty_desk()
    files = folder()
    loader.load(files)
    Provider.objects.filter(slug="acme").update(name="Acme & Sons", state=RowState.DRAFT.value)
    AppPlan.objects.filter(slug="chat").delete()
    Source.objects.filter(slug="b").delete()

    added = loader.load(files)

    assert {name: count for name, count in added.items() if count} == {"sources": 1, "app_plans": 1}
    assert Provider.objects.values("name", "state").get() == {
        "name": "Acme & Sons",
        "state": "draft",
    }


@pytest.mark.django_db
def test_desk_in_use_is_left_alone_where_asked(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    empty_desk()
    files = folder()

    call_command("load_catalog", "--if-empty", folder=files)
    DESK["app_plans"].objects.all().delete()
    call_command("load_catalog", "--if-empty", folder=files)

    assert not DESK["app_plans"].objects.exists()
    assert capsys.readouterr().out.splitlines() == [
        "Added 5 rows: 2 sources, 1 provider, 1 app, 1 plan of an app.",
        "The desk holds a catalog already.",
    ]


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_the_rows(folder: Callable[..., Path]) -> None:
    empty_desk()
    files = folder()
    few = queries_of(lambda: loader.load(files))
    more = "".join(
        line("providers", slug=f"maker-{number:03}", name="Maker") for number in range(100)
    )
    (files / "providers.csv").write_text(PROVIDERS + more)

    assert queries_of(lambda: loader.load(files)) <= few
