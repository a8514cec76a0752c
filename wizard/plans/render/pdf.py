"""A document as PDF/UA, set by typst: one A4 page to hand to a boss, its evidence as an annex.

The words come as JSON, so nothing an owner writes can be taken for markup.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import typst
from django.conf import settings

from config.environment import PROJECT
from wizard.plans.document.blocks import Document

TEMPLATE = PROJECT / "templates" / "exports" / "document.typ"
CACHED_FILES = 32  # files of about 100 kB
TRIES = 3  # to find the signs that no font has

_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SAFE = re.compile(r"[^\x20-\x7e\xa0-\xff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2212\n]")


def render(document: Document, foot: str = "") -> bytes:
    """Return the file, the same bytes for the same document. `foot` says where it stands and which version it is."""
    moment = int(datetime.combine(document.on, time(), UTC).timestamp())
    logo = settings.SITE_LOGO
    site = {
        "name": settings.SITE_NAME,
        "logo": logo and {"format": logo.media_type[6:9], "bytes": [*logo.content]},
    }
    return typeset(TEMPLATE, msgspec.json.encode({"document": document, "foot": foot, "site": site}), moment)


@lru_cache(maxsize=CACHED_FILES)
def typeset(template: Path, words: bytes, moment: int) -> bytes:
    """Return the file; a sign that no font has is named in brackets, because a reader cannot be shown what is not there.

    `moment` is the time written into the file, in seconds since 1970: the same words give the same bytes.
    """
    text = words.decode()
    for _ in range(TRIES):
        try:
            return _compile(template, text, moment)
        except typst.TypstError as error:
            lacking = _lacking(error)
            if not lacking:
                break
            text = _without(text, lacking)
    return _compile(template, _without(text, set(_SAFE.findall(text))), moment)


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


def _lacking(error: typst.TypstError) -> set[str]:
    """Return the signs that the bundled fonts cannot show, as typst names them."""
    text = str(getattr(error, "diagnostic", "") or error)
    return {
        sign
        for found in _NO_GLYPH.findall(text)
        for sign in _ESCAPE.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[2], found)
        if not " " <= sign <= "~"
    }


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
    """Return what stands for a sign that cannot be drawn: its name in brackets; nothing for what nobody sees."""
    if unicodedata.category(sign) in {"Cc", "Cf", "Mn", "Me"}:
        return " " if sign.isspace() else ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
