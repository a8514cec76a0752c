"""The pilot: cases that come up, an end, and what clean cases prove."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support import starter_catalog
from tests.wizard.decision.firms import day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import PilotPlan
from wizard.decision.explain import sentence
from wizard.decision.pilot import wrong_of_100
from wizard.decision.vocabulary import Check, Kind, Place, Releaser, State, Use, WrongResult

CATALOG = starter_catalog()


def pilot_of(
    job: Job, check: Check = Check.EVERY, starts: date | None = None, **given: Any
) -> PilotPlan:
    """Return the pilot of the first part of a plan with one job."""
    answers = Answers(jobs=(job,), check=check, pilot_start=starts, use=Use.BUILT_IN, **given)
    decision = decide(answers, CATALOG, day())
    plan = decision.parts[0].pilot
    assert plan is not None
    return plan


@pytest.mark.parametrize(("clean", "wrong"), [(20, 14), (40, 8), (150, 2)])
def test_clean_cases_prove_no_more_than_they_can(clean: int, wrong: int) -> None:
    assert wrong_of_100(clean) == wrong
    # A share that is wrong more often would show itself in nineteen of twenty such pilots.
    assert (1 - wrong / 100) ** clean < 0.05
    assert (1 - (wrong - 1) / 100) ** clean > 0.05


@pytest.mark.parametrize("results", ["0.3", "1", "1.7", "4", "16", "150", "60000"])
def test_no_pilot_asks_for_more_than_a_year_brings(results: str) -> None:
    """They take long by hand, for little work is not tried at all, and a minute to read."""
    job = Job(
        key="grant-application",
        use_case="grant-application",
        per_month=Decimal(results),
        minutes_by_hand=Decimal(2000),
    )
    plan = pilot_of(job, check_minutes=Decimal(1))
    year = float(results) * 12
    assert 1 <= plan.cases <= max(1.0, year)
    assert plan.from_past <= plan.cases
    assert plan.decides_by == day() + timedelta(days=14)
    if plan.second_look is not None:
        assert plan.cases < plan.second_look.cases <= min(150.0, year)
        assert plan.decides_by < plan.second_look.on <= plan.decides_by + timedelta(days=366)
        assert plan.second_look.wrong_of_100 < plan.wrong_of_100


@pytest.mark.parametrize(
    ("minutes", "cases", "misses"), [(10, 20, 3), (120, 13, 1), (480, 3, 0), (5000, 1, 0)]
)
def test_test_takes_a_day_of_reading_at_most(minutes: int, cases: int, misses: int) -> None:
    """One takes 0.3 of the minutes by hand to read; eight hours are enough for 13 of 36 minutes, or a part of a long one."""
    plan = pilot_of(
        Job(key="proposal-draft", use_case="proposal-draft", minutes_by_hand=Decimal(minutes))
    )

    assert (plan.cases, plan.most_misses) == (cases, misses)
    assert plan.hours == pytest.approx(min(cases * minutes * 0.3 / 60, 8), abs=0.06)


def test_a_nuisance_is_tested_in_an_evening() -> None:
    job = Job(key="proposal-draft", use_case="proposal-draft", minutes_by_hand=Decimal(60))
    plan = pilot_of(replace(job, wrong_result=WrongResult.NUISANCE))

    assert (plan.cases, plan.most_misses) == (
        10,
        2,
    )  # of 18 minutes to read, ten fit into three hours
    assert pilot_of(replace(job, wrong_result=WrongResult.MONEY)).cases == 20


def test_nothing_is_tried_before_a_seller_has_answered() -> None:
    """A must on the material that nobody has confirmed: letters to citizens may not be tried out in the app."""
    for firm in firms():
        for part in decide(firm.answers, CATALOG, day()).parts:
            if part.state is State.PICKED and part.seat is None and part.seats_to_ask:
                open_musts = {
                    unknown for seat in part.seats_to_ask[:1] for unknown in seat.unknown
                } - {"family"}
                assert part.pilot is None or (
                    part.seat_now is not None and not open_musts & {*part.seat_now.unknown}
                )
                assert part.waits is (part.seat_now is None)
    job = Job(
        key="citizen-letter-plain", use_case="citizen-letter-plain", wrong_result=WrongResult.LAW
    )
    answers = Answers(jobs=(job,), use=Use.BY_HAND, place=Place.EU)
    (part,) = decide(answers, CATALOG, day()).parts
    assert part.seats_to_ask
    assert part.pilot is None


def test_all_jobs_are_read_in_one_day_and_short_ones_keep_their_cases() -> None:
    """Two jobs of 2.4 hours a case share what 20 replies of 3 minutes leave of eight hours."""
    long = [
        Job(key=slug, use_case=slug, minutes_by_hand=Decimal(480))
        for slug in ("essay-feedback", "proposal-draft")
    ]
    short = Job(
        key="support-email-reply", use_case="support-email-reply", minutes_by_hand=Decimal(10)
    )
    parts = decide(Answers(jobs=(*long, short), use=Use.BUILT_IN), CATALOG, day()).parts
    plans = {part.job: part.pilot for part in parts if part.pilot is not None}

    assert {job: plan.cases for job, plan in plans.items()} == {
        "essay-feedback": 1,
        "proposal-draft": 1,
        "support-email-reply": 20,
    }
    assert {plan.decides_by for plan in plans.values()} == {day() + timedelta(days=14)}


@pytest.mark.parametrize("stakes", list(WrongResult))
def test_severe_results_are_released_one_by_one_and_one_error_ends_it(stakes: WrongResult) -> None:
    job = Job(key="travel-itinerary", use_case="travel-itinerary", wrong_result=stakes)
    plan = pilot_of(job, Check.NOBODY)
    rules = [reason.rule for reason in plan.reasons]
    if stakes.severe:
        assert (plan.ends_after_harmful, plan.target_of_100, plan.release) == (1, 98, Check.EVERY)
        assert "clean-means-start-with-every-result-released" in rules
    else:
        assert plan.ends_after_harmful is None
        assert plan.release is Check.NOBODY


@pytest.mark.parametrize(
    ("use_case", "who"),
    [
        ("patient-letter", Releaser.LICENSED),
        ("maintenance-assistant", Releaser.TRAINED),
        ("cv-screening-summary", Releaser.DECIDER),
        ("hotel-review-reply", Releaser.OWNER),
    ],
)
def test_who_releases_follows_what_can_go_wrong(use_case: str, who: Releaser) -> None:
    assert pilot_of(Job(key=use_case, use_case=use_case)).releaser is who


def test_only_a_voice_is_released_by_who_clears_rights_and_consent() -> None:
    job = Job(key="support-voice-agent", use_case="support-voice-agent", per_month=Decimal(1000))
    answers = Answers(jobs=(job,), check=Check.SAMPLE, use=Use.BUILT_IN)
    parts = {
        part.kind: part.pilot
        for part in decide(answers, CATALOG, day()).parts
        if part.pilot is not None
    }

    assert len(parts) == 3
    who = {kind: pilot.releaser for kind, pilot in parts.items()}
    assert who.pop(Kind.SPEECH) is Releaser.RIGHTS
    assert set(who.values()) == {Releaser.OWNER}


def test_one_case_is_spoken_of_as_one() -> None:
    batches = Job(
        key="pharma-literature-scan",
        use_case="pharma-literature-scan",
        minutes_by_hand=Decimal(5000),
    )
    spoken = [sentence(each, CATALOG) for each in pilot_of(batches).reasons]

    assert any("1 real batch of" in each for each in spoken)
    assert not any(
        "1 real batches" in each or "one of the 1 " in each or "1 clean cases" in each
        for each in spoken
    )
