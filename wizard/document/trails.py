"""Reasons in words, each with what it rests on: answers, its rule, facts and their sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from catalog.ages import last_seen
from catalog.differences import Name, value_as_line
from catalog.formatting import format_plan_price, format_price
from catalog.registry import KINDS
from catalog.schema import (
    AppPlan,
    AppStatement,
    Catalog,
    Offer,
    Price,
)
from catalog.vocabulary import Software
from wizard.decision.trail import Fact, Reason
from wizard.decision.vocabulary import DecidesOn
from wizard.document.answered import answer_lines
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Citation, CitedFact, ReasonLine, ReasonsBlock, Trail
from wizard.document.forms import Value

type Slots = Iterator[tuple[str, Value]]  # of a pattern, with what fills them


def sentence(job: JobBasis, reason: Reason) -> str:
    """Return a reason in words. Raises `PatternError` where its rule has none."""
    return job.say("rule", reason.rule, **dict(_parameters(job, reason)))


def reasons_block(job: JobBasis, reasons: Iterable[Reason]) -> tuple[ReasonsBlock, ...]:
    """Return reasons with their trails as one block; none where there are none."""
    rows = tuple(
        ReasonLine(text=sentence(job, reason), trail=_trail(job, reason))
        for reason in dict.fromkeys(reasons)
    )
    return (ReasonsBlock(rows=rows),) if rows else ()


def _parameters(job: JobBasis, reason: Reason) -> Slots:
    """Yield the values of a rule's sentence: keys by the names of their rows, everything else as it is."""
    for name, value in reason.parameters:
        spell = SPELLED.get(name)
        if spell is None:
            yield name, value
        else:
            yield from spell(job, str(value))


def _tool(job: JobBasis, key: str) -> Slots:
    yield "tool", job.names.tool(key)


def _board(job: JobBasis, slug: str) -> Slots:
    yield "board", job.plan.catalog.benchmark[slug].name


def _use_case(job: JobBasis, slug: str) -> Slots:
    """Yield the name of a job on file, and why an adviser names what solves it."""
    yield "job", job.plan.catalog.use_case[slug].name
    solution = job.plan.catalog.solution_of.get(slug)
    if solution is not None:
        yield "reason", solution.reason


def _advice(job: JobBasis, slug: str) -> Slots:
    row = job.plan.catalog.advice_row[slug]
    yield "text", row.text
    yield "action", row.action


def _question(job: JobBasis, unknown: str) -> Slots:
    yield "question", job.say("asked", unknown)


def _decided_by(job: JobBasis, what: str) -> Slots:
    yield "what", why_wrong_tool(job, what)


def why_wrong_tool(job: JobBasis, what: str) -> str:
    """Return why AI must not decide something: by the law of the EU only where that binds the firm."""
    elsewhere = {} if job.plan.answers.under_eu_law else NOT_BY_EU_LAW
    return job.say("wrong-tool", elsewhere.get(what, what))


NOT_BY_EU_LAW: Mapping[str, str] = {
    DecidesOn.PERSON: "person-elsewhere",
    DecidesOn.FEELINGS: "feelings-elsewhere",
}


def _software(_: JobBasis, value: str) -> Slots:
    yield "software", Software.read(value).label


def _app(job: JobBasis, slug: str) -> Slots:
    yield "app", job.plan.catalog.app[slug].name


SPELLED: Mapping[str, Callable[[JobBasis, str], Slots]] = {
    "tool": _tool,
    "board": _board,
    "use_case": _use_case,
    "advice": _advice,
    "question": _question,
    "what": _decided_by,
    "software": _software,
    "app": _app,
}


def _trail(job: JobBasis, reason: Reason) -> Trail:
    return Trail(
        rule=reason.rule,
        answers=tuple(answer_lines(job, reason.answers)),
        facts=tuple(cited(job.plan, reason.facts)),
    )


# ------------------------------------------------------------------------------------------- facts


def cited(basis: Basis, facts: Iterable[Fact]) -> Iterator[CitedFact]:
    """Yield facts in words, each once; one whose row is gone says nothing."""
    for fact in dict.fromkeys(facts):
        row = row_of(basis.catalog, fact.kind, fact.key)
        if row is None:
            continue
        yield CitedFact(
            text=_in_words(basis, fact, row),
            source=citation(basis.catalog, row.source, last_seen(row, basis.seen) or row.as_of),
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


def row_of(catalog: Catalog, name: str, key: str) -> Any:
    """Return the row of a kind under its id; None where there is none."""
    kind = KINDS.get(name)
    return kind.find(getattr(catalog, name), key) if kind is not None else None


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
        row = row_of(catalog, name, slug)
        return str(getattr(row, KINDS[name].title)) if row is not None else slug

    return title


def _statement(basis: Basis, row: AppStatement) -> Slots:
    names = basis.names
    yield "name", names.tool(row.app_plan) if row.app_plan else basis.catalog.app[row.app].name
    yield "says", row.says


def _offer(basis: Basis, row: Offer) -> Slots:
    yield "name", basis.names.tool(row.model)
    yield "seller", basis.names.provider(row.seller)


def _price(basis: Basis, row: Price) -> Slots:
    offer = basis.catalog.offer.get(row.offer or "")
    yield "name", basis.names.tool(row.app_plan or (offer.model if offer is not None else ""))
    yield "price", format_plan_price(row) if row.app_plan else format_price(row.amount, row.unit)
    yield "day", row.valid_from


WORDS: Mapping[str, Callable[[Basis, Any], Slots]] = {
    "app_statements": _statement,
    "offers": _offer,
    "prices": _price,
}
