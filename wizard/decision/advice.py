"""Advice: which row of the catalog words a situation that the rules have found."""

from catalog.schema import Advice, Catalog
from catalog.vocabulary import AdviceTopic
from wizard.decision.decision import Fact, Reason, because
from wizard.decision.tasks import PURPOSES, Task


def find(
    catalog: Catalog, topic: AdviceTopic, subject: str, task: Task | None = None
) -> Advice | None:
    """Return the row written for the use case of a task, else the one for its kind of model, else the one for all."""
    purpose = PURPOSES[task.kind] if task is not None else None
    use_case = task.use_case.slug if task is not None and task.use_case is not None else ""
    fitting = [
        row
        for row in catalog.advice_on.get((topic, subject), ())
        if (not row.kinds or purpose in row.kinds)
        and (not row.use_cases or use_case in row.use_cases)
    ]
    return min(fitting, key=lambda row: (not row.use_cases, not row.kinds), default=None)


def reason(row: Advice, answers: tuple[str, ...] = (), facts: tuple[Fact, ...] = ()) -> Reason:
    return because(
        f"advice-{row.topic}", *answers, facts=(Fact("advice", row.slug), *facts), advice=row.slug
    )
