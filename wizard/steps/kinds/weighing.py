"""How much each criterion counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, override

from catalog.formatting import inline_label
from catalog.parsing import Problem
from wizard.engine.answers import Weights
from wizard.engine.vocabulary import Criterion, Importance
from wizard.steps.asking import Asked, Form, Json, Kind, Nothing, Option
from wizard.steps.kinds.stored import first, mapping, string, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing(Kind[Weights]):
    """How much each criterion counts; a line left empty is not sure."""

    control: str = "weights"
    hints: Mapping[Criterion, str] = field(default_factory=dict)

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(criterion.value, criterion.label, self.hints.get(criterion, "")) for criterion in Criterion)

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return tuple(f"{asked.name}.{criterion.value}" for criterion in Criterion)

    @override
    def read(self, form: Form, asked: Asked) -> Weights | Problem | Nothing:
        picked = {criterion: first(form, f"{asked.name}.{criterion.value}") for criterion in Criterion}
        if any(said and said not in {*Importance} for said in picked.values()):
            return Problem("Pick must, nice or no matter")
        said = {criterion.value: word(Importance, said) for criterion, said in picked.items() if said}
        return Weights(**said) if said else Nothing.EMPTY

    @override
    def dump(self, value: Weights) -> Json:
        given = {criterion.value: getattr(value, criterion.value) for criterion in Criterion}
        return {key: str(importance) for key, importance in given.items() if importance is not None}

    @override
    def load(self, stored: Json, asked: Asked) -> Weights:
        row = mapping(stored)
        return Weights(**{word(Criterion, key).value: word(Importance, string(said)) for key, said in row.items()})

    @override
    def typed(self, value: Weights | None, asked: Asked) -> Form:
        said = value or Weights()
        return {f"{asked.name}.{criterion.value}": (getattr(said, criterion.value) or "",) for criterion in Criterion}

    @override
    def describe(self, value: Weights, asked: Asked) -> str:
        def told(criterion: Criterion) -> str:
            importance = getattr(value, criterion.value)
            return inline_label(importance) if importance else "not answered"

        return " ".join(f"{criterion.label}: {told(criterion)}." for criterion in Criterion)

    @override
    def schema(self) -> Mapping[str, Any]:
        weight = {"enum": [importance.value for importance in Importance]}
        return {
            "type": "object",
            "properties": {criterion.value: weight for criterion in Criterion},
            "additionalProperties": False,
        }
