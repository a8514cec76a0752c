"""How the answers of the matrix came about: what each release changed in them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from django.db.models import F, TextField
from django.db.models.expressions import Func

from catalog.models import Release
from catalog.schema import Cell
from catalog.vocabulary import Branch, Fit

type Key = tuple[str, Branch]

CACHED_HISTORIES = 4  # releases; each holds what moved, not what stayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One release that changed an answer; None stands for no answer."""

    release: int
    published_at: datetime
    before: Cell | None
    after: Cell | None

    @property
    def sentence(self) -> str:
        """Say what changed."""
        if self.after is None:
            return "taken out."
        if self.before is None:
            return f"first entry, {_word(self.after)}."
        changes = []
        if _word(self.before) != _word(self.after):
            changes.append(f"from {_word(self.before)} to {_word(self.after)}")
        named = (("reason", "the reason"), ("condition", "the condition"), ("source", "the source"))
        changed = [words for name, words in named if getattr(self.before, name) != getattr(self.after, name)]
        if changed:
            changes.append(f"{' and '.join(changed)} {'was' if len(changed) == 1 else 'were'} put anew")
        if not changes and self.before.disputed != self.after.disputed:
            changes.append("both sides were put anew")
        return f"{'; '.join(changes) or 'looked at again, and left as it was'}."


def _word(cell: Cell) -> str:
    fit = "unknown" if cell.fit is Fit.UNKNOWN else cell.fit.label.lower()
    return f"“disputed”, read as “{fit}”" if cell.disputed else f"“{fit}”"


class _Cells(Func):
    """The matrix of a payload as JSON text; the rest stays in the database."""

    template = "((%(expressions)s)::json -> 'cells')::text"
    output_field = TextField()


_decoder = msgspec.json.Decoder(tuple[Cell, ...])


@lru_cache(maxsize=CACHED_HISTORIES)
def cell_histories(number: int, digest: str) -> Mapping[Key, tuple[Turn, ...]]:  # noqa: ARG001  # the digest keys the cache
    """Return the turns of every answer up to a release, newest first, in one query.

    Releases never change, so that what is kept here cannot go stale.
    """
    rows = (
        Release.objects.filter(number__lte=number)
        .order_by("number")
        .annotate(cells=_Cells(F("payload")))
        .values_list("number", "published_at", "cells")
    )
    turns: defaultdict[Key, list[Turn]] = defaultdict(list)
    before: dict[Key, Cell] = {}
    for release, published_at, text in rows.iterator(chunk_size=20):
        after = {(cell.use_case, cell.branch): cell for cell in _decoder.decode(text or "[]")}
        for key in before.keys() | after.keys():
            old, new = before.get(key), after.get(key)
            if old != new:
                turns[key].append(Turn(release=release, published_at=published_at, before=old, after=new))
        before = after
    return {key: tuple(reversed(found)) for key, found in turns.items()}
