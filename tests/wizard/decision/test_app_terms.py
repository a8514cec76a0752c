"""Terms of a plan against answers: yes, no, or a question to its seller.

Each row is a case, with near misses beside it.
"""

from typing import Any

import pytest

from catalog.schema import AppStatement
from catalog.vocabulary import AppAnswer, AppKind, AppQuestion, Language, Region, RunsOn
from tests.wizard.decision.toy_catalog import answers, app, business, catalog, plan, says
from tests.wizard.decision.toys import work
from wizard.decision.app_terms import PlanInUse, TermsFinding, hold_terms
from wizard.decision.vocabulary import (
    Builder,
    Condition,
    Country,
    Place,
    Secret,
    Stakes,
    Unknown,
    WhyOut,
)

PERSONAL = frozenset({Secret.PERSONAL})
CONFIDENTIAL = frozenset({Secret.CONFIDENTIAL})
PASSES = TermsFinding()
CONTRACT, TRAINING = AppQuestion.CONTRACT, AppQuestion.TRAINING
PROCESSOR, PLACE = AppQuestion.PROCESSOR, AppQuestion.PLACE
MAILING = {"main_kind": AppKind.EMAIL_CAMPAIGN}
FOR_FIRMS = says(CONTRACT, AppAnswer.BUSINESS_TERMS)
FOR_PEOPLE = says(CONTRACT, AppAnswer.PRIVATE_TERMS)
SIGNS = says(PROCESSOR, AppAnswer.YES)
NO_TRAINING = says(TRAINING, AppAnswer.NO)
BY_SWITCH = says(TRAINING, AppAnswer.OFF_BY_SWITCH)


def held(
    *statements: AppStatement,
    secrets: frozenset[Secret] = frozenset(),
    place: Place = Place.ANYWHERE,
    stakes: Stakes = Stakes.MONEY,
    of: dict[str, Any] | None = None,
    use: dict[str, Any] | None = None,
    **fields: Any,
) -> TermsFinding:
    """Return what is held against a plan of which this is stated; `fields` are answers."""
    facts = of or {}
    rows = catalog(apps=(app(**facts),), app_statements=statements)
    usual: dict[str, Any] = {
        "catalog": rows,
        "app": rows.app["mail"],
        "plan": plan("mail-pro"),
        "kind": facts.get("main_kind", AppKind.EMAIL),
        "work": work(secrets=secrets, place=place, stakes=stakes),
        "answers": answers(**fields),
        "languages": fields.get("languages", ()),
    }
    return hold_terms(PlanInUse(**usual | (use or {})))


def out(why: WhyOut) -> TermsFinding:
    return TermsFinding(out=why)


def ask(*unknowns: Unknown) -> TermsFinding:
    return TermsFinding(unknowns=unknowns)


def on(*conditions: Condition) -> TermsFinding:
    return TermsFinding(conditions=conditions)


@pytest.mark.parametrize(
    ("statements", "secrets", "finding"),
    [
        # nothing private goes in: whatever the terms say, and a switch is used where there is one
        ((says(TRAINING, AppAnswer.YES),), frozenset(), PASSES),
        ((NO_TRAINING,), frozenset(), PASSES),
        ((BY_SWITCH,), frozenset(), on(Condition.SWITCH_TRAINING_OFF)),
        ((FOR_PEOPLE, BY_SWITCH), frozenset(), on(Condition.SWITCH_TRAINING_OFF)),
        ((says(TRAINING, AppAnswer.OPT_OUT_BY_CONTRACT),), frozenset(), PASSES),
        # merely confidential
        ((FOR_FIRMS, NO_TRAINING), CONFIDENTIAL, PASSES),
        ((FOR_FIRMS, BY_SWITCH), CONFIDENTIAL, on(Condition.SWITCH_TRAINING_OFF)),
        (
            (FOR_FIRMS, says(TRAINING, AppAnswer.OPT_OUT_BY_CONTRACT)),
            CONFIDENTIAL,
            on(Condition.OPT_OUT_BY_CONTRACT),
        ),
        # a firm buys no plan of private persons for it
        ((FOR_PEOPLE, NO_TRAINING), CONFIDENTIAL, out(WhyOut.PRIVATE_TERMS)),
        ((FOR_PEOPLE, BY_SWITCH), CONFIDENTIAL, out(WhyOut.PRIVATE_TERMS)),
        ((FOR_FIRMS, says(TRAINING, AppAnswer.YES)), CONFIDENTIAL, out(WhyOut.TRAINS)),
        ((FOR_FIRMS,), CONFIDENTIAL, ask(Unknown.TRAINING)),
        ((), CONFIDENTIAL, ask(Unknown.TRAINING)),
        # people's data take a processor contract
        ((FOR_FIRMS, SIGNS, NO_TRAINING), PERSONAL, PASSES),
        ((FOR_FIRMS, NO_TRAINING), PERSONAL, ask(Unknown.CONTRACT)),
        (
            (FOR_FIRMS, says(PROCESSOR, AppAnswer.ON_REQUEST), NO_TRAINING),
            PERSONAL,
            ask(Unknown.CONTRACT),
        ),
        (  # only what the file leaves open is asked: what is there to be signed is a step
            (FOR_FIRMS, says(PROCESSOR, AppAnswer.ON_REQUEST)),
            PERSONAL,
            TermsFinding(unknowns=(Unknown.TRAINING,), conditions=(Condition.SIGN_AGREEMENT,)),
        ),
        ((says(PROCESSOR, AppAnswer.ON_REQUEST), NO_TRAINING), PERSONAL, ask(Unknown.CONTRACT)),
        (
            (FOR_FIRMS, says(PROCESSOR, AppAnswer.NO), NO_TRAINING),
            PERSONAL,
            out(WhyOut.NO_PROCESSOR),
        ),
        ((FOR_PEOPLE, SIGNS, NO_TRAINING), PERSONAL, out(WhyOut.PRIVATE_TERMS)),
        ((FOR_PEOPLE, BY_SWITCH), frozenset({Secret.SENSITIVE}), out(WhyOut.PRIVATE_TERMS)),
        # what runs on an own machine goes to no seller
        ((says(PLACE, AppAnswer.OWN_SERVER),), PERSONAL, PASSES),
    ],
)
def test_contract_and_training(
    statements: tuple[AppStatement, ...], secrets: frozenset[Secret], finding: TermsFinding
) -> None:
    assert held(*statements, secrets=secrets) == finding


@pytest.mark.parametrize(
    ("statements", "secrets", "finding"),
    [
        # addresses lie there to be written to: an agreement on file is enough
        ((FOR_FIRMS, SIGNS), PERSONAL, on(Condition.SIGN_AGREEMENT)),
        ((FOR_FIRMS,), PERSONAL, ask(Unknown.CONTRACT)),
        ((FOR_FIRMS, SIGNS), PERSONAL | CONFIDENTIAL, ask(Unknown.TRAINING)),
        ((FOR_FIRMS, SIGNS), frozenset({Secret.SENSITIVE}), ask(Unknown.TRAINING)),
        ((FOR_FIRMS, SIGNS, says(TRAINING, AppAnswer.YES)), PERSONAL, out(WhyOut.TRAINS)),
    ],
)
def test_who_writes_to_addresses_needs_no_promise_on_training(
    statements: tuple[AppStatement, ...], secrets: frozenset[Secret], finding: TermsFinding
) -> None:
    assert held(*statements, secrets=secrets, of=MAILING) == finding


@pytest.mark.parametrize(
    ("statements", "secrets", "finding"),
    [
        # its material lies there already
        ((), PERSONAL, PASSES),
        ((FOR_FIRMS,), PERSONAL, PASSES),
        ((BY_SWITCH,), CONFIDENTIAL, on(Condition.SWITCH_TRAINING_OFF)),
        # what is known holds all the same
        ((says(TRAINING, AppAnswer.YES),), CONFIDENTIAL, out(WhyOut.TRAINS)),
        ((says(PROCESSOR, AppAnswer.NO),), PERSONAL, out(WhyOut.NO_PROCESSOR)),
        ((FOR_PEOPLE,), PERSONAL, out(WhyOut.PRIVATE_TERMS)),
    ],
)
def test_of_the_very_program_that_a_firm_works_in_nothing_unsaid_is_asked(
    statements: tuple[AppStatement, ...], secrets: frozenset[Secret], finding: TermsFinding
) -> None:
    assert held(*statements, secrets=secrets, use={"is_home": True}) == finding


@pytest.mark.parametrize(
    ("statements", "secrets", "unknown"),
    [
        ((), CONFIDENTIAL, Unknown.TRAINING),
        ((FOR_FIRMS,), CONFIDENTIAL, Unknown.TRAINING),
        # nobody asks for what is on file
        ((NO_TRAINING,), CONFIDENTIAL, Unknown.CONTRACT),
        ((BY_SWITCH,), CONFIDENTIAL, Unknown.CONTRACT),
        ((SIGNS,), PERSONAL, Unknown.TRAINING),
        ((SIGNS, NO_TRAINING), PERSONAL, Unknown.CONTRACT),
        ((), PERSONAL, Unknown.CONTRACT),
    ],
)
def test_what_is_asked_of_a_contract(
    statements: tuple[AppStatement, ...], secrets: frozenset[Secret], unknown: Unknown
) -> None:
    assert held(*statements, secrets=secrets) == ask(unknown)


def test_a_free_plan_takes_private_material_only_under_terms_for_firms() -> None:
    free = {"is_free": True}

    assert held(FOR_PEOPLE, NO_TRAINING, secrets=CONFIDENTIAL, use=free) == out(WhyOut.FREE_PLAN)
    assert held(NO_TRAINING, secrets=CONFIDENTIAL, use=free) == out(WhyOut.FREE_PLAN)
    assert held(FOR_FIRMS, NO_TRAINING, secrets=CONFIDENTIAL, use=free) == PASSES
    assert held(FOR_PEOPLE, use=free) == PASSES


@pytest.mark.parametrize(
    ("answer", "in_eu", "on_own"),
    [
        (AppAnswer.EU, PASSES, out(WhyOut.NOT_ON_OWN_SERVERS)),
        (AppAnswer.EU_IN_PLAN, on(Condition.EU_OPTION), out(WhyOut.NOT_ON_OWN_SERVERS)),
        (
            AppAnswer.EU_IN_HIGHER_PLAN,
            out(WhyOut.EU_IN_HIGHER_PLAN),
            out(WhyOut.NOT_ON_OWN_SERVERS),
        ),
        (AppAnswer.OWN_SERVER, PASSES, PASSES),
        (AppAnswer.USA, out(WhyOut.NOT_IN_EU), out(WhyOut.NOT_ON_OWN_SERVERS)),
        (AppAnswer.ELSEWHERE, out(WhyOut.NOT_IN_EU), out(WhyOut.NOT_ON_OWN_SERVERS)),
        (None, ask(Unknown.PLACE), out(WhyOut.NOT_ON_OWN_SERVERS)),
    ],
)
def test_place(answer: AppAnswer | None, in_eu: TermsFinding, on_own: TermsFinding) -> None:
    statements = [says(PLACE, answer)] if answer is not None else []

    private = (FOR_FIRMS, NO_TRAINING, *statements)

    assert held(*statements) == PASSES
    assert held(*private, place=Place.EU, secrets=CONFIDENTIAL) == in_eu
    assert held(*private, place=Place.OWN_SERVERS, secrets=CONFIDENTIAL) == on_own


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (AppAnswer.EU, PASSES),
        (AppAnswer.USA, out(WhyOut.NOT_IN_EU)),
        (None, on(Condition.SETTLE_PLACE)),  # nothing is lost before the seller has answered
    ],
)
def test_a_place_binds_what_is_not_private_too(
    answer: AppAnswer | None, finding: TermsFinding
) -> None:
    statements = [says(PLACE, answer)] if answer is not None else []

    assert held(*statements, place=Place.EU) == finding


@pytest.mark.parametrize(
    ("answer", "is_public", "use", "finding"),
    [
        (AppAnswer.USA, True, {"is_paid": True}, on(Condition.PUBLISHED_ANYWAY)),
        (AppAnswer.USA, True, {"is_home": True}, on(Condition.PUBLISHED_ANYWAY)),
        (None, True, {"is_paid": True}, on(Condition.PUBLISHED_ANYWAY)),
        # what stays needs no leave; a new tool, and what is not for everybody, are bound
        (AppAnswer.EU, True, {"is_paid": True}, PASSES),
        (AppAnswer.USA, True, {}, out(WhyOut.NOT_IN_EU)),
        (None, True, {}, on(Condition.SETTLE_PLACE)),
        (AppAnswer.USA, False, {"is_paid": True}, out(WhyOut.NOT_IN_EU)),
    ],
)
def test_what_is_published_anyway_stays_in_a_tool_that_the_firm_has(
    answer: AppAnswer | None,
    is_public: bool,  # noqa: FBT001  # a case
    use: dict[str, Any],
    finding: TermsFinding,
) -> None:
    statements = [says(PLACE, answer)] if answer is not None else []

    use |= {"work": work(place=Place.EU, is_public=is_public)}

    assert held(*statements, use=use) == finding


IN_THE_EEA = says(
    AppQuestion.BUSINESS_USE,
    AppAnswer.NOT_IN_COUNTRIES,
    countries=(Region.EEA, Region.SWITZERLAND),
)


@pytest.mark.parametrize(
    ("statement", "country", "passes"),
    [
        (None, Country.EU, True),  # nobody asks a seller whether firms may buy
        (says(AppQuestion.BUSINESS_USE, AppAnswer.YES), Country.EU, True),
        (says(AppQuestion.BUSINESS_USE, AppAnswer.NO), Country.USA, False),
        (IN_THE_EEA, Country.EU, False),  # barred in the whole, so in its part
        (IN_THE_EEA, Country.GERMANY, False),
        (IN_THE_EEA, Country.EEA, False),
        (IN_THE_EEA, Country.SWITZERLAND, False),
        (IN_THE_EEA, None, False),  # who does not say counts as the EEA
        (IN_THE_EEA, Country.UK, True),
        (IN_THE_EEA, Country.ELSEWHERE, True),
    ],
)
def test_business_use(
    statement: AppStatement | None,
    country: Country | None,
    passes: bool,  # noqa: FBT001  # a case
) -> None:
    statements = [statement] if statement is not None else []

    assert held(*statements, country=country) == (PASSES if passes else out(WhyOut.BUSINESS_USE))


@pytest.mark.parametrize(
    ("takes", "has", "finding"),
    [
        (None, None, PASSES),  # nobody says: the owner
        (AppAnswer.OWNER, None, PASSES),
        (AppAnswer.HANDY, Builder.OWNER, on(Condition.SET_UP_BY_SOMEBODY_HANDY)),
        (AppAnswer.HANDY, Builder.HANDY, PASSES),
        (AppAnswer.DEVELOPER, Builder.HANDY, TermsFinding(needs_developer=True, is_built=True)),
        (AppAnswer.DEVELOPER, None, out(WhyOut.SETUP)),  # who does not say is alone
        (AppAnswer.DEVELOPER, Builder.OWNER, out(WhyOut.SETUP)),
        (AppAnswer.DEVELOPER, Builder.DEVELOPER, TermsFinding(is_built=True)),
    ],
)
def test_who_sets_it_up(
    takes: AppAnswer | None, has: Builder | None, finding: TermsFinding
) -> None:
    statements = [says(AppQuestion.SETUP, takes)] if takes is not None else []

    assert held(*statements, builder=has) == finding


@pytest.mark.parametrize(
    ("runs_on", "place", "takes", "is_out"),
    [
        ((RunsOn.BROWSER, RunsOn.OWN_SERVER), AppAnswer.OWN_SERVER, None, True),
        ((RunsOn.DESKTOP, RunsOn.OWN_SERVER), AppAnswer.OWN_SERVER, None, False),
        ((RunsOn.BROWSER,), AppAnswer.OWN_SERVER, None, False),
        # the plan on its seller's server
        ((RunsOn.BROWSER, RunsOn.OWN_SERVER), AppAnswer.EU, None, False),
        ((RunsOn.BROWSER, RunsOn.OWN_SERVER), AppAnswer.OWN_SERVER, AppAnswer.OWNER, False),
    ],
)
def test_an_own_server_takes_a_developer_where_nobody_says(
    runs_on: tuple[RunsOn, ...],
    place: AppAnswer,
    takes: AppAnswer | None,
    is_out: bool,  # noqa: FBT001  # a case
) -> None:
    setup = [says(AppQuestion.SETUP, takes)] if takes is not None else []
    finding = held(says(PLACE, place), *setup, of={"runs_on": runs_on}, builder=Builder.OWNER)

    assert finding == (out(WhyOut.SETUP) if is_out else PASSES)


def test_what_is_paid_for_is_set_up_already() -> None:
    developer = says(AppQuestion.SETUP, AppAnswer.DEVELOPER)

    assert not held(developer, builder=Builder.OWNER, use={"is_paid": True}).out


@pytest.mark.parametrize(
    ("statements", "secrets", "finding"),
    [
        ((), frozenset(), PASSES),  # nothing private: nothing secret
        ((), CONFIDENTIAL, on(Condition.SIGN_SECRECY)),
        (
            (says(AppQuestion.SECRECY, AppAnswer.YES),),
            CONFIDENTIAL,
            on(Condition.SIGN_SECRECY),
        ),
        ((says(AppQuestion.SECRECY, AppAnswer.NO),), CONFIDENTIAL, out(WhyOut.SECRECY)),
        (
            (
                says(AppQuestion.SECRECY, AppAnswer.NO),
                says(PLACE, AppAnswer.OWN_SERVER),
            ),
            CONFIDENTIAL,
            PASSES,
        ),
    ],
)
def test_professional_secrecy(
    statements: tuple[AppStatement, ...], secrets: frozenset[Secret], finding: TermsFinding
) -> None:
    found = held(FOR_FIRMS, NO_TRAINING, *statements, secrets=secrets, secrecy=True)

    assert found == finding


def refuses(*countries: Region) -> AppStatement:
    """Return that a seller signs no secrecy, in some countries or everywhere."""
    return says(AppQuestion.SECRECY, AppAnswer.NO, countries=countries)


@pytest.mark.parametrize(
    ("statement", "country", "finding"),
    [
        # what refuses where it says nothing of a country refuses everywhere
        (refuses(), Country.GERMANY, out(WhyOut.SECRECY)),
        (
            refuses(Region.SWITZERLAND),
            Country.SWITZERLAND,
            out(WhyOut.SECRECY),
        ),
        # what binds other firms, or who knows whom, says nothing to this one
        (
            refuses(Region.SWITZERLAND),
            Country.GERMANY,
            on(Condition.SIGN_SECRECY),
        ),
        (
            refuses(Region.SWITZERLAND),
            None,
            on(Condition.SIGN_SECRECY),
        ),
        # Germany is a part of the Union, and not the other way round
        (
            refuses(Region.EU),
            Country.GERMANY,
            out(WhyOut.SECRECY),
        ),
        (
            refuses(Region.GERMANY),
            Country.EU,
            on(Condition.SIGN_SECRECY),
        ),
    ],
)
def test_a_statement_of_a_country_counts_there_alone(
    statement: AppStatement, country: Country | None, finding: TermsFinding
) -> None:
    terms = (FOR_FIRMS, NO_TRAINING, statement)

    assert held(*terms, secrets=CONFIDENTIAL, secrecy=True, country=country) == finding


@pytest.mark.parametrize(
    ("facts", "languages", "finding"),
    [
        ({}, (Language.GERMAN,), ask(Unknown.LANGUAGE)),
        ({}, (Language.ENGLISH,), PASSES),  # what names none speaks English
        ({"languages": (Language.GERMAN,)}, (Language.ENGLISH,), out(WhyOut.LANGUAGE)),
        (
            {"languages": (Language.GERMAN,), "languages_note": "German first"},
            (Language.ENGLISH,),
            ask(Unknown.LANGUAGE),
        ),
        ({}, (), PASSES),
        ({"languages": (Language.GERMAN,)}, (Language.GERMAN,), PASSES),
        ({"languages": (Language.FRENCH,)}, (Language.GERMAN,), out(WhyOut.LANGUAGE)),
        (
            {"languages": (Language.FRENCH,), "languages_note": "and others"},
            (Language.GERMAN,),
            ask(Unknown.LANGUAGE),
        ),
        (
            {"languages": (Language.GERMAN,)},
            (Language.GERMAN, Language.POLISH),
            out(WhyOut.LANGUAGE),
        ),
    ],
)
def test_what_speaks_or_hears_has_to_speak_the_language(
    facts: dict[str, Any], languages: tuple[Language, ...], finding: TermsFinding
) -> None:
    phone = {"main_kind": AppKind.PHONE, **facts}
    year = {"is_by_year": True}

    assert held(of=phone, languages=languages, use=year) == finding
    # whatever app it is, in a job in which somebody is heard
    assert held(of=facts, languages=languages, use=year | {"is_spoken": True}) == finding
    # a month costs less than the waiting
    tried = on(Condition.SETTLE_LANGUAGE) if finding.unknowns else finding
    assert held(of=phone, languages=languages) == tried


TRIED = on(Condition.SETTLE_LANGUAGE)
FRENCH_FIRST = {"languages": (Language.FRENCH,), "languages_note": "and others"}
GERMAN_TOO = {"languages": (Language.FRENCH, Language.GERMAN)}


@pytest.mark.parametrize(
    ("facts", "use", "finding"),
    [
        # nobody reads a live chat before others do: its language is tried, whatever goes in
        ({}, {"is_live": True}, TRIED),
        ({"languages_note": "and others"}, {"is_live": True}, TRIED),
        # near misses: somebody reads it, it names the language, it leaves it out, it is heard
        ({}, {}, PASSES),
        ({"languages": (Language.GERMAN,)}, {"is_live": True}, PASSES),
        ({"languages": (Language.FRENCH,)}, {"is_live": True}, out(WhyOut.LANGUAGE)),
        ({}, {"is_live": True, "is_spoken": True}, ask(Unknown.LANGUAGE)),
        # who names others first is asked, whoever pays for it
        (FRENCH_FIRST, {"is_live": True}, ask(Unknown.LANGUAGE)),
        (FRENCH_FIRST, {"is_live": True, "is_paid": True}, ask(Unknown.LANGUAGE)),
        # near misses: it is read, it names no languages, or that of the work as well
        (FRENCH_FIRST, {"is_paid": True}, TRIED),
        ({}, {"is_live": True, "is_paid": True}, TRIED),
        (FRENCH_FIRST | GERMAN_TOO, {"is_live": True, "is_paid": True}, PASSES),
    ],
)
def test_what_answers_at_once_is_tried_in_the_language_of_the_work(
    facts: dict[str, Any], use: dict[str, Any], finding: TermsFinding
) -> None:
    stated = business()

    assert (
        held(*stated, secrets=PERSONAL, of=facts, use=use, languages=(Language.GERMAN,)) == finding
    )


@pytest.mark.parametrize(
    ("fields", "use", "is_asked"),
    [
        ({}, {}, False),
        ({"stakes": Stakes.MONEY}, {}, False),
        ({"stakes": Stakes.HURT}, {}, False),  # it is read before use
        ({"secrets": CONFIDENTIAL}, {}, True),
        ({}, {"is_by_year": True}, True),
    ],
)
def test_a_language_is_asked_where_a_month_costs_more_than_waiting(
    fields: dict[str, Any], use: dict[str, Any], *, is_asked: bool
) -> None:
    phone = {"main_kind": AppKind.PHONE}
    found = held(FOR_FIRMS, NO_TRAINING, of=phone, use=use, languages=(Language.GERMAN,), **fields)

    asked, tried = ask(Unknown.LANGUAGE), on(Condition.SETTLE_LANGUAGE)
    assert found == (asked if is_asked else tried)


@pytest.mark.parametrize(
    ("facts", "languages", "finding"),
    [
        ({}, (Language.GERMAN,), PASSES),  # nothing is said: whoever reads it sees it
        ({}, (Language.ENGLISH,), PASSES),
        ({"languages": (Language.FRENCH,)}, (Language.ENGLISH,), out(WhyOut.LANGUAGE)),
        ({"languages": (Language.FRENCH, Language.ENGLISH)}, (Language.ENGLISH,), PASSES),
        ({"languages": (Language.FRENCH,)}, (Language.GERMAN,), out(WhyOut.LANGUAGE)),
        (
            {"languages": (Language.FRENCH,), "languages_note": "and others"},
            (Language.GERMAN,),
            on(Condition.SETTLE_LANGUAGE),
        ),
        (
            {
                "languages": (Language.FRENCH,),
                "languages_note": "and others",
                "main_kind": AppKind.ASSISTANT,
            },
            (Language.GERMAN,),
            TermsFinding(conditions=(Condition.SETTLE_LANGUAGE,)),
        ),
    ],
)
def test_what_writes_is_held_to_the_languages_that_it_names(
    facts: dict[str, Any], languages: tuple[Language, ...], finding: TermsFinding
) -> None:
    assert held(of=facts, languages=languages) == finding


def test_of_what_is_paid_for_questions_become_conditions() -> None:
    paid = {"is_paid": True}

    assert held(secrets=PERSONAL, use=paid) == on(Condition.SETTLE_CONTRACT)
    assert held(says(TRAINING, AppAnswer.YES), secrets=PERSONAL, use=paid) == out(WhyOut.TRAINS)
    # nor is a plan of private persons one for a firm's secrets, whoever pays
    private = held(FOR_PEOPLE, BY_SWITCH, secrets=CONFIDENTIAL, use=paid)
    assert private == out(WhyOut.PRIVATE_TERMS)


@pytest.mark.parametrize(
    ("statements", "secrets", "place", "finding"),
    [
        # where it lies is asked of all alike, and with it what else is unsaid
        ((FOR_FIRMS, SIGNS, NO_TRAINING), PERSONAL, Place.EU, ask(Unknown.PLACE)),
        ((), PERSONAL, Place.EU, ask(Unknown.CONTRACT, Unknown.PLACE)),
        # near misses: it may go anywhere, its maker says where or no, or nothing private goes in
        ((), PERSONAL, Place.ANYWHERE, on(Condition.SETTLE_CONTRACT)),
        ((says(PLACE, AppAnswer.EU),), PERSONAL, Place.EU, on(Condition.SETTLE_CONTRACT)),
        ((says(PLACE, AppAnswer.USA),), PERSONAL, Place.EU, out(WhyOut.NOT_IN_EU)),
        ((), frozenset(), Place.EU, on(Condition.SETTLE_PLACE)),
    ],
)
def test_what_is_paid_for_is_asked_first_where_private_things_must_stay_in_the_eu(
    statements: tuple[AppStatement, ...],
    secrets: frozenset[Secret],
    place: Place,
    finding: TermsFinding,
) -> None:
    assert held(*statements, secrets=secrets, place=place, use={"is_paid": True}) == finding


def test_questions_of_several_rules_add_up() -> None:
    assert held(secrets=PERSONAL, place=Place.EU) == ask(Unknown.CONTRACT, Unknown.PLACE)
    assert held(*business(), secrets=PERSONAL, place=Place.EU) == PASSES
