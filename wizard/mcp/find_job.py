"""The tool that finds a job: which use cases on file somebody's words mean."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from catalog import profiles
from catalog.naming import address_of, name_or_slug
from catalog.profiles import profile_of
from catalog.registry import KINDS
from catalog.search.finding import jobs_of
from wizard.mcp.arguments import Day, Words
from wizard.mcp.results import CitedStatement, Scope, ToolAnswer, text_lines

JOBS = KINDS["use_cases"]
MOST_JOBS = 5
SHOWN = (profiles.SOLVED_BY, profiles.KINDS_OF_AI)
NOTHING = (
    "No job on file means that. Say it in other words, or call decide with the words of the "
    "person as the job."
)


class FindJobArguments(Struct, kw_only=True, forbid_unknown_fields=True):
    """What a person wants AI to do."""

    words: Annotated[
        Words,
        Meta(description="What the person wants AI to do, such as “answer customer e-mails”."),
    ]
    as_of: Day = None


class JobFound(Struct, frozen=True, kw_only=True):
    """A job on file."""

    id: Annotated[str, Meta(description="What decide takes as job.")]
    name: str
    trade: str
    address: str
    statements: tuple[CitedStatement, ...]


class FindJobResult(Struct, frozen=True, kw_only=True):
    """Jobs on file that the words may mean, the likeliest first."""

    release: int
    as_of: date
    jobs: tuple[JobFound, ...]
    note: str


def find_job(scope: Scope, arguments: FindJobArguments) -> ToolAnswer:
    """Return the jobs that words may mean."""
    catalog = scope.catalog
    slugs = jobs_of(arguments.words, scope.reading.digest, catalog)[:MOST_JOBS]
    jobs = tuple(_job(scope, slug) for slug in slugs)
    note = "" if jobs else NOTHING
    data = FindJobResult(release=scope.reading.number, as_of=scope.on, jobs=jobs, note=note)
    lines = [line for job in jobs for line in _lines(job)]
    return ToolAnswer(data=data, lines=(*lines, *filter(None, [note]), scope.foot))


def _job(scope: Scope, slug: str) -> JobFound:
    catalog = scope.catalog
    case = catalog.use_case[slug]
    profile = profile_of(scope.reading, JOBS, case)
    groups = [group for group in profile.groups if group.heading in SHOWN]
    return JobFound(
        id=slug,
        name=case.name,
        trade=name_or_slug(catalog.industry, case.industry),
        address=scope.address(address_of(catalog, JOBS, case)),
        statements=tuple(scope.statement(row) for group in groups for row in group.statements),
    )


def _lines(job: JobFound) -> list[str]:
    head = f"{job.name} (id {job.id}, {job.trade}): {job.address}"
    return [head, *text_lines(job.statements)]
