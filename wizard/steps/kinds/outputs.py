"""What the owner wants AI to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import override

from catalog import parsing
from catalog.formatting import capitalise
from catalog.parsing import Problem
from catalog.schema import UseCase
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from wizard.decision.answers import Job
from wizard.steps import wording
from wizard.steps.asking import AnswerKind, Asked, Codec, Form, Gone, Json, Nothing, Option
from wizard.steps.kinds.stored import TEXT, first, object_of, of_type, one_of

MOST_OUTPUTS = 6
OWN_ROWS = MOST_OUTPUTS + 1  # one more than may be taken, so that whoever adds it is told
OWN_NAME = 80  # characters


_USE_CASE = object_of(Job, use_case=TEXT)
_OWN = object_of(
    Job,
    medium=one_of(OUTPUT_MEDIA),
    name=TEXT._replace(schema={**TEXT.schema, "maxLength": OWN_NAME}),
)


def _dump(jobs: Iterable[Job]) -> Json:
    return [(_USE_CASE if job.use_case is not None else _OWN).dump(job) for job in jobs]


def outputs_of(stored: Json) -> tuple[Job, ...]:
    """Return stored outputs whether or not the catalog still knows them. Raises on any other shape."""
    rows: list[Job] = []
    for row in of_type(stored, list, tuple):
        given = of_type(row, dict)
        if "use_case" in given:
            slug = TEXT.load(given["use_case"])
            rows.append(Job(key=slug, use_case=slug))
        else:
            rows.append(
                _own_output(Medium.read(TEXT.load(given["medium"])), TEXT.load(given["name"]), rows)
            )
    return tuple(rows)


_ITEMS = {"oneOf": [_USE_CASE.schema, _OWN.schema]}
OUTPUTS = Codec(
    _dump, outputs_of, {"type": "array", "items": _ITEMS, "minItems": 1, "maxItems": MOST_OUTPUTS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(AnswerKind[tuple[Job, ...]]):
    """The owner's jobs: use cases of the catalog, and others in words of their own, each with what comes out."""

    control: str = "outputs"
    codec: Codec = OUTPUTS

    @override
    def options(self, asked: Asked) -> tuple[Option, ...]:
        rows = sorted(
            asked.situation.catalog.use_cases, key=lambda row: (_order(row), row.name, row.slug)
        )
        return tuple(Option(row.slug, row.name, group=_sort_of(row)) for row in rows)

    @override
    def read(self, form: Form, asked: Asked) -> tuple[Job, ...] | Problem | Nothing:
        known = asked.situation.catalog.use_case
        picked = list(dict.fromkeys(value for value in form.get(asked.name, ()) if value))
        if any(slug not in known for slug in picked):
            return Problem(
                "One of these is not in the catalog, or no longer; pick from the list, or describe your own"
            )
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
            name = parsing.parse_text(
                first(form, f"{asked.name}.name.{row}"), "your own words", OWN_NAME
            )
            if isinstance(name, Problem):
                return name
            if not name:
                continue
            medium = first(form, f"{asked.name}.medium.{row}")
            if not medium:
                return Problem(
                    f"Choose a result for “{name}”: text, pictures, video or something else"
                )
            if medium not in {*OUTPUT_MEDIA}:
                return Problem("Choose a result from the list")
            if any(each.name.casefold() == name.casefold() for each in rows):
                return Problem(f"“{name}” stands here twice; write each job once")
            rows.append(_own_output(Medium.read(medium), name, rows))
        return tuple(rows)

    @override
    def fit(self, value: tuple[Job, ...], asked: Asked) -> tuple[Job, ...] | Gone:
        known = asked.situation.catalog.use_case
        lost = [row for row in value if row.use_case is not None and row.use_case not in known]
        if lost:
            return Gone(
                f"{len(lost)} of your picks {'is' if len(lost) == 1 else 'are'} no longer in the catalog. "
                "Pick another, or describe it as something of your own; your other answers are kept",
                remaining=tuple(row for row in value if row not in lost),
            )
        return value

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


def _own_output(medium: Medium, name: str, before: Iterable[Job]) -> Job:
    same = sum(1 for row in before if row.use_case is None and row.medium is medium)
    key = f"own-{medium.value}" if not same else f"own-{medium.value}-{same + 1}"
    return Job(key=key, medium=medium, name=name)


_BY_MEDIUM = {
    Medium.VIDEO: "Video",
    Medium.MODEL_3D: "3D",
    Medium.MUSIC: "Voice and music",
    Medium.SPEECH: "Voice and music",
    Medium.IMAGE: "Pictures",
    Medium.CODE: "Code",
}
_BY_VERB = {
    "Answer": "Answer",
    "Summarise": "Summarise",
    "Translate": "Translate",
    "Sort": "Sort",
    "Read": "Sort",
}
_SORTS = (
    "Write",
    *dict.fromkeys(_BY_VERB.values()),
    "Transcribe",
    *dict.fromkeys(reversed(_BY_MEDIUM.values())),
)


def _sort_of(row: UseCase) -> str:
    """Return the heading under which a use case stands in the whole list."""
    media = [name for medium, name in _BY_MEDIUM.items() if medium in row.outputs]
    if media:
        return media[0]
    if Medium.SPEECH in row.inputs:
        return "Transcribe"
    return (
        "Sort"
        if row.outputs == (Medium.DATA,)
        else _BY_VERB.get(row.name.partition(" ")[0], "Write")
    )


def _order(row: UseCase) -> int:
    return _SORTS.index(_sort_of(row))
