"""Scores against costs, ready to draw and to read as a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from typing import ClassVar

from django.urls import reverse

from catalog import formatting, query, workload
from catalog.charts.marks import ChartLink, Drawing, Size, hit_around
from catalog.charts.scattering import PricedScore, plane_of, scatter
from catalog.filters.models import ModelForm
from catalog.formatting import in_currency
from catalog.schema import AiModel, Benchmark, Catalog, ExchangeRate, Score
from catalog.vocabulary import BenchmarkTask, Medium, Voice
from catalog.workload import MEDIUM_TASKS, Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPicture:
    """Scores against costs: what the picture shows, and the same as rows."""

    sizes: ClassVar[tuple[Size, Size]] = ((860, 330), (354, 272))
    broad: ClassVar[bool] = False

    test: Benchmark
    work: Workload
    rows: tuple[PricedScore, ...]
    left_out: int  # models that stand behind those drawn, or have neither a score nor a price
    free: int  # models whose price is nothing, for which a log scale has no place
    rate: ExchangeRate | None = None  # at which costs are shown; None for dollars

    def draw(self, width: float, height: float) -> Drawing:
        """Draw it, each dot a link to the page of its model."""
        drawing = self._scattered(width, height)
        return replace(drawing, links=tuple(self._links(width, height)))

    def _scattered(self, width: float, height: float) -> Drawing:
        """Draw it without links; on a phone with fewer words beside the axes."""
        narrow = width <= self.sizes[1][0]
        unit = UNITS.get(self.test.unit, self.test.unit)
        fewer = "" if self.test.higher_is_better else ", fewer is better"
        money = self.currency
        return scatter(
            self._drawn,
            width=width,
            height=height,
            across=f"{money}, log scale" if narrow else f"{money} for {self.work.name} (log scale)",
            up=self.test.name if narrow else f"{self.test.name}, {unit}{fewer}",
            sign=in_currency(0, self.rate)[0],
            lower_is_better=not self.test.higher_is_better,
        )

    def _links(self, width: float, height: float) -> list[ChartLink]:
        """Return what leads from each dot; those that nothing beats come last, above what they cover, and are stops."""
        plane = plane_of(
            self._drawn,
            width=width,
            height=height,
            lower_is_better=not self.test.higher_is_better,
        )
        links = [
            ChartLink(
                address=reverse("catalog:model", args=[row.model.slug]),
                label=self._name(stated),
                outlines=(hit_around(plane.x(row.cost), plane.y(row.value)),),
                is_stop=row.unbeaten,
            )
            for stated, row in zip(self._with_place, self._drawn, strict=True)
            if row.cost or row.score
        ]
        return sorted(links, key=lambda link: link.is_stop)

    @property
    def currency(self) -> str:
        """Return what its costs are in, as people call it."""
        return formatting.currency_name(self.rate.currency if self.rate else "USD")

    @property
    def _with_place(self) -> list[PricedScore]:
        """Return the rows that have a place on the sheet, with their costs in dollars."""
        return [row for row in self.rows if row.cost != 0]

    @property
    def _drawn(self) -> list[PricedScore]:
        """Return the same rows with their costs in the currency shown."""
        return [
            replace(row, cost=None if row.cost is None else in_currency(row.cost, self.rate)[1])
            for row in self._with_place
        ]

    def cost_words(self, row: PricedScore) -> str:
        """Return what a model costs as it is written beside the picture."""
        if row.cost is None:
            return formatting.UNKNOWN
        return formatting.format_short_price(row.cost, rate=self.rate)

    @property
    def table(self) -> list[tuple[PricedScore, str]]:
        """Return the rows with what each costs in words."""
        return [(row, self.cost_words(row)) for row in self.rows]

    def _name(self, row: PricedScore) -> str:
        score = "no score" if row.value is None else formatting.format_number(row.value)
        return f"{row.model.name}: {score}, {self.cost_words(row)}"

    @property
    def title(self) -> str:
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


def cost_picture(
    catalog: Catalog, models: Iterable[AiModel], form: ModelForm, on: date
) -> CostPicture | None:
    """Return the picture of the models that a form leaves; None where no test of the task has a score of them."""
    test = chosen_test(catalog, form)
    if test is None:
        return None
    work, medium = chosen_work(form), form.medium

    def cost(model: AiModel, score: Score | None) -> Decimal | None:
        return query.least_cost(catalog, model, on, work, query.tier_of(score))

    transcript = test.task is BenchmarkTask.TRANSCRIPTION
    makers = [
        model for model in models if query.makes_anew(catalog, model, medium, transcript=transcript)
    ]
    scores = [(model, query.primary_score(catalog, model.slug, test)) for model in makers]
    scored = sorted(
        (
            (query.score_order(score, test), model, score)
            for model, score in scores
            if score is not None
        ),
        key=lambda row: (row[0], row[1].slug),
    )
    if not scored:
        return None
    drawn: list[tuple[AiModel, Decimal | None, Score | None]] = []
    unbeaten: set[str] = set()
    lowest: Decimal | None = None  # what is paid at least for a better score
    for _, group in groupby(scored, key=lambda row: row[0]):
        # Nobody ever sold the others for less than what better ones cost: they stand behind, and are not priced.
        near = [
            (model, score)
            for _, model, score in group
            if len(drawn) < MOST_DRAWN or _may_beat(catalog, model, work, lowest)
        ]
        priced = sorted(
            ((model, cost(model, score), score) for model, score in near),
            key=lambda row: (row[1] or 0, row[0].slug),
        )
        least = min((usd for _, usd, _ in priced if usd), default=None)
        if least is not None and (lowest is None or least < lowest):
            unbeaten |= {model.slug for model, usd, _ in priced if usd == least}
            lowest = least
        drawn += [
            row
            for place, row in enumerate(priced, len(drawn))
            if place < MOST_DRAWN or row[0].slug in unbeaten
        ]
    others = ((model, cost(model, None), None) for model, score in scores if score is None)
    drawn += islice((row for row in others if row[1] is not None), max(MOST_DRAWN - len(scored), 0))
    return CostPicture(
        test=test,
        work=work,
        rows=tuple(
            PricedScore(model=model, cost=usd, score=score, unbeaten=model.slug in unbeaten)
            for model, usd, score in drawn
        ),
        left_out=len(makers) - len(drawn),
        free=sum(usd == 0 for _, usd, _ in drawn),
        rate=form.rate(on),
    )


def chosen_test(catalog: Catalog, form: ModelForm) -> Benchmark | None:
    """Return the test of the chosen task, or of the job's first task that has one, or of the medium's usual one."""
    if form.chosen("task"):
        return query.primary_benchmark(catalog, form.chosen("task"))
    return usual_test(catalog, form.medium, form.case.tasks if form.case else ())


def usual_test(
    catalog: Catalog, medium: Medium, tasks: Iterable[BenchmarkTask] = ()
) -> Benchmark | None:
    """Return the test of a job's first task that has one for a medium, else the medium's usual one."""
    fitting = [task for task in tasks if workload.medium_of(task) is _plain(medium)]
    usual = MEDIUM_TASKS.get(medium)
    tests = (
        query.primary_benchmark(catalog, task) for task in (*fitting, *((usual,) if usual else ()))
    )
    return next((test for test in tests if test is not None), None)


def chosen_work(form: ModelForm) -> Workload:
    """Return what the models are priced for: the chosen job, or the medium's usual amount."""
    if form.chosen("task") == BenchmarkTask.TRANSCRIPTION:
        return workload.usual(Medium.SPEECH)
    job = workload.of_job(form.case, form.medium) if form.case else None
    return job or workload.usual(form.medium)


def _plain(medium: Medium) -> Medium:
    """Return words for every medium that is measured by tests of words."""
    task = MEDIUM_TASKS.get(medium, MEDIUM_TASKS[Medium.TEXT])
    return Medium.TEXT if workload.medium_of(task) is Medium.TEXT else medium


def _may_beat(catalog: Catalog, model: AiModel, work: Workload, usd: Decimal | None) -> bool:
    """Tell whether a model may cost less than an amount: at the lowest price that anybody ever asked for each unit."""
    if usd is None:
        return True
    floor = catalog.lowest_prices.get(model.slug, {})
    costs = (
        sum((floor[unit] * amount for unit, amount in way), Decimal(0))
        for way in work.ways
        if all(unit in floor for unit, _ in way)
    )
    return any(cost < usd for cost in costs)
