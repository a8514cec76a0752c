"""What a query asks for: the names in it, what it wants of them, and the words to look for."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from catalog.data_files import toml_named
from catalog.registry import KINDS
from catalog.schema import Catalog, Synonym
from catalog.search.names import Name, NameIndex, names_of
from catalog.vocabulary import Medium
from catalog.words import folded, stem

LONGEST_QUERY = 200  # characters
MOST_WORDS, MOST_CLAUSES = 30, 10
LONGEST_PHRASE = 5  # words
KEPT_SYNONYMS = 8  # releases
ASKING = re.compile(
    r"^(what|how|why|when|where|which|who|can|do|does|is|are|must|should)\b"
    r"|^(was|wie|warum|wann|wo|welche[rs]?|wer|kann|muss|darf|ist|sind)\b"
)
# After a number, what makes it a figure that somebody quotes: 82 percent, 67 billion.
COUNTED = tuple(
    (word,) for word in ("percent", "billion", "million", "trillion", "bn", "prozent", "milliarden")
)
BEFORE_A_QUALIFIER = frozenset(
    {"for", "in", "of", "on", "with", "from", "fur", "im", "mit", "para"}
)
LONGEST_SYNONYM = 4  # words


GLUED = re.compile(r"([^\W\d_]+)(\d.*)")


class Meaning(NamedTuple):
    """What a phrase says is wanted: a signal, a medium in or out, an answer, a month."""

    slot: str
    value: str


def _phrases() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, list[Meaning]] = {}
    for slot in ("signals", "makes", "reads", "yes", "months"):
        for value, phrases in _TABLE[slot].items():
            for phrase in phrases:
                table.setdefault(phrase, []).append(Meaning(slot, value))
                if MAKER_OF_IT.search(phrase):
                    table[phrase].append(MODELS)
    for turn in _TABLE["turns"]:
        turns = [Meaning("reads", turn["reads"]), Meaning("makes", turn["makes"])]
        for phrase in turn["phrases"]:
            table[phrase] = [*turns, MODELS] if MAKER_OF_IT.search(phrase) else turns
    for phrase in (*_TABLE["models"], *_TABLE["language"]):
        table.setdefault(phrase, []).append(MODELS)
    for phrase in _TABLE["language"]:
        table[phrase].append(LANGUAGE)
    return {phrase: tuple(meanings) for phrase, meanings in table.items()}


_TABLE = toml_named(__file__, "phrases")
MODELS, LANGUAGE = Meaning("models", ""), Meaning("language", "")
# “Text to video” and “image generators” are models that make it.
MAKER_OF_IT = re.compile(r"^\w+ to \w+$|generator|modell|\bmodels?$")
FILLERS = frozenset(_TABLE["fillers"].split())
PHRASES = _phrases()
PHRASE_WORDS = frozenset(word for phrase in PHRASES for word in phrase.split())
# Words that ask for an answer and stand in few texts: they are looked for only where nothing else
# is.
ASKED_WITH = frozenset(
    {
        *("price", "cheapest", "best", "versus", "end", "able", "free"),
        *("longest", "new", "costlier", "cheaper", "alternative", "seats", "processor"),
    }
)


type Synonyms = Mapping[str, tuple[str, ...]]  # what editors mean by a word, by its key


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is looked for: its own words, and words that editors say mean it."""

    own: tuple[str, ...]
    meant: tuple[str, ...] = ()
    name: bool = False  # of a row or a line
    last: bool = False  # it may still be being typed
    figure: bool = False  # a number that somebody quotes
    # It stands anywhere behind a “for” or an “in”, and says less than what is before.
    qualifier: bool = False

    @property
    def words(self) -> str:
        return " ".join(self.own)

    @property
    def in_meant_words(self) -> str:
        """Return it in the words that editors mean by it, else in its own."""
        return self.meant[0] if self.meant else self.words

    @property
    def is_explained(self) -> bool:
        """Tell whether editors say what is meant by it."""
        return bool(self.meant) and not self.name

    @property
    def every_word(self) -> frozenset[str]:
        """Return its own words and those that are meant."""
        return frozenset(word for words in (self.words, *self.meant) for word in words.split())

    @property
    def is_number(self) -> bool:
        """Tell whether it is a bare number, which says little of what is meant."""
        return not self.figure and self.words.replace(".", "").isdecimal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """A query as it was understood."""

    words: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    signals: frozenset[str] = frozenset()
    models: bool = False  # it wants models, of whatever name
    language: bool = False  # and says that it means those of language
    makes: Medium | None = None
    reads: Medium | None = None
    answers: frozenset[str] = frozenset()  # fields of a model that are to be yes
    month: int | None = None
    rest: tuple[str, ...] = ()  # words that none of the above explains
    clauses: tuple[Clause, ...] = ()
    meant: str = ""  # all of it, in the words that are meant
    asks: bool = False  # it is a question
    unread: frozenset[str] = field(default_factory=frozenset)  # words that stand nowhere

    @property
    def variants(self) -> tuple[str, ...]:
        """Return what is looked for in its own words and in the words that are meant."""
        own = " ".join(clause.words for clause in self.clauses)
        meant = " ".join(clause.in_meant_words for clause in self.clauses)
        return tuple(dict.fromkeys((own, meant)))

    @property
    def titles(self) -> tuple[str, ...]:
        """Return what a title is called that is just what is looked for, one or several."""
        forms: list[str] = []
        for words in (" ".join(self.words), *self.variants):
            forms += [words, f"{words}s", words.removesuffix("s")]
        return tuple(dict.fromkeys(forms))

    @property
    def unfiled(self) -> Name | None:
        """Return a version that is asked for and not on file."""
        return next((name for name in self.names if name.unfiled), None)

    @property
    def is_searchable(self) -> bool:
        """Tell whether there are words to look for, and all that they name may be on file."""
        return bool(self.words) and self.unfiled is None


def parse_query(
    query: str,
    catalog: Catalog,
    respelled: Mapping[str, str] = MappingProxyType({}),
    unread: Container[str] = (),
) -> ParsedQuery:
    """Return what a query asks for; nothing where it holds no word.

    `respelled` has what mistyped or compound words are read as, `unread` the words that stand
    nowhere.
    """
    typed = folded(query[:LONGEST_QUERY]).split()[:MOST_WORDS]
    spelled = " ".join(respelled.get(word, word) for word in typed)
    words = tuple(_renamed(spelled.split(), catalog, read_synonyms(catalog.synonyms)))
    return _read(words, catalog, unread) if words else ParsedQuery()


def _read(words: tuple[str, ...], catalog: Catalog, unread: Container[str]) -> ParsedQuery:
    """Return what words ask for that are spelled as they are meant."""
    synonyms = read_synonyms(catalog.synonyms)
    names = _names(words, catalog, synonyms)
    named = frozenset(position for name in names for position in range(name.start, name.end))
    mentions = tuple(_mentions(words, named))
    slots = _slots(mentions)
    explained = named | {position for mention in mentions for position in mention.span}
    left = [word for position, word in enumerate(words) if position not in explained]
    signals = frozenset(slots.get("signals", ()))
    clauses = _clauses(words, names, mentions, synonyms, catalog)
    return ParsedQuery(
        words=words,
        names=names,
        signals=signals,
        models="models" in slots,
        language="language" in slots,
        makes=_medium(slots.get("makes", ())),
        reads=_medium(slots.get("reads", ())),
        answers=frozenset(slots.get("yes", ())),
        month=next(map(int, slots.get("months", ())), None),
        rest=tuple(word for word in left if word not in FILLERS),
        clauses=clauses,
        meant=_meant(words, synonyms),
        asks=_asks(words, signals, names),
        unread=frozenset(word for word in words if word in unread),
    )


def _names(words: Sequence[str], catalog: Catalog, synonyms: Container[str]) -> tuple[Name, ...]:
    """Return the names in a query, except in longer phrases editors explain: google review."""
    table = _synonym_table(synonyms)
    explained: set[int] = set()
    for start in range(len(words)):
        length = table.length_at(words, start, ())
        if length > 1:
            explained.update(range(start, start + length))
    names = names_of(catalog).find(words, ordinary=PHRASES)
    return tuple(name for name in names if name.end - name.start > 1 or name.start not in explained)


class PhraseTable(NamedTuple):
    """Phrases that are looked for in a query, and how words are spelled among them."""

    phrases: Container[str]
    longest: int  # words
    spelled: Callable[[Sequence[str]], str]

    def length_at(self, words: Sequence[str], start: int, named: Container[int]) -> int:
        """Return the most words from a position on that are a phrase, none of them in a name.

        It is 0 where none is.
        """
        for length in range(min(self.longest, len(words) - start), 0, -1):
            is_in_name = any(position in named for position in range(start, start + length))
            if not is_in_name and self.spelled(words[start : start + length]) in self.phrases:
                return length
        return 0


_PHRASE_TABLE = PhraseTable(PHRASES, LONGEST_PHRASE, " ".join)


def _synonym_table(synonyms: Container[str]) -> PhraseTable:
    return PhraseTable(synonyms, LONGEST_SYNONYM, synonym_key)


class Mention(NamedTuple):
    """A phrase of the table where it stands in a query."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def span(self) -> range:
        return range(self.start, self.end)

    @property
    def only_asks(self) -> bool:
        """Tell whether it says what is asked and not what about."""
        return all(
            meaning in {MODELS, LANGUAGE}
            or (meaning.slot == "signals" and meaning.value in ASKED_WITH)
            for meaning in self.meanings
        )


def _mentions(words: Sequence[str], named: Container[int]) -> Iterator[Mention]:
    """Yield the table's phrases, the longest first where several begin; none in a name."""
    start = 0
    while start < len(words):
        length = _PHRASE_TABLE.length_at(words, start, named)
        if length:
            phrase = " ".join(words[start : start + length])
            yield Mention(start, start + length, PHRASES[phrase])
        start += max(length, 1)


def _slots(mentions: Iterable[Mention]) -> Mapping[str, list[str]]:
    """Return what phrases say, in the order of the query, by slot: signals, makes, reads."""
    slots: dict[str, list[str]] = {}
    for mention in mentions:
        for slot, value in mention.meanings:
            slots.setdefault(slot, []).append(value)
    return slots


def _medium(values: Sequence[str]) -> Medium | None:
    return Medium.read(values[0]) if values else None


def _clauses(
    words: Sequence[str],
    names: Iterable[Name],
    mentions: Iterable[Mention],
    synonyms: Synonyms,
    catalog: Catalog,
) -> tuple[Clause, ...]:
    """Return what is looked for: names, synonyms and single words, without what only asks.

    Where nothing else is there, what asks is looked for too.
    """
    asking = {position for mention in mentions if mention.only_asks for position in mention.span}
    every = list(_all_clauses(words, names, synonyms, catalog))
    telling = [(span, clause) for span, clause in every if _says_something(clause)]
    about = [(span, clause) for span, clause in telling if not asking.issuperset(span)]
    # A year alone is looked for only where nothing else is: “best AI 2026”.
    says_more = any(not clause.is_number for _, clause in about)
    chosen = about if says_more else telling
    if not chosen:
        single_words = enumerate(words)
        chosen = [(range(start, start + 1), Clause((word,))) for start, word in single_words]
    clauses = []
    for span, clause in chosen[:MOST_CLAUSES]:
        is_qualifier = not BEFORE_A_QUALIFIER.isdisjoint(words[: span.start])
        clauses.append(replace(clause, qualifier=is_qualifier))
    last = clauses[-1]
    last_word = last.own[-1]
    half_typed = last_word == words[-1] and last_word.isalpha() and not last.meant
    return (*clauses[:-1], replace(last, last=half_typed))


def _says_something(clause: Clause) -> bool:
    return bool(clause.meant) or len(clause.own) > 1 or clause.own[0] not in FILLERS


def _all_clauses(
    words: Sequence[str], names: Iterable[Name], synonyms: Synonyms, catalog: Catalog
) -> Iterator[tuple[range, Clause]]:
    """Yield the names, synonyms and words of a query, each with where it stands."""
    by_start = {name.start: name for name in names}
    named = {position for name in by_start.values() for position in range(name.start, name.end)}
    table = _synonym_table(synonyms)
    start = 0
    while start < len(words):
        name = by_start.get(start)
        if name:
            span = range(start, name.end)
            own = tuple(words[start : name.end])
            yield span, Clause(own, _titles(name, catalog), name=True)
        else:
            length = table.length_at(words, start, named)
            span = range(start, start + max(length, 1))
            own = tuple(words[start : span.stop])
            figure = own[0][0].isdecimal() and words[start + 1 : start + 2] in COUNTED
            yield span, Clause(own, synonyms.get(synonym_key(own), ()), figure=figure)
        start = span.stop


def _titles(name: Name, catalog: Catalog) -> tuple[str, ...]:
    """Return what the rows of a name are called in full."""
    rows = (KINDS[row.kind].find(catalog, row.slug) for row in name.rows)
    return tuple(dict.fromkeys(folded(row.name) for row in rows))


def _asks(words: Sequence[str], signals: Container[str], names: Sequence[Name]) -> bool:
    """Tell whether a query is a question.

    It is by its first word, or as it sets things without names against each other.
    """
    if len(words) < 2:  # noqa: PLR2004  # one word asks nothing
        return False
    return bool(ASKING.match(words[0])) or ("versus" in signals and not names)


def _meant(words: Sequence[str], synonyms: Synonyms) -> str:
    """Return a query in the words that are meant."""
    clauses = [clause for _, clause in _all_clauses(words, (), synonyms, Catalog())]
    return " ".join(clause.in_meant_words for clause in clauses)


@lru_cache(maxsize=KEPT_SYNONYMS)
def read_synonyms(rows: tuple[Synonym, ...]) -> Synonyms:
    """Fold the synonyms of a release once; what is cached follows from the rows alone."""
    synonyms = {}
    for row in rows:
        meant = filter(None, map(folded, row.words.split(",")))
        synonyms[synonym_key(folded(row.word).split())] = tuple(meant)
    return synonyms


def synonym_key(words: Iterable[str]) -> str:
    """Return what the forms of a synonym share."""
    return " ".join(map(stem, words))


def _renamed(words: Sequence[str], catalog: Catalog, synonyms: Synonyms) -> Iterator[str]:
    """Yield the words, another spelling as the name that it means.

    So “chat gpt” is chatgpt, and “gpt4” is gpt 4.
    """
    names = names_of(catalog)
    start = 0
    while start < len(words):
        length, spelled = _as_name(words[start:], names, synonyms)
        yield from spelled
        start += length


def _as_name(
    words: Sequence[str], names: NameIndex, synonyms: Synonyms
) -> tuple[int, Sequence[str]]:
    """Return how many of the first words mean a name, and that name; else the first word."""
    for length in (2, 1):
        name = synonyms.get(synonym_key(words[:length]), ("",))[0].split()
        is_there = list(words[: len(name)]) == name
        if len(words) >= length and not is_there and names.is_name(" ".join(name)):
            return length, name
    return 1, _without_glue(words[0], names.lines)


def _without_glue(word: str, lines: Container[str]) -> list[str]:
    """Return the name of a line and the version that is written against it: gpt, 5.6."""
    glued = GLUED.fullmatch(word)
    return [glued[1], glued[2]] if glued and glued[1] in lines else [word]
