"""Shares of a sample: between which ends the truth may lie."""

import math
from dataclasses import dataclass
from statistics import NormalDist

NORMAL = NormalDist()
RISK = 0.025  # on each side of a range that settles nothing


@dataclass(frozen=True, slots=True)
class Range:
    """What was measured, and between which ends the truth may lie; None for an open end."""

    low: float | None
    value: float
    high: float | None


def wilson(successes: int, trials: int, risk: float) -> Range:
    """Return the range of a share; the truth is below, and above, it in `risk` of cases each.

    Wilson's score interval: (p + z²/2n ± z·sqrt(p·q/n + z²/4n²)) / (1 + z²/n)
    (Wilson 1927, Journal of the American Statistical Association 22, 209–212). It begins at exactly
    0 where nothing succeeded and ends at exactly 1 where everything did. Raises ValueError unless 0
    <= successes <= trials, trials > 0.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError("successes lie between none and all of at least one trial")
    z = NORMAL.inv_cdf(1 - risk)
    share = successes / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return Range(
        low=0.0 if successes == 0 else (middle - reach) / scale,
        value=share,
        high=1.0 if successes == trials else (middle + reach) / scale,
    )
