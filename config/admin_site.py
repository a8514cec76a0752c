"""The admin site: Django's own, without the address that redirects from the number of a row to its public page."""

from typing import Any, override

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite

REDIRECT = "view_on_site"


class DeskSite(AdminSite):
    """The admin site. With Django's redirect whoever may sign in could turn the number of a plan into its secret link."""

    @override
    def get_urls(self) -> list[Any]:
        """Leave out the redirect; no row of the desk needs it."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != REDIRECT]


class DeskConfig(AdminConfig):
    """Django's admin on that site."""

    default_site = "config.admin_site.DeskSite"
