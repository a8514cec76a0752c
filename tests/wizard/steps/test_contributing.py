"""The changes that CONTRIBUTING shows do what it says, each in one file."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import PROJECT

DIFFS = re.findall(
    r"^```diff\n(.*?)^```$", (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
COPIED = ("wizard", "catalog", "config", "fixtures", "tests")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy what the tests of the questions need."""
    for name in COPIED:
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def apply(diff: str, folder: Path) -> list[str]:
    """Apply a diff and return the files it changed."""
    subprocess.run(["git", "apply", "--recount", "-"], cwd=folder, input=diff, text=True, check=True)
    return re.findall(r"^\+\+\+ b/(.*)$", diff, re.MULTILINE)


def said(folder: Path, script: str) -> str:
    """Run a script in the changed copy and return what it says."""
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_another_text_is_one_line_of_one_file(copy: Path) -> None:
    changed = apply(DIFFS[0], copy)

    title = said(
        copy,
        "from wizard.steps.journey import all_questions; print({q.key: q.title for *_, q in all_questions()}['check'])",
    )

    assert len(changed) == 1
    assert f'+            title="{title}",' in DIFFS[0]


def test_another_question_is_one_value_in_one_file(copy: Path) -> None:
    changed = apply(DIFFS[1], copy)

    tests = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/wizard/steps/test_questions.py",
            "-k",
            "tools or key or schema",
        ],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(changed) == 1
    where = "from wizard.steps.journey import all_questions; print([s.key for s, _, q in all_questions() if q.key == 'tools'])"
    assert said(copy, where) == "['scale']"
    assert tests.returncode == 0, tests.stdout
