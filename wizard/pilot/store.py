"""Stores what is said of the answers of a pilot: marks as rows that never change, and the verdict that follows."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import Any, Concatenate

import msgspec
from django.utils.timezone import now

from wizard.models import Pilot, PilotResult, Plan
from wizard.pilot import statistics
from wizard.pilot.metrics import Better, Value, Values, load_values, store_values
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import Result, combined
from wizard.pilot.statistics import PairVerdict
from wizard.pilot.verdict import ResultState, Verdict, by_model
from wizard.plans.drafts import KEY_BYTES, hash_of
from wizard.plans.keys import KINDS
from wizard.plans.locking import changes_plan

MOST_CORRECTIONS = 50  # of one result
OPPOSITE = {"yes": "no", "no": "yes", "same": "same"}
end_rating = KINDS["rating"].end
_VERDICTS = msgspec.json.Decoder(dict[str, tuple[datetime, Verdict]])
_PROTOCOL = msgspec.json.Decoder(Protocol)


class PilotOvertakenError(Exception):
    """Another window saved something meanwhile; nothing was changed."""


# -------------------------------------------------------------------------------------------------------------- reading


def protocol_of(pilot: Pilot) -> Protocol:
    return _PROTOCOL.decode(pilot.protocol)


def stories(pilot: Pilot) -> list[list[PilotResult]]:
    """Return the rows of every result, by case, model and rater: the last counts, in place of those before."""
    by_result: dict[tuple[int, str, int], list[PilotResult]] = {}
    for row in PilotResult.objects.filter(pilot=pilot).order_by("number", "pk"):
        by_result.setdefault((row.number, row.model, row.rater), []).append(row)
    return [rows for _, rows in sorted(by_result.items())]


def counting(pilot: Pilot) -> list[PilotResult]:
    """Return the last row of every result that is not struck."""
    return [last for *_, last in stories(pilot) if not last.struck]


def marks_of(pilot: Pilot) -> dict[tuple[int, str], dict[int, PilotResult]]:
    """Return what each rater said last, by case and model, in order."""
    marks: dict[tuple[int, str], dict[int, PilotResult]] = {}
    for row in counting(pilot):
        marks.setdefault((row.number, row.model), {})[row.rater] = row
    return marks


def results_of(pilot: Pilot) -> list[Result]:
    """Return one result a case and model, of what both raters said."""
    rule = protocol_of(pilot).rule
    reads_all = rule.second_reads in {0, rule.cases}
    return [
        combined(
            number,
            model,
            {rater: load_values(row.values) for rater, row in rows.items()},
            reads_all=reads_all,
            blind=all(row.blind for row in rows.values()),
        )
        for (number, model), rows in marks_of(pilot).items()
    ]


def choices_of(protocol: Protocol, results: Sequence[Result]) -> dict[int, str]:
    """Return which answer was preferred, case by case: yes is the first model, no the second."""
    if not protocol.in_pairs:
        return {}
    first = protocol.contenders[0].model
    choices = {}
    for result in results:
        choice = str(result.get("better") or "")
        if choice:
            choices[result.number] = choice if result.model == first else OPPOSITE[choice]
    return dict(sorted(choices.items()))


def pairs_of(protocol: Protocol, results: Sequence[Result]) -> PairVerdict:
    choices = list(choices_of(protocol, results).values())
    return statistics.judge(
        choices.count(Better.YES), choices.count(Better.NO), choices.count(Better.SAME)
    )


def dated_verdicts(pilot: Pilot) -> dict[str, tuple[datetime, Verdict]]:
    """Return what the results of each model say of it, and since when, in the order of the plan."""
    try:
        return _VERDICTS.decode(pilot.verdicts)
    except msgspec.DecodeError:  # written by other rules
        verdicts = by_model(protocol_of(pilot), results_of(pilot))
        return {model: (pilot.locked, verdict) for model, verdict in verdicts.items()}


def verdicts_of(pilot: Pilot) -> dict[str, Verdict]:
    return {model: verdict for model, (_, verdict) in dated_verdicts(pilot).items()}


def joint_state(models: Iterable[ResultState]) -> ResultState:
    """Return the state of a pilot: it tests on while one model is open, then what the best of them may."""
    states = set(models)
    if states <= {ResultState.NO_DATA}:
        return ResultState.NO_DATA
    if states & {ResultState.TEST_ON, ResultState.NO_DATA}:
        return ResultState.TEST_ON
    return ResultState.USE if ResultState.USE in states else ResultState.DROP


# ------------------------------------------------------------------------------------------------------------- writing


def changes_pilot[**P, R](
    change: Callable[Concatenate[Pilot, P], R],
) -> Callable[Concatenate[Pilot, P], R]:
    """Hand a change the pilot as it stands now, its plan locked, in place of the one that was read before."""

    @changes_plan
    def with_plan(plan: Plan, /, pk: int, *args: P.args, **kwargs: P.kwargs) -> R:
        return change(plan.pilots.get(pk=pk), *args, **kwargs)

    @wraps(change)
    def changed(pilot: Pilot, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return with_plan(pilot.plan, pilot.pk, *args, **kwargs)

    return changed


def settle(pilot: Pilot) -> None:
    """Store the verdict on each model and the state that follows; every change of a pilot ends here.

    Names and figures are shown from the day on which each model has its verdict, and nothing is
    left to be settled.
    """
    verdicts, before = by_model(protocol_of(pilot), results_of(pilot)), dated_verdicts(pilot)
    since = {(model, verdict.state): day for model, (day, verdict) in before.items()}
    dated = {
        model: (since.get((model, verdict.state)) or now(), verdict)
        for model, verdict in verdicts.items()
    }
    pilot.verdicts = msgspec.json.encode(dated).decode()
    pilot.state = joint_state(verdict.state for verdict in verdicts.values()).value
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


def next_row(old: PilotResult, **changed: object) -> PilotResult:
    """Return the row that takes the place of a result’s last one. Raises `PilotOvertakenError` where it takes no more."""
    if old.correction >= MOST_CORRECTIONS:
        raise PilotOvertakenError
    names = ("pilot_id", "number", "model", "rater", "values", "key", "blind")
    same = {name: getattr(old, name) for name in names}
    return PilotResult(correction=old.correction + 1, **{**same, **changed})


@changes_pilot
def correct(pilot: Pilot, /, old: PilotResult, *, seen: int, **changed: object) -> None:
    """Put a row on record in the place of a result’s last one. Raises `PilotOvertakenError` where that is not the `seen` one."""
    last = latest_ratings(pilot, old.number, old.rater)[old.model]
    if last.correction != seen:
        raise PilotOvertakenError
    next_row(last, **{"blind": False, **changed}).save()
    settle(pilot)


def latest_ratings(pilot: Pilot, number: int, rater: int) -> dict[str, PilotResult]:
    rows = PilotResult.objects.filter(pilot=pilot, number=number, rater=rater)
    return {row.model: row for row in rows.order_by("correction", "pk")}


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
    """Put on record what a rater said of the answers to one case, by model; a rating before it stays beside it.

    Minutes are added to those before: both times it was read. Raises `PilotOvertakenError` where
    the rater rated the case again since it had been rated `seen` times.
    """
    if seen is not None and seen != times_rated(pilot, number, rater):
        raise PilotOvertakenError
    before = latest_ratings(pilot, number, rater)
    for model, values in marks.items():
        last = before.get(model)
        if last is None:
            PilotResult.objects.create(
                pilot=pilot,
                number=number,
                model=model,
                rater=rater,
                values=store_values(values),
                blind=blind,
            )
            continue
        merged = store_values(_merged(load_values(last.values), values))
        if merged != last.values or last.struck:
            next_row(last, values=merged, why="Rated anew.", blind=blind and last.blind).save()
    settle(pilot)


def _merged(before: Values, after: Values) -> dict[str, Value]:
    earlier, later = before.get("minutes"), after.get("minutes")
    merged = {**before, **after}
    if isinstance(earlier, Decimal) and isinstance(later, Decimal):
        merged["minutes"] = earlier + later
    return merged


def rated_cases(pilot: Pilot, rater: int) -> set[int]:
    mark = "better" if protocol_of(pilot).in_pairs else "accepted"
    rows = PilotResult.objects.filter(pilot=pilot, rater=rater, values__has_key=mark).order_by()
    return set(rows.values_list("number", flat=True))


@changes_pilot
def make_rating_key(pilot: Pilot) -> str:
    """Return a new key of the rating link, of which only the hash is stored; one before it opens nothing."""
    end_rating(Pilot.objects.filter(pk=pilot.pk))
    key = secrets.token_urlsafe(KEY_BYTES)
    pilot.rating_hash = hash_of(key)
    pilot.save(update_fields=["rating_hash"])
    return key


@changes_pilot
def change(pilot: Pilot, /, **values: Any) -> None:
    """Store what is no part of what was agreed, such as whether the pilot counts in the field record."""
    for name, value in values.items():
        setattr(pilot, name, value)
    pilot.save(update_fields=values)
