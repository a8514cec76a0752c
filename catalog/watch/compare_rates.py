"""Exchange rates that lists name, beside those on file."""

from collections.abc import Iterator, Mapping, Sequence

from catalog import query
from catalog.formatting import format_day
from catalog.registry import slugged
from catalog.schema import Catalog, ExchangeRate
from catalog.watch.findings import ListFinding, left
from catalog.watch.statements import RateStatement

ABOUT = "rate"
NEWER = "The desk has a newer rate."


def compare_rates(
    lists: Mapping[str, Sequence[RateStatement]], catalog: Catalog
) -> Iterator[ListFinding]:
    """Yield what each list says of a currency."""
    for origin, statements in lists.items():
        for statement in statements:
            yield _finding(origin, catalog, statement)


def _finding(origin: str, catalog: Catalog, statement: RateStatement) -> ListFinding:
    currency, day = statement.currency, statement.day
    title = f"{currency.label}, {format_day(day)} ({origin})"
    newest = [row for row in catalog.exchange_rates if row.currency is currency]
    if any(row.valid_from > day for row in newest):
        return left(origin, title, ABOUT, NEWER)
    # As far as ours is written down: 1.15 is 1.153.
    current = query.exchange_rate(catalog, currency, day) if newest else None
    if current is not None and statement.usd.quantize(current.usd) == current.usd:
        return ListFinding(origin=origin, title=title, about=ABOUT, same=True, confirms=current)
    proposed = ExchangeRate(
        currency=currency, usd=statement.usd, valid_from=day, source=slugged(origin), as_of=day
    )
    return ListFinding(origin=origin, title=title, about=ABOUT, proposed=proposed)
