"""How the conditions of a plan are met, as sources say; a row a case, near misses beside it."""

import pytest

from catalog.schema import AppStatement
from catalog.vocabulary import AppAnswer, AppQuestion, Region
from tests.wizard.decision.toy_catalog import answers, catalog, plan, says
from tests.wizard.decision.toys import option
from wizard.decision.keeps import how_to_keep
from wizard.decision.vocabulary import Condition, Country

EU = says(AppQuestion.PLACE, AppAnswer.EU_IN_PLAN, says="Switch routing off.")
SIGNS = says(AppQuestion.SECRECY, AppAnswer.YES, says="Through a reseller.")
IN_GERMANY = says(
    AppQuestion.SECRECY, AppAnswer.YES, says="By a supplement.", countries=(Region.GERMANY,)
)


@pytest.mark.parametrize(
    ("statements", "conditions", "lines"),
    [
        ((EU, SIGNS), (Condition.EU_OPTION,), ["Switch routing off."]),
        ((EU, SIGNS), (Condition.SIGN_SECRECY,), ["Through a reseller."]),
        ((EU, SIGNS), (), []),
        # what says no tells nobody how
        ((says(AppQuestion.SECRECY, AppAnswer.NO),), (Condition.SIGN_SECRECY,), []),
        # of another plan
        (
            (says(AppQuestion.PLACE, AppAnswer.EU_IN_PLAN, app_plan="mail-free"),),
            (Condition.EU_OPTION,),
            [],
        ),
    ],
)
def test_what_sources_say_of_a_condition(
    statements: tuple[AppStatement, ...], conditions: tuple[Condition, ...], lines: list[str]
) -> None:
    rows = catalog(app_plans=(plan("mail-pro"),), app_statements=statements)

    assert list(how_to_keep(option("mail-pro", conditions=conditions), rows, ())) == lines


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        (Country.GERMANY, ["Through a reseller.", "By a supplement."]),
        (Country.EU, ["Through a reseller."]),  # it may be another country of the Union
        (Country.SWITZERLAND, ["Through a reseller."]),
        (None, ["Through a reseller."]),
    ],
)
def test_what_holds_in_one_country_is_said_there_alone(
    country: Country | None, lines: list[str]
) -> None:
    rows = catalog(app_plans=(plan("mail-pro"),), app_statements=(SIGNS, IN_GERMANY))
    signed = option("mail-pro", conditions=(Condition.SIGN_SECRECY,))
    regions = answers(country=country).regions

    assert list(how_to_keep(signed, rows, regions)) == lines


def test_a_model_has_no_plan_of_which_that_is_said() -> None:
    assert list(how_to_keep(option("model"), catalog(), ())) == []
