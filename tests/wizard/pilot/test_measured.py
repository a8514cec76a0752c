"""What tests counted goes into the rules: a page of a plan with results is that of a decision made with them."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from django.test import Client

from tests.wizard.pilot.kit import CASES, frame_of, planned, rate, rows, started
from tests.wizard.plans import version_of
from wizard.decision.decide import decide
from wizard.pilot import store
from wizard.pilot.measured import counting_tests, measured, tests_of as results_of
from wizard.pilot.metrics import Values
from wizard.plans import deciding, pages, stored
from wizard.plans.deciding import Decided
from wizard.plans.stored import Inputs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


@pytest.mark.parametrize(("wrong", "other"), [*product((0, 1, 10), (0, 10))])
def test_page_of_a_plan_with_results_is_that_of_a_fresh_decision(wrong: int, other: int) -> None:
    plan, _, pilot = started("garden-shop", cases=CASES)
    for number in range(1, 21):
        first: Values = {"accepted": number > wrong, "harmful": False, "minutes": Decimal(2)}
        second: Values = {"accepted": number > other, "harmful": False}
        marks = (first, second)[: len(store.protocol_of(pilot).contenders)]
        rate(pilot, number, *marks)
    version = plan.versions.get()

    shown = deciding.with_results(version, results_of(plan))

    inputs = stored.load_inputs(version.inputs)
    results = measured(results_of(plan))
    fresh = Decided(
        inputs=Inputs(answers=inputs.answers, measured=results),
        catalog=shown.catalog,
        on=version.decided_on,
        decision=decide(inputs.answers, shown.catalog, version.decided_on, results),
    )
    assert results
    assert shown.decision == fresh.decision
    assert pages.document(shown) == pages.document(fresh)


def test_each_tool_has_its_own_counts_and_jobs_are_never_pooled() -> None:
    plan, _, pilot = started("garden-shop", cases=CASES)
    store.take(pilot, rows(pilot, 18, 2))

    (result,) = measured(results_of(plan))

    assert (result.job, result.cases, result.redone) == (pilot.job, 20, 2)
    assert result.tool == store.protocol_of(pilot).contenders[0].model


def test_a_test_that_was_less_strict_does_not_count() -> None:
    plan, _ = planned("garden-shop")
    frame = frame_of(plan)
    loose = replace(frame.protocol, rule=replace(frame.protocol.rule, most_redone=25))
    pilot = store.start(plan, replace(frame, protocol=loose), CASES, seen=0)
    store.take(pilot, rows(pilot, 20))
    version = plan.versions.get()

    decision = stored.load_decision(version.decision)

    assert results_of(plan)
    assert counting_tests(results_of(plan), decision) == ()
    assert stored.core_of(deciding.with_results(version, results_of(plan)).decision) == decision


def test_a_version_made_after_a_test_holds_what_it_counted() -> None:
    plan, _, pilot = started("garden-shop", cases=CASES)
    store.take(pilot, rows(pilot, 20))

    version = version_of(plan, scale={"title": "After the test"})

    assert stored.load_inputs(version.inputs).measured == measured(results_of(plan))


def test_page_says_how_the_test_stands_and_a_version_never(client: Client) -> None:
    plan, edit_key, pilot = started("garden-shop", cases=CASES)
    before = client.get(f"{plan.get_absolute_url()}v/1/").content
    store.take(pilot, rows(pilot, 20))

    for address in (plan.get_absolute_url(), f"/plan/{edit_key}/"):
        page = re.sub(r"\s+", " ", client.get(address).content.decode())
        assert 'class="state"' in page
    assert client.get(f"{plan.get_absolute_url()}v/1/").content == before
