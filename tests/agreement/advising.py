"""Answers in; names, offers, states, risks and sentences out: all that the tests of the advice know of the engine."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from catalog.parsing import Span
from catalog.vocabulary import Medium
from tests.support import starter_catalog
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers, Output, Targets, Weights
from wizard.engine.decide import decide
from wizard.engine.decision import Candidate, Decision, Part, dump
from wizard.engine.vocabulary import (
    Check,
    Importance,
    Joining,
    Outcome,
    Place,
    Result,
    Sensitivity,
    Standing,
    TrainingWish,
)
from wizard.plans import examples
from wizard.steps import journey

ON = date(2026, 11, 26)
ADVISED, TO_TRY, LEVEL, BEHIND, UNPROVEN, ASK_FIRST = (
    "advised",
    "to try",
    "level",
    "behind",
    "not measured",
    "ask first",
)
_STATES = {
    Standing.FIRST: TO_TRY,
    Standing.TRY: TO_TRY,
    Standing.TIE: LEVEL,
    Standing.BEHIND: BEHIND,
    Standing.NOT_KNOWN: UNPROVEN,
    Standing.ASK: ASK_FIRST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A model as the advice shows it."""

    model: str
    name: str
    state: str
    offer: str  # the offer to buy; empty on own servers
    month_usd: Decimal | None  # fees a month at a stated price
    measured: bool  # whether anybody has measured it for this job
    questions: tuple[str, ...]  # what would have to be asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the advice says of one job for one kind of model."""

    key: str
    use_case: str | None
    kind: str  # "language models"
    advised: Offered | None  # None where none fits
    to_try: tuple[Offered, ...]  # the second one, or those of a tie
    best: Offered | None
    cheapest: Offered | None
    shown: tuple[Offered, ...]
    dropped: Mapping[str, str]  # models that an answer rules out, with the rule

    @property
    def named(self) -> Iterator[Offered]:
        """Every model that the reader is sent to."""
        for row in (self.advised, *self.to_try, self.best, self.cheapest):
            if row is not None:
                yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Everything that the tests read of a plan."""

    jobs: tuple[Job, ...]
    wrong_tool: bool
    headline: str
    lead: str
    risks: Mapping[str, str]  # by their name in the catalog; those of an answer by their title
    tasks: tuple[str, ...]
    sentences: str  # every text of the plan, as one string
    weakest: frozenset[str]  # what is called the weakest step


def advise(answers: Mapping[str, Any], on: date = ON) -> Advice:
    """Return what the engine says. `answers` are plain: see `answers_of`."""
    return of(decide(answers_of(answers), starter_catalog(), on))


def example(slug: str, on: date = ON) -> Advice:
    """Return what the engine says of an example plan."""
    found = examples.find(slug)
    if found is None:
        raise KeyError(slug)
    return of(decide(adapted(journey.read(found.stored, starter_catalog(), on)), starter_catalog(), on))


def answers_of(given: Mapping[str, Any]) -> Answers:
    """Return plain answers as the engine reads them; what is left out was left open.

    jobs: slugs of use cases, or pairs of the owner's own words and a medium · a_month: results, for each job ·
    place: anywhere, eu, own-servers · check: every, sample, nobody · budget: dollars a month, must: whether it is one ·
    material: public, personal, confidential · training: ruled-out, fine · result · together · minutes, hour: of today ·
    accepted: of 100 · weights: quality, cost, control, headroom · first: the job to pilot.
    """
    volume = given.get("a_month")
    span = None if volume is None else Span(low=Decimal(volume), high=Decimal(volume))
    outputs = tuple(
        Output(key=job, use_case=job, per_month=span)
        if isinstance(job, str)
        else Output(key=f"own-{job[1]}", medium=_word(Medium, job[1]), name=job[0], per_month=span)
        for job in given["jobs"]
    )
    minutes = given.get("minutes")
    weights = {name: _word(Importance, word) for name, word in given.get("weights", {}).items()}
    return Answers(
        outputs=outputs,
        result=_word(Result, given.get("result", "content")),
        check=_word(Check, given.get("check")),
        sensitivity=_word(Sensitivity, given.get("material")),
        place=_word(Place, given.get("place")),
        training=_word(TrainingWish, given.get("training")),
        budget_usd=None if given.get("budget") is None else Decimal(given["budget"]),
        budget_weight=Importance.MUST if given.get("must") else None,
        weights=Weights(**weights),
        minutes_today=None if minutes is None else Span(low=Decimal(minutes), high=Decimal(minutes)),
        usd_per_hour=None if given.get("hour") is None else Decimal(given["hour"]),
        targets=Targets(accepted_percent=None if given.get("accepted") is None else Decimal(given["accepted"])),
        joining=Joining.TOGETHER if given.get("together") else None,
        pilot_output=given.get("first"),
    )


def _word(kind: Any, value: str | None) -> Any:
    return None if value is None else kind(value)


def of(decision: Decision) -> Advice:
    """Return a decision as the tests read it."""
    chains = decision.scale.chains if decision.scale else ()
    return Advice(
        jobs=tuple(_job(part) for part in decision.parts),
        wrong_tool=decision.outcome is Outcome.NEITHER,
        headline=decision.verdict,
        lead=decision.lead,
        risks={risk.risk or risk.title: risk.reason.text for risk in decision.risks},
        tasks=tuple(action.text for action in decision.actions),
        sentences=_texts(decision),
        weakest=frozenset(link.title for chain in chains for link in chain.links if link.weakest),
    )


@lru_cache(1)
def _use_cases() -> frozenset[str]:
    return frozenset(starter_catalog().use_case)


def _job(part: Part) -> Job:
    shown = {row.model: _offered(row) for row in part.candidates}
    labels = {row.label: row.model for row in part.alternatives}
    first = shown.get(part.chosen or "")
    named = {part.runner_up, *(row.model for row in shown.values() if row.state in {TO_TRY, LEVEL})} - {part.chosen}
    return Job(
        key=part.key,
        use_case=part.output if part.output in _use_cases() else None,
        kind=part.noun,
        advised=None if first is None else replace(first, state=ADVISED),
        to_try=tuple(row for row in shown.values() if row.model in named),
        best=shown.get(labels.get("Best quality", "")),
        cheapest=shown.get(labels.get("Cheapest that passes", "")),
        shown=tuple(shown.values()),
        dropped={row.model: group.reason.rule for group in part.exclusions for row in group.models},
    )


def _offered(row: Candidate) -> Offered:
    return Offered(
        model=row.model,
        name=row.name,
        state=_STATES[row.standing],
        offer=row.offer,
        month_usd=row.month_usd.likely,
        measured=any(mark.criterion == "quality" and mark.known for mark in row.marks),
        questions=row.open_points,
    )


def _texts(decision: Decision) -> str:
    """Return all that a decision says in words."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(json.loads(dump(decision)))
    return "\n".join(found)
