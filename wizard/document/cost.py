"""Cost: what the job costs that is begun, what all that follow cost, and what more may come."""

from wizard.decision.endings import AsDear, OverLimit
from wizard.decision.vocabulary import OptionKind, Unknown
from wizard.document.basis import MOST_NAMED, Basis, JobBasis
from wizard.document.blocks import Sentences
from wizard.document.counted import measured_in_test
from wizard.document.status import Status
from wizard.document.sums import LEAST_USD, CostSum, sums_of, total


def cost(basis: Basis) -> Sentences:
    """Yield what is paid and how long people work, for the job that is begun, then for all."""
    if basis.running:
        yield from _of_the_begun(basis.first_tested)
    else:
        yield _costs_nothing(basis)
    if len(basis.planned) > 1:
        yield from _of_all(basis)
        yield from _seats_apart(basis)
    yield from _of_the_limit(basis)
    if basis.is_alone or not basis.running:
        yield from if_they_agree(basis)
    yield from basis.at("old-prices")


def _costs_nothing(basis: Basis) -> str:
    """Return why nothing is paid yet."""
    asked = basis.of(Status.ASK)
    if basis.is_alone and not basis.jobs[0].asks_only:
        job = basis.jobs[0]
        name = "leave-it" if job.gains_nothing else job.ended
        by_hand = job.work.hours_by_hand
        if by_hand and job.is_for_people:
            return job.say("by-people", job.per, by_hand=by_hand)
        return job.say("no-cost", name)
    return basis.say("no-cost", "ask-first" if asked else "leave-it")


def _of_the_begun(job: JobBasis) -> Sentences:
    """Yield what a job costs: paid, connected, and in hours."""
    yield _paid(job)
    yield from _in_place_of(job)
    is_paid = job.plan.is_alone and bool(job.costs.paid_usd)
    if is_paid and job.first is not None and job.first.option.seats > 1:
        yield job.say("seats", "several", seats=job.first.option.seats)
    if job.costs.once_usd:
        yield job.say("connecting", "all", once=job.costs.once_usd)
    if job.work.once and job.first is not None and job.first.option.kind is OptionKind.MACHINE:
        yield job.say("seats", "machine")
    yield from hours(job, job.costs)
    yield from little_gain(job)
    yield from measured_in_test(job)
    yield from _changes(job)


def _paid(job: JobBasis) -> str:
    """Return what is paid for the results that are begun."""
    paid = job.costs.paid_usd
    if paid and job.is_part and not job.plan.is_alone:
        return job.say("cost", "brief", paid=paid)  # the headline counts the results
    if paid:
        is_ours = "results" in job.decided.guessed and not job.work.once and job.plan.is_alone
        return job.say("cost", "guessed" if is_ours else job.per, paid=paid)
    is_paid = job.first is not None and job.first.option.paid
    return job.say("cost", "paid" if is_paid else "free")


def _in_place_of(job: JobBasis) -> Sentences:
    """Yield the plan of the same app that the firm pays for, whose price a larger one replaces."""
    plan, catalog = job.plan_of_app, job.plan.catalog
    if plan is None or not job.costs.paid_usd:
        return
    paid = (catalog.app_plan.get(row.plan) for row in job.plan.answers.paid)
    smaller = [job.names.short(row.slug) for row in paid if row is not None and row.app == plan.app]
    if smaller:
        yield job.say("cost", "in-place-of", plans=smaller)


def hours(job: JobBasis, costs: CostSum) -> Sentences:
    """Yield how long people work with AI, and by hand where that is known."""
    if costs.hours_by_hand is not None:
        section = "hours-unread" if job.goes_unread else "hours"
        yield job.say(section, job.per, hours=costs.hours, by_hand=costs.hours_by_hand)
    elif costs.hours:
        name = job.per if job.work.minutes_by_hand else "unknown"
        yield job.say("hours-alone", name, hours=costs.hours)


def little_gain(job: JobBasis) -> Sentences:
    """Yield what a job saves that costs about as much as by hand."""
    saved = [job.by_hand_or_worth_usd, *job.alone.with_ai]
    if isinstance(job.ending, AsDear) and job.alone.saved_usd >= LEAST_USD:
        yield job.say("gain", "about", saved=saved)


def _changes(job: JobBasis) -> Sentences:
    """Yield when the price changes."""
    prices = job.first.option.prices if job.first is not None else ()
    changes = [row.valid_from for price in prices for row in price.rows[1:]]
    if changes:
        yield job.say("cost", "changes", from_day=min(changes))


def _of_all(basis: Basis) -> Sentences:
    """Yield what the jobs that are begun in turn cost together, of the hours that there are."""
    for jobs in basis.by_kind(basis.planned):
        costs = total(basis.sums[job.job.key] for job in jobs)
        if jobs == basis.running:
            continue
        paid = costs.paid_usd
        if jobs[0].work.once:
            # Where leave is asked for it, the job says so with its price.
            sums = (basis.sums[job.job.key] for job in jobs if not job.asks_leave)
            paid = sum(one.paid_usd + one.once_usd for one in sums)
        name = "paid" if round(paid) else "free"
        if basis.is_too_much and not jobs[0].work.once:
            name = "brief"  # a warning says the hours
        elif basis.running[0] not in jobs and not jobs[0].work.once:
            name = "others" if round(paid) else "others-free"
        nouns = [job.say("kicker", "noun") for job in jobs]
        section = "cost-of-once" if jobs[0].work.once else "cost-of-all"
        yield basis.say(
            section,
            name,
            jobs=nouns,
            paid=paid,
            hours=costs.hours,
            capacity=basis.capacity,
        )


def _seats_apart(basis: Basis) -> Sentences:
    """Yield how many seats are counted for several jobs, and what they cost for other people."""
    planned = {job.job.key for job in basis.planned}
    for line in basis.decision.bill:
        if line.once or line.most_usd < line.usd + LEAST_USD or not planned.issuperset(line.jobs):
            continue
        name = basis.names.short(line.tool)
        seats = {"seats": line.seats, "most": line.most_seats}
        all_usd = basis.decision.usd_month + line.most_usd - line.usd
        is_over = basis.answers.limit_usd is not None and all_usd > basis.limit_usd
        way = "apart-over" if is_over else "apart"
        yield basis.say("seats", way, name=name, usd=line.most_usd, **seats)


def _of_the_limit(basis: Basis) -> Sentences:
    """Yield what uses up the limit, where too little of it is left for a job."""
    over = (job for job in basis.jobs if isinstance(job.ending, OverLimit))
    if all(job.is_over_alone for job in over):
        return
    monthly = [job for job in (*basis.planned, *basis.waiting) if not job.work.once]
    sums = sums_of(monthly, whole=True)
    paying = [job for job in monthly if sums[job.job.key].paid_usd >= LEAST_USD]
    if paying:
        nouns = [job.say("kicker", "noun") for job in paying]
        taken = sum(sums[job.job.key].paid_usd for job in paying)
        yield basis.say(
            "limit-taken",
            "many" if len(nouns) > MOST_NAMED else "several",
            limit=basis.limit_usd,
            taken=taken,
            jobs=nouns,
            count=len(nouns),
        )


def if_they_agree(basis: Basis) -> Sentences:
    """Yield what would be paid more once sellers say yes.

    Nothing where a price has to be asked for, or where no hour is left.
    """
    if basis.is_too_much:
        return
    waiting = [job for job in basis.waiting if basis.is_alone or not job.work.once]
    sums = sums_of((*basis.planned, *waiting), whole=True)
    more = sum(sums[job.job.key].paid_usd for job in waiting)
    is_priced = not any(Unknown.PRICE in job.open_questions for job in waiting)
    if more and is_priced:
        sellers = list(dict.fromkeys(job.seller for job in waiting))
        name = "beside" if basis.running else waiting[0].per
        yield basis.say("then", name, paid=more, sellers=sellers, count=len(sellers))
    if basis.is_alone and waiting:
        yield from hours(waiting[0], sums[waiting[0].job.key])
