"""Every example plan decides, counts every answer, and shows how different plans can end."""

from datetime import date
from functools import cache

import pytest
from django.test import Client

from tests.support import starter_catalog
from wizard.decision.decision import Decision
from wizard.decision.endings import Advised, AskFirst, WrongTool
from wizard.plans.deciding import decide_now
from wizard.plans.examples import Example, all_examples
from wizard.questions.page_order import journey_of

ON = date(2026, 11, 25)
EXAMPLES = pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.slug)


@cache
def decision_of(slug: str) -> Decision:
    example = next(row for row in all_examples() if row.slug == slug)
    answers = journey_of(example.answers, starter_catalog(), ON).answers
    return decide_now(answers, starter_catalog(), ON).decision


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


def test_examples_show_that_plans_end_differently() -> None:
    endings = [job.ending for row in all_examples() for job in decision_of(row.slug).jobs]

    assert any(isinstance(ending, WrongTool) for ending in endings)
    assert any(isinstance(ending, AskFirst) for ending in endings)
    assert any(isinstance(ending, Advised) for ending in endings)
    assert len({type(ending) for ending in endings}) >= 4


@EXAMPLES
def test_answers_are_complete_and_can_all_be_taken(example: Example) -> None:
    journey = journey_of(example.answers, starter_catalog(), ON)

    assert journey.can_be_decided
    assert [stop.page.key for stop in journey.stops if stop.is_broken] == []
    assert journey.is_complete, journey.next_open
