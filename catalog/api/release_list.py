"""What the API says of the releases."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from catalog.api.params import ListParams
from catalog.api.properties import Property, computed
from catalog.api.resources import Resource
from catalog.models import Release
from catalog.registry import KINDS
from catalog.releases import Reading
from config import problems

CATALOG = f"{problems.ROOT}catalog.json"


def _stored(name: str, holds: type, words: str) -> Property:
    return Property(name, holds, words, lambda _, row: row[name])


def _number(row: Any) -> str:
    return str(row["number"])


@computed()
def author(_reading: Reading, row: Any) -> str:
    """Who published it."""
    return row["author_name"] or ""


@computed()
def page(_reading: Reading, row: Any) -> str:
    """Its page on this site."""
    return reverse("catalog:release", args=[row["number"]])


@computed()
def catalog(_reading: Reading, row: Any) -> str:
    """Where all of it is one file."""
    return f"{CATALOG}?release={row['number']}"


@computed(listed=False)
def counts(reading: Reading, _row: Any) -> dict[str, int]:
    """How many rows of each kind it holds."""
    return {kind: len(getattr(reading.catalog, kind)) for kind in KINDS}


RELEASES = Resource(
    path="releases",
    one="release",
    name="Release",
    many="Releases",
    about="A numbered state of the catalog that never changes.",
    tag="Releases",
    given=(
        Property("id", str, "Its number as text.", lambda _, row: _number(row)),
        _stored("number", int, "Its number."),
        _stored("digest", str, "The SHA-256 of its JSON text."),
        _stored("published_at", datetime, "When it was published."),
        _stored("note", str, "What the editors say of it."),
        *(author, page, catalog, counts),
    ),
    rows=lambda _reading, _params: list(Release.objects.described()),  # they depend on no day
    id_of=_number,
    base=(ListParams,),
)
