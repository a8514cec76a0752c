"""The tool that says what changed from a day on, and what is announced."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from catalog.changes import ChangeKind
from catalog.news import NewsLine, news
from wizard.mcp.arguments import Day, RefusedCallError, Words
from wizard.mcp.look_up import named_rows
from wizard.mcp.results import CitedStatement, Scope, ToolAnswer, text_lines

MOST = 60
KINDS_OF_CHANGE = tuple(kind.value for kind in ChangeKind)

type Kind = Literal[KINDS_OF_CHANGE]  # type: ignore[valid-type]  # the list is that of the changes


class WhatChangedArguments(Struct, kw_only=True, forbid_unknown_fields=True):
    """From which day on, and of what."""

    since: Annotated[
        date,
        Meta(
            description="The first day that is listed, YYYY-MM-DD; what is to come is listed too."
        ),
    ]
    of: Annotated[
        Words | None, Meta(description="A model, an app, a plan, a maker or a seller, by name.")
    ] = None
    kind: Annotated[Kind | None, Meta(description="What became of it.")] = None
    as_of: Day = None


class ReportedChange(Struct, frozen=True, kw_only=True):
    """One change."""

    day: date
    kind: str
    announced: Annotated[bool, Meta(description="It is still to come.")]
    id: Annotated[str, Meta(description="Of the model or plan, for look_up.")]
    statement: CitedStatement


class WhatChangedResult(Struct, frozen=True, kw_only=True):
    """Changes, newest first, then those announced, next first; `more` are not listed."""

    release: int
    as_of: date
    changes: tuple[ReportedChange, ...]
    more: int
    note: str


def what_changed(scope: Scope, arguments: WhatChangedArguments) -> ToolAnswer:
    """Return what changed on a day and after it. Raises `RefusedCallError`."""
    names = _names(scope, arguments.of) if arguments.of else None
    rows = [
        line
        for line in news(scope.catalog, scope.on)
        if line.day >= arguments.since and arguments.kind in {None, line.kind.value}
    ]
    if names is not None:
        rows = [line for line in rows if names & {line.subject, *line.makers}]
    # What happened, the newest first; then what is announced, the next first.
    rows = [*(line for line in rows if not line.announced), *reversed(_announced(rows))]
    note = "" if rows else "Nothing on file changed since. What nobody read is not on file."
    data = WhatChangedResult(
        release=scope.reading.number,
        as_of=scope.on,
        changes=tuple(_change(scope, line) for line in rows[:MOST]),
        more=max(len(rows) - MOST, 0),
        note=note,
    )
    lines = text_lines(change.statement for change in data.changes)
    more = (f"And {data.more} more; ask of a later day, a kind or a name.",) if data.more else ()
    return ToolAnswer(data=data, lines=(*filter(None, [note]), *lines, *more, scope.foot))


def _announced(rows: list[NewsLine]) -> list[NewsLine]:
    return [line for line in rows if line.announced]


def _names(scope: Scope, words: str) -> frozenset[str]:
    """Return the slugs that a name means, for an app also its plans. Raises `RefusedCallError`."""
    slugs = [row.kind.id_of(row.row) for row in named_rows(scope, words)]
    if not slugs:
        raise RefusedCallError("no-name", "Nothing of that name is on file. Look it up first.")
    plans = [plan.slug for slug in slugs for plan in scope.catalog.plans_of.get(slug, ())]
    return frozenset({*slugs, *plans})


def _change(scope: Scope, line: NewsLine) -> ReportedChange:
    return ReportedChange(
        day=line.day,
        kind=line.kind.value,
        announced=line.announced,
        id=line.subject,
        statement=CitedStatement(
            about=f"{line.day}, {line.kind.label.lower()}",
            says=f"{line.title}. {line.more}".strip(),
            known=True,
            source=scope.source(line.source),
            as_of=line.as_of,
            address=scope.address(line.address),
        ),
    )
