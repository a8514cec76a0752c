"""What a browser says that it takes."""

import re

from django.http import HttpRequest

_GZIP = re.compile(r"\bgzip\b")
_NO_GZIP = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?(\s*,|\s*$)")


def takes_gzip(request: HttpRequest) -> bool:
    """Return whether the browser takes compressed pages; Django would overlook that one refuses them."""
    accepted = request.headers.get("Accept-Encoding", "").lower()
    return _GZIP.search(accepted) is not None and _NO_GZIP.search(accepted) is None
