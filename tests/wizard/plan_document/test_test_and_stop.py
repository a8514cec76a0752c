"""What a plan says of test and stop.

It follows from how a job fails, how many there are, and whether the test has passed.
"""

import re
from datetime import date
from decimal import Decimal

import pytest

from catalog.vocabulary import Language, Medium
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.decision.toys import result
from tests.wizard.plan_document.endings import advised, comparison, document, tile, work
from tests.wizard.plan_document.rows import rows_of
from tests.words.reading import page_sentences
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import case
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import LeaveIt, SecondLook, Sparing, Use
from wizard.decision.fears import fear_of
from wizard.decision.measured import TrialResult
from wizard.decision.safety import DANGERS
from wizard.decision.situation import Work
from wizard.decision.vocabulary import JobAct, Review, SparingSeen, Stakes
from wizard.document.basis import Basis
from wizard.document.blocks import Document
from wizard.document.compose import document_of
from wizard.document.progress import NEW

CATALOG = starter_catalog()
ON = date(2026, 11, 30)
LAW, NUISANCE = Stakes.LAW, Stakes.NUISANCE


def plan(
    of: Work, worst: str = "", results: tuple[TrialResult, ...] = (), wrong_today: int | None = None
) -> Document:
    """Return the plan of one job with what its owner fears and says, and what a test counted."""
    today = None if wrong_today is None else Decimal(wrong_today)
    job = Job(key=of.key, use_case=of.key, worst=worst, wrong_today=today)
    of = replace(of, fear=fear_of(job, None, of.stakes))
    answers = Answers(jobs=(job,), people=of.people)
    row = JobDecision(
        work=of, guessed=frozenset(), ending=Use(**advised(of)), risks=(), results=results
    )
    return document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)


REVIEWS = work("contract-review", stakes=LAW, finds=True)
MINUTES = work("meeting-minutes", stakes=LAW)
KNOWN_BAD = "contracts with a harmful clause"


def test_what_may_be_missed_is_counted_before_what_is_done_again() -> None:
    of = plan(REVIEWS)

    assert KNOWN_BAD not in tile(of, "test")  # it is said with what ends the test
    assert tile(of, "stop") == (
        f"Put in 10 {KNOWN_BAD}: stop if one was passed as harmless. "
        "Stop if more than 8 of 30 checks had to be done again, false alarms counted. "
        "A second person checks 10 that passed: stop if one was wrong where law or contract counts. "
        "If it fails, keep reading the contracts yourself."
    )


def test_drafts_are_read_by_a_second_person_and_hold_no_known_faults() -> None:
    of = plan(MINUTES)

    assert "Among them" not in tile(of, "test")
    assert tile(of, "stop") == (
        "Stop if more than 8 of 30 sets of minutes took more than small changes. "
        "A second person checks 20 that passed: stop if one was wrong where law or contract counts. "
        "If it fails, keep writing the minutes yourself."
    )


@pytest.mark.parametrize(
    ("of", "worst", "test", "stop"),
    [
        # a kind of fault of its own; the known one itself is counted already
        (REVIEWS, "The rent doubles", "Include 10 where this could happen: “The rent doubles.” ", "Stop at the first check in which the biggest risk shows."),
        (REVIEWS, "A lease is not found", "Include 10 where this could happen: “A lease is not found.” ", "Stop at the first check in which the biggest risk shows."),
        (REVIEWS, "A harmful clause", "", f"Put in 10 {KNOWN_BAD}: stop if one was passed as harmless."),
        (MINUTES, "A wrong vote", "Include 10 where this could happen: “A wrong vote.”", "Stop at the first set of minutes in which the biggest risk shows."),
        (replace(MINUTES, stakes=NUISANCE), "A wrong vote", "Include 10 where this could happen: “A wrong vote.”", "Stop at the first set of minutes in which the biggest risk shows."),
        (replace(MINUTES, stakes=NUISANCE), "", "", ""),
    ],
)  # fmt: skip
def test_what_the_owner_fears_is_one_clause(of: Work, worst: str, test: str, stop: str) -> None:
    of_job = plan(of, worst)

    assert test in tile(of_job, "test")
    assert stop in tile(of_job, "stop")
    assert tile(of_job, "stop").count("one of these") == ("one of these" in stop)


@pytest.mark.parametrize(("results", "has_test"), [(10.0, True), (9.0, False)])
def test_too_few_are_checked_whole_and_promise_no_test(results: float, *, has_test: bool) -> None:
    of = plan(replace(MINUTES, results=results, once=True, minutes_by_hand=60.0))

    says = "9 sets of minutes are too few for a test: check each one whole."
    assert (says in tile(of, "test")) is not has_test
    assert ("Stop if more than" in tile(of, "stop")) is has_test
    assert any("Rate the results" in text for text in page_sentences(of)) is has_test


BEFORE_USE = "Use none before it is approved: stop at the first that could have hurt somebody."


@pytest.mark.parametrize(
    ("stakes", "says"),
    [
        # grave harm is no test
        (Stakes.HURT, BEFORE_USE),
        (Stakes.LAW, "Use none before it is approved: stop at the first that was wrong where law"),
        (Stakes.MONEY, "Stop at the first one in use that would have cost you money"),
        (Stakes.NUISANCE, ""),
    ],
)
def test_of_few_nothing_grave_is_tried_in_use(stakes: Stakes, says: str) -> None:
    of = replace(MINUTES, results=9.0, once=True, minutes_by_hand=60.0, stakes=stakes)
    said = tile(plan(of), "stop")

    assert says in said
    assert ("in use" in said) is (stakes is Stakes.MONEY)


RULES_OF_WORK = "Put our rules of work into {}"


@pytest.mark.parametrize(
    ("act", "into", "languages"),
    [
        (JobAct.TRANSLATE, "Hindi", []),
        (JobAct.TRANSLATE, "Hindi, Samoan and Fijian", ["Fijian", "Samoan"]),
        (JobAct.TRANSLATE, "plain words", []),
        (JobAct.WRITE, "Samoan", []),
    ],
)
def test_who_speaks_each_language_reads_what_is_translated(
    act: JobAct, into: str, languages: list[str]
) -> None:
    job = Job(
        key="own-1",
        words=RULES_OF_WORK.format(into),
        act=act,
        medium=Medium.TEXT,
        results=Decimal(6),
        once=True,
        minutes_by_hand=Decimal(180),
        stakes=Stakes.HURT,
    )
    answers = Answers(jobs=(job,), people=6)
    said = " ".join(page_sentences(document_of(decide(answers, CATALOG, ON), answers, CATALOG)))

    assert ("somebody who speaks each language read" in said) is (act is JobAct.TRANSLATE)
    assert re.findall(r"Find a translator for (\w+): nothing on file", said) == languages


@pytest.mark.parametrize(("minutes", "parts"), [(119, 1), (120, 2), (360, 6)])
def test_long_texts_are_cut_into_parts_of_an_hour(minutes: int, parts: int) -> None:
    job = Job(key="pitch-deck", use_case="pitch-deck", minutes_by_hand=Decimal(minutes))

    assert case(job, Answers(jobs=(job,)), CATALOG, DANGERS).work.parts == parts


def test_parts_are_collected_counted_and_named() -> None:
    of = plan(work("pitch-deck", minutes_by_hand=360.0, parts=6, results=10.0))

    assert "Take the notes behind 5 past decks" in tile(of, "test")
    assert "Cut the results into 30 slides: each is a case." in tile(of, "test")
    assert "Stop if more than 9 of 30 slides had to be done again." in tile(of, "stop")


@pytest.mark.parametrize(
    ("of", "counted", "says"),
    [
        (MINUTES, 29, "Stop if more than 8 of 30"),  # the test goes on
        (MINUTES, 30, ("Each month check 10 again: stop if more than 3 sets of minutes took more than small changes. "
            "Stop at the first one in use that was wrong where law or contract counts.")),
        (replace(MINUTES, once=True, results=90.0), 30, "After half of them, check 10 again: stop if more than 3 "),
        (replace(MINUTES, stakes=NUISANCE), 15, "Each month check 10 again: stop if more than 3 sets of minutes took more than small changes."),
        (work("invoice-capture", people_wrong=0.02, finds=True), 100, "Each month check 10 again: stop if more than 1 "),
    ],
)  # fmt: skip
def test_after_a_passed_test_daily_use_has_its_own_end(of: Work, counted: int, says: str) -> None:
    row = result("A", job=of.key, cases=counted, redone=1, second_read=counted)

    assert tile(plan(of, results=(row,)), "stop").startswith(says)


def test_each_of_several_jobs_has_its_own_test_and_its_own_end() -> None:
    jobs = [
        REVIEWS,
        work("product-description"),
        work("pitch-deck", results=10.0, parts=6, minutes_by_hand=60.0),
    ]
    of = document(*((row, Use(**advised(row))) for row in jobs))

    stop = tile(of, "stop")
    assert f"Put in 10 {KNOWN_BAD}: stop if one was passed as harmless." in stop
    lines = {line.label: " ".join(line.says) for line in of.head.jobs}
    assert "Stop if more than 9 of 30 descriptions had to be" in lines["Product descriptions"]
    assert "Stop if more than 9 of 30 slides had to be done" in lines["Slides with pictures"]
    steps = {row.says for row in rows_of(of, "steps")}
    descriptions = (
        "Product descriptions, after that: Take 30 products",
        "Product descriptions: Stop too if one that passed would have cost you money.",
    )
    slides = (
        "Slides with pictures, after that: Take the notes behind 5 past decks",
        "Slides with pictures: Cut the results into 30 slides: each is a case.",
        "Slides with pictures: Stop too if one that passed would have cost you money.",
    )
    for test, *ends in (descriptions, slides):
        (says,) = [row for row in steps if row[0].startswith(test)]
        assert [*says[1:]] == ends


@pytest.mark.parametrize(
    ("worst", "of_first", "says"),
    [
        (
            "A wrong size is sold",
            "",
            "Stop at the first description in which the biggest risk shows.",
        ),
        # the biggest risk on top is that of the other job
        (
            "A wrong size is sold",
            "A clause is lost",
            "Stop at the first description that could lead to this: “A wrong size is sold.”",
        ),
        ("", "", "Stop too if one that passed would have cost you money."),
    ],
)
def test_a_later_job_ends_at_what_its_owner_fears(worst: str, of_first: str, says: str) -> None:
    first, later = REVIEWS, work("product-description")
    fears = {first.key: of_first, later.key: worst}
    answers = Answers(
        jobs=tuple(Job(key=key, use_case=key, worst=fear) for key, fear in fears.items())
    )
    jobs = tuple(
        JobDecision(work=of, guessed=frozenset(), ending=Use(**advised(of)), risks=())
        for of in (first, later)
    )
    of = document_of(Decision(method=7, on=ON, starts=ON, jobs=jobs), answers, CATALOG)
    (steps,) = [row.says for row in rows_of(of, "steps") if "after that" in row.says[0]]

    assert f"Product descriptions: {says}" in steps


CHOSEN = (
    "Choose 10 in which this could happen: “It spoils the view.” Stop at the first that is wrong."
)
HURT = "Choose 10 cases in which a mistake could hurt somebody. Stop at the first that is wrong."
REDONE = "top if more than "  # where it ends at a fear first, for all else
ASKED, NEXT = "building-3d-massing", "product-description"


@pytest.mark.parametrize(
    ("key", "stakes", "worst", "says"),
    [
        # one asks sellers first
        (ASKED, Stakes.HURT, "", HURT),
        (ASKED, LAW, "", REDONE),
        (ASKED, Stakes.MONEY, "", REDONE),
        (ASKED, Stakes.HURT, "It spoils the view", CHOSEN),
        (ASKED, Stakes.MONEY, "It spoils the view", CHOSEN),
        (ASKED, Stakes.MONEY, "It is mirrored", "Stop at the first wrong side."),
        (ASKED, NUISANCE, "It spoils the view", REDONE),
        # and one comes next, of which something else is grave on file
        (NEXT, LAW, "", "Stop at the first description that leaves out or adds a grave point."),
        (NEXT, Stakes.MONEY, "", REDONE),
        (NEXT, LAW, "It spoils the view", CHOSEN),
        (NEXT, NUISANCE, "A wrong figure", REDONE),
    ],
)
def test_line_of_a_job_that_is_tested_later_ends_at_the_gravest(
    key: str, stakes: Stakes, worst: str, says: str
) -> None:
    minutes = "meeting-minutes"
    first = Job(key=minutes, use_case=minutes, results=Decimal(200), minutes_by_hand=Decimal(60))
    later = Job(
        key=key,
        use_case=key,
        results=Decimal(60),
        minutes_by_hand=Decimal(60),
        stakes=stakes,
        worst=worst,
        review=Review.EVERY,
    )
    answers = Answers(jobs=(first, later), wage_usd=Decimal(30), people=6)
    of = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    (line,) = [line for line in of.head.jobs if line.key == key]
    assert says in line.says[-1]
    steps = [text for row in rows_of(of, "steps") for text in row.says]
    assert any(REDONE in text for text in [*steps, line.says[-1]])


@pytest.mark.parametrize(
    ("visible", "passes", "says"),
    [
        (119.0, 0.8, ["It passes in about 80 of 100 such tests (our estimate).", "A month of both shows a difference of 119 in 120 sets of minutes."]),
        (120.0, 0.8, ["It passes in about 80 of 100 such tests (our estimate)."]),  # all of them
        (120.0, 0.999, ["It passes in about 99 of 100 such tests (our estimate)."]),
    ],
)  # fmt: skip
def test_no_test_is_sure_and_none_shows_more_than_there_is(
    visible: float, passes: float, says: list[str]
) -> None:
    named = advised(MINUTES)
    first = named["recommendation"].first
    dearer = Sparing(
        option=first,
        cheaper=first,
        more_usd=1.0,
        results=1.0,
        visible=visible,
        seen=SparingSeen.SHOWS,
    )
    named["recommendation"] = replace(named["recommendation"], passes=passes, sparing=(dearer,))
    job = Job(key=MINUTES.key, use_case=MINUTES.key)
    row = JobDecision(work=MINUTES, guessed=frozenset(), ending=Use(**named), risks=())
    decision = Decision(method=7, on=ON, starts=ON, jobs=(row,))
    basis = Basis(
        decision=decision, answers=Answers(jobs=(job,)), catalog=CATALOG, progress=NEW, changes={}
    )

    assert list(basis.jobs[0].at("pilot-shows")) == says


MODERATION = work("content-moderation", people_wrong=0.1, finds=True, results=1_000.0)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (MODERATION, "Stop if more than 14 of the 285 good ones were marked. Stop if more than 41 of 300"),
        (replace(MODERATION, results=60.0), "Stop if more than 1 of the 20 good ones were marked. "),
        # who sorts or finds marks nothing for people
        (work("support-email-triage", people_wrong=0.05, finds=True), ""),
        (REVIEWS, ""),
    ],
)  # fmt: skip
def test_what_marks_is_held_to_both_sides(of: Work, says: str) -> None:
    stop = tile(plan(of), "stop")

    assert ("good ones were marked" in stop) is bool(says)
    assert says in stop


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (work("earnings-call-summary"), "Stop at the first wrong figure, date or time. "),
        (
            work("sales-call-prep"),
            "Stop at the first briefing with something that no source has. ",
        ),
        (work("support-chat-agent"), "Stop at the first promise that you could not keep. "),
        # a nuisance ends nothing, and what is counted needs no first sight
        (work("earnings-call-summary", stakes=NUISANCE), ""),
        (work("invoice-capture", people_wrong=0.02, finds=True), ""),
        (MINUTES, ""),
        (work("job-ad"), ""),  # pairs differ, and the test has none
    ],
)
def test_what_a_good_one_must_hold_ends_a_test_at_first_sight(of: Work, says: str) -> None:
    stop = tile(plan(of), "stop")

    assert ("Stop at the first" in stop) is bool(says)
    assert says in stop


INVOICES = work("invoice-capture", people_wrong=0.02, finds=True)


@pytest.mark.parametrize(
    ("damage_usd", "most"),
    [(None, 4), (100.0, 4), (900.0, 2)],
)
def test_a_dear_slip_lowers_the_bar_where_nobody_reads(damage_usd: float | None, most: int) -> None:
    unread = replace(INVOICES, results=300.0, review=Review.NOBODY, finds=False)
    stop = tile(plan(replace(unread, damage_usd=damage_usd)), "stop")

    says = f"Stop if more than {most} of 100 entries had to be corrected."
    assert f"{says} By hand about 2 of 100 go wrong too (our estimate)." in stop


@pytest.mark.parametrize(
    ("wrong_today", "says"),
    [(None, "go wrong too (our estimate)."), (2, "go wrong too."), (0, "go wrong too.")],
)
def test_what_people_get_wrong_is_an_estimate_unless_their_owner_says_it(
    wrong_today: int | None, says: str
) -> None:
    unread = replace(INVOICES, results=300.0, review=Review.NOBODY, finds=False)

    assert says in tile(plan(unread, wrong_today=wrong_today), "stop")


PHOTOS = work("product-photo-background", shows_what_is_sold=True)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (PHOTOS, "stop if one shows something you do not sell."),
        (replace(PHOTOS, stakes=LAW), "stop if one shows something you do not sell."),
        (replace(PHOTOS, shows_what_is_sold=False), "stop if one would have cost you money."),
        (replace(PHOTOS, stakes=NUISANCE), ""),
    ],
)
def test_a_changed_product_is_counted_apart_from_what_is_not_used(of: Work, says: str) -> None:
    stop = tile(plan(of), "stop")

    assert "pictures could not be used" in stop
    assert says in stop
    assert ("another thing" in stop) is ("another thing" in says)


@pytest.mark.parametrize(
    ("use_case", "languages", "says"),
    [
        ("support-email-reply", ("en", "de"), True),
        ("support-email-reply", ("en",), False),
        ("support-email-reply", (), False),
        ("catalog-translation", ("en", "de"), False),  # that is what it does
        ("invoice-capture", ("en", "de"), False),  # it writes no words
        ("menu-photos", ("en", "de"), False),
        ("code-review", ("en", "de"), False),  # a program has a language of its own
        ("api-docs", ("en", "de"), True),
    ],
)
def test_each_language_has_its_cases(
    use_case: str, languages: tuple[str, ...], *, says: bool
) -> None:
    of = work(use_case)
    job = Job(key=use_case, use_case=use_case)
    answers = Answers(jobs=(job,), languages=tuple(map(Language.read, languages)))
    row = JobDecision(work=of, guessed=frozenset(), ending=Use(**advised(of)), risks=())
    plan_of_one = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert ("in each language" in tile(plan_of_one, "test")) is says


def test_a_draft_is_held_to_what_its_readers_overlook() -> None:
    of = replace(INVOICES, results=300.0, damage_usd=900.0)
    stop = tile(plan(replace(of, finds=False)), "stop")
    says = "Stop if more than 4 of 100 entries had to be corrected."

    assert says in tile(plan(of), "stop")
    assert "Readers" not in tile(plan(of), "stop")  # known ones decide
    assert f"{says} Readers may miss 2 wrong ones; by hand about 2 of 100 stay wrong." in stop


@pytest.mark.parametrize(
    ("of", "says"),
    [
        # of what is done once its first part is the test; all of it is none, nor is what comes again
        (work("menu-photos", once=True, results=40.0), "Begin with 13 of all 40 pictures, "),
        (work("menu-photos", once=True, results=10.0, minutes_by_hand=60.0), "Take 10 dishes"),
        (work("menu-photos", results=40.0), "Take 20 dishes"),
    ],
)
def test_first_part_of_what_is_done_once_is_its_test(of: Work, says: str) -> None:
    test = tile(plan(of), "test")

    assert test.startswith(says)
    assert ("If they pass, the rest follows." in test) is says.startswith("Begin")


@pytest.mark.parametrize(
    ("second", "label", "risk"),
    [
        # the risk is of the job whose test stands above it
        (Use, "Test it first: contract checks", "Its biggest risk"),
        (LeaveIt, "Test it first", "Biggest risk: contract checks"),
    ],
)
def test_answers_say_of_which_of_several_jobs_they_are(
    second: type[Use | LeaveIt], label: str, risk: str
) -> None:
    other = work("product-description", results=60.0)
    left = LeaveIt(job=other.key, comparison=comparison(other))
    ended = Use(**advised(other)) if second is Use else left
    of = document((REVIEWS, Use(**advised(REVIEWS))), (other, ended))

    assert {row.label for row in of.head.tiles} == {
        "Cost",
        label,
        "When to stop",
        risk,
    }
    (line,) = [" ".join(line.says) for line in of.head.jobs if line.key == other.key]
    assert ("Stop if more than 9 of 30" in line) is (second is Use)
    assert ("Stop if more than 9" in line) is (second is Use)


@pytest.mark.parametrize(
    ("hours", "damage_usd", "says"),
    [
        # by hand $500; with AI $20 and the hours
        (20.0, 50.0, "That is $20 a month more than by hand. One fault of $50 that people miss, seen in two months, pays for it."),
        (20.0, 5_000.0, "seen in twelve months, pays for it."),
        (22.0, 50.0, "That is $70 a month more than by hand. Two faults of $50 a month that people miss pay for it."),
        (20.0, None, "That is $20 a month more than by hand. It pays if it finds what people miss."),
        (19.0, 50.0, ""),
    ],
)  # fmt: skip
def test_second_look_says_what_pays_for_it(
    hours: float, damage_usd: float | None, says: str
) -> None:
    of = work("code-review", finds=True, reading_part=1.0, damage_usd=damage_usd)
    plan_of_one = document((of, SecondLook(**advised(of, hours))))
    (money,) = [row.finding for row in plan_of_one.sections if row.key == "money"]

    assert ("more than by hand" in money) is bool(says)
    assert says in money
    assert "Put in 10 changes with a known fault: stop if six were passed as good." in tile(
        plan_of_one, "stop"
    )
    assert "reviews had to be done again, false alarms counted." in tile(plan_of_one, "stop")
