"""The owner's own model for each part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, override

from catalog.parsing import Problem
from wizard.engine.answers import Choice
from wizard.engine.counting import passing
from wizard.engine.decision import Part
from wizard.steps.asking import Asked, Form, Gone, Json, Kind, Nothing, Situation
from wizard.steps.kinds.stored import first, mapping, string


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice(Kind[tuple[Choice, ...]]):
    """The owner's own model and runner-up for each part; nothing picked takes the advice."""

    control: str = "choice"

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return (f"{asked.name}.",)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Choice, ...] | Problem | Nothing:
        if not any(any(values) for name, values in form.items() if name.startswith(f"{asked.name}.")):
            return Nothing.EMPTY
        found: list[Choice] = []
        for part in asked.situation.parts:
            able = set(able_models(part, asked.situation))
            model = first(form, f"{asked.name}.first.{part.key}") or None
            runner_up = first(form, f"{asked.name}.second.{part.key}") or None
            if {model, runner_up} - able - {None}:
                return Problem(f"Pick a model from the list for “{part.name}”, or take the advice")
            if model is not None and model == runner_up:
                return Problem(f"Pick two different models for “{part.name}”")
            if model is None and runner_up is not None:
                return Problem(f"Pick a first model for “{part.name}” too, or take the advice")
            if model is not None:
                found.append(Choice(part=part.key, model=model, runner_up=runner_up))
        return tuple(found) or Nothing.EMPTY

    @override
    def dump(self, value: tuple[Choice, ...]) -> Json:
        return [{"part": row.part, "model": row.model, "runner_up": row.runner_up} for row in value]

    @override
    def load(self, stored: Json, asked: Asked) -> tuple[Choice, ...] | Gone:
        if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
            raise TypeError(stored)
        outputs = {output.key for output in asked.situation.answers.outputs}
        rows = [_choice(mapping(item)) for item in stored]
        return tuple(row for row in rows if row.part.rpartition("/")[0] in outputs)

    @override
    def typed(self, value: tuple[Choice, ...] | None, asked: Asked) -> Form:
        typed: dict[str, tuple[str, ...]] = {}
        for row in value or ():
            typed[f"{asked.name}.first.{row.part}"] = (row.model or "",)
            typed[f"{asked.name}.second.{row.part}"] = (row.runner_up or "",)
        return typed

    @override
    def describe(self, value: tuple[Choice, ...], asked: Asked) -> str:
        known = asked.situation.catalog.model

        def name(slug: str | None) -> str:
            return known[slug].name if slug in known else "a model that is no longer in the catalog"

        return "; ".join(name(row.model) + (f", then {name(row.runner_up)}" if row.runner_up else "") for row in value)

    @override
    def schema(self) -> Mapping[str, Any]:
        slug = {"type": ["string", "null"]}
        row = {
            "type": "object",
            "properties": {"part": {"type": "string"}, "model": slug, "runner_up": slug},
            "required": [field.name for field in fields(Choice)],
            "additionalProperties": False,
        }
        return {"type": "array", "items": row}


def able_models(part: Part, situation: Situation) -> Mapping[str, str]:
    """Return slug and name of all models that pass the requirements of a part: those of the shortlist, then the others."""
    found = passing(situation.answers, situation.catalog, situation.on)
    able = next(row.open_points for row in found if row.need.key == part.key)
    shown = {candidate.model: candidate.name for candidate in part.candidates}
    others = (situation.catalog.model[slug] for slug in able if slug not in shown)
    return shown | {row.slug: row.name for row in sorted(others, key=lambda row: (row.name.casefold(), row.slug))}


def _choice(row: Mapping[str, Json]) -> Choice:
    model, runner_up = row["model"], row["runner_up"]
    return Choice(
        part=string(row["part"]),
        model=None if model is None else string(model),
        runner_up=None if runner_up is None else string(runner_up),
    )
