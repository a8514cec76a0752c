"""What plans hold: of those that attacks have the key of, read cheaply after each; of the others, as a mark."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wizard.models import PilotResult, Plan, PlanVersion

# All in one question: what would be refused at the end of the transaction is refused here, and a row that was written has
# another place or another writer.
_ASK = (
    "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; "
    "SELECT id, ctid::text || ' ' || xmin::text FROM wizard_plan WHERE id IN ({}) ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """Stored answers by plan, and where their rows are, which changes with every write."""

    places: Mapping[int, str]
    answers: Mapping[int, Mapping[str, Any]]


def take_snapshot(plans: tuple[int, ...], before: PlanSnapshot | None = None) -> PlanSnapshot:
    """Read it; what has not been written since is not read again.

    Raises `django.db.DatabaseError` where a constraint is broken that counts at the end of the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK.format(", ".join(map(str, plans))))
        while cursor.cursor.nextset():
            pass
        places = dict(cursor.cursor.fetchall())
    if before is not None and places == before.places:
        return before
    return PlanSnapshot(places, {plan.pk: dict(plan.stored) for plan in Plan.objects.filter(pk__in=places)})


def digest(plans: Iterable[int]) -> str:
    """Return a mark of what these plans hold, which changes when an answer, a version or a result does."""
    wanted = list(plans)
    rows = (
        Plan.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "title", "answers", "revision"),
        PlanVersion.objects.filter(plan__in=wanted).order_by("pk").values_list("pk", "number", "answers", "advice"),
        PilotResult.objects.filter(pilot__plan__in=wanted).order_by("pk").values_list("pk", "values"),
    )
    return hashlib.sha256(repr([list(each) for each in rows]).encode()).hexdigest()
