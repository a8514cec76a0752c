"""Own words: what is done in a job, and which use case is the same work (METHOD §2).

Nothing here understands words. The first verb that tells something is the act; a use case is like a
job where the act is the same and the words name the thing that it is about. A row that does not fit
is worse than none, since what is done and what comes out say enough to go by.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.data_files import toml_of
from catalog.schema import Catalog, UseCase, group_pairs
from catalog.vocabulary import LANGUAGE_MEDIA, Material, Medium
from catalog.words import folded, stands_in, stem
from wizard.decision.answers import Job
from wizard.decision.vocabulary import DecidesOn


class JobAct(StrEnum):
    """What is done in a job."""

    SORT = "sort"
    COPY = "copy"
    FIND = "find"
    FORESEE = "foresee"
    COUNT = "count"
    RECKON = "reckon"
    COMPARE = "compare"
    EXPLAIN = "explain"
    TRANSLATE = "translate"
    ANSWER = "answer"
    WRITE = "write"
    TELL = "tell"
    VALUE = "value"
    MAKE = "make"


STEM_LETTERS = 6  # “answering” and “answers” are one word
SHORTEST = 3
WORDS = toml_of(__file__)
HEALTH = "healthcare"
SAYS_NOTHING = frozenset(WORDS["says_nothing"])
CARRIERS = frozenset(WORDS["carriers"])
CARE = tuple(WORDS["care"])
# The verbs of each act; two dots stand for up to ten words.
ACTS = {
    JobAct(act): re.compile(
        r"\b(?:" + "|".join(verbs).replace(" .. ", r" (?:\w+ ){0,10}?") + r")\b"
    )
    for act, verbs in WORDS["acts"].items()
}
IS_VERB = re.compile("|".join(verbs.pattern for verbs in ACTS.values()))
# What somebody says or said, by how the words begin, and how it becomes text.
RECORDED_BEGIN = tuple(WORDS["recorded"])
SPOKEN_BEGIN = (*WORDS["dictated"], *RECORDED_BEGIN)
RECORDED = rf"({'|'.join(SPOKEN_BEGIN)})(s|d|e|n|en|es|ed|ion|ions)?\b"
PRICE = tuple(WORDS["price"])
OFFERS = tuple(WORDS["offers"])
TWO_LISTS = re.compile(rf"\b(?:{'|'.join(WORDS['two_lists'])})\b")
HANDED_IN = tuple(WORDS["handed_in"])
STATES = re.compile(rf"\b(?:{'|'.join(WORDS['states'])})\b")
# Ours: an answer of so few minutes is one that was given before.
SHORT_MINUTES = 6
MANY_TOLD = 30  # ours: a text that goes out daily is written once
WRITTEN_DOWN = re.compile(
    r"\b(transcri\w+|transkri\w+|verschrift\w+|abtipp\w+|abgetippt\w*"
    r"|verbatim|word for word|wort fur wort|wortlich\w*"
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
    rf"|\b(?:by|per) (?:\w+ ){{0,3}}({'|'.join(WORDS['messages'])})\w*"
    rf"|\b({'|'.join(WORDS['turned'])})\w*\b.*\b{RECORDED}.*\b(into|zu|in)\b"
)
# What the text is for: a script for a recording is read out, and not heard.
IS_FOR = re.compile(
    r"\b(for(?! word)|fur(?! wort)|before|vor)\b.*?"
    rf"(?=\b({'|'.join(WORDS['taken_from'])})\b|$)"
)

type Stems = frozenset[str]
CALLED_SO = 100  # more than any number of things: a name counts before what is alike


def act_in(words: str) -> JobAct | None:
    """Return the act of the first telling verb; None where there is none."""
    text = folded(words)
    matches = ((verbs.search(text), act) for act, verbs in ACTS.items() if act is not JobAct.MAKE)
    starts = [(verb.start(), act) for verb, act in matches if verb is not None]
    return min(starts, key=lambda row: row[0], default=(0, None))[1]


def act_of(job: Job) -> JobAct:
    """Return what is done in a job in own words, else what is usual where that comes out."""
    return _fitting(act_in(job.words), job.medium or Medium.TEXT)


def _fitting(act: JobAct | None, medium: Medium) -> JobAct:
    """Return an act where something comes out: a text is found in papers, and answers."""
    if medium not in LANGUAGE_MEDIA:
        return JobAct.MAKE
    if act is JobAct.FIND and medium is not Medium.DATA:
        return JobAct.ANSWER
    return act or (JobAct.COPY if medium is Medium.DATA else JobAct.WRITE)


def hears(job: Job) -> bool:
    """Return whether own words ask to write down what is said.

    Then speech goes in, and only what hears can do it.
    """
    what = _what_is_done(job)
    is_spoken = any(word.startswith(SPOKEN_BEGIN) for word in what.split())
    if not is_spoken or WRITTEN_DOWN.search(what):
        return is_spoken
    return TAKEN_DOWN.search(what) is not None and not SOURCE.search(what)


def is_recorded(words: str) -> bool:
    """Return whether words speak of what was said and recorded, and not of what one dictates."""
    return any(word.startswith(RECORDED_BEGIN) for word in folded(words).split())


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


def picks_a_label(job: Job) -> bool:
    """Return whether own words ask for one of several on a list for each piece, such as a code."""
    return not job.use_case and job.medium is Medium.DATA and act_of(job) is JobAct.SORT


def names_a_price(job: Job) -> bool:
    """Return whether own words ask for a text that says what something will cost.

    What a list holds is no estimate.
    """
    is_text = job.medium in {None, Medium.TEXT}
    is_listed = DecidesOn.LIST in (job.decides_on or frozenset())
    return not job.use_case and is_text and not is_listed and stands_in(job.words, PRICE)


def answers_shortly(job: Job) -> bool:
    """Return whether own words ask for short answers, for which replies can be saved."""
    if job.use_case or job.minutes_by_hand is None or act_of(job) is not JobAct.ANSWER:
        return False
    return job.medium is not Medium.DATA and job.minutes_by_hand <= SHORT_MINUTES


def is_dictated_shortly(job: Job) -> bool:
    """Return whether own words ask for a short text, which is dictated in less time than it takes.

    What was recorded lies there already.
    """
    if job.use_case or job.minutes_by_hand is None or act_of(job) is not JobAct.WRITE:
        return False
    is_text = job.medium in {None, Medium.TEXT}
    return is_text and job.minutes_by_hand <= SHORT_MINUTES and not is_from_speech(job)


def tells_many(job: Job) -> bool:
    """Return whether own words ask to tell many people the same, each with what concerns them."""
    is_text = job.medium in {None, Medium.TEXT}
    is_announcement = act_in(job.words) is JobAct.TELL and (job.results or 0) >= MANY_TOLD
    return is_text and is_announcement and not job.use_case


def holds_two_lists(job: Job) -> bool:
    """Return whether own words hold the sums of one list against those of another.

    What several people hand in, such as bids, is compared in another way.
    """
    is_of_fields = job.medium is Medium.DATA and not job.use_case
    has_sums = DecidesOn.SUM in (job.decides_on or frozenset())
    holds = TWO_LISTS.search(folded(job.words)) is not None
    return is_of_fields and has_sums and holds and not is_handed_in(job)


def is_handed_in(job: Job) -> bool:
    """Return whether own words are of what several people hand in, such as bids."""
    return stands_in(job.words, HANDED_IN)


def tells_a_state(job: Job) -> bool:
    """Return whether own words ask to tell which of a few states holds, such as open or closed."""
    is_text = job.medium in {None, Medium.TEXT}
    is_notice = is_text and not job.use_case and act_in(job.words) is JobAct.TELL
    return is_notice and STATES.search(folded(job.words)) is not None


def is_an_offer(job: Job) -> bool:
    """Return whether own words ask for offers, of which every item has its price."""
    return job.medium in {None, Medium.TEXT} and stands_in(job.words, OFFERS)


def is_asked_for(job: Job) -> bool:
    """Return whether own words ask for fields that a form could ask for.

    What is copied once lies there already.
    """
    is_copied = job.medium is Medium.DATA and act_in(job.words) is JobAct.COPY
    return is_copied and not job.use_case and not job.once


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


def names_a_thing(words: str, says: str) -> bool:
    """Return whether a sentence names a thing that own words are about."""
    return not _things(words).keys().isdisjoint(_stems(says))


def job_by_words(job: Job, catalog: Catalog) -> str:
    """Return the slug of the use case that is the same work: called so, or one act on one thing.

    Empty where none, or no single one, is.
    """
    objects = catalog.once("method-own-words", lambda: Objects.of(catalog))
    words = NOT_SPOKEN.sub(" ", folded(job.words))
    named, written = objects.named_in(words), _stems(words).keys()
    act, is_heard = act_of(job), hears(job)
    shared = {}
    for case in catalog.use_cases:
        fits = job.medium in {None, *case.outputs}
        called = objects.called(written, case.slug) if fits else 0
        if called:
            shared[case.slug] = CALLED_SO + called
        elif is_about_patients(case):
            shared[case.slug] = int(Medium.SPEECH in case.inputs and _is_heard_of_patients(job))
        # What is said is written down in one way, but for what patients say.
        elif not is_heard and fits and act is act_of_case(case):
            shared[case.slug] = objects.shared(named, case.slug)
    most = max(shared.values(), default=0)
    best = [slug for slug, number in shared.items() if number == most and most > 0]
    return best[0] if len(best) == 1 else ""


def _is_heard_of_patients(job: Job) -> bool:
    return stands_in(job.words, CARE) and (hears(job) or is_from_speech(job))


def act_of_case(case: UseCase) -> JobAct:
    """Return what is done in a use case, by its name."""
    return _fitting(act_in(case.name), case.outputs[0])


def is_about_patients(use_case: UseCase) -> bool:
    """Return whether data of patients go in, for which few contracts are made."""
    return use_case.industry == HEALTH and Material.PERSONAL in use_case.material


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """The things that use cases are about, and what stands for a word."""

    words_of: Mapping[str, Stems]
    # By use case: the things in its name, and those in its result. To name one of both is enough.
    things_of: Mapping[str, tuple[Stems, ...]]
    names_of: Mapping[str, tuple[Stems, ...]]  # of several words each
    synonyms: Mapping[str, tuple[tuple[Stems, tuple[Stems, ...]], ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> "Objects":
        """Return the things of a catalog."""
        return cls(
            words_of={row.slug: frozenset(_stems(_text(row))) for row in catalog.use_cases},
            things_of={
                row.slug: (frozenset(_things(row.name)), frozenset(_things(row.result)))
                for row in catalog.use_cases
            },
            names_of={
                row.slug: tuple(filter(_has_several, map(_set_of_stems, _names(row))))
                for row in catalog.use_cases
            },
            synonyms=group_pairs(_synonyms(catalog)),
        )

    def called(self, written: Collection[str], slug: str) -> int:
        """Return of how many words the longest name of a use case is that is written; else 0.

        It has to be half of what is written: the rest says that it is another job.
        """
        names = (name for name in self.names_of[slug] if name <= {*written})
        return max((len(name) for name in names if 2 * len(name) >= len(written)), default=0)

    def named_in(self, words: str) -> Mapping[str, tuple[Stems, ...]]:
        """Return each thing in words with all that stands for it.

        That of “find manual” goes before that of “manual”, where the owner wrote both.
        """
        written, named = _stems(words).keys(), {}
        for thing in _things(words):
            rows = [row for row in self.synonyms.get(thing, ()) if row[0] <= written]
            most = max((len(of) for of, _ in rows), default=0)
            phrases = (phrase for of, phrases in rows if len(of) == most for phrase in phrases)
            named[thing] = (frozenset({thing}), *phrases)
        return named

    def shared(self, named: Mapping[str, tuple[Stems, ...]], slug: str) -> int:
        """Return how many things of a use case are named; 0 where not all in its name or result.

        Several words that stand for one name the use case itself.
        """
        row = self.words_of[slug]
        fitting = [_fitting_in(row, *phrases) for phrases in named.values()]
        covered: Stems = frozenset().union(*fitting)
        is_named = any(things and things <= covered for things in self.things_of[slug])
        return len(covered) if is_named or any(len(words) > 1 for words in fitting) else 0


def _fitting_in(row: Stems, thing: Stems, *synonyms: Stems) -> Stems:
    """Return which of its words name a thing in a row: the thing's own, or those of all synonyms.

    A trade has synonyms in many rows, and names the thing of none.
    """
    if synonyms and all(phrase <= row for phrase in synonyms):
        return thing.union(*synonyms) & row
    return thing & row


def _synonyms(catalog: Catalog) -> Iterator[tuple[str, tuple[Stems, tuple[Stems, ...]]]]:
    for row in catalog.synonyms:
        of = frozenset(_stems(row.word))
        phrases = (frozenset(_stems(phrase)) for phrase in row.words.split(","))
        telling = tuple(filter(None, phrases))
        yield from ((word, (of, telling)) for word in of)


def _names(use_case: UseCase) -> tuple[str, ...]:
    """Return what a use case may be called: of patients in full, since others make notes too."""
    if is_about_patients(use_case):
        return (use_case.name,)
    return use_case.name, use_case.result, use_case.slug


def _set_of_stems(text: str) -> Stems:
    return frozenset(_stems(text))


def _has_several(words: Stems) -> bool:
    return len(words) > 1


def _text(use_case: UseCase) -> str:
    return f"{use_case.name} {use_case.result} {use_case.unit_plural} {use_case.slug}"


def _things(text: str) -> dict[str, None]:
    """Return what words name besides the act, people, and what carries anything."""
    words = folded(text.replace("-", " ")).split()
    things = (word for word in words if word not in CARRIERS and not IS_VERB.fullmatch(word))
    return _stems(" ".join(things))


def _stems(text: str) -> dict[str, None]:
    """Return the words of a text, each once, without endings and without what says nothing."""
    words = folded(text.replace("-", " ")).split()
    telling = (word for word in words if len(word) >= SHORTEST and word not in SAYS_NOTHING)
    return dict.fromkeys(stem(word)[:STEM_LETTERS] for word in telling)
