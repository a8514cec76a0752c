"""What tests counted goes into the rules.

A page of a plan with results is that of a decision made with them.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings, strategies as st
from pypdf import PdfReader

from tests.replacing import replace
from tests.support import page_of
from tests.wizard.pilot.kit import (
    CASES,
    PAYS_FOR_TWO,
    frame_of,
    planned,
    rate,
    rows,
    second,
    started,
)
from tests.wizard.pilot.strategies import ASKED, tries
from tests.wizard.plans import made, version_of
from wizard.decision.decide import decide
from wizard.decision.learning import identity
from wizard.decision.rules import Rule
from wizard.document.blocks import Document
from wizard.document.pages import PAGES
from wizard.document.progress import TrialState
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot import starting, store, taking
from wizard.pilot.context import Frame, frames_of
from wizard.pilot.measured import counting_tests, measured, tests_of as results_of
from wizard.pilot.metrics import Values
from wizard.pilot.raters import SECOND
from wizard.plans import deciding, pages, stored
from wizard.plans.deciding import Decided
from wizard.plans.progressing import progress_of
from wizard.plans.stored import Inputs
from wizard.plans.tools import named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

GOOD: Values = {"accepted": True, "harmful": False, "better": "same"}
BAD: Values = {"accepted": False, "harmful": False, "better": "same"}
HARMFUL: Values = {"accepted": False, "harmful": True, "better": "same"}


def fresh_of(version: PlanVersion) -> Decided:
    """Return the decision that is made of a plan's answers and its results, all at once."""
    inputs = stored.load_inputs(version.inputs)
    made_ = deciding.untested(version)
    results = measured(counting_tests(results_of(version.plan), made_.decision))
    return Decided(
        inputs=Inputs(answers=inputs.answers, ages=inputs.ages, measured=results),
        catalog=made_.catalog,
        on=version.decided_on,
        decision=decide(inputs.answers, made_.catalog, version.decided_on, results),
    )


def rated(pilot: Pilot, first: Sequence[Values], other: Sequence[Values] = ()) -> None:
    """Let the owner rate cases of both tools, and a second person as many of them."""
    models = list(store.protocol_of(pilot).name_of)
    for number, marks in enumerate(first, start=1):
        rate(pilot, number, *([marks] * len(models)))
    for number, marks in enumerate(other, start=1):
        store.rate(pilot, number, SECOND, dict.fromkeys(models, marks))


marks = st.sampled_from([GOOD, GOOD, GOOD, BAD, HARMFUL, {**GOOD, "minutes": 2.0}])


@settings(tries, max_examples=int(ASKED or 10))  # each writes all pages of a plan twice
@given(
    st.sampled_from(["garden-shop", "law-office", "restaurant"]),
    st.lists(marks, max_size=32),
    st.lists(marks, max_size=32),
    st.booleans(),
)
def test_page_of_a_plan_with_results_is_that_of_a_fresh_decision(
    slug: str,
    first: list[Values],
    other: list[Values],
    ended: bool,  # noqa: FBT001
) -> None:
    plan, _, pilot = started(slug, cases=CASES)
    rated(pilot, first, other[: len(first)])
    if ended:
        store.reveal(pilot)
    version = plan.versions.get()

    shown, fresh = deciding.with_results(version, results_of(plan)), fresh_of(version)

    assert shown.decision == fresh.decision
    assert pages.document(shown, pages=PAGES) == pages.document(fresh, pages=PAGES)
    later = version_of(plan, scale={"title": "With what was counted"})
    assert stored.load_inputs(later.inputs).measured == fresh.inputs.measured


def test_each_tool_has_its_own_counts_and_jobs_are_never_pooled() -> None:
    plan, _, pilot = started("garden-shop")
    taking.take(pilot, rows(pilot, 18, 2))

    (result,) = measured(results_of(plan))

    assert (result.job, result.cases, result.redone) == (pilot.job, 20, 2)
    assert result.tool == store.protocol_of(pilot).contenders[0].model


def test_nothing_hints_at_the_result_while_it_is_rated_blind(client: Client) -> None:
    plan, key, pilot = started("garden-shop", cases=CASES)
    addresses = [f"{plan.get_absolute_url()}{rest}" for rest in ("", "pilot/", "money/", "history/", "plan.md")]  # fmt: skip
    addresses.append(f"/plan/{key}/")
    started_on = {address: tidy(client.get(address).content) for address in addresses}

    rated(pilot, [BAD] * 5)

    assert measured(results_of(plan)) == ()
    now = {address: tidy(client.get(address).content) for address in addresses}
    assert now == started_on
    store.reveal(pilot)
    assert [row.redone for row in measured(results_of(plan))] == [5, 5]


def tidy(page: bytes) -> str:
    """Return a page without the rated count, the running test, and what requests draw anew."""
    text = re.sub(r"\d+ of \d+( cases are)? rated", "", page.decode())
    text = re.sub(r"Collect cases by [^.]*\.|The test is running: go on with it\.", "", text)
    text = re.sub(
        (
            r'value="\w{64}"|Draft, not tested|Test running: |next, by [\w ]+|running|Start the '
            r"test|Go on with the test"
        ),
        "",
        text,
    )
    text = re.sub(r'<section class="mine.*?</section>', "", text, flags=re.DOTALL)
    # A running test is named on top, so a sentence more may be folded there.
    text = re.sub(r"<details><summary>More on this</summary>|</details>", "", text)
    return re.sub(r"\s", "", text)


# ---------------------------------------------------------------------------------- terms of a plan


def with_terms(frame: Frame, **terms: Any) -> Frame:
    protocol = frame.protocol
    return replace(frame, protocol=replace(protocol, rule=replace(protocol.rule, **terms)))


@pytest.mark.parametrize(
    ("terms", "counts"),
    [
        ({}, True),
        ({"most_redone": 8}, True),  # stricter than asked
        ({"most_redone": 10}, False),
        ({"second_reads": 9}, False),
        ({"cases": 29, "most_redone": 8}, False),
        ({"cases": 40}, False),  # a quarter of those that passed is no longer read twice
        ({"cases": 40, "second_reads": 14}, True),
    ],
)
def test_a_test_counts_if_it_was_at_least_as_strict(
    terms: dict[str, int],
    counts: bool,  # noqa: FBT001
) -> None:
    plan, _ = planned("garden-shop")
    pilot = starting.start(plan, with_terms(frame_of(plan), **terms), seen=0)
    taking.take(pilot, rows(pilot, 20))
    version = plan.versions.get()

    decision = stored.load_decision(version.decision)

    assert bool(counting_tests(results_of(plan), decision)) is counts
    shown = stored.core_of(deciding.with_results(version, results_of(plan)).decision)
    assert (shown != decision) is counts


ALONE: dict[str, Any] = {"what": {"jobs": ["product-description"]}, **PAYS_FOR_TWO}


def passed() -> tuple[Plan, str, Pilot]:
    """Return a plan of one job, at money, whose two tools passed."""
    plan, key, _ = made("garden-shop", **ALONE)
    pilot = starting.start(plan, frame_of(plan), CASES, seen=0)
    rated(pilot, [GOOD] * 30)
    second(pilot, 10)
    pilot.refresh_from_db()
    return plan, key, pilot


def state_of(plan: Plan) -> TrialState:
    version = plan.versions.newest_first()[0]
    tests = results_of(plan)
    decision = deciding.with_results(version, tests).decision
    return progress_of(version, decision, tests, version.decided_on).tested


def test_of_two_jobs_the_one_that_is_not_tested_has_the_button(client: Client) -> None:
    plan, key, pilot = started("garden-shop")
    running = state_of(plan)
    rated(pilot, [GOOD] * 30)
    second(pilot, 10)
    (other,) = {frame.job.key for frame in frames_of(plan.versions.get())} - {pilot.job}

    page = client.get(f"/plan/{key}/").content.decode()

    assert (running, state_of(plan)) == (TrialState.NOT_YET, TrialState.SOME_PASSED)
    assert f'<a class="button" href="pilot/new/?job={other}">Test the next job</a>' in page


def test_of_two_jobs_one_that_failed_lets_no_test_of_the_other_run(client: Client) -> None:
    plan, key, pilot = started("garden-shop")
    rated(pilot, [BAD] * 30)

    page = page_of(client.get(f"/plan/{key}/"))

    assert state_of(plan) is TrialState.SOME_FAILED
    assert "A test failed, 1 still open" in page
    assert '<a class="button" href="pilot/">To the test</a>' in page
    assert "Go on with the test" not in page


def test_a_stricter_version_says_what_is_missing_and_offers_just_that(client: Client) -> None:
    plan, key, pilot = passed()
    assert state_of(plan) is TrialState.PASSED

    version = version_of(plan, mistakes={"product-description-stakes": "hurt"})
    state, page = state_of(plan), client.get(f"/plan/{key}/pilot/").content.decode()
    counted = deciding.with_results(version, results_of(plan)).inputs.measured
    answer = client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 1})

    assert state is TrialState.WEAKER
    assert counted == ()
    assert "Nobody was asked of each whether it could hurt somebody." in page
    assert "A second person reads 20 of those that the first one passed." in page
    assert "more case" not in page
    assert answer.headers["Location"] == f"/plan/{key}/pilot/2/"
    later = plan.pilots.get(number=2)
    tools = set(store.protocol_of(pilot).name_of) & set(store.protocol_of(later).name_of)
    kept = {(row.number, row.model, row.rater) for row in store.marks(later)}
    # What the first said stays; the second was asked for less grave things, and reads all anew.
    assert kept == {(number, tool, 0) for number in range(1, 31) for tool in tools}
    assert later.cases.count() == 20
    asked = client.get(f"/plan/{key}/pilot/2/").content.decode()
    assert "Make a link for a second person, who reads 20 cases" in asked
    # Its cases went along, so there is nothing to go on from: an old page leads to the newest.
    pressed = client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 2})
    assert pressed.headers["Location"] == f"/plan/{key}/pilot/"
    assert (plan.pilots.count(), pilot.cases.count()) == (2, 0)
    assert client.get(f"/plan/{key}/pilot/1/").status_code == 200


def test_a_test_counts_for_a_version_under_the_same_terms() -> None:
    plan, _, _ = passed()

    version = version_of(plan, amounts={"product-description-results": "110"})

    assert state_of(plan) in {TrialState.PASSED, TrialState.OTHER}
    assert stored.load_inputs(version.inputs).measured


def test_the_verdict_says_what_readers_may_have_overlooked(client: Client) -> None:
    _, key, _ = passed()

    page = " ".join(client.get(f"/plan/{key}/pilot/1/").content.decode().split())

    assert page.count("up to 13 of 100 descriptions may be not good enough") == 2
    assert page.count("up to 19 if they overlook three in ten (our estimate).") == 2
    assert "of 100 like these" not in page  # one range of one share


def test_what_is_not_settled_says_how_far_the_share_may_be(client: Client) -> None:
    _, key, pilot = started("garden-shop")
    taking.take(pilot, rows(pilot, 9))

    page = " ".join(client.get(f"/plan/{key}/pilot/1/").content.decode().split())

    assert "9 of 9; of 100 like these it may be 70 to 100." in page


def test_going_on_twice_starts_one_test(client: Client) -> None:
    plan, key, _ = passed()
    version_of(plan, mistakes={"product-description-stakes": "hurt"})

    for _ in range(2):
        client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 1})

    assert plan.pilots.count() == 2


# ----------------------------------------------------------------------------- what the ending says


def ending_of(plan: Plan) -> tuple[str, str, tuple[str, ...]]:
    """Return what the page says after the test: its end, the first name, its reasons' rules."""
    version = plan.versions.newest_first()[0]
    (job,) = deciding.with_results(version, results_of(plan)).decision.jobs
    first = named(job)
    rules = tuple(reason.rule for reason in job.reasons)
    return type(job.ending).__name__, first.first.option.tool if first else "", rules


def after(*marks: Values) -> tuple[Plan, tuple[str, ...]]:
    plan, _, _ = made("garden-shop", **ALONE)
    pilot = starting.start(plan, frame_of(plan), CASES, seen=0)
    for number in range(1, 31):
        rate(pilot, number, *marks)
    tools = tuple(store.protocol_of(pilot).name_of)
    passing = [tool for tool, values in zip(tools, marks, strict=True) if values["accepted"]]
    for number in range(1, 11):
        store.rate(pilot, number, SECOND, dict.fromkeys(passing, GOOD))
    return plan, tools


def test_both_passed_names_one_of_them_by_cost() -> None:
    plan, tools = after(GOOD, GOOD)

    ending, name, _rules = ending_of(plan)

    assert (ending in {"Use", "UseWhatYouHave"}, name in tools) == (True, True)
    assert page_after(plan).head.headline.startswith("Use your ")
    assert state_of(plan) is TrialState.PASSED


def test_the_pick_failed_and_the_other_is_named_by_the_same_method() -> None:
    plan, tools = after(BAD, GOOD)

    _, name, rules = ending_of(plan)

    assert name == tools[1]
    assert Rule.OUT_BY_TEST in rules
    assert Rule.TEST_COUNTED in rules
    page = page_after(plan)
    assert "failed your test" in " ".join(page.head.lead)


def test_both_failed_names_neither() -> None:
    plan, tools = after(BAD, BAD)

    _, name, rules = ending_of(plan)

    version = plan.versions.get()
    catalog = deciding.decided(version).catalog
    assert identity(name, catalog) not in {identity(tool, catalog) for tool in tools}
    assert rules.count(Rule.OUT_BY_TEST) == 2
    assert state_of(plan) is TrialState.FAILED
    page = page_after(plan)
    assert " ".join(page.head.lead).count("failed your test") == 2
    # What is named next was in no test.
    assert page.head.headline.startswith(("Test ", "Try "))


@pytest.mark.parametrize(
    ("cases", "second_reads", "headline", "missing"),
    [
        (9, 0, "Rate 21 more before you use ", "Rate 21 more."),
        (30, 9, "Test your ", "Read 1 more a second time."),
    ],
)
def test_too_few_rated_go_on_with_the_test(
    cases: int, second_reads: int, headline: str, missing: str
) -> None:
    plan, _, _ = made("garden-shop", **ALONE)
    pilot = starting.start(plan, frame_of(plan), CASES, seen=0)
    rated(pilot, [GOOD] * cases, [GOOD] * second_reads)
    store.reveal(pilot)

    page = page_after(plan)

    (tile,) = [tile for tile in page.head.tiles if tile.key == "test"]
    assert state_of(plan) is TrialState.TOO_FEW
    assert page.head.headline.startswith(headline)
    assert missing in " ".join(tile.fine)


def test_who_let_harm_past_the_reader_is_out_for_that() -> None:
    plan, _, _ = made("garden-shop", **ALONE, mistakes={"product-description-stakes": "hurt"})
    pilot = starting.start(plan, frame_of(plan), CASES, seen=0)
    tools = tuple(store.protocol_of(pilot).name_of)
    rated(pilot, [GOOD] * 30, [GOOD] * 30)
    store.rate(pilot, 7, SECOND, {tools[0]: HARMFUL})

    _, name, rules = ending_of(plan)

    assert name == tools[1]
    assert Rule.OUT_BY_HARM in rules
    page = page_after(plan)
    assert "failed your test: 1 grave fault in 30" in " ".join(page.head.lead)


@pytest.mark.parametrize("name", ["plan.md", "plan.pdf"])
def test_what_is_taken_away_says_how_the_test_ended(client: Client, name: str) -> None:
    plan, _ = after(GOOD, GOOD)

    content = client.get(f"{plan.get_absolute_url()}{name}").content
    pages_ = PdfReader(BytesIO(content)).pages if name.endswith("pdf") else ()
    text = " ".join(page.extract_text() for page in pages_) or content.decode()

    assert "Test passed" in text
    assert "Draft, not tested" not in text


IN_TEST = "measured in your test"
OF_MINUTES = f"Reading one took 3 minutes, {IN_TEST} on 30; it counts beside our guess."


def test_minutes_that_a_test_measured_say_so_wherever_they_are_in_the_sum(client: Client) -> None:
    timed = {**GOOD, "minutes": 3.0}
    plan, _ = after(timed, timed)
    before = pages.document(deciding.untested(plan.versions.get()), pages=PAGES)

    *texts, pdf = (
        client.get(f"{plan.get_absolute_url()}{name}").content
        for name in ("", "money/", "plan.md", "plan.pdf")
    )

    shown = [text.decode() for text in texts]
    shown.append(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))
    assert [OF_MINUTES in " ".join(text.split()) for text in shown] == [True] * 4
    assert IN_TEST not in str(before)


@pytest.mark.parametrize(
    ("fees", "says"), [(10, "One costs $0.05, measured in your test."), (9, "")]
)
def test_a_fee_that_enough_results_measured_says_so(fees: int, says: str) -> None:
    built_in: dict[str, Any] = {"builder": "developer", "built_in": "built-in"}
    amounts = {"product-description-results": "900"}
    plan, _, _ = made("garden-shop", what=ALONE["what"], amounts=amounts, **built_in)
    pilot = starting.start(plan, frame_of(plan), seen=0)
    rated(pilot, [{**GOOD, "usd": 0.05}] * fees + [GOOD] * (30 - fees))

    shown = page_after(plan)

    (cost,) = (tile for tile in shown.head.tiles if tile.key == "cost")
    assert (says in cost.fine) is bool(says)
    assert (IN_TEST in str(shown.pages)) is bool(says)


def test_what_was_measured_of_a_tool_that_is_not_named_is_in_no_sum() -> None:
    plan, _ = after({**BAD, "minutes": 3.0}, GOOD)

    assert IN_TEST not in str(page_after(plan))


def page_after(plan: Plan) -> Document:
    version, tests = plan.versions.get(), results_of(plan)
    decided = deciding.with_results(version, tests)
    progress = progress_of(version, decided.decision, tests, version.decided_on)
    return pages.document(decided, progress, pages=PAGES)
