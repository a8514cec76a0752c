"""Ranges against values reckoned with scipy 1.18 and statsmodels 0.15, to 1e-9."""

import math
from random import Random

import pytest
from hypothesis import given, strategies as st

from tests.wizard.pilot.strategies import tries
from wizard.decision.shares import wilson
from wizard.decision.trial import binomial_at_most
from wizard.pilot.statistics import FEWEST, amount_range


def close(value: float, reference: float) -> bool:
    return math.isclose(value, reference, rel_tol=1e-9, abs_tol=1e-12)


def test_binomial_tail_matches_scipy() -> None:
    for (successes, trials, share), reference in {  # scipy.stats.binom.sf
        (74, 83, 0.8): 0.02024993465226512,
        (10, 20, 0.5): 0.5880985260009766,
        (1, 5, 0.01): 0.049009950100000005,
        (300, 332, 0.8): 2.3926107595338087e-07,
        (0, 5, 0.3): 1.0,
        (6, 5, 0.3): 0.0,
    }.items():
        assert close(binomial_at_most(successes - 1, trials, share), 1 - reference)


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


def test_range_of_amounts_is_that_of_cox() -> None:
    """By hand: of ten times e and ten times 1/e the logarithms have the mean 0 and the variance 20/19."""
    span = amount_range([math.e, 1 / math.e] * 10, 0.025)

    spread = 20 / 19
    t = 1.959963984540054 + (1.959963984540054**3 + 1.959963984540054) / 76
    reach = t * math.sqrt(spread / 20 + spread**2 / 38)
    assert span.low is not None
    assert span.high is not None
    assert close(span.low, math.exp(spread / 2 - reach))
    assert close(span.high, math.exp(spread / 2 + reach))
    assert close(span.value, (math.e + 1 / math.e) / 2)


@pytest.mark.parametrize("amounts", [[1.0] * (FEWEST - 1), [0.0] + [1.0] * FEWEST])
def test_few_amounts_and_nothing_have_no_range(amounts: list[float]) -> None:
    span = amount_range(amounts, 0.025)

    assert (span.low, span.high) == (None, None)


@tries
@given(st.lists(st.floats(0.001, 1000), min_size=FEWEST, max_size=40))
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
