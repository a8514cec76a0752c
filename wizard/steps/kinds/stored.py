"""What a form sent and what a draft stored, read strictly."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.vocabulary import Word
from wizard.steps.asking import Codec, Form, Json


def first(form: Form, name: str) -> str:
    """Return the last value sent under a name, as browsers mean it; an empty text where there is none."""
    values = form.get(name) or ("",)
    return values[-1]


def of_type[T](stored: Any, *types: type[T]) -> T:
    """Return a stored value of one of these types. Raises `TypeError` on anything else."""
    if not isinstance(stored, types):
        raise TypeError(stored)
    return stored


def _decimal(stored: Json) -> Decimal:
    text = of_type(stored, str)
    if not text.replace(".", "", 1).isdecimal():
        raise ValueError(stored)
    return Decimal(text)


def _plain(value: Decimal) -> str:
    """Return the number without an exponent and without empty decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


TEXT = Codec(str, lambda stored: of_type(stored, str), {"type": "string"})
NUMBER = Codec(_plain, _decimal, {"type": "string", "pattern": r"^\d+(\.\d+)?$"})
TRUTH = Codec(bool, lambda stored: of_type(stored, bool), {"type": "boolean"})
DAY = Codec(
    date.isoformat,
    lambda day: date.fromisoformat(of_type(day, str)),
    {"type": "string", "format": "date"},
)


def one_of(words: Sequence[Word]) -> Codec:
    return Codec(str, type(words[0]).read, {"enum": [each.value for each in words]})


def many(one: Codec, **more: Any) -> Codec:
    """Return how any number of values are kept; `more` stands in the schema."""
    return Codec(
        lambda values: [one.dump(value) for value in values],
        lambda stored: tuple(one.load(item) for item in of_type(stored, list, tuple)),
        {"type": "array", "items": one.schema, **more},
    )


def object_of(make: Callable[..., Any], **fields: Codec) -> Codec:
    """Return how a value with exactly these fields is kept."""

    def load(stored: Json) -> Any:
        given = of_type(stored, dict)
        return make(**{name: field.load(given[name]) for name, field in fields.items()})

    return Codec(
        lambda value: {name: field.dump(getattr(value, name)) for name, field in fields.items()},
        load,
        {
            "type": "object",
            "properties": {name: field.schema for name, field in fields.items()},
            "required": [*fields],
            "additionalProperties": False,
        },
    )
