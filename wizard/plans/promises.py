"""What a plan promises, and what of it holds no more: two decisions compared ending with ending."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog import plan_terms, query
from catalog.schema import AppPlan, Catalog, Offer
from catalog.vocabulary import AppQuestion, Word
from wizard.method.costs import Priced
from wizard.method.decision import Decision, JobDecision
from wizard.method.endings import Advised, FromList, Recommendation
from wizard.method.tools import tools_of

NOTABLE_PART = 0.1  # of the bill; what moves less is no news
NOTABLE_USD = 5.0  # a month


class Promise(Word):
    """One thing that a plan says of a job, the weightiest first."""

    NAME = "name", "what is named"
    ENDING = "ending", "how it ends"
    REGION = "region", "where it is processed"
    TERMS = "terms", "what its seller does with the material"
    ON_SALE = "on-sale", "until when it is sold"
    BILL = "bill", "what it costs"
    CHALLENGER = "challenger", "what is tried beside it"
    STOP = "stop", "when to stop"


# What makes another plan of it; the others are told, and the plan still holds.
DECISIVE = frozenset({Promise.NAME, Promise.ENDING, Promise.REGION, Promise.TERMS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A promise that reads otherwise now. Money is in US dollars a month; empty where there was, or is, nothing."""

    job: str  # key; empty where it is of the whole plan
    promise: Promise
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A decision with the catalog and the day that it stands on."""

    decision: Decision
    catalog: Catalog
    on: date


def broken(then: Side, now: Side) -> tuple[Broken, ...]:
    """Return every promise that reads otherwise now, the weightiest first."""
    before = {job.work.key: job for job in then.decision.jobs}
    rows = [
        row
        for job in now.decision.jobs
        if job.work.key in before
        for row in _of_job(before[job.work.key], job, then, now)
    ]
    if _is_notable(then.decision.usd_month, now.decision.usd_month):
        rows.append(_bill(then.decision, now.decision))
    order = tuple(Promise)
    return tuple(sorted(rows, key=lambda row: order.index(row.promise)))


def ending_name(decided: JobDecision) -> str:
    """Return how a job ends, as it is stored."""
    return type(decided.ending).__name__


def named(decided: JobDecision) -> Recommendation | None:
    """Return what is named for a job; None where nothing is."""
    match decided.ending:
        case Advised() as advised:
            return advised.recommendation
        case FromList(wording=Advised() as wording):
            return wording.recommendation
    return None


def tools_named(decided: JobDecision) -> tuple[str, ...]:
    """Return what is named for a job, and what is tried beside it."""
    advice = named(decided)
    options = (advice.first, advice.second) if advice is not None else ()
    return tuple(row.option.tool for row in options if row is not None)


def _of_job(before: JobDecision, after: JobDecision, then: Side, now: Side) -> Iterator[Broken]:
    key = after.work.key
    old, new = named(before), named(after)
    old_tool, new_tool = _tool(old), _tool(new)
    if old_tool != new_tool:
        yield Broken(job=key, promise=Promise.NAME, before=old_tool, after=new_tool)
    elif ending_name(before) != ending_name(after):
        was, is_now = ending_name(before), ending_name(after)
        yield Broken(job=key, promise=Promise.ENDING, before=was, after=is_now)
    if old is None:
        return
    yield from _facts(key, old.first, then, now)
    if new is None or new_tool != old_tool:
        return
    if _tool_of(old.second) != _tool_of(new.second):
        yield Broken(
            job=key,
            promise=Promise.CHALLENGER,
            before=_tool_of(old.second),
            after=_tool_of(new.second),
        )
    if old.stop != new.stop:
        yield Broken(
            job=key,
            promise=Promise.STOP,
            before=str(old.stop.most_redone),
            after=str(new.stop.most_redone),
        )


def _facts(key: str, first: Priced, then: Side, now: Side) -> Iterator[Broken]:
    """Yield what reads otherwise of the tool that was named, whatever is named now."""
    for promise, read in {
        Promise.REGION: region_of,
        Promise.TERMS: terms_of,
        Promise.ON_SALE: sold_until,
    }.items():
        before, after = read(first, then), read(first, now)
        if before != after:
            yield Broken(job=key, promise=promise, before=before, after=after)


def region_of(priced: Priced, side: Side) -> str:
    """Return whether what is bought stays in the EU, by each thing that it is."""
    catalog = side.catalog
    plans = [
        plan_terms.stays_in_the_eu(catalog, plan).meets.value for plan in _plans(priced, catalog)
    ]
    offers = [query.eu_region(catalog, offer).value for offer in _offers(priced, catalog)]
    return ", ".join((*plans, *offers))


def terms_of(priced: Priced, side: Side) -> str:
    """Return what sellers do with the material, by each thing that is bought."""
    catalog = side.catalog
    asked = (AppQuestion.CONTRACT, AppQuestion.TRAINING)
    plans = [
        plan_terms.plan_answer(catalog, plan, question).answer or "unknown"
        for plan in _plans(priced, catalog)
        for question in asked
    ]
    offers = [query.trains_on_inputs(catalog, offer).value for offer in _offers(priced, catalog)]
    return ", ".join((*plans, *offers))


def sold_until(priced: Priced, side: Side) -> str:
    """Return the first day on which something of what is bought is no longer sold, as far as that is known."""
    catalog = side.catalog
    sales = [
        query.sale(catalog, catalog.model[tool.slug], side.on)
        for tool in tools_of(priced.option.tool)
        if tool.slug in catalog.model
    ]
    sales += [query.sale(catalog, offer, side.on) for offer in _offers(priced, catalog)]
    days = [sale.ends for sale in sales if sale.ends is not None]
    return min(days).isoformat() if days else ""


def _plans(priced: Priced, catalog: Catalog) -> Iterator[AppPlan]:
    for tool in tools_of(priced.option.tool):
        plan = catalog.app_plan.get(tool.slug)
        if plan is not None:
            yield plan


def _offers(priced: Priced, catalog: Catalog) -> Iterator[Offer]:
    keys = (fact.key for fact in priced.option.facts if fact.kind == "offers")
    for key in dict.fromkeys(keys):
        if key in catalog.offer:
            yield catalog.offer[key]


def _tool(recommendation: Recommendation | None) -> str:
    return _tool_of(recommendation.first) if recommendation is not None else ""


def _tool_of(priced: Priced | None) -> str:
    return priced.option.tool if priced is not None else ""


def _bill(then: Decision, now: Decision) -> Broken:
    return Broken(
        job="",
        promise=Promise.BILL,
        before=repr(round(then.usd_month, 2)),
        after=repr(round(now.usd_month, 2)),
    )


def _is_notable(before: float, after: float) -> bool:
    return abs(after - before) > max(NOTABLE_PART * before, NOTABLE_USD)
