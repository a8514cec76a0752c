"""Words of the owner's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, override

from catalog import parsing
from catalog.parsing import Problem
from wizard.steps.asking import AnswerKind, Asked, Codec, Form, Nothing
from wizard.steps.kinds.stored import TEXT, first


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(AnswerKind[str]):
    """Words of the owner's own; several lines where `lines`."""

    what: str  # "the name", in sentences about it
    most: int
    codec: Codec = TEXT
    lines: bool = False
    width: str = "input"
    suffix: str = ""
    rows: int = 3

    @property
    @override
    def control(self) -> str:  # type: ignore[override]  # follows from another field
        return "lines" if self.lines else "line"

    @override
    def schema(self) -> Mapping[str, Any]:
        return {**TEXT.schema, "maxLength": self.most}

    @override
    def read(self, form: Form, asked: Asked) -> str | Problem | Nothing:
        found = parsing.parse_text(first(form, asked.name), self.what, self.most, lines=self.lines)
        return found or Nothing.EMPTY

    @override
    def typed(self, value: str | None, asked: Asked) -> Form:
        return {asked.name: (value or "",)}

    @override
    def describe(self, value: str, asked: Asked) -> str:
        return value
