"""What holds in a copy of the project with the changes of CONTRIBUTING.

`test_contributing` runs it there.
"""

from datetime import date
from typing import Any, cast

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.http import QueryDict
from django.template.loader import get_template

from catalog.api.resources import resource_of
from catalog.filters.models import ModelForm
from catalog.models import DESK
from catalog.naming import address_of, name_of
from catalog.registry import KINDS
from catalog.roles import ROWS
from catalog.schema import Catalog
from catalog.values import groups_of
from catalog.views.compare_models import COMPARED
from tests.support import starter_catalog
from wizard.pilot import tables
from wizard.pilot.metrics import METRICS
from wizard.questions.page_order import all_questions

CATALOG, ON = starter_catalog(), date(2026, 11, 26)


def operations() -> set[str]:
    """Return what the migration does that Django would make."""
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    return {each.describe() for migration in found["catalog"] for each in migration.operations}


def constraints(kind: str) -> set[str]:
    return {str(each.name) for each in DESK[kind]._meta.constraints}


def test_another_text_of_a_question() -> None:
    found = {question.name: question.field.label for question in all_questions()}

    assert found["roles"] == "Which people will work with it?"


def test_a_field_of_a_fact() -> None:
    kind, row = KINDS["models"], CATALOG.models[0]

    assert {
        "Add field watermark to aimodel",
        "Create constraint model_watermark_known on model aimodel",
    } <= operations()
    assert "model_watermark_known" in constraints("models")
    assert "watermark" in kind.fields
    assert "watermark" in {each.name for each in resource_of("models").properties}
    assert "watermark" in {field.name for field in COMPARED}
    lines = (line.field for group in groups_of(CATALOG, kind, row) for line in group.lines)
    assert [field.about.heading for field in lines if field.name == "watermark"] == [
        "Marks what it makes"
    ]


def test_a_filter() -> None:
    form = ModelForm(QueryDict("tools=yes"), CATALOG)
    conditions = form.conditions(ON)

    assert "tools" in resource_of("models").params.model_fields
    assert "tools" in KINDS["models"].filters
    assert form.query == "tools=yes"
    assert [chip.words for chip in form.chips] == ["Uses tools: yes"]
    matching = [row for row in CATALOG.models if conditions.matches(CATALOG, row, ON) == "yes"]
    assert {model.tools for model in matching} == {"yes"}


def test_a_kind_of_fact() -> None:
    kind, table = KINDS["courses"], cast("Any", DESK["courses"])
    row = kind.fact(slug="a", name="Course A", source="s", as_of=ON)

    assert "Create model Course" in operations()
    assert constraints("courses") == {
        *("course_has_name", "course_hours_not_negative", "course_slug_plain", "course_state_known")
    }
    assert str(table(name="Course A")) == "Course A"
    assert resource_of("courses").path == "courses"
    assert (name_of(Catalog(), kind, row), address_of(Catalog(), kind, row)) == (
        "Course A",
        "/courses/#a",
    )
    get_template("catalog/courses.html")  # raises where it is not there
    assert "course" in ROWS


def test_a_metric_of_the_pilot() -> None:
    assert "tone" in {metric.slug for metric in METRICS}
    assert "Sounds like us (yes or no)" in tables.write([])
    assert (
        tables.read("Case\tModel\tSounds like us (yes or no)\n1\tA\tyes\n").rows[0].values["tone"]
    )
