"""Benchmarks, scores and guidance on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.filters import by
from catalog.models import Benchmark, Guidance, Score


@admin.register(Benchmark)
class BenchmarkAdmin(DeskAdmin):
    """Measurements."""

    list_display = ("name", "task", "unit", "higher_is_better", "as_of", "state")
    list_filter = ("state", "task", "higher_is_better")
    search_fields = ("slug", "name", "measures")


@admin.register(Score)
class ScoreAdmin(DeskAdmin):
    """Figures of models, with who measured."""

    list_display = ("model", "benchmark", "value", "low", "high", "voice", "measured_by", "as_of", "state")
    list_display_links = ("value",)
    list_filter = ("state", "voice", by("benchmark"))
    search_fields = ("model__slug", "model__name", "benchmark__slug", "benchmark__name", "measured_by", "variant")


@admin.register(Guidance)
class GuidanceAdmin(DeskAdmin):
    """Statements that advice leans on."""

    list_display = ("statement", "topic", "figure", "as_of", "state")
    list_filter = ("state", "topic")
    search_fields = ("slug", "statement", "population")
