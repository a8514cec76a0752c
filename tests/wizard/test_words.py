"""Words of the first edition that readers had to learn stand on no page.

They stand in no text of the starter catalog either.
"""

import csv
import re
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "file",
    [
        *sorted((PROJECT / "templates").rglob("*.html")),
        *sorted(
            file
            for file in (*FIXTURES.glob("*.csv"), *FIXTURES.rglob("*.md"))
            if file.name not in NOT_OURS
        ),
    ],
    ids=lambda file: str(file.relative_to(PROJECT)),
)
def test_no_old_word_is_read(file: Path) -> None:
    text = written(file).lower()
    found = {}
    for row in WORDS:
        stays = (
            re.compile("|".join(map(re.escape, row["stays"].split(";")))) if row["stays"] else None
        )
        if hit := re.search(rf"\b{row['old']}\b", stays.sub(" ", text) if stays else text):
            found[row["old"]] = text[max(0, hit.start() - 40) : hit.end() + 40]
    assert found == {}
