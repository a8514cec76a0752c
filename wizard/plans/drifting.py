"""Whether a version still holds today: its inputs decided again on today's catalog.

Also what changed in what it cites.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from catalog.schema import Catalog, Price
from catalog.vocabulary import Word
from config.build import build_id
from wizard.decision.ageing import ages_of_decision
from wizard.decision.assembling import METHOD
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.drift import JobDrift, Moved, Promise, drift
from wizard.decision.options import Dropped, Option
from wizard.decision.tools import tools_of
from wizard.decision.trail import Fact
from wizard.models import PlanVersion
from wizard.pilot.measured import JobTest
from wizard.plans import deciding, overlay, stored
from wizard.plans.deciding import Decided
from wizard.plans.pages import basis_of
from wizard.plans.promise_words import PromiseWords
from wizard.plans.stored import StoredFormError
from wizard.plans.tools import tools_named

CACHE_SECONDS = 48 * 3600  # seconds; the day is in the key


class DriftState(Word):
    HOLDS = "holds", "Still holds"
    DIFFERENT = "different", "Would now differ"
    UNCHECKED = "unchecked", "Cannot be checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFact:
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
    differences: tuple[str, ...] = ()  # promises that read otherwise, the weightiest first
    moved: tuple[MovedFact, ...] = ()
    aged: tuple[
        str, ...
    ] = ()  # what it rests on and nobody has read for long, unless the plan says so
    obstacles: tuple[str, ...] = ()

    @property
    def different(self) -> bool:
        return self.state is DriftState.DIFFERENT

    @property
    def unchecked(self) -> bool:
        return self.state is DriftState.UNCHECKED


def drift_of(
    version: PlanVersion,
    now: Edition,
    on: date,
    tests: Iterable[JobTest] = (),
    then: Decided | None = None,
) -> Drift:
    """Return whether a version still holds on a day and a release.

    `then` is what it says with what its tests counted, where that is decided already.

    It is cached, because every reader of a day asks the same.

    The catalog of `now` has the plan's replies laid over it, those that count on that day. What
    tests of the plan counted is put into both decisions: it is no news of the world.
    """
    tests = tuple(tests)
    replies = overlay.replies_of(now.catalog)
    basis = overlay.dump(replies) + msgspec.json.encode(tests)
    mark = sha256(basis).hexdigest()[:16]
    facts = f"{version.release_digest}:{now.digest}:{now.sighted}"
    key = f"drift:{version.pk}:{facts}:{on}:{mark}:{build_id()}"
    looked: Drift | None = cache.get(key)
    if looked is None:
        looked = _look(version, now, on, tests, then)
        cache.set(key, looked, timeout=CACHE_SECONDS)
    return looked


def _look(
    version: PlanVersion,
    now: Edition,
    on: date,
    tests: tuple[JobTest, ...],
    then: Decided | None,
) -> Drift:
    obstacle = _obstacle(version)
    if obstacle:
        return _unchecked(now, on, obstacle)
    then = then or deciding.with_results(version, tests)
    missing = deciding.gone(then.answers, now.catalog)
    if missing:
        count = "One of your picks is" if len(missing) == 1 else f"{len(missing)} of your picks are"
        return _unchecked(now, on, f"{count} no longer in the catalog.")
    today = decide(then.answers, now.catalog, on, then.inputs.measured)
    jobs = drift(then.decision, today)
    ages = ages_of_decision(today, now.catalog, now.seen(on))
    inputs = replace(then.inputs, ages=ages)
    recomputed = Decided(inputs=inputs, catalog=now.catalog, on=on, decision=today)
    words = PromiseWords(then=then, now=recomputed)
    sentences = tuple(words.of(job.job, row) for row, job in _in_order(jobs))
    moved = tuple(_moved(then.decision, then.catalog, now.catalog))
    holds = all(job.holds for job in jobs)
    return Drift(
        state=DriftState.HOLDS if holds else DriftState.DIFFERENT,
        on=on,
        sentence=_sentence(sentences, moved),
        release=now.number,
        differences=sentences,
        moved=moved,
        aged=tuple(_aged(then, recomputed)),
    )


def _aged(then: Decided, today: Decided) -> Iterator[str]:
    """Yield what nobody has read for long by today, and the plan itself does not say already."""
    before, after = (basis_of(row).at("ages") for row in (then, today))
    yield from sorted({*after} - {*before})


def _in_order(jobs: Iterable[JobDrift]) -> list[tuple[Moved, JobDrift]]:
    """Return what moved with its job, the weightiest promise first."""
    rows = [(row, job) for job in jobs for row in job.moved]
    return sorted(rows, key=lambda pair: tuple(Promise).index(pair[0].promise))


def _obstacle(version: PlanVersion) -> str:
    """Return why a version cannot be checked; empty where it can."""
    try:
        release = edition(version.release)
    except (NoRelease, msgspec.ValidationError):
        return f"Release {version.release}, on which it was decided, can no longer be read."
    if release.digest != version.release_digest:
        return f"Release {version.release} is not the one on which it was decided."
    try:
        decision = stored.load_decision(version.decision)
        stored.load_inputs(version.inputs)
    except StoredFormError:
        return "It was written down in a form that this site no longer reads."
    if decision.method > METHOD:
        return (
            f"It was decided by rules of version {decision.method}, and this site knows {METHOD}."
        )
    return ""


def _sentence(sentences: tuple[str, ...], facts: tuple[MovedFact, ...]) -> str:
    if sentences:
        return sentences[0]
    if facts:
        return f"{len(facts)} of the facts it rests on changed; the answer did not."
    return "Nothing it rests on has changed."


def _unchecked(now: Edition, on: date, *obstacles: str) -> Drift:
    return Drift(
        state=DriftState.UNCHECKED,
        on=on,
        sentence=obstacles[0],
        release=now.number,
        obstacles=obstacles,
    )


# ------------------------------------------------------------------------- what a decision cites


def facts_cited(decision: Decision) -> set[str]:
    """Return the rows of the catalog that a decision cites, names or counts with."""
    core = stored.core_of(decision)
    jobs = {f"use_cases:{job.work.key}" for job in core.jobs}
    rows = {f"solutions:{job.row}" for job in core.jobs if job.row}
    return jobs | rows | set(_cited(core))


def _cited(value: Any) -> Iterator[str]:
    """Yield the rows that stand anywhere in a decision."""
    if isinstance(value, tuple):
        for item in value:
            yield from _cited(item)
        return
    if not stored.has_fields(type(value)):
        return
    match value:
        case Fact():
            yield f"{value.kind}:{value.key}"
        case Price():
            yield f"prices:{KINDS['prices'].id_of(value)}"
        case Option() | Dropped():
            yield from _of_option(value)
    for field in stored.fields_of(type(value)):
        yield from _cited(getattr(value, field.name))


def _of_option(option: Option | Dropped) -> Iterator[str]:
    if option.offer:
        yield f"offers:{option.offer}"
    for tool in tools_of(option.tool):
        yield f"models:{tool.slug}"
        yield f"app_plans:{tool.slug}"


def tools_by_job(decision: Decision) -> dict[str, list[str]]:
    """Return the tools that a decision names, by job: the first, and the one tried beside it."""
    return {job.work.key: list(tools_named(job)) for job in decision.jobs}


# Kinds of the catalog whose rows decisions cite.
CITED = (
    "models", "offers", "app_plans", "apps", "app_statements", "prices", "machines",
    "benchmarks", "scores", "skills", "use_cases", "solutions",
)  # fmt: skip


def cited_as(kind: str, key: tuple[str, ...]) -> str:
    """Return under which name a decision cites a row of the catalog."""
    return f"{kind}:{KINDS[kind].joint.join(part for part in key if part)}"


def _moved(then: Decision, old: Catalog, new: Catalog) -> Iterator[MovedFact]:
    """Yield what reads differently now in the rows that a decision cites, and new prices.

    The prices are those of its offers.
    """
    cited = facts_cited(then)
    for change in differences(old, new):
        if cited.isdisjoint({cited_as(change.kind, change.key), *_subject(change)}):
            continue
        kind, catalog = KINDS[change.kind], old if change.act == "removed" else new
        row = next(row for row in getattr(catalog, kind.name) if kind.key_of(row) == change.key)
        text = f"{capitalise(name_of(catalog, kind, row))}: {in_words(change, names_in(new, old))}."
        yield MovedFact(
            key=(change.kind, *change.key, change.field), text=text, model=_model(change)
        )


# Rows that are about others, by the kinds of those whose keys theirs begins with.
SUBJECTS = {
    "prices": ("offers", "app_plans"),
    "ends": ("offers", "models"),
    "app_statements": ("apps",),
}


def _subject(change: Difference) -> Iterator[str]:
    """Yield the rows that a new price, an end or a statement is about, as a decision cites them."""
    kinds = SUBJECTS.get(change.kind, ())
    for kind, key in zip(kinds, change.key, strict=False):
        if key:
            yield f"{kind}:{key}"


def _model(change: Difference) -> str:
    """Return the model whose page shows a change; empty where none does."""
    key = change.key
    if change.kind in {"prices", "ends", "offers"} and key[0]:
        return key[0].partition("@")[0]
    place = {"ends": 1, "scores": 1, "models": 0}.get(change.kind)
    return key[place] if place is not None else ""
