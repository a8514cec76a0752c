"""Own words: which use case on file a job in the owner's words shares its rarest words with (METHOD §2).

Nothing here understands words. Each word of the owner's counts by how few use cases have it, itself
or one of its synonyms on file. Two have to be shared, or one that names the result of no other use
case: a row that does not fit is worse than none, since what comes out says enough to go by.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from catalog.schema import Catalog, UseCase
from catalog.words import folded, stem
from wizard.decision.answers import Job

FEWEST_SHARED = 2
# Ours: the rarities of the shared words together, in times of a word that one use case alone has. A
# verb that twenty in a hundred have and a noun that three have are not enough.
LEAST_RARITY = 1.3
STEM_LETTERS = 6  # “answering” and “answers” are one word
SHORTEST = 3
COMMON_PART = 0.2  # a word that more use cases have says nothing
SYNONYM_COUNTS = 0.5  # ours: of a word that the owner did not write
# Words of any job, in English and in German.
SAYS_NOTHING = frozenset(
    [
        "about",
        "and",
        "all",
        "for",
        "from",
        "have",
        "into",
        "its",
        "new",
        "next",
        "our",
        "out",
        "own",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "turn",
        "use",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "you",
        "your",
        "alle",
        "aus",
        "bei",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "fur",
        "mit",
        "nach",
        "oder",
        "und",
        "uns",
        "unser",
        "unsere",
        "unserer",
        "vom",
        "von",
        "zum",
        "zur",
    ]
)


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What a use case has of the owner's words: how rare they are, and how many there are."""

    rarity: float  # of all of them, in times of a word that one use case alone has
    words: int
    names_it: bool  # one of them, or a synonym of one, means this use case alone

    @property
    def is_enough(self) -> bool:
        rare = self.words >= FEWEST_SHARED and self.rarity >= LEAST_RARITY
        return rare or self.names_it


def job_by_words(job: Job, catalog: Catalog) -> str:
    """Return the slug of the use case whose words a job shares; empty where none, or no single one, shares enough."""
    index = catalog.once("method-own-words", lambda: _index(catalog))
    words = [index.meanings(word) for word in _stems(job.words)]
    cases = [row for row in catalog.use_cases if job.medium in {None, *row.outputs}]
    rarities = {}
    for case in cases:
        shared = index.shared(words, case.slug)
        if shared.is_enough:
            rarities[case.slug] = shared.rarity
    most = max(rarities.values(), default=0.0)
    best = [slug for slug, rarity in rarities.items() if rarity == most]
    return best[0] if len(best) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """The words of every use case, how rare each is, and what stands for a word."""

    words_of: Mapping[str, frozenset[str]]
    rarity: Mapping[str, float]  # of words that are rare enough to say something
    result_of: Mapping[str, str]  # the use case that alone has a word in what it results in
    synonyms: Mapping[str, tuple[frozenset[str], ...]]  # phrases by a single word

    def meanings(self, word: str) -> tuple[frozenset[str], ...]:
        """Return a word and what stands for it; the word itself first."""
        return (frozenset({word}), *self.synonyms.get(word, ()))

    def shared(self, words: Iterable[tuple[frozenset[str], ...]], slug: str) -> SharedWords:
        """Return what a use case shares of the owner's words."""
        worths = [(meanings, self._worth(meanings, self.words_of[slug])) for meanings in words]
        counting = [(meanings, worth) for meanings, worth in worths if worth > 0]
        return SharedWords(
            rarity=sum(worth for _, worth in counting),
            words=len(counting),
            names_it=any(self._means(meanings) == slug for meanings, _ in counting),
        )

    def _worth(self, meanings: tuple[frozenset[str], ...], words: frozenset[str]) -> float:
        itself, *others = meanings
        if itself <= words:
            return self._rarest(itself)
        worths = [self._rarest(other) for other in others if other <= words]
        return SYNONYM_COUNTS * max(worths, default=0.0)

    def _rarest(self, words: frozenset[str]) -> float:
        return max((self.rarity.get(word, 0.0) for word in words), default=0.0)

    def _means(self, meanings: tuple[frozenset[str], ...]) -> str:
        """Return the one use case that a word means: it names its result, or all its synonyms do; empty where none."""
        itself, *others = meanings
        if named := self._fitting(itself):
            return named
        named = next(filter(None, map(self._fitting, others)), "")
        agree = all(words <= self.words_of[named] for words in others) if named else False
        return named if agree else ""

    def _fitting(self, words: frozenset[str]) -> str:
        """Return the one use case whose result is called so, or that alone has all these words; empty where none."""
        if len(words) == 1:
            return self.result_of.get(next(iter(words)), "")
        slugs = [slug for slug, row in self.words_of.items() if words <= row]
        return slugs[0] if len(slugs) == 1 else ""


def _index(catalog: Catalog) -> WordIndex:
    words_of = {row.slug: frozenset(_stems(_text(row))) for row in catalog.use_cases}
    counts = Counter(word for words in words_of.values() for word in words)
    most = COMMON_PART * len(words_of)
    return WordIndex(
        words_of=words_of,
        rarity={
            word: log(len(words_of) / count) / log(len(words_of))
            for word, count in counts.items()
            if count <= most
        },
        result_of=_results(catalog, counts),
        synonyms=_synonyms(catalog),
    )


def _results(catalog: Catalog, counts: Mapping[str, int]) -> Mapping[str, str]:
    return {
        word: row.slug
        for row in catalog.use_cases
        for word in _stems(row.result)
        if counts[word] == 1
    }


def _synonyms(catalog: Catalog) -> Mapping[str, tuple[frozenset[str], ...]]:
    rows = {}
    for row in catalog.synonyms:
        words = list(_stems(row.word))
        if len(words) == 1:
            phrases = (frozenset(_stems(phrase)) for phrase in row.words.split(","))
            rows[words[0]] = tuple(phrase for phrase in phrases if phrase)
    return rows


def _text(use_case: UseCase) -> str:
    return f"{use_case.name} {use_case.result} {use_case.unit_plural} {use_case.slug}"


def _stems(text: str) -> Iterable[str]:
    """Return the words of a text, each once, without endings and without what says nothing."""
    words = folded(text.replace("-", " ")).split()
    telling = (word for word in words if len(word) >= SHORTEST and word not in SAYS_NOTHING)
    return dict.fromkeys(stem(word)[:STEM_LETTERS] for word in telling)
