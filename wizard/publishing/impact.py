"""What a publication would do to the plans there are, counted without publishing it and without a word of their owners."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from catalog.differences import Difference
from catalog.schema import Catalog
from wizard.engine.answers import Answers
from wizard.engine.sweep import Bare, Sweep, touched
from wizard.engine.vocabulary import FactKind, Outcome
from wizard.models import Leaning
from wizard.plans.leaning import Reader, Reading, dump, load, shown_of

DEARER, CHEAPER = "dearer", "cheaper"
NOTABLE = Decimal("0.1")  # of what the models cost; a plan that moves less stays where it was

# Kinds of the catalog whose rows plans cite, and how a row's natural key is written in a citation.
CITED: Mapping[str, FactKind] = {
    "models": FactKind.MODEL,
    "data_terms": FactKind.TERMS,
    "offers": FactKind.OFFER,
    "prices": FactKind.PRICE,
    "tunings": FactKind.TUNING,
    "guidance": FactKind.GUIDANCE,
    "scores": FactKind.SCORE,
    "use_cases": FactKind.USE_CASE,
    "cells": FactKind.CELL,
    "modalities": FactKind.MODALITY,
}


def changed_facts(found: Iterable[Difference]) -> list[str]:
    """Return the facts that plans may cite and that read differently, as they are kept."""
    return sorted({cited_as(each.kind, each.key) for each in found if each.kind in CITED})


def cited_as(kind: str, key: tuple[str, ...]) -> str:
    """Return under which name plans keep that they cite a row of the catalog."""
    if kind == "prices":
        offer, _product, unit, *_variant, since = key
        key = (offer, unit, since)
    elif kind == "scores":
        key = key[:2]
    return f"{CITED[kind]}:{'/'.join(key)}"


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """What happens to a plan: for which work, from which model to which."""

    work: str
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a publication would do to one plan; nothing that its owner wrote."""

    approach_before: Outcome | None = None
    approach_after: Outcome | None = None
    other_first: bool = False
    firsts: tuple[Move, ...] = ()
    losses: tuple[Move, ...] = ()
    costs: tuple[Move, ...] = ()
    way: str = ""  # dearer or cheaper, where that is notable
    share: Decimal | None = None  # how much more that is; None where its models cost nothing today
    no_longer_read: bool = False

    @property
    def any(self) -> bool:
        """Return whether it does anything."""
        return self.other_first or bool(self.losses or self.way) or self.no_longer_read


@dataclass(kw_only=True)
class Tally:
    """How many of the plans looked at a publication would change, and in what way."""

    plans: int = 0
    unread: int = 0  # whose answers today's release cannot read either
    no_longer_read: int = 0
    other_first: int = 0
    lose_shown: int = 0
    dearer: int = 0
    cheaper: int = 0
    firsts: Counter[Move] = field(default_factory=Counter)
    losses: Counter[Move] = field(default_factory=Counter)
    costs: Counter[Move] = field(default_factory=Counter)

    @property
    def other_cost(self) -> int:
        """Return how many would cost notably more or less."""
        return self.dearer + self.cheaper

    def add(self, effect: Effect | None) -> None:
        """Count one plan; None where its answers cannot be read today either."""
        self.plans += 1
        if effect is None:
            self.unread += 1
            return
        self.no_longer_read += effect.no_longer_read
        self.other_first += effect.other_first
        self.lose_shown += bool(effect.losses)
        self.dearer += effect.way == DEARER
        self.cheaper += effect.way == CHEAPER
        self.firsts.update(effect.firsts)
        self.losses.update(effect.losses)
        self.costs.update(effect.costs)


@dataclass(frozen=True, kw_only=True)
class Today:
    """The release there is on one day, with what has been worked out on it so far."""

    sweep: Sweep
    reads: Reader

    @classmethod
    def of(cls, catalog: Catalog, on: date) -> "Today":
        """Make a catalog ready."""
        return cls(sweep=Sweep.of(catalog, on), reads=Reader(catalog=catalog, on=on))


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The release there is and the one that would be, on one day."""

    before: Sweep
    after: Sweep
    reads_before: Reader
    reads_after: Reader
    touched: frozenset[str]


def sides(today: Today, following: Catalog) -> Sides:
    """Return the two catalogs made ready; what was worked out on today's serves every look of the day."""
    now, on = today.sweep.catalog, today.sweep.on
    return Sides(
        before=today.sweep,
        after=today.sweep.onto(following),
        reads_before=today.reads,
        reads_after=Reader(catalog=following, on=on),
        touched=touched(now, following),
    )


def unread(rows: Iterable[Leaning], between: Sides) -> list[Leaning]:
    """Return the plans whose stored answers `count` will have to read."""
    readers = (between.reads_before, between.reads_after)
    return [row for row in rows if any(row.reading != reader.key(row.mentions) for reader in readers)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Plans that were looked at: what would happen to those that anything happens to, and what was read anew."""

    effects: dict[int, Effect]  # by plan
    anew: list[Leaning]  # whose kept answers had to be read anew and should be kept so


def count(rows: Iterable[Leaning], between: Sides, tally: Tally) -> Seen:
    """Add these plans to a tally, and return what would happen to them."""
    seen = Seen(effects={}, anew=[])
    for row in rows:
        effect = _effect(row, between, seen.anew)
        tally.add(effect)
        if effect is not None and effect.any:
            seen.effects[row.plan_id] = effect
    return seen


def _effect(row: Leaning, between: Sides, anew: list[Leaning]) -> Effect | None:
    now = _reading(row, between.reads_before, anew)
    if now.gone:
        return None
    following = _following(row, now, between)
    if following.gone:
        return Effect(no_longer_read=True)
    return _compared(row, now.answers, following.answers, between)


def _reading(row: Leaning, reader: Reader, anew: list[Leaning]) -> Reading:
    key = reader.key(row.mentions)
    if row.reading == key:
        return Reading(load(row.bones), row.gone)
    found = reader.read(dict(row.version.answers))
    row.keep_reading(dump(found.answers), gone=found.gone, key=key)
    anew.append(row)
    return found


def _following(row: Leaning, now: Reading, between: Sides) -> Reading:
    if between.reads_after.key(row.mentions) == row.reading:
        return now
    return between.reads_after.read(dict(row.version.answers))


def _compared(row: Leaning, now: Answers, following: Answers, between: Sides) -> Effect:
    before, after = between.before.look(now), between.after.look(following)
    way = _way(before, after)
    return Effect(
        approach_before=before.outcome,
        approach_after=after.outcome,
        other_first=(before.outcome, before.firsts) != (after.outcome, after.firsts),
        firsts=tuple(_first_moves(before, after)),
        losses=_lost(row, now, following, between, alive=before.alive & after.alive),
        costs=tuple(Move(part, first, way) for part, first in before.firsts.items() if first) if way else (),
        way=way,
        share=(after.usd - before.usd) / before.usd if way and before.usd and after.usd is not None else None,
    )


def _first_moves(before: Bare, after: Bare) -> Iterator[Move]:
    if before.firsts != after.firsts:
        for part in sorted({*before.firsts, *after.firsts}):
            old, new = before.firsts.get(part) or "", after.firsts.get(part) or ""
            if old != new:
                yield Move(part, old, new)


def _lost(row: Leaning, now: Answers, following: Answers, between: Sides, *, alive: frozenset[str]) -> tuple[Move, ...]:
    # Where the use cases stay, only a model that was touched itself can fail a demand that it met.
    same_needs = between.reads_before.key(row.mentions) == between.reads_after.key(row.mentions)
    lost = {
        Move(part, slug)
        for part, shown in shown_of(row).items()
        if part in alive and (held := between.touched.intersection(shown) if same_needs else shown)
        for slug in between.before.passes(now, part, held) - between.after.passes(following, part, held)
    }
    return tuple(sorted(lost))


def _way(before: Bare, after: Bare) -> str:
    if before.usd is None or after.usd is None or abs(after.usd - before.usd) <= NOTABLE * before.usd:
        return ""
    return DEARER if after.usd > before.usd else CHEAPER
