"""Words of the owner's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, override

from catalog import parsing
from catalog.parsing import Problem
from wizard.steps.asking import AnswerKind, Asked, Form, Json, Nothing
from wizard.steps.kinds.stored import first, string


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(AnswerKind[str]):
    """Words of the owner's own; several lines where `lines`."""

    what: str  # "the name", in sentences about it
    most: int
    lines: bool = False
    width: str = "input"
    suffix: str = ""
    rows: int = 3

    @property
    @override
    def control(self) -> str:  # type: ignore[override]  # follows from another field
        """The template: one line or several."""
        return "lines" if self.lines else "line"

    @override
    def read(self, form: Form, asked: Asked) -> str | Problem | Nothing:
        found = parsing.parse_text(first(form, asked.name), self.what, self.most, lines=self.lines)
        return found or Nothing.EMPTY

    @override
    def dump(self, value: str) -> Json:
        return value

    @override
    def load(self, stored: Json, asked: Asked) -> str:
        return string(stored)

    @override
    def typed(self, value: str | None, asked: Asked) -> Form:
        return {asked.name: (value or "",)}

    @override
    def describe(self, value: str, asked: Asked) -> str:
        return value

    @override
    def schema(self) -> Mapping[str, Any]:
        return {"type": "string", "maxLength": self.most}
