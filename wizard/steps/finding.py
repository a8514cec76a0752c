"""Use cases found by words that somebody types, in names, results and what they are made of."""

import re
import unicodedata
from fractions import Fraction

from catalog.formatting import format_list
from catalog.schema import Catalog, UseCase

SHORTEST_STEM = 4  # letters; "photos" finds "photo", "menu" does not find "men"
MOST_FOUND = 12


def find(words: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the slugs of the use cases that these words fit, best first; a word fits where it begins like one of theirs.

    A word counts by how few it fits: in “menu text”, which of the many texts is meant says “menu”.
    """
    rows = [(row.name, row.slug, *_told(row, catalog)) for row in catalog.use_cases]
    total: dict[tuple[str, str], Fraction] = {}
    for word in _words(words):
        fits = {(name, slug): 3 * _begins(word, near) + _begins(word, far) for name, slug, near, far in rows}
        fitting = {key: fit for key, fit in fits.items() if fit}
        for key, fit in fitting.items():
            total[key] = total.get(key, Fraction(0)) + Fraction(fit, len(fitting))
    ranked = sorted(total, key=lambda key: (-total[key], key))
    return tuple(slug for _, slug in ranked[:MOST_FOUND])


def _told(row: UseCase, catalog: Catalog) -> tuple[set[str], set[str]]:
    """Return the words of the name and the result, which count three times, and those further off."""
    near = f"{row.name} {row.result} {row.unit} {row.unit_plural}"
    far = f"{row.department} {catalog.industry[row.industry].name} {format_list(row.outputs)}"
    return _words(near), _words(far)


def _begins(word: str, among: set[str]) -> bool:
    return any(other.startswith(word) or (len(other) >= SHORTEST_STEM and word.startswith(other)) for other in among)


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    joined = [word.replace("-", "") for word in re.findall(r"[^\W_]+(?:-[^\W_]+)+", letters)]  # an e-mail is an email
    return {word for word in (*joined, *re.findall(r"[^\W_]+", letters)) if len(word) > 1 and word not in _EMPTY}


_EMPTY = frozenset(
    [
        "an",
        "and",
        "are",
        "for",
        "from",
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
