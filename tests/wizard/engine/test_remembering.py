"""What is remembered equals what is worked out afresh, whatever is turned over and in whatever order."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from catalog.schema import Catalog
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON
from wizard.engine import tipping, turning
from wizard.engine.adapter import adapted
from wizard.engine.answers import Answers
from wizard.engine.decide import outline
from wizard.engine.ranking import Entry
from wizard.engine.remembering import Memory
from wizard.engine.requirements import Case
from wizard.engine.scoring import Yardsticks
from wizard.engine.shortlist import contenders, judgements
from wizard.engine.workload import Need, PriceBook, needs
from wizard.plans.examples import all_examples
from wizard.steps.journey import read

CATALOG = starter_catalog()
PLANS = {example.slug: adapted(read(example.stored, CATALOG, ON)) for example in all_examples()}
STEP = 5  # every fifth answer; the brute force of test_flips takes them all


def afresh(answers: Answers, catalog: Catalog, need: Need) -> list[Entry]:
    case = Case(answers=answers, catalog=catalog, on=ON, need=need, prices=PriceBook(catalog, ON))
    return contenders(case, Yardsticks.of(catalog), judgements(case))


def worlds(answers: Answers) -> Iterator[tuple[Answers, Catalog, Need, str]]:
    """Yield changed worlds, with the part to look at and the model whose rows alone are changed."""
    for turn in list(turning.answers(answers, CATALOG))[::STEP]:
        yield from ((turn.answers, CATALOG, need, "") for need in needs(turn.answers, CATALOG))
    firsts = outline(answers, CATALOG, ON).firsts
    for need in needs(answers, CATALOG):
        first = firsts.get(need.key)
        if first is None:
            continue
        case = Case(answers=answers, catalog=CATALOG, on=ON, need=need, prices=PriceBook(CATALOG, ON))
        for fact in turning.facts(case, CATALOG.model[first]):
            yield answers, fact.catalog, need, "" if fact.everywhere else first
        yield answers, tipping.dearer(CATALOG, first, Decimal(7)), need, first
        for score in CATALOG.scores_of.get(first, ())[:2]:
            yield answers, tipping.lower(CATALOG, score, Decimal(200)), need, first
        yield answers, CATALOG, need, ""


@pytest.mark.parametrize("slug", PLANS)
def test_remembered_models_are_those_worked_out_afresh(slug: str) -> None:
    memory = Memory(CATALOG, ON)

    for answers, catalog, need, changed in worlds(PLANS[slug]):
        assert memory.entrants(answers, catalog, need, None, changed) == afresh(answers, catalog, need)


def test_changed_catalogs_have_the_indexes_of_their_rows() -> None:
    model = next(slug for slug, scores in CATALOG.scores_of.items() if scores and CATALOG.offers_of.get(slug))
    score = CATALOG.scores_of[model][0]

    for changed in (tipping.dearer(CATALOG, model, Decimal(3)), tipping.lower(CATALOG, score, Decimal(5))):
        built = Catalog(**{kind: getattr(changed, kind) for kind in CATALOG.__dataclass_fields__})
        assert changed != CATALOG
        for index in ("prices_of", "seat_prices_of", "scores_of", "scores_on", "offers_of", "model"):
            assert getattr(changed, index) == getattr(built, index), index
