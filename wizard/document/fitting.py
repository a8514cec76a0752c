"""Fitting: what stands on top holds the words of a minute, and the rest of an answer is a tap away.

How a test is made is read when it begins, and the money page has what a cost is made of. A risk is
told whole.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from wizard.document.blocks import Head, Tile

WORD = re.compile(r"\S*\w\S*")
MOST_ON_TOP = 165  # beside the words of its buttons
MOST_ON_TOP_OF_MANY = 240
FEW_JOBS = 3
FOLDS_IN_TURN = ("test", "cost", "stop")


def within_a_minute(top: Head) -> Head:
    """Return the decision with details folded from their end, as many as are too long for it."""
    most = MOST_ON_TOP if len(top.jobs) <= FEW_JOBS else MOST_ON_TOP_OF_MANY
    over = sum(map(count_words, _texts(top))) - most
    fitted = {}
    for tile in sorted(top.tiles, key=_comes_in_turn):
        fitted[tile.key] = _fitted(tile, over)
        over -= sum(map(count_words, fitted[tile.key].below))
    return replace(top, tiles=tuple(fitted[tile.key] for tile in top.tiles))


def count_words(text: str) -> int:
    """Return how many words a text has; a dash alone is none."""
    return len(WORD.findall(text))


def _comes_in_turn(tile: Tile) -> int:
    return FOLDS_IN_TURN.index(tile.key) if tile.key in FOLDS_IN_TURN else len(FOLDS_IN_TURN)


def _fitted(tile: Tile, over: int) -> Tile:
    """Return an answer with as many of its last sentences folded as hold so many words."""
    if tile.key not in FOLDS_IN_TURN:
        return tile
    folded = 0
    for sentence in reversed(tile.fine):
        if over <= 0:
            break
        over -= count_words(sentence)
        folded += 1
    return replace(tile, folded=folded)


def _texts(top: Head) -> Iterator[str]:
    yield from (top.kicker, top.label, top.headline, *top.lead, *top.warnings)
    yield from (state.text for state in top.states)
    for job in top.jobs:
        yield from (job.label, job.verdict, *job.says)
    for tile in top.tiles:
        yield from (tile.label, tile.big, *tile.fine)
