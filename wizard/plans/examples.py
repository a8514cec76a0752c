"""The example plans, decided on the current release.

Each has a file with what pages of questions sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

import msgspec

from catalog import releases
from config.environment import PROJECT
from wizard.document.blocks import Document
from wizard.plans import pages
from wizard.plans.deciding import Decided, decide_now
from wizard.questions.page_order import journey_of

FOLDER = PROJECT / "fixtures" / "plans"
CACHED_DECISIONS = 64  # a day's worth, with room for the day and the release to change


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    slug: str = ""  # the name of its file
    place: int  # in the list
    title: str
    trade: str
    sentence: str
    answers: Mapping[str, Mapping[str, str | list[str]]]  # as a plan stores them: by page and field


_JSON = msgspec.json.Decoder(Example)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedExample:
    """An example with what the rules say of it today."""

    example: Example
    decided: Decided
    document: Document

    def with_pages(self, keys: Iterable[str]) -> Document:
        """Return its document with pages below it."""
        return pages.document(self.decided, pages=keys)


@cache
def all_examples() -> tuple[Example, ...]:
    """Return the examples in the order of their list; read once a process."""
    examples = (
        replace(_JSON.decode(file.read_bytes()), slug=file.stem) for file in FOLDER.glob("*.json")
    )
    return tuple(sorted(examples, key=lambda example: (example.place, example.slug)))


def find(slug: str) -> Example | None:
    return next((example for example in all_examples() if example.slug == slug), None)


def decided(example: Example, *, edition: releases.Edition, on: date) -> DecidedExample:
    """Return what the rules say of an example on a release and a day.

    It is cached, because every reader asks the same.
    """
    return _decided(example.slug, edition.number, edition.digest, edition.sighted, on)


@lru_cache(maxsize=CACHED_DECISIONS)
def _decided(slug: str, release: int, _digest: str, sighted: int, on: date) -> DecidedExample:
    example = next(row for row in all_examples() if row.slug == slug)
    edition = replace(releases.edition(release), sighted=sighted)
    answers = journey_of(example.answers, edition.catalog, on).answers
    made = decide_now(answers, edition.catalog, on, edition.seen(on))
    return DecidedExample(example=example, decided=made, document=pages.document(made))
