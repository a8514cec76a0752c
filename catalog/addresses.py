"""Absolute addresses, and names of feed entries that never change."""

from urllib.parse import urlsplit

from django.http import HttpRequest

from config.context import base_url

SINCE = "2026-11-24"  # from when on the names below are ours to give


def lasting(request: HttpRequest, *parts: str) -> str:
    """Return a name for an entry of a feed that never changes (a tag URI, RFC 4151)."""
    host = urlsplit(base_url(request)).hostname
    return f"tag:{host},{SINCE}:{'/'.join(parts)}"
