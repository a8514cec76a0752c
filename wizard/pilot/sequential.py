"""The test on pairs: whether one model's answers are preferred, looked at after every case."""

from dataclasses import dataclass

from catalog.vocabulary import Word

RISK = 0.05  # of calling a difference where there is none, however often and however long one looks
ALTERNATIVE = 0.75  # the share of clear choices that the test is made for
FARTHEST = 400  # clear choices; what takes more is not worth looking for


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
    more: int | None = None  # clear choices; None where it is settled, or would take more than `FARTHEST`

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
    return evidence(first, second) >= 1 / RISK


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
    for more in range(1, FARTHEST - high - low + 1):
        if is_settled(high + round(share * more), low + more - round(share * more)):
            return more
    return None
