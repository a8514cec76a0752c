"""Imports run one way, and the two lowest floors know no Django."""

import subprocess
import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from config.environment import PROJECT

WITHOUT_DJANGO = ["catalog.vocabulary", "catalog.facts", "wizard.engine", "wizard.intake.tables", "wizard.steps"]


def test_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), cache_dir=None)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("module", WITHOUT_DJANGO)
def test_lowest_floors_load_no_django(module: str) -> None:
    script = f"import sys, {module}; print([name for name in sys.modules if name.split('.')[0] == 'django'])"

    said = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
