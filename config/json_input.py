"""JSON from outside: its depth is checked before any decoder reads it."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import msgspec

MAX_DEPTH = 64  # levels of lists and objects; ours need fewer than twenty

STRETCH = 64 * 1024  # bytes checked at a time; in between other threads may run
# A string, or its beginning where the text ends inside one.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_END = b'"X"'  # appended to a stretch: its X remains where the stretch ends inside a string
_BRACKETS = b"[]{}"
_OPENS_AND_CLOSES = bytes(
    {"[": 1, "{": 1, "]": 255, "}": 255}.get(chr(code), 0) for code in range(256)
)
_ANYTHING: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))


class NotJsonError(ValueError):
    """The bytes are no JSON, or JSON that we do not decode."""


class WrongShapeError(NotJsonError):
    """The JSON has another structure than the decoder expects."""


def decode_json[Shape](
    data: bytes, decoder: msgspec.json.Decoder[Shape] = _ANYTHING, *, max_values: int | None = None
) -> Shape:
    """Return JSON in UTF-8 as the type of the decoder.

    Raises `NotJsonError` if it is none, is deeper than `MAX_DEPTH` or has more than `max_values` values; `WrongShapeError`
    if it does not fit the type.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    check_depth(data, max_values=max_values)
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as reason:
        raise WrongShapeError(str(reason)) from reason
    except (msgspec.MsgspecError, ValueError, ArithmeticError) as reason:
        raise NotJsonError("It is no JSON.") from reason


def check_depth(data: bytes, *, max_values: int | None = None) -> None:
    """Raise `NotJsonError` if JSON is too deep, in linear time and constant memory.

    Decoders recurse in C: a few thousand levels overflow the stack of a thread, which ends the whole process.
    """
    depth = values = 0
    for outside in _outside_of_strings(data):
        values += outside.count(b",") + outside.count(b"[") + outside.count(b"{")
        if max_values is not None and values > max_values:
            raise NotJsonError(f"It holds more than {max_values:,} values.")
        steps = memoryview(outside.translate(_OPENS_AND_CLOSES, _OTHERS)).cast("b")
        for depth in accumulate(steps, initial=depth):  # noqa: B020  # it goes on from where it was
            if depth > MAX_DEPTH:
                raise NotJsonError(f"It nests deeper than {MAX_DEPTH} levels.")


def _outside_of_strings(data: bytes) -> Iterator[bytes]:
    """Yield what is outside of strings, stretch by stretch."""
    start, opening = 0, b""
    while start < len(data):
        stretch = data[start : start + STRETCH]
        if (len(stretch) - len(stretch.rstrip(b"\\"))) % 2:  # do not cut an escape in two
            stretch = data[start : start + STRETCH + 1]
        start += len(stretch)
        outside = _STRING.sub(b"", opening + stretch + _END)
        opening = b'"' if outside.endswith(b"X") else b""
        yield outside
