"""Ages in words: what was not read for long is said in place, and on top if it is most prices."""

from catalog.ages import Age
from wizard.decision.ageing import board_age, oldest_price
from wizard.decision.costs import Priced
from wizard.decision.vocabulary import Certainty
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Sentences


def sentences_of_age(basis: Basis) -> Sentences:
    """Yield all that is said of ages above the folds."""
    for job in basis.jobs:
        yield from most_are_old(job)
    yield from old_prices(basis)


def old_prices(basis: Basis) -> Sentences:
    """Yield that nobody has read for long what is to be paid, for the job begun or the only one."""
    for job in basis.jobs if basis.is_alone else basis.running:
        if job.first is None or job.first.option.paid or not job.first.paid_usd:
            continue
        age, name = _price_age(job, job.first), job.first_name
        if age is None or not (age.asks or (age.is_old and basis.is_alone)):
            continue
        if age.seen is None:
            yield job.say("age", "no-day", name=name)
        else:
            yield job.say("price-read", "ask" if age.asks else "old", day=age.seen)


def most_are_old(job: JobBasis) -> Sentences:
    """Yield that most of what passes has a price that nobody has read for long."""
    for row in job.plan.ages.old:
        if row.job == job.job.key:
            name = "all-old" if row.old == row.candidates else "most-old"
            yield job.say("age", name, old=row.old, candidates=row.candidates)


def is_thin(job: JobBasis) -> bool:
    """Return whether a price or board behind the name was read too long ago to prove much."""
    basis = job.plan
    price = _price_age(job, job.first) if job.first is not None else None
    board = board_age(job.decided, basis.decision.on, basis.catalog, basis.seen)
    return any(age is not None and age.is_thin for age in (price, board))


def is_unsure(job: JobBasis) -> bool:
    """Return whether what was measured is too little or too old for more than a test.

    The test is of what is named.
    """
    advice = job.recommendation
    is_measured = advice is None or advice.certainty is not Certainty.THIN
    return not is_measured or is_thin(job)


def _price_age(job: JobBasis, priced: Priced) -> Age | None:
    basis = job.plan
    return oldest_price(priced, basis.decision.on, basis.catalog, basis.seen)
