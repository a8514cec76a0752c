"""Reasons: why a job ends so and why this name, each with its trail of answers and facts."""

from collections.abc import Callable, Iterator
from itertools import chain
from math import floor, inf

from catalog import query
from catalog.machines import rows_that_count
from catalog.plan_terms import plan_answer
from catalog.schema import Catalog
from catalog.vocabulary import AppQuestion, Training
from wizard.decision.boards import NO_BOARD
from wizard.decision.ended import EndedJob, Named
from wizard.decision.endings import (
    AskBack,
    CostComparison,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    StartWith,
    WrongTool,
)
from wizard.decision.learning import failed, failed_for_harm, failed_in_use
from wizard.decision.options import Option
from wizard.decision.ranking import limited_usd
from wizard.decision.rules import Rule
from wizard.decision.tools import tools_of
from wizard.decision.trail import Fact, Reason, because, cited_fact
from wizard.decision.verdicts import least_brought_back_usd, least_saved_usd
from wizard.decision.vocabulary import Condition, OptionKind, Place, Unknown

LEAST_USD = 1.0  # less is no difference


def reasons(of: EndedJob) -> tuple[Reason, ...]:
    """Return the reasons of a job in the order of the method; of a name only where one is named."""
    named = of.named
    of_name = [rule(named, of) for rule in RULES_OF_A_NAME] if named is not None else []
    return (*_of_ending(of), *chain.from_iterable(of_name), *_of_tests(of))


# ------------------------------------------------------------------------------- of the ending


def _of_ending(of: EndedJob) -> Iterator[Reason]:
    match of.ending:
        case AskBack():
            yield because(Rule.EVERYTHING, "decides_on")
        case WrongTool(decides_on=what):
            facts = _annex(of) if of.answers.under_eu_law else ()
            yield because(Rule.DECIDES_ON, "decides_on", facts=facts, what=what.value)
        case NothingPasses() if of.ranked is not None and of.ranked.ranking.is_empty:
            out = len(of.ranked.looked.dropped)
            if out:
                yield because(Rule.NOTHING_PASSES, out=out)
            elif of.case.row.is_own:
                yield _reason_of_row(of)
        case Project():
            yield because(Rule.NEEDS_DEVELOPER, "builder", "built_in")
        case LeaveIt(is_dangerous=True):
            yield because(Rule.HURT_AT_ONCE, "stakes")
        case LeaveIt(comparison=costs):
            yield _left(costs, of)
        case OverLimit(comparison=costs):
            yield _over_limit(costs, of)


def _left(costs: CostComparison, of: EndedJob) -> Reason:
    """Return that it is dearer than by hand, or saves less than it has to."""
    answers = ("results", "minutes_by_hand", "wage_usd")
    if costs.with_ai_usd >= costs.by_hand_usd:
        return because(Rule.HAND_COSTS_LESS, *answers)
    work, saved = of.case.work, costs.by_hand_usd - costs.with_ai_usd
    least = least_saved_usd(costs.option.option, work, costs.by_hand_usd)
    if saved >= least:  # the limit is not raised for what does not bring in its price
        least = max(least, least_brought_back_usd(costs.option.bill_usd, work))
    return because(Rule.SAVES_TOO_LITTLE, *answers, least=least)


def _over_limit(costs: CostComparison, of: EndedJob) -> Reason:
    """Return that it is over the limit, or over what jobs that save more leave of it."""
    limit, left = float(of.answers.limit_usd or 0), of.case.work.limit_usd or 0.0
    paid = limited_usd(costs.option, of.case.work)
    if paid > limit:
        return because(Rule.OVER_LIMIT, "limit_usd", limit=limit, paid=paid)
    return because(Rule.OVER_REST, "limit_usd", "jobs", left=left, paid=paid)


def _annex(of: EndedJob) -> tuple[Fact, ...]:
    use_case = of.case.use_case
    if not use_case.annex_iii:
        return ()
    return (cited_fact("use_cases", use_case, "annex_iii"),)


# ------------------------------------------------------------------------- of what a plan names


def _of_row(named: Named, of: EndedJob) -> Iterator[Reason]:
    """Give the row's own reason where the owner chose the job and its first kind is named.

    The reason speaks of that kind.
    """
    row = of.case.row
    is_first_kind = named.option.kind.value == row.kinds[0].value
    if is_first_kind and row.is_own:
        yield _reason_of_row(of)


def _reason_of_row(of: EndedJob) -> Reason:
    solution = of.catalog.solution_of[of.case.row.filed_under]
    facts = (cited_fact("solutions", solution, "reason"),)
    return because(Rule.ROW_OF_JOB, "use_case", facts=facts, use_case=solution.use_case)


NOT_KNOWN_TO_STAY = frozenset({Condition.SETTLE_PLACE, Condition.PUBLISHED_ANYWAY})


def _of_place(named: Named, of: EndedJob) -> Iterator[Reason]:
    place = of.case.work.place
    is_unsaid = Unknown.PLACE in named.option.unknowns
    is_open = not NOT_KNOWN_TO_STAY.isdisjoint(named.option.conditions)
    if place is Place.ANYWHERE or is_unsaid or is_open:
        return
    facts = _stated(named, of.catalog, "eu_region", AppQuestion.PLACE)
    yield because(Rule.STAYS, "place", "secrets", facts=facts, place=place.value)


def _of_contract(named: Named, of: EndedJob) -> Iterator[Reason]:
    option = named.option
    if not of.case.work.secrets or option.kind is OptionKind.MACHINE:
        return
    if {Unknown.CONTRACT, Unknown.TRAINING} & {*option.unknowns}:
        return
    questions = (AppQuestion.CONTRACT, AppQuestion.PROCESSOR, AppQuestion.TRAINING)
    facts = _stated(named, of.catalog, "trains_on_inputs", *questions)
    # Of an offer of a model nothing is on file but whether it trains.
    rule = Rule.KEPT_OUT if named.plan is None else Rule.CONTRACT
    yield because(rule, "secrets", facts=facts)


def _stated(
    named: Named, catalog: Catalog, field_of_offer: str, *questions: AppQuestion
) -> tuple[Fact, ...]:
    """Return what sources say of the plan of an app, or of the offer of a model."""
    if named.plan is not None:
        answers = [plan_answer(catalog, named.plan, question) for question in questions]
        rows = chain.from_iterable(answer.statements for answer in answers)
        return tuple(cited_fact("app_statements", row) for row in rows)
    offer = catalog.offer.get(named.option.offer)
    if offer is None:
        return ()
    agreed = query.terms(catalog, offer)
    is_silent = field_of_offer == "trains_on_inputs" and offer.trains_on_inputs is Training.UNKNOWN
    if is_silent and agreed is not None:
        return (cited_fact("data_terms", agreed, field_of_offer),)
    return (cited_fact("offers", offer, field_of_offer),)


def _of_having(named: Named, _: EndedJob) -> Iterator[Reason]:
    if named.option.paid and not named.option.is_supposed:
        yield because(Rule.PAID_ALREADY, "paid", "works_in")
    elif named.option.inside:
        yield because(Rule.INSIDE, "works_in")
    if len(named.serves) > 1:
        yield because(Rule.SERVES_SEVERAL, "jobs", jobs=len(named.serves))


def _of_capacity(named: Named, _: EndedJob) -> Iterator[Reason]:
    """Yield how many results a month holds, and what we count for one: a seller may count less."""
    plan, option = named.plan, named.option
    if plan is None or plan.capacity is None or not 0 < option.holds < inf:
        return
    facts = (cited_fact("app_plans", plan, "capacity"),)
    holds, capacity = option.holds / option.months, float(plan.capacity)
    takes = capacity * option.seats / holds
    yield because(
        Rule.HOLDS, "results", facts=facts, holds=floor(holds), takes=takes, capacity=capacity
    )


def _of_wish(named: Named, of: EndedJob) -> Iterator[Reason]:
    """Yield from how many results it pays to have a model built in, where so few do not."""
    least = of.case.row.build_from
    is_window = named.option.kind is OptionKind.ASSISTANT
    if of.answers.built_in and is_window and of.case.work.results < least < inf:
        yield because(Rule.BUILT_LATER, "built_in", "results", least=int(least))


def _of_cost(named: Named, of: EndedJob) -> Iterator[Reason]:
    if _costs_least(named):
        yield _least_cost(named, of.catalog)
    if isinstance(of.ending, StartWith):
        sparing = of.ending.recommendation.sparing
        more_usd = sparing[0].more_usd if sparing else 0.0
        yield because(Rule.CHEAPER_FIRST, "stakes", more_usd=more_usd)


def _costs_least(named: Named) -> bool:
    """Return whether no candidate costs less.

    The row's order, or what does other jobs too, may come before the cost.
    """
    least_usd = min(row.total_usd for row in named.ranking.candidates)
    return named.first.total_usd <= least_usd + LEAST_USD


def _least_cost(named: Named, catalog: Catalog) -> Reason:
    rows = chain.from_iterable(price.rows for price in named.option.prices)
    prices = [cited_fact("prices", row, "amount") for row in rows]
    return because(
        Rule.COSTS_LEAST,
        "results",
        "minutes_by_hand",
        "wage_usd",
        "review",
        "stakes",
        facts=(*prices, *_machines(named.option, catalog)),
        paid=named.first.paid_usd,
        hours=named.first.hours,
        rivals=len(named.ranking.candidates) - 1,
    )


def _machines(option: Option, catalog: Catalog) -> Iterator[Fact]:
    """Yield the rows on file that the price of a machine rests on; none where it stands there."""
    sizes = [tool.machine for tool in tools_of(option.tool) if tool.machine is not None]
    for size in sizes if option.seats_usd else ():
        for row in rows_that_count(catalog, size):
            yield cited_fact("machines", row)


def _of_evidence(named: Named, of: EndedJob) -> Iterator[Reason]:
    """Yield which board judged the tool, and what that board does not say of it."""
    board = named.judge.board
    if board is NO_BOARD or named.option.strength is None:
        yield because(Rule.NOBODY_MEASURED)
        return
    facts = (cited_fact("benchmarks", of.catalog.benchmark[board.slug]),)
    rule = Rule.STANDS_IN if named.judge.stands_in else Rule.JUDGED_BY
    yield because(rule, facts=facts, board=board.slug, models=len(board.models))
    if not named.judge.speaks_language:
        yield because(Rule.LANGUAGE_UNMEASURED, "languages", facts=facts)
    if not named.option.says_inside:
        yield because(Rule.INSIDE_UNSAID)


RULES_OF_A_NAME: tuple[Callable[[Named, EndedJob], Iterator[Reason]], ...] = (
    _of_row,
    _of_place,
    _of_contract,
    _of_having,
    _of_capacity,
    _of_wish,
    _of_cost,
    _of_evidence,
)


# ------------------------------------------------------------------------------------ of tests


def _of_tests(of: EndedJob) -> Iterator[Reason]:
    work = of.case.work
    out = failed({row.tool: row for row in of.results}, work)
    for row in of.results:
        is_out_by_use = failed_in_use(row, work)
        rule = Rule.OUT_BY_TEST if row.tool in out and not is_out_by_use else Rule.TEST_COUNTED
        if failed_for_harm(row, work):
            rule = Rule.OUT_BY_HARM
        grave = max(row.slipped, row.missed)
        yield because(rule, tool=row.tool, cases=row.cases, redone=row.redone, grave=grave)
        results = sum(month.results for month in row.months)
        if results:
            rule = Rule.OUT_BY_USE if is_out_by_use else Rule.USE_COUNTED
            in_use = sum(month.redone for month in row.months)
            yield because(rule, tool=row.tool, cases=results, redone=in_use)
