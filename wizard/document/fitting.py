"""Fitting: what stands on top holds the words of a minute, and the rest of an answer is a tap away.

How a test is made is read when it begins, the money page has what a cost is made of, and `details`
come last: of a job, and of an answer what no other page tells first. A risk is told whole.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from wizard.document.blocks import Head, JobLine, Paragraph

WORD = re.compile(r"\S*\w\S*")
MOST_ON_TOP = 158  # beside the words of its buttons
MOST_ON_TOP_OF_MANY = 225
FEW_JOBS = 3
FOLDS_IN_TURN = ("test", "cost", "stop")


def within_a_minute(top: Head, details: Iterable[str]) -> Head:
    """Return the decision with as much folded as is too long for it.

    Answers fold before `details`, each from its end.
    """
    in_turn = dict.fromkeys(details)
    most = MOST_ON_TOP if len(top.jobs) <= FEW_JOBS else MOST_ON_TOP_OF_MANY
    over = sum(map(count_words, _texts(top))) - most
    folded = []
    for sentence in (*_of_answers(top, in_turn), *_shown(top, in_turn)):
        if over <= 0:
            break
        over -= count_words(sentence)
        folded.append(sentence)
    return replace(top, folded=tuple(folded))


def count_words(text: str) -> int:
    """Return how many words a text has; a dash alone is none."""
    return len(WORD.findall(text))


def _of_answers(top: Head, details: Collection[str]) -> Iterator[str]:
    """Yield what else answers say than `details`, each answer from its end."""
    fine = {tile.key: tile.fine for tile in top.tiles}
    for key in FOLDS_IN_TURN:
        yield from (text for text in reversed(fine.get(key, ())) if text not in details)


def _shown(top: Head, details: dict[str, None]) -> Paragraph:
    in_answers = {text for tile in top.tiles for text in tile.fine if tile.key in FOLDS_IN_TURN}
    of_jobs = {text for job in top.jobs for text in _details_of(job)}
    shown = in_answers | of_jobs | {*top.lead}
    return tuple(text for text in reversed(details) if text in shown)


def _details_of(job: JobLine) -> Paragraph:
    """Return what may fold of a job: where it has no verdict, something stays beside its name."""
    return job.says if job.verdict else job.says[1:]


def _texts(top: Head) -> Iterator[str]:
    yield from (top.kicker, top.label, top.headline, *top.lead, *top.warnings)
    yield from (state.text for state in top.states)
    for job in top.jobs:
        yield from (job.label, job.verdict, *job.says)
    for tile in top.tiles:
        yield from (tile.label, tile.big, *tile.fine)
