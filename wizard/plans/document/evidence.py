"""The evidence behind a plan: from your answers to the name, the whole table, who was dropped, what would change it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from catalog.formatting import capitalise
from wizard.decision.decide import rankings_of
from wizard.decision.ranking import Candidate, Ranking
from wizard.plans.document import ask_first
from wizard.plans.document.basis import Basis, section
from wizard.plans.document.blocks import Block, FactRow, FactsBlock, Group, Row, Section, TableBlock
from wizard.plans.document.part import PartInWords
from wizard.plans.document.sections import why
from wizard.plans.document.words import QUESTIONS, given, model_name, seller_name

PER_JOB = ("jobs", "exactness", "wrong_result", "volume", "material")  # questions that are asked for each job
SIEVE = {
    "on-sale": "On sale and made for it",
    "inputs": "Reads your kind of input",
    "length": "Reads so much at once",
    "place": "Works where your material may go",
    "machine": "Fits your machine",
    "capacity": "Makes so many in a month",
    "licence-region": "Its licence holds where you are",
    "business-use": "Its licence allows your use",
    "training": "Its seller does not use your data to train its AI",
    "stays-on-sale": "Stays on sale for half a year",
    "price": "Its price is stated",
}


def sections(basis: Basis) -> tuple[Section | None, ...]:
    """Return the evidence of every part; it ranks all models once more."""
    by_key = {
        ranking.case.task.key: ranking for ranking in rankings_of(basis.answers, basis.catalog, basis.decision.on)
    }
    pairs = [(part, by_key[part.part.key]) for part in basis.parts if part.part.key in by_key]
    asked = ask_first.section(basis.parts, basis.changes, ask_first.MOST_ASKED)
    return (
        _answers(basis),
        replace(why(basis, whole=True), more=None),
        _sieve(basis, pairs),
        _table(basis, pairs),
        replace(asked, more=None) if asked is not None else None,
        section("changes", "What would change it", "The most useful first.", *basis.reasons(basis.changes)),
        section(
            "risks",
            "Law and risks",
            "What the law asks, and what can go wrong.",
            *basis.reasons((*basis.decision.reasons, *(risk.reason for risk in basis.decision.risks))),
        ),
    )


def _answers(basis: Basis) -> Section:
    """Return what was answered: to what was asked for each job, then to what was asked once."""
    jobs = {part.job.key: part for part in basis.parts}
    several = len(jobs) > 1
    groups = [
        Group(heading=capitalise(part.purpose) if several else "", blocks=(_given(basis, PER_JOB, key),))
        for key, part in jobs.items()
    ]
    once = [key for key in QUESTIONS if key not in {*PER_JOB, "outputs"}]
    groups.append(Group(heading="All of them" if several else "", blocks=(_given(basis, once),)))
    finding = "The names follow from these alone."
    return Section(key="answers", title="What you answered", finding=finding, groups=tuple(groups))


def _given(basis: Basis, keys: Iterable[str], job: str = "") -> FactsBlock:
    return FactsBlock(
        rows=tuple(FactRow(label=row.question, text=row.text) for row in given(basis.answers, keys, job, basis.rate))
    )


def _table(basis: Basis, pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords, ranking: Ranking) -> Iterable[Block]:
        if ranking.table:
            rows = tuple(_row(part, ranking, candidate) for candidate in ranking.table)
            caption = f"{capitalise(part.purpose)}: all that may be used, in the order of the rule"
            yield TableBlock(caption=caption, columns=("Model", "Loses", "Fees a month"), rows=rows)

    return Section(
        key="table",
        title="The whole table",
        finding="All that may be used. Loses: of 100 comparisons with the best.",
        groups=basis.grouped((part, blocks(part, ranking)) for part, ranking in pairs),
    )


def _row(part: PartInWords, ranking: Ranking, candidate: Candidate) -> Row:
    row = candidate.row
    setting = "without thinking, not measured" if row.setting.light else row.setting.effort.label.lower()
    where = seller_name(part.catalog, row.offer.slug) if row.offer is not None else "on your machine"
    own = part.part.chosen
    is_own = own is not None and own.model == row.model.slug and own.effort is row.setting.effort
    lost = f"{round(candidate.loses)}" + (" of 100" if ranking.board.unit.higher_is_better else " more")
    return Row(
        head=model_name(part.catalog, row.model.slug),
        note=f"{setting}, {where}{', your choice' if is_own else ''}",
        cells=(lost, part.money(candidate.fees) if candidate.cost is not None else "not stated"),
        chosen=ranking.pick is candidate,
    )


def _sieve(basis: Basis, pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords) -> Iterable[Block]:
        if part.part.sieve:
            yield FactsBlock(
                rows=tuple(FactRow(label=SIEVE[slug], text=f"{count} left") for slug, count in part.part.sieve)
            )

    return Section(
        key="sieve",
        title="Who was dropped",
        finding="Each of your limits, and how many models it leaves.",
        groups=basis.grouped((part, blocks(part)) for part, _ in pairs),
    )
