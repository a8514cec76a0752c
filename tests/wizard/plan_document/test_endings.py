"""What single endings say, in made-up figures.

Each stands beside the nearest case that says something else.
"""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import AppKind, Language, PriceUnit, Software
from tests.replacing import replace
from tests.wizard.plan_document.endings import (
    BUSINESS,
    BY_THE_YEAR,
    CATALOG,
    CHAT,
    INSTEAD,
    OF_A_SITE,
    ON,
    OPTION,
    SITES,
    advised,
    comparison,
    document,
    finding_of,
    in_chat,
    priced,
    tile,
    work,
)
from wizard.decision.answers import Answers, Job, OwnChoice, PaidPlan
from wizard.decision.costs import Costing
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    AsDear,
    AskFirst,
    Inquiry,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    SecondLook,
    Use,
    UseWhatYouHave,
    WrongTool,
)
from wizard.decision.guesses import GUESSES
from wizard.decision.options import CountedPrice, Option
from wizard.decision.ranking import Ranking
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because
from wizard.decision.vocabulary import (
    Builder,
    Certainty,
    Condition,
    Country,
    DecidesOn,
    JobAct,
    OptionKind,
    Place,
    Review,
    Secret,
    Stakes,
    Unknown,
)
from wizard.document.basis import Basis
from wizard.document.blocks import Document
from wizard.document.compose import document_of
from wizard.document.forms import NO_BREAK
from wizard.document.progress import NEW, PlanProgress, TrialState

CHEAP = replace(OPTION, tool="Cheap", key="Cheap")
FREE = replace(CHEAP, seats_usd=0.0)


# By hand 120 · 10 minutes are 20 hours, $500; with AI the hours and $20. Whoever checks one in
# ten reads all of it until the test has passed, and few of what follows.
@pytest.mark.parametrize(
    ("at_first", "later", "once", "is_begun"),
    [
        (20.0, None, False, False),
        # A test of 100 takes 6 hours, $150: four months have to save as much.
        (17.7, None, False, True),
        (17.8, None, False, False),
        (20.0, 4.0, False, True),
        (26.0, 17.7, False, True),
        (26.0, 17.8, False, False),
        (20.0, 4.0, True, False),  # it is over before the test allows to read less
        (18.0, 4.0, True, True),
    ],
)
def test_weeks_in_which_all_is_read_do_not_decide_whether_it_is_begun(
    at_first: float,
    later: float | None,
    once: bool,  # noqa: FBT001  # a case
    is_begun: bool,  # noqa: FBT001  # a case
) -> None:
    of = work("meeting-minutes", review=Review.SAMPLE, once=once)
    given = advised(of, at_first)
    if later is not None:
        while_read = given["comparison"]
        given["comparison"] = replace(comparison(of, later), while_read=while_read)
    plan = document((of, Use(**given)))

    assert (plan.head.headline != "Keep writing the minutes yourself.") is is_begun


# The same hours and dollars.
@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (20.0, "AI would cost $520 a month with your time; your own work costs $500."),
        # said as 18¼ hours
        (
            18.3,
            "AI would save $24 a month, too little for changing over: $476 with your time, $500 by hand.",
        ),
    ],
)
def test_what_costs_as_much_as_by_hand_is_left(hours: float, says: str) -> None:
    """Nobody changes over for less than a twentieth."""
    of = work("meeting-minutes")
    plan = document((of, AsDear(**advised(of, hours))))

    assert plan.head.headline == "Keep writing the minutes yourself."
    assert any(text.endswith(says) for text in plan.head.lead)
    assert [row.key for row in plan.head.tiles] == ["cost", "test", "stop", "risk"]
    assert tile(plan, "cost") == "As today: by hand 20 hours a month."


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (25.8, "When you do more of it, or each takes you longer."),  # $665: 75.2 %
        (26.0, "In a year."),  # $670: 74.6 %
    ],
)
def test_what_is_within_a_quarter_is_not_left_for_a_year(hours: float, says: str) -> None:
    of = work("meeting-minutes")
    plan = document((of, LeaveIt(job=of.key, comparison=comparison(of, hours))))

    assert says in tile(plan, "stop")


def test_what_saves_a_little_is_tried() -> None:
    of = work("meeting-minutes")
    plan = document((of, AsDear(**advised(of, 18.0))))  # $470

    assert plan.head.headline.startswith("Try A to ")
    assert "It saves about $30 a month." in tile(plan, "cost")
    assert [row.key for row in plan.head.tiles] == ["cost", "test", "stop", "risk"]


def test_a_second_look_promises_no_hours() -> None:
    of = work("meeting-minutes", reading_part=1.0)
    plan = document((of, SecondLook(**advised(of, 20.0))))

    assert plan.head.headline.endswith(", as a second look.")
    assert plan.head.lead[0] == "It saves no time; it may see what people miss."
    assert "saves time" not in tile(plan, "stop")


SECRECY = (Condition.SIGN_SECRECY,)
BY_SEAT = [row for row in CATALOG.prices if row.unit is PriceUnit.SEAT_MONTH]
THREE_SEATS: dict[str, Any] = {"seats": 3, "prices": (CountedPrice(usd=20.0, rows=(BY_SEAT[0],)),)}


@pytest.mark.parametrize(
    ("seats", "limit", "other", "says"),
    [
        (2, None, None, "If not, changing to it costs $20 a month in all."),
        (75, None, None, "If not, changing to it costs $20 a month for all 75 people."),
        (2, 20.0, None, "If not, changing to it costs $20 a month in all."),
        (2, 19.0, None, "use no AI: changing to it costs $20 a month."),
        (2, 19.0, INSTEAD, "If not, use B, for $20 a month."),
        (2, None, replace(INSTEAD, seats=2), "If not, use B, two seats for $20 a month."),
        (2, None, replace(INSTEAD, seats_usd=0.0), "If not, use B."),
        (2, None, replace(INSTEAD, conditions=SECRECY), "Its seller has to sign the same first."),
        (
            2,
            19.0,
            replace(INSTEAD, prices=(OF_A_SITE,)),
            "If not, use B, for $20 a month at each site.",
        ),
    ],
)
def test_what_a_smaller_plan_would_cost_is_held_against_the_limit(
    seats: int, limit: float | None, other: Option | None, says: str
) -> None:
    of = work("meeting-minutes", doers=2, limit_usd=limit)
    if_it_has_it = (Condition.IF_YOUR_PLAN_HAS_IT,)
    option = replace(OPTION, seats=seats, paid=True, conditions=if_it_has_it)
    fields = advised(of, 10.0, option)
    otherwise = priced(other) if other is not None else None
    advice = replace(fields["recommendation"], otherwise=otherwise)
    plan = document((of, UseWhatYouHave(**fields | {"recommendation": advice})))

    assert any(text.endswith(says) for text in plan.head.lead)


@pytest.mark.parametrize(
    ("tool", "conditions", "says"),
    [
        ("C", (Condition.IF_YOUR_PLAN_HAS_IT,), 1),
        ("A", (Condition.IF_YOUR_PLAN_HAS_IT,), 0),  # the job before says it
        ("C", (), 0),
    ],
)
def test_later_job_says_too_what_a_larger_plan_would_cost(
    tool: str, conditions: tuple[Condition, ...], says: int
) -> None:
    begun, later = work("meeting-minutes", results=240.0), work("contract-review")
    mine = replace(OPTION, paid=True, conditions=(Condition.IF_YOUR_PLAN_HAS_IT,))
    other = replace(mine, key=tool, tool=tool, seats=75, conditions=conditions)
    first = UseWhatYouHave(**advised(begun, 10.0, mine))
    plan = document((begun, first), (later, UseWhatYouHave(**advised(later, 10.0, other))))
    said = [text for text in plan.head.jobs[1].says if text.endswith("month for all 75 people.")]

    assert len(said) == says


@pytest.mark.parametrize(
    ("tool", "seats", "says"),
    [
        ("B", 5, "If not, use B, five seats for $50 a month."),
        ("B", 3, "If not, use B, four seats for $40 a month."),
        ("C", 5, "If not, use B, four seats for $40 a month."),
    ],
)
def test_what_stands_in_has_a_seat_for_everybody_of_its_jobs(
    tool: str, seats: int, says: str
) -> None:
    conditions = (Condition.IF_YOUR_PLAN_HAS_IT,)
    option = replace(OPTION, seats=9, paid=True, conditions=conditions)
    rows = []
    begun, later = work("meeting-minutes", results=240.0), work("contract-review")
    for of, name, count in ((begun, "B", 4), (later, tool, seats)):
        other = replace(OPTION, key=name, tool=name, seats=count, seats_usd=10.0 * count)
        fields = advised(of, 10.0, option)
        advice = replace(fields["recommendation"], otherwise=priced(other))
        rows.append((of, UseWhatYouHave(**fields | {"recommendation": advice})))
    says_of_all = [text for job in document(*rows).head.jobs for text in job.says]

    assert any(text.endswith(says) for text in says_of_all)


@pytest.mark.parametrize(
    ("job", "tool", "is_said"),
    [
        ("elearning-quiz", "google-workspace-business-standard", True),
        ("meeting-minutes", "google-workspace-business-standard", False),  # no school’s own job
        ("elearning-quiz", "zendesk-suite-team", False),  # no such edition
    ],
)
def test_schools_read_of_the_edition_that_is_theirs(job: str, tool: str, *, is_said: bool) -> None:
    of = work(job)
    if_it_has_it = (Condition.IF_YOUR_PLAN_HAS_IT,)
    option = replace(OPTION, tool=tool, paid=True, conditions=if_it_has_it)
    plan = document((of, UseWhatYouHave(**advised(of, 10.0, option))))

    assert any(says.startswith("A school uses Google") for says in plan.head.lead) is is_said


@pytest.mark.parametrize(
    ("tool", "kind", "named"),
    [
        ("shopify-grow", AppKind.TRANSLATION, "Translate & Adapt in Shopify Grow"),
        ("chatgpt-business", AppKind.CODING, "Codex in ChatGPT Business"),
        # near misses: what the plan's own app does, is besides, or is for any writing
        ("shopify-grow", AppKind.SHOP_WEBSITE, "Shopify Grow"),
        ("shopify-grow", AppKind.EMAIL_CAMPAIGN, "Shopify Grow"),
        ("chatgpt-business", None, "ChatGPT Business"),
        ("deepl-pro", AppKind.TRANSLATION, "DeepL Pro"),  # it holds nothing else
    ],
)
def test_what_does_the_job_is_named_and_not_only_what_holds_it(
    tool: str, kind: AppKind | None, named: str
) -> None:
    of = work("catalog-translation")
    option = replace(OPTION, tool=tool, app_kind=kind, paid=True, declared=True)
    plan = document((of, UseWhatYouHave(**advised(of, 10.0, option))))

    assert plan.head.headline.replace(NO_BREAK, " ").startswith(f"Test your {named} to ")


WORKSPACE = "google-workspace-business-standard"


@pytest.mark.parametrize(
    ("tool", "fields", "named"),
    [
        (WORKSPACE, {"paid": True}, "Gemini in Google Workspace"),
        (WORKSPACE, {"paid": True, "declared": True}, "Gemini in Google Workspace"),
        ("shopify-grow", {"paid": True}, "Shopify"),  # each plan of it does it
        ("canva-free", {"inside": True}, "Canva"),  # so does the least that they have
        # near misses: nobody has it, a plan says the name, is an edition, or is not the least
        (WORKSPACE, {}, "Google Workspace Business Standard"),
        ("google-workspace-for-education", {"paid": True}, "Google Workspace for Education"),
        ("microsoft-365-copilot-business", {"paid": True}, "Microsoft 365 Copilot Business"),
        ("microsoft-365-copilot-chat", {"inside": True}, "Microsoft 365 Copilot Chat"),
        ("canva-free", {}, "Canva Free"),
        ("canva-business", {"inside": True, "seats_usd": 20.0}, "Canva Business"),
        ("canva-business", {"paid": True, "inside": True}, "Canva Business"),
    ],
)
def test_what_people_have_is_named_by_what_they_open(
    tool: str, fields: dict[str, Any], named: str
) -> None:
    of = work("catalog-translation")
    option = replace(OPTION, tool=tool, **{"paid": False, "seats_usd": 0.0} | fields)
    plan = document((of, Use(**advised(of, 10.0, option))))
    steps = repr([row for row in plan.sections if row.key == "steps"])
    is_got = tool != "microsoft-365-copilot-chat" and named != "Canva" and "paid" not in fields

    assert plan.head.headline.replace(NO_BREAK, " ").startswith(f"Test {named} to ")
    assert ("Get " in steps) is is_got


@pytest.mark.parametrize(
    ("tool", "fields", "begins"),
    [
        ("microsoft-365-copilot-chat", {"inside": True}, "Sign in to Microsoft 365 Copilot Chat"),
        # near misses: they have no such suite, the contract is another’s, or it is no suite
        ("microsoft-365-copilot-chat", {}, "Get Microsoft 365 Copilot Chat from"),
        (
            "microsoft-365-copilot-chat",
            {"inside": True, "conditions": SECRECY},
            "Get Microsoft 365 Copilot Chat from",
        ),
        ("translate-adapt-free", {"inside": True}, "Get Translate & Adapt Free from"),
    ],
)
def test_who_has_the_suite_signs_in_to_what_comes_with_it(
    tool: str, fields: dict[str, Any], begins: str
) -> None:
    of = work("catalog-translation")
    option = replace(OPTION, tool=tool, **{"seats_usd": 0.0} | fields)
    plan = document((of, Use(**advised(of, 10.0, option))))
    steps = repr([row for row in plan.sections if row.key == "steps"])

    assert begins in steps.replace(r"\xa0", " ")


def test_work_that_nobody_could_do_by_hand_is_held_against_its_worth() -> None:
    by_hand, beyond = (
        work("meeting-minutes"),
        work("meeting-minutes", nobody_today=True, worth_usd=1.0),
    )
    left = document((by_hand, LeaveIt(job=by_hand.key, comparison=comparison(by_hand, 40.0))))
    worth = document((beyond, LeaveIt(job=beyond.key, comparison=comparison(beyond, 40.0))))

    assert (
        "AI would cost $1,020 a month with your time; your own work costs $500." in left.head.lead
    )
    assert "AI would cost $1,020 with your time, and to you it is worth $120." in worth.head.lead


# 57 hours at $25 are written as $1,400; 55 hours and $20 as $1,420.
REVERSED = work("meeting-minutes", results=342.0)
WORTH = {"nobody_today": True, "worth_usd": 1.0}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "AI would cost about as much as your own work: $1,400 a month, with your time."),
        (
            {"nobody_today": True, "worth_usd": 4.15},
            "AI would cost about what it is worth to you: $1,400, with your time.",
        ),
        # near miss: seen in what is written
        ({"results": 300.0}, "AI would cost $1,420 a month with your time; your own work costs"),
    ],
)
def test_no_gain_is_claimed_that_the_written_sums_deny(fields: dict[str, Any], says: str) -> None:
    of = replace(REVERSED, **fields)
    plan = document((of, LeaveIt(job=of.key, comparison=comparison(of, 55.0))))

    assert any(says in text for text in plan.head.lead)


@pytest.mark.parametrize(
    ("rule", "fields", "hours", "least", "says"),
    [
        (Rule.HAND_COSTS_LESS, {}, 20.3, None, "By hand it costs about as much, $500"),
        (Rule.HAND_COSTS_LESS, {}, 21.0, None, "By hand it costs $500, with AI $525"),
        (Rule.SAVES_TOO_LITTLE, {}, 16.0, 99.0, "It saves less than the $99 that it has to save."),
        (Rule.SAVES_TOO_LITTLE, {}, 16.0, 101.0, "with AI $400: it has to save $101."),
        (Rule.SAVES_TOO_LITTLE, {"results": 342.0}, 56.0, 71.0, "It saves less than the $71"),
        # nobody could do it by hand
        (Rule.HAND_COSTS_LESS, WORTH, 21.0, None, "more than it is worth to you: $120"),
        (Rule.SAVES_TOO_LITTLE, WORTH, 4.0, 30.0, "It earns less than the $30"),
    ],
)
def test_why_it_is_left_shows_in_the_sums_or_stands_alone(
    rule: Rule, fields: dict[str, float], hours: float, least: float | None, says: str
) -> None:
    of = work("meeting-minutes", **fields)
    left = LeaveIt(job=of.key, comparison=comparison(of, hours, FREE))
    decided = JobDecision(work=of, guessed=frozenset(), ending=left)
    decision = Decision(method=7, on=ON, starts=ON, jobs=(decided,))
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    basis = Basis(decision=decision, answers=answers, catalog=CATALOG, progress=NEW, changes={})
    reason = because(rule) if least is None else because(rule, least=least)

    assert says in basis.jobs[0].sentence(reason)


def test_job_over_the_limit_says_its_sum_alone_and_beside_others() -> None:
    """Of $30 a tool at $20 leaves ten: one at $20 is then over it, and one at $31 at any time."""
    begun = work("meeting-minutes", results=240.0)
    jobs = [work(key, limit_usd=10.0) for key in ("contract-review", "menu-photos")]
    tools = [replace(OPTION, key=str(usd), tool="B", seats_usd=usd) for usd in (20.0, 31.0)]
    rows = [
        (of, OverLimit(job=of.key, comparison=comparison(of, option=tool)))
        for of, tool in zip(jobs, tools, strict=True)
    ]
    plan = document((begun, Use(**advised(begun))), *rows, limit_usd=30)

    assert [job.verdict for job in plan.head.jobs] == [
        "",
        "B for $20 would save $380 a month, but other jobs take your limit: go on as today.",
        "B for $31 would save $369 a month, but your limit is $30: go on as today.",
    ]
    raises = " Raise the limit, if you can, for two more."
    assert plan.head.headline.endswith(raises)


@pytest.mark.parametrize(
    ("others", "says"), [((), 3), (("menu-photos",), 3), (("menu-photos", "pitch-deck"), 0)]
)
def test_of_four_jobs_only_the_largest_says_what_a_higher_limit_is_for(
    others: tuple[str, ...], says: int
) -> None:
    begun = [work("meeting-minutes", results=240.0), *(work(key, results=200.0) for key in others)]
    of = work("contract-review", limit_usd=10.0)
    over = OverLimit(job=of.key, comparison=comparison(of))
    plan = document(*((row, Use(**advised(row))) for row in begun), (of, over), limit_usd=30)

    assert len(plan.head.jobs[-1].says) == says


@pytest.mark.parametrize(("hours", "is_raised"), [(18.3, True), (18.5, False)])
def test_limit_is_raised_for_what_brings_its_price_in_once_more(
    hours: float, *, is_raised: bool
) -> None:
    """By hand $500; with AI the hours and $20: they leave $22, or $17."""
    begun, of = work("meeting-minutes", results=240.0), work("contract-review", limit_usd=10.0)
    over = OverLimit(job=of.key, comparison=comparison(of, hours))
    plan = document((begun, Use(**advised(begun))), (of, over), limit_usd=30)

    assert ("Raise the limit, if you can, for contract checks." in plan.head.headline) is is_raised
    assert "but other jobs take your limit: go on as today." in plan.head.jobs[1].verdict


@pytest.mark.parametrize(
    ("job", "hours", "fields", "says"),
    [
        ("property-listing", 4.0, {}, "hands test stop"),
        # too few for a test to show anything
        (
            "property-listing",
            4.0,
            {"results": 3.0, "once": True, "minutes_by_hand": 900.0},
            "hands",
        ),
        # at $500 by hand nobody raises a limit for 50 cents
        ("property-listing", 19.18, {}, "hands"),
        ("property-listing", 4.0, {"nobody_today": True, "worth_usd": 5.0}, ""),
    ],
)
def test_what_the_limit_shuts_out_is_tested_where_it_is_raised(
    job: str, hours: float, fields: dict[str, Any], says: str
) -> None:
    begun = work("meeting-minutes", results=240.0)
    of = work(job, limit_usd=10.0, **fields)
    ends = OverLimit, LeaveIt
    plans = [
        document(
            (begun, Use(**advised(begun))),
            (of, ends_by(job=of.key, comparison=comparison(of, hours))),
            limit_usd=30,
        )
        for ends_by in ends
    ]
    over, left = (
        " ".join(text for row in plan.head.jobs if row.key == job for text in row.says)
        for plan in plans
    )
    starts = {
        "hands": "A template with blanks",
        "test": "If you raise the limit, test A on ",
        "stop": "Stop if more than ",
    }

    assert [key for key, text in starts.items() if text in over] == says.split()
    assert starts["test"] not in left


def test_until_the_limit_is_raised_all_stays_and_then_it_is_tested() -> None:
    of = work("property-listing", limit_usd=15.0)
    lead = document((of, OverLimit(job=of.key, comparison=comparison(of)))).head.lead
    parts = "Raise the limit", "Until then", "A template", "If you raise the limit", "Stop if"
    places = [row for part in parts for row, says in enumerate(lead) if part in says]

    assert len(places) == len(parts)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("once", "seats_usd", "limit", "asks"),
    [
        (True, 21.0, 20, True),
        (True, 20.0, 20, False),
        (True, 21.0, None, False),
        (False, 20.0, 20, False),
    ],
)
def test_leave_is_asked_for_what_is_paid_once_and_more_than_a_month_may_cost(
    seats_usd: float, limit: int | None, *, once: bool, asks: bool
) -> None:
    of = work("meeting-minutes", once=once, limit_usd=None if limit is None else float(limit))
    option = replace(OPTION, seats_usd=seats_usd)
    plan = document((of, Use(**advised(of, option=option))), limit_usd=limit)

    says = "It costs $21 once, more than your limit of $20: it saves $379 after that."
    assert (says in plan.head.lead) is asks


@pytest.mark.parametrize(
    ("seats_usd", "months", "sum_of", "once"),
    [
        (20.0, 1, "$20 a month", "15 hours"),  # the seat is there
        (20.0, 2, "$20 a month", "15 hours"),
        (50.0, 1, "$20 a month", "$30 and 15 hours"),  # more seats than each month
        (50.0, 2, "$20 a month", "$10 and 15 hours"),
    ],
)
def test_what_is_done_once_pays_for_no_seat_that_another_job_has(
    seats_usd: float, months: int, sum_of: str, once: str
) -> None:
    monthly, archive = work("meeting-minutes", results=240.0), work("contract-review", once=True)
    option = replace(OPTION, seats_usd=seats_usd, months=months)
    plan = document(
        (monthly, Use(**advised(monthly))),
        (archive, Use(**advised(archive, 15.0, option))),
        limit_usd=25,
    )
    cost = tile(plan, "cost")
    is_over = seats_usd - 20 * months > 25

    assert sum_of in cost
    assert is_over or f"Done once, contract checks: {once}." in cost


@pytest.mark.parametrize(
    ("doers", "limit", "says"),
    [
        ((2, 1), None, "If other people do the rest, Claude\N{NO-BREAK SPACE}Team takes three seats: $75 a month."),
        ((2, 1), 75, "Team takes three seats: $75 a month."),
        # no third seat fits, so two of them do the work of three
        ((2, 1), 74, "Let the same people do all: your limit pays for two seats of Claude\N{NO-BREAK SPACE}Team and no more."),
        ((2, 2), 75, "If other people do the rest, buy three seats of Claude\N{NO-BREAK SPACE}Team at most: $75 a month."),
        ((2, 6), None, ""),  # all six of the firm
    ],
)  # fmt: skip
def test_seats_of_several_jobs_are_told_for_the_same_and_for_other_people(
    doers: tuple[int, int], limit: int | None, says: str
) -> None:
    typed = [
        Job(key=key, use_case=key, results=Decimal(100), minutes_by_hand=Decimal(20), doers=count)
        for key, count in zip(("citizen-letter-plain", "job-ad"), doers, strict=True)
    ]
    usd = None if limit is None else Decimal(limit)
    answers = Answers(jobs=tuple(typed), people=6, wage_usd=Decimal(30), limit_usd=usd)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert says in tile(plan, "cost")
    assert ("people do" in tile(plan, "cost")) is bool(says)


@pytest.mark.parametrize(
    ("limit", "doers", "is_said"), [(50, 2, False), (49, 2, True), (49, 1, False)]
)
def test_a_later_job_says_that_one_person_does_it(limit: int, doers: int, *, is_said: bool) -> None:
    """Two seats of what writes the letters too are over the limit, and one is not."""
    jobs = (
        Job(key="citizen-letter-plain", use_case="citizen-letter-plain", doers=1),
        Job(key="contract-summary", use_case="contract-summary", results=Decimal(9), doers=doers),
    )
    answers = Answers(jobs=jobs, people=6, wage_usd=Decimal(30), limit_usd=Decimal(limit))
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    says = [text for row in plan.head.jobs for text in row.says]

    assert any(text.startswith("Within your limit one person has ") for text in says) is is_said


@pytest.mark.parametrize(
    ("paid", "tool", "is_said"),
    [
        ("github-copilot-business", "github-copilot-enterprise", True),
        ("chatgpt-plus", "github-copilot-enterprise", False),  # of another app
        ("github-copilot-enterprise", "github-copilot-enterprise", False),  # nothing more is paid
    ],
)
def test_a_larger_plan_costs_less_by_what_it_takes_the_place_of(
    paid: str, tool: str, *, is_said: bool
) -> None:
    of = work("code-generation")
    option = replace(OPTION, tool=tool, paid=paid == tool)
    ended = UseWhatYouHave if option.paid else Use
    answers = Answers(
        jobs=(Job(key=of.key, use_case=of.key),), people=6, paid=(PaidPlan(plan=paid),)
    )
    row = JobDecision(
        work=of, guessed=frozenset(), ending=ended(**advised(of, option=option)), risks=()
    )
    decision = Decision(method=7, on=ON, starts=ON, jobs=(row,))
    cost = tile(document_of(decision, answers, CATALOG), "cost").replace(NO_BREAK, " ")

    says = "Less what you pay for GitHub Copilot Business, if you end that."
    assert (says in cost) is is_said
    assert ("Less what you pay" in cost) is is_said


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (18.0, "It saves about $30 a month."),
        (18.2, "It saves about $24 a month."),  # said as 18¼ hours
    ],
)
def test_a_small_gain_is_said(hours: float, says: str) -> None:
    of = work("meeting-minutes")
    plan = document((of, AsDear(**advised(of, hours))))
    near = document((of, Use(**advised(of, hours))))

    assert says in tile(plan, "cost")
    assert "It saves" not in tile(near, "cost")


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (25.0, "with your time it would cost $145 more a month."),
        (20.0, "with your time it would cost $20 more a month."),
        (18.5, "it would save only $17 a month."),
    ],
)
def test_a_job_that_is_left_says_by_how_much_ai_costs_more_or_saves_less(
    hours: float, says: str
) -> None:
    of, other = work("meeting-minutes"), work("contract-review")
    plan = document((of, AsDear(**advised(of, hours))), (other, Use(**advised(other))))

    assert plan.head.jobs[0].verdict == f"Not with AI: {says}"


DRAFTS = "Let A draft without a test: it saves only $3 a month."


TOO_LITTLE = "Not with AI: its test alone takes 30 minutes, to save $3 a month."
NEXT = "Then test A."


# By hand an hour. A test of 10 takes 30 minutes, $12.50, and where law counts an hour, as a second
# person reads all again: four months have to save as much.
@pytest.mark.parametrize(
    ("hours", "seats_usd", "stakes", "says"),
    [
        (0.87, 0.0, Stakes.NUISANCE, NEXT),
        (0.88, 0.0, Stakes.NUISANCE, DRAFTS),
        (0.88, 0.0, Stakes.MONEY, DRAFTS),
        (0.88, 0.0, Stakes.LAW, TOO_LITTLE.replace("30", "60")),
        (0.74, 0.0, Stakes.LAW, NEXT),
        (0.76, 0.0, Stakes.LAW, TOO_LITTLE.replace("$3", "$6").replace("30", "60")),
        (0.68, 5.0, Stakes.NUISANCE, TOO_LITTLE),
        (0.98, 0.0, Stakes.NUISANCE, TOO_LITTLE.replace("$3", "$0.42")),
    ],
)
def test_what_saves_less_than_its_test_costs_has_none(
    hours: float, seats_usd: float, stakes: Stakes, says: str
) -> None:
    of, other = work("meeting-minutes", results=6.0, stakes=stakes), work("contract-review")
    option = replace(OPTION, key="B", tool="B", seats_usd=seats_usd)
    plan = document((of, Use(**advised(of, hours, option))), (other, Use(**advised(other))))
    line = next(row for row in plan.head.jobs if row.key == of.key)

    assert line.verdict.replace("B", "A").replace("A: pay one month", "A") == says
    assert ("Let AI draft meeting minutes" in plan.head.headline) is (says == DRAFTS)
    assert ("Ask everybody before you record" in " ".join(line.says)) is ("Not with AI" not in says)


@pytest.mark.parametrize(("hours", "is_step"), [(0.88, True), (0.5, False)])
def test_what_is_drafted_without_a_test_is_so_in_the_steps_too(
    hours: float,
    is_step: bool,  # noqa: FBT001  # a case
) -> None:
    of, other = work("meeting-minutes", results=6.0), work("contract-review")
    plan = document(
        (of, Use(**advised(of, hours, replace(OPTION, seats_usd=0.0)))),
        (other, WrongTool(job=other.key, decides_on=DecidesOn.PERSON, certain=True)),
    )
    steps = str(plan.sections)

    assert ("Let A draft without a test" in steps) is is_step


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({}, "it would save only $92 a month."),
        (
            {"unknowns": (Unknown.TRAINING,)},
            "of $500 a month it saves $92, too little to wait for OpenAI.",
        ),
        (
            {"needs_developer": True},
            "of $500 a month it saves $92, too little to hire a developer.",
        ),
    ],
)
def test_a_job_that_is_left_says_who_would_have_been_waited_for(
    option: dict[str, Any], says: str
) -> None:
    of, other = work("meeting-minutes"), work("contract-review")
    left = LeaveIt(job=of.key, comparison=comparison(of, 15.4, replace(OPTION, **option)))
    plan = document((of, left), (other, Use(**advised(other))))
    lead = " ".join(document((of, left)).head.lead)

    assert plan.head.jobs[0].verdict == f"Not with AI: {says}"
    assert ("too little for changing over" in lead) is (not option)
    assert says.partition("too little")[2].rstrip(".") in lead


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (LeaveIt, "Do meeting minutes without AI. "),  # a better way by hand is told
        (OverLimit, "Do meeting minutes as today. "),
    ],
)
def test_the_headline_of_a_job_that_is_left_says_whether_it_stays_as_it_is(
    kind: type[LeaveIt | OverLimit], begins: str
) -> None:
    of, other = work("meeting-minutes", results=240.0, limit_usd=5.0), work("contract-review")
    left = kind(job=of.key, comparison=comparison(of, 35.0))
    plan = document((of, left), (other, Use(**advised(other))), limit_usd=25)

    assert plan.head.headline.startswith(begins)


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({"minutes_by_hand": 0.0}, "type in how long one takes by hand."),
        ({"minutes_by_hand": 0.0, "nobody_today": True}, "type in what one is worth to you."),
        ({"minutes_by_hand": 0.0, "nobody_today": True, "worth_usd": 5.0}, ""),
        ({"nobody_today": True}, ""),
    ],
)
def test_of_what_nobody_does_it_is_asked_what_it_is_worth(
    fields: dict[str, Any], asks: str
) -> None:
    of = work("meeting-minutes", **fields)
    lead = document((of, Use(**advised(of)))).head.lead
    of_pay = [text for text in lead if text.startswith("To see whether it pays, ")]

    assert of_pay == ([f"To see whether it pays, {asks}"] if asks else [])


@pytest.mark.parametrize(
    ("paid", "each_usd", "is_said"), [(False, 0.0, True), (True, 0.1, False), (False, 0.1, True)]
)
def test_seats_that_are_paid_already_are_no_part_of_a_cost(
    paid: bool,  # noqa: FBT001  # a case
    each_usd: float,
    *,
    is_said: bool,
) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, paid=paid, each_usd=each_usd, seats=3)
    fields = advised(of, option=option)
    named = replace(fields["recommendation"].first, paid_usd=12.0)
    row = replace(fields["comparison"], option=named)
    advice = replace(fields["recommendation"], first=named)
    plan = document((of, Use(**fields | {"comparison": row, "recommendation": advice})))

    assert tile(plan, "cost").startswith("About $")
    assert ("That is three seats." in tile(plan, "cost")) is is_said


ASKED = (
    Inquiry(app="otter", questions=(Unknown.PRICE, Unknown.TRAINING)),
    Inquiry(app="fireflies", questions=(Unknown.PRICE,)),
)
OF_THEIR_KIND = Reason(rule=Rule.OF_THE_KIND, parameters=(("software", "crm"),))


@pytest.mark.parametrize(
    ("inquiries", "notes", "says"),
    [
        (
            ASKED,
            (),
            (
                "Ask Otter.ai and Fireflies.ai for a price and a promise of no AI training.",
                "If several say yes, take the cheapest.",
            ),
        ),
        (ASKED[1:], (), ("Ask Fireflies.ai for a price.",)),
        (
            (ASKED[1], replace(ASKED[0], questions=(Unknown.PRICE,))),
            (),
            (
                "Ask Fireflies.ai and Otter.ai for a price.",
                "If several prices suit you, take the lowest.",
            ),
        ),
        (
            ASKED[1:],
            (OF_THEIR_KIND,),
            (
                "Ask the seller of your customer records whether it does this already.",
                "If the answer is no, ask Fireflies.ai for a price.",
            ),
        ),
    ],
)
def test_who_is_asked_has_the_questions_and_the_order_beside_the_name(
    inquiries: tuple[Inquiry, ...], notes: tuple[Reason, ...], says: tuple[str, ...]
) -> None:
    asked, other = work("meeting-minutes", results=240.0), work("contract-review")
    rows = (
        JobDecision(
            work=asked,
            guessed=frozenset(),
            ending=NothingPasses(job=asked.key),
            inquiries=inquiries,
            risks=(),
            notes=notes,
        ),
        JobDecision(work=other, guessed=frozenset(), ending=Use(**advised(other)), risks=()),
    )
    jobs = tuple(Job(key=of.key, use_case=of.key) for of in (asked, other))
    answers = Answers(jobs=jobs, people=6)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG)
    line = plan.head.jobs[0]
    asks = [
        text.replace(NO_BREAK, " ")
        for text in (line.verdict, *line.says)
        if text.startswith(("Ask ", "If the answer is no, ", "If several "))
    ]

    assert asks == [*says]


@pytest.mark.parametrize(
    ("asked", "besides", "says"),
    [
        (Unknown.TRAINING, Unknown.TRAINING, "Ask Otter.ai the same."),
        (Unknown.TRAINING, Unknown.PRICE, "Ask Otter.ai the same, and for a price."),
        (Unknown.PRICE, Unknown.PRICE, "Ask Otter.ai the same."),
    ],
)
def test_who_is_asked_besides_is_asked_for_a_price_that_nobody_knows(
    asked: Unknown, besides: Unknown, says: str
) -> None:
    of = work("meeting-minutes")
    fields = advised(of, option=replace(OPTION, unknowns=(asked,)))
    row = JobDecision(
        work=of,
        guessed=frozenset(),
        ending=AskFirst(**fields, questions=(asked,)),
        inquiries=(Inquiry(app="otter", questions=(besides,)),),
        risks=(),
    )
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    decision = Decision(method=7, on=ON, starts=ON, jobs=(row,))
    lead = document_of(decision, answers, CATALOG).head.lead

    assert [text for text in lead if "the same" in text] == [says]


@pytest.mark.parametrize(
    ("ending", "says"),
    [
        (Use, "use the AI in your customer records"),
        (NothingPasses, "Ask the seller of your customer records whether"),
    ],
)
def test_who_sells_what_the_firm_has_is_asked_before_a_test(
    ending: type[Use | NothingPasses], says: str
) -> None:
    of, other = work("meeting-minutes", results=240.0), work("contract-review")
    ended = Use(**advised(of)) if ending is Use else NothingPasses(job=of.key)
    rows = (
        JobDecision(work=of, guessed=frozenset(), ending=ended, risks=(), notes=(OF_THEIR_KIND,)),
        JobDecision(work=other, guessed=frozenset(), ending=Use(**advised(other)), risks=()),
    )
    answers = Answers(
        jobs=tuple(Job(key=row.key, use_case=row.key) for row in (of, other)), people=6
    )
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG)
    line = plan.head.jobs[0]

    texts = (plan.head.headline, line.verdict, *line.says)

    assert [text for text in texts if "your customer records" in text and says in text]
    assert sum("your customer records" in text for text in texts) == 1  # it is said once


# One person has 160 hours a month.
@pytest.mark.parametrize(
    ("hours", "once", "months", "later"),
    [
        (10.0, 150.0, 1, False),
        (10.5, 150.0, 1, True),  # in its one month there is no more
        (10.5, 150.0, 2, False),
        (85.0, 150.0, 2, False),
        (85.5, 150.0, 2, True),
    ],
)
def test_hours_of_what_is_done_once_have_to_fit_beside_a_month(
    hours: float, once: float, months: int, *, later: bool
) -> None:
    monthly = work("meeting-minutes", people=1, results=6000.0)
    archive = work("contract-review", people=1, results=3000.0, once=True)
    rows = [
        (monthly, Use(**advised(monthly, hours))),
        (archive, Use(**advised(archive, once, replace(OPTION, key="B", tool="B", months=months)))),
    ]
    plan = document(*rows)

    assert plan.head.jobs[1].verdict.startswith("Later: ") is later
    warned = [text for text in plan.head.warnings if text.startswith("With AI all of it takes")]
    assert bool(warned) is later


def test_harm_is_that_of_the_job_whatever_kind_the_owner_named() -> None:
    on_file = work("patient-letter", stakes=Stakes.HURT)
    other = work("patient-letter", stakes=Stakes.LAW)

    assert "acts on a wrong sentence" in tile(document((on_file, Use(**advised(on_file)))), "risk")
    assert "acts on a wrong sentence" in tile(document((other, Use(**advised(other)))), "risk")


@pytest.mark.parametrize(
    ("condition", "tested", "begins"),
    [
        (
            Condition.SETTLE_PLACE,
            TrialState.NOT_YET,
            "Ask OpenAI first. If they agree, test A ",
        ),
        (
            Condition.SETTLE_CONTRACT,
            TrialState.NOT_YET,
            "Ask OpenAI first. If they agree, test A ",
        ),
        # the owner sets it alone, or the seller has said yes before the test began
        (Condition.EU_OPTION, TrialState.NOT_YET, "Test A "),
        (Condition.SETTLE_PLACE, TrialState.RUNNING, "Test A "),
    ],
)
def test_seller_who_confirms_first_is_asked_in_the_headline(
    condition: Condition, tested: TrialState, begins: str
) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, conditions=(condition,))
    in_test = frozenset() if tested is TrialState.NOT_YET else frozenset({of.key})
    progress = PlanProgress(tested=tested, in_test=in_test)
    plan = document((of, Use(**advised(of, option=option))), progress=progress)
    lead = " ".join(plan.head.lead)

    assert plan.head.headline.startswith(begins)
    asks = begins.startswith("Ask ")
    assert (
        "If you have no yes from OpenAI by 14 December, keep writing the minutes yourself." in lead
    ) is asks


@pytest.mark.parametrize(
    ("condition", "waits", "day"),
    [
        # who confirms the first case answers before it is rated
        (Condition.SETTLE_PLACE, False, "14 December"),
        (Condition.SETTLE_PLACE, True, "14 December"),
        (Condition.EU_OPTION, True, "14 December"),  # which is the day of the rating here
    ],
)
def test_one_plan_has_one_day_by_which_no_answer_counts_as_no(
    condition: Condition,
    waits: bool,  # noqa: FBT001  # a case
    day: str,
) -> None:
    first, later = work("meeting-minutes", results=240.0), work("contract-review")
    option = replace(OPTION, conditions=(condition,))
    fields = advised(later)
    asks = (later, AskFirst(**fields, questions=(Unknown.CONTRACT,)))
    plan = document((first, Use(**advised(first, option=option))), *[asks] * waits)

    days = re.findall(r"(?:No answer|If you have no yes from \w+) by (\d+ \w+)", str(plan))

    assert {*days} == {day}


def test_several_jobs_ask_before_the_first_begins_only_where_all_have_to_wait() -> None:
    first, later = work("meeting-minutes", results=240.0), work("contract-review")
    asks = replace(OPTION, conditions=(Condition.SETTLE_PLACE,))
    other = replace(OPTION, key="B", tool="B")
    asked = document(
        (first, Use(**advised(first, option=asks))), (later, Use(**advised(later, option=asks)))
    )
    meanwhile = document(
        (first, Use(**advised(first, option=asks))), (later, Use(**advised(later, option=other)))
    )
    near = document(
        (first, Use(**advised(first, option=other))), (later, Use(**advised(later, option=asks)))
    )

    assert asked.head.headline.startswith("Ask OpenAI first. If they agree, test A for ")
    assert (
        "If you have no yes from OpenAI by 14 December, keep writing the minutes yourself."
        in " ".join(asked.head.jobs[0].says)
    )
    # the largest comes first in the headline, also where a smaller one can begin sooner
    assert meanwhile.head.headline.startswith(
        "Ask OpenAI about meeting minutes. Test B for contract"
    )
    assert meanwhile.head.jobs[0].verdict.startswith(
        "Meanwhile ask OpenAI for a promise to keep all in the EU. If they agree, test A"
    )
    assert near.head.headline.startswith("Test B for meeting minutes")


TRY_IT = "Before the test, try three cases in every language you need: are the words right?"


@pytest.mark.parametrize(
    ("tool", "of_first", "of_next", "steps", "is_tried"),
    [
        ("B", (), (Condition.EU_OPTION,), 1, False),
        ("B", (Condition.EU_OPTION,), (Condition.EU_OPTION,), 1, False),  # another tool has its own
        ("A", (), (Condition.EU_OPTION,), 1, False),  # nothing private went in at first
        ("A", (Condition.EU_OPTION,), (Condition.EU_OPTION,), 0, False),  # it is set already
        ("B", (), (), 0, False),
        ("B", (), (Condition.SETTLE_LANGUAGE,), 0, True),
        ("A", (Condition.SETTLE_LANGUAGE,), (Condition.SETTLE_LANGUAGE,), 0, False),
    ],
)
def test_what_a_tool_of_a_later_job_takes_is_said_too(
    tool: str,
    of_first: tuple[Condition, ...],
    of_next: tuple[Condition, ...],
    steps: int,
    *,
    is_tried: bool,
) -> None:
    first, later = work("meeting-minutes", results=240.0), work("contract-review")
    begun = replace(OPTION, conditions=of_first)
    other = replace(OPTION, key=tool, tool=tool, conditions=of_next)
    plan = document(
        (first, Use(**advised(first, option=begun))), (later, Use(**advised(later, option=other)))
    )
    to_do = repr([row for row in plan.sections if row.key == "steps"]).replace(NO_BREAK, " ")

    says = f"Contract checks: Set {tool} so that all stays in the EU, before the first case."
    assert to_do.count(says) == steps
    assert (TRY_IT in plan.head.jobs[1].says) is is_tried


@pytest.mark.parametrize(
    ("of_first", "of_next", "says"),
    [
        (
            AppKind.TRANSLATION,
            AppKind.TRANSLATION,
            "Then test Translate & Adapt in Shopify Grow here too.",
        ),
        # near misses: another part of the same plan is opened, or another tool
        (AppKind.TRANSLATION, AppKind.SHOP_WEBSITE, "Then test Shopify Grow."),
        (AppKind.SHOP_WEBSITE, AppKind.TRANSLATION, "Then test Translate & Adapt in Shopify Grow."),
    ],
)
def test_only_what_is_opened_anyhow_is_tested_here_too(
    of_first: AppKind, of_next: AppKind, says: str
) -> None:
    first, later = work("meeting-minutes", results=240.0), work("contract-review")
    shop = replace(OPTION, tool="shopify-grow")
    begun, other = (replace(shop, app_kind=kind) for kind in (of_first, of_next))
    plan = document(
        (first, Use(**advised(first, option=begun))), (later, Use(**advised(later, option=other)))
    )

    assert plan.head.jobs[1].verdict.replace(NO_BREAK, " ") == says


@pytest.mark.parametrize(
    ("conditions", "is_signed"),
    [((Condition.SIGN_AGREEMENT,), True), ((), False), ((Condition.EU_OPTION,), False)],
)
def test_agreement_is_signed_once_its_seller_has_said_yes(
    conditions: tuple[Condition, ...], *, is_signed: bool
) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, unknowns=(Unknown.TRAINING,), conditions=conditions)
    plan = document((of, AskFirst(**advised(of, option=option), questions=(Unknown.TRAINING,))))
    to_do = repr([row for row in plan.sections if row.key == "steps"]).replace(NO_BREAK, " ")

    says = "Then sign the data-processing agreement of OpenAI, before the first case."
    assert (says in plan.head.lead) is is_signed
    assert ("Sign the data-processing agreement" in to_do) is is_signed


@pytest.mark.parametrize(
    ("tool", "seats_usd", "says"),
    [
        ("A", 40.0, "Buy it for one month; keep it only if another job needs it."),
        ("A", 20.0, ""),  # the other job has the seat
        ("B", 20.0, "Buy it from OpenAI for one month, and end it then."),
    ],
)
def test_seat_that_another_job_needs_is_not_ended(tool: str, seats_usd: float, says: str) -> None:
    once = work("meeting-minutes", results=240.0, once=True)
    other = work("contract-review")
    bought = replace(OPTION, seats_usd=seats_usd)
    option = replace(OPTION, key=tool, tool=tool)
    plan = document(
        (once, Use(**advised(once, option=bought))), (other, Use(**advised(other, option=option)))
    )

    assert [text for text in plan.head.jobs[0].says if text.startswith("Buy ")] == (
        [says] if says else []
    )


@pytest.mark.parametrize(
    ("job", "stakes", "risk", "bad"),
    [
        # the risk stands on file; what the second person looks for is what the owner answered
        (
            "ad-copy-variants",
            Stakes.HURT,
            "which the law forbids|claim that the law",
            "could have hurt",
        ),
        ("patient-letter", Stakes.LAW, "acts on a wrong sentence", "was wrong where law"),
        ("medical-illustration", Stakes.MONEY, "printed leaflets", "would have cost you money"),
        ("graphic-design", Stakes.MONEY, "pay for the printing twice", "would have cost you money"),
    ],
)
def test_second_check_and_risk_are_of_the_harm_of_the_job(
    job: str, stakes: Stakes, risk: str, bad: str
) -> None:
    of = work(job, stakes=stakes)
    plan = document((of, Use(**advised(of))))

    assert re.search(risk, tile(plan, "risk"))
    assert f"stop if one {bad}" in tile(plan, "stop")


@pytest.mark.parametrize(
    ("words", "hurts"),
    [("Answers to allergy questions", True), ("Answers to questions on parking", False)],
)
def test_own_words_that_name_a_danger_have_its_risk(words: str, *, hurts: bool) -> None:
    job = Job(key="job", words=words, results=Decimal(300), minutes_by_hand=Decimal(15))
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert ("hurts somebody. Copy " in tile(plan, "risk")) is hurts


@pytest.mark.parametrize("minutes", [None, Decimal(15)])
def test_name_without_minutes_claims_no_least_cost(minutes: Decimal | None) -> None:
    job = Job(key="job", words="Letters to tenants", results=Decimal(300), minutes_by_hand=minutes)
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    (why,) = (row.finding for row in plan.sections if row.key == "why")

    asks = minutes is None
    assert ("To see whether it pays, type in how long one takes by hand." in plan.head.lead) is asks
    assert ("we chose by price and expected mistakes alone" in why) is asks
    assert not (asks and "none costs less" in why)


def test_tool_that_serves_two_jobs_is_paid_once_and_one_that_waits_not_yet() -> None:
    first, second, third = work("meeting-minutes"), work("contract-review"), work("menu-photos")
    other = replace(OPTION, key="B", tool="B", seats_usd=30.0)
    asks = AskFirst(**advised(third, option=other), questions=(Unknown.TRAINING,))
    plan = document((first, Use(**advised(first))), (second, Use(**advised(second))), (third, asks))
    money = next(row.finding for row in plan.sections if row.key == "money")

    assert tile(plan, "cost").startswith("About $20 a month for ")
    # 4 hours each, of which a third is learning once: 7⅔ hours, and $20
    assert tile(plan, "cost").endswith(
        "For contract checks, you pay nothing more. If OpenAI says yes, $30 a month more."
    )
    assert money.startswith("Together, by hand: $1,000 a month. With AI: $214.")  # 7¾ hours
    assert money.endswith("says yes, $30 a month more.")


DEVICE = "Plaud Note Pro with the Pro plan needs a device: $189 once."


@pytest.mark.parametrize(
    ("tool", "conditions", "waits", "devices"),
    [
        ("plaud-pro", (), 0, 1),
        ("plaud-pro", (), 1, 1),  # once for both jobs
        ("plaud-pro", (), 2, 1),  # also after a yes
        ("plaud-pro", (Condition.ORDER_BESIDES,), 0, 0),  # who pays for it has the device
        ("fathom-premium", (), 0, 0),
    ],
)
def test_device_that_is_bought_once_is_said_with_the_cost(
    tool: str, conditions: tuple[Condition, ...], waits: int, devices: int
) -> None:
    option = replace(OPTION, key=tool, tool=tool, conditions=conditions)
    works = work("meeting-minutes"), work("call-summary")
    rows = [advised(of, option=option) for of in works]
    asks = [AskFirst(**row, questions=(Unknown.TRAINING,)) for row in rows]
    ends = [asks[at] if at >= len(rows) - waits else Use(**row) for at, row in enumerate(rows)]
    plan = document(*zip(works, ends, strict=True))

    assert tile(plan, "cost").replace(NO_BREAK, " ").count(DEVICE) == devices


@pytest.mark.parametrize(
    ("job", "steps", "says"),
    [
        ("meeting-minutes", 1, "For contract checks, you pay nothing more."),
        # its first step may be enough: then the second job alone pays for the tool of both
        (
            "invoice-capture",
            1,
            "If the first job needs nothing paid, you still pay $20 a month for",
        ),
        # so may that of the second
        ("invoice-capture", 2, "For contract checks, the price stays the same."),
    ],
)
def test_what_comes_next_costs_nothing_more_only_where_the_first_is_bought(
    job: str, steps: int, says: str
) -> None:
    works = work(job), work("contract-review")
    answers = Answers(jobs=tuple(Job(key=of.key, use_case=of.key) for of in works), people=6)
    notes = decide(answers, CATALOG, ON).jobs[0].notes
    first, second = (
        JobDecision(work=of, guessed=frozenset(), ending=Use(**advised(of)), risks=())
        for of in works
    )
    rows = replace(first, notes=notes), replace(second, notes=notes if steps > 1 else ())
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG)

    assert says in tile(plan, "cost")


@pytest.mark.parametrize(
    ("tools", "says"),
    [
        ("B", "With contract checks: $50 a month in all."),
        ("BB", "With the next two jobs: $50 a month in all."),  # it is paid once
        ("BC", "With the next two jobs: $80 a month in all."),
        ("BCD", "With the next three jobs: $110 a month in all."),  # too many to name
    ],
)
def test_tools_of_next_jobs_are_paid_besides(tools: str, says: str) -> None:
    first, *others = map(work, ("meeting-minutes", *SMALLER[: len(tools)]))
    rows = [
        (of, Use(**advised(of, option=replace(OPTION, key=tool, tool=tool, seats_usd=30.0))))
        for of, tool in zip(others, tools, strict=True)
    ]
    plan = document((first, Use(**advised(first))), *rows)

    assert f"hours of meetings. {says}" in tile(plan, "cost")


SMALLER = ("contract-review", "product-description", "catalog-translation")


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        ((Unknown.PRICE,), "We know no price yet for contract checks."),
        ((Unknown.TRAINING, Unknown.PRICE), "We know no price yet for contract checks."),
        ((Unknown.TRAINING,), "If OpenAI says yes, $30 a month more."),
    ],
)
def test_what_waits_for_a_seller_has_its_price_beside_the_first(
    questions: tuple[Unknown, ...], says: str
) -> None:
    first, second = work("meeting-minutes"), work("contract-review")
    other = replace(OPTION, key="B", tool="B", seats_usd=30.0)
    asks = AskFirst(**advised(second, option=other), questions=questions)
    plan = document((first, Use(**advised(first))), (second, asks))

    assert says in tile(plan, "cost")


def test_each_of_many_jobs_waits_for_its_own_test() -> None:
    """Each says who checks: what breaks the law is checked whatever was chosen.

    How and when it stops stands with that of the first, and more in the steps.
    """
    keys = ("meeting-minutes", "menu-photos", "contract-review", "product-description")
    stakes = (Stakes.HURT, Stakes.NUISANCE, Stakes.LAW, Stakes.NUISANCE)
    reviews = (Review.NOBODY, Review.SAMPLE, Review.NOBODY, Review.NOBODY)
    jobs = [
        work(key, stakes=row, review=review)
        for key, row, review in zip(keys, stakes, reviews, strict=True)
    ]
    jobs[0] = replace(jobs[0], results=240.0)  # most hours are there: it goes first
    tools = [replace(OPTION, key=key, tool=key) for key in "ABCD"]
    rows = [(of, Use(**advised(of, option=t))) for of, t in zip(jobs, tools, strict=True)]
    plan = document(*rows)
    verdicts = {job.key: job.verdict for job in plan.head.jobs}

    assert plan.head.headline == "Test A for meeting minutes."
    assert verdicts == {
        "meeting-minutes": "",
        "menu-photos": "Then test B.",
        "contract-review": "Then test C.",
        "product-description": "Then test D.",
    }
    steps = repr([row for row in plan.sections if row.key == "steps"])
    says = {job.key: job.says for job in plan.head.jobs}
    assert says["contract-review"][-1].startswith("Stop if more than ")
    assert (
        "Contract checks: Stop too if one that passed was wrong where law or contract counts."
        in steps
    )


def test_nothing_more_is_paid_only_where_something_is() -> None:
    of = work("meeting-minutes")
    paid, free = replace(OPTION, paid=True), replace(OPTION, seats_usd=0.0)

    assert "Nothing more than you pay today." in tile(
        document((of, Use(**advised(of, option=paid)))), "cost"
    )
    assert "Nothing for 120" in tile(document((of, Use(**advised(of, option=free)))), "cost")


def test_money_that_is_time_alone_is_said_once() -> None:
    of, other = work("meeting-minutes"), work("menu-photos")
    free = replace(OPTION, seats_usd=0.0)
    ended, beside = Use(**advised(of, option=free)), Use(**advised(other, option=free))
    alone, two = document((of, ended)), document((of, ended), (other, beside))
    (money,), (first,) = (
        [row.finding for row in plan.sections if row.key == "money"] for plan in (alone, two)
    )

    assert money == "By hand: $500 a month. With AI: $100, all of it your time."
    assert first == "Together, by hand: $1,000 a month. With AI: $194."


@pytest.mark.parametrize(("hours", "raises"), [(15.0, True), (25.0, False)])
def test_limit_is_raised_only_where_by_hand_costs_more(hours: float, *, raises: bool) -> None:
    of = work("meeting-minutes", limit_usd=15.0)  # by hand $500
    ending = OverLimit(job=of.key, comparison=comparison(of, hours))
    plan = document((of, ending))

    assert any("Raise the limit" in text for text in plan.head.lead) == raises
    assert "Raise the limit" not in " ".join(row.finding for row in plan.sections)


@pytest.mark.parametrize(
    ("unknowns", "ends"),
    [
        ((), "but we judge that the other fits better: if both pass, take it."),
        ((Unknown.PLACE,), "but B’s maker does not say whether all stays in the EU."),
    ],
)
def test_cheaper_tool_says_why_it_is_not_named_first(
    unknowns: tuple[Unknown, ...], ends: str
) -> None:
    of = work("meeting-minutes")
    other = replace(OPTION, key="B", tool="B", maker="B’s maker", seats_usd=5.0, unknowns=unknowns)
    ended = Use(**advised(of))
    two = replace(ended.recommendation, second=priced(other))
    plan = document((of, replace(ended, recommendation=two)))
    finding = next(row.finding for row in plan.sections if row.key == "others")

    assert finding.startswith("B would save $15 a month, your time included")
    assert finding.endswith(ends)


def test_price_of_a_model_says_who_connects_it_and_who_sells_it() -> None:
    of = work("meeting-minutes")
    model = replace(OPTION, kind=OptionKind.MODEL)
    plan = document((of, Use(**advised(of, option=model))))
    lead = " ".join(plan.head.lead)

    assert "; buy it from OpenAI." in lead


@pytest.mark.parametrize("is_dangerous", [False, True])
def test_what_no_price_changes_is_held_against_none(
    is_dangerous: bool,  # noqa: FBT001  # a case
) -> None:
    of = work("meeting-minutes")
    left = LeaveIt(job=of.key, comparison=comparison(of, 40.0), is_dangerous=is_dangerous)
    keys = {section.key for section in document((of, left)).sections}

    assert ("money" in keys) is not is_dangerous


def test_risks_are_listed_only_where_something_goes_to_a_tool() -> None:
    of = work("meeting-minutes")
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),))
    (decided,) = decide(answers, CATALOG, ON).jobs
    listed = {}
    for ended in (
        Use(**advised(of, 4.0)),
        LeaveIt(job=of.key, comparison=comparison(of, 40.0)),
    ):
        row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=decided.risks)
        plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)
        listed[type(ended)] = "risks" in {section.key for section in plan.sections}

    assert decided.risks
    assert listed == {Use: True, LeaveIt: False}


@pytest.mark.parametrize(
    ("minutes", "hours", "people", "says"),
    [
        # 15 cases, and 8 that a second person reads, each a third of the minutes by hand
        (10.0, 4.0, 6, ""),  # 1 hour, where a month saves 1
        (
            40.0,
            18.0,
            6,
            "Testing takes 4½ hours once: three months of use save as much.",
        ),  # a month saves 2
        (40.0, 4.0, 6, ""),  # and 16
    ],
)
def test_length_of_a_test_is_said_where_a_month_does_not_win_it_back(
    minutes: float, hours: float, people: int, says: str
) -> None:
    of = work("meeting-minutes", minutes_by_hand=minutes, people=people, results=30.0)
    plan = document((of, Use(**advised(of, hours))))

    takes = ("Testing takes ",)
    assert any(text in tile(plan, "test") for text in takes) == bool(says)
    assert says in tile(plan, "test")


@pytest.mark.parametrize(("results", "asks"), [(30.0, True), (300.0, False)])
def test_more_cases_than_a_month_holds_are_taken_from_before(results: float, *, asks: bool) -> None:
    of = work("meeting-minutes", results=results, review=Review.SAMPLE)
    plan = document((of, Use(**advised(of, 2.0))))

    assert ("If last month had too few, take earlier ones." in tile(plan, "test")) == asks


def test_test_ends_two_weeks_after_the_first_day() -> None:
    answers = Answers(
        jobs=(Job(key="meeting-minutes", use_case="meeting-minutes", results=Decimal(100)),),
        starts=ON + timedelta(days=20),
    )
    decision = decide(answers, CATALOG, ON)
    plan = document_of(decision, answers, CATALOG)

    # begun on Sunday, 20 December; the second week would end on Sunday, 3 January
    assert "by 4 January" in finding_of(plan, "steps")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        # 30 hours at $30 by hand are $900; saving a fifth leaves $720 for AI, of which reading
        # takes 9 hours, doing again 4.2, and learning a twelfth of 4: $406.
        ({}, "If a price is below $314 a month: test that program on 15 studies by 4 January."),
        (
            {"limit_usd": Decimal(50)},
            "If a price is below $50 a month: test that program on 15 studies",
        ),
        (
            {"place": Place.EU},
            "Once a seller says yes at a price below $314 a month: test its program on 15 studies",
        ),
    ],
)
def test_price_that_is_asked_for_is_held_against_what_it_could_save(
    fields: dict[str, Any], says: str
) -> None:
    job = Job(
        key="own",
        use_case="building-3d-massing",
        results=Decimal(30),
        minutes_by_hand=Decimal(60),
        stakes=Stakes.MONEY,
        review=Review.EVERY,
    )
    answers = Answers(jobs=(job,), wage_usd=Decimal(30), **fields)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)
    is_by_saving = "$314" in says

    assert says in tile(plan, "test")
    assert (
        "Above that it saves less than a fifth of today’s cost." in tile(plan, "stop")
    ) is is_by_saving


@pytest.mark.parametrize(
    ("paid", "once", "below"),
    [
        (False, False, "$30"),  # a job that is begun takes $20 of $50 each month
        (False, True, "$50"),
        (True, False, "$50"),
    ],
)
def test_what_a_begun_job_costs_is_no_longer_there_for_a_price(
    *, paid: bool, once: bool, below: str
) -> None:
    begun = replace(work("meeting-minutes"), once=once)
    asked = replace(work("building-3d-massing"), limit_usd=50.0)
    jobs = tuple(Job(key=of.key, use_case=of.key) for of in (begun, asked))
    answers = Answers(jobs=jobs, people=6, limit_usd=Decimal(50))
    price = (Inquiry(app="otter", questions=(Unknown.PRICE,)),)
    named = Use(**advised(begun, option=replace(OPTION, paid=paid)))
    rows = (
        JobDecision(work=begun, guessed=frozenset(), ending=named, risks=()),
        JobDecision(
            work=asked,
            guessed=frozenset(),
            ending=NothingPasses(job=asked.key),
            inquiries=price,
            risks=(),
        ),
    )
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG)

    (line,) = [line for line in plan.head.jobs if line.key == asked.key]
    assert f"If a price is below {below} a month" in " ".join(line.says)


def test_test_waits_for_the_developer_who_has_to_be_hired() -> None:
    """Where another job starts without one, that is tested first."""
    of, other = work("meeting-minutes"), work("menu-photos")
    built = replace(OPTION, kind=OptionKind.MODEL, connecting_usd=2_500.0, needs_developer=True)
    alone = document((of, Project(**advised(of, option=built))))
    beside = document((of, Project(**advised(of, option=built))), (other, Use(**advised(other))))

    assert "rate the results by 11 January" in finding_of(alone, "steps")
    assert "rate the results by 14 December" in finding_of(beside, "steps")
    assert "dishes" in tile(beside, "test")


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(0.0, "a month (our estimate), checking not counted"), (10.0, "Your time: 4")],
)
def test_hours_leave_out_checking_where_nobody_said_how_long_one_takes(
    minutes: float, says: str
) -> None:
    of = work("meeting-minutes", minutes_by_hand=minutes)

    assert says in tile(document((of, Use(**advised(of)))), "cost")


@pytest.mark.parametrize(
    ("key", "asked", "says"),
    [
        # the row of the first begins without AI, that of the second does not
        ("menu-photos", None, "Nothing for the first step; then about $20 a month. "),
        ("meeting-minutes", None, "About $20 a month for 120 "),
        (
            "menu-photos",
            Unknown.TRAINING,
            "Nothing for the first step; then about $20 a month. Your time with AI: 4 hours a month; ",
        ),
        (
            "menu-photos",
            Unknown.PRICE,
            "Nothing for the first step. Then from $20 a month. ",
        ),
        (
            "meeting-minutes",
            Unknown.TRAINING,
            "Nothing until the sellers answer. Then about $20 a month.",
        ),
        (
            "meeting-minutes",
            Unknown.PRICE,
            "Nothing until the sellers answer. Then from $20 a month. ",
        ),
    ],
)
def test_a_first_step_for_nothing_is_told_before_the_price_of_what_follows(
    key: str, asked: Unknown | None, says: str
) -> None:
    of = work(key)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    notes = decide(answers, CATALOG, ON).jobs[0].notes
    fields = advised(of, option=replace(OPTION, unknowns=(asked,) if asked else ()))
    ended = Use(**fields) if asked is None else AskFirst(**fields, questions=(asked,))
    row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=(), notes=notes)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert tile(plan, "cost").startswith(says)


@pytest.mark.parametrize(
    ("asked", "beside", "says"),
    [
        # a way by hand follows, where the jobs are few: that is not as today
        (Unknown.TRAINING, 1, "Until a seller says yes, do it by hand."),
        (Unknown.PRICE, 1, "Until a price suits you, do it by hand."),
        (Unknown.TRAINING, 3, "Until a seller says yes, go on as today."),
        (Unknown.PRICE, 3, "Until a price suits you, go on as today."),
    ],
)
def test_until_a_seller_answers_a_line_says_what_is_done(
    asked: Unknown, beside: int, says: str
) -> None:
    of = work("meeting-minutes")
    waits = AskFirst(**advised(of, option=replace(OPTION, unknowns=(asked,))), questions=(asked,))
    others = [work(key) for key in ("menu-photos", "job-ad", "product-description")[:beside]]
    plan = document((of, waits), *((row, Use(**advised(row))) for row in others))
    line = next(row for row in plan.head.jobs if row.key == of.key)

    assert next(text for text in line.says if text.startswith("Until")) == says


MISTRAL: dict[str, Any] = {"tool": "mistral-vibe-team"}


@pytest.mark.parametrize(
    ("seats", "paid_usd", "says"),
    [
        (1, 20.0, "It is sold by the year, for $240: ask"),
        (2, 40.0, "It is sold by the year, for $480: ask"),
        (1, 30.0, "It is sold by the year: ask"),  # what goes beyond the seat is of no year
    ],
)
def test_a_year_is_told_with_what_it_comes_to(seats: int, paid_usd: float, says: str) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, **BUSINESS | {"seats": seats, "seats_usd": 20.0 * seats})
    fields = advised(of, option=option)
    paid = replace(priced(option), paid_usd=paid_usd)
    fields["comparison"] = replace(fields["comparison"], option=paid)

    assert says in tile(document((of, Use(**fields))), "cost").replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("tool", "secrets", "is_begun_free"),
    [
        ("mokker-starter", frozenset(), True),
        # near misses: what is private goes into no free plan, and a free one may be of each month
        ("mokker-starter", frozenset({Secret.CONFIDENTIAL}), False),
        ("mistral-vibe-team", frozenset(), False),
    ],
)
def test_what_a_seller_gives_once_is_used_up_before_a_month_is_paid(
    tool: str,
    secrets: frozenset[Secret],
    is_begun_free: bool,  # noqa: FBT001  # a case
) -> None:
    of = work("product-photo-background", secrets=secrets)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key, secrets=secrets),), people=6)
    ended = Use(**advised(of, option=replace(OPTION, tool=tool)))
    row = JobDecision(work=of, guessed=frozenset(), ending=ended)

    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)
    cost = tile(plan, "cost")
    steps = repr([row for row in plan.sections if row.key == "steps"]).replace(NO_BREAK, " ")

    assert ("Begin the test in Mokker Free: 20 photos once" in cost) is is_begun_free
    assert ("Pay one month for the test" in cost) is not is_begun_free
    assert ("Get Mokker Free" in steps) is is_begun_free


@pytest.mark.parametrize(
    ("key", "option", "once", "says"),
    [
        ("meeting-minutes", MISTRAL, False, "Pay one month for the test; end it if it fails."),
        ("meeting-minutes", {"tool": "heidi-clinician"}, False, "The first 14 days are free."),
        ("menu-photos", MISTRAL, False, "test on about $20 a month."),
        (
            "meeting-minutes",
            MISTRAL | THREE_SEATS,
            False,
            "Pay one month of one seat for the test; end it if it fails.",
        ),
        (
            "meeting-minutes",
            {"tool": "claude-team"} | THREE_SEATS,
            False,
            "Pay one month of two seats for the test; end it if it fails.",
        ),
        # so many are sold at the least
        (
            "meeting-minutes",
            {"tool": "claude-team"} | THREE_SEATS | {"seats": 2},
            False,
            "Pay one month for the test; end it if it fails.",
        ),
        # of what the firm has, is free, is paid by the year or for all of the job nothing is said
        ("meeting-minutes", MISTRAL | {"paid": True}, False, ""),
        ("meeting-minutes", MISTRAL | {"seats_usd": 0.0}, False, ""),
        ("meeting-minutes", MISTRAL | BY_THE_YEAR, False, ""),
        ("meeting-minutes", MISTRAL, True, ""),
        ("menu-photos", MISTRAL | BY_THE_YEAR, False, "then about $20 a month."),
        # nor of what is no plan of an app
        ("meeting-minutes", {"tool": "A"}, False, ""),
    ],
)
def test_the_cost_says_whether_the_test_is_paid(
    key: str, option: dict[str, Any], *, once: bool, says: str
) -> None:
    of = work(key, once=once)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    notes = decide(answers, CATALOG, ON).jobs[0].notes
    ended = Use(**advised(of, option=replace(OPTION, **option)))
    row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=(), notes=notes)
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)
    of_test = re.findall(
        r"Pay one .+?\.|The first \d+ .+?\.|(?:then|test on) about .+?\.", tile(plan, "cost")
    )

    assert of_test == ([says] if says else [])


@pytest.mark.parametrize(
    ("asked", "option", "is_alone", "says"),
    [
        (Unknown.TRAINING, MISTRAL, True, "Pay one month for the test; end it if it fails."),
        # beside others no cost stands on top
        (Unknown.TRAINING, MISTRAL, False, "Pay one month for the test, at most $20; end it if it fails."),
        (Unknown.TRAINING, MISTRAL | THREE_SEATS, False, "Pay one month of one seat for the test; end it if it fails."),
        (Unknown.PRICE, {"tool": "A", "seats_usd": 0.0}, False, "Ask for a trial, or for one month, before you sign for longer."),
        # from the lowest price on file nobody knows what a month costs
        (Unknown.PRICE, MISTRAL, False, "Ask for a trial, or for one month, before you sign for longer."),
        (Unknown.TRAINING, {"tool": "heidi-clinician"}, False, "The first 14 days are free."),
        (Unknown.TRAINING, MISTRAL | {"paid": True}, False, ""),
        (Unknown.TRAINING, MISTRAL | BY_THE_YEAR, False, "It is sold by the year: ask Mistral\N{NO-BREAK SPACE}AI for a trial first."),
    ],
)  # fmt: skip
def test_what_follows_a_yes_says_whether_its_test_is_paid(
    asked: Unknown, option: dict[str, Any], *, is_alone: bool, says: str
) -> None:
    of = work("meeting-minutes")
    option |= {"unknowns": (asked,)}
    fields = advised(of, option=replace(OPTION, **option))
    others = [] if is_alone else [work("job-ad")]
    plan = document(
        (of, AskFirst(**fields, questions=(asked,))),
        *((row, Use(**advised(row))) for row in others),
    )
    test = tile(plan, "test") if is_alone else " ".join(plan.head.jobs[0].says)
    of_test = re.findall(r"(?:Pay one|The first \d+|It is sold|Ask for a trial) ?.+?\.", test)

    assert of_test == ([says] if says else [])


@pytest.mark.parametrize(("seats", "is_said"), [({}, False), (THREE_SEATS, True)])
def test_seats_are_told_with_what_is_paid_after_a_yes(
    seats: dict[str, Any], *, is_said: bool
) -> None:
    of, asked = work("meeting-minutes"), (Unknown.TRAINING,)
    fields = advised(of, option=replace(OPTION, unknowns=asked, **seats))
    cost = tile(document((of, AskFirst(**fields, questions=asked))), "cost")

    assert cost.startswith("Nothing until the sellers answer. Then about $20 a month.")
    assert ("That is three seats." in cost) is is_said


@pytest.mark.parametrize(
    ("first", "other", "says"),
    [
        ({}, {}, "Both for a month: $40, or in free trials."),
        # of what is sold by the year there is no month, nor of what is paid, a price of both
        (BY_THE_YEAR, {}, ""),
        ({}, BY_THE_YEAR, ""),
        ({}, {"paid": True}, ""),
    ],
)
def test_a_month_of_both_is_told_where_both_are_sold_so(
    first: dict[str, Any], other: dict[str, Any], says: str
) -> None:
    of = work("meeting-minutes")
    fields = advised(of, option=replace(OPTION, **first))
    second = priced(replace(OPTION, key="B", tool="B", **other))
    advice = replace(fields["recommendation"], second=second)
    plan = document((of, Use(**fields | {"recommendation": advice})))

    assert re.findall(r"Both for a month.+?\.", tile(plan, "test")) == ([says] if says else [])


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("menu-photos", "Nothing for the first step; then ask for the price."),
        ("meeting-minutes", "Nothing until the sellers answer."),
    ],
)
def test_a_first_step_for_nothing_is_told_before_a_price_that_is_asked_for(
    key: str, says: str
) -> None:
    of, asked = work(key), (Inquiry(app="otter", questions=(Unknown.PRICE,)),)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    notes = tuple(
        note
        for note in decide(answers, CATALOG, ON).jobs[0].notes
        if note.rule == Rule.FIRST_WITHOUT_AI
    )
    row = JobDecision(
        work=of, guessed=frozenset(), ending=NothingPasses(job=key), inquiries=asked, notes=notes
    )
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert tile(plan, "cost") == says


@pytest.mark.parametrize(
    ("key", "has", "day", "begins"),
    [
        # asked if its first step is not enough, which comes before anybody is named
        ("menu-photos", (), "4 January", "Start without AI: "),
        ("meeting-minutes", (), "14 December", "Ask Otter.ai before you buy anything."),
        # who sells what the firm has is asked before others
        (
            "meeting-minutes",
            (OF_THEIR_KIND,),
            "14 December",
            "Ask the seller of your customer records before you buy anything to ",
        ),
    ],
)
def test_no_yes_ends_it_on_the_day_on_which_no_answer_counts_as_no(
    key: str, has: tuple[Reason, ...], day: str, begins: str
) -> None:
    asked, left = work(key), work("product-description")
    answers = Answers(
        jobs=tuple(Job(key=of.key, use_case=of.key) for of in (asked, left)), people=6
    )
    notes = tuple(
        note
        for note in decide(answers, CATALOG, ON).jobs[0].notes
        if note.rule == Rule.FIRST_WITHOUT_AI
    )
    inquiries = (Inquiry(app="otter", questions=(Unknown.TRAINING,)),)
    rows = (
        JobDecision(
            work=asked,
            guessed=frozenset(),
            ending=NothingPasses(job=key),
            inquiries=inquiries,
            risks=(),
            notes=(*notes, *has),
        ),
        JobDecision(work=left, guessed=frozenset(), ending=NothingPasses(job=left.key), risks=()),
    )
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=rows), answers, CATALOG)

    assert begins in plan.head.headline.replace(NO_BREAK, " ")
    assert tile(plan, "stop") == f"If no seller says yes by {day}, buy nothing."
    assert f"No answer by {day} counts as no." in finding_of(plan, "steps")


IF_IT_HAS_IT = (Condition.IF_YOUR_PLAN_HAS_IT,)


@pytest.mark.parametrize(
    ("conditions", "otherwise_usd", "says"),
    [
        (IF_IT_HAS_IT, 43.0, "Nothing more if you already pay for A; otherwise $43 a month."),
        (IF_IT_HAS_IT, 0.0, "Nothing more if you already pay for A."),
        (IF_IT_HAS_IT, None, "Nothing more if you already pay for A; otherwise $20 a month."),
        ((), 43.0, "Nothing more than you pay today."),
    ],
)
def test_what_the_firm_may_have_costs_nothing_more_only_if_it_has_it(
    conditions: tuple[Condition, ...], otherwise_usd: float | None, says: str
) -> None:
    of = work("meeting-minutes")
    fields = advised(of, option=replace(OPTION, paid=True, conditions=conditions))
    if otherwise_usd is not None:
        other = priced(replace(OPTION, key="B", tool="B", seats_usd=otherwise_usd))
        fields["recommendation"] = replace(fields["recommendation"], otherwise=other)

    assert says in tile(document((of, UseWhatYouHave(**fields))), "cost")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (OptionKind.MODEL, "Setting up: $2,500 once (our estimate), mostly after the test."),
        (OptionKind.MACHINE, "Setting up: $2,500 once (our estimate). "),
        (OptionKind.APP, "Setting up: $2,500 once. "),  # its seller states it
    ],
)
def test_a_sum_for_setting_up_says_whose_it_is_and_when(kind: OptionKind, says: str) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, kind=kind, connecting_usd=2_500.0)
    fields = advised(of, option=option)
    built = replace(fields["comparison"].option, connecting_usd=2_500.0 / 12)
    fields["comparison"] = replace(fields["comparison"], option=built)
    fields["recommendation"] = replace(fields["recommendation"], first=built)
    plan = document((of, Use(**fields)))

    assert says in tile(plan, "cost")


def test_what_needs_no_ai_comes_before_the_tool() -> None:
    """The row of the job says it, where AI is weighed at all."""
    of = work("menu-photos")
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    (decided,) = decide(answers, CATALOG, ON).jobs
    heads = []
    for ended in (
        Use(**advised(of)),
        LeaveIt(job=of.key, comparison=comparison(of, 40.0)),
    ):
        row = JobDecision(work=of, guessed=frozenset(), ending=ended, risks=(), notes=decided.notes)
        heads.append(
            document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG).head
        )
    used, left = heads

    assert used.headline == left.headline == CATALOG.solution_of["menu-photos"].first
    assert used.lead[0].startswith("If that is not enough: test A ")
    # no other method stands beside it
    assert left.lead[0] == "If that is not enough: keep photographing the dishes yourself."
    assert left.lead[1].startswith("AI would cost")


def told(results: int, **fields: Any) -> Document:
    """Return the plan of a firm that has nothing to word what it tells, from a list."""
    words = "Remind drivers of the day on which their lift is checked"
    own = Job(
        key="own",
        words=words,
        act=JobAct.TELL,
        results=Decimal(results),
        minutes_by_hand=Decimal(4),
        stakes=Stakes.MONEY,
        decides_on=frozenset({DecidesOn.LIST}),
        secrets=frozenset({Secret.CONFIDENTIAL}),
        **fields,
    )
    answers = Answers(jobs=(own,), limit_usd=Decimal(1))
    return document_of(decide(answers, CATALOG, ON), answers, CATALOG)


def test_a_list_fills_what_many_are_told_and_a_few_are_told_by_hand() -> None:
    many, few = told(400), told(29)

    assert many.head.headline.startswith("First write one text with blanks")
    assert "Put them into words yourself." not in " ".join(many.head.lead)
    assert "compare each with what you sent" in tile(many, "test")
    assert few.head.headline == "Take the facts for every message from your own list."
    assert "Put them into words yourself." in " ".join(few.head.lead)
    assert not tile(few, "test")


@pytest.mark.parametrize(
    ("key", "begins"),
    [
        (
            "menu-photos",
            "Begin with the first step on 1 December. If it is not enough, collect cases by 14 December",
        ),
        ("meeting-minutes", "Collect cases by 7 December"),
    ],
)
def test_days_of_a_test_come_after_what_needs_no_ai(key: str, begins: str) -> None:
    of = work(key)
    answers = Answers(jobs=(Job(key=of.key, use_case=of.key),), people=6)
    notes = tuple(
        note
        for note in decide(answers, CATALOG, ON).jobs[0].notes
        if note.rule == Rule.FIRST_WITHOUT_AI
    )
    row = JobDecision(
        work=of, guessed=frozenset(), ending=Use(**advised(of)), risks=(), notes=notes
    )
    plan = document_of(Decision(method=7, on=ON, starts=ON, jobs=(row,)), answers, CATALOG)

    assert finding_of(plan, "steps").startswith(begins)


@pytest.mark.parametrize(("days", "says"), [(180, "21 December, "), (181, "21 December 2026, ")])
def test_plan_that_is_read_long_after_names_the_year_of_its_test(days: int, says: str) -> None:
    of = work("meeting-minutes", people=1)
    plan = document((of, Use(**advised(of))), progress=PlanProgress(days=days))

    assert says in tile(plan, "stop")


@pytest.mark.parametrize("state", [row for row in TrialState if row is not TrialState.NOT_YET])
def test_next_steps_of_a_plan_with_a_test_do_not_ask_for_its_cases_again(
    state: TrialState,
) -> None:
    of = work("meeting-minutes")
    plan = document((of, Use(**advised(of))), progress=PlanProgress(tested=state))
    findings = [row.finding for row in plan.sections if row.key == "steps"]

    assert all(findings)
    assert not [finding for finding in findings if "Collect" in finding]


DEVELOPER = {"builder": Builder.DEVELOPER, "built_in": None}
PHONE = frozenset({Software.PHONE_SYSTEM, Software.MICROSOFT_365, Software.TEAMS})


SHOP_CHAT = {
    "use_case": "customer-support-chatbots",
    "decides_on": frozenset({DecidesOn.LIST}),
    "review": Review.SAMPLE,
    "results": Decimal(700),
    "minutes_by_hand": Decimal(4),
    "secrets": frozenset({Secret.PERSONAL}),
}
IN_SHOP = {
    "limit_usd": Decimal(70),
    "works_in": frozenset({Software.SHOPIFY}),
    "paid": (PaidPlan(plan="shopify-basic"),),
}


@pytest.mark.parametrize(
    ("job", "firm", "begins"),
    [
        # the telephone that the firm has carries the calls
        (
            {"use_case": "call-summary"},
            {"works_in": PHONE},
            "See first whether there is AI in your telephone system",
        ),
        # so many photos are a line's: who trains a model for them is asked first
        (
            {"use_case": "visual-defect-description", "results": Decimal(5_000)},
            DEVELOPER,
            "To sort photos of defects, first ask",
        ),
        (
            {"use_case": "visual-defect-description", "minutes_by_hand": Decimal(30)},
            DEVELOPER,
            "Try ",
        ),
        # the list itself answers whoever asks
        (
            {"use_case": "customer-support-chatbots", "decides_on": frozenset({DecidesOn.LIST})},
            {},
            "First put your list on a page",
        ),
        (
            {"use_case": "support-email-reply", "decides_on": frozenset({DecidesOn.LIST})},
            {},
            "Take the facts for every",
        ),
        # whose chat names other languages is asked; meanwhile the questions go on a page
        (SHOP_CHAT, IN_SHOP | {"languages": (Language.ARABIC,)}, "First put what people ask"),
        # near miss: it names the language
        (SHOP_CHAT, IN_SHOP | {"languages": (Language.GERMAN,)}, "First put your list"),
    ],
)
def test_what_comes_before_any_purchase(
    job: dict[str, Any], firm: dict[str, Any], begins: str
) -> None:
    usual: dict[str, Any] = {"results": Decimal(100), "secrets": frozenset(), "doers": 2}
    answers = Answers(jobs=(Job(key="job", **usual | job),), people=20, **firm)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert plan.head.headline.startswith(begins)


def why(
    first: Option, other: Option, wrong: tuple[float, float], jobs: int = 1, **fields: Any
) -> str:
    """Return what the top of Why says where the other may be named too.

    `wrong` is what goes wrong with both, in US dollars.
    """
    rows = [work(key, limit_usd=fields.get("limit")) for key in ("meeting-minutes", "menu-photos")]
    pair = [
        replace(priced(of), wrong_usd=usd, connecting_usd=of.connecting_usd)
        for of, usd in zip((first, other), wrong, strict=True)
    ]
    ranking = Ranking(
        costing=Costing(work=rows[0], guesses=GUESSES),
        candidates=tuple(pair),
        others=(),
        shared_usd=fields.get("shared", 0.0),
    )
    ending = Use(**advised(rows[0], option=first))
    recommendation = replace(
        ending.recommendation,
        first=pair[0],
        certainty=fields.get("certainty", Certainty.CLOSE),
        tried_in=pair[1] if fields.get("is_tried_first") else None,
    )
    ended = replace(ending, recommendation=recommendation)
    decided = [
        JobDecision(work=rows[0], guessed=frozenset(), ending=ended, ranking=ranking),
        JobDecision(work=rows[1], guessed=frozenset(), ending=Use(**advised(rows[1], 4.0))),
    ][:jobs]
    answers = Answers(
        jobs=tuple(Job(key=row.key, use_case=row.key) for row in rows[:jobs]),
        people=6,
        choices=tuple(OwnChoice(job=rows[0].key, tool=tool) for tool in fields.get("choices", ())),
    )
    decision = Decision(method=7, on=ON, starts=ON, jobs=tuple(decided))
    basis = Basis(decision=decision, answers=answers, catalog=CATALOG, progress=NEW, changes={})
    return basis.ruling[0].first_at("how-sure-of-a-job").replace(NO_BREAK, " ")


DEAR = replace(OPTION, tool="Dear", key="Dear", seats_usd=60.0)
COSTS_LESS, SAVES = "Cheap would cost less", "Dear would save time or errors"


@pytest.mark.parametrize(
    ("first", "other", "wrong", "fields", "says"),
    [
        # What costs less to pay, and more with its errors.
        (
            DEAR,
            CHEAP,
            (0, 41),
            {},
            f"{COSTS_LESS}, but we expect its errors to cost you more than it saves",
        ),
        (DEAR, CHEAP, (0, 39), {}, f"{COSTS_LESS}, but we judge that Dear fits better."),
        # What is free is tested before it, so that nobody says yet that it is not enough.
        (
            DEAR,
            FREE,
            (0, 61),
            {"is_tried_first": True},
            "Cheap costs less and is tested first; we expect Dear to err less.",
        ),
        (DEAR, FREE, (0, 61), {}, f"{COSTS_LESS}, but we expect its errors to cost you"),
        # Of what is tested first nobody says that it is not begun.
        (
            DEAR,
            FREE,
            (0, 0),
            {"is_tried_first": True, "shared": 60},
            "Cheap costs less: it is tested first.",
        ),
        (DEAR, FREE, (0, 0), {"shared": 60}, "for all your jobs together Dear costs least."),
        # A free plan is never the dearer one.
        (CHEAP, DEAR, (50, 0), {}, "Dear would cost less in all (our estimate), but"),
        (CHEAP, DEAR, (40, 0), {}, "None that fits as well costs less"),
        (CHEAP, DEAR, (50, 0), {"certainty": Certainty.THIN}, "Too little is measured"),
        # The other jobs decide: what they pay as well, or what they leave of the limit.
        (DEAR, CHEAP, (0, 0), {"shared": 40}, "for all your jobs together Dear costs least."),
        (DEAR, CHEAP, (0, 0), {"shared": 39}, "but we judge that Dear fits better."),
        (CHEAP, DEAR, (50, 0), {"shared": 10}, f"{SAVES} here; for all your jobs together"),
        (CHEAP, DEAR, (50, 0), {"jobs": 2, "limit": 70.0}, f"{SAVES}, but your limit does not"),
        (CHEAP, DEAR, (50, 0), {"jobs": 1, "limit": 70.0}, "but we judge that Cheap fits better"),
        # To build in is not paid each month, so that a limit on that may be for the dearer one.
        (
            replace(CHEAP, connecting_usd=100.0),
            DEAR,
            (0, 0),
            {"jobs": 2, "limit": 70.0},
            "Dear would cost less to begin with, but your limit does not pay for it",
        ),
        # The owner chose it.
        (DEAR, CHEAP, (0, 0), {"choices": ("Dear",)}, f"{COSTS_LESS}, but you chose Dear."),
        (DEAR, CHEAP, (0, 0), {"choices": ("Other",)}, "but we judge that Dear fits better."),
        # It is in the house.
        (
            replace(DEAR, conditions=(Condition.ORDER_BESIDES,)),
            CHEAP,
            (0, 0),
            {},
            f"{COSTS_LESS}, but Dear is yours already.",
        ),
        (
            replace(DEAR, inside=True),
            CHEAP,
            (0, 0),
            {},
            f"{COSTS_LESS}, but Dear works in the programs that you have.",
        ),
        (replace(DEAR, inside=True), replace(CHEAP, inside=True), (0, 0), {}, "Dear fits better."),
        # It has to be built in, or is of a kind that an adviser names later.
        (DEAR, replace(CHEAP, connecting_usd=9.0), (0, 41), {}, "but it has to be built in first"),
        (DEAR, replace(CHEAP, kind_place=1), (0, 41), {}, "but we judge that Dear fits better."),
    ],
)
def test_the_reason_for_a_name_is_true_of_both_that_it_compares(
    first: Option, other: Option, wrong: tuple[float, float], fields: dict[str, Any], says: str
) -> None:
    assert says in why(first, other, wrong, **fields)


@pytest.mark.parametrize(
    ("tried_usd", "headline", "cost", "test", "stop"),
    [
        (
            0.0,
            "Test the free Microsoft 365 Copilot Chat",
            "Nothing until the free plan runs out; then about $20 a month.",
            "",
            "If it fails, keep",
        ),
        (
            5.0,
            "Test Microsoft 365 Copilot Business",
            "About $20 a month",
            "is sold by the year: test them in Microsoft 365 Copilot Chat first",
            "If it fails, keep",
        ),
        (
            None,
            "Test Microsoft 365 Copilot Business",
            "It is sold by the year, for $240: ask Microsoft for a trial first.",
            "",
            "If it fails, keep",
        ),
    ],
)
def test_what_is_free_is_tested_before_what_is_sold_by_the_year(
    tried_usd: float | None, headline: str, cost: str, test: str, stop: str
) -> None:
    of = work("meeting-minutes")
    fields = advised(of, option=replace(OPTION, **BUSINESS))
    fields["recommendation"] = replace(fields["recommendation"], tried_in=in_chat(tried_usd))
    plan = document((of, Use(**fields)))
    says = {name: tile(plan, name).replace(NO_BREAK, " ") for name in ("cost", "test", "stop")}
    steps, is_free = str(plan.sections).replace(NO_BREAK, " "), tried_usd == 0

    assert plan.head.headline.replace(NO_BREAK, " ").startswith(headline)
    assert cost in says["cost"]
    assert test in says["test"]
    assert stop in says["stop"]
    assert ("if it has passed; where it runs out, ask Microsoft" in steps) is is_free
    assert ("If it has passed, buy" in steps) is not is_free
    assert ("no search in the firm’s mail and files" in steps) is is_free


@pytest.mark.parametrize(
    ("hearing_usd", "is_kept"),
    [
        # what hears is paid with either, so that the chat is free all the same
        (0.2, True),
        # near miss: the chat itself costs something a piece
        (0.0, False),
    ],
)
def test_what_hears_makes_no_free_chat_a_paid_one(hearing_usd: float, *, is_kept: bool) -> None:
    of = work("meeting-minutes")
    fields = advised(of, option=replace(OPTION, **BUSINESS))
    chat = replace(OPTION, **CHAT, each_usd=0.2, hearing_usd=hearing_usd)
    tried = replace(priced(chat), paid_usd=20.0)
    fields["recommendation"] = replace(fields["recommendation"], tried_in=tried)
    plan = document((of, Use(**fields)))
    steps, cost = (text.replace(NO_BREAK, " ") for text in (str(plan.sections), tile(plan, "cost")))

    assert ("if it has passed; where it runs out, ask Microsoft" in steps) is is_kept
    assert ("If it has passed, buy" in steps) is not is_kept
    # a month of hearing is no month for nothing
    assert "Nothing" not in cost


@pytest.mark.parametrize(("tried_usd", "name"), [(0.0, "Chat"), (None, "Business")])
def test_what_is_set_for_a_test_is_set_in_what_goes_into_it(
    tried_usd: float | None, name: str
) -> None:
    of = work("meeting-minutes")
    set_up = (*BUSINESS["conditions"], Condition.EU_OPTION)
    fields = advised(of, option=replace(OPTION, **BUSINESS | {"conditions": set_up}))
    fields["recommendation"] = replace(fields["recommendation"], tried_in=in_chat(tried_usd))
    steps = str(document((of, Use(**fields))).sections).replace(NO_BREAK, " ")

    assert f"{name} so that all stays in the EU, before the first case." in steps
    assert steps.count("so that all stays in the EU") == 1


@pytest.mark.parametrize("is_begun_free", [True, False])
def test_what_is_paid_by_the_month_is_tested_in_what_is_free(*, is_begun_free: bool) -> None:
    fields = advised(work("meeting-minutes"), option=replace(OPTION, tool="chatgpt-go"))
    free = priced(replace(OPTION, tool="chatgpt-free", seats_usd=0.0))
    advice = replace(fields["recommendation"], tried_in=free if is_begun_free else None)
    plan = document((work("meeting-minutes"), Use(**fields | {"recommendation": advice})))
    steps = str(plan.sections).replace(NO_BREAK, " ")

    # its name says that it is free
    headline = plan.head.headline.replace(NO_BREAK, " ")
    assert headline.startswith(f"Test ChatGPT {'Free' if is_begun_free else 'Go'} ")
    assert ("Nothing until the free plan runs out" in tile(plan, "cost")) is is_begun_free
    assert ("if it has passed; where it runs out, pay for" in steps) is is_begun_free


@pytest.mark.parametrize(
    ("of_first", "of_next", "tried_usd", "says"),
    [
        # what the first one tries for nothing is tried here too, and what it buys is not tried less
        ("business", "business", (0.0, 0.0), "Then test the free Microsoft 365 Copilot Chat here too."),
        ("business", "business", (None, 0.0), "Then test Microsoft 365 Copilot Business here too."),
        # one name for one thing: the first has it for good
        ("chat", "business", (None, 0.0), "Then test Microsoft 365 Copilot Chat here too."),
        ("business", "business", (0.0, None), "Then test Microsoft 365 Copilot Business: ask Microsoft for a trial."),
        ("mistral", "business", (None, 0.0), "Then test the free Microsoft 365 Copilot Chat."),
        # a month is paid for what no job before it pays
        ("chat", "mistral", (None, None), "Then test Mistral Vibe Team: pay one month."),
        ("mistral", "mistral", (None, None), "Then test Mistral Vibe Team here too."),
        ("chat", "heidi", (None, None), "Then test Heidi Clinician."),
        ("mistral", "chat", (None, None), "Then test Microsoft 365 Copilot Chat."),
    ],
)  # fmt: skip
def test_the_next_job_says_whether_its_test_is_paid(
    of_first: str, of_next: str, tried_usd: tuple[float | None, float | None], says: str
) -> None:
    options: dict[str, dict[str, Any]] = {
        "business": BUSINESS,
        "chat": CHAT,
        "mistral": MISTRAL,
        "heidi": {"tool": "heidi-clinician"},
    }
    jobs = [work("meeting-minutes", results=240.0), work("contract-review")]
    rows = []
    for of, name, usd in zip(jobs, (of_first, of_next), tried_usd, strict=True):
        fields = advised(of, option=replace(OPTION, **options[name]))
        advice = replace(fields["recommendation"], tried_in=in_chat(usd))
        rows.append((of, Use(**fields | {"recommendation": advice})))
    plan = document(*rows)

    assert plan.head.jobs[1].verdict.replace(NO_BREAK, " ") == says


@pytest.mark.parametrize(
    ("tried_usd", "says"),
    [
        # one thing is named that is opened now, and what may be paid is said to come later
        (0.0, "For contract checks, the test is free; later all may cost $20 a month"),
        # near misses: a month is paid for its test, or its seller gives a trial
        (5.0, "With contract checks: $20 a month in all."),
        (None, "With contract checks: $20 a month in all."),
    ],
)
def test_what_the_next_job_may_cost_later_is_said_as_later(
    tried_usd: float | None, says: str
) -> None:
    jobs = [work("meeting-minutes", results=240.0), work("contract-review")]
    of_first = advised(jobs[0], option=replace(OPTION, **CHAT))
    of_next = advised(jobs[1], option=replace(OPTION, **BUSINESS))
    of_next["recommendation"] = replace(of_next["recommendation"], tried_in=in_chat(tried_usd))
    plan = document((jobs[0], Use(**of_first)), (jobs[1], Use(**of_next)))

    assert says in tile(plan, "cost").replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("tool", "fields", "is_said"),
    [
        ("cursor-teams", {}, True),
        ("cursor-teams", {"paid": True}, False),
        ("cursor-teams", {"result_usd": 0.1}, False),  # counted
        ("cursor-teams", {"each_usd": 0.1}, False),
        ("cursor-teams", {"seats_usd": 0.0}, False),
        ("cursor-ultra", {}, False),  # nothing else is charged
    ],
)
def test_a_cost_says_that_something_is_charged_besides(
    tool: str, fields: dict[str, Any], *, is_said: bool
) -> None:
    of = work("meeting-minutes")
    plan = document((of, Use(**advised(of, option=replace(OPTION, tool=tool, **fields)))))
    cost = tile(plan, "cost")

    assert ("extra charges" in cost) is is_said


@pytest.mark.parametrize(
    ("review", "results", "says"),
    [
        (Review.SAMPLE, 900, True),
        (Review.EVERY, 900, False),
    ],
)
def test_hours_are_told_for_both_ways_of_reading_in_one_place(
    review: Review,
    results: int,
    says: bool,  # noqa: FBT001  # a case
) -> None:
    job = Job(
        key="meeting-minutes",
        use_case="meeting-minutes",
        results=Decimal(results),
        review=review,
        stakes=Stakes.NUISANCE,
    )
    answers = Answers(jobs=(job,), people=6)
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG)

    assert ("if you check one in ten; by hand" in tile(plan, "cost")) is says


@pytest.mark.parametrize(
    ("seats", "conditions", "says"),
    [
        (4, (Condition.ORDER_BESIDES,), "That is its AI for four people, on top of your plan."),
        (1, (Condition.ORDER_BESIDES,), "That is its AI for one person, on top of your plan."),
        (4, (), "That is four seats."),
        (1, (), ""),
    ],
)
def test_ai_that_is_ordered_besides_is_no_part_of_what_is_paid(
    seats: int, conditions: tuple[Condition, ...], says: str
) -> None:
    of = work("meeting-minutes")
    option = replace(OPTION, seats=seats, conditions=conditions)
    plan = document((of, Use(**advised(of, option=option))))
    is_ordered = Condition.ORDER_BESIDES in conditions
    steps = repr([row for row in plan.sections if row.key == "steps"]).replace(NO_BREAK, " ")

    assert says in tile(plan, "cost")
    assert "Nothing more" not in tile(plan, "cost")
    assert ("Order the AI of A from OpenAI" in steps) is is_ordered
    assert ("Get A from OpenAI" in steps) is not is_ordered


BY_SITE, BY_FIRM = PriceUnit.LOCATION_MONTH, PriceUnit.ACCOUNT_MONTH


@pytest.mark.parametrize(
    ("unit", "sites", "hours", "says", "is_compared"),
    [
        # by hand $500, with AI $450 for time and $20 for each site; or $475, or $488
        (BY_SITE, None, 18.0, "It saves money at up to 2 sites: try it at one first.", False),
        (BY_SITE, None, 19.0, "It saves money at up to 1 site: try it at one first.", False),
        (BY_SITE, None, 19.5, "About $20 a month for each site. Your time: ", False),
        (BY_SITE, 1, 18.0, "About $20 a month for 120 ", True),
        (BY_SITE, 5, 18.0, "That is for 5 sites.", True),
        (BY_FIRM, None, 18.0, "About $20 a month for 120 ", True),
        (BY_FIRM, 5, 18.0, "About $20 a month for 120 ", True),
    ],
)
def test_the_price_of_one_site_is_not_set_against_the_work_of_all(
    *, unit: PriceUnit, sites: int | None, hours: float, says: str, is_compared: bool
) -> None:
    of = work("hotel-review-reply")
    price = replace(OF_A_SITE, rows=(replace(SITES[0], unit=unit),))
    option = replace(OPTION, prices=(price,), sites=sites)
    plan = document((of, Use(**advised(of, hours, option))))
    money = repr([row for row in plan.sections if row.key == "money"])

    assert says in tile(plan, "cost")
    assert "by hand 20 hours" in tile(plan, "cost")
    assert ("Together" in money) is is_compared
    assert ("the price is that of one site" in money) is not is_compared


@pytest.mark.parametrize(
    ("sites", "paid", "hours", "bill"),
    [
        (
            None,
            "About $10 a month for each site.",
            "Paid, for one site",
            "$10 a month at each site",
        ),
        (1, "About $10 a month for 300 reviews.", "Together", "$10 a month"),
        (5, "About $50 a month for 300 reviews. That is for 5 sites.", "Together", "$50 a month"),
    ],
)
def test_sites_count_from_the_answer_to_the_bill(
    sites: int | None, paid: str, hours: str, bill: str
) -> None:
    key = "hotel-review-reply"
    job = Job(
        key=key,
        use_case=key,
        results=Decimal(300),
        minutes_by_hand=Decimal(5),
        doers=2,
        secrets=frozenset(),
    )
    answers = Answers(
        jobs=(job,), wage_usd=Decimal(6), people=60, country=Country.ELSEWHERE, sites=sites
    )
    plan = document_of(decide(answers, CATALOG, ON), answers, CATALOG, pages=["money"])

    assert tile(plan, "cost").startswith(paid)
    assert hours in repr([row for row in plan.sections if row.key == "money"])
    assert ("at one site" in str(plan.picture)) is (sites is None)
    assert f"'{bill}'" in str(plan.pages).replace(NO_BREAK, " ")
