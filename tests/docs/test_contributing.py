"""The changes that CONTRIBUTING shows do what it says, in as few files as it says."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

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
    "a section of a plan": 2,
    "a metric of the pilot": 1,
}
SETUP = """
import os, json
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
loader = MigrationLoader(None)
found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
operations = [each.describe() for migration in found.get("catalog", []) for each in migration.operations]
from catalog.api.resources import resource_of
from catalog.models import DESK
from catalog.registry import KINDS
"""

ASKED = {  # what is asked of the changed copy
    "a question": """
from wizard.steps.journey import all_questions
answer = {question.key: [step.key, question.title] for step, _, question in all_questions()}
""",
    "a field of a fact": """
from tests.support import starter_catalog
from catalog.views.comparing import COMPARED
from catalog.values import groups_of
kind = KINDS["models"]
whole = starter_catalog()
row = whole.models[0]
answer = {
    "migration": sorted(each for each in operations if "watermark" in each),
    "constraint": [each.name for each in DESK["models"]._meta.constraints if "watermark" in each.name],
    "column": "watermark" in kind.fields,
    "api": [each.name for each in resource_of("models").properties if "watermark" in each.name],
    "compared": "watermark" in [field.name for field in COMPARED],
    "page": [line.field.about.heading for group in groups_of(whole, kind, row) for line in group.lines
             if line.field.name == "watermark"],
}
""",
    "a filter": """
from django.http import QueryDict
from tests.support import starter_catalog
from catalog.filters import ModelFilter
catalog = starter_catalog()
wanted = ModelFilter.read(QueryDict("tools=yes"), catalog)
answer = {
    "api": "tools" in resource_of("models").params.model_fields,
    "desk": "tools" in KINDS["models"].filters,
    "address": wanted.query,
    "chips": [chip.words for chip in wanted.chips(catalog)],
    "found": {str(model.tools) for model in catalog.models
              if wanted.fit(catalog, model, __import__("datetime").date(2026, 11, 26)) == "yes"} == {"yes"},
}
""",
    "a kind of fact": """
from datetime import date
from django.template.loader import get_template
from catalog.naming import address_of, name_of
from catalog.roles import ROWS
from catalog.schema.catalog import Catalog
kind = KINDS["courses"]
row = kind.fact(slug="a", name="Course A", source="s", as_of=date(2026, 11, 26))
answer = {
    "migration": "Create model Course" in operations,
    "constraints": sorted(each.name for each in DESK["courses"]._meta.constraints),
    "row": str(DESK["courses"](name="Course A")),
    "api": resource_of("courses").path,
    "page": [name_of(Catalog(), kind, row), address_of(Catalog(), kind, row)],
    "template": bool(get_template("catalog/courses.html")),
    "role": "course" in ROWS,
}
""",
    "a section of a plan": """
from dataclasses import replace
import msgspec
from tests.wizard.document.cases import CATALOG, GOLDEN, article, worded
from wizard.plans.render import markdown
answers = next(iter(GOLDEN.values()))
shown = {}
for currency in ("USD", "EUR"):
    document = worded(replace(answers, currency=currency), CATALOG)[1]
    forms = article(document), markdown.render(document), msgspec.json.encode(document).decode()
    shown[currency] = ["Exchange rate" in form for form in forms]
answer = shown
""",
    "a metric of the pilot": """
from wizard.exports.documents import METRICS
from wizard.pilot import tables
from wizard.pilot.api import ResultGiven
from wizard.pilot.metrics import TARGETED
answer = {
    "api": "tone" in ResultGiven.model_fields,
    "target": [each.slug for each in TARGETED if each.slug == "tone"],
    "table": "Sounds like us (yes or no)" in tables.write([]),
    "read": tables.read("Case\\tModel\\tTone\\n1\\tA\\tyes\\n").rows[0].values["tone"],
}
""",
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


@pytest.fixture(scope="module")
def found(changed: Path) -> Any:
    """Run all that is asked of the copy in one process and return what it found, by what was added."""
    asked = "".join(f"{question}\nfound[{name!r}] = answer\n" for name, question in ASKED.items())
    command = [sys.executable, "-c", f"{SETUP}found = {{}}\n{asked}print(json.dumps(found))"]
    done = subprocess.run(command, cwd=changed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_every_example_is_applied_here() -> None:
    assert re.findall(r"^## Adding (.*)$", TEXT, re.MULTILINE) == [*MOST_FILES]


@pytest.mark.parametrize("added", MOST_FILES)
def test_changes_touch_few_files(added: str) -> None:
    for diff in diffs_for(added):
        assert 0 < len(files_of(diff)) <= MOST_FILES[added]


def test_other_text_of_a_question_is_one_line(found: Any) -> None:
    assert f'+            title="{found["a question"]["check"][1]}",' in diffs_for("a question")[0]


def test_added_question_stands_in_its_step_and_passes_what_tests_every_question(changed: Path, found: Any) -> None:
    tests = ["-m", "pytest", "-q", "tests/wizard/steps/test_questions.py", "-k", "tools or key or schema"]
    done = subprocess.run([sys.executable, *tests], cwd=changed, capture_output=True, text=True, check=False)

    assert found["a question"]["tools"][0] == "scale"
    assert done.returncode == 0, done.stdout


FOUND = {
    "a field of a fact": {
        "migration": ["Add field watermark to aimodel", "Create constraint model_watermark_known on model aimodel"],
        "constraint": ["model_watermark_known"],
        "column": True,
        "api": ["watermark"],
        "compared": True,
        "page": ["Marks what it makes"],
    },
    "a filter": {"api": True, "desk": True, "address": "tools=yes", "chips": ["Uses tools: yes"], "found": True},
    "a kind of fact": {
        "migration": True,
        "constraints": ["course_has_name", "course_hours_not_negative", "course_slug_plain", "course_state_known"],
        "row": "Course A",
        "api": "courses",
        "page": ["Course A", "/courses/#a"],
        "template": True,
        "role": True,
    },
    "a section of a plan": {"USD": [False] * 3, "EUR": [True] * 3},
    "a metric of the pilot": {"api": True, "target": ["tone"], "table": True, "read": True},
}


@pytest.mark.parametrize("added", FOUND)
def test_what_is_added_is_known_everywhere(found: Any, added: str) -> None:
    assert found[added] == FOUND[added]


@pytest.mark.parametrize("name", [".github/workflows/ci.yml", ".gitlab-ci.yml"])
def test_each_forge_runs_the_one_command(name: str) -> None:
    found = yaml.safe_load((PROJECT / name).read_text(encoding="utf-8"))
    run = found["jobs"]["run"]["steps"][-1]["run"] if "jobs" in found else found["run"]["script"]

    assert run in (".ci/run", [".ci/run"])


def test_hooks_before_a_commit_run_programs_of_make_check() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    checks = re.search(r"^check:.*?\n\n", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)

    assert checks
    for hook in hooks:
        program, first = hook["entry"].removeprefix(".venv/bin/").split()[:2]
        assert re.search(rf"\$\(BIN\)/{program} .*{first}", checks.group()), hook["entry"]
