"""Whether a version still holds today: worked out once a day and release, and laid out for the strip above the verdict."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec
from django.core.cache import cache

from catalog.releases import Edition, NoRelease, edition
from catalog.schema import Catalog
from catalog.vocabulary import Voice
from config.build import build_id
from wizard.engine import replies as laying
from wizard.engine.adapter import adapted
from wizard.engine.changes import Change, Nature
from wizard.engine.decide import ENGINE
from wizard.engine.decision import Fact, load
from wizard.engine.drift import Drift, State, Then, dated, drift, unchecked
from wizard.models import PlanVersion
from wizard.plans.proof import AnswerAddress, Proof, Trail, address, for_readers
from wizard.plans.replies import catalog_of, of_version
from wizard.steps.journey import travel

KEPT = 48 * 3600  # seconds; the day is in the key
SHOWN_AT_ONCE = 12  # changes; on those after them hangs least
SHAPES = {State.HOLDS: "yes", State.DIFFERENT: "disputed", State.UNCHECKED: "unknown"}


def drift_of(version: PlanVersion, now: Edition, on: date) -> Drift:
    """Return how a version stands on a day and a release; kept, because every reader of a day asks the same.

    The catalog of `now` has the plan's replies laid over it, those that count on that day.
    """
    counted = laying.replies_of(now.catalog)
    today = (version.release_digest, version.decided_on, version.engine, of_version(version))
    if today == (now.digest, on, ENGINE, counted):
        return Drift(state=State.HOLDS, on=on, sentence="It was decided today.")
    heard = sha256(laying.dump(counted)).hexdigest()[:16]
    key = f"drift:{version.pk}:{version.release_digest}:{now.digest}:{on}:{heard}:{build_id()}"
    found: Drift | None = cache.get(key)
    if found is None:
        found = _look(version, now.catalog, on)
        cache.set(key, found, timeout=KEPT)
    return found


def _look(version: PlanVersion, now: Catalog, on: date) -> Drift:
    try:
        held = edition(version.release)
    except (NoRelease, msgspec.ValidationError):
        return unchecked(on, f"Release {version.release}, on which it was decided, can no longer be read.")
    if held.digest != version.release_digest:
        return unchecked(on, f"Release {version.release} is not the one on which it was decided.")
    try:
        decided = load(version.decision)
    except msgspec.ValidationError:
        return unchecked(on, "It was written down in a form that this site no longer reads.")
    journey = travel(dict(version.answers), now, on)
    gone = [f"{given.asked.short}: {given.gone}." for stop in journey.stops for given in stop.given if given.gone]
    if gone:
        return unchecked(on, *gone)
    return drift(Then(decision=decided, catalog=catalog_of(version)), adapted(journey.answers), now, on)


# --------------------------------------------------------------------------------------------------------- laid out


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMove:
    """One change, with the page that shows the fact and why it reads differently."""

    text: str
    effect: str
    address: str
    when: str
    correction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """One thing the plan would say differently, its reasons laid open."""

    text: str
    trails: tuple[Trail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPanel:
    """The strip above the verdict, and what opens under it."""

    drift: Drift
    release: int
    shape: str
    differences: tuple[ShownDifference, ...]
    moves: tuple[ShownMove, ...]
    left_out: int

    @property
    def different(self) -> bool:
        """Return whether the plan would now say something else."""
        return self.drift.state is State.DIFFERENT

    @property
    def unchecked(self) -> bool:
        """Return whether nobody can tell."""
        return self.drift.state is State.UNCHECKED


def panel(
    found: Drift, now: Edition, answer_address: AnswerAddress = for_readers, *, replies_address: str = ""
) -> DriftPanel:
    """Return the strip of a plan, its facts linked to where today's catalog shows them."""
    proof = Proof(catalog=now.catalog, answer_address=answer_address, replies_address=replies_address)
    shown = found.moved[:SHOWN_AT_ONCE]
    return DriftPanel(
        drift=found,
        release=now.number,
        shape=SHAPES[found.state],
        differences=tuple(
            ShownDifference(text=row.text, trails=proof.trails(row.reasons)) for row in found.differences
        ),
        moves=tuple(
            ShownMove(
                text=row.change.text,
                effect=row.effect,
                address=replies_address if row.change.nature is Nature.REPLY else address_of(row.change, now.catalog),
                when=dated(row.change),
                correction=row.change.nature is Nature.CORRECTION,
            )
            for row in shown
        ),
        left_out=len(found.moved) - len(shown),
    )


def address_of(change: Change, catalog: Catalog) -> str:
    """Return the page that shows the fact now; nothing where it is gone."""
    if not change.there:
        return ""
    fact = Fact(kind=change.kind, subject=change.subject, text="", source="", voice=Voice.EDITOR, as_of=change.seen)
    return address(fact, catalog=catalog)
