"""Inquiries: apps made for a job whose price nobody states, with all that their sellers have to be asked."""

from collections.abc import Callable, Iterator
from operator import itemgetter

from catalog import query
from catalog.plan_terms import answer_for_all_plans
from catalog.schema import App
from catalog.vocabulary import AppAnswer, AppQuestion, PlainAnswer, SolutionKind
from wizard.decision.app_roles import AppRole, AppSearch, lives_elsewhere, roles
from wizard.decision.app_terms import speaks
from wizard.decision.endings import Advised, AskFirst, Ending, FromList, Inquiry, NothingPasses
from wizard.decision.rows import JobRow
from wizard.decision.vocabulary import Builder, OptionKind, Place, Secret, Unknown

MOST_INQUIRIES = 2
# Where a maker is seated whose word on the EU can be believed before it is written.
EU_COUNTRIES = frozenset(
    {
        *("Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia"),
        *("Finland", "France", "Germany", "Greece", "Hungary", "Ireland", "Italy", "Latvia"),
        *("Lithuania", "Luxembourg", "Malta", "Netherlands", "Poland", "Portugal", "Romania"),
        *("Slovakia", "Slovenia", "Spain", "Sweden"),
    }
)


class OutOfQuestionError(Exception):
    """What is on file of an app already rules it out."""


def asks_further(ending: Ending, row: JobRow, *, has_the_kind: bool) -> bool:
    """Return whether other sellers are worth a question: nothing passes, one is asked anyhow, or no app is named.

    Who has a program of the kind looks at that before he asks others about a model.
    """
    if isinstance(ending, FromList):
        return ending.wording is None
    if isinstance(ending, NothingPasses):
        return ending.largest is None
    if not isinstance(ending, Advised):
        return False
    option = ending.recommendation.first.option
    if isinstance(ending, AskFirst):
        return not option.inside
    app_comes_first = row.kinds[0] is SolutionKind.APP
    return app_comes_first and option.kind is OptionKind.MODEL and not has_the_kind


def inquiries(search: AppSearch, named: str = "") -> tuple[Inquiry, ...]:
    """Return up to two apps made for the job that may be asked: the most special, with the fewest questions.

    `named` is the plan of an app whose seller is asked already.
    """
    plan = search.catalog.app_plan.get(named)
    rows = []
    for role in roles(search):
        is_named = plan is not None and plan.app == role.app.slug
        is_fit = not (role.is_assistant or role.is_sideline or is_named)
        if not is_fit or _is_priced(role.app, search):
            continue
        try:
            questions = tuple(_questions(role, search))
        except OutOfQuestionError:
            continue
        # Whoever is made for the firm's own trade, or does little else, does it best.
        place = (
            not role.app.needs,
            len(role.app.made_for),
            _distance(role.app, search),
            len(questions),
            role.fitness,
            role.app.slug,
        )
        rows.append((place, Inquiry(app=role.app.slug, questions=questions)))
    rows.sort(key=itemgetter(0))
    return tuple(inquiry for _, inquiry in rows[:MOST_INQUIRIES])


def _distance(app: App, search: AppSearch) -> int:
    """Return 0 of what works inside what the firm works in, else 1."""
    return int(not {*app.works_inside} & search.answers.works_in)


def _is_priced(app: App, search: AppSearch) -> bool:
    """Return whether some plan of an app has a whole price on file: then that plan itself was looked at."""
    plans = search.catalog.plans_of.get(app.slug, ())
    prices = (query.plan_price(search.catalog, plan.slug, search.on) for plan in plans)
    return any(price is not None and not price.lowest for price in prices)


def _questions(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    """Yield what a seller has to be asked. Raises `OutOfQuestionError` where what is on file says no."""
    if lives_elsewhere(role, search.answers.works_in):
        raise OutOfQuestionError
    yield Unknown.PRICE
    for rule in RULES:
        yield from rule(role, search)


def _of_place(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    place = search.case.work.place
    if place is Place.ANYWHERE:
        return
    stated = answer_for_all_plans(search.catalog, role.app.slug, AppQuestion.PLACE)
    if place is Place.OWN_SERVERS:
        if stated.answer is not AppAnswer.OWN_SERVER:
            raise OutOfQuestionError
        return
    maker = search.catalog.provider.get(role.app.maker)
    is_unlikely = maker is None or maker.country not in EU_COUNTRIES
    if stated.meaning is PlainAnswer.UNKNOWN and not is_unlikely:
        yield Unknown.PLACE
    elif stated.meaning in {PlainAnswer.NO, PlainAnswer.UNKNOWN}:
        raise OutOfQuestionError


def _of_contract(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    secrets = search.case.work.secrets
    if not secrets:
        return
    trains = answer_for_all_plans(search.catalog, role.app.slug, AppQuestion.TRAINING).meaning
    signs = answer_for_all_plans(search.catalog, role.app.slug, AppQuestion.PROCESSOR).meaning
    is_signed = signs is PlainAnswer.YES
    is_personal = bool(secrets & {Secret.PERSONAL, Secret.SENSITIVE})
    if trains is PlainAnswer.YES or (is_personal and signs is PlainAnswer.NO):
        raise OutOfQuestionError
    if is_personal and not is_signed:
        yield Unknown.CONTRACT
    elif trains is PlainAnswer.UNKNOWN:
        yield Unknown.TRAINING


def _of_secrecy(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    if not search.answers.secrecy or not search.case.work.secrets:
        return
    signs = answer_for_all_plans(search.catalog, role.app.slug, AppQuestion.SECRECY).meaning
    if signs is PlainAnswer.NO:
        raise OutOfQuestionError
    if signs is PlainAnswer.UNKNOWN:
        yield Unknown.SECRECY


def _of_language(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    finding = speaks(role.app, role.kind, search.answers, is_spoken=search.is_spoken)
    if finding.out is not None:
        raise OutOfQuestionError
    yield from finding.unknowns


def _of_setup(role: AppRole, search: AppSearch) -> Iterator[Unknown]:
    """Rule out what only developers build in, where the firm has none."""
    takes = answer_for_all_plans(search.catalog, role.app.slug, AppQuestion.SETUP).answer
    is_alone = search.answers.builder is not Builder.DEVELOPER
    if takes is AppAnswer.DEVELOPER and is_alone:
        raise OutOfQuestionError
    yield from ()


RULES: tuple[Callable[[AppRole, AppSearch], Iterator[Unknown]], ...] = (
    _of_place,
    _of_contract,
    _of_secrecy,
    _of_language,
    _of_setup,
)
