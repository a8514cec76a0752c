"""Drafts: answers saved at every Continue, found by a private key.

They are never lost to a second window.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable
from types import MappingProxyType

from django.db.models import QuerySet

from wizard.models import Plan, PlanVersion
from wizard.plans.locking import changes_plan
from wizard.questions.flow import StoredPages

KEY_BYTES = 16
MOST_REMEMBERED = 20  # plans in one browser's cookie

# Built once, because every page of the walk asks for its plan.
ALL = Plan.objects.order_by()
ANSWERED = ALL.only("answers", "revision", "created")  # what a page of questions reads or saves
KEYS = ALL.only("pk")  # where it matters only that there is one
NOTHING: StoredPages = MappingProxyType({})


def hash_of(key: str) -> str:
    """Return the hash of a key, which is all that the database stores of it."""
    return hashlib.sha256(key.encode()).hexdigest()


def start(
    answers: StoredPages = NOTHING, copied_from: PlanVersion | None = None
) -> tuple[Plan, str]:
    """Make a draft, empty or with answers, and return it with its edit key.

    The key is kept nowhere.
    """
    edit_key = secrets.token_urlsafe(KEY_BYTES)
    draft = Plan(
        view_key=secrets.token_urlsafe(KEY_BYTES),
        edit_key_hash=hash_of(edit_key),
        answers=dict(answers),
    )
    if copied_from is None:
        draft.save(force_insert=True)
    else:
        _copy(copied_from.plan, copied_from, draft)
    return draft, edit_key


@changes_plan
def _copy(original: Plan, version: PlanVersion, draft: Plan) -> None:
    """Store a draft as a copy of a version; its plan stays until that is done."""
    draft.copied_from, draft.copied_number = version, version.number
    draft.copied_under = hash_of(original.view_key)
    draft.save(force_insert=True)


def find(edit_key: str, among: QuerySet[Plan] = ALL) -> Plan | None:
    """Return the plan with this private key, with the fields that these plans are read with."""
    return next(iter(among.filter(edit_key_hash=hash_of(edit_key))), None)


def remembered(edit_keys: Iterable[str]) -> list[tuple[str, Plan]]:
    """Return the plans of these keys that still exist, last changed first, each with its key."""
    by_hash = {hash_of(key): key for key in edit_keys}
    plans = (
        Plan.objects.filter(edit_key_hash__in=by_hash)
        .prefetch_related("versions")
        .order_by("-changed", "pk")
    )
    return [(by_hash[plan.edit_key_hash], plan) for plan in plans]


def mark_of(answers: StoredPages, keys: Collection[str]) -> str:
    """Return a mark of what these pages sent; it changes when an answer does."""
    text = json.dumps(
        {key: answers[key] for key in sorted(keys) if key in answers},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merged(
    answers: StoredPages, pages: StoredPages, *, seen: str, keys: Collection[str]
) -> StoredPages | None:
    """Return answers with these pages in them; None where others came since `seen`.

    They are the same where the pages are there already.
    """
    if all(answers.get(key) == fields for key, fields in pages.items()):
        return answers
    return {**answers, **pages} if mark_of(answers, keys) == seen else None


def save(plan: Plan, answers: StoredPages) -> bool:
    """Save answers in place of those that the plan was read with.

    Return whether those still stood there.
    """
    return _save(plan, answers, read=plan.revision)


@changes_plan
def _save(plan: Plan, answers: StoredPages, *, read: int) -> bool:
    if plan.revision != read:
        return False
    plan.answers = dict(answers)
    plan.revision += 1
    plan.touch()
    plan.save(update_fields=["answers", "revision", "changed"])
    return True
