"""Words of a query that stand nowhere: mistyped, put together from words that do, or unknown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from catalog.models import SearchEntry
from catalog.schema import Catalog
from catalog.search.entries import WORDS, index_of
from catalog.search.names import NameIndex, names_of
from catalog.search.parser import (
    FILLERS,
    PHRASE_WORDS,
    PHRASES,
    read_synonyms,
    synonym_key,
)
from catalog.words import distance, stem

SHORTEST_MISTYPED, SHORTEST_OTHER = 4, 6  # letters of a word in a name, and of any other
SHORTEST_PART = 4  # letters of a word that others are put together from
SHORTEST_HEAD = 6  # letters of the last part of a word whose first part stands nowhere
LINKS = ("", "s", "es", "n", "en")  # between the parts of a German word
SHORT_WORD = 7  # letters up to which one slip is allowed; in longer words two are


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of a query are read."""

    corrected: Mapping[str, str]  # a mistyped word, and what it is read as
    compounds: Mapping[str, str]  # a word, and the words that it is put together from
    unread: frozenset[str]  # words that stand nowhere and are like no other

    @property
    def is_changed(self) -> bool:
        """Tell whether any word is read otherwise than it is typed, or not at all."""
        return bool(self.corrected or self.compounds or self.unread)

    @property
    def respelled(self) -> Mapping[str, str]:
        return {**self.corrected, **self.compounds}


AS_TYPED = Spelling({}, {}, frozenset())


def check_spelling(words: Iterable[str], digest: str, catalog: Catalog) -> Spelling:
    """Return how words are read: at most two queries, none where all of them are familiar."""
    strange = [word for word in dict.fromkeys(words) if _is_strange(word, catalog)]
    if not strange:
        return AS_TYPED
    vocabulary = SearchEntry.objects.filter(index=index_of(digest), kind=WORDS).order_by("key")
    parts = {part for word in strange for pair in _partings(word) for part in pair}
    written = {*vocabulary.filter(key__in={*strange, *parts}).values_list("key", flat=True)}
    strange = [word for word in strange if word not in written]
    compounds = dict(_compounds(strange, written, catalog))
    compounds |= {
        word: head for word in strange if word not in compounds and (head := _head(word, catalog))
    }
    mistyped = [word for word in strange if word not in compounds]
    if not mistyped:
        return Spelling({}, compounds, frozenset())
    similar = _similar(mistyped, vocabulary)
    unread = [word for word in mistyped if not _begins_one(word, similar)]
    corrected = dict(_corrections(unread, similar, names_of(catalog)))
    return Spelling(corrected, compounds, frozenset(unread) - corrected.keys())


def _corrections(
    mistyped: Iterable[str], similar: Sequence[tuple[str, float]], names: NameIndex
) -> Iterator[tuple[str, str]]:
    """Yield words with those that they are read as; a short one has to be part of a name."""
    for word in mistyped:
        near = _nearest(word, similar)
        if near and (len(word) >= SHORTEST_OTHER or names.has_word(near)):
            yield word, near


def _is_strange(word: str, catalog: Catalog) -> bool:
    """Tell whether a word may be mistyped: no number, no name, none that a query is read by."""
    if len(word) < SHORTEST_MISTYPED or any(letter.isdecimal() for letter in word):
        return False
    synonyms = read_synonyms(catalog.synonyms)
    read_by_itself = word in FILLERS or word in PHRASE_WORDS or synonym_key([word]) in synonyms
    return not read_by_itself and not names_of(catalog).is_name(word)


def _partings(word: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that a word may be put together from: kunden, service."""
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        for link in LINKS:
            if word[:end].endswith(link) and end - len(link) >= SHORTEST_PART:
                yield word[: end - len(link)], word[end:]


def _compounds(
    words: Iterable[str], written: Iterable[str], catalog: Catalog
) -> Iterator[tuple[str, str]]:
    """Yield the words that are put together, each with its two parts.

    One of the parts is a word that editors or the table of phrases explain: two plain words side by
    side, as in “blockchain”, say nothing of the whole.
    """
    synonyms = read_synonyms(catalog.synonyms)
    for word in words:
        for first, second in _partings(word):
            explained = {
                part
                for part in (first, second)
                if synonym_key([part]) in synonyms or part in PHRASES
            }
            if explained and {first, second} <= {*written, *explained, *FILLERS}:
                yield word, f"{first} {second}"
                break


def _head(word: str, catalog: Catalog) -> str:
    """Return the last part of a German word where editors explain it; nothing otherwise.

    For example: sitzung of Gemeinderatssitzung.

    The last part says what the whole is, whatever stands before it.
    """
    synonyms = read_synonyms(catalog.synonyms)
    heads = (word[start:] for start in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1))
    return next((head for head in heads if synonym_key([head]) in synonyms), "")


def _similar(words: Iterable[str], vocabulary: QuerySet[SearchEntry]) -> list[tuple[str, float]]:
    """Return the words that any of these may be meant for, with how often each stands somewhere.

    Letters changed about leave too few trigrams alike, so words that begin alike are compared too.
    """
    rows = vocabulary.alias(letters=Length("key"))
    conditions = reduce(or_, map(_may_be_meant, words))
    return list(rows.filter(conditions).values_list("key", "weight"))


def _may_be_meant(word: str) -> Q:
    slips = _allowed_slips(word)
    as_long = Q(letters__range=(len(word) - slips, len(word) + slips))
    alike = Q(title_words__trigram_similar=word) | Q(title_words__startswith=word[0])
    return Q(title_words__startswith=word) | (as_long & alike)


def _begins_one(word: str, similar: Iterable[tuple[str, float]]) -> bool:
    """Tell whether a word is half typed, or another form of one that is written."""
    return any(other.startswith(word) or stem(other) == stem(word) for other, _ in similar)


def _nearest(word: str, similar: Iterable[tuple[str, float]]) -> str:
    """Return the nearest word that is not too far, of equals the commonest; nothing if none."""
    allowed = _allowed_slips(word)
    near = [pair for pair in similar if abs(len(pair[0]) - len(word)) <= allowed]
    candidates = [
        (distance(word, other), -weight, other) for other, weight in near if other not in FILLERS
    ]
    slips, _, nearest = min(candidates, default=(allowed + 1, 0.0, ""))
    return nearest if slips <= allowed else ""


def _allowed_slips(word: str) -> int:
    return 1 if len(word) <= SHORT_WORD else 2
