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

MOST_BYTES = 45_000  # of a page and the stylesheets that it links, compressed
# A sheet's address carries a digest where files are served as in production.
LINKED_SHEET = re.compile(r'<link [^>]*href="[^"]*/css/(\w+)(?:\.[0-9a-f]+)?\.css"')


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
    """Return the bytes that a first visitor of a page loads: the page and the sheets it links."""
    linked = set(LINKED_SHEET.findall(html))
    assert linked, "The page links no stylesheet."
    return len(gzip.compress(html.encode())) + sum(map(_sheet_bytes, linked))


@cache
def _sheet_bytes(name: str) -> int:
    return len(gzip.compress((PROJECT / f"static/css/{name}.css").read_bytes()))
