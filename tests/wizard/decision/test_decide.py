"""decide(): jobs go through the passes, alone and as a set, on a toy catalog.

Also bad input, own choices and tests.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import AppStatement, Catalog, Price
from catalog.vocabulary import (
    AppKind,
    AppQuestion,
    Language,
    Medium,
    ModelsInside,
    PriceUnit,
    Software,
    SolutionKind,
)
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import (
    MODELS,
    ON,
    answers,
    app,
    assistant,
    business,
    catalog,
    job,
    model,
    plan,
    seat,
    solution,
    tokens,
    use_case,
)
from tests.wizard.decision.toy_decision import decided, first, tool
from tests.wizard.decision.toys import result
from tests.wizard.filled_in import filled_in
from wizard.decision.answers import Answers, Job, OwnChoice, PaidPlan
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import (
    Advised,
    AsDear,
    AskBack,
    AskFirst,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    Try,
    Use,
    UseWhatYouHave,
    WrongTool,
    advised_of,
    first_of,
)
from wizard.decision.options import Dropped
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import (
    Builder,
    Condition,
    DecidesOn,
    GoesIn,
    JobAct,
    Place,
    Review,
    Secret,
    Stakes,
)


def rules(of: JobDecision) -> set[str]:
    return {reason.rule for reason in of.notes}


def on(*what: DecidesOn, **fields: Any) -> Answers:
    return answers(job(decides_on=frozenset(what), **fields))


ALL_KINDS = (SolutionKind.APP, SolutionKind.ASSISTANT, SolutionKind.MODEL)
PAID_BY_USE = tuple(price for slug in MODELS for price in tokens(slug))
SILENT = catalog(app_statements=())
ONLY_MODELS = {"built_in": True, "builder": Builder.DEVELOPER}
MANY = {"results": Decimal(1_000)}


FIGURES = catalog(use_cases=(use_case(outputs=(Medium.DATA,)),))
FIELDS = catalog(use_cases=(use_case(inputs=(Medium.DOCUMENT,), outputs=(Medium.DATA,)),))
NO_AI_FIRST = catalog(
    solutions=(solution(kinds=(SolutionKind.NONE, SolutionKind.ASSISTANT, SolutionKind.APP)),)
)


@pytest.mark.parametrize(
    ("rows", "given", "ending", "names"),
    [
        (None, None, Use, "chat-team"),
        (None, on(DecidesOn.EVERYTHING), AskBack, ""),
        (None, on(DecidesOn.TREATMENT), WrongTool, ""),
        (None, on(DecidesOn.SUM), Use, "chat-team"),  # words come out, the sum from a sheet
        (FIGURES, on(DecidesOn.SUM), WrongTool, ""),  # AI itself would add
        (FIELDS, on(DecidesOn.SUM), Use, "chat-team"),  # it reads them off a paper
        (None, on(DecidesOn.PERSON), Use, "chat-team"),  # a person decides
        (NO_AI_FIRST, on(DecidesOn.PERSON), Use, "chat-team"),  # no job on file chooses
        (None, on(DecidesOn.LIST), FromList, "chat-team"),
        (SILENT, None, AskFirst, "chat-team"),
        (None, answers(paid=(PaidPlan(plan="mail-pro"),)), UseWhatYouHave, "mail-pro"),
        (None, answers(place=Place.OWN_SERVERS), NothingPasses, ""),
        (None, answers(job(minutes_by_hand=Decimal("0.5"))), LeaveIt, ""),
        (None, answers(limit_usd=Decimal(5)), OverLimit, ""),
        (None, answers(job(**MANY), **ONLY_MODELS), Use, "m1"),
        # who has it built in wants no program that people sit in front of
        (None, answers(job(**MANY), built_in=True), Project, "m1"),
        (None, answers(job(**MANY)), Use, "chat-team"),  # before a project
        (
            catalog(apps=(), app_plans=()),
            answers(job(**MANY), built_in=True),
            Project,
            "m1",
        ),
        (
            catalog(apps=(), app_plans=(), models=(model("m1", preview=True),)),
            answers(job(**MANY), **ONLY_MODELS),
            NothingPasses,  # a preview alone is nothing to start with
            "",
        ),
    ],
)
def test_how_a_job_ends(
    rows: Catalog | None, given: Answers | None, ending: type[Ending], names: str
) -> None:
    of = first(rows, given)

    assert (type(of.ending), tool(of)) == (ending, names)


@pytest.mark.parametrize(
    ("results", "fields", "by_use"),
    [
        (500, {}, True),  # the row says from 500
        (499, {}, False),
        (500, {"built_in": False}, False),
        (500, {"built_in": None}, False),  # where nobody said, an assistant is named before
    ],
)
def test_a_model_competes_from_the_number_of_the_row_built_in(
    results: int,
    fields: dict[str, Any],
    by_use: bool,  # noqa: FBT001  # a case
) -> None:
    given = answers(job(results=Decimal(results)), **{**ONLY_MODELS, **fields})

    assert (tool(first(None, given)) == "m1") is by_use


@pytest.mark.parametrize(
    ("stakes", "fields", "ending"),
    [
        (Stakes.HURT, {}, NothingPasses),
        (Stakes.HURT, {"builder": Builder.HANDY}, NothingPasses),
        (Stakes.HURT, {"builder": Builder.DEVELOPER}, Use),
        (Stakes.HURT, {"built_in": True}, Project),  # its owner says so
        (Stakes.MONEY, {}, Project),
        (Stakes.LAW, {}, Project),
    ],
)
def test_nobody_is_hired_to_build_what_may_hurt(
    stakes: Stakes, fields: dict[str, Any], ending: type[Ending]
) -> None:
    given = answers(job(stakes=stakes, **MANY), **fields)

    assert type(first(catalog(apps=(), app_plans=()), given).ending) is ending


def test_a_place_binds_whatever_goes_in() -> None:
    private = answers(place=Place.EU)
    public = answers(job(secrets=frozenset()), place=Place.EU)
    of = first(SILENT, public)
    code = answers(job(secrets=frozenset({Secret.CONFIDENTIAL})), place=Place.EU)
    statements = (*business(), *business("chat"))
    all_but_place = tuple(row for row in statements if row.question is not AppQuestion.PLACE)

    assert isinstance(first(SILENT, private).ending, AskFirst)
    assert isinstance(first(catalog(app_statements=all_but_place), code).ending, AskFirst)
    # whoever says nothing at all of confidential material is not asked
    assert isinstance(first(SILENT, code).ending, NothingPasses)
    assert isinstance(of.ending, Use)
    assert Condition.SETTLE_PLACE in of.ending.recommendation.first.option.conditions


@pytest.mark.parametrize(
    ("given", "relaxed"),
    [
        (answers(job(secrets=frozenset({Secret.PERSONAL})), place=Place.OWN_SERVERS), "place"),
    ],
)
def test_what_would_pass_if_one_requirement_gave_way(given: Answers, relaxed: str) -> None:
    ending = first(None, given).ending

    assert isinstance(ending, NothingPasses)
    assert ending.relaxed == relaxed
    assert ending.passes is not None


@pytest.mark.parametrize(
    ("kinds", "works_in", "statements", "ending"),
    [
        # what the firm works in does it without AI: no seller is asked
        (NO_AI_FIRST.solutions[0].kinds, {Software.SHOPIFY}, (), NothingPasses),
        (NO_AI_FIRST.solutions[0].kinds, {Software.SLACK}, (), AskFirst),
        (NO_AI_FIRST.solutions[0].kinds[1:], {Software.SHOPIFY}, (), AskFirst),  # it takes AI
        (NO_AI_FIRST.solutions[0].kinds, {Software.SLACK}, business("chat"), Use),
    ],
)
def test_no_seller_is_asked_where_the_firms_own_program_does_it_without_ai(
    kinds: tuple[SolutionKind, ...],
    works_in: set[Software],
    statements: tuple[AppStatement, ...],
    ending: type[Ending],
) -> None:
    rows = catalog(
        solutions=(solution(kinds=kinds, owned=(Software.SHOPIFY,)),),
        app_statements=statements,
    )

    assert type(first(rows, answers(works_in=frozenset(works_in))).ending) is ending


@pytest.mark.parametrize(
    ("works_in", "price", "fields", "ending"),
    [
        (Software.SHOPIFY, seat("chat-team"), {}, NothingPasses),
        (Software.SLACK, seat("chat-team"), {}, Use),  # which does nothing of it
        (Software.SHOPIFY, seat("chat-team", "0"), {}, Use),
        (Software.SHOPIFY, seat("chat-team", unit=PriceUnit.ACCOUNT_MONTH), {}, Use),
        (
            Software.SHOPIFY,
            seat("chat-team"),
            {"paid": (PaidPlan(plan="chat-team"),)},
            UseWhatYouHave,
        ),
    ],
)
def test_no_seat_is_bought_where_the_firms_own_program_does_it_without_ai(
    works_in: Software, price: Price, fields: dict[str, Any], ending: type[Ending]
) -> None:
    row = solution(kinds=NO_AI_FIRST.solutions[0].kinds, owned=(Software.SHOPIFY,))
    rows = catalog(solutions=(row,), prices=(price, seat("mail-pro"), *PAID_BY_USE))
    given = answers(works_in=frozenset({works_in}), **fields)

    assert type(first(rows, given).ending) is ending


@pytest.mark.parametrize(
    ("kinds", "ending", "names"),
    [
        ((SolutionKind.APP, SolutionKind.ASSISTANT), Use, "chat-team"),
        ((SolutionKind.APP,), NothingPasses, ""),
    ],
)
def test_where_no_app_passes_the_assistant_of_the_row_does(
    kinds: tuple[SolutionKind, ...], ending: type[Ending], names: str
) -> None:
    rows = catalog(
        apps=(assistant(), app(needs=(Software.SHOPIFY,))),
        solutions=(solution(app_is_right=True, kinds=kinds),),
    )
    of = first(rows)

    assert (type(of.ending), tool(of)) == (ending, names)


@pytest.mark.parametrize(
    ("words", "medium", "ending"),
    [
        ("Sort answers into our list of trades", Medium.DATA, Try),  # one of the list is the result
        ("Ordne Antworten zu, kodiere sie", Medium.DATA, Try),
        ("Write which allergens are in our dishes", Medium.DATA, FromList),
        ("Sort reports and draft a notice", Medium.TEXT, Try),
    ],
)
def test_who_chooses_from_a_list_does_not_word_it(
    words: str, medium: Medium, ending: type[Ending]
) -> None:
    of = first(None, answers(own_job(words, medium, DecidesOn.LIST)))

    assert type(of.ending) is ending
    assert (Rule.CHOOSES_FROM_LIST in rules(of)) is (ending is Try)


@pytest.mark.parametrize(("least", "competes"), [(100, False), (101, True)])
def test_who_builds_in_sits_in_front_of_nothing(least: int, competes: bool) -> None:  # noqa: FBT001  # a case
    """Below the number of the row nothing is built in, whatever the firm does elsewhere."""
    rows = catalog(solutions=(solution(build_from=least),))
    of = first(rows, answers(job(results=Decimal(100)), **ONLY_MODELS))
    assert of.ranking is not None

    assert ("chat-team" in {row.option.tool for row in of.ranking.passing}) is competes


SEARCHED = app(main_kind=AppKind.KNOWLEDGE_SEARCH)
FINDS = {"more_kinds": (AppKind.KNOWLEDGE_SEARCH,)}
IN_A_SUITE = {"part_of": Software.MICROSOFT_365}
FINDING, GIVEN = Condition.SET_RIGHTS, Condition.GIVE_PAPERS


@pytest.mark.parametrize(
    ("app_kind", "assistants", "facts", "conditions"),
    [
        # what searches the firm's papers finds what lies open; a window is given them
        (AppKind.KNOWLEDGE_SEARCH, ("chat",), FINDS, {"mail-pro": FINDING, "chat-team": FINDING}),
        (AppKind.KNOWLEDGE_SEARCH, ("window",), FINDS, {"mail-pro": FINDING, "chat-team": FINDING}),
        (AppKind.KNOWLEDGE_SEARCH, ("chat",), {}, {"mail-pro": FINDING, "chat-team": GIVEN}),
        # nobody says what a part of a suite sees, if the row names it
        (AppKind.KNOWLEDGE_SEARCH, ("chat",), IN_A_SUITE, {"mail-pro": FINDING}),
        (
            AppKind.KNOWLEDGE_SEARCH,
            ("window",),
            IN_A_SUITE,
            {"mail-pro": FINDING, "chat-team": GIVEN},
        ),
        (AppKind.EMAIL, ("window",), {}, None),  # nothing is searched
    ],
)
def test_what_searches_no_papers_is_given_them(
    app_kind: AppKind,
    assistants: tuple[str, ...],
    facts: dict[str, Any],
    conditions: dict[str, Condition] | None,
) -> None:
    rows = catalog(
        apps=(replace(SEARCHED, main_kind=app_kind), assistant(**facts), assistant("window")),
        solutions=(solution(app_kinds=(app_kind,), assistants=assistants),),
    )
    paid = (PaidPlan(plan="chat-team"),)
    of = first(rows, answers(job(**MANY), builder=Builder.DEVELOPER, paid=paid))
    assert of.ranking is not None

    looked_at = {"chat-team", "mail-pro", "m1"}
    options = [row.option for row in of.ranking.passing if row.option.tool in looked_at]
    assert {option.tool for option in options} == looked_at
    said = {
        row.tool: condition
        for row in options
        for condition in row.conditions
        if condition in {FINDING, GIVEN}
    }
    assert said == ({} if conditions is None else {"m1": GIVEN} | conditions)


DEAR: dict[str, Any] = {
    "apps": (app(), assistant(part_of=Software.MICROSOFT_365), assistant("window")),
    "app_plans": (plan("mail-pro"), plan("chat-free", of="chat")),
}


@pytest.mark.parametrize(
    ("usd", "row", "firm", "names"),
    [
        # the seats cost more than the work by hand: what the firm has, or builds itself, is tried
        ("2000", {}, {"works_in": frozenset({Software.MICROSOFT_365})}, "chat-free"),
        ("2000", {}, {"builder": Builder.DEVELOPER}, "m1"),
        # both: what is there comes first
        (
            "2000",
            {},
            {"builder": Builder.DEVELOPER, "works_in": frozenset({Software.MICROSOFT_365})},
            "chat-free",
        ),
        # near misses: nobody to build it, who wants none built in, a row that never takes one
        ("2000", {}, {"builder": Builder.HANDY}, ""),
        ("2000", {}, {"builder": Builder.DEVELOPER, "built_in": False}, ""),
        ("2000", {"build_from": None}, {"builder": Builder.DEVELOPER}, ""),
        # the seats are worth their price
        ("20", {}, {"works_in": frozenset({Software.MICROSOFT_365})}, "mail-pro"),
        ("20", {}, {"builder": Builder.DEVELOPER}, "mail-pro"),
    ],
)
def test_no_job_is_left_for_the_price_of_seats_before_what_has_none_is_tried(
    usd: str, row: dict[str, Any], firm: dict[str, Any], names: str
) -> None:
    usual: dict[str, Any] = {"app_is_right": True, "kinds": ALL_KINDS, "assistants": ("window",)}
    prices = (seat("mail-pro", usd), seat("chat-free", "0"), *PAID_BY_USE)
    rows = catalog(solutions=(solution(**usual | row),), prices=prices, **DEAR)
    of_one = job(minutes_by_hand=Decimal(30), doers=1)

    assert tool(first(rows, answers(of_one, **firm))) == names


@pytest.mark.parametrize(
    ("words", "is_out"),
    [
        ("Say what each of the bids has left out", False),  # the figures stand in what goes in
        ("Add up the totals of the bids", True),
    ],
)
def test_ai_adds_nothing_up(words: str, is_out: bool) -> None:  # noqa: FBT001  # a case
    of = first(None, answers(own_job(words, Medium.DATA, DecidesOn.SUM)))

    assert isinstance(of.ending, WrongTool) is is_out


def own_job(words: str, medium: Medium, decides_on: DecidesOn, *, photo: bool = False) -> Job:
    job = Job(
        key="own-1",
        words=words,
        medium=medium,
        minutes_by_hand=Decimal(5),
        secrets=frozenset(),
        decides_on=frozenset({decides_on}),
        goes_in=GoesIn.PAPER if photo else GoesIn.TEXT,
    )
    return filled_in(job)


@pytest.mark.parametrize(
    ("words", "medium", "photo", "is_answered"),
    [
        ("Type delivery notes into our stock list", Medium.DATA, True, False),
        ("Type delivery notes into our stock list", Medium.DATA, False, False),
        ("Explain what our results mean", Medium.TEXT, False, False),
        ("Describe the dish in the photo", Medium.TEXT, True, True),
    ],
)
def test_what_is_read_or_explained_comes_from_no_list(
    words: str,
    medium: Medium,
    photo: bool,  # noqa: FBT001  # a case
    is_answered: bool,  # noqa: FBT001  # a case
) -> None:
    of = first(None, answers(own_job(words, medium, DecidesOn.LIST, photo=photo)))

    assert isinstance(of.ending, FromList) is is_answered


@pytest.mark.parametrize(
    ("words", "medium", "is_refused"),
    [
        # it words what is decided, or states what stands in the papers
        ("Write the comments from the notes", Medium.TEXT, False),
        ("Summarise each CV", Medium.TEXT, False),
        ("Summarise applications without ranking them", Medium.TEXT, False),
        ("Copy names and dates from CVs", Medium.DATA, False),
        ("Check the hours for gaps", Medium.DATA, False),
        ("Find gaps in the hours", Medium.DATA, False),
        # its words say that it decides
        ("Grade pupils from the notes", Medium.TEXT, True),
        ("Read applications and rank them", Medium.DATA, True),
        ("Say which tenants are likely to pay", Medium.DATA, True),
        # a mark comes out
        ("Sort applicants into two lists", Medium.DATA, True),
        ("Give points for the notes", Medium.DATA, True),
        ("Find in the file who fits a part", Medium.DATA, True),
    ],
)
def test_ai_may_state_facts_about_a_person_and_choose_nobody(
    words: str,
    medium: Medium,
    is_refused: bool,  # noqa: FBT001  # a case
) -> None:
    of = first(None, answers(own_job(words, medium, DecidesOn.PERSON)))

    assert isinstance(of.ending, WrongTool) is is_refused


# ------------------------------------------------------------------------------------ as a set

NOTES = use_case("notes", name="Write notes", result="notes")
TWO = catalog(
    use_cases=(use_case(), NOTES),
    solutions=(solution(), solution("notes", assistants=("chat",), app_kinds=())),
    apps=(assistant(), app()),
)


def two(**fields: Any) -> Answers:
    return answers(job(), job(key="notes", use_case="notes"), **fields)


def test_two_jobs_share_a_tool_that_is_paid_once() -> None:
    plan_ = decided(TWO, two())

    assert [tool(of) for of in plan_.jobs] == ["chat-team", "chat-team"]
    (line,) = plan_.bill
    assert (line.jobs, line.usd) == (("letters", "notes"), 25)
    assert plan_.usd_month == 25


BOOKS = {"app_is_right": True, "app_kinds": (AppKind.EMAIL,)}
BOTH = (SolutionKind.APP, SolutionKind.ASSISTANT)


@pytest.mark.parametrize(
    ("row", "statements", "jobs", "named"),
    [
        # the seller of the app would have to answer first
        ({"kinds": BOTH}, business("chat"), 2, "chat-team"),
        ({"kinds": BOTH}, business("chat"), 1, "books-pro"),  # nothing is bought anyhow
        ({"kinds": BOTH[:1]}, business("chat"), 2, "books-pro"),  # the row names no assistant
        ({"kinds": BOTH, "assistants": ()}, business("chat"), 2, "books-pro"),
        # the app may be used at once
        ({"kinds": BOTH}, (*business("chat"), *business("books")), 2, "books-pro"),
        # both sellers have to answer
        ({"kinds": BOTH}, (), 2, "books-pro"),
    ],
)
def test_what_another_job_has_bought_goes_before_a_question(
    row: dict[str, Any], statements: Any, jobs: int, named: str
) -> None:
    rows = catalog(
        use_cases=(use_case("books"), use_case()),
        solutions=(solution("books", **BOOKS | row), solution(app_kinds=())),
        apps=(assistant(), app("books", made_for=("books",))),
        app_plans=(plan("chat-team", of="chat"), plan("books-pro", of="books")),
        prices=(seat("chat-team", "25"), seat("books-pro", "5")),
        app_statements=statements,
    )
    both = (job(key="books", use_case="books"), job())
    made = decided(rows, answers(*both[:jobs]))

    assert tool(made.jobs[0]) == named
    assert isinstance(made.jobs[0].ending, AskFirst) is (
        named == "books-pro" and "books" not in {row.app for row in statements}
    )


SIGNS_ALL = business("books")[:3]  # all but where it lies


@pytest.mark.parametrize(
    ("statements", "fields", "named"),
    [
        # an assistant that is known to stay goes before the word of an app’s seller
        ((*business("chat"), *SIGNS_ALL), {}, "chat-team"),
        # near misses: it may go anywhere, is known to stay, or is the firm’s own
        ((*business("chat"), *SIGNS_ALL), {"place": Place.ANYWHERE}, "books-pro"),
        ((*business("chat"), *business("books")), {}, "books-pro"),
        ((*business("chat"), *SIGNS_ALL), {"paid": (PaidPlan(plan="books-pro"),)}, "books-pro"),
        # something else is open, or the assistant is not known to stay either
        ((*business("chat"), *SIGNS_ALL[:1], *business("books")[3:]), {}, "books-pro"),
        ((*business("chat")[:3], *SIGNS_ALL), {}, "books-pro"),
        # nor is the assistant within the limit
        ((*business("chat"), *SIGNS_ALL), {"limit_usd": Decimal(24)}, "books-pro"),
    ],
)
def test_what_is_known_to_stay_goes_before_a_strangers_word(
    statements: Any, fields: dict[str, Any], named: str
) -> None:
    rows = catalog(
        use_cases=(use_case("books"),),
        solutions=(solution("books", **BOOKS | {"kinds": BOTH}),),
        apps=(assistant(), app("books", made_for=("books",))),
        app_plans=(plan("chat-team", of="chat"), plan("books-pro", of="books")),
        prices=(seat("chat-team", "25"), seat("books-pro", "5")),
        app_statements=statements,
    )
    given = answers(job(key="books", use_case="books"), **{"place": Place.EU, **fields})

    assert tool(first(rows, given)) == named


SIGNS_NOTHING = (*business("books")[:1], *business("books")[2:])  # all but the agreement


@pytest.mark.parametrize(
    ("statements", "results", "fields", "named"),
    [
        # too many for an assistant of the row; but where a stranger is asked, it begins at once
        ((*business("chat"), *SIGNS_NOTHING), 300, {}, "chat-team"),
        ((*business("chat"), *SIGNS_NOTHING), 1000, {}, "chat-team"),
        ((*business("chat"), *SIGNS_NOTHING), 1001, {}, "books-pro"),
        # near misses: nobody is asked, the firm has it, or the row names no assistant
        ((*business("chat"), *business("books")), 300, {}, "books-pro"),
        ((*business("chat"), *SIGNS_NOTHING), 300, {"assistants": ()}, "books-pro"),
        ((*business("chat")[:1], *SIGNS_NOTHING), 300, {}, "books-pro"),
        ((*business("chat"), *SIGNS_NOTHING), 300, {"app_is_right": True}, "books-pro"),
    ],
)
def test_what_many_are_still_put_into_goes_before_a_strangers_word(
    statements: Any, results: int, fields: dict[str, Any], named: str
) -> None:
    row = {"kinds": BOTH, "app_is_right": False, "general_up_to": 100} | fields
    rows = catalog(
        use_cases=(use_case("books"),),
        solutions=(solution("books", **BOOKS | row),),
        apps=(assistant(), app("books", made_for=("books",))),
        app_plans=(plan("chat-team", of="chat"), plan("books-pro", of="books")),
        prices=(seat("chat-team", "25"), seat("books-pro", "5")),
        app_statements=statements,
    )
    of_job = job(key="books", use_case="books", results=Decimal(results))

    assert tool(first(rows, answers(of_job))) == named


@pytest.mark.parametrize(
    ("fields", "paid", "statements", "named"),
    [
        # so many go unread that nobody sits at a window: what is paid anyhow drafts, and is read
        ({}, "chat-team", SIGNS_NOTHING, "chat-team"),
        # near misses: it is not paid, nobody is asked, or a minute each saves no time
        ({}, "", SIGNS_NOTHING, "books-pro"),
        ({}, "chat-team", business("books"), "books-pro"),
        ({"minutes_by_hand": Decimal(1)}, "chat-team", SIGNS_NOTHING, "books-pro"),
    ],
)
def test_what_is_paid_drafts_before_a_stranger_is_asked_where_all_is_read(
    fields: dict[str, Any], paid: str, statements: Any, named: str
) -> None:
    rows = catalog(
        use_cases=(use_case("books"),),
        solutions=(solution("books", **BOOKS | {"kinds": BOTH, "app_is_right": False}),),
        apps=(assistant(), app("books", made_for=("books",))),
        app_plans=(plan("chat-team", of="chat"), plan("books-pro", of="books")),
        prices=(seat("chat-team", "25"), seat("books-pro", "5")),
        app_statements=(*business("chat"), *statements),
    )
    usual: dict[str, Any] = {
        "results": Decimal(1500),
        "minutes_by_hand": Decimal(6),
        "review": Review.SAMPLE,
    }
    of_job = job(key="books", use_case="books", **usual | fields)
    plans = (PaidPlan(plan=paid, seat_usd=Decimal(25)),) if paid else ()

    assert tool(first(rows, answers(of_job, paid=plans))) == named


def test_a_job_that_does_not_pay_is_left_and_the_other_keeps_its_tool() -> None:
    given = answers(job(), job(key="notes", use_case="notes", minutes_by_hand=Decimal("0.2")))
    plan_ = decided(TWO, given)

    assert isinstance(plan_.jobs[1].ending, LeaveIt)
    assert tool(plan_.jobs[0]) == "chat-team"


@pytest.mark.parametrize(
    ("letters", "notes", "ends"),
    [
        # A seat and learning it cost $35 in all, and one result saves $2.30.
        (7, 7, [LeaveIt, LeaveIt]),  # 14 save $32.20
        (8, 8, [Use, Use]),  # 16 save $36.80
        (1, 15, [Use, Use]),  # the one that has the tool anyway costs little
        (1, 14, [LeaveIt, AsDear]),  # 15 save $34.50; alone the notes cost about as much
    ],
)
def test_jobs_are_left_where_their_tool_costs_more_with_all_that_it_does(
    letters: int, notes: int, ends: list[type[Ending]]
) -> None:
    given = answers(
        job(results=Decimal(letters)),
        job(key="notes", use_case="notes", results=Decimal(notes)),
    )
    plan_ = decided(TWO, given)

    assert [type(of.ending) for of in plan_.jobs] == ends


def test_what_is_left_of_a_set_is_told_at_what_it_costs_alone() -> None:
    few = {"results": Decimal(7)}
    plan_ = decided(TWO, answers(job(**few), job(key="notes", use_case="notes", **few)))
    ending = plan_.jobs[0].ending

    assert isinstance(ending, LeaveIt)
    assert ending.comparison.with_ai_usd == pytest.approx(7 * 2.7 + 35)


# An app alone writes letters, at $90 or two seats of $45, and a chat at $25 alone takes notes.
APART = replace(
    TWO, solutions=(solution(assistants=(), kinds=(SolutionKind.APP,)), TWO.solutions[1])
)
HALVES = replace(APART, prices=(seat("chat-team", "25"), seat("mail-pro", "45")))


@pytest.mark.parametrize(
    ("rows", "limit", "letters", "notes", "says"),
    [
        (APART, 115, 100, 100, {"letters": ("Try", 115), "notes": ("Use", 115)}),
        # what saves more comes first, and less is left for the other
        (APART, 100, 300, 100, {"letters": ("Try", 100), "notes": ("OverLimit", 10)}),
        (APART, 100, 100, 300, {"letters": ("OverLimit", 75), "notes": ("Use", 100)}),
        # alone over the limit, whatever the other takes
        (APART, 89, 300, 100, {"letters": ("OverLimit", 89), "notes": ("Use", 89)}),
        # before it ends it gets what is left of it: one seat of two, and no seat
        (HALVES, 100, 100, 300, {"letters": ("Try", 75), "notes": ("Use", 100)}),
        (HALVES, 69, 100, 300, {"letters": ("OverLimit", 44), "notes": ("Use", 69)}),
    ],
)
def test_room_under_a_limit_goes_first_to_what_saves_most(
    rows: Catalog, limit: int, letters: int, notes: int, says: dict[str, tuple[str, float]]
) -> None:
    given = answers(
        job(results=Decimal(letters), doers=2 if rows is HALVES else 1),
        job(key="notes", use_case="notes", results=Decimal(notes), doers=1),
        limit_usd=Decimal(limit),
    )
    plan_ = decided(rows, given)

    ends = {of.work.key: (type(of.ending).__name__, of.work.limit_usd) for of in plan_.jobs}
    assert ends == says
    assert plan_.usd_month <= limit


@pytest.mark.parametrize(
    ("limit", "notes"),
    [
        (45, "mail-pro"),  # there is room for both
        (44, "chat-team"),  # for what writes the letters nothing more is paid
        (25, "chat-team"),
    ],
)
def test_a_job_that_the_limit_does_not_reach_for_gets_what_is_paid_beside(
    limit: int, notes: str
) -> None:
    rows = catalog(
        use_cases=(use_case(), NOTES),
        solutions=(solution(app_kinds=()), solution("notes", app_is_right=True)),
        apps=(assistant(), app(made_for=("notes",), models_inside=ModelsInside.USER_PICKS)),
        prices=(seat("chat-team", "25"), seat("mail-pro", "20")),
    )
    given = answers(
        job(results=Decimal(300), doers=1),
        job(key="notes", use_case="notes", doers=1),
        limit_usd=Decimal(limit),
    )
    plan_ = decided(rows, given)

    assert [tool(of) for of in plan_.jobs] == ["chat-team", notes]
    assert plan_.usd_month <= limit


@pytest.mark.parametrize(
    ("limit", "doers"),
    [
        (50, 2),  # a second seat is within the limit
        (49, 1),  # the seat that writes the letters takes the notes of both
        (25, 1),
    ],
)
def test_no_more_seats_are_paid_beside_than_the_other_job_pays(limit: int, doers: int) -> None:
    rows = catalog(
        use_cases=(use_case(), NOTES),
        solutions=(solution(app_kinds=()), solution("notes", app_kinds=())),
        apps=(assistant(),),
        prices=(seat("chat-team", "25"),),
    )
    given = answers(
        job(results=Decimal(300), doers=1),
        job(key="notes", use_case="notes", doers=2),
        limit_usd=Decimal(limit),
    )
    plan_ = decided(rows, given)

    assert [tool(of) for of in plan_.jobs] == ["chat-team", "chat-team"]
    assert plan_.jobs[1].work.doers == doers
    assert plan_.usd_month <= limit


LETTERS_WAIT = replace(APART, app_statements=business("chat"))


@pytest.mark.parametrize(
    ("rows", "limit", "ends"),
    [
        # the letters save more, and their seller has to answer first
        (LETTERS_WAIT, 115, ["AskFirst", "Use"]),
        (LETTERS_WAIT, 100, ["OverLimit", "Use"]),
        (APART, 100, ["Try", "OverLimit"]),  # he is not asked
        # the notes can begin now, and not at less
        (
            replace(LETTERS_WAIT, prices=(seat("chat-team"), seat("mail-pro"))),
            30,
            ["AskFirst", "OverLimit"],
        ),
        # both wait
        (replace(APART, app_statements=()), 100, ["AskFirst", "OverLimit"]),
    ],
)
def test_what_waits_for_a_seller_takes_no_room_from_what_begins_at_less(
    rows: Catalog, limit: int, ends: list[str]
) -> None:
    given = answers(
        job(results=Decimal(300), doers=1),
        job(key="notes", use_case="notes", results=Decimal(100), doers=1),
        limit_usd=Decimal(limit),
    )

    assert [type(of.ending).__name__ for of in decided(rows, given).jobs] == ends


@pytest.mark.parametrize(("limit", "names"), [(50, "chat-team"), (49, "chat-team"), (24, "")])
def test_one_person_and_other_tools_keep_a_limit_together(limit: int, names: str) -> None:
    """Of two who do it one takes the chat, where the app that is right costs more for either."""
    of = first(APP_IS_RIGHT, answers(job(doers=2), limit_usd=Decimal(limit)))

    assert tool(of) == names
    assert of.work.doers == (1 if limit == 49 else 2)


def test_what_costs_more_with_ai_takes_no_room_and_is_left_for_that() -> None:
    """Under a limit that it exceeds beside the other job, and by itself."""
    few = job(results=Decimal(2))
    notes = job(key="notes", use_case="notes")
    for limit in (100, 20):
        plan_ = decided(APART, answers(few, notes, limit_usd=Decimal(limit)))

        assert isinstance(plan_.jobs[0].ending, LeaveIt)


def test_what_is_done_once_is_planned_beside_a_month_that_is_full() -> None:
    once = job(once=True, results=Decimal(600))
    notes = job(key="notes", use_case="notes")
    plan_ = decided(APART, answers(once, notes, limit_usd=Decimal(25)))

    assert [tool(of) for of in plan_.jobs] == ["mail-pro", "chat-team"]
    assert (plan_.usd_month, [row.usd for row in plan_.bill]) == (25, [90, 25])


# ------------------------------------------------------------ where what is free holds a part

NOTHING_PRIVATE: dict[str, Any] = {"secrets": frozenset(), "doers": 1}
WITH_A_FREE_PLAN = catalog(
    app_plans=(plan("chat-team", of="chat"), plan("chat-free", of="other")),
    apps=(assistant(maker="acme"), assistant("other", maker="acme")),
    app_statements=business("chat"),
    prices=(seat("chat-team", "10"), seat("chat-free", "0")),
    solutions=(solution(assistants=("chat", "other")),),
)


@pytest.mark.parametrize(
    ("fields", "begun_in"),
    [
        # one person gets sixty answers a month for nothing
        ({"results": Decimal(300)}, "chat-free"),
        # near misses: hardly any of them, what is private, and what is done once
        ({"results": Decimal(301)}, ""),
        ({"secrets": frozenset({Secret.CONFIDENTIAL})}, ""),
        ({"once": True}, ""),
    ],
)
def test_the_test_of_a_seat_begins_in_what_its_maker_gives(
    fields: dict[str, Any], begun_in: str
) -> None:
    of = first(WITH_A_FREE_PLAN, answers(job(**NOTHING_PRIVATE | fields)))
    advised = advised_of(of.ending)

    assert tool(of) == "chat-team"
    assert advised is not None
    tried_in = advised.recommendation.tried_in
    assert (tried_in.option.tool if tried_in else "") == begun_in


@pytest.mark.parametrize("maker", ["acme", "else"])
def test_no_test_begins_in_what_another_maker_gives(maker: str) -> None:
    apps = (assistant(maker="acme"), assistant("other", maker=maker))
    of = first(replace(WITH_A_FREE_PLAN, apps=apps), answers(job(**NOTHING_PRIVATE)))
    advised = advised_of(of.ending)

    assert advised is not None
    assert (advised.recommendation.tried_in is not None) is (maker == "acme")


@pytest.mark.parametrize("results", [60, 61])
def test_what_is_free_is_named_where_it_holds_all(results: int) -> None:
    given = answers(job(**NOTHING_PRIVATE | {"results": Decimal(results)}))

    assert tool(first(WITH_A_FREE_PLAN, given)) == ("chat-free" if results == 60 else "chat-team")


# --------------------------------------------------------- where the firm has a smaller plan


@pytest.mark.parametrize(
    ("shop", "chat", "limit", "otherwise"),
    [
        # with copying in and out and learning a chat at $25 costs as much as a plan at $72
        ("70", "25", None, ""),
        ("73", "25", None, "chat-team"),
        ("20", "25", 25, ""),
        ("26", "25", 25, "chat-team"),
        ("26", "25", 24, ""),  # neither is within the limit
        ("20", "25", 19, ""),
        # what costs as much as the work by hand is nobody's way out
        ("900", "300", None, ""),
        # nobody knows what the plan costs
        ("", "25", None, "chat-team"),
        ("", "25", 24, ""),
    ],
)
def test_what_is_used_where_the_firm_lacks_the_plan_that_is_named(
    shop: str, chat: str, limit: int | None, otherwise: str
) -> None:
    on_file = [seat("shop-pro", shop)] if shop else []
    rows = catalog(
        apps=(
            app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY),
            assistant(),
        ),
        app_plans=(plan("shop-pro", of="shopify"), plan("chat-team", of="chat")),
        prices=(*on_file, seat("chat-team", chat)),
        app_statements=(*business("shopify"), *business("chat")),
        solutions=(
            solution(
                kinds=(SolutionKind.APP, SolutionKind.ASSISTANT),
                app_kinds=(AppKind.SHOP_WEBSITE,),
            ),
        ),
    )
    usd = None if limit is None else Decimal(limit)
    # Whether a list has the answer changes nothing of what words it.
    for decides_on in (frozenset[DecidesOn](), frozenset({DecidesOn.LIST})):
        firm = answers(
            job(decides_on=decides_on), works_in=frozenset({Software.SHOPIFY}), limit_usd=usd
        )
        ended = advised_of(first(rows, firm).ending)

        assert isinstance(ended, UseWhatYouHave)
        assert Condition.IF_YOUR_PLAN_HAS_IT in ended.recommendation.first.option.conditions
        other = ended.recommendation.otherwise
        assert ("" if other is None else other.option.tool) == otherwise


@pytest.mark.parametrize(
    ("limit", "left", "otherwise"),
    [
        (45, 20, ""),  # the larger plan at $20 is within the limit beside a chat at $25
        (44, 19, "mail-pro"),
        (43, 18, ""),  # and what costs $19 is not
    ],
)
def test_a_larger_plan_is_paid_beside_what_other_jobs_pay(
    limit: int, left: int, otherwise: str
) -> None:
    rows = catalog(
        use_cases=(use_case(), NOTES),
        apps=(
            app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY),
            app(),
            assistant(),
        ),
        app_plans=(
            plan("shop-pro", of="shopify"),
            plan("mail-pro"),
            plan("chat-team", of="chat"),
        ),
        prices=(seat("shop-pro", "20"), seat("mail-pro", "19"), seat("chat-team", "25")),
        app_statements=(*business("shopify"), *business(), *business("chat")),
        solutions=(
            solution(kinds=(SolutionKind.APP,), app_kinds=(AppKind.SHOP_WEBSITE, AppKind.EMAIL)),
            solution("notes", kinds=(SolutionKind.ASSISTANT,), app_kinds=()),
        ),
    )
    given = answers(
        job(doers=1),
        job(key="notes", use_case="notes", doers=1),
        works_in=frozenset({Software.SHOPIFY}),
        limit_usd=Decimal(limit),
    )
    letters, notes = decided(rows, given).jobs
    ended = advised_of(letters.ending)

    assert isinstance(ended, UseWhatYouHave)
    assert tool(notes) == "chat-team"
    assert letters.work.limit_usd == left
    other = ended.recommendation.otherwise
    assert ("" if other is None else other.option.tool) == otherwise


@pytest.mark.parametrize(
    ("kind", "limit", "seats"),
    [
        (AppKind.EMAIL, 100, 4),
        (AppKind.EMAIL, 60, 2),  # two of four do the work of all
        (AppKind.EMAIL, 24, 0),
        (AppKind.MEETING_NOTES, 60, 0),  # who has no seat is not heard
    ],
)
def test_whoever_lacks_a_plan_takes_as_many_seats_as_the_limit_pays(
    kind: AppKind, limit: int, seats: int
) -> None:
    rows = catalog(
        apps=(
            app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY),
            app("mail", main_kind=kind),
        ),
        app_plans=(plan("shop-pro", of="shopify"), plan("mail-pro", of="mail")),
        prices=(seat("shop-pro", "300"), seat("mail-pro", "25")),
        app_statements=(*business("shopify"), *business("mail")),
        solutions=(solution(kinds=(SolutionKind.APP,), app_kinds=(AppKind.SHOP_WEBSITE, kind)),),
    )
    given = answers(job(doers=4), works_in=frozenset({Software.SHOPIFY}), limit_usd=Decimal(limit))
    ended = first(rows, given).ending

    assert isinstance(ended, UseWhatYouHave)
    other = ended.recommendation.otherwise
    assert (0 if other is None else other.option.seats) == seats


@pytest.mark.parametrize(
    ("statements", "otherwise"),
    [
        (business("mail"), "mail-pro"),
        ((), "chat-team"),  # nobody waits twice: the assistant may be used at once
    ],
)
def test_whoever_lacks_a_plan_is_not_sent_to_ask_another_seller(
    statements: tuple[AppStatement, ...], otherwise: str
) -> None:
    rows = catalog(
        apps=(
            app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY),
            app("mail"),
            assistant(),
        ),
        app_plans=(
            plan("shop-pro", of="shopify"),
            plan("mail-pro", of="mail"),
            plan("chat-team", of="chat"),
        ),
        prices=(seat("shop-pro", "300"), seat("mail-pro", "10"), seat("chat-team", "20")),
        app_statements=(*business("shopify"), *business("chat"), *statements),
        solutions=(
            solution(
                kinds=(SolutionKind.APP, SolutionKind.ASSISTANT),
                app_kinds=(AppKind.SHOP_WEBSITE, AppKind.EMAIL),
                app_is_right=True,
            ),
        ),
    )
    of = first(rows, answers(works_in=frozenset({Software.SHOPIFY})))

    assert isinstance(of.ending, UseWhatYouHave)
    other = of.ending.recommendation.otherwise
    assert other is not None
    assert other.option.tool == otherwise


# ---------------------------------------------------------------------- seats of several jobs


@pytest.mark.parametrize(
    ("doers", "people", "unit", "seats"),
    [
        ((4, 3), 10, PriceUnit.SEAT_MONTH, (4, 7)),
        ((4, 3), 5, PriceUnit.SEAT_MONTH, (4, 5)),  # no more than the firm has
        ((1, 1), 1, PriceUnit.SEAT_MONTH, (1, 1)),
        ((4, 4), 4, PriceUnit.SEAT_MONTH, (4, 4)),
        ((4, 3), 10, PriceUnit.ACCOUNT_MONTH, (1, 1)),  # a plan is paid once for all
    ],
)
def test_seats_are_counted_from_the_largest_group_to_the_sum(
    doers: tuple[int, int], people: int, unit: PriceUnit, seats: tuple[int, int]
) -> None:
    rows = replace(TWO, prices=(seat("chat-team", "25", unit=unit),))
    given = answers(
        job(doers=doers[0], results=Decimal(900)),
        job(key="notes", use_case="notes", doers=doers[1], results=Decimal(900)),
        people=people,
    )
    (line,) = decided(rows, given).bill

    assert (line.seats, line.most_seats) == seats
    assert (line.usd, line.most_usd) == (25 * seats[0], 25 * seats[1])


@pytest.mark.parametrize(("doers", "usd"), [(1, 0), (2, 0), (3, 25)])
def test_a_job_done_once_pays_only_for_seats_that_no_other_job_has(doers: int, usd: float) -> None:
    once = job(once=True, results=Decimal(600), doers=doers)
    notes = job(key="notes", use_case="notes", results=Decimal(600), doers=2)
    lines = {line.once: line for line in decided(TWO, answers(once, notes)).bill}

    assert {line.tool for line in lines.values()} == {"chat-team"}
    assert (lines[True].usd, lines[False].usd) == (usd, 50)


def test_a_plan_for_many_holds_several_groups() -> None:
    """Five seats are the least that is sold: two groups of two fit in, of three not."""
    rows = replace(TWO, app_plans=(plan("chat-team", of="chat", least_seats=5),))
    for doers, most in ((2, 5), (3, 6)):
        notes = job(key="notes", use_case="notes", doers=doers, results=Decimal(900))
        (line,) = decided(rows, answers(job(doers=doers, results=Decimal(900)), notes)).bill

        assert (line.seats, line.most_seats) == (5, most)


# -------------------------------------------------------------------------- own choice, and today


def test_the_owners_own_tool_is_named_first_and_the_advised_one_beside_it() -> None:
    of = first(None, answers(choices=(OwnChoice(job="letters", tool="mail-pro"),)))

    assert isinstance(of.ending, Advised)
    assert tool(of) == "mail-pro"
    assert of.ending.recommendation.second is not None
    assert of.ending.recommendation.second.option.tool == "chat-team"


def test_an_own_tool_that_may_not_be_used_is_said() -> None:
    of = first(None, answers(choices=(OwnChoice(job="letters", tool="nowhere"),)))

    assert tool(of) == "chat-team"
    assert Rule.CHOICE_IS_OUT in rules(of)


def test_what_the_firm_uses_today_is_watched() -> None:
    priced = first(None, answers(job(tool_today="mail-pro"))).tool_today
    out = first(SILENT, answers(job(tool_today="m1"), place=Place.OWN_SERVERS)).tool_today

    assert priced is not None
    assert not isinstance(priced, Dropped)
    assert priced.option.tool == "mail-pro"
    assert out is None  # no model was looked at


# ---------------------------------------------------------------------------------- after a test


def test_who_failed_the_test_is_out_and_said() -> None:
    of = first(None, None, measured=[result("chat-team", cases=30, redone=13)])

    assert tool(of) == "mail-pro"
    assert Rule.OUT_BY_TEST in {reason.rule for reason in of.reasons}


def test_a_test_moves_the_costs_and_is_cited() -> None:
    of = first(None, None, measured=[result("chat-team", cases=30, redone=0)])
    row = first_of(of.ending)

    assert row is not None
    assert row.wrong == pytest.approx(2 / 40)
    assert [r.rule for r in of.reasons if r.rule == Rule.TEST_COUNTED] == [Rule.TEST_COUNTED]


def test_the_same_answers_give_the_same_decision() -> None:
    assert decided() == decided()


# ------------------------------------------------------------------------------------- bad input

TEN = tuple(job(key=f"letters-{number}") for number in range(10))


def bad() -> Iterator[tuple[str, Answers, str]]:
    """Yield answers that no rule can count with, and what is said first."""
    yield "no wage", answers(wage_usd=None), Rule.WAGE_USUAL
    yield "wage 0", answers(wage_usd=Decimal(0)), Rule.WAGE_ZERO
    yield "no number", answers(job(results=None)), Rule.RESULTS_USUAL
    yield "none a month", answers(job(results=Decimal(0))), Rule.RESULTS_USUAL
    yield "minutes 0", answers(job(minutes_by_hand=Decimal(0))), Rule.MINUTES_UNKNOWN
    yield "minutes under a fifth", answers(job(minutes_by_hand=Decimal("1.9"))), Rule.MINUTES_FEW
    yield "damage 0", answers(job(damage_usd=Decimal(0))), Rule.DAMAGE_ZERO
    yield "a billion", answers(job(damage_usd=Decimal(10**9))), Rule.DAMAGE_HIGH
    yield "more than there are", answers(job(doers=40), people=3), Rule.DOERS_OVER_PEOPLE
    yield (
        "one person",
        answers(job(results=Decimal(2_000), doers=1), people=1),
        Rule.READING_TOO_LONG,
    )
    yield "a hundred million", answers(job(results=Decimal(10**8))), Rule.READING_TOO_LONG
    yield "nobody today", answers(job(doers=0)), Rule.WORTH_UNSAID


@pytest.mark.parametrize(
    ("given", "said"), [row[1:] for row in bad()], ids=[row[0] for row in bad()]
)
def test_bad_input_is_said_first_and_gives_no_absurd_figure(given: Answers, said: str) -> None:
    of = first(None, given)

    assert said in rules(of)
    assert of.risks
    ending = of.ending
    if isinstance(ending, Advised):
        costs = ending.comparison
        assert 0 <= costs.option.wrong < 1
        assert costs.hours_with_ai >= 0
        assert costs.with_ai_usd < 10**12


def test_a_fifth_of_the_usual_minutes_is_taken_as_it_is() -> None:
    assert Rule.MINUTES_FEW not in rules(first(None, answers(job(minutes_by_hand=Decimal(2)))))


@pytest.mark.parametrize(
    ("use_case", "minutes", "is_few"),
    [
        # a piece that is cut into hours may be as short as one of them
        ("proposal-draft", 25, False),
        ("proposal-draft", 11, True),
        ("meeting-minutes", 1, True),
    ],
)
def test_minutes_of_a_long_piece_may_be_those_of_a_part(
    use_case: str, minutes: int, *, is_few: bool
) -> None:
    of = Job(
        key=use_case,
        use_case=use_case,
        results=Decimal(30),
        minutes_by_hand=Decimal(minutes),
    )
    decision = decide(Answers(jobs=(of,)), starter_catalog(), ON)

    assert (Rule.MINUTES_FEW in {note.rule for note in decision.jobs[0].notes}) is is_few


@pytest.mark.parametrize(
    ("of", "is_counted"),
    [
        # five minutes are those of an answer, of a batch of a hundred
        (job(use_case="public-consultation", minutes_by_hand=Decimal(5)), True),
        # near miss: photos that are looked at come out as what is on them, one by one
        (
            job(
                use_case=None,
                words="Find dents on the photos of returned cars",
                act=JobAct.FIND,
                medium=Medium.IMAGE,
                goes_in=GoesIn.PHOTO,
            ),
            False,
        ),
    ],
)
def test_pieces_are_counted_where_their_minutes_were_typed(of: Job, *, is_counted: bool) -> None:
    decision = decide(Answers(jobs=(of,)), starter_catalog(), ON)

    notes = {note.rule for note in decision.jobs[0].notes}
    assert (Rule.COUNTED_IN_PIECES in notes) is is_counted


def test_once_and_monthly_are_told_apart() -> None:
    once = first(None, answers(job(once=True, results=Decimal(1))))
    (line,) = decided(None, answers(job(once=True))).bill

    assert once.work.once
    assert line.once
    assert decided(None, answers(job(once=True))).usd_month == 0


def test_ten_jobs_are_decided_together() -> None:
    plan_ = decided(None, answers(*TEN))

    # what the row names first is shared, though an hour and a half of pasting each costs more
    assert [tool(of) for of in plan_.jobs] == ["chat-team"] * 10
    assert [line.usd for line in plan_.bill] == [25]


def test_a_board_without_models_and_a_language_without_a_board_say_so() -> None:
    unmeasured = first(catalog(scores=()), None)
    polish = first(
        catalog(benchmarks=(replace(catalog().benchmarks[0], language=Language.ENGLISH),)),
        answers(languages=(Language.POLISH,)),
    )

    assert isinstance(unmeasured.ending, Try)
    assert Rule.LANGUAGE_UNMEASURED in {reason.rule for reason in polish.reasons}


def test_a_job_in_own_words_is_decided_by_what_comes_out() -> None:
    own = Job(
        key="own-1",
        words="mend bicycles",
        medium=Medium.TEXT,
        results=Decimal(30),
        minutes_by_hand=Decimal(20),
    )
    of = first(None, answers(own))

    assert tool(of) == "chat-team"
    assert of.row == ""


def test_words_that_hint_at_a_danger_end_it_as_a_question() -> None:
    of = first(None, answers(Job(key="own-1", words="Check the dose of medicines")))

    assert isinstance(of.ending, WrongTool)
    assert (of.ending.decides_on, of.ending.certain) == (DecidesOn.TREATMENT, False)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Copy names and dates from CVs", Rule.A_PERSON_DECIDES),  # the law lists such work
        ("Copy hours of cleaners", Rule.A_PERSON_JUDGES),
    ],
)
def test_a_lawyer_is_asked_where_own_words_speak_of_what_the_law_lists(
    words: str, rule: Rule
) -> None:
    of = first(None, answers(own_job(words, Medium.DATA, DecidesOn.PERSON)))

    assert {Rule.A_PERSON_DECIDES, Rule.A_PERSON_JUDGES} & rules(of) == {rule}


@pytest.mark.parametrize(
    ("words", "secrets", "asks"),
    [
        ("Sum up the manuscripts", {Secret.CONFIDENTIAL}, True),
        ("Sum up the manuscripts", {Secret.PERSONAL}, False),
        ("Sum up the manuscripts", None, True),  # what nobody answered counts as confidential
        ("Sum up the minutes", {Secret.CONFIDENTIAL}, False),
        # no AI does it, so nobody has to allow it
        ("Say what the manuscripts are worth", {Secret.CONFIDENTIAL}, False),
    ],
)
def test_clients_are_asked_about_their_secret_works(
    words: str, secrets: set[Secret] | None, *, asks: bool
) -> None:
    given = None if secrets is None else frozenset(secrets)
    of = first(None, answers(filled_in(Job(key="own-1", words=words, secrets=given))))

    assert (Rule.ASK_CLIENTS in rules(of)) is asks


def test_annex_iii_of_a_job_is_a_person_until_somebody_answers() -> None:
    rows = replace(NO_AI_FIRST, use_cases=(use_case(annex_iii="Annex III 4"),))
    silent = first(rows, answers(job(decides_on=None)))
    answered = first(rows, answers(job(decides_on=frozenset())))

    assert isinstance(silent.ending, Use)
    assert isinstance(answered.ending, Use)
    assert [Rule.A_PERSON_DECIDES in rules(row) for row in (silent, answered)] == [True, False]


def test_a_dearer_price_of_a_model_moves_the_name() -> None:
    dear = catalog(
        prices=(*catalog().prices[:2], *tokens("m1", "900"), *tokens("m2", "1")),
    )

    assert tool(first(dear, answers(job(**MANY), **ONLY_MODELS))) == "m2"


# ---------------------------------------------------------------------- before a job is given up

APP_IS_RIGHT = catalog(solutions=(solution(app_is_right=True),))


@pytest.mark.parametrize(
    ("limit_usd", "ending", "names"),
    [
        (None, Try, "mail-pro"),
        (100, Try, "mail-pro"),
        # the app is over the limit: the assistant of the row is held against it before that is said
        (60, Use, "chat-team"),
        (25, Use, "chat-team"),
        (20, OverLimit, ""),
    ],
)
def test_nothing_is_over_the_limit_while_an_assistant_of_the_row_is_within(
    limit_usd: int | None, ending: type[Ending], names: str
) -> None:
    limit = None if limit_usd is None else Decimal(limit_usd)
    of = first(APP_IS_RIGHT, answers(limit_usd=limit))

    assert (type(of.ending), tool(of)) == (ending, names)


@pytest.mark.parametrize(
    ("limit", "names", "review"),
    [
        (None, "mail-pro", Review.SAMPLE),  # nobody pastes so many, of which few are read
        (90, "mail-pro", Review.SAMPLE),
        (89, "chat-team", Review.EVERY),
        (24, "", Review.SAMPLE),
    ],
)
def test_each_result_is_read_in_a_window_before_a_limit_ends_a_job(
    limit: int | None, names: str, review: Review
) -> None:
    usd = None if limit is None else Decimal(limit)
    often = {"results": Decimal(600), "review": Review.SAMPLE, "stakes": Stakes.NUISANCE}
    many = job(doers=1, **often)
    unbuilt = catalog(solutions=(solution(build_from=None),))
    of = first(unbuilt, answers(many, limit_usd=usd))

    assert (tool(of), of.work.review) == (names, review)


@pytest.mark.parametrize(
    ("results", "asked", "reads"),
    [
        (299, Review.SAMPLE, Review.SAMPLE),
        (300, Review.SAMPLE, Review.EVERY),  # nobody pastes so many without reading them
        (300, Review.NOBODY, Review.EVERY),
        (300, Review.EVERY, Review.EVERY),
    ],
)
def test_where_only_a_window_passes_each_result_is_read(
    results: int, asked: Review, reads: Review
) -> None:
    rows = catalog(
        apps=(assistant(),), solutions=(solution(kinds=(SolutionKind.ASSISTANT,), app_kinds=()),)
    )
    many = job(results=Decimal(results), review=asked, stakes=Stakes.NUISANCE)
    of = first(rows, answers(many))

    assert (tool(of), of.work.review) == ("chat-team", reads)


@pytest.mark.parametrize(("mail", "paid"), [("90", 25), ("24", 24)])
def test_what_is_over_the_limit_is_the_nearest_to_it(mail: str, paid: float) -> None:
    """Among all that may be named, whatever the row names first."""
    rows = replace(APP_IS_RIGHT, prices=(seat("chat-team", "25"), seat("mail-pro", mail)))
    of = first(rows, answers(limit_usd=Decimal(20)))

    assert isinstance(of.ending, OverLimit)
    assert of.ending.comparison.option.paid_usd == paid


@pytest.mark.parametrize(
    ("damage_usd", "review", "reads"),
    [
        (200, Review.SAMPLE, Review.SAMPLE),  # it pays with what nobody reads counted
        (400, Review.SAMPLE, Review.EVERY),
        (400, Review.NOBODY, Review.EVERY),
        (5000, Review.NOBODY, Review.EVERY),
        (5000, Review.EVERY, Review.EVERY),
    ],
)
def test_mistakes_that_nobody_reads_have_it_read_and_not_left(
    damage_usd: int, review: Review, reads: Review
) -> None:
    fields = {"stakes": Stakes.MONEY, "damage_usd": Decimal(damage_usd), "review": review}
    of = first(None, answers(job(**fields)))

    assert (type(of.ending), tool(of), of.work.review) == (Use, "chat-team", reads)


def test_what_does_not_pay_when_all_is_read_is_left_at_what_that_costs() -> None:
    fields = {"stakes": Stakes.MONEY, "damage_usd": Decimal(5000), "review": Review.NOBODY}
    of = first(None, answers(job(minutes_by_hand=Decimal("0.5"), **fields)))

    assert isinstance(of.ending, LeaveIt)
    assert of.ending.comparison.unread_usd == 0
