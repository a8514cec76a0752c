"""Writes the desk's rows: refuses stale edits, keeps every value, lets only reviewers publish."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.models import DESK, Act, DeskRow, Revision, RowState
from catalog.models.base import Author
from catalog.models.facts import RowVersion, row_versions
from catalog.models.revisions import DRAFT_STATES, FINAL_STATES, PUBLISH
from catalog.registry import KINDS, FactKind

BATCH = 500
WRITING = (Act.ADDED.value, Act.CHANGED.value, Act.CORRECTED.value, Act.REVERTED.value)

type Links = Mapping[str, Sequence[int]]  # a field that holds several references → primary keys
NO_LINKS: Links = MappingProxyType({})

type Keys = Mapping[str, Mapping[str, int]]  # kind → slug → primary key
NO_KEYS: Keys = MappingProxyType({})


class DeskError(Exception):
    """The desk does not take this; the message is for the editor."""


class StaleError(DeskError):
    """Somebody changed the row after it was read."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"{who} changed this row after you opened it. Nothing of yours was saved. "
            "Compare the two."
        )


class LockedError(DeskError, PermissionDenied):
    """The cell is locked."""


class MayNotPublishError(DeskError, PermissionDenied):
    """Whoever writes may not publish."""


def may_publish(author: Author) -> bool:
    """Tell whether somebody may publish rows and take them out; a command of the operator may."""
    return author is None or author.has_perm(PUBLISH)


def publishes_own(author: Author) -> bool:
    """Tell whether somebody may publish rows that nobody else approves."""
    return may_publish(author) and not (settings.FOUR_EYES and author)


def number_of(row: DeskRow) -> int:
    """Return the number of a row's newest revision; 0 if the desk has written none yet."""
    return Revision.objects.of(row).values_list("number", flat=True).first() or 0


def since(row: DeskRow, number: int) -> list[Revision]:
    """Return the revision that was newest at this number, and all later ones, oldest first.

    What was stored past the desk was there to be seen, but is noted only with the next change.
    """
    newer = Revision.objects.of(row).filter(number__gte=number)
    revisions = list(newer.select_related("author").reverse())
    second = revisions[1:2]
    was_noted_later = bool(second) and second[0].act == Act.FOUND.value
    return revisions[1:] if was_noted_later else revisions


def write(  # each says something of its own
    row: DeskRow,
    *,
    author: Author,
    note: str = "",
    act: Act | None = None,
    links: Links = NO_LINKS,
) -> Revision | None:
    """Store a new or changed row and its revision; return None if nothing differs.

    An edit of a published row by somebody who may not publish it alone becomes a draft. Raises
    `LockedError` or `MayNotPublishError`.
    """
    (revision,) = write_many([row], author=author, note=note, act=act, links=[links])
    return revision


def write_many(  # noqa: PLR0913  # each says something of its own
    rows: Sequence[DeskRow],
    *,
    author: Author,
    note: str = "",
    act: Act | None = None,
    links: Sequence[Links] = (),
    moment: datetime | None = None,
    restores: bool = False,
) -> list[Revision | None]:
    """Store rows of one kind and their revisions, all or none.

    The number of queries does not grow with the rows.

    Changed rows are stored before new ones, so that a price can be ended and followed in one go.
    Several calls that are one act share a `moment`. What `restores` an earlier state needs no
    permission to publish. Raises `LockedError` or `MayNotPublishError`; the database's own refusals
    come through.
    """
    if not rows:
        return []
    table = type(rows[0])
    with transaction.atomic():
        before = _locked(table, [row.pk for row in rows if row.pk is not None])
        _refuse_locked(before.values())
        if not restores:
            for row in rows:
                _resolve_state(row, before.get(row.pk or 0), author)
        numbers = _record_external_changes(table.kind, before)
        had = table.hooks.had(before)
        _store(table, rows, links)
        after = row_versions(table.objects.filter(pk__in=[row.pk for row in rows]))
        if settings.FOUR_EYES and author is not None and not restores:
            _refuse_own(table.kind, before, after, author)
        entry = partial(_entry, table.kind, author=author, note=note, made=moment or timezone.now())
        entries: list[Revision | None] = []
        for row in rows:
            old, new = before.get(row.pk), after[row.pk]
            number, done = numbers.get(row.pk, 0) + 1, act or _act(old, new)
            entries.append(None if old == new else entry(row.pk, new, number=number, act=done))
        Revision.objects.bulk_create([entry for entry in entries if entry], batch_size=BATCH)
        for along in table.hooks.marked_along(rows, had):
            mark(along.rows, along.state, author=author, note=along.note)
    return entries


def _act(old: RowVersion | None, new: RowVersion) -> Act:
    """Return what became of a row, where whoever wrote it says no more."""
    if old is None:
        return Act.ADDED
    return Act.CHANGED if old.fact != new.fact else Act.MARKED


def mark(rows: QuerySet[Any], state: RowState, *, author: Author, note: str = "") -> list[Revision]:
    """Set the state of rows of one kind, and return a revision for each that was in another one."""
    with transaction.atomic():
        same_rows = rows.model.objects.filter(pk__in=rows.values("pk"))
        chosen = list(same_rows.exclude(state=state.value).order_by("pk"))
        for row in chosen:
            row.state = state.value
        revisions = write_many(chosen, author=author, note=note, act=Act.MARKED)
    return [revision for revision in revisions if revision is not None]


def revert(revision: Revision, *, author: Author, note: str = "") -> Revision | None:
    """Give a row the values of an older revision again, as a draft with a revision of its own.

    Raises `DeskError` where the row, or a row it needs, is gone.
    """
    table = DESK[revision.kind]
    row = table.objects.filter(pk=revision.row).order_by("pk").first()
    if row is None:
        raise DeskError("This row was deleted. Add it anew if it is needed.")
    links = apply_fact(row, revision.fact)
    row.state = RowState.DRAFT.value
    words = f"Back to change {revision.number}. {note}".strip()
    return write(row, author=author, note=words, act=Act.REVERTED, links=links)


def delete(row: DeskRow, *, author: Author) -> DeskRow | None:
    """Delete a row that readers never had.

    Return the one before it that gets its days back, if any.
    """
    with transaction.atomic():
        before: DeskRow | None = row.hooks.given_back(row)
        row.delete()
        if before is not None:
            words = f"The {row.kind.one} that ended this one was deleted."
            write_many([before], author=author, note=words, act=Act.REVERTED, restores=True)
    return before


def lock(row: DeskRow, note: str, *, author: Author, act: Act = Act.LOCKED) -> Revision:
    """Let nobody change a disputed row until it is unlocked.

    Raises `DeskError` where an act unlocks a row that is not disputed.
    """
    row.locked = note if act is Act.LOCKED else ""
    if row.locked and not row.disputed.strip():
        raise DeskError(f"Only a disputed {row.kind.one} is locked. Write down both sides first.")
    with transaction.atomic():
        before = _locked(type(row), [row.pk])
        numbers = _record_external_changes(row.kind, before)
        type(row).objects.filter(pk=row.pk).update(locked=row.locked)
        revision = _entry(
            row.kind,
            row.pk,
            before[row.pk],
            number=numbers[row.pk] + 1,
            act=act,
            author=author,
            note=note,
        )
        revision.save(force_insert=True)
    return revision


def ever_published(row: DeskRow) -> bool:
    """Tell whether readers may have seen a row: then it is taken out, never deleted."""
    return (
        row.state in FINAL_STATES
        or Revision.objects.of(row).filter(state__in=FINAL_STATES).exists()
    )


def apply_fact(row: DeskRow, fact: Any, keys: Keys = NO_KEYS) -> Links:
    """Give a row the values of a fact, and return what its lists refer to, for `write`.

    `keys` may hold those of whole kinds where many rows are filled. Raises `DeskError` for an
    unknown reference.
    """
    kind, links = row.kind, {}
    for name in kind.fields:
        value = getattr(fact, name)
        target = kind.parents.get(name) or kind.links.get(name)
        if target is None:
            setattr(row, name, list(value) if isinstance(value, tuple) else value)
        elif name in kind.lists:
            links[name] = [_key(target, slug, keys) for slug in value]
        else:
            setattr(row, f"{name}_id", None if value is None else _key(target, value, keys))
    return links


def wrong_field(row: DeskRow) -> str:
    """Return what the fields of a row refuse, references apart; empty where they take it."""
    references = {field.name for field in row._meta.fields if field.is_relation}  # noqa: SLF001 (Django's documented name)
    try:
        row.clean_fields(exclude=references)
    except ValidationError as wrong:
        refusals = [f"{name}: {' '.join(words)}" for name, words in wrong.message_dict.items()]
        return "; ".join(refusals)
    return ""


def broken_rule(refused: Exception) -> Any:
    """Return the desk's constraint by which the database refused a row; None if none is ours."""
    name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
    rules = (rule for table in DESK.values() for rule in table._meta.constraints)  # noqa: SLF001 (Django's documented name)
    return next((rule for rule in rules if rule.name == name), None)


def link(rows: Sequence[DeskRow], links: Sequence[Links]) -> None:
    """Let stored rows of one kind refer to these rows only.

    The number of queries does not grow with them.
    """
    for name in {name for several in links for name in several}:
        field: Any = rows[0]._meta.get_field(name)  # noqa: SLF001 (Django's documented name)
        through = field.remote_field.through._default_manager  # noqa: SLF001 (Django's documented name)
        ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
        linked = []
        for row, several in zip(rows, links, strict=True):
            pairs = ({ours: row.pk, theirs: key} for key in several.get(name, ()))
            linked += [through.model(**pair) for pair in pairs]
        through.filter(**{f"{ours}__in": [row.pk for row in rows]}).delete()
        through.bulk_create(linked, batch_size=BATCH)


def _key(kind: str, slug: str, keys: Keys) -> int:
    if kind in keys:
        pk = keys[kind].get(slug)
    else:
        rows: QuerySet[Any] = DESK[kind].objects.all()
        pk = rows.filter(slug=slug).order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        raise DeskError(f"There is no {DESK[kind]._meta.verbose_name} “{slug}”.")  # noqa: SLF001 (Django's documented name)
    return int(pk)


def last_published(on: date) -> dict[str, list[Any]]:
    """Return what readers keep of rows that are being edited, by kind.

    That is what was published last, unless it was taken out.

    One query, whatever the desk holds.
    """
    edited = Q()
    for kind, table in DESK.items():
        drafts = Q(state__in=DRAFT_STATES)
        # Until the day of what is dated ahead the row before it stands.
        ahead = Q(state=RowState.PUBLISHED.value, as_of__gt=on) if table.hooks.stands_until else Q()
        waiting = table.objects.filter(drafts | ahead).order_by().values("pk")
        edited |= Q(kind=kind, row__in=waiting)
    final = Revision.objects.filter(edited, state__in=FINAL_STATES)
    last: dict[tuple[str, int], Any] = {}
    for revision in final.order_by("kind", "row", "-number"):
        row = (revision.kind, revision.row)
        if row not in last and not DESK[revision.kind].hooks.waits(revision.fact, on):
            last[row] = revision.fact if revision.state == RowState.PUBLISHED.value else None
    facts: dict[str, list[Any]] = {name: [] for name in KINDS}
    for (kind, _), fact in last.items():
        if fact is not None:
            facts[kind].append(fact)
    return facts


def refuse_stale(row: DeskRow, seen: int) -> None:
    """Lock the row until the transaction ends. Raises `StaleError` if somebody wrote it since."""
    type(row).objects.select_for_update().filter(pk=row.pk).order_by("pk").values_list("pk").first()
    latest = Revision.objects.of(row).select_related("author").first()
    if (latest.number if latest else 0) != seen:
        author = latest.author if latest else None
        raise StaleError(author.get_username() if author else "Somebody")


def _refuse_locked(rows: Iterable[RowVersion]) -> None:
    for row in rows:
        if row.locked:
            raise LockedError(f"This cell is locked: {row.locked}")


def _resolve_state(row: DeskRow, before: RowVersion | None, author: Author) -> None:
    if publishes_own(author):
        return
    published, old_state = RowState.PUBLISHED.value, before.state if before else None
    if row.state == published == old_state:
        row.state = RowState.DRAFT.value  # readers keep what was published
    is_decided_now = row.state in FINAL_STATES and row.state != old_state
    if is_decided_now and not may_publish(author):
        raise MayNotPublishError(
            "Only a reviewer publishes a row or takes it out. Leave it in review."
        )


def _refuse_own(
    kind: FactKind,
    before: Mapping[int, RowVersion],
    after: Mapping[int, RowVersion],
    author: User,
) -> None:
    """Let nobody approve what they wrote since the row was published last."""
    # Whether the author wrote what each row holds that is published now.
    approved: dict[int, bool] = {}
    for pk, row in after.items():
        old = before.get(pk)
        if row.state == RowState.PUBLISHED.value and old != row:
            approved[pk] = old is None or old.fact != row.fact
    revisions = Revision.objects.filter(kind=kind.name, row__in=list(approved))
    for revision in revisions.order_by("row", "number"):
        if revision.state in FINAL_STATES:
            approved[revision.row] = before[revision.row].fact != after[revision.row].fact
        elif revision.act in WRITING and revision.author_id == author.pk:
            approved[revision.row] = True
    if any(approved.values()):
        raise MayNotPublishError("Somebody else has to approve what you wrote. Send it to review.")


def _locked(table: type[DeskRow], keys: Iterable[int]) -> dict[int, RowVersion]:
    """Lock rows until the transaction ends, and return them."""
    chosen = sorted(keys)
    if not chosen:
        return {}
    locking = table.objects.filter(pk__in=chosen).select_for_update().order_by("pk")
    locked = locking.values_list("pk", flat=True)
    return row_versions(table.objects.filter(pk__in=list(locked)))


def _record_external_changes(kind: FactKind, before: Mapping[int, RowVersion]) -> dict[int, int]:
    """Add revisions for rows stored without this module; return each row's newest number."""
    if not before:
        return {}
    newest_revisions = Revision.objects.filter(kind=kind.name, row__in=before).newest_of_each()
    heads = {head.row: head for head in newest_revisions}
    missed = []
    for pk, row in before.items():
        head = heads.get(pk)
        if head is None or (head.state, head.fact) != (row.state, row.fact):
            number = head.number + 1 if head else 1
            missed.append(_entry(kind, pk, row, number=number, act=Act.FOUND, author=None, note=""))
    Revision.objects.bulk_create(missed, batch_size=BATCH)
    newest = [*heads.values(), *missed]
    return {revision.row: revision.number for revision in newest}


def _store(table: type[DeskRow], rows: Sequence[DeskRow], links: Sequence[Links]) -> None:
    fields = [field for field in table._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 (Django's documented name)
    if table.hooks.locks:  # only the act of locking writes why
        fields = [field for field in fields if field.name != "locked"]
    changed = [row for row in rows if row.pk is not None]
    if changed:
        table.objects.bulk_update(changed, [field.name for field in fields], batch_size=BATCH)
    table.objects.bulk_create([row for row in rows if row.pk is None], batch_size=BATCH)
    if links:
        link(rows, links)


def _entry(kind: FactKind, pk: int, now: RowVersion, **rest: Any) -> Revision:
    return Revision(
        kind=kind.name,
        row=pk,
        key=list(kind.key_of(now.fact)),
        values=msgspec.json.encode(now.fact).decode(),
        state=now.state,
        **rest,
    )
