"""What would change it: each condition with what would then be named."""

from collections.abc import Iterator, Sequence

from wizard.decision.changes import NameChange
from wizard.decision.endings import called
from wizard.decision.rules import Rule
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow

# Where the values of an answer have a sentence each, by the name of the answer.
OF_ANSWERS = {
    "place": "if-place",
    "builder": "if-builder",
    "stakes": "if-stakes",
    "review": "if-review",
    "limit_usd": "if-limit",
    "country": "if-country",
}


def finding_of_changes(basis: Basis) -> str:
    """Return the most useful of the job that is begun, else of another, with what follows."""
    changes = [(job, change) for job in basis.jobs for change in _changes(job)]
    if not changes:
        return basis.say("change", "none-near")
    # Of another job than the begun it is said with its name.
    job, change = min(changes, key=lambda row: row[0] not in basis.ruling)
    says = job.say("change", "finding", condition=_condition(job, change), then=_then(job, change))
    return says if job in basis.ruling else job.say("of-job", "named", says=says)


def _changes(job: JobBasis) -> Sequence[NameChange]:
    """Return what would change the name of a job, the most useful first."""
    return job.plan.changes.get(job.job.key, ())


def change_rows(job: JobBasis) -> Iterator[ListRow]:
    """Yield each condition with what would then be named; what to ask a seller stands out.

    That nothing near changes a name is said too, where it was looked for.
    """
    if job.advised is not None and job.plan.changes.get(job.job.key) == ():
        yield ListRow(label=job.say("change", "near"), says=(job.say("change", "none"),))
    for change in _changes(job):
        yield ListRow(
            label=_condition(job, change),
            says=(job.say("change", "then", then=_then(job, change)),),
            marked=change.reason.rule == Rule.IF_ANSWERED,
        )


def _condition(job: JobBasis, change: NameChange) -> str:
    if change.reason.rule != Rule.IF_ANSWER:
        return job.sentence(change.reason, "if")
    values = dict(change.reason.parameters)
    return job.say(OF_ANSWERS[str(values["answer"])], str(values["value"]) or "none")


def _then(job: JobBasis, change: NameChange) -> str:
    """Return what would be named, else how it would end."""
    if change.then:
        return job.names.tool(change.then)
    ends = called(change.ends.__name__) if change.ends is not None else "otherwise"
    return job.say("then-ends", ends)
