"""The example plans: stored answers from a file each, decided on the current release."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

import msgspec

from catalog import releases
from config.environment import PROJECT
from wizard.plans.advice import advise
from wizard.plans.document import basis_of, build
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Document
from wizard.steps.journey import travel

FOLDER = PROJECT / "fixtures" / "plans"
CACHED_DECISIONS = 64  # a day's worth, with room for the day and the release to change


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    slug: str = ""  # the name of its file
    place: int  # in the list
    title: str
    trade: str
    sentence: str
    answers: tuple[
        tuple[str, Any], ...
    ]  # as a plan stores them: question and answer, in the order of asking

    @property
    def stored(self) -> Mapping[str, Any]:
        return dict(self.answers)


_JSON = msgspec.json.Decoder(Example)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedExample:
    """An example with what the engine says of it today."""

    example: Example
    document: Document
    basis: Basis


@cache
def all_examples() -> tuple[Example, ...]:
    """Return the examples in the order of their list; read once a process."""
    found = (
        replace(_JSON.decode(file.read_bytes()), slug=file.stem) for file in FOLDER.glob("*.json")
    )
    return tuple(sorted(found, key=lambda example: (example.place, example.slug)))


def find(slug: str) -> Example | None:
    return next((example for example in all_examples() if example.slug == slug), None)


def decided(example: Example, *, edition: releases.Edition, on: date) -> DecidedExample:
    """Return what the engine says of an example on a release and a day; cached, because every reader asks the same."""
    return _decided(example.slug, edition.number, edition.digest, edition.sighted, on)


@lru_cache(maxsize=CACHED_DECISIONS)
def _decided(slug: str, release: int, _digest: str, _sighted: int, on: date) -> DecidedExample:
    example = next(each for each in all_examples() if each.slug == slug)
    edition = releases.edition(release)
    catalog = edition.catalog
    journey = travel(example.stored, catalog, on)
    advice = advise(journey.answers, catalog, on)
    basis = basis_of(
        advice.decision,
        advice.changes,
        journey.answers,
        catalog,
        journey.given,
        seen=edition.seen(on),
    )
    return DecidedExample(example=example, basis=basis, document=build(basis))
