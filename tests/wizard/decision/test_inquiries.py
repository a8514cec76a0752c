"""Whom else to ask: apps made for the job whose price nobody states; on a toy catalog."""

from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import AppStatement, Provider
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Language,
    Material,
    PriceUnit,
    Software,
    SolutionKind,
)
from tests.replacing import replace
from tests.wizard.decision.toy_catalog import (
    ON,
    answers,
    app,
    assistant,
    business,
    catalog,
    job,
    plan,
    says,
    seat,
    solution,
    use_case,
)
from wizard.decision.answers import Answers
from wizard.decision.decide import decide
from wizard.decision.endings import AskFirst, Inquiry, NothingPasses, WrongTool, first_of
from wizard.decision.vocabulary import Builder, Country, DecidesOn, Place, Review, Secret, Unknown

SWEDISH = Provider(slug="special", name="Special", country="Sweden")
AMERICAN = Provider(slug="special", name="Special", country="United States")
CONFIDENTIAL = job(secrets=frozenset({Secret.CONFIDENTIAL}))


def asked(given: Answers | None = None, **rows: Any) -> tuple[Inquiry, ...]:
    """Return whom to ask where one app has no price and the only other is asked about training."""
    usual: dict[str, Any] = {
        "apps": (app(), app("special")),
        "app_plans": (plan("mail-pro"),),
        "prices": (seat("mail-pro"),),
        "app_statements": (),
        "providers": (SWEDISH,),
    }
    decision = decide(given or answers(CONFIDENTIAL), catalog(**usual | rows), ON)
    assert isinstance(decision.jobs[0].ending, AskFirst | NothingPasses)
    return decision.jobs[0].inquiries


def test_who_is_named_is_not_asked_besides() -> None:
    named: dict[str, Any] = {
        "prices": (seat("mail-pro", lowest=True),),
        "app_statements": business(),
    }

    assert [row.app for row in asked(**named)] == ["special"]


@pytest.mark.parametrize(
    ("given", "rows", "questions"),
    [
        (None, {}, (Unknown.PRICE, Unknown.TRAINING)),
        (
            None,
            {"app_statements": (says(AppQuestion.TRAINING, AppAnswer.NO, "special"),)},
            (Unknown.PRICE,),
        ),
        (answers(), {}, (Unknown.PRICE, Unknown.CONTRACT)),  # personal data go in
        (answers(job(secrets=frozenset()), place=Place.OWN_SERVERS), {}, None),
        (
            answers(CONFIDENTIAL, secrecy=True),
            {},
            (Unknown.PRICE, Unknown.TRAINING, Unknown.SECRECY),
        ),
        (
            answers(CONFIDENTIAL, place=Place.EU),
            {},
            (Unknown.PRICE, Unknown.PLACE, Unknown.TRAINING),
        ),
        # whoever sits elsewhere and says nothing of the EU is not asked for it
        (answers(CONFIDENTIAL, place=Place.EU), {"providers": (AMERICAN,)}, None),
        (
            answers(CONFIDENTIAL, place=Place.EU),
            {
                "providers": (AMERICAN,),
                "app_statements": (says(AppQuestion.PLACE, AppAnswer.EU, "special"),),
            },
            (Unknown.PRICE, Unknown.TRAINING),
        ),
        (None, {"app_statements": (says(AppQuestion.TRAINING, AppAnswer.YES, "special"),)}, None),
        (
            None,
            {"app_statements": (says(AppQuestion.SETUP, AppAnswer.DEVELOPER, "special"),)},
            None,
        ),
        (
            answers(CONFIDENTIAL, builder=Builder.DEVELOPER),
            {"app_statements": (says(AppQuestion.SETUP, AppAnswer.DEVELOPER, "special"),)},
            (Unknown.PRICE, Unknown.TRAINING),
        ),
        (
            answers(CONFIDENTIAL, languages=(Language.GERMAN,)),
            {"apps": (app(), app("special", languages=(Language.FRENCH,)))},
            None,
        ),
        (None, {"apps": (app(), app("special", made_for=()))}, None),
        (
            None,
            {"apps": (app(), app("special", main_kind=AppKind.MUSIC, more_kinds=(AppKind.EMAIL,)))},
            None,
        ),
        (None, {"apps": (app(), assistant("special"))}, None),
        # what has a price was looked at itself
        (
            None,
            {
                "app_plans": (plan("mail-pro"), plan("special-pro", of="special")),
                "prices": (seat("mail-pro"), seat("special-pro", "900")),
            },
            None,
        ),
    ],
)
def test_whom_to_ask_and_what(
    given: Answers | None, rows: dict[str, Any], questions: tuple[Unknown, ...] | None
) -> None:
    inquiries = asked(given, **rows)

    expected = () if questions is None else (Inquiry(app="special", questions=questions),)
    assert inquiries == expected


SMALL: dict[str, Any] = {"capacity_unit": PriceUnit.RESULT}


def of_size(holds: int, **fields: Any) -> dict[str, Any]:
    """Return an app with a free plan of ten results of a hundred, and a paid one of some."""
    least = plan("mail-free", capacity=Decimal(10), **SMALL)
    return {
        "apps": (app(**fields), app("special")),
        "app_plans": (least, plan("mail-pro", capacity=Decimal(holds), **SMALL)),
        "prices": (seat("mail-free", "0"), seat("mail-pro")),
    }


MORE = (Unknown.PRICE, Unknown.CAPACITY)
NAMELESS = job(secrets=frozenset())


@pytest.mark.parametrize(
    ("given", "rows", "inquiries"),
    [
        # the largest plan holds half of all: a larger one is asked for, and another app besides
        (answers(NAMELESS), of_size(50), [("mail", MORE), ("special", (Unknown.PRICE,))]),
        # who holds far too few is asked only where nobody else is there
        (answers(NAMELESS), of_size(49), [("special", (Unknown.PRICE,))]),
        (answers(NAMELESS), of_size(49) | {"apps": (app(),)}, [("mail", MORE)]),
        # he is asked for all that any other is
        (
            answers(CONFIDENTIAL, place=Place.EU, secrecy=True),
            of_size(90) | {"apps": (app(),), "providers": (replace(SWEDISH, slug="mail"),)},
            [("mail", (*MORE, Unknown.PLACE, Unknown.TRAINING, Unknown.SECRECY))],
        ),
        # and for nothing where what is on file says no, or what he sells is above the limit
        (
            answers(CONFIDENTIAL),
            of_size(90)
            | {"apps": (app(),), "app_statements": (says(AppQuestion.TRAINING, AppAnswer.YES),)},
            [],
        ),
        (answers(NAMELESS, limit_usd=Decimal(19)), of_size(90) | {"apps": (app(),)}, []),
        (
            answers(NAMELESS, limit_usd=Decimal(20)),
            of_size(90) | {"apps": (app(),)},
            [("mail", MORE)],
        ),
    ],
)
def test_who_holds_too_few_is_asked_for_a_larger_plan(
    given: Answers, rows: dict[str, Any], inquiries: list[tuple[str, tuple[Unknown, ...]]]
) -> None:
    made_for_it: dict[str, Any] = {"solutions": (solution(kinds=(SolutionKind.APP,)),)}
    rows_of_all = made_for_it | rows
    seen = asked(given, **rows_of_all)

    assert [(row.app, row.questions) for row in seen] == inquiries
    assert {row.plan for row in seen} <= {""}


REFUSES = says(AppQuestion.TRAINING, AppAnswer.YES, "special", app_plan="special-pro")
PRIVATE = says(AppQuestion.CONTRACT, AppAnswer.PRIVATE_TERMS, "special", app_plan="special-pro")
KEEPS = says(AppQuestion.TRAINING, AppAnswer.NO, "special", app_plan="special-most")


@pytest.mark.parametrize(
    ("statements", "questions"),
    [
        # what has a price may be used or asked about: nobody asks for a larger plan besides
        ((), None),
        ((KEEPS,), None),
        # what is on file rules it out, and not the plan on request
        ((REFUSES,), (Unknown.PRICE, Unknown.TRAINING)),
        ((REFUSES, KEEPS), (Unknown.PRICE,)),
        ((PRIVATE, KEEPS), (Unknown.PRICE,)),
        # it rules out both
        ((says(AppQuestion.TRAINING, AppAnswer.YES, "special"),), None),
    ],
)
def test_a_plan_on_request_is_asked_about_where_those_with_a_price_are_out(
    statements: tuple[AppStatement, ...], questions: tuple[Unknown, ...] | None
) -> None:
    plans = (
        plan("mail-pro"),
        plan("special-pro", of="special"),
        plan("special-most", of="special"),
    )
    rows: dict[str, Any] = {
        "app_plans": plans,
        "prices": (seat("mail-pro"), seat("special-pro", "900")),
        "app_statements": statements,
    }

    expected = () if questions is None else (("special", "special-most", questions),)
    assert tuple((row.app, row.plan, row.questions) for row in asked(**rows)) == expected


TERMS = says(AppQuestion.CONTRACT, AppAnswer.BUSINESS_TERMS)
SIGNS = says(AppQuestion.PROCESSOR, AppAnswer.YES)
GERMAN_NAMED = app(languages=(Language.GERMAN,), languages_note="and others")


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ({}, "mail-pro"),  # place, training and language: the other is asked these and a price
        # an agreement is asked for, which would tell the rest too
        ({"app_statements": (TERMS,)}, "mail-pro"),
        ({"secrets": Secret.CONFIDENTIAL}, None),  # whom no agreement binds is silent on both
        ({"prices": (seat("mail-pro", lowest=True),)}, None),  # four questions, with the price
        ({"prices": (seat("mail-pro", "900"),)}, None),  # dearer than by hand
        # whoever is asked for his price alone is asked before
        ({"app_statements": (TERMS, SIGNS, *business("special"))}, None),
    ],
)
def test_a_low_price_counts_for_more_than_one_more_question(
    rows: dict[str, Any], first: str | None
) -> None:
    usual: dict[str, Any] = {
        "apps": (GERMAN_NAMED, app("special", languages=(Language.GERMAN, Language.FRENCH))),
        "app_plans": (plan("mail-pro"),),
        "prices": (seat("mail-pro"),),
        "app_statements": (TERMS, SIGNS),
        "providers": (SWEDISH,),
        "solutions": (solution(kinds=(SolutionKind.APP,), app_kinds=(AppKind.EMAIL,)),),
    }
    merged = usual | rows
    secret = merged.pop("secrets", Secret.PERSONAL)
    letters = job(secrets=frozenset({secret}))
    firm = answers(letters, place=Place.EU, languages=(Language.FRENCH,))
    (of,) = decide(firm, catalog(**merged), ON).jobs
    named = first_of(of.ending)

    assert (named.option.tool if named is not None else None) == first
    assert [row.app for row in of.inquiries] == ["special"]


@pytest.mark.parametrize(
    ("limit", "amount", "order"),
    [
        (None, "349", ["priced", "first"]),
        (60, "60", ["priced", "first"]),
        (60, "61", ["first", "second"]),  # above the limit whatever its seller says
    ],
)
def test_who_names_a_lowest_price_is_asked_first_if_it_is_within_the_limit(
    limit: int | None, amount: str, order: list[str]
) -> None:
    firm = answers(CONFIDENTIAL, limit_usd=None if limit is None else Decimal(limit))
    rows: dict[str, Any] = {
        "apps": (app(), app("first"), app("second"), app("priced")),
        "app_plans": (plan("mail-pro"), plan("priced-pro", of="priced")),
        "prices": (seat("mail-pro"), seat("priced-pro", amount, lowest=True)),
    }

    assert [row.app for row in asked(firm, **rows)] == order


@pytest.mark.parametrize(
    ("live", "languages", "is_asked"),
    [
        (True, (Language.HUNGARIAN,), True),
        (True, (Language.ENGLISH,), False),
        (False, (Language.HUNGARIAN,), False),  # whoever reads it sees it
    ],
)
def test_who_answers_live_is_asked_for_the_language(
    *, live: bool, languages: tuple[Language, ...], is_asked: bool
) -> None:
    firm = answers(CONFIDENTIAL, languages=languages)
    inquiry = asked(firm, solutions=(solution(live=live),))[0]

    assert (Unknown.LANGUAGE in inquiry.questions) is is_asked


@pytest.mark.parametrize(
    ("languages", "note", "order"),
    [
        ((Language.GERMAN,), "German first", ["second", "third"]),
        # near misses: it names the language of the work, or none at all
        ((Language.GERMAN, Language.ENGLISH), "", ["first", "second"]),
        ((), "", ["first", "second"]),
        ((), "More than 100 languages", ["first", "second"]),
    ],
)
def test_who_names_other_languages_is_asked_last(
    languages: tuple[Language, ...], note: str, order: list[str]
) -> None:
    first = app("first", languages=languages, languages_note=note)
    firm = answers(CONFIDENTIAL, languages=(Language.ENGLISH,))

    asked_apps = asked(firm, apps=(app(), first, app("second"), app("third")))
    assert [row.app for row in asked_apps] == order


@pytest.mark.parametrize(
    ("live", "languages", "order"),
    [
        (True, (Language.SWEDISH, Language.GERMAN), ["second", "first"]),
        # near misses: it is read, or nobody says that it knows the language either
        (False, (Language.SWEDISH, Language.GERMAN), ["first", "second"]),
        (True, (), ["first", "second"]),
    ],
)
def test_who_is_known_to_speak_the_language_is_asked_first(
    live: bool,  # noqa: FBT001  # a case
    languages: tuple[Language, ...],
    order: list[str],
) -> None:
    firm = answers(
        CONFIDENTIAL, languages=(Language.SWEDISH,), works_in=frozenset({Software.REVIT})
    )
    inside = app("first", works_inside=(Software.REVIT,))
    rows = asked(
        firm,
        apps=(inside, app("second", languages=languages)),
        app_plans=(),
        prices=(),
        solutions=(solution(live=live),),
    )

    assert [row.app for row in rows] == order


@pytest.mark.parametrize(
    ("currency", "apps"),
    [
        ("NOK", ["special"]),  # nobody knows what that is
        ("USD", []),  # it was looked at
    ],
)
def test_a_price_without_a_rate_is_asked_for(currency: str, apps: list[str]) -> None:
    rows: dict[str, Any] = {
        "app_plans": (plan("mail-pro"), plan("special-pro", of="special")),
        "prices": (seat("mail-pro"), seat("special-pro", "900", currency=currency)),
    }

    assert [row.app for row in asked(**rows)] == apps


@pytest.mark.parametrize(
    ("people", "results", "for_large", "apps"),
    [
        (10, 100, True, ["second"]),
        (249, 999, True, ["second"]),
        # near misses: so many people, or so much to do, or made for any firm
        (250, 100, True, ["first", "second"]),
        (10, 1_000, True, ["first", "second"]),
        (10, 100, False, ["first", "second"]),
    ],
)
def test_who_sells_to_large_firms_is_asked_by_these_alone(
    people: int,
    results: int,
    for_large: bool,  # noqa: FBT001  # a case
    apps: list[str],
) -> None:
    firm = answers(replace(CONFIDENTIAL, results=Decimal(results)), people=people, built_in=False)
    rows = (app(), app("first", for_large=for_large), app("second"))

    assert [row.app for row in asked(firm, apps=rows)] == apps


def test_nobody_else_is_asked_where_one_may_be_used() -> None:
    rows = catalog(
        apps=(app(), app("special")),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro"),),
        app_statements=business(),
    )

    assert decide(answers(), rows, ON).jobs[0].inquiries == ()


def test_the_most_special_two_are_asked() -> None:
    apps = (
        app(),
        app("all-round", made_for=("letters", "logos", "minutes")),
        app("second"),
        app("first"),
    )

    assert [row.app for row in asked(apps=apps)] == ["first", "second"]


@pytest.mark.parametrize(
    ("decides_on", "industry", "apps"),
    [
        (DecidesOn.TREATMENT, "healthcare", ["special"]),
        (DecidesOn.FIT, "healthcare", []),  # no program of the kind may decide it either
        (DecidesOn.TREATMENT, "office", []),  # no medical program does it
    ],
)
def test_of_a_treatment_the_makers_of_certified_programs_are_asked(
    decides_on: DecidesOn, industry: str, apps: list[str]
) -> None:
    refused = job(secrets=frozenset(), decides_on=frozenset({decides_on}))
    rows = catalog(
        apps=(app("special"),),
        providers=(SWEDISH,),
        use_cases=(use_case(industry=industry, material=(Material.PERSONAL,)),),
    )
    decision = decide(answers(refused), rows, ON).jobs[0]

    assert isinstance(decision.ending, WrongTool)
    assert [row.app for row in decision.inquiries] == apps
    assert all(row.questions[0] is Unknown.CERTIFIED for row in decision.inquiries)


@pytest.mark.parametrize(
    ("works_in", "order"),
    [
        ({Software.REVIT}, ["inside", "special"]),
        ({Software.SKETCHUP}, ["special", "inside"]),
        (set(), ["special", "inside"]),
    ],
)
def test_who_works_in_the_firms_program_is_asked_first(
    works_in: set[Software], order: list[str]
) -> None:
    inside = app("inside", made_for=("letters", "logos"), works_inside=(Software.REVIT,))
    firm = answers(CONFIDENTIAL, works_in=frozenset(works_in))

    assert [row.app for row in asked(firm, apps=(app(), app("special"), inside))] == order


@pytest.mark.parametrize(
    ("facts", "order"),
    [
        ({"secrecy": True, "country": Country.EU}, ["special", "abroad"]),
        # near misses: a seat under the same law, who owes no secrecy, or nobody says where one sits
        ({"secrecy": True, "country": Country.EU, "seat": "Norway"}, ["abroad", "special"]),
        ({"secrecy": False, "country": Country.EU}, ["abroad", "special"]),
        ({"secrecy": True, "country": Country.EU, "seat": ""}, ["abroad", "special"]),
    ],
)
def test_who_is_bound_to_secrecy_asks_first_under_its_own_law(
    facts: dict[str, Any], order: list[str]
) -> None:
    seat_of = {"seat": "United States"} | facts
    abroad = replace(AMERICAN, slug="abroad", country=seat_of.pop("seat"))
    apps = (app(), app("special"), app("abroad"))

    rows = asked(answers(CONFIDENTIAL, **seat_of), apps=apps, providers=(SWEDISH, abroad))
    assert [row.app for row in rows] == order


@pytest.mark.parametrize("country", [Country.UK, Country.SWITZERLAND, Country.USA])
def test_outside_the_eu_no_seat_is_asked_first(country: Country) -> None:
    """Neither a Swede nor an American is under the law of a Swiss or British secret."""
    swede = replace(SWEDISH, slug="abroad")
    firm = answers(CONFIDENTIAL, secrecy=True, country=country)
    apps = (app(), app("special"), app("abroad"))

    rows = asked(firm, apps=apps, providers=(AMERICAN, swede))
    assert [row.app for row in rows] == ["abroad", "special"]


@pytest.mark.parametrize(
    ("kinds", "of_first", "order"),
    [
        # the row's second kind, though it works in the firm's own program
        ((AppKind.EMAIL, AppKind.SUPPORT_DESK), AppKind.SUPPORT_DESK, ["second", "first"]),
        # near misses: the row names it first, or both are of one kind
        ((AppKind.SUPPORT_DESK, AppKind.EMAIL), AppKind.SUPPORT_DESK, ["first", "second"]),
        ((AppKind.EMAIL, AppKind.SUPPORT_DESK), AppKind.EMAIL, ["first", "second"]),
    ],
)
def test_sellers_are_asked_in_the_order_of_the_rows_kinds(
    kinds: tuple[AppKind, ...], of_first: AppKind, order: list[str]
) -> None:
    """Nothing is priced: the only other is out."""
    first = app("first", main_kind=of_first, works_inside=(Software.REVIT,))
    firm = answers(CONFIDENTIAL, works_in=frozenset({Software.REVIT}))
    rows = asked(
        firm,
        apps=(first, app("second")),
        app_plans=(),
        prices=(),
        solutions=(solution(app_kinds=kinds),),
    )

    assert [row.app for row in rows] == order


@pytest.mark.parametrize(
    ("of_other", "works_in", "is_named", "order"),
    [
        # of the row's second kind: it neither holds up the first kind, nor is asked beside it
        (AppKind.SUPPORT_DESK, {Software.REVIT}, True, []),
        (AppKind.SUPPORT_DESK, {Software.SLACK}, True, []),
        # near misses: of the first kind as well
        (AppKind.EMAIL, {Software.REVIT}, False, ["other"]),
        (AppKind.EMAIL, {Software.SLACK}, True, ["other"]),
    ],
)
def test_beside_a_kind_of_the_row_nobody_of_a_later_kind_is_asked(
    of_other: AppKind, works_in: set[Software], *, is_named: bool, order: list[str]
) -> None:
    rows = catalog(
        apps=(app(), app("other", main_kind=of_other, works_inside=(Software.REVIT,))),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro"),),
        app_statements=(),
        solutions=(solution(app_kinds=(AppKind.EMAIL, AppKind.SUPPORT_DESK)),),
    )
    decision = decide(answers(CONFIDENTIAL, works_in=frozenset(works_in)), rows, ON).jobs[0]

    assert isinstance(decision.ending, AskFirst) is is_named
    assert [row.app for row in decision.inquiries] == order


@pytest.mark.parametrize(
    ("slug", "order"),
    [
        ("revit", ["special"]),  # nobody asks the price of what he works in
        ("part", ["part", "special"]),  # what is sold with it is asked first
    ],
)
def test_what_the_firm_works_in_is_asked_for_no_price(slug: str, order: list[str]) -> None:
    own = app(slug, made_for=("letters", "logos"), part_of=Software.REVIT)
    firm = answers(CONFIDENTIAL, works_in=frozenset({Software.REVIT}))

    assert [row.app for row in asked(firm, apps=(app(), app("special"), own))] == order


@pytest.mark.parametrize(
    ("works_in", "order"),
    [({Software.REVIT}, ["besides", "special"]), (set(), ["special"])],
)
def test_what_does_it_besides_is_asked_if_the_firm_works_in_it(
    works_in: set[Software], order: list[str]
) -> None:
    other: dict[str, Any] = {"main_kind": AppKind.SLIDES, "more_kinds": (AppKind.EMAIL,)}
    besides = app("besides", part_of=Software.REVIT, **other)
    firm = answers(CONFIDENTIAL, works_in=frozenset(works_in))

    assert [row.app for row in asked(firm, apps=(app(), app("special"), besides))] == order


@pytest.mark.parametrize(
    ("works_in", "is_asked"),
    [({Software.REVIT}, True), ({Software.SKETCHUP}, False), (set(), False)],
)
def test_who_works_inside_the_firms_program_is_asked_before_a_chat_is_taken(
    works_in: set[Software], *, is_asked: bool
) -> None:
    rows = catalog(
        apps=(app("inside", works_inside=(Software.REVIT,)), assistant()),
        app_plans=(plan("chat-team", of="chat"),),
        prices=(seat("chat-team"),),
        app_statements=business("chat"),
        solutions=(solution(app_is_right=True),),
    )
    ending = decide(answers(works_in=frozenset(works_in)), rows, ON).jobs[0].ending

    assert isinstance(ending, NothingPasses) is is_asked


@pytest.mark.parametrize(
    ("of_pick", "works_in", "statements", "is_asked_first"),
    [
        ({}, {Software.REVIT}, (), True),
        ({}, {Software.SLACK}, (), False),  # the other is no nearer
        ({"works_inside": (Software.REVIT,)}, {Software.REVIT}, (), False),  # nor nearer than it
        ({}, {Software.REVIT}, business(), False),  # nobody has to be asked
    ],
)
def test_nobody_waits_for_a_stranger_where_one_inside_may_be_asked(
    of_pick: dict[str, Any], works_in: set[Software], statements: Any, *, is_asked_first: bool
) -> None:
    rows = catalog(
        apps=(app(**of_pick), app("inside", works_inside=(Software.REVIT,))),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro"),),
        app_statements=statements,
    )
    decision = decide(answers(CONFIDENTIAL, works_in=frozenset(works_in)), rows, ON).jobs[0]

    assert isinstance(decision.ending, NothingPasses) is is_asked_first
    assert not is_asked_first or [row.app for row in decision.inquiries] == ["inside"]


@pytest.mark.parametrize(
    ("fields", "limit", "is_asked"),
    [
        ({}, None, True),
        ({}, 20, True),
        ({}, 19, False),  # nobody who states no price sells to a firm for so little
        # a fifth left to the owner, and what learning costs: up to $21
        ({"results": Decimal(17)}, None, True),
        ({"results": Decimal(16)}, None, False),
        # one in ten is to be read: at first all are
        ({"results": Decimal(17), "review": Review.SAMPLE}, None, True),
        ({"results": Decimal(16), "review": Review.SAMPLE}, None, False),
        ({"once": True}, 19, True),  # leave is asked for more
    ],
)
def test_no_price_is_asked_for_that_hardly_any_seller_would_name(
    fields: dict[str, Any], limit: int | None, *, is_asked: bool
) -> None:
    of = job(secrets=frozenset({Secret.CONFIDENTIAL}), **fields)
    given = answers(of, limit_usd=None if limit is None else Decimal(limit))
    rows = asked(given, apps=(app("special"),), app_plans=(), prices=())

    assert [row.app for row in rows] == (["special"] if is_asked else [])
