"""What every page of a plan is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from catalog.formatting import capitalise, format_rough_money
from catalog.query import exchange_rate
from catalog.schema import Catalog, ExchangeRate
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision, Reason
from wizard.decision.explain import sentence
from wizard.decision.rules import RULES
from wizard.plans.document.blocks import (
    Block,
    Citation,
    Group,
    Link,
    ListBlock,
    ReasonLine,
    ReasonsBlock,
    Section,
    SourcesBlock,
    Trail,
)
from wizard.plans.document.citations import cite
from wizard.plans.document.part import PartInWords
from wizard.plans.document.words import given

type BlocksOfParts = Iterable[tuple[PartInWords, Iterable[Block]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A decision, what would change it, and what both were made from."""

    decision: Decision
    changes: tuple[Reason, ...]
    answers: Answers
    catalog: Catalog
    parts: tuple[PartInWords, ...]
    measured: Mapping[tuple[str, str], float] = field(default_factory=dict)  # minutes for one, by part and name

    @property
    def rate(self) -> ExchangeRate | None:
        return exchange_rate(self.catalog, self.answers.currency, self.decision.on)

    def money(self, usd: Decimal | float | None) -> str:
        """Write US dollars in the owner's currency, as people say it aloud."""
        return format_rough_money(usd, self.rate)

    def reasons(self, reasons: Iterable[Reason], *, job: str = "", anchor: str = "") -> tuple[Block, ...]:
        """Return reasons with their trails as one block, none where there are none; anchors count up from 1."""
        rows = tuple(
            ReasonLine(
                anchor=f"{anchor}-{place}" if anchor else "",
                text=sentence(each, self.catalog, self.rate),
                trail=Trail(
                    rule=each.rule,
                    ours=RULES[each.rule].ours,
                    answers=given(self.answers, self.catalog, each.answers, job, self.rate),
                    facts=tuple(cite(self.catalog, each.facts)),
                ),
            )
            for place, each in enumerate(dict.fromkeys(reasons), 1)
        )
        return (ReasonsBlock(rows=rows),) if rows else ()

    def section(self, key: str, title: str, finding: str, blocks: BlocksOfParts, more: Link | None = None) -> Section:
        """Return a section with the blocks of each part under its purpose."""
        return Section(key=key, title=title, finding=finding, groups=grouped(self.parts, blocks), more=more)


def grouped(parts: Sequence[PartInWords], blocks: BlocksOfParts) -> tuple[Group, ...]:
    """Return the blocks of each part under its purpose, without a heading where there is one part; empty ones go."""
    found = [(part, tuple(each)) for part, each in blocks]
    return tuple(
        Group(heading=capitalise(part.purpose) if len(parts) > 1 else "", blocks=each) for part, each in found if each
    )


def section(key: str, title: str, finding: str, *blocks: Block) -> Section:
    """Return a section that is not divided by parts."""
    return Section(key=key, title=title, finding=finding, groups=(Group(blocks=blocks),) if blocks else ())


def sources(sections: Iterable[Section]) -> Section:
    """Return every source that the trails of some sections cite, each once."""
    cited = dict[str, Citation]()
    for each in sections:
        for group in each.groups:
            for block in group.blocks:
                if isinstance(block, ReasonsBlock):
                    cited.update((fact.source.slug, fact.source) for row in block.rows for fact in row.trail.facts)
                elif isinstance(block, ListBlock):
                    cited.update((row.source.slug, row.source) for row in block.rows if row.source is not None)
    count = "One source" if len(cited) == 1 else f"{len(cited)} sources"
    shown = (SourcesBlock(rows=tuple(cited.values())),) if cited else ()
    return section("sources", "Sources", f"{count}, each with the day on which we read it.", *shown)
