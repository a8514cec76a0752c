"""What a version says: the decision, and what would change it, as canonical JSON."""

from dataclasses import dataclass
from datetime import date

import msgspec

from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Decision, Reason
from wizard.sensitivity.changes import what_would_change


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAdvice:
    decision: Decision
    changes: tuple[Reason, ...]


_JSON = msgspec.json.Decoder(PlanAdvice)


def advise(answers: Answers, catalog: Catalog, on: date) -> PlanAdvice:
    """Return what the rules say. The same answers, catalog and day give the same bytes."""
    rankings = rankings_of(answers, catalog, on)
    return PlanAdvice(
        decision=decide(answers, catalog, on, rankings), changes=what_would_change(rankings)
    )


def dump(advice: PlanAdvice) -> str:
    return msgspec.json.encode(advice).decode()


def load(stored: str) -> PlanAdvice:
    """Return the advice that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(stored)
