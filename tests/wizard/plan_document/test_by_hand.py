"""What stays with people: how it is done better at no price, its trial, and its risk."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import Language, Medium, Software
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.filled_in import filled_in
from tests.wizard.plan_document.endings import (
    OF_A_SITE,
    ON,
    OPTION,
    advised,
    comparison,
    finding_of,
    priced,
    tile,
    work,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.costs import Costing
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    AskFirst,
    Inquiry,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Use,
    WrongTool,
)
from wizard.decision.fears import fear_of
from wizard.decision.guesses import GUESSES
from wizard.decision.ranking import Ranking
from wizard.decision.safety import NOT_FOR_AI
from wizard.decision.vocabulary import (
    Builder,
    Condition,
    Country,
    DecidesOn,
    GoesIn,
    JobAct,
    Place,
    Review,
    Secret,
    Stakes,
    Unknown,
    WhyOut,
)
from wizard.document.basis import Basis
from wizard.document.blocks import Document, ListRow
from wizard.document.compose import document_of
from wizard.document.names import Names
from wizard.document.progress import NEW
from wizard.document.sentences import PATTERNS, Narrator

CATALOG = starter_catalog()
CALLS, SUMMARIES = "support-voice-agent", "document-summarization"
PATTERN = "A template with blanks"
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
    return filled_in(Job(key="own", words=words, **{"medium": Medium.TEXT} | fields))


@pytest.mark.parametrize(
    ("job", "people", "method", "trial"),
    [
        (own("Write the report for the insurance"), 6, PATTERN, MINUTES),
        (own("Check the dates before we carve them"), 6, "One reads it out", "5 faults put in"),
        # nobody follows whoever works alone
        (own("Check the dates before we carve them"), 1, "On the next day, tick it off", "5 faults"),
        # nothing is read out of a picture
        (own("Check roofs", medium=Medium.DATA, goes_in=GoesIn.PHOTO), 6, "Keep an example of each", "Let two people"),
        (own("Reply to what guests write"), 6, "Save ready replies", MINUTES),
        (own("Put the bids of builders side by side"), 6, "Send all sellers one table", MINUTES),
        (own("Translate our manuals"), 6, "Keep in a sheet what was translated", MINUTES),
        (own("Type the orders", medium=Medium.DATA), 6, "Get it as a file", MINUTES),
        (own("Copy tags", act=JobAct.COPY, medium=Medium.DATA, goes_in=GoesIn.PHOTO), 6, "Get it as a file", MINUTES),
        (own("Say what roofs show", act=JobAct.EXPLAIN, goes_in=GoesIn.PHOTO), 6, "Keep one list of questions", MINUTES),
        (own("Sort the photos", medium=Medium.DATA), 6, "Keep an example of each", "Let two people"),
        (own("Sort the photos", medium=Medium.DATA), 1, "Keep an example of each", "twice, a week"),
        # a verb that tells nothing: what comes out does
        (own("Orders by mail", medium=Medium.DATA), 6, "Get it as a file", MINUTES),
        (own("A picture of a dog", medium=Medium.IMAGE), 6, "Keep in one folder what you", MINUTES),
        (Job(key="meeting-minutes", use_case="meeting-minutes"), 6, PATTERN, MINUTES),
        # others wrote it: no pattern is filled in
        (Job(key="contract-summary", use_case="contract-summary"), 6, "Keep a list of clauses", MINUTES),
        (Job(key="document-summarization", use_case="document-summarization"), 6, "Keep one list of questions", MINUTES),
        (own("Say in short what scripts are about", act=JobAct.EXPLAIN), 6, "Keep one list of questions", MINUTES),
        # to explain to others is to write
        (Job(key="patient-letter", use_case="patient-letter"), 6, PATTERN, MINUTES),
        # what is used again looks like what others have
        (Job(key="logo-ideas", use_case="logo-ideas"), 6, "Draw ten by hand", MINUTES),
        (Job(key="packaging-mockup", use_case="packaging-mockup"), 6, "Keep in one folder what you", MINUTES),
        # to look for something is no check of all
        (own("Find old goods", act=JobAct.FIND, medium=Medium.DATA), 6, "Sort the list", MINUTES),
        (own("Find cracks", act=JobAct.FIND, medium=Medium.DATA, goes_in=GoesIn.PHOTO), 6, "Keep an example of each", "Let two people"),
        # a paper is read: what is looked for on it looks like nothing
        (own("Find new doses", act=JobAct.FIND, medium=Medium.DATA, goes_in=GoesIn.PAPER), 6, "Keep in sight a list of what", "of which you know what there"),
        (own("Check doses", medium=Medium.DATA, goes_in=GoesIn.PAPER), 6, "One reads it out", "5 faults put in"),
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
    assert "Keep the new way if" in tile(plan, "test")
    assert (DICTATE in " ".join(plan.head.lead)) is (method == PATTERN)


def test_what_only_the_limit_bars_has_its_method_after_the_limit() -> None:
    job = own("Write the report for the insurance")
    over, left = (plan_of(job, kind, results=900.0).head.lead for kind in (OverLimit, LeaveIt))

    *_, method, test, _ = over
    assert method.startswith(PATTERN)
    assert test.startswith("If you raise the limit, test ")
    assert left[0].startswith(PATTERN)


@pytest.mark.parametrize(
    ("use_case", "starts_without_ai"), [("property-listing", False), ("incident-report", True)]
)
def test_what_the_limit_bars_has_its_method_unless_it_starts_without_ai(
    use_case: str, *, starts_without_ai: bool
) -> None:
    job = Job(
        key="drafts",
        use_case=use_case,
        results=Decimal(400),
        minutes_by_hand=Decimal(40),
        secrets=frozenset({Secret.PERSONAL}),
    )
    plan = decided(Answers(jobs=(BOOKINGS, job), people=6, limit_usd=Decimal(0)))
    (row,) = [row for row in plan.head.jobs if row.key == job.key]

    assert row.verdict.startswith("First ") is starts_without_ai
    assert (PATTERN in " ".join(row.says)) is not starts_without_ai
    assert "If you raise the limit, test " in " ".join(row.says)


def test_what_nobody_does_by_hand_has_no_method_of_hands() -> None:
    """Its hours by hand are nobody's."""
    plan = plan_of(own("Write a letter to each"), nobody_today=True, worth_usd=1.0)

    assert PATTERN not in " ".join(plan.head.lead)
    assert not tile(plan, "test")


@pytest.mark.parametrize("asks", [True, False])
def test_what_is_shut_out_stays_by_hand_unless_somebody_is_asked(*, asks: bool) -> None:
    job = own("Write the report for the insurance")
    of, asked = work("own"), (Inquiry(app="otter", questions=(Unknown.PRICE,)),)
    row = JobDecision(
        work=of,
        guessed=frozenset(),
        ending=NothingPasses(job="own"),
        inquiries=asked if asks else (),
    )
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert (plan.head.lead[0].startswith(PATTERN)) is not asks
    assert (MINUTES in tile(plan, "test")) is not asks
    assert ("Then keep doing it as you do today." in tile(plan, "stop")) is asks


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (own("Check it", worst="A wrong year in the paper"), "A wrong year in the paper.” Let a person look for this alone in what was passed"),
        # what is of its nature is done by whoever does the work
        (own("Check it", worst="A wrong year in granite"), "A wrong year in granite.” Let whoever ordered it sign a proof or first piece"),
        (own("Check it", worst="A dent was there before"), "Date the photos from before and after"),
        # what people do against a kind of fear, with no word of AI
        (own("Write it", worst="A wrong sum stands in the letter", stakes=Stakes.LAW), "Take every figure and date from its source, and compare"),
        (own("Write it", worst="The letter goes to the wrong address"), "Compare name, number and address"),
        (own("Write it", stakes=Stakes.HURT), "A wrong text hurts somebody."),
        (own("Write it"), "A wrong text costs you money or trust. Compare every name"),
        # of a nuisance in own words nothing is known but what colleagues do
        (own("Write it", stakes=Stakes.NUISANCE), "Somebody asks AI anyway and trusts the answer."),
        (Job(key="job-ad", use_case="job-ad", stakes=Stakes.NUISANCE), "Before use, let one person check each"),
        # whoever waits hears it at once, and whoever ordered reads it again, with AI or without
        (Job(key="logistics-exception-mail", use_case="logistics-exception-mail", worst="A child stands in the rain"), "Whoever sees a delay sends"),
        (Job(key="appointment-bot", use_case="appointment-bot", worst="A van stands before a closed house"), "Confirm each booking the day before"),
        (own("Type orders", act=JobAct.COPY, medium=Medium.DATA, worst="A shop has no bread"), "Send each one back in writing"),
    ],
)  # fmt: skip
def test_what_stays_with_people_has_its_risk_and_the_act_against_it(job: Job, says: str) -> None:
    said = tile(plan_of(job), "risk")

    assert says in said
    assert (f"“{job.worst}.”" in said) is bool(job.worst)
    assert "never" not in said  # AI writes nothing


@pytest.mark.parametrize("decides_on", NOT_FOR_AI)
def test_whatever_is_no_work_for_ai_has_price_trial_end_and_look(decides_on: DecidesOn) -> None:
    sections = ("instead", "cost-without", "test-without", "no-stop", "act-without")

    assert [section for section in sections if decides_on not in PATTERNS[section]] == []


FITTING = ("A filter finds who fits; a person chooses", "whoever was chosen", "Mend the sheet")
SHUT_OUT = ("a filter finds what fits", "30 past cases, rare ones", "first wrong one")
GRAVE = ("looks again at once", "10 known grave ones", "Mend the points")
JUDGED_ALIKE = ("compare by these alone", "decide 20 past cases apart", "Mend the points")


@pytest.mark.parametrize(
    ("words", "act", "stakes", "says"),
    [
        ("Say who it is", JobAct.MATCH, Stakes.MONEY, FITTING),
        ("Say who can do it", JobAct.FIND, Stakes.MONEY, FITTING),
        # near misses: who deserves it stands in no list, and one grave case counts for more
        ("Say who it is", JobAct.FIND, Stakes.MONEY, JUDGED_ALIKE),
        ("Say who can do it", JobAct.SORT, Stakes.MONEY, JUDGED_ALIKE),
        ("Say who it is", JobAct.MATCH, Stakes.HURT, SHUT_OUT),
        ("Say who can do it", JobAct.FIND, Stakes.HURT, SHUT_OUT),
        ("Say who it is", JobAct.FIND, Stakes.HURT, GRAVE),
        ("Say who it is", JobAct.SORT, Stakes.HURT, GRAVE),
    ],
)
def test_people_who_fit_are_filtered_and_chosen_by_a_person(
    words: str, act: JobAct, stakes: Stakes, says: tuple[str, str, str]
) -> None:
    people = frozenset({DecidesOn.PERSON})
    job = own(words, act=act, medium=Medium.DATA, stakes=stakes, decides_on=people)
    plan = decided(Answers(jobs=(job,), people=6))
    instead, trial, stop = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert stop in tile(plan, "stop")


DANGERS = ("list the danger signs", "30 past cases with the list", "would have waited")
BY_KEY = ("key and mask mark them", "mark 20 past tests apart", "if their marks differ")
TO_TEXT, PEOPLE = {"medium": Medium.TEXT}, frozenset({DecidesOn.PERSON})


@pytest.mark.parametrize(
    ("words", "act", "changed", "says"),
    [
        # who is in danger is put first by signs, whether fields or words come out
        ("Sort letters by how soon we see the patient", JobAct.SORT, {}, DANGERS),
        ("Sort letters by how soon we see the patient", JobAct.SORT, TO_TEXT, DANGERS),
        ("Sort letters by clinic", JobAct.SORT, TO_TEXT, GRAVE),
        (
            "Sort letters by how soon we see the patient",
            JobAct.SORT,
            {"stakes": Stakes.MONEY},
            JUDGED_ALIKE,
        ),
        # a mark is no fault that somebody made
        ("Mark the tests of our pupils", JobAct.CHECK, {}, BY_KEY),
        ("Mark the tests of our pupils", JobAct.CHECK, TO_TEXT, BY_KEY),
        ("Sort the essays by grade", JobAct.SORT, {"stakes": Stakes.LAW}, BY_KEY),
    ],
)
def test_people_are_put_in_order_and_marked_by_people(
    words: str, act: JobAct, changed: dict[str, Any], says: tuple[str, str, str]
) -> None:
    usual = {"medium": Medium.DATA, "goes_in": GoesIn.PAPER, "decides_on": PEOPLE}
    job = replace(own(words, act=act, **usual), **{"stakes": Stakes.HURT} | changed)
    plan = decided(Answers(jobs=(job,), people=6))
    places = (" ".join(plan.head.lead), tile(plan, "test"), tile(plan, "stop"))

    assert all(sentence in place for sentence, place in zip(says, places, strict=True))


@pytest.mark.parametrize(
    ("words", "decides_on"),
    [
        ("Check the tests of our brakes", frozenset()),  # near miss: nobody is judged
        ("Check the drug tests of drivers", PEOPLE),
        ("Check the application forms", PEOPLE),  # what is stated of a person may be checked
    ],
)
def test_what_is_no_mark_may_be_checked_with_ai(
    words: str, decides_on: frozenset[DecidesOn]
) -> None:
    fields = {"medium": Medium.DATA, "goes_in": GoesIn.PAPER, "decides_on": decides_on}
    job = replace(own(words, act=JobAct.CHECK, **fields), stakes=Stakes.MONEY)
    plan = decided(Answers(jobs=(job,), people=6))

    assert BY_KEY[0] not in " ".join(plan.head.lead)


@pytest.mark.parametrize(
    ("decided_by_it", "says"),
    [
        ({DecidesOn.PERSON}, FITTING),
        # near miss: nobody is judged by rows of goods
        (
            set(),
            ("Filter a report of your program", "past months whose cases", "half of what it finds"),
        ),
    ],
)
def test_people_in_a_file_are_filtered_by_what_fits(
    decided_by_it: set[DecidesOn], says: tuple[str, str, str]
) -> None:
    job = own("Find who fits in our file of people", act=JobAct.FIND, medium=Medium.DATA)
    job = replace(job, stakes=Stakes.MONEY, decides_on=frozenset(decided_by_it))
    plan = decided(Answers(jobs=(job,), people=6))
    places = (" ".join(plan.head.lead), tile(plan, "test"), tile(plan, "stop"))

    assert all(sentence in place for sentence, place in zip(says, places, strict=True))


LIMITS = frozenset({DecidesOn.LIMIT})
LOOKED_UP = (
    "the table or planner itself",
    "Let two people look up 20 past cases",
    "in which they differ",
)
MARKED = (
    "a person confirms each mark",
    "you know each grave case",
    "one that people marked is not marked",
)


@pytest.mark.parametrize(
    ("act", "medium", "decides_on", "says"),
    [
        # many values are held against limits, or one limit is looked up
        (JobAct.SORT, Medium.DATA, LIMITS, MARKED),
        (JobAct.CHECK, Medium.DATA, LIMITS, MARKED),
        (JobAct.FIND, Medium.DATA, LIMITS, MARKED),
        (JobAct.ANSWER, Medium.TEXT, LIMITS, LOOKED_UP),
        (JobAct.COPY, Medium.DATA, LIMITS, LOOKED_UP),
        (JobAct.WRITE, Medium.TEXT, LIMITS, LOOKED_UP),
        # what is decided besides and is graver counts
        (JobAct.SORT, Medium.DATA, LIMITS | {DecidesOn.TREATMENT}, ("a certified medical program", "30 past cases apart", "Write the rule anew")),
    ],
)  # fmt: skip
def test_limits_are_put_into_a_program_where_many_values_are_held_against_them(
    act: JobAct, medium: Medium, decides_on: frozenset[DecidesOn], says: tuple[str, str, str]
) -> None:
    job = Job(
        key="own", words="x", act=act, medium=medium, decides_on=decides_on, stakes=Stakes.HURT
    )
    plan = decided(Answers(jobs=(job,), people=6))
    instead, trial, stop = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert stop in tile(plan, "stop")
    assert ("signs every limit" in tile(plan, "risk")) is (says is MARKED)


BY_NUMBER = ("A sheet finds each pair", "two past lists", "a person has seen every mark")
BY_POINT = ("write the same points of each", "20 past sets", "ticks off what would cost most")


@pytest.mark.parametrize(
    ("medium", "goes_in", "says"),
    [
        (Medium.DATA, GoesIn.TEXT, BY_NUMBER),
        (Medium.DATA, None, BY_NUMBER),
        # papers and texts have points in common, and no number in each line
        (Medium.DATA, GoesIn.PAPER, BY_POINT),
        (Medium.TEXT, GoesIn.PAPER, BY_POINT),
        (Medium.TEXT, GoesIn.TEXT, BY_POINT),
    ],
)
def test_what_differs_is_found_by_number_in_lists_and_by_point_in_texts(
    medium: Medium, goes_in: GoesIn | None, says: tuple[str, str, str]
) -> None:
    lists = frozenset({DecidesOn.LISTS})
    fields = {"medium": medium, "goes_in": goes_in, "decides_on": lists}
    job = own("Find where both differ", act=JobAct.LISTS, **fields)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=6))
    instead, trial, risk = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert risk in tile(plan, "risk")


BY_PAIR = ("program pair them by number", "closed month whose pairs", "first wrong pair")
BY_ROWS = ("A sheet finds each pair", "two past lists", "one difference that you know of")
BY_NOTE = ("takes a picture note a name", "one past series", "under a wrong name")
BY_MEAN = ("average similar past days", "whose outcome you know", "beats today’s guess")
BY_RANK = ("sort all by what marks them", "its first ones beside", "among its first ones")
BY_TIME = ("lay similar past times side by side", "whose outcome you know", "beats today’s guess")
BY_STOPS = ("A route planner orders the stops", "compare distance", "fall by a tenth")
BY_RULES = ("Use a planning program", "four past plans", "breaks your rules")
BY_PHOTOS = ("from the same places", "you know what is new", "something old taken for new")
BY_TERMS = ("ticks fixed terms for each part", "know each grave fault", "one grave fault was over")
BY_POINTS = ("Write down which points decide", "30 past cases, rare ones", "first wrong one")
BY_NAMES = ("A sheet with their names and yours", "rare articles too", "was confirmed")
BY_SALES = ("List your own sales", "without knowing the price", "beats today’s guess")
BY_MARKS_IN_BOOKS = ("look up marks, material", "what each is, and what", "beats today’s guess")
BY_WORK = ("List usual jobs by kind", "without seeing their bills", "bills lie outside")
BY_NIGHT = ("a calendar of events", "whose bookings you know", "would have brought less")
BY_COUNT = ("a sheet adds up", "whose right number you know", "3 of 30 are further off")
BY_DRAWING = ("ask for the CAD file", "three finished jobs", "a part is missing")
BY_OWN_DRAWING = ("each area as a closed line", "compare with the list you used", "or turned")
OVERDUE, FALLEN = "days since the last one of each", "marks unusual values"
BY_MARKS = ("it adds up the marks", "crowded ones too", "2 of 15 are further off")
BY_HOURS = ("past jobs with their real hours", "whose real hours you know", "6 of 30")


@pytest.mark.parametrize(
    ("words", "act", "says"),
    [
        ("Match free nurses to shifts", JobAct.MATCH, BY_POINTS),
        ("Match what builders list with our articles", JobAct.MATCH, BY_NAMES),
        ("Match our products to a kind of skin", JobAct.MATCH, BY_NAMES),
        ("Match products to a kind of skin", JobAct.MATCH, BY_POINTS),
        ("Say what an old phone is worth", JobAct.VALUE, BY_SALES),
        ("Say when a chair was made, and its worth", JobAct.VALUE, BY_MARKS_IN_BOOKS),
        ("Say what it costs to repair the dent", JobAct.VALUE, BY_WORK),
        # what is called alike decides something else
        ("Say what our articles are worth", JobAct.VALUE, BY_SALES),
        ("Match repairs to free hours", JobAct.MATCH, BY_POINTS),
        ("Say what the clearance of a flat will cost", JobAct.VALUE, BY_WORK),
        ("Say from photos what the clearance will cost", JobAct.VALUE, BY_WORK),
        ("Say what it costs to clear out a house", JobAct.VALUE, BY_WORK),
        ("Schätzen, was die Entrümpelung kostet", JobAct.VALUE, BY_WORK),
        ("Say what old removers' vans are worth", JobAct.VALUE, BY_SALES),
        ("Say what clearance goods are worth", JobAct.VALUE, BY_SALES),
        ("Say what price to ask for each night", JobAct.VALUE, BY_NIGHT),
        ("Set the room rates", JobAct.VALUE, BY_NIGHT),
        ("Say what nightstands are worth", JobAct.VALUE, BY_SALES),
        ("Say which rental price a flat brings", JobAct.VALUE, BY_SALES),
        ("Count the doors in the PDF drawings", JobAct.COUNT, BY_DRAWING),
        ("Measure areas from floor plans", JobAct.COUNT, BY_DRAWING),
        ("List the boards to cut from the shop drawing", JobAct.COUNT, BY_OWN_DRAWING),
        ("Count parts in our drawings", JobAct.COUNT, BY_OWN_DRAWING),
        ("Count the drawings", JobAct.COUNT, BY_COUNT),
        ("Say from a sketch how long we mill and what it costs", JobAct.VALUE, BY_HOURS),
        ("Say what a piece from the customer's drawing must cost", JobAct.VALUE, BY_HOURS),
        ("Say how many hours a roof takes", JobAct.COUNT, BY_HOURS),
        ("Sagen, wie lange ein Umbau dauert", JobAct.FORECAST, BY_HOURS),
        # a drawing that is sold, and a time of no work
        ("Say what an old drawing is worth", JobAct.VALUE, BY_SALES),
        ("Say how long the queue of cars is", JobAct.COUNT, BY_COUNT),
        ("Count the hours", JobAct.COUNT, BY_COUNT),
        ("Count stems from photos", JobAct.COUNT, BY_MARKS),
        ("Make the list of posts from the sketch", JobAct.COUNT, BY_COUNT),
    ],
)
def test_what_replaces_ai_is_of_the_thing_that_is_valued_or_matched(
    words: str, act: JobAct, says: tuple[str, str, str]
) -> None:
    job = own(words, act=act, medium=Medium.DATA, stakes=Stakes.MONEY)
    plan = decided(Answers(jobs=(job,), people=6))
    instead, trial, stop = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert stop in tile(plan, "stop")


LIMITS_OF_TIME = (
    "within your limits",
    "limits of time",
    "a limit is missed",
    "too late or too long",
)


def test_who_drives_keeps_to_limits_of_time_and_not_only_to_stops() -> None:
    worst = "A mare stands in the lorry for eleven hours"
    job = own("Plan the route of the lorry", act=JobAct.PLAN, medium=Medium.DATA, worst=worst)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.HURT),), people=6))
    places = (" ".join(plan.head.lead), *(tile(plan, key) for key in ("test", "stop", "risk")))

    assert all(limit in place for limit, place in zip(LIMITS_OF_TIME, places, strict=True))


MUCH_TOO = (
    "formula in the sheet then calculates",
    "Calculate how much in each",
    "first wrong amount",
)
PRICE_TOO = ("prices from and to", "beside what each really cost", "that lay outside")
STATE_TOO = ("notes its state", "judge the state of 20", "describe each state")
NO_TOO = ("", "", "")


@pytest.mark.parametrize(
    ("act", "goes_in", "decided_by_it", "says"),
    [
        (JobAct.MATCH, GoesIn.TEXT, {DecidesOn.SUM}, MUCH_TOO),
        (JobAct.MATCH, GoesIn.TEXT, {DecidesOn.COUNT}, NO_TOO),  # the count is the graver
        (JobAct.MATCH, GoesIn.TEXT, set(), NO_TOO),
        (JobAct.COUNT, GoesIn.PHOTO, {DecidesOn.STATE}, STATE_TOO),
        (JobAct.COUNT, GoesIn.TEXT, {DecidesOn.STATE}, STATE_TOO),
        (JobAct.COUNT, GoesIn.PHOTO, set(), NO_TOO),
        (JobAct.ANSWER, GoesIn.PHOTO, {DecidesOn.TREATMENT, DecidesOn.SUM}, PRICE_TOO),
        (JobAct.ANSWER, GoesIn.PHOTO, {DecidesOn.TREATMENT}, NO_TOO),
        (JobAct.CHECK, GoesIn.PHOTO, {DecidesOn.TREATMENT, DecidesOn.SUM}, NO_TOO),
        # a plan keeps the sums of its hours
        (JobAct.PLAN, GoesIn.TEXT, {DecidesOn.SUM}, NO_TOO),
    ],
)
def test_what_decides_two_things_has_a_way_a_test_and_an_end_for_each(
    act: JobAct, goes_in: GoesIn, decided_by_it: set[DecidesOn], says: tuple[str, str, str]
) -> None:
    decides_on = frozenset(decided_by_it)
    job = own("Count or match yarns", act=act, goes_in=goes_in, decides_on=decides_on)
    job = replace(job, medium=Medium.DATA, stakes=Stakes.MONEY)
    plan = decided(Answers(jobs=(job,), people=6))
    places = (" ".join(plan.head.lead), tile(plan, "test"), tile(plan, "stop"))

    assert all(sentence in place for sentence, place in zip(says, places, strict=True))
    others = {MUCH_TOO, PRICE_TOO, STATE_TOO} - {says}
    assert not any(one[0] in places[0] for one in others)
    second = "judges the state of some again" in tile(plan, "risk")
    assert second is (says is STATE_TOO)


STATES, LISTED = frozenset({DecidesOn.STATE}), frozenset({DecidesOn.LISTS})
IN_PARTS = ("in parts on fixed days", "24 past months", "cost you more than what you did")
BY_PLATE = ("Read model and number on it", "in that list", "first one that would not have")
BY_NOTE = ("a sheet finds the rest", "one past series", "picture under a wrong name")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Find the spare part from the photo of its plate", BY_PLATE),
        ("Find the pane that a car needs from photos", BY_PLATE),
        ("Find the owner by the number plate", BY_PLATE),
        # near misses: who drives it bears none, and a picture is no name
        ("Find the driver for a car", BY_POINTS),
        ("Find the tile that looks like a photo", BY_POINTS),
        ("Find the child on the photo of its class", BY_POINTS),
        ("Put photos of the class to names", BY_NOTE),
    ],
)
def test_a_thing_with_a_number_is_looked_up_at_its_maker(
    words: str, says: tuple[str, str, str]
) -> None:
    job = own(words, act=JobAct.MATCH, medium=Medium.DATA, stakes=Stakes.MONEY)
    job = replace(job, goes_in=GoesIn.PHOTO, decides_on=frozenset({DecidesOn.MATCH}))
    plan = decided(Answers(jobs=(job,), people=6))
    instead, trial, stop = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert stop in tile(plan, "stop")


PLEDGED = ("put themselves down", "count who still writes", "as much time as today")
BY_SUM = ("calculates what should be there", "a person counted again", "you know of is not marked")
BY_POINT = ("write the same points of each", "20 past sets", "takes longer than today")
BY_PARTS = ("Draw each part as a block", "three finished jobs", "too much or turned")
MEASURED = ("by tape, gauge", "whose real size you know", "3 of 30 are further off")
MATCHED: dict[str, Any] = {"decides_on": frozenset({DecidesOn.MATCH})}
MEASURED_IN_PART = ("Measure a part with a gauge", "right numbers you know", "2 of 15")
BY_SIGNS = ("tick these at the thing itself", "by these signs alone", "Mend the signs")
DRAWN = ("Draw it in CAD", "Draw three past cases", "outside what you allow")
FIT_MEASURED = ("Measure what must fit", "Measure ten past cases", "outside what you allow")
A_FIT = frozenset({DecidesOn.FIT})
FITTED: dict[str, Any] = {"decides_on": frozenset({DecidesOn.FIT})}
BY_STATED = ("what the maker states", "those that came back", "first one that would not have")
BY_ALERTS = (
    "Let alerts of the register",
    "alerts would have shown",
    "was not shown, or came too late",
)
ON_PHOTOS: dict[str, Any] = {"goes_in": GoesIn.PHOTO}
ON_ARRIVAL = ("On arrival, tick off", "you know each difference", "takes longer than today")
AT_THE_PLACE = ("Measure at the place", "what fitted", "outside what you allow")
BY_SAMPLE = ("Ask for the original file", "ten samples on scrap", "one changed line")
COUNTED = ("some marked places", "this and today’s guess", "three of the four")
NO_ANSWER = ("nobody decides from afar", "beside 30 past messages", "would have waited")
BY_TRAINED = ("a certified medical program", "30 past cases apart", "Write the rule anew")
CUT: dict[str, Any] = {"decides_on": frozenset({DecidesOn.MACHINE_FILE}), "goes_in": GoesIn.PHOTO}
TO_COME: dict[str, Any] = {"decides_on": frozenset({DecidesOn.COUNT, DecidesOn.FUTURE})}
TREATED: dict[str, Any] = {"decides_on": frozenset({DecidesOn.TREATMENT})}
SPOKEN: dict[str, Any] = {"goes_in": GoesIn.DICTATION, "medium": Medium.TEXT}


@pytest.mark.parametrize(
    ("words", "act", "fields", "says"),
    [
        ("Find whose payment it is", JobAct.MATCH, {}, BY_PAIR),
        ("Find whose payment it is", JobAct.LISTS, {}, BY_PAIR),
        ("Find whose parcel it is", JobAct.MATCH, {}, BY_POINTS),
        ("Find whose parcel it is", JobAct.LISTS, {}, BY_ROWS),
        # no filter reads a picture
        ("Put photos to names", JobAct.MATCH, ON_PHOTOS | MATCHED, BY_NOTE),
        ("Put dogs to names", JobAct.MATCH, MATCHED, BY_POINTS),
        # what has to fit a thing with a number is looked up by it
        ("Find which brake fits the car", JobAct.FIND, FITTED, BY_PLATE),
        ("Find which frame fits the face", JobAct.FIND, FITTED, BY_STATED),
        # an office reports what it publishes
        ("Find newly filed marks like ours", JobAct.FIND, MATCHED, BY_ALERTS),
        ("Find filed marks like ours", JobAct.FIND, MATCHED, BY_POINTS),
        ("Put new rulings to our cases", JobAct.MATCH, MATCHED, BY_ALERTS),
        ("Put rulings to our new cases", JobAct.MATCH, MATCHED, BY_POINTS),
        # what is foretold is a number, one of many, or neither
        ("Say how many loaves we sell", JobAct.FORECAST, {}, BY_MEAN),
        ("Say which machine breaks down", JobAct.FORECAST, {}, BY_RANK),
        ("Foretell the weather", JobAct.FORECAST, {}, BY_TIME),
        # others make a price: no like times of one's own bring it
        ("Foretell the price of jute", JobAct.FORECAST, {}, IN_PARTS),
        # who drives where has distances, who works when has rules
        ("Plan who drives where", JobAct.PLAN, {}, BY_STOPS),
        ("Plan who works when", JobAct.PLAN, {}, BY_RULES),
        # who writes that he comes puts himself down
        ("Plan who helps from the messages", JobAct.PLAN, {}, PLEDGED),
        # lists of figures are added up, and texts compared
        (
            "Compare fares and fuel",
            JobAct.LISTS,
            {"goes_in": GoesIn.PAPER, "decides_on": LISTED},
            BY_SUM,
        ),
        ("Compare notes", JobAct.LISTS, {"goes_in": GoesIn.PAPER, "decides_on": LISTED}, BY_POINT),
        # what came is counted, and papers are compared
        ("Compare delivery notes with orders", JobAct.LISTS, {"decides_on": LISTED}, ON_ARRIVAL),
        ("Compare delivery notes with bills", JobAct.LISTS, {"decides_on": LISTED}, BY_ROWS),
        # of a sketch there is no file
        ("Make the cut from his sketch", JobAct.MAKE, CUT, AT_THE_PLACE),
        ("Make the cut from his logo", JobAct.MAKE, CUT, BY_SAMPLE),
        # who counts today has a part of what comes; of all else there are like times
        ("Say what the trees give", JobAct.COUNT, ON_PHOTOS | TO_COME, COUNTED),
        ("Say what the bookings give", JobAct.COUNT, TO_COME, BY_TIME),
        ("Say what the trees give", JobAct.FORECAST, TO_COME, BY_TIME),
        # who writes is not seen, and who comes is
        ("Letters from patients", JobAct.ANSWER, TREATED, NO_ANSWER),
        ("Letters from patients", JobAct.CHECK, TREATED, BY_TRAINED),
        # a drawing of one's own has its parts, and a size no number of marks
        ("Calculate bolts from our drawing", JobAct.CALCULATE, {}, BY_PARTS),
        ("Count feet of gutter", JobAct.COUNT, ON_PHOTOS, MEASURED),
        # of many a part is measured; a kind has no gauge
        ("Count trees of each height", JobAct.COUNT, ON_PHOTOS, MEASURED_IN_PART),
        ("Count trees of each kind", JobAct.COUNT, ON_PHOTOS, BY_MARKS),
        # what is judged has no price
        ("Say what the cow has", JobAct.VALUE, ON_PHOTOS, BY_SIGNS),
        ("Say what the cow is worth", JobAct.VALUE, ON_PHOTOS, BY_SALES),
        # what is made to fit is drawn; what fits is measured
        ("Make a jig", JobAct.MAKE, {"decides_on": A_FIT, "medium": Medium.IMAGE}, DRAWN),
        ("Check the jig", JobAct.CHECK, {"decides_on": A_FIT}, FIT_MEASURED),
        # a value on a picture is no value yet that a program marks
        ("Check the loads", JobAct.CHECK, ON_PHOTOS | {"decides_on": LIMITS}, LOOKED_UP),
        ("Check the loads", JobAct.CHECK, {"decides_on": LIMITS}, MARKED),
        # rows are paired, and pictures are looked at
        ("Find the gap", JobAct.FIND, ON_PHOTOS | {"decides_on": LISTED}, BY_POINT),
        ("Find the gap", JobAct.FIND, {"decides_on": LISTED}, BY_ROWS),
        # what is new is seen beside an older picture
        ("Say what changed", JobAct.CHECK, ON_PHOTOS | {"decides_on": STATES}, BY_PHOTOS),
        ("Say what is broken", JobAct.CHECK, ON_PHOTOS | {"decides_on": STATES}, BY_TERMS),
    ],
)
def test_what_replaces_ai_is_of_what_is_worked_on(
    words: str, act: JobAct, fields: dict[str, Any], says: tuple[str, str, str]
) -> None:
    answers = {"medium": Medium.DATA, "stakes": Stakes.MONEY} | fields
    plan = decided(Answers(jobs=(own(words, act=act, **answers),), people=6))
    instead, trial, stop = says

    assert instead in " ".join(plan.head.lead)
    assert trial in tile(plan, "test")
    assert stop in tile(plan, "stop")


@pytest.mark.parametrize(
    ("words", "act", "fields", "says"),
    [
        # a fault that slips is a fault, however many cases pass
        ("The forms of clients", JobAct.CHECK, {}, "shows all of 10 known faults, use no AI"),
        ("Find what changed", JobAct.FIND, ON_PHOTOS, "shows all of 10 known faults, use no AI"),
        # nobody knows how often it is there
        (
            "Find birds",
            JobAct.FIND,
            ON_PHOTOS,
            "If 24 of 30 searches need nothing more after the first step, use no AI. Otherwise test",
        ),
        # no wrong entry may slip where law or limb hangs on it
        (
            "Cards",
            JobAct.COPY,
            {},
            "If 24 of 30 records need nothing more after the first step, use no AI. Otherwise test",
        ),
        (
            "Cards",
            JobAct.COPY,
            {"stakes": Stakes.LAW},
            "If all of 30 records are right after the first step, use no AI",
        ),
        (
            "Cards",
            JobAct.COPY,
            {"stakes": Stakes.HURT},
            "If all of 30 records are right after the first step, use no AI",
        ),
        (
            "Reports",
            JobAct.WRITE,
            SPOKEN,
            "If 24 of 30 reports need nothing more after the first step, use no AI. Otherwise test",
        ),
        (
            "Reports",
            JobAct.WRITE,
            SPOKEN | {"stakes": Stakes.LAW},
            "If 24 of 30 reports need nothing more after the first step, none wrong: use no AI",
        ),
    ],
)
def test_first_step_is_enough_where_no_grave_slip_is_left(
    words: str, act: JobAct, fields: dict[str, Any], says: str
) -> None:
    usual = {"medium": Medium.DATA, "stakes": Stakes.MONEY, "decides_on": frozenset()}
    job = own(words, act=act, results=Decimal(90), minutes_by_hand=Decimal(20), **usual | fields)
    plan = decided(Answers(jobs=(job,), people=6))

    assert says in tile(plan, "test")


@pytest.mark.parametrize(
    ("words", "goes_in", "is_marked"),
    [
        ("Count the sheep", GoesIn.PHOTO, True),
        ("Schafe zählen", GoesIn.PHOTO, True),
        # what is measured has no number of marks, and what is at hand is counted itself
        ("Measure the roofs", GoesIn.PHOTO, False),
        ("Count feet of logs", GoesIn.PHOTO, False),
        ("Say how large a crowd is", GoesIn.PHOTO, False),
        ("Count the sheep", GoesIn.TEXT, False),
        ("Count the sheep", GoesIn.PAPER, False),
    ],
)
def test_what_is_counted_on_photos_is_marked(
    words: str, goes_in: GoesIn, *, is_marked: bool
) -> None:
    job = own(words, act=JobAct.COUNT, medium=Medium.DATA, goes_in=goes_in, stakes=Stakes.MONEY)
    plan = decided(Answers(jobs=(job,), people=6))

    assert ("it adds up the marks" in " ".join(plan.head.lead)) is is_marked
    assert ("crowded ones too" in tile(plan, "test")) is is_marked
    assert ("2 of 15" in tile(plan, "stop")) is is_marked
    assert ("stand close together" in tile(plan, "risk")) is is_marked


@pytest.mark.parametrize(
    ("words", "act", "goes_in", "by_rules"),
    [
        ("Sort letters from hospitals", JobAct.SORT, GoesIn.TEXT, True),
        ("Arztbriefe und Befunde sortieren", JobAct.SORT, GoesIn.PAPER, True),
        # what people say of themselves has no sender, and a photo of a wound no kind
        ("Sort patients by what they feel", JobAct.SORT, GoesIn.TEXT, False),
        ("Sort letters from hospitals", JobAct.SORT, GoesIn.PHOTO, False),
        ("Check letters from hospitals", JobAct.CHECK, GoesIn.TEXT, False),
    ],
)
def test_letters_go_by_rules_to_who_decides_a_treatment(
    words: str, act: JobAct, goes_in: GoesIn, *, by_rules: bool
) -> None:
    decides_on = frozenset({DecidesOn.TREATMENT})
    job = own(
        words,
        act=act,
        medium=Medium.DATA,
        goes_in=goes_in,
        stakes=Stakes.HURT,
        decides_on=decides_on,
    )
    plan = decided(Answers(jobs=(job,), people=6))

    assert ("rules by sender and kind" in " ".join(plan.head.lead)) is by_rules
    assert ("100 past letters" in tile(plan, "test")) is by_rules
    assert ("filed unread" in tile(plan, "stop")) is by_rules
    assert ("certified medical" in " ".join(plan.head.lead)) is not by_rules


@pytest.mark.parametrize(
    ("words", "act", "goes_in", "is_unusual"),
    [
        ("Find in the milk figures which cow is falling ill", JobAct.FIND, GoesIn.TEXT, True),
        ("Check which machine runs hot", JobAct.CHECK, None, True),
        ("Sort meters by their readings", JobAct.SORT, GoesIn.PAPER, True),
        # whoever sees what is open or free knows it
        ("Find which rooms are free", JobAct.FIND, GoesIn.TEXT, False),
        ("Tell guests which lifts run", JobAct.TELL, GoesIn.TEXT, False),
        ("Tell guests the readings of the snow", JobAct.TELL, GoesIn.TEXT, False),
        # a photo has no figures
        ("Find which vine is ill, is sick", JobAct.FIND, GoesIn.PHOTO, False),
    ],
)
def test_state_is_found_in_figures_or_shown(
    words: str, act: JobAct, goes_in: GoesIn | None, *, is_unusual: bool
) -> None:
    state = frozenset({DecidesOn.STATE})
    job = own(words, act=act, medium=Medium.DATA, goes_in=goes_in, decides_on=state)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=6))

    assert ("marks unusual values" in " ".join(plan.head.lead)) is is_unusual
    assert ("past days of which you know each case" in tile(plan, "test")) is is_unusual
    assert ("no sooner than people" in tile(plan, "stop")) is is_unusual
    assert ("no mark is no proof" in tile(plan, "risk")) is is_unusual
    is_board = act is JobAct.TELL
    assert ("A fixed sentence for each state" in " ".join(plan.head.lead)) is is_board


@pytest.mark.parametrize(
    ("act", "goes_in", "is_inspected"),
    [
        (JobAct.COPY, GoesIn.PHOTO, True),
        (JobAct.FIND, GoesIn.PHOTO, True),
        (JobAct.WRITE, GoesIn.PHOTO, True),
        # who is told what is open reads no pictures
        (JobAct.TELL, GoesIn.PHOTO, False),
        (JobAct.COPY, GoesIn.TEXT, False),
        (JobAct.WRITE, GoesIn.DICTATION, False),
        (JobAct.COPY, None, False),
    ],
)
@pytest.mark.parametrize("people", [1, 6])
def test_state_on_pictures_is_seen_by_whoever_looks(
    act: JobAct, goes_in: GoesIn | None, people: int, *, is_inspected: bool
) -> None:
    state = frozenset({DecidesOn.STATE})
    job = own("List the cracks", act=act, medium=Medium.DATA, goes_in=goes_in, decides_on=state)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=people))

    assert ("ticks fixed terms" in " ".join(plan.head.lead)) is is_inspected
    assert ("you know each grave fault" in tile(plan, "test")) is is_inspected
    assert ("one grave fault was overlooked" in tile(plan, "stop")) is is_inspected
    assert ("ok again at what costs most" in tile(plan, "risk")) is (is_inspected and people == 1)
    assert ("oks again at what costs most" in tile(plan, "risk")) is (is_inspected and people == 6)
    is_listed = not is_inspected and act is not JobAct.TELL
    assert ("the state changed" in tile(plan, "test")) is (act is JobAct.TELL)
    assert ("compare 20 entries with what really is" in tile(plan, "test")) is is_listed


@pytest.mark.parametrize(
    ("words", "results", "says"),
    [
        ("Say how many rolls to bake tomorrow", 26, "Try it on 30 past days whose outcome"),
        # how far ahead it looks goes before how often it is done
        ("Say how many rolls we sell next week", 26, "Try it on 20 past weeks whose outcome"),
        ("Say how many rolls we sell each day of the next week", 4, "Try it on 30 past days"),
        ("Say how many jars to pack next month", 4, "Try it on the last 12 months, each kind"),
        ("Say how many boards to order for the quarter", 1, "Try it on the last 8 quarters, each"),
        ("Say how many coats to order for the season", 1, "Try it on the last 4 seasons, each"),
        ("Say how many trees we sell in three years", 2, "Try it on the last 4 years, each"),
        # nothing is known of it but how often: no day and no week is named
        ("Say how many boards to order", 3, "Try it on 30 past cases whose outcome"),
        ("Say how many boards to order", 2, "Try it on the last 12 cases, each kind"),
        # which of many: its first ones are laid beside what happened
        ("Say which machines must be filled tomorrow", 26, "Try it on 10 past days: lay"),
        ("Say which machines will be filled next quarter", 1, "Try it on 8 past quarters: lay"),
        ("Say which machines will break", 26, "Try it on 10 past cases: lay"),
    ],
)
def test_a_guess_is_tried_in_the_rhythm_of_its_job(words: str, results: int, says: str) -> None:
    job = own(
        words,
        act=JobAct.FORECAST,
        medium=Medium.DATA,
        results=Decimal(results),
        decides_on=frozenset({DecidesOn.FUTURE}),
    )

    assert tile(decided(Answers(jobs=(job,), people=6)), "test").startswith(says)


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(48, "Try it on 20 past cases of which you"), (49, "Try it on 10 past cases of which you")],
)
def test_what_takes_people_long_is_looked_through_in_fewer_cases(minutes: int, says: str) -> None:
    job = own(
        "Check the state of windows",
        act=JobAct.CHECK,
        medium=Medium.DATA,
        goes_in=GoesIn.PHOTO,
        minutes_by_hand=Decimal(minutes),
        decides_on=frozenset({DecidesOn.STATE}),
    )

    assert says in tile(decided(Answers(jobs=(job,), people=6)), "test")


@pytest.mark.parametrize("decides_on", [DecidesOn.SUM, DecidesOn.MATCH])
def test_what_is_reckoned_besides_has_its_fears_too(decides_on: DecidesOn) -> None:
    job = own("Find which yarn fits", act=JobAct.MATCH, decides_on=frozenset({decides_on}))
    worst = "A ball is lacking and the dye lot is gone"
    job = replace(job, medium=Medium.DATA, stakes=Stakes.MONEY, worst=worst)
    risk = tile(decided(Answers(jobs=(job,), people=6)), "risk")

    assert ("from one lot, with a part to spare" in risk) is (decides_on is DecidesOn.SUM)


@pytest.mark.parametrize(
    ("worst", "is_late"),
    [
        ("We tell the client two days before the deadline", True),
        ("The offer runs out", True),
        ("We send the client to the wrong call", False),
        ("", False),
    ],
)
def test_what_is_late_is_helped_by_no_filter(worst: str, *, is_late: bool) -> None:
    what = frozenset({DecidesOn.MATCH})
    job = own("Find who fits", act=JobAct.MATCH, medium=Medium.DATA, decides_on=what, worst=worst)
    risk = tile(decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=6)), "risk")

    assert ("begin with the nearest" in risk) is is_late
    assert (
        "checks each for exactly this" in risk or "Where a point is missing" in risk
    ) is not is_late


@pytest.mark.parametrize(
    ("stakes", "decides_on", "has_grave_ones"),
    [
        (Stakes.HURT, DecidesOn.PERSON, True),
        (Stakes.LAW, DecidesOn.PERSON, False),
        (Stakes.MONEY, DecidesOn.PERSON, False),
        # what is decided besides has a test of its own
        (Stakes.HURT, DecidesOn.TREATMENT, False),
        (Stakes.HURT, DecidesOn.MATCH, False),
    ],
)
def test_who_may_be_hurt_is_sorted_by_grave_cases_that_are_known(
    stakes: Stakes, decides_on: DecidesOn, *, has_grave_ones: bool
) -> None:
    what = frozenset({decides_on})
    job = own("Say who must be seen", act=JobAct.SORT, medium=Medium.DATA, decides_on=what)
    plan = decided(Answers(jobs=(replace(job, stakes=stakes),), people=6))

    assert ("looks again at once where in doubt" in " ".join(plan.head.lead)) is has_grave_ones
    assert ("10 known grave ones" in tile(plan, "test")) is has_grave_ones
    assert ("one grave case was decided wrongly, or left" in tile(plan, "stop")) is has_grave_ones
    assert "a rule written down before" not in tile(plan, "risk") or not has_grave_ones


@pytest.mark.parametrize(
    ("words", "act", "fields", "says"),
    [
        ("Find which customers have stopped ordering", JobAct.FIND, {}, OVERDUE),
        ("Finden, wer nicht mehr bestellt", JobAct.FIND, {}, OVERDUE),
        ("Find which flocks fell below their usual eggs", JobAct.FIND, {}, FALLEN),
        # what stands in texts or photos is read there
        ("Find where people say that they have stopped", JobAct.FIND, {"medium": Medium.TEXT}, ""),
        ("Find which clocks have stopped", JobAct.FIND, {"goes_in": GoesIn.PHOTO}, ""),
        ("Find who says that trains have stopped", JobAct.FIND, {"goes_in": GoesIn.RECORDING}, ""),
        ("Find which customers order", JobAct.FIND, {}, ""),
        ("Copy who has stopped ordering", JobAct.COPY, {}, ""),
    ],
)
def test_what_stopped_or_fell_is_counted_by_a_sheet(
    words: str, act: JobAct, fields: dict[str, Any], says: str
) -> None:
    answers = {"medium": Medium.DATA, "goes_in": GoesIn.TEXT} | fields
    job = own(words, act=act, decides_on=frozenset({DecidesOn.LIST}), **answers)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=6))
    lead = " ".join(plan.head.lead)

    assert [text for text in (OVERDUE, FALLEN) if text in lead] == ([says] if says else [])
    assert ("know each case" in tile(plan, "test")) is bool(says)
    assert ("two in three in time" in tile(plan, "stop")) is (says == OVERDUE)
    assert ("planted" in tile(plan, "test")) is False


ON_A_LIST = frozenset({DecidesOn.LIST})


@pytest.mark.parametrize(
    ("words", "act", "fields", "is_filtered"),
    [
        ("Say what lies in one shop and is sold out elsewhere", JobAct.FIND, {}, True),
        ("Find which goods nobody has bought", JobAct.FIND, {"decides_on": frozenset()}, True),
        ("Welche Ladenhüter wir haben", JobAct.FIND, {"decides_on": frozenset()}, True),
        # somebody reads it
        ("Find in the daily logs what delayed each", JobAct.FIND, {}, False),
        ("In Berichten finden, was fehlt", JobAct.FIND, {}, False),
        # no list has it
        ("Say what lies in one shop", JobAct.FIND, {"decides_on": frozenset()}, False),
        # what stands in texts, on papers or photos, or was said, is read first
        ("Find what our stock lacks", JobAct.FIND, {"medium": Medium.TEXT}, False),
        ("Find what our stock lacks", JobAct.FIND, {"goes_in": GoesIn.PAPER}, False),
        ("Find what our stock lacks", JobAct.FIND, {"goes_in": GoesIn.RECORDING}, False),
        ("Copy our stock", JobAct.COPY, {}, False),
        ("Sort our stock", JobAct.SORT, {}, False),
    ],
)
def test_rows_of_lists_are_found_by_a_filter(
    words: str, act: JobAct, fields: dict[str, Any], *, is_filtered: bool
) -> None:
    answers = {"medium": Medium.DATA, "goes_in": GoesIn.TEXT, "decides_on": ON_A_LIST} | fields
    job = own(words, act=act, **answers)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=6))

    assert ("Filter a report of your program, or" in " ".join(plan.head.lead)) is is_filtered
    assert ("past months whose cases you know" in tile(plan, "test")) is is_filtered
    assert ("misses a case that you know" in tile(plan, "stop")) is is_filtered
    assert ("Do not use AI" in plan.head.headline) is is_filtered


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (JobAct.FIND, "Stop if it marks a wrong place in more than 1 of the 4 others."),
        (JobAct.CHECK, "Stop if more than 1 of the 4 good ones were marked."),
    ],
)
def test_false_alarms_are_counted_where_nothing_is_to_be_found(act: JobAct, says: str) -> None:
    fields = {"medium": Medium.TEXT, "goes_in": GoesIn.TEXT, "decides_on": frozenset()}
    job = own("The letters of a client", act=act, **fields)
    job = replace(job, stakes=Stakes.MONEY, results=Decimal(12), minutes_by_hand=Decimal(150))
    plan = decided(Answers(jobs=(job,), people=6))

    assert says in tile(plan, "stop")


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (2, "a second person compares each figure"),
        (1, "compare each figure once more with its source"),
    ],
)
def test_whoever_works_alone_has_no_second_person(people: int, says: str) -> None:
    sums = frozenset({DecidesOn.SUM})
    job = own("Work out the price", act=JobAct.CALCULATE, decides_on=sums)
    plan = decided(Answers(jobs=(replace(job, stakes=Stakes.MONEY),), people=people))

    assert says in tile(plan, "risk")


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


# ------------------------------------------------------------------- what follows after a no


def decided(answers: Answers) -> Document:
    return document_of(decide(answers, CATALOG, ON), answers, CATALOG)


def used(
    *,
    challenger: bool = False,
    follower: str = "",
    conditions: tuple[Condition, ...] = (),
    otherwise: str = "",
    beside: tuple[Condition, ...] = (),
    **facts: Any,
) -> Document:
    """Return the plan of a tool that is named, beside another, and what follows it if one does.

    `otherwise` is what whoever lacks its plan uses; `facts` are of its work.
    """
    of = work("meeting-minutes", **{"people": 6, "worth_usd": None} | facts)
    fields = advised(of, option=replace(OPTION, conditions=conditions))
    first = fields["recommendation"].first
    rival = replace(OPTION, key="B", tool="B", maker="mistral", conditions=beside)
    second = priced(rival) if challenger else None
    usd = 0.0 if follower == "free" else OPTION.seats_usd
    prices = (OF_A_SITE,) if follower == "site" else ()
    other = replace(OPTION, key=follower, tool=follower, maker=follower, prices=prices)
    third = priced(replace(other, seats_usd=usd))
    rows = tuple(row for row in (first, second, third if follower else None) if row is not None)
    stands_in = replace(OPTION, key=otherwise, tool=otherwise, maker=otherwise)
    fields["recommendation"] = replace(
        fields["recommendation"],
        second=second,
        otherwise=priced(stands_in) if otherwise else None,
    )
    ranking = Ranking(
        costing=Costing(work=of, guesses=GUESSES), candidates=rows, others=(), challenger=second
    )
    row = JobDecision(work=of, guessed=frozenset(), ending=Use(**fields), ranking=ranking)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=of.people)
    return document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)


@pytest.mark.parametrize(
    ("challenger", "follower", "says"),
    [
        (False, "", "If it fails, keep writing the minutes yourself."),
        (True, "", "If both fail, keep writing the minutes yourself."),
        (False, "C", "If it fails, test C, for $20 a month."),
        (True, "C", "If both fail, test C, for $20 a month."),
        (False, "site", "If it fails, test site, for $20 a month at each site."),
        (True, "site", "If both fail, test site, for $20 a month at each site."),
        (False, "free", "If it fails, test free."),
        (True, "free", "If both fail, test free."),
    ],
)
def test_a_failed_test_has_a_way_out(*, challenger: bool, follower: str, says: str) -> None:
    stop = tile(used(challenger=challenger, follower=follower), "stop")

    assert stop.endswith(says)


@pytest.mark.parametrize(
    ("otherwise", "limit", "says"),
    [
        ("C", None, "If it fails, keep writing the minutes yourself."),
        ("D", None, "If it fails, test C, for $20 a month."),
        # a larger plan of $20 over the limit: C stands in for it
        ("", 19.0, "If it fails, keep writing the minutes yourself."),
        ("", 20.0, "If it fails, test C, for $20 a month."),
    ],
)
def test_what_stands_in_for_a_plan_does_not_follow_its_own_test(
    otherwise: str, limit: float | None, says: str
) -> None:
    plan = used(
        follower="C",
        otherwise=otherwise,
        limit_usd=limit,
        conditions=(Condition.IF_YOUR_PLAN_HAS_IT,),
    )

    assert tile(plan, "stop").endswith(says)


SWITCH = (Condition.SWITCH_TRAINING_OFF,)


@pytest.mark.parametrize(
    ("conditions", "beside", "names"),
    [
        ((), (), []),
        (SWITCH, (), ["A"]),
        ((), SWITCH, ["B"]),
        (SWITCH, SWITCH, ["A", "B"]),
        ((), (Condition.SIGN_AGREEMENT,), []),
    ],
)
def test_training_is_switched_off_in_each_tool_of_the_test(
    conditions: tuple[Condition, ...], beside: tuple[Condition, ...], names: list[str]
) -> None:
    plan = used(challenger=True, conditions=conditions, beside=beside)
    steps = next(row for row in plan.sections if row.key == "steps")

    says = str(steps)
    switched = [name for name in "AB" if f"In the settings of {name}, switch" in says]
    assert switched == names


@pytest.mark.parametrize(("results", "is_bulk"), [(600, True), (150, False)])
def test_no_second_chat_gets_papers_one_by_one(results: int, *, is_bulk: bool) -> None:
    copied = own(
        "Copy delivery notes into the list",
        act=JobAct.COPY,
        medium=Medium.DATA,
        goes_in=GoesIn.PAPER,
        results=Decimal(results),
        minutes_by_hand=Decimal(8),
    )
    answers = Answers(
        jobs=(copied,),
        people=20,
        languages=(Language.ENGLISH,),
        works_in=frozenset({Software.MICROSOFT_365}),
    )

    stop = tile(document_of(decide(answers, CATALOG, ON), answers, CATALOG), "stop")

    assert stop.endswith("a program that reads papers in bulk.") is is_bulk
    assert ("If it fails, test" in stop) is not is_bulk


SIGNED = (Condition.SIGN_SECRECY,)


@pytest.mark.parametrize(("conditions", "is_asked"), [(SIGNED, True), ((), False)])
def test_who_agrees_before_a_test_has_one_day_for_it(
    conditions: tuple[Condition, ...], *, is_asked: bool
) -> None:
    plan = used(conditions=conditions)
    lead, steps = " ".join(plan.head.lead), finding_of(plan, "steps")

    assert ("If you have no yes from OpenAI by 14 December" in lead) is is_asked
    assert ("No answer by 14 December" in steps) is is_asked
    assert "No answer by 21 December" not in steps


@pytest.mark.parametrize(
    ("conditions", "follower", "says"),
    [
        (SIGNED, "C", "If you have no yes from OpenAI by 14 December, test C."),
        (
            SIGNED,
            "",
            "If you have no yes from OpenAI by 14 December, keep writing the minutes yourself.",
        ),
        ((), "C", ""),
        ((Condition.EU_OPTION,), "C", ""),  # that the owner sets alone
    ],
)
def test_without_a_yes_what_nobody_has_to_sign_follows(
    conditions: tuple[Condition, ...], follower: str, says: str
) -> None:
    lead = used(follower=follower, conditions=conditions).head.lead

    assert [text for text in lead if text.startswith("If you have no yes")] == (
        [says] if says else []
    )


MARKS = Job(
    key="essay-feedback",
    use_case="essay-feedback",
    results=Decimal(600),
    minutes_by_hand=Decimal(25),
    stakes=Stakes.LAW,
    secrets=frozenset(),
)


def test_a_seller_who_says_no_leaves_the_work_with_its_method() -> None:
    of = work("visit-dictation")
    ended = AskFirst(**advised(of), questions=(Unknown.SECRECY,))
    row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=())
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert f"Then keep writing the notes yourself. {PATTERN}" in tile(plan, "stop")


@pytest.mark.parametrize("decides_on", [{DecidesOn.PERSON}, set()])
def test_a_lawyer_who_says_no_leaves_it_to_people(decides_on: set[DecidesOn]) -> None:
    job = replace(MARKS, decides_on=frozenset(decides_on))
    lead = " ".join(decided(Answers(jobs=(job,), people=60)).head.lead)

    assert ("If you have no yes from a lawyer by 14 December, keep" in lead) is bool(decides_on)


@pytest.mark.parametrize(
    ("job", "people", "reads"),
    [
        ({"words": "Write the letters"}, 1, "Read every letter before you use it."),
        ({"words": "Write the letters"}, 2, "Let the person responsible read and approve every "),
        # a lawyer is another person
        ({"use_case": "logo-ideas"}, 1, "Let a trade mark lawyer check the idea you choose."),
    ],
)
def test_who_works_alone_is_the_person_responsible(
    job: dict[str, str], people: int, reads: str
) -> None:
    fields: dict[str, Any] = {"medium": Medium.TEXT, "stakes": Stakes.LAW, "words": ""}
    of = filled_in(Job(key="own", **(fields | job)))
    lead = " ".join(decided(Answers(jobs=(of,), people=people)).head.lead)

    assert reads in lead


SUBTITLES = own(
    "Translate the subtitles of films",
    secrets=frozenset({Secret.CONFIDENTIAL}),
    results=Decimal(30),
    minutes_by_hand=Decimal(240),
)
ASKS_CLIENTS = "Ask each client whether the contract allows AI or a cloud."


@pytest.mark.parametrize(
    ("changed", "asks"),
    [
        ({}, True),
        ({"secrets": frozenset()}, False),
        ({"words": "Translate the subtitles of our films"}, False),
        ({"results": Decimal(1), "minutes_by_hand": Decimal(1)}, False),  # nothing is bought for it
    ],
)
def test_clients_whose_works_go_in_are_asked_first(changed: dict[str, Any], *, asks: bool) -> None:
    plan = decided(Answers(jobs=(replace(SUBTITLES, **changed),), people=10))
    steps = next(row for row in plan.sections if row.key == "steps")

    assert (plan.head.lead[0] == ASKS_CLIENTS) is asks
    assert plan.head.headline.startswith("Ask your clients") is asks
    assert ("Take only released or invented ones." in tile(plan, "test")) is asks
    assert finding_of(plan, "steps").startswith("By 1 December, ask each client") is asks
    assert ("Ask each client whether" in str(steps.groups)) is asks
    assert ("yes from your clients by 14 December" in " ".join(plan.head.lead)) is asks


@pytest.mark.parametrize(
    ("words", "saves_time"),
    [("Check the names against the list", False), ("Check the names against the rules", True)],
)
def test_no_hours_are_promised_where_the_job_is_to_compare(words: str, *, saves_time: bool) -> None:
    job = own(
        words,
        act=JobAct.CHECK,
        results=Decimal(240),
        minutes_by_hand=Decimal(6),
        damage_usd=Decimal(70),
        decides_on=frozenset(),
    )
    plan = decided(Answers(jobs=(job,), people=6, works_in=frozenset({Software.MICROSOFT_365})))

    assert ("It saves no time" in " ".join(plan.head.lead)) is not saves_time
    assert ("24 hours a month; by hand 24 hours" in tile(plan, "cost")) is not saves_time


# --------------------------------------------------------------------- what needs no AI, first


@pytest.mark.parametrize(
    ("results", "once", "says"),
    [
        (
            60,
            False,
            "If 24 of 30 pictures need nothing more after the first step, use no AI. Otherwise test AI on 30 pictures.",
        ),
        (
            59,
            False,
            "If 8 of 10 pictures need nothing more after the first step, use no AI. Otherwise test AI on 30 pictures.",
        ),
        # what is done once lies there already
        (60, True, "Do all of it by the first step. If that is enough, use no AI."),
    ],
)
def test_what_needs_no_ai_is_tried_on_so_many(results: int, says: str, *, once: bool) -> None:
    job = Job(key="menu-photos", use_case="menu-photos", results=Decimal(results), once=once)
    other = replace(job, key="logo-ideas", use_case="logo-ideas")

    assert says in tile(decided(Answers(jobs=(job,), people=6)), "test")
    assert "Try the first step" not in tile(decided(Answers(jobs=(other,), people=6)), "test")


@pytest.mark.parametrize(
    ("builder", "says"),
    [
        (Builder.OWNER, "Otherwise ask as above for what is left."),
        (Builder.DEVELOPER, "Otherwise test GLM-5.3\N{NO-BREAK SPACE}Flash on what is left."),
    ],
)
def test_a_page_is_tried_by_what_is_left_to_people(builder: Builder, says: str) -> None:
    job = Job(key="chats", use_case="support-chat-agent", results=Decimal(3000))
    test = tile(decided(Answers(jobs=(job,), people=30, builder=builder)), "test")

    assert test.startswith("Count what is left to people before and after the first step.")
    assert f"If that is a fifth or less, use no AI. {says}" in test


def test_a_minute_of_calls_takes_a_person_a_minute() -> None:
    case = CATALOG.use_case[CALLS]

    assert (case.unit, case.minutes_by_hand) == ("call minute", Decimal(1))


@pytest.mark.parametrize(
    ("doers", "worth", "says"),
    [
        (0, Decimal(1), "To you it is worth about $600 a month."),
        (0, Decimal(2), "To you it is worth about $1,200 a month."),
        (0, None, ""),  # nobody said it
        (2, Decimal(1), ""),  # the work by hand is known
    ],
)
def test_what_nobody_does_today_is_held_against_its_worth(
    doers: int, worth: Decimal | None, says: str
) -> None:
    job = Job(key=CALLS, use_case=CALLS, results=Decimal(600), doers=doers, worth_usd=worth)
    plan = decided(Answers(jobs=(job,), people=18, country=Country.USA))

    assert says in tile(plan, "cost")
    assert ("To you it is worth" in tile(plan, "cost")) is bool(says)
    assert ("to you it is worth" in str(plan.sections)) is bool(says)


BOOKINGS = Job(
    key="appointment-bot",
    use_case="appointment-bot",
    results=Decimal(650),
    minutes_by_hand=Decimal(4),
    stakes=Stakes.NUISANCE,
    secrets=frozenset({Secret.PERSONAL}),
)
ITS_DAYS = "Begin on 1 December, count by 14 December, and decide on 15 December"


@pytest.mark.parametrize(
    ("works_in", "headline", "is_there"),
    [
        (Software.BOOKING_SYSTEM, "Use what you have to book appointments", True),
        (Software.SLACK, "Use no AI to book appointments", False),
    ],
)
def test_what_does_it_without_ai_is_tried_and_has_an_end(
    works_in: Software, headline: str, *, is_there: bool
) -> None:
    plan = decided(Answers(jobs=(BOOKINGS,), people=14, works_in=frozenset({works_in})))

    assert plan.head.headline.startswith(headline)
    assert "First switch on a booking page with reminders" in plan.head.lead[0]
    assert "If that step helps less, mend it" in tile(plan, "stop")
    assert ("unless your booking system charges for it" in tile(plan, "cost")) is is_there
    assert "If a fifth less is left, keep that step." in tile(plan, "test")
    assert tile(plan, "risk")


MAILS = Job(
    key="support-email-triage",
    use_case="support-email-triage",
    results=Decimal(1600),
    minutes_by_hand=Decimal(2),
    stakes=Stakes.MONEY,
    damage_usd=Decimal(90),
    worst="A server stands still and the mail lies under forgotten passwords",
)


@pytest.mark.parametrize(
    ("job", "builder", "is_put_in"),
    [
        (MAILS, Builder.OWNER, True),
        (replace(MAILS, worst=""), Builder.OWNER, False),
        # the test of a tool has such cases
        (MAILS, Builder.DEVELOPER, False),
        # somebody waits for each answer: what comes is counted
        (replace(BOOKINGS, worst="Two have the same hour"), Builder.OWNER, False),
    ],
)
def test_a_first_step_that_no_test_follows_is_tried_on_what_is_feared(
    job: Job, builder: Builder, *, is_put_in: bool
) -> None:
    secrets = frozenset({Secret.PERSONAL, Secret.CONFIDENTIAL})
    job = replace(job, secrets=secrets)
    own = frozenset({Software.HELPDESK, Software.BOOKING_SYSTEM})
    answers = Answers(jobs=(job,), people=16, works_in=own, place=Place.EU, builder=builder)
    said = tile(decided(answers), "test")

    assert "the first step" in said
    assert ("past e-mails in which what you fear could happen" in said) is is_put_in


@pytest.mark.parametrize(
    ("builder", "says"),
    [
        # with nothing after it, what it spares is kept
        (
            Builder.OWNER,
            "If 6 of 30 e-mails need nothing more after the first step, keep that step.",
        ),
        # with a tool after it, that gets the rest
        (
            Builder.DEVELOPER,
            "If 24 of 30 e-mails need nothing more after the first step, use no AI.",
        ),
        (Builder.DEVELOPER, "Otherwise test AI on 300 e-mails."),
    ],
)
def test_a_first_step_that_helps_in_part_is_kept(builder: Builder, says: str) -> None:
    secrets = frozenset({Secret.PERSONAL, Secret.CONFIDENTIAL})
    own = frozenset({Software.HELPDESK})
    job = replace(MAILS, secrets=secrets)
    answers = Answers(jobs=(job,), people=16, works_in=own, place=Place.EU, builder=builder)

    assert says in tile(decided(answers), "test")


@pytest.mark.parametrize(
    ("stakes", "says"),
    [
        (
            Stakes.HURT,
            "If 6 of 30 cases need nothing more after the first step, none wrong: keep that step.",
        ),
        (Stakes.MONEY, "If 6 of 30 cases need nothing more after the first step, keep that step."),
    ],
)
def test_what_is_kept_in_part_has_none_wrong_where_one_hurts(stakes: Stakes, says: str) -> None:
    job = own("Put letters into the right patient's file", goes_in=GoesIn.PAPER, stakes=stakes)
    job = replace(job, act=JobAct.SORT, results=Decimal(500), minutes_by_hand=Decimal(3))

    assert says in tile(decided(Answers(jobs=(job,), people=11)), "test")


# Two deeds a month are not worth a change; so many texts are.
DEEDS = own("Write the deeds", results=Decimal(2), minutes_by_hand=Decimal(5))
COVERS = own(
    "Draw the covers",
    medium=Medium.IMAGE,
    results=Decimal(8),
    once=True,
    minutes_by_hand=Decimal(240),
    secrets=frozenset(),
)
LETTERS = own("Write the letters", results=Decimal(400), minutes_by_hand=Decimal(40))


@pytest.mark.parametrize(
    ("jobs", "is_by_hand"),
    [
        ((BOOKINGS,), True),
        ((BOOKINGS, DEEDS), True),
        ((DEEDS,), True),
        ((BOOKINGS, LETTERS), False),
    ],
)
def test_where_nothing_is_bought_there_are_days_all_the_same(
    jobs: tuple[Job, ...], *, is_by_hand: bool
) -> None:
    plan = decided(Answers(jobs=jobs, people=6))

    assert finding_of(plan, "steps").startswith(ITS_DAYS) is is_by_hand


@pytest.mark.parametrize(
    ("job", "limit", "says"),
    [
        (COVERS, None, "Begin by 7 December, and check each one whole."),
        (LETTERS, Decimal(0), "Decide by 15 December whether to raise the limit."),
        (LETTERS, None, "Collect cases by 7 December, "),
    ],
)
def test_too_few_for_a_test_and_too_dear_for_the_limit_have_a_day_too(
    job: Job, limit: Decimal | None, says: str
) -> None:
    plan = decided(Answers(jobs=(job,), people=6, limit_usd=limit))

    assert finding_of(plan, "steps").startswith(says)


@pytest.mark.parametrize(
    ("words", "decides_on", "also", "says"),
    [
        ("Check the print files", None, "support-email-reply", "Do so for replies to customers too."),
        ("Check the print files", None, "property-listing", "for property listings."),
        # what has no step of its own has none to do so too
        ("Count bolts", DecidesOn.COUNT, "support-email-reply", "Start without AI: replies to customers."),
    ],
)  # fmt: skip
def test_a_headline_starts_without_ai_once(
    words: str, decides_on: DecidesOn | None, also: str, says: str
) -> None:
    job = own(
        words,
        medium=Medium.DATA,
        act=JobAct.CHECK,
        results=Decimal(300),
        minutes_by_hand=Decimal(30),
        decides_on=frozenset(filter(None, [decides_on])),
    )
    other = Job(key=also, use_case=also, results=Decimal(100))
    plan = decided(Answers(jobs=(job, other), people=6, wage_usd=Decimal(30)))

    assert plan.head.headline.endswith(says)


@pytest.mark.parametrize(
    ("goes_in", "begins"),
    [
        (GoesIn.PHOTO, "Start without AI: “Find dents”."),
        (GoesIn.TEXT, "Do “Find dents” without AI."),  # no rule finds them
    ],
)
def test_the_headline_names_a_first_step_of_what_is_left(goes_in: GoesIn, begins: str) -> None:
    job = own(
        "Find dents",
        medium=Medium.DATA,
        act=JobAct.FIND,
        goes_in=goes_in,
        results=Decimal(9_000),
        minutes_by_hand=Decimal("0.2"),
        decides_on=frozenset(),
        secrets=frozenset(),
    )
    summaries = Job(
        key=SUMMARIES,
        use_case=SUMMARIES,
        results=Decimal(20),
        decides_on=frozenset(),
        secrets=frozenset(),
    )
    answers = Answers(jobs=(job, summaries), limit_usd=Decimal(0), wage_usd=Decimal(9), people=6)
    document = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert document.head.headline.startswith(begins)


@pytest.mark.parametrize(
    ("others", "is_counted"),
    [
        (5, True),  # the mails take most hours
        (2_000, False),
    ],
)
def test_first_step_of_the_largest_of_many_jobs_is_counted(
    others: int, *, is_counted: bool
) -> None:
    usual: dict[str, Any] = {"minutes_by_hand": Decimal(6), "stakes": Stakes.NUISANCE}
    mails = Job(
        key="support-email-triage",
        use_case="support-email-triage",
        results=Decimal(3_800),
        minutes_by_hand=Decimal(2),
        stakes=Stakes.NUISANCE,
        review=Review.SAMPLE,
        doers=4,
    )
    more = (
        Job(key=case, use_case=case, results=Decimal(others), doers=4, **usual)
        for case in ("hotel-review-reply", "blog-draft", "product-description")
    )
    works_in = frozenset({Software.MICROSOFT_365})
    plan = decided(Answers(jobs=(mails, *more), people=130, works_in=works_in))
    line = next(row for row in plan.head.jobs if row.key == mails.key)

    assert ("need nothing more after the first step" in " ".join(line.says)) is is_counted


PLANNING = Job(
    key="plan",
    words="Plan which gang shears at which farm",
    act=JobAct.PLAN,
    medium=Medium.DATA,
    results=Decimal(40),
    minutes_by_hand=Decimal(60),
    stakes=Stakes.MONEY,
    decides_on=frozenset({DecidesOn.ROSTER}),
    secrets=frozenset(),
)
TRIED = "Make four past plans anew with it, and lay them beside what you did."


@pytest.mark.parametrize(
    ("use_case", "results", "is_on_top"),
    [
        ("invoice-capture", 100, True),  # a seller is asked after its first step
        ("invoice-capture", 9000, False),  # it is larger
        ("product-description", 100, False),  # it is tested first, and so its test is on top
    ],
)
def test_where_no_tool_is_tested_the_trial_without_ai_is_on_top(
    use_case: str, results: int, *, is_on_top: bool
) -> None:
    other = Job(
        key="other",
        use_case=use_case,
        results=Decimal(results),
        minutes_by_hand=Decimal(5),
        secrets=frozenset(),
        decides_on=frozenset(),
    )
    works_in = frozenset({Software.ACCOUNTING_SOFTWARE})
    plan = decided(Answers(jobs=(PLANNING, other), people=6, works_in=works_in))
    (line,) = (row for row in plan.head.jobs if row.key == "plan")
    label = next((row.label for row in plan.head.tiles if row.key == "test"), "")

    assert (TRIED in tile(plan, "test")) is is_on_top
    assert (TRIED in line.says) is not is_on_top
    assert label.startswith("Test it first: “Plan which gang") is is_on_top
    assert ("Stop if it breaks your rules" in tile(plan, "stop")) is is_on_top


def to_do_of(plan: Document) -> list[tuple[date, str]]:
    """Return what is to be done by which day."""
    (steps,) = (section for section in plan.sections if section.key == "steps")
    rows = [row for group in steps.groups for block in group.blocks for row in block.rows]  # type: ignore[union-attr]
    return [(row.on, " ".join(row.says)) for row in rows if isinstance(row, ListRow) and row.on]


REPLIES = Job(key="support-email-reply", use_case="support-email-reply", results=Decimal(300))
TEXTS = Job(key="product-description", use_case="product-description", results=Decimal(100))
# By hand one takes less than the time to read it.
SHORT = Job(key="job-ad", use_case="job-ad", results=Decimal(2), minutes_by_hand=Decimal(2))
MORE = tuple(
    Job(key=case, use_case=case, results=Decimal(200), minutes_by_hand=Decimal(10))
    for case in ("blog-draft", "hotel-review-reply", "meeting-minutes")
)


@pytest.mark.parametrize(
    ("jobs", "begins", "ends"),
    [
        ((PLANNING,), "Try it without AI", "Decide whether to keep to it"),
        # beside a job that has a test it has its own days
        ((PLANNING, TEXTS), "“Plan which gang shears at which farm”: Try it without AI", "“Plan which gang shears at which farm”: Decide whether to keep to it"),
        ((BOOKINGS, TEXTS), "Appointments and reminders: Do what needs no AI", "Appointments and reminders: Decide whether to keep to it"),
        # of many jobs the line on top has no room for the test
        ((PLANNING, *MORE), "“Plan which gang shears at which farm”: Try it without AI", "“Plan which gang shears at which farm”: Decide whether to keep to it"),
        ((replace(PLANNING, results=Decimal(4)), *MORE), "“Plan which gang shears at which farm”: Try it without AI", f"“Plan which gang shears at which farm”: {TRIED} Stop if it breaks your rules, or saves less than a tenth of the time."),
        # what people only go on with has none there
        ((SHORT, TEXTS), "Job adverts: Try it without AI", f"Job adverts: {MINUTES} Keep the new way if"),
    ],
)  # fmt: skip
def test_each_job_without_ai_has_a_first_and_a_last_day(
    jobs: tuple[Job, ...], begins: str, ends: str
) -> None:
    works_in = frozenset({Software.BOOKING_SYSTEM})
    to_do = to_do_of(decided(Answers(jobs=jobs, people=6, works_in=works_in)))

    assert [on for on, says in to_do if says == begins] == [ON + timedelta(days=1)]
    assert [on for on, says in to_do if says.startswith(ends)] == [ON + timedelta(days=15)]


def test_what_a_test_follows_is_decided_with_it() -> None:
    to_do = to_do_of(decided(Answers(jobs=(REPLIES, TEXTS), people=6)))
    says = [text for _, text in to_do]

    assert "Replies to customers: Do what needs no AI" in says
    assert "Decide" in says
    assert not [text for text in says if "Decide whether to keep to it" in text]


@pytest.mark.parametrize(
    ("other", "headline", "cost"),
    [
        # what plans the ways may have to be bought
        (PLANNING, "Use no AI for these two jobs.", "Nothing: you buy no AI."),
        # near miss: both go on by hand
        (BOOKINGS, "Buy nothing for these two jobs.", "Nothing."),
    ],
)
def test_nothing_is_bought_only_where_no_program_is_looked_at(
    other: Job, headline: str, cost: str
) -> None:
    plan = decided(Answers(jobs=(other, DEEDS), people=6))

    assert plan.head.headline == headline
    assert tile(plan, "cost") == cost


BARE, WITHOUT_AI = "Use a planning program, ", "Without AI: use a planning program, "


@pytest.mark.parametrize(
    ("hours", "begins"),
    [
        (100, BARE),  # the headline says of the largest job that it needs no AI
        (1, WITHOUT_AI),  # and names the other one
    ],
)
def test_what_replaces_ai_stands_where_nothing_folds(hours: int, begins: str) -> None:
    plans = replace(PLANNING, results=Decimal(hours))
    plan = decided(Answers(jobs=(plans, TEXTS), people=6))
    (line,) = (row for row in plan.head.jobs if row.key == plans.key)

    assert line.verdict.startswith(begins)


def test_what_replaces_ai_is_no_news_where_all_is_done_without() -> None:
    plan = decided(Answers(jobs=(PLANNING, DEEDS), people=6))

    assert plan.head.jobs[0].verdict.startswith(BARE)


@pytest.mark.parametrize(
    ("conditions", "country", "seller"),
    [
        ((Condition.SIGN_SECRECY,), Country.GERMANY, "Microsoft’s reseller"),
        ((Condition.SIGN_SECRECY,), Country.SWITZERLAND, "Microsoft’s reseller"),
        # near misses: no source says so of there, or something else is signed
        ((Condition.SIGN_SECRECY,), Country.USA, "Microsoft"),
        ((Condition.SIGN_SECRECY,), Country.ELSEWHERE, "Microsoft"),
        ((Condition.SIGN_AGREEMENT,), Country.GERMANY, "Microsoft"),
        ((), Country.GERMANY, "Microsoft"),
    ],
)
def test_who_is_bound_to_secrecy_asks_who_gives_out_that_contract(
    conditions: tuple[Condition, ...], country: Country, seller: str
) -> None:
    option = replace(
        OPTION,
        key="microsoft-365-copilot-business",
        tool="microsoft-365-copilot-business",
        maker="microsoft",
        conditions=conditions,
    )
    names = Names(catalog=CATALOG, narrator=Narrator(), regions=country.regions)

    assert names.seller(option).replace("\N{NO-BREAK SPACE}", " ") == seller


@pytest.mark.parametrize(
    ("country", "software", "document"),
    [
        (Country.USA, Software.PRACTICE_SOFTWARE, "a health-data agreement (BAA)"),
        # near misses: another law, or another trade
        (Country.UK, Software.PRACTICE_SOFTWARE, "a secrecy promise"),
        (Country.USA, Software.LAW_DATABASE, "a secrecy promise"),
    ],
)
def test_sellers_sign_what_the_law_of_the_place_names(
    country: Country, software: Software, document: str
) -> None:
    job = replace(REPLIES, secrets=frozenset({Secret.PERSONAL, Secret.SENSITIVE}))
    works_in = frozenset({software, Software.MICROSOFT_365})
    firm = Answers(jobs=(job,), country=country, works_in=works_in, secrecy=True, people=6)

    assert f"sign {document}" in str(decided(firm).sections)

    decision = decide(firm, CATALOG, ON)
    basis = Basis(decision=decision, answers=firm, catalog=CATALOG, progress=NEW, changes={})
    says = [basis.jobs[0].say(section, WhyOut.SECRECY) for section in ("out", "limit")]
    assert all(document in text for text in says)


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("Write down the visit that the doctor dictates", "a health-data agreement (BAA)"),
        # near miss: a trade without patients
        ("Turn what the vet dictates into the notes of a visit", "a secrecy promise"),
    ],
)
def test_the_trade_is_told_by_jobs_in_own_words_too(words: str, document: str) -> None:
    job = own(words, secrets=frozenset({Secret.PERSONAL, Secret.SENSITIVE}))
    works_in = frozenset({Software.MICROSOFT_365})
    firm = Answers(jobs=(job,), country=Country.USA, works_in=works_in, secrecy=True, people=6)

    assert f"sign {document}" in str(decided(firm).sections)


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("Check the print files of customers for mistakes", False),  # a preflight does all of it
        ("Check the drawings of customers for mistakes", True),
    ],
)
def test_how_ai_is_used_is_no_reason_of_what_is_done_without_it(
    words: str, *, is_there: bool
) -> None:
    job = own(
        words,
        act=JobAct.CHECK,
        medium=Medium.DATA,
        goes_in=GoesIn.TEXT,
        results=Decimal(500),
        minutes_by_hand=Decimal(8),
        stakes=Stakes.MONEY,
        decides_on=frozenset(),
        secrets=frozenset({Secret.CONFIDENTIAL}),
    )
    plan = decided(Answers(jobs=(replace(REPLIES, results=Decimal(4000)), job), people=24))

    assert ("Ask each client whether the contract allows" in str(plan.sections)) is is_there
