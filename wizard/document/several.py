"""A plan of several jobs: one headline over all, a line a job, and the four answers over all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.schema import group_pairs
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import JobLine, Sentences, Shape, Tile
from wizard.document.headline import conditions, ending_name, seller_of
from wizard.document.reading import who_reads
from wizard.document.tiles import risk
from wizard.method.endings import (
    AsDear,
    AskFirst,
    FromList,
    Try,
    WrongTool,
)
from wizard.method.vocabulary import Stakes

TRIED = (Try, AsDear)  # named, and none is called the best
BOTH = 2
GRAVEST_FIRST = (Stakes.HURT, Stakes.LAW, Stakes.MONEY, Stakes.NUISANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUse:
    """What is used or tried, and for how many jobs."""

    name: str
    jobs: int
    is_tried: bool

    @property
    def section(self) -> str:
        """Return the section of patterns that says it."""
        return "try-for" if self.is_tried else "use-for"


# --------------------------------------------------------------------------------------- headline


def headline_of_all(basis: Basis) -> str:
    """Return what to do with all jobs: which names, for how many, used or tried."""
    uses = tool_uses(basis.jobs)
    match uses:
        case []:
            return basis.say("several", _without_names(basis.jobs), count=len(basis.jobs))
        case [only]:
            how_many = _how_many(only.jobs, len(basis.jobs))
            return basis.say(only.section, how_many, name=only.name, count=only.jobs)
        case [first, second]:
            return _of_two(basis, first, second)
        case _:
            return _of_many(basis, uses)


def tool_uses(jobs: Iterable[JobBasis]) -> list[ToolUse]:
    """Return the names that are used or tried, what is used first, then by the number of jobs."""
    named = [
        ((job.short_name(job.first), isinstance(job.ending, TRIED)), job)
        for job in jobs
        if job.first is not None and job.trial is not None
    ]
    uses = [
        ToolUse(name=name, jobs=len(served), is_tried=is_tried)
        for (name, is_tried), served in group_pairs(named).items()
    ]
    return sorted(uses, key=lambda use: (use.is_tried, -use.jobs))


def _how_many(jobs: int, of: int) -> str:
    if jobs < of:
        return "some"
    return "both" if jobs == BOTH else "all"


def _of_two(basis: Basis, first: ToolUse, second: ToolUse) -> str:
    also = "other" if first.is_tried == second.is_tried else "try-other"
    if first.name == second.name:
        also = "try-itself"
    return basis.say(
        first.section,
        also,
        name=first.name,
        count=first.jobs,
        second=second.name,
        others=second.jobs,
    )


def _of_many(basis: Basis, uses: Sequence[ToolUse]) -> str:
    used = [use for use in uses if not use.is_tried]
    jobs = sum(use.jobs for use in uses)
    tools, tried = len({use.name for use in used}), len(uses) - len(used)
    if not used:
        return basis.say("several", "try", tried=tried, count=jobs)
    also = "use-and-try" if tried else "use"
    return basis.say("several", also, tools=tools, tried=tried, count=jobs)


def _without_names(jobs: Iterable[JobBasis]) -> str:
    asks = any(isinstance(job.ending, AskFirst) for job in jobs)
    return "ask-first" if asks else "nothing"


# ------------------------------------------------------------------------------------ a line a job


def job_lines(basis: Basis) -> tuple[JobLine, ...]:
    """Return a line for each job: what is used for it and who reads, or what is done instead."""
    uses = tool_uses(basis.jobs)
    is_in_headline = len(uses) == 1 and uses[0].jobs == len(basis.jobs)
    return tuple(_line(job, is_in_headline=is_in_headline) for job in basis.jobs)


def _line(job: JobBasis, *, is_in_headline: bool) -> JobLine:
    """Return the line of a job, without a verdict that the headline says of all of them."""
    asks = isinstance(job.ending, AskFirst)
    return JobLine(
        key=job.job.key,
        label=job.say("kicker", "job"),
        verdict="" if is_in_headline else _verdict(job),
        says=tuple(_says(job)),
        shape=Shape.UNKNOWN if asks else None,
    )


def _verdict(job: JobBasis) -> str:
    """Return what to do with a job in a few words."""
    name = job.short_name(job.first) if job.first is not None else ""
    if isinstance(job.ending, FromList) and name:
        return job.say("line", "from-list-with-tool", name=name)
    return job.say("line", ending_name(job.ending), name=name, seller=seller_of(job))


def _says(job: JobBasis) -> Sentences:
    ending, advised = job.ending, job.advised
    if isinstance(ending, WrongTool):
        yield job.say("instead", ending.decides_on)
    elif advised is None or isinstance(ending, AskFirst):
        yield job.say("instead-of-ai", "leave")
    else:
        yield who_reads(job)
        yield from conditions(job, advised.recommendation.first)


# --------------------------------------------------------------------------------- the four answers


def tiles_of_all(basis: Basis) -> tuple[Tile, ...]:
    """Return the four answers over all jobs."""
    return (_cost(basis), _test(basis), _stop(basis), _risk(basis))


def _tile(basis: Basis, key: str, big: str, *fine: str) -> Tile:
    return Tile(key=key, label=basis.say("label", key), big=big, fine=fine)


def _cost(basis: Basis) -> Tile:
    if not basis.tests:
        return _tile(basis, "cost", basis.say("cost-of-all", "nothing"))
    usd = sum(row.usd for row in basis.decision.bill)
    connecting = sum(row.connecting_usd for row in basis.decision.bill)
    big = basis.say("cost-of-all", "monthly" if usd else "paid", paid=usd)
    return _tile(basis, "cost", big, *_besides(basis, connecting))


def _besides(basis: Basis, connecting: float) -> Sentences:
    if connecting:
        yield basis.say("connecting", "model", once=connecting)
    comparisons = [job.advised.comparison for job in basis.tests if job.advised is not None]
    by_hand = sum(row.hours_by_hand for row in comparisons)
    if by_hand:
        hours = sum(row.hours_with_ai for row in comparisons)
        yield basis.say("hours", "monthly", hours=hours, by_hand=by_hand)


def _test(basis: Basis) -> Tile:
    if not basis.tests:
        return _tile(basis, "test", basis.say("test-of-all", "nothing"))
    cases = [job.recommendation.stop.cases for job in basis.tests if job.recommendation is not None]
    if len(set(cases)) == 1:
        big = basis.say("test-of-all", "alike", n=cases[0], count=len(cases))
    else:
        big = basis.say("test-of-all", "unlike", least=min(cases), most=max(cases))
    first = _to_begin_with(basis)
    begin = first.say("test-of-all", "begin")
    return _tile(basis, "test", big, basis.say("test-of-all", "by", day=basis.test_by), begin)


def _to_begin_with(basis: Basis) -> JobBasis:
    """Return the job whose test is worth most: where by hand most hours go."""
    return max(basis.tests, key=lambda job: job.work.hours_by_hand)


def _stop(basis: Basis) -> Tile:
    stops = [job.recommendation.stop for job in basis.tests if job.recommendation is not None]
    if not stops:
        return _tile(basis, "stop", basis.say("stop-of-all", "nothing"))
    shares = {round(10 * stop.most_redone / stop.cases) for stop in stops}
    alike = "alike" if len(shares) == 1 else "unlike"
    big = basis.say("stop-of-all", alike, least=min(shares), most=max(shares))
    strict = [job for job in basis.tests if job.work.stakes.severe]
    fine = [job.say("stop-of-all", "severe") for job in strict[:1]]
    return _tile(basis, "stop", big, *fine, basis.say("stop-of-all", "apart"))


def _risk(basis: Basis) -> Tile:
    """Return the risk of the job where a slip does most, of those that are done."""
    jobs = basis.tests or basis.jobs
    return risk(min(jobs, key=lambda job: GRAVEST_FIRST.index(job.work.stakes)))
