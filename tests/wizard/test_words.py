"""The words of the first edition that a reader had to learn stand on no page of plans."""

import csv
import re
from pathlib import Path

import pytest

from config.environment import PROJECT

WORDS = tuple(csv.DictReader((PROJECT / "tests" / "words.csv").read_text(encoding="utf-8").splitlines()))
PAGES = sorted((PROJECT / "templates" / "wizard").rglob("*.html"))
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT / "templates" / "wizard")))
def test_no_old_word_stands_on_a_page_of_plans(page: Path) -> None:
    text = _MARKUP.sub(" ", page.read_text(encoding="utf-8")).lower()
    assert {row["old"]: row["new"] for row in WORDS if re.search(rf"\b{row['old']}\b", text)} == {}
