"""What happened to the pilots of a plan, as its history and its feed tell it."""

from datetime import datetime
from typing import NamedTuple

from catalog.formatting import lower_first
from wizard.models import Pilot, Plan
from wizard.pilot import store


class Event(NamedTuple):
    made: datetime
    sentence: str


def story(plan: Plan) -> tuple[Event, ...]:
    """Return what happened to the pilots of a plan: the start, and the verdict on each model once it was over."""
    events: list[Event] = []
    for pilot in Pilot.objects.whole().filter(plan=plan):
        began = f"The pilot began, and what ends it was locked, on version {pilot.version.number}."
        events.append(Event(sentence=began, made=pilot.locked))
        if pilot.revealed is None:  # a verdict would hint at the result while it is rated blind
            continue
        names = store.protocol_of(pilot).name_of
        for model, verdict in store.verdicts_of(pilot).items():
            why = f". {verdict.sentence}" if verdict.to_go is None else "."
            words = f"{lower_first(verdict.state.label)}{why}"
            sentence = f"The pilot’s verdict on {names[model]}: {words}"
            events.append(Event(sentence=sentence, made=pilot.revealed))
    return tuple(sorted(events))
