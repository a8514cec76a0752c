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
    Confidence,
    Currency,
    Deal,
    Known,
    MachineSize,
    Medium,
    PriceBasis,
    PriceRegion,
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
class App:
    """An app that people buy, such as ChatGPT; what one can buy of it are its plans."""

    slug: str = slug_fact("chatgpt")
    name: str = fact("name", "As people call it.", "ChatGPT")
    about: str = fact(
        "about",
        "What it is and what it is good for.",
        "OpenAI’s assistant for writing.",
        text="paragraph",
    )
    note: str = note_fact("Which model answers depends on the plan.")
    url: str = optional("address", "Its own page.", "https://chatgpt.com", text="address")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class AppPlan:
    """A plan of an app: what people subscribe to. It is built on models, but is not a model."""

    slug: str = slug_fact("claude-pro")
    name: str = fact("name", "As on the price page.", "Claude Pro")
    provider: str = fact("seller", "Who sells it.", "Anthropic", parent="providers", filter=True)
    models: tuple[str, ...] = optional(
        "built on",
        "Models a subscriber gets to use.",
        "Claude Opus 4.6",
        link="models",
        filter=True,
    )
    families: tuple[str, ...] = optional(
        "families inside",
        "Makers whose models are inside, where versions are not named.",
        "OpenAI",
        link="providers",
    )
    media: tuple[Medium, ...] = optional("makes", "What people make with it.", "Text", filter=True)
    made_for: str = optional(
        "made for", "The kind of work it is made for, in a few words.", "any writing"
    )
    app: str = fact(
        "plan of",
        "The app that this is a plan of.",
        "ChatGPT for ChatGPT Business",
        parent="apps",
        filter=True,
    )
    least_seats: int | None = optional(
        "least seats",
        "How many seats one must buy at least.",
        "2",
        rule=positive(),
        quantity=Quantity(unit="seats"),
    )
    most_seats: int | None = optional(
        "most seats",
        "How many seats are sold at most.",
        "300",
        rule=positive(),
        quantity=Quantity(unit="seats"),
    )
    needs: str = optional(
        "needs besides",
        "What else one has to pay for to use it, in a few words.",
        "a Microsoft 365 licence",
    )
    terms: str | None = optional(
        "data terms", "The terms that hold for it.", "ChatGPT Business", link="data_terms"
    )
    trains_on_inputs: Training = optional(
        "trains on what you send",
        "Whether the seller learns from what customers send here; unknown: as its data terms say.",
        "No",
    )
    eu_region: Known = _seller_says("region in the EU", "Does all processing stay in the EU?")
    about: str = optional(
        "about", "What it is, in one sentence.", "A chat assistant by the month.", text="paragraph"
    )
    note: str = note_fact("Billed for at least two seats.")
    url: str = optional("address", "Its price page.", "https://claude.com/pricing", text="address")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Price:
    """What one unit of an offer or a plan of an app costs, in US dollars, from a day to a day (both included)."""

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
    usd: Decimal = fact(
        "US dollars",
        "Price of one unit; 0 only if it is truly free.",
        "2.50",
        rule=not_negative(),
        quantity=Quantity(unit="USD per {unit}", name="price"),
        filter=True,
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
    last_seen: date | None = optional(
        "last seen",
        "The last day on which a list or page showed it.",
        "2026-11-19",
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
    def seen(self) -> date:
        """Return the last day on which a source stated it."""
        return self.last_seen or self.as_of


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
