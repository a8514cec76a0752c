"""Inquiries: apps for a job whose price nobody states, or that hold too few, with all to ask."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from math import inf
from operator import itemgetter

from catalog import query
from catalog.plan_terms import PlanAnswer, answer_for_all_plans, plan_answer
from catalog.schema import AppPlan
from catalog.vocabulary import AppAnswer, AppQuestion, PlainAnswer, SolutionKind
from wizard.decision.app_roles import (
    TABLE,
    AppRole,
    AppSearch,
    is_made_for_others,
    lives_elsewhere,
)
from wizard.decision.app_terms import speaks
from wizard.decision.endings import Advised, AskFirst, Ending, FromList, Inquiry, NothingPasses
from wizard.decision.market import Looked
from wizard.decision.rows import JobRow
from wizard.decision.vocabulary import Builder, OptionKind, Place, Secret, Unknown, WhyOut

MOST_INQUIRIES = 2
# Ours: whose largest plan holds less than half of all results sells to smaller firms.
LEAST_PART_HELD = 0.5


class OutOfQuestionError(Exception):
    """What is on file of an app already rules it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """What a seller would be asked about: an app, or one of its plans."""

    role: AppRole
    search: AppSearch
    plan: AppPlan | None = None  # None: the app as a whole
    holds: float = inf  # results of a month, where that plan, its largest, holds too few

    @property
    def is_too_small(self) -> bool:
        """Return whether a larger plan is asked for than any on file."""
        return self.holds < inf

    @property
    def is_far_too_small(self) -> bool:
        """Return whether its seller serves smaller firms."""
        return self.holds < LEAST_PART_HELD * self.search.case.work.results

    def stated(self, question: AppQuestion) -> PlanAnswer:
        """Return what is on file of a question, for firms where this one is."""
        catalog, regions = self.search.catalog, self.search.answers.regions
        if self.plan is None:
            return answer_for_all_plans(catalog, self.role.app.slug, question, regions=regions)
        return plan_answer(catalog, self.plan, question, regions=regions)


def asks_further(ending: Ending, row: JobRow, *, has_the_kind: bool) -> bool:
    """Return whether other sellers are worth a question.

    They are where nothing passes, one is asked anyhow, or no app is named.

    Who has a program of the kind looks at that before he asks others about a model.
    """
    if isinstance(ending, FromList):
        return ending.wording is None
    if isinstance(ending, NothingPasses):
        return True
    if not isinstance(ending, Advised):
        return False
    option = ending.recommendation.first.option
    if isinstance(ending, AskFirst):
        return not option.inside
    app_comes_first = row.kinds[0] is SolutionKind.APP
    return app_comes_first and option.kind is OptionKind.MODEL and not has_the_kind


def inquiries(looked: Looked, named: str = "") -> tuple[Inquiry, ...]:
    """Return up to two apps for the job to ask about: the most special, with fewest questions.

    `named` is the plan of an app whose seller is asked already: beside it nobody is asked who makes
    a kind that the row names later, or whose plans are too small.
    """
    search = looked.search
    plan = search.catalog.app_plan.get(named)
    of_plan = [role for role in search.roles if plan is not None and plan.app == role.app.slug]
    last = min((search.row.place_of(role.kind) for role in of_plan), default=inf)
    rows = []
    for role in search.roles:
        # The firm asks for no price of what it works in.
        is_theirs = role.is_program and search.firm.is_inside(role.app)
        is_strange = role.is_sideline and not search.firm.is_inside(role.app)
        if role.is_assistant or is_strange or role in of_plan or is_theirs:
            continue
        if search.row.place_of(role.kind) > last:
            continue
        for subject, questions in _askable(role, looked):
            if subject.is_too_small and named:
                continue
            # Who serves smaller firms or names other languages goes last. The kind that the row
            # names first goes first, then who is known to speak the language, works in the firm's
            # own program, is under the law of its secrets, names a lowest price within the limit,
            # or does little else.
            place = (
                subject.is_far_too_small,
                is_made_for_others(role.app, search.languages),
                search.row.place_of(role.kind),
                Unknown.LANGUAGE in questions,
                not search.firm.is_linked(role.app),
                _is_under_another_law(subject),
                not _lowest_usd(subject),
                len(role.app.made_for),
                len(questions),
                role.fitness,
                role.app.slug,
            )
            rows.append((place, subject, questions))
    rows.sort(key=itemgetter(0))
    first = rows[:MOST_INQUIRIES]
    # Who serves smaller firms is asked only where nobody else is there.
    fit = [row for row in first if not row[1].is_far_too_small]
    return tuple(_inquiry(subject, questions) for _, subject, questions in fit or first)


def _inquiry(subject: AskedFor, questions: tuple[Unknown, ...]) -> Inquiry:
    is_of_a_plan = subject.plan is not None and not subject.is_too_small
    plan = subject.plan.slug if subject.plan is not None and is_of_a_plan else ""
    return Inquiry(app=subject.role.app.slug, plan=plan, questions=questions)


def _askable(role: AppRole, looked: Looked) -> Iterator[tuple[AskedFor, tuple[Unknown, ...]]]:
    """Yield what of an app has no price on file and may be asked about, with the questions.

    Where plans have prices, they were looked at: a larger one is asked about where these hold too
    few, and a plan on request where what is on file rules these out.
    """
    search = looked.search
    plans = search.plans_of(role.app)
    priced = [plan for plan in plans if _is_priced(plan, search)]
    larger = _larger_than(priced, AskedFor(role=role, search=search), looked)
    if larger is not None:
        yield from _with_questions(larger)
        return
    if any(_questions_on(AskedFor(role=role, search=search, plan=plan)) for plan in priced):
        return
    on_request = [plan for plan in plans if plan not in priced]
    is_of_a_plan = bool(priced) or any(plan.sold_to for plan in on_request)
    subjects = (
        AskedFor(role=role, search=search, plan=plan)
        for plan in (on_request if is_of_a_plan else [None])
    )
    yield from islice(chain.from_iterable(map(_with_questions, subjects)), 1)


def _with_questions(subject: AskedFor) -> Iterator[tuple[AskedFor, tuple[Unknown, ...]]]:
    questions = _questions_on(subject)
    if questions:
        yield subject, questions


def _larger_than(plans: Collection[AppPlan], of: AskedFor, looked: Looked) -> AskedFor | None:
    """Return an app that is asked for more than its largest plan; None where that is large enough.

    It is none either where something else is in the way.
    """
    holds = {row.tool: row.holds for row in looked.dropped if row.why is WhyOut.CAPACITY}
    passing = {option.tool for option in looked.options}
    sized = [plan for plan in plans if holds.get(plan.slug)]
    if not sized or any(plan.slug in passing for plan in plans):
        return None
    largest = max(sized, key=lambda plan: holds[plan.slug])
    return replace(of, plan=largest, holds=holds[largest.slug])


def _is_priced(plan: AppPlan, search: AppSearch) -> bool:
    """Return whether a whole price of a plan is on file, in a currency that has a rate."""
    price = query.plan_price(search.catalog, plan.slug, search.on)
    if price is None or price.lowest:
        return False
    return query.usd_of(search.catalog, price, search.on) is not None


def _questions_on(subject: AskedFor) -> tuple[Unknown, ...]:
    """Return what a seller has to be asked, the price first.

    It is nothing where what is on file says no.
    """
    if lives_elsewhere(subject.role, subject.search.answers.works_in) or _starts_too_dear(subject):
        return ()
    try:
        unknowns = [unknown for rule in RULES for unknown in rule(subject)]
    except OutOfQuestionError:
        return ()
    size = (Unknown.CAPACITY,) if subject.is_too_small else ()
    return (Unknown.PRICE, *size, *unknowns)


def _lowest_usd(of: AskedFor) -> list[Decimal]:
    """Return from how much its plans are sold, by all prices on file that are only the lowest.

    A larger plan costs no less than the largest on file.
    """
    search = of.search
    plans = [of.plan] if of.plan is not None else search.plans_of(of.role.app)
    prices = [query.plan_price(search.catalog, plan.slug, search.on) for plan in plans]
    known = [price for price in prices if price is not None]
    lowest = [price for price in known if price.lowest or of.is_too_small]
    sums = (query.usd_of(search.catalog, price, search.on) for price in lowest)
    return [usd for usd in sums if usd is not None]


def _starts_too_dear(of: AskedFor) -> bool:
    """Return whether even the lowest price on file is above the limit."""
    limit_usd, lowest_usd = of.search.answers.limit_usd, _lowest_usd(of)
    return limit_usd is not None and bool(lowest_usd) and min(lowest_usd) > limit_usd


def _is_under_another_law(of: AskedFor) -> bool:
    """Return whether whoever is bound to secrecy in the EU would buy over its border.

    Nobody is put back because nobody says where he is seated, or by a firm outside the EU.
    """
    maker = of.search.catalog.provider.get(of.role.app.maker)
    answers = of.search.answers
    is_bound = answers.secrecy and answers.under_eu_law
    if not is_bound or maker is None or not maker.country:
        return False
    return maker.country not in TABLE.eea_countries


def _of_place(of: AskedFor) -> Iterator[Unknown]:
    place = of.search.case.work.place
    if place is Place.ANYWHERE:
        return
    stated = of.stated(AppQuestion.PLACE)
    if place is Place.OWN_SERVERS:
        if stated.answer is not AppAnswer.OWN_SERVER:
            raise OutOfQuestionError
        return
    maker = of.search.catalog.provider.get(of.role.app.maker)
    is_unlikely = maker is None or maker.country not in TABLE.eea_countries
    if stated.meaning is PlainAnswer.UNKNOWN and not is_unlikely:
        yield Unknown.PLACE
    elif stated.meaning in {PlainAnswer.NO, PlainAnswer.UNKNOWN}:
        raise OutOfQuestionError


def _of_contract(of: AskedFor) -> Iterator[Unknown]:
    secrets = of.search.case.work.secrets
    if not secrets:
        return
    trains = of.stated(AppQuestion.TRAINING).meaning
    signs = of.stated(AppQuestion.PROCESSOR).meaning
    is_signed = signs in {PlainAnswer.YES, PlainAnswer.OPTION}
    is_personal = bool(secrets & {Secret.PERSONAL, Secret.SENSITIVE})
    is_private = of.stated(AppQuestion.CONTRACT).answer is AppAnswer.PRIVATE_TERMS
    is_out = is_private or trains is PlainAnswer.YES
    if is_out or (is_personal and signs is PlainAnswer.NO):
        raise OutOfQuestionError
    if is_personal and not is_signed:
        yield Unknown.CONTRACT
    elif trains is PlainAnswer.UNKNOWN:
        yield Unknown.TRAINING


def _of_secrecy(of: AskedFor) -> Iterator[Unknown]:
    if not of.search.answers.secrecy or not of.search.case.work.secrets:
        return
    signs = of.stated(AppQuestion.SECRECY).meaning
    if signs is PlainAnswer.NO:
        raise OutOfQuestionError
    if signs is PlainAnswer.UNKNOWN:
        yield Unknown.SECRECY


def _of_language(of: AskedFor) -> Iterator[Unknown]:
    # Nobody reads what a live chat answers: there its language is asked for as of a voice.
    is_heard = of.search.is_spoken or of.search.row.live
    finding = speaks(of.role.app, of.role.kind, of.search.languages, is_spoken=is_heard)
    if finding.out is not None:
        raise OutOfQuestionError
    yield from finding.unknowns


def _of_setup(of: AskedFor) -> Iterator[Unknown]:
    """Rule out what only developers build in, where the firm has none."""
    is_alone = of.search.answers.builder is not Builder.DEVELOPER
    if of.stated(AppQuestion.SETUP).answer is AppAnswer.DEVELOPER and is_alone:
        raise OutOfQuestionError
    yield from ()


RULES: tuple[Callable[[AskedFor], Iterator[Unknown]], ...] = (
    _of_place,
    _of_contract,
    _of_secrecy,
    _of_language,
    _of_setup,
)
