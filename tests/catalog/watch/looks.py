"""Looks at lists that a test has written, without a network."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalog.imports.runs import done
from catalog.models import Import, ListCheck
from catalog.watch.looking import look_steps
from catalog.watch.statements import Get, Parts
from catalog.watch.watched_lists import LISTS, WatchedList

DATA = Path(__file__).parents[2] / "data"
ADDRESS = "https://lists.example.org/"

type Content = bytes | Parts | Any
"""The bytes of a list, its files by name, or what its JSON holds."""


def _number(value: object) -> str | float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(value)


def _parts(content: Content) -> Parts:
    if isinstance(content, bytes):
        return {"list": content}
    if isinstance(content, dict) and all(
        part is None or isinstance(part, bytes) for part in content.values()
    ):
        return content
    return {"list": json.dumps(content, default=_number).encode()}


def _offered(name: str, content: Content, least: int) -> WatchedList:
    def fetch(_get: Get, _address: str) -> Iterable[tuple[str, bytes | None]]:
        return _parts(content).items()

    return replace(LISTS[name], fetch=fetch, least=least)


def look(
    contents: Mapping[str, Content], on: date | None = None, *, least: int = 1
) -> list[ListCheck]:
    """Look at what lists hold, as if it had been fetched; the smallest of lists is whole."""
    lists = {name: _offered(name, content, least) for name, content in contents.items()}
    named = {name: ADDRESS + name for name in contents}
    return done(look_steps(named, as_of=on, lists=lists))


def proposed(contents: Mapping[str, Content], on: date | None = None, kind: str = "prices") -> Any:
    """Look at lists, and return what they propose for a kind."""
    look(contents, on)
    return Import.objects.filter(watched=True, kind=kind).order_by("-pk").first()
