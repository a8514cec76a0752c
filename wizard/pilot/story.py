"""What happened to the pilots of a plan, as its history and its feed tell it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from django.utils.timezone import make_aware

from catalog.formatting import lower_first
from wizard.decision.measured import MonthOfUse
from wizard.models import Pilot, Plan
from wizard.pilot import store


class Event(NamedTuple):
    made: datetime
    sentence: str


def story(plan: Plan) -> tuple[Event, ...]:
    """Return what happened to a plan's pilots: the start, and at the end each model's verdict."""
    pilots = Pilot.objects.whole().filter(plan=plan)
    return tuple(sorted(event for pilot in pilots for event in _events(pilot)))


def _events(pilot: Pilot) -> Iterator[Event]:
    began = f"The pilot began, and what ends it was locked, on version {pilot.version.number}."
    yield Event(pilot.locked, began)
    names = store.protocol_of(pilot).name_of
    for month in store.months_of(pilot):
        yield Event(_start(month.on), f"A month of {names[month.tool]}: {use_words(month)}.")
    if pilot.revealed is None:  # a verdict would hint at the result while it is rated blind
        return
    for model, verdict in store.verdicts_of(pilot).items():
        why = f". {verdict.sentence}" if verdict.state.settled else "."
        state = lower_first(verdict.state.label)
        yield Event(pilot.revealed, f"The pilot’s verdict on {names[model]}: {state}{why}")


def use_words(month: MonthOfUse) -> str:
    """Return what a month of daily use counted, without what was paid."""
    if not month.results:
        return "nobody used it"
    return f"{month.results:,} made, {month.redone:,} of them done again"


def _start(day: date) -> datetime:
    """Return the first moment of a day, of which no hour is known."""
    return make_aware(datetime.combine(day, time.min))
