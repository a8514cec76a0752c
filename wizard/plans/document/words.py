"""How a document names things: models, products, sellers, parts of a job, questions and what was answered."""

from collections.abc import Iterable, Mapping

from catalog.formatting import format_list, format_long_day, format_money, format_spoken_minutes, lower_first
from catalog.schema import Catalog, ExchangeRate
from catalog.vocabulary import Word
from wizard.decision.answers import Answers
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
    """Return the name of a model; its slug where the catalog no longer holds it."""
    row = catalog.model.get(slug)
    return unbroken(row.name) if row is not None else slug


def seller_name(catalog: Catalog, offer: str | None) -> str:
    """Return the name of the seller of an offer, empty where there is none."""
    seller = (offer or "").rpartition("@")[2]
    row = catalog.provider.get(seller)
    return unbroken(row.name) if row is not None else seller


def product_name(catalog: Catalog, slug: str) -> str:
    """Return the name of a product that people subscribe to."""
    return next((unbroken(row.name) for row in catalog.products if row.slug == slug), slug)


def given(
    answers: Answers, keys: Iterable[str], job: str = "", rate: ExchangeRate | None = None
) -> tuple[GivenAnswer, ...]:
    """Return what the owner answered to the questions, for one job where it was asked for each."""
    return tuple(
        GivenAnswer(key=key, question=QUESTIONS.get(key, key.replace("_", " ")), text=_text(answers, key, job, rate))
        for key in keys
    )


def _text(answers: Answers, key: str, job_key: str, rate: ExchangeRate | None) -> str:
    jobs = [each for each in answers.jobs if job_key in {"", each.key}]
    job = jobs[0] if jobs else None
    named = format_list(each.name or each.key.replace("-", " ") for each in jobs)
    values: dict[str, object] = {
        "jobs": named,
        "outputs": named,
        "exactness": job and job.exactness,
        "wrong_result": job and job.wrong_result,
        "volume": f"{job.per_month:,f}" if job is not None and job.per_month is not None else None,
        "minutes": format_spoken_minutes(job.minutes_by_hand) if job and job.minutes_by_hand is not None else None,
        "material": job and job.material,
        "place": answers.place_of(job) if job is not None and (job.place or answers.place) else None,
        "machine_limit": answers.machine_limit,
        "preference": answers.preference,
        "check": answers.check,
        "start": answers.pilot_start and format_long_day(answers.pilot_start),
        "targets": f"{answers.targets.accepted_percent:f} of 100"
        if answers.targets.accepted_percent is not None
        else None,
        "wage": format_money(answers.wage_usd, rate) if answers.wage_usd is not None else None,
        "currency": rate.currency if rate is not None else "US dollars",
        "budget": format_money(answers.budget_usd, rate) if answers.budget_usd is not None else None,
    }
    value = values.get(key)
    if isinstance(value, Word):
        return lower_first(value.label)
    if isinstance(value, tuple):
        return format_list(value) or NOT_ANSWERED
    return str(value) if value else NOT_ANSWERED
