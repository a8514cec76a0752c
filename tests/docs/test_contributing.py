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


def diffs_for(added: str) -> list[str]:
    """Return the changes that stand under the heading of what is added."""
    part = re.search(rf"^## Adding {added}$(.*?)(?=^## )", TEXT, re.DOTALL | re.MULTILINE)
    assert part
    return re.findall(r"^```diff\n(.*?)^```$", part.group(1), re.DOTALL | re.MULTILINE)


def files_of(diff: str) -> list[str]:
    return re.findall(r"^\+\+\+ b/(.*)$", diff, re.MULTILINE)


def change(folder: Path, added: str, which: int = -1) -> None:
    """Copy the project to a folder and apply one of the changes for what is added."""
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)  # with what is compiled, which stays valid
        else:
            shutil.copy(source, folder)
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diffs_for(added)[which], text=True, check=True)


def output_of(folder: Path, script: str) -> Any:
    """Run a script in the copy and return the JSON that it prints."""
    command = [sys.executable, "-c", SETUP + script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_every_example_is_applied_here() -> None:
    assert re.findall(r"^## Adding (.*)$", TEXT, re.MULTILINE) == [*MOST_FILES]


@pytest.mark.parametrize("added", MOST_FILES)
def test_changes_touch_few_files(added: str) -> None:
    for diff in diffs_for(added):
        assert 0 < len(files_of(diff)) <= MOST_FILES[added]


def test_other_text_of_a_question_is_one_line(tmp_path: Path) -> None:
    change(tmp_path, "a question", 0)

    script = "from wizard.steps.journey import all_questions\nprint(json.dumps({q.key: q.title for *_, q in all_questions()}))"

    assert f'+            title="{output_of(tmp_path, script)["check"]}",' in diffs_for("a question")[0]


def test_added_question_stands_in_its_step_and_passes_what_tests_every_question(tmp_path: Path) -> None:
    change(tmp_path, "a question")

    script = "from wizard.steps.journey import all_questions\nprint(json.dumps({q.key: s.key for s, _, q in all_questions()}))"
    tests = ["-m", "pytest", "-q", "tests/wizard/steps/test_questions.py", "-k", "tools or key or schema"]
    done = subprocess.run([sys.executable, *tests], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert output_of(tmp_path, script)["tools"] == "scale"
    assert done.returncode == 0, done.stdout


def test_added_field_is_known_everywhere(tmp_path: Path) -> None:
    change(tmp_path, "a field of a fact")

    found = output_of(
        tmp_path,
        """
from catalog import starter
from catalog.views.comparing import COMPARED
from catalog.values import groups_of
kind = KINDS["models"]
whole = starter.catalog()
row = whole.models[0]
print(json.dumps({
    "migration": operations,
    "constraint": [each.name for each in DESK["models"]._meta.constraints if "watermark" in each.name],
    "column": "watermark" in kind.fields,
    "api": [each.name for each in resource_of("models").properties if "watermark" in each.name],
    "compared": "watermark" in [field.name for field in COMPARED],
    "page": [line.field.about.heading for group in groups_of(whole, kind, row) for line in group.lines
             if line.field.name == "watermark"],
}))
""",
    )

    assert sorted(found.pop("migration")) == [
        "Add field watermark to aimodel",
        "Create constraint model_watermark_known on model aimodel",
    ]
    assert found == {
        "constraint": ["model_watermark_known"],
        "column": True,
        "api": ["watermark"],
        "compared": True,
        "page": ["Marks what it makes"],
    }


def test_added_filter_narrows_page_api_and_desk(tmp_path: Path) -> None:
    change(tmp_path, "a filter")

    found = output_of(
        tmp_path,
        """
from django.http import QueryDict
from catalog import starter
from catalog.filters import ModelFilter
catalog = starter.catalog()
wanted = ModelFilter.read(QueryDict("tools=yes"), catalog)
print(json.dumps({
    "api": "tools" in resource_of("models").params.model_fields,
    "desk": "tools" in KINDS["models"].filters,
    "address": wanted.query,
    "chips": [chip.words for chip in wanted.chips(catalog)],
    "found": {str(model.tools) for model in catalog.models
              if wanted.fit(catalog, model, __import__("datetime").date(2026, 11, 26)) == "yes"} == {"yes"},
}))
""",
    )

    assert found == {"api": True, "desk": True, "address": "tools=yes", "chips": ["Uses tools: yes"], "found": True}


def test_added_kind_has_a_table_a_page_and_a_place_in_the_api(tmp_path: Path) -> None:
    change(tmp_path, "a kind of fact")

    found = output_of(
        tmp_path,
        """
from datetime import date
from django.template.loader import get_template
from catalog.naming import address_of, name_of
from catalog.roles import ROWS
from catalog.schema.catalog import Catalog
kind = KINDS["courses"]
row = kind.fact(slug="a", name="Course A", source="s", as_of=date(2026, 11, 26))
print(json.dumps({
    "migration": operations[0],
    "constraints": sorted(each.name for each in DESK["courses"]._meta.constraints),
    "row": str(DESK["courses"](name="Course A")),
    "api": resource_of("courses").path,
    "page": [name_of(Catalog(), kind, row), address_of(Catalog(), kind, row)],
    "template": bool(get_template("catalog/courses.html")),
    "role": "course" in ROWS,
}))
""",
    )

    assert found == {
        "migration": "Create model Course",
        "constraints": ["course_has_name", "course_hours_not_negative", "course_slug_plain", "course_state_known"],
        "row": "Course A",
        "api": "courses",
        "page": ["Course A", "/courses/#a"],
        "template": True,
        "role": True,
    }


def test_added_section_stands_in_every_form_of_a_plan(tmp_path: Path) -> None:
    change(tmp_path, "a section of a plan")

    found = output_of(
        tmp_path,
        """
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
print(json.dumps(shown))
""",
    )

    assert found == {"USD": [False] * 3, "EUR": [True] * 3}


def test_added_metric_is_asked_read_and_has_a_target(tmp_path: Path) -> None:
    change(tmp_path, "a metric of the pilot")

    found = output_of(
        tmp_path,
        """
from wizard.exports.documents import METRICS
from wizard.pilot import tables
from wizard.pilot.api import ResultGiven
from wizard.pilot.metrics import TARGETED
print(json.dumps({
    "api": "tone" in ResultGiven.model_fields,
    "target": [each.slug for each in TARGETED if each.slug == "tone"],
    "table": "Sounds like us (yes or no)" in tables.write([]),
    "read": tables.read("Case\\tModel\\tTone\\n1\\tA\\tyes\\n").rows[0].values["tone"],
}))
""",
    )

    assert found == {"api": True, "target": ["tone"], "table": True, "read": True}


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
