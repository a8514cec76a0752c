"""Notes: what a plan says before everything else, such as an answer that cannot be counted with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.plan_terms import stays_in_the_eu
from catalog.schema import App, Catalog
from catalog.vocabulary import AppKind, Known, ModelsInside, RunsOn, Software
from wizard.decision.answers import Answers, results_of
from wizard.decision.cases import MOST_DAMAGE_TYPED_USD, Case
from wizard.decision.costs import Costing, Priced
from wizard.decision.guesses import GUESSES
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because, cited_fact
from wizard.decision.vocabulary import DecidesOn, OptionKind, Place, Review, Stakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A decided job, as notes are taken of it."""

    case: Case
    answers: Answers
    first: Priced | None  # what the plan names; None where it names nothing
    catalog: Catalog
    is_refused: bool = False  # AI must not do it, or the owner is asked back

    @property
    def costing(self) -> Costing:
        return Costing(work=self.case.work, guesses=GUESSES)

    @property
    def theirs(self) -> list[Software]:
        """Return what the firm works in that may do the job; nothing where it or a part of it is named."""
        option = self.first.option if self.first is not None else None
        if self.is_refused or (option is not None and option.is_there):
            return []
        # Nobody is sent to what a must of his own rules out.
        work = self.case.work
        if work.place is Place.OWN_SERVERS or work.is_dangerous:
            return []
        plan = self.catalog.app_plan.get(option.tool) if option is not None else None
        linked = self.catalog.app[plan.app].works_inside if plan is not None else ()
        owned, kinds = {*self.case.row.owned}, self.case.row.app_kinds
        return [
            software
            for software in sorted(self.answers.works_in)
            if {software, software.broader} & owned
            and (software not in linked or _kind_of(software) in kinds)
            and _may_hold(software, self)
        ]

    @property
    def theirs_of_the_kind(self) -> Software | None:
        """Return the first of these that is itself of a kind of app that does the job."""
        kinds = self.case.row.app_kinds
        return next((row for row in self.theirs if _kind_of(row) in kinds), None)


def notes(noted: Noted) -> tuple[Reason, ...]:
    """Return what is said first of a job, in the order of the list."""
    noted_by_rules = (rule(noted) for rule in NOTES)
    return tuple(note for note in noted_by_rules if note is not None)


def _first_without_ai(noted: Noted) -> Reason | None:
    row = noted.case.row
    if not row.starts_without_ai or not row.is_own:
        return None
    solution = noted.catalog.solution_of[row.use_case]
    return because(
        Rule.FIRST_WITHOUT_AI,
        "use_case",
        facts=(cited_fact("solutions", solution, "reason"),),
        use_case=row.use_case,
    )


def _first_what_you_have(noted: Noted) -> Reason | None:
    """Return what the firm works in already that may do the job, unless it or a part of it is named itself."""
    alike = noted.theirs_of_the_kind
    if alike is not None:
        return because(Rule.OF_THE_KIND, "works_in", software=alike.value)
    # Where people may be hurt nobody is sent to what nobody has looked at.
    theirs = noted.theirs if noted.case.work.stakes is not Stakes.HURT else []
    if not theirs:
        return None
    return because(Rule.FIRST_WHAT_YOU_HAVE, "works_in", software=theirs[0].value)


# What a firm works in that is itself of the kind of app that does a job.
KIND_OF_SOFTWARE: Mapping[str, AppKind] = {
    Software.ACCOUNTING_SOFTWARE: AppKind.ACCOUNTING,
    Software.BI_TOOL: AppKind.DATA_ANALYSIS,
    Software.BOOKING_SYSTEM: AppKind.BOOKING,
    Software.CRM: AppKind.CRM,
    Software.HELPDESK: AppKind.SUPPORT_DESK,
    Software.LAW_DATABASE: AppKind.LAW,
    Software.LEARNING_PLATFORM: AppKind.EDUCATION,
    Software.MAINTENANCE_SOFTWARE: AppKind.MAINTENANCE,
    Software.NEWSLETTER_SOFTWARE: AppKind.EMAIL_CAMPAIGN,
    Software.PRACTICE_SOFTWARE: AppKind.HEALTH_SCRIBE,
    Software.RECRUITING_SOFTWARE: AppKind.HR,
    Software.SURVEY_TOOL: AppKind.REVIEWS_FEEDBACK,
}


def _kind_of(software: Software) -> AppKind | None:
    """Return as which kind of app a piece of software works; None where it is of none."""
    return KIND_OF_SOFTWARE.get(software) or KIND_OF_SOFTWARE.get(software.broader)


def _may_hold(software: Software, noted: Noted) -> bool:
    """Return whether what the firm works in may hold the material, where that has to stay in the EU.

    Of a program of which no plan is on file nobody knows; one whose every plan leaves the EU may not.
    """
    if noted.case.work.place is not Place.EU:
        return True
    catalog = noted.catalog
    plans = [
        plan
        for app in catalog.apps
        if app.part_of is software
        for plan in catalog.plans_of.get(app.slug, ())
    ]
    return not plans or any(stays_in_the_eu(catalog, plan).meets is not Known.NO for plan in plans)


def _through_app(noted: Noted) -> Reason | None:
    """Return through which app people reach a model on a machine of the firm's."""
    first, row = noted.first, noted.case.row
    if first is None or first.option.kind is not OptionKind.MACHINE:
        return None
    apps = [app for app in noted.catalog.apps if _runs_here(app) and row.use_case in app.made_for]
    # The one with most links finds the firm's papers where they lie.
    fittest = min(apps, key=lambda app: (-len(app.works_inside), app.slug), default=None)
    if fittest is None:
        return None
    return because(Rule.THROUGH_APP, "place", app=fittest.slug)


def _runs_here(app: App) -> bool:
    """Return whether an app runs on an own server with a model that the firm picks."""
    return RunsOn.OWN_SERVER in app.runs_on and app.models_inside is ModelsInside.USER_PICKS


def _like_another_job(noted: Noted) -> Reason | None:
    row = noted.case.row
    if row.is_own or not row.use_case:
        return None
    return because(Rule.LIKE_ANOTHER_JOB, "words", use_case=row.use_case)


def _results(noted: Noted) -> Reason | None:
    answer = noted.case.job.results
    if answer is not None and answer > 0:
        return None
    return because(Rule.RESULTS_USUAL, "results", results=noted.case.work.results)


def _wage(noted: Noted) -> Reason | None:
    answer = noted.answers.wage_usd
    if answer is None:
        return because(Rule.WAGE_USUAL, "wage_usd", usd=GUESSES.wage_usd)
    if answer <= 0:
        return because(Rule.WAGE_ZERO, "wage_usd", usd=GUESSES.wage_usd)
    return None


def _minutes(noted: Noted) -> Reason | None:
    minutes, use_case = noted.case.work.minutes_by_hand, noted.case.use_case
    if minutes <= 0:
        return because(Rule.MINUTES_UNKNOWN, "minutes_by_hand")
    usual = float(use_case.minutes_by_hand or 0) if use_case is not None else 0.0
    if minutes >= usual / FEW_MINUTES_PART:
        return None
    return because(Rule.MINUTES_FEW, "minutes_by_hand", minutes=minutes, usual=usual)


FEW_MINUTES_PART = 5  # ours: under a fifth of what is usual somebody meant something else


def _pieces(noted: Noted) -> Reason | None:
    """Return that the number was taken for pieces and not for batches of them."""
    case = noted.case
    if case.typed == case.job:
        return None
    return because(
        Rule.COUNTED_IN_PIECES,
        "results",
        "minutes_by_hand",
        results=float(case.typed.results or 0),
        minutes=float(case.typed.minutes_by_hand or 0),
    )


def _damage(noted: Noted) -> Reason | None:
    typed = noted.case.job.damage_usd
    if typed is None:
        return None
    if typed <= 0:
        return because(Rule.DAMAGE_ZERO, "damage_usd", usd=noted.costing.damage_usd)
    if typed > MOST_DAMAGE_TYPED_USD:
        return because(Rule.DAMAGE_HIGH, "damage_usd", usd=MOST_DAMAGE_TYPED_USD)
    return None


def _doers(noted: Noted) -> Reason | None:
    doers, people = noted.case.job.doers or 0, noted.case.work.people
    if doers <= people:
        return None
    return because(Rule.DOERS_OVER_PEOPLE, "doers", "people", doers=doers, people=people)


def _review(noted: Noted) -> Reason | None:
    work = noted.case.work
    if work.review is not work.reviewed:
        return because(Rule.READ_BY_LAW, "stakes", "review")
    if work.review is Review.NOBODY and noted.answers.built_in is False:
        return because(Rule.UNREAD_BY_HAND, "built_in", "review")
    return None


def _reading(noted: Noted) -> Reason | None:
    """Return that nobody can read so many: over 80 hours a person and month."""
    work, first = noted.case.work, noted.first
    if first is None:
        return None
    minutes = noted.costing.reading_minutes(first.option)
    months = work.months
    hours = work.results * minutes / 60 / work.doers / months
    if hours <= GUESSES.most_reading_hours:
        return None
    fits = GUESSES.most_reading_hours * 60 / minutes * work.doers * months
    return because(
        Rule.READING_TOO_LONG,
        "results",
        "review",
        "doers",
        hours=round(hours),
        people=work.doers,
        results=round(fits),
    )


def _worth(noted: Noted) -> Reason | None:
    work = noted.case.work
    if work.worth_usd is not None or not work.beyond_hands(GUESSES):
        return None
    return because(Rule.WORTH_UNSAID, "worth_usd", "people", "results", "minutes_by_hand")


def _limit(noted: Noted) -> Reason | None:
    """Return that the limit buys the advice for a part of the results alone, or for one person."""
    work, all_of_them = noted.case.work, results_of(noted.case.job)
    if work.results >= all_of_them:
        is_for_one = work.doers < min(noted.case.job.doers or 1, work.people)
        return because(Rule.ONE_WRITER, "limit_usd", "doers") if is_for_one else None
    return because(
        Rule.LIMIT_BUYS, "limit_usd", "results", results=work.results, of_results=all_of_them
    )


def _sum(noted: Noted) -> Reason | None:
    """Return where the sums come from, of a job in which AI does the rest."""
    if noted.is_refused or DecidesOn.SUM not in noted.case.decided.on:
        return None
    rule = Rule.A_PROGRAM_ADDS if noted.case.makes_fields else Rule.SUM_FROM_A_SHEET
    return because(rule, "decides_on")


def _person(noted: Noted) -> Reason | None:
    """Return that a person decides about the person, of a job in which AI does the rest."""
    if noted.is_refused or DecidesOn.PERSON not in noted.case.decided.on:
        return None
    return because(Rule.A_PERSON_DECIDES, "decides_on")


NOTES: tuple[Callable[[Noted], Reason | None], ...] = (
    _first_without_ai,
    _first_what_you_have,
    _through_app,
    _limit,
    _like_another_job,
    _reading,
    _worth,
    _results,
    _wage,
    _minutes,
    _pieces,
    _damage,
    _doers,
    _review,
    _sum,
    _person,
)
