"""Scores against costs, ready to draw and to read as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from catalog import formatting, query, workload
from catalog.charts import scattering
from catalog.filters import ModelFilter
from catalog.schema import AiModel, Benchmark, Catalog, Score
from catalog.vocabulary import BenchmarkTask, Known, Medium, Voice
from catalog.workload import MEDIUM_TASKS, Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRow:
    """One model of the picture."""

    model: AiModel
    cost: Decimal | None
    score: Score | None
    unbeaten: bool

    @property
    def cost_words(self) -> str:
        """Return the cost for a table."""
        return formatting.UNKNOWN if self.cost is None else formatting.format_short_price(self.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPicture:
    """Scores against costs: what the picture shows, and the same as rows."""

    test: Benchmark
    work: Workload
    rows: tuple[PictureRow, ...]
    left_out: int  # models that stand behind those drawn, or have neither a score nor a price
    free: int  # models whose price is nothing, for which a log scale has no place

    @property
    def points(self) -> tuple[scattering.ScatterPoint, ...]:
        """Return the rows as the chart takes them."""
        return tuple(
            scattering.ScatterPoint(
                name=row.model.name,
                cost=row.cost or None,
                score=row.score.value if row.score else None,
                low=row.score.low if row.score else None,
                high=row.score.high if row.score else None,
                flame=row.unbeaten,
            )
            for row in self.rows
            if row.cost != 0
        )

    @property
    def up(self) -> str:
        """Return what is drawn upwards."""
        unit = UNITS.get(self.test.unit, self.test.unit)
        return f"{self.test.name}, {unit}{'' if self.test.higher_is_better else ', fewer is better'}"

    @property
    def across(self) -> str:
        """Return what is drawn across."""
        return f"US dollars for {self.work.name} (log scale)"

    @property
    def title(self) -> str:
        """Return the picture's name."""
        return f"{self.test.name} against the cost of {self.work.name}"

    @property
    def desc(self) -> str:
        """Return the finding in words."""
        scored = sum(row.score is not None for row in self.rows)
        unbeaten = [row.model.name for row in self.rows if row.unbeaten]
        return (
            f"{formatting.format_count(len(self.rows), 'model', 'models')}, {scored} of them with a score. "
            f"Nothing here is both cheaper and better than {formatting.format_list(unbeaten)}."
            if unbeaten
            else f"{formatting.format_count(len(self.rows), 'model', 'models')}, none with both a score and a price."
        )

    @property
    def sellers_own(self) -> bool:
        """Tell whether every score comes from the seller of the model."""
        return all(row.score is None or row.score.voice is Voice.SELLER for row in self.rows)


MOST_DRAWN = 60  # dots that a picture can take; its table is as long
UNITS = {"elo": "points in blind votes", "index": "points"}


def cost_picture(catalog: Catalog, models: Iterable[AiModel], wanted: ModelFilter, on: date) -> CostPicture | None:
    """Return the picture of the models that a filter leaves; None where no test of the task has a score of them."""
    test = chosen_test(catalog, wanted)
    if test is None:
        return None
    work, medium = chosen_work(catalog, wanted), wanted.medium(catalog)

    def row(model: AiModel, score: Score | None) -> tuple[AiModel, Decimal | None, Score | None]:
        return model, query.least_cost(catalog, model, on, work, query.tier_of(score)), score

    transcript = test.task is BenchmarkTask.TRANSCRIPTION
    makers = [model for model in models if query.makes(model, medium, transcript=transcript) is Known.YES]
    scores = [(model, query.primary_score(catalog, model.slug, test)) for model in makers]
    scored = [row(model, score) for model, score in scores if score is not None]
    if not scored:
        return None
    unbeaten = _unbeaten(scored, test)
    scored.sort(key=lambda row: (_rank(row[2], test), row[1] or 0, row[0].slug))
    drawn = [row for place, row in enumerate(scored) if place < MOST_DRAWN or row[0].slug in unbeaten]
    others = (row(model, None) for model, score in scores if score is None)
    drawn += islice((row for row in others if row[1] is not None), max(MOST_DRAWN - len(scored), 0))
    return CostPicture(
        test=test,
        work=work,
        rows=tuple(
            PictureRow(model=model, cost=cost, score=score, unbeaten=model.slug in unbeaten)
            for model, cost, score in drawn
        ),
        left_out=len(makers) - len(drawn),
        free=sum(cost == 0 for _, cost, _ in drawn),
    )


def chosen_test(catalog: Catalog, wanted: ModelFilter) -> Benchmark | None:
    """Return the test of the chosen task, or of the job's first task that has one, or of the medium's usual one."""
    if wanted.task is not None:
        return query.primary_benchmark(catalog, wanted.task)
    asked, medium = catalog.use_case[wanted.job].tasks if wanted.job else (), wanted.medium(catalog)
    fitting = [task for task in asked if workload.medium_of(task) is _plain(medium)]
    usual = MEDIUM_TASKS.get(medium)
    found = (query.primary_benchmark(catalog, task) for task in (*fitting, *((usual,) if usual else ())))
    return next((test for test in found if test is not None), None)


def chosen_work(catalog: Catalog, wanted: ModelFilter) -> Workload:
    """Return what the models are priced for: the chosen job, or the medium's usual amount."""
    if wanted.task is BenchmarkTask.TRANSCRIPTION:
        return workload.usual(Medium.SPEECH)
    medium = wanted.medium(catalog)
    made = workload.of_job(catalog.use_case[wanted.job], medium) if wanted.job else None
    return made or workload.usual(medium)


def _plain(medium: Medium) -> Medium:
    """Return words for every medium that is measured by tests of words."""
    task = MEDIUM_TASKS.get(medium, MEDIUM_TASKS[Medium.TEXT])
    return Medium.TEXT if workload.medium_of(task) is Medium.TEXT else medium


def _rank(score: Score | None, test: Benchmark) -> tuple[bool, Decimal]:
    if score is None:
        return (True, Decimal(0))
    return (False, -score.value if test.higher_is_better else score.value)


def _unbeaten(rows: Sequence[tuple[AiModel, Decimal | None, Score | None]], test: Benchmark) -> set[str]:
    """Return the models than which nothing is both cheaper and better."""
    known = [(cost, _rank(score, test)[1], model.slug) for model, cost, score in rows if cost and score is not None]
    unbeaten: set[tuple[Decimal, Decimal]] = set()
    best: Decimal | None = None
    for cost, rank in sorted({(cost, rank) for cost, rank, _ in known}):
        if best is None or rank < best:  # all before it are as cheap or cheaper
            unbeaten.add((cost, rank))
            best = rank
    return {slug for cost, rank, slug in known if (cost, rank) in unbeaten}
