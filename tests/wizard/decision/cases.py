"""Answers for one or several jobs of the catalog, with what a test does not name left as the use case has it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from catalog import query
from catalog.schema import Catalog
from catalog.vocabulary import Known, Purpose
from tests.support import starter_catalog
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.vocabulary import WrongResult

CATALOG = starter_catalog()


def job(slug: str, per_month: int = 300, **given: Any) -> Job:
    """Return a job of a use case, done by hand in the minutes of the use case."""
    case = CATALOG.use_case[slug]
    usual = {"minutes_by_hand": case.minutes_by_hand, "wrong_result": WrongResult.MONEY}
    return Job(key=slug, use_case=slug, per_month=Decimal(per_month), **usual | given)


def decided(*jobs: Job, **given: Any) -> Decision:
    """Return the decision on jobs of a firm that pays 30 dollars an hour."""
    return decided_on(CATALOG, *jobs, **given)


def decided_on(catalog: Catalog, *jobs: Job, **given: Any) -> Decision:
    """Return the same on another catalog."""
    return decide(Answers(jobs=jobs, **{"wage_usd": Decimal(30)} | given), catalog, day())


def without_voices_in_the_eu() -> Catalog:
    """Return the catalog without the offers in the EU of models that read aloud, so that only a machine does it there."""
    voices = {model.slug for model in CATALOG.models if Purpose.SPEECH in model.purposes}
    offers = tuple(
        offer
        for offer in CATALOG.offers
        if offer.model not in voices or query.eu_region(CATALOG, offer) is not Known.YES
    )
    return replace(CATALOG, offers=offers)
