"""The desk's pages for editors."""

from django.contrib import admin

from catalog.admin import (
    ai_models,
    exchange,
    makers,
    market,
    matrix,
    measures,
    people,
    reading,
    releases,
    reports,
    revisions,
    sources,
)

__all__ = [
    "ai_models",
    "exchange",
    "makers",
    "market",
    "matrix",
    "measures",
    "people",
    "reading",
    "releases",
    "reports",
    "revisions",
    "sources",
]

admin.site.site_header = "Pilotlight desk"
admin.site.site_title = "Pilotlight desk"
admin.site.index_title = "What do you want to work on?"
admin.site.empty_value_display = "Not set"
