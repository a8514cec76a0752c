"""Typesetting: words that come as JSON, set by typst as PDF/UA.

So nothing that an owner writes is taken for markup.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import typst

CACHED_FILES = 32  # files of about 100 kB
LAST_OF_CYRILLIC = "\u04ff"  # up to which the fonts have every letter
ALSO_SET = frozenset("\n–—‘’“”…−€→")


@lru_cache(maxsize=CACHED_FILES)
def typeset(template: Path, words: bytes, moment: int) -> bytes:
    """Return the file; a sign that no font has is named in brackets.

    A reader cannot be shown what is not there.

    `moment` is the time written into the file, in seconds since 1970: the same words give the same
    bytes.
    """
    text = words.decode()
    try:
        return _compile(template, text, moment)
    except typst.TypstError:
        return _compile(
            template, _without(text, {sign for sign in text if not _is_set(sign)}), moment
        )


def _is_set(sign: str) -> bool:
    """Return whether the fonts have a sign for certain."""
    return sign in ALSO_SET or (
        sign <= LAST_OF_CYRILLIC and unicodedata.category(sign)[0] in "LNPSZ"
    )


def _compile(template: Path, text: str, moment: int) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        format="pdf",
        font_paths=[template.parent / "fonts"],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=moment,
        sys_inputs={"plan": text},
    )


def _without(text: str, signs: Iterable[str]) -> str:
    """Return the JSON with each of the signs named instead of drawn."""
    shown = msgspec.json.decode(text)
    names = str.maketrans({sign: named(sign) for sign in signs})
    return msgspec.json.encode(_renamed(shown, names) | {"renamed": True}).decode()


def _renamed(node: Any, names: Mapping[int, str]) -> Any:
    if isinstance(node, str):
        return node.translate(names)
    if isinstance(node, dict):
        return {name: _renamed(value, names) for name, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, names) for value in node]
    return node


def named(sign: str) -> str:
    """Return the name, in brackets, of a sign that cannot be drawn; nothing if it is invisible."""
    if unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me"}:
        return " " if sign.isspace() else ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
