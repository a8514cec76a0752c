"""The catalog application."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """AI models, modalities and the use-case matrix, dated and sourced."""

    name = "catalog"
