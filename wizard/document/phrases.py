"""Phrases: how a document speaks of each job.

They are rows on file, the owner's own words, or neutral ones.
"""

from collections.abc import Mapping
from dataclasses import fields, replace

from catalog.schema import Catalog, JobPhrases
from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from wizard.decision.answers import Job
from wizard.decision.own_words import main_output, share_a_word, use_case_of
from wizard.document.own_words_phrases import act_phrased, phrases_by_act

# What own words keep of themselves where a job on file is like them: how the job is called.
CALLED = (
    "use_case",
    "medium",
    "task_noun",
    "do_with",
    "test_with",
    "leave",
    "by_hand_word",
    "plain",
)

# What names a thing of the job on file: own words keep it only where they name that thing too.
OF_ITS_THINGS = (
    "release",
    "harm",
    "cost_of_wrong",
    "against",
    "collect",
    "known_bad",
)


def phrases_of(job: Job, catalog: Catalog, like: str = "") -> JobPhrases:
    """Return the phrases of a job; those of its kind of result where it has none of its own.

    Own words that are `like` a job on file are checked, tested and ended as it is. Raises KeyError
    where the catalog has no phrases at all.
    """
    own = catalog.phrases_of.get(job.use_case or "")
    if own is not None:
        return own
    neutral = catalog.phrases_for[_medium(job, catalog)]
    alike = catalog.phrases_of.get(like)
    if alike is None or act_phrased(job) == "price":
        return replace(neutral, **phrases_by_act(job))
    foreign = [row for row in OF_ITS_THINGS if not share_a_word(job.words, getattr(alike, row))]
    if "known_bad" in foreign:
        foreign.append("missed")
    if "harm" in foreign:
        foreign.append("harm_kind")
    return replace(alike, **{name: getattr(neutral, name) for name in (*CALLED, *foreign)})


def words_of(job: Job, catalog: Catalog) -> str:
    """Return what neutral phrases quote: the owner's words, or an unphrased use case's name."""
    return use_case_of(job, catalog).name or job.words


def slots(phrases: JobPhrases) -> Mapping[str, str]:
    """Return the phrases by the names of their slots."""
    return {
        row.name: value
        for row in fields(phrases)
        if isinstance(value := getattr(phrases, row.name), str)
    }


def _medium(job: Job, catalog: Catalog) -> Medium:
    medium = main_output(job, use_case_of(job, catalog))
    if medium in catalog.phrases_for:
        return medium
    return Medium.TEXT if medium in LANGUAGE_MEDIA else next(iter(catalog.phrases_for))
