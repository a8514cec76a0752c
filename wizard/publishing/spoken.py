"""Spoken: whether a job's phrases fit every sentence of a plan, and which jobs have none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import override

from catalog.registry import KINDS
from catalog.schema import Catalog, JobPhrases, UseCase
from wizard.document.blocks import Head
from wizard.document.sentences import PatternError
from wizard.publishing.samples import samples

MOST_WORDS = 16
TOO_LONG = f"A sentence of a plan has at most {MOST_WORDS} words."
# What ends a sentence: a stop, and what parts two that could stand alone.
_ENDS = re.compile(r"[.!?:;](?=[\s”]|$)|[“”]")
SHAPES = {
    name: field.about
    for name, field in KINDS["job_phrases"].described.items()
    if field.about.rule is not None and field.about.rule.pattern
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A phrase that breaks a sentence, why, and that sentence; empty where it makes none."""

    field: str
    why: str
    sentence: str

    @override
    def __str__(self) -> str:
        return f"{self.why} It would read: “{self.sentence}”" if self.sentence else self.why


def misfits(phrases: JobPhrases, catalog: Catalog) -> Iterator[Misfit]:
    """Yield the phrases that break a sentence."""
    try:
        sentences = sentences_of(phrases, catalog)
    except (PatternError, ValueError):  # a brace that is none of a slot
        sentences = []
    for name, about in SHAPES.items():
        text, rule = getattr(phrases, name), about.rule
        if rule is not None and not re.search(rule.pattern, text):
            why = rule.sentence(about.heading, optional=False)
            yield Misfit(field=name, why=why, sentence=_sentence_with(text, sentences))
    for sentence in sentences:
        if too_long(sentence):
            yield Misfit(field=_longest_in(phrases, sentence), why=TOO_LONG, sentence=sentence)
            return


def sentences_of(phrases: JobPhrases, catalog: Catalog) -> list[str]:
    """Return every sentence that a plan may say on top with these phrases, each once."""
    plans = samples(phrases, catalog)
    return list(
        dict.fromkeys(text for plan in plans for text in sentences_on_top(plan.document.head))
    )


def sentences_on_top(head: Head) -> Iterator[str]:
    """Yield each sentence of the decision on top."""
    yield from head.warnings
    yield head.headline
    yield from head.lead
    for job in head.jobs:
        yield from job.says
    for tile in head.tiles:
        yield tile.big
        yield from tile.fine


def too_long(text: str) -> list[str]:
    """Return the parts of a text that are longer than a sentence may be."""
    return [part for part in _ENDS.split(text) if len(part.split()) > MOST_WORDS]


def unspoken(catalog: Catalog) -> Iterator[UseCase]:
    """Yield the jobs without phrases of their own, of which plans speak in neutral words."""
    return (row for row in catalog.use_cases if row.slug not in catalog.phrases_of)


def _sentence_with(phrase: str, sentences: list[str]) -> str:
    """Return the first sentence that has a phrase; empty where none does."""
    part = phrase.partition("{")[0].strip().casefold()
    return next((text for text in sentences if part and part in text.casefold()), "")


def _longest_in(phrases: JobPhrases, sentence: str) -> str:
    """Return the name of the longest phrase of a sentence."""
    folded = sentence.casefold()
    inside = [name for name in SHAPES if _start(phrases, name) in folded]
    return max(inside, key=lambda name: len(_start(phrases, name)), default="do_with")


def _start(phrases: JobPhrases, name: str) -> str:
    text: str = getattr(phrases, name)
    return text.partition("{")[0].casefold()
