"""What should come out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from catalog import parsing
from catalog.formatting import capitalise
from catalog.parsing import Problem
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from wizard.decision.answers import Job
from wizard.steps import wording
from wizard.steps.asking import Asked, Form, Gone, Json, Kind, Nothing, Option
from wizard.steps.kinds.stored import first, mapping, string, word

MOST_OUTPUTS = 6
OWN_ROWS = 3
OWN_NAME = 80  # characters
_TWICE = "“{name}” stands here twice; write each job once, or give the second one another name"
_UNNAMED = "Two of the same medium have no name; name them, so that the plan can tell them apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Kind[tuple[Job, ...]]):
    """What should come out: use cases of the catalog, and things of the owner's own by medium and name."""

    control: str = "outputs"

    @override
    def fields(self, asked: Asked) -> Iterable[str]:
        return (asked.name, f"{asked.name}.")

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        catalog = asked.situation.catalog
        trade = asked.situation.answers.trade
        rows = sorted(
            catalog.use_cases, key=lambda row: (_nearness(row.industry, trade), row.industry, row.name, row.slug)
        )
        return tuple(Option(row.slug, row.name, group=catalog.industry[row.industry].name) for row in rows)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Job, ...] | Problem | Nothing:
        known = asked.situation.catalog.use_case
        picked = list(dict.fromkeys(value for value in form.get(asked.name, ()) if value))
        if any(slug not in known for slug in picked):
            return Problem("One of these is not in the catalog, or no longer; pick from the list, or describe your own")
        own = self._own(form, asked)
        if isinstance(own, Problem):
            return own
        found = (*(Job(key=slug, use_case=slug) for slug in sorted(picked)), *own)
        if len(found) > MOST_OUTPUTS:
            return Problem(
                f"Pick {MOST_OUTPUTS} at most; you picked {len(found)}. You can make another plan for the rest"
            )
        return found or Nothing.EMPTY

    def _own(self, form: Form, asked: Asked) -> tuple[Job, ...] | Problem:
        rows: list[Job] = []
        for row in range(OWN_ROWS):
            medium = first(form, f"{asked.name}.medium.{row}")
            name = parsing.parse_text(first(form, f"{asked.name}.name.{row}"), "the name", OWN_NAME)
            if isinstance(name, Problem):
                return name
            if not medium and not name:
                continue
            if not medium:
                return Problem(f"Say what “{name}” is: text, pictures, film or another medium")
            if medium not in {*OUTPUT_MEDIA}:
                return Problem("Pick one of the media on this page")
            found = _own_output(word(Medium, medium), name, rows)
            if any((row.medium, row.name.casefold()) == (found.medium, name.casefold()) for row in rows):
                return Problem(_TWICE.format(name=name) if name else _UNNAMED)
            rows.append(found)
        return tuple(rows)

    @override
    def dump(self, value: tuple[Job, ...]) -> Json:
        return [
            {"use_case": row.use_case} if row.use_case is not None else {"medium": str(row.medium), "name": row.name}
            for row in value
        ]

    @override
    def load(self, stored: Json, asked: Asked) -> tuple[Job, ...] | Gone:
        found = outputs_of(stored)
        lost = [
            row for row in found if row.use_case is not None and row.use_case not in asked.situation.catalog.use_case
        ]
        if lost:
            return Gone(
                f"{len(lost)} of your picks {'is' if len(lost) == 1 else 'are'} no longer in the catalog. "
                "Pick another, or describe it as something of your own",
                kept=tuple(row for row in found if row not in lost),
            )
        return found

    @override
    def typed(self, value: tuple[Job, ...] | None, asked: Asked) -> Form:
        rows = value or ()
        own = [row for row in rows if row.use_case is None]
        typed = {asked.name: tuple(row.use_case for row in rows if row.use_case is not None)}
        for place, row in enumerate(own):
            typed[f"{asked.name}.medium.{place}"] = (str(row.medium),)
            typed[f"{asked.name}.name.{place}"] = (row.name,)
        return typed

    @override
    def describe(self, value: tuple[Job, ...], asked: Asked) -> str:
        return capitalise("; ".join(wording.inside(row, asked.situation.catalog) for row in value))

    @override
    def schema(self) -> Mapping[str, Any]:
        use_case = {
            "type": "object",
            "properties": {"use_case": {"type": "string"}},
            "required": ["use_case"],
            "additionalProperties": False,
        }
        own = {
            "type": "object",
            "properties": {
                "medium": {"enum": [medium.value for medium in OUTPUT_MEDIA]},
                "name": {"type": "string", "maxLength": OWN_NAME},
            },
            "required": ["medium", "name"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": {"oneOf": [use_case, own]}, "minItems": 1, "maxItems": MOST_OUTPUTS}


def outputs_of(stored: Json) -> tuple[Job, ...]:
    """Return stored outputs whether or not the catalog still knows them. Raises on any other shape."""
    if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
        raise TypeError(stored)
    rows: list[Job] = []
    for item in stored:
        row = mapping(item)
        if "use_case" in row:
            slug = string(row["use_case"])
            rows.append(Job(key=slug, use_case=slug))
        else:
            rows.append(_own_output(word(Medium, string(row["medium"])), string(row["name"]), rows))
    return tuple(rows)


def _own_output(medium: Medium, name: str, before: Iterable[Job]) -> Job:
    same = sum(1 for row in before if row.use_case is None and row.medium is medium)
    key = f"own-{medium.value}" if not same else f"own-{medium.value}-{same + 1}"
    return Job(key=key, medium=medium, name=name)


CROSS_INDUSTRY = "cross-industry"


def _nearness(industry: str, trade: str | None) -> int:
    """Sort the owner's own trade first, what every trade does second."""
    return 0 if industry == trade else 1 if industry == CROSS_INDUSTRY else 2
