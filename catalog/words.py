"""Words as the search compares them: folded, cut to their stem, mistyped, and marked in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Names in which the signs matter; everywhere else a sign is a space.
SIGNED = {"c++": " cplusplus ", "c#": " csharp ", "&": " and "}
# Letters that no accent can be taken from.
PLAIN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
WORD = re.compile(r"[^\W_]+")
ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST_STEM = 3
EXCERPT, LEAD = 220, 60  # characters


def folded(text: str) -> str:
    """Return a text as small letters and digits with single spaces: no accents, no signs."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(PLAIN_LETTERS)
    for sign, word in SIGNED.items():
        text = text.replace(sign, word)
    text = re.sub("['’ʼ]", "", text)
    return " ".join(WORD.findall(text))


def stem(word: str) -> str:
    """Return a folded word without its ending, roughly: enough to see that two words are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def distance(one: str, other: str) -> int:
    """Return how many slips turn one word into another: a letter more, less, other, or two changed about.

    Optimal string alignment, the restricted form of Damerau’s distance (1964).
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, sign in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, marked where it was searched for."""

    text: str
    marked: bool = False


def marked(text: str, wanted: Iterable[str], begun: str = "") -> tuple[Piece, ...]:
    """Return a text in pieces, the wanted words and those that begin with `begun` marked. The words are folded."""
    return tuple(piece for piece in _pieces(text, wanted, begun) if piece.text)


def _pieces(text: str, wanted: Iterable[str], begun: str) -> Iterator[Piece]:
    stems, end = {stem(word) for word in wanted}, 0
    for found in WORD.finditer(text):
        word, root = _read(found[0])
        if word and (root in stems or (begun and word.startswith(begun))):
            yield Piece(text[end : found.start()])
            yield Piece(found[0], marked=True)
            end = found.end()
    yield Piece(text[end:])


@lru_cache(maxsize=16_384)
def _read(word: str) -> tuple[str, str]:
    """Return a word of a text folded, and its stem; the texts of a release have the same ones over and over."""
    plain = folded(word)
    return plain, stem(plain)


def excerpt(text: str, wanted: Iterable[str], begun: str = "") -> tuple[Piece, ...]:
    """Return the stretch of a text where the first wanted word stands, marked."""
    wanted = tuple(wanted)
    before = next(_pieces(text, wanted, begun)).text  # up to the first wanted word, or all of it
    place = len(before) if len(before) < len(text) else 0
    start = 0 if place <= LEAD else text.rfind(" ", 0, place - LEAD) + 1
    end = len(text) if len(text) - start <= EXCERPT else max(text.rfind(" ", start, start + EXCERPT), start + 1)
    cut = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    return marked(cut, wanted, begun)
