"""A small writer of YAML with comments: block style, and text that every reader takes back as it was."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

type Node = str | int | Decimal | bool | Mapping[str, "Node | Noted"] | Sequence["Node | Noted"] | None

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.@-]*(:[A-Za-z0-9_/.@-]+)*")
_NOT_PLAIN = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
# What may stand in a file as it is; all else is written as an escape.
_PRINTABLE = re.compile(
    r"[\x20-\x7e\xa0-\u200d\u2010-\u2027\u2030-\u2065\u2070-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0001fffd]"
)
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment above it."""

    value: Node
    note: str


def write_yaml(node: Mapping[str, Node | Noted], *, head: str = "") -> str:
    """Return a mapping as a YAML document, under a comment."""
    lines = [*_comment(head, ""), *_mapping(node, "")]
    return "\n".join(lines) + "\n"


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in text.splitlines():
        shown = "".join(letter if _PRINTABLE.match(letter) else " " for letter in line)
        yield f"{indent}# {shown}".rstrip()


def _mapping(node: Mapping[str, Node | Noted], indent: str) -> Iterator[str]:
    for name, found in node.items():
        value, note = (found.value, found.note) if isinstance(found, Noted) else (found, "")
        yield from _comment(note, indent)
        yield from _entry(f"{indent}{_scalar(name)}:", value, indent)


def _sequence(node: Sequence[Node | Noted], indent: str) -> Iterator[str]:
    for found in node:
        value, note = (found.value, found.note) if isinstance(found, Noted) else (found, "")
        yield from _comment(note, indent)
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(value, indent + _INDENT)
            while first.lstrip().startswith("#"):
                yield first[len(_INDENT) :]
                first, *rest = rest
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", value, indent)


def _entry(start: str, value: Node, indent: str) -> Iterator[str]:
    """Write what follows a name or a dash: on the same line where it fits, else below."""
    if isinstance(value, Mapping) and value:
        yield start
        yield from _mapping(value, indent + _INDENT)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield start
        yield from _sequence(value, indent + _INDENT)
    elif isinstance(value, str) and _is_block(value):
        yield f"{start} |-"
        yield from (f"{indent}{_INDENT}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{start} {_scalar(value)}"


def _is_block(text: str) -> bool:
    """Tell whether text may stand line by line: several, none with an odd sign, no white space at the ends of lines."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and not lines[0].startswith(" ")
        and all(line == line.rstrip(" ") for line in lines)
        and all(_PRINTABLE.match(letter) for line in lines for letter in line)
    )


def _scalar(value: Node) -> str:
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _NOT_PLAIN
        return value if plain else _quoted(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return "{}" if isinstance(value, Mapping) else "[]"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(text: str) -> str:
    return '"' + "".join(_letter(letter) for letter in text) + '"'


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if _PRINTABLE.match(letter):
        return letter
    code = ord(letter)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"  # noqa: PLR2004  # four hex digits
