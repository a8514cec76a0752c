"""How long the advice takes on the starter catalog: one task, six tasks, and what would change the name."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.bench.table import Row, at_most
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide, rankings_of
from wizard.decision.vocabulary import WrongResult
from wizard.sensitivity.changes import what_would_change

ON = date(2026, 11, 26)
ROUNDS = 7
SIX = ("support-email-reply", "product-description", "contract-summary", "code-review", "menu-photos", "short-video-ad")


def rows() -> list[Row]:
    """Return the best of several rounds, nothing remembered from one to the next but the catalog's own indexes."""
    catalog = starter_catalog()
    one, six = _answers(*SIX[:1]), _answers(*SIX)
    rankings, rankings_of_six = rankings_of(one, catalog, ON), rankings_of(six, catalog, ON)
    return [
        Row("decide, one task", best_ms(lambda: decide(one, catalog, ON)), "ms", at_most(10, 0.1)),
        Row("decide, six tasks", best_ms(lambda: decide(six, catalog, ON)), "ms", at_most(40, 0.1)),
        Row("what would change it, one task", best_ms(lambda: what_would_change(rankings)), "ms", at_most(50, 0.1)),
        Row(
            "what would change it, six tasks",
            best_ms(lambda: what_would_change(rankings_of_six)),
            "ms",
            at_most(50, 0.1),
        ),
    ]


def _answers(*slugs: str) -> Answers:
    jobs = (
        Job(
            key=slug,
            use_case=slug,
            per_month=Decimal(300),
            minutes_by_hand=Decimal(10),
            wrong_result=WrongResult.MONEY,
        )
        for slug in slugs
    )
    return Answers(jobs=tuple(jobs), wage_usd=Decimal(30))


def best_ms(work: Callable[[], object]) -> float:
    """Return the shortest of several rounds in milliseconds of the processor, after one that is not counted."""
    work()
    return round(min(_timed(work) for _ in range(ROUNDS)) * 1000, 1)


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
