"""Models, and how they can be fitted to a firm."""

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
from catalog.vocabulary import Adaptation, Available, Known, Medium, Purpose, Region


@record
class AiModel:
    """A model, its limits and its life. Counts are in tokens; None is unknown."""

    slug: str = slug_fact(example="gpt-6-2-sol")
    name: str = fact(label="name", help="As its maker writes it.", example="GPT-6.2 Sol")
    provider: str = fact(
        label="maker", help="Who made it, not who sells it.", example="OpenAI", parent="providers", filter=True
    )
    family: str = fact(
        default="", label="family", help="The line it belongs to.", example="GPT-6", filter=True, minor=True
    )
    purposes: tuple[Purpose, ...] = fact(
        default=(),
        label="made for",
        help="What it is made for, not all it can put out. Leave empty if unknown.",
        example="Transcription",
        group="What it does",
        compare="shown",
    )
    preview: bool = fact(
        default=False, label="preview", help="Tick while its maker calls it a preview.", example="ticked for Veo 3.1"
    )
    inputs: tuple[Medium, ...] = fact(
        default=(),
        label="reads",
        help="What it reads. Leave empty if unknown.",
        example="Text, Pictures",
        group="What it does",
    )
    outputs: tuple[Medium, ...] = fact(
        default=(),
        label="makes",
        help="What it makes; the branch of the matrix follows from it. Leave empty if unknown.",
        example="Text",
        group="What it does",
        compare="shown",
        filter=True,
    )
    context_tokens: int | None = fact(
        default=None,
        label="reads at once",
        help="How many tokens fit in at once. Empty is unknown.",
        example="200000",
        group="Limits",
        large=True,
        rule=positive(
            "model_context_tokens_positive", "The context is at least one token. Leave it empty if it is unknown."
        ),
        quantity=Quantity(unit="tokens", name="context"),
        filter=True,
        compare="more",
    )
    output_tokens: int | None = fact(
        default=None,
        label="writes at once",
        help="How many tokens it writes at most.",
        example="32000",
        group="Limits",
        large=True,
        rule=positive(
            "model_output_tokens_positive", "The longest answer is at least one token. Leave it empty if it is unknown."
        ),
        quantity=Quantity(unit="tokens", name="output"),
        compare="more",
    )
    parameters_billion: Decimal | None = fact(
        default=None,
        label="parameters",
        help="Its size, where published.",
        example="70",
        group="Limits",
        rule=positive(
            "model_parameters_positive",
            "The number of parameters is above 0. Leave it empty if it is unknown.",
            below=1_000_000_000,
        ),
        quantity=Quantity(unit="billion parameters", name="parameters"),
        compare="shown",
    )
    active_parameters_billion: Decimal | None = fact(
        default=None,
        label="active parameters",
        help="How many work on one token, where experts take turns.",
        example="15",
        group="Weights",
        quantity=Quantity(unit="billion parameters", name="active_parameters"),
        silent=True,
    )
    weights_gb: Decimal | None = fact(
        default=None,
        label="size of the weights",
        help="The smallest set that its maker publishes.",
        example="17",
        group="Weights",
        rule=positive(
            "model_weights_positive",
            "The weights are above 0 GB. Leave them empty if their size is unknown.",
            below=1_000_000,
        ),
        quantity=Quantity(unit="GB", name="weights"),
        compare="shown",
    )
    weights_gb_measured: Decimal | None = fact(
        default=None,
        label="size of the measured weights",
        help="The set that the boards measured, where it is larger.",
        example="62",
        group="Weights",
        quantity=Quantity(unit="GB", name="measured_weights"),
        silent=True,
    )
    weights_form: str = fact(
        default="",
        label="form of the weights",
        help="Precision of the smallest set.",
        example="4 bit",
        group="Weights",
        silent=True,
    )
    open_weights: Known = fact(
        default=Known.UNKNOWN,
        label="open weights",
        help="Can anyone download it? Unknown if no source says so.",
        example="Yes for Mistral Small",
        group="Control",
        compare="shown",
        filter=True,
    )
    self_hosting: Known = fact(
        default=Known.UNKNOWN,
        label="own servers",
        help="May a firm run it on its own servers? Unknown if no source says so.",
        example="Yes for most open weights",
        group="Control",
        compare="yes",
        filter=True,
    )
    commercial_use: Known = fact(
        default=Known.UNKNOWN,
        label="business use",
        help="Does the licence allow business use? Unknown if no source says so.",
        example="No for a research licence",
        group="Licence",
        compare="shown",
        filter=True,
    )
    licence: str = fact(
        default="",
        label="licence",
        help="The licence’s own name.",
        example="Apache-2.0",
        group="Licence",
        filter=True,
        compare="shown",
        minor=True,
    )
    licence_condition: str = fact(
        default="",
        label="condition of the licence",
        help="What the firm must check before it uses the model, in a sentence.",
        example="Free below $1M a year.",
        group="Licence",
        text="paragraph",
        compare="shown",
        silent=True,
    )
    licence_not_in: tuple[Region, ...] = fact(
        default=(),
        label="licence does not hold in",
        help="Where the licence does not hold.",
        example="European Union",
        group="Licence",
        compare="shown",
        silent=True,
    )
    licence_revenue_max_usd: int | None = fact(
        default=None,
        label="revenue at most",
        help="US dollars a year that a firm may earn to use it under this licence.",
        example="1000000",
        group="Licence",
        large=True,
        rule=positive(
            "model_revenue_limit_positive", "A limit on revenue is above 0. Leave it empty if the licence has none."
        ),
        quantity=Quantity(unit="USD a year", name="licence_revenue_max"),
        compare="shown",
        silent=True,
    )
    tuning: Known = fact(
        default=Known.UNKNOWN,
        label="can be tuned",
        help="Can a customer tune it anywhere? Unknown if no source says so.",
        example="No where the maker closed tuning",
        group="Control",
        compare="yes",
        filter=True,
    )
    tools: Known = fact(
        default=Known.UNKNOWN,
        label="uses tools",
        help="Can it call functions? Unknown if no source says so.",
        example="Yes for most language models",
        group="What it does",
        compare="yes",
    )
    structured_output: Known = fact(
        default=Known.UNKNOWN,
        label="fixed form of answer",
        help="Does it keep to a given form (a schema)? Unknown if no source says so.",
        example="Yes",
        group="What it does",
        compare="yes",
    )
    reasoning: Known = fact(
        default=Known.UNKNOWN,
        label="thinks before it answers",
        help="Does it think before it answers? Unknown if no source says so.",
        example="Yes for GPT-6.2 Astra",
        group="What it does",
        compare="shown",
    )
    knowledge_until: date | None = fact(
        default=None,
        label="knowledge ends",
        help="The last day of what it learnt from.",
        example="2026-05-18",
        group="Limits",
        compare="shown",
    )
    released: date | None = fact(
        default=None,
        label="on sale since",
        help="The first day it could be used.",
        example="2026-11-17",
        group="Life",
        filter=True,
        compare="shown",
    )
    retires: date | None = fact(
        default=None,
        label="on sale until",
        help="The first day it can no longer be used. Empty if no day is announced.",
        example="2027-01-14",
        group="Life",
        filter=True,
        compare="shown",
    )
    gone_by: date | None = fact(
        default=None,
        label="gone by",
        help="A day on which it was known to be off sale, where the day it ended is not on record.",
        example="2026-11-23",
        group="Life",
        silent=True,
    )
    replaced_by: str | None = fact(
        default=None,
        label="replaced by",
        help="The successor its maker names.",
        example="GPT-6.2 Sol",
        group="Life",
        link="models",
        compare="shown",
        silent=True,
    )
    listed: bool = fact(
        default=True,
        label="listed",
        help="Untick for a model known from old prices only: readable, never recommended.",
        example="unticked for GPT-4 32K",
        filter=True,
    )
    homepage: str = fact(
        default="", label="homepage", help="Its own page.", example="https://www.example.org/models/sol", text="address"
    )
    note: str = note_fact(default="", example="Weights may not be used in the EU.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Tuning:
    """One way to adapt a model at one host."""

    slug: str = slug_fact(example="gpt-4-1-openai-fine-tuning")
    model: str | None = fact(
        label="model", help="The model, if the catalog has it.", example="GPT-4.1", link="models", filter=True
    )
    model_name: str = fact(label="model’s name", help="As the host writes it.", example="GPT-4.1")
    host: str = fact(label="host", help="Who offers the tuning.", example="OpenAI", parent="providers", filter=True)
    adaptations: tuple[Adaptation, ...] = fact(
        default=(),
        label="ways",
        help="What can be done; nothing where the host offers none.",
        example="Fine-tuning on examples",
        group="What is offered",
        filter=True,
    )
    available: Available = fact(
        label="for new customers",
        help="Whether somebody new gets it.",
        example="Not to everybody",
        group="What is offered",
        filter=True,
    )
    min_examples: int | None = fact(
        default=None,
        label="fewest examples",
        help="What the host asks for at least.",
        example="10",
        group="What it takes",
        rule=not_negative(
            "tuning_min_examples_not_negative",
            "The fewest examples cannot be below 0. Leave it empty if it is unknown.",
        ),
        quantity=Quantity(unit="{example_unit}"),
    )
    good_examples: str = fact(
        default="",
        label="recommended examples",
        help="What the host recommends.",
        example="50-100",
        group="What it takes",
    )
    example_unit: str = fact(
        default="",
        label="unit of examples",
        help="What is counted.",
        example="example conversations",
        group="What it takes",
    )
    price: str = fact(
        default="",
        label="price",
        help="What the training costs, in words.",
        example="$25 per million tokens",
        group="What it takes",
    )
    running_cost: str = fact(
        default="",
        label="running cost",
        help="What the tuned model costs in use.",
        example="$3 in, $12 out per million tokens",
        group="What it takes",
        text="paragraph",
    )
    ends: date | None = fact(
        default=None,
        label="ends",
        help="The last day it is offered.",
        example="2027-01-06",
        group="What is offered",
        filter=True,
    )
    note: str = note_fact(default="", example="Only for organisations that tuned before.")
    source: str = source_fact()
    as_of: date = as_of_fact()
