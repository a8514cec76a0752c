"""The situations that the advice is tried on: a grid over all use cases, and seeded random answer sets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random

from catalog.schema import Catalog, UseCase
from catalog.vocabulary import MachineSize, Material, Medium
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.ranking import Ranking, prepare
from wizard.decision.table import Table, Tables as OnceMade
from wizard.decision.tasks import Task, tasks
from wizard.decision.vocabulary import (
    AtHand,
    Check,
    Exactness,
    Joining,
    Place,
    Preference,
    Symptom,
    Use,
    WrongResult,
)

ON = date(2026, 11, 26)
STARTS = date(2026, 12, 10)
WAGE = Decimal(30)
VOLUMES = (30, 3_000, 300_000)
STAKES = (WrongResult.NUISANCE, WrongResult.MONEY, WrongResult.HARM)
CHECKS = {
    WrongResult.NUISANCE: Check.NOBODY,
    WrongResult.MONEY: Check.SAMPLE,
    WrongResult.HARM: Check.EVERY,
}
PLACES: Mapping[str, tuple[Place, MachineSize]] = {
    "anywhere": (Place.ANYWHERE, MachineSize.CARD),
    "EU": (Place.EU, MachineSize.CARD),
    "own card": (Place.OWN_SERVERS, MachineSize.CARD),
    "own server": (Place.OWN_SERVERS, MachineSize.SERVER),
}
RANDOM_SETS = 400
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One point of the grid."""

    use_case: str
    place: str
    stakes: WrongResult
    preference: Preference
    volume: int
    wage: Decimal = WAGE
    check: Check | None = None  # in place of the one that goes with the stakes

    def answers(self) -> Answers:
        """Return what an owner in this situation answers."""
        place, machine = PLACES[self.place]
        job = Job(
            key=self.use_case,
            use_case=self.use_case,
            per_month=Decimal(self.volume),
            minutes_by_hand=None,
            wrong_result=self.stakes,
        )
        return Answers(
            jobs=(job,),
            check=self.check or CHECKS[self.stakes],
            use=Use.BUILT_IN,
            place=place,
            machine_limit=machine,
            wage_usd=self.wage,
            preference=self.preference,
            pilot_start=STARTS,
        )


class Tables:
    """The table of each task, built once; a situation changes the answers, never the table."""

    def __init__(self, catalog: Catalog) -> None:
        """Build the tables of all use cases."""
        made = OnceMade(catalog, ON)
        self.catalog = catalog
        self.of: dict[str, tuple[Table, ...]] = {}
        for use_case in catalog.use_cases:
            job = Job(key=use_case.slug, use_case=use_case.slug)
            wanted = tasks(Answers(jobs=(job,)), catalog)
            self.of[use_case.slug] = tuple(made.of(task, STARTS) for task in wanted)

    def rankings(self, situation: Situation) -> Iterator[Ranking]:
        """Yield the answer for each task of a situation."""
        answers = situation.answers()
        for each in self.of[situation.use_case]:
            yield prepare(replace(each, task=self._task(each.task, answers.jobs[0])), answers).first

    def _task(self, task: Task, job: Job) -> Task:
        use_case = self.catalog.use_case[task.job.key]
        return replace(task, job=replace(job, minutes_by_hand=use_case.minutes_by_hand))


def grid(catalog: Catalog) -> Iterator[Situation]:
    """Yield every use case × place × stakes × preference × volume."""
    for use_case, place, stakes, preference, volume in product(
        catalog.use_cases, PLACES, STAKES, Preference, VOLUMES
    ):
        yield Situation(
            use_case=use_case.slug, place=place, stakes=stakes, preference=preference, volume=volume
        )


def random_answers(catalog: Catalog) -> Iterator[Answers]:
    """Yield seeded random answer sets of one to four jobs, with budgets, materials, machines and places mixed."""
    chance = Random(SEED)  # noqa: S311  # the same sets each time
    slugs = [use_case.slug for use_case in catalog.use_cases]
    for _ in range(RANDOM_SETS):
        jobs = tuple(
            Job(
                key=slug,
                use_case=slug,
                per_month=_maybe(chance, Decimal(chance.choice((1, 20, 300, 5_000, 200_000)))),
                minutes_by_hand=_maybe(chance, Decimal(chance.choice((1, 5, 30, 240)))),
                wrong_result=chance.choice((None, *WrongResult)),
                material=chance.choice(
                    (None, None, (Material.NONE,), (Material.PERSONAL,), (Material.CODE,))
                ),
                place=chance.choice((None, None, None, *Place)),
            )
            for slug in chance.sample(slugs, chance.randint(1, 4))
        )
        own = Job(
            key="own-text",
            medium=Medium.TEXT,
            name="Answer letters",
            wrong_result=WrongResult.MONEY,
        )
        yield Answers(
            jobs=jobs if chance.random() < 0.8 else (*jobs, own),
            check=chance.choice((None, *Check)),
            use=chance.choice((None, *Use)),
            people=chance.choice((None, 1, 5, 40)),
            paid=chance.choice(
                (
                    (),
                    (),
                    ("google-workspace-business-standard",),
                    ("microsoft-365-copilot-business",),
                )
            ),
            place=chance.choice((None, *Place)),
            machine_limit=chance.choice((None, *MachineSize)),
            rented_counts=chance.random() < 0.3,
            wage_usd=_maybe(chance, Decimal(chance.choice((10, 30, 120)))),
            budget_usd=chance.choice((None, None, Decimal(20), Decimal(500))),
            preference=chance.choice((None, *Preference)),
            pilot_start=STARTS,
        )


def any_answers(chance: Random, use_cases: Sequence[UseCase]) -> Answers:
    """Return answers of one to four jobs, drawn from everything that may be answered, contradicting and extreme too."""

    def maybe[Answer](*values: Answer) -> Answer | None:
        return chance.choice((None, *values))

    def job(case: UseCase) -> Job:
        return Job(
            key=case.slug,
            use_case=case.slug,
            per_month=maybe(Decimal(1), Decimal("0.5"), Decimal(300), Decimal(100_000_000)),
            length=maybe(Decimal(1), Decimal(5)),
            minutes_by_hand=maybe(Decimal(0), Decimal(15)),
            exactness=maybe(*Exactness),
            wrong_result=maybe(*WrongResult),
            material=maybe((Material.NONE,), (Material.PERSONAL,)),
            place=maybe(*Place),
        )

    return Answers(
        jobs=tuple(
            job(case)
            for case in chance.sample(use_cases, chance.randint(1, min(4, len(use_cases))))
        ),
        check=maybe(*Check),
        use=maybe(*Use),
        people=maybe(1, 40),
        place=maybe(*Place),
        machine_limit=maybe(*MachineSize),
        rented_counts=chance.random() < 0.5,
        wage_usd=maybe(Decimal(0), Decimal(30)),
        budget_usd=maybe(Decimal(0), Decimal(20), Decimal(2000)),
        preference=maybe(*Preference),
        pilot_start=maybe(ON - timedelta(days=200), ON + timedelta(days=40)),
        symptoms=tuple(chance.sample(list(Symptom), chance.randint(0, 3))),
        at_hand=tuple(chance.sample(list(AtHand), chance.randint(0, 3))),
        example_count=maybe(0, 49, 500),
        joining=maybe(*Joining),
        roles=tuple(role.slug for role in chance.sample(starter_catalog().job_roles, 2)),
    )


def _maybe(chance: Random, value: Decimal) -> Decimal | None:
    return value if chance.random() < 0.8 else None
