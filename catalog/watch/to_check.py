"""What a person has to look at, kept once for each thing that a list says.

Drafts are made of it in one act.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from catalog import desk
from catalog.models import DESK, CheckChoice, CheckResult, ListCheck, RowState, ToCheck
from catalog.models.base import Author
from catalog.models.rows import rows_of_keys
from catalog.registry import KIND_OF, KINDS
from catalog.watch.crediting import credited
from catalog.watch.findings import CheckSort, ListFinding
from catalog.watch.watched_lists import LISTS

STAYS = (CheckChoice.DRAFTED.value, CheckChoice.DONE.value, CheckChoice.REFUSED.value)


def store_checks(findings: Iterable[ListFinding], days: Mapping[str, date]) -> list[ToCheck]:
    """Keep what lists say that a person has to look at, and return it.

    A model that a list had when it was looked at first is none that is new.
    """
    lines = {
        (finding.origin, finding.to_check.sort, finding.to_check.about): finding.to_check
        for finding in findings
        if finding.to_check is not None
    }
    stored = {
        (row.origin, row.sort, row.about): row
        for row in ToCheck.objects.filter(origin__in=list(days)).order_by("pk")
    }
    seen_before = set(
        ListCheck.objects.filter(origin__in=list(days), result=CheckResult.GOOD.value)
        .order_by("origin")
        .values_list("origin", flat=True)
    )
    new, changed = [], []
    for key, line in lines.items():
        origin, sort, about = key
        row = stored.get(key)
        if row is None:
            is_old = sort is CheckSort.MODEL and origin not in seen_before
            choice = CheckChoice.BEFORE if is_old else CheckChoice.OPEN
            row = ToCheck(origin=origin, sort=sort.value, about=about, choice=choice.value)
            row.first_seen = days[origin]
            new.append(row)
        else:
            changed.append(row)
        row.seller, row.says, row.page = line.seller, line.says, line.page
        row.drafts, row.last_seen = _written(line.drafts), days[origin]
    ToCheck.objects.bulk_create(new, batch_size=desk.BATCH)
    names = ["seller", "says", "page", "drafts", "last_seen"]
    ToCheck.objects.bulk_update(changed, names, batch_size=desk.BATCH)
    return new + changed


def forget_unsaid(origin: str, named: Iterable[int]) -> None:
    """Delete what a list said before and says no longer, unless somebody decided it."""
    unsaid = ToCheck.objects.filter(origin=origin).exclude(pk__in=list(named))
    unsaid.exclude(choice__in=STAYS).delete()


def _written(drafts: Sequence[Any]) -> str:
    rows = [(KIND_OF[type(fact)].name, json.loads(msgspec.json.encode(fact))) for fact in drafts]
    return json.dumps(rows)


@transaction.atomic
def make_drafts(row: ToCheck, *, author: Author) -> list[Any]:
    """Make the drafts of a list's words in one act; return the rows. Raises `desk.DeskError`.

    A row that is there by now is changed, and one that somebody made meanwhile just so stays as it
    is.
    """
    if row.origin in LISTS:
        credited(LISTS[row.origin])
    moment = timezone.now()
    made: list[Any] = []
    for kind_name, values in json.loads(row.drafts):
        kind = KINDS[kind_name]
        fact = kind.read(json.dumps(values))
        present = dict(rows_of_keys(DESK[kind_name], [kind.key_of(fact)]))
        stored = present.get(kind.key_of(fact)) or DESK[kind_name]()
        links = desk.apply_fact(stored, fact)
        if reason := desk.wrong_field(stored):
            raise desk.DeskError(reason)
        stored.state = RowState.DRAFT.value
        desk.write_many(
            [stored],
            author=author,
            note=f"{row.origin} has it, {row.last_seen.isoformat()}.",
            links=[links],
            moment=moment,
        )
        made.append(stored)
    note_choice([row], CheckChoice.DRAFTED, author=author)
    return made


def note_choice(rows: Iterable[ToCheck], choice: CheckChoice, *, author: Author) -> int:
    """Note what somebody decided about some things, and return of how many."""
    chosen = list(rows)
    for row in chosen:
        row.choice, row.author, row.decided_at = choice.value, author, timezone.now()
        row.save(update_fields=["choice", "author", "decided_at"])
    return len(chosen)
