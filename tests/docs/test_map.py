"""The map of the project names every module and folder directly in its packages."""

import re

import pytest

from config.environment import PROJECT

MAP = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = {*re.findall(r"\w+(?:/|\.py)", MAP)}
UNNAMED = {"__init__.py", "__pycache__/", "migrations/"}  # what every package of Django's has


def parts(package: str) -> set[str]:
    """Return the modules and folders of a package, folders with a slash."""
    rows = [row for row in (PROJECT / package).iterdir() if row.is_dir() or row.suffix == ".py"]
    return {f"{row.name}/" if row.is_dir() else row.name for row in rows} - UNNAMED


@pytest.mark.parametrize("package", ["catalog", "config", "wizard"])
def test_every_module_stands_on_the_map(package: str) -> None:
    assert sorted(parts(package) - NAMED) == []


def test_every_module_of_the_map_is_there() -> None:
    packages = [PROJECT / name for name in ("catalog", "config", "wizard", "ops")]
    files = [
        *PROJECT.glob("*.py"),
        *(file for package in packages for file in package.rglob("*.py")),
    ]
    modules = {name for name in NAMED if name.endswith(".py")}

    assert modules - {file.name for file in files} == set()
