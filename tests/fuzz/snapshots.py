"""What plans hold.

Plans that attacks have the key of are read cheaply after each attack; the others are kept as a
mark.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.urls import Resolver404, resolve

from tests.fuzz.firing import Attack
from wizard.models import PilotResult, Plan, PlanVersion

# All in one question: what would be refused at the end of the transaction is refused here, and a
# row that was written has another place or another writer.
_ASK = (
    "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; SELECT id, ctid::text || ' ' || "
    "xmin::text FROM wizard_plan WHERE id IN ({}) ORDER BY id"
)

type Answers = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """Stored answers by plan, and where their rows are, which changes with every write."""

    places: Mapping[int, str]
    answers: Answers


def take_snapshot(plans: tuple[int, ...], before: PlanSnapshot | None = None) -> PlanSnapshot:
    """Read it; what has not been written since is not read again.

    Raises `django.db.DatabaseError` where a constraint is broken that counts at the end of the
    transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK.format(", ".join(map(str, plans))))
        while cursor.cursor.nextset():
            pass
        places = dict(cursor.cursor.fetchall())
    if before is not None and places == before.places:
        return before
    return PlanSnapshot(
        places, {plan.pk: dict(plan.answers) for plan in Plan.objects.filter(pk__in=places)}
    )


def digest(plans: Iterable[int]) -> str:
    """Return a mark of what these plans hold.

    It changes when an answer, a version or a result does.
    """
    wanted = list(plans)
    rows = (
        Plan.objects.filter(pk__in=wanted)
        .order_by("pk")
        .values_list("pk", "title", "answers", "revision"),
        PlanVersion.objects.filter(plan__in=wanted)
        .order_by("pk")
        .values_list("pk", "number", "answers", "decision"),
        PilotResult.objects.filter(pilot__plan__in=wanted)
        .order_by("pk")
        .values_list("pk", "values"),
    )
    return hashlib.sha256(repr([list(each) for each in rows]).encode()).hexdigest()


def lost(attack: Attack, answer: Any, before: Answers, now: Answers) -> Iterator[str]:
    """Say which acknowledged answers are gone.

    A page of questions changes its own alone, all else none.
    """
    leads_on = answer.status_code in {HTTPStatus.SEE_OTHER, HTTPStatus.FOUND}
    shows_next = answer.status_code == HTTPStatus.OK and "HX-Push-Url" in answer.headers
    for pk, old in before.items() if before is not now else ():
        new = now.get(pk)
        if new is None:
            if not (attack.path.endswith("/delete/") and leads_on):
                yield f"plan {pk} is gone"
            continue
        changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        taken = attack.method == "POST" and (
            answer.status_code == HTTPStatus.SEE_OTHER or shows_next
        )
        if changed and not (taken and changed <= _asked(attack, old)):
            yield f"answers were changed: {', '.join(sorted(changed))}"


def _asked(attack: Attack, stored: Mapping[str, Any]) -> set[str]:
    """Return the names of the questions on the page that was sent."""
    try:
        found = resolve(attack.path)
    except Resolver404:
        return set()
    if found.view_name != "questions:page":
        return set()
    return {str(found.kwargs["page"])}
