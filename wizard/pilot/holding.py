"""A pilot on file: its terms, the trials that count, a verdict for each model; locked while somebody changes it."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import msgspec
from django.db import transaction
from django.utils.timezone import now

from wizard.models import ModelVerdict, Pilot, Plan, TrialRow
from wizard.pilot import trials as judging
from wizard.pilot.terms import Goal, Rule, TargetSlug, Terms, Trial
from wizard.pilot.trials import Verdict, VerdictState

NAMES = {"minutes": "time", "accepted": "quality", "usd": "cost"}
SLUGS = {word.value: word for word in TargetSlug}
RULES = {word.value: word for word in Rule}
_JSON = msgspec.json.Decoder(Verdict)


class OvertakenError(Exception):
    """Another window saved something meanwhile; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A trial: the row that counts, and those it took the place of, the first one first."""

    last: TrialRow
    earlier: tuple[TrialRow, ...] = ()


def of(plan: Plan) -> Pilot | None:
    """Return the pilot of a plan with all that its pages show; None where its owner set nothing."""
    return Pilot.objects.whole().filter(plan=plan).first()


def terms_of(pilot: Pilot) -> Terms:
    """Return the terms of a pilot as the engine reads them."""
    rows = {row.slug: row for row in pilot.targets.all()}
    return Terms(
        goals=tuple(
            Goal(
                slug=SLUGS[slug],
                threshold=row.threshold,
                at_most=row.at_most,
                worth_having=row.worth_having,
                primary=row.primary,
                baseline=row.baseline,
                spread=row.spread,
            )
            for slug in NAMES
            if (row := rows.get(slug))
        ),
        rule=RULES[pilot.rule],
        wrong_yes=Decimal(pilot.wrong_yes),
        missed=Decimal(pilot.missed),
        trials=pilot.trials,
        usd_per_minute=None if pilot.usd_per_hour is None else pilot.usd_per_hour / 60,
    )


def stories(pilot: Pilot) -> list[Story]:
    """Return every trial with its corrections, struck ones too, by number."""
    found: dict[int, list[TrialRow]] = {}
    for row in TrialRow.objects.filter(pilot=pilot).in_order():
        found.setdefault(row.number, []).append(row)
    return [Story(last=rows[-1], earlier=tuple(rows[:-1])) for rows in found.values()]


def counting(pilot: Pilot) -> list[TrialRow]:
    """Return the rows that count, by number."""
    return [story.last for story in stories(pilot) if not story.last.struck]


def as_trial(row: TrialRow) -> Trial:
    """Return a row as the engine reads it."""
    return Trial(
        number=row.number,
        model=row.model,
        accepted=row.accepted,
        ratings=tuple(each for each in (row.rating_1, row.rating_2) if each is not None),
        minutes=row.minutes,
        usd=row.usd,
    )


def verdicts_of(pilot: Pilot) -> dict[str, Verdict]:
    """Return what the results of each model say of it, by name; "" is of the results that name none."""
    try:
        return {row.model: _JSON.decode(row.verdict) for row in pilot.verdicts.all()}
    except msgspec.DecodeError:  # written by other rules
        return _verdicts(pilot)


def _verdicts(pilot: Pilot) -> dict[str, Verdict]:
    return dict(judging.by_model(terms_of(pilot), [as_trial(row) for row in counting(pilot)]))


def state_of(verdicts: Collection[Verdict]) -> VerdictState:
    """Return the state of a pilot: it measures while one model is open, then it is a go if one of them can be used."""
    states = {found.state for found in verdicts}
    if not states - {VerdictState.NO_DATA}:
        return VerdictState.NO_DATA
    if states & {VerdictState.KEEP_MEASURING, VerdictState.NO_DATA}:
        return VerdictState.KEEP_MEASURING
    return VerdictState.GO if VerdictState.GO in states else VerdictState.NO_GO


def hold(plan: Plan, seen: int | None = None) -> Pilot:
    """Return the pilot of a plan, held until the transaction ends; a new one where there is none yet."""
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    pilot = Pilot.objects.filter(plan=plan).first() or Pilot(plan=plan)
    if seen is not None and seen != pilot.revision:
        raise OvertakenError
    return pilot


def settle(pilot: Pilot) -> None:
    """Store the verdict on each model and the state that follows; every change of a pilot ends here."""
    found = _verdicts(pilot)
    since = {(row.model, row.state): row.since for row in ModelVerdict.objects.filter(pilot=pilot)}
    pilot.state = state_of(found.values()).value
    pilot.revision += 1
    pilot.save()
    ModelVerdict.objects.filter(pilot=pilot).delete()
    ModelVerdict.objects.bulk_create(
        ModelVerdict(
            pilot=pilot,
            model=model,
            state=verdict.state.value,
            since=since.get((model, verdict.state.value)) or now(),
            verdict=msgspec.json.encode(verdict).decode(),
        )
        for model, verdict in found.items()
    )


@transaction.atomic
def share(plan: Plan, *, shared: bool) -> None:
    """Let a pilot count in the field record, or take that back; only a locked one can."""
    Pilot.objects.filter(plan=plan, locked__isnull=False).update(shared=shared)
