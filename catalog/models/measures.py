"""Measurements of models, and the statements that advice leans on."""

from decimal import Decimal
from typing import override

from django.db.models import F, Q

from catalog.models.base import must, single
from catalog.models.rows import DeskRow

HIGHEST_SCORE = Decimal(1_000_000_000)


class Benchmark(DeskRow, kind="benchmarks"):
    """A measurement that many models went through."""


class Score(DeskRow, kind="scores"):
    """One model's figure on one benchmark at one setting, with the interval its measurer gives."""

    rules = (
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
        """Return whose figure, on which benchmark and day."""
        return f"{self.model}, {self.benchmark}: {self.value} on {self.as_of}"


class Guidance(DeskRow, kind="guidance"):
    """A sourced statement that the advice of a plan leans on."""


class Advice(DeskRow, kind="advice"):
    """What a plan says in one situation: a risk, a wrong tool, a way to better results, a phase."""
