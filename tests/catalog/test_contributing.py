"""The changes of the catalog that CONTRIBUTING shows do what it says, in as few files as it says."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.environment import PROJECT

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("wizard", "catalog", "config", "fixtures", "templates", "static", "docs", "manage.py")
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


def diff_under(heading: str) -> str:
    """Return the change that stands under a heading."""
    found = re.search(rf"^## {heading}$.*?^```diff\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert found
    return found.group(1)


def changed(folder: Path, diff: str) -> list[str]:
    """Apply a change to a copy and return the files it touches."""
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, text=True, check=True)
    return re.findall(r"^\+\+\+ b/(.*)$", diff, re.MULTILINE)


def said(folder: Path, script: str) -> Any:
    """Run a script in the copy and return the JSON that it prints."""
    command = [sys.executable, "-c", SETUP + script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("heading", ["Adding a field of a fact", "Adding a filter", "Adding a kind of fact"])
def test_changes_touch_few_files(heading: str) -> None:
    most = {"Adding a field of a fact": 2, "Adding a filter": 1, "Adding a kind of fact": 6}  # beside the migration

    assert len(re.findall(r"^\+\+\+ b/", diff_under(heading), re.MULTILINE)) <= most[heading]


def test_added_field_is_known_everywhere(tmp_path: Path) -> None:
    changed(tmp_path, diff_under("Adding a field of a fact"))

    found = said(
        tmp_path,
        """
from catalog import starter
from catalog.compare import COMPARED
from catalog.exchange.columns import columns
from catalog.values import groups_of
kind = KINDS["models"]
whole = starter.catalog()
row = whole.models[0]
print(json.dumps({
    "migration": operations,
    "constraint": [each.name for each in DESK["models"]._meta.constraints if "watermark" in each.name],
    "column": "watermark" in columns(kind),
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
    changed(tmp_path, diff_under("Adding a filter"))

    found = said(
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
    changed(tmp_path, diff_under("Adding a kind of fact"))

    found = said(
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
