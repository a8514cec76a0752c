"""What every page of a plan is made from, and the facts that a reason rests on, in words, each with its source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from catalog import query
from catalog.formatting import (
    capitalise,
    format_day,
    format_list,
    format_number,
    format_price,
    format_rate,
    format_rough_money,
    lower_first,
)
from catalog.registry import KINDS
from catalog.schema import AiModel, AppPlan, Catalog, ExchangeRate, group_pairs
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision, Fact, Reason
from wizard.decision.explain import sentence
from wizard.decision.rules import RULES
from wizard.plans.document.blocks import (
    Block,
    Citation,
    CitedFact,
    GivenAnswer,
    Group,
    Link,
    ListBlock,
    ListRow,
    ReasonLine,
    ReasonsBlock,
    Section,
    Trail,
    section,
)
from wizard.plans.document.part import PartInWords
from wizard.plans.document.words import model_name, seller_name, unbroken
from wizard.plans.overlay import Point, replies_of
from wizard.steps.journey import Given

type BlocksOfParts = Iterable[tuple[PartInWords, Iterable[Block]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A decision, what would change it, and what both were made from."""

    decision: Decision
    changes: tuple[Reason, ...]
    answers: Answers
    catalog: Catalog
    parts: tuple[PartInWords, ...]
    given: tuple[Given, ...] = ()  # the questions as they were asked
    measured: Mapping[tuple[str, str], float] = field(
        default_factory=dict
    )  # minutes for one, by part and name

    @property
    def rate(self) -> ExchangeRate | None:
        return query.exchange_rate(self.catalog, self.answers.currency, self.decision.on)

    def money(self, usd: Decimal | float | None) -> str:
        """Write US dollars in the owner's currency, as people say it aloud."""
        return format_rough_money(usd, self.rate)

    def answered(self, keys: Collection[str], job: str = "") -> Iterator[GivenAnswer]:
        """Yield what the owner answered to some questions; of what is asked for each job, for one of them or for all.

        What differs for a job stands after what holds for all.
        """
        for name in (name for key in keys for name in (key, f"job_{key}")):
            for row in self.given:
                asked = row.asked
                about = asked.output is None or job in {"", asked.output.key}
                if asked.question.key == name and about and (row.value is not None or name in keys):
                    yield GivenAnswer(question=asked.short, text=row.describe())

    def reasons(
        self, reasons: Iterable[Reason], *, job: str = "", anchor: str = ""
    ) -> tuple[Block, ...]:
        """Return reasons with their trails as one block, none where there are none; anchors count up from 1."""
        rows = tuple(
            ReasonLine(
                anchor=f"{anchor}-{place}" if anchor else "",
                text=sentence(each, self.catalog, self.rate),
                trail=Trail(
                    rule=each.rule,
                    ours=RULES[each.rule].ours,
                    answers=tuple(self.answered(each.answers, job)),
                    facts=tuple(cite(self.catalog, each.facts)),
                ),
            )
            for place, each in enumerate(dict.fromkeys(reasons), 1)
        )
        return (ReasonsBlock(rows=rows),) if rows else ()

    def section(
        self, key: str, title: str, finding: str, blocks: BlocksOfParts, more: Link | None = None
    ) -> Section:
        """Return a section with the blocks of each part under its purpose."""
        return Section(
            key=key, title=title, finding=finding, groups=grouped(self.parts, blocks), more=more
        )


def grouped(parts: Sequence[PartInWords], blocks: BlocksOfParts) -> tuple[Group, ...]:
    """Return the blocks of each part under its purpose, the same blocks once; no heading where they are those of all."""
    found = group_pairs((tuple(each), part.purpose) for part, each in blocks)
    return tuple(
        Group(
            heading=capitalise(format_list(purposes)) if len(purposes) < len(parts) else "",
            blocks=each,
        )
        for each, purposes in found.items()
        if each
    )


def sources(sections: Iterable[Section]) -> Section:
    """Return every source that the trails of some sections cite, each title once."""
    cited = dict[str, Citation]()
    for each in sections:
        for group in each.groups:
            for block in group.blocks:
                if isinstance(block, ReasonsBlock):
                    cited.update(
                        (fact.source.title, fact.source)
                        for row in block.rows
                        for fact in row.trail.facts
                    )
                elif isinstance(block, ListBlock):
                    cited.update(
                        (row.source.title, row.source)
                        for row in block.rows
                        if row.source is not None
                    )
    count = "One source" if len(cited) == 1 else f"{len(cited)} sources"
    shown = (
        (ListBlock(kind="sources", rows=tuple(ListRow(source=each) for each in cited.values())),)
        if cited
        else ()
    )
    return section("sources", "Sources", f"{count}, each with the day on which we read it.", *shown)


class Sourced(Protocol):
    """A row of the catalog with its source."""

    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> date: ...


type Found = tuple[str, Sourced]


def cite(catalog: Catalog, facts: Iterable[Fact]) -> Iterable[CitedFact]:
    """Yield the facts in words. Raises LookupError for a row that is not in the catalog."""
    replied = {reply.point: reply for reply in replies_of(catalog)}
    for fact in dict.fromkeys(facts):
        text, found = _FOUND.get(fact.kind, _found)(catalog, fact)
        reply = replied.get(Point(fact.key, fact.field).key)
        slug, as_of = (reply.source, reply.on) if reply is not None else (found.source, found.as_of)
        app = found.app if isinstance(found, AppPlan) else ""
        yield CitedFact(
            text=text.rstrip("."),
            kind=fact.kind,
            key=fact.key,
            source=citation(catalog, slug, as_of),
            slug=app,
        )


def citation(catalog: Catalog, slug: str, as_of: date) -> Citation:
    """Return a source as it is cited. Raises LookupError where the catalog has none of that slug."""
    row = catalog.source[slug]
    return Citation(slug=slug, title=row.title, publisher=row.publisher, as_of=as_of)


def _found(catalog: Catalog, fact: Fact) -> Found:
    kind = KINDS[fact.kind]
    row = kind.find(getattr(catalog, kind.name), fact.key.replace("/", kind.joint))
    if row is None:
        raise LookupError(fact)
    return _WORDS[fact.kind](row, catalog), row


def _score(catalog: Catalog, fact: Fact) -> Found:
    board, model, effort = fact.key.split("/")
    score = next(
        row for row in catalog.scores_on[board] if (row.model, row.effort) == (model, effort)
    )
    between = (
        f" ({format_number(score.low)} to {format_number(score.high)})"
        if score.low is not None
        else ""
    )
    text = f"{model_name(catalog, model)}: {format_number(score.value)}{between} in {catalog.benchmark[board].name}"
    return text, score


def _price(catalog: Catalog, fact: Fact) -> Found:
    offer, unit, region, tier, day = fact.key.split("/")
    rows = (*catalog.prices_of.get(offer, ()), *catalog.eu_prices_of.get(offer, ()))
    key = (unit, region, tier, day)
    price = next(
        row for row in rows if (row.unit, row.region, row.tier, row.valid_from.isoformat()) == key
    )
    cost = format_price(price.usd, price.unit)
    return f"{_offer_name(catalog, offer)}: {cost}, from {format_day(price.valid_from)}", price


def _offer(catalog: Catalog, fact: Fact) -> Found:
    offer = next(
        row for row in catalog.offers_of[fact.key.partition("@")[0]] if row.slug == fact.key
    )
    says = {
        "eu_region": f"processed in the EU: {lower_first(query.eu_region(catalog, offer).label)}",
        "trains_on_inputs": f"uses your data to train its AI: {query.trains_on_inputs(catalog, offer).label.lower()}",
    }
    return f"{_offer_name(catalog, offer.slug)}: {says.get(fact.field, 'on sale')}", offer


def _offer_name(catalog: Catalog, slug: str) -> str:
    return f"{model_name(catalog, slug.partition('@')[0])} at {seller_name(catalog, slug)}"


def _model(model: AiModel, _: Catalog) -> str:
    size = (
        f"{format_number(model.weights_gb)} GB of weights"
        if model.weights_gb is not None
        else "size not stated"
    )
    return f"{unbroken(model.name)}: {size}, licence {model.licence or 'not stated'}"


_FOUND: Mapping[str, Callable[[Catalog, Fact], Found]] = {
    "scores": _score,
    "prices": _price,
    "offers": _offer,
}
_WORDS: Mapping[
    str, Callable[[Any, Catalog], str]
] = {  # of kinds whose rows are told by their key alone
    "models": _model,
    "benchmarks": lambda row, _: f"{row.name}: {lower_first(row.measures)}",
    "advice": lambda row, _: str(row.title),
    "tunings": lambda row, catalog: f"{row.model_name} at {catalog.provider[row.host].name}",
    "guidance": lambda row, _: str(row.statement),
    "cells": lambda row, _: str(row.reason),
    "exchange_rates": lambda row, _: f"{format_rate(row)}, from {format_day(row.valid_from)}",
    "app_plans": lambda row, _: f"{row.name}: {row.about}".rstrip(": "),
    "use_cases": lambda row, _: f"{row.name}: {row.annex_iii or 'as the editors describe it'}",
}
