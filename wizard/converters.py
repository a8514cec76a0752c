"""What a key, the name of a file to take away, and a page below a plan look like in an address."""

import re

from wizard.exports.formats import FORMATS
from wizard.plans.document.pages import PAGES


class Key:
    """The 22 characters that 16 random bytes make."""

    regex = r"[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key."""
        return value


class Export:
    """The name of a format in which a plan can be taken away."""

    regex = "|".join(map(re.escape, FORMATS))

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value


class Below:
    """The name of a page below a plan."""

    regex = "|".join(map(re.escape, PAGES))

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value
