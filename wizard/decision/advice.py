"""Advice: which row of the catalog words a situation that the rules have found."""

from catalog.schema import Advice, Catalog
from catalog.vocabulary import AdviceTopic
from wizard.decision.decision import Fact, Reason, because
from wizard.decision.tasks import PURPOSES, Task
from wizard.decision.vocabulary import Kind


def find(
    catalog: Catalog, topic: AdviceTopic, subject: str, *, kind: Kind | None = None, use_case: str = ""
) -> Advice | None:
    """Return the row written for the use case, else the one for the kind of model, else the one for all."""
    purpose = PURPOSES[kind] if kind is not None else None
    fitting = [
        row
        for row in catalog.advice_on.get((topic, subject), ())
        if (not row.kinds or purpose in row.kinds) and (not row.use_cases or use_case in row.use_cases)
    ]
    return min(fitting, key=lambda row: (not row.use_cases, not row.kinds), default=None)


def find_for(catalog: Catalog, topic: AdviceTopic, subject: str, task: Task) -> Advice | None:
    return find(catalog, topic, subject, kind=task.kind, use_case=task.use_case.slug if task.use_case else "")


def reason(row: Advice, answers: tuple[str, ...] = (), facts: tuple[Fact, ...] = ()) -> Reason:
    return because(f"advice-{row.topic}", *answers, facts=(Fact("advice", row.slug), *facts), advice=row.slug)
