"""Name, logo and files of this installation, for every template.

What they need is read at the start, so they never fail.
"""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

DRAWN = "Pilotlight"  # the name that has a drawing of its own


@register.simple_tag
def site_name() -> str:
    """Return what this site is called."""
    return settings.SITE_NAME


@register.simple_tag
def site_logo(alt: str) -> SafeString:
    """Write the logo, empty where there is none."""
    return (
        format_html('<img src="{}" alt="{}">', reverse("logo"), alt)
        if settings.SITE_LOGO
        else SafeString()
    )


@register.simple_tag
def site_file(name: str) -> str:
    """Return the address of a static file of this version.

    Where none was collected, return the address without its digest.
    """
    try:
        return static(name)
    except ValueError:
        return settings.STATIC_URL + name


@register.inclusion_tag("components/wordmark.html")
def wordmark() -> dict[str, object]:
    """Write the logo, else the name; without settings the word Pilotlight as it is drawn."""
    name = settings.SITE_NAME
    return {"logo": site_logo(f"{name}, home"), "name": "" if name == DRAWN else name}
