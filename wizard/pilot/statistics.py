"""Ranges of shares, and the test on pairs, with their sources."""

from dataclasses import dataclass

from wizard.decision.shares import RISK, wilson

# Of calling a difference where there is none, however often and however long one looks.
PAIRS_RISK = 0.05
ALTERNATIVE = 0.75  # the share of clear choices that the test on pairs is made for


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
        if evidence(self.first, self.second) < 1 / PAIRS_RISK:
            return None
        return 0 if self.first > self.second else 1


def evidence(first: int, second: int) -> float:
    """Return how many times likelier the choices are with a preference than with none.

    The preference is three to one, either way.

    The mean of Wald's two likelihood ratios (Wald 1945, Annals of Mathematical Statistics 16,
    117–186). Where nobody has a preference its expected value stays 1 at every look, so it ever
    reaches 1 / risk in at most `risk` of all pilots (Ville 1939, Étude critique de la notion de
    collectif): one may look after each case and stop at any time. Choices without a difference are
    left out, as in a sign test.
    """
    ahead, behind = ALTERNATIVE * 2, (1 - ALTERNATIVE) * 2
    return (ahead**first * behind**second + ahead**second * behind**first) / 2


def percent_between(good: int, of: int) -> tuple[int, int]:
    """Return Wilson's range of a share, in percent."""
    span = wilson(good, of, RISK)
    return round(100 * (span.low or 0)), round(100 * (span.high or 0))
