"""The documentation stays short: words with a letter or a digit outside of code.

The changelog is read by release, and grows with each.
"""

import re
from pathlib import Path

import pytest

from config.environment import PROJECT

MARKDOWN = (*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"))
PAGES = [page for page in MARKDOWN if page.name != "CHANGELOG.md"]
MOST_WORDS, MOST_WORDS_OF_A_DECISION = 14_500, 200


def words(text: str) -> int:
    """Return the number of words in a text, without its blocks of code."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return sum(bool(re.search(r"\w", word)) for word in prose.split())


def test_documentation_as_a_whole() -> None:
    assert sum(words(page.read_text(encoding="utf-8")) for page in PAGES) <= MOST_WORDS


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.parent.name == "decisions"], ids=lambda page: page.name
)
def test_decision(page: Path) -> None:
    assert words(page.read_text(encoding="utf-8")) <= MOST_WORDS_OF_A_DECISION
