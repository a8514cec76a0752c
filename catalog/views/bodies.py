"""Pages as they were sent: compressed once, and kept while their entity tag holds."""

import gzip
from collections.abc import Callable

from config.recent import Recent

LEVEL = 6  # the list of models: 105 kB to 17 kB in two milliseconds


class Kept(Recent[str, bytes]):
    """Bodies by entity tag, up to so many bytes. Since a tag names all that a page is made from, none can go stale."""

    def __init__(self, most_bytes: int) -> None:
        """Start empty."""
        super().__init__(most_bytes, size=len)

    def body(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """Return the body of that tag, made now where it is not kept; no two threads wait for each other's page."""
        found = self.get(tag)
        if found is None:
            found = make()
            self.keep(tag, found)
        return found


KEPT_PAGES = Kept(16 * 1024 * 1024)


def packed(body: bytes) -> bytes:
    """Return a body compressed; the same bytes for the same body."""
    return gzip.compress(body, compresslevel=LEVEL, mtime=0)
