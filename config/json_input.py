"""JSON from outside: no parser meets what would recurse until the stack of its thread ends."""

from codecs import BOM_UTF8
from typing import Any

import msgspec
from pydantic_core import SchemaValidator, core_schema

from config.budget import MEGABYTE, Budget, Expense, Limits

# A document that is decoded as a whole.
DOCUMENT = Limits(most={Expense.BYTES: MEGABYTE, Expense.VALUES: 100_000}, what="It", remedy="")
# It reads all of an object and makes nothing of it, so that a large file is not in memory twice.
_PARSES = SchemaValidator(
    core_schema.union_schema(
        [core_schema.typed_dict_schema({}), core_schema.any_schema()], mode="left_to_right"
    )
)
_ANYTHING: msgspec.json.Decoder[Any] = msgspec.json.Decoder()


class NotJsonError(ValueError):
    """The bytes are no JSON, or JSON that we do not decode."""


class WrongShapeError(NotJsonError):
    """The JSON has another structure than the decoder expects."""


def decode_json[Shape](
    data: bytes, decoder: msgspec.json.Decoder[Shape] = _ANYTHING, limits: Limits = DOCUMENT
) -> Shape:
    """Return JSON in UTF-8 as the type of the decoder.

    pydantic's parser goes first: it stops at 200 levels, where msgspec recurses in C. Raises
    `WrongFileError` where it is too much, `NotJsonError` if it is none or too deep,
    `WrongShapeError` if it does not fit the type.
    """
    budget = Budget(limits)
    budget.spend(Expense.BYTES, len(data))
    # Each value but the first follows one of these; those within texts count too, which is on the
    # safe side.
    budget.spend(Expense.VALUES, sum(map(data.count, (b",", b"[", b"{"))))
    data = data.removeprefix(BOM_UTF8)
    try:
        _PARSES.validate_json(data)
        return decoder.decode(data)
    except msgspec.ValidationError as reason:
        raise WrongShapeError(str(reason)) from reason
    except (msgspec.MsgspecError, ValueError, ArithmeticError) as reason:
        raise NotJsonError("It is no JSON, or nests too deep.") from reason
