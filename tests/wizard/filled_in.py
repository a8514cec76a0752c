"""A job in own words as an owner sends it who leaves what the page fills in."""

from dataclasses import replace
from typing import Any

from wizard.decision.answers import Job
from wizard.questions.guessed import guessed_answers


def filled_in(job: Job) -> Job:
    """Return a job with what its words seem to ask for, where nobody said otherwise."""
    if job.use_case:
        return job
    guessed: dict[str, Any] = {**guessed_answers(job.words, job.medium)}
    answered = {name for name in guessed if getattr(job, name) is not None}
    return replace(job, **{name: value for name, value in guessed.items() if name not in answered})
