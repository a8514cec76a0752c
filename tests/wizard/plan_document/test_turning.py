"""What would change it: where nothing near does, that is said of what is named, and of no other."""

from collections.abc import Mapping, Sequence

import pytest

from tests.adviser.grid import ON
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job
from wizard.decision.changes import NameChange
from wizard.decision.decide import decide
from wizard.decision.rules import Rule
from wizard.decision.trail import because
from wizard.document.blocks import ListBlock, Section
from wizard.document.compose import document_of

NAMED, NOTHING_NAMED = "product-description", "invoice-capture"
MORE = because(Rule.IF_PRICE, tool="chatgpt-go", more_usd=24.0)


def section_of(use_case: str, changes: Mapping[str, Sequence[NameChange]]) -> Section | None:
    """Return what would change it, of a plan of one job."""
    catalog = starter_catalog()
    answers = Answers(jobs=(Job(key="a-job", use_case=use_case),))
    document = document_of(decide(answers, catalog, ON), answers, catalog, changes=changes)
    return next((row for row in document.sections if row.key == "changes"), None)


def test_what_nothing_near_changes_is_told_so() -> None:
    section = section_of(NAMED, {"a-job": ()})

    assert section is not None
    (block,) = section.groups[0].blocks
    assert isinstance(block, ListBlock)
    assert section.finding.endswith("none changes the name.")
    assert [row.says for row in block.rows] == [("None that we tried changes the name.",)]


@pytest.mark.parametrize(("use_case", "changes"), [(NAMED, {}), (NOTHING_NAMED, {"a-job": ()})])
def test_nothing_is_told_where_nobody_looked_or_nothing_is_named(
    use_case: str, changes: Mapping[str, Sequence[NameChange]]
) -> None:
    assert section_of(use_case, changes) is None


def test_a_price_names_what_is_paid_for() -> None:
    change = NameChange(job="a-job", reason=MORE, then="gemini-free")

    section = section_of(NAMED, {"a-job": (change,)})

    assert section is not None
    assert section.finding.startswith("If you pay $24 more a month for ChatGPT\xa0Go: ")
