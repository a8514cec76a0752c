"""Every example plan decides, and every reason in it opens down to a source."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.test import Client

from catalog.schema import EDITORS_JUDGEMENT
from tests.support import starter_catalog
from wizard.engine.adapter import adapted
from wizard.engine.decide import decide
from wizard.engine.decision import Decision, Fact, Reason
from wizard.engine.rules import RULES
from wizard.engine.vocabulary import Outcome
from wizard.plans.examples import Example, all_examples
from wizard.plans.proof import address, rule_address
from wizard.steps import journey

ON = date(2026, 11, 25)
EXAMPLES = pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.slug)


@cache
def decision_of(slug: str) -> Decision:
    example = next(each for each in all_examples() if each.slug == slug)
    return decide(adapted(journey.read(example.stored, starter_catalog(), ON)), starter_catalog(), ON)


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


def test_there_are_enough_examples_and_each_trade_has_one() -> None:
    trades = [example.trade for example in all_examples()]

    assert len(trades) >= 6
    assert len(set(trades)) == len(trades)


def test_one_example_shows_that_generative_ai_can_be_the_wrong_tool() -> None:
    outcomes = {decision_of(example.slug).outcome for example in all_examples()}

    assert {Outcome.LANGUAGE, Outcome.BOTH, Outcome.NEITHER} <= outcomes


@EXAMPLES
def test_answers_are_complete_and_all_of_them_count(example: Example) -> None:
    way = journey.travel(example.stored, starter_catalog(), ON)

    assert way.complete or way.exit is not None
    assert [row.short for row in way.left_over if way.exit is None] == []


@EXAMPLES
def test_example_reaches_an_outcome(example: Example) -> None:
    decision = decision_of(example.slug)

    assert decision.verdict
    assert decision.lead
    assert decision.reasons
    assert (decision.outcome is Outcome.NEITHER) == (decision.exit is not None)


@EXAMPLES
def test_every_reason_stands_on_a_fact_and_a_rule(example: Example) -> None:
    orphans = [
        reason.text
        for reason in each(Reason, decision_of(example.slug))
        if not reason.facts or not reason.told or reason.rule not in RULES
    ]

    assert orphans == []


@EXAMPLES
def test_every_fact_has_a_source(example: Example) -> None:
    known = {*starter_catalog().source, EDITORS_JUDGEMENT}

    assert {fact.source for fact in each(Fact, decision_of(example.slug))} <= known


@EXAMPLES
def test_every_fact_rule_and_source_can_be_looked_up(client: Client, starter_release: object, example: Example) -> None:
    decision = decision_of(example.slug)
    facts = set(each(Fact, decision))
    asked = {address(fact, catalog=starter_catalog()) for fact in facts}
    asked |= {rule_address(reason.rule) for reason in each(Reason, decision)}
    asked |= {f"/sources/{fact.source}/" for fact in facts}

    lost = []
    pages: dict[str, str] = {}
    for place in sorted(asked):
        path, _, anchor = place.partition("#")
        if path not in pages:
            response = client.get(path)
            pages[path] = response.content.decode() if response.status_code == 200 else ""
        if not pages[path] or (anchor and f'id="{anchor}"' not in pages[path]):
            lost.append(place)

    assert lost == []
