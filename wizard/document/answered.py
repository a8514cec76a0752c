"""What the owner answered, in words; our usual value where nothing was said."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from catalog.vocabulary import Word
from wizard.decision.answers import Job, PaidPlan
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow
from wizard.document.forms import Value
from wizard.document.sentences import PATTERNS

ANSWERS = PATTERNS["answer"]  # an answer is named as its field of `Answers` or `Job`
# Where the work of a job counts with a usual value of ours, by the field that asks for it.
USUAL = ("results", "minutes_by_hand", "wage_usd", "people", "stakes", "review", "secrets", "place")
NO_ANSWERS: tuple[Value, ...] = ("", [])
OF_JOB = frozenset(row.name for row in fields(Job))


def answer_lines(job: JobBasis, names: Iterable[str]) -> Iterator[ListRow]:
    """Yield what was answered to some questions, for one job and for all; ours is marked."""
    for name in names:
        value = _written(job, _answer(job, name))
        if name in ANSWERS and value not in NO_ANSWERS:
            says = job.say("answer", name, value=value)
            yield ListRow(says=(says,), marked=_is_ours(job, name))


def _is_ours(job: JobBasis, name: str) -> bool:
    """Return whether a value is not the owner's.

    Nobody answered, or it was counted otherwise to make it pay.
    """
    if name == "review" and job.job.review is not None:
        return job.work.review is not job.job.review
    return name in job.decided.guessed


def answers_of_job(job: JobBasis) -> Iterator[ListRow]:
    """Yield every answer about one job."""
    return answer_lines(job, [name for name in ANSWERS if name in OF_JOB])


def answers_of_all(basis: Basis) -> Iterator[ListRow]:
    """Yield every answer that holds for all jobs."""
    return answer_lines(basis.jobs[0], [name for name in ANSWERS if name not in OF_JOB])


def _answer(job: JobBasis, name: str) -> Any:
    if name == "minutes_by_hand" and not job.work.minutes_by_hand:
        return None  # nobody can say: none is no length of time
    if name in USUAL:
        return getattr(job.work, name)
    return getattr(job.job if name in OF_JOB else job.plan.answers, name)


def _written(job: JobBasis, value: Any) -> Value:
    """Return an answer as a sentence takes it, by names and labels; empty where there is none."""
    match value:
        case None | False:
            return ""
        case Word():
            return value.label
        case PaidPlan():
            return job.names.tool(value.plan)
        case frozenset():
            return [row.label for row in sorted(value, key=lambda row: row.order)]
        case tuple():
            return [str(_written(job, row)) for row in value]
    answer: Value = value
    return answer
