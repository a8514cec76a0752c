"""The wizard application."""

from django.apps import AppConfig


class WizardConfig(AppConfig):
    """Five steps that end in a saved plan."""

    name = "wizard"
    default_auto_field = "django.db.models.BigAutoField"
