"""Reasons in words, each with what it rests on: answers, its rule, facts and their sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from catalog.differences import Name, value_as_line
from catalog.formatting import format_plan_price, format_price, format_rate
from catalog.registry import KINDS
from catalog.schema import (
    AppPlan,
    AppStatement,
    Catalog,
    ExchangeRate,
    Offer,
    Price,
    Score,
    Solution,
)
from wizard.decision.trail import Fact, Reason
from wizard.document.answered import answer_lines
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Citation, CitedFact, ReasonLine, ReasonsBlock, Trail
from wizard.document.forms import Value


def sentence(basis: Basis, job: JobBasis, reason: Reason) -> str:
    """Return a reason in words. Raises `PatternError` where its rule has none."""
    return job.say("rule", reason.rule, **dict(_parameters(basis, job, reason)))


def sentences(basis: Basis, job: JobBasis, reasons: Iterable[Reason]) -> Iterator[str]:
    """Yield reasons in words."""
    return (sentence(basis, job, reason) for reason in reasons)


def reasons_block(
    basis: Basis, job: JobBasis, reasons: Iterable[Reason]
) -> tuple[ReasonsBlock, ...]:
    """Return reasons with their trails as one block; none where there are none."""
    rows = tuple(
        ReasonLine(text=sentence(basis, job, reason), trail=_trail(basis, job, reason))
        for reason in dict.fromkeys(reasons)
    )
    return (ReasonsBlock(rows=rows),) if rows else ()


def _parameters(basis: Basis, job: JobBasis, reason: Reason) -> Iterator[tuple[str, Value]]:
    """Yield the values of a rule's sentence: keys by the names of their rows, everything else as it is."""
    for name, value in reason.parameters:
        spell = SPELLED.get(name)
        if spell is None:
            yield name, value
        else:
            yield from spell(basis, job, str(value))


def _tool(basis: Basis, _: JobBasis, key: str) -> Iterator[tuple[str, Value]]:
    yield "tool", basis.names.tool(key)


def _board(basis: Basis, _: JobBasis, slug: str) -> Iterator[tuple[str, Value]]:
    yield "board", basis.catalog.benchmark[slug].name


def _use_case(basis: Basis, _: JobBasis, slug: str) -> Iterator[tuple[str, Value]]:
    """Yield the name of a job on file, and why an adviser names what solves it."""
    yield "job", basis.catalog.use_case[slug].name
    solution = basis.catalog.solution_of.get(slug)
    if solution is not None:
        yield "reason", solution.reason


def _advice(basis: Basis, _: JobBasis, slug: str) -> Iterator[tuple[str, Value]]:
    row = basis.catalog.advice_row[slug]
    yield "text", row.text
    yield "action", row.action


def _question(_: Basis, job: JobBasis, unknown: str) -> Iterator[tuple[str, Value]]:
    yield "question", job.say("asked", unknown)


def _decided_by(_: Basis, job: JobBasis, what: str) -> Iterator[tuple[str, Value]]:
    yield "what", job.say("wrong-tool", what)


SPELLED: Mapping[str, Callable[[Basis, JobBasis, str], Iterator[tuple[str, Value]]]] = {
    "tool": _tool,
    "board": _board,
    "use_case": _use_case,
    "advice": _advice,
    "question": _question,
    "what": _decided_by,
}


def _trail(basis: Basis, job: JobBasis, reason: Reason) -> Trail:
    return Trail(
        rule=reason.rule,
        answers=tuple(answer_lines(basis, job, reason.answers)),
        facts=tuple(cited(basis, reason.facts)),
    )


# ------------------------------------------------------------------------------------------- facts


def cited(basis: Basis, facts: Iterable[Fact]) -> Iterator[CitedFact]:
    """Yield facts in words, each once; one whose row is gone says nothing."""
    for fact in dict.fromkeys(facts):
        row = _row(basis.catalog, fact)
        if row is None:
            continue
        yield CitedFact(
            text=_in_words(basis, fact, row),
            kind=fact.kind,
            key=fact.key,
            source=citation(basis.catalog, row.source, row.as_of),
            app=row.app if isinstance(row, AppPlan | AppStatement) else "",
        )


def citation(catalog: Catalog, slug: str, as_of: date | None) -> Citation:
    """Return a source as it is cited; its slug where the catalog does not have it."""
    row = catalog.source.get(slug)
    return Citation(
        slug=slug,
        title=row.title if row is not None else slug,
        publisher=row.publisher if row is not None else "",
        as_of=as_of,
    )


def _row(catalog: Catalog, fact: Fact) -> Any:
    kind = KINDS.get(fact.kind)
    if kind is None:
        return None
    by_id: Mapping[str, Any] = catalog.once(
        ("rows-by-id", fact.kind),
        lambda: {kind.id_of(row): row for row in getattr(catalog, kind.name)},
    )
    return by_id.get(fact.key)


def _in_words(basis: Basis, fact: Fact, row: Any) -> str:
    """Return a fact in words: by its kind, else its name and the field that it is about."""
    words = WORDS.get(fact.kind)
    if words is not None:
        return basis.say("fact", fact.kind, **dict(words(basis, row)))
    kind = KINDS[fact.kind]
    name = str(getattr(row, kind.title))
    if not fact.field:
        return basis.say("fact", "row", name=name)
    field = kind.described[fact.field]
    value = value_as_line(field, getattr(row, fact.field), _title_in(basis.catalog))
    return basis.say("fact", "field", name=name, label=field.about.label, value=value)


def _title_in(catalog: Catalog) -> Name:
    """Return what tells the title of a row of a kind and slug; the slug where there is none."""

    def title(name: str, slug: str) -> str:
        kind = KINDS[name]
        row = kind.find(getattr(catalog, name), slug)
        return str(getattr(row, kind.title)) if row is not None else slug

    return title


def _statement(basis: Basis, row: AppStatement) -> Iterator[tuple[str, Value]]:
    names = basis.names
    yield "name", names.tool(row.app_plan) if row.app_plan else basis.catalog.app[row.app].name
    yield "says", row.says


def _offer(basis: Basis, row: Offer) -> Iterator[tuple[str, Value]]:
    yield "name", basis.names.tool(row.model)
    yield "seller", basis.names.provider(row.seller)


def _price(basis: Basis, row: Price) -> Iterator[tuple[str, Value]]:
    offer = basis.catalog.offer.get(row.offer or "")
    yield "name", basis.names.tool(row.app_plan or (offer.model if offer is not None else ""))
    yield "price", format_plan_price(row) if row.app_plan else format_price(row.amount, row.unit)
    yield "day", row.valid_from


def _score(basis: Basis, row: Score) -> Iterator[tuple[str, Value]]:
    yield "name", basis.names.tool(row.model)
    yield "value", row.value
    yield "board", basis.catalog.benchmark[row.benchmark].name


def _solution(_: Basis, row: Solution) -> Iterator[tuple[str, Value]]:
    yield "reason", row.reason
    yield "kinds", [kind.label for kind in row.kinds]


def _rate(_: Basis, row: ExchangeRate) -> Iterator[tuple[str, Value]]:
    yield "rate", format_rate(row)
    yield "day", row.valid_from


WORDS: Mapping[str, Callable[[Basis, Any], Iterator[tuple[str, Value]]]] = {
    "app_statements": _statement,
    "offers": _offer,
    "prices": _price,
    "scores": _score,
    "solutions": _solution,
    "exchange_rates": _rate,
}
