"""Golden plans: how their jobs end and what is named, and what a publication would turn."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.formatting import capitalise, format_list
from catalog.schema import Catalog
from config.environment import PROJECT
from wizard.decision.answers import Job
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.models import GoldenPlan
from wizard.plans import examples
from wizard.plans.deciding import gone
from wizard.plans.promise_words import ending_words
from wizard.plans.tools import ending_word, named, results_name, tool_name
from wizard.questions.page_order import journey_of

FOLDER = PROJECT / "fixtures" / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenJob:
    """How one job of a golden plan ends, and what is named first."""

    key: str
    label: str
    ending: str
    tool: str  # empty where nothing is named
    tool_name: str = ""

    @property
    def words(self) -> str:
        ends = ending_words(self.ending)
        says = f"{self.tool_name}, {ends}" if self.tool else ends
        return f"{self.label}: {says}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenResult:
    """What a golden plan says on one catalog, and which of its expectations that breaks."""

    jobs: tuple[GoldenJob, ...]  # none where an answer no longer fits the catalog
    words: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenChange:
    golden: GoldenPlan
    # None where nothing has been published yet, or where nothing is broken.
    before: GoldenResult | None
    after: GoldenResult

    @property
    def newly_broken(self) -> tuple[str, ...]:
        """Return the expectations that this publication would break; the first one breaks none."""
        if self.before is None:
            return ()
        return tuple(words for words in self.after.broken if words not in self.before.broken)


def evaluate(golden: GoldenPlan, catalog: Catalog, on: date) -> GoldenResult:
    """Return what a golden plan says when its answers are decided on a catalog and a day."""
    answers = journey_of(golden.answers, catalog, on).answers
    if not answers.jobs or gone(answers, catalog) or golden.expected.keys() - _keys(answers.jobs):
        words = "One of its answers no longer fits the catalog."
        return GoldenResult(jobs=(), words=words, broken=(words,))
    pairs = zip(answers.jobs, decide(answers, catalog, on).jobs, strict=True)
    jobs = tuple(_job(job, decided, catalog) for job, decided in pairs)
    words = f"{'; '.join(job.words for job in jobs)}."
    return GoldenResult(jobs=jobs, words=words, broken=tuple(_broken(golden, jobs, catalog)))


def _keys(jobs: tuple[Job, ...]) -> set[str]:
    return {job.key for job in jobs}


def _job(job: Job, decided: JobDecision, catalog: Catalog) -> GoldenJob:
    advice = named(decided)
    tool = advice.first.option.tool if advice is not None else ""
    return GoldenJob(
        key=job.key,
        label=capitalise(results_name(job, catalog)),
        ending=ending_word(decided),
        tool=tool,
        tool_name=tool_name(catalog, tool) if tool else "",
    )


def _broken(golden: GoldenPlan, jobs: tuple[GoldenJob, ...], catalog: Catalog) -> Iterator[str]:
    for job in jobs:
        expected: Mapping[str, Any] = golden.expected.get(job.key, {})
        ending, tools = expected.get("ending", job.ending), expected.get("tools", [])
        if ending != job.ending:
            yield f"{job.label}: {ending_words(ending)}"
        if tools and job.tool not in tools:
            names = format_list((tool_name(catalog, tool) for tool in tools), "or")
            yield f"{job.label}: {names}"


def expect(golden: GoldenPlan, result: GoldenResult, release: int | None) -> None:
    """Expect of a golden plan what it says: how each job ends, and what is named."""
    if not result.jobs:
        return
    golden.expected = {
        job.key: {"ending": job.ending, "tools": [job.tool] if job.tool else []}
        for job in result.jobs
    }
    golden.named_on = release


def load_starters(release: int | None = None) -> int:
    """Add the golden plans of the starter catalog that are not there yet; return how many."""
    existing = set(GoldenPlan.objects.order_by("slug").values_list("slug", flat=True))
    rows = [row for row in starters() if row.slug not in existing]
    for row in rows:
        row.named_on = release
    return len(GoldenPlan.objects.bulk_create(rows))


def starters() -> tuple[GoldenPlan, ...]:
    """Return the golden plans of the starter catalog, one of each example plan."""
    files = sorted(FOLDER.glob("*.json"))
    return tuple(
        _of_example(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files
    )


def _of_example(slug: str, row: dict[str, Any]) -> GoldenPlan:
    example = examples.find(row["plan"])
    if example is None:
        raise ValueError(f"{slug} names no example plan.")
    return GoldenPlan(
        slug=slug,
        answers=dict(example.answers),
        **{name: value for name, value in row.items() if name != "plan"},
    )
