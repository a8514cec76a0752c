"""Golden plans: what they say on a catalog, which of their expectations that breaks, and which a publication would break."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.formatting import lower_first
from catalog.schema import Catalog
from config.environment import PROJECT
from wizard.decision.decision import Part
from wizard.decision.vocabulary import Outcome, State
from wizard.models import GoldenPlan
from wizard.plans import examples
from wizard.publishing.expectations import GoldenCase, case_of, expectations
from wizard.steps.journey import travel

FOLDER = PROJECT / "fixtures" / "golden"
CASES = FOLDER / "cases.json"  # the cases of the method: rules that bind, and names of their day


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenResult:
    """What a golden plan says on one catalog: the case, the same in words, and the expectations that it does not meet."""

    case: GoldenCase | None  # None where an answer no longer fits the catalog
    words: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenChange:
    golden: GoldenPlan
    before: (
        GoldenResult | None
    )  # None where nothing has been published yet, or where nothing is broken
    after: GoldenResult

    @property
    def newly_broken(self) -> tuple[str, ...]:
        """Return the expectations that this publication would break; the first one breaks none."""
        return tuple(
            each for each in self.after.broken if self.before and each not in self.before.broken
        )

    @property
    def moved(self) -> tuple[str, ...]:
        """Return what comes first in place of the names that are expected: names bind only for their own release."""
        return moved(self.golden, self.after)


def evaluate(golden: GoldenPlan, catalog: Catalog, on: date) -> GoldenResult:
    """Return what a golden plan says when its answers are decided on a catalog and a day."""
    journey = travel(golden.stored, catalog, on)
    if any(given.gone for given in journey.given):
        words = "One of its answers no longer fits the catalog."
        return GoldenResult(case=None, words=words, broken=(words,))
    case = case_of(journey.answers, catalog, on, golden.tasks)
    firsts = [f"{_name(part, catalog)} for {part.unit_plural}" for part in case.decision.parts]
    words = f"{'; '.join([case.decision.outcome.label, *firsts])}."
    return GoldenResult(case=case, words=words, broken=tuple(_broken(golden, case)))


def _broken(golden: GoldenPlan, case: GoldenCase) -> Iterator[str]:
    if case.decision.outcome != golden.outcome:
        yield f"Kind of AI: {dict(Outcome.choices()).get(golden.outcome, 'none is expected yet')}"
    for each in expectations(golden.must, golden.must_not):
        if not each.met(case):
            yield each.words


def moved(golden: GoldenPlan, found: GoldenResult) -> tuple[str, ...]:
    """Return the tasks for which another name comes first than on the release that the names are of."""
    if found.case is None:
        return ()
    catalog, decision, lines = found.case.catalog, found.case.decision, []
    for part in decision.parts:
        firsts = golden.firsts.get(part.key)
        if firsts and decision.names[part.key] not in firsts:
            names = (catalog.model[slug].name if slug in catalog.model else slug for slug in firsts)
            lines.append(f"{part.unit_plural}: {_name(part, catalog)}, before {' or '.join(names)}")
    return tuple(lines)


def _name(part: Part, catalog: Catalog) -> str:
    picked = part.pick is not None and part.state is State.PICKED
    return (
        catalog.model[part.pick.model].name
        if picked and part.pick
        else lower_first(part.state.label)
    )


def expect(golden: GoldenPlan, found: GoldenResult, release: int | None) -> None:
    """Expect of a golden plan what it says: its kind of AI, its names, and those of its rules that it meets."""
    if found.case is None:
        return
    decision = found.case.decision
    picked = (part for part in decision.parts if part.state is State.PICKED)
    golden.outcome, golden.named_on = decision.outcome.value, release
    golden.firsts = {part.key: [part.pick.model] for part in picked if part.pick}
    met = [each for each in expectations(golden.must, golden.must_not) if each.met(found.case)]
    golden.must = [dict(each.given) for each in met if each.wanted]
    golden.must_not = [dict(each.given) for each in met if not each.wanted]


def load_starters(release: int | None = None) -> int:
    """Add the golden plans of the starter catalog that are not there yet; return how many."""
    there = set(GoldenPlan.objects.order_by("slug").values_list("slug", flat=True))
    rows = [row for row in starters() if row.slug not in there]
    for row in rows:
        row.named_on = release
    return len(GoldenPlan.objects.bulk_create(rows))


def starters() -> tuple[GoldenPlan, ...]:
    """Return the golden plans of the starter catalog: those of example plans, and the cases of the method."""
    files = sorted(file for file in FOLDER.glob("*.json") if file != CASES)
    return (
        *(_of_example(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files),
        *cases(),
    )


def _of_example(slug: str, row: dict[str, Any]) -> GoldenPlan:
    example = examples.find(row.pop("plan"))
    if example is None:
        raise ValueError(f"{slug} names no example plan.")
    return GoldenPlan(slug=slug, answers=[list(pair) for pair in example.answers], **row)


def cases() -> tuple[GoldenPlan, ...]:
    """Return the golden cases of the method; some bind no publication, where a fact of the catalog has overtaken them."""
    rows = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return tuple(
        GoldenPlan(**{name: each for name, each in row.items() if name != "oracle"}) for row in rows
    )
