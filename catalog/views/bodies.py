"""Pages as they were sent: compressed once, and kept while their entity tag holds."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

LEVEL = 6  # the list of models: 105 kB to 17 kB in two milliseconds


class Kept:
    """A cache of bodies by entity tag, up to so many bytes, the least lately used let go first.

    Since a tag names all that a page is made from, nothing here can go stale.
    """

    def __init__(self, most_bytes: int) -> None:
        """Start empty."""
        self._most = most_bytes
        self._bytes = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """Return the body of that tag, where it is kept."""
        with self._lock:
            found = self._bodies.get(tag)
            if found is not None:
                self._bodies.move_to_end(tag)
            return found

    def body(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """Return the body of that tag, made now where it is not kept; no two threads wait for each other's page."""
        found = self.get(tag)
        if found is not None:
            return found
        made = make()
        with self._lock:
            if tag not in self._bodies and len(made) <= self._most:
                self._bodies[tag] = made
                self._bytes += len(made)
                while self._bytes > self._most:
                    _, gone = self._bodies.popitem(last=False)
                    self._bytes -= len(gone)
        return made


KEPT_PAGES = Kept(16 * 1024 * 1024)


def packed(body: bytes) -> bytes:
    """Return a body compressed; the same bytes for the same body."""
    return gzip.compress(body, compresslevel=LEVEL, mtime=0)
