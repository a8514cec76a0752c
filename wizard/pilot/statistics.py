"""How many trials settle a target. Formulas with their sources; only the standard library."""

import math
from decimal import Decimal
from statistics import NormalDist

WRONG_YES = 0.05  # a target called met that is not: 5 in 100, one-sided
MISSED = 0.20  # a target called not settled that is met by the difference worth having: 20 in 100


def _z(probability: float) -> float:
    return NormalDist().inv_cdf(probability)


def trials_for_share(threshold: float, better: float, wrong_yes: float = WRONG_YES, missed: float = MISSED) -> int:
    """Return the trials that tell a share of `better` from one of `threshold`, both between 0 and 1.

    One sample, one-sided, at the stated risks of a wrong yes (a) and of missing a true one (b):
    n = ((z_a·sqrt(p0·q0) + z_b·sqrt(p1·q1)) / (p1 − p0))², rounded up
    (Fleiss, Levin, Paik: Statistical Methods for Rates and Proportions, section 2.5, without continuity correction).
    Raises ValueError unless 0 < threshold < better <= 1.
    """
    if not 0 < threshold < better <= 1:
        message = "a share to be told apart must lie above the threshold, both between 0 and 1"
        raise ValueError(message)
    return math.ceil(round(share_size(threshold, better, wrong_yes, missed), 9))


def share_size(threshold: float, better: float, wrong_yes: float = WRONG_YES, missed: float = MISSED) -> float:
    """Return the same before it is rounded up."""
    spreads = math.sqrt(threshold * (1 - threshold)), math.sqrt(better * (1 - better))
    return size(better - threshold, *spreads, wrong_yes=wrong_yes, missed=missed)


def size(difference: float, at: float, beyond: float, *, wrong_yes: float, missed: float) -> float:
    """Return how many results tell a difference, with the spread of one result at the threshold and beyond it.

    n = ((z_a·s0 + z_b·s1) / d)², one-sided. With the spreads of a difference between two groups, s0 = sqrt(2·p0·q0) and
    s1 = sqrt(p0·q0 + p1·q1), and half of a, it is what Evan Miller's sample size calculator gives for each group.
    """
    return float(((_z(1 - wrong_yes) * at + _z(1 - missed) * beyond) / difference) ** 2)


def trials_for_mean(spread: float, difference: float, wrong_yes: float = WRONG_YES, missed: float = MISSED) -> int:
    """Return the trials that tell a mean from one `difference` better, given the standard deviation of one result.

    One sample, one-sided, same risks: n = ((z_a + z_b)·s / d)² + z_a²/2, rounded up; the last term makes up for the
    spread being estimated (Guenther 1981, The American Statistician 35, 243–244). Both in the same unit, both
    positive; raises ValueError otherwise.
    """
    if spread <= 0 or difference <= 0:
        message = "spread and difference must be positive"
        raise ValueError(message)
    base = mean_size(spread, difference, wrong_yes, missed)
    return math.ceil(round(base + _z(1 - wrong_yes) ** 2 / 2, 9))


def mean_size(spread: float, difference: float, wrong_yes: float = WRONG_YES, missed: float = MISSED) -> float:
    """Return the first term of that, the trials where the spread is known for sure, before it is rounded up."""
    return size(difference, spread, spread, wrong_yes=wrong_yes, missed=missed)


def share(percent: Decimal) -> float:
    """Return a percentage as a share."""
    return float(percent) / 100
