"""Drafts: answers saved at every Continue, found by a private key, and never lost to a second window."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from wizard.models import Plan, PlanVersion
from wizard.steps.asking import Json, Stored

KEY_BYTES = 16
CHANGED = ("answers", "revision", "changed")  # by an answer
MOST_REMEMBERED = 20  # plans in one browser's cookie


@dataclass(frozen=True, slots=True)
class Saved:
    """The plan with the answers in it."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Another window saved other answers to these questions meanwhile; nothing was changed."""

    plan: Plan


def hash_of(key: str) -> str:
    """Return what is stored of a key that must not be readable in the database."""
    return hashlib.sha256(key.encode()).hexdigest()


def start(answers: Stored | None = None, copied_from: PlanVersion | None = None) -> tuple[Plan, str]:
    """Make a draft, empty or with answers to start from, and return it with its edit key, which is kept nowhere."""
    edit_key = secrets.token_urlsafe(KEY_BYTES)
    plan = Plan.objects.create(
        view_key=secrets.token_urlsafe(KEY_BYTES),
        edit_key_hash=hash_of(edit_key),
        answers=[list(pair) for pair in (answers or {}).items()],
        copied_from=copied_from,
        copied_number=copied_from.number if copied_from else None,
        copied_under=hash_of(copied_from.plan.view_key) if copied_from else "",
    )
    return plan, edit_key


def find(edit_key: str) -> Plan | None:
    """Return the plan with this private key."""
    return Plan.objects.filter(edit_key_hash=hash_of(edit_key)).first()


def remembered(edit_keys: Iterable[str]) -> list[tuple[str, Plan]]:
    """Return the plans of these keys that still exist, the one changed last first, each with its key."""
    by_hash = {hash_of(key): key for key in edit_keys}
    return [(by_hash[plan.edit_key_hash], plan) for plan in Plan.objects.of_edit_hashes(list(by_hash))]


def mark_of(stored: Stored, names: Iterable[str]) -> str:
    """Return a mark of what is stored under these names; it changes when one of them does."""
    shown = [[name, stored[name]] if name in stored else [name] for name in names]
    text = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def save(edit_key: str, values: Mapping[str, Json], *, seen: str, names: Iterable[str]) -> Saved | Overtaken | None:
    """Store answers, unless another window changed them since `seen`; None where the plan is gone.

    Names that have no value are left as they are. An answer of None takes the old one back.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update().filter(edit_key_hash=hash_of(edit_key)).first()
        if plan is None:
            return None
        found = _changed(plan, values, seen, names)
        if isinstance(found, Saved) and found.plan is not plan:
            found.plan.save(update_fields=CHANGED)
        return found


def _changed(plan: Plan, values: Mapping[str, Json], seen: str, names: Iterable[str]) -> Saved | Overtaken:
    """Return the plan as it is with these answers in it, stored nowhere; as it was where it has them already."""
    stored: dict[str, Any] = dict(plan.answers)
    if all(name in stored and stored[name] == value for name, value in values.items()):
        return Saved(plan)
    if mark_of(stored, names) != seen:
        return Overtaken(plan)
    after = copy(plan)
    after.answers = [list(pair) for pair in (stored | dict(values)).items()]
    after.revision += 1
    after.touch()
    return Saved(after)
