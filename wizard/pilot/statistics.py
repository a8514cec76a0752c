"""Ranges around what was measured, tails of Student's t and the binomial, and the test on pairs. Formulas with their sources."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean

from catalog.vocabulary import Word
from wizard.decision.shares import Range

EVEN = 1e-9  # a skewness below it is none
PAIRS_RISK = (
    0.05  # of calling a difference where there is none, however often and however long one looks
)
ALTERNATIVE = 0.75  # the share of clear choices that the test on pairs is made for
MOST_CHOICES = 400  # clear ones; what takes more is not worth looking for


def turn(beyond: Callable[[float], bool], inside: float, outside: float) -> float:
    """Return where a range ends between a value inside it and one outside, by halving, as exactly as a float holds it."""
    while inside != (middle := (inside + outside) / 2) != outside:
        inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
    return inside


# ------------------------------------------------------------------------------------------------------------- tails


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
    """Return below which value Student's t falls with that probability.

    Raises ValueError unless 0 < probability < 1 and freedom >= 1.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError("a probability lies between 0 and 1, and freedom begins at 1")
    if probability < 0.5:  # noqa: PLR2004 - the middle of a symmetric distribution
        return -t_quantile(1 - probability, freedom)
    high = 1.0
    while t_below(high, freedom) < probability:
        high *= 2
    return turn(lambda t: t_below(t, freedom) >= probability, 0.0, high)


def at_least(successes: int, trials: int, share: float) -> float:
    """Return the exact binomial chance of at least so many successes."""
    if successes <= 0 or share >= 1:
        return float(successes <= trials)
    if successes > trials or share <= 0:
        return 0.0
    every, won, lost = math.lgamma(trials + 1), math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(
            every - math.lgamma(k + 1) - math.lgamma(trials - k + 1) + k * won + (trials - k) * lost
        )
        for k in range(successes, trials + 1)
    )


def at_most(successes: int, trials: int, share: float) -> float:
    """Return the exact binomial chance of at most so many successes."""
    return at_least(trials - successes, trials, 1 - share)


# ------------------------------------------------------------------------------------------------------------ ranges


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
        return cls(
            count=count, mean=mean, variance=squares / max(count - 1, 1), third=cubes / count
        )

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


# ---------------------------------------------------------------------------------------------------- the test on pairs


class PairState(Word):
    FIRST = "first", "The first is preferred"
    SECOND = "second", "The second is preferred"
    OPEN = "open", "No difference seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """The clear choices of a pilot, what they settle, and how many more would settle it if they fell alike."""

    first: int
    second: int
    same: int
    state: PairState
    more: int | None = (
        None  # clear choices; None where it is settled, or would take more than `MOST_CHOICES`
    )

    @property
    def clear(self) -> int:
        return self.first + self.second


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


def judge(first: int, second: int, same: int = 0) -> PairVerdict:
    state = PairState.OPEN
    if is_settled(first, second):
        state = PairState.FIRST if first > second else PairState.SECOND
    more = choices_to_go(first, second) if state is PairState.OPEN else None
    return PairVerdict(first=first, second=second, same=same, state=state, more=more)


def choices_to_go(first: int, second: int) -> int | None:
    """Return how many more clear choices settle it if they fall as those so far did; None where that takes too many."""
    high, low = max(first, second), min(first, second)
    if high == low:
        return None
    share = high / (high + low)
    for more in range(1, MOST_CHOICES - high - low + 1):
        if is_settled(high + round(share * more), low + more - round(share * more)):
            return more
    return None
