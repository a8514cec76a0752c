"""Keeps: what holds of a named option, asked for or not, and until when it is sold."""

from collections.abc import Collection, Iterator
from datetime import date

from catalog import query
from catalog.plan_terms import plan_answer, speaks_to, stays_in_the_eu
from catalog.schema import AppPlan, Catalog, Offer
from catalog.vocabulary import AppAnswer, AppQuestion, Known, Region, Training
from wizard.decision.options import Option
from wizard.decision.vocabulary import Condition, Keeps, OptionKind


def keeps(option: Option, catalog: Catalog) -> frozenset[Keeps]:
    """Return what an option is known to keep."""
    if option.kind is OptionKind.MACHINE:
        return frozenset({Keeps.OWN_MACHINE})
    plan, offer = catalog.app_plan.get(option.tool), catalog.offer.get(option.offer)
    if plan is not None:
        return frozenset(_of_plan(plan, catalog))
    return frozenset(_of_offer(offer, catalog)) if offer is not None else frozenset()


def _of_plan(plan: AppPlan, catalog: Catalog) -> Iterator[Keeps]:
    if plan_answer(catalog, plan, AppQuestion.PLACE).answer is AppAnswer.OWN_SERVER:
        yield Keeps.OWN_MACHINE
    elif stays_in_the_eu(catalog, plan).meets is Known.YES:
        yield Keeps.EU
    if plan_answer(catalog, plan, AppQuestion.TRAINING).answer is AppAnswer.NO:
        yield Keeps.NO_TRAINING
    if plan_answer(catalog, plan, AppQuestion.PROCESSOR).answer is AppAnswer.YES:
        yield Keeps.PROCESSOR


def _of_offer(offer: Offer, catalog: Catalog) -> Iterator[Keeps]:
    if query.eu_region(catalog, offer) is Known.YES:
        yield Keeps.EU
    if query.trains_on_inputs(catalog, offer) is Training.NO:
        yield Keeps.NO_TRAINING


# What sources say of how a condition is met, by the question that they answer.
SAID_OF = {Condition.EU_OPTION: AppQuestion.PLACE, Condition.SIGN_SECRECY: AppQuestion.SECRECY}


def how_to_keep(option: Option, catalog: Catalog, regions: Collection[Region]) -> Iterator[str]:
    """Yield what sources say of the conditions of a plan to firms in these regions.

    They say what to switch, and who sells what is signed.
    """
    plan = catalog.app_plan.get(option.tool)
    if plan is None:
        return
    questions = {SAID_OF[rule] for rule in option.conditions if rule in SAID_OF}
    for row in catalog.app_statements_of.get(plan.app, ()):
        is_agreed = row.answer in {AppAnswer.EU_IN_PLAN, AppAnswer.YES}
        is_of_plan = row.question in questions and row.app_plan in {None, plan.slug}
        if is_of_plan and is_agreed and speaks_to(row, regions):
            yield row.says


def sold_until(option: Option, catalog: Catalog, on: date) -> date | None:
    """Return the first day without an option; None where no end is known."""
    offer = catalog.offer.get(option.offer)
    model = catalog.model.get(option.tool.partition("@")[0])
    if offer is not None:
        return query.sale(catalog, offer, on).ends
    return query.sale(catalog, model, on).ends if model is not None else None
