"""What golden plans expect: rules with a parameter, each a test of a decision and its rankings.

A rule speaks of the pick of each task of the case and of its offer, unless it names something else.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from catalog import query
from catalog.formatting import capitalise
from catalog.plan_terms import stays_in_the_eu
from catalog.schema import AiModel, AppPlan, Catalog, Offer
from catalog.vocabulary import Known, PriceUnit, Purpose, Training
from wizard.decision.answers import Answers
from wizard.decision.buying import training_of
from wizard.decision.costs import fee
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Choice, Decision, Part, PilotPlan, SeatChoice
from wizard.decision.evidence import Limit, behind_at
from wizard.decision.explain import sentence
from wizard.decision.fees import HOURS_A_MONTH, Fee
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.vocabulary import Check, Kind, State, Way

STATES = {
    "unproven": State.UNMEASURED,
    "list plus wording": State.LIST,
    "budget buys nothing good enough": State.OVER_BUDGET,
}
BOARDS = {"vision:overall": "arena-vision", "edit:overall": "arena-image-edit"}
RUNGS = {"the best": Limit.BEST, "55": Limit.NEAR, "60": Limit.FAR}
LOSES_AT = {Limit.BEST: 50, Limit.NEAR: 55, Limit.FAR: 60}
QUESTIONS = {"which models are inside?": "family", "does it train on what is sent?": "training"}
UNITS = {"picture": {PriceUnit.IMAGE}, "tokens": {PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK}}
RISKS = {"terms of a seller": {"seller-terms", "private-accounts", "outside-the-eu"}}
CENT = 0.01
HALF, SIXTY = 50, 60  # comparisons of 100 that a model loses to the best


class NothingError(LookupError):
    """A rule asks for something that the decision does not hold, such as a pick."""


def _there[Thing](thing: Thing | None) -> Thing:
    if thing is None:
        raise NothingError
    return thing


@dataclass(frozen=True)
class GoldenTask:
    """One task of a golden plan: what was decided, and from which ranking. Asking for what is not there raises `NothingError`."""

    part: Part
    ranking: Ranking
    case: "GoldenCase"

    @property
    def catalog(self) -> Catalog:
        return self.case.catalog

    @property
    def pick(self) -> Choice:
        return _there(self.part.pick)

    @property
    def candidate(self) -> Candidate:
        return _there(self.ranking.pick)

    @property
    def model(self) -> AiModel:
        return self.catalog.model[self.pick.model]

    @property
    def offer(self) -> Offer | None:
        offers = self.catalog.offers_of.get(self.pick.model, ())
        return next((each for each in offers if each.slug == self.pick.offer), None)

    @property
    def seat(self) -> SeatChoice:
        return _there(self.part.seat)

    @property
    def app_plan(self) -> AppPlan:
        return self.case.app_plans[self.seat.app_plan]

    @property
    def pilot(self) -> PilotPlan:
        return _there(self.part.pilot)

    def price(self, *, in_eu: bool) -> Fee:
        """Return the fee of one result, by the list or in the EU."""
        return _there(fee(self.candidate.row, self.candidate.case, in_eu=in_eu))

    def costs(self, price: Fee) -> bool:
        return abs(self.candidate.fees - price.likely * self.part.results) <= CENT

    def inside(self, limit: float) -> list[Candidate]:
        """Return the candidates that lose at most so many of 100 comparisons with the best."""
        most = behind_at(limit)
        return [
            each for each in self.ranking.table if each.behind is not None and each.behind <= most
        ]

    @property
    def is_best_or_level(self) -> bool:
        best, pick = _there(self.ranking.best), self.candidate
        return best.row.key == pick.row.key or (
            best.rating.level_with(pick.rating) and pick.month <= best.month
        )


@dataclass(frozen=True)
class GoldenCase:
    """The decision for a golden plan, and the rankings of the tasks that it speaks of."""

    answers: Answers
    catalog: Catalog
    decision: Decision
    rankings: Mapping[str, Ranking]

    @cached_property
    def tasks(self) -> tuple[GoldenTask, ...]:
        found = ((part, self.rankings.get(part.key)) for part in self.decision.parts)
        return tuple(
            GoldenTask(part, ranking, self) for part, ranking in found if ranking is not None
        )

    @cached_property
    def app_plans(self) -> Mapping[str, AppPlan]:
        return {app_plan.slug: app_plan for app_plan in self.catalog.app_plans}

    @cached_property
    def rules(self) -> set[str]:
        return {reason.rule for reason in self._reasons}

    @cached_property
    def text(self) -> str:
        """Return every sentence of the decision, in small letters."""
        return " ".join(sentence(reason, self.catalog) for reason in self._reasons).lower()

    @property
    def models(self) -> set[str]:
        return {at.pick.model for at in self.tasks}

    @cached_property
    def _reasons(self) -> list[Any]:
        parts = [at.part for at in self.tasks]
        return [
            *self.decision.reasons,
            *(reason for part in parts for reason in part.reasons),
            *(reason for part in parts if part.pilot is not None for reason in part.pilot.reasons),
            *(step.reason for part in parts for step in part.tuning),
            *(risk.reason for risk in self.decision.risks),
            *self.decision.scale.reasons,
        ]

    def says(self, rule: str, **parameters: object) -> bool:
        found = (dict(reason.parameters) for reason in self._reasons if reason.rule == rule)
        return any(parameters.items() <= each.items() for each in found)


def case_of(
    answers: Answers, catalog: Catalog, on: date, tasks: Collection[str] = ()
) -> GoldenCase:
    """Return the decision for answers, with the rankings of these tasks; of all tasks where none is named."""
    rankings = rankings_of(answers, catalog, on)
    decision = decide(answers, catalog, on, rankings)
    pairs = zip(decision.parts, rankings, strict=True)
    named = {part.key: ranking for part, ranking in pairs if not tasks or part.key in tasks}
    return GoldenCase(answers=answers, catalog=catalog, decision=decision, rankings=named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A rule with its parameter, and whether it must hold or must not."""

    rule: str
    given: Mapping[str, Any]
    wanted: bool = True

    @property
    def words(self) -> str:
        value = self.given.get("value", [])
        arguments = ", ".join(map(str, value if isinstance(value, list) else [value]))
        rule = capitalise(self.rule.replace("_", " ").replace("usd", "US dollars"))
        return f"{'' if self.wanted else 'Not: '}{rule}{f': {arguments}' if arguments else ''}"

    def met(self, case: GoldenCase) -> bool:
        """Return whether a decision does what is expected; a rule of another version is met by none."""
        if self.rule not in HOLDS:
            return False
        try:
            return HOLDS[self.rule](case, self.given.get("value")) is self.wanted
        except NothingError:
            return not self.wanted


def expectations(
    must: Iterable[Mapping[str, Any]], must_not: Iterable[Mapping[str, Any]]
) -> tuple[Expectation, ...]:
    """Return what golden plans store as rules that must hold and rules that must not."""
    return tuple(
        Expectation(rule=row["rule"], given=row, wanted=wanted)
        for rows, wanted in ((must, True), (must_not, False))
        for row in rows
    )


# -------------------------------------------------------------------------------------------------------------- rules

type Rule = Callable[[GoldenCase, Any], bool]  # of a case and the parameter
type Test = Callable[[GoldenTask, Any], object]  # of one task and the parameter


def _every(test: Test, where: Callable[[GoldenTask], object] = lambda _: True) -> Rule:
    """Return a rule that holds where each task passes, or each of those that it is about, of which there is one."""

    def holds(case: GoldenCase, value: Any) -> bool:
        about = [at for at in case.tasks if where(at)]
        return bool(about) and all(test(at, value) for at in about)

    return holds


def _some(test: Test) -> Rule:
    """Return a rule that holds where one task passes."""
    return lambda case, value: any(test(at, value) for at in case.tasks)


def _roles_named(case: GoldenCase, _: Any) -> bool:
    tools = case.decision.scale.tools
    return {tool.model or tool.app_plan for tool in tools} == case.models and all(
        tool.roles or tool.departments for tool in tools
    )


def _shared_equally_dear(case: GoldenCase, _: Any) -> bool:
    shared = {
        one.pick.model
        for one, other in combinations(case.tasks, 2)
        if one.pick.model == other.pick.model
    }
    return bool(shared) and all(
        at.pick.model not in shared or at.candidate in at.ranking.equally_dear for at in case.tasks
    )


def _budget_buys(at: GoldenTask, _: Any) -> bool:
    budget, over = _there(at.case.answers.budget_usd), at.part.over
    if over is None or over.cheapest.fee is None or "budget-buys" not in at.case.rules:
        return False
    return abs(over.results - int(float(budget) / (over.cheapest.fee / at.part.results))) <= 1


def _challenger_passes(at: GoldenTask, _: Any) -> bool:
    challenger, budget = at.part.challenger, at.case.answers.budget_usd
    if challenger is None:
        return True
    return not challenger.unknown and (
        budget is None or (challenger.fee is not None and challenger.fee <= budget)
    )


def _hidden_training(at: GoldenTask, value: str) -> bool:
    """Return whether an app is shown of which nobody says whether it trains on what is sent, and the plan does not ask."""
    return any(
        seat.app_plan.startswith(value)
        and training_of(at.catalog, at.case.app_plans[seat.app_plan]) is Training.UNKNOWN
        and "training" not in seat.unknown
        for seat in (at.part.seat, *at.part.seats_to_ask)
        if seat is not None
    )


def _machine_price(at: GoldenTask, usd_hour: tuple[float, float]) -> bool:
    low, high = (usd * HOURS_A_MONTH for usd in usd_hour)
    return low - 1 <= _there(at.pick.fee_low) <= _there(at.pick.fee_high) <= high + 1


HOLDS: Mapping[str, Rule] = {
    # Which state.
    "state": _every(lambda at, value: at.part.state is STATES[value]),
    "no_model_advised": _every(lambda at, _: not (at.part.pick or at.part.challenger)),
    "no_model_as_first_name": _every(lambda at, _: at.part.pick is None and at.part.seat is None),
    "answers_unchanged": _every(
        lambda at, _: (
            at.part.pilot and at.part.results == float(at.ranking.case.task.job.per_month or 0)
        )
    ),
    "figure_comes_from_list": _every(
        lambda at, _: (
            (why := at.part.suitability)
            and why.copied
            and "from the list" in at.catalog.advice_row[why.advice].action
        )
    ),
    "says_not_measured_first": _every(lambda at, _: at.part.reasons[0].rule == "nothing-measured"),
    "sure": _every(lambda at, value: at.part.certainty == value),
    "to_try_count_at_most": _every(lambda at, value: 1 <= len(at.part.to_try) <= value),
    "to_try_sorted_by": _every(
        lambda at, _: (
            (fees := [each.fee for each in at.part.to_try if each.fee is not None]) == sorted(fees)
        )
    ),
    "words": lambda case, value: any(
        re.search(rf"\b{re.escape(each)}\b", case.text) for each in value
    ),
    "forecast_of_saving": lambda case, _: bool(re.search(r"\bsav(e|es|ed|ing|ings)\b", case.text)),
    # Which app.
    "headline_is_an_app": _every(lambda at, _: at.part.seat and at.part.way is Way.SEAT),
    "app_price_shown": _every(lambda at, _: at.seat.usd_month is not None),
    "plan_free_of_charge": _some(lambda at, _: at.seat.usd_month == 0 and not at.seat.paid),
    "app_trains_on_inputs_in": _every(
        lambda at, value: training_of(at.catalog, at.app_plan) in value
    ),
    "app_processed_in_eu": _every(
        lambda at, value: stays_in_the_eu(at.catalog, at.app_plan).meets == value
    ),
    "app": _every(lambda at, value: at.app_plan.app == value),
    "app_not_owned_first": _some(lambda at, _: at.seat.app_plan not in at.case.answers.paid),
    "extra_cost_usd_month": _every(lambda at, value: at.seat.usd_month == value),
    "app_family_holds_model_inside_limit": _every(
        lambda at, value: (
            {*at.catalog.app[at.app_plan.app].families}
            & {each.row.model.provider for each in at.inside(value)}
        )
    ),
    "quality_claimed_for_the_app": _some(lambda at, _: at.app_plan.name.lower() in at.case.text),
    "app_asked_first": _every(
        lambda at, value: (
            at.part.seat is None
            and any(QUESTIONS[value] in seat.unknown for seat in at.part.seats_to_ask)
        )
    ),
    "app_in": _some(lambda at, value: at.part.seat and at.part.seat.app_plan in value),
    "app_shown_without_its_training_rule": _some(_hidden_training),
    "way_not": _every(lambda at, value: at.part.way != value),
    # Which model.
    "model_in": _some(lambda at, value: at.pick.model in value),
    "model_inputs_include": _every(
        lambda at, value: query.reads(at.catalog, at.model, value) is Known.YES,
        where=lambda at: at.ranking.case.task.must_inputs,
    ),
    "pick_measured": _every(lambda at, value: (at.pick.points is not None) == value),
    "deciding_board": _every(lambda at, value: at.part.board == BOARDS[value]),
    "says_board_is_not_the_job": lambda case, _: bool(
        {"board-is-not-the-job", "board-does-not-measure-harm"} & case.rules
    ),
    "language_model_for_pictures": _some(
        lambda at, _: at.part.kind is Kind.IMAGE and Purpose.IMAGE not in at.model.purposes
    ),
    "pick_is_the_best_eligible_or_level_and_not_dearer": _every(lambda at, _: at.is_best_or_level),
    "equally_dear_at_least": _every(
        lambda at, value: len({each.row.model.slug for each in at.ranking.equally_dear}) >= value
    ),
    "pick_has_lowest_fee_inside_limit": _every(
        lambda at, value: at.candidate.fees <= min(each.fees for each in at.inside(value))
    ),
    "rungs_shown": _every(
        lambda at, value: [rung.limit for rung in at.part.rungs] == [RUNGS[each] for each in value]
    ),
    "challenger_other_maker": _every(
        lambda at, _: (
            at.part.challenger
            and at.catalog.model[at.part.challenger.model].provider != at.model.provider
        )
    ),
    "challenger_keeps_every_must": _every(_challenger_passes),
    "ask_first_lists_unknown_training": _every(
        lambda at, _: any("training" in each.unknown for each in at.part.ask_first)
    ),
    # Where it is bought.
    "seller_in": _some(lambda at, value: at.offer and at.offer.seller in value),
    "seller_trains_on_inputs_in": _every(
        lambda at, value: query.trains_on_inputs(at.catalog, _there(at.offer)) in value,
        where=lambda at: at.ranking.case.task.private,
    ),
    "offer_processed_in_eu": _every(
        lambda at, value: query.eu_region(at.catalog, _there(at.offer)) == value
    ),
    "runs_on_own_machine": _every(
        lambda at, _: at.pick.offer is None and at.pick.machine is not None
    ),
    "weights_gb_at_most": _every(
        lambda at, value: _there(at.model.weights_gb_measured or at.model.weights_gb) <= value
    ),
    "licence_business_use": _every(lambda at, value: at.model.commercial_use == value),
    "precision_is_the_measured_one_if_it_fits": _every(
        lambda at, _: "other-precision" not in at.pick.marks
    ),
    # What it costs.
    "fee_usd_month_at_most": _every(
        lambda at, value: at.pick.fee is not None and at.pick.fee <= value
    ),
    "offer_price_stated": _every(lambda at, _: at.pick.fee is not None and at.pick.offer),
    "eu_price_used": _every(
        lambda at, factor: (
            (eu := at.price(in_eu=True)).likely >= factor * at.price(in_eu=False).likely - 1e-9
            and at.costs(eu)
        )
    ),
    "price_unit": _some(
        lambda at, value: UNITS[value] & {each.unit for each in at.price(in_eu=False).prices}
    ),
    "machine_price_shown": _every(_machine_price),
    "cost_equals_fees": _every(lambda at, _: at.pick.cost == at.pick.fee),
    "minutes_counted": _every(lambda at, value: at.part.minutes == value),
    "share_accepted_below": _some(
        lambda at, value: at.pick.share is None or at.pick.share * 100 < value
    ),
    "price_of_the_must_stated": _every(lambda at, _: (at.part.must_loses or 0) > HALF),
    "limit_loosened_stated": _every(
        lambda at, value: (
            at.part.loosened
            and at.case.says("limit-loosened", **{"from": value[0], "to": value[1]})
        )
    ),
    "limit_loosened_beyond": _some(lambda at, value: LOSES_AT[at.part.limit] > value),
    "results_the_budget_buys_of_cheapest_inside_the_unloosened_limit_stated": _every(_budget_buys),
    "results_the_budget_buys_of_cheapest_good_enough_stated": _every(
        lambda at, _: at.part.over and 0 < at.part.over.results < at.part.results
    ),
    "cheapest_good_enough_with_fee_stated": _every(
        lambda at, _: (
            at.part.over and _there(at.part.over.cheapest.fee) > _there(at.case.answers.budget_usd)
        )
    ),
    "best_payable_and_what_it_loses_stated": _every(
        lambda at, _: at.part.over and _there(_there(at.part.over.payable).loses) > SIXTY
    ),
    # Several jobs.
    "tools_at_most": lambda case, value: len(case.models) <= value,
    "shared_tool_is_equally_dear_in_each_job": _shared_equally_dear,
    "line_when_one_tool_cannot_do_all": lambda case, _: "no-tool-for-all" in case.rules,
    "roles_named_for_each_tool": _roles_named,
    # Safety.
    "person_releases_every_result": _every(
        lambda at, _: (
            at.pilot.release is Check.EVERY
            and "clean-means-start-with-every-result-released" in at.case.rules
        )
    ),
    "pilot_target_at_least": _every(lambda at, value: at.pilot.target_of_100 >= value),
    "pilot_ends_after_harmful_errors": _every(
        lambda at, value: at.pilot.ends_after_harmful == value
    ),
    "stop_rule_present": lambda case, _: any(each.startswith("pilot-ends-") for each in case.rules),
    "risks_on_first_screen": lambda case, _: (
        (first := case.decision.risks[0]).risk in {"safety", "high-risk-use"}
        and {*first.parts} == {at.part.key for at in case.tasks}
    ),
    "risk_named": lambda case, value: bool(
        RISKS.get(value, {value}) & {risk.risk for risk in case.decision.risks}
    ),
}
