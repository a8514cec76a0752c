"""Ages of what a decision rests on: they are said of it, and change nothing in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog import ages
from catalog.ages import Age, LastSighting, Sightings
from catalog.schema import Catalog
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.options import Option
from wizard.decision.trail import Reason, cited_row

MOST_OLD = 0.5  # of the tools that pass; where more have an old price, a plan says so


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPrices:
    """How many of the tools that pass for a job have a price that nobody has read for long."""

    job: str
    old: int
    candidates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAges:
    """What a plan says of ages, kept with the plan.

    It is little, so a kept plan always reads the same.
    """

    # When sources stated again what is bought, what reasons cite, and the boards that decide.
    seen: tuple[LastSighting, ...] = ()
    old: tuple[OldPrices, ...] = ()  # of jobs where most prices are old


NO_AGES = PlanAges()


def ages_of_decision(decision: Decision, catalog: Catalog, seen: Sightings) -> PlanAges:
    """Return what a plan says of ages; `seen` holds the sightings known on the decision's day."""
    rows = (row for job in decision.jobs for row in _rows_of_job(job, decision, catalog, seen))
    bought = (row for line in decision.bill for price in line.prices for row in price.rows)
    counts = (_counted(job, decision.on, catalog, seen) for job in decision.jobs)
    return PlanAges(
        seen=seen.of((*bought, *rows)).listed,
        old=tuple(count for count in counts if count.old > MOST_OLD * count.candidates),
    )


def oldest_price(option: Option, on: date, catalog: Catalog, seen: Sightings) -> Age | None:
    """Return the age of the price of an option read longest ago; None if none was counted."""
    # Those announced for later have nobody to read them again.
    today = [price.rows[0] for price in option.prices]
    return ages.oldest(catalog, today, on, seen)


def board_age(job: JobDecision, on: date, catalog: Catalog, seen: Sightings) -> Age | None:
    """Return the age of the board that decides; None where none does."""
    if job.judge is None:
        return None
    return ages.board_age(catalog, job.judge.board.slug, on, seen)


def _counted(job: JobDecision, on: date, catalog: Catalog, seen: Sightings) -> OldPrices:
    candidates = job.ranking.candidates if job.ranking is not None else ()
    ages = (oldest_price(row.option, on, catalog, seen) for row in candidates)
    old = [age for age in ages if age is not None and age.is_old]
    return OldPrices(job=job.work.key, old=len(old), candidates=len(candidates))


def _rows_of_job(
    job: JobDecision, decision: Decision, catalog: Catalog, seen: Sightings
) -> Iterator[Any]:
    """Yield the row that speaks for the board, and the facts that reasons cite."""
    board = board_age(job, decision.on, catalog, seen)
    if board is not None:
        yield board.row
    for reason in (*job.notes, *job.reasons, *job.risks):
        yield from _cited(reason, catalog)


def _cited(reason: Reason, catalog: Catalog) -> Iterator[Any]:
    for fact in reason.facts:
        row = cited_row(catalog, fact.kind, fact.key)
        if row is not None:
            yield row
