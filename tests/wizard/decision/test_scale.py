"""Daily use: one job first, harm last, results handed on after release."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from catalog import starter
from tests.wizard.decision.firms import Firm, day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.explain import sentence
from wizard.decision.vocabulary import Joining, WrongResult

CATALOG = starter.catalog()
FIRMS = pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.id)
THREE = (
    Job(key="patient-letter", use_case="patient-letter", wrong_result=WrongResult.HARM, per_month=Decimal(100)),
    Job(key="ad-copy-variants", use_case="ad-copy-variants", wrong_result=WrongResult.NUISANCE, per_month=Decimal(20)),
    Job(key="meeting-minutes", use_case="meeting-minutes", wrong_result=WrongResult.MONEY, per_month=Decimal(8)),
)


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
    first = {start.part.split("/")[0] for start in decision.scale.order if start.begins == decision.starts}
    assert first == {"meeting-minutes"}


def test_results_are_handed_on_inside_a_job_and_between_jobs_that_are_joined() -> None:
    apart = decide(Answers(jobs=THREE, joining=Joining.APART), CATALOG, day()).scale.hand_offs
    assert [(each.before, each.after) for each in apart] == [
        ("meeting-minutes/transcription", "meeting-minutes/language")
    ]
    together = decide(Answers(jobs=THREE, joining=Joining.TOGETHER), CATALOG, day()).scale.hand_offs
    assert len(together) == 1 + len(THREE) - 1
    assert all(each.advice in CATALOG.advice_row for each in together)


@FIRMS
def test_every_tool_names_who_works_with_it_and_every_line_can_be_worded(firm: Firm) -> None:
    scale = decide(firm.answers, CATALOG, day()).scale
    for tool in scale.tools:
        assert tool.departments or tool.roles
        assert bool(tool.model) != bool(tool.product)
    for reason in scale.reasons:
        assert sentence(reason, CATALOG).endswith(".")
    phases = [phase.begins for phase in scale.phases]
    assert phases == sorted(phases)


def test_named_roles_are_matched_by_what_they_make() -> None:
    firm = next(firm for firm in firms() if firm.id == "event-agency-six-jobs")
    scale = decide(replace(firm.answers, roles=("designer", "marketer")), CATALOG, day()).scale
    assert {tool.model: set(tool.roles) for tool in scale.tools} == {
        tool.model: {"designer", "marketer"} if "image" in tool.parts[0] else {"marketer"} for tool in scale.tools
    }


def test_parts_of_a_job_stay_in_the_order_of_the_work() -> None:
    firm = next(firm for firm in firms() if firm.id == "event-agency-six-jobs")
    order = [start.part for start in decide(firm.answers, CATALOG, day()).scale.order]
    assert order.index("social-post-pack/language") + 1 == order.index("social-post-pack/image")
