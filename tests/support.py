"""What many tests need: the starter catalog without a database, and a catalog as the current release."""

from functools import cache

from catalog import releases, starter
from catalog.facts import Catalog
from catalog.models import Release


@cache
def starter_catalog() -> Catalog:
    """Return the fixtures as the catalog that a release of them would hold; no database is needed."""
    return starter.catalog()


def publish_catalog(catalog: Catalog, note: str = "Made by a test.") -> Release:
    """Make a catalog the current release, past the desk."""
    return releases.store(catalog, author=None, note=note)
