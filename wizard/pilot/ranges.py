"""Ranges around what was measured: a share, a mean, a cost for each accepted result. Formulas with their sources."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from wizard.pilot.statistics import normal_quantile, t_quantile

CLOSE = 1e-13  # of an end that is searched
EVEN = 1e-9  # a skewness below it is none
FARTHEST = 1e6  # times the measured value; beyond it a range has no end


@dataclass(frozen=True, slots=True)
class Range:
    """What was measured, and between which ends the truth may lie; None where there is no such end."""

    low: float | None
    value: float
    high: float | None


def wilson(successes: int, trials: int, risk: float) -> Range:
    """Return the range of a share; the truth lies below it, and above it, in `risk` of all cases each.

    Wilson's score interval: (p + z²/2n ± z·sqrt(p·q/n + z²/4n²)) / (1 + z²/n)
    (Wilson 1927, Journal of the American Statistical Association 22, 209–212). It begins at exactly 0 where nothing
    succeeded and ends at exactly 1 where everything did. Raises ValueError unless 0 <= successes <= trials, trials > 0.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError("successes lie between none and all of at least one trial")
    z = normal_quantile(1 - risk)
    share = successes / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return Range(
        low=0.0 if successes == 0 else (middle - reach) / scale,
        value=share,
        high=1.0 if successes == trials else (middle + reach) / scale,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What a range of a mean needs to know of the values."""

    count: int
    mean: float
    variance: float  # with n − 1 below; 0 for one value
    third: float  # mean cubed distance from the mean

    @classmethod
    def of(cls, values: Sequence[float]) -> "Moments":
        """Measure values. Raises ValueError without any."""
        if not values:
            raise ValueError("a mean needs values")
        count, mean = len(values), fmean(values)
        squares = math.fsum((value - mean) ** 2 for value in values)
        cubes = math.fsum((value - mean) ** 3 for value in values)
        return cls(count=count, mean=mean, variance=squares / max(count - 1, 1), third=cubes / count)

    @property
    def lean(self) -> float:
        """Return the skewness: positive where the long tail is above."""
        return self.third / self.variance**1.5 if self.variance > 0 else 0.0

    @property
    def usual_third(self) -> float:
        """Return the mean cubed distance of log-normal amounts with the same mean and spread.

        With c the spread over the mean their skewness is 3c + c³ (Aitchison and Brown 1957, The Lognormal
        Distribution, section 2.3). Raises ZeroDivisionError where the mean is nothing.
        """
        share = math.sqrt(self.variance) / self.mean
        return (3 * share + share**3) * math.sqrt(self.variance) ** 3


def t_range(moments: Moments, risk: float) -> Range:
    """Return Student's range of a mean, `risk` on each side: mean ± t·s / sqrt(n) (Student 1908, Biometrika 6, 1–25).

    Without an end where one value says nothing of the spread.
    """
    if moments.count == 1:
        return Range(None, moments.mean, None)
    reach = t_quantile(1 - risk, moments.count - 1) * math.sqrt(moments.variance / moments.count)
    return Range(moments.mean - reach, moments.mean, moments.mean + reach)


def mean_range(moments: Moments, risk: float) -> Range:
    """Return the range of a mean of lopsided values: Student's, with each end moved outwards where they lean that way.

    Minutes and money have a long tail, and Student's range then ends too early on that side. Hall's transformation
    takes the lean out of it: with g the skewness, the end at t is mean − s·3/g·(cbrt(1 + g·(t/sqrt(n) − g/6n)) − 1)
    (Hall 1992, Journal of the Royal Statistical Society B 54, 221–228). An end is never moved inwards.
    """
    student, lean, count = t_range(moments, risk), moments.lean, moments.count
    if student.low is None or student.high is None or abs(lean) < EVEN:
        return student
    t = t_quantile(1 - risk, count - 1) / math.sqrt(count)

    def end(t: float) -> float:
        root = math.cbrt(1 + lean * (t - lean / (6 * count)))
        return moments.mean - math.sqrt(moments.variance) * 3 / lean * (root - 1)

    return Range(min(student.low, end(t)), student.value, max(student.high, end(-t)))


def amount_range(values: Sequence[float], risk: float) -> Range:
    """Return the range of the mean of amounts that are never negative, such as minutes and fees.

    They are taken to lean at least as log-normal amounts of that spread do: a few results seldom show how long their
    tail is, and would call a mean low too often.
    """
    moments = Moments.of(values)
    if moments.mean > 0:
        moments = replace(moments, third=max(moments.third, moments.usual_third))
    found = mean_range(moments, risk)
    return found if found.low is None else replace(found, low=max(found.low, 0.0))


type Ranging = Callable[[Moments, float], Range]


def ratio_range(
    costs: Sequence[float], accepted: Sequence[bool], risk: float, ranging: Ranging = mean_range
) -> Range | None:
    """Return the range of a cost for each accepted result; None where nothing was accepted.

    Fieller's range: all ratios r for which the mean of cost − r·accepted may be zero
    (Fieller 1954, Journal of the Royal Statistical Society B 16, 175–185); `ranging` says what a mean may be. It has no
    upper end where so few were accepted that the share may be nothing. Costs must not be negative, and are taken to
    lean at least as log-normal amounts do.
    """
    wins, count = sum(accepted), len(costs)
    if not wins:
        return None
    total, share = math.fsum(costs), wins / count
    value, mean = total / wins, total / count
    paired = [(cost - mean, won - share) for cost, won in zip(costs, accepted, strict=True)]
    seconds = [math.fsum(c**i * w ** (2 - i) for c, w in paired) / max(count - 1, 1) for i in range(3)]
    thirds = [math.fsum(c**i * w ** (3 - i) for c, w in paired) / count for i in range(4)]
    if mean > 0:
        alone = Moments(count=count, mean=mean, variance=seconds[2], third=thirds[3])
        thirds[3] = max(alone.third, alone.usual_third)

    def rest(ratio: float) -> Range:
        moments = Moments(
            count=count,
            mean=mean - ratio * share,
            variance=max(seconds[2] - 2 * ratio * seconds[1] + ratio**2 * seconds[0], 0.0),
            third=thirds[3] - 3 * ratio * thirds[2] + 3 * ratio**2 * thirds[1] - ratio**3 * thirds[0],
        )
        return ranging(moments, risk)

    if count == 1:
        return Range(None, value, None)
    return Range(
        low=_turn(lambda ratio: (rest(ratio).low or 0.0) > 0, value, 0.0),
        value=value,
        high=_turn(lambda ratio: (rest(ratio).high or 0.0) < 0, value, value * FARTHEST),
    )


def _turn(beyond: Callable[[float], bool], inside: float, outside: float) -> float | None:
    """Return where a range ends between a value inside it and one outside, None where it does not end."""
    if not beyond(outside):
        return outside if outside <= inside else None
    while abs(outside - inside) > CLOSE * max(abs(outside), abs(inside)):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
    return inside
