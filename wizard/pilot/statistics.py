"""Ranges around what was measured, and the test on pairs. Formulas with their sources."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from wizard.decision.shares import NORMAL, Range

FEWEST = 10  # amounts that have a range; ours
# Of calling a difference where there is none, however often and however long one looks.
PAIRS_RISK = 0.05
ALTERNATIVE = 0.75  # the share of clear choices that the test on pairs is made for


# ------------------------------------------------------------------------------------------------------------ ranges


def amount_range(values: Sequence[float], risk: float) -> Range:
    """Return the range of the mean of amounts with a long tail, such as minutes and fees.

    Cox's method for log-normal amounts: exp(y + s²/2 ± t·sqrt(s²/n + s⁴/(2(n − 1)))), with y and s² the mean and
    variance of their logarithms (Zhou and Gao 1997, Statistics in Medicine 16, 783–790), and Student's t in place of
    the normal quantile (Olsson 2005, Journal of Statistics Education 13). Without an end where there are too few to
    say how long the tail is, or one is nothing. Raises ValueError without any.
    """
    mean, free = fmean(values), len(values) - 1
    if len(values) < FEWEST or min(values) <= 0:
        return Range(None, mean, None)
    logs = [math.log(value) for value in values]
    spread = variance(logs)
    middle = fmean(logs) + spread / 2
    z = NORMAL.inv_cdf(1 - risk)
    t = z + (z**3 + z) / (4 * free)  # Abramowitz and Stegun 1964, 26.7.5
    reach = t * math.sqrt(spread / len(values) + spread**2 / (2 * free))
    return Range(min(math.exp(middle - reach), mean), mean, max(math.exp(middle + reach), mean))


# ---------------------------------------------------------------------------------------------------- the test on pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """The choices of a pilot, and what they settle."""

    first: int
    second: int
    same: int

    @property
    def clear(self) -> int:
        return self.first + self.second

    @property
    def preferred(self) -> int | None:
        """Return the place of the one that is clearly preferred; None while none is."""
        if not is_settled(self.first, self.second):
            return None
        return 0 if self.first > self.second else 1


def evidence(first: int, second: int) -> float:
    """Return how many times likelier the choices are with a preference of three to one, either way, than with none.

    The mean of Wald's two likelihood ratios (Wald 1945, Annals of Mathematical Statistics 16, 117–186). Where nobody
    has a preference its expected value stays 1 at every look, so it ever reaches 1 / risk in at most `risk` of all
    pilots (Ville 1939, Étude critique de la notion de collectif): one may look after each case and stop at any time.
    Choices without a difference are left out, as in a sign test.
    """
    ahead, behind = ALTERNATIVE * 2, (1 - ALTERNATIVE) * 2
    return (ahead**first * behind**second + ahead**second * behind**first) / 2


def is_settled(first: int, second: int) -> bool:
    return evidence(first, second) >= 1 / PAIRS_RISK
