"""Facts of a plan, a row a case: it passes, it is out, or its seller is asked."""

from typing import Any

import pytest

from catalog.vocabulary import Known
from wizard.method.plan_facts import Needs, Outcome, PlanFacts, hold
from wizard.method.vocabulary import (
    Builder,
    Place,
    PlanPlace,
    PlanTerms,
    PlanTraining,
    Secret,
    Unknown,
)

PERSONAL = frozenset({Secret.PERSONAL})
SENSITIVE = frozenset({Secret.SENSITIVE})
CONFIDENTIAL = frozenset({Secret.CONFIDENTIAL})
NOTHING = Outcome()


def plan(**fields: Any) -> PlanFacts:
    return PlanFacts(**fields)


def business(**fields: Any) -> PlanFacts:
    """Return a plan for firms that does not train and signs a processor contract."""
    usual = {
        "terms": PlanTerms.BUSINESS,
        "trains": PlanTraining.NO,
        "processor_contract": Known.YES,
    }
    return plan(**usual | fields)


def needs(**fields: Any) -> Needs:
    return Needs(**{"country": "de"} | fields)


def asks(*unknowns: Unknown) -> Outcome:
    return Outcome(unknowns=unknowns)


@pytest.mark.parametrize(
    ("facts", "secrets", "outcome"),
    [
        # nothing private: no contract is asked for
        (plan(), frozenset(), NOTHING),
        (plan(trains=PlanTraining.YES), frozenset(), NOTHING),
        (business(), PERSONAL, NOTHING),
        (business(trains=PlanTraining.YES), PERSONAL, Outcome(out="trains-on-it")),
        (business(trains=PlanTraining.YES), CONFIDENTIAL, Outcome(out="trains-on-it")),
        (
            business(trains=PlanTraining.OFF_BY_SWITCH),
            PERSONAL,
            Outcome(conditions=("switch-training-off",)),
        ),
        (
            business(trains=PlanTraining.OPT_OUT_BY_CONTRACT),
            PERSONAL,
            Outcome(conditions=("opt-out-by-contract",)),
        ),
        (business(trains=PlanTraining.UNKNOWN), PERSONAL, asks(Unknown.CONTRACT)),
        (business(trains=PlanTraining.UNKNOWN), CONFIDENTIAL, asks(Unknown.TRAINING)),
        # personal data need a processor contract, confidential material does not
        (
            business(processor_contract=Known.NO),
            PERSONAL,
            Outcome(out="no-processor-contract"),
        ),
        (business(processor_contract=Known.NO), CONFIDENTIAL, NOTHING),
        (business(processor_contract=Known.UNKNOWN), PERSONAL, asks(Unknown.CONTRACT)),
        (business(processor_contract=Known.UNKNOWN), SENSITIVE, asks(Unknown.CONTRACT)),
        (business(processor_contract=Known.UNKNOWN), CONFIDENTIAL, NOTHING),
        # private plans: never for personal data, whatever their switch
        (
            plan(terms=PlanTerms.PRIVATE, trains=PlanTraining.OFF_BY_SWITCH),
            PERSONAL,
            Outcome(out="private-terms"),
        ),
        (
            plan(terms=PlanTerms.PRIVATE, trains=PlanTraining.OFF_BY_SWITCH),
            CONFIDENTIAL,
            Outcome(conditions=("private-plan", "switch-training-off")),
        ),
        (
            plan(terms=PlanTerms.PRIVATE, trains=PlanTraining.NO),
            CONFIDENTIAL,
            Outcome(conditions=("private-plan",)),
        ),
        (plan(terms=PlanTerms.PRIVATE), CONFIDENTIAL, asks(Unknown.TRAINING)),
        (plan(), PERSONAL, asks(Unknown.CONTRACT)),
        (plan(), CONFIDENTIAL, asks(Unknown.TRAINING)),
        (plan(trains=PlanTraining.NO), CONFIDENTIAL, asks(Unknown.TRAINING)),
        # free plans hold nothing private, but for one that is sold to firms
        (plan(free=True, trains=PlanTraining.NO), CONFIDENTIAL, Outcome(out="free-plan")),
        (business(free=True), PERSONAL, NOTHING),
    ],
)
def test_contract(facts: PlanFacts, secrets: frozenset[Secret], outcome: Outcome) -> None:
    assert hold(facts, needs(secrets=secrets)) == outcome


@pytest.mark.parametrize(
    ("at", "anywhere", "eu", "own"),
    [
        (PlanPlace.EU, NOTHING, NOTHING, "not-on-own-servers"),
        (
            PlanPlace.EU_OPTION_IN_PLAN,
            NOTHING,
            Outcome(conditions=("eu-option",)),
            "not-on-own-servers",
        ),
        (
            PlanPlace.EU_OPTION_HIGHER_PLAN,
            NOTHING,
            Outcome(out="eu-only-in-a-higher-plan"),
            "not-on-own-servers",
        ),
        (PlanPlace.OWN_SERVER, NOTHING, NOTHING, ""),
        (PlanPlace.US, NOTHING, Outcome(out="not-in-the-eu"), "not-on-own-servers"),
        (PlanPlace.OTHER, NOTHING, Outcome(out="not-in-the-eu"), "not-on-own-servers"),
        (PlanPlace.UNKNOWN, NOTHING, asks(Unknown.PLACE), "not-on-own-servers"),
    ],
)
def test_place(at: PlanPlace, anywhere: Outcome, eu: Outcome, own: str) -> None:
    facts = plan(place=at)

    assert hold(facts, needs()) == anywhere
    assert hold(facts, needs(place=Place.EU)) == eu
    assert hold(facts, needs(place=Place.OWN_SERVERS)).out == own


@pytest.mark.parametrize(
    ("facts", "country", "out"),
    [
        (plan(), "de", ""),
        (plan(business_use=Known.YES), "de", ""),
        (plan(business_use=Known.NO), "us", "forbids-business-use"),
        (plan(no_business_in=frozenset({"de", "ch"})), "de", "forbids-business-use"),
        (plan(no_business_in=frozenset({"de", "ch"})), "us", ""),
    ],
)
def test_business_use_even_where_nothing_private_goes_in(
    facts: PlanFacts, country: str, out: str
) -> None:
    assert hold(facts, needs(country=country)).out == out


@pytest.mark.parametrize(
    ("by", "has", "project"),
    [
        (Builder.OWNER, Builder.OWNER, False),
        (Builder.HANDY, Builder.OWNER, True),
        (Builder.HANDY, Builder.HANDY, False),
        (Builder.HANDY, Builder.DEVELOPER, False),
        (Builder.DEVELOPER, Builder.HANDY, True),
        (Builder.DEVELOPER, Builder.DEVELOPER, False),
    ],
)
def test_who_sets_it_up(by: Builder, has: Builder, project: bool) -> None:  # noqa: FBT001  # a case
    assert hold(plan(set_up_by=by), needs(builder=has)).needs_developer is project


@pytest.mark.parametrize(
    ("languages", "spoken", "outcome"),
    [
        (frozenset(), "", NOTHING),
        (frozenset(), "pl", asks(Unknown.LANGUAGE)),
        (frozenset({"de"}), "pl", Outcome(out="does-not-speak-it")),
        (frozenset({"de", "pl"}), "pl", NOTHING),
    ],
)
def test_language(languages: frozenset[str], spoken: str, outcome: Outcome) -> None:
    assert hold(plan(languages=languages), needs(language=spoken)) == outcome


@pytest.mark.parametrize(
    ("signs", "at", "outcome"),
    [
        (Known.YES, PlanPlace.EU, Outcome(conditions=("sign-secrecy",))),
        (Known.UNKNOWN, PlanPlace.EU, Outcome(conditions=("sign-secrecy",))),
        (Known.NO, PlanPlace.EU, Outcome(out="signs-no-secrecy")),
        (Known.NO, PlanPlace.OWN_SERVER, NOTHING),
    ],
)
def test_secrecy(signs: Known, at: PlanPlace, outcome: Outcome) -> None:
    bound = needs(secrecy=True, secrets=CONFIDENTIAL)

    assert hold(business(secrecy=signs, place=at), bound) == outcome


def test_what_is_paid_for_is_not_held_back_by_what_nobody_says() -> None:
    outcome = hold(plan(), needs(secrets=PERSONAL, place=Place.EU, paid=True))

    assert outcome == Outcome(conditions=("settle-contract", "settle-place"))


def test_what_is_paid_for_is_out_where_it_is_forbidden() -> None:
    assert hold(plan(trains=PlanTraining.YES), needs(secrets=PERSONAL, paid=True)).out


def test_two_unknown_facts_are_two_questions() -> None:
    outcome = hold(plan(), needs(secrets=PERSONAL, place=Place.EU))

    assert outcome == asks(Unknown.CONTRACT, Unknown.PLACE)
