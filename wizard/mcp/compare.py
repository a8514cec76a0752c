"""The tool that compares models or apps, statement by statement.

It ends with the sentence of the page that compares them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from django.http import QueryDict
from django.urls import reverse
from msgspec import Meta, Struct, structs

from catalog import profiles
from catalog.profiles import Profile, profile_of
from catalog.views.compare_apps import CompareAppsForm, compare_apps
from catalog.views.compare_models import CompareModelsForm, compare_models
from catalog.views.comparing import FEWEST, MOST
from wizard.mcp.arguments import Day, RefusedCallError, Words
from wizard.mcp.look_up import LOOKED_UP, NamedRow, hit_of, named_rows
from wizard.mcp.results import CitedStatement, RowLink, Scope, ToolAnswer, text_lines

type Count = Annotated[int, Meta(ge=1, le=1_000_000_000)]


class CompareArguments(Struct, kw_only=True, forbid_unknown_fields=True):
    """What to set side by side, and for which work."""

    kind: Literal["model", "app"]
    names: Annotated[
        tuple[Words, ...],
        Meta(min_length=FEWEST, max_length=MOST, description="Two to four names or ids."),
    ]
    job: Annotated[
        Words | None, Meta(description="The id of a job that find_job gave, to count its month.")
    ] = None
    results: Annotated[Count | None, Meta(description="Results of the job a month.")] = None
    as_of: Day = None


class SideStatement(Struct, frozen=True, kw_only=True):
    """What is said of one side."""

    side: Annotated[str, Meta(description="The id of the side.")]
    statement: CitedStatement


class ComparedQuestion(Struct, frozen=True, kw_only=True):
    """What is said to one question, of each side of which it is asked."""

    heading: str
    about: str
    sides: tuple[SideStatement, ...]


class CompareResult(Struct, frozen=True, kw_only=True):
    """Sides with what is said of each."""

    release: int
    as_of: date
    address: Annotated[str, Meta(description="The page that compares them.")]
    sides: tuple[RowLink, ...]
    summary: Annotated[
        str,
        Meta(description="What the page finds: of a job which costs least, and what is off sale."),
    ]
    lines: Annotated[
        tuple[ComparedQuestion, ...],
        Meta(description="Where the sides differ, or one of them is unknown."),
    ]
    alike: Annotated[
        int, Meta(description="Questions left out: all sides have the same answer; look_up has it.")
    ]
    unknown: Annotated[int, Meta(description="Questions left out: no source answers them.")]


def compare(scope: Scope, arguments: CompareArguments) -> ToolAnswer:
    """Set rows side by side. Raises `RefusedCallError`."""
    rows = [_row(scope, arguments.kind, name) for name in arguments.names]
    if len({id(row.row) for row in rows}) < len(rows):
        raise RefusedCallError("same-twice", "Two of these names mean the same. Name others.")
    if arguments.job is not None and arguments.job not in scope.catalog.use_case:
        raise RefusedCallError("no-job", "There is no such job. Take an id that find_job gave.")
    address, summary = _page(scope, arguments, rows)
    described = [profile_of(scope.reading, row.kind, row.row) for row in rows]
    compared = list(_compared(described))
    alike = sum(question.is_alike(len(rows)) for question in compared)
    unknown = sum(not question.is_known for question in compared)
    data = CompareResult(
        release=scope.reading.number,
        as_of=scope.on,
        address=scope.address(address),
        sides=tuple(hit_of(scope, row) for row in rows),
        summary=summary,
        lines=tuple(
            question.line(scope)
            for question in compared
            if question.is_known and not question.is_alike(len(rows))
        ),
        alike=alike,
        unknown=unknown,
    )
    return ToolAnswer(data=data, lines=tuple(_text(data, scope)))


def _row(scope: Scope, code: str, name: str) -> NamedRow:
    kind = LOOKED_UP[code]
    exact = kind.find(scope.catalog, name)
    if exact is not None:
        return NamedRow(kind, exact)
    named = (row for row in named_rows(scope, name) if row.kind is kind)
    row = next(named, None)
    if row is None:
        raise RefusedCallError(
            "no-name", f"One of the names is no {kind.one} on file. Look it up first."
        )
    return row


def _page(scope: Scope, arguments: CompareArguments, rows: list[NamedRow]) -> tuple[str, str]:
    """Return the address of the page that compares these, and what it says above its table."""
    query = QueryDict(mutable=True)
    query.setlist("m", [row.row.slug for row in rows])
    query["job"] = arguments.job or ""
    query["results"] = str(arguments.results or "")
    if arguments.kind == "app":
        apps = CompareAppsForm(query, scope.catalog)
        table, view = compare_apps(apps, scope.reading), "catalog:compare_apps"
    else:
        models = CompareModelsForm(query, scope.catalog)
        seen = scope.reading.sightings
        table, view = compare_models(models, scope.on, seen), "catalog:compare"
    sent = QueryDict(mutable=True)
    for name, values in query.lists():
        sent.setlist(name, [value for value in values if value])
    return f"{reverse(view)}?{sent.urlencode()}", table.lead


type Question = tuple[
    str, str, int
]  # a heading, what is asked below it, and which of several answers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """A question with what is said to it of each side of which it is asked."""

    heading: str
    about: str
    place: int  # of several answers below the same heading
    answers: tuple[tuple[str, profiles.Statement], ...]  # each with the id of its side

    @property
    def is_known(self) -> bool:
        """Tell whether anybody answers it of any side."""
        return any(statement.is_known for _, statement in self.answers)

    def is_alike(self, sides: int) -> bool:
        """Tell whether every side has the same answer."""
        texts = {statement.text for _, statement in self.answers}
        return self.is_known and len(self.answers) == sides and len(texts) == 1

    def line(self, scope: Scope) -> ComparedQuestion:
        sides = tuple(
            SideStatement(side=side, statement=scope.statement(statement))
            for side, statement in self.answers
        )
        return ComparedQuestion(heading=self.heading, about=self.about, sides=sides)


def _compared(described: Sequence[Profile]) -> Iterator[_Compared]:
    """Yield what is said of the sides, question by question."""
    answers = [_answers(profile) for profile in described]
    questions: dict[Question, None] = {}
    for by_question in answers:
        questions |= dict.fromkeys(by_question)
    for question in questions:
        heading, about, place = question
        pairs = tuple(
            (profile.id, by_question[question])
            for profile, by_question in zip(described, answers, strict=True)
            if question in by_question
        )
        yield _Compared(heading=heading, about=about, place=place, answers=pairs)


def _answers(profile: Profile) -> dict[Question, profiles.Statement]:
    """Return a profile's statements by what they answer; prices in several units by unit."""
    counts: Counter[tuple[str, str]] = Counter()
    answers = {}
    for group in profile.groups:
        for statement in group.statements:
            place = (group.heading, statement.about)
            answers[*place, counts[place]] = statement
            counts[place] += 1
    return answers


def _text(data: CompareResult, scope: Scope) -> Iterator[str]:
    names = {side.id: side.name for side in data.sides}
    yield f"{', '.join(names.values())}: {data.address}"
    if data.summary:
        yield data.summary
    for line in data.lines:
        statements = (
            structs.replace(row.statement, about=f"{names[row.side]}, {line.about}")
            for row in line.sides
        )
        yield from text_lines(statements)
    if data.alike or data.unknown:
        yield (
            f"Left out: {data.alike} where all have the same answer, {data.unknown} that no "
            "source answers. "
            "look_up has them."
        )
    yield scope.foot
