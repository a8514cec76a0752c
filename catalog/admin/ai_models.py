"""Models and ways to adapt them on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.filters import by, holding
from catalog.models import AiModel, Tuning
from catalog.vocabulary import Adaptation, Medium


@admin.register(AiModel)
class AiModelAdmin(DeskAdmin):
    """Models, their limits and their lives."""

    list_display = ("name", "provider", "family", "released", "retires", "listed", "state")
    list_filter = (
        "state",
        "listed",
        holding("outputs", "comes out", Medium),
        "open_weights",
        "self_hosting",
        "retires",
        by("provider"),
    )
    search_fields = ("slug", "name", "family", "provider__name")
    fieldsets = (
        (None, {"fields": ("state", "slug", "name", "provider", "family", "homepage", "listed", "preview")}),
        ("What it does", {"fields": ("purposes", "inputs", "outputs", "tools", "structured_output", "reasoning")}),
        ("Limits", {"fields": ("context_tokens", "output_tokens", "parameters_billion", "knowledge_until")}),
        ("Control", {"fields": ("open_weights", "self_hosting", "tuning")}),
        (
            "Weights",
            {"fields": ("active_parameters_billion", "weights_gb", "weights_gb_measured", "weights_form")},
        ),
        (
            "Licence",
            {
                "fields": (
                    "licence",
                    "commercial_use",
                    "licence_condition",
                    "licence_not_in",
                    "licence_revenue_max_usd",
                )
            },
        ),
        ("Life", {"fields": ("released", "retires", "gone_by", "replaced_by")}),
        ("Proof", {"fields": ("note", "source", "as_of")}),
    )


@admin.register(Tuning)
class TuningAdmin(DeskAdmin):
    """Ways to adapt a model at a host."""

    list_display = ("model_name", "host", "available", "ends", "as_of", "state")
    list_filter = ("state", "available", holding("adaptations", "way", Adaptation), by("host"))
    search_fields = ("slug", "model_name", "host__name")
    fieldsets = (
        (None, {"fields": ("state", "slug", "model", "model_name", "host")}),
        ("What is offered", {"fields": ("adaptations", "available", "ends")}),
        ("What it takes", {"fields": ("min_examples", "good_examples", "example_unit", "price", "running_cost")}),
        ("Proof", {"fields": ("note", "source", "as_of")}),
    )
