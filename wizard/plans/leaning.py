"""Keeps what each plan leans on, and reads it back: facts, shown models, and its answers without their words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from catalog.schema import Catalog
from catalog.vocabulary import Branch
from config.build import build_id
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers
from wizard.engine.decision import Decision, Fact
from wizard.engine.drift import facts_of
from wizard.engine.sweep import bones
from wizard.models import Leaning, PlanVersion
from wizard.steps.asking import Stored
from wizard.steps.journey import travel
from wizard.steps.kinds.outputs import outputs_of

_JSON = msgspec.json.Decoder(Answers)


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers as a catalog reads them, without their words; `gone` where one of them no longer fits."""

    answers: Answers
    gone: bool


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads stored answers with one catalog; what was read with the same rows need not be read again."""

    catalog: Catalog
    on: date
    _rows: dict[str, str] = field(default_factory=dict)
    _keys: dict[tuple[str, ...], str] = field(default_factory=dict)

    def read(self, stored: Stored) -> Reading:
        """Return the answers that count."""
        journey = travel(stored, self.catalog, self.on)
        gone = any(given.gone for stop in journey.stops for given in stop.given)
        return Reading(bones(adapted(journey.answers)), gone)

    def key(self, mentions: Iterable[str]) -> str:
        """Return a digest of all that the reading hangs on: these rows, and this site's own questions and rules."""
        named = tuple(mentions)
        found = self._keys.get(named)
        if found is None:
            digests = (build_id(), *map(self._digest, named))
            found = self._keys[named] = sha256("".join(digests).encode()).hexdigest()
        return found

    def _digest(self, mention: str) -> str:
        found = self._rows.get(mention)
        if found is None:
            kind, _, slug = mention.partition(":")
            rows: tuple[object, ...]
            if kind == "use_cases":
                cells = (self.catalog.cell.get((slug, branch)) for branch in Branch)
                rows = (self.catalog.use_case.get(slug), *cells)
            else:
                rows = (any(row.slug == slug for row in getattr(self.catalog, kind)),)
            found = self._rows[mention] = sha256(msgspec.json.encode(rows)).hexdigest()[:8]
        return found


def keep(version: PlanVersion, decision: Decision, reader: Reader) -> Leaning:
    """Keep what a plan's newest version leans on, in place of what the one before did."""
    stored = dict(version.answers)
    mentions = sorted(mentions_of(stored))
    reading = reader.read(stored)
    row, _ = Leaning.objects.update_or_create(
        plan_id=version.plan_id,
        defaults={
            "version": version,
            "facts": sorted({identity(fact) for fact in facts_of(decision)}),
            "shown": {part.key: [row.model for row in part.candidates] for part in decision.parts},
            "mentions": mentions,
            "bones": dump(reading.answers),
            "gone": reading.gone,
            "reading": reader.key(mentions),
        },
    )
    return row


def identity(fact: Fact) -> str:
    """Return what a fact is kept under."""
    return f"{fact.kind}:{fact.subject}"


def mentions_of(stored: Stored) -> Iterator[str]:
    """Yield the rows of the catalog that stored answers name, whether or not they are there."""
    try:
        outputs = outputs_of(stored.get("outputs") or [])
    except (ValueError, TypeError, KeyError):
        outputs = ()
    yield from (f"use_cases:{output.use_case}" for output in outputs if output.use_case)
    if isinstance(trade := stored.get("trade"), str):
        yield f"industries:{trade}"
    roles: Any = stored.get("roles")
    if isinstance(roles, list):
        yield from (f"roles:{role}" for role in roles if isinstance(role, str))


def dump(answers: Answers) -> str:
    """Return answers as JSON."""
    return msgspec.json.encode(answers).decode()


def load(stored: str) -> Answers:
    """Return the answers that `dump` wrote."""
    return _JSON.decode(stored)


def shown_of(row: Leaning) -> Mapping[str, list[str]]:
    """Return the models on the shortlist of each part."""
    shown: Mapping[str, list[str]] = row.shown
    return shown
