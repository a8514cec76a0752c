"""What stays with people: how it is done better at no price, its trial, and its risk."""

from typing import Any

import pytest

from catalog.vocabulary import Medium
from tests.support import starter_catalog
from tests.wizard.plan_document.test_endings import ON, comparison, tile, work
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import LeaveIt, OverLimit, WrongTool
from wizard.decision.fears import fear_of
from wizard.decision.safety import NOT_FOR_AI
from wizard.decision.vocabulary import DecidesOn, Stakes
from wizard.document.blocks import Document
from wizard.document.compose import document_of
from wizard.document.patterns import PATTERNS

CATALOG = starter_catalog()
PATTERN = "Write one pattern with fixed fields"
DICTATE = "Dictate the rest into a telephone or computer"
MINUTES = "Do the next 10 so, and note the minutes of each."


def plan_of(
    job: Job, ending: type[LeaveIt | OverLimit] = LeaveIt, *, people: int = 6, **fields: Any
) -> Document:
    """Return the plan of a job that is left as it is."""
    stakes = job.stakes or Stakes.MONEY
    of = work(
        job.key,
        people=people,
        stakes=stakes,
        medium=job.medium or Medium.TEXT,
        fear=fear_of(job, CATALOG.phrases_of.get(job.use_case or ""), stakes),
        **fields,
    )
    ended = ending(job=job.key, comparison=comparison(of, 40.0))
    row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=())
    answers = Answers(jobs=(job,), people=people)
    return document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)


def own(words: str, **fields: Any) -> Job:
    return Job(key="own", words=words, **{"medium": Medium.TEXT} | fields)


@pytest.mark.parametrize(
    ("job", "people", "method", "trial"),
    [
        (own("Write the report for the insurance"), 6, PATTERN, MINUTES),
        (own("Check the dates before we carve them"), 6, "One reads it aloud", "5 faults put in"),
        # nobody follows whoever works alone
        (own("Check the dates before we carve them"), 1, "Read it aloud on the next day", "5 faults"),
        (own("Reply to what guests write"), 6, "Save ready replies", MINUTES),
        (own("Translate our manuals"), 6, "Keep in a sheet what was translated", MINUTES),
        (own("Type the orders", medium=Medium.DATA), 6, "Ask for a form or a file", MINUTES),
        (own("Sort the photos", medium=Medium.DATA), 6, "Write down which signs", "Let two people"),
        (own("Sort the photos", medium=Medium.DATA), 1, "Write down which signs", "twice, a week"),
        # a verb that tells nothing: what comes out does
        (own("Look through the photos", medium=Medium.DATA), 6, "Ask for a form", MINUTES),
        (own("A picture of a dog", medium=Medium.IMAGE), 6, "Keep the best ones", MINUTES),
        (Job(key="meeting-minutes", use_case="meeting-minutes"), 6, PATTERN, MINUTES),
        # somebody waits for each answer
        (Job(key="support-voice-agent", use_case="support-voice-agent"), 6, "Put what people ask", "four weeks"),
    ],
)  # fmt: skip
def test_work_of_people_has_its_method_and_a_trial(
    job: Job, people: int, method: str, trial: str
) -> None:
    plan = plan_of(job, people=people)

    assert plan.head.lead[0].startswith(method)
    assert trial in tile(plan, "test")
    assert "Keep to it if" in tile(plan, "test")
    assert (DICTATE in " ".join(plan.head.lead)) is (method == PATTERN)


def test_what_only_the_limit_bars_may_still_be_bought() -> None:
    job = own("Write the report for the insurance")

    assert PATTERN not in " ".join(plan_of(job, OverLimit, results=900.0).head.lead)


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (own("Check it", worst="A wrong year in granite"), "A wrong year in granite.” Before it goes out, somebody checks once more"),
        # what people do against a kind of fear, with no word of AI
        (own("Write it", worst="A wrong sum stands in the letter", stakes=Stakes.LAW), "Take every figure and date from its source, and compare"),
        (own("Write it", worst="The letter goes to the wrong address"), "Compare name, number and address"),
        (own("Write it", stakes=Stakes.HURT), "A wrong text hurts somebody."),
        (own("Write it"), "A wrong text costs you money or a customer. Compare every name"),
        # of a nuisance in own words nothing is known but what colleagues do
        (own("Write it", stakes=Stakes.NUISANCE), "Somebody asks AI anyway and trusts the answer."),
        (Job(key="job-ad", use_case="job-ad", stakes=Stakes.NUISANCE), "Before it goes out, somebody checks once more"),
    ],
)  # fmt: skip
def test_what_stays_with_people_has_its_risk_and_the_act_against_it(job: Job, says: str) -> None:
    said = tile(plan_of(job), "risk")

    assert says in said
    assert ("You wrote" in said) is bool(job.worst)
    assert "never" not in said  # AI writes nothing


@pytest.mark.parametrize("decides_on", NOT_FOR_AI)
def test_whatever_is_no_work_for_ai_has_price_trial_end_and_look(decides_on: DecidesOn) -> None:
    sections = ("instead", "cost-without", "test-without", "no-stop", "act-without")

    assert [section for section in sections if decides_on not in PATTERNS[section]] == []


@pytest.mark.parametrize("certain", [True, False])
def test_whoever_is_asked_back_tries_nothing_yet(*, certain: bool) -> None:
    job = own("Decide who gets the flat", decides_on=frozenset({DecidesOn.PERSON}))
    of = work("own")
    ended = WrongTool(job="own", decides_on=DecidesOn.PERSON, certain=certain)
    row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=())
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert ("20 past cases" in tile(plan, "test")) is certain
    assert ("Nothing for AI, and nothing more" in tile(plan, "cost")) is certain
