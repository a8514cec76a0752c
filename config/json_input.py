"""JSON that somebody sent: how deep it nests is looked at before any decoder sees it."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import msgspec

MAX_DEPTH = 64  # lists and objects inside one another; ours need fewer than twenty

STRETCH = 64 * 1024  # bytes looked at in one go, so that other threads need not wait
# A string, or its beginning where the text ends inside one.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_END = b'"X"'  # behind a stretch: its X is left over where the stretch ends inside a string
_BRACKETS = b"[]{}"
_OPENS_AND_CLOSES = bytes({"[": 1, "{": 1, "]": 255, "}": 255}.get(chr(code), 0) for code in range(256))
_ANYTHING: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))


class NotJsonError(ValueError):
    """Bytes that are no JSON, or JSON that we do not decode."""


class WrongShapeError(NotJsonError):
    """JSON that holds something else than what was asked for."""


def decode_json[Shape](
    data: bytes, decoder: msgspec.json.Decoder[Shape] = _ANYTHING, *, max_values: int | None = None
) -> Shape:
    """Return what JSON in UTF-8 holds, in the shape of the decoder.

    Raises `NotJsonError` where it is none, nests deeper than `MAX_DEPTH` or holds more than `max_values` values;
    `WrongShapeError` where it is of another shape.
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
    """Raise `NotJsonError` where JSON nests too deep, in time that grows with its length and in constant memory.

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
    """Yield stretch by stretch what stands outside of strings."""
    start, opening = 0, b""
    while start < len(data):
        stretch = data[start : start + STRETCH]
        if (len(stretch) - len(stretch.rstrip(b"\\"))) % 2:  # what is escaped belongs to it
            stretch = data[start : start + STRETCH + 1]
        start += len(stretch)
        outside = _STRING.sub(b"", opening + stretch + _END)
        opening = b'"' if outside.endswith(b"X") else b""
        yield outside
