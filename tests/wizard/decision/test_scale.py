"""Daily use: one job first, harm last, results handed on after release."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import islice

import pytest

from tests.advice.sweep import random_answers
from tests.support import starter_catalog
from tests.wizard.decision.firms import day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Joining, Place, State, Use, WrongResult
from wizard.plans.document.part import Form, parts_in_words

CATALOG = starter_catalog()
THREE = (
    Job(
        key="patient-letter",
        use_case="patient-letter",
        wrong_result=WrongResult.HARM,
        per_month=Decimal(100),
    ),
    Job(
        key="ad-copy-variants",
        use_case="ad-copy-variants",
        wrong_result=WrongResult.NUISANCE,
        per_month=Decimal(20),
    ),
    Job(
        key="meeting-minutes",
        use_case="meeting-minutes",
        wrong_result=WrongResult.MONEY,
        per_month=Decimal(8),
    ),
)
DRAWN = [
    *(each for each in islice(random_answers(CATALOG), 40) if len(each.jobs) > 1),
    *(replace(each, use=Use.BY_HAND, place=None) for each in islice(random_answers(CATALOG), 20)),
]


def test_what_does_least_damage_goes_first_and_harm_last() -> None:
    decision = decide(Answers(jobs=THREE), CATALOG, day())
    order = decision.scale.order
    assert [start.part.split("/")[0] for start in order] == [
        "ad-copy-variants",
        "meeting-minutes",
        "meeting-minutes",
        "patient-letter",
    ]
    begins = [start.begins - decision.starts for start in order]
    assert begins == [timedelta(weeks=weeks) for weeks in (0, 6, 6, 12)]
    assert decision.scale.reasons[0].rule == "starts-with-least-damage"


def test_the_job_that_the_owner_tries_first_goes_first() -> None:
    decision = decide(Answers(jobs=THREE, pilot_job="meeting-minutes"), CATALOG, day())
    first = {
        start.part.split("/")[0]
        for start in decision.scale.order
        if start.begins == decision.starts
    }
    assert first == {"meeting-minutes"}
    assert decision.scale.reasons[0].rule == "starts-with-one"  # an advert would do less damage


def test_job_of_which_a_part_waits_for_a_seller_is_not_the_first() -> None:
    """The clip has no video yet, so nobody begins with its voice, although a mistake there does least damage."""
    clip = Job(key="training-video", use_case="training-video", wrong_result=WrongResult.NUISANCE)
    mail = Job(
        key="support-email-reply", use_case="support-email-reply", wrong_result=WrongResult.MONEY
    )
    alone, both = (
        decide(Answers(jobs=jobs, use=Use.BUILT_IN, place=Place.EU), CATALOG, day())
        for jobs in ((clip,), (clip, mail))
    )

    assert State.ASK_FIRST in {part.state for part in alone.parts}
    assert alone.scale.order
    assert both.scale.order[0].part == "support-email-reply/language"
    assert both.scale.reasons[0].rule == "starts-with-one"


def test_results_are_handed_on_inside_a_job_and_between_jobs_that_are_joined() -> None:
    apart = decide(Answers(jobs=THREE, joining=Joining.APART), CATALOG, day()).scale.hand_offs
    assert [(each.before, each.after) for each in apart] == [
        ("meeting-minutes/transcription", "meeting-minutes/language")
    ]
    together = decide(Answers(jobs=THREE, joining=Joining.TOGETHER), CATALOG, day()).scale.hand_offs
    assert len(together) == 1 + len(THREE) - 1
    assert all(each.advice in CATALOG.advice_row for each in together)


@pytest.mark.parametrize("number", range(len(DRAWN)))
def test_the_count_of_tools_is_that_of_the_names_on_the_first_screen(number: int) -> None:
    answers = DRAWN[number]
    decision = decide(answers, CATALOG, day())
    parts = parts_in_words(decision, answers, CATALOG)
    only = [
        part.part.to_try[0].model
        for part in parts
        if part.form is Form.THREE and len(part.part.to_try) == 1
    ]
    names = [*only, *(part.slug for part in parts if part.advised)]
    told = [dict(each.parameters) for each in decision.reasons if each.rule == "tools"]
    assert told == ([{"tools": len({*names}), "tasks": len(names)}] if len(names) > 1 else [])
    for_all = {"one-tool-for-all", "one-tool-for-all-costs-no-more", "no-tool-for-all"}
    if for_all & {each.rule for each in decision.reasons}:
        assert len({*names}) > 1
        assert {part.form for part in parts} <= {Form.MODEL, Form.LIST, Form.WRONG}


def test_named_roles_are_matched_by_what_they_make() -> None:
    firm = next(firm for firm in firms() if firm.id == "event-agency-six-jobs")
    scale = decide(replace(firm.answers, roles=("designer", "marketer")), CATALOG, day()).scale
    assert {tool.model: set(tool.roles) for tool in scale.tools} == {
        tool.model: {"designer", "marketer"} if "image" in tool.parts[0] else {"marketer"}
        for tool in scale.tools
    }


def test_parts_of_a_job_stay_in_the_order_of_the_work() -> None:
    firm = next(firm for firm in firms() if firm.id == "event-agency-six-jobs")
    order = [start.part for start in decide(firm.answers, CATALOG, day()).scale.order]
    assert order.index("social-post-pack/language") + 1 == order.index("social-post-pack/image")
