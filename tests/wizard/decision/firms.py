"""The seventeen firms of the golden cases: their answers as the rules read them, from the golden plans of the desk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.support import starter_catalog
from wizard.decision.answers import Answers
from wizard.models import GoldenPlan
from wizard.publishing import golden
from wizard.steps.journey import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One golden case."""

    id: str
    answers: Answers
    parts: tuple[str, ...]  # the keys of the tasks that the case speaks of
    case: Mapping[str, Any]
    plan: GoldenPlan


@cache
def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(golden.CASES.read_text(encoding="utf-8"))
    return found


def day() -> date:
    """Return the day for which the cases were made."""
    return date.fromisoformat(_file()["day"])


@cache
def firms() -> tuple[Firm, ...]:
    """Return all golden cases."""
    return tuple(
        Firm(
            id=plan.slug,
            case=case["oracle"],
            plan=plan,
            parts=tuple(plan.tasks),
            answers=read(plan.stored, starter_catalog(), day()),
        )
        for case, plan in zip(_file()["cases"], golden.cases(), strict=True)
    )
