"""What was used lately, kept by one process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Recent[K: Hashable, V]:
    """Values by key, up to so much of them in all; the least lately used is let go first. Threads may share it."""

    def __init__(self, most: int, size: Callable[[V], int] = lambda _: 1) -> None:
        """Start empty; without a `size`, each value counts as one."""
        self._most = most
        self._size = size
        self._held = 0
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """Return the value of a key, where it is kept."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
            return found

    def keep(self, key: K, value: V) -> None:
        """Keep a value in the place of an older one; one that is larger than the whole room is not kept."""
        size = self._size(value)
        if size > self._most:
            return
        with self._lock:
            if (old := self._values.pop(key, None)) is not None:
                self._held -= self._size(old)
            self._values[key] = value
            self._held += size
            while self._held > self._most:
                self._held -= self._size(self._values.popitem(last=False)[1])
