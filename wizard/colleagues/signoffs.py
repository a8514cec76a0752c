"""Sign-offs: somebody's name and time under one version, taken back by whoever gave it or by the plan's owner."""

import secrets
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db import transaction
from django.utils.timezone import localdate, now

from catalog.formatting import format_day
from wizard.colleagues.typed import Line, SmallForm, hash_of, is_key
from wizard.models import Plan, PlanVersion, SignOff, TakenBackBy
from wizard.models.signoffs import LONGEST_SIGNATURE

MOST = 100  # standing ones of one plan
CLOSED = "The owner of this plan takes no sign-offs. Ask the person who sent you the link."
MOST_TAKEN_BACK = 50  # of one plan; older ones are deleted, so that nobody can fill a plan up for good
KEY_BYTES = 16


class SignOffForm(SmallForm):
    """Who signs, which version, and that it was read."""

    name = Line(
        label="Your name",
        most=LONGEST_SIGNATURE,
        missing="Write the name under which you sign.",
        attrs={"autocomplete": "name"},
        help_text="Everybody who has the link sees it, with the day.",
    )
    read = forms.BooleanField(
        label="I have read this version, and it is fine by me.",
        error_messages={"required": "Tick this once you have read the version. Without it, nothing is signed."},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSignOff:
    """A sign-off as pages show it."""

    pk: int
    name: str
    number: int
    on: date
    taken_back: date | None = None
    earlier: bool = False  # a later version was made since

    @property
    def sentence(self) -> str:
        """Say who signed what, and when."""
        return f"Signed off by {self.name} (name as typed) on {format_day(self.on)}, version {self.number}."


@dataclass(frozen=True, slots=True)
class NotSigned:
    """Why nothing was signed, in a sentence."""

    text: str


def new_key() -> str:
    """Return a key for one sign-off; it comes with the form, so that pressing twice signs once."""
    return secrets.token_urlsafe(KEY_BYTES)


@transaction.atomic
def sign(version: PlanVersion, name: str, key: str) -> NotSigned | None:
    """Sign a version; the same key twice signs once."""
    if not is_key(key):
        return NotSigned("This form cannot be read any more. Open it again.")
    plan = Plan.objects.select_for_update().only("pk", "takes_signoffs").get(pk=version.plan_id)
    given = SignOff.objects.filter(key_hash=hash_of(key)).first()
    if given is not None:
        same = (given.version_id, given.name, given.taken_back) == (version.pk, name, None)
        return None if same else NotSigned("This form was used already. Open it again.")
    if not plan.takes_signoffs:
        return NotSigned(CLOSED)
    if SignOff.objects.of_plan(plan.pk).standing().count() >= MOST:
        return NotSigned(
            f"{MOST} sign-offs stand on this plan. Once its owner takes one back, there is space for yours."
        )
    SignOff.objects.create(version=version, name=name, key_hash=hash_of(key))
    return None


def find(key: str) -> SignOff | None:
    """Return the sign-off that this key takes back."""
    return SignOff.objects.select_related("version__plan").filter(key_hash=hash_of(key)).first()


@transaction.atomic
def take_back(signoff: SignOff, by: TakenBackBy) -> None:
    """Take a sign-off back; of those of its plan, the last `MOST_TAKEN_BACK` are kept."""
    SignOff.objects.standing().filter(pk=signoff.pk).update(taken_back=now(), taken_back_by=by.value)
    old = SignOff.objects.filter(version__plan=signoff.version.plan_id).taken_back_last_first()[MOST_TAKEN_BACK:]
    SignOff.objects.filter(pk__in=[row.pk for row in old]).delete()


def switch(plan: Plan, *, takes: bool) -> None:
    """Take sign-offs of a plan, or no more; those that were given stay."""
    Plan.objects.filter(pk=plan.pk).update(takes_signoffs=takes)


def of_plan(plan: int, latest: int) -> tuple[ShownSignOff, ...]:
    """Return all sign-offs of a plan, oldest first; those taken back say so."""
    return tuple(
        _shown(row, row.number, latest)  # type: ignore[attr-defined]  # from the query
        for row in SignOff.objects.of_plan(plan)
    )


def _shown(row: SignOff, number: int, latest: int) -> ShownSignOff:
    return ShownSignOff(
        pk=row.pk,
        name=row.name,
        number=number,
        on=localdate(row.signed),
        taken_back=localdate(row.taken_back) if row.taken_back else None,
        earlier=number < latest,
    )
