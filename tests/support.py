"""What many tests need: the starter catalog without a database, a catalog as the current release, rows for the desk."""

from functools import cache
from typing import TYPE_CHECKING

from catalog import starter
from catalog.facts import Catalog

if TYPE_CHECKING:
    from catalog.models import Release


@cache
def starter_catalog() -> Catalog:
    """Return the fixtures as the catalog that a release of them would hold; no database is needed."""
    return starter.catalog()


def publish_catalog(catalog: Catalog, note: str = "Made by a test.") -> "Release":
    """Make a catalog the current release, past the desk."""
    from catalog import releases

    return releases.store(catalog, author=None, note=note)
