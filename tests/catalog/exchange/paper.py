"""A desk on paper: the starter catalog, judged against without a database."""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.exchange.columns import read
from catalog.exchange.diff import Verdict, judge, subject_of
from catalog.registry import KINDS, Key, Kind
from catalog.schema import Catalog, Price
from catalog.tables import Format


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What a diff asks of the desk, answered from a catalog; no rule of the database is known here."""

    catalog: Catalog

    def slugs(self, kind: str) -> Collection[str]:
        return {str(row.slug) for row in getattr(self.catalog, kind)}

    def rows(self, kind: Kind, keys: Sequence[Key]) -> Mapping[Key, Any]:
        return {kind.key_of(row): row for row in getattr(self.catalog, kind.name) if kind.key_of(row) in keys}

    def prices(self, subjects: Collection[str]) -> Iterable[Price]:
        return [price for price in self.catalog.prices if subject_of(price) in subjects]

    def ever_published(self, kind: Kind, keys: Collection[Key]) -> Collection[Key]:  # noqa: ARG002 (as the desk's)
        return ()

    def refusals(self, kind: Kind, facts: Sequence[Any]) -> Mapping[int, str]:  # noqa: ARG002 (as the desk's)
        return {}


def verdicts(kind: str, text: str | bytes, catalog: Catalog, form: Format = Format.CSV) -> list[Verdict]:
    """Judge a file against a catalog."""
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(judge(KINDS[kind], read(stream, form, KINDS[kind]), PaperDesk(catalog)))
