"""Who sells what, on which terms, at which price, and what it costs to run weights of one's own."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import (
    Quantity,
    as_of_fact,
    fact,
    not_negative,
    note_fact,
    positive,
    record,
    slug_fact,
    source_fact,
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


@record
class DataTerms:
    """What a seller's terms say about the customer's data. Nobody should sign on this alone."""

    slug: str = slug_fact(example="openai-api")
    seller: str = fact(label="seller", help="Whose terms these are.", example="OpenAI", parent="providers", filter=True)
    product: str = fact(label="product", help="What the terms are for.", example="API platform")
    trains_on_inputs: Training = fact(
        label="trains on what you send",
        help="Whether the seller learns from what customers send.",
        example="Yes, unless you object",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    retention_days: int | None = fact(
        default=None,
        label="keeps it",
        help="How long inputs are kept. Empty is unknown, 0 is not at all.",
        example="30",
        group="What happens to the data",
        rule=not_negative(
            "data_terms_retention_not_negative",
            "Inputs cannot be kept for fewer than 0 days. Leave it empty if it is unknown.",
        ),
        quantity=Quantity(unit="days", name="retention"),
        compare="shown",
    )
    zero_retention: Known = fact(
        default=Known.UNKNOWN,
        label="can keep nothing",
        help="Can a customer have nothing kept?",
        example="Unknown if no page of the seller says so",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    eu_region: Known = fact(
        default=Known.UNKNOWN,
        label="region in the EU",
        help="Can the data stay in the EU?",
        example="Unknown if no page of the seller says so",
        group="What happens to the data",
        compare="shown",
        filter=True,
    )
    health_data: Known = fact(
        default=Known.UNKNOWN,
        label="health data",
        help="Does the seller sign for health data (HIPAA)?",
        example="Unknown if no page of the seller says so",
        group="What the seller signs",
    )
    soc2: Known = fact(
        default=Known.UNKNOWN,
        label="SOC 2",
        help="Is there a SOC 2 report?",
        example="Unknown if no page of the seller says so",
        group="What the seller signs",
    )
    indemnity: Known = fact(
        default=Known.UNKNOWN,
        label="indemnity",
        help="Does the seller pay if the output infringes rights?",
        example="Unknown if no page of the seller says so",
        group="What the seller signs",
    )
    note: str = note_fact(default="", example="Zero retention needs the seller’s approval.")
    confidence: Confidence = fact(
        label="confidence",
        help="How sure you are of this reading.",
        example="Low for an old copy of the page",
        group="Proof",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Offer:
    """A seller's offer of one model. `confirmed` means that a second source names it too."""

    slug: str = slug_fact(example="gpt-6-2-sol@aws-bedrock", text="offer slug")
    model: str = fact(label="model", help="What is sold.", example="GPT-6.2 Sol", parent="models")
    seller: str = fact(
        label="seller", help="Who sends the bill.", example="AWS Bedrock", parent="providers", filter=True
    )
    seller_model_id: str = fact(
        default="",
        label="seller’s name for it",
        help="What a developer types.",
        example="global.openai.gpt-6.2-sol",
        minor=True,
    )
    terms: str | None = fact(
        default=None,
        label="data terms",
        help="The terms that hold for this offer.",
        example="API platform",
        link="data_terms",
    )
    trains_on_inputs: Training = fact(
        default=Training.UNKNOWN,
        label="trains on what you send",
        help="Whether the seller learns from what customers send here; unknown: as its data terms say.",
        example="No",
    )
    eu_region: Known = fact(
        default=Known.UNKNOWN,
        label="region in the EU",
        help="Can this offer run in the EU?",
        example="Unknown if no page of the seller says so",
        filter=True,
    )
    eu_endpoint: str = fact(
        default="", label="address in the EU", help="Where calls stay in the EU.", example="https://api.eu.bfl.ai"
    )
    eu_price_factor: Decimal | None = fact(
        default=None,
        label="price factor in the EU",
        help="The price there over the list price, where no price of its own is on file.",
        example="1.1",
        rule=positive(
            "offer_eu_price_factor_within_reason",
            "The factor lies between 0 and 10; 1.1 is a tenth more. Leave it empty if it is unknown.",
            below=10,
        ),
        quantity=Quantity(unit="times the list price"),
    )
    regions_note: str = fact(
        default="",
        label="regions",
        help="What the seller says about regions.",
        example="EU data zone costs a fifth more.",
        text="paragraph",
        minor=True,
    )
    confirmed: bool = fact(
        default=False,
        label="confirmed",
        help="Tick if a second source names this offer too.",
        example="ticked if two price lists agree",
        filter=True,
    )
    note: str = note_fact(default="", example="Long prompts cost double.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Product:
    """Something people subscribe to; built on models, but not a model."""

    slug: str = slug_fact(example="claude-pro")
    name: str = fact(label="name", help="As on the price page.", example="Claude Pro")
    provider: str = fact(label="seller", help="Who sells it.", example="Anthropic", parent="providers", filter=True)
    models: tuple[str, ...] = fact(
        default=(),
        label="built on",
        help="Models a subscriber gets to use.",
        example="Claude Opus 4.6",
        link="models",
        filter=True,
    )
    families: tuple[str, ...] = fact(
        default=(),
        label="families inside",
        help="Makers whose models are inside, where versions are not named.",
        example="OpenAI",
        link="providers",
    )
    media: tuple[Medium, ...] = fact(
        default=(), label="makes", help="What people make with it.", example="Text", filter=True
    )
    made_for: str = fact(
        default="", label="made for", help="The kind of work it is made for, in a few words.", example="any writing"
    )
    group: str = fact(
        default="", label="plan of", help="The product that this is a plan of.", example="ChatGPT for ChatGPT Business"
    )
    least_seats: int | None = fact(
        default=None,
        label="least seats",
        help="How many seats one must buy at least.",
        example="2",
        rule=positive("product_least_seats_positive", "One seat is the least. Leave it empty if it is unknown."),
        quantity=Quantity(unit="seats"),
    )
    terms: str | None = fact(
        default=None,
        label="data terms",
        help="The terms that hold for it.",
        example="ChatGPT Business",
        link="data_terms",
    )
    trains_on_inputs: Training = fact(
        default=Training.UNKNOWN,
        label="trains on what you send",
        help="Whether the seller learns from what customers send here; unknown: as its data terms say.",
        example="No",
    )
    eu_region: Known = fact(
        default=Known.UNKNOWN,
        label="region in the EU",
        help="Does all processing stay in the EU?",
        example="Unknown if no page of the seller says so",
    )
    about: str = fact(
        default="",
        label="about",
        help="What it is, in one sentence.",
        example="A chat assistant by the month.",
        text="paragraph",
        minor=True,
    )
    note: str = note_fact(default="", example="Billed for at least two seats.")
    url: str = fact(
        default="", label="address", help="Its price page.", example="https://claude.com/pricing", text="address"
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Price:
    """What one unit of an offer or a product costs, in US dollars, from a day to a day (both included)."""

    offer: str | None = fact(
        default=None,
        label="offer",
        help="The offer it is for; empty for a product.",
        example="gpt-6-2-sol@openai",
        parent="offers",
    )
    product: str | None = fact(
        default=None,
        label="product",
        help="The product it is for; empty for an offer.",
        example="Claude Pro",
        parent="products",
    )
    unit: PriceUnit = fact(label="unit", help="What the price buys.", example="million tokens in", filter=True)
    region: PriceRegion = fact(
        default=PriceRegion.LIST,
        label="region",
        help="Where it holds, if it is not the list price.",
        example="In the EU",
        filter=True,
    )
    tier: str = fact(default="", label="tier", help="Quality or size that it buys.", example="720p")
    usd: Decimal = fact(
        label="US dollars",
        help="Price of one unit; 0 only if it is truly free.",
        example="2.50",
        rule=not_negative("price_not_negative", "A price cannot be below 0."),
        quantity=Quantity(unit="USD per {unit}", name="price"),
        filter=True,
    )
    valid_from: date = fact(
        label="from", help="The first day it holds.", example="2026-11-17", group="In force", filter=True
    )
    valid_to: date | None = fact(
        default=None,
        label="to",
        help="The last day it holds; empty while no end is known. A new price starts the day after.",
        example="2026-12-31",
        group="In force",
    )
    last_seen: date | None = fact(
        default=None,
        label="last seen",
        help="The last day on which a list or page showed it.",
        example="2026-11-19",
        group="In force",
    )
    basis: PriceBasis = fact(
        default=PriceBasis.DATED,
        label="basis",
        help="How sure the first day is.",
        example="Announced for this day",
        group="In force",
    )
    note: str = note_fact(default="", example="Off-peak price.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Machine:
    """A machine that can be rented or bought to run open weights. Prices are in US dollars."""

    slug: str = slug_fact(example="h100-80gb-ovhcloud")
    name: str = fact(label="name", help="As people call it.", example="NVIDIA H100, 80 GB")
    size: MachineSize = fact(label="size", help="Which weights it holds.", example="One data-centre card", filter=True)
    seller: str = fact(default="", label="seller", help="Who rents or sells it.", example="OVHcloud")
    region: str = fact(default="", label="region", help="Where it stands.", example="France")
    memory_gb: int = fact(
        label="memory, in GB",
        help="Of all its cards together.",
        example="80",
        rule=positive("machine_memory_positive", "A machine has memory. Write it in GB."),
        quantity=Quantity(unit="GB", name="memory"),
    )
    usd_hour_low: Decimal | None = fact(
        default=None,
        label="US dollars an hour, from",
        help="The lowest rent an hour.",
        example="2.99",
        quantity=Quantity(unit="USD an hour"),
    )
    usd_hour_high: Decimal | None = fact(
        default=None,
        label="US dollars an hour, to",
        help="The highest rent an hour.",
        example="4.50",
        quantity=Quantity(unit="USD an hour"),
    )
    usd_purchase: Decimal | None = fact(
        default=None,
        label="US dollars to buy",
        help="What it costs to buy.",
        example="2900",
        rule=positive(
            "machine_purchase_positive",
            "What it costs to buy is above 0. Leave it empty if it is only rented.",
            below=1_000_000_000,
        ),
        quantity=Quantity(unit="USD", name="purchase"),
    )
    note: str = note_fact(default="", example="Without storage and traffic.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class ExchangeRate:
    """What one unit of a currency costs in US dollars, from a day on."""

    currency: Currency = fact(label="currency", help="Which currency.", example="Euro", filter=True)
    usd: Decimal = fact(
        label="US dollars",
        help="What one unit of it costs.",
        example="1.15",
        rule=positive("exchange_rate_positive", "A rate is above 0.", below=1_000_000),
        quantity=Quantity(unit="USD per {currency}", name="rate"),
    )
    valid_from: date = fact(label="from", help="The first day it holds, until a newer row.", example="2026-11-26")
    source: str = source_fact()
    as_of: date = as_of_fact()
