"""Use cases found by words that somebody types, in names, results and what they are made of."""

import re
import unicodedata

from catalog.facts import Catalog, UseCase
from catalog.wording import listed

SHORTEST_STEM = 4  # letters; "photos" finds "photo", "menu" does not find "men"
MOST_FOUND = 12


def find(words: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the slugs of the use cases that these words fit, best first; a word fits where it begins like one of theirs."""
    wanted = _words(words)
    if not wanted:
        return ()
    ranked = sorted((-_fit(wanted, row, catalog), row.name, row.slug) for row in catalog.use_cases)
    return tuple(slug for fit, _, slug in ranked if fit)[:MOST_FOUND]


def _fit(wanted: set[str], row: UseCase, catalog: Catalog) -> int:
    """Count the words that fit, those of the name and the result three times."""
    near = _words(f"{row.name} {row.result} {row.unit} {row.unit_plural}")
    far = _words(f"{row.department} {catalog.industry[row.industry].name} {listed(row.outputs)}")
    return sum(3 * _begins(word, near) + _begins(word, far) for word in wanted)


def _begins(word: str, among: set[str]) -> bool:
    return any(other.startswith(word) or (len(other) >= SHORTEST_STEM and word.startswith(other)) for other in among)


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return {word for word in re.findall(r"[^\W_]+", letters) if word not in _EMPTY}


_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "for",
        "from",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "them",
        "to",
        "want",
        "we",
        "with",
        "your",
    ]
)
