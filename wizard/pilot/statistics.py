"""How many trials settle a target, and the tails of Student's t and the binomial. Formulas with their sources."""

import math
from functools import lru_cache
from statistics import NormalDist

WRONG_YES = 0.05  # a target called met that is not: 5 in 100, one-sided
MISSED = 0.20  # a target called not settled that is met by the difference worth having: 20 in 100
CLOSE = 1e-16  # of a quantile that is searched


def normal_quantile(probability: float) -> float:
    """Return below which value a standard normal falls with that probability."""
    return NormalDist().inv_cdf(probability)


def t_below(t: float, freedom: int) -> float:
    """Return the chance that Student's t with so many degrees of freedom falls below `t`.

    By the finite sums for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4), with the angle
    atan(t / sqrt(freedom)): each term is that before it times cos² and (k − 1) / k.
    """
    angle, odd = math.atan(t / math.sqrt(freedom)), freedom % 2
    term, terms = math.cos(angle) if odd else 1.0, []
    for k in range(2 + odd, freedom + 1, 2):
        terms.append(term)
        term *= math.cos(angle) ** 2 * (k - 1) / k
    within = math.sin(angle) * math.fsum(terms)
    return 0.5 + ((angle + within) / math.pi if odd else within / 2)


@lru_cache(maxsize=1024)
def t_quantile(probability: float, freedom: int) -> float:
    """Return below which value Student's t falls with that probability, by halving.

    Raises ValueError unless 0 < probability < 1 and freedom >= 1.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError("a probability lies between 0 and 1, and freedom begins at 1")
    if probability < 0.5:  # noqa: PLR2004 - the middle of a symmetric distribution
        return -t_quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while t_below(high, freedom) < probability:
        low, high = high, high * 2
    while high - low > CLOSE * max(1.0, high) and low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if t_below(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def at_least(successes: int, trials: int, share: float) -> float:
    """Return the exact binomial chance of at least so many successes."""
    if successes <= 0 or share >= 1:
        return float(successes <= trials)
    if successes > trials or share <= 0:
        return 0.0
    every, won, lost = math.lgamma(trials + 1), math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(every - math.lgamma(k + 1) - math.lgamma(trials - k + 1) + k * won + (trials - k) * lost)
        for k in range(successes, trials + 1)
    )


def at_most(successes: int, trials: int, share: float) -> float:
    """Return the exact binomial chance of at most so many successes."""
    return at_least(trials - successes, trials, 1 - share)


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
    return float(((normal_quantile(1 - wrong_yes) * at + normal_quantile(1 - missed) * beyond) / difference) ** 2)


def trials_for_mean(spread: float, difference: float, wrong_yes: float = WRONG_YES, missed: float = MISSED) -> int:
    """Return the trials that tell a mean from one `difference` better, given the standard deviation of one result.

    One sample, one-sided, same risks: n = ((z_a + z_b)·s / d)² + z_a²/2, rounded up; the last term makes up for the
    spread being estimated (Guenther 1981, The American Statistician 35, 243–244). Both in the same unit, both
    positive; raises ValueError otherwise.
    """
    if spread <= 0 or difference <= 0:
        message = "spread and difference must be positive"
        raise ValueError(message)
    known = size(difference, spread, spread, wrong_yes=wrong_yes, missed=missed)
    return math.ceil(round(known + normal_quantile(1 - wrong_yes) ** 2 / 2, 9))
