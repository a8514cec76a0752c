"""Words of the first edition that readers had to learn stand on no page.

They stand in no text of the starter catalog, and in no sentence, template or question.
"""

import ast
import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.environment import PROJECT

WORDS = tuple(
    csv.DictReader((PROJECT / "tests" / "words.csv").read_text(encoding="utf-8").splitlines())
)
FIXTURES = PROJECT / "fixtures"
# Other people's words, and what people type.
NOT_OURS = {"sources.csv", "synonyms.csv"}
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", re.DOTALL)
# Of the code, what owners read: not the desk, and not what operators type.
FOLDERS = ("wizard", "catalog/views", "catalog/charts")
MODULES = ("catalog/profiles.py", "catalog/vocabulary.py", "catalog/model_words.py")
NOT_OWNERS = ("wizard/management", "wizard/migrations", "wizard/models")


def cells(text: str) -> Iterator[str]:
    """Yield the cells of a table that are sentences or names of several words."""
    for row in csv.reader(text.splitlines(keepends=True)):
        yield from (cell for cell in row if " " in cell)


def values(text: str) -> Iterator[str]:
    """Yield the texts of a TOML file, without its comments and names."""
    waiting: list[Any] = [tomllib.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            yield value


def literals(text: str) -> Iterator[str]:
    """Yield the texts of several words in a module, without its docstrings and comments."""
    nodes = [*ast.walk(ast.parse(text))]
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and " " in node.value:
            yield node.value


def without_tags(text: str) -> Iterator[str]:
    """Yield a template or a page of Markdown without its tags."""
    yield _MARKUP.sub(" ", text)


READ: dict[str, Callable[[str], Iterator[str]]] = {
    ".csv": cells,
    ".html": without_tags,
    ".md": without_tags,
    ".py": literals,
    ".toml": values,
}


def written(file: Path) -> str:
    """Return what a reader sees of a file."""
    return "\n".join(READ[file.suffix](file.read_text(encoding="utf-8")))


def facts() -> list[Path]:
    """Return the files of the starter catalog."""
    files = (*FIXTURES.glob("*.csv"), *FIXTURES.rglob("*.md"))
    return [file for file in files if file.name not in NOT_OURS]


def sentences() -> list[Path]:
    """Return the tables of sentences; places only name them."""
    files = (PROJECT / "wizard" / "document").glob("*.toml")
    return [file for file in files if file.name != "places.toml"]


def modules() -> list[Path]:
    """Return the modules with questions, labels and reasons."""
    files = [file for folder in FOLDERS for file in (PROJECT / folder).rglob("*.py")]
    others = tuple(str(PROJECT / folder) for folder in NOT_OWNERS)
    ours = [file for file in files if not str(file).startswith(others)]
    return [*ours, *(PROJECT / name for name in MODULES)]


def pages() -> list[Path]:
    """Return all templates, and the pages of the documentation that owners read."""
    return [
        *(PROJECT / "templates").rglob("*.html"),
        PROJECT / "docs" / "pilot.md",
        PROJECT / "docs" / "recommendation.md",
    ]


@pytest.mark.parametrize(
    ("files", "least"), [(pages, 100), (facts, 30), (sentences, 3), (modules, 150)]
)
def test_no_old_word_is_read(files: Callable[[], list[Path]], least: int) -> None:
    read = {file: old_words(written(file).lower()) for file in files()}

    assert len(read) > least
    assert {str(file.relative_to(PROJECT)): old for file, old in read.items() if old} == {}


@pytest.mark.parametrize(
    ("read", "text", "finds"),
    [
        (literals, 'LABEL = "What comes out?"', True),
        (literals, 'def label() -> str:\n    """What comes out."""', False),
        (literals, "LABEL = 'sum'  # what comes out", False),
        (values, '[a]\nleak = "Nothing goes in."', True),
        (values, '[a]\ngoes_in = "What it starts from."  # what goes in', False),
        (values, 'list = [{ says = "or a dearer plan" }]', True),
    ],
)
def test_words_are_found_where_they_are_read(
    read: Callable[[str], Iterator[str]], text: str, *, finds: bool
) -> None:
    assert bool(old_words("\n".join(read(text)).lower())) is finds


def old_words(text: str) -> dict[str, str]:
    """Return the old words in a text, each with what stands around it."""
    found = {}
    for row in WORDS:
        stays = (
            re.compile("|".join(map(re.escape, row["stays"].split(";")))) if row["stays"] else None
        )
        if hit := re.search(rf"\b{row['old']}\b", stays.sub(" ", text) if stays else text):
            found[row["old"]] = text[max(0, hit.start() - 40) : hit.end() + 40]
    return found
