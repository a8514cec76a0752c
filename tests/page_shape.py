"""What every public page has: one name, ordered headings, title, description, release.

It also has few bytes.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from config.environment import PROJECT
from tests.wizard.walker import Reader

MOST_BYTES = 60_000  # of a page and its stylesheets, compressed


def shape_faults(html: str, page: Reader) -> Iterator[str]:
    """Tell what is wrong with a page of release 1."""
    yield from page.faults
    size = _compressed_bytes(html)
    expected = {
        "one name": page.headings.count(1) == 1 and page.headings[0] == 1,
        "headings in order": all(after - before <= 1 for before, after in pairwise(page.headings)),
        "a title": re.search(r"<title>[^<]+ · Pilotlight</title>", html) is not None,
        "a description": re.search(r'<meta name="description" content="[^"]{20,}">', html)
        is not None,
        "its release": "release 1</a> of the catalog" in html,
        f"at most {MOST_BYTES:,} bytes ({size:,})": size <= MOST_BYTES,
    }
    yield from (f"not {words}" for words, holds in expected.items() if not holds)


def _compressed_bytes(html: str) -> int:
    """Return the bytes of a page with its stylesheets.

    What is small enough uncompressed is not compressed for it.
    """
    text = html.encode()
    if len(text) + _sheet_bytes() <= MOST_BYTES:
        return len(text) + _sheet_bytes()
    return len(gzip.compress(text)) + _sheet_bytes()


@cache
def _sheet_bytes() -> int:
    sheets = (PROJECT / "static/css").glob("*.css")
    return sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets)
