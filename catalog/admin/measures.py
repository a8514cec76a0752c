"""Benchmarks, scores and guidance on the desk."""

from typing import override
from urllib.parse import urlencode

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.dated import DatedAdmin
from catalog.admin.filters import by
from catalog.models import Advice, Benchmark, DeskRow, Guidance, Score


@admin.register(Benchmark)
class BenchmarkAdmin(DeskAdmin):
    """Measurements."""

    list_display = ("name", "task", "unit", "higher_is_better", "as_of", "state")
    list_filter = ("state", "task", "higher_is_better")
    search_fields = ("slug", "name", "measures")


@admin.register(Score)
class ScoreAdmin(DatedAdmin):
    """Figures of models, with who measured. A new score follows the old one, which readers then no longer have."""

    list_display = ("model", "benchmark", "effort", "value", "low", "high", "voice", "measured_by", "as_of", "state")
    list_display_links = ("value",)
    list_filter = ("state", "voice", "effort", by("benchmark"))
    search_fields = ("model__slug", "model__name", "benchmark__slug", "benchmark__name", "measured_by", "variant")

    @override
    def following(self, row: DeskRow) -> tuple[str, str]:
        """Lead to a newer figure of the same model on the same benchmark."""
        assert isinstance(row, Score)  # noqa: S101 (for the types)
        given = {
            "benchmark": row.benchmark_id,
            "model": row.model_id,
            "voice": row.voice,
            "measured_by": row.measured_by,
            "effort": row.effort,
            "variant": row.variant,
        }
        return f"{self.address('add')}?{urlencode(given)}", "New score from a day…"


@admin.register(Guidance)
class GuidanceAdmin(DeskAdmin):
    """Statements that advice leans on."""

    list_display = ("statement", "topic", "figure", "as_of", "state")
    list_filter = ("state", "topic")
    search_fields = ("slug", "statement", "population")


@admin.register(Advice)
class AdviceAdmin(DeskAdmin):
    """What plans say."""

    list_display = ("title", "topic", "subject", "position", "as_of", "state")
    list_filter = ("state", "topic", "subject")
    search_fields = ("slug", "subject", "title", "text", "action")
