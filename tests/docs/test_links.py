"""Every link and every path that the documentation names leads to a file of the project."""

import re
from pathlib import Path

import pytest

from config.environment import PROJECT

PAGES = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
FOLDERS = "catalog|config|docs|fixtures|ops|static|templates|tests|wizard"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*[./][^)#\s]*)")
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")

LARGEST = 240_000  # bytes of a picture


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_what_a_page_names_exists(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    linked = [page.parent / name for name in LINK.findall(text)]
    named = [PROJECT / name for name in PATH.findall(text)]

    assert [str(path) for path in (*linked, *named) if not path.exists()] == []


def test_every_picture_is_shown_and_light() -> None:
    pictures = sorted((PROJECT / "docs" / "images").glob("*.png"))
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert len(pictures) > 5
    assert [path.name for path in pictures if f"images/{path.name})" not in text] == []
    assert [path.name for path in pictures if path.stat().st_size > LARGEST] == []
