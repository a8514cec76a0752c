"""Second opinions: where a colleague answers otherwise and what that changes; kept only by consent, else gone after a day."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import now

from catalog.formatting import format_list
from catalog.schema import Catalog
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.decide import decide
from wizard.models import Opinion, Plan, PlanVersion
from wizard.models.colleagues import LONGEST_NAME, NotStoredError
from wizard.plans.document.words import advised_name, newly_named
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.locking import changes_plan, lock_plans, retried
from wizard.plans.replies import catalog_of
from wizard.steps.asking import Stored
from wizard.steps.goal import GOAL
from wizard.steps.journey import Given, Journey, travel

MOST_OPINIONS = 100  # of one plan
STEPS = (GOAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDifference:
    """One question that both were asked and answered differently; `turns` says what that alone would turn."""

    short: str
    theirs: str
    owners: str
    turns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All differences, those that matter first, and what the plan would say with all of the colleague's answers."""

    differences: tuple[AnswerDifference, ...]
    alike: int
    together: str = ""

    @property
    def mattering(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if row.turns)

    @property
    def others(self) -> tuple[AnswerDifference, ...]:
        return tuple(row for row in self.differences if not row.turns)


def compare(owner: Stored, colleague: Stored, catalog: Catalog, on: date) -> Compared:
    """Return where the answers differ. A difference matters where the owner's plan with that one answer says otherwise."""
    mine, theirs = _goal(travel(owner, catalog, on)), _goal(travel(colleague, catalog, on, STEPS))
    both = [name for name in mine if name in theirs]
    differing = [name for name in both if mine[name].value != theirs[name].value]
    rows = [
        AnswerDifference(
            short=mine[name].asked.short,
            theirs=theirs[name].describe(),
            owners=mine[name].describe(),
            turns=_turns(owner, _with(owner, colleague, [name]), catalog, on),
        )
        for name in differing
    ]
    return Compared(
        differences=tuple(sorted(rows, key=lambda row: not row.turns)),
        alike=len(both) - len(differing),
        together=_turns(owner, _with(owner, colleague, differing), catalog, on)
        if differing
        else "",
    )


def _goal(journey: Journey) -> Mapping[str, Given]:
    given = (given for stop in journey.stops if stop.step is GOAL for given in stop.given)
    return {row.asked.name: row for row in given if row.answered}


def _with(owner: Stored, colleague: Stored, names: list[str]) -> Stored:
    """Return the owner's answers with some of the colleague's in their place.

    Where other things should come out, what the colleague said of each new one comes with it.
    """
    new = (
        {name: value for name, value in colleague.items() if name not in owner}
        if "outputs" in names
        else {}
    )
    return {**new, **owner, **{name: colleague[name] for name in names}}


def _turns(owner: Stored, changed: Stored, catalog: Catalog, on: date) -> str:
    """Return what the owner's plan would say otherwise with other answers; nothing where it says the same."""
    before, after = (
        decide(travel(each, catalog, on).answers, catalog, on) for each in (owner, changed)
    )
    return format_list(
        f"{advised_name(part, catalog)} for {part.unit_plural}"
        for _, part in newly_named(before, after)
    )


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
        error_messages={
            "required": "Tick this if your answers may be kept. Without it, nothing is kept."
        },
    )


def begin(version: PlanVersion) -> str:
    """Start a second opinion on a version, and return its key, which is kept nowhere."""
    purge()
    key = secrets.token_urlsafe(KEY_BYTES)
    _begin(version.plan, version, key)
    return key


@changes_plan
def _begin(_: Plan, version: PlanVersion, key: str) -> None:
    Opinion.objects.create(version=version, key_hash=hash_of(key))


def purge() -> int:
    """Delete opinions without consent that were not changed for a day; return how many."""
    return delete_all(Opinion.objects.run_out(now()))


@retried
def delete_all(opinions: QuerySet[Opinion]) -> int:
    """Delete opinions on whichever plans; return how many."""
    plans = lock_plans(opinions.values_list("version__plan", flat=True))
    return opinions.filter(version__plan__in=plans).delete()[0]


def find(view_key: str, key: str) -> Opinion | None:
    """Return the second opinion of this key on that plan, unless it ran out."""
    found = Opinion.objects.select_related("version__plan").filter(
        version__plan__view_key=view_key, key_hash=hash_of(key)
    )
    return found.exclude(pk__in=Opinion.objects.run_out(now()).values("pk")).first()


def way_of(opinion: Opinion) -> Journey:
    """Return the way through the goal questions, as they were asked for the plan's own version."""
    return travel(opinion.stored, catalog_of(opinion.version), opinion.version.decided_on, STEPS)


def compared(opinion: Opinion) -> Compared:
    """Return the differences from the plan, and which of them would change its result."""
    version = opinion.version
    return compare(dict(version.answers), opinion.stored, catalog_of(version), version.decided_on)


def save(opinion: Opinion, stored: Stored) -> bool:
    """Save answers in place of those that it was read with; return whether they still stood there, and may be changed."""
    return _save(opinion.version.plan, opinion, stored)


@changes_plan
def _save(plan: Plan, opinion: Opinion, stored: Stored) -> bool:
    same = _of(plan, opinion).filter(answers=opinion.answers, revealed=None)
    answers = [list(pair) for pair in stored.items()]
    return bool(same.update(answers=answers, changed=now()))


@changes_plan
def reveal(plan: Plan, opinion: Opinion) -> None:
    """Show the plan; from then on the answers stay as they are."""
    _of(plan, opinion).filter(revealed=None).update(revealed=now(), changed=now())


@changes_plan
def consent(plan: Plan, opinion: Opinion, name: str) -> None:
    """Store it under a name, as its giver agreed. Raises `NotStoredError` where the plan has as many as it may have."""
    if Opinion.objects.agreed().filter(version__plan=plan).count() >= MOST_OPINIONS:
        raise NotStoredError(f"This plan has {MOST_OPINIONS} second opinions, and keeps no more.")
    _of(plan, opinion).filter(agreed=None, revealed__isnull=False).update(name=name, agreed=now())


@changes_plan
def delete(plan: Plan, opinion: Opinion) -> None:
    """Delete an opinion, as its giver or the owner of the plan may."""
    _of(plan, opinion).delete()


def _of(plan: Plan, opinion: Opinion) -> QuerySet[Opinion]:
    return Opinion.objects.filter(version__plan=plan, pk=opinion.pk)
