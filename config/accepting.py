"""The Accept-Encoding header."""

import re

from django.http import HttpRequest

_GZIP = re.compile(r"\bgzip\b")
_NO_GZIP = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?(\s*,|\s*$)")


def takes_gzip(request: HttpRequest) -> bool:
    """Return whether the browser accepts gzip; unlike Django this reads `q=0` as a refusal."""
    accepted = request.headers.get("Accept-Encoding", "").lower()
    return _GZIP.search(accepted) is not None and _NO_GZIP.search(accepted) is None
