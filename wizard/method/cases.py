"""Cases: what each job of the owner's is, in the figures that the rules count with; usual ones where nobody answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from catalog.schema import Catalog, UseCase
from catalog.vocabulary import Material, Medium
from wizard.method.answers import USUAL_PEOPLE, Answers, Job, results_of
from wizard.method.guesses import GUESSES, MONTHS_A_YEAR
from wizard.method.parts import Part, parts
from wizard.method.rows import JobRow, row_of
from wizard.method.safety import Danger, UsedToDecide, what_is_decided
from wizard.method.situation import Work
from wizard.method.vocabulary import Place, Review, Secret, Stakes

HOURS_OF_A_SEAT = 40  # ours: who does which job nobody says, so one person has a week of its work
AGENT_SKILL = "code-repairs-by-an-agent"
SECRET_MATERIAL = {
    Material.PERSONAL: Secret.PERSONAL,
    Material.CONFIDENTIAL: Secret.CONFIDENTIAL,
    Material.CODE: Secret.CONFIDENTIAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One job as the rules see it."""

    job: Job
    use_case: UseCase | None
    row: JobRow
    parts: tuple[Part, ...]
    work: Work
    decided: UsedToDecide
    guessed: frozenset[str]  # fields of the work that are our usual values

    @property
    def adds_up(self) -> bool:
        """Return whether AI itself would add up the sum: it does where it does not read it off a document."""
        reads = self.use_case.inputs if self.use_case is not None else ()
        return Medium.DOCUMENT not in reads and Medium.IMAGE not in reads


def case(job: Job, answers: Answers, catalog: Catalog, dangers: Iterable[Danger] = ()) -> Case:
    """Return a job with everything that its cost depends on."""
    use_case = catalog.use_case.get(job.use_case or "")
    made = parts(job, catalog)
    decided = what_is_decided(job, use_case, dangers)
    usual = _usual(job, answers, use_case)
    work = replace(
        usual,
        decides_on=decided.on,
        spoken_words=sum(part.spoken_words for part in made),
        agent=any(part.skill == AGENT_SKILL for part in made),
    )
    return Case(
        job=job,
        use_case=use_case,
        row=row_of(job, catalog),
        parts=made,
        work=work,
        decided=decided,
        guessed=_guessed(job, answers),
    )


def _usual(job: Job, answers: Answers, use_case: UseCase | None) -> Work:
    minutes = job.minutes_by_hand
    if minutes is None and use_case is not None:
        minutes = use_case.minutes_by_hand
    results = results_of(job)
    people = answers.people or USUAL_PEOPLE
    secrets = _secrets(job, use_case)
    hours = results * float(minutes or 0) / 60
    return Work(
        key=job.key,
        results=results,
        once=job.once,
        minutes_by_hand=float(minutes or 0),
        wage_usd=_number(answers.wage_usd, GUESSES.wage_usd),
        people=people,
        doers=_doers(job, hours, people),
        nobody_today=job.doers == 0,
        stakes=job.stakes or Stakes.MONEY,
        damage_usd=_optional(job.damage_usd),
        review=job.review or Review.EVERY,
        secrets=secrets,
        # A place binds the jobs into which something private goes.
        place=answers.place_of(job) if secrets else Place.ANYWHERE,
        limit_usd=_optional(answers.limit_usd),
        worth_usd=_optional(job.worth_usd),
    )


def _doers(job: Job, hours: float, people: int) -> int:
    """Return who needs a seat: those who do the job, else one for each week of its work, at most all."""
    if job.doers:
        return min(job.doers, people)
    months = MONTHS_A_YEAR if job.once else 1
    return max(1, min(ceil(hours / months / HOURS_OF_A_SEAT), people))


def _secrets(job: Job, use_case: UseCase | None) -> frozenset[Secret]:
    """Return what private material goes in: as answered, else what the job usually works on."""
    if job.secrets is not None:
        return job.secrets
    if use_case is None:
        return frozenset({Secret.CONFIDENTIAL})
    return frozenset(SECRET_MATERIAL[row] for row in use_case.material if row in SECRET_MATERIAL)


ANSWERED_BY_JOB = (
    "results",
    "minutes_by_hand",
    "doers",
    "stakes",
    "damage_usd",
    "review",
    "decides_on",
    "secrets",
)
ANSWERED_BY_ALL = ("wage_usd", "people", "place", "built_in", "builder", "limit_usd")


def _guessed(job: Job, answers: Answers) -> frozenset[str]:
    of_job = {name for name in ANSWERED_BY_JOB if getattr(job, name) is None}
    of_all = {name for name in ANSWERED_BY_ALL if getattr(answers, name) is None}
    return frozenset(of_job | of_all)


def _optional(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None


def _number(value: Decimal | None, usual: float) -> float:
    return float(value) if value is not None else usual
