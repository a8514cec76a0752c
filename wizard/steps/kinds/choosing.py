"""The owner's own model for each task."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import override

from catalog.parsing import Problem
from wizard.decision.answers import OwnChoice
from wizard.decision.ranking import Ranking
from wizard.steps.asking import AnswerKind, Asked, Codec, Form, Nothing
from wizard.steps.kinds.stored import TEXT, first, many, object_of

CHOICES = many(object_of(OwnChoice, task=TEXT, model=TEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice(AnswerKind[tuple[OwnChoice, ...]]):
    """The owner's own model for each task; nothing picked takes our pick."""

    control: str = "choice"
    codec: Codec = CHOICES

    @override
    def read(self, form: Form, asked: Asked) -> tuple[OwnChoice, ...] | Problem | Nothing:
        if not any(any(values) for name, values in form.items() if name.startswith(f"{asked.name}.")):
            return Nothing.EMPTY
        found: list[OwnChoice] = []
        for ranking in asked.situation.rankings:
            task = ranking.case.task.key
            model = first(form, f"{asked.name}.{task}")
            if model and model not in passing(ranking):
                return Problem("Pick one of the models on this page, or take ours")
            if model:
                found.append(OwnChoice(task=task, model=model))
        return tuple(found) or Nothing.EMPTY

    @override
    def fit(self, value: tuple[OwnChoice, ...], asked: Asked) -> tuple[OwnChoice, ...]:
        jobs = {job.key for job in asked.situation.answers.jobs}
        return tuple(row for row in value if row.task.rpartition("/")[0] in jobs)

    @override
    def typed(self, value: tuple[OwnChoice, ...] | None, asked: Asked) -> Form:
        return {f"{asked.name}.{row.task}": (row.model,) for row in value or ()}

    @override
    def describe(self, value: tuple[OwnChoice, ...], asked: Asked) -> str:
        known = asked.situation.catalog.model
        return "; ".join(
            known[row.model].name if row.model in known else "a model that is no longer in the catalog" for row in value
        )


def passing(ranking: Ranking) -> Mapping[str, str]:
    """Return slug and name of the models that may be picked for a task, in the order of the ranking."""
    return {each.row.model.slug: each.row.model.name for each in (*ranking.table, *ranking.to_try)}
