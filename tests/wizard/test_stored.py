"""Stored answers, results and decisions read back as they were, and nothing else is read.

Equal ones are stored in the same bytes.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.decision.toys import by_use, option, ranked, result, work
from wizard.decision.answers import Answers, Job, OwnChoice, PaidPlan
from wizard.decision.bill import Bought
from wizard.decision.costs import Priced
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    AskBack,
    AskFirst,
    CostComparison,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    Recommendation,
    Sparing,
    Try,
    Use,
    WrongTool,
)
from wizard.decision.options import Dropped
from wizard.decision.trail import Fact, because
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import (
    Certainty,
    DecidesOn,
    OptionKind,
    Place,
    Secret,
    SparingSeen,
    Unknown,
    WhyOut,
    WhyTry,
)
from wizard.plans import stored
from wizard.plans.stored import Inputs, StoredFormError

ON = date(2026, 11, 25)
RANKING = ranked(work(), option("cheap"), by_use("metered", 0.1, unknowns=(Unknown.PLACE,)))
FIRST = RANKING.candidates[0]
COMPARISON = CostComparison(
    option=FIRST,
    by_hand_usd=500.0,
    with_ai_usd=100.0,
    hours_by_hand=16.7,
    hours_with_ai=3.0,
)
SPARING = Sparing(
    option=FIRST,
    cheaper=FIRST,
    more_usd=3.0,
    results=2.0,
    visible=None,
    seen=SparingSeen.UNREAD,
)
NAMED = Recommendation(
    first=FIRST,
    second=None,
    certainty=Certainty.THIN,
    stop=StopRule(cases=15, most_redone=6),
    passes=0.9,
    sparing=(SPARING,),
)
ADVISED: dict[str, Any] = {"job": "letters", "comparison": COMPARISON, "recommendation": NAMED}
DROPPED = Dropped(kind=OptionKind.APP, tool="small", why=WhyOut.CAPACITY, holds=3.0)
ENDINGS = (
    AskBack(job="letters"),
    WrongTool(job="letters", decides_on=DecidesOn.PERSON, certain=False),
    NothingPasses(job="letters", relaxed="place", passes=FIRST),
    NothingPasses(job="letters"),
    LeaveIt(job="letters", comparison=COMPARISON),
    FromList(job="letters", wording=None),
    FromList(job="letters", wording=Try(**ADVISED, why=WhyTry.UNMEASURED)),
    AskFirst(**ADVISED, questions=(Unknown.CONTRACT, Unknown.PLACE)),
    Use(**ADVISED),
)


def decision(ending: Ending, **changes: Any) -> Decision:
    reasons = (because("cheapest", "wage_usd", facts=(Fact("prices", "a/b", "amount"),), usd=1.5),)
    job = JobDecision(
        work=work(secrets=frozenset(Secret), decides_on=frozenset({DecidesOn.SUM})),
        guessed=frozenset({"wage_usd", "people"}),
        ending=ending,
        reasons=reasons,
        results=(result("cheap", cases=30, redone=2),),
    )
    bought = Bought(tool="cheap", jobs=("letters",), fixed_usd=20.0)
    return Decision(method=7, on=ON, starts=ON, jobs=(replace(job, **changes),), bill=(bought,))


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: type(ending).__name__)
def test_decisions_read_back_as_they_were(ending: Ending) -> None:
    before = decision(ending)

    after = stored.load_decision(stored.dump(before))

    assert after == before
    assert after.jobs[0].reasons[0].facts == before.jobs[0].reasons[0].facts
    assert type(after.jobs[0].ending) is type(ending)


@pytest.mark.parametrize("today", [FIRST, DROPPED, None], ids=["passes", "is out", "none"])
def test_what_is_used_today_reads_back_as_it_was(today: Priced | Dropped | None) -> None:
    before = decision(AskBack(job="letters"), tool_today=today)

    assert stored.load_decision(stored.dump(before)) == before


def test_what_is_used_today_has_the_fields_of_one_kind() -> None:
    text = stored.dump(decision(AskBack(job="letters"), tool_today=DROPPED))

    with pytest.raises(StoredFormError):
        stored.load_decision(text.replace('"why"', '"paid_usd"'))


def test_decisions_of_the_catalog_read_back_as_they_were() -> None:
    catalog = starter_catalog()
    slugs = sorted(catalog.use_case)[::9]
    jobs = [Job(key=slug, use_case=slug, results=Decimal(400)) for slug in slugs]
    decisions = [
        decide(Answers(jobs=(job,), place=place), catalog, ON)
        for place, job in zip([None, Place.EU, Place.OWN_SERVERS] * len(jobs), jobs, strict=False)
    ]

    again = [stored.load_decision(stored.dump(row)) for row in decisions]

    assert len({type(row.jobs[0].ending) for row in decisions}) > 1
    assert again == [stored.core_of(row) for row in decisions]


def test_options_that_were_looked_at_are_not_stored() -> None:
    full = decision(ENDINGS[-1], ranking=RANKING, dropped=(DROPPED,))

    assert stored.dump(full) == stored.dump(decision(ENDINGS[-1]))


def test_sets_are_stored_in_one_order() -> None:
    one = Answers(works_in=frozenset(), jobs=(Job(key="a", secrets=frozenset(Secret)),))
    other = replace(one, jobs=(Job(key="a", secrets=frozenset(reversed(list(Secret)))),))

    assert stored.dump(Inputs(answers=one)) == stored.dump(Inputs(answers=other))


def test_inputs_read_back_as_they_were() -> None:
    inputs = Inputs(
        answers=Answers(
            title="Letters",
            jobs=(Job(key="a", results=Decimal("12.50"), once=True, decides_on=frozenset()),),
            wage_usd=Decimal(30),
            starts=ON,
            paid=(PaidPlan(plan="some-plan", seat_usd=Decimal("0.5")),),
            choices=(OwnChoice(job="a", tool="some-plan"),),
        ),
        measured=(result("cheap", cases=30, redone=2, reading_minutes=1.5),),
    )

    assert stored.load_inputs(stored.dump(inputs)) == inputs


def test_every_field_of_answers_has_a_usual_value() -> None:
    """So that a plan that was stored before a question came reads as if it had not been asked."""
    assert stored.dump(Inputs(answers=Answers())) == '{"answers":{}}'
    assert {field.name for field in fields(Answers)} >= {"jobs", "wage_usd"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"answers":{"jobs":[{"key":1}]}}',
        '{"answers":{"jobs":{}}}',
        '{"answers":{"strange":1}}',
        '{"answers":{"wage_usd":"much"}}',
    ],
)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(StoredFormError):
        stored.load_inputs(text)


def test_ending_of_other_rules_is_not_read() -> None:
    text = stored.dump(decision(AskBack(job="letters"))).replace("AskBack", "Perhaps")

    with pytest.raises(StoredFormError):
        stored.load_decision(text)
