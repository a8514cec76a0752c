"""What a diff asks of the desk, answered by the database, whose rules are tried on a copy of the table."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, CheckConstraint, ExpressionWrapper, Q, QuerySet

from catalog.desk import FINAL_STATES, apply_fact, facts, wrong_field
from catalog.exchange.columns import columns
from catalog.exchange.diff import subject_of
from catalog.models import DESK, Cell, Revision
from catalog.models.base import lookup
from catalog.registry import Key, Kind
from catalog.schema import Price

_LATER = -(10**9)  # the key of a row that comes later in the file, nobody's
type Slugs = dict[str, dict[str, int]]  # kind → slug → primary key


class PostgresDesk:
    """The desk as it stands, drafts included; references are read once."""

    @cached_property
    def _keys(self) -> Slugs:
        return {}

    def slugs(self, kind: str) -> Collection[str]:
        """Return the slugs of all rows of a kind."""
        return self.keys(kind).keys()

    def keys(self, kind: str) -> dict[str, int]:
        """Return the primary keys of all rows of a kind by slug."""
        if kind not in self._keys:
            rows: QuerySet[Any] = DESK[kind].objects.order_by("slug")
            self._keys[kind] = dict(rows.values_list("slug", "pk"))
        return self._keys[kind]

    def forget(self, kind: str) -> None:
        """Read the slugs of a kind anew when they are next asked for."""
        self._keys.pop(kind, None)

    def references(self, kind: Kind) -> Slugs:
        """Return the primary keys of all rows that rows of this kind may name."""
        return {target: self.keys(target) for target in {*kind.parents.values(), *kind.links.values()}}

    def rows(self, kind: Kind, keys: Sequence[Key]) -> Mapping[Key, Any]:
        """Return the facts under these keys, as far as there are."""
        return {key: fact for key, (_pk, fact) in self.stored(kind, keys).items()}

    def stored(self, kind: Kind, keys: Sequence[Key]) -> dict[Key, tuple[int, Any]]:
        """Return primary key and fact of the rows under these natural keys."""
        found: dict[Key, tuple[int, Any]] = {}
        if keys:
            wanted = frozenset(keys)
            for (pk,), fact in facts(DESK[kind.name].objects.filter(_likely(kind, keys)), "pk"):
                key = kind.key_of(fact)
                if key in wanted:
                    found[key] = (pk, fact)
        return found

    def prices(self, subjects: Collection[str]) -> Iterable[Price]:
        """Return all prices of these offers and products, the oldest first."""
        of_them = Q(offer__slug__in=subjects) | Q(product__slug__in=subjects)
        rows = DESK["prices"].objects.filter(of_them).order_by("unit", "valid_from", "pk")
        return (fact for _, fact in facts(rows) if subject_of(fact) in subjects)

    def ever_published(self, kind: Kind, keys: Collection[Key]) -> Collection[Key]:
        """Return those of these keys whose rows readers may have had."""
        stored = {pk: key for key, (pk, _fact) in self.stored(kind, list(keys)).items()}
        decided = (
            DESK[kind.name]
            .objects.filter(pk__in=stored, state__in=FINAL_STATES)
            .order_by()
            .values_list("pk", flat=True)
        )
        earlier = Revision.objects.filter(kind=kind.name, row__in=stored, state__in=FINAL_STATES).order_by()
        return {stored[pk] for pk in {*decided, *earlier.values_list("row", flat=True)}}

    def refusals(self, kind: Kind, facts: Sequence[Any]) -> Mapping[int, str]:
        """Return the places of facts that break a rule of the database, with the sentence it has for that."""
        refused: dict[int, str] = {}
        rows = _as_rows(kind, facts, self.references(kind))
        sound: list[Any] = []
        for place, row in enumerate(rows):
            if reason := wrong_field(row):
                refused[place] = reason
            else:
                sound.append(row)
        refused |= _broken_rules(DESK[kind.name], sound)
        return refused | (_locked(facts) if kind.name == "cells" else {})


def _likely(kind: Kind, keys: Sequence[Key]) -> Q:
    """Return a condition that all rows under these keys fulfil, and few others."""
    table, likely = DESK[kind.name], Q()
    for part, name in enumerate(kind.key):
        field, values = lookup(table, name), {key[part] for key in keys}
        is_text = issubclass(columns(kind)[name].holds, str) and not field.endswith("__slug")
        among = Q(**{f"{field}__in": values if is_text else values - {""}})
        likely &= among | Q(**{f"{name}__isnull": True}) if field.endswith("__slug") else among
    return likely


def _as_rows(kind: Kind, facts: Sequence[Any], references: Slugs) -> list[Any]:
    """Return unsaved rows with made-up keys below 0; what the file itself brings is referred to by these."""
    known = dict(references)
    if kind.name in known:
        elsewhere = {slug: _LATER for fact in facts for slug in _own_links(kind, fact)}
        known[kind.name] = elsewhere | known[kind.name] | {fact.slug: -1 - at for at, fact in enumerate(facts)}
    table: Any = DESK[kind.name]
    rows = []
    for place, fact in enumerate(facts):
        row = table(pk=-1 - place)
        apply_fact(row, fact, known)
        rows.append(row)
    return rows


def _own_links(kind: Kind, fact: Any) -> Iterator[str]:
    for name in (name for name, target in kind.links.items() if target == kind.name):
        value = getattr(fact, name)
        yield from value if isinstance(value, tuple) else (value,)


def _broken_rules(table: Any, rows: Sequence[Any]) -> dict[int, str]:
    """Try the rules on a copy of the table that nobody else sees and that is gone afterwards."""
    rules = {each.name: each for each in table._meta.constraints if isinstance(each, CheckConstraint)}  # noqa: SLF001
    if not rows or not rules:
        return {}
    name = connection.ops.quote_name(table._meta.db_table)  # noqa: SLF001 (Django's documented name)
    with transaction.atomic():
        with connection.cursor() as cursor:
            # From here on to the rollback the name means the copy; it takes what the rules forbid.
            cursor.execute(f"CREATE TEMPORARY TABLE {name} (LIKE {name})")
        table._base_manager.bulk_create(rows)  # noqa: SLF001 (Django's documented name)
        kept = {rule: _as_column(each.condition) for rule, each in rules.items()}
        broken = Q(*((rule, False) for rule in kept), _connector=Q.OR)
        found = list(table._base_manager.annotate(**kept).filter(broken).values_list("pk", *kept))  # noqa: SLF001
        transaction.set_rollback(True)
    held_rules = {pk: dict(zip(kept, held, strict=True)) for pk, *held in found}
    return {-1 - pk: str(_first_broken(rules, held).violation_error_message) for pk, held in held_rules.items()}


def _as_column(condition: Any) -> Any:
    return ExpressionWrapper(condition, BooleanField())


def _first_broken(rules: Mapping[str, CheckConstraint], held: Mapping[str, bool | None]) -> CheckConstraint:
    return next(rule for name, rule in rules.items() if held[name] is False)


def _locked(facts: Sequence[Any]) -> dict[int, str]:
    locked = Cell.objects.exclude(locked="").values_list("use_case__slug", "branch", "locked")
    reasons = {(use_case, branch): reason for use_case, branch, reason in locked}
    return {
        place: f"this cell is locked: {reasons[fact.use_case, fact.branch.value]}"
        for place, fact in enumerate(facts)
        if (fact.use_case, fact.branch.value) in reasons
    }


def stored_facts(kind: str, *, published_only: bool = False, chunk: int = 1_000) -> Iterator[Any]:
    """Yield the desk's rows of a kind by natural key, a few at a time."""
    table = DESK[kind]
    rows: QuerySet[Any] = table.objects.published() if published_only else table.objects.all()
    keys = list(rows.by_natural_key().values_list("pk", flat=True))  # type: ignore[attr-defined]
    for start in range(0, len(keys), chunk):
        some = keys[start : start + chunk]
        found = {pk: fact for (pk,), fact in facts(table.objects.filter(pk__in=some), "pk")}
        yield from (found[pk] for pk in some if pk in found)
