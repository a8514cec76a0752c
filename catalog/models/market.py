"""Who sells what, on which terms, at which price, and what it costs to run weights of one's own."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self, override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from catalog.kinds import KINDS
from catalog.models.base import (
    OFFER_SLUG,
    DeskQuerySet,
    DeskRow,
    as_of_field,
    basics,
    known_state,
    known_word,
    known_words,
    link_field,
    links_field,
    must,
    note_field,
    parent_field,
    plain_slug,
    single,
    slug_field,
    source_field,
    url_field,
    word_field,
    words_field,
)
from catalog.vocabulary import (
    Confidence,
    Currency,
    Known,
    MachineSize,
    Medium,
    PriceBasis,
    PriceRegion,
    PriceUnit,
    Training,
)

HIGHEST_PRICE = Decimal(1_000_000)


def _known(label: str, question: str) -> "models.CharField[str, str]":
    return word_field(
        label, Known, f"{question} Example: Unknown if no page of the seller says so", default=Known.UNKNOWN.value
    )


def _training() -> "models.CharField[str, str]":
    return word_field(
        "trains on inputs",
        Training,
        "Whether the seller learns from what customers send here; unknown: as its data terms say. Example: No",
        default=Training.UNKNOWN.value,
    )


class DataTerms(DeskRow):
    """What a seller's terms say about the customer's data."""

    kind = KINDS["data_terms"]

    slug = slug_field("openai-api")
    seller = parent_field("catalog.Provider", "seller", "Whose terms these are. Example: OpenAI")
    product = models.CharField("product", help_text="What the terms are for. Example: API platform")
    trains_on_inputs = word_field(
        "trains on inputs",
        Training,
        "Whether the seller learns from what customers send. Example: Yes, unless you object",
    )
    retention_days = models.IntegerField(
        "kept for, in days",
        null=True,
        blank=True,
        help_text="How long inputs are kept. Empty is unknown, 0 is not at all. Example: 30",
    )
    zero_retention = _known("keeps nothing on request", "Can a customer have nothing kept?")
    eu_region = _known("in the EU", "Can the data stay in the EU?")
    health_data = _known("health data", "Does the seller sign for health data (HIPAA)?")
    soc2 = _known("SOC 2", "Is there a SOC 2 report?")
    indemnity = _known("indemnity", "Does the seller pay if the output infringes rights?")
    note = note_field("Zero retention needs the seller’s approval.")
    confidence = word_field(
        "confidence", Confidence, "How sure you are of this reading. Example: Low for an old copy of the page"
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "data terms"
        verbose_name_plural = "data terms"
        constraints = (
            *basics("data_terms", "product"),
            *known_word(
                "data_terms",
                trains_on_inputs=Training,
                zero_retention=Known,
                eu_region=Known,
                health_data=Known,
                soc2=Known,
                indemnity=Known,
                confidence=Confidence,
            ),
            must(
                "data_terms_retention_not_negative",
                Q(retention_days__isnull=True) | Q(retention_days__gte=0),
                "Inputs cannot be kept for fewer than 0 days. Leave it empty if it is unknown.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the product and the slug, which names the seller."""
        return f"{self.product} ({self.slug})"


class Offer(DeskRow):
    """A seller's offer of one model."""

    kind = KINDS["offers"]

    slug = slug_field("gpt-6-2-sol@aws-bedrock", pattern=OFFER_SLUG)
    model = parent_field("catalog.AiModel", "model", "What is sold. Example: GPT-6.2 Sol")
    seller = parent_field("catalog.Provider", "seller", "Who sends the bill. Example: AWS Bedrock")
    seller_model_id = models.CharField(
        "seller’s name for it", blank=True, help_text="What a developer types. Example: global.openai.gpt-6.2-sol"
    )
    terms = link_field("catalog.DataTerms", "data terms", "The terms that hold for this offer. Example: API platform")
    trains_on_inputs = _training()
    eu_region = _known("in the EU", "Can this offer run in the EU?")
    eu_endpoint = models.CharField(
        "address in the EU", blank=True, help_text="Where calls stay in the EU. Example: https://api.eu.bfl.ai"
    )
    eu_price_factor = models.DecimalField(
        "price factor in the EU",
        null=True,
        blank=True,
        help_text="The price there over the list price, where no price of its own is on file. Example: 1.1",
    )
    regions_note = models.TextField(
        "regions", blank=True, help_text="What the seller says about regions. Example: EU data zone costs a fifth more."
    )
    confirmed = models.BooleanField(
        "confirmed",
        default=False,
        help_text="Tick if a second source names this offer too. Example: ticked if two price lists agree",
    )
    note = note_field("Long prompts cost double.")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "offer"
        constraints = (
            known_state("offer"),
            plain_slug("offer", OFFER_SLUG),
            *known_word("offer", eu_region=Known, trains_on_inputs=Training),
            must(
                "offer_eu_price_factor_within_reason",
                Q(eu_price_factor__isnull=True) | Q(eu_price_factor__gt=0, eu_price_factor__lt=10),
                "The factor lies between 0 and 10; 1.1 is a tenth more. Leave it empty if it is unknown.",
            ),
            must(
                "offer_eu_price_needs_region",
                Q(eu_region=Known.YES.value) | Q(eu_price_factor__isnull=True, eu_endpoint=""),
                "A price or an address in the EU needs an offer that can run there. Set “in the EU” to yes.",
            ),
            single(
                "offer_is_single",
                "model",
                "seller",
                sentence="This seller already has an offer of this model. Change that one instead.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the slug, which names model and seller."""
        return self.slug

    @override
    def clean(self) -> None:
        """Refuse a slug that names another model or seller."""
        expected = f"{self.model.slug}@{self.seller.slug}" if self.model_id and self.seller_id else self.slug
        if self.slug != expected:
            raise ValidationError({"slug": f"The slug of this offer is {expected}."})


class Product(DeskRow):
    """Something people subscribe to; built on models, but not a model."""

    kind = KINDS["products"]

    slug = slug_field("claude-pro")
    name = models.CharField("name", help_text="As on the price page. Example: Claude Pro")
    provider = parent_field("catalog.Provider", "seller", "Who sells it. Example: Anthropic")
    about = models.TextField(
        "about", blank=True, help_text="What it is, in one sentence. Example: A chat assistant by the month."
    )
    media = words_field("makes", Medium, "What people make with it. Example: Text", default=list, blank=True)
    made_for = models.CharField(
        "made for", blank=True, help_text="The kind of work it is made for, in a few words. Example: any writing"
    )
    group = models.CharField(
        "plan of", blank=True, help_text="The product that this is a plan of. Example: ChatGPT for ChatGPT Business"
    )
    least_seats = models.IntegerField(
        "least seats", null=True, blank=True, help_text="How many seats one must buy at least. Example: 2"
    )
    terms = link_field("catalog.DataTerms", "data terms", "The terms that hold for it. Example: ChatGPT Business")
    trains_on_inputs = _training()
    eu_region = _known("in the EU", "Does all processing stay in the EU?")
    # After the other fields of Django's: from here on, `models` is this one.
    models = links_field("catalog.AiModel", "built on", "Models a subscriber gets to use. Example: Claude Opus 4.6")
    families = links_field(
        "catalog.Provider",
        "families inside",
        "Makers whose models are inside, where versions are not named. Example: OpenAI",
    )
    note = note_field("Billed for at least two seats.")
    url = url_field("address", "Its price page. Example: https://claude.com/pricing")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "product"
        constraints = (
            *basics("product", "name"),
            *known_words("product", media=Medium),
            *known_word("product", trains_on_inputs=Training, eu_region=Known),
            must(
                "product_least_seats_positive",
                Q(least_seats__isnull=True) | Q(least_seats__gt=0),
                "One seat is the least. Leave it empty if it is unknown.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PriceQuerySet(DeskQuerySet):
    """Prices, asked for by day."""

    def in_force(self, on: date) -> Self:
        """Return the prices that hold on that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def announced(self, on: date) -> Self:
        """Return the prices that start after that day."""
        return self.filter(valid_from__gt=on)


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


class Price(DeskRow):
    """What one unit of an offer or a product costs, in US dollars, from a day to a day (both included)."""

    kind = KINDS["prices"]

    offer = parent_field(
        "catalog.Offer",
        "offer",
        "The offer it is for; empty for a product. Example: gpt-6-2-sol@openai",
        null=True,
        blank=True,
    )
    product = parent_field(
        "catalog.Product",
        "product",
        "The product it is for; empty for an offer. Example: Claude Pro",
        null=True,
        blank=True,
    )
    unit = word_field("unit", PriceUnit, "What the price buys. Example: million tokens in")
    region = word_field(
        "region",
        PriceRegion,
        "Where it holds, if it is not the list price. Example: In the EU",
        default=PriceRegion.LIST.value,
        blank=True,
    )
    tier = models.CharField("tier", blank=True, help_text="Quality or size that it buys. Example: 720p")
    usd = models.DecimalField("US dollars", help_text="Price of one unit; 0 only if it is truly free. Example: 2.50")
    valid_from = models.DateField("from", help_text="The first day it holds. Example: 2026-11-17")
    valid_to = models.DateField(
        "to",
        null=True,
        blank=True,
        help_text="The last day it holds; empty while no end is known. A new price starts the day after. Example: 2026-12-31",
    )
    last_seen = models.DateField(
        "last seen",
        null=True,
        blank=True,
        help_text="The last day on which a list or page showed it. Example: 2026-11-19",
    )
    basis = word_field(
        "basis",
        PriceBasis,
        "How sure the first day is. Example: Announced for this day",
        default=PriceBasis.DATED.value,
    )
    note = note_field("Off-peak price.")
    source = source_field()
    as_of = as_of_field()

    objects: ClassVar[Any] = PriceQuerySet.as_manager()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "price"
        constraints = (
            known_state("price"),
            *known_word("price", unit=PriceUnit, region=PriceRegion, basis=PriceBasis),
            must(
                "price_has_one_subject",
                Q(offer__isnull=False, product__isnull=True) | Q(offer__isnull=True, product__isnull=False),
                "A price belongs to an offer or to a product. Choose one of the two.",
            ),
            must("price_not_negative", Q(usd__gte=0), "A price cannot be below 0."),
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
        """Return amount, unit and first day."""
        return f"${self.usd} a {self.get_unit_display()} from {self.valid_from:%-d %b %Y}"


class Machine(DeskRow):
    """A machine that can be rented or bought to run open weights."""

    kind = KINDS["machines"]

    slug = slug_field("h100-80gb-ovhcloud")
    name = models.CharField("name", help_text="As people call it. Example: NVIDIA H100, 80 GB")
    size = word_field("size", MachineSize, "Which weights it holds. Example: One data-centre card")
    seller = models.CharField("seller", blank=True, help_text="Who rents or sells it. Example: OVHcloud")
    region = models.CharField("region", blank=True, help_text="Where it stands. Example: France")
    memory_gb = models.IntegerField("memory, in GB", help_text="Of all its cards together. Example: 80")
    usd_hour_low = models.DecimalField(
        "US dollars an hour, from", null=True, blank=True, help_text="The lowest rent an hour. Example: 2.99"
    )
    usd_hour_high = models.DecimalField(
        "US dollars an hour, to", null=True, blank=True, help_text="The highest rent an hour. Example: 4.50"
    )
    usd_purchase = models.DecimalField(
        "US dollars to buy", null=True, blank=True, help_text="What it costs to buy. Example: 2900"
    )
    note = note_field("Without storage and traffic.")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "machine"
        constraints = (
            *basics("machine", "name"),
            *known_word("machine", size=MachineSize),
            must("machine_memory_positive", Q(memory_gb__gt=0), "A machine has memory. Write it in GB."),
            must(
                "machine_rent_in_order",
                Q(usd_hour_low__isnull=True, usd_hour_high__isnull=True)
                | Q(usd_hour_low__gt=0, usd_hour_high__gte=F("usd_hour_low"), usd_hour_high__lt=HIGHEST_PRICE),
                "Write what an hour costs from and to, above 0, or leave both empty.",
            ),
            must(
                "machine_purchase_positive",
                Q(usd_purchase__isnull=True) | Q(usd_purchase__gt=0, usd_purchase__lt=10**9),
                "What it costs to buy is above 0. Leave it empty if it is only rented.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the name and the slug, which tells sellers apart."""
        return f"{self.name} ({self.slug})"


class ExchangeRate(DeskRow):
    """What one unit of a currency costs in US dollars, from a day on."""

    kind = KINDS["exchange_rates"]

    currency = word_field("currency", Currency, "Which currency. Example: Euro")
    usd = models.DecimalField("US dollars", help_text="What one unit of it costs. Example: 1.15")
    valid_from = models.DateField("from", help_text="The first day it holds, until a newer row. Example: 2026-11-26")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "exchange rate"
        constraints = (
            known_state("exchange_rate"),
            *known_word("exchange_rate", currency=Currency),
            must("exchange_rate_positive", Q(usd__gt=0, usd__lt=HIGHEST_PRICE), "A rate is above 0."),
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
