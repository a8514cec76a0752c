"""No style is kept for nothing: each class is in a template, a module or a script."""

import re
from pathlib import Path

import pytest

from config.environment import PROJECT

READERS = ("templates/**/*.html", "catalog/**/*.py", "wizard/**/*.py", "static/js/**/*.js")
# Classes whose names are put together from a word or a number.
COMPOSED = re.compile(r"(compare|j|p|is|fit|tri|v|step|field)-[\w-]+|[a-z]+-f|(d|l|tl)\d")
# What Django's own pages and widgets of the desk are called.
DJANGO = {
    *("changelist-form-container", "checkbox-row", "dashboard", "inline-group", "messagelist"),
    *("nowrap", "row1", "row2", "vCheckboxLabel", "viewsitelink"),
}
LONGEST_LINE = 100  # as in modules
# A semicolon in quotes ends nothing.
TWO_ON_A_LINE = re.compile(r"""(?:[^;"']|"[^"]*"|'[^']*')*;\s*\S""")
SHEETS = sorted((PROJECT / "static" / "css").rglob("*.css"))


def classes(css: str) -> set[str]:
    """Return the classes that the selectors of a stylesheet name."""
    rules = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+)\{", rules))
    return {*re.findall(r"\.([A-Za-z][\w-]*)", selectors)}


def words() -> set[str]:
    files = [file for pattern in READERS for file in PROJECT.glob(pattern)]
    return {word for file in files for word in re.findall(r"[A-Za-z][\w-]*", file.read_text())}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_class_of_a_stylesheet_has_a_reader(sheet: Path) -> None:
    written = classes(sheet.read_text(encoding="utf-8"))
    unread = written - words() - DJANGO

    assert {name for name in unread if not COMPOSED.fullmatch(name)} == set()


def test_a_class_that_nobody_names_is_found() -> None:
    sheet = "/* .old */ @media print { .chart .x9, a:not(.y9):hover { background: url(a.svg) } }"

    assert classes(sheet) == {"chart", "x9", "y9"}


def crowded(css: str) -> list[str]:
    """Return the lines of a stylesheet that are too long, or hold more than one declaration."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    long = [line for line in css.splitlines() if len(line) > LONGEST_LINE]
    return long + [line for line in without_comments.splitlines() if TWO_ON_A_LINE.match(line)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_each_declaration_has_a_line_of_its_own(sheet: Path) -> None:
    assert crowded(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "is_crowded"),
    [
        (".one { margin: 0 }", False),
        ("  margin: 0;", False),
        ('  content: "a; b";', False),
        ("/* a; b */", False),
        (".two { margin: 0; padding: 0 }", True),
        ("  margin: 0; padding: 0;", True),
        (f"/* {'a' * 98} */", True),
    ],
)
def test_a_crowded_line_is_seen(line: str, is_crowded: bool) -> None:  # noqa: FBT001 (of the table)
    assert bool(crowded(line)) is is_crowded
