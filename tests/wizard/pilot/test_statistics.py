"""Sample sizes against values reckoned elsewhere, and against the exact binomial distribution."""

import math

import pytest
from hypothesis import given, strategies as st

from tests.wizard.pilot.strategies import tries
from wizard.pilot.statistics import size, trials_for_mean, trials_for_share


def test_sizes_equal_those_of_statsmodels() -> None:
    one_tail = {  # statsmodels 0.15 normal_sample_size_one_tail
        (0.8, 0.9): 82.88788169821656,
        (0.5, 0.6): 152.45713333346848,
        (0.7, 0.8): 118.90051310719637,
        (0.9, 0.99): 41.13032332801067,
    }
    for (threshold, better), reference in one_tail.items():
        spreads = math.sqrt(threshold * (1 - threshold)), math.sqrt(better * (1 - better))
        assert math.isclose(
            size(better - threshold, *spreads, wrong_yes=0.05, missed=0.2), reference, rel_tol=1e-9
        )
    means = {  # the same, with one spread under both; TTestPower, one-sided, by the noncentral t
        (0.4, 0.1): (98.92091571231633, 100.28766216704962),
        (1, 0.5): (24.730228928079082, 26.137503817059283),
        (1, 1): (6.182557232019771, 7.727617902410847),
    }
    for (spread, difference), (reference, noncentral) in means.items():
        assert math.isclose(
            size(difference, spread, spread, wrong_yes=0.05, missed=0.2), reference, rel_tol=1e-9
        )
        assert trials_for_mean(spread, difference) == math.ceil(noncentral)


def test_size_for_two_groups_equals_evan_millers_calculator() -> None:
    """Compare with what evanmiller.org/ab-testing/sample-size.html opens with and was published from it by Udacity.

    Two-sided, 5 and 20 in 100; it turns a share above a half round, 53 of 100 into 47.
    """
    published = {
        (0.2, 0.05): 1_030,
        (0.20625, 0.01): 25_835,
        (0.47, 0.01): 39_115,
        (0.1093125, 0.0075): 27_413,
    }
    for (share, difference), each_group in published.items():
        found = size(difference, *two_groups(share, difference), wrong_yes=0.05 / 2, missed=0.2)
        assert round(found) == each_group


def two_groups(share: float, difference: float) -> tuple[float, float]:
    """Return the spread of a difference between two groups, where there is none and where there is."""
    one, other = share * (1 - share), (share + difference) * (1 - share - difference)
    return math.sqrt(2 * one), math.sqrt(one + other)


def test_trials_for_a_share_keep_their_promise_by_exact_count() -> None:
    trials = trials_for_share(0.8, 0.9)
    needed = next(wins for wins in range(trials + 1) if at_least(wins, trials, 0.8) <= 0.05)

    assert at_least(needed, trials, 0.8) <= 0.05
    assert 0.7 <= at_least(needed, trials, 0.9) <= 0.9


def at_least(wins: int, trials: int, share: float) -> float:
    chances = (
        math.comb(trials, k) * share**k * (1 - share) ** (trials - k)
        for k in range(wins, trials + 1)
    )
    return math.fsum(chances)


@tries
@given(st.floats(0.01, 0.9), st.floats(0.01, 0.09), st.floats(0.001, 0.009))
def test_smaller_differences_take_more_trials(threshold: float, wide: float, narrow: float) -> None:
    assert trials_for_share(threshold, threshold + narrow) >= trials_for_share(
        threshold, threshold + wide
    )


def test_what_cannot_be_told_apart_is_refused() -> None:
    for threshold, better in ((0, 0.5), (0.5, 0.5), (0.6, 0.5), (0.5, 1.1)):
        with pytest.raises(ValueError, match="above the threshold"):
            trials_for_share(threshold, better)
    for spread, difference in ((0, 1), (1, 0), (-1, 1)):
        with pytest.raises(ValueError, match="must be positive"):
            trials_for_mean(spread, difference)
