"""JSON from outside, parsed without deep recursion and without holding all of a list.

No parser meets JSON that would recurse until the stack of its thread ends.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from pydantic_core import from_json

from config.budget import MEGABYTE, Budget, Expense, Limits

# A document that is decoded as a whole.
DOCUMENT = Limits(most={Expense.BYTES: MEGABYTE, Expense.VALUES: 100_000}, what="It", remedy="")
LONGEST_ITEM = 500_000  # characters of one entry of a list
STRETCH = 64 * 1024  # characters that are looked at first
NO_ENTRY = f"It is no JSON, or one entry has more than {LONGEST_ITEM:,} characters."
_ANYTHING: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
_PLAIN = json.JSONDecoder()
_AS_WRITTEN = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\n\r]*")


class NotJsonError(ValueError):
    """The bytes are no JSON, or JSON that we do not decode."""


class WrongShapeError(NotJsonError):
    """The JSON has another structure than the decoder expects."""


def decode_json[Shape](
    data: bytes, decoder: msgspec.json.Decoder[Shape] = _ANYTHING, budget: Budget | None = None
) -> Shape:
    """Return JSON in UTF-8 as the type of the decoder.

    pydantic's parser goes first: it stops at 200 levels, where msgspec recurses in C. Raises
    `WrongFileError` where it is too much, `NotJsonError` if it is none or too deep,
    `WrongShapeError` if it does not fit the type.
    """
    budget = budget or Budget(DOCUMENT)
    budget.spend(Expense.BYTES, len(data))
    # Each value but the first follows one of these; those within texts count too, which is on the
    # safe side.
    budget.spend(Expense.VALUES, sum(map(data.count, (b",", b"[", b"{"))))
    data = data.removeprefix(BOM_UTF8)
    try:
        from_json(data, cache_strings="none")
        return decoder.decode(data)
    except msgspec.ValidationError as reason:
        raise WrongShapeError(str(reason)) from reason
    except (msgspec.MsgspecError, ValueError, ArithmeticError) as reason:
        raise NotJsonError("It is no JSON, or nests too deep.") from reason


def json_items(pieces: Iterable[str], *, as_written: bool = False) -> Iterator[Any]:
    """Yield the entries of a JSON list that comes in pieces, or the one value sent instead.

    No more than `LONGEST_ITEM` characters of it are held; `as_written` returns numbers as text.
    Python's own decoder stops by itself, at some thousand levels, far from the end of a thread's
    stack. Raises `NotJsonError`.
    """
    window = _Window(pieces, _AS_WRITTEN if as_written else _PLAIN)
    if window.next_sign() != "[":
        yield window.value()
    elif window.step("[") != "]":
        yield window.value()
        while window.next_sign() == ",":
            window.step(",")
            yield window.value()
        window.step("]")
    else:
        window.step("]")
    if window.next_sign():
        raise NotJsonError("It is no JSON: it goes on behind its end.")


class _Window:
    """The part of a text that is decoded just now."""

    def __init__(self, pieces: Iterable[str], decoder: json.JSONDecoder) -> None:
        self._pieces, self._decoder = iter(pieces), decoder
        self._text, self._place = "", 0

    def next_sign(self) -> str:
        """Skip spaces, and return the sign behind them; nothing at the end."""
        while True:
            self._place = _SPACE.match(self._text, self._place).end()  # type: ignore[union-attr]  # matches always
            if self._place < len(self._text) or not self._more():
                return self._text[self._place : self._place + 1]

    def step(self, sign: str) -> str:
        """Step over a sign, and return the next. Raises `NotJsonError` where another stands."""
        if self.next_sign() != sign:
            raise NotJsonError(f"It is no JSON: there is no {sign} where one is due.")
        self._place += 1
        return self.next_sign()

    def value(self) -> Any:
        """Return the value that begins here, and step over it."""
        self.next_sign()
        while True:
            try:
                parsed, end = self._decoder.raw_decode(self._text, self._place)
            except RecursionError as reason:
                raise NotJsonError("It nests too deep to be read.") from reason
            except ValueError as reason:
                if not self._more():
                    raise NotJsonError(NO_ENTRY) from reason
                continue
            # A number that ends with the text may go on in the next piece.
            if end < len(self._text) or not self._more():
                self._place = end
                return parsed

    def _more(self) -> bool:
        """Drop what was decoded, and take more; tell whether there was some, and room for it."""
        rest = self._text[self._place :]
        pieces, length = [rest], len(rest)
        enough = min(max(2 * length, STRETCH), LONGEST_ITEM)
        while length < enough and (piece := next(self._pieces, "")):
            pieces.append(piece)
            length += len(piece)
        self._text, self._place = "".join(pieces), 0
        return length > len(rest)
