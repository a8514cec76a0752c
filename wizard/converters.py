"""What a key looks like in an address."""


class Key:
    """The 22 characters that 16 random bytes make."""

    regex = r"[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key."""
        return value
