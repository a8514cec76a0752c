"""Use cases, cells of the matrix and contrasts on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.filters import by, holding
from catalog.models import Cell, Contrast, UseCase
from catalog.vocabulary import Medium, Risk, Task


@admin.register(UseCase)
class UseCaseAdmin(DeskAdmin):
    """Jobs for which businesses ask for AI."""

    list_display = ("name", "industry", "department", "unit", "minutes_by_hand", "common", "state")
    list_filter = (
        "state",
        "common",
        holding("outputs", "comes out", Medium),
        holding("tasks", "task", Task),
        holding("risks", "risk", Risk),
        by("industry"),
    )
    search_fields = ("slug", "name", "result", "department", "industry__name")
    fieldsets = (
        (None, {"fields": ("state", "slug", "name", "result", "industry", "department", "common")}),
        ("The work", {"fields": ("inputs", "outputs", "tasks", "unit", "unit_plural")}),
        (
            "How much of it, per unit",
            {
                "fields": ("tokens_in", "tokens_out", "media_amount", "minutes_by_hand"),
                "description": "All of these are shown to readers as estimates.",
            },
        ),
        ("Care", {"fields": ("risks", "pilot_measure")}),
        ("Proof", {"fields": ("source", "as_of")}),
    )


@admin.register(Cell)
class CellAdmin(DeskAdmin):
    """How each branch does each use case."""

    list_display = ("use_case", "branch", "fit", "reason", "review_by", "state")
    list_filter = ("state", "branch", "fit", "review_by")
    search_fields = ("use_case__slug", "use_case__name", "reason", "condition")


@admin.register(Contrast)
class ContrastAdmin(DeskAdmin):
    """Language models against generative AI as a whole."""

    list_display = ("feature", "position", "language", "generative", "state")
    list_filter = ("state",)
    search_fields = ("slug", "feature", "language", "generative")
