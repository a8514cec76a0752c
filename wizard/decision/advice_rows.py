"""Rows of advice: which row of the catalog words what the rules have found."""

from catalog.schema import Advice, Catalog
from catalog.vocabulary import AdviceTopic
from wizard.decision.cases import Case
from wizard.decision.parts import PURPOSES, Part


def advice_row(
    catalog: Catalog, topic: AdviceTopic, subject: str, case: Case, part: Part
) -> Advice | None:
    """Return the row for the job, else for the kind of model of a part, else for all."""
    purpose = PURPOSES[part.kind]
    fitting = [
        row
        for row in catalog.advice_on.get((topic, subject), ())
        if (not row.kinds or purpose in row.kinds)
        and (not row.use_cases or case.use_case.slug in row.use_cases)
    ]
    return min(fitting, key=lambda row: (not row.use_cases, not row.kinds), default=None)
