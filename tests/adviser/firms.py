"""Firms: made-up ones with the advice of a strict adviser.

The adviser wrote it down before the method was run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from catalog.data_files import toml_named, toml_of
from catalog.vocabulary import Medium
from wizard.decision.answers import Answers
from wizard.questions.guessed import guessed_answers


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm with its answers."""

    name: str
    advice: str  # written before
    answers: Answers


def firms() -> tuple[Firm, ...]:
    """Return every firm that the figures are measured on."""
    return tuple(_firm(row) for row in toml_of(__file__)["firms"])


@cache
def fresh_firms() -> tuple[Firm, ...]:
    """Return firms that the method was not made on; no figure counts them."""
    return tuple(_firm(row) for row in toml_named(__file__, "fresh_firms")["firms"])


def _firm(row: Mapping[str, Any]) -> Firm:
    jobs = [
        {"key": job.get("use_case") or f"own-{number}"} | _as_filled_in(job) | job
        for number, job in enumerate(row["jobs"], start=1)
    ]
    answers = {"firm": row["name"], "jobs": jobs} | row["answers"]
    return Firm(name=row["name"], advice=row["advice"], answers=msgspec.convert(answers, Answers))


def _as_filled_in(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page fills in by own words, which an owner leaves where it is right."""
    if "words" not in job:
        return {}
    return {**guessed_answers(job["words"], Medium.read(job.get("medium", "text")))}
