"""How a job in own words is tested, by what is done, in place of neutral phrases."""

from dataclasses import dataclass
from typing import Any

import msgspec

from catalog.data_files import toml_of
from catalog.vocabulary import Medium
from wizard.decision.acts import (
    act_of,
    does,
    hears,
    is_recorded,
    is_seen,
    makes_words,
    names_a_price,
    stated_act,
    writes_of_it_too,
)
from wizard.decision.answers import Job
from wizard.decision.objects import object_of
from wizard.decision.own_words import first_made
from wizard.decision.vocabulary import GoesIn, JobAct, JobObject, Stakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """How what comes out is called: several of it, and the words of owners that name one."""

    several: str
    words: tuple[str, ...] = ()


_TABLE = toml_of(__file__)
NOUNS = msgspec.convert(_TABLE.pop("nouns"), dict[str, Noun])
NAMED_BY = {name: noun.words for name, noun in NOUNS.items()}
SENT = {JobAct.ANSWER: "answer", JobAct.TELL: "message"}
# What is found or compared is checked, too, and instructions are translated; what is sent is named.
BASES = {
    "found": "check",
    "copied-list": "check",
    "two-texts": "lists",
    "instructed": "translated",
    "noted": "named",
    "sent": "named",
    "sorted-and-written": "sort",
    "taken-down": "heard",
}
CALLED_BY_NOUN = frozenset({"named", "noted", "sent"})
SOUNDS = frozenset({Medium.MUSIC, Medium.SPEECH})
BY_ACT = _TABLE | {name: _TABLE[base] | _TABLE[name] for name, base in BASES.items()}


def phrases_by_act(job: Job) -> dict[str, Any]:
    """Return the phrases of what is done; of a text with the noun by which its owner calls it."""
    act = act_phrased(job)
    phrases: dict[str, Any] = BY_ACT.get(act, {})
    noun = _noun_of(job)
    return phrases | _called(noun) if noun and act in CALLED_BY_NOUN else phrases


def _called(name: str) -> dict[str, str]:
    several = NOUNS[name].several
    return {"item": name, "item_plural": several, "piece": name, "piece_plural": several}


def _noun_of(job: Job) -> str:
    """Return how what is written or sent is called; empty where nothing says so."""
    if not makes_words(job):
        return ""
    is_written = does(job, JobAct.WRITE)
    return first_made(job.words, NAMED_BY) if is_written else SENT.get(act_of(job), "")


def _is_dictated_anew(job: Job) -> bool:
    return job.goes_in is GoesIn.DICTATION and not is_recorded(job)


def _is_first_hand(job: Job) -> bool:
    """Return whether it is written from what somebody sees or dictates."""
    return job.goes_in is GoesIn.DICTATION or object_of(job) is JobObject.PICTURE


def act_phrased(job: Job) -> str:
    """Return the name of the phrases of what is done; empty where those of its result do."""
    what = object_of(job)
    rows = {
        "price": names_a_price(job),
        "taken-down": hears(job) and _is_dictated_anew(job),
        "heard": hears(job),
        "sorted-and-written": does(job, JobAct.SORT) and writes_of_it_too(job),
        "sort": does(job, JobAct.SORT),
        "copied-list": does(job, JobAct.CHECK) and what is JobObject.COPIED_LIST,
        "two-texts": does(job, JobAct.CHECK) and what is JobObject.TWO_TEXTS,
        "found": does(job, JobAct.CHECK) and stated_act(job) is JobAct.FIND,
        "check": does(job, JobAct.CHECK),
        "lists": does(job, JobAct.LISTS),
        "instructed": does(job, JobAct.TRANSLATE) and job.stakes is Stakes.HURT,
        "translated": does(job, JobAct.TRANSLATE),
        "read-off": makes_words(job) and is_seen(job) and does(job, JobAct.COPY),
        "dictated": _is_dictated_anew(job) and does(job, JobAct.COPY),
        "cleaned": job.medium in SOUNDS and what is JobObject.SOUND,
        "changed": job.medium is Medium.IMAGE and is_seen(job),
        "sent": makes_words(job) and act_of(job) in SENT,
        "explained": makes_words(job) and does(job, JobAct.EXPLAIN),
        "noted": makes_words(job) and does(job, JobAct.WRITE) and _is_first_hand(job),
        "named": bool(_noun_of(job)),
    }
    return next((name for name, is_done in rows.items() if is_done), "")
