"""Scores against costs, ready to draw and to read as a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby, islice
from typing import ClassVar

from django.urls import reverse

from catalog import formatting, query, workload
from catalog.charts.marks import ChartLink, Drawing, Size, hit_around
from catalog.charts.scattering import PricedScore, plane_of, scatter
from catalog.filters.models import ModelForm
from catalog.formatting import in_currency
from catalog.schema import US_DOLLARS, AiModel, Benchmark, Catalog, ExchangeRate
from catalog.vocabulary import BenchmarkTask, Medium, Voice
from catalog.workload import MEDIUM_TASKS, Workload


@dataclass(frozen=True, kw_only=True)  # without slots: what is drawn is worked out once
class CostPicture:
    """Scores against costs: what the picture shows, and the same as rows."""

    sizes: ClassVar[tuple[Size, Size]] = ((860, 330), (354, 272))
    broad: ClassVar[bool] = False

    test: Benchmark
    work: Workload
    rows: tuple[PricedScore, ...]
    left_out: int  # models that stand behind those drawn, or have neither a score nor a price
    free: int  # models whose price is nothing, for which a log scale has no place
    rate: ExchangeRate = US_DOLLARS  # at which costs are shown

    def draw(self, width: float, height: float) -> Drawing:
        """Draw it, each dot a link to the page of its model."""
        drawing = self._scattered(width, height)
        return replace(drawing, links=tuple(self._links(width, height)))

    def _scattered(self, width: float, height: float) -> Drawing:
        """Draw it without links; on a phone with fewer words beside the axes."""
        narrow = width <= self.sizes[1][0]
        across, up = _axes(self, narrow=narrow)
        sign = in_currency(0, self.rate)[0]
        return scatter(
            self._drawn,
            width=width,
            height=height,
            across=across,
            up=up,
            sign=sign,
            lower_is_better=not self.test.higher_is_better,
        )

    def _links(self, width: float, height: float) -> list[ChartLink]:
        """Return what leads from each dot; unbeaten ones come last, above the rest, as stops."""
        plane = plane_of(
            self._drawn,
            width=width,
            height=height,
            lower_is_better=not self.test.higher_is_better,
        )
        stops = [(plane.x(row.cost), plane.y(row.value)) for row in self._drawn if row.unbeaten]
        links = []
        for stated, row in zip(self._with_place, self._drawn, strict=True):
            if not row.cost and row.score is None:
                continue
            middle = plane.x(row.cost), plane.y(row.value)
            outline = hit_around(*middle, (stop for stop in stops if stop != middle))
            link = ChartLink(
                address=reverse("catalog:model", args=[row.model.slug]),
                label=self._name(stated),
                outlines=(outline,),
                is_stop=row.unbeaten,
            )
            links.append(link)
        return sorted(links, key=lambda link: link.is_stop)

    @property
    def currency(self) -> str:
        """Return what its costs are in, as people call it."""
        return formatting.currency_name(self.rate.currency)

    @cached_property
    def _with_place(self) -> list[PricedScore]:
        """Return the rows that have a place on the sheet, with their costs in dollars."""
        return [row for row in self.rows if row.cost != 0]

    @cached_property
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
        count = formatting.format_count(len(self.rows), "model", "models")
        unbeaten = [row.model.name for row in self.rows if row.unbeaten]
        if not unbeaten:
            return f"{count}, none with both a score and a price."
        scored = sum(row.score is not None for row in self.rows)
        return (
            f"{count}, {scored} of them with a score. "
            f"Nothing here is both cheaper and better than {formatting.format_list(unbeaten)}."
        )

    @property
    def sellers_own(self) -> bool:
        """Tell whether every score comes from the seller of the model."""
        return all(row.score is None or row.score.voice is Voice.SELLER for row in self.rows)


def _axes(picture: CostPicture, *, narrow: bool) -> tuple[str, str]:
    """Return what stands along a picture and up its side."""
    test = picture.test
    if narrow:
        return f"{picture.currency}, log scale", test.name
    fewer = "" if test.higher_is_better else ", fewer is better"
    across = f"{picture.currency} for {picture.work.name} (log scale)"
    return across, f"{test.name}, {UNITS.get(test.unit, test.unit)}{fewer}"


UNPAID = Decimal("Infinity")  # where no better score has a price
MOST_DRAWN = 60  # dots that a picture can take; its table is as long
UNITS = {"elo": "points in blind votes", "index": "points"}


def cost_picture(
    catalog: Catalog, models: Iterable[AiModel], form: ModelForm, on: date
) -> CostPicture | None:
    """Return the picture of a form's models; None if no test of the task has a score of them."""
    test = chosen_test(catalog, form)
    if test is None:
        return None
    work = chosen_work(form)
    makers = _makers(catalog, models, form.medium, test)
    rows = [_unpriced(catalog, model, test) for model in makers]
    scored = [row for row in rows if row.score is not None]
    if not scored:
        return None

    def priced(row: PricedScore) -> PricedScore:
        tier = query.tier_of(row.score)
        return replace(row, cost=query.least_cost(catalog, row.model, on, work, tier))

    def may_beat(row: PricedScore, usd: Decimal) -> bool:
        return usd == UNPAID or _may_cost_less(catalog, row.model, work, usd)

    drawn = _drawn(scored, test, priced, may_beat)
    others = (priced(row) for row in rows if row.score is None)
    places_left = max(MOST_DRAWN - len(scored), 0)
    drawn += islice((row for row in others if row.cost is not None), places_left)
    free = sum(row.cost == 0 for row in drawn)
    return CostPicture(
        test=test,
        work=work,
        rows=tuple(drawn),
        left_out=len(makers) - len(drawn),
        free=free,
        rate=form.rate(on),
    )


def _makers(
    catalog: Catalog, models: Iterable[AiModel], medium: Medium, test: Benchmark
) -> list[AiModel]:
    transcript = test.task is BenchmarkTask.TRANSCRIPTION
    return [
        model for model in models if query.makes_anew(catalog, model, medium, transcript=transcript)
    ]


def _unpriced(catalog: Catalog, model: AiModel, test: Benchmark) -> PricedScore:
    score = query.primary_score(catalog, model.slug, test)
    return PricedScore(model=model, cost=None, score=score, unbeaten=False)


def _drawn(
    scored: Iterable[PricedScore],
    test: Benchmark,
    priced: Callable[[PricedScore], PricedScore],
    may_beat: Callable[[PricedScore, Decimal], bool],
) -> list[PricedScore]:
    """Return what is drawn, best score first: what there is space for, and all unbeaten ones."""

    def by_score(row: PricedScore) -> tuple[object, ...]:
        return query.score_order(row.score, test)

    drawn: list[PricedScore] = []
    lowest = UNPAID  # what is paid at least for a better score
    ranked = sorted(scored, key=lambda row: (by_score(row), row.model.slug))
    for _, group in groupby(ranked, key=by_score):
        # Nobody ever sold the others for less than what better ones cost: they stand behind, and
        # are not priced.
        near = [row for row in group if len(drawn) < MOST_DRAWN or may_beat(row, lowest)]
        rows = sorted(map(priced, near), key=lambda row: (row.cost or 0, row.model.slug))
        least = min((row.cost for row in rows if row.cost), default=UNPAID)
        is_unbeaten = least < lowest
        lowest = min(least, lowest)
        for row in rows:
            marked = replace(row, unbeaten=is_unbeaten and row.cost == least)
            if marked.unbeaten or len(drawn) < MOST_DRAWN:
                drawn.append(marked)
    return drawn


def chosen_test(catalog: Catalog, form: ModelForm) -> Benchmark | None:
    """Return the test of the chosen task, else the job's first, else the medium's usual one.

    The job's first is that of its first task that has one.
    """
    if form.chosen("task"):
        return query.primary_benchmark(catalog, form.chosen("task"))
    return usual_test(catalog, form.medium, form.case.tasks if form.case else ())


def usual_test(
    catalog: Catalog, medium: Medium, tasks: Iterable[BenchmarkTask] = ()
) -> Benchmark | None:
    """Return the test of a job's first task that has one for a medium, else the medium's usual."""
    fitting = [task for task in tasks if workload.medium_of(task) is _plain(medium)]
    usual = MEDIUM_TASKS.get(medium)
    for task in [*fitting, usual]:
        test = query.primary_benchmark(catalog, task) if task else None
        if test is not None:
            return test
    return None


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


def _may_cost_less(catalog: Catalog, model: AiModel, work: Workload, usd: Decimal) -> bool:
    """Tell whether a model may cost less, at the lowest price ever asked for each unit."""
    floor = catalog.lowest_prices.get(model.slug, {})
    for way in work.ways:
        if all(unit in floor for unit, _ in way):
            cost = sum((floor[unit] * amount for unit, amount in way), Decimal(0))
            if cost < usd:
                return True
    return False
