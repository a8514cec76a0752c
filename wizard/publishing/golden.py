"""Golden plans: what they say on a catalog, whether that is what is expected, which a publication would flip."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.formatting import lower_first
from catalog.schema import Catalog
from config.build import PROJECT
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, Part
from wizard.decision.vocabulary import Outcome, State
from wizard.models import GoldenPlan
from wizard.plans import examples
from wizard.steps.journey import travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a golden plan says on one catalog: the decision, and the same in words. None where answers are gone."""

    decision: Decision | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A golden plan before and after a publication."""

    golden: GoldenPlan
    before: Said | None  # None where nothing has been published yet
    after: Said

    @property
    def as_expected(self) -> bool:
        """Return whether it would say what the editors expect."""
        return fits(self.golden, self.after.decision)

    @property
    def flips(self) -> bool:
        """Return whether this publication would make it say something that nobody expects; the first flips nothing."""
        moved = self.before is not None and _of(self.before) != _of(self.after)
        return moved and not self.as_expected

    @property
    def off(self) -> bool:
        """Return whether it says something unexpected, but did so before."""
        return not self.as_expected and not self.flips


def _of(said: Said) -> tuple[Outcome, tuple[tuple[str, str], ...]] | None:
    return (said.decision.outcome, tuple(said.decision.names.items())) if said.decision else None


def fits(golden: GoldenPlan, decision: Decision | None) -> bool:
    """Return whether a decision is the expected one: the kind of AI, and one of the expected models for each task."""
    if decision is None or decision.outcome != golden.outcome:
        return False
    return all(decision.names.get(task) in models for task, models in golden.expected.items())


def firsts_of(decision: Decision) -> dict[str, list[str]]:
    """Return the models that are advised, task by task, as a golden plan expects them."""
    return {part.key: [part.pick.model] for part in decision.parts if part.pick and part.state is State.PICKED}


def verdicts(
    goldens: Iterable[GoldenPlan], current: Catalog | None, following: Catalog, on: date
) -> tuple[Verdict, ...]:
    """Return what each golden plan says now and would say."""
    rows = tuple(goldens)
    before = [None] * len(rows) if current is None else [said(row, current, on) for row in rows]
    return tuple(
        Verdict(golden=row, before=was, after=said(row, following, on)) for row, was in zip(rows, before, strict=True)
    )


FOLDER = PROJECT / "fixtures" / "golden"


def load_starters() -> int:
    """Add the golden plans of the starter catalog that are not there yet; return how many."""
    rows = [starter(file) for file in sorted(FOLDER.glob("*.json"))]
    there = set(GoldenPlan.objects.order_by("slug").values_list("slug", flat=True))
    return len(GoldenPlan.objects.bulk_create([row for row in rows if row.slug not in there]))


def starter(file: Path) -> GoldenPlan:
    """Return the golden plan of a file; its answers are those of the example plan that the file names."""
    row = json.loads(file.read_text(encoding="utf-8"))
    example = examples.find(row.pop("plan"))
    if example is None:
        raise ValueError(f"{file.name} names no example plan.")
    return GoldenPlan(slug=file.stem, answers=[list(pair) for pair in example.answers], **row)


def said(golden: GoldenPlan, catalog: Catalog, on: date) -> Said:
    """Return what a golden plan says on a catalog and a day."""
    journey = travel(golden.stored, catalog, on)
    if any(given.gone for stop in journey.stops for given in stop.given):
        return Said(decision=None, words="One of its answers no longer fits the catalog.")
    decision = decide(journey.answers, catalog, on)
    firsts = [f"{_name(part, catalog)} for {part.unit_plural}" for part in decision.parts]
    return Said(decision=decision, words=f"{'; '.join([decision.outcome.label, *firsts])}.")


def _name(part: Part, catalog: Catalog) -> str:
    picked = part.pick is not None and part.state is State.PICKED
    return catalog.model[part.pick.model].name if picked and part.pick else lower_first(part.state.label)
