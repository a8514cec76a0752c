"""Django's admin on the site of the desk.

It is a module of its own, because applications load before that site can.
"""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin on that site."""

    default_site = "config.admin_site.DeskSite"
