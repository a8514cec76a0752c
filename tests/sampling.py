"""Few rows of a kind that show what all of them can.

They have each field filled and empty, and each word of a choice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from catalog.registry import KINDS, FactKind, Key
from catalog.schema import Catalog

type Trait = tuple[str, ...]
# Kinds whose page lists the rows that name one of theirs: a name and where it leads, which follows
# from what that row is about.
LISTING = {"sources"}


def telling_keys(catalog: Catalog, kind: FactKind) -> list[Key]:
    """Return the keys of few rows with every trait of a kind's rows, most telling rows first.

    A row shows what it holds and what rows hold that name it: a model its ends, offers and scores.
    """
    naming = _rows_naming(catalog, kind)
    traits = {
        kind.key_of(row): {*_own_traits(kind, row), *naming.get(getattr(row, "slug", ""), ())}
        for row in getattr(catalog, kind.name)
    }
    unseen = set[Trait]().union(*traits.values())
    keys = []
    while unseen:
        key = max(traits, key=lambda key: len(traits[key] & unseen))
        keys.append(key)
        unseen -= traits[key]
    return keys


def _own_traits(kind: FactKind, row: Any) -> Iterator[Trait]:
    for name in kind.described:
        value = getattr(row, name)
        values = value if isinstance(value, tuple) else (value,)
        words = [word for word in values if isinstance(word, StrEnum | bool)]
        if value in (None, "", ()):
            yield name, "empty"
        elif words:
            yield from ((name, str(word)) for word in words)
        else:
            yield name, "filled"


def _rows_naming(catalog: Catalog, named: FactKind) -> Mapping[str, set[Trait]]:
    """Return the traits of all rows that name a row of a kind, by its slug."""
    traits = defaultdict[str, set[Trait]](set)
    for kind in KINDS.values():
        fields = [
            name for name, target in {**kind.parents, **kind.links}.items() if target == named.name
        ]
        for row in getattr(catalog, kind.name) if fields else ():
            for slug in _slugs(row, fields):
                traits[slug] |= {
                    (kind.name, *trait)
                    for trait in _own_traits(kind, row)
                    if named.name not in LISTING or trait[0] in kind.parents
                }
    return traits


def _slugs(row: Any, fields: list[str]) -> Iterator[str]:
    for name in fields:
        value = getattr(row, name)
        yield from value if isinstance(value, tuple) else filter(None, (value,))
