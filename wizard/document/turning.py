"""What would change it: each condition with what would then be named."""

from collections.abc import Iterator, Sequence

from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow
from wizard.document.headline import ENDINGS
from wizard.method.changes import Change
from wizard.method.rules import Rule
from wizard.method.trail import Parameter

# Where the values of an answer have a sentence each, by the name of the answer.
OF_ANSWERS = {
    "place": "if-place",
    "builder": "if-builder",
    "stakes": "if-stakes",
    "review": "if-review",
    "limit_usd": "if-limit",
}


def finding_of_changes(basis: Basis) -> str:
    """Return the most useful of all, with what follows."""
    for job in basis.jobs:
        for change in _changes(job)[:1]:
            condition, then = _condition(job, change), _then(job, change)
            return job.say("change", "finding", condition=condition, then=then)
    return basis.say("finding", "no-changes")


def _changes(job: JobBasis) -> Sequence[Change]:
    """Return what would change the name of a job, the most useful first."""
    return job.plan.changes.get(job.job.key, ())


def change_rows(job: JobBasis) -> Iterator[ListRow]:
    """Yield each condition with what would then be named; what to ask a seller stands out."""
    for change in _changes(job):
        yield ListRow(
            label=_condition(job, change),
            says=(job.say("change", "then", then=_then(job, change)),),
            marked=change.reason.rule == Rule.IF_ANSWERED,
        )


def _condition(job: JobBasis, change: Change) -> str:
    values = dict(change.reason.parameters)
    if change.reason.rule == Rule.IF_ANSWER:
        return _of_answer(job, values)
    if change.reason.rule == Rule.IF_ANSWERED:
        question = job.say("asked", str(values["question"]))
        return job.say("if", Rule.IF_ANSWERED, question=question)
    return job.say("if", change.reason.rule, **values)


def _of_answer(job: JobBasis, values: dict[str, Parameter]) -> str:
    """Return an answer turned over, in words."""
    section, value = OF_ANSWERS[str(values["answer"])], str(values["value"])
    return job.say(section, value or "none")


def _then(job: JobBasis, change: Change) -> str:
    """Return what would be named, else how it would end."""
    if change.then:
        return job.names.tool(change.then)
    return job.say("then-ends", ENDINGS[change.ends] if change.ends is not None else "otherwise")
