"""What lists and boards of others propose: kept for editors, with what was decided of the same before."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from catalog.exchange.importing import WRITTEN
from catalog.exchange.runs import store_run
from catalog.models import Import, ImportChoice, ImportRow
from catalog.registry import FactKind

LATER = timedelta(days=14)  # a proposal that was postponed comes back after so long
# What a row says of its day and its source; two proposals are the same if nothing else differs.
PROOF = frozenset({"valid_from", "valid_to", "last_seen", "basis", "source", "as_of"})

type Choices = Mapping[frozenset[tuple[str, str]], ImportRow]


def store_proposals(
    kind: FactKind, found: Iterable[ImportRow], days: Mapping[str, date], *, author: User | None
) -> Import:
    """Store what dated lists propose, in place of an older comparison of the same lists of which nothing was taken.

    What was refused stays so, what was postponed waits `LATER`.
    """
    origin = " and ".join(f"{name}, {day.isoformat()}" for name, day in days.items())
    with transaction.atomic():
        run = store_run(kind, _with_choices(found, _choices(kind)), origin=origin, author=author, watched=True)
        older = Import.objects.filter(watched=True, kind=kind.name, taken_at=None).exclude(pk=run.pk).order_by("pk")
        lists = {each.pk: {part.partition(",")[0] for part in each.origin.split(" and ")} for each in older}
        replaced = [pk for pk, names in lists.items() if names <= days.keys()]
        Import.objects.filter(pk__in=replaced).delete()
    return run


def _with_choices(found: Iterable[ImportRow], choices: Choices) -> Iterator[ImportRow]:
    for row in found:
        if row.act in WRITTEN and (before := choices.get(_content(row))):
            row.choice, row.decided_at = before.choice, before.decided_at
        yield row


def _choices(kind: FactKind) -> Choices:
    """Return the proposals that somebody refused, or postponed lately, by what they say."""
    rows = ImportRow.objects.filter(run__watched=True, run__kind=kind.name).order_by("decided_at", "pk")
    postponed = rows.filter(choice=ImportChoice.LATER.value, decided_at__gt=timezone.now() - LATER)
    return {_content(row): row for row in rows.filter(choice=ImportChoice.REFUSED.value) | postponed}


def _content(row: ImportRow) -> frozenset[tuple[str, str]]:
    return frozenset((name, text) for name, text in json.loads(row.cells).items() if text and name not in PROOF)
