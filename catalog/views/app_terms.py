"""What is known of the terms of an app, question by question, and for whom it is not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN
from itertools import chain

from catalog import formatting
from catalog.plan_costs import PlanCost
from catalog.plan_terms import (
    PlanAnswer,
    TermsCheck,
    answer_for_all_plans,
    keeps_out_of_training,
    plan_answer,
    stays_in_the_eu,
    takes_private_material,
)
from catalog.schema import App, AppPlan, AppStatement, Catalog, DataTerms, group_pairs
from catalog.views.plan_lines import CONDITIONS
from catalog.vocabulary import AppAnswer, AppQuestion, Known


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer to a question, the plans of which it is true, and who says so."""

    answer: AppAnswer | None
    means: Known
    plans: str  # their names, or that it is all
    count: int  # how many they are
    statements: tuple[AppStatement, ...]
    terms: DataTerms | None
    contradicted: bool

    @property
    def hint(self) -> str:
        """Return what stands behind a plain yes or no; nothing where that says it all."""
        if self.contradicted:
            return self.words
        if self.answer is None or self.answer in {AppAnswer.YES, AppAnswer.NO}:
            return ""
        return CONDITIONS.get(self.answer) or formatting.lower_first(self.words)

    @property
    def words(self) -> str:
        """Return the answer as a table has it."""
        if self.contradicted:
            return "sources disagree"
        return self.answer.label if self.answer else "not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningLine:
    """What the answer to a question comes to in some plans, for a glance."""

    means: Known
    plans: str  # empty where it is all of them
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question with its answers."""

    question: AppQuestion
    answers: tuple[AnswerLine, ...]

    @property
    def mark_means(self) -> str:
        """Return which end the tick stands for, where a yes is the bad one."""
        is_turned = self.question is AppQuestion.TRAINING
        return "tick: it does not, or can be stopped" if is_turned else ""

    @property
    def meanings(self) -> tuple[MeaningLine, ...]:
        """Return what the answers come to, plans that come to the same together, yes first."""
        answers_of = group_pairs((answer.means, answer) for answer in self.answers)
        lines = []
        for means in (Known.YES, Known.NO, Known.UNKNOWN):
            answers = answers_of.get(means, ())
            if answers:
                hints = {answer.hint for answer in answers}
                hint = hints.pop() if len(hints) == 1 else ""
                is_all = len(answers_of) == 1
                plans = "" if is_all else _few_plans(answers)
                lines.append(MeaningLine(means=means, plans=plans, hint=hint))
        return tuple(lines)

    @property
    def open_for(self) -> str:
        """Return of which plans nobody says; empty where all is said."""
        return next((line.plans for line in self.answers if line.answer is None), "")


def _few_plans(answers: Sequence[AnswerLine]) -> str:
    """Return the plan of some answers by name where it is one, else how many they are."""
    count = sum(answer.count for answer in answers)
    return answers[0].plans if count == 1 else formatting.format_count(count, "plan", "plans")


def question_lines(
    catalog: Catalog, app: App, plans: tuple[AppPlan, ...]
) -> tuple[QuestionLine, ...]:
    """Return what is known of every question, the plans with the same answer together."""
    return tuple(_question_line(catalog, app, plans, question) for question in AppQuestion)


def other_statements(
    catalog: Catalog, app: App, lines: tuple[QuestionLine, ...]
) -> tuple[AppStatement, ...]:
    """Return statements on file that do not count.

    Others speak of the plan, are surer, or are newer.
    """
    answers = chain.from_iterable(line.answers for line in lines)
    counting = chain.from_iterable(answer.statements for answer in answers)
    shown = {(row.question, row.source, row.says) for row in counting}
    rows = catalog.app_statements_of.get(app.slug, ())
    rest = [row for row in rows if (row.question, row.source, row.says) not in shown]
    return tuple(sorted(rest, key=lambda row: (row.question.order, row.app_plan or "", row.source)))


def _question_line(
    catalog: Catalog, app: App, plans: tuple[AppPlan, ...], question: AppQuestion
) -> QuestionLine:
    if not plans:
        answer = answer_for_all_plans(catalog, app.slug, question)
        return QuestionLine(question=question, answers=(_answer_line(answer, "all plans", 0),))
    answers = [(plan_answer(catalog, plan, question, app=app.slug), plan) for plan in plans]
    alike = group_pairs(((row.answer, row.contradicted), (row, plan)) for row, plan in answers)
    lines = []
    for pairs in alike.values():
        names = formatting.format_list([plan.name for _, plan in pairs])
        merged = _merged([row for row, _ in pairs])
        are_all = len(pairs) == len(plans)
        lines.append(_answer_line(merged, "all plans" if are_all else names, len(pairs)))
    return QuestionLine(question=question, answers=tuple(lines))


def _merged(rows: list[PlanAnswer]) -> PlanAnswer:
    """Return one answer with the statements of all plans that have it."""
    # A source that says the same of each of several plans says it once.
    every = chain.from_iterable(row.statements for row in rows)
    statements = {(statement.source, statement.says): statement for statement in every}
    first = rows[0]
    return PlanAnswer(
        question=first.question,
        answer=first.answer,
        statements=tuple(statements.values()),
        terms=first.terms,
    )


def _answer_line(row: PlanAnswer, plans: str, count: int) -> AnswerLine:
    is_barred = row.answer is AppAnswer.NOT_IN_COUNTRIES
    means = Known.NO if is_barred else row.protects
    return AnswerLine(
        answer=row.answer,
        means=means,
        plans=plans,
        count=count,
        statements=row.statements,
        terms=row.terms,
        contradicted=row.contradicted,
    )


# ------------------------------------------------------------------------------- for whom it is not


def not_for(
    catalog: Catalog, app: App, plans: tuple[AppPlan, ...], costs: tuple[PlanCost, ...]
) -> tuple[str, ...]:
    """Return for whom or what an app is not, each in a sentence that follows from a stated fact."""
    return (
        *_by_terms(catalog, app, plans),
        *_by_the_app(catalog, app, plans),
        *_by_size(plans, costs),
    )


def _by_terms(catalog: Catalog, app: App, plans: tuple[AppPlan, ...]) -> Iterator[str]:
    training = _refusing(plans, lambda plan: keeps_out_of_training(catalog, plan, app=app.slug))
    if training:
        yield f"Not for anything secret{_in_plans(training, plans)}: it trains on what you send."
    others = [plan for plan in plans if plan not in training]
    private = _refusing(others, lambda plan: takes_private_material(catalog, plan, personal=True))
    if private:
        yield (
            f"Not for personal data{_in_plans(private, plans)}: its terms are for private persons, "
            "or its seller signs no processor contract."
        )
    abroad = _refusing(plans, lambda plan: stays_in_the_eu(catalog, plan, app=app.slug))
    if abroad:
        yield f"Not where all of it has to stay in the EU{_in_plans(abroad, plans)}."
    yield from _not_for_work(catalog, app, plans)


def _refusing(
    plans: Iterable[AppPlan], condition_of: Callable[[AppPlan], TermsCheck]
) -> list[AppPlan]:
    """Return the plans of which it is known that they do not meet a condition."""
    return [plan for plan in plans if condition_of(plan).meets is Known.NO]


def _not_for_work(catalog: Catalog, app: App, plans: tuple[AppPlan, ...]) -> Iterator[str]:
    question = AppQuestion.BUSINESS_USE
    answers = [(plan, plan_answer(catalog, plan, question, app=app.slug)) for plan in plans]
    nowhere = [plan for plan, row in answers if row.answer is AppAnswer.NO]
    if nowhere:
        yield f"Not for the work of a firm{_in_plans(nowhere, plans)}: the terms forbid it."
    barred = [(plan, row) for plan, row in answers if row.answer is AppAnswer.NOT_IN_COUNTRIES]
    if barred:
        statements = chain.from_iterable(row.statements for _, row in barred)
        regions = chain.from_iterable(statement.countries for statement in statements)
        names = [_with_the(name) for name in dict.fromkeys(region.label for region in regions)]
        countries = formatting.format_list(names)
        somewhere = _in_plans([plan for plan, _ in barred], plans)
        yield f"Not for the work of a firm in {countries}{somewhere}: the terms forbid it."


def _with_the(region: str) -> str:
    """Return a region as a sentence names it: the European Union, Switzerland."""
    return region if len(region.split()) == 1 or region == "South Korea" else f"the {region}"


def _by_the_app(catalog: Catalog, app: App, plans: tuple[AppPlan, ...]) -> Iterator[str]:
    """Yield for whom it is not, by facts of the app."""
    setups = [plan_answer(catalog, plan, AppQuestion.SETUP, app=app.slug).answer for plan in plans]
    if setups and all(setup is AppAnswer.DEVELOPER for setup in setups):
        yield "Not for a firm without a developer: somebody has to connect it."
    if app.needs:
        needs = formatting.format_list([row.label for row in app.needs], last="or")
        yield f"Not without {needs}, which it needs."
    if app.by_quote:
        yield "Not for whoever needs a price first: its seller makes an offer to each customer."
    if app.beta:
        yield "Not for work that has to go on: its maker calls it a beta or an experiment."


def _by_size(plans: tuple[AppPlan, ...], costs: tuple[PlanCost, ...]) -> Iterator[str]:
    most = [plan.most_seats for plan in plans]
    largest = max((seats for seats in most if seats is not None), default=None)
    if largest is not None and None not in most:
        people = formatting.format_count(largest, "person", "people")
        yield f"Not for more than {people}: no plan on file serves more."
    ends = [cost.holds for cost in costs if cost.beyond is None]
    all_end = costs and len(ends) == len(costs) and None not in ends
    holds = max((number for number in ends if number is not None), default=None)
    if all_end and holds is not None:
        number = formatting.format_number(holds.to_integral_value(ROUND_DOWN))
        yield f"Not for more than {number} results a month: the largest plan on file holds so many."


def _in_plans(those: list[AppPlan], plans: tuple[AppPlan, ...]) -> str:
    """Return of which plans it is said; nothing where of all."""
    if len(those) == len(plans):
        return ""
    return f" in {formatting.format_list([plan.name for plan in those], 'or')}"
