"""Thresholds: from which price or volume on another name comes first, found by halving."""

from collections.abc import Callable

from wizard.decision.ranking import Ranking
from wizard.sensitivity.replaced import with_price, with_volume

LARGEST_PRICE_FACTOR = 5.0
LARGEST_VOLUME_FACTOR = 30.0
HALVINGS = 6


def price_threshold(ranking: Ranking) -> tuple[float, Ranking] | None:
    """Return by how many times the pick may get dearer before another comes first, and that answer; None if never."""
    pick = ranking.pick
    if pick is None or pick.row.own:
        return None
    return _threshold(ranking, LARGEST_PRICE_FACTOR, lambda factor: with_price(ranking, pick.model, factor))


def volume_threshold(ranking: Ranking) -> tuple[float, Ranking] | None:
    """Return from how many times the results another name comes first, and that answer; None if never."""
    return _threshold(ranking, LARGEST_VOLUME_FACTOR, lambda factor: with_volume(ranking, factor))


def _threshold(ranking: Ranking, largest: float, at: Callable[[float], Ranking]) -> tuple[float, Ranking] | None:
    """Return the smallest factor above 1 at which the name changes, by halving on a scale of ratios."""
    found = at(largest)
    if pick_or_state(found) == pick_or_state(ranking):
        return None
    low, high = 1.0, largest
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        answer = at(middle)
        if pick_or_state(answer) == pick_or_state(ranking):
            low = middle
        else:
            high, found = middle, answer
    return high, found


def pick_or_state(ranking: Ranking) -> str:
    """Return what the plan would say: the model, or how the question ends without one."""
    return ranking.pick.row.model.slug if ranking.pick is not None else ranking.state.value
