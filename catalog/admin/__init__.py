"""The desk's pages for editors."""

from django.contrib import admin

from catalog.admin import imports, people, records, releases, rows, watching

__all__ = ["imports", "people", "records", "releases", "rows", "watching"]

admin.site.index_title = "What do you want to work on?"
admin.site.disable_action("delete_selected")  # what readers may have seen is taken out
admin.site.empty_value_display = "–"
