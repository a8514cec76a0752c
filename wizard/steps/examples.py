"""Example plans to start from, one a trade: complete answers of firms that do not exist, a file each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.steps.asking import Json

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "plans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A firm that does not exist, what it wants, and its answers in the order of asking."""

    slug: str
    place: int  # in the list
    trade: str
    title: str
    sentence: str
    answers: Sequence[tuple[str, Json]]


def _read(file: Path) -> Example:
    row = json.loads(file.read_text(encoding="utf-8"))
    return Example(
        slug=file.stem,
        place=row["place"],
        trade=row["trade"],
        title=row["title"],
        sentence=row["sentence"],
        answers=tuple((name, value) for name, value in row["answers"]),
    )


EXAMPLES: tuple[Example, ...] = tuple(sorted(map(_read, FOLDER.glob("*.json")), key=lambda row: (row.place, row.slug)))
