"""The evidence: from your answers to the name, all usable options, what is out, all sources."""

from collections.abc import Iterable, Iterator

from wizard.decision.costs import Costing, Priced, expit
from wizard.decision.options import Strength
from wizard.decision.ranking import Ranking
from wizard.decision.tools import effort_of
from wizard.document.answered import answers_of_all, answers_of_job
from wizard.document.basis import JobBasis
from wizard.document.blocks import (
    ListRow,
    TableBlock,
    TableRow,
)
from wizard.document.folding import Fold, PageLayout, listed, table
from wizard.document.sieve import finding_of_evidence, picture_of_evidence, sieve_table
from wizard.document.trails import trails


def _reasons(job: JobBasis) -> Iterator[ListRow]:
    yield from trails(job, (*job.decided.notes, *job.decided.reasons))
    yield from listed(job.at("how-sure-of-a-job"))


def _risks(job: JobBasis) -> Iterator[ListRow]:
    return trails(job, job.decided.risks)


# ------------------------------------------------------------------------------ what may be used


def _table(job: JobBasis) -> Iterator[TableBlock]:
    ranking = job.decided.ranking
    if ranking is None or ranking.is_empty:
        return
    preferred = "preferred" if _has_votes(job.may_use) else "right"
    columns = ("tool", job.per, "hours", preferred)
    yield table(job.plan, "all", columns, [_row(job, row, ranking) for row in job.may_use])


def _has_votes(rows: Iterable[Priced]) -> bool:
    return any(row.option.strength is not None and row.option.strength.votes for row in rows)


def _row(job: JobBasis, priced: Priced, ranking: Ranking) -> TableRow:
    option, paid = priced.option, priced.paid_usd
    return TableRow(
        head=job.name(priced),
        note=_note(job, priced),
        cells=(
            job.say("cell", "money" if paid else "free", usd=paid),
            job.say("cell", "hours", hours=priced.hours),
            _strength(job, option.strength, ranking.costing),
        ),
        chosen=priced is ranking.pick,
    )


def _note(job: JobBasis, priced: Priced) -> str:
    """Return what keeps an option from being named; empty where nothing does."""
    option = priced.option
    if option.unknowns:
        return job.say("note", "ask", count=len(option.unknowns))
    if option.challenger_only:
        return job.say("note", "beside")
    if not option.says_inside:
        return job.say("note", "inside")
    effort = effort_of(option.key)
    return job.say("setting", effort) if effort is not None else ""


def _strength(job: JobBasis, strength: Strength | None, costing: Costing) -> str:
    """Return what was measured: how often people preferred it to the best, or its share right."""
    if strength is None:
        return job.say("cell", "unmeasured")
    if strength.wrong_words is not None:
        return job.say("cell", "right", share=1 - strength.wrong_words)
    best = costing.best if strength.votes and costing.best is not None else 0.0
    return job.say("cell", "right", share=expit(strength.log_odds - best))


EVIDENCE = PageLayout(
    folds=(
        Fold(key="answers", kind="answers", of_job=answers_of_job, of_plan=answers_of_all),
        Fold(key="why", kind="reasons", of_job=_reasons),
        Fold(key="risks", kind="reasons", of_job=_risks),
        Fold(key="table", of_job=_table),
        Fold(key="out", of_job=sieve_table),
    ),
    finding=finding_of_evidence,
    picture=picture_of_evidence,
)
