"""Models, and how they can be fitted to a firm."""

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
    Adaptation,
    Available,
    Known,
    Language,
    Medium,
    ModelFact,
    Purpose,
    Region,
)

WRITERS = (
    Purpose.GENERAL,
    Purpose.CODE_COMPLETION,
    Purpose.SEARCH,
    Purpose.CONVERSATION,
)  # language models


def made_for(*purposes: Purpose) -> Where:
    """Return where a field applies that means something only of models of some purposes."""
    return Where("purposes", frozenset(purposes))


@record
class AiModel:
    """A model, its limits and its life. Counts are in tokens; None is unknown."""

    slug: str = slug_fact("gpt-6-2-sol")
    name: str = fact("name", "As its maker writes it.", "GPT-6.2 Sol")
    provider: str = fact(
        "maker", "Who made it, not who sells it.", "OpenAI", parent="providers", filter=True
    )
    family: str = optional("family", "The line it belongs to.", "GPT-6", filter=True)
    purposes: tuple[Purpose, ...] = optional(
        "made for",
        "What it is made for, not all it can put out. Leave empty if unknown.",
        "Transcription",
        group="What it does",
        compare="shown",
    )
    languages: tuple[Language, ...] = optional(
        "languages",
        "Languages that its maker names, where it hears or speaks. Empty is unknown.",
        "German",
        group="What it does",
        compare="shown",
        where=made_for(Purpose.TRANSCRIPTION, Purpose.SPEECH),
    )
    languages_note: str = optional(
        "on languages",
        "What its maker says of languages besides those named.",
        "50 languages",
        group="What it does",
        silent=True,
        where=made_for(Purpose.TRANSCRIPTION, Purpose.SPEECH),
    )
    preview: bool = optional(
        "preview", "Tick while its maker calls it a preview.", "ticked for Veo 3.1"
    )
    input_limit: int | None = optional(
        "reads at once",
        (
            "How many tokens go in at most, the answer apart. Empty where its maker names only "
            "one limit for both."
        ),
        "922000",
        group="Limits",
        rule=positive(),
        quantity=Quantity(unit="tokens", name="input_limit"),
        filter=True,
        compare="more",
        where=made_for(*WRITERS, Purpose.EMBEDDING),
    )
    total_limit: int | None = optional(
        "reads and writes at once",
        "How many tokens what goes in and the answer come to together. Empty is unknown.",
        "1050000",
        group="Limits",
        rule=positive(),
        quantity=Quantity(unit="tokens", name="total_limit"),
        filter=True,
        compare="more",
        where=made_for(*WRITERS),
    )
    output_limit: int | None = optional(
        "writes at once",
        "How many tokens an answer has at most.",
        "128000",
        group="Limits",
        rule=positive(),
        quantity=Quantity(unit="tokens", name="output_limit"),
        compare="more",
        where=made_for(*WRITERS),
    )
    parameters_billion: Decimal | None = optional(
        "parameters",
        "Its size, where published.",
        "70",
        group="Limits",
        rule=positive(below=1_000_000_000),
        quantity=Quantity(unit="billion parameters", name="parameters"),
        compare="shown",
    )
    active_parameters_billion: Decimal | None = optional(
        "active parameters",
        "How many work on one token, where experts take turns.",
        "15",
        group="Weights",
        quantity=Quantity(unit="billion parameters", name="active_parameters"),
        silent=True,
    )
    weights_gb: Decimal | None = optional(
        "size of the weights",
        "The smallest set that its maker publishes.",
        "17",
        group="Weights",
        rule=positive(below=1_000_000),
        quantity=Quantity(unit="GB", name="weights"),
        compare="shown",
    )
    weights_gb_measured: Decimal | None = optional(
        "size of the measured weights",
        "The set that the boards measured, where it is larger.",
        "62",
        group="Weights",
        quantity=Quantity(unit="GB", name="measured_weights"),
        silent=True,
    )
    weights_form: str = optional(
        "form of the weights",
        "Precision of the smallest set.",
        "4 bit",
        group="Weights",
        silent=True,
    )
    open_weights: Known = optional(
        "open weights",
        "Can anyone download it? Unknown if no source says so.",
        "Yes for Mistral Small",
        group="Control",
        compare="shown",
        filter=True,
    )
    self_hosting: Known = optional(
        "own servers",
        "May a firm run it on its own servers? Unknown if no source says so.",
        "Yes for most open weights",
        group="Control",
        compare="yes",
        filter=True,
    )
    commercial_use: Known = optional(
        "business use",
        "Does the licence allow business use? Unknown if no source says so.",
        "No for a research licence",
        group="Licence",
        compare="shown",
        filter=True,
    )
    licence: str = optional(
        "licence",
        "The licence’s own name.",
        "Apache-2.0",
        group="Licence",
        filter=True,
        compare="shown",
    )
    licence_condition: str = optional(
        "condition of the licence",
        "What the firm must check before it uses the model, in a sentence.",
        "Free below $1M a year.",
        group="Licence",
        text="paragraph",
        compare="shown",
        silent=True,
    )
    licence_not_in: tuple[Region, ...] = optional(
        "licence does not hold in",
        "Where the licence does not hold.",
        "European Union",
        group="Licence",
        compare="shown",
        silent=True,
    )
    licence_revenue_max_usd: int | None = optional(
        "revenue at most",
        "US dollars a year that a firm may earn to use it under this licence.",
        "1000000",
        group="Licence",
        rule=positive(),
        quantity=Quantity(unit="USD a year", name="licence_revenue_max"),
        compare="shown",
        silent=True,
    )
    tuning: Known = optional(
        "can be tuned",
        "Can a customer tune it anywhere? Unknown if no source says so.",
        "No where the maker closed tuning",
        group="Control",
        compare="yes",
        filter=True,
    )
    tools: Known = optional(
        "uses tools",
        "Can it call functions? Unknown if no source says so.",
        "Yes for most language models",
        group="What it does",
        compare="yes",
        where=made_for(*WRITERS),
    )
    structured_output: Known = optional(
        "fixed form of answer",
        "Does it keep to a given form (a schema)? Unknown if no source says so.",
        "Yes",
        group="What it does",
        compare="yes",
        where=made_for(*WRITERS),
    )
    reasoning: Known = optional(
        "thinks before it answers",
        "Does it think before it answers? Unknown if no source says so.",
        "Yes for GPT-6.2 Astra",
        group="What it does",
        compare="shown",
        where=made_for(*WRITERS),
    )
    thinking_off: Known = optional(
        "thinking can be switched off",
        "Does it answer without thinking when it is told to? Unknown if no source says so.",
        "No for Gemini 4 Argon",
        group="What it does",
        compare="shown",
        where=made_for(*WRITERS),
    )
    knowledge_until: date | None = optional(
        "knowledge ends",
        "The last day of what it learnt from.",
        "2026-05-18",
        group="Limits",
        compare="shown",
        where=made_for(*WRITERS),
    )
    released: date | None = optional(
        "on sale since",
        "The first day it could be used.",
        "2026-11-17",
        group="Life",
        filter=True,
        compare="shown",
    )
    replaced_by: str | None = optional(
        "replaced by",
        "The successor its maker names.",
        "GPT-6.2 Sol",
        group="Life",
        link="models",
        compare="shown",
        silent=True,
    )
    listed: bool = fact(
        "listed",
        (
            "Untick where old price lists alone know it: on sale then only if somebody says when "
            "it ends."
        ),
        "unticked for GPT-4 32K",
        default=True,
        filter=True,
    )
    price_not_found: date | None = optional(
        "no price found on",
        (
            "The day on which somebody looked for a price and found none. Empty if nobody "
            "looked, or one is on file."
        ),
        "2026-11-30",
        group="Proof",
    )
    homepage: str = optional(
        "homepage", "Its own page.", "https://www.example.org/models/sol", text="address"
    )
    note: str = note_fact("Weights may not be used in the EU.")
    source: str = source_fact()
    as_of: date = as_of_fact()


def _media(label: str, words: str, example: str) -> Any:
    return optional(label, words, example, group="What it says", filter=True)


@record
class ModelStatement:
    """What one source says of a model: what goes in, what comes out, which facts it gives.

    The facts are those of the model's row that were read there.
    """

    model: str = fact(
        "model", "Of which model it speaks.", "GPT-6.2 Sol", parent="models", filter=True
    )
    reads: tuple[Medium, ...] = _media(
        "reads", "What goes in. What the source leaves out stays unknown.", "Text, Pictures"
    )
    does_not_read: tuple[Medium, ...] = _media(
        "does not read",
        "Only what the source says does not go in; that it leaves a medium out says nothing.",
        "Video",
    )
    makes: tuple[Medium, ...] = _media(
        "makes", "What comes out. What the source leaves out stays unknown.", "Text"
    )
    does_not_make: tuple[Medium, ...] = _media(
        "does not make",
        "Only what the source says does not come out; that it leaves a medium out says nothing.",
        "Speech",
    )
    facts: tuple[ModelFact, ...] = optional(
        "also read there",
        "Facts of the model that were read in this source, not in that of the model.",
        "Reads at once",
        group="What it says",
        filter=True,
    )
    note: str = note_fact("A PDF goes in as a file.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Tuning:
    """One way to adapt a model at one host."""

    slug: str = slug_fact("gpt-4-1-openai-fine-tuning")
    model: str | None = fact(
        "model", "The model, if the catalog has it.", "GPT-4.1", link="models", filter=True
    )
    model_name: str = fact("model’s name", "As the host writes it.", "GPT-4.1")
    host: str = fact("host", "Who offers the tuning.", "OpenAI", parent="providers", filter=True)
    adaptations: tuple[Adaptation, ...] = optional(
        "ways",
        "What can be done; nothing where the host offers none.",
        "Fine-tuning on examples",
        group="What is offered",
        filter=True,
    )
    available: Available = fact(
        "for new customers",
        "Whether somebody new gets it.",
        "Not to everybody",
        group="What is offered",
        filter=True,
    )
    min_examples: int | None = optional(
        "fewest examples",
        "What the host asks for at least.",
        "10",
        group="What it takes",
        rule=not_negative(),
        quantity=Quantity(unit="{example_unit}"),
    )
    good_examples: str = optional(
        "recommended examples", "What the host recommends.", "50-100", group="What it takes"
    )
    example_unit: str = optional(
        "unit of examples", "What is counted.", "example conversations", group="What it takes"
    )
    price: str = optional(
        "price",
        "What the training costs, in words.",
        "$25 per million tokens",
        group="What it takes",
    )
    running_cost: str = optional(
        "running cost",
        "What the tuned model costs in use.",
        "$3 in, $12 out per million tokens",
        group="What it takes",
        text="paragraph",
    )
    ends: date | None = optional(
        "ends", "The last day it is offered.", "2027-01-06", group="What is offered", filter=True
    )
    note: str = note_fact("Only for organisations that tuned before.")
    source: str = source_fact()
    as_of: date = as_of_fact()
