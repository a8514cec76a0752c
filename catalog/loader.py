"""The starter catalog, put on the desk: what is missing is added, what is there is never touched."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction

from catalog.models import DESK, DeskRow, State
from catalog.models.base import lookup
from catalog.registry import KINDS, Kind
from catalog.starter import Row, Rows, WrongRowError

BATCH = 500

type Slugs = dict[str, dict[str, int]]  # kind → slug → primary key


def load(rows: Rows, *, advance: Callable[[str, int], None] = lambda _kind, _count: None) -> dict[str, int]:
    """Add the rows whose natural key is missing, all or none, and return how many were added of each kind.

    Calls `advance(kind, count)` as rows are dealt with. Raises `WrongRowError`.
    """
    added: dict[str, int] = {}
    slugs: Slugs = {}
    with transaction.atomic():
        _one_loader()
        for kind in KINDS.values():
            added[kind.name] = _load_kind(kind, rows[kind.name], slugs)
            advance(kind.name, len(rows[kind.name]))
    return added


def _one_loader() -> None:
    """Let a second process that starts at the same moment wait, and then find everything there."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE catalog_source IN SHARE ROW EXCLUSIVE MODE")


def _load_kind(kind: Kind, rows: Iterable[Row], slugs: Slugs) -> int:
    table = DESK[kind.name]
    present = _present(kind)
    new = [row for row in rows if kind.key_of(row.fact) not in present]
    made = [_made(kind, row, slugs) for row in new]
    _insert(table, made, new)
    if kind.key == ("slug",):
        slugs[kind.name] = {key[0]: pk for key, pk in present.items()} | {
            str(row.fact.slug): one.pk for row, one in zip(new, made, strict=True)
        }
    _link(kind, made, new, slugs)
    return len(made)


def _present(kind: Kind) -> dict[tuple[str, ...], int]:
    table = DESK[kind.name]
    found = table.objects.values_list("pk", *(lookup(table, name) for name in kind.key))
    return {tuple("" if part is None else str(part) for part in key): pk for pk, *key in found}


def _made(kind: Kind, row: Row, slugs: Slugs) -> DeskRow:
    values: dict[str, Any] = {name: _stored(getattr(row.fact, name)) for name in kind.fields if name not in kind.links}
    for name, target in kind.parents.items():
        slug = values.pop(name)
        values[f"{name}_id"] = None if slug is None else slugs[target][slug]
    for name, target in kind.links.items():
        if name not in kind.lists and target != kind.name:
            slug = getattr(row.fact, name)
            values[f"{name}_id"] = None if slug is None else slugs[target][slug]
    made = DESK[kind.name](state=State.PUBLISHED.value, **values)
    references = {field.name for field in made._meta.fields if field.is_relation}  # noqa: SLF001 (Django's documented name)
    try:
        made.clean_fields(exclude=references)
    except ValidationError as wrong:
        raise WrongRowError(row.place, _sentence(wrong)) from wrong
    return made


def _stored(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _insert(table: type[DeskRow], made: list[DeskRow], rows: list[Row]) -> None:
    try:
        with transaction.atomic():
            table.objects.bulk_create(made, batch_size=BATCH)
    except (IntegrityError, DataError):
        _name_the_wrong_one(made, rows)
        raise


def _name_the_wrong_one(made: list[DeskRow], rows: list[Row]) -> None:
    """Add the rows one by one until the database refuses one, and say which."""
    for one, row in zip(made, rows, strict=True):
        one.pk = None
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except (IntegrityError, DataError) as refused:
            raise WrongRowError(row.place, _reason(type(one), refused)) from refused


def _reason(table: type[DeskRow], refused: Exception) -> str:
    diagnosis = getattr(refused.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in table._meta.constraints:  # noqa: SLF001 (Django's documented name)
        if constraint.name == name:
            return f"{constraint.violation_error_message} ({name})"
    return str(getattr(diagnosis, "message_primary", None) or refused)


def _link(kind: Kind, made: list[DeskRow], rows: list[Row], slugs: Slugs) -> None:
    """Fill in what could not be known before all rows of the kind were there."""
    table = DESK[kind.name]
    for name, target in kind.links.items():
        if name in kind.lists:
            _link_many(table, name, made, rows, slugs[target])
        elif target == kind.name:
            pointing = [(one, getattr(row.fact, name)) for one, row in zip(made, rows, strict=True)]
            changed = [one for one, slug in pointing if slug is not None]
            for one, slug in pointing:
                setattr(one, f"{name}_id", None if slug is None else slugs[target][slug])
            table.objects.bulk_update(changed, [name], batch_size=BATCH)


def _link_many(
    table: type[DeskRow], name: str, made: list[DeskRow], rows: list[Row], targets: Mapping[str, int]
) -> None:
    field: Any = table._meta.get_field(name)  # noqa: SLF001 (Django's documented name)
    through: type[models.Model] = field.remote_field.through
    ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    through._default_manager.bulk_create(  # noqa: SLF001 (Django's documented name)
        [
            through(**{ours: one.pk, theirs: targets[slug]})
            for one, row in zip(made, rows, strict=True)
            for slug in getattr(row.fact, name)
        ],
        batch_size=BATCH,
    )


def _sentence(wrong: ValidationError) -> str:
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in wrong.message_dict.items())
