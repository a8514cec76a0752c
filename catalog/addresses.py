"""Addresses as other machines need them: whole, and names that stay when an address moves."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

SINCE = "2026-11-24"  # from when on the names below are ours to give


def base_url(request: HttpRequest) -> str:
    """Return the site's address without a slash at its end."""
    return str(settings.BASE_URL) or f"{request.scheme}://{request.get_host()}"


def lasting(request: HttpRequest, *parts: str) -> str:
    """Return a name for an entry of a feed that never changes (a tag URI, RFC 4151)."""
    host = urlsplit(base_url(request)).hostname
    return f"tag:{host},{SINCE}:{'/'.join(parts)}"
