"""Words as the search compares them: folded, cut to their stem, and mistyped."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

# Signs that are read aloud; every other sign is a space.
SIGNED = {
    "c++": " cplusplus ",
    "c#": " csharp ",
    "+": " plus ",
    "&": " and ",
    "%": " percent ",
}
# Letters that no accent can be taken from.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
WORD = re.compile(r"[^\W_]+(?:(?<=\d)\.\d[^\W_]*)*")  # 3.5 is one word, and so is v3.5
APOSTROPHE = re.compile(r"['’ʼ](s\b)?")  # OpenAI’s is OpenAI
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
ENDINGS = ("ies", "ed", "es", "s", "e", "y")
SHORTEST_STEM = 3


def folded(text: str) -> str:
    """Return a text as small letters and digits with single spaces: no accents, no signs.

    Numbers keep the point between their digits: GPT-5.6 is “gpt 5.6”, and 1,050 is “1050”.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(
        PLAIN_LETTERS
    )
    for sign, word in SIGNED.items():
        text = text.replace(sign, word)
    text = THOUSANDS.sub("", APOSTROPHE.sub("", text))
    return " ".join(WORD.findall(text))


def stem(word: str) -> str:
    """Return a folded word without its ending, roughly: enough to see that two words are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def distance(one: str, other: str) -> int:
    """Return the number of slips between two words: a letter more, less, other, or two swapped.

    Optimal string alignment, the restricted form of Damerau’s distance (1964).
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, sign in enumerate(other, start=1):
            changed = above[column - 1] + (letter != sign)
            cost = min(above[column] + 1, line[-1] + 1, changed)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def stands_in(text: str, words: Iterable[str]) -> bool:
    """Return whether one of some words stands in a text. `*` stands for any ending of a word."""
    any_of = tuple(words)
    return bool(text and any_of) and _any_of(any_of).search(text.casefold()) is not None


def named_in[Name](text: str, words_of: Mapping[Name, tuple[str, ...]]) -> list[Name]:
    """Return the names of which one of their words stands in a text, in their order."""
    if not text:  # of which hundreds of words would be looked for in vain
        return []
    small = text.casefold()
    return [name for name, words in words_of.items() if words and _any_of(words).search(small)]


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(_pattern, words))})")


def _pattern(word: str) -> str:
    beginnings = (re.escape(part) for part in word.casefold().split("*"))
    ending = "" if word.endswith("*") else r"\b"
    return rf"{r'\w*'.join(beginnings)}{ending}"
