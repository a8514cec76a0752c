"""The admin site: Django's own, without the address that redirects from the number of a row to its public page."""

from typing import Any, override

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest

REDIRECT = "view_on_site"
DAILY, SETTINGS = "Every week", "Settings and records of the catalog"


class DeskSite(AdminSite):
    """The admin site. With Django's redirect whoever may sign in could turn the number of a plan into its secret link."""

    @override
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what editors work on every week first, as a group of its own; the rest as Django has it."""
        found = super().get_app_list(request, app_label)
        if app_label is not None:
            return found
        groups = []
        for app in found:
            daily = [each for each in app["models"] if getattr(getattr(each["model"], "kind", None), "everyday", False)]
            rest = [each for each in app["models"] if each not in daily]
            named = [(DAILY, daily), (app["name"] if not daily else SETTINGS, rest)]
            groups += [{**app, "name": name, "models": models} for name, models in named if models]
        return groups

    @override
    def get_urls(self) -> list[Any]:
        """Leave out the redirect; no row of the desk needs it."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != REDIRECT]


class DeskConfig(AdminConfig):
    """Django's admin on that site."""

    default_site = "config.admin_site.DeskSite"
