"""The context processor: theme and address of the page."""

from typing import Literal, get_args

from django.conf import settings
from django.http import HttpRequest

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
THEME_COOKIE = "theme"


def chosen_theme(value: str) -> Theme:
    """Return the theme of that name, or auto, which follows the device."""
    return next((theme for theme in THEMES if theme == value), "auto")


def base_url(request: HttpRequest) -> str:
    """Return the address of this site, without a slash at the end."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"


def page(request: HttpRequest) -> dict[str, str]:
    """Return the variables of every template: the theme, and addresses without a query."""
    base = base_url(request)
    return {
        "theme": chosen_theme(request.COOKIES.get(THEME_COOKIE, "")),
        "base_url": base,
        "canonical_url": base + request.path,
    }
