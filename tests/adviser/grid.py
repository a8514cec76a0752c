"""The grid of situations that the method is held to, and random answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from catalog.schema import Catalog
from catalog.vocabulary import MachineSize, Medium, Software
from tests.replacing import replace
from wizard.decision.answers import Answers, Job, PaidPlan
from wizard.decision.cases import case
from wizard.decision.decide import rank_alone, ranking_of, refuse
from wizard.decision.guesses import GUESSES, Guesses
from wizard.decision.progress import DecisionInputs, JobProgress, RankedProgress
from wizard.decision.ranking import Ranking
from wizard.decision.safety import DANGERS
from wizard.decision.vocabulary import Builder, Country, Place, Review, Secret, Stakes

ON = date(2026, 11, 30)
VOLUMES = (30, 300, 3_000, 30_000, 300_000)
PLACES = (Place.ANYWHERE, Place.EU, Place.OWN_SERVERS)
READ: dict[Stakes, tuple[Review, ...]] = {
    Stakes.NUISANCE: tuple(Review),
    Stakes.MONEY: tuple(Review),
    Stakes.LAW: (Review.EVERY,),
    Stakes.HURT: (Review.EVERY,),
}
RANDOM_SETS = 400
SEED = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One situation of the grid: a job alone. A developer builds in from 300 results on."""

    use_case: str
    place: Place = Place.ANYWHERE
    stakes: Stakes = Stakes.MONEY
    review: Review = Review.EVERY
    volume: int = 300
    wage: int = 25
    people: int = 10
    built_in: bool | None = None
    private: bool = True

    @property
    def answers(self) -> Answers:
        job = Job(
            key=self.use_case,
            use_case=self.use_case,
            results=Decimal(self.volume),
            stakes=self.stakes,
            review=self.review,
            decides_on=frozenset(),
            secrets=frozenset({Secret.CONFIDENTIAL}) if self.private else None,
        )
        return Answers(
            jobs=(job,),
            wage_usd=Decimal(self.wage),
            people=self.people,
            place=self.place,
            builder=Builder.DEVELOPER,
            built_in=self.built_in,
        )


def grid(catalog: Catalog) -> Iterator[Point]:
    """Yield every situation of the grid."""
    for use_case in catalog.use_cases:
        for place in PLACES:
            for stakes, reviews in READ.items():
                for review in reviews:
                    for volume in VOLUMES:
                        yield Point(
                            use_case=use_case.slug,
                            place=place,
                            stakes=stakes,
                            review=review,
                            volume=volume,
                        )


class Grid:
    """The rankings of situations, each worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._rows: dict[Point, JobProgress] = {}

    def row(self, point: Point) -> JobProgress:
        """Return a job with its options and its ranking, before it ends."""
        if point not in self._rows:
            self._rows[point] = self._ranked(point)
        return self._rows[point]

    def ranking(self, point: Point) -> Ranking | None:
        row = self.row(point)
        return row.ranking if isinstance(row, RankedProgress) else None

    def name(self, point: Point) -> str:
        """Return the tool that costs least; empty where nothing may be named."""
        return tool_of(self.ranking(point))

    def with_guesses(self, point: Point, guesses: Guesses) -> Ranking | None:
        """Return the ranking of the same options by other guesses."""
        row, inputs = self.row(point), self._inputs(point, guesses)
        if not isinstance(row, RankedProgress):
            return None
        return ranking_of(row.looked.options, row.case, inputs)

    def _ranked(self, point: Point) -> JobProgress:
        inputs = self._inputs(point, GUESSES)
        rows: Sequence[JobProgress] = [
            JobProgress(case=case(job, inputs.answers, self.catalog, DANGERS))
            for job in inputs.answers.jobs
        ]
        for run in (refuse, rank_alone):
            rows = run(rows, inputs)
        return rows[0]

    def _inputs(self, point: Point, guesses: Guesses) -> DecisionInputs:
        return DecisionInputs(answers=point.answers, catalog=self.catalog, on=ON, guesses=guesses)


def tool_of(ranking: Ranking | None) -> str:
    return ranking.pick.option.tool if ranking is not None and not ranking.is_empty else ""


def one_in(points: Sequence[Point], parts: int) -> list[Point]:
    """Return every so-manieth situation."""
    return list(points[::parts])


def moved(points: Sequence[Point], **fields: object) -> Iterator[tuple[Point, Point]]:
    """Yield each situation beside itself with other fields."""
    for point in points:
        yield point, replace(point, **fields)


def random_answers(catalog: Catalog) -> Iterator[Answers]:
    """Yield random sets of answers, the same ones each time."""
    random = Random(SEED)  # noqa: S311  # no secret
    for _ in range(RANDOM_SETS):
        cases = random.sample(catalog.use_cases, random.randint(1, 3))
        yield Answers(
            jobs=tuple(_random_job(random, case_.slug) for case_ in cases),
            wage_usd=_maybe(random, Decimal(random.choice((12, 25, 60, 120)))),
            people=_maybe(random, random.choice((1, 3, 12, 200))),
            secrecy=random.random() < 0.2,
            place=_maybe(random, random.choice(tuple(Place))),
            machine=_maybe(random, random.choice(tuple(MachineSize))),
            machine_stands=random.random() < 0.2,
            machine_rented=random.random() < 0.2,
            country=_maybe(random, random.choice(tuple(Country))),
            works_in=frozenset(random.sample(tuple(Software), random.randint(0, 4))),
            paid=tuple(
                PaidPlan(plan=plan.slug)
                for plan in random.sample(catalog.app_plans, random.randint(0, 1))
            ),
            built_in=random.choice((None, True, False)),
            builder=_maybe(random, random.choice(tuple(Builder))),
            limit_usd=_maybe(random, Decimal(random.choice((20, 100, 1000)))),
        )


def _random_job(random: Random, slug: str) -> Job:
    if random.random() < 0.15:
        return Job(
            key=f"own-{slug}",
            words=slug.replace("-", " "),
            medium=random.choice((Medium.TEXT, Medium.DATA, Medium.IMAGE)),
            results=_maybe(random, Decimal(random.choice((20, 500)))),
            minutes_by_hand=Decimal(random.choice((2, 20))),
        )
    return Job(
        key=slug,
        use_case=slug,
        results=_maybe(random, Decimal(random.choice((1, 30, 400, 9_000, 1_000_000)))),
        once=random.random() < 0.1,
        stakes=_maybe(random, random.choice(tuple(Stakes))),
        review=_maybe(random, random.choice(tuple(Review))),
        secrets=_maybe(random, frozenset(random.sample(tuple(Secret), random.randint(0, 3)))),
    )


def _maybe[Value](random: Random, value: Value) -> Value | None:
    """Return a value, now and then none: not answered."""
    return value if random.random() < 0.75 else None
