"""Replacing one thing: an answer, the price of a model, or an unknown. The catalog and the table stay as they are."""

from dataclasses import replace
from decimal import Decimal

from wizard.decision.answers import Answers, Job, per_month
from wizard.decision.eligibility import PASSES
from wizard.decision.ranking import Ranking, prepare, rank
from wizard.decision.table import Deployment


def with_answers(ranking: Ranking, answers: Answers) -> Ranking:
    """Return the ranking with other answers of the whole plan."""
    return rank(ranking.case.table, answers)


def with_job(ranking: Ranking, job: Job) -> Ranking:
    """Return the ranking with other answers about the job."""
    table = ranking.case.table
    return rank(replace(table, task=table.task.of(job)), ranking.case.answers)


def with_volume(ranking: Ranking, factor: float) -> Ranking:
    """Return the ranking with so many times the results a month."""
    job = ranking.case.task.job
    return with_job(ranking, replace(job, per_month=per_month(job) * Decimal(str(factor))))


def with_price(ranking: Ranking, model: str, factor: float) -> Ranking:
    """Return the ranking with the fees of one model multiplied, at every seller."""
    table = ranking.case.table
    dearer = tuple(
        tuple(replace(row, dearer=factor) for row in rows) if rows[0].model.slug == model else rows
        for rows in table.settings
    )
    return rank(replace(table, settings=dearer), ranking.case.answers)


def with_known(ranking: Ranking, at: Deployment) -> Ranking:
    """Return the ranking as if the seller had confirmed all that is not known of one deployment."""
    return prepare(ranking.case.table, ranking.case.answers, {**ranking.contest.checked, at: PASSES}).settle()
