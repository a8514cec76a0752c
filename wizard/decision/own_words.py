"""Own words: which use case is the same work (METHOD §2).

Nothing here understands words: the owner answers what is done. A use case is like a job where that
is the same and the words name the thing that it is about. A row that does not fit is worse than
none, since what is done and what comes out say enough to go by.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.data_files import toml_of
from catalog.schema import Catalog, UseCase, group_pairs
from catalog.vocabulary import Material, Medium
from catalog.words import folded, stands_in, stem
from wizard.decision.acts import act_of, hears, is_from_speech, usual_act
from wizard.decision.answers import Job
from wizard.decision.vocabulary import JobAct

STEM_LETTERS = 6  # “answering” and “answers” are one word
SHORTEST = 3
WORDS = toml_of(__file__)
HEALTH = "healthcare"
SAYS_NOTHING = frozenset(WORDS["says_nothing"])
NO_THINGS = frozenset([*WORDS["carriers"], *WORDS["trades"], *WORDS["verbs"]])
CARE = tuple(WORDS["care"])
WORKS = tuple(WORDS["works"])
WHOSE_WORKS = ("our", "our *", "my", "my *", "unser*", "unser* *", "mein*", "mein* *")
OWN_WORKS = tuple(f"{whose} {work}" for whose in WHOSE_WORKS for work in WORKS)
WHOSE = re.compile(r"\b(?:our|my|the|unser\w*|mein\w*) ")
# Where something is copied to, or what for, up to what it is copied from.
GOES_TO = re.compile(
    r"\b(?:into|for|fur|zu[mr]|in (?:das|den|die|unsere?n?)) .*?(?=\b(?:aus|from)\b|$)"
)
OF_CLIENTS = tuple(WORDS["of_clients"])
MADE_ANEW = frozenset({JobAct.WRITE, JobAct.ANSWER, JobAct.TELL, JobAct.MAKE})
OTHER_LANGUAGES: list[str] = WORDS["other_languages"]
# What is done in jobs on file, where that is not usual for what comes out.
ACT_OF_CASE = {slug: JobAct.read(act) for act, slugs in WORDS["acts"].items() for slug in slugs}

# What is counted with where nothing is on file: of own words, and of what left the catalog.
NOT_ON_FILE = UseCase(
    slug="",
    name="",
    result="",
    industry="",
    inputs=(),
    outputs=(),
    tasks=(),
    unit="result",
    unit_plural="results",
    material=(Material.CONFIDENTIAL,),
    high_risk=True,  # for all that anybody knows
    source="",
    as_of=date.min,
)

type Stems = frozenset[str]
CALLED_SO = 100  # more than any number of things: a name counts before what is alike


def is_on_works_of_clients(job: Job, use_case: UseCase) -> bool:
    """Return whether works of others go in, so that their contract may forbid AI or a cloud.

    A work that is named where something is written or made may be what comes out.
    """
    text = folded(f"{job.words} {job.worst}")
    if stands_in(WHOSE.sub("", text), OF_CLIENTS):
        return True
    is_of_others = stands_in(text, WORKS) and not stands_in(text, OWN_WORKS)
    return is_of_others and act_in(job, use_case) not in MADE_ANEW


def other_languages(words: str) -> list[str]:
    """Return the languages that words name and of which nothing is on file."""
    return [name for name in OTHER_LANGUAGES if stands_in(words, (name,))]


def share_a_word(one: str, other: str) -> bool:
    """Return whether two sentences share a word that not every danger has.

    Then they speak of one thing.
    """
    return bool((_stems(one).keys() & _stems(other).keys()) - IN_ANY_DANGER)


def first_made(words: str, named_by: Mapping[str, Collection[str]]) -> str:
    """Return which of these is named first as what comes out; empty where none is.

    That is after “into”, where something is turned, and before “from”, which says out of what.
    """
    made = folded(words).rpartition(" into ")[2].partition(" from ")[0]
    named = (name for word in made.split() for name, of in named_by.items() if word in of)
    return next(named, "")


def names_a_thing(words: str, says: str) -> bool:
    """Return whether a sentence names a thing that own words are about."""
    return not _things(words).keys().isdisjoint(_stems(says))


def job_by_words(job: Job, catalog: Catalog) -> str:
    """Return the slug of the use case that is the same work: called so, or one act on one thing.

    Empty where none, or no single one, is.
    """
    objects = catalog.once("method-own-words", lambda: Objects.of(catalog))
    act, is_heard = act_of(job), hears(job)
    copied = _copied(job.words) if act is JobAct.COPY else job.words
    named, written = objects.named_in(copied), _stems(job.words).keys()
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


def _copied(words: str) -> str:
    """Return what is copied, without where it goes to.

    A program for invoices takes other papers too.
    """
    return GOES_TO.sub("", folded(words))


def _is_heard_of_patients(job: Job) -> bool:
    return stands_in(job.words, CARE) and (hears(job) or is_from_speech(job))


def act_of_case(case: UseCase) -> JobAct:
    """Return what is done in a use case."""
    return ACT_OF_CASE.get(case.slug) or usual_act(case.outputs[0])


def use_case_of(job: Job, catalog: Catalog) -> UseCase:
    """Return the use case that the owner chose, else what stands for one."""
    return catalog.use_case.get(job.use_case or "", NOT_ON_FILE)


def main_output(job: Job, use_case: UseCase) -> Medium:
    """Return what comes out of a job, first of all."""
    return next(iter(use_case.outputs), job.medium or Medium.TEXT)


def act_in(job: Job, use_case: UseCase) -> JobAct:
    """Return what is done in a job, on file or in own words."""
    return act_done(job, main_output(job, use_case))


def act_done(job: Job, medium: Medium) -> JobAct:
    """Return the same by what comes out."""
    if job.use_case is None:
        return act_of(job)
    return ACT_OF_CASE.get(job.use_case) or usual_act(medium)


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
    things = (word for word in words if word not in NO_THINGS)
    return _stems(" ".join(things))


def _stems(text: str) -> dict[str, None]:
    """Return the words of a text, each once, without endings and without what says nothing."""
    words = folded(text.replace("-", " ")).split()
    telling = (word for word in words if len(word) >= SHORTEST and word not in SAYS_NOTHING)
    return dict.fromkeys(stem(word)[:STEM_LETTERS] for word in telling)


# What any danger is told with: two that share no more speak of two things.
IN_ANY_DANGER = _set_of_stems(" ".join(WORDS["in_any_danger"]))
