"""A release as one file: a table a kind of row, the columns' meaning, and whose data it is."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date
from decimal import Decimal
from typing import Any

import msgspec

from catalog import tables
from catalog.registry import KINDS, FactKind
from catalog.releases import Edition
from catalog.schema.field import Field

# As the Frictionless standard names types; lists are texts joined by semicolons.
TYPES: dict[type, str] = {bool: "boolean", int: "integer", Decimal: "number", date: "date"}
LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "The sentences, the judgement and the selection",
}
README = """Pilotlight, release {number} of {day}, digest {digest}

One table for each kind of row, in UTF-8. datapackage.json describes every column
(https://specs.frictionlessdata.io). Empty means unknown, or that nothing applies; it is never
zero. Lists are joined by semicolons. Words that a spreadsheet would take for a formula have a
quote in front.

Our sentences, judgement and selection are under the MIT licence. Figures are those of their
sources: each row names its source and its day, and sources.csv says under which terms the figures
of a source may be shown. {credits}
"""


def archive(release: Edition, base: str) -> bytes:
    """Return a release as a zip; the same release gives the same bytes."""
    kinds = [kind for kind in KINDS.values() if kind.tag]
    files = dict(_files(release, kinds, base))
    stamp = release.published_at.astimezone(UTC).timetuple()[:6]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _files(release: Edition, kinds: list[FactKind], base: str) -> Iterator[tuple[str, bytes]]:
    day = release.published_at.date()
    text = README.format(
        number=release.number, day=day, digest=release.digest, credits=f"{base}/credits/"
    )
    yield "README.txt", text.encode()
    yield "datapackage.json", _package(release, kinds, base)
    for kind in kinds:
        names = tuple(kind.described)
        rows = (
            [getattr(row, name) for name in names] for row in getattr(release.catalog, kind.name)
        )
        yield f"{kind.path}.csv", b"".join(tables.write_csv([names, *rows], byte_order_mark=False))


def _package(release: Edition, kinds: list[FactKind], base: str) -> bytes:
    """Return the description of the tables."""
    document = {
        "profile": "tabular-data-package",
        "name": "pilotlight-catalog",
        "title": "The catalog of Pilotlight",
        "version": str(release.number),
        "created": release.published_at.astimezone(UTC).isoformat(),
        "homepage": f"{base}/",
        "hash": release.digest,
        "licenses": [LICENCE],
        "resources": [_table(kind) for kind in kinds],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _table(kind: FactKind) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": kind.path,
        "path": f"{kind.path}.csv",
        "description": kind.fact.__doc__ or "",
        "encoding": "utf-8",
        "schema": {
            "fields": [_column(field) for field in kind.described.values()],
            "missingValues": [""],
            # A key of which a part may be empty is none to the standard.
            **({"primaryKey": ["slug"]} if kind.key == ("slug",) else {}),
        },
    }


def _column(field: Field) -> dict[str, Any]:
    kind = "string" if field.several else TYPES.get(field.holds, "string")
    quantity = field.about.quantity
    unit = f" In {quantity.unit}." if quantity else ""
    return {
        "name": field.name,
        "type": kind,
        "title": field.about.heading,
        "description": f"{field.about.help}{unit}",
    }
