"""Words of the first edition that readers had to learn stand on no page.

They stand in no text of the starter catalog either.
"""

import csv
import re
from pathlib import Path

from config.environment import PROJECT

WORDS = tuple(
    csv.DictReader((PROJECT / "tests" / "words.csv").read_text(encoding="utf-8").splitlines())
)
FIXTURES = PROJECT / "fixtures"
# Other people's words, and what people type.
NOT_OURS = {"sources.csv", "synonyms.csv"}
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", re.DOTALL)


def written(file: Path) -> str:
    """Return what a reader sees of a file: a template without tags, a table's text cells.

    Text cells are those that are sentences or names.
    """
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".csv":
        return "\n".join(
            cell
            for row in csv.reader(text.splitlines(keepends=True))
            for cell in row
            if " " in cell
        )
    return _MARKUP.sub(" ", text)


def test_no_old_word_is_read() -> None:
    templates = sorted((PROJECT / "templates").rglob("*.html"))
    facts = sorted(
        file
        for file in (*FIXTURES.glob("*.csv"), *FIXTURES.rglob("*.md"))
        if file.name not in NOT_OURS
    )
    read = {file: old_words(written(file).lower()) for file in (*templates, *facts)}

    assert len(templates) > 100
    assert len(facts) > 30
    assert {str(file.relative_to(PROJECT)): old for file, old in read.items() if old} == {}


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
