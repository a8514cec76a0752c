"""Sources on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.models import Source


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """Where facts were read."""

    list_display = ("title", "publisher", "voice", "published", "retrieved", "state")
    list_filter = ("state", "voice", "retrieved")
    search_fields = ("slug", "title", "publisher", "url")
