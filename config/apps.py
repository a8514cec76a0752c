"""The project itself as an application: its commands, and its check of migrations."""

from typing import override

from django.apps import AppConfig
from django.core.checks import register

from config import migrating


class ProjectConfig(AppConfig):
    """Commands that belong to no room, such as the one that serves."""

    name = "config"

    @override
    def ready(self) -> None:
        """Have `check --deploy` look at migrations; a site that starts need not."""
        register(migrating.check, "migrations", deploy=True)
