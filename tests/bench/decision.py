"""How long the advice takes on the starter catalog: one and six jobs, what changes the names."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.bench.table import Row, at_most, best_ms
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Stakes
from wizard.plans.deciding import decide_now

ON = date(2026, 11, 26)
SIX = (
    "support-email-reply",
    "product-description",
    "contract-summary",
    "code-review",
    "menu-photos",
    "short-video-ad",
)


def rows() -> list[Row]:
    """Return the best of several rounds; only the catalog's own indexes are kept between them."""
    catalog = starter_catalog()
    one, six = _answers(*SIX[:1]), _answers(*SIX)
    works: dict[str, tuple[Callable[[], object], int]] = {
        "decide, one job": (lambda: decide(one, catalog, ON), 10),
        "decide, six jobs": (lambda: decide(six, catalog, ON), 40),
        "what would change it, one job": (lambda: decide_now(one, catalog, ON).changes, 50),
    }
    return [
        Row(name, best_ms(work), "ms", at_most(most, 0.1)) for name, (work, most) in works.items()
    ]


def _answers(*slugs: str) -> Answers:
    jobs = (
        Job(
            key=slug,
            use_case=slug,
            results=Decimal(300),
            minutes_by_hand=Decimal(10),
            stakes=Stakes.MONEY,
        )
        for slug in slugs
    )
    return Answers(jobs=tuple(jobs), wage_usd=Decimal(30))
