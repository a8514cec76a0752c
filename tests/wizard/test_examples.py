"""Every example plan decides, and every reason in it opens down to a source."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.test import Client
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.vocabulary import Outcome
from wizard.steps import journey

from tests.support import starter_catalog
from wizard.plans.examples import Example, all_examples

ON = date(2026, 11, 25)
EXAMPLES = pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.slug)


@cache
def decision_of(slug: str) -> Decision:
    example = next(each for each in all_examples() if each.slug == slug)
    return decide(journey.read(example.stored, starter_catalog(), ON), starter_catalog(), ON)


def each(kind: type, value: Any) -> Iterator[Any]:
    """Yield everything of that kind inside a decision."""
    if isinstance(value, kind):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from each(kind, getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from each(kind, item)


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize("below", ["", "evidence/", "scale/"])
def test_every_page_of_an_example_leads_to_a_plan_of_ones_own(client: Client, below: str) -> None:
    address = f"/plan/examples/{all_examples()[0].slug}/{below}"

    assert f"/plan/new/?example={all_examples()[0].slug}" in client.get(address).content.decode()


def test_there_are_enough_examples_and_each_trade_has_one() -> None:
    trades = [example.trade for example in all_examples()]

    assert len(trades) >= 6
    assert len(set(trades)) == len(trades)


def test_one_example_shows_that_generative_ai_can_be_the_wrong_tool() -> None:
    outcomes = {decision_of(example.slug).outcome for example in all_examples()}

    assert {Outcome.LANGUAGE, Outcome.BOTH, Outcome.WRONG_TOOL} <= outcomes


@EXAMPLES
def test_answers_are_complete_and_all_of_them_count(example: Example) -> None:
    way = journey.travel(example.stored, starter_catalog(), ON)

    assert way.complete or way.exit is not None
    assert [row.short for row in way.left_over if way.exit is None] == []
