"""A plan of several jobs: one headline over all, a line a job, and the four answers of those that may start."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import floor

from catalog.schema import group_pairs
from wizard.decision.costs import Priced
from wizard.decision.endings import (
    AsDear,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Recommendation,
    Try,
    WrongTool,
)
from wizard.decision.vocabulary import OptionKind
from wizard.document.ageing import old_prices
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import JobLine, Sentences, Shape, Tile
from wizard.document.headline import (
    conditions_once,
    ending_name,
    is_first_user,
    questions,
    what_stops_it,
)
from wizard.document.phrases import GRAVEST_FIRST
from wizard.document.reading import who_reads
from wizard.document.sums import CostSum, sums_of, total
from wizard.document.tiles import hours, risk_of, tile, tiles
from wizard.document.warnings import first_of_too_many, notes_in_lead, works_without_ai

TRIED = (Try, AsDear)  # named, and none is called the best
MOST_TOOLS_NAMED = 2
MOST_BESIDE = 1  # clauses, beside which a headline also names what is left
BOTH = 2


# --------------------------------------------------------------------------------------- headline


def headline_of_all(basis: Basis) -> str:
    """Return what to do with all jobs: of up to three by their names, of more by how many."""
    uses, count = tool_uses(basis), len(basis.jobs)
    if not uses and not basis.waiting:
        return basis.say("of-all", "nothing", count=count)
    if is_for_all(basis):
        ((verb, name),) = uses
        return basis.say("for-both" if count == BOTH else "for-all", verb, name=name, count=count)
    return basis.say("of-all", "clauses", clauses=list(_clauses(basis, uses)))


def tool_uses(basis: Basis) -> Mapping[tuple[str, str], tuple[JobBasis, ...]]:
    """Return the jobs that may start by what is done and with what: what is used before what is tried."""
    verbs = ((_verb(job), job) for job in basis.running)
    in_order = sorted(verbs, key=lambda pair: pair[0] != "use")
    return group_pairs(((verb, job.first_name), job) for verb, job in in_order)


def is_for_all(basis: Basis) -> bool:
    """Return whether one name serves all jobs, so that the headline says it of all."""
    return [len(jobs) for jobs in tool_uses(basis).values()] == [len(basis.jobs)]


def _verb(job: JobBasis) -> str:
    return "try" if isinstance(job.ending, TRIED) else "use"


def _clauses(basis: Basis, uses: Mapping[tuple[str, str], tuple[JobBasis, ...]]) -> Sentences:
    """Yield what the headline is made of: what starts, what waits, and for what nothing is bought."""
    section = "clause" if basis.names_its_jobs else "clause-count"
    if len(uses) > MOST_TOOLS_NAMED and not basis.names_its_jobs:
        starting, count = len(basis.running), len(basis.jobs)
        start = "all" if starting == count else "start"
        yield basis.say(section, start, starting=starting, count=count)
    else:
        for (verb, name), jobs in uses.items():
            yield basis.say(section, verb, name=name, jobs=_nouns(jobs), count=len(jobs))
    if basis.waiting:
        yield basis.say(section, "ask", jobs=_nouns(basis.waiting), count=len(basis.waiting))
    rest = [job for job in basis.jobs if job.trial is None and job.waits is None]
    is_long = len(uses) + bool(basis.waiting) > MOST_BESIDE
    if rest:
        left = "rest" if is_long and basis.names_its_jobs else "nothing"
        yield basis.say(section, left, jobs=_nouns(rest), count=len(rest))


def _nouns(jobs: Iterable[JobBasis]) -> list[str]:
    return [job.say("kicker", "noun") for job in jobs]


# ------------------------------------------------------------------------------------ a line a job


def job_lines(basis: Basis) -> tuple[JobLine, ...]:
    """Return a line for each job: what is used for it and who reads, or what is done instead."""
    is_named = basis.names_its_jobs or is_for_all(basis)
    return tuple(_line(job, is_named=is_named) for job in basis.jobs)


def _line(job: JobBasis, *, is_named: bool) -> JobLine:
    """Return the line of a job; what to use stands there where the headline does not name it for the job."""
    is_started = job.trial is not None and not isinstance(job.ending, FromList)
    is_in_headline = is_named and (is_started or job.waits is not None)
    return JobLine(
        key=job.job.key,
        label=job.say("kicker", "job"),
        verdict="" if is_in_headline else verdict(job),
        says=tuple(_says(job)),
        shape=Shape.UNKNOWN if job.waits is not None else None,
    )


def verdict(job: JobBasis) -> str:
    """Return what to do with a job in a few words."""
    if isinstance(job.ending, NothingPasses) and works_without_ai(job):
        return job.say("line", "without-ai")
    if isinstance(job.ending, FromList):
        with_tool = "from-list-with-tool" if job.trial is not None else "from-list"
        return job.say("line", with_tool, name=job.first_name)
    if isinstance(job.ending, OverLimit):
        return _over_limit(job, job.ending)
    if isinstance(job.ending, LeaveIt) and job.ending.is_dangerous:
        return job.say("line", "leave-to-people")
    return job.say("line", ending_name(job.ending), name=job.first_name, seller=job.seller)


def _over_limit(job: JobBasis, ending: OverLimit) -> str:
    """Return what it costs, alone over the limit or on top of the other jobs."""
    priced, limit = ending.comparison.option, job.work.limit_usd or 0.0
    paid = priced.bill_usd if job.work.once else priced.paid_usd
    if paid > limit:
        return job.say("over-limit-alone", job.per, paid=paid, limit=limit)
    return job.say("over-limit-beside", "together", paid=_paid_together(job), limit=limit)


def _paid_together(job: JobBasis) -> float:
    """Return what is paid for all jobs that would each be within the limit: together they are not."""
    rows = [row for row in job.plan.jobs if row.comparison is not None and _fits_alone(row)]
    return sum(costs.paid_usd for costs in sums_of(rows).values())


def _fits_alone(job: JobBasis) -> bool:
    within = job.comparison is not None and job.comparison.option.paid_usd <= (
        job.work.limit_usd or 0.0
    )
    is_named = job.advised is not None or isinstance(job.ending, OverLimit)
    return within and is_named


def _says(job: JobBasis) -> Sentences:
    ending = job.ending
    yield from notes_in_lead(job)
    if isinstance(ending, WrongTool):
        yield job.say("instead" if ending.certain else "does-it-decide", ending.decides_on)
    elif job.trial is not None:
        yield who_reads(job)
        if job.plan.names_its_jobs:
            yield from _bought_once(job, job.trial.first)
            yield from conditions_once(job)
    else:
        if job.plan.names_its_jobs:
            yield from questions(job, first="about")
        if isinstance(ending, NothingPasses) and ending.passes is not None:
            yield what_stops_it(job, ending)
        yield job.say("instead-of-ai", "leave")


def _bought_once(job: JobBasis, priced: Priced) -> Sentences:
    """Yield where a bare model is bought, at the first job that uses it."""
    is_model = priced.option.kind is OptionKind.MODEL and not priced.option.paid
    if is_model and is_first_user(job):
        yield job.say("get", "bought", name=job.first_name, seller=job.seller)


# --------------------------------------------------------------------------------- the four answers


def tiles_of_all(basis: Basis) -> tuple[Tile, ...]:
    """Return the answers over all jobs that may start; what one of them alone says where there is one."""
    match basis.running:
        case ():
            return _tiles_before_answers(basis)
        case (only,):
            cost, test, *others = tiles(only)
            short = replace(test, fine=() if basis.waiting else test.fine[:1])
            return (_with_waiting(basis, cost), short, *others)
        case _:
            return (_cost(basis), _test(basis), _stop(basis), _risk(basis))


def _tiles_before_answers(basis: Basis) -> tuple[Tile, ...]:
    """Return the answers where nothing may start."""
    if not basis.waiting:
        return (tile(basis, "cost", basis.say("cost-of-all", "nothing")),)
    cost = tile(basis, "cost", basis.say("no-cost", "ask-first"), *old_prices(basis))
    stop = tile(basis, "stop", basis.say("stop-of-all", "no"))
    return (_with_waiting(basis, cost), stop)


def _with_waiting(basis: Basis, cost: Tile) -> Tile:
    """Return the tile of the cost, with what would be paid once sellers say yes."""
    return tile(basis, "cost", cost.big, *cost.fine, *_if_they_agree(basis))


def _if_they_agree(basis: Basis) -> Sentences:
    waiting = [job for job in basis.waiting if not job.work.once]
    if not waiting:
        return
    now, later = sums_of(basis.running), sums_of((*basis.running, *waiting))
    more = sum(later[job.job.key].paid_usd for job in waiting)
    first = "then-of-all" if now else "then"
    if more:
        yield basis.say(first, "monthly", paid=more, count=len(waiting))


def _cost(basis: Basis) -> Tile:
    by_key = sums_of(basis.running)
    monthly = [job for job in basis.running if not job.work.once]
    once = [job for job in basis.running if job.work.once]
    says = list(_costs(monthly or once, total(by_key[job.job.key] for job in monthly or once)))
    if monthly and once:
        says.append(_of_once(once, total(by_key[job.job.key] for job in once)))
    return tile(basis, "cost", *says, *old_prices(basis), *_if_they_agree(basis))


def _of_once(once: list[JobBasis], costs: CostSum) -> str:
    """Return what the jobs cost that are done once, where others are done each month."""
    paid = costs.paid_usd + costs.once_usd
    name = "once-beside" if paid else "once-beside-free"
    return once[0].plan.say("cost-of-all", name, count=len(once), paid=paid, hours=costs.hours)


def _costs(jobs: list[JobBasis], costs: CostSum) -> Sentences:
    """Yield what jobs of one kind cost together: paid, connected, and in hours."""
    basis, per = jobs[0].plan, jobs[0].per
    if costs.paid_usd:
        yield basis.say("cost-of-all", per, paid=costs.paid_usd, count=len(jobs))
    else:
        is_paid = any(job.first is not None and job.first.option.paid for job in jobs)
        yield basis.say("cost-of-all", "paid" if is_paid else "free", count=len(jobs))
    if costs.once_usd:
        yield basis.say("connecting", "all", once=costs.once_usd)
    if first_of_too_many(basis) is None:  # whose hours stand on top
        yield from hours(basis, costs, per)


def _test(basis: Basis) -> Tile:
    """Return what is rated of each job, and by which day."""
    cases = [_cases(job, job.trial) for job in basis.running if job.trial is not None]
    big = basis.say("test-of-all", "rate", cases=cases, day=basis.test_by)
    return tile(basis, "test", big)


def _cases(job: JobBasis, trial: Recommendation) -> str:
    cases, challenger = trial.stop.cases, job.challenger
    if challenger is None:
        return job.say("test-of-all", "cases", n=cases)
    second = job.short_name(challenger)
    return job.say("test-of-all", "both", n=cases, name=job.first_name, second=second)


def _stop(basis: Basis) -> Tile:
    tested = [(job, job.trial.stop) for job in basis.running if job.trial is not None]
    # A little over a third counts as three in ten: the job's own rule has the exact numbers.
    shares = {floor(10 * stop.most_redone / stop.cases) for _, stop in tested}
    if len(shares) == 1:
        big = basis.say("stop-of-all", "alike", most=max(shares))
    else:
        limits = [
            job.say("stop-of-all", "limit", most=stop.most_redone, n=stop.cases)
            for job, stop in tested
        ]
        big = basis.say("stop-of-all", "unlike", limits=limits)
    return tile(basis, "stop", big, *_stop_at_once(basis))


def _stop_at_once(basis: Basis) -> Sentences:
    """Yield that a missed error ends the test, where the test of any job counts them."""
    stops = (job.trial.stop for job in basis.running if job.trial is not None)
    if any(stop.most_slipped is not None for stop in stops):
        yield basis.say("stop", "first-slipped")


def _risk(basis: Basis) -> Tile:
    """Return the risk of the job where a slip does most, by its name."""
    gravest = min(basis.running, key=lambda job: GRAVEST_FIRST.index(job.work.stakes))
    says = gravest.say("risk-of-job", "named", says=risk_of(gravest))
    return tile(basis, "risk", says)
