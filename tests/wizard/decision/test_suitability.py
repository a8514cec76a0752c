"""Jobs that no model should answer: what ends them, and what the plan says instead."""

from dataclasses import replace
from decimal import Decimal

import pytest

from catalog.schema import Cell
from catalog.vocabulary import AnswersWithin, Branch, Fit, Medium
from tests.support import starter_catalog
from tests.wizard.decision.firms import day
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import Part
from wizard.decision.evidence import THINKING
from wizard.decision.explain import sentence
from wizard.decision.suitability import wrong_tool
from wizard.decision.tasks import checking_minutes, tasks
from wizard.decision.vocabulary import Check, Exactness, Kind, Outcome, State, Use, WrongResult

CATALOG = starter_catalog()


def parts_of(use_case: str, exactness: Exactness | None) -> tuple[Part, ...]:
    """Return the parts of a plan with one job."""
    job = Job(key=use_case, use_case=use_case, exactness=exactness)
    return decide(Answers(jobs=(job,)), CATALOG, day()).parts


@pytest.mark.parametrize(
    ("use_case", "exactness", "state", "rule"),
    [
        ("support-email-reply", Exactness.LISTED, State.LIST, "list-released"),
        ("support-chat-agent", Exactness.LISTED, State.LIST, "list-copied"),
        ("financial-report-draft", Exactness.CALCULATED, State.WRONG_TOOL, "wrong-tool-calculated"),
        ("financial-report-draft", Exactness.FORECAST, State.WRONG_TOOL, "wrong-tool-forecast"),
        ("cv-screening-summary", Exactness.RULING, State.WRONG_TOOL, "wrong-tool-ruling"),
    ],
)
def test_exactness_ends_the_question(
    use_case: str, exactness: Exactness, state: State, rule: str
) -> None:
    part = next(part for part in parts_of(use_case, exactness) if part.kind is Kind.LANGUAGE)
    assert part.state is state
    assert part.pick is None
    assert part.challenger is None
    assert part.suitability is not None
    assert part.suitability.copied == (rule == "list-copied")
    assert [reason.rule for reason in part.reasons] == [rule]
    assert sentence(part.reasons[0], CATALOG).endswith(".")


@pytest.mark.parametrize("exactness", [None, Exactness.LIKELY])
def test_likely_is_a_job_for_a_model(exactness: Exactness | None) -> None:
    assert all(part.suitability is None for part in parts_of("support-email-reply", exactness))


@pytest.mark.parametrize(
    "slug", ["invoice-capture", "size-chart-extraction", "kyc-document-extraction"]
)
def test_what_stands_in_the_document_is_read_off_it_and_not_looked_up(slug: str) -> None:
    (part,) = parts_of(slug, Exactness.LISTED)
    assert part.state is State.PICKED


def test_a_list_says_nothing_about_a_picture() -> None:
    (part,) = parts_of("virtual-staging", Exactness.LISTED)
    assert part.state is State.PICKED


def test_the_matrix_refuses_with_its_reason() -> None:
    no = Cell(
        use_case="grant-application",
        branch=Branch.LANGUAGE,
        fit=Fit.NO,
        reason="Funders want it by hand.",
        source="editors-judgement",
        as_of=day(),
    )
    others = (
        cell for cell in CATALOG.cells if (cell.use_case, cell.branch) != (no.use_case, no.branch)
    )
    catalog = replace(CATALOG, cells=(*others, no))
    job = Job(key="grant-application", use_case="grant-application")
    decision = decide(Answers(jobs=(job,)), catalog, day())
    assert decision.outcome is Outcome.WRONG_TOOL
    assert "Funders want it by hand." in sentence(decision.parts[0].reasons[0], catalog)


def test_a_job_that_no_model_answers_counts_for_no_tool() -> None:
    listed = Job(
        key="support-chat-agent", use_case="support-chat-agent", exactness=Exactness.LISTED
    )
    likely = Job(key="ad-copy-variants", use_case="ad-copy-variants")
    decision = decide(Answers(jobs=(listed, likely)), CATALOG, day())
    assert "tools" not in [reason.rule for reason in decision.reasons]


def test_what_does_it_instead_fits_the_kind_of_work() -> None:
    (picture,) = parts_of("medical-illustration", Exactness.CALCULATED)
    (report,) = parts_of("financial-report-draft", Exactness.CALCULATED)
    assert picture.suitability is not None
    assert report.suitability is not None
    assert "drawing program" in CATALOG.advice_row[picture.suitability.advice].action
    assert "spreadsheet" in CATALOG.advice_row[report.suitability.advice].action


def test_two_jobs_in_one_product_need_one_tool() -> None:
    jobs = tuple(
        Job(key=slug, use_case=slug) for slug in ("grant-application", "clinical-note-summary")
    )
    asked = Answers(
        jobs=jobs, use=Use.BY_HAND, people=1, paid=("google-workspace-business-standard",)
    )
    decision = decide(asked, CATALOG, day())
    assert {part.seat.app_plan for part in decision.parts if part.seat is not None} == {
        "google-workspace-business-standard"
    }
    (tools,) = [reason for reason in decision.reasons if reason.rule == "tools"]
    assert dict(tools.parameters) == {"tools": 1, "tasks": 2}
    assert "one-tool-for-all" not in [reason.rule for reason in decision.reasons]


@pytest.mark.parametrize("exactness", [Exactness.CALCULATED, Exactness.FORECAST, Exactness.RULING])
def test_words_of_a_wrong_tool_are_those_of_the_row_of_advice(exactness: Exactness) -> None:
    answers = Answers(
        jobs=(Job(key="support-email-reply", use_case="support-email-reply", exactness=exactness),)
    )
    written = tuple(replace(row, action="Do it so.") for row in CATALOG.advice)

    found = wrong_tool(tasks(answers, CATALOG), replace(CATALOG, advice=written))
    without = wrong_tool(tasks(answers, CATALOG), replace(CATALOG, advice=()))

    assert found is not None
    assert found.advice is not None
    assert found.advice.action == "Do it so."
    assert without is not None
    assert without.title == without.lead == without.because != ""


@pytest.mark.parametrize("stakes", WrongResult)
@pytest.mark.parametrize(
    "job",
    [
        Job(key="prototype-3d-model", use_case="prototype-3d-model"),
        Job(key="own-3d", medium=Medium.MODEL_3D, name="Make crowns from scans of teeth"),
    ],
)
def test_shape_on_which_somebodys_health_hangs_is_drawn_by_measure(
    job: Job, stakes: WrongResult
) -> None:
    (part,) = decide(Answers(jobs=(replace(job, wrong_result=stakes),)), CATALOG, day()).parts

    assert (part.state is State.WRONG_TOOL) == (stakes is WrongResult.HARM)
    if part.suitability is not None:
        assert "CAD" in CATALOG.advice_row[part.suitability.advice].action


def test_report_from_notes_needs_nobody_to_speak() -> None:
    """Who may send a recording need not: without one no machine is rented to write it down."""
    assert [part.kind for part in parts_of("incident-report", None)] == [Kind.LANGUAGE]


@pytest.mark.parametrize("stakes", WrongResult)
def test_live_call_is_no_job_for_ai_where_a_wrong_answer_hurts(stakes: WrongResult) -> None:
    """Nobody can release what a caller hears at once. Where it hurts nobody, three parts hear, answer and speak."""
    job = Job(key="support-voice-agent", use_case="support-voice-agent", wrong_result=stakes)
    parts = decide(Answers(jobs=(job,)), CATALOG, day()).parts

    assert [part.kind for part in parts] == ["transcription", "language", "speech"]
    assert all((part.state is State.WRONG_TOOL) == stakes.severe for part in parts)
    assert not stakes.severe or {part.reasons[0].rule for part in parts} == {"live-voice"}


@pytest.mark.parametrize("slug", ["visit-dictation", "meeting-minutes", "support-voice-agent"])
def test_speech_of_many_languages_is_judged_by_the_board_of_many(slug: str) -> None:
    parts = decide(Answers(jobs=(Job(key=slug, use_case=slug),)), CATALOG, day()).parts

    assert parts[0].board == "open-asr-wer-multilingual"


@pytest.mark.parametrize("use", Use)
def test_what_a_program_copies_from_a_list_takes_nobody_to_read(use: Use) -> None:
    """A chat tells opening times at once; colleagues who look up a rule by hand read what they asked for."""
    for slug, copied in (("support-chat-agent", True), ("onboarding-qa", use is Use.BUILT_IN)):
        job = Job(key=slug, use_case=slug, exactness=Exactness.LISTED, minutes_by_hand=Decimal(10))
        answers = Answers(jobs=(job,), use=use, wage_usd=Decimal(40))
        (part,), (task,) = decide(answers, CATALOG, day()).parts, tasks(answers, CATALOG)

        assert part.copied == copied
        assert checking_minutes(answers, task) == (0 if copied else 3)
        assert part.pilot is None or part.pilot.release is (Check.NOBODY if copied else Check.EVERY)


CHATS = [
    "customer-support-chatbots",
    "support-chat-agent",
    "farm-advice-bot",
    "content-moderation",
    "appointment-bot",
]


@pytest.mark.parametrize("check", [None, *Check])
@pytest.mark.parametrize("stakes", WrongResult)
@pytest.mark.parametrize("slug", CHATS)
def test_chat_of_which_each_answer_is_read_drafts_and_takes_minutes(
    slug: str, stakes: WrongResult, check: Check | None
) -> None:
    """In seconds nobody reads it; in minutes the best model may think, as it may where nobody is in a hurry."""
    answers = Answers(jobs=(Job(key=slug, use_case=slug, wrong_result=stakes),), check=check)
    (part,) = decide(answers, CATALOG, day()).parts
    patient = (replace(row, answers_within=AnswersWithin.MINUTES) for row in CATALOG.use_cases)
    (slowly,) = decide(answers, replace(CATALOG, use_cases=tuple(patient)), day()).parts
    read = (
        stakes.severe or check in {None, Check.EVERY} or slug == "farm-advice-bot"
    )  # an adviser signs its answers

    assert part.pick is not None
    assert slowly.pick is not None
    assert part.drafts == read
    assert ("drafts" in {reason.rule for reason in part.reasons}) == read
    assert not read or (part.pick, part.challenger) == (slowly.pick, slowly.challenger)
    assert read or part.pick.effort not in THINKING


def test_answer_to_somebody_who_asked_by_hand_is_read_by_them() -> None:
    job = Job(key="onboarding-qa", use_case="onboarding-qa", wrong_result=WrongResult.LAW)
    by_hand, built_in = (
        decide(Answers(jobs=(job,), use=use), CATALOG, day()).parts[0] for use in Use
    )

    assert (by_hand.drafts, built_in.drafts) == (False, True)


@pytest.mark.parametrize("check", Check)
@pytest.mark.parametrize("slug", [row.slug for row in CATALOG.use_cases if row.high_risk])
def test_person_reads_every_result_of_a_use_that_the_law_calls_high_risk(
    slug: str, check: Check
) -> None:
    job = Job(
        key=slug, use_case=slug, wrong_result=WrongResult.NUISANCE, minutes_by_hand=Decimal(20)
    )
    decision = decide(Answers(jobs=(job,), check=check), CATALOG, day())

    assert {part.minutes for part in decision.parts} == {6.0}
    assert {part.pilot.release for part in decision.parts if part.pilot} == {Check.EVERY}
    assert "nobody-checks" not in {risk.risk for risk in decision.risks}


@pytest.mark.parametrize(
    ("check", "minutes"), [(Check.EVERY, 5), (Check.SAMPLE, 0.5), (Check.NOBODY, 0)]
)
def test_one_in_ten_read_is_a_tenth_of_the_minutes(check: Check, minutes: float) -> None:
    job = Job(
        key="support-email-reply", use_case="support-email-reply", wrong_result=WrongResult.MONEY
    )
    (part,) = decide(
        Answers(jobs=(job,), check=check, check_minutes=Decimal(5)), CATALOG, day()
    ).parts

    assert part.minutes == minutes
