"""Approvals: somebody's name and time under one version.

One is taken back by whoever gave it or by the plan's owner.
"""

import re
import secrets

from django import forms
from django.utils.timezone import now

from wizard.colleagues.typed import LineField, SmallForm
from wizard.models import Plan, PlanVersion, SignOff, TakenBackBy
from wizard.models.colleagues import LONGEST_CONDITION, LONGEST_NAME, NotStoredError
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.locking import changes_plan

MOST = 100  # standing ones of one plan
CLOSED = "The owner of this plan takes no approvals. Ask the person who sent you the link."
# Of one plan; older ones are deleted, so that nobody can fill a plan up for good.
MOST_TAKEN_BACK = 50
A_KEY = re.compile(r"[\w-]{22}", re.ASCII)


class SignOffForm(SmallForm):
    """A name, a condition, and the key that takes the approval back.

    The key is drawn with the form; a repeat is known by it.
    """

    once = forms.CharField(widget=forms.HiddenInput, required=False)
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

    def clean_once(self) -> str:
        """Return the key that the form holds; a new one where it holds none."""
        once = str(self.cleaned_data["once"])
        return once if A_KEY.fullmatch(once) else new_key()

    def clean_condition(self) -> str:
        """Return the condition in the signer's own words, to be quoted."""
        return str(self.cleaned_data["condition"]).rstrip(".")


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


@changes_plan
def sign(  # noqa: PLR0913  # what is signed, and how
    plan: Plan, version: PlanVersion, *, name: str, condition: str, once: str, page: str
) -> str:
    """Approve a version and return the key that takes it back: `once`, which came with the form.

    The same form sent twice approves once; sent again with other words it gets a key of its own.
    `page` is the page as it was read, where it differs from the one stored with the version. Raises
    `NotStoredError`.
    """
    from_this_form = SignOff.objects.filter(key_hash=hash_of(once))
    if from_this_form.active().filter(version=version, name=name, condition=condition).exists():
        return once
    if not plan.takes_signoffs:
        raise NotStoredError(CLOSED)
    if SignOff.objects.of_plan(plan.pk).active().count() >= MOST:
        raise NotStoredError(
            f"{MOST} approvals stand on this plan. Once its owner takes one back, there is "
            "space for yours."
        )
    key = new_key() if from_this_form.exists() else once
    SignOff.objects.create(
        version=version, name=name, condition=condition, page=page, key_hash=hash_of(key)
    )
    return key


def find(key: str) -> SignOff | None:
    return SignOff.objects.select_related("version__plan").filter(key_hash=hash_of(key)).first()


@changes_plan
def take_back(plan: Plan, pk: int, by: TakenBackBy) -> None:
    """Take a sign-off back; of those of its plan, the last `MOST_TAKEN_BACK` are kept."""
    rows = SignOff.objects.of_plan(plan.pk)
    rows.active().filter(pk=pk).update(taken_back=now(), taken_back_by=by.value)
    taken_back = rows.filter(taken_back__isnull=False)
    old = taken_back.order_by("-taken_back", "-pk")[MOST_TAKEN_BACK:]
    SignOff.objects.filter(pk__in=[row.pk for row in old]).delete()
