"""Roles of apps: which apps may do a job, as what, and how well each fits (METHOD §1)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import ceil

import msgspec

from catalog.data_files import toml_of
from catalog.plan_costs import Volume, takes_of
from catalog.schema import App, AppPlan, Catalog, group_pairs
from catalog.solutions import kind_used_as
from catalog.vocabulary import (
    LANGUAGE_MEDIA,
    AppKind,
    Buyer,
    Intake,
    Known,
    Language,
    Measure,
    Medium,
    Software,
    SolutionKind,
)
from wizard.decision.acts import is_recorded, is_seen
from wizard.decision.answers import BUILT_IN_FROM, Answers, is_worked_in
from wizard.decision.app_strength import is_compared
from wizard.decision.boards import Judge
from wizard.decision.cases import Case
from wizard.decision.intakes import intakes_of
from wizard.decision.own_words import (
    NOT_ON_FILE,
    is_about_patients,
    names_a_thing,
)
from wizard.decision.parts import SPOKEN
from wizard.decision.rows import JobRow, general_assistants
from wizard.decision.vocabulary import ModelKind, Review

# Ours: where an app answers the public by itself, one watches it and one stands in.
WHO_WATCH = 2
SHORT_IN_A_MESSAGE = 10  # ours: of what gets a label alone so many are pasted together
# Ours: below both, nobody who sells to large firms makes an offer. So many people make one large by
# the EU's own definition.
LARGE_PEOPLE, LARGE_RESULTS = 250, 1_000
WORDED = SPOKEN | {ModelKind.LANGUAGE}
GO_INTO_ANY = frozenset({Intake.TEXT, Intake.DICTATION})
# What a longer result takes more of.
LENGTHENED = frozenset({Measure.SECOND, Measure.TOKEN, Measure.CHARACTER, Measure.PAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerSigns:
    """What shows that a firm may buy as one: a job of its own, or one beside what it works in."""

    jobs: frozenset[str]
    works_in: frozenset[Software]
    jobs_there: frozenset[str]

    def are_of(self, jobs: Collection[str], works_in: Collection[Software]) -> bool:
        """Return whether a firm with such jobs, that works in these, is one."""
        is_there = not self.works_in.isdisjoint(works_in)
        return not (self.jobs | (self.jobs_there if is_there else set())).isdisjoint(jobs)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppTable:
    """The table beside this module, which says what its fields hold."""

    linked_kinds: frozenset[AppKind]
    playing_kinds: frozenset[AppKind]
    systems: frozenset[Software]
    suites: frozenset[Software]
    everywhere: frozenset[Software]
    likely_there: frozenset[Software]
    eea_countries: frozenset[str]
    system_kinds: dict[AppKind, Software]
    trades: dict[Software, str]
    buyers: dict[Buyer, BuyerSigns]


TABLE = msgspec.convert(toml_of(__file__), AppTable)


def jobs_on_file(answers: Answers, *cases: str) -> frozenset[str]:
    """Return the jobs on file of a firm, and those that jobs in own words are like."""
    return frozenset({*cases, *(job.use_case or "" for job in answers.jobs)})


def trades_of(answers: Answers, catalog: Catalog, *cases: str) -> frozenset[str]:
    """Return the trades that a firm is known to be of, by what it works in and its jobs.

    Jobs in own words are of the trades of these use cases.
    """
    of_software = (TABLE.trades.get(software) for software in answers.works_in)
    slugs = jobs_on_file(answers, *cases)
    of_jobs = (catalog.use_case.get(slug, NOT_ON_FILE).industry for slug in slugs)
    return frozenset(filter(None, (*of_software, *of_jobs)))


@dataclass(frozen=True, kw_only=True)  # without slots: what is paid for is looked up once
class AppBuyer:
    """The firm that looks for an app for a job: its trades, what it works in and pays for."""

    catalog: Catalog
    answers: Answers
    row: JobRow

    @cached_property
    def paid_apps(self) -> frozenset[str]:
        """Return the apps of which the firm pays for a plan."""
        plans = (self.catalog.app_plan.get(row.plan) for row in self.answers.paid)
        return frozenset(plan.app for plan in plans if plan is not None)

    @cached_property
    def trades(self) -> frozenset[str]:
        """Return the trades that the firm is known to be of, by its jobs and what it works in."""
        return trades_of(self.answers, self.catalog, self.row.use_case)

    def is_inside(self, app: App) -> bool:
        """Return whether an app is, or is a part of, what the firm works in."""
        return app.part_of in self.answers.works_in

    def is_linked(self, app: App) -> bool:
        """Return whether an app is a part of what the firm works in, or works inside it."""
        return not self.answers.works_in.isdisjoint({app.part_of, *app.works_inside})

    def has(self, app: App) -> bool:
        """Return whether the firm pays for an app, or for what it is a part of."""
        return app.slug in self.paid_apps or self.is_inside(app)

    @cached_property
    def buyers(self) -> frozenset[Buyer]:
        """Return as what the firm may buy, besides as any firm: by its jobs and programs."""
        jobs, works_in = jobs_on_file(self.answers, self.row.use_case), self.answers.works_in
        signs = TABLE.buyers.items()
        return frozenset(buyer for buyer, of in signs if of.are_of(jobs, works_in))


@dataclass(frozen=True, kw_only=True)  # without slots: its roles are looked up once
class AppSearch:
    """What apps are looked for in: the catalog on a day, for one job."""

    catalog: Catalog
    on: date
    answers: Answers
    case: Case
    row: JobRow
    judge: Judge
    is_built: bool = False  # the owner has a model built in, and enough is made for that

    @cached_property
    def firm(self) -> AppBuyer:
        """Return the firm that looks for them."""
        return AppBuyer(catalog=self.catalog, answers=self.answers, row=self.row)

    @cached_property
    def roles(self) -> tuple["AppRole", ...]:
        """Return the apps that do the job, each as what it does it."""
        return tuple(_roles(self))

    @cached_property
    def goes_in(self) -> frozenset[Intake]:
        """Return as what the material may be put into a tool; nothing where nobody said."""
        return intakes_of(self.case.job, self.case.use_case)

    @cached_property
    def is_spoken(self) -> bool:
        """Return whether somebody speaks or is heard in the job."""
        return any(part.kind in SPOKEN for part in self.case.parts)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages that a tool has to know for the job.

        There are none where neither words nor a voice come out.
        """
        is_worded = any(part.kind in WORDED for part in self.case.parts)
        return self.answers.languages if is_worded else ()

    @cached_property
    def volume(self) -> Volume:
        """Return all results, and what one takes, for those who do the job, as plans count them."""
        work = self.case.work
        return Volume(
            results=Decimal(str(work.results)),
            takes=self.takes,
            people=self.people,
            everybody=work.people,
            sites=self.answers.sites or 1,
            results_a_message=SHORT_IN_A_MESSAGE if self.case.parts[0].is_short else 1,
        )

    def plans_of(self, app: App) -> list[AppPlan]:
        """Return the plans of an app that the firm may buy and that do the job."""
        plans = self.catalog.plans_with.get(app.slug, ())
        sold = self._of_their_kind(plans)
        with_ai = [plan for plan in sold if not plan.without_ai]
        return [plan for plan in with_ai if not plan.does or self.row.filed_under in plan.does]

    def _of_their_kind(self, plans: Collection[AppPlan]) -> list[AppPlan]:
        """Return the plans sold to such firms: to their kind alone, in place of all others, or any.

        Whoever pays for one that is sold to any firm buys as any firm.
        """
        to_any = [plan for plan in plans if plan.sold_to is None]
        theirs = [plan for plan in plans if plan.sold_to in self.firm.buyers]
        buys_as_any = any(self.answers.pays_for(plan.slug) is not None for plan in to_any)
        return to_any if buys_as_any else theirs or to_any

    @cached_property
    def people(self) -> int:
        """Return who needs a seat: those who do the job.

        Of what answers the public by itself, those who watch it.
        """
        work = self.case.work
        answers_itself = self.row.live and work.reviewed is not Review.EVERY
        return min(ceil(work.doers), WHO_WATCH) if answers_itself else ceil(work.doers)

    @cached_property
    def takes(self) -> Mapping[Measure, Decimal]:
        """Return what one result takes, as plans count it."""
        use_case = self.catalog.use_case.get(self.row.use_case)
        if use_case is None:
            return self.case.parts[0].takes
        takes = dict(takes_of(self.catalog, use_case))
        for measure in LENGTHENED & takes.keys():
            takes[measure] *= self.case.job.length or 1
        return takes


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRole:
    """As what an app would do a job, and how well it fits: lower ones fit better."""

    app: App
    solution: SolutionKind
    kind: AppKind
    fitness: tuple[int, ...] = ()
    is_besides: bool = False  # nobody buys it for this job
    may_not_take_it: bool = False  # no source says that what goes in can be put into it

    @property
    def is_assistant(self) -> bool:
        return self.solution is SolutionKind.ASSISTANT

    @property
    def is_program(self) -> bool:
        """Return whether it is a program itself, and not something that is sold beside one."""
        app = self.app
        is_main = app.main_kind in TABLE.system_kinds and bool(app.part_of and app.part_of.broader)
        return app.slug == app.part_of or is_main

    @property
    def is_sideline(self) -> bool:
        """Return whether the app is something else above all, and this besides."""
        is_other = self.is_besides or self.kind is not self.app.main_kind
        return is_other and not self.is_assistant


def _roles(search: AppSearch) -> Iterator[AppRole]:
    apps = (app for app in _candidates(search) if _is_for_such_firms(app, search))
    for app in apps:
        role = _as_app(app, search) or _as_assistant(app, search)
        if role is not None:
            yield role


def _is_for_such_firms(app: App, search: AppSearch) -> bool:
    """Return whether an app is made for firms of its trade and size, or is there anyhow.

    Who sells to large firms makes an offer from so many people, or so many results a month, on.
    """
    work = search.case.work
    is_large = work.people >= LARGE_PEOPLE or work.results / work.months >= LARGE_RESULTS
    is_of_trade = not app.trades or not search.firm.trades.isdisjoint(app.trades)
    is_of_size = is_large or not app.for_large
    return (is_of_trade and is_of_size) or search.firm.has(app)


def _is_read_in_bulk(search: AppSearch) -> bool:
    """Return whether so much goes unread that nobody sits at a window for each result."""
    work = search.case.work
    is_much = work.results >= BUILT_IN_FROM and search.answers.built_in is not False
    return is_much and work.reviewed is not Review.EVERY


def _candidates(search: AppSearch) -> Collection[App]:
    """Return the apps that may have a role.

    They are those of a kind that the row names, assistants, and what the firm has.
    """
    catalog = search.catalog
    of_kind = catalog.once("method-apps-of-kind", lambda: _apps_of_kind(catalog))
    part_of = catalog.once("method-apps-part-of", lambda: _apps_part_of(catalog))
    return {
        app.slug: app
        for group in (
            *(of_kind.get(kind, ()) for kind in (*search.row.app_kinds, AppKind.ASSISTANT)),
            *(part_of.get(software, ()) for software in search.answers.works_in),
            [catalog.app[slug] for slug in search.firm.paid_apps],
        )
        for app in group
    }.values()


def _apps_of_kind(catalog: Catalog) -> dict[AppKind, tuple[App, ...]]:
    """Return the apps by what each is above all, and by what it is besides."""
    return group_pairs(
        (kind, app) for app in catalog.apps for kind in (app.main_kind, *app.more_kinds)
    )


def _apps_part_of(catalog: Catalog) -> dict[Software, tuple[App, ...]]:
    return group_pairs((app.part_of, app) for app in catalog.apps if app.part_of is not None)


def _as_app(app: App, search: AppSearch) -> AppRole | None:
    """Return an app made for the job and of a kind in its row; in own words, of its main kind.

    So is what the firm has: nobody is sent to a program of which no fact says that it does it.
    """
    row = search.row
    if SolutionKind.APP not in row.kinds:
        return None
    kinds = [kind for kind in row.app_kinds if kind in {app.main_kind, *app.more_kinds}]
    takes_it_in = _takes_it_in(app, search)
    if not _is_made_for(app, kinds, search) or takes_it_in is Known.NO:
        return None
    if search.is_built and not row.app_is_right:
        return None
    if app.main_kind is AppKind.ASSISTANT and _is_read_in_bulk(search):
        return None
    kind = kind_used_as(app, kinds)
    if kind is not app.main_kind and not row.takes_general:
        return None
    is_besides = row.filed_under in app.does_besides
    role = AppRole(
        app=app,
        solution=SolutionKind.APP,
        kind=kind,
        is_besides=is_besides,
        may_not_take_it=takes_it_in is Known.UNKNOWN,
    )
    # What the firm works in itself goes before whatever else is made for the job.
    return replace(
        role,
        fitness=(
            int(not (role.is_program and is_known_to_do_it(role, search))),
            int(role.is_sideline),
            row.place_of(kind),
            int(_hides_languages(app, search.languages)),
            _distance(app, search.answers.works_in),
            -len(search.catalog.app_statements_of.get(app.slug, ())),
        ),
    )


def is_known_to_do_it(role: AppRole, search: AppSearch) -> bool:
    """Return whether an app is a part of what the firm works in, and filed under the job."""
    return search.firm.is_inside(role.app) and search.row.filed_under in role.app.made_for


def _takes_it_in(app: App, search: AppSearch) -> Known:
    """Return whether what the job starts from can be put into an app.

    Text goes into any of them, and what hears can be spoken to. Who files an app under a job knows
    that it takes what the job has.
    """
    if app.takes and search.goes_in:
        return Known.NO if search.goes_in.isdisjoint(app.takes) else Known.YES
    is_plain = not (search.goes_in and search.goes_in.isdisjoint(GO_INTO_ANY))
    return Known.YES if is_plain or search.row.use_case else Known.UNKNOWN


def _hides_languages(app: App, languages: Collection[Language]) -> bool:
    """Return whether an app's maker leaves unsaid that it knows the languages of the work."""
    is_unsaid = set(languages) - set(app.languages or (Language.ENGLISH,))
    return bool(is_unsaid) and not app.languages_note


def is_made_for_others(app: App, languages: Collection[Language]) -> bool:
    """Return whether an app's maker names languages first, and none of the work."""
    return bool(app.languages and languages) and set(languages).isdisjoint(app.languages)


def _is_made_for(app: App, kinds: Collection[AppKind], search: AppSearch) -> bool:
    """Return whether an app is filed under the job.

    In own words its main kind has to fit, and what it says of itself to name the work.
    """
    row = search.row
    if not row.use_case:
        return app.main_kind in kinds and _says_the_work(app, search)
    return bool(kinds) and row.filed_under in app.made_for


def _says_the_work(app: App, search: AppSearch) -> bool:
    """Return whether an app’s own sentence, or a job it is filed under, names what is asked for.

    What is made for patients alone has terms for nothing else that is private.
    """
    catalog, job = search.catalog, search.case.job
    # Nothing plays or shows what it does not make, whatever its kind.
    if app.makes and not _makes(app, job.medium or Medium.TEXT):
        return False
    cases = [catalog.use_case[slug] for slug in app.made_for]
    # Whoever takes any recording is not made for patients alone.
    takes_any = is_recorded(job) and Intake.RECORDING in app.takes
    is_for_patients = bool(cases) and all(map(is_about_patients, cases)) and not takes_any
    if search.case.work.secrets and is_for_patients:
        return False
    # What lives inside one program translates what lies there: own words have to name that.
    if search.row.kind_is_the_act and not app.needs:
        return True
    says = " ".join([app.about, *(f"{case.name} {case.result}" for case in cases)])
    return names_a_thing(job.words, says)


def _distance(app: App, works_in: Collection[Software]) -> int:
    """Return how far an app is from what the firm works in: made for it, linked, or neither."""
    if any(is_worked_in(need, works_in) for need in (app.part_of, *app.needs) if need is not None):
        return 0
    return 1 if set(app.works_inside) & set(works_in) else 2


def _as_assistant(app: App, search: AppSearch) -> AppRole | None:
    """Return a general assistant that does the job, if an assistant is to be looked at."""
    row, has_it = search.row, search.firm.has(app)
    if AppKind.ASSISTANT not in {app.main_kind, *app.more_kinds}:
        return None
    # Somebody has to sit in front of it, which is no way beside one that is built in.
    alone = row.live and search.case.work.reviewed is Review.NOBODY
    if alone or search.is_built or _is_read_in_bulk(search) or not row.takes_general:
        return None
    is_looked_at = SolutionKind.ASSISTANT in row.kinds and not (row.app_is_right and row.app_kinds)
    does_it = _is_named(app, search) or (has_it and _is_able(app, search))
    if not does_it or not (is_looked_at or has_it):
        return None
    return AppRole(
        app=app,
        solution=SolutionKind.ASSISTANT,
        kind=AppKind.ASSISTANT,
        may_not_take_it=_may_not_redraw(app, search),
    )


def _may_not_redraw(app: App, search: AppSearch) -> bool:
    """Return whether a picture is to be changed, and no fact says that an assistant can.

    Who draws one from words need not: a model of its makers stands on the board of that.
    """
    job = search.case.job
    is_redrawn = is_seen(job) and job.medium is Medium.IMAGE and not search.row.use_case
    return is_redrawn and not is_compared(search.catalog, app, search.judge.board)


def _is_named(app: App, search: AppSearch) -> bool:
    """Return whether the row lists an assistant, or takes any that many rows list."""
    row, part = search.row, search.case.parts[0]
    if row.use_case and app.slug in row.assistants:
        return True
    # What many rows name writes any text; what it sees, hears or draws editors name for each job.
    is_read = part.must_inputs or _needs_links(search)
    only_words = part.kind is ModelKind.LANGUAGE and not is_read
    if not row.takes_any_assistant or not (only_words or not row.use_case):
        return False
    if is_about_patients(search.catalog.use_case.get(row.use_case, NOT_ON_FILE)):
        return False
    return app.slug in general_assistants(search.catalog) and _makes(app, part.medium)


def _is_able(app: App, search: AppSearch) -> bool:
    """Return whether an assistant that the row does not name makes what comes out.

    Where the job lives in mail, files or calls, only those can that the row names.
    """
    is_free = search.row.takes_any_assistant and not _needs_links(search)
    return is_free and all(_makes(app, part.medium) for part in search.case.parts)


def _needs_links(search: AppSearch) -> bool:
    """Return whether a job lives in what no chat window sees: mail, files or calls.

    Where the row names one that is a part of no program, what it reads can be pasted or opened.
    """
    row, catalog = search.row, search.catalog
    if TABLE.linked_kinds.isdisjoint(row.app_kinds):
        return False
    named = filter(None, map(catalog.app.get, row.assistants))
    return search.is_spoken or all(app.part_of is not None for app in named)


def _makes(app: App, medium: Medium) -> bool:
    """Return whether an app makes a medium; who writes text writes tables too."""
    if medium in LANGUAGE_MEDIA:
        return bool(set(app.makes) & set(LANGUAGE_MEDIA))
    return medium in app.makes


def lives_elsewhere(role: AppRole, works_in: Collection[Software]) -> bool:
    """Return whether the firm lacks what an app is part of, needs one of, or takes the place of."""
    app = role.app
    if app.needs and not any(is_worked_in(need, works_in) for need in app.needs):
        return True
    if app.part_of in TABLE.systems:
        return app.part_of not in works_in
    group = TABLE.system_kinds.get(role.kind)
    if group is None:
        return False
    may_be_there = group in TABLE.everywhere or (not works_in and group in TABLE.likely_there)
    return may_be_there or is_worked_in(group, works_in)
