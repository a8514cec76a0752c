"""What to ask vendors: only what a vendor vouches for or nobody knows, and every reversal holds when it is replied."""

from datetime import date
from functools import cache

import pytest

from catalog.vocabulary import Voice
from tests.support import starter_catalog
from wizard.engine.adapter import adapted
from wizard.engine.decide import decide
from wizard.engine.decision import Decision
from wizard.engine.replies import Said, laid_over
from wizard.engine.vendors import VendorQuestion, pack
from wizard.plans.examples import all_examples
from wizard.steps.journey import read

CATALOG = starter_catalog()
ON = date(2026, 11, 25)
EXAMPLES = [example.slug for example in all_examples()]


@cache
def asked(slug: str) -> tuple[Decision, list[VendorQuestion]]:
    example = next(each for each in all_examples() if each.slug == slug)
    answers = adapted(read(example.stored, CATALOG, ON))
    decision = decide(answers, CATALOG, ON)
    return decision, [row for vendor in pack(decision, answers, CATALOG, ON) for row in vendor.questions]


def with_reply(slug: str, row: VendorQuestion, value: str) -> Decision:
    example = next(each for each in all_examples() if each.slug == slug)
    said = Said(number=1, point=row.point.key, value=value, name="Jo", on=ON, until=ON)
    catalog = laid_over(CATALOG, (said,), ON)
    return decide(adapted(read(example.stored, catalog, ON)), catalog, ON)


def bones(decision: Decision) -> object:
    return decision.outcome, {part.key: part.chosen for part in decision.parts}


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_reply_that_is_said_to_turn_the_plan_turns_it(slug: str) -> None:
    decision, rows = asked(slug)

    for row in rows:
        for reversal in row.reverses:
            then = with_reply(slug, row, reversal.value)
            assert bones(then) != bones(decision), (row.text, reversal)
            firsts = {part.candidate(part.chosen).name for part in then.parts if part.candidate(part.chosen)}  # type: ignore[union-attr]
            named = reversal.then.partition(" comes first")[0]
            assert named in firsts or "No model is left" in reversal.then


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_word_that_is_not_said_to_turn_the_plan_does_not(slug: str) -> None:
    decision, rows = asked(slug)

    for row in rows:
        turning = {reversal.value for reversal in row.reverses}
        for value, label in row.takes.words.items():
            if value not in turning and label != row.now:
                assert bones(with_reply(slug, row, value)) == bones(decision), (row.text, value)


@pytest.mark.parametrize("slug", EXAMPLES)
def test_only_what_vendors_vouch_for_or_nobody_knows_is_asked(slug: str) -> None:
    _, rows = asked(slug)

    for row in rows:
        assert not row.known or row.fact is None or row.fact.voice in {Voice.SELLER, Voice.REPEATS}
        assert row.vendor in CATALOG.provider
        assert row.text.endswith(("?", "."))
    assert len({row.point.key for row in rows}) == len(rows)


def test_what_would_turn_the_plan_comes_first() -> None:
    example = next(each for each in all_examples() if each.slug == "games-studio")
    answers = adapted(read(example.stored, CATALOG, ON))

    vendors = pack(decide(answers, CATALOG, ON), answers, CATALOG, ON)

    turning = [any(row.reverses for row in vendor.questions) for vendor in vendors]
    assert turning == sorted(turning, reverse=True)
    for vendor in vendors:
        order = [bool(row.reverses) for row in vendor.questions]
        assert order == sorted(order, reverse=True)


def test_plan_that_says_no_asks_nobody() -> None:
    assert asked("wholesaler")[1] == []
