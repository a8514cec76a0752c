"""The evidence behind a plan: the whole table, who was dropped by which limit, and every source."""

from collections.abc import Iterable, Sequence

from catalog.formatting import capitalise, format_rough_money
from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision, Reason
from wizard.decision.ranking import Candidate, Ranking
from wizard.plans.document.blocks import (
    Block,
    Citation,
    Document,
    FactRow,
    FactsBlock,
    Group,
    ReasonsBlock,
    Row,
    Section,
    SourcesBlock,
    TableBlock,
)
from wizard.plans.document.citations import line
from wizard.plans.document.part import PartInWords
from wizard.plans.document.words import model_name, seller_name

SIEVE = {
    "on-sale": "On sale and made for it",
    "inputs": "Reads your kind of input",
    "length": "Reads so much at once",
    "place": "Works where your material may go",
    "machine": "Fits your machine",
    "capacity": "Makes so many in a month",
    "business-use": "Its licence allows your use",
    "training": "Its seller does not use your data to train its AI",
    "stays-on-sale": "Stays on sale for half a year",
    "price": "Its price is stated",
}


def sections(
    document: Document,
    parts: Sequence[PartInWords],
    rankings: Sequence[Ranking],
    reasons: Section,
) -> tuple[Section, ...]:
    """Return the evidence of every part, and the sources of the whole document."""
    by_key = {ranking.case.task.key: ranking for ranking in rankings}
    pairs = [(part, by_key[part.part.key]) for part in parts if part.part.key in by_key]
    sources = _sources((*document.sections, *document.stages, reasons))
    return tuple(section for section in (_table(pairs), _sieve(pairs), reasons, sources) if section.groups)


def reasons(decision: Decision, changes: Sequence[Reason], answers: Answers, catalog: Catalog) -> Section:
    """Return what stands on the plan without its trail: the law, the risks, what would change it."""
    found = {
        "The plan": decision.reasons,
        "Risks": [risk.reason for risk in decision.risks],
        "What would change it": changes,
    }
    return Section(
        key="rests",
        title="What it rests on",
        finding="Each sentence opens to answer, rule, fact and source.",
        groups=tuple(
            Group(heading=heading, blocks=(ReasonsBlock(rows=tuple(line(each, answers, catalog) for each in rows)),))
            for heading, rows in found.items()
            if rows
        ),
    )


def _groups(pairs: Iterable[tuple[PartInWords, Iterable[Block]]]) -> tuple[Group, ...]:
    return tuple(
        Group(heading=capitalise(part.purpose), blocks=blocks) for part, each in pairs if (blocks := tuple(each))
    )


def _table(pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords, ranking: Ranking) -> Iterable[Block]:
        if ranking.table:
            rows = tuple(_row(part, ranking, candidate) for candidate in ranking.table)
            yield TableBlock(
                caption="All that may be used, in the order of the rule",
                columns=("Model", "Loses", "Fees a month"),
                rows=rows,
            )

    return Section(
        key="table",
        title="The whole table",
        finding="The first row is the name on top.",
        groups=_groups((part, blocks(part, ranking)) for part, ranking in pairs),
    )


def _row(part: PartInWords, ranking: Ranking, candidate: Candidate) -> Row:
    row = candidate.row
    setting = "without thinking, not measured" if row.setting.light else row.setting.effort.label.lower()
    where = seller_name(part.catalog, row.offer.slug) if row.offer is not None else "on your machine"
    lost = f"{round(ranking.loses(candidate))}" + (" of 100" if ranking.board.unit.higher_is_better else " more")
    return Row(
        head=model_name(part.catalog, row.model.slug),
        note=f"{setting}, {where}",
        cells=(lost, format_rough_money(candidate.fees) if candidate.cost is not None else "not stated"),
        chosen=ranking.pick is candidate,
    )


def _sieve(pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords) -> Iterable[Block]:
        if part.part.sieve:
            yield FactsBlock(
                rows=tuple(FactRow(label=SIEVE[slug], text=f"{count} left") for slug, count in part.part.sieve)
            )

    return Section(
        key="sieve",
        title="Who was dropped",
        finding="Each of your limits, and how many models it leaves.",
        groups=_groups((part, blocks(part)) for part, _ in pairs),
    )


def _sources(shown: Sequence[Section]) -> Section:
    cited = dict[str, Citation]()
    for section in shown:
        for group in section.groups:
            for block in group.blocks:
                if isinstance(block, ReasonsBlock):
                    cited.update((fact.source.slug, fact.source) for row in block.rows for fact in row.trail.facts)
    return Section(
        key="sources",
        title="Sources",
        finding=f"{len(cited)} sources, each with the day on which we read it.",
        groups=(Group(blocks=(SourcesBlock(rows=tuple(cited.values())),)),) if cited else (),
    )
