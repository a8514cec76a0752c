"""Measurements of models, and the statements that advice leans on."""

from decimal import Decimal
from typing import override

from django.db import models
from django.db.models import F, Q

from catalog.kinds import KINDS
from catalog.models.base import (
    DeskRow,
    as_of_field,
    basics,
    has_text,
    known_state,
    known_word,
    known_words,
    must,
    parent_field,
    single,
    slug_field,
    source_field,
    url_field,
    word_field,
    words_field,
)
from catalog.vocabulary import Effort, Risk, Task, Topic, Voice

HIGHEST_SCORE = Decimal(1_000_000_000)


class Benchmark(DeskRow):
    """A measurement that many models went through."""

    kind = KINDS["benchmarks"]

    slug = slug_field("arena-text")
    name = models.CharField("name", help_text="As its owner writes it. Example: Arena Text (overall)")
    measures = models.TextField(
        "measures",
        help_text="What it tells and what not, in plain words. Example: Which of two answers people like better.",
    )
    task = word_field("task", Task, "For which work it speaks. Example: Conversation")
    unit = models.CharField("unit", help_text="What the figure counts. Example: % of tasks solved")
    span = models.CharField("span", blank=True, help_text="From where to where figures go. Example: 0 to 100")
    higher_is_better = models.BooleanField(
        "higher is better",
        default=True,
        help_text="Untick where a low figure is good. Example: unticked for error rates",
    )
    url = url_field("address", "Its own page. Example: https://www.example.org/leaderboard")
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "benchmark"
        constraints = (*basics("benchmark", "name", "measures", "unit"), *known_word("benchmark", task=Task))

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Score(DeskRow):
    """One model's figure on one benchmark at one setting, with the interval its measurer gives."""

    kind = KINDS["scores"]

    benchmark = parent_field("catalog.Benchmark", "benchmark", "What was measured. Example: Arena Text (overall)")
    model = parent_field("catalog.AiModel", "model", "Which model. Example: GPT-6.2 Sol")
    effort = word_field(
        "setting",
        Effort,
        "How much the model was set to think. Example: High effort",
        default=Effort.UNNAMED.value,
    )
    value = models.DecimalField("value", help_text="The figure in the benchmark’s unit. Example: 1489.5")
    low = models.DecimalField(
        "low", null=True, blank=True, help_text="Lower end of the interval, where given. Example: 1483"
    )
    high = models.DecimalField(
        "high", null=True, blank=True, help_text="Upper end of the interval, where given. Example: 1496"
    )
    voice = word_field("voice", Voice, "Who stands behind the figure. Example: Measured it")
    measured_by = models.CharField("measured by", help_text="Who ran the measurement. Example: Epoch AI")
    variant = models.CharField(
        "printed name", blank=True, help_text="The name its measurer prints. Example: gpt-5.6-sol-xhigh"
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "score"
        constraints = (
            known_state("score"),
            *known_word("score", voice=Voice, effort=Effort),
            *has_text("score", "measured_by"),
            must(
                "score_within_interval",
                (Q(low__isnull=True) | Q(low__lte=F("value"))) & (Q(high__isnull=True) | Q(high__gte=F("value"))),
                "The value must lie between low and high.",
            ),
            must(
                "score_is_a_number",
                Q(value__gt=-HIGHEST_SCORE, value__lt=HIGHEST_SCORE),
                "Write the value as a number, for example 61.4.",
            ),
            single(
                "score_is_single",
                "benchmark",
                "model",
                "effort",
                "voice",
                "as_of",
                sentence="This figure is in the catalog already. Change that row instead.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return value and day; the list shows benchmark and model beside it."""
        return f"{self.value} on {self.as_of}"


class Guidance(DeskRow):
    """A sourced statement that the advice of a plan leans on."""

    kind = KINDS["guidance"]

    slug = slug_field("try-prompting-first")
    topic = word_field("topic", Topic, "Which part of a plan it serves. Example: Fine-tuning")
    statement = models.TextField(
        "statement", help_text="What the source says, in our words. Example: Write the tests before you tune."
    )
    figure = models.CharField("figure", blank=True, help_text="Its number, if it gives one. Example: 50-100")
    unit = models.CharField("unit", blank=True, help_text="What the figure counts. Example: examples")
    population = models.CharField(
        "population", blank=True, help_text="Among whom it was measured. Example: 5,172 support agents"
    )
    risks = words_field(
        "risks", Risk, "The risks it has something to say on. Example: Copyright", default=list, blank=True
    )
    source = source_field()
    as_of = as_of_field()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "guidance"
        verbose_name_plural = "guidance"
        constraints = (
            *basics("guidance", "statement"),
            *known_word("guidance", topic=Topic),
            *known_words("guidance", risks=Risk),
        )

    @override
    def __str__(self) -> str:
        """Return the statement."""
        return self.statement
