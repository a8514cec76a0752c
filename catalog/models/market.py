"""Who sells what, on which terms, at which price, and what it costs to run weights of one's own."""

from decimal import Decimal
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db.models import Case, F, Func, Q, Value, When

from catalog.models.base import must, single
from catalog.models.rows import DeskRow
from catalog.vocabulary import Known, PriceUnit

HIGHEST_PRICE = Decimal(1_000_000)


class DataTerms(DeskRow, kind="data_terms"):
    """What a seller's terms say about the customer's data."""


class Offer(DeskRow, kind="offers"):
    """A seller's offer of one model."""

    rules = (
        must(
            "offer_eu_price_needs_region",
            Q(eu_region=Known.YES.value) | Q(eu_price_factor__isnull=True, eu_endpoint=""),
            "A price or an address in the EU needs an offer that can run there. Set “region in the EU” to yes.",
        ),
        single(
            "offer_is_single",
            "model",
            "seller",
            sentence="This seller already has an offer of this model. Change that one instead.",
        ),
    )

    @override
    def made_slug(self) -> str:
        """Return the only slug that the offer can have, empty while it names no model or seller."""
        return f"{self.model.slug}@{self.seller.slug}" if self.model_id and self.seller_id else ""

    @override
    def clean(self) -> None:
        """Refuse a slug that names another model or seller."""
        expected = self.made_slug() or self.slug
        if self.slug and self.slug != expected:
            raise ValidationError({"slug": f"The slug of this offer is {expected}."})


class Product(DeskRow, kind="products"):
    """Something people subscribe to; built on models, but not a model."""


class DateRange(Func):
    """The days from one to another, both included; a wrong order counts as one day, so that it can be refused."""

    function = "daterange"
    output_field = DateRangeField()

    @classmethod
    def of(cls, start: str, end: str) -> "DateRange":
        """Make the range between two fields, without an end where the second is empty."""
        last = Case(When(**{f"{end}__lt": F(start)}, then=F(start)), default=F(end))
        return cls(F(start), last, Value("[]"))


def _never_at_once(subject: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"{subject}_prices_do_not_overlap",
        expressions=[
            (subject, RangeOperators.EQUAL),
            ("unit", RangeOperators.EQUAL),
            ("region", RangeOperators.EQUAL),
            ("tier", RangeOperators.EQUAL),
            (DateRange.of("valid_from", "valid_to"), RangeOperators.OVERLAPS),
        ],
        condition=Q(**{f"{subject}__isnull": False}),
        violation_error_message=f"This {subject} has another price for this unit, region and tier in these days. End that one first.",
    )


class Price(DeskRow, kind="prices"):
    """What one unit of an offer or a product costs, in US dollars, from a day to a day (both included)."""

    rules = (
        must(
            "price_has_one_subject",
            Q(offer__isnull=False, product__isnull=True) | Q(offer__isnull=True, product__isnull=False),
            "A price belongs to an offer or to a product. Choose one of the two.",
        ),
        must(
            "price_within_reason",
            Q(usd__lt=HIGHEST_PRICE),
            "No unit costs a million dollars. Check the unit and the number.",
        ),
        must(
            "price_ends_after_it_starts",
            Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            "The last day cannot be before the first day.",
        ),
        must(
            "price_by_seat_is_for_products",
            Q(product__isnull=False, unit=PriceUnit.SEAT_MONTH.value)
            | (Q(product__isnull=True) & ~Q(unit=PriceUnit.SEAT_MONTH.value)),
            "A price for a seat belongs to a product, any other unit to an offer.",
        ),
        _never_at_once("offer"),
        _never_at_once("product"),
    )

    @override
    def __str__(self) -> str:
        """Return whose price, amount, unit and first day."""
        return f"{self.offer or self.product}: ${self.usd} a {self.get_unit_display()} from {self.valid_from:%-d %b %Y}"


class Machine(DeskRow, kind="machines"):
    """A machine that can be rented or bought to run open weights."""

    rules = (
        must(
            "machine_rent_in_order",
            Q(usd_hour_low__isnull=True, usd_hour_high__isnull=True)
            | Q(usd_hour_low__gt=0, usd_hour_high__gte=F("usd_hour_low"), usd_hour_high__lt=HIGHEST_PRICE),
            "Write what an hour costs from and to, above 0, or leave both empty.",
        ),
    )


class ExchangeRate(DeskRow, kind="exchange_rates"):
    """What one unit of a currency costs in US dollars, from a day on."""

    rules = (
        single(
            "exchange_rate_is_single",
            "currency",
            "valid_from",
            sentence="There is a rate of this currency from this day on already. Change that one instead.",
        ),
    )

    @override
    def __str__(self) -> str:
        """Return currency, rate and first day."""
        return f"1 {self.currency} = ${self.usd} from {self.valid_from:%-d %b %Y}"
