"""Imports run one way, and the two lowest floors know no Django."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import PROJECT

WITHOUT_DJANGO = [
    "catalog.vocabulary",
    "catalog.schema",
    "wizard.pilot.verdict",
    "wizard.pilot.tables",
    "wizard.decision",
    "wizard.questions.flow",
]


def test_import_contracts_hold() -> None:
    # In a process of its own: it sets up logging anew, for everybody.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    linted = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("module", WITHOUT_DJANGO)
def test_lowest_floors_load_no_django(module: str) -> None:
    script = (
        f"import sys, {module}; print([name for name in sys.modules if name.split('.')[0] == "
        "'django'])"
    )

    result = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("folder", ["catalog", "templates/catalog"])
def test_catalog_names_nothing_of_the_wizard(folder: str) -> None:
    files = [file for file in (PROJECT / folder).rglob("*") if file.suffix in {".py", ".html"}]
    named = [
        f"{file.relative_to(PROJECT)}: {found.group()}"
        for file in files
        if "migrations" not in file.parts
        for found in re.finditer(r"\bwizard\b|[\"'](/plan/|/p/)", file.read_text(), re.IGNORECASE)
    ]

    assert files
    assert named == []
