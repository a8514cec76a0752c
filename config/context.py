"""The context processor: theme, address of the page, and where a plan is started."""

from typing import Literal, TypedDict, get_args

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
THEME_COOKIE = "theme"


class PageContext(TypedDict):
    """The variables that every template may use."""

    theme: Theme
    base_url: str
    canonical_url: str
    start_plan: str  # where a plan is started
    example_plans: str


def chosen_theme(value: str | None) -> Theme:
    """Return the theme of that name, or auto, which follows the device."""
    return next((theme for theme in THEMES if theme == value), "auto")


def base_url(request: HttpRequest) -> str:
    """Return the address of this site, without a slash at the end."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"


def page(request: HttpRequest) -> PageContext:
    """Add the theme and the page's addresses, which carry no query."""
    base = base_url(request)
    return {
        "theme": chosen_theme(request.COOKIES.get(THEME_COOKIE)),
        "base_url": base,
        "canonical_url": base + request.path,
        "start_plan": reverse(settings.START_VIEW),
        "example_plans": reverse(settings.EXAMPLES_VIEW),
    }
