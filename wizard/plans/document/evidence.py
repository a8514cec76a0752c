"""The evidence behind a plan: from your answers to the name, the whole table, who was dropped, what would change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalog.formatting import capitalise, format_list, lower_first
from wizard.decision.decide import named_parts, rankings_of
from wizard.decision.evidence import Z_95
from wizard.decision.ranking import Candidate, Ranking
from wizard.plans.document import ask_first
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import (
    Axis,
    Block,
    ListBlock,
    ListRow,
    RangeLane,
    Section,
    TableBlock,
    TableRow,
    section,
)
from wizard.plans.document.part import PartInWords
from wizard.plans.document.sections import why
from wizard.plans.document.words import TEXTS, model_name, seller_name

SIEVE = TEXTS["sieve"]


def sections(basis: Basis) -> tuple[Section | None, ...]:
    """Return the evidence of every part; it ranks all models once more, and takes what the decision took."""
    named = named_parts(rankings_of(basis.answers, basis.catalog, basis.decision.on), basis.answers)
    by_key = {each.part.key: each.ranking for each in named}
    pairs = [(part, by_key[part.part.key]) for part in basis.parts if part.part.key in by_key]
    asked = ask_first.section(basis.parts, basis.changes, ask_first.MOST_ASKED)
    return (
        _answers(basis),
        replace(why(basis, whole=True), more=None),
        _sieve(basis, pairs),
        _table(basis, pairs),
        replace(asked, more=None) if asked is not None else None,
        how_tried(basis),
        section(
            "changes",
            "What would change it",
            "The most useful first.",
            *basis.reasons(basis.changes),
        ),
        section(
            "risks",
            "Law and risks",
            "What the law asks, and what can go wrong.",
            *basis.reasons(
                (*basis.decision.reasons, *(risk.reason for risk in basis.decision.risks))
            ),
        ),
    )


def _answers(basis: Basis) -> Section:
    """Return what was answered in the order of asking, and what was left open; texts of several lines are left out."""
    shown = [row for row in basis.given if row.asked.question.kind.control != "lines"]
    rows = [
        ListRow(label=row.asked.short, text=row.describe())
        for row in shown
        if row.value is not None
    ]
    open_ = (
        row.asked.question.short.removeprefix("{name}: ") for row in shown if row.value is None
    )
    if left := [lower_first(each) for each in dict.fromkeys(open_)]:
        rows.append(ListRow(label="Not answered", text=format_list(left)))
    return section(
        "answers",
        "What you answered",
        "The names follow from these alone.",
        ListBlock(rows=tuple(rows)),
    )


def _table(basis: Basis, pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords, ranking: Ranking) -> Iterable[Block]:
        if ranking.table:
            reach = Reach.of(ranking)
            yield TableBlock(
                caption=f"{capitalise(part.purpose)}: all that may be used, in the order of the rule",
                columns=("Model", "Loses", "Fees a month"),
                rows=tuple(_row(part, ranking, candidate, reach) for candidate in ranking.table),
                axis=reach.axis(ranking) if reach is not None else None,
            )

    finding = "All that may be used. Loses: of 100 comparisons with the best that passes; in brackets the range in which it may lie."
    shown = ((part, blocks(part, ranking)) for part, ranking in pairs)
    return basis.section("table", "The whole table", finding, shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """From where to where the axis of a table goes, in what its models lose."""

    low: float
    high: float

    @classmethod
    def of(cls, ranking: Ranking) -> "Reach | None":
        """Return the reach of all ranges; None where nothing is measured."""
        ends = (
            [end for each in ranking.table for end in _range(each)]
            if ranking.case.table.board is not None
            else []
        )
        return cls(low=min(ends), high=max(ends)) if ends and min(ends) < max(ends) else None

    def at(self, value: float) -> float:
        """Return where a value lies, in percent of the axis."""
        return round(100 * min(max((value - self.low) / (self.high - self.low), 0.0), 1.0), 1)

    def axis(self, ranking: Ranking) -> Axis:
        unit = ranking.case.judge.unit
        return Axis(
            low=round(self.low),
            high=round(self.high),
            zone=self.at(unit.loses(unit.most_behind[ranking.limit])),
        )

    def lane(self, candidate: Candidate) -> RangeLane | None:
        ends = _range(candidate)
        return (
            RangeLane(at=self.at(candidate.loses), low=self.at(ends[0]), high=self.at(ends[1]))
            if ends
            else None
        )


def _range(candidate: Candidate) -> tuple[float, ...]:
    """Return from what to what a model may lose, 95 of 100 times; empty where it is not measured."""
    if candidate.behind is None:
        return ()
    unit, spread = candidate.case.judge.unit, Z_95 * candidate.rating.error
    return unit.loses(candidate.behind - spread), unit.loses(candidate.behind + spread)


def _row(
    part: PartInWords, ranking: Ranking, candidate: Candidate, reach: Reach | None
) -> TableRow:
    row = candidate.row
    setting = (
        "without thinking, not measured" if row.setting.light else row.setting.effort.label.lower()
    )
    where = (
        seller_name(part.catalog, row.offer.slug) if row.offer is not None else "on your machine"
    )
    own = part.part.chosen
    is_own = own is not None and own.model == row.model.slug and own.effort is row.setting.effort
    lost = f"{round(candidate.loses)}" + (
        " of 100" if ranking.case.judge.unit.higher_is_better else " more"
    )
    if ends := _range(candidate):
        lost += f" ({round(ends[0])} to {round(ends[1])})"
    return TableRow(
        head=model_name(part.catalog, row.model.slug),
        note=f"{setting}, {where}{', your choice' if is_own else ''}",
        cells=(lost, part.money(candidate.fees) if candidate.cost is not None else "not stated"),
        chosen=ranking.pick is candidate,
        lane=reach.lane(candidate) if reach is not None else None,
    )


def how_tried(basis: Basis) -> Section:
    """Return how each part is tried, what ends it, and what it proves."""
    tried = [(part, part.pilot) for part in basis.parts if part.pilot is not None]
    blocks = ((part, basis.reasons(plan.reasons, job=part.job.key)) for part, plan in tried)
    return basis.section(
        "test", "How it is tried", "What ends it, and what clean cases prove.", blocks
    )


def _sieve(basis: Basis, pairs: Sequence[tuple[PartInWords, Ranking]]) -> Section:
    def blocks(part: PartInWords) -> Iterable[Block]:
        sieve = part.part.sieve
        most = max((count for _, count in sieve), default=0)
        if most:
            narrower = (
                row
                for before, row in zip((("", None), *sieve), sieve, strict=False)
                if row[1] != before[1]
            )
            rows = (
                ListRow(label=SIEVE[slug], text=f"{count} left", at=round(100 * count / most, 1))
                for slug, count in narrower
            )
            yield ListBlock(
                kind="bars", caption="What each of your limits leaves", rows=tuple(rows)
            )

    finding = "Each limit that left models out, and how many stayed."
    return basis.section(
        "sieve", "Who was dropped", finding, ((part, blocks(part)) for part, _ in pairs)
    )
