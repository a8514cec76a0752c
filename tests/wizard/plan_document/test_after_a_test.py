"""What a plan says once a test has counted something.

Nothing is used before its own test is passed: what no test has tried is tested, and a test that
counted too little goes on. The table has each end of a test, on a job made for it.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.replacing import replace
from tests.wizard.decision.toys import result
from tests.wizard.plan_document.endings import (
    BUSINESS,
    CATALOG,
    ON,
    OPTION,
    advised,
    in_chat,
    priced,
    tile,
    work,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    Advised,
    AskFirst,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
)
from wizard.decision.measured import TrialResult
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import Condition, Unknown, WhyTry
from wizard.document.blocks import Document, ListBlock
from wizard.document.compose import document_of
from wizard.document.forms import NO_BREAK
from wizard.document.progress import NEW, PlanProgress, TrialState

JOB = work("product-description")  # 30 cases, of which a second person reads 10
KEYS = frozenset({JOB.key})
OTHER = replace(OPTION, key="B", tool="B", maker="google")

RATED = result("A", job=JOB.key, cases=30, redone=1, second_read=10)
FEW = result("A", job=JOB.key, cases=9, redone=1)
ONE_SHORT = result("A", job=JOB.key, cases=29, redone=1, second_read=10)
READ_ONCE = result("A", job=JOB.key, cases=30, redone=1, second_read=9)
LEFT_OUT = result("B", job=JOB.key, cases=30, redone=14)  # of a tool that is out

RUNNING = PlanProgress(tested=TrialState.RUNNING, in_test=KEYS)
TOO_FEW = PlanProgress(tested=TrialState.TOO_FEW, in_test=KEYS)
WEAKER = PlanProgress(tested=TrialState.WEAKER, in_test=KEYS)
PASSED = PlanProgress(tested=TrialState.PASSED, in_test=KEYS, passed=KEYS)
IN_USE = replace(PASSED, tested=TrialState.IN_USE)
UNUSED = replace(PASSED, tested=TrialState.UNUSED)
FAILED = PlanProgress(tested=TrialState.FAILED)
FELL_SHORT = PlanProgress(tested=TrialState.FELL_SHORT)
ANOTHER = PlanProgress(tested=TrialState.OTHER)
# Another job of the plan failed; this one has passed.
ANOTHER_FAILED = replace(PASSED, tested=TrialState.FAILED)

LIMIT = "Stop if more than 9 of 30 descriptions had to be rewritten."
IN_DAILY_USE = "Each month check 10 again"


@dataclass(frozen=True, kw_only=True)
class After:
    """What was counted of one job, and how its plan stands."""

    progress: PlanProgress
    headline: str
    stop: str
    label: str = "Test it first"
    ending: type[Advised] = Use
    results: tuple[TrialResult, ...] = ()
    both: bool = False  # another is compared with it


TABLE = {
    "no test": After(progress=NEW, headline="Test A", stop=LIMIT),
    "no test, of two": After(progress=NEW, headline="Test A and B", stop=LIMIT, both=True),
    "no test, of what is paid": After(
        progress=NEW, headline="Test your A", stop=LIMIT, ending=UseWhatYouHave
    ),
    "no test, of the cheaper": After(
        progress=NEW, headline="Test the cheaper A", stop=LIMIT, ending=StartWith
    ),
    "blind": After(progress=RUNNING, headline="Test A", stop=LIMIT),
    "all failed": After(progress=FAILED, headline="Test A", stop=LIMIT, results=(LEFT_OUT,)),
    "all failed, the next is paid": After(
        progress=FAILED,
        headline="Test your A",
        stop=LIMIT,
        ending=UseWhatYouHave,
        results=(LEFT_OUT,),
    ),
    "all failed, two come next": After(
        progress=FAILED, headline="Test A and B", stop=LIMIT, both=True
    ),
    "failed in use": After(progress=FELL_SHORT, headline="Test A", stop=LIMIT),
    "another passed": After(progress=ANOTHER, headline="Test A", stop=LIMIT),
    "asks for more": After(progress=WEAKER, headline="Test A", stop=LIMIT),
    "too few": After(
        progress=TOO_FEW,
        headline="Rate 21 more before you use A",
        stop=LIMIT,
        label="Your test",
        results=(FEW,),
    ),
    "too few, of two": After(
        progress=TOO_FEW,
        headline="Rate 21 more before you use A",
        stop=LIMIT,
        label="Your test",
        results=(FEW,),
        both=True,
    ),
    "too few, of what is paid": After(
        progress=TOO_FEW,
        headline="Rate 21 more before you use A",
        stop=LIMIT,
        label="Your test",
        ending=UseWhatYouHave,
        results=(FEW,),
    ),
    "one short": After(
        progress=TOO_FEW,
        headline="Rate 1 more before you use A",
        stop=LIMIT,
        label="Your test",
        results=(ONE_SHORT,),
    ),
    "one not read twice": After(
        progress=TOO_FEW, headline="Test A", stop=LIMIT, label="Your test", results=(READ_ONCE,)
    ),
    "passed": After(
        progress=PASSED,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        results=(RATED,),
    ),
    "passed, of two": After(
        progress=PASSED,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        results=(RATED,),
        both=True,
    ),
    "passed, nobody measured it before": After(
        progress=PASSED,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        ending=Try,
        results=(RATED,),
        both=True,
    ),
    "passed, of what is paid": After(
        progress=PASSED,
        headline="Use your A",
        stop=IN_DAILY_USE,
        label="Your test",
        ending=UseWhatYouHave,
        results=(RATED,),
    ),
    "passed, of the cheaper": After(
        progress=PASSED,
        headline="Use the cheaper A",
        stop=IN_DAILY_USE,
        label="Your test",
        ending=StartWith,
        results=(RATED,),
    ),
    "in use": After(
        progress=IN_USE,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        results=(RATED,),
    ),
    "unused": After(
        progress=UNUSED,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        results=(RATED,),
    ),
    "passed, another job failed": After(
        progress=ANOTHER_FAILED,
        headline="Use A",
        stop=IN_DAILY_USE,
        label="Your test",
        results=(RATED,),
    ),
}


def plan(row: After) -> Document:
    given: dict[str, Any] = advised(JOB)
    if row.both:
        both = replace(given["recommendation"], second=priced(OTHER))
        given = {**given, "recommendation": both}
    if row.ending is Try:
        given["why"] = WhyTry.UNMEASURED
    job = JobDecision(
        work=JOB,
        guessed=frozenset(),
        ending=row.ending(**given),
        risks=(),
        results=row.results,
    )
    return document(job, row.progress)


def document(job: JobDecision, progress: PlanProgress) -> Document:
    answers = Answers(jobs=(Job(key=job.work.key, use_case=job.work.key),), people=6)
    decision = Decision(method=7, on=ON, starts=ON, jobs=(job,))
    return document_of(decision, answers, CATALOG, progress=progress)


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_nothing_is_used_before_its_own_test_is_passed(row: After) -> None:
    of = plan(row)

    (label,) = [shown.label for shown in of.head.tiles if shown.key == "test"]
    assert of.head.headline.removesuffix(" to write product descriptions.") == row.headline
    assert tile(of, "stop").startswith(row.stop)
    assert label == row.label


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (FEW, "Rate 21 more."),
        (ONE_SHORT, "Rate 1 more."),
        (READ_ONCE, "Read 1 more a second time."),
        (RATED, ""),
    ],
)
def test_a_test_that_counted_too_little_says_what_is_missing(row: TrialResult, says: str) -> None:
    of = plan(After(progress=TOO_FEW, headline="", stop="", results=(row,)))

    assert (
        tile(of, "test").removeprefix("1 of ").partition("The limit was 9 of 30.")[2].strip()
        == says
    )


@pytest.mark.parametrize(
    ("progress", "headline"),
    [
        (NEW, "Ask OpenAI first. If they agree, test A "),
        (RUNNING, "Test A "),  # it has said yes
        (FAILED, "Ask OpenAI first. If they agree, test A "),
        (PASSED, "Use A "),
    ],
)
def test_a_seller_confirms_before_the_first_test_of_what_it_sells(
    progress: PlanProgress, headline: str
) -> None:
    option = replace(OPTION, conditions=(Condition.SIGN_SECRECY,))
    ending = Use(**advised(JOB, option=option))
    job = JobDecision(work=JOB, guessed=frozenset(), ending=ending, risks=())

    assert document(job, progress).head.headline.startswith(headline)


@pytest.mark.parametrize("progress", [NEW, FAILED, ANOTHER])
def test_who_has_to_answer_before_anything_does_so_after_a_test_of_others_too(
    progress: PlanProgress,
) -> None:
    ending = AskFirst(**advised(JOB), questions=(Unknown.CONTRACT,))
    job = JobDecision(work=JOB, guessed=frozenset(), ending=ending, risks=())

    of = document(job, progress)

    assert of.head.headline.startswith("Ask before you use A")
    assert tile(of, "stop").startswith("If no seller says yes")


# A free plan, and a first step without AI


@pytest.mark.parametrize(
    ("progress", "headline"),
    [
        (NEW, "Test the free Microsoft 365 Copilot Chat "),
        (FAILED, "Test the free Microsoft 365 Copilot Chat "),
        (PASSED, "Use the free Microsoft 365 Copilot Chat "),
    ],
)
def test_what_is_free_is_used_once_its_test_is_passed(
    progress: PlanProgress, headline: str
) -> None:
    given = advised(JOB, option=replace(OPTION, **BUSINESS))
    given["recommendation"] = replace(given["recommendation"], tried_in=in_chat(0))
    job = JobDecision(work=JOB, guessed=frozenset(), ending=StartWith(**given), risks=())

    of = document(job, progress)

    assert of.head.headline.replace(NO_BREAK, " ").startswith(headline)


PHOTOS = work("menu-photos")
PHOTOS_PASSED = PlanProgress(
    tested=TrialState.PASSED,
    in_test=frozenset({PHOTOS.key}),
    passed=frozenset({PHOTOS.key}),
)


@pytest.mark.parametrize(
    ("progress", "says"),
    [(NEW, "test A "), (FAILED, "test A "), (PASSED, "test A "), (PHOTOS_PASSED, "use A ")],
)
def test_what_comes_after_a_first_step_is_used_once_its_test_is_passed(
    progress: PlanProgress, says: str
) -> None:
    asked = Answers(jobs=(Job(key=PHOTOS.key, use_case=PHOTOS.key),), people=6)
    (decided,) = decide(asked, CATALOG, ON).jobs
    notes = tuple(note for note in decided.notes if note.rule == Rule.FIRST_WITHOUT_AI)
    ending = Use(**advised(PHOTOS))
    job = JobDecision(work=PHOTOS, guessed=frozenset(), ending=ending, risks=(), notes=notes)

    of = document(job, progress)

    assert f"If that is not enough: {says}" in " ".join(of.head.lead)


# Of two jobs one has passed

LATER = work("contract-review", results=5.0)
OF_BOTH = {
    JOB.key: RATED,
    LATER.key: result("A", job=LATER.key, cases=30, redone=0, second_read=10),
}


def of_two(progress: PlanProgress, second: type[Advised] = Use, **asks: Any) -> Document:
    """Return a plan of two jobs, with the results of those that have passed."""
    rows = tuple(
        JobDecision(
            work=of,
            guessed=frozenset(),
            ending=ending(**advised(of), **more),
            risks=(),
            results=(OF_BOTH[of.key],) if of.key in progress.passed else (),
        )
        for of, ending, more in ((JOB, Use, {}), (LATER, second, asks))
    )
    answers = Answers(
        jobs=tuple(Job(key=row.work.key, use_case=row.work.key) for row in rows), people=6
    )
    return document_of(
        Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG, progress=progress
    )


def some_passed(*keys: str) -> PlanProgress:
    return PlanProgress(
        tested=TrialState.SOME_PASSED,
        in_test=frozenset(keys),
        passed=frozenset(keys),
        open_tests=2 - len(keys),
    )


def steps_of(of: Document) -> str:
    """Return what a plan says of its next steps, its tasks too."""
    (section,) = [row for row in of.sections if row.key == "steps"]
    blocks = [block for group in section.groups for block in group.blocks]
    rows = [row for block in blocks if isinstance(block, ListBlock) for row in block.rows]
    tasks = [text for row in rows for text in row.says]
    return " ".join([section.finding, *tasks]).replace(NO_BREAK, " ")


def test_of_two_jobs_each_stands_by_its_own_test() -> None:
    of = of_two(some_passed(JOB.key))
    (test,) = [row for row in of.head.tiles if row.key == "test"]
    steps = steps_of(of)

    assert of.head.states[0].text == "Tests: 1 passed, 1 still open"
    assert of.head.headline.startswith("Use A for product descriptions. Next: contract")
    assert (test.label, test.big) == (
        "Your test: product descriptions",
        "1 of 30 descriptions had to be rewritten.",
    )
    assert "test A" in of.head.jobs[1].verdict
    assert steps.startswith("Use what has passed its test. Still to do: test contract checks.")
    assert "Contract checks, after that: " in steps
    assert "Collect the cases" not in steps
    assert [step.text for step in of.spine if step.title == "Pilot"] == ["not all tested"]


def test_of_two_jobs_the_later_one_may_pass_first() -> None:
    of = of_two(some_passed(LATER.key))
    (label,) = [row.label for row in of.head.tiles if row.key == "test"]
    steps = steps_of(of)

    assert label == "Test it first: product descriptions"
    assert of.head.jobs[1].verdict == "Use A."
    assert of.head.jobs[1].says[0] == "None of 30 checks had to be done again."
    assert "test product descriptions." in steps
    assert "Collect the cases" in steps
    assert "after that" not in steps


def test_of_two_jobs_one_failed_and_the_other_is_not_tested() -> None:
    of = of_two(PlanProgress(tested=TrialState.SOME_FAILED, open_tests=1))
    steps = steps_of(of)

    assert of.head.states[0].text == "A test failed, 1 still open"
    assert steps.startswith(
        "A test failed. Still to do: test product descriptions; and test contract checks."
    )
    assert "Collect the cases" in steps
    assert [step.text for step in of.spine if step.title == "Pilot"] == [
        "one failed, not all tested"
    ]


def test_once_both_have_passed_both_are_used() -> None:
    both = replace(some_passed(JOB.key, LATER.key), tested=TrialState.PASSED)
    of = of_two(both)

    assert of.head.headline.replace(NO_BREAK, " ") == (
        "Use A for product descriptions. Use A for contract checks."
    )


def test_a_seller_of_the_other_job_is_asked_after_one_has_passed() -> None:
    of = of_two(some_passed(JOB.key), AskFirst, questions=(Unknown.CONTRACT,))
    steps = steps_of(of)

    assert steps.startswith("Use what has passed its test. Still to do: ask OpenAI.")
    assert "Ask OpenAI" in steps.partition("Still to do: ask OpenAI.")[2]


# What is asked and tested later is one step each


def test_whom_to_ask_what_is_one_step_and_what_ends_a_test_is_none() -> None:
    of = of_two(NEW, AskFirst, questions=(Unknown.CONTRACT,))
    steps = steps_of(of)

    assert steps.count("Ask OpenAI") == 1
    assert "Contract checks, once a seller says yes: Take 10 signed" in steps


def test_the_strip_names_the_day_on_which_the_test_is_decided() -> None:
    of = of_two(NEW)
    (pilot,) = [step.text for step in of.spine if step.title == "Pilot"]

    assert of.days is not None
    assert pilot.replace(NO_BREAK, " ") == f"next, by {of.days.decided_by.day} December"
