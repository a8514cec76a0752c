"""Fitting: what stands on top holds the words of a minute, and the rest of an answer is a tap away.

How a test is made is read when it begins, the money page has what a cost is made of, and of a job
its details come last. A risk is told whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from wizard.document.blocks import Head, JobLine, Paragraph

WORD = re.compile(r"\S*\w\S*")
MOST_ON_TOP = 158  # beside the words of its buttons
MOST_ON_TOP_OF_MANY = 225
FEW_JOBS = 3
FOLDS_IN_TURN = ("test", "cost", "stop")


def within_a_minute(top: Head, details: Iterable[str]) -> Head:
    """Return the decision with as much folded as is too long for it.

    Answers fold before `details` of jobs, each from its end.
    """
    most = MOST_ON_TOP if len(top.jobs) <= FEW_JOBS else MOST_ON_TOP_OF_MANY
    over = sum(map(count_words, _texts(top))) - most
    folded = []
    for sentence in (*_of_answers(top), *_shown(top, details)):
        if over <= 0:
            break
        over -= count_words(sentence)
        folded.append(sentence)
    return replace(top, folded=tuple(folded))


def count_words(text: str) -> int:
    """Return how many words a text has; a dash alone is none."""
    return len(WORD.findall(text))


def _of_answers(top: Head) -> Iterator[str]:
    """Yield the details of answers, each answer from its end."""
    fine = {tile.key: tile.fine for tile in top.tiles}
    for key in FOLDS_IN_TURN:
        yield from reversed(fine.get(key, ()))


def _shown(top: Head, details: Iterable[str]) -> Paragraph:
    shown = {*top.lead, *(text for job in top.jobs for text in _details_of(job))}
    return tuple(text for text in reversed([*dict.fromkeys(details)]) if text in shown)


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
