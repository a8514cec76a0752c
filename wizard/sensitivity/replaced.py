"""Replacing one thing: an answer, the price of a model, or an unknown. The catalog and the table stay as they are."""

from dataclasses import replace
from decimal import Decimal

from wizard.decision.answers import Answers, Job, per_month
from wizard.decision.eligibility import Screened
from wizard.decision.ranking import Ranking, contest, rank
from wizard.decision.table import Row
from wizard.decision.vocabulary import Standing


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


def with_price(ranking: Ranking, screened: tuple[Screened, ...], model: str, factor: float) -> Ranking:
    """Return the ranking with the fees of one model multiplied, at every seller."""
    changed = tuple(
        replace(each, row=_dearer(each.row, factor)) if each.row.model.slug == model else each for each in screened
    )
    return contest(ranking.case, changed).settle()


def with_known(ranking: Ranking, screened: tuple[Screened, ...], row: Row) -> Ranking:
    """Return the ranking as if the seller had confirmed all that is not known of one row."""
    changed = tuple(
        replace(each, standing=Standing.MAY_BE_PICKED, unknown=()) if each.row.key == row.key else each
        for each in screened
    )
    return contest(ranking.case, changed).settle()


def _dearer(row: Row, factor: float) -> Row:
    return replace(
        row,
        fee=row.fee.times(factor) if row.fee is not None else None,
        eu_fee=row.eu_fee.times(factor) if row.eu_fee is not None else None,
    )
