"""Stores what is said of a pilot's answers: unchanging rows of marks, and the verdicts."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import wraps
from typing import Any, Concatenate

import msgspec
from django.utils.timezone import now

from wizard.decision.measured import MonthOfUse
from wizard.models import Pilot, PilotResult, Plan
from wizard.pilot.metrics import Better, Value, Values
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import Result, combined
from wizard.pilot.verdict import ResultState, Verdict, by_model
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.keys import KINDS
from wizard.plans.locking import changes_plan

# The state of a pilot: open while one model is, then that of the best of them.
JOINTLY = (ResultState.TEST_ON, ResultState.NO_DATA, ResultState.USE, ResultState.DROP)
MOST_CORRECTIONS = 50  # of one result
MONTH = timedelta(days=30)  # of daily use, after which three questions come back
end_rating = KINDS["rating"].end
_VERDICTS = msgspec.json.Decoder(dict[str, Verdict])
_PROTOCOL = msgspec.json.Decoder(Protocol)
_MONTHS = msgspec.json.Decoder(tuple[MonthOfUse, ...])


class PilotOvertakenError(Exception):
    """Another window saved something meanwhile; nothing was changed."""


# ------------------------------------------------------------------------------------------ reading


def protocol_of(pilot: Pilot) -> Protocol:
    return _PROTOCOL.decode(pilot.protocol)


def marks(pilot: Pilot) -> list[PilotResult]:
    """Return the last row of every result, by case, model and rater."""
    return list(PilotResult.objects.filter(pilot=pilot).newest())


def marks_of(pilot: Pilot) -> dict[tuple[int, str], dict[int, PilotResult]]:
    """Return what each rater said last, by case and model, in order."""
    of_each: dict[tuple[int, str], dict[int, PilotResult]] = {}
    for row in marks(pilot):
        of_each.setdefault((row.number, row.model), {})[row.rater] = row
    return of_each


def results_of(pilot: Pilot) -> list[Result]:
    """Return one result a case and model, of what both raters said."""
    reads_all = protocol_of(pilot).reads_all
    results = []
    for (number, model), rows in marks_of(pilot).items():
        values = {rater: row.values for rater, row in rows.items()}
        is_blind = all(row.blind for row in rows.values())
        result = combined(number, model, values, reads_all=reads_all, blind=is_blind)
        results.append(result)
    return results


def liked(protocol: Protocol, results: Iterable[Result]) -> dict[str, set[int]]:
    """Return by model the cases in which its answer was preferred."""
    cases: dict[str, set[int]] = {model: set() for model in protocol.name_of}
    for row in results:
        if row.values.get("better") == Better.YES:
            cases[row.model].add(row.number)
    return cases


def verdicts_of(pilot: Pilot) -> dict[str, Verdict]:
    """Return what the results of each model say of it, in the order of the plan."""
    return _VERDICTS.decode(pilot.verdicts)


def months_of(pilot: Pilot) -> tuple[MonthOfUse, ...]:
    """Return what months of daily use counted after the test, the latest last."""
    return _MONTHS.decode(pilot.months)


def corrects(months: Sequence[MonthOfUse], on: date) -> bool:
    """Return whether what is said of daily use on a day corrects the last month on record."""
    return bool(months) and on < months[-1].on + MONTH


# ------------------------------------------------------------------------------------------ writing


def changes_pilot[**P, R](
    change: Callable[Concatenate[Pilot, P], R],
) -> Callable[Concatenate[Pilot, P], R]:
    """Hand a change the pilot as it stands now, its plan locked.

    It replaces the one that was read before.
    """

    @changes_plan
    def with_plan(plan: Plan, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> R:
        return change(plan.pilots.get(pk=pk), *args, **kwargs)

    @wraps(change)
    def changed(pilot: Pilot, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return with_plan(pilot.plan, pilot.pk, *args, **kwargs)

    return changed


def settle(pilot: Pilot) -> None:
    """Store each model's verdict and the state that follows.

    Every change of a pilot ends here.

    Names and figures are shown from the day on which each model has its verdict, and nothing is
    left to be settled.
    """
    verdicts = by_model(protocol_of(pilot), results_of(pilot))
    pilot.verdicts = msgspec.json.encode(verdicts).decode()
    states = {verdict.state for verdict in verdicts.values()}
    pilot.state = next(state for state in JOINTLY if state in states).value
    # What harmed ends it at once, and both may still settle it, before they know of whom it is.
    is_over = all(row.state.settled and not row.differing for row in verdicts.values())
    if is_over and pilot.revealed is None:
        pilot.revealed = now()
    pilot.revision += 1
    pilot.save()


@changes_pilot
def reveal(pilot: Pilot) -> None:
    """Show names and figures before the test is over; what is counted by then counts."""
    if pilot.revealed is None:
        pilot.revealed = now()
        settle(pilot)


def put(pilot: Pilot, rows: Iterable[PilotResult]) -> None:
    """Put results and corrections on record, all at once, with the verdict that follows.

    Raises `PilotOvertakenError` where one was corrected too often.
    """
    made = now()
    rows = list(rows)
    for row in rows:
        row.pilot, row.made = pilot, made
        if row.correction > MOST_CORRECTIONS:
            raise PilotOvertakenError
    PilotResult.objects.bulk_create(rows)
    settle(pilot)


def latest_ratings(pilot: Pilot, number: int, rater: int) -> dict[str, PilotResult]:
    """Return what a rater said last of the answers to one case, by model."""
    rows = PilotResult.objects.filter(pilot=pilot, number=number, rater=rater).newest()
    return {row.model: row for row in rows}


def times_rated(pilot: Pilot, number: int, rater: int) -> int:
    """Return how many rows a rater left on a case, by which a second window is noticed."""
    return PilotResult.objects.filter(pilot=pilot, number=number, rater=rater).count()


@changes_pilot
def rate(  # noqa: PLR0913  # who said what of which case, and how
    pilot: Pilot,
    number: int,
    rater: int,
    marks: Mapping[str, Values],
    *,
    blind: bool = False,
    seen: int | None = None,
) -> None:
    """Record what a rater said of the answers to one case, by model.

    A rating before it stays beside it.

    Minutes are added to those before: both times it was read. Raises `PilotOvertakenError` where
    the rater rated the case again since it had been rated `seen` times.
    """
    if seen is not None and seen != times_rated(pilot, number, rater):
        raise PilotOvertakenError
    before = latest_ratings(pilot, number, rater)
    rows = []
    for model, values in marks.items():
        unsaid = PilotResult.unsaid(number=number, model=model, rater=rater)
        last = before.get(model, unsaid)
        merged = _merged(last.values, values)
        if merged != last.values:
            rows.append(last.corrected(values=merged, blind=blind and last.blind))
    put(pilot, rows)


def _merged(before: Values, after: Values) -> dict[str, Value]:
    merged = {**before, **after}
    if "minutes" in before and "minutes" in after:
        merged["minutes"] = float(before["minutes"]) + float(after["minutes"])
    return merged


def rated_cases(pilot: Pilot, rater: int) -> set[int]:
    mark = "better" if protocol_of(pilot).in_pairs else "accepted"
    return {row.number for row in marks(pilot) if row.rater == rater and mark in row.values}


@changes_pilot
def make_rating_key(pilot: Pilot) -> str:
    """Return a new key of the rating link, stored only as a hash; one before it opens nothing."""
    end_rating(Pilot.objects.filter(pk=pilot.pk))
    key = secrets.token_urlsafe(KEY_BYTES)
    pilot.rating_hash = hash_of(key)
    pilot.save(update_fields=["rating_hash"])
    return key


@changes_pilot
def count_month(pilot: Pilot, month: MonthOfUse) -> None:
    """Put a month of daily use on record, in place of the last one while the next is not over.

    What is corrected keeps its day, or the next month would begin anew.
    """
    before = [*months_of(pilot)]
    if corrects(before, month.on):
        last = before.pop()
        month = replace(month, on=last.on)
    pilot.months = msgspec.json.encode((*before, month)).decode()
    pilot.revision += 1
    pilot.save(update_fields=["months", "revision"])


@changes_pilot
def change(pilot: Pilot, /, **values: Any) -> None:
    """Store what is no part of the agreement, such as whether the field record counts the pilot."""
    for name, value in values.items():
        setattr(pilot, name, value)
    pilot.save(update_fields=values)
