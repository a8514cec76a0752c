"""The project itself as an application: its commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Commands that belong to no room, such as the one that serves."""

    name = "config"
