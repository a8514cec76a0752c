"""One address for each pattern of the site, for tests that hold for all of them."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from config.request_cost import cost_of

PARTS = {
    "key": "k" * 22,
    "edit_key": "k" * 22,
    "int": "1",
    "export": "plan.json",
    "below": "evidence",
    "slug": "text",
    "path": "text",
    "str": "text",
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield an address for each pattern, in the order in which they are tried."""
    for each in resolver.url_patterns:
        written = str(each.pattern).removeprefix("^").removesuffix("$").replace("/?", "/")
        here = before + re.sub(
            r"\(\?P<[^)]*\)|\(\?:.*", "text", re.sub(r"<(?:(\w+):)?\w+>", _part, written)
        )
        if isinstance(each, URLResolver):
            yield from addresses(each, here)
        elif isinstance(each, URLPattern):
            yield here


def _part(found: re.Match[str]) -> str:
    return PARTS[found[1] or "str"]


PUBLIC = sorted({each for each in addresses(get_resolver()) if not each.startswith("/admin/")})
DESK = sorted({each for each in addresses(get_resolver()) if each.startswith("/admin/")})


def most_bytes(address: str) -> int:
    """Return the largest body that is read at an address."""
    return cost_of(resolve(address).func).body_bytes
