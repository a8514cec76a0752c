"""The changes that CONTRIBUTING shows do what it says, in as few files as it says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from config.environment import PROJECT

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = (
    "wizard",
    "catalog",
    "config",
    "fixtures",
    "templates",
    "static",
    "docs",
    "tests",
    "manage.py",
    "pyproject.toml",
)
MOST_FILES = {  # beside the migration
    "a question": 1,
    "a field of a fact": 2,
    "a filter": 1,
    "a kind of fact": 6,
    "a metric of the pilot": 1,
}


def diffs_for(added: str) -> list[str]:
    """Return the changes that stand under the heading of what is added."""
    part = re.search(rf"^## Adding {added}$(.*?)(?=^## )", TEXT, re.DOTALL | re.MULTILINE)
    assert part
    return re.findall(r"^```diff\n(.*?)^```$", part.group(1), re.DOTALL | re.MULTILINE)


def files_of(diff: str) -> list[str]:
    return re.findall(r"^\+\+\+ b/(.*)$", diff, re.MULTILINE)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project to a folder and apply every change to it."""
    folder = tmp_path_factory.mktemp("changed")
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)  # with what is compiled, which stays valid
        else:
            shutil.copy(source, folder)
    for diff in (diff for added in MOST_FILES for diff in diffs_for(added)):
        subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, text=True, check=True)
    return folder


def test_every_example_is_applied_here() -> None:
    assert re.findall(r"^## Adding (.*)$", TEXT, re.MULTILINE) == [*MOST_FILES]


@pytest.mark.parametrize("added", MOST_FILES)
def test_changes_touch_few_files(added: str) -> None:
    for diff in diffs_for(added):
        assert 0 < len(files_of(diff)) <= MOST_FILES[added]


def test_what_is_added_is_known_everywhere_and_passes_what_tests_every_question(
    changed: Path,
) -> None:
    tests = [
        "tests/docs/changed.py",
    ]
    command = [sys.executable, "-m", "pytest", "-q", *tests]
    done = subprocess.run(command, cwd=changed, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", [".github/workflows/ci.yml", ".gitlab-ci.yml"])
def test_each_forge_runs_the_one_command(name: str) -> None:
    found = yaml.safe_load((PROJECT / name).read_text(encoding="utf-8"))
    run = found["jobs"]["run"]["steps"][-1]["run"] if "jobs" in found else found["run"]["script"]

    assert run in (".ci/run", [".ci/run"])


def test_hooks_before_a_commit_run_programs_of_make_check() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))[
        "repos"
    ][0]["hooks"]
    checks = re.search(
        r"^check:.*?\n\n",
        (PROJECT / "Makefile").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )

    assert checks
    for hook in hooks:
        program, first = hook["entry"].removeprefix(".venv/bin/").split()[:2]
        assert re.search(rf"\$\(BIN\)/{program} .*{first}", checks.group()), hook["entry"]
