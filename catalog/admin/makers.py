"""Providers, modalities, industries and roles on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.filters import holding
from catalog.models import Industry, Modality, Provider, Role
from catalog.vocabulary import Medium


@admin.register(Provider)
class ProviderAdmin(DeskAdmin):
    """Firms that make or sell models."""

    list_display = ("name", "slug", "country", "closed_weights", "homepage", "state")
    list_filter = ("state", "closed_weights")
    search_fields = ("slug", "name", "about")


@admin.register(Modality)
class ModalityAdmin(DeskAdmin):
    """Media in plain words."""

    list_display = ("name", "slug", "state")
    list_filter = ("state",)
    search_fields = ("slug", "name", "explanation")


@admin.register(Industry)
class IndustryAdmin(DeskAdmin):
    """Trades."""

    list_display = ("name", "slug", "state")
    list_filter = ("state",)
    search_fields = ("slug", "name", "explanation")


@admin.register(Role)
class RoleAdmin(DeskAdmin):
    """Colleagues and what they need."""

    list_display = ("name", "slug", "state")
    list_filter = ("state", holding("media", "medium", Medium))
    search_fields = ("slug", "name", "needs", "tasks")
