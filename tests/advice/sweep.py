"""The situations that the advice is tried on: a grid over all use cases, and seeded random answer sets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from catalog.schema import Catalog
from catalog.vocabulary import MachineSize, Material, Medium
from wizard.decision.answers import Answers, Job
from wizard.decision.ranking import Ranking, prepare
from wizard.decision.table import Table, Tables as OnceMade
from wizard.decision.tasks import Task, tasks
from wizard.decision.vocabulary import Check, Place, Preference, Use, WrongResult

ON = date(2026, 11, 26)
STARTS = date(2026, 12, 10)
WAGE = Decimal(30)
VOLUMES = (30, 3_000, 300_000)
STAKES = (WrongResult.NUISANCE, WrongResult.MONEY, WrongResult.HARM)
CHECKS = {WrongResult.NUISANCE: Check.NOBODY, WrongResult.MONEY: Check.SAMPLE, WrongResult.HARM: Check.EVERY}
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
            yield prepare(replace(each, task=self._task(each.task, answers.jobs[0])), answers).settle()

    def _task(self, task: Task, job: Job) -> Task:
        use_case = self.catalog.use_case[task.job.key]
        return task.of(replace(job, minutes_by_hand=use_case.minutes_by_hand))


def grid(catalog: Catalog) -> Iterator[Situation]:
    """Yield every use case × place × stakes × preference × volume."""
    for use_case in catalog.use_cases:
        for place in PLACES:
            for stakes in STAKES:
                for preference in Preference:
                    for volume in VOLUMES:
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
                material=chance.choice((None, None, (Material.NONE,), (Material.PERSONAL,), (Material.CODE,))),
                place=chance.choice((None, None, None, *Place)),
            )
            for slug in chance.sample(slugs, chance.randint(1, 4))
        )
        own = Job(key="own-text", medium=Medium.TEXT, name="Answer letters", wrong_result=WrongResult.MONEY)
        yield Answers(
            jobs=jobs if chance.random() < 0.8 else (*jobs, own),
            check=chance.choice((None, *Check)),
            use=chance.choice((None, *Use)),
            people=chance.choice((None, 1, 5, 40)),
            paid=chance.choice(((), (), ("google-workspace-business-standard",), ("microsoft-365-copilot-business",))),
            place=chance.choice((None, *Place)),
            machine_limit=chance.choice((None, *MachineSize)),
            rented_counts=chance.random() < 0.3,
            wage_usd=_maybe(chance, Decimal(chance.choice((10, 30, 120)))),
            budget_usd=chance.choice((None, None, Decimal(20), Decimal(500))),
            preference=chance.choice((None, *Preference)),
            pilot_start=STARTS,
        )


def _maybe(chance: Random, value: Decimal) -> Decimal | None:
    return value if chance.random() < 0.8 else None
