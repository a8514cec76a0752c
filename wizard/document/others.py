"""Other tools: what may be used instead, what it costs, and what it must spare to be worth that."""

from collections.abc import Iterator
from math import ceil

from wizard.decision.endings import Recommendation
from wizard.decision.vocabulary import SparingSeen
from wizard.document.basis import JobBasis
from wizard.document.blocks import ListRow


def others(job: JobBasis) -> Iterator[ListRow]:
    """Yield each alternative with when it would pay, then paid tools that may not be used."""
    if job.recommendation is not None:
        yield from _worth_their_price(job, job.recommendation)
    paid = {row.plan for row in job.plan.answers.paid} | {job.job.tool_today}
    for row in job.decided.dropped:
        if row.tool in paid:
            yield ListRow(label=job.names.tool(row.tool), says=(job.say("out", row.why),))


def _worth_their_price(job: JobBasis, advice: Recommendation) -> Iterator[ListRow]:
    """Yield how many the dearer of two must spare to pay, else what tells which is better."""
    rows = [row for row in advice.sparing if row.seen is SparingSeen.SHOWS]
    for row in rows:
        other = row.cheaper if row.option == advice.first else row.option
        spared = max(ceil((row.results or 0.0) * job.pieces_in_one), 1)
        says = [job.say("sparing", "shows", name=job.short_name(row.option), fewer=spared)]
        if row.option not in {advice.first, advice.second}:
            more = job.say("bill", job.per, usd=row.more_usd)
            says.insert(0, job.say("others", "it-costs", more=more))
        yield ListRow(label=job.name(other), says=tuple(says))
    if not rows and job.alternative is not None:
        yield ListRow(label=job.name(job.alternative), says=tuple(job.at("what-tells")))
