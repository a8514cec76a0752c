"""The currency that a reader sees prices in: one field, with its sentence and its rate.

It serves every page that offers it.
"""

from datetime import date
from typing import Any, override

from django.core.exceptions import ValidationError

from catalog import query
from catalog.filters.form import LONGEST_QUOTED, ChoiceField, ListForm, Offered
from catalog.filters.offered import DOLLARS, all_currencies, currencies
from catalog.formatting import currency_name
from catalog.schema import ExchangeRate


class CurrencyField(ChoiceField):
    """Which currency prices are shown in; of one without a rate it says what they stay in."""

    def __init__(self, offered: Offered, *, empty: str, stay: str) -> None:
        super().__init__("Prices in", offered, empty=empty, narrows=False)
        self.stay = stay  # what prices stay in, inside a sentence

    @override
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            typed = " ".join(value.split())[:LONGEST_QUOTED]
            sentence = f"No exchange rate for “{typed}” is on file. Prices stay {self.stay}."
            raise ValidationError(sentence) from error


class PricedForm(ListForm):
    """A form whose prices can be shown in the reader's currency, dollars where nobody chooses."""

    currency = CurrencyField(currencies, empty="US dollars", stay="in US dollars")

    @property
    def currency_name(self) -> str:
        """Return what its currency is called, dollars where none is chosen."""
        return currency_name(self.chosen("currency") or DOLLARS)

    def rate(self, on: date) -> ExchangeRate:
        """Return a day's rate for prices; dollars where each stays as stated."""
        return query.shown_rate(self.catalog, self.chosen("currency"), on)


class StatedForm(PricedForm):
    """A form whose prices stay as sellers state them where nobody chooses."""

    currency = CurrencyField(
        all_currencies, empty="As sellers state them", stay="as sellers state them"
    )
