"""Toy jobs and options: round figures whose cost one works out in the head."""

from typing import Any

from catalog.vocabulary import AppKind
from wizard.decision.costs import Costing
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.measured import TrialResult
from wizard.decision.options import Option, Strength
from wizard.decision.ranking import Ranking, rank
from wizard.decision.situation import Work
from wizard.decision.vocabulary import OptionKind


def work(**fields: Any) -> Work:
    """Return a job of 100 results a month: ten minutes by hand at $30 an hour, $500 in all."""
    usual: dict[str, Any] = {
        "key": "letters",
        "results": 100,
        "minutes_by_hand": 10,
        "wage_usd": 30.0,
    }
    return Work(**usual | fields)


def option(key: str, **fields: Any) -> Option:
    """Return a plan of an app at $20 a month that holds everything, as good as the best."""
    usual: dict[str, Any] = {
        "key": key,
        "kind": OptionKind.APP,
        "app_kind": AppKind.EMAIL,
        "tool": key,
        "maker": key,
        "seats_usd": 20.0,
        "strength": Strength(log_odds=0.0),
    }
    return Option(**usual | fields)


def by_use(key: str, result_usd: float, **fields: Any) -> Option:
    """Return a model that is paid by the result, connected for nothing."""
    usual: dict[str, Any] = {
        "kind": OptionKind.MODEL,
        "app_kind": None,
        "seats_usd": 0.0,
        "included": 0.0,
        "result_usd": result_usd,
        "learners": 0.0,
    }
    return option(key, **usual | fields)


def result(tool: str, **fields: Any) -> TrialResult:
    """Return what a test of a tool counted for the job."""
    usual: dict[str, Any] = {"job": "letters", "tool": tool}
    return TrialResult(**usual | fields)


def costing(job: Work, guesses: Guesses = GUESSES, **fields: Any) -> Costing:
    return Costing(work=job, guesses=guesses, **fields)


def ranked(job: Work, *options: Option) -> Ranking:
    return rank(options, job, costing(job))
