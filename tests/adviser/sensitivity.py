"""Sensitivity of questions: one answer changed alone, and how often it moves the advice.

It may move name, ending, cost, test or stop.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from catalog.schema import Catalog
from catalog.vocabulary import Language, MachineSize, Software
from tests.adviser.grid import ON, random_answers
from tests.replacing import replace
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import Advised, FromList, first_of
from wizard.decision.trial import stop_rule
from wizard.decision.vocabulary import (
    Builder,
    BuiltInto,
    DecidesOn,
    Place,
    Review,
    Secret,
    Stakes,
)

SETS = 200

# Of a job: its first one gets another answer.
OF_JOB: Mapping[str, Callable[[Job], Any]] = {
    "results": lambda job: (job.results or Decimal(100)) * 10,
    "once": lambda job: not job.once,
    "minutes_by_hand": lambda job: (job.minutes_by_hand or Decimal(10)) * 5,
    "doers": lambda job: (job.doers or 1) + 4,
    "stakes": lambda job: Stakes.HURT if job.stakes is not Stakes.HURT else Stakes.NUISANCE,
    "damage_usd": lambda _: Decimal(20_000),
    "review": lambda job: Review.NOBODY if job.review is not Review.NOBODY else Review.EVERY,
    "decides_on": lambda _: frozenset({DecidesOn.LIST}),
    "secrets": lambda job: frozenset() if job.secrets else frozenset({Secret.PERSONAL}),
}
# Of the firm.
OF_FIRM: Mapping[str, Callable[[Answers], Any]] = {
    "wage_usd": lambda answers: (answers.wage_usd or Decimal(25)) * 4,
    "people": lambda answers: 1 if answers.people != 1 else 200,
    "secrecy": lambda answers: not answers.secrecy,
    "place": lambda answers: Place.EU if answers.place is not Place.EU else Place.OWN_SERVERS,
    "machine": lambda answers: (
        MachineSize.PC if answers.machine is not MachineSize.PC else MachineSize.SERVER
    ),
    "languages": lambda _: (Language.POLISH,),
    "works_in": lambda answers: answers.works_in ^ {Software.MICROSOFT_365},
    "built_in": lambda answers: not answers.built_in,
    "built_into": lambda answers: (
        BuiltInto.SYSTEM if answers.built_into is not BuiltInto.SYSTEM else BuiltInto.INSTALLED
    ),
    "builder": lambda answers: (
        Builder.DEVELOPER if answers.builder is not Builder.DEVELOPER else Builder.OWNER
    ),
    "limit_usd": lambda answers: None if answers.limit_usd is not None else Decimal(20),
}


def moved(catalog: Catalog) -> dict[str, float]:
    """Return for each question how many of a hundred plans its answer alone moves."""
    counts = dict.fromkeys((*OF_JOB, *OF_FIRM), 0)
    for answers in islice(random_answers(catalog), SETS):
        before = _seen(answers, catalog)
        for name, other in _others(answers):
            counts[name] += _seen(other, catalog) != before
    return {name: 100 * count / SETS for name, count in counts.items()}


def _others(answers: Answers) -> Iterator[tuple[str, Answers]]:
    """Yield the answers with one of them changed, by its name."""
    first, *rest = answers.jobs
    for name, change in OF_JOB.items():
        job = replace(first, **{name: change(first)})
        yield name, replace(answers, jobs=(job, *rest))
    for name, change_all in OF_FIRM.items():
        yield name, replace(answers, **{name: change_all(answers)})


def _seen(answers: Answers, catalog: Catalog) -> list[tuple[object, ...]]:
    """Return what an owner sees of each job: ending, names, cost, test and stop.

    Sellers who are asked are names too.
    """
    return [_of_job(job) for job in decide(answers, catalog, ON).jobs]


def _of_job(job: JobDecision) -> tuple[object, ...]:
    first = first_of(job.ending)
    ending = job.ending.wording if isinstance(job.ending, FromList) else job.ending
    costs = (
        (round(ending.comparison.by_hand_usd), round(ending.comparison.with_ai_usd))
        if isinstance(ending, Advised)
        else ()
    )
    rule = stop_rule(job.work) if first is not None else None
    tool = first.option.tool if first is not None else ""
    asked_of = tuple(inquiry.app for inquiry in job.inquiries)
    return type(job.ending), tool, asked_of, costs, rule
