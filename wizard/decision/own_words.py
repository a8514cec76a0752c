"""Own words: which use case shares the rarest words of a job in own words (METHOD §2).

Nothing here understands words. Each word of the owner's counts by how few use cases have it, itself
or one of its synonyms on file. Two and half of all have to be shared, or one that means no other
use case: a row that does not fit is worse than none, since what comes out says enough to go by.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log

from catalog.data_files import toml_of
from catalog.schema import Catalog, UseCase, group_pairs
from catalog.vocabulary import LANGUAGE_MEDIA, Material, Medium, Software
from catalog.words import folded, stands_in, stem
from wizard.decision.answers import Job
from wizard.decision.vocabulary import Secret

FEWEST_SHARED = 2
# Ours: the rarities of the shared words together, in times of a word that one use case alone has. A
# verb that twenty in a hundred have and a noun that three have are not enough.
LEAST_RARITY = 1.3
# Ours: of the owner's telling words so many have to be shared; the rest says that it is another
# job.
LEAST_PART = 0.5
LEAST_PART_HEARD = 0.4  # of what is said and written down, which is one kind of work
LEAST_PART_WITH_MEANING = 0.25  # where one of them means no other use case
STEM_LETTERS = 6  # “answering” and “answers” are one word
SHORTEST = 3
COMMON_PART = 0.2  # a word that more use cases have says nothing
SYNONYM_FACTOR = 0.5  # ours: of a word that the owner did not write
WORDS = toml_of(__file__)
HEALTH = "healthcare"
OF_PEOPLE = frozenset({Secret.PERSONAL, Secret.SENSITIVE})
SAYS_NOTHING = frozenset(WORDS["says_nothing"])
# What somebody says or said, by how the words begin, and how it becomes text.
SPOKEN_BEGIN = tuple(WORDS["spoken"])
RECORDED = rf"({'|'.join(SPOKEN_BEGIN)})(s|d|e|n|en|es|ed|ion|ions)?\b"
CHOOSING_BEGIN = tuple(WORDS["choosing"])
PRICE = tuple(WORDS["price"])
# What tells that something without AI comes first, by what that is.
WITHOUT_AI = {
    "count": tuple(WORDS["counting"]),
    "filter": tuple(WORDS["pairing"]),
    "form": tuple(WORDS["copying"]),
}
ONE_OF = re.compile(r"\b(one|einer|eine|eines) (of|der|von)\b")
ANSWERING = tuple(WORDS["answering"])
# Ours: an answer of so few minutes is one that was given before.
SHORT_MINUTES = 6
NAMED_BY = WORDS["named_by"]
WRITTEN_DOWN = re.compile(
    r"\b(transcri\w+|transkri\w+|verschrift\w+|abtipp\w+|abgetippt\w*"
    r"|typ\w*\b.*\b(out|up|down|into (text|writing)))\b"
)
# The same, unless another text is made from it.
TAKEN_DOWN = re.compile(
    r"\b(dictat(e|es|ed|ing)|diktier\w*"
    r"|(writ|wrote|put)\w*\b.*\b(out|up|down|into (text|writing)))\b"
)
# Called out, a crew drives, and whoever is called is no recording; what stands in a log is read.
NOT_SPOKEN = re.compile(
    r"\b(call|called)[ -]outs?\b|\bcallouts?\b|\bcalled\b"
    rf"|\b(?!voice|audio|dictat|diktier)({'|'.join(SPOKEN_BEGIN)})\w* "
    rf"({'|'.join(WORDS['in_writing'])})\b"
)
# A recording that another text is made from; whoever calls is a person.
SOURCE = re.compile(
    rf"\b({'|'.join(WORDS['taken_from'])})\b.*\b{RECORDED}"
    rf"|\b({'|'.join(WORDS['turned'])})\w*\b.*\b{RECORDED}.*\b(into|zu|in)\b"
)
# What the text is for: a script for a recording is read out, and not heard.
IS_FOR = re.compile(rf"\b(for|fur|before|vor)\b.*?(?=\b({'|'.join(WORDS['taken_from'])})\b|$)")

type Stems = frozenset[str]


def hears(job: Job) -> bool:
    """Return whether own words ask to write down what is said.

    Then speech goes in, and only what hears can do it.
    """
    what = _what_is_done(job)
    is_spoken = any(word.startswith(SPOKEN_BEGIN) for word in what.split())
    if not is_spoken or WRITTEN_DOWN.search(what):
        return is_spoken
    return TAKEN_DOWN.search(what) is not None and not SOURCE.search(what)


def is_from_speech(job: Job) -> bool:
    """Return whether own words ask for another text, made from what is said on a recording.

    Then speech goes in too, and what writes it down writes nothing else.
    """
    return not hears(job) and SOURCE.search(_what_is_done(job)) is not None


def _what_is_done(job: Job) -> str:
    """Return own words for something written, without what it is for; else nothing."""
    if job.use_case or job.medium not in {None, *LANGUAGE_MEDIA}:
        return ""
    return NOT_SPOKEN.sub(" ", IS_FOR.sub(" ", folded(job.words)))


def chooses(job: Job) -> bool:
    """Return whether own words ask for one of several on a list for each piece, such as a code."""
    if job.use_case or job.medium is not Medium.DATA:
        return False
    words = folded(job.words)
    chosen = any(word.startswith(CHOOSING_BEGIN) for word in words.split())
    return chosen or ONE_OF.search(words) is not None


def way_without_ai(job: Job) -> str:
    """Return how the fields of a job in own words come about without AI; empty where none is known.

    What is copied once lies there already; what is counted is seen in a picture.
    """
    if job.use_case or job.medium is not Medium.DATA:
        return ""
    fits = {"count": bool(job.picture_goes_in), "filter": True, "form": not job.once}
    words = folded(job.words)
    ways = (way for way, signs in WITHOUT_AI.items() if fits[way] and stands_in(words, signs))
    return next(ways, "")


def names_a_price(job: Job) -> bool:
    """Return whether own words ask for a text that says what something will cost."""
    is_text = job.medium in {None, Medium.TEXT}
    return not job.use_case and is_text and stands_in(job.words, PRICE)


def answers_shortly(job: Job) -> bool:
    """Return whether own words ask for short answers, for which replies can be saved."""
    if job.use_case or job.medium not in {None, Medium.TEXT} or job.minutes_by_hand is None:
        return False
    return job.minutes_by_hand <= SHORT_MINUTES and stands_in(job.words, ANSWERING)


def reads_off(job: Job) -> bool:
    """Return whether the fields that own words ask for lie there, or stand on a photo."""
    is_photo = not job.use_case and job.medium is Medium.DATA and bool(job.picture_goes_in)
    return is_photo or bool(way_without_ai(job))


# Words of any danger and any remedy, and what any job reads: to share them says nothing.
IN_ANY_DANGER = frozenset(
    [
        *["any", "before", "each", "every", "first", "one", "person", "people", "somebody"],
        *["document", "file", "letter", "paper", "photo", "picture", "question", "report"],
        *["text", "wrong"],
    ]
)


def share_a_word(one: str, other: str) -> bool:
    """Return whether two sentences share a word that not every danger has.

    Then they speak of one thing.
    """
    empty = _stems(" ".join(IN_ANY_DANGER))
    return bool((_stems(one).keys() & _stems(other).keys()) - empty.keys())


def job_by_words(job: Job, catalog: Catalog, works_in: Collection[Software] = frozenset()) -> str:
    """Return the slug of the use case whose words a job shares.

    Empty where none, or no single one, shares enough.
    """
    index = catalog.once("method-own-words", lambda: WordIndex.of(catalog))
    words = _stems(NOT_SPOKEN.sub(" ", folded(job.words)))
    shared = {}
    is_heard, is_spoken = hears(job), hears(job) or is_from_speech(job)
    for case in catalog.use_cases:
        # What is said is written down in one way, but for what patients say.
        if is_heard and not is_about_patients(case):
            continue
        if is_about_patients(case) and _has_no_people(job):
            continue
        if not _is_named(case, job, catalog, works_in):
            continue
        if job.medium in {None, *case.outputs}:
            is_of_patients = is_spoken and is_about_patients(case)
            least = LEAST_PART_HEARD if is_of_patients else LEAST_PART
            shared[case.slug] = index.shared(words, case.slug, least)
    most = max(shared.values(), default=0.0)
    best = [slug for slug, rarity in shared.items() if rarity == most and most > 0]
    return best[0] if len(best) == 1 else ""


def is_about_patients(use_case: UseCase) -> bool:
    """Return whether data of patients go in, for which few contracts are made."""
    return use_case.industry == HEALTH and Material.PERSONAL in use_case.material


def _is_named(case: UseCase, job: Job, catalog: Catalog, works_in: Collection[Software]) -> bool:
    """Return whether own words name what a program does for a job besides the text, if one must.

    Whoever works in such a program means it.
    """
    solution = catalog.solution_of.get(case.slug)
    kinds = solution.app_kinds[:1] if solution is not None else ()
    named_by = (NAMED_BY[kind] for kind in kinds if kind in NAMED_BY)
    return all(stands_in(job.words, of["words"]) or of["program"] in works_in for of in named_by)


def _has_no_people(job: Job) -> bool:
    """Return whether no data of people goes in, as the owner answered."""
    return job.secrets is not None and not job.secrets & OF_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """What stands for a word, or for several that are written together."""

    of: Stems
    phrases: tuple[Stems, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """The words of every use case, how rare each is, and what stands for a word."""

    words_of: Mapping[str, Stems]
    rarity: Mapping[str, float]  # 1 of a word that one use case alone has; of rare ones alone
    result_of: Mapping[str, str]  # the use case that alone has a word in what it results in
    synonyms: Mapping[str, tuple["Synonyms", ...]]  # by each word that they stand for

    @classmethod
    def of(cls, catalog: Catalog) -> "WordIndex":
        """Return the index of a catalog."""
        words_of = {row.slug: frozenset(_stems(_text(row))) for row in catalog.use_cases}
        counts = Counter(word for words in words_of.values() for word in words)
        results = ((word, row.slug) for row in catalog.use_cases for word in _stems(row.result))
        return cls(
            words_of=words_of,
            rarity=_rarities(counts, len(words_of)),
            result_of={word: slug for word, slug in results if counts[word] == 1},
            synonyms=_synonyms(catalog),
        )

    def shared(self, words: Collection[str], slug: str, least: float = LEAST_PART) -> float:
        """Return how rare the words are that a use case shares; 0 where it shares too few."""
        phrases = {word: self._phrases(word, words) for word in words}
        row = self.words_of[slug]
        worths = {word: self._worth(word, row, phrases[word]) for word in words}
        counting = [word for word, worth in worths.items() if worth > 0]
        if not {*counting} - OF_ANY_OBJECT:
            return 0.0
        total, part = sum(worths.values()), len(counting) / len(words)
        is_alike = len(counting) >= FEWEST_SHARED and total >= LEAST_RARITY and part >= least
        means_it = any(self._means(word, phrases[word]) == slug for word in counting)
        return total if is_alike or (means_it and part >= LEAST_PART_WITH_MEANING) else 0.0

    def _phrases(self, word: str, words: Collection[str]) -> tuple[Stems, ...]:
        """Return what stands for a word.

        That of “find manual” goes before that of “manual”, where the owner wrote both.
        """
        rows = [row for row in self.synonyms.get(word, ()) if row.of <= set(words)]
        most = max((len(row.of) for row in rows), default=0)
        return tuple(phrase for row in rows if len(row.of) == most for phrase in row.phrases)

    def _worth(self, word: str, words: Stems, phrases: Collection[Stems]) -> float:
        """Return the rarity of a word the use case has.

        Otherwise, return half that of the rarest word of its synonyms there.
        """
        if word in words:
            return self.rarity.get(word, 0.0)
        fitting = [phrase for phrase in phrases if phrase <= words]
        rarities = [self.rarity.get(part, 0.0) for phrase in fitting for part in phrase]
        return SYNONYM_FACTOR * max(rarities, default=0.0)

    def _means(self, word: str, phrases: Collection[Stems]) -> str:
        """Return the one use case that a word means; empty where none.

        The word names its result, or all the word's synonyms do.
        """
        if word in self.result_of:
            return self.result_of[word]
        slug = next(filter(None, map(self._fitting, phrases)), "")
        agree = all(phrase <= self.words_of[slug] for phrase in phrases) if slug else False
        return slug if agree else ""

    def _fitting(self, words: Stems) -> str:
        """Return the one use case whose result is so called; empty where none.

        One that alone has all these words counts too.
        """
        if len(words) == 1:
            return self.result_of.get(next(iter(words)), "")
        slugs = [slug for slug, row in self.words_of.items() if words <= row]
        return slugs[0] if len(slugs) == 1 else ""


def _rarities(counts: Mapping[str, int], cases: int) -> dict[str, float]:
    most = COMMON_PART * cases
    rare = {word: count for word, count in counts.items() if count <= most}
    return {word: log(cases / count) / log(cases) for word, count in rare.items()}


def _synonyms(catalog: Catalog) -> dict[str, tuple[Synonyms, ...]]:
    pairs = []
    for row in catalog.synonyms:
        of = frozenset(_stems(row.word))
        phrases = (frozenset(_stems(phrase)) for phrase in row.words.split(","))
        synonyms = Synonyms(of=of, phrases=tuple(filter(None, phrases)))
        pairs += [(word, synonyms) for word in of]
    return group_pairs(pairs)


def _text(use_case: UseCase) -> str:
    return f"{use_case.name} {use_case.result} {use_case.unit_plural} {use_case.slug}"


def _stems(text: str) -> dict[str, None]:
    """Return the words of a text, each once, without endings and without what says nothing."""
    words = folded(text.replace("-", " ")).split()
    telling = (word for word in words if len(word) >= SHORTEST and word not in SAYS_NOTHING)
    return dict.fromkeys(stem(word)[:STEM_LETTERS] for word in telling)


OF_ANY_OBJECT = frozenset(_stems(" ".join(WORDS["of_any_object"])))
