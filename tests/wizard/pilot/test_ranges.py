"""Ranges against values reckoned with scipy 1.18 and statsmodels 0.15, to 1e-9."""

import math

import pytest

from wizard.decision.shares import wilson
from wizard.decision.trial import binomial_at_most


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
