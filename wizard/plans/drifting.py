"""Whether a version still holds today: its answers decided again on today's catalog, and what changed in what it cites."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from django.core.cache import cache

from catalog.differences import Difference, differences, in_words
from catalog.formatting import capitalise
from catalog.naming import name_of, names_in
from catalog.registry import KINDS
from catalog.releases import Edition, NoRelease, edition
from catalog.schema import Catalog
from catalog.vocabulary import Word
from config.build import build_id
from wizard.decision.decide import METHOD, decide
from wizard.decision.decision import Decision, Fact
from wizard.decision.suitability import branch_of
from wizard.models import PlanVersion
from wizard.plans import advice as advising, overlay
from wizard.plans.document.words import advised_name, newly_named
from wizard.plans.replies import catalog_of
from wizard.steps.journey import travel

CACHE_SECONDS = 48 * 3600  # seconds; the day is in the key


class DriftState(Word):
    HOLDS = "holds", "Still holds"
    DIFFERENT = "different", "Would now differ"
    UNCHECKED = "unchecked", "Cannot be checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One change in a fact that the plan cites."""

    key: tuple[str, ...]  # kind, natural key and field, which name it for good
    text: str
    model: str = ""  # whose page shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How a plan stands on one day; `sentence` says it in short."""

    state: DriftState
    on: date
    sentence: str
    release: int = 0
    differences: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    obstacles: tuple[str, ...] = ()

    @property
    def different(self) -> bool:
        return self.state is DriftState.DIFFERENT

    @property
    def unchecked(self) -> bool:
        return self.state is DriftState.UNCHECKED


def drift_of(version: PlanVersion, now: Edition, on: date) -> Drift:
    """Return whether a version still holds on a day and a release; cached, because every reader of a day asks the same.

    The catalog of `now` has the plan's replies laid over it, those that count on that day.
    """
    counted = overlay.replies_of(now.catalog)
    replies = sha256(overlay.dump(counted)).hexdigest()[:16]
    key = f"drift:{version.pk}:{version.release_digest}:{now.digest}:{on}:{replies}:{build_id()}"
    found: Drift | None = cache.get(key)
    if found is None:
        found = _look(version, now, on)
        cache.set(key, found, timeout=CACHE_SECONDS)
    return found


def _look(version: PlanVersion, now: Edition, on: date) -> Drift:
    try:
        release = edition(version.release)
    except (NoRelease, msgspec.ValidationError):
        return _unchecked(
            now, on, f"Release {version.release}, on which it was decided, can no longer be read."
        )
    if release.digest != version.release_digest:
        return _unchecked(
            now, on, f"Release {version.release} is not the one on which it was decided."
        )
    try:
        decided = advising.load(version.advice).decision
    except (msgspec.ValidationError, msgspec.DecodeError):
        return _unchecked(now, on, "It was written down in a form that this site no longer reads.")
    if decided.method > METHOD:
        return _unchecked(
            now,
            on,
            f"It was decided by rules of version {decided.method}, and this site knows {METHOD}.",
        )
    journey = travel(dict(version.answers), now.catalog, on)
    gone = [f"{given.asked.short}: {given.gone}." for given in journey.given if given.gone]
    if gone:
        return _unchecked(now, on, *gone)
    today = decide(journey.answers, now.catalog, on)
    different = tuple(_differences(decided, today, catalog_of(version), now.catalog))
    moved = tuple(_moved(decided, catalog_of(version), now.catalog))
    if different:
        sentence = different[0]
    elif moved:
        sentence = f"{len(moved)} of the facts it rests on changed; the answer did not."
    else:
        sentence = "Nothing it rests on has changed."
    state = DriftState.DIFFERENT if different else DriftState.HOLDS
    return Drift(
        state=state,
        on=on,
        sentence=sentence,
        release=now.number,
        differences=different,
        moved=moved,
    )


def _unchecked(now: Edition, on: date, *obstacles: str) -> Drift:
    return Drift(
        state=DriftState.UNCHECKED,
        on=on,
        sentence=obstacles[0],
        release=now.number,
        obstacles=obstacles,
    )


def _differences(then: Decision, today: Decision, old: Catalog, new: Catalog) -> Iterator[str]:
    for was, part in newly_named(then, today):
        if was is not None:
            yield f"{capitalise(part.unit_plural)}: {advised_name(part, new)}, in place of {advised_name(was, old)}."


def facts_of(value: Any) -> Iterator[Fact]:
    """Yield every fact of a decision, wherever it hangs."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from facts_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from facts_of(getattr(value, field.name))


def facts_cited(decision: Decision) -> set[str]:
    """Return the rows of the catalog that a decision cites or names."""
    models = {f"models:{slug}" for slugs in named(decision).values() for slug in slugs}
    jobs = {f"use_cases:{part.job}" for part in decision.parts}
    cells = {f"cells:{part.job}/{branch_of(part.kind)}" for part in decision.parts}
    return models | jobs | cells | {f"{fact.kind}:{fact.key}" for fact in facts_of(decision)}


def named_in(decision: Decision) -> frozenset[str]:
    """Return the offers, plans of apps, boards and others that a decision rests on, each by its slug."""
    cited = (fact.partition(":")[2].partition("/")[0] for fact in facts_cited(decision))
    choices = (part.seat or part.seat_tried for part in decision.parts)
    seats = (seat.app_plan for seat in choices if seat is not None)
    offers = (part.pick.offer for part in decision.parts if part.pick is not None)
    boards = (part.board for part in decision.parts)
    return frozenset(name for name in (*cited, *seats, *offers, *boards) if name)


def named(decision: Decision) -> dict[str, list[str]]:
    """Return the models that a decision names, task by task: the pick, the one to try beside it, those of the rungs."""
    found = {}
    for part in decision.parts:
        choices = (
            part.pick,
            part.chosen,
            part.challenger,
            *(rung.choice for rung in part.rungs),
            *part.to_try,
        )
        found[part.key] = list(dict.fromkeys(each.model for each in choices if each is not None))
    return found


# Kinds of the catalog whose rows decisions cite.
CITED = (
    "models", "offers", "app_plans", "prices", "machines", "tunings", "benchmarks", "scores", "use_cases", "cells"
)  # fmt: skip


def cited_as(kind: str, key: tuple[str, ...]) -> str:
    """Return under which name a decision cites a row of the catalog."""
    if kind == "prices":  # of an offer: unit, region, tier, first day
        key = (key[0], *key[2:5], key[-1])
    elif kind == "scores":
        key = key[:3]
    return f"{kind}:{'/'.join(key)}"


def _moved(then: Decision, old: Catalog, new: Catalog) -> Iterator[Moved]:
    """Yield what reads differently now in the rows that the decision cites, and new prices of its offers."""
    cited = facts_cited(then)
    for each in differences(old, new):
        if not cited.isdisjoint({cited_as(each.kind, each.key), *_subject(each)}):
            kind, catalog = KINDS[each.kind], old if each.act == "removed" else new
            row = next(row for row in getattr(catalog, kind.name) if kind.key_of(row) == each.key)
            text = (
                f"{capitalise(name_of(catalog, kind, row))}: {in_words(each, names_in(new, old))}."
            )
            yield Moved(key=(each.kind, *each.key, each.field), text=text, model=_model(each))


def _subject(difference: Difference) -> Iterator[str]:
    """Yield the row that a new price or an end is about, as a decision cites it."""
    if difference.kind not in {"prices", "ends"}:
        return
    offer, other = difference.key[:2]
    if offer:
        yield f"offers:{offer}"
    elif difference.kind == "ends":
        yield f"models:{other}"


def _model(difference: Difference) -> str:
    if difference.kind in {"prices", "ends", "offers"} and difference.key[0]:
        return difference.key[0].partition("@")[0]
    if difference.kind == "ends":
        return difference.key[1]
    return (
        difference.key[1]
        if difference.kind == "scores"
        else difference.key[0]
        if difference.kind == "models"
        else ""
    )
