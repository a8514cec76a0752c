"""The seventeen firms of the golden cases: their answers as the rules read them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalog.vocabulary import MachineSize
from wizard.decision.answers import Answers, Job
from wizard.decision.vocabulary import Check, Exactness, Place, Preference, Use, WrongResult
from wizard.steps.kinds.stored import word

FILE = Path(__file__).with_name("golden.json")
PLACES = {"anywhere": Place.ANYWHERE, "only in the EU": Place.EU, "own servers": Place.OWN_SERVERS}
PREFERENCES = {
    "best result": Preference.BEST,
    "balanced": Preference.BALANCED,
    "lowest cost": Preference.LOWEST_COST,
}
MACHINES = {
    None: None,
    "a PC with one consumer card": MachineSize.PC,
    "one data-centre card": MachineSize.CARD,
    "one server of eight cards": MachineSize.SERVER,
    "a cluster": MachineSize.CLUSTER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One golden case."""

    id: str
    answers: Answers
    parts: tuple[str, ...]  # the keys of the tasks that the case speaks of
    case: Mapping[str, Any]


def day() -> date:
    """Return the day for which the cases were made."""
    return date.fromisoformat(json.loads(FILE.read_text())["day"])


def firms() -> tuple[Firm, ...]:
    """Return all golden cases."""
    return tuple(_firm(case) for case in json.loads(FILE.read_text())["cases"])


def _firm(case: Mapping[str, Any]) -> Firm:
    given = case["answers"]
    jobs: dict[str, Job] = {}
    for row in given["jobs"]:
        jobs.setdefault(
            row["use_case"],
            Job(
                key=row["use_case"],
                use_case=row["use_case"],
                per_month=Decimal(row["per_month"]),
                minutes_by_hand=Decimal(row["minutes_by_hand"]),
                wrong_result=word(WrongResult, row["wrong_result"]),
                exactness=Exactness.LISTED if given["exactly_right"] else None,
            ),
        )
    return Firm(
        id=case["id"],
        case=case,
        parts=tuple(f"{row['use_case']}/{row['part']}" for row in given["jobs"]),
        answers=Answers(
            firm=case["firm"],
            jobs=tuple(jobs.values()),
            check=word(Check, given["check"]),
            use=word(Use, given["use"].replace(" ", "-")),
            people=given["people"] or None,
            paid=tuple(given["already_paid"]),
            place=PLACES[given["place"]],
            machine_limit=MACHINES[given["machine_limit"]],
            rented_counts=given["rented_counts"],
            wage_usd=Decimal(str(given["wage_usd"])) if given["wage_usd"] else None,
            budget_usd=Decimal(given["budget_usd_month"]) if given["budget_usd_month"] else None,
            preference=PREFERENCES[given["preference"]],
            pilot_start=date(2026, 12, 10),
        ),
    )
