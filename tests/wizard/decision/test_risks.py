"""Risks: never none, the biggest first, no risk that the answers rule out; their texts are short rows of the catalog."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from catalog.vocabulary import AdviceTopic, Material, Medium, Risk
from tests.support import starter_catalog
from tests.wizard.decision.firms import day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import RiskAdvice
from wizard.decision.tuning import CODE, LADDERS, LISTED
from wizard.decision.vocabulary import Check, Exactness, Place, State, WrongResult

CATALOG = starter_catalog()
# Jobs in which customers, guests, patients or citizens read what was made, by their names in the catalog.
TO_CUSTOMERS = (
    "customer-support-chatbots",
    "support-chat-agent",
    "support-email-reply",
    "hotel-review-reply",
)
SELLERS = {"seller-terms", "private-accounts", "outside-the-eu"}
MOST_WORDS = 18


def risks_of(job: Job, **answers: object) -> tuple[RiskAdvice, ...]:
    """Return the risks of a plan with one job."""
    return decide(Answers(jobs=(job,), **answers), CATALOG, day()).risks  # type: ignore[arg-type]


def job_of(use_case: str, **answers: object) -> Job:
    """Return a job by its use case."""
    return Job(key=use_case, use_case=use_case, **answers)  # type: ignore[arg-type]


@pytest.mark.parametrize("stakes", list(WrongResult))
@pytest.mark.parametrize("place", list(Place))
def test_every_use_case_has_a_risk_and_the_stakes_come_first(
    stakes: WrongResult, place: Place
) -> None:
    for case in CATALOG.use_cases[:: 3 if stakes is WrongResult.MONEY else 9]:
        decision = decide(
            Answers(jobs=(job_of(case.slug, wrong_result=stakes),), place=place), CATALOG, day()
        )
        assert decision.risks, case.slug
        named = {risk.risk for risk in decision.risks}
        assert set(case.risks) <= named | {
            Risk.DEEPFAKE,
            Risk.MISLEADING_PICTURE,
            Risk.SECURITY,
            Risk.TRADEMARK,
        }
        first = next(risk.risk for risk in decision.risks if risk.risk != "high-risk-use")
        if case.high_risk:
            assert decision.risks[0].risk == "high-risk-use"
        if stakes is WrongResult.HARM:
            assert first == Risk.SAFETY, case.slug
        if place is Place.OWN_SERVERS:
            assert not named & SELLERS
            assert "own-machine" in named


@pytest.mark.parametrize(
    "medium", [medium for medium in Medium if medium not in {Medium.VECTOR, Medium.DOCUMENT}]
)
def test_own_jobs_get_risks_by_medium(medium: Medium) -> None:
    own = Job(key=f"own-{medium}", medium=medium, name="something of ours")
    assert risks_of(own, check=Check.NOBODY)
    assert "nobody-checks" in {risk.risk for risk in risks_of(own, check=Check.NOBODY)}


def test_own_words_name_the_harm() -> None:
    own = Job(key="own-text", medium=Medium.TEXT, name="answer allergy questions by chat")
    assert risks_of(own)[0].risk == Risk.SAFETY


def test_own_words_that_name_a_voice_come_before_what_every_text_carries() -> None:
    own = Job(key="own-speech", medium=Medium.SPEECH, name="Clone the voice of our presenter")
    decision = decide(Answers(jobs=(job_of("podcast-cleanup-transcript"), own)), CATALOG, day())
    assert decision.risks[0].risk == Risk.DEEPFAKE


@pytest.mark.parametrize(
    ("name", "minutes_read"),
    [("Check our contracts", 6), ("Answer tax questions", 6), ("Write our newsletter", 0.6)],
)
def test_who_asks_for_licensed_advice_in_own_words_reads_every_result(
    name: str, minutes_read: float
) -> None:
    """Of twenty minutes by hand, six to read one; of one in ten 0.6 on average."""
    own = Job(key="own-text", medium=Medium.TEXT, name=name, minutes_by_hand=Decimal(20))
    (part,) = decide(Answers(jobs=(own,), check=Check.SAMPLE), CATALOG, day()).parts

    assert part.minutes == pytest.approx(minutes_read)


def test_own_words_that_name_harm_come_before_a_law_of_another_job() -> None:
    own = Job(
        key="own-text",
        medium=Medium.TEXT,
        name="answer allergy questions",
        wrong_result=WrongResult.NUISANCE,
    )
    law = job_of("catalog-translation", wrong_result=WrongResult.LAW)
    decision = decide(Answers(jobs=(law, own)), CATALOG, day())
    assert [risk.risk for risk in decision.risks][:2] == [Risk.SAFETY, "breach-of-law"]


@pytest.mark.parametrize(
    ("stakes", "asked"), [(WrongResult.MONEY, True), (None, True), (WrongResult.HARM, False)]
)
def test_whoever_names_no_harm_is_asked_where_there_could_be_some(
    stakes: WrongResult | None,
    asked: bool,  # noqa: FBT001
) -> None:
    decision = decide(
        Answers(jobs=(job_of("patient-letter", wrong_result=stakes),)), CATALOG, day()
    )
    assert ("say-if-it-could-harm" in [reason.rule for reason in decision.reasons]) is asked


@pytest.mark.parametrize("use_case", TO_CUSTOMERS)
@pytest.mark.parametrize("exactness", [None, Exactness.LISTED])
def test_answers_to_customers_always_carry_made_up_facts(
    use_case: str, exactness: Exactness | None
) -> None:
    found = {risk.advice for risk in risks_of(job_of(use_case, exactness=exactness))}
    assert "risk-factual-errors-customers" in found


def test_what_is_not_private_has_no_terms_to_fear() -> None:
    found = {risk.risk for risk in risks_of(job_of("blog-draft", material=(Material.NONE,)))}
    assert not found & {
        "seller-terms",
        "private-accounts",
        Risk.PERSONAL_DATA,
        Risk.CONFIDENTIAL_DATA,
    }


def test_a_law_at_stake_is_named_even_where_the_use_case_names_none() -> None:
    assert risks_of(job_of("blog-draft", wrong_result=WrongResult.LAW))[0].risk == "breach-of-law"
    assert (
        risks_of(job_of("contract-review", wrong_result=WrongResult.LAW))[0].risk
        == Risk.REGULATED_ADVICE
    )


def test_a_wrong_tool_warns_of_being_used_anyway() -> None:
    found = risks_of(job_of("financial-report-draft", exactness=Exactness.FORECAST))
    assert [risk.risk for risk in found] == ["wrong-tool-anyway"]


def test_a_catalog_without_advice_still_decides() -> None:
    bare = replace(CATALOG, advice=())
    decision = decide(firms()[0].answers, bare, day())
    assert decision.risks == ()
    assert decision.parts[0].state is State.PICKED
    assert decision.parts[0].tuning == ()


def test_many_results_that_are_all_read_become_a_routine() -> None:
    few, many = (job_of("support-email-reply", per_month=Decimal(count)) for count in (20, 2000))
    assert "routine" not in {risk.risk for risk in risks_of(few, check=Check.EVERY)}
    assert "routine" in {risk.risk for risk in risks_of(many, check=Check.EVERY)}


@pytest.mark.parametrize("row", CATALOG.advice, ids=lambda row: row.slug)
def test_advice_is_written_in_short_sentences(row: object) -> None:
    for field in ("title", "text", "action", "needs", "stop"):
        for line in re.split(r"(?<=[.:?])\s+", getattr(row, field)):
            assert len(line.split()) <= MOST_WORDS, line
    for field in ("text", "action", "stop"):
        assert getattr(row, field).endswith(".") or not getattr(row, field)


def test_every_subject_of_the_rules_has_a_row_for_all() -> None:
    general = {(row.topic, row.subject) for row in CATALOG.advice if not row.use_cases}
    rungs = {
        (AdviceTopic.TUNING, rung.slug)
        for ladder in (CODE, LISTED, *LADDERS.values())
        for rung in ladder
    }
    assert {(AdviceTopic.RISK, risk.value) for risk in Risk} | rungs <= general
