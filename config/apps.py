"""The project itself as an application: its commands, and its check of migrations."""

from typing import override

from django.apps import AppConfig
from django.core.checks import register

from config import migrating


class ProjectConfig(AppConfig):
    """Commands that belong to neither application, such as `serve`."""

    name = "config"

    @override
    def ready(self) -> None:
        """Register the check of migrations for `check --deploy`; a starting site does not need it."""
        register(migrating.check, "migrations", deploy=True)
