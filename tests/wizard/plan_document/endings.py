"""Endings of made-up jobs, and the plans made of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from catalog.vocabulary import PriceUnit
from tests.replacing import replace
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.costs import Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    CostComparison,
    Ending,
    Recommendation,
)
from wizard.decision.options import CountedPrice, Option
from wizard.decision.situation import Work
from wizard.decision.trial import stop_rule
from wizard.decision.vocabulary import (
    Certainty,
    Condition,
    OptionKind,
)
from wizard.document.blocks import Document
from wizard.document.compose import document_of
from wizard.document.progress import NEW, PlanProgress

ON = date(2026, 11, 30)
CATALOG = starter_catalog()
OPTION = Option(key="A", kind=OptionKind.APP, tool="A", maker="openai", seats_usd=20.0)


def priced(option: Option = OPTION, hours: float = 4.0) -> Priced:
    return Priced(
        option=option,
        paid_usd=0.0 if option.paid else option.seats_usd,
        connecting_usd=0.0,
        hours=hours,
        work_usd=hours * 25,
        wrong=0.0,
        corrections_usd=0.0,
        wrong_usd=0.0,
    )


def work(key: str, **fields: Any) -> Work:
    usual: dict[str, Any] = {"results": 120.0, "minutes_by_hand": 10.0, "people": 6}
    return Work(key=key, **usual | fields)


def comparison(of: Work, hours: float = 4.0, option: Option = OPTION) -> CostComparison:
    row = priced(option, hours)
    return CostComparison(
        option=row,
        by_hand_usd=of.results * of.worth_usd if of.worth_usd else of.usd_by_hand,
        with_ai_usd=row.sure_usd,
        hours_by_hand=of.hours_by_hand,
        hours_with_ai=hours,
    )


def advised(of: Work, hours: float = 4.0, option: Option = OPTION) -> dict[str, Any]:
    row = comparison(of, hours, option)
    recommendation = Recommendation(
        first=row.option,
        second=None,
        certainty=Certainty.CLEAR,
        stop=stop_rule(of),
        passes=0.8,
    )
    return {"job": of.key, "comparison": row, "recommendation": recommendation}


def document(
    *jobs: tuple[Work, Ending], progress: PlanProgress = NEW, limit_usd: int | None = None
) -> Document:
    """Return the plan of some jobs, each a use case by its slug."""
    answers = Answers(
        jobs=tuple(Job(key=of.key, use_case=of.key) for of, _ in jobs),
        people=6,
        limit_usd=None if limit_usd is None else Decimal(limit_usd),
    )
    rows = tuple(
        JobDecision(work=of, guessed=frozenset(), ending=ended, risks=()) for of, ended in jobs
    )
    decision = Decision(method=7, on=ON, starts=ON, jobs=rows)
    return document_of(decision, answers, CATALOG, progress=progress)


def tile(of: Document, key: str) -> str:
    return " ".join(
        text for row in of.head.tiles if row.key == key for text in (row.big, *row.fine)
    )


INSTEAD = replace(OPTION, key="B", tool="B")
SITES = [row for row in CATALOG.prices if row.unit is PriceUnit.LOCATION_MONTH]
OF_A_SITE = CountedPrice(usd=20.0, rows=(SITES[0],))
BY_THE_YEAR: dict[str, Any] = {"conditions": (Condition.PAID_BY_THE_YEAR,)}
CHAT: dict[str, Any] = {
    "tool": "microsoft-365-copilot-chat",
    "seats_usd": 0.0,
    "inside": True,
}
BUSINESS: dict[str, Any] = {
    "tool": "microsoft-365-copilot-business",
    "maker": "microsoft",
    **BY_THE_YEAR,
}


def in_chat(usd: float | None) -> Priced | None:
    """Return what is tried before a year is paid, at a price; None where nothing is."""
    return None if usd is None else priced(replace(OPTION, **CHAT | {"seats_usd": usd}))


def finding_of(of: Document, key: str) -> str:
    return next(row.finding for row in of.sections if row.key == key)
