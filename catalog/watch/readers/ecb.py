"""The European Central Bank's reference rates: what one euro costs, as CSV.

We count in US dollars.
"""

from decimal import Context, Decimal

from catalog.vocabulary import Currency
from catalog.watch.statements import (
    ListContent,
    Parts,
    RateStatement,
    WrongListError,
    as_day,
    as_number,
    only_part,
    table_rows,
)

COLUMNS = frozenset({"CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"})
_FOUR_FIGURES = Context(prec=4)


def read(parts: Parts) -> ListContent:
    """Return the cost of each kept currency's unit in US dollars. Raises `WrongListError`."""
    rows = table_rows(only_part(parts), COLUMNS, "The table of the ECB")
    a_euro: dict[str, Decimal] = {Currency.EUR.value: Decimal(1)}
    days = set()
    for row in rows:
        value, day = as_number(row["OBS_VALUE"]), as_day(row["TIME_PERIOD"])
        if row["CURRENCY_DENOM"] != Currency.EUR.value or value is None or value <= 0 or not day:
            raise WrongListError("A rate of the ECB is no number above 0 for one euro.")
        a_euro[row["CURRENCY"]] = value
        days.add(day)
    if len(days) != 1:
        raise WrongListError("The rates of the ECB are not all of one day.")
    if Currency.USD.value not in a_euro:
        raise WrongListError("The ECB names no rate of the US dollar.")
    (day,) = days
    dollars = a_euro[Currency.USD.value]
    read = [currency for currency in Currency if currency.value in a_euro]
    usd = {row: _FOUR_FIGURES.divide(dollars, a_euro[row.value]) for row in read}
    rates = tuple(
        RateStatement(currency=currency, usd=amount, day=day)
        for currency, amount in usd.items()
        if currency is not Currency.USD
    )
    return ListContent(statements=rates, day=day)
