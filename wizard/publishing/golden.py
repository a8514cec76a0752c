"""Golden plans: what they say on a catalog, whether that is what is expected, which a publication would flip."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.schema import Catalog
from config.build import PROJECT
from wizard.engine.sweep import Bare, Sweep
from wizard.engine.vocabulary import Outcome
from wizard.engine.workload import needs
from wizard.models import GoldenPlan
from wizard.plans import examples
from wizard.plans.leaning import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a golden plan says on one catalog: the bare outcome, and the same in words. None where answers are gone."""

    bare: Bare | None
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
        return fits(self.golden, self.after.bare)

    @property
    def flips(self) -> bool:
        """Return whether this publication would make it say something that nobody expects; the first flips nothing."""
        moved = self.before is not None and _of(self.before) != _of(self.after)
        return moved and not self.as_expected

    @property
    def off(self) -> bool:
        """Return whether it says something unexpected, but did so before."""
        return not self.as_expected and not self.flips


def _of(said: Said) -> tuple[Outcome, tuple[tuple[str, str | None], ...]] | None:
    return (said.bare.outcome, tuple(said.bare.firsts.items())) if said.bare else None


def fits(golden: GoldenPlan, bare: Bare | None) -> bool:
    """Return whether an outcome is the expected one: the kind of AI, and one of the expected models for each part."""
    if bare is None or bare.outcome != golden.outcome:
        return False
    return all(bare.firsts.get(part) in models for part, models in golden.expected.items())


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
    reading = Reader(catalog=catalog, on=on).read(golden.stored)
    if reading.gone:
        return Said(bare=None, words="One of its answers no longer fits the catalog.")
    bare = Sweep.of(catalog, on).look(reading.answers)
    names = {need.key: need.result for need in needs(reading.answers, catalog)}
    firsts = [f"{_name(first, catalog)} for {names.get(part, part)}" for part, first in bare.firsts.items()]
    return Said(bare=bare, words=f"{'; '.join([bare.outcome.label, *firsts])}.")


def _name(slug: str | None, catalog: Catalog) -> str:
    return catalog.model[slug].name if slug in catalog.model else slug or "no model"
