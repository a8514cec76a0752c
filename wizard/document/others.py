"""Other tools: what may be used instead, what it costs, and what it must spare to be worth that."""

from collections.abc import Iterator
from math import ceil

from wizard.decision.costs import Priced
from wizard.decision.endings import Recommendation, Sparing
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow, Sentences


def finding_of_others(basis: Basis) -> str:
    """Return what the first alternative costs more or less, and why it is not chosen; empty without one."""
    for job in basis.running:
        if job.trial is not None and job.alternative is not None:
            return _difference(job, job.trial.first, job.alternative)
    return ""


def others(job: JobBasis) -> Iterator[ListRow]:
    """Yield each alternative with when it would pay, then what the firm pays for and may not use."""
    recommendation = job.recommendation
    if recommendation is not None:
        yield from _worth_their_price(job, recommendation)
    yield from _out(job)


def _worth_their_price(job: JobBasis, recommendation: Recommendation) -> Iterator[ListRow]:
    rows = [row for row in recommendation.sparing if row.seen is SparingSeen.SHOWS]
    for row in rows:
        other = row.cheaper if row.option == recommendation.first else row.option
        says = (*_further(job, recommendation, row), _pays_if(job, row))
        yield ListRow(label=job.name(other), says=says)
    if not rows and job.alternative is not None:
        yield ListRow(label=job.name(job.alternative), says=(_what_tells(job, job.alternative),))


def _further(job: JobBasis, recommendation: Recommendation, row: Sparing) -> Sentences:
    """Yield what an option costs that is not the one of the finding."""
    if row.option not in {recommendation.first, recommendation.second}:
        yield job.say("others-it", _more(job), usd=row.more_usd)


def _what_tells(job: JobBasis, second: Priced) -> str:
    """Return that a test shows which is better, or what its seller has to answer before one."""
    if second == job.challenger:
        return job.say("others", "test")
    question = job.say("asked", second.option.unknowns[0], results=job.work.results)
    name, seller = job.short_name(second), job.names.seller(second.option)
    return job.say("question", "about", name=name, seller=seller, question=question)


def _pays_if(job: JobBasis, row: Sparing) -> str:
    """Return how many the dearer must spare to pay."""
    name = job.short_name(row.option)
    spared = max(ceil((row.results or 0.0) * job.pieces_in_one), 1)
    return job.say("sparing", "shows", name=name, n=spared, pieces=job.pieces)


def _difference(job: JobBasis, first: Priced, second: Priced) -> str:
    """Return what the second costs more or less; of less, why it is not the first all the same."""
    usd, name = second.sure_usd - first.sure_usd, job.name(second)
    job_or_plan = "others" if job.plan.is_alone else "others-of-job"
    if round(usd) == 0:
        return job.say(job_or_plan, "same", name=name)
    if usd > 0:
        return job.say(job_or_plan, _more(job), name=name, usd=usd)
    if not job.plan.is_alone:
        name = job.say("name", "for-job", name=name)
    saves = job.say("bill", job.per, usd=-usd)
    if second == job.challenger:
        return job.say("others-cheaper", "test", name=name, saves=saves)
    seller = job.names.seller(second.option)
    unsaid = job.say("unsaid", second.option.unknowns[0], seller=seller)
    return job.say("others-cheaper", "asks", name=name, saves=saves, unsaid=unsaid)


def _more(job: JobBasis) -> str:
    return "once-more" if job.work.once else "more"


def _out(job: JobBasis) -> Iterator[ListRow]:
    """Yield what the firm uses today or pays for, and why it may not be used for this job."""
    paid = {row.plan for row in job.plan.answers.paid} | {job.job.tool_today}
    for row in job.decided.dropped:
        if row.tool in paid:
            yield ListRow(label=job.names.tool(row.tool), says=(job.say("out", row.why),))
