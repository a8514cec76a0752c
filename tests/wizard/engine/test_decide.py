"""What holds of every decision, whatever an owner says."""

import json
from functools import cache
from itertools import batched

from hypothesis import given, settings

from catalog import query
from catalog.schema import AiModel
from catalog.vocabulary import Fit, Purpose
from tests.support import starter_catalog
from tests.wizard.engine.brute import Judge
from tests.wizard.engine.strategies import MOST_OUTPUTS, ON, answers, decided, of_same_plans, tries
from tests.wizard.engine.walking import facts, reasons, walk
from wizard.engine import cite
from wizard.engine.answers import Answers, Output
from wizard.engine.counting import options_left
from wizard.engine.decide import decide
from wizard.engine.decision import CostRow, Link, Mark, Part, dump, load
from wizard.engine.requirements import Case, could_make
from wizard.engine.rules import RULES
from wizard.engine.scoring import reaches
from wizard.engine.vocabulary import Outcome, Standing
from wizard.engine.workload import PriceBook, needs

CATALOG = starter_catalog()
PRICES = PriceBook(CATALOG, ON)
JUDGE = Judge(CATALOG)


def cases(given_answers: Answers) -> list[Case]:
    return [
        Case(answers=given_answers, catalog=CATALOG, on=ON, need=need, prices=PRICES)
        for need in needs(given_answers, CATALOG)
    ]


def parts_with_cases(given_answers: Answers) -> list[tuple[Part, Case]]:
    """Return the parts that the matrix does not refuse, each with its case."""
    decision = decided(given_answers)
    if decision.exit is not None:
        return []
    pairs = zip(decision.parts, cases(given_answers), strict=True)
    return [(part, case) for part, case in pairs if part.fit is not Fit.NO]


@of_same_plans
@given(answers())
def test_decision_is_the_same_bytes_for_the_same_answers(given_answers: Answers) -> None:
    first, second = decided(given_answers), decide(given_answers, CATALOG, ON)

    assert dump(first) == dump(second)


@of_same_plans
@given(answers())
def test_decision_survives_being_stored(given_answers: Answers) -> None:
    decision = decided(given_answers)

    assert load(dump(decision)) == decision


@of_same_plans
@given(answers())
def test_decision_always_says_something(given_answers: Answers) -> None:
    decision = decided(given_answers)

    assert decision.outcome in Outcome
    assert decision.verdict.strip()
    assert decision.lead.strip()
    assert decision.look_again > ON


@settings(tries, max_examples=max(500, tries.max_examples))
@given(answers())
def test_every_reason_leads_to_facts_and_every_fact_to_a_source(given_answers: Answers) -> None:
    decision = decided(given_answers)

    for reason in reasons(decision):
        assert reason.rule in RULES, reason
        assert reason.facts, reason
        assert reason.told, reason
        assert all(told.text.strip() and told.question for told in reason.told), reason
    for fact in facts(decision):
        assert fact.source in CATALOG.source, fact
        assert fact.voice is CATALOG.source[fact.source].voice, fact
        assert cite.resolve(CATALOG, fact) is not None, fact
    assert decision.verdict.strip()


@of_same_plans
@given(answers())
def test_no_candidate_breaks_a_hard_requirement(given_answers: Answers) -> None:
    for part, case in parts_with_cases(given_answers):
        for candidate in part.candidates:
            model = CATALOG.model[candidate.model]
            assert model.listed
            assert JUDGE.broken(case, model) == [], (candidate.name, part.key)


@of_same_plans
@given(answers())
def test_every_model_of_the_kind_is_able_or_excluded(given_answers: Answers) -> None:
    for part, case in parts_with_cases(given_answers):
        field = [model for model in CATALOG.models if could_make(case, model)]
        out = {dropped.model for exclusion in part.exclusions for dropped in exclusion.models}

        assert out == {model.slug for model in field if JUDGE.broken(case, model)}
        assert part.of == len(field) == part.able + len(out)
        assert part.able == part.tied + part.behind + part.not_known + part.ask


@of_same_plans
@given(answers())
def test_excluded_models_break_the_rule_that_is_named(given_answers: Answers) -> None:
    offers = {"eu-only", "no-training", "within-budget"}
    for part, case in parts_with_cases(given_answers):
        for exclusion in part.exclusions:
            rule = "offers" if exclusion.reason.rule in offers else exclusion.reason.rule
            for dropped in exclusion.models:
                assert rule in JUDGE.broken(case, CATALOG.model[dropped.model]), (rule, dropped.name)


@of_same_plans
@given(answers())
def test_ranges_lie_between_0_and_100(given_answers: Answers) -> None:
    for part in decided(given_answers).parts:
        for candidate in part.candidates:
            assert 0 <= candidate.low <= candidate.high <= 100
    for mark in walk(decided(given_answers)):
        if isinstance(mark, Mark):
            assert 0 <= mark.low <= mark.high <= 100


@of_same_plans
@given(answers())
def test_ties_overlap_and_those_behind_do_not(given_answers: Answers) -> None:
    for part in decided(given_answers).parts:
        if not part.candidates:
            continue
        first = part.candidates[0]
        in_tie = {Standing.TRY, Standing.FIRST, Standing.TIE}
        assert first.standing in in_tie or part.able == part.ask  # where all are to be asked first, none is tried
        for candidate in part.candidates:
            if candidate.standing in in_tie:
                assert candidate.high >= first.low
            if candidate.standing is Standing.BEHIND:
                assert not reaches(candidate.marks, first.marks, given_answers.weights) or candidate.high < first.low


@of_same_plans
@given(answers())
def test_advice_names_the_best_and_the_cheapest_of_the_tie(given_answers: Answers) -> None:
    for part in decided(given_answers).parts:
        tie = [row for row in part.candidates if row.standing in {Standing.TRY, Standing.FIRST, Standing.TIE}]
        tried = [row for row in tie if row.standing is not Standing.TIE]
        assert len(tried) == min(2, part.tied)
        if not tried:
            continue
        best = max(row.low + row.high for row in tie)
        assert tried[0].low + tried[0].high == best
        stated = [row.unit_usd for row in tie if row.unit_usd is not None]
        if len(tried) == 2 and stated:
            assert min(stated) in {row.unit_usd for row in tried}


@of_same_plans
@given(answers())
def test_chosen_models_are_candidates_that_are_shown(given_answers: Answers) -> None:
    for part in decided(given_answers).parts:
        shown = {candidate.model for candidate in part.candidates}

        assert (part.chosen is None) == (part.able == part.ask)  # what leaves a demand open is not advised
        assert {part.chosen, part.runner_up} - {None} <= shown
        assert part.chosen is None or part.chosen != part.runner_up
        assert {row.model for row in part.alternatives} <= shown


@of_same_plans
@given(answers())
def test_costs_run_from_low_to_high_and_are_never_negative(given_answers: Answers) -> None:
    for row in walk(decided(given_answers)):
        if isinstance(row, CostRow):
            ends = [value for value in (row.low, row.likely, row.high) if value is not None]
            assert ends == sorted(ends), row
            assert row.slug == "saved" or all(value >= 0 for value in ends), row
            assert row.today is None or row.today >= 0
        if isinstance(row, Link) and row.minutes_low is not None:
            assert row.minutes_likely is not None
            assert row.minutes_high is not None
            assert 0 <= row.minutes_low <= row.minutes_likely <= row.minutes_high


@of_same_plans
@given(answers())
def test_pilot_can_be_run(given_answers: Answers) -> None:
    decision = decided(given_answers)

    assert (decision.pilot is None) == (not any(part.able for part in decision.parts))
    if decision.pilot is not None:
        assert decision.pilot.begins < decision.pilot.ends
        assert decision.pilot.trials == max(target.trials for target in decision.pilot.targets)
        assert all(target.threshold >= 0 and target.trials > 0 for target in decision.pilot.targets)
        assert decision.part(decision.pilot.part) is not None


@of_same_plans
@given(answers())
def test_actions_and_phases_are_in_the_order_of_their_days(given_answers: Answers) -> None:
    decision = decided(given_answers)
    phases = decision.scale.phases if decision.scale else ()

    assert [action.by for action in decision.actions] == sorted(action.by for action in decision.actions)
    assert [phase.begins for phase in phases] == sorted(phase.begins for phase in phases)
    assert all(phase.ends is None or phase.begins <= phase.ends for phase in phases)


@of_same_plans
@given(answers())
def test_options_left_are_those_of_the_plan(given_answers: Answers) -> None:
    fewest: dict[str, int] = {}
    for part in decided(given_answers).parts:
        if part.fit is not Fit.NO:
            fewest[part.noun] = min(part.able, fewest.get(part.noun, part.able))

    left = {row.noun: row.able for row in options_left(given_answers, CATALOG, ON)}

    assert {noun: left[noun] for noun in fewest} == fewest


def test_nothing_wanted_is_said_plainly() -> None:
    decision = decided(Answers())

    assert decision.outcome is Outcome.NEITHER
    assert decision.verdict == "Nothing that should come out was named."


def test_withdrawn_use_case_alone_leaves_nothing_to_decide() -> None:
    decision = decided(Answers(outputs=(Output(key="gone", use_case="gone"),)))

    assert decision.outcome is Outcome.NEITHER
    assert decision.parts == ()


def test_every_use_case_alone_reaches_an_outcome() -> None:
    for slug in CATALOG.use_case:
        decision = decide(Answers(outputs=(Output(key=slug, use_case=slug),)), CATALOG, ON)

        assert decision.verdict
        assert decision.parts or decision.exit, slug


@cache
def candidates_for_every_use_case() -> frozenset[str]:
    """Return every model that is named for any use case, asked for as many at once as a plan may have."""
    outputs = (Output(key=slug, use_case=slug) for slug in CATALOG.use_case)
    decisions = [decided(Answers(outputs=some)) for some in batched(outputs, MOST_OUTPUTS)]
    return frozenset(row.model for decision in decisions for part in decision.parts for row in part.candidates)


def test_retired_and_unlisted_models_are_never_candidates() -> None:
    gone = {model.slug for model in CATALOG.models if not model.listed or query.gone(model, ON)}

    assert gone
    assert not gone & candidates_for_every_use_case()


def test_decision_is_plain_json() -> None:
    stored = json.loads(dump(decided(Answers(outputs=(Output(key="own-text", name="Letters"),)))))

    assert stored["outcome"] == "language"


def test_models_without_a_branch_make_nothing_people_see() -> None:
    hidden: list[AiModel] = [
        model
        for model in CATALOG.models
        if model.outputs and not query.branches(model) and Purpose.TRANSCRIPTION not in query.purposes(model)
    ]

    assert hidden
    assert not candidates_for_every_use_case() & {model.slug for model in hidden}
