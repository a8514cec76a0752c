"""Whether a migration lets the version before it go on working, and holds no lock for long: expand first, contract later.

Django's checks ask this of each migration after `BASELINE`; docs/operations.md says how to go about what it refuses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import AppConfig
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.core.checks import CheckMessage, Error
from django.db import connection, models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# The last migration of the version that nobody runs yet. Until 0.1 is out, 0001_initial is changed in place.
BASELINE = {"catalog": "0001_initial", "wizard": "0001_initial"}
# Tables that grow with visitors: what reads all their rows takes minutes. All else is as large as editors make it.
GROWING_APPS = {"wizard"}
GROWING = {("catalog", "report"), ("catalog", "ratewindow")}


class Trouble(StrEnum):
    """What an operation does to a site that is running."""

    BREAKS = "the version before it cannot work with this"
    LOCKS = "nobody can write meanwhile"


type Judgements = tuple[tuple[tuple[type[Operation], ...], Trouble, str], ...]

WAIVED = {Trouble.BREAKS: "contracts", Trouble.LOCKS: "locks_briefly"}  # attributes of a migration that answer for it


GENTLE = (AddIndexConcurrently, AddConstraintNotValid)
ALWAYS: Judgements = (
    ((ops.RemoveField, ops.DeleteModel), Trouble.BREAKS, "first a version that does not use it, then this"),
    (
        (ops.RenameField, ops.RenameModel, ops.AlterModelTable),
        Trouble.BREAKS,
        "add the new one, fill both, then take the old one away",
    ),
    ((ops.RunSQL,), Trouble.LOCKS, "say in locks_briefly why it does not wait or hold up anybody"),
)
WHERE_IT_GROWS: Judgements = (
    ((ops.AddIndex,), Trouble.LOCKS, "AddIndexConcurrently, with atomic = False"),
    ((ops.AddConstraint,), Trouble.LOCKS, "AddConstraintNotValid, and ValidateConstraint in the next one"),
    ((ops.AlterUniqueTogether, ops.AlterIndexTogether), Trouble.LOCKS, "an index made concurrently"),
)


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something in a migration that must not run beside the version before it, and what to do instead."""

    trouble: Trouble
    what: str
    instead: str


def unsafe(migration: Migration, before: ProjectState) -> list[Unsafe]:
    """Return what is wrong with a migration, but for what it answers for itself."""
    answered = {trouble for trouble, name in WAIVED.items() if getattr(migration, name, "")}
    state, new = before.clone(), set[str]()
    found: list[Unsafe] = []
    for operation in migration.operations:
        if isinstance(operation, ops.CreateModel):
            new.add(operation.name_lower)
        for each in _in_database(operation):
            found += _judged(each, state, migration.app_label, new)
        operation.state_forwards(migration.app_label, state)
    found += _together(migration.operations)
    return [each for each in found if each.trouble not in answered]


def _in_database(operation: Operation) -> Sequence[Operation]:
    return operation.database_operations if isinstance(operation, ops.SeparateDatabaseAndState) else [operation]


def _judged(operation: Operation, state: ProjectState, app: str, new: set[str]) -> Iterator[Unsafe]:
    """Yield what is wrong with one operation; a table that the same migration makes is empty and nobody’s yet."""
    name = getattr(operation, "model_name_lower", getattr(operation, "name_lower", ""))
    if name in new or isinstance(operation, GENTLE):
        return
    growing = _grows(app, name)
    for kinds, trouble, instead in ALWAYS + (WHERE_IT_GROWS if growing else ()):
        if isinstance(operation, kinds):
            yield Unsafe(trouble, operation.describe(), instead)
    if isinstance(operation, ops.AddField):
        yield from _added(operation, growing=growing)
    if isinstance(operation, ops.AlterField):
        yield from _altered(operation, state, app, growing=growing)


def _grows(app: str, name: str) -> bool:
    return app in GROWING_APPS or (app, name) in GROWING


def _added(operation: ops.AddField, *, growing: bool) -> Iterator[Unsafe]:
    field: Any = operation.field
    if field.many_to_many:
        return
    if isinstance(field, models.GeneratedField):
        yield Unsafe(Trouble.LOCKS, operation.describe(), "work it out where it is read; this writes every row anew")
    elif not field.null and not field.has_db_default():
        yield Unsafe(
            Trouble.BREAKS, operation.describe(), "null=True or db_default: the version before does not fill it"
        )
    if growing and (field.unique or field.db_index):
        yield Unsafe(Trouble.LOCKS, operation.describe(), "db_index=False, and AddIndexConcurrently in the next one")


def _altered(operation: ops.AlterField, state: ProjectState, app: str, *, growing: bool) -> Iterator[Unsafe]:
    old: Any = state.models[app, operation.model_name_lower].fields[operation.name]
    new: Any = operation.field
    if not _widens(_type(old), _type(new)):
        yield Unsafe(Trouble.BREAKS, operation.describe(), "a new field of the other type, filled beside the old one")
    if old.null and not new.null:
        yield Unsafe(
            Trouble.BREAKS,
            operation.describe(),
            "a constraint that it is not null, added NOT VALID, once all is filled",
        )
    if growing and ((new.unique and not old.unique) or (new.db_index and not old.db_index)):
        yield Unsafe(Trouble.LOCKS, operation.describe(), "AddIndexConcurrently")


def _type(field: Any) -> tuple[str, int | None]:
    """Return the kind of a column and how long it may be; no model need be there for it."""
    if field.is_relation:
        return "relation", None
    kind = field.db_type(connection) or ""
    return (kind.partition("(")[0], field.max_length) if kind.startswith("varchar") else (kind, None)


def _widens(old: tuple[str, int | None], new: tuple[str, int | None]) -> bool:
    """Tell whether Postgres changes the kind of a column without reading a row, so that each old value fits."""
    if old[0] == "varchar" and new[0] == "text":
        return True
    if old[0] != new[0]:
        return False
    return new[1] is None or (old[1] is not None and old[1] <= new[1])


def _together(operations: Sequence[Operation]) -> Iterator[Unsafe]:
    """Yield what must not stand in one migration, whose locks are held to its end."""
    added = {each.constraint.name for each in operations if isinstance(each, AddConstraintNotValid)}
    for each in operations:
        if isinstance(each, ValidateConstraint) and each.name in added:
            yield Unsafe(Trouble.LOCKS, each.describe(), "a migration of its own, after the one that adds it")
    changing = [each for each in operations if not isinstance(each, (ops.RunPython, ops.CreateModel))]
    for each in operations:
        if isinstance(each, ops.RunPython) and changing:
            yield Unsafe(Trouble.LOCKS, each.describe(), "a migration of its own, in stretches where rows are many")


def after_baseline(loader: MigrationLoader) -> Iterator[tuple[Migration, ProjectState]]:
    """Yield each migration of ours that comes after the baseline, with the state before it."""
    for app, name in loader.graph.leaf_nodes():
        if app in BASELINE:
            for key in loader.graph.forwards_plan((app, name)):
                if key[0] == app and key[1] > BASELINE[app]:
                    parents = [parent.key for parent in loader.graph.node_map[key].parents]
                    yield loader.disk_migrations[key], loader.project_state(parents, at_end=True)


def check(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001  # Django's signature
    """Refuse a migration that would disturb a running site."""
    loader = MigrationLoader(None)
    return [
        Error(f"{migration}: {each.what}: {each.trouble}.", hint=f"Instead: {each.instead}.", id="pilotlight.E001")
        for migration, before in after_baseline(loader)
        for each in unsafe(migration, before)
    ]
