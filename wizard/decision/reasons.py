"""Reasons: why a job ends as it does and why this name, each with its trail: answers, rule, facts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from catalog.plan_terms import plan_answer
from catalog.schema import AppPlan, Catalog
from catalog.vocabulary import AppQuestion
from wizard.decision.answers import Answers
from wizard.decision.boards import Judge
from wizard.decision.cases import Case
from wizard.decision.costs import Priced
from wizard.decision.endings import (
    AskBack,
    Ending,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    StartWith,
    WrongTool,
)
from wizard.decision.learning import failed, failed_for_harm
from wizard.decision.measured import TrialResult
from wizard.decision.options import Dropped, Option
from wizard.decision.ranking import Ranking
from wizard.decision.rules import Rule
from wizard.decision.trail import Fact, Reason, because, cited_fact
from wizard.decision.vocabulary import OptionKind, Place, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """A decided job, as its reasons are given."""

    case: Case
    answers: Answers
    catalog: Catalog
    ending: Ending
    first: Priced | None  # what the plan names; None where it names nothing
    ranking: Ranking | None
    judge: Judge | None
    dropped: tuple[Dropped, ...]
    results: tuple[TrialResult, ...]
    serves: tuple[str, ...]  # keys of all jobs that the named tool serves

    @property
    def option(self) -> Option | None:
        return self.first.option if self.first is not None else None

    @property
    def is_of_first_kind(self) -> bool:
        return self.option is not None and self.option.kind.value == self.case.row.kinds[0].value

    @property
    def plan(self) -> AppPlan | None:
        """Return the plan of an app that is named; None where none is."""
        return self.catalog.app_plan.get(self.option.tool) if self.option is not None else None


def reasons(of: Reasoned) -> tuple[Reason, ...]:
    """Return the reasons of a job in the order of the method."""
    return tuple(reason for rule in RULES for reason in rule(of))


# -------------------------------------------------------------------------- of what names nothing


def _of_ending(of: Reasoned) -> Iterator[Reason]:
    match of.ending:
        case AskBack():
            yield because(Rule.EVERYTHING, "decides_on")
        case WrongTool(decides_on=what):
            facts = _annex(of) if of.answers.under_eu_law else ()
            yield because(Rule.DECIDES_ON, "decides_on", facts=facts, what=what.value)
        case NothingPasses() if of.ranking is None or of.ranking.pick is None:
            yield because(Rule.NOTHING_PASSES, out=len(of.dropped))
        case Project():
            yield because(Rule.NEEDS_DEVELOPER, "builder", "built_in")
        case LeaveIt(is_dangerous=True):
            yield because(Rule.HURT_AT_ONCE, "stakes")
        case LeaveIt(comparison=costs):
            yield because(
                Rule.HAND_COSTS_LESS,
                "results",
                "minutes_by_hand",
                "wage_usd",
                by_hand=costs.by_hand_usd,
                with_ai=costs.with_ai_usd,
            )
        case OverLimit(comparison=costs):
            limit = float(of.answers.limit_usd or 0)
            paid = costs.option.paid_usd
            yield because(Rule.OVER_LIMIT, "limit_usd", limit=limit, paid=paid)


def _annex(of: Reasoned) -> tuple[Fact, ...]:
    use_case = of.case.use_case
    if use_case is None or not use_case.annex_iii:
        return ()
    return (cited_fact("use_cases", use_case, "annex_iii"),)


# ------------------------------------------------------------------------- of what a plan names


def _of_row(of: Reasoned) -> Iterator[Reason]:
    """Give the row's own reason where the owner chose the job and its first kind is named: it speaks of that."""
    row = of.case.row
    if not row.is_own or row.starts_without_ai or of.option is None or not of.is_of_first_kind:
        return
    solution = of.catalog.solution_of[row.use_case]
    yield because(
        Rule.ROW_OF_JOB,
        "use_case",
        facts=(cited_fact("solutions", solution, "reason"),),
        use_case=row.use_case,
    )


def _of_place(of: Reasoned) -> Iterator[Reason]:
    place = of.case.work.place
    if of.option is None or place is Place.ANYWHERE or Unknown.PLACE in of.option.unknowns:
        return
    facts = _stated(of, AppQuestion.PLACE) or _of_offer(of.option, of.catalog, "eu_region")
    yield because(Rule.STAYS, "place", "secrets", facts=facts, place=place.value)


def _of_contract(of: Reasoned) -> Iterator[Reason]:
    option = of.option
    if option is None or not of.case.work.secrets or option.kind is OptionKind.MACHINE:
        return
    if {Unknown.CONTRACT, Unknown.TRAINING} & {*option.unknowns}:
        return
    facts = _stated(of, AppQuestion.CONTRACT, AppQuestion.PROCESSOR, AppQuestion.TRAINING)
    facts = facts or _of_offer(option, of.catalog, "trains_on_inputs")
    yield because(Rule.CONTRACT, "secrets", facts=facts)


def _stated(of: Reasoned, *questions: AppQuestion) -> tuple[Fact, ...]:
    """Return what sources say of the plan that is named; nothing where a model is."""
    plan = of.plan
    if plan is None:
        return ()
    answers = (plan_answer(of.catalog, plan, question) for question in questions)
    return tuple(
        cited_fact("app_statements", row) for answer in answers for row in answer.statements
    )


def _of_offer(option: Option, catalog: Catalog, field: str) -> tuple[Fact, ...]:
    offer = catalog.offer.get(option.offer)
    return (cited_fact("offers", offer, field),) if offer is not None else ()


def _of_having(of: Reasoned) -> Iterator[Reason]:
    option = of.option
    if option is None:
        return
    if option.paid:
        yield because(Rule.PAID_ALREADY, "paid", "works_in")
    elif option.inside:
        yield because(Rule.INSIDE, "works_in")
    if len(of.serves) > 1:
        yield because(Rule.SERVES_SEVERAL, "jobs", jobs=len(of.serves))


def _of_capacity(of: Reasoned) -> Iterator[Reason]:
    option, plan = of.option, of.plan
    if option is None or plan is None or option.holds == float("inf"):
        return
    facts = (cited_fact("app_plans", plan, "capacity"),)
    yield because(Rule.HOLDS, "results", facts=facts, holds=option.holds / option.months)


def _of_cost(of: Reasoned) -> Iterator[Reason]:
    first, ranking = of.first, of.ranking
    if first is None or ranking is None:
        return
    facts = tuple(
        cited_fact("prices", row, "amount") for price in first.option.prices for row in price.rows
    )
    yield because(
        Rule.COSTS_LEAST,
        "results",
        "minutes_by_hand",
        "wage_usd",
        "review",
        "stakes",
        facts=facts,
        paid=first.paid_usd,
        hours=first.hours,
        rivals=len(ranking.candidates) - 1,
    )
    if isinstance(of.ending, StartWith):
        more = [row.more_usd for row in of.ending.recommendation.sparing][:1]
        yield because(Rule.CHEAPER_FIRST, "stakes", more_usd=more[0] if more else 0.0)


def _of_evidence(of: Reasoned) -> Iterator[Reason]:
    judge, option = of.judge, of.option
    if option is None or judge is None:
        return
    if judge.board is None:
        yield because(Rule.NOBODY_MEASURED)
        return
    benchmark = of.catalog.benchmark[judge.board.slug]
    facts = (cited_fact("benchmarks", benchmark),)
    rule = Rule.STANDS_IN if judge.stands_in else Rule.JUDGED_BY
    yield because(rule, facts=facts, board=benchmark.slug, models=len(judge.board.models))
    if not judge.speaks_language:
        yield because(Rule.LANGUAGE_UNMEASURED, "languages", facts=facts)
    if not option.says_inside:
        yield because(Rule.INSIDE_UNSAID)


def _of_tests(of: Reasoned) -> Iterator[Reason]:
    work = of.case.work
    out = failed({row.tool: row for row in of.results}, work)
    for row in of.results:
        rule = Rule.OUT_BY_TEST if row.tool in out else Rule.TEST_COUNTED
        if failed_for_harm(row, work):
            rule = Rule.OUT_BY_HARM
        yield because(rule, tool=row.tool, cases=row.cases, redone=row.redone, slipped=row.slipped)


def _tools(rows: Iterable[Priced]) -> frozenset[str]:
    return frozenset(row.option.tool for row in rows)


RULES: tuple[Callable[[Reasoned], Iterator[Reason]], ...] = (
    _of_ending,
    _of_row,
    _of_place,
    _of_contract,
    _of_having,
    _of_capacity,
    _of_cost,
    _of_evidence,
    _of_tests,
)
