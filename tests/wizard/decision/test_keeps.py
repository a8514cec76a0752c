"""How the conditions of a plan are met, as sources say; a row a case, near misses beside it."""

import pytest

from catalog.schema import AppStatement
from catalog.vocabulary import AppAnswer, AppQuestion
from tests.wizard.decision.toy_catalog import catalog, plan, says
from tests.wizard.decision.toys import option
from wizard.decision.keeps import how_to_keep
from wizard.decision.vocabulary import Condition

EU = says(AppQuestion.PLACE, AppAnswer.EU_IN_PLAN, says="Switch routing off.")
SIGNS = says(AppQuestion.SECRECY, AppAnswer.YES, says="Through a reseller.")


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

    assert list(how_to_keep(option("mail-pro", conditions=conditions), rows)) == lines


def test_a_model_has_no_plan_of_which_that_is_said() -> None:
    assert list(how_to_keep(option("model"), catalog())) == []
