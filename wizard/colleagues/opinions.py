"""Second opinions: begun without an account, kept only by consent, gone a day after the last answer otherwise."""

import secrets

from django import forms
from django.db import transaction
from django.utils.timezone import now

from wizard.colleagues.typed import LineField, SmallForm
from wizard.models import Opinion, Plan, PlanVersion
from wizard.models.colleagues import LONGEST_NAME
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.replies import catalog_of
from wizard.steps import opinion as comparing
from wizard.steps.asking import Stored
from wizard.steps.journey import Journey
from wizard.steps.opinion import Compared

MOST_OPINIONS = 100  # of one plan


class ConsentForm(SmallForm):
    name = LineField(
        label="Your name",
        most=LONGEST_NAME,
        missing="Write your name, or leave without keeping anything.",
        attrs={"autocomplete": "name"},
        help_text="Only the owner of the plan sees it.",
    )
    keep = forms.BooleanField(
        label="Keep my answers with my name, for the owner of this plan to read.",
        error_messages={"required": "Tick this if your answers may be kept. Without it, nothing is kept."},
    )


def begin(version: PlanVersion) -> str:
    """Start a second opinion on a version, and return its key, which is kept nowhere."""
    purge()
    key = secrets.token_urlsafe(KEY_BYTES)
    Opinion.objects.create(version=version, key_hash=hash_of(key))
    return key


def purge() -> int:
    """Delete opinions without consent that were not changed for a day; return how many."""
    return Opinion.objects.run_out(now()).delete()[0]


def find(view_key: str, key: str) -> Opinion | None:
    """Return the second opinion of this key on that plan, unless it ran out."""
    found = Opinion.objects.select_related("version__plan").filter(
        version__plan__view_key=view_key, key_hash=hash_of(key)
    )
    return found.exclude(pk__in=Opinion.objects.run_out(now()).values("pk")).first()


def way_of(opinion: Opinion) -> Journey:
    """Return the way through the goal questions, as they were asked for the plan's own version."""
    return comparing.walk(opinion.stored, catalog_of(opinion.version), opinion.version.decided_on)


def compared(opinion: Opinion) -> Compared:
    """Return the differences from the plan, and which of them would change its result."""
    version = opinion.version
    return comparing.compare(dict(version.answers), opinion.stored, catalog_of(version), version.decided_on)


def save(opinion: Opinion, stored: Stored) -> bool:
    """Save answers in place of those that it was read with; return whether they still stood there, and may be changed."""
    same = Opinion.objects.filter(pk=opinion.pk, answers=opinion.answers, revealed=None)
    opinion.answers = [list(pair) for pair in stored.items()]
    return bool(same.update(answers=opinion.answers, changed=now()))


def reveal(opinion: Opinion) -> None:
    """Show the plan; from then on the answers stay as they are."""
    Opinion.objects.filter(pk=opinion.pk, revealed=None).update(revealed=now(), changed=now())


@transaction.atomic
def consent(opinion: Opinion, name: str) -> bool:
    """Store it under a name, as its giver agreed; return False where the plan has as many as it may have."""
    plan = Plan.objects.select_for_update().only("pk").get(pk=opinion.version.plan_id)
    if Opinion.objects.agreed().filter(version__plan=plan).count() >= MOST_OPINIONS:
        return False
    Opinion.objects.filter(pk=opinion.pk, agreed=None, revealed__isnull=False).update(name=name, agreed=now())
    return True
