"""The evidence: from your answers to the name, all that may be used, what is out, and every source."""

from collections.abc import Iterable, Iterator

from wizard.decision.costs import Costing, Priced, expit
from wizard.decision.options import Strength
from wizard.decision.ranking import Ranking
from wizard.decision.tools import effort_of
from wizard.document.answered import answers_of_all, answers_of_job
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import (
    AnsweredLine,
    Block,
    DocumentPage,
    Group,
    ListBlock,
    ListRow,
    Section,
    TableBlock,
    TableRow,
)
from wizard.document.folding import fold, grouped, page_of_sections, section
from wizard.document.sieve import finding_of_evidence, picture_of_evidence, sieve_table
from wizard.document.trails import reasons_block


def evidence(basis: Basis) -> DocumentPage:
    """Return the page that proves a plan."""
    return page_of_sections(
        basis,
        "evidence",
        _answers(basis),
        fold(basis, "why", _reasons),
        fold(basis, "risks", _risks),
        fold(basis, "table", _table),
        fold(basis, "out", sieve_table),
        finding=finding_of_evidence(basis),
        picture=picture_of_evidence(basis),
    )


# ----------------------------------------------------------------------------- answers and reasons


def _answers(basis: Basis) -> Section | None:
    """Return what was answered for each job, then for all of them."""
    groups = list(grouped(basis, lambda job: _lines(answers_of_job(job))))
    of_all = _lines(answers_of_all(basis))
    if of_all:
        heading = "" if basis.is_alone else basis.say("label", "of-all")
        groups.append(Group(blocks=of_all, heading=heading))
    return section(basis, "answers", tuple(groups))


def _lines(answers: Iterable[AnsweredLine]) -> tuple[ListBlock, ...]:
    rows = tuple(ListRow(says=(row.text,), marked=row.is_ours) for row in answers)
    return (ListBlock(rows=rows, kind="answers"),) if rows else ()


def _reasons(job: JobBasis) -> Iterable[Block]:
    return reasons_block(job, (*job.decided.notes, *job.decided.reasons))


def _risks(job: JobBasis) -> Iterable[Block]:
    return reasons_block(job, job.decided.risks)


# ------------------------------------------------------------------------------ what may be used


def _table(job: JobBasis) -> Iterator[TableBlock]:
    ranking = job.decided.ranking
    if ranking is None or ranking.pick is None:
        return
    rows = (*ranking.candidates, *ranking.others)
    preferred = "preferred" if _has_votes(rows) else "right"
    yield TableBlock(
        caption=job.say("table", "all"),
        columns=(
            job.say("column", "tool"),
            job.say("column", job.per),
            job.say("column", "hours"),
            job.say("column", preferred),
        ),
        rows=tuple(_row(job, row, ranking) for row in rows),
    )


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
    """Return what was measured: how often people preferred it to the best, or how much of it was right."""
    if strength is None:
        return job.say("cell", "unmeasured")
    if strength.wrong_words is not None:
        return job.say("cell", "right", share=1 - strength.wrong_words)
    best = costing.best if strength.votes and costing.best is not None else 0.0
    return job.say("cell", "right", share=expit(strength.log_odds - best))
