"""What a form sent and what a draft stored, read strictly."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from catalog.vocabulary import Word
from wizard.steps.asking import Form, Json

NUMBER = {"type": "string", "pattern": r"^\d+(\.\d+)?$"}  # the schema of a stored number


def shape(**fields: Any) -> dict[str, Any]:
    """Return the JSON schema of an object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}


def first(form: Form, name: str) -> str:
    """Return the last value sent under a name, as browsers mean it; an empty text where there is none."""
    values = form.get(name) or ("",)
    return values[-1]


def string(stored: Json) -> str:
    """Return stored text. Raises `TypeError` on anything else."""
    if not isinstance(stored, str):
        raise TypeError(stored)
    return stored


def strings(stored: Json) -> tuple[str, ...]:
    """Return stored texts. Raises `TypeError` on anything else."""
    if isinstance(stored, str) or not isinstance(stored, (list, tuple)):
        raise TypeError(stored)
    return tuple(string(item) for item in stored)


def mapping(stored: Json) -> Mapping[str, Json]:
    """Return stored names with their values. Raises `TypeError` on anything else."""
    if not isinstance(stored, Mapping):
        raise TypeError(stored)
    return stored


def word[W: Word](among: type[W], value: str) -> W:
    """Return the word that is stored as this value. Raises `ValueError`."""
    for candidate in among:
        if candidate.value == value:
            return candidate
    raise ValueError(value)


def decimal(stored: Json) -> Decimal:
    """Return a stored number, which is text of digits. Raises `ValueError` on other text."""
    value = Decimal(string(stored)) if string(stored).replace(".", "", 1).isdecimal() else None
    if value is None:
        raise ValueError(stored)
    return value


def plain(value: Decimal) -> str:
    """Return the number without an exponent and without empty decimals, as it is stored."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
