"""Use cases found by words that somebody types: in names, results and trades, by synonyms, and with slips."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache

from catalog.formatting import format_list
from catalog.schema import Catalog, UseCase

SHORTEST_STEM = 4  # letters; "photos" finds "photo", "menu" does not find "men"
LONGEST_ENDING = 3  # letters; "transcription" finds "transcript", "bookkeeping" does not find "book"
SHORTEST_SLIP = 5  # letters of a word in which a slip is forgiven
LIKENESS = 0.8
MOST_FOUND = 8
FAR_BEHIND = 4  # so many times less than the best is not what was meant

type Meant = frozenset[frozenset[str]]
type Known = tuple[str, frozenset[str], frozenset[str]]


def find(words: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the slugs of the use cases that these words fit, best first; a word fits where it begins like one of theirs.

    A word counts by how few it fits: in “menu text”, which of the many texts is meant says “menu”. Synonyms of the catalog
    count as what they stand for; a word that fits nothing counts as the known word it is most like.
    """
    if not _words(words):
        return ()
    rows, synonyms = _known(catalog)
    total: dict[str, Fraction] = {}
    for meant in _meant(words, rows, synonyms):
        typed = frozenset(phrase for phrase in meant if phrase <= _words(words))
        fits = {slug: 2 * _fit(typed, near) + 3 * _fit(meant, near) + _fit(meant, far) for slug, near, far in rows}
        fitting = {slug: fit for slug, fit in fits.items() if fit}
        for slug, fit in fitting.items():
            total[slug] = total.get(slug, Fraction(0)) + Fraction(fit, len(fitting))
    ranked = sorted(total, key=lambda slug: (-total[slug], catalog.use_case[slug].name, slug))
    return tuple(slug for slug in ranked[:MOST_FOUND] if total[slug] * FAR_BEHIND >= total[ranked[0]])


@lru_cache(maxsize=2)
def _known(catalog: Catalog) -> tuple[tuple[Known, ...], dict[str, str]]:
    """Return each use case with its words, and what each synonym stands for."""
    rows = tuple((row.slug, *_word_sets(row, catalog)) for row in catalog.use_cases)
    return rows, {" ".join(sorted(_words(row.word))): row.words for row in catalog.synonyms}


def _meant(words: str, rows: Iterable[Known], synonyms: dict[str, str]) -> list[Meant]:
    """Return what each typed word may mean: phrases of which one has to fit, with all of its words."""
    typed = _words(words)
    if stands_for := synonyms.get(" ".join(sorted(typed))):
        return [_phrases(stands_for) | {frozenset(typed)}]
    vocabulary = {word for _, near, far in rows for word in (*near, *far)} | {*synonyms}
    found = []
    for word in sorted(typed):
        stands_for = synonyms.get(word) or synonyms.get(word.removesuffix("s"), "")
        meant = {frozenset([word])} | _phrases(stands_for)
        if len(word) >= SHORTEST_SLIP and not stands_for and not any(_begins(word, other) for other in vocabulary):
            for like in get_close_matches(word, vocabulary, n=2, cutoff=LIKENESS):
                meant |= {frozenset([like])} | _phrases(synonyms.get(like, ""))
        found.append(frozenset(meant))
    return found


def _phrases(text: str) -> Meant:
    return frozenset(frozenset(_words(phrase)) for phrase in text.split(",") if _words(phrase))


def _word_sets(row: UseCase, catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of the name and the result, which count three times, and those further off."""
    near = f"{row.name} {row.result} {row.unit} {row.unit_plural}"
    far = f"{row.department} {catalog.industry[row.industry].name} {format_list(row.outputs)}"
    return frozenset(_words(near)), frozenset(_words(far))


def _fit(meant: Meant, among: Iterable[str]) -> bool:
    return any(all(any(_begins(word, other) for other in among) for word in phrase) for phrase in meant)


def _begins(word: str, other: str) -> bool:
    return other.startswith(word) or (
        len(word) - LONGEST_ENDING <= len(other) >= SHORTEST_STEM and word.startswith(other)
    )


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    joined = [word.replace("-", "") for word in re.findall(r"[^\W_]+(?:-[^\W_]+)+", letters)]  # an e-mail is an email
    return {word for word in (*joined, *re.findall(r"[^\W_]+", letters)) if len(word) > 1 and word not in _EMPTY}


_EMPTY = frozenset(
    "an and are for from in into is it its me my of on or our that the them to want we with your".split()  # noqa: SIM905
)
