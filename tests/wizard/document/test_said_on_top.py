"""What a plan says is true of its own figures: the best, the cheapest, what a must costs, what to try and when to stop."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.wizard.decision.cases import job
from tests.wizard.decision.firms import day
from tests.wizard.document.cases import CATALOG, all_answers, blocks, decided, texts, worded
from wizard.decision.answers import Answers
from wizard.decision.decide import rankings_of
from wizard.decision.vocabulary import Check, Preference, Use, WrongResult
from wizard.plans.document.blocks import Document, TableBlock
from wizard.plans.document.words import NO_BREAK

EQUAL = 50  # of 100 comparisons, that the best loses to its equal
CASES = pytest.mark.parametrize("key", all_answers())


def on_top(document: Document) -> str:
    """Return all that stands on the first screen, in one line."""
    return " ".join(texts(document.head)).replace(NO_BREAK, " ")


DESCRIPTIONS = Answers(
    jobs=(job("product-description", 100_000, minutes_by_hand=Decimal(6)),),
    check=Check.SAMPLE,
    use=Use.BUILT_IN,
    preference=Preference.LOWEST_COST,
    wage_usd=Decimal(22),
)


@pytest.mark.parametrize(
    ("stakes", "limit", "said"),
    [(WrongResult.NUISANCE, None, "it is the best."), (WrongResult.MONEY, Decimal(1500), "it is better.")],
)
def test_only_the_best_is_called_so(stakes: WrongResult, limit: Decimal | None, said: str) -> None:
    """In the second case the limit on cost pays something better than the pick, but not the best."""
    jobs = tuple(replace(each, wrong_result=stakes) for each in DESCRIPTIONS.jobs)
    _, document = worded(replace(DESCRIPTIONS, jobs=jobs, budget_usd=limit), CATALOG)

    assert said in on_top(document)


@CASES
def test_one_model_at_most_is_the_best_of_a_part(key: str) -> None:
    _, decision, document = decided(key)
    for block in blocks(document):
        if isinstance(block, TableBlock) and block.caption == "Instead":
            assert sum(row.note.startswith("the best;") or row.note == "the best" for row in block.rows) <= 1
    for part in decision.parts:
        if part.challenger is not None and part.challenger_why == "the-best":
            assert (part.challenger.loses or 0.0) <= EQUAL


@CASES
def test_the_only_one_that_passes_is_not_called_the_best(key: str) -> None:
    answers, decision, _ = decided(key)
    ranked = {ranking.case.task.key: ranking for ranking in rankings_of(answers, CATALOG, day())}
    for part in decision.parts:
        rules = {reason.rule for reason in part.reasons}
        if "takes-the-best" in rules:
            assert len({each.model for each in ranked[part.key].open}) > 1
