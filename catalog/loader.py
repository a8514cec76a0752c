"""The starter catalog, put on the desk: what is missing is added, what is there is never touched."""

from collections.abc import Callable, Iterable, Sequence

from django.db import DataError, IntegrityError, connection, transaction

from catalog import desk
from catalog.models import DESK, DeskRow, State
from catalog.models.base import lookup
from catalog.registry import KINDS, Kind, as_text, with_known_links
from catalog.starter import Row, Rows, WrongRowError

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
    present = _present(kind)
    new = [row for row in rows if kind.key_of(row.fact) not in present]
    slugs[kind.name] = {key[0]: pk for key, pk in present.items()} if kind.key == ("slug",) else {}
    made = [DESK[kind.name](state=State.PUBLISHED.value) for _ in new]
    links = [_filled(one, row, slugs) for one, row in zip(made, new, strict=True)]
    _insert(made, new)
    if kind.key == ("slug",):
        slugs[kind.name] |= {str(row.fact.slug): one.pk for row, one in zip(new, made, strict=True)}
    if kind.name in kind.links.values():  # what could not be known before all rows of the kind were there
        links = [desk.apply_fact(one, row.fact, slugs) for one, row in zip(made, new, strict=True)]
        own = [name for name, target in kind.links.items() if target == kind.name and name not in kind.lists]
        if own:
            DESK[kind.name].objects.bulk_update(made, own, batch_size=desk.BATCH)
    desk.link(made, links)
    return len(made)


def _present(kind: Kind) -> dict[tuple[str, ...], int]:
    table = DESK[kind.name]
    found = table.objects.values_list("pk", *(lookup(table, name) for name in kind.key))
    return {tuple(map(as_text, key)): pk for pk, *key in found}


def _filled(one: DeskRow, row: Row, slugs: Slugs) -> desk.Links:
    """Give a new row the values of a fact, except for references to rows of its own kind that are not there yet."""
    kind = one.kind
    links = desk.apply_fact(one, with_known_links(kind, row.fact, {kind.name: slugs[kind.name]}), slugs)
    if reason := desk.wrong_field(one):
        raise WrongRowError(row.place, reason)
    return links


def _insert(made: Sequence[DeskRow], rows: Sequence[Row]) -> None:
    if not made:
        return
    try:
        with transaction.atomic():
            type(made[0]).objects.bulk_create(made, batch_size=desk.BATCH)
    except (IntegrityError, DataError):
        _name_the_wrong_one(made, rows)
        raise


def _name_the_wrong_one(made: Sequence[DeskRow], rows: Sequence[Row]) -> None:
    """Add the rows one by one until the database refuses one, and say which."""
    for one, row in zip(made, rows, strict=True):
        one.pk = None
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except (IntegrityError, DataError) as refused:
            raise WrongRowError(row.place, _reason(refused)) from refused


def _reason(refused: Exception) -> str:
    if rule := desk.broken_rule(refused):
        return f"{rule.violation_error_message} ({rule.name})"
    message = getattr(getattr(refused.__cause__, "diag", None), "message_primary", None)
    return str(message or refused)
