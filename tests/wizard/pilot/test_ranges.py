"""Ranges and quantiles against values reckoned with scipy 1.18 and statsmodels 0.15, to 1e-9."""

import math
from random import Random

import pytest
from hypothesis import given, strategies as st

from tests.wizard.pilot.strategies import tries
from wizard.decision.shares import wilson
from wizard.pilot.statistics import (
    Moments,
    amount_range,
    at_least,
    at_most,
    mean_range,
    t_below,
    t_quantile,
    t_range,
)

MINUTES = [12.5, 9.0, 14.25, 11.0, 30.5, 8.75, 13.0, 10.5]


def close(value: float, reference: float) -> bool:
    return math.isclose(value, reference, rel_tol=1e-9, abs_tol=1e-12)


def test_t_quantile_matches_scipy() -> None:
    for (probability, freedom), reference in {  # scipy.stats.t.ppf
        (0.95, 1): 6.313751514675037,
        (0.95, 2): 2.9199855803537242,
        (0.95, 5): 2.0150483733330233,
        (0.95, 30): 1.697260886593957,
        (0.95, 1000): 1.6463788172854643,
        (0.975, 9): 2.262157162798205,
        (0.96, 99): 1.7688423378949045,
        (0.999, 1): 318.30883898555015,
        (0.999, 99): 3.1746038497557523,
        (0.9, 2): 1.8856180831641272,
    }.items():
        assert close(t_quantile(probability, freedom), reference)
        assert close(t_quantile(1 - probability, freedom), -reference)


@tries
@given(st.floats(0.001, 0.999), st.integers(1, 500))
def test_t_quantile_undoes_the_distribution(probability: float, freedom: int) -> None:
    assert math.isclose(
        t_below(t_quantile(probability, freedom), freedom), probability, rel_tol=1e-9
    )


def test_binomial_tail_matches_scipy() -> None:
    for (successes, trials, share), reference in {  # scipy.stats.binom.sf
        (74, 83, 0.8): 0.02024993465226512,
        (10, 20, 0.5): 0.5880985260009766,
        (1, 5, 0.01): 0.049009950100000005,
        (300, 332, 0.8): 2.3926107595338087e-07,
        (0, 5, 0.3): 1.0,
        (6, 5, 0.3): 0.0,
    }.items():
        assert close(at_least(successes, trials, share), reference)
        assert close(at_most(successes - 1, trials, share), 1 - reference)


def test_wilson_matches_statsmodels() -> None:
    for (successes, trials), (
        low,
        high,
    ) in {  # statsmodels proportion_confint(method="wilson", alpha=0.1)
        (0, 20): (0.0, 0.11915783736096455),
        (1, 20): (0.011234816850851634, 0.19600723677401644),
        (10, 20): (0.3274037678851559, 0.6725962321148441),
        (19, 20): (0.8039927632259835, 0.9887651831491483),
        (20, 20): (0.8808421626390355, 1.0),
        (72, 83): (0.7945198400080145, 0.917219419106212),
        (0, 1): (0.0, 0.730134051215946),
        (1, 1): (0.269865948784054, 1.0),
    }.items():
        span = wilson(successes, trials, 0.05)
        assert span.low is not None
        assert span.high is not None
        assert close(span.low, low)
        assert close(span.high, high)


def test_nothing_has_no_range() -> None:
    for successes, trials in ((-1, 5), (6, 5), (0, 0)):
        with pytest.raises(ValueError, match="between none and all"):
            wilson(successes, trials, 0.05)
    with pytest.raises(ValueError, match="needs values"):
        Moments.of([])
    assert mean_range(Moments.of([3.0]), 0.05).high is None


def test_t_range_matches_scipy() -> None:
    span = t_range(Moments.of(MINUTES), 0.05)

    assert span.low is not None
    assert span.high is not None
    assert close(span.low, 8.960578246911671)
    assert close(span.high, 18.414421753088327)


def test_long_tail_moves_only_its_own_end() -> None:
    student, leaning = t_range(Moments.of(MINUTES), 0.05), mean_range(Moments.of(MINUTES), 0.05)

    assert leaning.low == student.low
    assert leaning.high is not None
    assert student.high is not None
    assert leaning.high > student.high


def test_usual_tail_is_that_of_log_normal_amounts() -> None:
    for (
        mean,
        variance,
        skewness,
    ) in (  # scipy.stats.lognorm.stats(s, moments="mvs") at s = 0.39, 0.8 and 1.2
        (1.0790165236347173, 0.1912634787313271, 1.282514776484079),
        (1.3771277643359572, 1.7001588462643311, 3.689292296091298),
        (2.0544332106438876, 13.593577362615642, 11.16384556641929),
    ):
        usual = Moments(count=9, mean=mean, variance=variance, third=0.0).usual_third
        assert close(usual, skewness * variance**1.5)


def test_amounts_lean_at_least_as_log_normal_ones_do() -> None:
    even = [9.0, 10.0, 11.0] * 10
    student, found = t_range(Moments.of(even), 0.05), amount_range(even, 0.05)

    assert found.low == student.low
    assert found.high is not None
    assert student.high is not None
    assert found.high > student.high


@tries
@given(st.lists(st.floats(0, 1000), min_size=2, max_size=40))
def test_range_of_amounts_holds_their_mean_and_nothing_below_zero(amounts: list[float]) -> None:
    found = amount_range(amounts, 0.05)

    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high


@pytest.mark.parametrize("lean", [0.39, 0.8])  # of single results: by two fifths, by nine tenths
def test_range_of_twenty_results_holds_the_truth_as_often_as_it_says(lean: float) -> None:
    """Drawn: minutes with a long tail around ten; 25 in 1,000 may lie beyond each end."""
    draw, pilots = Random(20261130), 1_500  # noqa: S311  # the same every time
    beyond = 0
    for _ in range(pilots):
        minutes = [draw.lognormvariate(0, lean) / math.exp(lean**2 / 2) * 10 for _ in range(20)]
        time = amount_range(minutes, 0.025)
        assert time.high is not None
        beyond += time.high < 10

    assert beyond / pilots < 0.035
