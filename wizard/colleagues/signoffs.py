"""Approvals: somebody's name and time under one version, taken back by whoever gave it or by the plan's owner."""

import re
import secrets
from datetime import timedelta

from django.utils.timezone import now

from wizard.colleagues.typed import LineField, SmallForm
from wizard.models import Plan, PlanVersion, SignOff, TakenBackBy
from wizard.models.colleagues import LONGEST_CONDITION, LONGEST_NAME, NotStoredError
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.locking import changes_plan

MOST = 100  # standing ones of one plan
CLOSED = "The owner of this plan takes no approvals. Ask the person who sent you the link."
MOST_TAKEN_BACK = (
    50  # of one plan; older ones are deleted, so that nobody can fill a plan up for good
)
PRESSED_TWICE = timedelta(seconds=15)
IF = re.compile(r"^(only )?if\s+", re.IGNORECASE)


class SignOffForm(SmallForm):
    name = LineField(
        label="Your name",
        most=LONGEST_NAME,
        missing="Write the name under which you approve.",
        attrs={"autocomplete": "name"},
        help_text="Everybody who has the link sees it, with the day.",
    )
    condition = LineField(
        label="On what condition, if any",
        most=LONGEST_CONDITION,
        missing="",
        required=False,
        help_text="It stands beside your name.",
    )

    def clean_condition(self) -> str:
        """Return the condition as it stands after "if"."""
        return IF.sub("", str(self.cleaned_data["condition"])).rstrip(".")


@changes_plan
def sign(plan: Plan, version: PlanVersion, name: str, condition: str, page: str) -> str:
    """Approve a version and return the key that takes it back; the same twice within a quarter of a minute approves once.

    `page` is the page as it was read, where it differs from the one stored with the version. Raises `NotStoredError`.
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    given = SignOff.objects.of_plan(plan.pk).active()
    twice = given.filter(
        version=version, name=name, condition=condition, signed__gte=now() - PRESSED_TWICE
    )
    if twice.update(key_hash=hash_of(key)):
        return key
    if not plan.takes_signoffs:
        raise NotStoredError(CLOSED)
    if given.count() >= MOST:
        raise NotStoredError(
            f"{MOST} approvals stand on this plan. Once its owner takes one back, there is space for yours."
        )
    SignOff.objects.create(
        version=version, name=name, condition=condition, page=page, key_hash=hash_of(key)
    )
    return key


def find(key: str) -> SignOff | None:
    return SignOff.objects.select_related("version__plan").filter(key_hash=hash_of(key)).first()


@changes_plan
def take_back(plan: Plan, pk: int, by: TakenBackBy) -> None:
    """Take a sign-off back; of those of its plan, the last `MOST_TAKEN_BACK` are kept."""
    given = SignOff.objects.of_plan(plan.pk)
    given.active().filter(pk=pk).update(taken_back=now(), taken_back_by=by.value)
    taken_back = given.filter(taken_back__isnull=False)
    old = taken_back.order_by("-taken_back", "-pk")[MOST_TAKEN_BACK:]
    SignOff.objects.filter(pk__in=[row.pk for row in old]).delete()
