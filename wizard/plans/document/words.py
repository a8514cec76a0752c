"""How a document names things: models, products, sellers, parts of a job, questions and what was answered."""

from collections.abc import Callable, Iterable, Mapping

from catalog.formatting import format_long_day, format_money, format_spoken_minutes, lower_first
from catalog.schema import Catalog, ExchangeRate
from catalog.vocabulary import Word
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Part
from wizard.decision.vocabulary import State
from wizard.plans.document.blocks import GivenAnswer

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_UNBROKEN = 24  # characters that fit into a headline on a phone

QUESTIONS: Mapping[str, str] = {
    "jobs": "What AI shall do",
    "outputs": "What AI shall do",
    "minutes": "How long one takes today",
    "pilot_job": "What to try first",
    "joining": "How they hang together",
    "symptoms": "What may go wrong",
    "at_hand": "What you have at hand",
    "roles": "Who works with it",
    "use": "How you use it",
    "people": "How many people",
    "paid": "What you pay for already",
    "exactness": "How exact it has to be",
    "wrong_result": "When one is wrong",
    "volume": "How many a month",
    "material": "What is in the material",
    "place": "Where the material may go",
    "machine_limit": "Largest machine",
    "preference": "What counts",
    "wage": "Cost of an hour",
    "budget": "Limit on cost",
    "currency": "Currency",
    "check": "Who reads results",
    "start": "First day of the test",
    "targets": "Usable results that are needed",
}
NOT_ANSWERED = "not answered"


def unbroken(name: str) -> str:
    """Return a name that stays on one line; of a long one, each bracket does."""
    if len(name) <= LONGEST_UNBROKEN:
        return name.replace(" ", NO_BREAK)
    head, bracket, rest = name.partition(" (")
    if bracket:
        return f"{unbroken(head)} ({rest.replace(' ', NO_BREAK) if len(rest) <= LONGEST_UNBROKEN else rest}"
    words = name.split(" ")
    return " ".join((*words[:-2], NO_BREAK.join(words[-2:])))


def model_name(catalog: Catalog, slug: str) -> str:
    row = catalog.model.get(slug)
    return unbroken(row.name) if row is not None else slug


def seller_name(catalog: Catalog, offer: str | None) -> str:
    seller = (offer or "").rpartition("@")[2]
    row = catalog.provider.get(seller)
    return unbroken(row.name) if row is not None else seller


def product_name(catalog: Catalog, slug: str) -> str:
    return next((unbroken(row.name) for row in catalog.products if row.slug == slug), slug)


def advised_slug(part: Part) -> str:
    """Return what a part names: the slug of its product or model, or how its question ends without one."""
    seat = part.seat or part.seat_tried
    if seat is not None:
        return seat.product
    return part.pick.model if part.pick is not None and part.state is State.PICKED else part.state.value


def advised_name(part: Part, catalog: Catalog) -> str:
    """Return the same as people read it, inside a sentence."""
    slug = advised_slug(part)
    if slug == part.state.value:
        return lower_first(part.state.label)
    return product_name(catalog, slug) if part.seat or part.seat_tried else model_name(catalog, slug)


def given(
    answers: Answers, catalog: Catalog, keys: Iterable[str], job: str = "", rate: ExchangeRate | None = None
) -> tuple[GivenAnswer, ...]:
    """Return what the owner answered to the questions; of what was asked for each job, for one of them or for all."""
    return tuple(
        GivenAnswer(key=key, question=QUESTIONS[key], text=_text(answers, catalog, key, job, rate)) for key in keys
    )


def _text(answers: Answers, catalog: Catalog, key: str, job_key: str, rate: ExchangeRate | None) -> str:
    if key in OF_A_JOB:
        jobs = (each for each in answers.jobs if job_key in {"", each.key})
        found = dict.fromkeys(_in_words(OF_A_JOB[key](answers, each)) for each in jobs)
        return "; ".join(each for each in found if each) or NOT_ANSWERED
    value = _OF_THE_PLAN[key](answers, catalog, rate) if key in _OF_THE_PLAN else getattr(answers, key)
    return _in_words(value) or NOT_ANSWERED


def _in_words(value: object) -> str:
    if isinstance(value, Word):
        return lower_first(value.label)
    if isinstance(value, tuple):
        return "; ".join(_in_words(each) for each in value)
    return str(value) if value else ""


def _name(job: Job) -> str:
    return job.name or job.key.replace("-", " ")


# What is asked for each job, and what is asked once and is more than a field of the answers.
OF_A_JOB: Mapping[str, Callable[[Answers, Job], object]] = {
    "jobs": lambda _, job: _name(job),
    "outputs": lambda _, job: _name(job),
    "exactness": lambda _, job: job.exactness,
    "wrong_result": lambda _, job: job.wrong_result,
    "volume": lambda _, job: f"{job.per_month:,f}" if job.per_month is not None else None,
    "minutes": lambda _, job: format_spoken_minutes(job.minutes_by_hand) if job.minutes_by_hand is not None else None,
    "material": lambda _, job: job.material,
    "place": lambda answers, job: answers.place_of(job) if job.place or answers.place else None,
}
_OF_THE_PLAN: Mapping[str, Callable[[Answers, Catalog, ExchangeRate | None], object]] = {
    "paid": lambda answers, catalog, _: tuple(product_name(catalog, slug) for slug in answers.paid),
    "wage": lambda answers, _, rate: format_money(answers.wage_usd, rate) if answers.wage_usd is not None else None,
    "budget": lambda answers, _, rate: (
        format_money(answers.budget_usd, rate) if answers.budget_usd is not None else None
    ),
    "currency": lambda _, __, rate: rate.currency if rate is not None else "US dollars",
    "pilot_job": lambda answers, _, __: next(
        (_name(job) for job in answers.jobs if job.key == answers.pilot_job), None
    ),
    "targets": lambda answers, _, __: (
        f"{answers.targets.accepted_percent:f} of 100" if answers.targets.accepted_percent is not None else None
    ),
    "start": lambda answers, _, __: answers.pilot_start and format_long_day(answers.pilot_start),
    "roles": lambda answers, catalog, _: tuple(row.name for row in catalog.job_roles if row.slug in answers.roles),
}
