"""What is decided for a toy firm on a toy catalog, and which tool is named first."""

from typing import Any

from catalog.schema import Catalog
from tests.wizard.decision.toy_catalog import ON, answers, catalog
from wizard.decision.answers import Answers
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import first_of


def decided(rows: Catalog | None = None, given: Answers | None = None, **more: Any) -> Decision:
    return decide(given or answers(), rows or catalog(), ON, **more)


def first(rows: Catalog | None = None, given: Answers | None = None, **more: Any) -> JobDecision:
    return decided(rows, given, **more).jobs[0]


def tool(of: JobDecision) -> str:
    row = first_of(of.ending)
    return row.option.tool if row is not None else ""
