"""Names in a query: its models, apps and makers, however their names are typed."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog
from catalog.words import folded

LONGEST_NAME = 8  # words
PARTS = re.compile(r"\d+[^\W\d_](?![^\W\d_])|[^\W\d_]+|\d+")  # 4o and 70b are one part
IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
ANOTHER_NAME = re.compile(r"[A-Z]\S* \S")  # in brackets: (Nano Banana), but not (preview)
SHORTEST_ALONE = 4  # letters of a name without its first word
# What follows the one word by which a maker is known: “mistral” is Mistral AI.
AFTER_A_MAKER = frozenset({"ai", "labs", "cloud", "audio"})
HIGHEST_VERSION = 20  # of a bare number behind a name; “chatgpt 30 dollars” names no version

type Key = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row by its kind and slug."""

    kind: str
    slug: str


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a query that names something: the rows of that name, or all models of a line."""

    start: int
    end: int
    rows: tuple[RowKey, ...] = ()
    line: tuple[str, ...] = ()  # slugs of models: “claude sonnet” without a version
    unfiled: str = ""  # a version of a line that is not on file, in the words of the query

    def slugs(self, kind: str) -> tuple[str, ...]:
        return tuple(row.slug for row in self.rows if row.kind == kind)


def key_of(words: str) -> Key:
    """Return what spellings of one name share: its letters in any order, its numbers in theirs.

    “gpt5.6 luna”, “GPT-5.6 Luna” and “luna gpt 5 6” are one name; a trailing .0 says nothing.
    """
    parts = PARTS.findall(re.sub(r"(?<=\d)\.0(?![\d.])", "", words))
    letters = sorted(part for part in parts if not part.isdecimal())
    return tuple(letters), tuple(part for part in parts if part.isdecimal())


class NameIndex:
    """The names of a release, by what their spellings share."""

    def __init__(self, catalog: Catalog) -> None:
        """Index every row that people ask for by its name."""
        rows, short = _index_names(catalog)
        lines: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for model in catalog.models:
            for line in _lines(model):
                lines[line][model.slug] = None
        of_lines = frozenset(map(key_of, lines))
        for key, references in short.items():
            if key not in of_lines:
                rows.setdefault(key, references)  # a whole name goes before a part of another
        self.rows = {key: tuple(references) for key, references in rows.items()}
        self.lines = {line: tuple(slugs) for line, slugs in lines.items()}
        words = {model.slug: folded(model.name).split() for model in catalog.models}
        self.words = {slug: frozenset(parts) for slug, parts in words.items()}

    def is_name(self, words: str) -> bool:
        """Tell whether these words are the name of a row or of a line."""
        return words in self.lines or key_of(words) in self.rows

    def has_word(self, word: str) -> bool:
        """Tell whether a word is a name, or in one of a model; a short slip of it can be meant."""
        return self.is_name(word) or any(word in words for words in self.words.values())

    def find(self, words: Sequence[str], ordinary: Container[str] = ()) -> tuple[Name, ...]:
        """Return the names that a query holds, from left to right, each as long as it can be.

        Names that are an `ordinary` word or phrase are left out: “speech” is no line in a query,
        “make” no app.
        """
        names: list[Name] = []
        position = 0
        while position < len(words):
            name = self._name_at(words, position, ordinary)
            if name is not None:
                names.append(name)
            position = name.end if name is not None else position + 1
        return tuple(names)

    def _name_at(self, words: Sequence[str], start: int, ordinary: Container[str]) -> Name | None:
        row = self._row_at(words, start, ordinary)
        line = self._line_at(words, start, ordinary)
        if row is None or line is None:
            return row or line
        return line if line.end > row.end else self._both(row, line)

    def _row_at(self, words: Sequence[str], start: int, ordinary: Container[str]) -> Name | None:
        for end in range(min(start + LONGEST_NAME, len(words)), start, -1):
            text = " ".join(words[start:end])
            rows = () if text in ordinary else self.rows.get(key_of(text), ())
            if rows:
                return Name(start, end, rows=rows)
        return None

    def _line_at(self, words: Sequence[str], start: int, ordinary: Container[str]) -> Name | None:
        for end in range(min(start + LONGEST_NAME, len(words)), start, -1):
            text = " ".join(words[start:end])
            line = () if text in ordinary else self.lines.get(text, ())
            if line:
                return self._with_version(Name(start, end, line=line), words)
        return None

    def _with_version(self, name: Name, words: Sequence[str]) -> Name:
        """Narrow a line by the version that follows it; where no model has it, say so."""
        end = name.end
        if end == len(words) or not _is_version(words[end]):
            return name
        versions = [slug for slug in name.line if words[end] in self.words[slug]]
        if versions:
            return Name(name.start, end + 1, line=tuple(versions))
        of_the_line = frozenset().union(*(self.words[slug] for slug in name.line))
        end += 1
        while end < len(words) and words[end] in of_the_line:
            end += 1
        unfiled = " ".join(words[name.start : end])
        return Name(name.start, end, line=name.line, unfiled=unfiled)

    @staticmethod
    def _both(row: Name, line: Name) -> Name:
        """Return a name that is both a row’s and a line's, where written alike: Claude, Sora."""
        return Name(
            row.start, row.end, rows=row.rows, line=line.line if line.end == row.end else ()
        )


type _Names = defaultdict[Key, dict[RowKey, None]]


def _index_names(catalog: Catalog) -> tuple[_Names, _Names]:
    """Return the rows that people ask for by name: by their whole names, and by parts of them."""
    rows: _Names = defaultdict(dict)
    short: _Names = defaultdict(dict)
    makers = frozenset(folded(row.name) for row in catalog.providers)
    tiers = _tiers(catalog)
    for kind in (kind for kind in KINDS.values() if kind.proper):
        for row in getattr(catalog, kind.name):
            reference = RowKey(kind.name, row.slug)
            for spelling in _spellings(kind, row):
                rows[key_of(spelling)][reference] = None
            for spelling in {*_short_names(kind, row, makers)} - tiers:
                short[key_of(spelling)][reference] = None
    return rows, short


def names_of(catalog: Catalog) -> NameIndex:
    """Return the names of a catalog, indexed once."""
    return catalog.once("names", lambda: NameIndex(catalog))


def _is_version(word: str) -> bool:
    digits = word.removeprefix("v").rstrip("bko")
    if not digits.replace(".", "", 1).isdecimal():
        return False
    return not digits.isdecimal() or word != digits or int(digits) <= HIGHEST_VERSION


def _spellings(kind: FactKind, row: Any) -> Iterator[str]:
    """Yield the ways in which people write the name of a row, folded."""
    plain = _without_brackets(row.name)
    yield folded(row.name)
    yield plain
    yield row.slug.replace("-", " ")
    first, _, rest = plain.partition(" ")
    if kind.name == "providers" and rest in AFTER_A_MAKER:
        yield first


def _short_names(kind: FactKind, row: Any, makers: frozenset[str]) -> Iterator[str]:
    """Yield a name without its price, the name in brackets, and one without its first word.

    Examples are Sonnet 4.5 and Copilot.
    """
    yield folded(re.sub(r"\s*\$\d+", "", row.name))
    if kind.name == "models":
        brackets = filter(ANOTHER_NAME.match, IN_BRACKETS.findall(row.name))
        yield from map(folded, brackets)
    first, *rest = _without_brackets(row.name).split()
    if not rest or len(rest[0]) < SHORTEST_ALONE:
        return
    if kind.name == "models":
        if any(word[0].isdecimal() for word in rest):
            yield " ".join(rest)
    elif first in makers and (kind.page or len(rest) > 1):
        yield " ".join(rest)


def _tiers(catalog: Catalog) -> frozenset[str]:
    """Return the words that tell plans of one app apart, such as business and pro.

    They name no app by themselves.
    """
    apps = {app.slug: folded(app.name) for app in catalog.apps}
    names = ((apps.get(plan.app, ""), folded(plan.name)) for plan in catalog.app_plans)
    return frozenset(
        word for app, plan in names if plan.startswith(app) for word in plan[len(app) :].split()
    )


def _without_brackets(name: str) -> str:
    return folded(IN_BRACKETS.sub(" ", name))


def _lines(model: Any) -> Iterator[str]:
    """Yield the names that a model shares with others of its line: “claude” and “claude sonnet”."""
    if model.family:
        yield folded(model.family)
    before_version = re.split(r"\s*v?\d", folded(model.name), maxsplit=1)[0].split()
    if before_version:
        yield " ".join(before_version)
