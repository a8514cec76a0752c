"""Migrations let the version before them work on and hold no lock for long, or say why they may."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from config import migrating
from config.environment import PROJECT
from config.migrating import Trouble, unsafe

BREAKS, LOCKS = Trouble.BREAKS, Trouble.LOCKS
POSITIVE = models.CheckConstraint(condition=models.Q(size__gte=0), name="size_is_positive")
SINGLE = models.UniqueConstraint(fields=["name"], name="name_is_single")
BY_SIZE = models.Index(fields=["size"], name="by_size")


def before(app: str) -> ProjectState:
    fields: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20)),
        ("size", models.IntegerField(null=True)),
    ]
    state = ProjectState()
    state.add_model(ModelState(app, "Plan", fields))
    return state


def troubles(*operations: Operation, app: str = "wizard", **says: str) -> list[Trouble]:
    migration = type("Migration", (migrations.Migration,), {"operations": list(operations), **says})("0099_x", app)
    return [each.trouble for each in unsafe(migration, before(app))]


def adds(field: Any) -> Operation:
    return migrations.AddField("plan", "colour", field)


def alters(name: str, field: Any) -> Operation:
    return migrations.AlterField("plan", name, field)


EXPANDING = {
    "a table": migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
    "a column that may be empty": adds(models.CharField(max_length=9, null=True)),
    "a column that Postgres fills": adds(models.CharField(max_length=9, default="", db_default="")),
    "many to many": adds(models.ManyToManyField("wizard.plan")),
    "a longer text": alters("name", models.CharField(max_length=40)),
    "a text of any length": alters("name", models.TextField()),
    "other words": alters("name", models.CharField(max_length=20, help_text="For example: Menu.")),
    "a number that may be missing": alters("size", models.IntegerField(null=True, blank=True)),
    "an index made meanwhile": AddIndexConcurrently("plan", BY_SIZE),
    "a rule for new rows": AddConstraintNotValid("plan", POSITIVE),
    "a rule that is looked up": ValidateConstraint("plan", "size_is_positive"),
    "a rule that goes": migrations.RemoveConstraint("plan", "size_is_positive"),
    "rows alone": migrations.RunPython(migrations.RunPython.noop),
}
REFUSED = {
    "a column that goes": (migrations.RemoveField("plan", "size"), [BREAKS]),
    "a table that goes": (migrations.DeleteModel("Plan"), [BREAKS]),
    "a column of another name": (migrations.RenameField("plan", "size", "width"), [BREAKS]),
    "a model of another name": (migrations.RenameModel("Plan", "Scheme"), [BREAKS]),
    "a table of another name": (migrations.AlterModelTable("plan", "plans"), [BREAKS]),
    "a column that nobody fills": (adds(models.CharField(max_length=9, default="")), [BREAKS]),
    "a column worked out": (
        adds(
            models.GeneratedField(expression=models.F("size") * 2, output_field=models.IntegerField(), db_persist=True)
        ),
        [LOCKS],
    ),
    "a column with an index": (adds(models.IntegerField(null=True, db_index=True)), [LOCKS]),
    "a foreign key": (adds(models.ForeignKey("wizard.plan", models.CASCADE, null=True)), [LOCKS]),
    "a shorter text": (alters("name", models.CharField(max_length=10)), [BREAKS]),
    "another kind": (alters("size", models.TextField(null=True)), [BREAKS]),
    "a larger number": (alters("size", models.BigIntegerField(null=True)), [BREAKS]),
    "no more empty": (alters("size", models.IntegerField()), [BREAKS]),
    "single from now on": (alters("size", models.IntegerField(null=True, unique=True)), [LOCKS]),
    "an index": (migrations.AddIndex("plan", BY_SIZE), [LOCKS]),
    "a rule for all rows": (migrations.AddConstraint("plan", POSITIVE), [LOCKS]),
    "single by a rule": (migrations.AddConstraint("plan", SINGLE), [LOCKS]),
    "single together": (migrations.AlterUniqueTogether("plan", {("name", "size")}), [LOCKS]),
    "a statement": (migrations.RunSQL("SELECT 1", ""), [LOCKS]),
}


def test_no_migration_disturbs_a_running_site() -> None:
    assert migrating.check(None) == []


@pytest.mark.parametrize("operation", EXPANDING.values(), ids=EXPANDING.keys())
def test_what_only_expands_is_safe(operation: Operation) -> None:
    assert troubles(operation) == []


@pytest.mark.parametrize(("operation", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_what_disturbs_is_refused(operation: Operation, found: list[Trouble]) -> None:
    assert troubles(operation) == found


@pytest.mark.parametrize(("operation", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_migration_answers_for_what_it_says_and_nothing_else(operation: Operation, found: list[Trouble]) -> None:
    mark, other = (migrating.WAIVED[each] for each in (found[0], BREAKS if found == [LOCKS] else LOCKS))

    assert troubles(operation, **{mark: "0.3: nothing reads it since 0.2"}) == []
    assert troubles(operation, **{mark: ""}) == troubles(operation, **{other: "because"}) == found


def test_table_that_the_same_migration_makes_is_nobodys_yet() -> None:
    table = migrations.CreateModel(
        "Note", [("id", models.BigAutoField(primary_key=True)), ("size", models.IntegerField())]
    )

    assert troubles(table, migrations.AddIndex("note", BY_SIZE), migrations.AddConstraint("note", POSITIVE)) == []


def test_table_that_does_not_grow_with_visitors_may_be_locked_for_a_moment() -> None:
    assert troubles(migrations.AddIndex("plan", BY_SIZE), app="catalog") == []
    assert troubles(migrations.RemoveField("plan", "size"), app="catalog") == [BREAKS]


def test_what_the_database_does_not_see_is_safe() -> None:
    gone = migrations.RemoveField("plan", "size")

    assert troubles(migrations.SeparateDatabaseAndState(state_operations=[gone])) == []
    assert troubles(migrations.SeparateDatabaseAndState(database_operations=[gone])) == [BREAKS]


def test_locks_are_not_held_by_what_comes_with_them() -> None:
    rows = migrations.RunPython(migrations.RunPython.noop)

    assert troubles(adds(models.IntegerField(null=True)), rows) == [LOCKS]
    assert troubles(AddConstraintNotValid("plan", POSITIVE), ValidateConstraint("plan", POSITIVE.name)) == [LOCKS]


def test_every_contraction_is_in_the_log_of_changes() -> None:
    loader = MigrationLoader(None)
    log = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    notes = [getattr(each, "contracts", "") for each, _ in migrating.after_baseline(loader)]

    assert [note for note in notes if note not in log] == []


@pytest.mark.parametrize(("app", "name"), migrating.BASELINE.items())
def test_baseline_is_there(app: str, name: str) -> None:
    assert (app, name) in MigrationLoader(None).disk_migrations


def test_migrations_before_the_baseline_show_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "BASELINE", {"wizard": "0000"})

    said = migrating.check(None)

    assert said
    assert all(str(each.msg).startswith("wizard.0001_initial: ") for each in said)
    assert all(each.hint and each.hint.startswith("Instead: ") for each in said)
