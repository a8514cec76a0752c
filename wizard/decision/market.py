"""What is on the market for a job: apps, models and machines that pass all requirements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from catalog import query
from catalog.schema import App, Catalog
from catalog.vocabulary import AppKind, SolutionKind
from wizard.decision.answers import Answers
from wizard.decision.app_roles import AppSearch
from wizard.decision.apps import apps
from wizard.decision.boards import Judge, judge
from wizard.decision.cases import Case
from wizard.decision.compounds import compounds, heard_by, with_hearing
from wizard.decision.costs import Priced
from wizard.decision.deployments import Market
from wizard.decision.models import Models, models, without_unmeasured
from wizard.decision.options import Dropped, Option
from wizard.decision.parts import PURPOSES, Part
from wizard.decision.rows import HEARD, JobRow
from wizard.decision.vocabulary import (
    Builder,
    Condition,
    ModelKind,
    OptionKind,
    Place,
    Stakes,
    Unknown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The options of a job, and what was looked at and dropped."""

    options: tuple[Option, ...]
    dropped: tuple[Dropped, ...]
    judge: Judge
    search: AppSearch  # in what apps were looked for
    small: tuple[Option, ...] = ()  # plans that are free, and hold a part of the results alone


def look(case: Case, answers: Answers, catalog: Catalog, on: date) -> Looked:
    """Return what may be used for a job: plans of apps and models, judged by one board."""
    built = _models_of_parts(case, answers, catalog, on)
    board = built[0].judge if built else _judge_of_all_on_sale(case.parts[0], answers, catalog, on)
    search = AppSearch(
        catalog=catalog,
        on=on,
        answers=answers,
        case=replace(case, parts=case.parts[:1]) if case.heard_apart else case,
        row=case.row,
        judge=board,
        is_built=bool(built) and answers.built_in is True,
    )
    plans = apps(search)
    heard = _hearing(case, answers, catalog, on)
    plans = replace(plans, options=with_hearing(plans.options, heard, case.work.results))
    whole = (
        compounds(built[0].options, [row.options for row in built[1:]], case.work) if built else ()
    )
    by_models = without_unmeasured(whole)
    options = (*plans.options, *by_models)
    if AppKind.KNOWLEDGE_SEARCH in case.row.app_kinds:
        options = tuple(_with_papers(row, search) for row in options)
    return Looked(
        options=_where_nothing_else(_in_order_of_kinds(options, case.row)),
        dropped=(*plans.dropped, *(row for part in built for row in part.dropped)),
        judge=board,
        search=search,
        small=plans.small,
    )


def _with_papers(option: Option, search: AppSearch) -> Option:
    """Return an option with how it comes to the firm's own papers, from which it is to answer.

    What searches them finds all that lies open, so their rights are set first. An app made for the
    job takes them in, and nobody says what a named part of a suite sees; all else is given them.
    """
    plan = search.catalog.app_plan.get(option.tool)
    app = search.catalog.app[plan.app] if plan is not None else None
    condition = Condition.GIVE_PAPERS
    if app is not None and AppKind.KNOWLEDGE_SEARCH in {app.main_kind, *app.more_kinds}:
        condition = Condition.SET_RIGHTS
    elif option.kind is OptionKind.APP or _may_see_files(app, search):
        return option
    return structs.replace(option, conditions=(*option.conditions, condition))


def _may_see_files(app: App | None, search: AppSearch) -> bool:
    """Return whether it is a part of a suite, and editors name it for the job."""
    if app is None or app.part_of is None:
        return False
    return app.slug in search.row.assistants


def _hearing(case: Case, answers: Answers, catalog: Catalog, on: date) -> Priced | None:
    """Return what writes down the recordings that a text is made from; None where there are none.

    Also None where nothing that hears may be used.
    """
    if not case.heard_apart:
        return None
    parts = [part for part in case.parts if part.kind is ModelKind.TRANSCRIPTION]
    hearing = replace(case, parts=tuple(parts), row=HEARD, heard_apart=False)
    return heard_by(look(hearing, answers, catalog, on).options, case.work)


def _kinds_of_models(case: Case, answers: Answers) -> frozenset[OptionKind]:
    """Return where models may be had, by the job's row, if results suffice to build one in.

    On own servers every open model that the machine holds competes, whatever the row says. On a
    machine that stands there one competes for any number.
    """
    if case.work.place is Place.OWN_SERVERS:
        return frozenset({OptionKind.MACHINE})
    is_enough = case.work.results >= case.row.build_from
    is_built = is_enough and _may_build(case, answers)
    on_machine = SolutionKind.MACHINE in case.row.kinds and (is_built or answers.machine_stands)
    kinds = {OptionKind.MODEL: is_built, OptionKind.MACHINE: on_machine}
    return frozenset(kind for kind, is_looked_at in kinds.items() if is_looked_at)


def _may_build(case: Case, answers: Answers) -> bool:
    """Return whether a model is built in.

    Nobody is hired to build what may hurt somebody, unless its owner says so.
    """
    is_hired = answers.builder is not Builder.DEVELOPER and answers.built_in is None
    if is_hired and case.work.stakes is Stakes.HURT:
        return False
    return answers.is_built_in(case.job)


def _models_of_parts(
    case: Case, answers: Answers, catalog: Catalog, on: date
) -> tuple[Models, ...]:
    kinds = _kinds_of_models(case, answers)
    if not kinds:
        return ()
    markets = (
        Market(
            catalog=catalog,
            on=on,
            answers=answers,
            work=case.work,
            part=part,
            built_in=answers.is_built_in(case.job),
            kinds=kinds,
        )
        for part in case.parts
    )
    return tuple(models(market) for market in markets)


def _judge_of_all_on_sale(part: Part, answers: Answers, catalog: Catalog, on: date) -> Judge:
    """Return the judge of a job for which no model may be used: chosen by all models on sale."""
    purpose = PURPOSES[part.kind]
    on_sale = query.models_on_sale(catalog, on)
    usable = [model.slug for model in on_sale if purpose in model.purposes]
    return judge(catalog, part, answers.languages, usable)


def _in_order_of_kinds(options: tuple[Option, ...], row: JobRow) -> tuple[Option, ...]:
    """Return the options with the place of their kind in the job's row; owned ones come first."""
    kinds = [kind for kind in row.kinds if kind is not SolutionKind.NONE]
    places = {OptionKind.read(kind.value): place for place, kind in enumerate(kinds)}
    last = len(places)
    return tuple(
        option if _is_at_hand(option, row) else _placed(option, places.get(option.kind, last))
        for option in options
    )


def _placed(option: Option, place: int) -> Option:
    return option if option.kind_place == place else structs.replace(option, kind_place=place)


def _is_at_hand(option: Option, row: JobRow) -> bool:
    """Return whether the firm has what the job can be given to.

    A chat window does not count where an app is plainly right.
    """
    is_chat = option.kind is OptionKind.ASSISTANT and not option.inside
    return option.is_there and not (is_chat and row.app_is_right)


def _where_nothing_else(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Let an app's plan be named that may only be tried, where all others need a developer."""
    is_ready = any(row.is_namable and not row.needs_developer for row in options)
    return options if is_ready else named_alone(options)


def named_alone(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Let plans of apps be named that may only be tried beside another.

    A preview of a model stays beside: it may change or end any day. So does what is free and says
    not how much it holds.
    """
    return tuple(
        row if _is_never_pick(row) else structs.replace(row, challenger_only=False)
        for row in options
    )


def _is_never_pick(row: Option) -> bool:
    is_unsure = Unknown.CAPACITY in row.unknowns and not row.seats_usd
    return row.kind is OptionKind.MODEL or row.never_pick or is_unsure


# --------------------------------------------------- what would pass if one requirement gave way


def relaxed(case: Case, answers: Answers) -> Iterator[tuple[str, Case, Answers]]:
    """Yield a job with one of the owner's requirements relaxed, with the name of its answer."""
    work = case.work
    if work.place is not Place.ANYWHERE:
        yield "place", replace(case, work=replace(work, place=Place.ANYWHERE)), answers
    if work.secrets:
        yield "secrets", replace(case, work=replace(work, secrets=frozenset())), answers
    if answers.languages:
        yield "languages", case, replace(answers, languages=())
