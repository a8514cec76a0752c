"""Rows of the catalog that a list can be narrowed by, as the options of a choice."""

from collections.abc import Iterable

from catalog.formatting import capitalise, currency_name
from catalog.naming import sorted_by_name
from catalog.schema import Catalog

type Options = Iterable[tuple[str, str]]
DOLLARS = "USD"


def firms(catalog: Catalog) -> Options:
    """Return the makers and sellers by name."""
    return ((row.slug, row.name) for row in sorted_by_name(catalog.providers))


def makers(catalog: Catalog) -> Options:
    """Return the firms that make a model on file, by name."""
    slugs = {model.provider for model in catalog.models}
    return (option for option in firms(catalog) if option[0] in slugs)


def named_apps(catalog: Catalog) -> Options:
    """Return the apps by name."""
    return ((row.slug, row.name) for row in sorted_by_name(catalog.apps))


def trades(catalog: Catalog) -> Options:
    """Return the trades by name."""
    return ((row.slug, row.name) for row in sorted_by_name(catalog.industries))


def departments(catalog: Catalog) -> Options:
    """Return the departments that a job on file is of."""
    names = sorted({case.department for case in catalog.use_cases if case.department})
    return ((name, name) for name in names)


def jobs(catalog: Catalog) -> Options:
    """Return every job by name, those that everybody asks about first."""
    rows = sorted(
        catalog.use_cases, key=lambda case: (not case.common, case.name.casefold(), case.slug)
    )
    return ((case.slug, case.name) for case in rows)


def currencies(catalog: Catalog) -> Options:
    """Return the currencies that dollars can be turned into: those with a rate on file."""
    codes = dict.fromkeys(row.currency for row in catalog.exchange_rates)
    return ((code.value, capitalise(currency_name(code))) for code in sorted(codes))


def all_currencies(catalog: Catalog) -> Options:
    """Return dollars, and the currencies that they can be turned into."""
    yield DOLLARS, capitalise(currency_name(DOLLARS))
    yield from currencies(catalog)
