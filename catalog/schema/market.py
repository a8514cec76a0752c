"""Who sells what, on which terms, at which price, and what it costs to run weights of one's own."""

from datetime import date
from decimal import Decimal
from typing import Any

from catalog.schema.field import (
    Quantity,
    Where,
    as_of_fact,
    fact,
    not_negative,
    note_fact,
    optional,
    positive,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import (
    Billing,
    Confidence,
    Currency,
    Deal,
    Known,
    MachineSize,
    PriceBasis,
    PriceFor,
    PriceRegion,
    PriceStanding,
    PriceUnit,
    Training,
)


def _seller_says(label: str, question: str, **more: Any) -> Any:
    """Describe what a page of the seller answers by yes or no."""
    return optional(label, question, "Unknown if no page of the seller says so", **more)


@record
class DataTerms:
    """What a seller's terms say about the customer's data. Nobody should sign on this alone."""

    slug: str = slug_fact("openai-api")
    seller: str = fact(
        "seller", "Whose terms these are.", "OpenAI", parent="providers", filter=True
    )
    product: str = fact("product", "What the terms are for.", "API platform")
    trains_on_inputs: Training = fact(
        "trains on what you send",
        "Whether the seller learns from what customers send.",
        "Yes, unless you object",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    retention_days: int | None = optional(
        "keeps it",
        "How long inputs are kept. Empty is unknown, 0 is not at all.",
        "30",
        group="What happens to the data",
        rule=not_negative(),
        quantity=Quantity(unit="days", name="retention"),
        compare="shown",
    )
    zero_retention: Known = _seller_says(
        "can keep nothing",
        "Can a customer have nothing kept?",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    eu_region: Known = _seller_says(
        "region in the EU",
        "Can the data stay in the EU?",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    health_data: Known = _seller_says(
        "health data",
        "Does the seller sign for health data (HIPAA)?",
        group="What the seller signs",
    )
    soc2: Known = _seller_says("SOC 2", "Is there a SOC 2 report?", group="What the seller signs")
    indemnity: Known = _seller_says(
        "indemnity",
        "Does the seller pay if the output infringes rights?",
        group="What the seller signs",
    )
    note: str = note_fact("Zero retention needs the seller’s approval.")
    confidence: Confidence = fact(
        "confidence",
        "How sure you are of this reading.",
        "Low for an old copy of the page",
        group="Proof",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Offer:
    """A seller's offer of one model. “confirmed” means that a second source names it too."""

    slug: str = slug_fact("gpt-6-2-sol@aws-bedrock", text="offer slug")
    model: str = fact("model", "What is sold.", "GPT-6.2 Sol", parent="models")
    seller: str = fact(
        "seller", "Who sends the bill.", "AWS Bedrock", parent="providers", filter=True
    )
    seller_model_id: str = optional(
        "seller’s name for it", "What a developer types.", "global.openai.gpt-6.2-sol"
    )
    terms: str | None = optional(
        "data terms", "The terms that hold for this offer.", "API platform", link="data_terms"
    )
    trains_on_inputs: Training = optional(
        "trains on what you send",
        "Whether the seller learns from what customers send here; unknown: as its data terms say.",
        "No",
    )
    eu_region: Known = _seller_says(
        "region in the EU", "Can this offer run in the EU?", filter=True
    )
    eu_endpoint: str = optional(
        "address in the EU", "Where calls stay in the EU.", "https://api.eu.bfl.ai"
    )
    eu_price_factor: Decimal | None = optional(
        "price factor in the EU",
        "The price there over the list price, where no price of its own is on file.",
        "1.1",
        rule=positive(below=10),
        quantity=Quantity(unit="times the list price"),
    )
    regions_note: str = optional(
        "regions",
        "What the seller says about regions.",
        "EU data zone costs a fifth more.",
        text="paragraph",
    )
    confirmed: bool = optional(
        "confirmed",
        "Tick if a second source names this offer too.",
        "ticked if two price lists agree",
        filter=True,
    )
    note: str = note_fact("Long prompts cost double.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Price:
    """What one unit of an offer or a plan of an app costs, from a day to a day (both included)."""

    offer: str | None = optional(
        "offer",
        "The offer it is for; empty for a plan of an app.",
        "gpt-6-2-sol@openai",
        parent="offers",
    )
    app_plan: str | None = optional(
        "plan",
        "The plan of an app it is for; empty for an offer.",
        "Claude Pro",
        parent="app_plans",
    )
    unit: PriceUnit = fact("unit", "What the price buys.", "million tokens in", filter=True)
    region: PriceRegion = fact(
        "region",
        "Where it holds, if it is not the list price.",
        "In the EU",
        default=PriceRegion.LIST,
        filter=True,
    )
    tier: str = optional("tier", "Quality or size that it buys.", "720p")
    covers: PriceFor = fact(
        "for",
        "Of a plan: what it holds, or what goes beyond that.",
        "What goes beyond it",
        default=PriceFor.PLAN,
        filter=True,
    )
    paid: Billing = fact(
        "paid",
        "Of a plan: how it is paid. By the year it is still the amount of one month.",
        "By the month",
        default=Billing.UNSAID,
        filter=True,
    )
    standing: PriceStanding = fact(
        "standing",
        (
            "Whether it is on file, or what another source says at the same time; the seller’s "
            "own counts."
        ),
        "Another source says so",
        default=PriceStanding.COUNTS,
        filter=True,
    )
    amount: Decimal = fact(
        "amount",
        "Price of one unit, as its source states it; 0 only if it is truly free.",
        "2.50",
        rule=not_negative(),
        quantity=Quantity(unit="{currency} per {unit}", name="price"),
        filter=True,
    )
    currency: Currency = fact(
        "currency",
        "Which currency its source names; never converted.",
        "Euro",
        default=Currency.USD,
        filter=True,
    )
    lowest: bool = optional(
        "from",
        "Tick if it is the lowest of several: the seller says “from”.",
        "ticked for “from $349 a month”",
    )
    valid_from: date = fact(
        "from", "The first day it holds.", "2026-11-17", group="In force", filter=True
    )
    valid_to: date | None = optional(
        "to",
        "The last day it holds; empty while no end is known. A new price starts the day after.",
        "2026-12-31",
        group="In force",
    )
    basis: PriceBasis = fact(
        "basis",
        "How sure the first day is.",
        "Announced for this day",
        default=PriceBasis.DATED,
        group="In force",
    )
    note: str = note_fact("Off-peak price.")
    source: str = source_fact()
    as_of: date = as_of_fact()

    @property
    def usd(self) -> Decimal:
        """Return it in US dollars, as offers are priced. Raises ValueError for other currencies."""
        if self.currency is not Currency.USD:
            raise ValueError(f"{self.amount} {self.currency} are no US dollars")
        return self.amount


@record
class Machine:
    """A machine that can be rented or bought to run open weights. Prices are in US dollars."""

    slug: str = slug_fact("h100-80gb-ovhcloud")
    name: str = fact("name", "As people call it.", "NVIDIA H100, 80 GB")
    size: MachineSize = fact(
        "size",
        "Which weights it holds.",
        "One data-centre card",
        filter=True,
        group="What it holds",
    )
    deal: Deal = fact(
        "deal",
        "Whether it is rented or bought.",
        "Rented",
        default=Deal.RENT,
        group="What it costs",
        filter=True,
    )
    seller: str = optional("seller", "Who rents or sells it.", "OVHcloud", group="What it costs")
    region: str = optional(
        "region",
        "Where it stands, if it is rented.",
        "France",
        group="What it costs",
        where=Where("deal", frozenset({Deal.RENT})),
    )
    memory_gb: int = fact(
        "memory, in GB",
        "Of all its cards together.",
        "80",
        rule=positive(),
        quantity=Quantity(unit="GB", name="memory"),
        group="What it holds",
    )
    usd_hour_low: Decimal | None = optional(
        "US dollars an hour, from",
        "The lowest rent an hour.",
        "2.99",
        quantity=Quantity(unit="USD an hour"),
        group="What it costs",
        where=Where("deal", frozenset({Deal.RENT})),
    )
    usd_hour_high: Decimal | None = optional(
        "US dollars an hour, to",
        "The highest rent an hour.",
        "4.50",
        quantity=Quantity(unit="USD an hour"),
        group="What it costs",
        where=Where("deal", frozenset({Deal.RENT})),
    )
    usd_purchase: Decimal | None = optional(
        "US dollars to buy",
        "What it costs to buy.",
        "2900",
        rule=positive(below=1_000_000_000),
        quantity=Quantity(unit="USD", name="purchase"),
        group="What it costs",
        where=Where("deal", frozenset({Deal.BUY})),
    )
    note: str = note_fact("Without storage and traffic.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class ExchangeRate:
    """What one unit of a currency costs in US dollars, from a day on."""

    currency: Currency = fact("currency", "Which currency.", "Euro", filter=True)
    usd: Decimal = fact(
        "US dollars",
        "What one unit of it costs.",
        "1.15",
        rule=positive(below=1_000_000),
        quantity=Quantity(unit="USD per {currency}", name="rate"),
    )
    valid_from: date = fact("from", "The first day it holds, until a newer row.", "2026-11-26")
    source: str = source_fact()
    as_of: date = as_of_fact()

    @property
    def converts(self) -> bool:
        """Tell whether amounts at this rate are in another currency than US dollars."""
        return self.currency is not Currency.USD


# At which amounts are shown where they stay in US dollars.
US_DOLLARS = ExchangeRate(
    currency=Currency.USD, usd=Decimal(1), valid_from=date.min, source="", as_of=date.min
)
