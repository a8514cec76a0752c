"""Models, and how they can be fitted to a firm."""

from typing import override

from django.db import models
from django.db.models import F, Q

from catalog.kinds import KINDS
from catalog.models.base import (
    DeskRow,
    as_of_field,
    basics,
    known_word,
    known_words,
    link_field,
    must,
    note_field,
    parent_field,
    slug_field,
    source_field,
    url_field,
    word_field,
    words_field,
)
from catalog.vocabulary import Adaptation, Available, Known, Medium, Purpose, Region


def _known(label: str, question: str, example: str) -> "models.CharField[str, str]":
    return word_field(
        label,
        Known,
        f"{question} Unknown if no source says so. Example: {example}",
        default=Known.UNKNOWN.value,
    )


class AiModel(DeskRow):
    """A model, its limits and its life."""

    kind = KINDS["models"]

    slug = slug_field("gpt-6-2-sol")
    name = models.CharField("name", help_text="As its maker writes it. Example: GPT-6.2 Sol")
    provider = parent_field("catalog.Provider", "maker", "Who made it, not who sells it. Example: OpenAI")
    family = models.CharField("family", blank=True, help_text="The line it belongs to. Example: GPT-6")
    purposes = words_field(
        "made for",
        Purpose,
        "What it is made for, not all it can put out. Leave empty if unknown. Example: Transcription",
        default=list,
        blank=True,
    )
    preview = models.BooleanField(
        "preview", default=False, help_text="Tick while its maker calls it a preview. Example: ticked for Veo 3.1"
    )
    inputs = words_field(
        "goes in", Medium, "What it reads. Leave empty if unknown. Example: Text, Pictures", default=list, blank=True
    )
    outputs = words_field(
        "comes out",
        Medium,
        "What it makes; the branch of the matrix follows from it. Leave empty if unknown. Example: Text",
        default=list,
        blank=True,
    )
    context_tokens = models.BigIntegerField(
        "context", null=True, blank=True, help_text="How many tokens fit in at once. Empty is unknown. Example: 200000"
    )
    output_tokens = models.BigIntegerField(
        "longest answer", null=True, blank=True, help_text="How many tokens it writes at most. Example: 32000"
    )
    parameters_billion = models.DecimalField(
        "parameters, in billions", null=True, blank=True, help_text="Its size, where published. Example: 70"
    )
    active_parameters_billion = models.DecimalField(
        "active parameters, in billions",
        null=True,
        blank=True,
        help_text="How many work on one token, where experts take turns. Example: 15",
    )
    weights_gb = models.DecimalField(
        "weights, in GB",
        null=True,
        blank=True,
        help_text="The smallest set that its maker publishes. Example: 17",
    )
    weights_gb_measured = models.DecimalField(
        "measured weights, in GB",
        null=True,
        blank=True,
        help_text="The set that the boards measured, where it is larger. Example: 62",
    )
    weights_form = models.CharField(
        "form of the weights", blank=True, help_text="Precision of the smallest set. Example: 4 bit"
    )
    open_weights = _known("open weights", "Can anyone download it?", "Yes for Mistral Small")
    self_hosting = _known("own servers", "May a firm run it on its own servers?", "Yes for most open weights")
    commercial_use = _known("commercial use", "Does the licence allow business use?", "No for a research licence")
    licence = models.CharField("licence", blank=True, help_text="The licence’s own name. Example: Apache-2.0")
    licence_condition = models.TextField(
        "condition of the licence",
        blank=True,
        help_text="What the firm must check before it uses the model, in a sentence. Example: Free below $1M a year.",
    )
    licence_not_in = words_field(
        "not in", Region, "Where the licence does not hold. Example: European Union", default=list, blank=True
    )
    licence_revenue_max_usd = models.BigIntegerField(
        "revenue at most",
        null=True,
        blank=True,
        help_text="US dollars a year that a firm may earn to use it under this licence. Example: 1000000",
    )
    tuning = _known("tuning", "Can a customer tune it anywhere?", "No where the maker closed tuning")
    tools = _known("tools", "Can it call functions?", "Yes for most language models")
    structured_output = _known("structured output", "Does it keep to a given form (a schema)?", "Yes")
    reasoning = _known("reasoning", "Does it think before it answers?", "Yes for GPT-6.2 Astra")
    knowledge_until = models.DateField(
        "knowledge until", null=True, blank=True, help_text="The last day of what it learnt from. Example: 2026-05-18"
    )
    released = models.DateField(
        "released", null=True, blank=True, help_text="The first day it could be used. Example: 2026-11-17"
    )
    retires = models.DateField(
        "retires",
        null=True,
        blank=True,
        help_text="The first day it can no longer be used. Empty if no day is announced. Example: 2027-01-14",
    )
    gone_by = models.DateField(
        "gone by",
        null=True,
        blank=True,
        help_text="A day on which it was known to be off sale, where the day it ended is not on record. Example: 2026-11-23",
    )
    replaced_by = link_field("catalog.AiModel", "replaced by", "The successor its maker names. Example: GPT-6.2 Sol")
    listed = models.BooleanField(
        "listed",
        default=True,
        help_text="Untick for a model known from old prices only: readable, never recommended. Example: unticked for GPT-4 32K",
    )
    homepage = url_field("homepage", "Its own page. Example: https://www.example.org/models/sol")
    note = note_field("Weights may not be used in the EU.")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "model"
        constraints = (
            *basics("model", "name"),
            *known_words("model", purposes=Purpose, inputs=Medium, outputs=Medium, licence_not_in=Region),
            *known_word(
                "model",
                open_weights=Known,
                self_hosting=Known,
                commercial_use=Known,
                tuning=Known,
                tools=Known,
                structured_output=Known,
                reasoning=Known,
            ),
            must(
                "model_context_tokens_positive",
                Q(context_tokens__isnull=True) | Q(context_tokens__gt=0),
                "The context is at least one token. Leave it empty if it is unknown.",
            ),
            must(
                "model_output_tokens_positive",
                Q(output_tokens__isnull=True) | Q(output_tokens__gt=0),
                "The longest answer is at least one token. Leave it empty if it is unknown.",
            ),
            must(
                "model_parameters_positive",
                Q(parameters_billion__isnull=True) | Q(parameters_billion__gt=0, parameters_billion__lt=10**9),
                "The number of parameters is above 0. Leave it empty if it is unknown.",
            ),
            must(
                "model_active_parameters_within_all",
                Q(active_parameters_billion__isnull=True)
                | Q(parameters_billion__isnull=True, active_parameters_billion__gt=0)
                | Q(active_parameters_billion__gt=0, active_parameters_billion__lte=F("parameters_billion")),
                "The active parameters are above 0 and no more than all parameters.",
            ),
            must(
                "model_weights_positive",
                Q(weights_gb__isnull=True) | Q(weights_gb__gt=0, weights_gb__lt=10**6),
                "The weights are above 0 GB. Leave them empty if their size is unknown.",
            ),
            must(
                "model_measured_weights_not_smaller",
                Q(weights_gb_measured__isnull=True)
                | Q(weights_gb__isnull=False, weights_gb_measured__gte=F("weights_gb"), weights_gb_measured__lt=10**6),
                "The measured weights are no smaller than the smallest set, which must be filled in.",
            ),
            must(
                "model_revenue_limit_positive",
                Q(licence_revenue_max_usd__isnull=True) | Q(licence_revenue_max_usd__gt=0),
                "A limit on revenue is above 0. Leave it empty if the licence has none.",
            ),
            must(
                "model_gone_without_last_day",
                Q(gone_by__isnull=True) | Q(retires__isnull=True),
                "Either the day it retires is on record, or only that it was gone by a day. Fill in one of the two.",
            ),
            must(
                "model_retires_after_release",
                Q(retires__isnull=True) | Q(released__isnull=True) | Q(retires__gte=F("released")),
                "A model cannot retire before it was released. Check the two days.",
            ),
            must(
                "model_does_not_replace_itself",
                Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                "A model cannot replace itself. Choose its successor or leave this empty.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Tuning(DeskRow):
    """One way to adapt a model at one host."""

    kind = KINDS["tunings"]

    slug = slug_field("gpt-4-1-openai-fine-tuning")
    model = link_field("catalog.AiModel", "model", "The model, if the catalog has it. Example: GPT-4.1")
    model_name = models.CharField("model’s name", help_text="As the host writes it. Example: GPT-4.1")
    host = parent_field("catalog.Provider", "host", "Who offers the tuning. Example: OpenAI")
    adaptations = words_field(
        "ways",
        Adaptation,
        "What can be done; nothing where the host offers none. Example: Fine-tuning on examples",
        default=list,
        blank=True,
    )
    available = word_field("for new customers", Available, "Whether somebody new gets it. Example: Not to everybody")
    min_examples = models.IntegerField(
        "fewest examples", null=True, blank=True, help_text="What the host asks for at least. Example: 10"
    )
    good_examples = models.CharField(
        "recommended examples", blank=True, help_text="What the host recommends. Example: 50-100"
    )
    example_unit = models.CharField(
        "unit of examples", blank=True, help_text="What is counted. Example: example conversations"
    )
    price = models.CharField(
        "price", blank=True, help_text="What the training costs, in words. Example: $25 per million tokens"
    )
    running_cost = models.TextField(
        "running cost",
        blank=True,
        help_text="What the tuned model costs in use. Example: $3 in, $12 out per million tokens",
    )
    ends = models.DateField("ends", null=True, blank=True, help_text="The last day it is offered. Example: 2027-01-06")
    note = note_field("Only for organisations that tuned before.")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "tuning"
        constraints = (
            *basics("tuning", "model_name"),
            *known_words("tuning", adaptations=Adaptation),
            *known_word("tuning", available=Available),
            must(
                "tuning_names_a_way",
                Q(adaptations__len__gt=0) | Q(available=Available.NO.value),
                "Tick at least one way in which the model can be adapted, or say that it is not offered.",
            ),
            must(
                "tuning_min_examples_not_negative",
                Q(min_examples__isnull=True) | Q(min_examples__gte=0),
                "The fewest examples cannot be below 0. Leave it empty if it is unknown.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the model's name and the slug, which tells hosts apart."""
        return f"{self.model_name} ({self.slug})"
