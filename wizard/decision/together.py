"""Together: the cheapest set of at most three tools that does all jobs.

Each tool is paid and learned once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import inf

from catalog.schema import group_pairs
from wizard.decision.costs import Costing, Priced
from wizard.decision.ranking import ROUNDING_USD, Ranking, are_rivals

MOST_TOOLS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What is paid or spent once for a tool, whatever number of jobs it serves. US dollars."""

    seats_usd: float = 0.0
    connecting_usd: float = 0.0
    work_usd: float = 0.0  # care and learning

    @property
    def usd(self) -> float:
        return self.seats_usd + self.connecting_usd + self.work_usd

    def with_(self, other: "Shared") -> "Shared":
        """Return what serves two jobs: the larger of each, since one job's seats serve both."""
        return Shared(
            seats_usd=max(self.seats_usd, other.seats_usd),
            connecting_usd=max(self.connecting_usd, other.connecting_usd),
            work_usd=max(self.work_usd, other.work_usd),
        )


NOTHING = Shared()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An option of one job, its cost split into what other jobs share and what is its own."""

    priced: Priced
    shared: Shared
    own_usd: float
    own_paid_usd: float  # of it what is paid, against a limit
    once: bool = False  # then a limit on a month does not hold for it

    @property
    def tool(self) -> str:
        return self.priced.option.tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which option does each job, by key, and what all of them cost together."""

    options: Mapping[str, Priced]
    usd: float
    tools: int
    paid_usd: float  # of a month, which a limit is held against
    seats_usd: Mapping[str, float]  # of it, by tool


type Chosen = Callable[[Sequence[Candidate]], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class _Job:
    key: str
    candidates: tuple[Candidate, ...]
    least_usd: float  # its own cost at the least, of whatever tool


def assign(rankings: Iterable[Ranking], limit_usd: float = inf) -> Assignment | None:
    """Return the cheapest way to give each job a tool, with three tools if that is enough.

    Otherwise it takes as few more as it needs. Of the tools that serve one job alone it looks at
    the best; only where that exceeds the limit also at those for which less is paid.

    None where some job has no candidate, or no assignment is within the limit on what is paid.
    """
    rows = tuple(rankings)
    of_the_cheapest = _assigned(_jobs(rows, _first), limit_usd)
    if of_the_cheapest is not None or limit_usd == inf:
        return of_the_cheapest
    return _assigned(_jobs(rows, _ever_less_paid), limit_usd)


def _assigned(jobs: Sequence[_Job], limit_usd: float) -> Assignment | None:
    if not all(job.candidates for job in jobs):
        return None
    for most_tools in range(MOST_TOOLS, max(MOST_TOOLS, len(jobs)) + 1):
        if best := _Search(jobs, most_tools, limit_usd).best():
            return best
    return None


def together(
    rankings: Iterable[Ranking], limit_usd: float, unsure: Collection[str] = ()
) -> dict[str, Ranking]:
    """Return jobs' rankings with what the cheapest set gives each; empty if no set will do.

    For the jobs `unsure`, by key, a step without AI may be enough, and nothing be bought: they take
    what the others need, and pay for none of it.
    """
    rows = {of.costing.work.key: of for of in rankings}
    assignment = _assign_sure_first(rows, limit_usd, unsure)
    if assignment is None:
        return {}
    options = assignment.options
    sure = [row for key, row in options.items() if key not in unsure]
    return {
        key: _led(of, options[key], [*options.values()] if key in unsure else sure)
        for key, of in rows.items()
    }


def _assign_sure_first(
    rows: Mapping[str, Ranking], limit_usd: float, unsure: Collection[str]
) -> Assignment | None:
    """Return the cheapest set for the jobs that surely need a tool, and for the others beside it.

    Where no such set is within the limit, it is the cheapest for all.
    """
    of_sure = assign((of for key, of in rows.items() if key not in unsure), limit_usd)
    settled = of_sure.options if of_sure is not None else {}
    narrowed = [
        replace(of, candidates=(settled[key],)) if key in settled else of
        for key, of in rows.items()
    ]
    return assign(narrowed, limit_usd) or assign(rows.values(), limit_usd)


def _led(ranking: Ranking, chosen: Priced, chosen_of_all: Iterable[Priced]) -> Ranking:
    """Return a ranking whose first is the set's tool, with what other jobs pay of it.

    A job that waits for its seller pays nothing yet for one that does not.
    """
    questions = len(chosen.option.unknowns)
    sharing = [row for row in chosen_of_all if row.option.tool == chosen.option.tool]
    is_shared = sum(len(row.option.unknowns) <= questions for row in sharing) > 1
    shared_usd = candidate(chosen, ranking.costing).shared.usd if is_shared else 0.0
    are_two = are_rivals(ranking.pick.option, chosen.option)
    challenger = ranking.pick if are_two else ranking.challenger
    return replace(ranking.led_by(chosen, challenger), shared_usd=shared_usd)


def candidate(priced: Priced, costing: Costing) -> Candidate:
    """Return an option's cost for a job, parted in shared and own."""
    option, wage = priced.option, costing.work.wage_usd
    shared = Shared(
        seats_usd=0.0 if option.paid else option.seats_usd,
        connecting_usd=priced.connecting_usd,
        work_usd=(option.care_hours + costing.learning_hours(option)) * wage,
    )
    return Candidate(
        priced=priced,
        shared=shared,
        own_usd=priced.total_usd - shared.usd,
        own_paid_usd=priced.paid_usd - shared.seats_usd,
        once=costing.work.once,
    )


def shared_by(rankings: Iterable[Ranking]) -> Shared:
    """Return what is paid or spent once for jobs that have the same pick."""
    shares = (candidate(row.pick, row.costing).shared for row in rankings)
    return reduce(Shared.with_, shares, NOTHING)


def _jobs(rankings: Sequence[Ranking], of_alone: Chosen) -> tuple[_Job, ...]:
    """Return the jobs with the candidates that could be in the cheapest assignment.

    Of the tools that serve one job alone only those can that `of_alone` leaves.
    """
    parted = {
        ranking.costing.work.key: [candidate(row, ranking.costing) for row in ranking.candidates]
        for ranking in rankings
    }
    jobs_of = group_pairs(
        (row.tool, key) for key, candidates in parted.items() for row in candidates
    )
    several = {tool for tool, keys in jobs_of.items() if len(set(keys)) > 1}
    return tuple(
        _Job(
            key=key,
            candidates=_worth_a_look(candidates, several, of_alone),
            least_usd=min((row.own_usd for row in candidates), default=0.0),
        )
        for key, candidates in parted.items()
    )


def _worth_a_look(
    candidates: Sequence[Candidate], several: set[str], of_alone: Chosen
) -> tuple[Candidate, ...]:
    shared = [row for row in candidates if row.tool in several]
    alone = [row for row in candidates if row.tool not in several]
    return tuple(sorted([*shared, *of_alone(alone)], key=lambda row: row.priced.rank))


def _first(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the one that the ranking names: the cheapest, or the fittest of what is alike."""
    return candidates[:1]


def _ever_less_paid(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the same, then each of which less is paid than of all before it, to keep a limit."""
    least_usd = inf
    for row in candidates:
        if row.priced.paid_usd < least_usd:
            least_usd = row.priced.paid_usd
            yield row


class _Search:
    """A depth-first search, job by job, that drops a branch once it cannot beat the best seen."""

    def __init__(self, jobs: Sequence[_Job], most_tools: int, limit_usd: float) -> None:
        self.jobs = jobs
        self.most_tools = most_tools
        self.limit_usd = limit_usd
        self.least_usd = inf
        self.chosen: tuple[Candidate, ...] = ()
        # At every depth: what the jobs that are left cost at the least.
        self.rest_usd = [
            sum(job.least_usd for job in jobs[depth:]) for depth in range(len(jobs) + 1)
        ]

    def best(self) -> Assignment | None:
        """Return the cheapest assignment; None where there is none."""
        self._go_on((), {}, 0.0)
        if not self.chosen:
            return None
        pairs = zip(self.jobs, self.chosen, strict=True)
        return Assignment(
            options={job.key: row.priced for job, row in pairs},
            usd=self.least_usd,
            tools=len({row.tool for row in self.chosen}),
            paid_usd=_paid_usd(self.chosen),
            seats_usd=monthly_seats(self.chosen),
        )

    def _go_on(
        self, chosen: tuple[Candidate, ...], opened: Mapping[str, Shared], own_usd: float
    ) -> None:
        depth = len(chosen)
        usd = own_usd + sum(shared.usd for shared in opened.values())
        if usd + self.rest_usd[depth] >= self.least_usd - 1e-9:
            return
        if _paid_usd(chosen) > self.limit_usd + ROUNDING_USD:
            return
        if depth == len(self.jobs):
            self.least_usd, self.chosen = usd, chosen
            return
        # What the firm has already is nothing more to pay or to learn.
        bought = sum(shared.usd > 0 for shared in opened.values())
        for row in self.jobs[depth].candidates:
            is_one_more = row.tool not in opened and row.shared.usd > 0
            if is_one_more and bought == self.most_tools:
                continue
            shared = opened.get(row.tool, NOTHING).with_(row.shared)
            self._go_on((*chosen, row), {**opened, row.tool: shared}, own_usd + row.own_usd)


def _paid_usd(chosen: Iterable[Candidate]) -> float:
    """Return what is paid a month: seats once for each tool, and what is paid for each job."""
    monthly = [row for row in chosen if not row.once]
    return sum(monthly_seats(monthly).values()) + sum(row.own_paid_usd for row in monthly)


def monthly_seats(candidates: Iterable[Candidate]) -> Mapping[str, float]:
    """Return what is paid a month for the seats of each tool, whatever number of jobs it serves.

    What is done once with such a tool pays for none of them again.
    """
    seats: dict[str, float] = {}
    for row in candidates:
        if not row.once:
            seats[row.tool] = max(seats.get(row.tool, 0.0), row.shared.seats_usd)
    return seats
