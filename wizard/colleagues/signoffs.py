"""Sign-offs: somebody's name and time under one version, taken back by whoever gave it or by the plan's owner."""

import secrets
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db import transaction
from django.utils.timezone import localdate, now

from catalog.wording import day
from wizard.colleagues.typed import Line, SmallForm, hash_of, is_key
from wizard.models import Plan, PlanVersion, SignOff, TakenBackBy
from wizard.models.signoffs import LONGEST_SIGNATURE

MOST = 100  # of one plan
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
        return f"Signed off by {self.name} on {day(self.on)}, version {self.number}."


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
    Plan.objects.select_for_update().only("pk").get(pk=version.plan_id)
    given = SignOff.objects.filter(key_hash=hash_of(key)).first()
    if given is not None:
        same = (given.version_id, given.name, given.taken_back) == (version.pk, name, None)
        return None if same else NotSigned("This form was used already. Open it again.")
    if version.signoffs.standing().filter(name__iexact=name).exists():
        return NotSigned(f"{name} has signed this version already.")
    if SignOff.objects.filter(version__plan=version.plan_id).count() >= MOST:
        return NotSigned(f"This plan has {MOST} sign-offs, and takes no more.")
    SignOff.objects.create(version=version, name=name, key_hash=hash_of(key))
    return None


def find(key: str) -> SignOff | None:
    """Return the sign-off that this key takes back."""
    return SignOff.objects.select_related("version__plan").filter(key_hash=hash_of(key)).first()


def take_back(signoff: SignOff, by: TakenBackBy) -> None:
    """Take a sign-off back; once is enough."""
    SignOff.objects.standing().filter(pk=signoff.pk).update(taken_back=now(), taken_back_by=by.value)


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
