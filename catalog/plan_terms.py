"""What sources say of a plan's terms: an answer to each question, and what firms may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from catalog import query
from catalog.schema import AppPlan, AppStatement, Catalog, DataTerms
from catalog.vocabulary import (
    APP_ANSWERS,
    AppAnswer,
    AppQuestion,
    Known,
    PlainAnswer,
    Region,
    Training,
)

# What the data terms of a plan answer where no statement does.
_TRAINING_OF_TERMS = {
    Training.NO: AppAnswer.NO,
    Training.YES: AppAnswer.YES,
    Training.OPT_OUT: AppAnswer.OFF_BY_SWITCH,
}
_PROTECTS = {
    PlainAnswer.YES: Known.YES,
    PlainAnswer.OPTION: Known.YES,
    PlainAnswer.NO: Known.NO,
    PlainAnswer.UNKNOWN: Known.UNKNOWN,
}
_PROTECTS_BY_NO = _PROTECTS | {PlainAnswer.YES: Known.NO, PlainAnswer.NO: Known.YES}
EVERYWHERE = frozenset(Region)
_STAYS_PRIVATE = {AppAnswer.NO, AppAnswer.OFF_BY_SWITCH, AppAnswer.OPT_OUT_BY_CONTRACT}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnswer:
    """What is known of one question on a plan."""

    question: AppQuestion
    answer: AppAnswer | None = None  # None: no source says so, or those that count contradict
    statements: tuple[AppStatement, ...] = ()  # those that count; several where they contradict
    terms: DataTerms | None = None  # the data terms that say so, where no statement does

    @property
    def meaning(self) -> PlainAnswer:
        """Return what it comes to: yes, no, on a condition, or not said."""
        if self.answer is None:
            return PlainAnswer.UNKNOWN
        return APP_ANSWERS[self.question][self.answer]

    @property
    def protects(self) -> Known:
        """Return whether it is what a careful buyer wants, be it once somebody sees to it.

        That a plan trains on what is sent is the one yes that nobody wants.
        """
        protects = _PROTECTS_BY_NO if self.question is AppQuestion.TRAINING else _PROTECTS
        return protects[self.meaning]

    @property
    def contradicted(self) -> bool:
        """Tell whether sources of the same weight and day say different things."""
        return self.answer is None and bool(self.statements)


def answer_for_all_plans(
    catalog: Catalog,
    app: str,
    question: AppQuestion,
    *,
    regions: frozenset[Region] = EVERYWHERE,
) -> PlanAnswer:
    """Return what is said of a question on an app as a whole, as where no plan of it is on file."""
    rows = catalog.app_statements_of.get(app, ())
    of_all = [row for row in rows if row.question is question and row.app_plan is None]
    statements = [row for row in of_all if speaks_to(row, regions)]
    return _settled(question, _that_count(statements)) or PlanAnswer(question=question)


def _settled(question: AppQuestion, statements: tuple[AppStatement, ...]) -> PlanAnswer | None:
    """Return the answer on which statements agree, or that they contradict; None without any."""
    answers = {row.answer for row in statements}
    if len(answers) == 1:
        return PlanAnswer(question=question, answer=answers.pop(), statements=statements)
    return PlanAnswer(question=question, statements=statements) if statements else None


def speaks_to(statement: AppStatement, regions: Collection[Region]) -> bool:
    """Return whether a statement is for firms in one of these regions.

    What names no country is for all.
    """
    is_bound = statement.answer is not AppAnswer.NOT_IN_COUNTRIES and statement.countries
    return not is_bound or not set(regions).isdisjoint(statement.countries)


def plan_answer(
    catalog: Catalog,
    plan: AppPlan,
    question: AppQuestion,
    *,
    app: str = "",
    regions: frozenset[Region] = EVERYWHERE,
) -> PlanAnswer:
    """Return what is known of a question on a plan for firms in `regions`.

    The same is asked of another `app` that comes with the plan.

    What names the plan counts before what speaks of all plans, then what is surer, then what is of
    a later day; what carries no day comes last. Where what counts still says two things, the answer
    is not known.

    It is the same for every firm that asks: worked out once for a catalog.
    """
    of_app = app or plan.app
    return catalog.once(
        ("plan-answer", plan.slug, of_app, question, regions),
        lambda: _plan_answer(catalog, plan, question, of_app, regions),
    )


def _plan_answer(
    catalog: Catalog, plan: AppPlan, question: AppQuestion, app: str, regions: frozenset[Region]
) -> PlanAnswer:
    rows = catalog.app_statements_of.get(app, ())
    on_question = [row for row in rows if row.question is question and speaks_to(row, regions)]
    statements = _that_count([row for row in on_question if row.app_plan in {None, plan.slug}])
    return _settled(question, statements) or _answer_of_terms(catalog, plan, question)


def _that_count(statements: Collection[AppStatement]) -> tuple[AppStatement, ...]:
    first = min(map(_weight, statements), default=None)
    return tuple(row for row in statements if _weight(row) == first)


def _weight(statement: AppStatement) -> tuple[bool, int, int]:
    """Return a key by which what counts comes first."""
    day = statement.as_of or date.min
    return statement.app_plan is None, statement.confidence.order, -day.toordinal()


def _answer_of_terms(catalog: Catalog, plan: AppPlan, question: AppQuestion) -> PlanAnswer:
    """Return what follows where nobody speaks of the question itself."""
    terms = query.terms(catalog, plan)
    if question is AppQuestion.TRAINING and terms is not None:
        answer = _TRAINING_OF_TERMS.get(terms.trains_on_inputs)
        return PlanAnswer(question=question, answer=answer, terms=terms if answer else None)
    if question is AppQuestion.PLACE and terms is not None and terms.eu_region is Known.NO:
        return PlanAnswer(question=question, answer=AppAnswer.ELSEWHERE, terms=terms)
    if question is AppQuestion.BUSINESS_USE:
        # Business terms are made for work; private terms may allow it or not.
        contract = plan_answer(catalog, plan, AppQuestion.CONTRACT)
        if contract.answer is AppAnswer.BUSINESS_TERMS:
            return PlanAnswer(
                question=question, answer=AppAnswer.YES, statements=contract.statements
            )
    return PlanAnswer(question=question)


def plan_answers(catalog: Catalog, plan: AppPlan) -> tuple[PlanAnswer, ...]:
    """Return what is known of every question on a plan, in the order of the questions."""
    return tuple(plan_answer(catalog, plan, question) for question in AppQuestion)


class TermsCheck(Struct, frozen=True, kw_only=True):
    """Whether a plan meets a requirement, and what that rests on.

    An option among these is a condition to be said.
    """

    meets: Known = Known.UNKNOWN
    answers: tuple[PlanAnswer, ...] = ()

    @property
    def conditions(self) -> tuple[PlanAnswer, ...]:
        """Return what has to be done or chosen for it to hold."""
        if self.meets is not Known.YES:
            return ()
        return tuple(answer for answer in self.answers if answer.meaning is PlainAnswer.OPTION)

    @property
    def open(self) -> tuple[PlanAnswer, ...]:
        """Return what has to be asked before it is known."""
        if self.meets is not Known.UNKNOWN:
            return ()
        return tuple(answer for answer in self.answers if answer.answer is None)


def takes_private_material(catalog: Catalog, plan: AppPlan, *, personal: bool) -> TermsCheck:
    """Return whether private material may go into a plan.

    Data of people takes a processor contract.
    """
    contract = plan_answer(catalog, plan, AppQuestion.CONTRACT)
    training = plan_answer(catalog, plan, AppQuestion.TRAINING)
    processor = plan_answer(catalog, plan, AppQuestion.PROCESSOR)
    answers = (contract, training, *([processor] if personal else []))
    private_terms = contract.answer is AppAnswer.PRIVATE_TERMS
    if training.answer is AppAnswer.YES:
        return TermsCheck(meets=Known.NO, answers=answers)
    if personal and (private_terms or processor.answer is AppAnswer.NO):
        return TermsCheck(meets=Known.NO, answers=answers)
    agreed = contract.answer is not None and training.answer in _STAYS_PRIVATE
    signed = not personal or processor.answer is AppAnswer.YES
    return TermsCheck(meets=Known.YES if agreed and signed else Known.UNKNOWN, answers=answers)


def stays_in_the_eu(catalog: Catalog, plan: AppPlan, *, app: str = "") -> TermsCheck:
    """Return whether all of a plan is kept and worked in the EU, or on a machine of one's own."""
    place = plan_answer(catalog, plan, AppQuestion.PLACE, app=app)
    return TermsCheck(meets=place.protects, answers=(place,))


def keeps_out_of_training(catalog: Catalog, plan: AppPlan, *, app: str = "") -> TermsCheck:
    """Return whether what is sent stays out of training, by itself or once somebody sees to it."""
    training = plan_answer(catalog, plan, AppQuestion.TRAINING, app=app)
    return TermsCheck(meets=training.protects, answers=(training,))


def may_be_used_for_work(catalog: Catalog, plan: AppPlan, regions: frozenset[Region]) -> TermsCheck:
    """Return whether a firm in these regions may use a plan for its work.

    Unknown is for whoever asks to weigh: hardly any terms for firms say it in words.
    """
    answer = plan_answer(catalog, plan, AppQuestion.BUSINESS_USE)
    if answer.answer is None:
        return TermsCheck(meets=Known.UNKNOWN, answers=(answer,))
    if answer.answer is not AppAnswer.NOT_IN_COUNTRIES:
        meets = Known.YES if answer.answer is AppAnswer.YES else Known.NO
        return TermsCheck(meets=meets, answers=(answer,))
    is_barred = any(not regions.isdisjoint(row.countries) for row in answer.statements)
    return TermsCheck(meets=Known.NO if is_barred else Known.YES, answers=(answer,))


def who_sets_it_up(catalog: Catalog, plan: AppPlan) -> AppAnswer:
    """Return whom it takes to set a plan up; anybody where nobody says."""
    return plan_answer(catalog, plan, AppQuestion.SETUP).answer or AppAnswer.OWNER
