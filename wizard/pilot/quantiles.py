"""Student's t and the binomial by own numerics: their tails and where a tail begins. Only the standard library."""

import math
from functools import lru_cache
from statistics import NormalDist

STEPS = 500  # of a continued fraction; it settles within a few dozen
TINY = 1e-300
CLOSE = 1e-16


def normal_quantile(probability: float) -> float:
    """Return below which value a standard normal falls with that probability."""
    return NormalDist().inv_cdf(probability)


def beta_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), for x from 0 to 1.

    Continued fraction of DLMF 8.17.22, evaluated by Lentz's method; on the far side by I_x(a, b) = 1 − I_{1−x}(b, a).
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    above = 1.0
    below = 1 / _away(1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            below = 1 / _away(1 + term * below)
            above = _away(1 + term / above)
            value *= above * below
        if abs(above * below - 1) < CLOSE:
            break
    return value


def _away(value: float) -> float:
    """Keep a divisor off zero."""
    return value if abs(value) > TINY else TINY


def t_below(t: float, freedom: float) -> float:
    """Return the chance that Student's t with so many degrees of freedom falls below `t`."""
    if t * t < freedom:  # near the middle the other side of the beta function keeps its digits
        reach = math.copysign(beta_below(t * t / (freedom + t * t), 0.5, freedom / 2), t)
        return (1 + reach) / 2
    tail = beta_below(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


@lru_cache(maxsize=1024)
def t_quantile(probability: float, freedom: float) -> float:
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
    if successes <= 0:
        return 1.0
    if successes > trials:
        return 0.0
    return beta_below(share, successes, trials - successes + 1)


def at_most(successes: int, trials: int, share: float) -> float:
    """Return the exact binomial chance of at most so many successes."""
    return at_least(trials - successes, trials, 1 - share)
