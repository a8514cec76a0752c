"""What is said of an owner's fear: the act against it, its cases in the test, and its end."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import Medium
from tests.support import starter_catalog
from tests.wizard.plan_document.endings import ON, advised, comparison, tile, work
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import AskFirst, Ending, LeaveIt, Use
from wizard.decision.fears import fear_of
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, Review, Stakes
from wizard.document.blocks import Document, ListBlock
from wizard.document.compose import document_of

CATALOG = starter_catalog()
ROWS = {"medium": Medium.DATA}
A_FORM = {"goes_in": GoesIn.PAPER, "words": "Translate the forms of guests"}


def risk(job: Job) -> str:
    """Return the biggest risk that a plan of one job says."""
    answers = Answers(jobs=(job,), people=6, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    tiles = {tile.key: tile for tile in plan.head.tiles}
    return " ".join((tiles["risk"].big, *tiles["risk"].fine)) if "risk" in tiles else ""


def plan_of(job: Job) -> Document:
    """Return the plan of a firm of six with one job."""
    answers = Answers(jobs=(job,), people=6, wage_usd=Decimal(30))
    return document_of(decide(answers, CATALOG, ON), answers, CATALOG)


REPLIES = Job(key="support-email-reply", use_case="support-email-reply", results=Decimal(700))


@pytest.mark.parametrize(
    ("worst", "act"),
    [
        ("A room is promised that is taken", "Before every promise, look in your own calendar"),
        # of no kind: the act of the job where it speaks of that, else whoever checks looks for it
        ("A refund is said to be certain", "Answer promises, refunds, new bank details"),
        (
            "A guest is disappointed",
            "Write down which questions could lead to this; a person answers those without AI.",
        ),
    ],
)
def test_worst_is_quoted_with_the_act_against_it(worst: str, act: str) -> None:
    says = risk(replace(REPLIES, worst=worst))

    assert says.startswith(f"“{worst}.” {act}")


def test_phrases_of_any_job_are_against_nothing_that_is_feared() -> None:
    """The act of any table compares figures, and an owner may well write of figures."""
    phrases = CATALOG.phrases_for[Medium.DATA]
    job = Job(key="own", words="Note the tides", medium=Medium.DATA, results=Decimal(700))

    assert phrases.against in risk(job)
    assert phrases.against not in risk(replace(job, worst="A boat compares every number and sinks"))


def test_who_named_no_worst_reads_that_of_the_job_with_its_act() -> None:
    row = CATALOG.phrases_of["support-email-reply"]

    assert risk(REPLIES) == f"{row.cost_of_wrong} {row.against}"


@pytest.mark.parametrize(
    ("worst", "is_told"),
    [
        ("", False),  # then it is the act at the risk
        ("A guest is disappointed", True),
        ("A room is promised that is taken", True),
        ("A refund is said to be certain", False),  # it is against that
    ],
)
def test_what_is_done_at_any_time_stands_with_what_to_do_where_the_fear_has_its_own_act(
    worst: str, *, is_told: bool
) -> None:
    job = replace(REPLIES, worst=worst)
    answers = Answers(jobs=(job,), people=6, wage_usd=Decimal(30))
    lead = " ".join(document_of(decide(answers, CATALOG, ON), answers, CATALOG).head.lead)
    against = CATALOG.phrases_of["support-email-reply"].against

    assert (against in lead) is is_told
    assert (against in risk(job)) is not is_told


def test_fear_of_a_job_that_comes_later_stands_first_among_its_risks() -> None:
    """Above is only that of the job that is begun."""
    later = Job(
        key="knowledge-search",
        use_case="knowledge-search",
        results=Decimal(300),
        worst="A family misses a deadline",
    )
    jobs = (replace(REPLIES, worst="A room is promised that is taken"), later)
    answers = Answers(jobs=jobs, people=6, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    (risks,) = [section for section in plan.sections if section.key == "risks"]
    blocks = [block for group in risks.groups for block in group.blocks]
    rows = [row for block in blocks if isinstance(block, ListBlock) for row in block.rows]
    quoted = [row for row in rows if str(row.says[0]).startswith("“")]
    act = "Copy every deadline from its source into a calendar, and compare it once more."

    assert "A room is promised" in str([tile for tile in plan.head.tiles if tile.key == "risk"])
    (row,) = quoted
    (answer,) = row.trail.answers
    assert [str(text) for text in row.says] == [f"“A family misses a deadline.” {act}"]
    assert (row.trail.rule, answer.marked) == ("risk", False)
    assert [str(text) for text in answer.says] == [
        "The worst, in your words: “A family misses a deadline”"
    ]


@pytest.mark.parametrize(
    ("worst", "stakes", "says"),
    [
        ("An emergency is not put through", Stakes.MONEY, "“An emergency is not put through.” A trained person decides each"),
        ("A child is offended", Stakes.MONEY, "“A child is offended.” A trained person decides each"),
        ("We open for a swindler", Stakes.MONEY, "“We open for a swindler.” Ask for proof of who it is"),
        ("A burglar comes", Stakes.MONEY, "“A burglar comes.” A trained person decides each"),
        ("A man falls", Stakes.HURT, "“A man falls.” A trained person decides each"),
    ],
)  # fmt: skip
def test_where_ai_must_not_do_it_nothing_is_said_of_its_results(
    worst: str, stakes: Stakes, says: str
) -> None:
    calls = Job(
        key="support-voice-agent",
        use_case="support-voice-agent",
        results=Decimal(9_500),
        worst=worst,
        stakes=stakes,
        decides_on=frozenset({DecidesOn.TREATMENT}),
    )

    assert risk(calls).startswith(says)
    assert CATALOG.phrases_of["support-voice-agent"].against not in risk(calls)


@pytest.mark.parametrize(
    ("decides_on", "says"),
    [
        (DecidesOn.FUTURE, "Name beforehand who steps in, with what and how fast"),
        (DecidesOn.ROSTER, "Before anybody starts, let program or sheet mark every gap"),
        (DecidesOn.WORTH, "Before anybody acts on it, a second person looks at the thing itself."),
        (DecidesOn.LISTS, "Nobody acts on it before a person has seen every mark."),
        (DecidesOn.FIT, "Where a point is missing, or two fit, ask once more"),
        (DecidesOn.COUNT, "Before anybody relies on it, measure or ask"),
    ],
)
def test_what_is_done_without_ai_is_looked_at_before_it_does_harm(
    decides_on: DecidesOn, says: str
) -> None:
    """With a fear, and with none."""
    defects = replace(REPLIES, use_case="visual-defect-description")
    job = replace(defects, worst="Lettuce rots", decides_on=frozenset({decides_on}))

    assert risk(job).startswith(f"“Lettuce rots.” {says}")
    assert risk(replace(job, worst="")).startswith(
        f"Somebody asks AI anyway and trusts the answer. {says}"
    )


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (
            "Say how many trays we sell",
            "Order or make a part first; agree beforehand who brings more",
        ),
        ("Say how many guests come", "Settle by when you can still call off, or call in"),
        ("Say which machines will break", "Name beforehand who steps in"),
    ],
)
def test_what_nobody_can_know_is_arranged_beforehand(words: str, act: str) -> None:
    """Of an amount a part is sure; all else needs somebody who steps in."""
    job = Job(
        key="own-1",
        words=words,
        act=JobAct.FORECAST,
        worst="The shelves are empty",
        decides_on=frozenset({DecidesOn.FUTURE}),
    )

    assert act in risk(job)


@pytest.mark.parametrize(
    ("act", "fields", "worst", "says"),
    [
        # a right sum may kill
        (JobAct.CALCULATE, {}, "The pond is dead", "each figure with its source, and ask: could"),
        (JobAct.CALCULATE, {}, "", "a second person compares each figure with its source."),
        # what others wrote is asked again, one's own is translated once
        (JobAct.TRANSLATE, A_FORM, "He is ill", "ask whoever wrote it about"),
        (JobAct.TRANSLATE, {"goes_in": GoesIn.PAPER}, "He is ill", "let one person check each"),
        (JobAct.TRANSLATE, {}, "He is ill", "Let a person translate every warning once"),
        # a photo or a message may be of another thing
        (JobAct.COPY, {"goes_in": GoesIn.PHOTO, **ROWS}, "He is ill", "with what it is about"),
        (JobAct.COPY, {"goes_in": GoesIn.RECORDING, **ROWS}, "He is ill", "with what it is about"),
        (
            JobAct.COPY,
            {"goes_in": GoesIn.PAPER, **ROWS},
            "He is ill",
            "with its source for exactly",
        ),
        # what is late is no wrong pair
        (JobAct.MATCH, ROWS, "It comes after its last day", "Note by which day each one must"),
        (JobAct.MATCH, ROWS, "It comes to nobody", "shuts out what could lead to this"),
        (JobAct.MATCH, ROWS, "", "shuts out what must never go together"),
    ],
)
def test_remedy_is_of_what_is_feared_and_not_of_another_danger(
    act: JobAct, fields: dict[str, Any], worst: str, says: str
) -> None:
    fields = {"medium": Medium.TEXT, "goes_in": GoesIn.TEXT, "stakes": Stakes.HURT, **fields}
    sums = frozenset({DecidesOn.SUM} if act is JobAct.CALCULATE else ())
    job = Job(key="own-1", act=act, worst=worst, decides_on=sums, **{"words": "Do it"} | fields)

    assert says in risk(job)


@pytest.mark.parametrize(
    ("decides_on", "worst", "act"),
    [
        (DecidesOn.ROSTER, "The car had a dent before", "mark every gap, clash and broken rule"),
        (DecidesOn.ROSTER, "A dent that the car had before", "Date the photos from before"),
        (DecidesOn.ROSTER, "A dent was there before", "Date the photos from before and after"),
        (DecidesOn.ROSTER, "A dent comes back", "mark every gap, clash and broken rule"),
    ],
)
def test_nature_of_a_fear_counts_before_what_replaces_ai(
    decides_on: DecidesOn, worst: str, act: str
) -> None:
    job = Job(key="own-1", words="Plan it", worst=worst, decides_on=frozenset({decides_on}))

    assert act in risk(job)


@pytest.mark.parametrize(
    ("act", "medium", "test", "stop"),
    [
        (JobAct.LISTS, Medium.DATA, "each difference", "not marked"),
        (JobAct.VALUE, Medium.DATA, "decide 20 past cases apart", "more than 3 of 20"),
        (JobAct.TELL, Medium.TEXT, "five past days", "shown wrongly"),
    ],
)
def test_what_a_sheet_or_a_fixed_sentence_does_is_tested_too(
    act: JobAct, medium: Medium, test: str, stop: str
) -> None:
    job = Job(
        key="own-1",
        words="Tickets",
        act=act,
        medium=medium,
        stakes=Stakes.HURT,
        decides_on=frozenset({DecidesOn.SUM}),
    )
    of = Answers(jobs=(job,))
    plan = document_of(decide(of, CATALOG, ON), of, CATALOG)

    assert test in tile(plan, "test")
    assert stop in tile(plan, "stop")


# ------------------------------------------------------------------- which fear stands on top


def top_risk(*jobs: tuple[str, Stakes, str, type[Ending]]) -> str:
    """Return the biggest risk of a plan of several jobs: slug, stakes, fear, and ending of each."""
    rows, asked = [], []
    for slug, stakes, worst, ending in jobs:
        job = Job(key=slug, use_case=slug, worst=worst)
        of = work(slug, stakes=stakes, fear=fear_of(job, CATALOG.phrases_of[slug], stakes))
        fields = advised(of) | ({"questions": ()} if ending is AskFirst else {})
        if ending is LeaveIt:
            fields = {"job": slug, "comparison": comparison(of)}
        ended = ending(**fields)
        rows.append(JobDecision(work=of, guessed=frozenset(), ending=ended, risks=()))
        asked.append(job)
    answers = Answers(jobs=tuple(asked), people=6)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=tuple(rows)), answers, CATALOG)
    return tile(plan, "risk")


GAS, PRICE = "A gas leak waits until Monday", "A price is too low"
LISTING, REPLY = "property-listing", "support-email-reply"
ON_TOP = CATALOG.phrases_of[LISTING]
HARM = "Somebody is told that something dangerous is safe"


@pytest.mark.parametrize(
    ("jobs", "says"),
    [
        # hurt before law before money before a nuisance, begun or next
        ([(LISTING, Stakes.MONEY, PRICE, Use), (REPLY, Stakes.HURT, GAS, Use)], GAS),
        ([(LISTING, Stakes.LAW, PRICE, Use), (REPLY, Stakes.HURT, GAS, Use)], GAS),
        ([(LISTING, Stakes.HURT, PRICE, Use), (REPLY, Stakes.LAW, GAS, Use)], PRICE),
        ([(LISTING, Stakes.MONEY, PRICE, Use), (REPLY, Stakes.NUISANCE, GAS, Use)], PRICE),
        # of those alike what an owner wrote, then the one that is begun
        ([(LISTING, Stakes.MONEY, "", Use), (REPLY, Stakes.MONEY, PRICE, Use)], PRICE),
        ([(LISTING, Stakes.MONEY, PRICE, Use), (REPLY, Stakes.MONEY, GAS, Use)], PRICE),
        ([(LISTING, Stakes.MONEY, "", Use), (REPLY, Stakes.MONEY, "", Use)], ON_TOP.cost_of_wrong),
        # left to people, a grave fear is still told; another is not
        ([(LISTING, Stakes.MONEY, PRICE, Use), (REPLY, Stakes.HURT, GAS, LeaveIt)], GAS),
        ([(LISTING, Stakes.NUISANCE, PRICE, Use), (REPLY, Stakes.MONEY, GAS, LeaveIt)], PRICE),
        ([(LISTING, Stakes.NUISANCE, PRICE, Use), (REPLY, Stakes.HURT, "", LeaveIt)], PRICE),
        ([(LISTING, Stakes.NUISANCE, "", Use), (REPLY, Stakes.NUISANCE, PRICE, LeaveIt)], ON_TOP.cost_of_wrong),
        # of what stands on file a harm or a breach of law is told before that of the one begun
        ([(LISTING, Stakes.MONEY, "", Use), (REPLY, Stakes.HURT, "", Use)], HARM),
        ([(LISTING, Stakes.LAW, "", Use), (REPLY, Stakes.HURT, "", Use)], HARM),
        ([(LISTING, Stakes.NUISANCE, "", Use), (REPLY, Stakes.MONEY, "", Use)], ON_TOP.cost_of_wrong),
        ([(LISTING, Stakes.NUISANCE, "", Use), (REPLY, Stakes.HURT, "", LeaveIt)], ON_TOP.cost_of_wrong),
        ([(LISTING, Stakes.NUISANCE, PRICE, Use), (REPLY, Stakes.HURT, "", Use)], PRICE),
    ],
)  # fmt: skip
def test_biggest_risk_is_the_gravest_written_else_a_harm_else_that_of_the_job_begun(
    jobs: list[tuple[str, Stakes, str, type[Ending]]], says: str
) -> None:
    assert says in top_risk(*jobs)


@pytest.mark.parametrize(("worst", "is_told"), [("A boat sinks", True), ("", False)])
def test_whatever_an_owner_fears_is_told_if_nothing_else_is(worst: str, *, is_told: bool) -> None:
    """Two jobs that are left to people have no other risk."""
    says = top_risk(
        (REPLY, Stakes.MONEY, worst, LeaveIt),
        (LISTING, Stakes.MONEY, "", LeaveIt),
    )

    assert says.startswith("“A boat sinks.”") is is_told
    assert bool(says) is is_told


def test_what_nobody_begins_yet_is_not_the_biggest_risk() -> None:
    """The hours of a month are used up by the first job, however grave the second one is."""
    first = replace(REPLIES, results=Decimal(4_000), minutes_by_hand=Decimal(20), worst=PRICE)
    later = replace(first, key="listing", use_case=LISTING, stakes=Stakes.HURT, worst=GAS)
    answers = Answers(jobs=(first, later), people=1, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert "Later:" in str(plan.head)
    assert PRICE in tile(plan, "risk")


def test_fear_of_what_begins_without_ai_is_told_too() -> None:
    """A program checks the files, and a person signs."""
    check = Job(
        key="own-1",
        words="Check the print files for missing fonts",
        act=JobAct.CHECK,
        medium=Medium.DATA,
        stakes=Stakes.MONEY,
        worst="We print a wrong letter",
    )
    answers = Answers(jobs=(REPLIES, check), people=6, wage_usd=Decimal(30))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert "We print a wrong letter" in tile(plan, "risk")


# ------------------------------------------------------------------- by the sort of the fear

OWN_JOB = Job(key="own-1", words="Write what we are asked for", results=Decimal(300))


@pytest.mark.parametrize(
    ("worst", "test", "stop", "act"),
    [
        ("A danger is not in the paper", "Go through each by a list of what", "Stop at the first text that leaves out", "List what each text must hold"),
        ("An old rule is applied", "", "Put in 10 cases that only something outdated answers: stop if one was answered with it.", "Show source and date"),
        ("It goes to the wrong buyer", "Choose some with names that are easily", "Stop at the first text with a wrong name", "with your own file"),
        ("She is passed over for her age", "Give some twice, with another name", "Stop if the same case with another name, age or sex", "nothing may change"),
        # of no kind: no reading shows what stands elsewhere, and the plain test and end
        ("It goes badly", "Include 10 where this could happen: “It goes badly.”", "Stop at the first text in which the biggest risk shows.", "Before each text goes out, check just this against file, list or thing."),
    ],
)  # fmt: skip
def test_sort_of_the_fear_decides_test_stop_and_act(
    worst: str, test: str, stop: str, act: str
) -> None:
    job = replace(OWN_JOB, worst=worst, stakes=Stakes.LAW, secrets=frozenset())
    plan = plan_of(job)

    assert test in tile(plan, "test")
    assert stop in tile(plan, "stop")
    assert act in tile(plan, "risk")


@pytest.mark.parametrize(
    ("worst", "test", "stop", "act"),
    [
        ("A leak waits until Monday", "", "Put in 10 urgent or dangerous ones: stop if one was left waiting.", "List words that point to this; each answer with one goes straight to a person."),
        ("A burning stove", "", "Put in 10 urgent or dangerous ones: stop if one was left waiting.", "List words that point to this; each answer with one goes straight to a person."),
        ("Somebody dives who should not", "", "Put in 10 cases in which the answer is no: stop if one was told yes.", "the person responsible, never by AI"),
        ("A leak in a pipe", "Include 10 where this could happen", "in which the biggest risk shows.", "a person answers those without AI."),
    ],
)  # fmt: skip
def test_whoever_answers_is_asked_by_people_in_need(
    worst: str, test: str, stop: str, act: str
) -> None:
    job = replace(OWN_JOB, act=JobAct.ANSWER, worst=worst, stakes=Stakes.LAW, secrets=frozenset())
    plan = plan_of(job)

    assert test in tile(plan, "test")
    assert stop in tile(plan, "stop")
    assert act in tile(plan, "risk")


@pytest.mark.parametrize(
    ("worst", "act"),
    [
        ("A secret gets out", "Enter nothing secret before its owner agrees"),
        ("A film is shown before its time", "Enter nothing secret before its owner agrees"),
        ("We lose a good customer", "check just this against file, list or thing."),
        ("A swindler is paid", "Ask for proof of who it is"),
        ("A wrong name", ""),
    ],
)
def test_what_no_result_shows_is_neither_chosen_nor_waited_for(worst: str, act: str) -> None:
    plan = plan_of(replace(OWN_JOB, worst=worst, stakes=Stakes.MONEY, secrets=frozenset()))
    is_shown = not act

    assert ("where this could happen" in tile(plan, "test")) is is_shown
    assert ("in which the biggest risk shows" in tile(plan, "stop")) is is_shown
    assert ("Take only released or invented ones." in tile(plan, "test")) is ("secret" in act)
    assert act in tile(plan, "risk")


CALLS = Job(key="support-voice-agent", use_case="support-voice-agent", results=Decimal(900))
RING = "Calls for help ring at a person, on a line that no machine answers."
PLAYED = "Let your own people play these: test none of them on real people."


@pytest.mark.parametrize(
    ("job", "worst", "stakes", "rings", "is_played"),
    [
        (CALLS, "A family stands on the motorway", Stakes.MONEY, True, True),
        # nobody is in need: what could lead to it is played all the same
        (CALLS, "A caller is told nonsense", Stakes.MONEY, False, True),
        (CALLS, "", Stakes.MONEY, False, False),
        # what comes in writing waits for no test
        (REPLIES, "A family stands on the motorway", Stakes.MONEY, False, False),
    ],
)
def test_no_machine_stands_before_calls_for_help_and_no_real_one_is_a_test(
    job: Job, worst: str, stakes: Stakes, *, rings: bool, is_played: bool
) -> None:
    plan = plan_of(replace(job, worst=worst, stakes=stakes, secrets=frozenset()))

    assert (RING in plan.head.lead) is rings
    assert (PLAYED in tile(plan, "test")) is is_played


LIST = "Let a person look for this alone in what was passed or put aside."
SOURCE_OF_IT = "Before use, compare each record with its source"
TABLE_JOB = replace(
    OWN_JOB, words="Read the last day of certificates into a table", medium=Medium.DATA
)


@pytest.mark.parametrize(
    ("job", "worst", "act"),
    [
        # whatever is copied out of papers is read twice; to copy it by hand is the job itself
        (TABLE_JOB, "A deadline is missed", "Before use, compare each record with its source for exactly this."),
        (OWN_JOB, "A deadline is missed", "Copy every deadline from its source into a calendar, and compare it once more."),
        # what stands in no record is found by no look at it
        (TABLE_JOB, "A crossing is not in the table", "Count what should be there, and look for what has no record."),
        (replace(OWN_JOB, act=JobAct.TRANSLATE), "A crossing is not in the table", "List what must not be lost"),
        (TABLE_JOB, "A boat sinks", SOURCE_OF_IT),
        # who ordered is asked, and who wrote of orders is not
        (replace(TABLE_JOB, words="Type the orders of hotels into our program"), "A boat sinks", "Send each one back in writing at once"),
        (replace(TABLE_JOB, words="Type the bookings of schools into our program"), "A boat sinks", "Send each one back in writing at once"),
        (replace(TABLE_JOB, act=JobAct.ANSWER, words="Get the orders of hotels into our program"), "A boat sinks", "Send each one back in writing at once"),
        (replace(TABLE_JOB, words="Type the work order of hotels into our program"), "A boat sinks", SOURCE_OF_IT),
        (replace(TABLE_JOB, words="Read the order sheets of dentists into our list"), "A boat sinks", SOURCE_OF_IT),
        (replace(OWN_JOB, words="Write about orders"), "A boat sinks", "check just this against file, list or thing."),
        (replace(TABLE_JOB, act=JobAct.ANSWER), "A boat sinks", "Say it back to whoever asked or ordered"),
        (replace(OWN_JOB, act=JobAct.ANSWER), "A boat sinks", "a person answers those without AI."),
        (replace(OWN_JOB, act=JobAct.EXPLAIN), "A boat sinks", "Before use, compare each text with its source"),
        (Job(key="code-review", use_case="code-review"), "A boat sinks", "Write a test for exactly this fault"),
        # what is made by it shows on a thing, and no look at a picture does
        (Job(key="product-concept-render", use_case="product-concept-render"), "It came out like peas", "signs a sample"),
        (Job(key="floor-plan-render", use_case="floor-plan-render"), "Nobody can build the roof", "signs a sample"),
        (Job(key="virtual-try-on", use_case="virtual-try-on"), "We do not sew that cut", "Lay each picture beside the real thing"),
        (replace(OWN_JOB, words="Draw a boat", medium=Medium.IMAGE), "It came out like peas", "Before use, let one person check each"),
        (TABLE_JOB, "One certificate was missing", "Count what should be there, and look for what has no record."),
        # of no kind: who looks at it, by what is done
        (replace(TABLE_JOB, act=JobAct.SORT), "A boat sinks", LIST),
        (replace(TABLE_JOB, act=JobAct.CHECK), "A boat sinks", LIST),
        # what was written off a paper passes any look that has none
        (replace(OWN_JOB, act=JobAct.CHECK, words="Check names and dates of a deed"), "A boat sinks", "Lay each beside the paper it came from"),
        (replace(OWN_JOB, act=JobAct.CHECK, words="Check the words"), "A boat sinks", LIST),
        # what is checked against another thing has its figures there
        (replace(TABLE_JOB, act=JobAct.CHECK, words="Check planks against the drawing"), "A boat sinks", "Lay both side by side"),
        (replace(TABLE_JOB, act=JobAct.CHECK, words="Check planks again"), "A boat sinks", LIST),
        # what was said word for word is heard again, and an allergen has one name in each language
        (replace(OWN_JOB, goes_in=GoesIn.RECORDING, words="Type up letters"), "A boat sinks", "Hear each text again beside the recording"),
        (replace(OWN_JOB, act=JobAct.TRANSLATE), "Walnuts are not on it", "Keep one list of allergens in all languages"),
        (OWN_JOB, "Walnuts are not on it", "Copy every allergy and allergen word for word"),
        (OWN_JOB, "We did not answer one question", "List every question first, and tick off where each text answers it."),
        (replace(OWN_JOB, act=JobAct.COMPARE), "A boat sinks", "Compare this as a point of its own, for every one."),
        (replace(OWN_JOB, act=JobAct.TELL), "A boat sinks", "Just before it goes out, look once more whether it is still true."),
        (replace(OWN_JOB, act=JobAct.TRANSLATE), "A boat sinks", "List what must not go wrong, with its translation, and use that unchanged."),
        (replace(OWN_JOB, act=JobAct.TRANSLATE, stakes=Stakes.HURT), "A boat sinks", "Let a person translate every warning once"),
        (OWN_JOB, "A boat sinks", "Before each text goes out, check just this against file, list or thing."),
        (replace(OWN_JOB, words="Write instructions", stakes=Stakes.HURT), "A man is cut", "go through every step on the spot first."),
        (replace(OWN_JOB, words="Write instructions", stakes=Stakes.LAW), "A man is cut", "check just this against file, list or thing."),
        (replace(OWN_JOB, words="Write letters", stakes=Stakes.HURT), "A man is cut", "In each letter, write what this hangs on yourself"),
        (Job(key="support-chat-agent", use_case="support-chat-agent"), "A boat sinks", "the machine passes each such case to a person."),
        # a look at code shows nothing of what it does
        (replace(OWN_JOB, words="Move a program", medium=Medium.CODE), "A boat sinks", "Nothing goes live without your tests and a second look."),
        (Job(key="underwriting-summary", use_case="underwriting-summary"), "A great loss was left out", "List what must not be lost, and tick it off in each summary."),
        # a summary leaves out what is overlooked; whoever checks or sorts knows better where it hides
        (Job(key="document-summarization", use_case="document-summarization"), "A claim is overlooked", "List what must not be lost"),
        (Job(key="contract-review", use_case="contract-review"), "A claim is overlooked", "In every contract, read yourself the clauses"),
        (Job(key="ediscovery-classification", use_case="ediscovery-classification"), "A letter is overlooked", "and a sample of what is left out"),
        # what was dictated only its speaker can check; what he names by its kind is against that
        (replace(OWN_JOB, goes_in=GoesIn.DICTATION), "A pane is two centimetres too small", "Let whoever dictated each"),
        (replace(OWN_JOB, goes_in=GoesIn.DICTATION), "A boat sinks", "Let whoever dictated each"),
        (replace(OWN_JOB, goes_in=GoesIn.DICTATION), "A family misses a deadline", "Copy every deadline"),
        (replace(OWN_JOB, goes_in=GoesIn.TEXT), "A pane is two centimetres too small", "Take every figure and date from its source"),
        (Job(key="visit-dictation", use_case="visit-dictation", stakes=Stakes.HURT), "A note says left where it was right", "Read every left and right aloud"),
        (replace(OWN_JOB, words="Show a picture of the garden", medium=Medium.IMAGE), "It is taken for a promise", "what in it is made up"),
        (OWN_JOB, "A boat is promised", "Before every promise, look"),
        (OWN_JOB, "It is taken for a promise", "check just this against file, list or thing."),
        # who is hurt by what is on file is helped by the act on file
        (Job(key="training-video", use_case="training-video", stakes=Stakes.HURT), "A new man reaches into the slicer", "Record real hands"),
        (Job(key="dubbing", use_case="dubbing", stakes=Stakes.HURT), "A new man reaches into the slicer", "Before use, let one person check each dubbed minute"),
        (replace(OWN_JOB, act=JobAct.COMPARE), "We order the wrong grade", "Compare number, kind and size with the order"),
    ],
)  # fmt: skip
def test_act_fits_what_goes_wrong_and_what_comes_out(job: Job, worst: str, act: str) -> None:
    stakes = job.stakes or Stakes.MONEY
    says = risk(replace(job, worst=worst, stakes=stakes, secrets=frozenset()))

    assert says.startswith(f"“{worst}.”")
    assert act in says


WRITE, CHECK_IT = OWN_JOB, replace(OWN_JOB, act=JobAct.CHECK)
COPY, TRANSLATE = TABLE_JOB, replace(OWN_JOB, act=JobAct.TRANSLATE)
WHERE_IT_STANDS = "check just this against file, list or thing."


@pytest.mark.parametrize(
    ("job", "worst", "act"),
    [
        # what was there is seen on a picture, and what was is not there
        (CHECK_IT, "A dent was there before", "Date the photos from before and after"),
        (CHECK_IT, "We come there before nine", LIST),
        (CHECK_IT, "A dent comes back", LIST),
        (CHECK_IT, "A pane was cracked before", "Date the photos from before and after"),
        (CHECK_IT, "A wardrobe was whole when we left", "Date the photos from before and after"),
        (CHECK_IT, "The whole wardrobe is scratched", LIST),
        # what was counted wrongly stands in no text
        (WRITE, "We praise a rise that was a fault in the counting", "with a second count"),
        (WRITE, "We report a rise that was a fall", "with a second count"),
        (WRITE, "We report a fault in the door", WHERE_IT_STANDS),
        (WRITE, "The client does not see the rise", WHERE_IT_STANDS),
        (TRANSLATE, "We report a rise that was a fall", "List what must not go wrong"),
        # nobody looks before a machine promises; whoever writes does
        (CALLS, "A room is promised that is taken", "the machine passes each such case to a person."),
        (REPLIES, "A room is promised that is taken", "Before every promise, look"),
        (CALLS, "A burglar finds an open door", "the machine passes each such case to a person."),
        # the paper that somebody brings says what he wants
        (WRITE, "A nurse without registration", "Look it up in the public register itself"),
        (WRITE, "A nurse after registration", WHERE_IT_STANDS),
        # for many at once one is made first, but a text is read
        (CHECK_IT, "We print a book with a gap", "sign a proof or first piece"),
        (CHECK_IT, "We lose a print", LIST),
        (WRITE, "We print a book with a gap", WHERE_IT_STANDS),
        (COPY, "Coats are cut in a bad size", "sign a proof or first piece"),
        (WRITE, "Prices are cut", WHERE_IT_STANDS),
        # a list that holds back makes it later
        (CHECK_IT, "The rate runs out", "Note by which day each one must be done"),
        (CHECK_IT, "A container stands in the port for a week", "Note by which day each one must be done"),
        (CHECK_IT, "A wrong part stops us for a week", LIST),
        (CHECK_IT, "The ink runs out", LIST),
        (WRITE, "A boat waits for a week", WHERE_IT_STANDS),
        (CHECK_IT, "The page says the opposite", "Lay each sentence beside its source"),
        (WRITE, "The page says the opposite", "Lay each sentence beside its source"),
        (CHECK_IT, "The house opposite burns", LIST),
        (CHECK_IT, "A tester was never in the shop", LIST),
        (CHECK_IT, "A boat is not noticed", LIST),
        (TRANSLATE, "A door is closed", "List what must not go wrong"),
        # a figure that is read wrongly is compared, and one that is written is taken from its source
        (COPY, "A bill is too high", SOURCE_OF_IT),
        (WRITE, "A bill is too high", "Take every figure and date from its source"),
        (COPY, "A farmer loses a bag", SOURCE_OF_IT),
        (COPY, "A shoe is too small", SOURCE_OF_IT),
        # what was dictated only its speaker can check
        (replace(COPY, goes_in=GoesIn.DICTATION), "A boat sinks", "Let whoever dictated each"),
        (replace(WRITE, goes_in=GoesIn.DICTATION), "A crack was there before", "Date the photos from before and after"),
        # nobody writes alone a plan that all of it touches
        (replace(WRITE, words="Write a work plan", stakes=Stakes.LAW), "A man falls", "go through every step on the spot first."),
        (replace(WRITE, words="Plan the work in a letter", stakes=Stakes.LAW), "A man falls", WHERE_IT_STANDS),
        (Job(key="incident-report", use_case="incident-report"), "It accuses the wrong man", "Let whoever was there read and sign every report"),
        (Job(key="travel-itinerary", use_case="travel-itinerary"), "A boat does not sail", "Let somebody who knows the way"),
        (Job(key="product-photo-background", use_case="product-photo-background"), "Green is not green", "Lay each picture beside the real thing"),
        (Job(key="product-description", use_case="product-description"), "The lamp has no plug", "Lay every description beside the thing itself"),
        # whoever checks needs a list of what must be there
        (CHECK_IT, "A warning is missing", "List what must be in it, and look for each point without AI first."),
        (WRITE, "A warning is missing", "List what each text must hold before you read it"),
        (replace(WRITE, medium=Medium.DATA), "A warning is missing", "Count what should be there"),
        # what stands on file is against what judges miss, and not against what a note leaves out
        (Job(key="visit-dictation", use_case="visit-dictation"), "A warning is missing", "List what each note must hold"),
        # a face says no name, and a paper does
        (replace(WRITE, goes_in=GoesIn.PHOTO), "A wrong name is printed", "from whoever took the photo, never from a face."),
        (replace(WRITE, goes_in=GoesIn.PAPER), "A wrong name is printed", "Compare every name with its source"),
        (replace(WRITE, goes_in=GoesIn.PHOTO), "A wrong word is printed", WHERE_IT_STANDS),
        # who looks for something on photos makes none
        (replace(OWN_JOB, words="Find rust", medium=Medium.IMAGE, goes_in=GoesIn.PHOTO, act=JobAct.FIND), "A boat sinks", LIST),
        # what is sorted lies in another heap
        (replace(COPY, act=JobAct.SORT), "A mail is forgotten", LIST),
    ],
)  # fmt: skip
def test_what_is_feared_says_by_its_nature_what_is_done(job: Job, worst: str, act: str) -> None:
    stakes = job.stakes or Stakes.MONEY

    assert act in risk(replace(job, worst=worst, stakes=stakes, secrets=frozenset()))


@pytest.mark.parametrize(
    ("worst", "stakes", "is_told"),
    [
        ("A gas leak waits", Stakes.HURT, True),
        ("A gas leak waits", Stakes.MONEY, True),
        ("A gas leak waits", Stakes.NUISANCE, False),
        ("A pipe drips", Stakes.HURT, False),
        ("", Stakes.HURT, False),
    ],
)
def test_what_is_settled_without_ai_stands_in_the_lead(
    worst: str, stakes: Stakes, *, is_told: bool
) -> None:
    job = replace(OWN_JOB, act=JobAct.ANSWER, worst=worst, stakes=stakes, secrets=frozenset())
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    says = "Set up a form or a number for urgent ones that reaches a person at once."
    assert (says in plan.head.lead) is is_told


@pytest.mark.parametrize(
    ("stakes", "bad"),
    [(Stakes.MONEY, "would have cost you money"), (Stakes.LAW, "was wrong where law or contract counts"), (Stakes.HURT, "could have hurt somebody")],
)  # fmt: skip
def test_harm_is_called_as_the_owner_answered(stakes: Stakes, bad: str) -> None:
    job = replace(OWN_JOB, stakes=stakes, secrets=frozenset())
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert f"stop if one {bad}." in tile(plan, "stop")
    assert ("hurt" in tile(plan, "stop") + tile(plan, "risk")) is (stakes is Stakes.HURT)
    is_seeded = "Include 10 in which a mistake could hurt somebody." in tile(plan, "test")
    assert is_seeded is (stakes is Stakes.HURT)


@pytest.mark.parametrize(
    ("worst", "test", "good", "stop"),
    [
        ("A rise that was a fault in the counting", "where this could happen", "no cause is made up", "Stop at the first rise or fall that was none."),
        ("Readers see that a machine wrote it", "Mix them with your own", "nobody can tell it from yours", "Stop if a reader who knows you tells its texts"),
        ("The court says that we cannot prove when we came", "Look in each for time, place and proof", "time, place and proof stand in it", "that would prove nothing."),
        ("A boat sinks", "where this could happen", "you change little", "in which the biggest risk shows."),
    ],
)  # fmt: skip
def test_what_is_good_is_never_what_is_feared(worst: str, test: str, good: str, stop: str) -> None:
    plan = plan_of(replace(OWN_JOB, worst=worst, stakes=Stakes.MONEY, secrets=frozenset()))

    assert test in tile(plan, "test")
    assert good in tile(plan, "test")
    assert ("you change little" in tile(plan, "test")) is (worst == "A boat sinks")
    assert stop in tile(plan, "stop")


@pytest.mark.parametrize(
    ("results", "marked"), [(10, "1 of the 4"), (60, "1 of the 20"), (300, "4 of the 90")]
)
def test_whoever_checks_may_mark_a_few_good_ones(results: int, marked: str) -> None:
    """What was missed and what was marked for nothing is all that ends such a test."""
    job = replace(OWN_JOB, act=JobAct.CHECK, results=Decimal(results), stakes=Stakes.MONEY)
    says = tile(plan_of(replace(job, secrets=frozenset())), "stop")

    assert f"Stop if more than {marked} good ones were marked." in says
    assert "had to be" not in says


# ------------------------------------------------------------------- what the owner chose


@pytest.mark.parametrize(
    ("stakes", "review", "results", "once", "says"),
    [
        (Stakes.LAW, Review.NOBODY, 300, False, "You chose to check fewer: that is too risky here."),
        (Stakes.LAW, Review.EVERY, 300, False, ""),
        (Stakes.MONEY, Review.SAMPLE, 250, False, "Later check one in ten, if no more than 3 of the last 100 were wrong."),
        (Stakes.MONEY, Review.SAMPLE, 30, False, "Later check one in ten, if no more than 3 of the last 100 were wrong."),
        (Stakes.MONEY, Review.SAMPLE, 99, True, "Check all: there are too few to show that fewer would do."),
        (Stakes.MONEY, Review.SAMPLE, 100, True, "Later check one in ten, if no more than 3 of the last 100 were wrong."),
        (Stakes.NUISANCE, Review.SAMPLE, 30, False, "Later check one in ten, if none of the last 15 was wrong."),
    ],
)  # fmt: skip
def test_changed_choice_is_told_with_when_it_holds(
    stakes: Stakes, review: Review, results: int, *, once: bool, says: str
) -> None:
    job = replace(
        OWN_JOB,
        stakes=stakes,
        review=review,
        results=Decimal(results),
        once=once,
        minutes_by_hand=Decimal(20),
        secrets=frozenset(),
    )
    answers = Answers(jobs=(job,), people=6, built_in=None)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    told = [
        text
        for text in plan.head.lead
        if "heck all" in text or "check fewer" in text or "one in ten" in text
    ]
    assert told == ([says] if says else [])


@pytest.mark.parametrize(
    ("damage", "says", "is_less_later"),
    [
        (200, "Later check one in ten, if no more than 1 of the last 300 was wrong.", True),
        # more than 300 would have to be right in a row
        (400, "You chose to check fewer: that is too risky here.", False),
    ],
)
def test_nothing_is_promised_that_no_tool_reaches(
    damage: int, says: str, *, is_less_later: bool
) -> None:
    job = replace(
        TABLE_JOB,
        act=JobAct.SORT,
        stakes=Stakes.MONEY,
        review=Review.SAMPLE,
        results=Decimal(5_000),
        minutes_by_hand=Decimal(2),
        damage_usd=Decimal(damage),
        secrets=frozenset(),
    )
    plan = plan_of(job)

    assert says in plan.head.lead
    assert ("if you check one in ten" in tile(plan, "cost")) is is_less_later


@pytest.mark.parametrize(("review", "count"), [(Review.SAMPLE, 1), (Review.EVERY, 0)])
def test_changed_choice_of_a_later_job_stands_in_its_line(review: Review, count: int) -> None:
    first = Job(key=LISTING, use_case=LISTING, results=Decimal(200), secrets=frozenset())
    later = replace(first, key="job-ad", use_case="job-ad", results=Decimal(100), review=review)
    answers = Answers(jobs=(first, later), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    told = [text for line in plan.head.jobs for text in line.says if "one in ten" in text]
    assert len(told) == count
