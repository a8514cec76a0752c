"""What golden plans expect: rules with parameters, each a function over a decision and its rankings.

A rule speaks of the pick of each task of the case and of its offer, unless it names something else.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from catalog import query
from catalog.formatting import capitalise
from catalog.schema import AiModel, Catalog, Offer, Product
from catalog.vocabulary import PriceUnit, Purpose
from wizard.decision.answers import Answers
from wizard.decision.costs import fee
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Choice, Decision, Part, PilotPlan, Reason, SeatChoice
from wizard.decision.evidence import Limit, behind_at
from wizard.decision.explain import sentence
from wizard.decision.fees import HOURS_A_MONTH
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.vocabulary import Certainty, Check, Kind, State, Way

STATES = {
    "unproven": State.UNMEASURED,
    "list plus wording": State.LIST,
    "budget buys nothing good enough": State.OVER_BUDGET,
}
BOARDS = {"vision:overall": "arena-vision", "edit:overall": "arena-image-edit"}
RUNGS = {"the best": Limit.BEST, "55": Limit.NEAR, "60": Limit.FAR}
QUESTIONS = {"which models are inside?": "family", "does it train on what is sent?": "training"}
UNITS = {"picture": {PriceUnit.IMAGE}, "tokens": {PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK}}
RISKS = {"terms of a seller": "seller-terms"}
CENT = 0.01
HALF, SIXTY = 50, 60  # comparisons of 100 that a model loses to the best
EVERY_SELLER = {"seller-terms", "private-accounts", "outside-the-eu"}


class NothingError(LookupError):
    """A rule asks for something that the decision does not hold, such as a pick."""


@dataclass(frozen=True)
class GoldenCase:
    """The decision for a golden plan, and the rankings of the tasks that it speaks of."""

    answers: Answers
    catalog: Catalog
    decision: Decision
    tasks: tuple[tuple[Part, Ranking], ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the tasks that the case speaks of."""
        return tuple(part for part, _ in self.tasks)

    @property
    def rankings(self) -> tuple[Ranking, ...]:
        """Return their rankings."""
        return tuple(ranking for _, ranking in self.tasks)

    @property
    def picks(self) -> tuple[Choice, ...]:
        """Return the picks. Raises `NothingError` where a task has none."""
        return _all(part.pick for part in self.parts)

    @property
    def first(self) -> tuple[Candidate, ...]:
        """Return the picks as candidates, with their rows."""
        return tuple(ranking.pick for ranking in self.rankings if ranking.pick is not None)

    @property
    def models(self) -> tuple[AiModel, ...]:
        """Return the models of the picks."""
        return tuple(self.catalog.model[pick.model] for pick in self.picks)

    @cached_property
    def _offers(self) -> Mapping[str, Offer]:
        return {offer.slug: offer for offer in self.catalog.offers}

    @cached_property
    def named_products(self) -> Mapping[str, Product]:
        """Return the products of the catalog by slug."""
        return {product.slug: product for product in self.catalog.products}

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Return the offers of the picks."""
        return tuple(self._offers[pick.offer] for pick in self.picks if pick.offer is not None)

    @property
    def seats(self) -> tuple[SeatChoice, ...]:
        """Return the products that are taken. Raises `NothingError` where a task has none."""
        return _all(part.seat for part in self.parts)

    @property
    def products(self) -> tuple[Product, ...]:
        """Return the products that are taken."""
        return tuple(self.named_products[seat.product] for seat in self.seats)

    @property
    def pilots(self) -> tuple[PilotPlan, ...]:
        """Return the pilots. Raises `NothingError` where a task has none."""
        return _all(part.pilot for part in self.parts)

    @property
    def rules(self) -> set[str]:
        """Return the names of all rules that the plan and these parts give."""
        return {reason.rule for reason in self.reasons}

    @property
    def reasons(self) -> Sequence[Reason]:
        """Return all reasons that are shown."""
        scale = self.decision.scale
        of_parts = [reason for part in self.parts for reason in part.reasons]
        of_pilots = [reason for part in self.parts if part.pilot is not None for reason in part.pilot.reasons]
        of_tuning = [step.reason for part in self.parts for step in part.tuning]
        of_risks = [risk.reason for risk in self.decision.risks]
        return [*self.decision.reasons, *of_parts, *of_pilots, *of_tuning, *of_risks, *scale.reasons]

    @property
    def text(self) -> str:
        """Return every sentence of the decision, in small letters."""
        return " ".join(sentence(reason, self.catalog) for reason in self.reasons).lower()


def _all[Thing](things: Iterable[Thing | None]) -> tuple[Thing, ...]:
    found = tuple(things)
    known = tuple(each for each in found if each is not None)
    if len(known) < len(found):
        raise NothingError
    return known


def case_of(answers: Answers, catalog: Catalog, on: date, tasks: Collection[str] = ()) -> GoldenCase:
    """Return the decision for answers, with the rankings of these tasks; of all tasks where none is named."""
    rankings = rankings_of(answers, catalog, on)
    decision = decide(answers, catalog, on, rankings)
    pairs = tuple(pair for pair in zip(decision.parts, rankings, strict=True) if not tasks or pair[0].key in tasks)
    return GoldenCase(answers=answers, catalog=catalog, decision=decision, tasks=pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A rule with its parameters, and whether it must hold or must not."""

    rule: str
    given: Mapping[str, Any]
    wanted: bool = True

    @property
    def words(self) -> str:
        """Return the expectation as an editor reads it."""
        values = [each if isinstance(each, list) else [each] for name, each in self.given.items() if name != "rule"]
        arguments = ", ".join(str(each) for value in values for each in value)
        rule = capitalise(self.rule.replace("_", " ").replace("usd", "US dollars"))
        return f"{'' if self.wanted else 'Not: '}{rule}{f': {arguments}' if arguments else ''}"

    def met(self, case: GoldenCase) -> bool:
        """Return whether a decision does what is expected; a rule of another version is met by none."""
        if self.rule not in HOLDS:
            return False
        try:
            return HOLDS[self.rule](case, self.given) is self.wanted
        except NothingError:
            return not self.wanted


def expectations(must: Iterable[Mapping[str, Any]], must_not: Iterable[Mapping[str, Any]]) -> tuple[Expectation, ...]:
    """Return what golden plans store as rules that must hold and rules that must not."""
    return tuple(
        Expectation(rule=row["rule"], given=row, wanted=wanted)
        for rows, wanted in ((must, True), (must_not, False))
        for row in rows
    )


type Rule = Callable[[GoldenCase, Mapping[str, Any]], bool]
HOLDS: dict[str, Rule] = {}


def rule(test: Rule) -> Rule:
    """Register a rule under the name that the cases use."""
    HOLDS[test.__name__] = test
    return test


# --- which state


@rule
def state(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(part.state is STATES[given["value"]] for part in case.parts)


@rule
def model_advised(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(part.pick is not None or part.challenger is not None for part in case.parts)


@rule
def no_model_advised(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return not model_advised(case, given)


@rule
def no_model_as_first_name(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(part.pick is None and part.seat is None for part in case.parts)


@rule
def answers_unchanged(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    volumes = {job.key: float(job.per_month or 0) for job in case.answers.jobs}
    return all(part.results == volumes[part.job] and part.pilot is not None for part in case.parts)


@rule
def figure_comes_from_list(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    whys = [part.suitability for part in case.parts if part.suitability is not None]
    return len(whys) == len(case.parts) and all(
        why.copied and "from the list" in case.catalog.advice_row[why.advice].action for why in whys
    )


@rule
def free_answer_without_list(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(part.state is not State.LIST for part in case.parts)


@rule
def says_not_measured_first(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(part.reasons[0].rule == "nothing-measured" for part in case.parts)


@rule
def sure(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(part.certainty is next(c for c in Certainty if c == given["value"]) for part in case.parts)


@rule
def to_try_count_at_most(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(1 <= len(part.to_try) <= given["value"] for part in case.parts)


@rule
def to_try_sorted_by(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    fees = [[choice.fee for choice in part.to_try if choice.fee is not None] for part in case.parts]
    return all(each == sorted(each) for each in fees)


@rule
def words(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(re.search(rf"\b{re.escape(each)}\b", case.text) for each in given["value"])


@rule
def forecast_of_saving(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return bool(re.search(r"\bsav(e|es|ed|ing|ings)\b", case.text))


# --- which product


@rule
def headline_is_a_product(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(part.seat is not None and part.way is Way.SEAT for part in case.parts)


@rule
def product_price_shown(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(seat.usd_month is not None for seat in case.seats)


@rule
def plan_free_of_charge(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(seat.usd_month == 0 and not seat.paid for seat in case.seats)


@rule
def product_trains_on_inputs_in(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(product.trains_on_inputs in given["value"] for product in case.products)


@rule
def product_processed_in_eu(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(product.eu_region == given["value"] for product in case.products)


@rule
def product_tool(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(product.tool == given["value"] for product in case.products)


@rule
def product_tool_not_owned_first(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(product.slug not in case.answers.paid for product in case.products)


@rule
def extra_cost_usd_month(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(seat.usd_month == given["value"] for seat in case.seats)


@rule
def product_family_holds_model_inside_limit(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    most = behind_at(given["limit"])
    makers = [
        {each.row.model.provider for each in ranking.table if each.behind is not None and each.behind <= most}
        for ranking in case.rankings
    ]
    return all(set(product.families) & inside for product, inside in zip(case.products, makers, strict=True))


@rule
def quality_claimed_for_the_product(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(product.name.lower() in case.text for product in case.products)


@rule
def product_asked_first(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    asked = QUESTIONS[given["question"]]
    return all(part.seat is None and any(asked in seat.unknown for seat in part.seats_to_ask) for part in case.parts)


@rule
def product_in(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(part.seat is not None and part.seat.product in given["value"] for part in case.parts)


@rule
def product_shown_without_its_training_rule(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    shown = [seat for part in case.parts for seat in (part.seat, *part.seats_to_ask) if seat is not None]
    return any(
        seat.product.startswith(given["value"])
        and case.named_products[seat.product].trains_on_inputs == "unknown"
        and "training" not in seat.unknown
        for seat in shown
    )


@rule
def way_not(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(part.way != given["value"] for part in case.parts)


# --- which model


@rule
def model_in(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(pick.model in given["value"] for pick in case.picks)


@rule
def model_inputs_include(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    needing = [
        model for (_, ranking), model in zip(case.tasks, case.models, strict=True) if ranking.case.task.must_inputs
    ]
    return bool(needing) and all(given["value"] in model.inputs for model in needing)


@rule
def pick_measured(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all((pick.points is not None) == given["value"] for pick in case.picks)


@rule
def deciding_board(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(part.board == BOARDS[given["value"]] for part in case.parts)


@rule
def says_board_is_not_the_job(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return bool({"board-is-not-the-job", "board-does-not-measure-harm"} & case.rules)


@rule
def language_model_for_pictures(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(
        part.kind is Kind.IMAGE and Purpose.IMAGE not in model.purposes
        for part, model in zip(case.parts, case.models, strict=True)
    )


@rule
def pick_is_the_best_eligible_or_level_and_not_dearer(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    for ranking in case.rankings:
        best, pick = ranking.best, ranking.pick
        if best is None or pick is None:
            raise NothingError
        if best.row.key != pick.row.key and not (best.rating.level_with(pick.rating) and pick.month <= best.month):
            return False
    return True


@rule
def equally_dear_at_least(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(
        len({each.row.model.slug for each in ranking.equally_dear}) >= given["models"] for ranking in case.rankings
    )


@rule
def pick_has_lowest_fee_inside_limit(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    most = behind_at(given["limit"])
    return all(
        pick.fees <= min(each.fees for each in ranking.table if each.behind is not None and each.behind <= most)
        for pick, ranking in zip(case.first, case.rankings, strict=True)
    )


@rule
def rungs_shown(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    wanted = [RUNGS[name] for name in given["value"]]
    return all([rung.limit for rung in part.rungs] == wanted for part in case.parts)


@rule
def challenger_other_maker(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(
        part.challenger is not None and case.catalog.model[part.challenger.model].provider != model.provider
        for part, model in zip(case.parts, case.models, strict=True)
    )


@rule
def challenger_keeps_every_must(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    budget = case.answers.budget_usd
    challengers = [part.challenger for part in case.parts if part.challenger is not None]
    return all(
        not each.unknown and (budget is None or (each.fee is not None and each.fee <= budget)) for each in challengers
    )


@rule
def ask_first_lists_unknown_training(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(any("training" in each.unknown for each in part.ask_first) for part in case.parts)


# --- where it is bought


@rule
def seller_in(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(offer.seller in given["value"] for offer in case.offers)


@rule
def seller_trains_on_inputs_in(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    private = [offer for ranking, offer in zip(case.rankings, case.offers, strict=True) if ranking.case.task.private]
    return bool(private) and all(query.trains_on_inputs(case.catalog, offer) in given["value"] for offer in private)


@rule
def offer_processed_in_eu(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return len(case.offers) == len(case.picks) and all(
        query.eu_region(case.catalog, offer) == given["value"] for offer in case.offers
    )


@rule
def offer_processed_in_eu_not(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(query.eu_region(case.catalog, offer) in given["value"] for offer in case.offers)


@rule
def model_hosted(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(pick.offer is not None for pick in case.picks)


@rule
def runs_on_own_machine(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(pick.offer is None and pick.machine is not None for pick in case.picks)


@rule
def weights_gb_at_most(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    sizes = [model.weights_gb_measured or model.weights_gb for model in case.models]
    return all(size is not None and size <= given["value"] for size in sizes)


@rule
def licence_business_use(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(model.commercial_use == given["value"] for model in case.models)


@rule
def precision_is_the_measured_one_if_it_fits(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all("other-precision" not in pick.marks for pick in case.picks)


# --- what it costs


@rule
def fee_usd_month_at_most(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(pick.fee is not None and pick.fee <= given["value"] for pick in case.picks)


@rule
def fee_usd_month_above(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return not fee_usd_month_at_most(case, given)


@rule
def offer_price_stated(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(pick.fee is not None and pick.offer is not None for pick in case.picks)


@rule
def offer_price_unknown(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return not offer_price_stated(case, given)


@rule
def eu_price_used(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    for part, candidate in zip(case.parts, case.first, strict=True):
        listed, european = (fee(candidate.row, candidate.case, in_eu=there) for there in (False, True))
        if listed is None or european is None:
            raise NothingError
        if european.likely < given["factor_at_least"] * listed.likely - 1e-9:
            return False
        if abs(candidate.fees - european.likely * part.results) > CENT:
            return False
    return True


@rule
def price_is_list_price_of_us_region(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(
        listed is not None and abs(candidate.fees - listed.likely * part.results) < CENT
        for part, candidate in zip(case.parts, case.first, strict=True)
        for listed in (fee(candidate.row, candidate.case, in_eu=False),)
    )


@rule
def price_unit(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    found = (fee(each.row, each.case, in_eu=False) for each in case.first)
    units = {price.unit for each in found if each is not None for price in each.prices}
    return bool(units & UNITS[given["value"]])


@rule
def machine_price_shown(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    low, high = given["usd_hour"]
    return all(
        pick.fee_low is not None
        and pick.fee_high is not None
        and low * HOURS_A_MONTH - 1 <= pick.fee_low <= pick.fee_high <= high * HOURS_A_MONTH + 1
        for pick in case.picks
    )


@rule
def cost_equals_fees(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(pick.cost == pick.fee for pick in case.picks)


@rule
def minutes_counted(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(part.minutes == given["value"] for part in case.parts)


@rule
def share_accepted_below(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return any(pick.share is None or pick.share * 100 < given["of_100"] for pick in case.picks)


@rule
def price_of_the_must_stated(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(part.must_loses is not None and part.must_loses > HALF for part in case.parts)


@rule
def limit_loosened_stated(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    parameters = [dict(reason.parameters) for reason in case.reasons if reason.rule == "limit-loosened"]
    return all(part.loosened for part in case.parts) and {"from": given["from"], "to": given["to"]} in parameters


@rule
def limit_loosened_beyond(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    most = {Limit.BEST: 50, Limit.NEAR: 55, Limit.FAR: 60}
    return any(most[part.limit] > given["value"] for part in case.parts)


@rule
def results_the_budget_buys_of_cheapest_inside_the_unloosened_limit_stated(
    case: GoldenCase, _: Mapping[str, Any]
) -> bool:
    budget = case.answers.budget_usd
    if budget is None:
        raise NothingError
    for part in case.parts:
        if part.over is None or part.over.cheapest.fee is None:
            return False
        buys = int(float(budget) / (part.over.cheapest.fee / part.results))
        if abs(part.over.results - buys) > 1 or "budget-buys" not in case.rules:
            return False
    return True


@rule
def results_the_budget_buys_of_cheapest_good_enough_stated(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(part.over is not None and 0 < part.over.results < part.results for part in case.parts)


@rule
def cheapest_good_enough_with_fee_stated(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    budget = case.answers.budget_usd
    if budget is None:
        raise NothingError
    return all(
        part.over is not None and part.over.cheapest.fee is not None and part.over.cheapest.fee > budget
        for part in case.parts
    )


@rule
def best_payable_and_what_it_loses_stated(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return all(
        part.over is not None
        and part.over.payable is not None
        and part.over.payable.loses is not None
        and part.over.payable.loses > SIXTY
        for part in case.parts
    )


# --- several jobs


@rule
def tools_at_most(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return len({pick.model for pick in case.picks}) <= int(given["value"])


@rule
def tools_at_least(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return len({pick.model for pick in case.picks}) >= int(given["value"])


@rule
def shared_tool_is_equally_dear_in_each_job(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    shared = {
        one.row.model.slug for one, other in combinations(case.first, 2) if one.row.model.slug == other.row.model.slug
    }
    return bool(shared) and all(
        pick.row.model.slug not in shared or pick in ranking.equally_dear
        for pick, ranking in zip(case.first, case.rankings, strict=True)
    )


@rule
def line_when_one_tool_cannot_do_all(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return case.decision.one_tool is None and "no-tool-for-all" in case.rules


@rule
def roles_named_for_each_tool(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    tools = case.decision.scale.tools
    return {tool.model or tool.product for tool in tools} == {pick.model for pick in case.picks} and all(
        tool.roles or tool.departments for tool in tools
    )


# --- safety


@rule
def person_releases_every_result(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return "clean-means-start-with-every-result-released" in case.rules and all(
        pilot.release is Check.EVERY for pilot in case.pilots
    )


@rule
def pilot_target_at_least(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(pilot.target_of_100 >= given["of_100"] for pilot in case.pilots)


@rule
def pilot_ends_after_harmful_errors(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    return all(pilot.ends_after_harmful == given["count"] for pilot in case.pilots)


@rule
def stop_rule_present(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    return any(each.startswith("pilot-ends-") for each in case.rules)


@rule
def risks_on_first_screen(case: GoldenCase, _: Mapping[str, Any]) -> bool:
    first = case.decision.risks[0]
    return first.risk in {"safety", "high-risk-use"} and set(first.parts) == {part.key for part in case.parts}


@rule
def risk_named(case: GoldenCase, given: Mapping[str, Any]) -> bool:
    wanted = RISKS.get(given["value"], given["value"])
    looked_for = EVERY_SELLER if wanted == "seller-terms" else {wanted}
    return bool(looked_for & {risk.risk for risk in case.decision.risks})
