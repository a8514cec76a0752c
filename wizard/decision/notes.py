"""Notes: what a plan says before everything else, such as an answer that cannot be counted with."""

from collections.abc import Callable, Iterator
from itertools import chain
from math import floor, inf

from catalog.schema import App
from catalog.vocabulary import ModelsInside, RunsOn, Software
from wizard.decision.acts import act_of, does, is_recorded, looks_for_faults
from wizard.decision.answers import results_of
from wizard.decision.cases import MINUTES_OF_A_PART, MOST_DAMAGE_TYPED_USD, secrets_of
from wizard.decision.costs import Costing
from wizard.decision.ended import EndedJob, Named
from wizard.decision.endings import SecondLook
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Option
from wizard.decision.own_software import is_out, own_apps, software_for, software_of_the_kind
from wizard.decision.own_words import is_on_works_of_clients, other_languages
from wizard.decision.rules import Rule
from wizard.decision.trail import Reason, because, cited_fact
from wizard.decision.vocabulary import (
    Condition,
    DecidesOn,
    JobAct,
    ModelKind,
    OptionKind,
    Place,
    Secret,
    Stakes,
    WhyOut,
)

FEW_MINUTES_PART = 5  # ours: under a fifth of what is usual somebody meant something else
LEAST_BILL_PART = 0.1  # ours: of the cost by hand; less surprises nobody
OUT_OF_PLACE = frozenset({WhyOut.NOT_IN_EU, WhyOut.EU_IN_HIGHER_PLAN, WhyOut.NOT_ON_OWN_SERVERS})


def notes(of: EndedJob) -> tuple[Reason, ...]:
    """Return what is said first of a job, in the order of the list."""
    return tuple(chain.from_iterable(rule(of) for rule in NOTES))


# ------------------------------------------------------------------------- of what is looked at


def _choice_is_out(of: EndedJob) -> Iterator[Reason]:
    """Yield that the owner's own choice may not be used."""
    for choice in of.answers.choices:
        if choice.job == of.case.job.key and choice.tool != of.option.tool:
            yield because(Rule.CHOICE_IS_OUT, "choices", tool=choice.tool)


def _paid_is_out(of: EndedJob) -> Iterator[Reason]:
    """Yield what the firm pays for and would break its own rule with, if it did the job with it.

    So it might with what promises no place, behind which something else is named.
    """
    if of.ranked is None:
        return
    dropped = (plan.tool for plan in of.ranked.looked.dropped if plan.why in OUT_OF_PLACE)
    behind = (row.option.tool for row in of.ranked.ranking.others if _has_no_place(row.option))
    is_named = of.named is not None and not _has_no_place(of.option)
    for tool in (*dropped, *(behind if is_named else ())):
        if of.answers.pays_for(tool):
            yield because(Rule.PAID_IS_OUT, "paid", "place", tool=tool)


def _has_no_place(option: Option) -> bool:
    """Return whether nobody says that an option keeps what goes in where it must."""
    return Condition.SETTLE_PLACE in option.conditions


def _what_theirs_costs(of: EndedJob) -> Iterator[Reason]:
    """Yield what a program of the firm's asks for the job beyond what it pays.

    Else somebody switches it on and gets the bill.
    """
    by_hand = of.case.work.usd_by_hand
    for role, usd in own_apps(of).items():
        if usd <= by_hand * LEAST_BILL_PART:
            continue
        rule = Rule.OWN_IS_OUT if is_out(role, of) else Rule.OWN_COSTS
        if usd > by_hand > 0:
            rule = Rule.OWN_IS_DEAR
        yield because(rule, "works_in", "results", app=role.app.slug, usd=usd, by_hand=by_hand)


def _first_without_ai(of: EndedJob) -> Iterator[Reason]:
    """Yield what needs no AI and comes first."""
    row = of.case.row
    if not row.first:
        return
    solution = of.catalog.solution_of[row.use_case] if row.is_own else None
    # Another step may stand before that of the row on file.
    is_on_file = solution is not None and solution.first == row.first
    facts = (cited_fact("solutions", solution, "first"),) if solution and is_on_file else ()
    yield because(Rule.FIRST_WITHOUT_AI, "use_case", facts=facts, first=row.first)


def _first_what_you_have(of: EndedJob) -> Iterator[Reason]:
    """Yield what the firm works in that may do the job, unless it or a part of it is named."""
    alike, theirs = software_of_the_kind(of), software_for(of)
    is_covered = of.case.row.first and not of.case.row.starts_without_ai
    is_paid = bool(theirs) and _is_paid_by_name(theirs[0], of)
    if alike is not None and not of.case.row.starts_without_ai:
        yield because(Rule.OF_THE_KIND, "works_in", software=alike.value)
    # Where people may be hurt nobody is sent to what nobody has looked at.
    elif theirs and (is_paid or not is_covered) and of.case.work.stakes is not Stakes.HURT:
        yield because(Rule.FIRST_WHAT_YOU_HAVE, "works_in", software=theirs[0].value)


def _is_paid_by_name(software: Software, of: EndedJob) -> bool:
    """Return whether the firm named a plan of it that it pays for."""
    plans = (of.catalog.app_plan.get(row.plan) for row in of.answers.paid)
    return any(of.catalog.app[plan.app].part_of is software for plan in plans if plan is not None)


def _through_app(of: EndedJob) -> Iterator[Reason]:
    """Yield through which app people reach a model on a machine of the firm's."""
    if of.option.kind is not OptionKind.MACHINE:
        return
    use_case = of.case.row.filed_under
    apps = [app for app in of.catalog.apps if _runs_here(app) and use_case in app.made_for]
    # The one with most links finds the firm's papers where they lie.
    fittest = min(apps, key=lambda app: (-len(app.works_inside), app.slug), default=None)
    if fittest is not None:
        yield because(Rule.THROUGH_APP, "place", app=fittest.slug)


def _runs_here(app: App) -> bool:
    """Return whether an app runs on an own server with a model that the firm picks."""
    return RunsOn.OWN_SERVER in app.runs_on and app.models_inside is ModelsInside.USER_PICKS


# ------------------------------------------------------------------------------- of the answers


def _limit(of: EndedJob) -> Iterator[Reason]:
    """Yield that the limit buys the advice for a part of the results, or for fewer people.

    Where what is named is free, its own seats are the reason, and more of them may be paid for.
    """
    if of.named is None:
        return
    job, work, first = of.case.job, of.case.work, of.named.first
    results, of_results = work.results, results_of(job)
    doers = min(job.doers or 1, work.people)
    tool, seats = first.option.tool, round(work.doers)
    if results < of_results and first.paid_usd:
        yield because(
            Rule.LIMIT_BUYS, "limit_usd", "results", results=results, of_results=of_results
        )
    elif results < of_results:
        yield because(
            Rule.FREE_SEATS,
            "doers",
            "results",
            tool=tool,
            seats=seats,
            results=results,
            of_results=of_results,
        )
        yield from _more_seats(of.named, doers)
    elif work.doers < doers and (first.paid_usd or _has_few_seats(of.named)):
        yield because(Rule.FEWER_SEATS, "limit_usd", "doers", tool=tool, seats=seats)


def _has_few_seats(named: Named) -> bool:
    return named.plan is not None and named.plan.most_seats is not None


def _more_seats(named: Named, doers: float) -> Iterator[Reason]:
    """Yield what its maker sells for more people than its free plan has seats for."""
    work = named.ranking.costing.work
    sold = (
        row.option
        for row in named.ranking.passing
        if row.option.maker == named.first.option.maker and row.option.seat_usd
    )
    cheapest = min(sold, key=lambda option: option.seat_usd or 0.0, default=None)
    if cheapest is None or cheapest.seat_usd is None:
        return
    limit_usd = inf if work.limit_usd is None else work.limit_usd
    seats = floor(min(doers, limit_usd / cheapest.seat_usd))
    if seats > work.doers:
        usd = cheapest.seat_usd
        yield because(Rule.MORE_SEATS, "limit_usd", tool=cheapest.tool, seats=seats, usd=usd)


def _act(of: EndedJob) -> Iterator[Reason]:
    job = of.case.job
    act = act_of(job)
    if not job.use_case and job.act is None and act is not JobAct.MAKE:
        yield because(Rule.ACT_USUAL, "words", act=act.value)


def _like_another_job(of: EndedJob) -> Iterator[Reason]:
    row = of.case.row
    if row.use_case and not row.is_own:
        yield because(Rule.LIKE_ANOTHER_JOB, "words", use_case=row.use_case)


def _reading(of: EndedJob) -> Iterator[Reason]:
    """Yield that nobody can read so many: over 80 hours a person and month.

    A second look takes what it takes today.
    """
    if of.named is None or isinstance(of.ending, SecondLook):
        return
    work, most_hours = of.case.work, GUESSES.most_reading_hours
    minutes = Costing(work=work, guesses=GUESSES).reading_minutes(of.option)
    months_of_people = work.doers * work.months
    hours = work.results * minutes / 60 / months_of_people
    if hours > most_hours:
        yield because(
            Rule.READING_TOO_LONG,
            "results",
            "review",
            "doers",
            hours=round(hours),
            people=work.doers,
            results=round(most_hours * 60 / minutes * months_of_people),
        )


def _worth(of: EndedJob) -> Iterator[Reason]:
    work = of.case.work
    if work.worth_usd is None and work.beyond_hands(GUESSES):
        yield because(Rule.WORTH_UNSAID, "worth_usd", "people", "results", "minutes_by_hand")


def _results(of: EndedJob) -> Iterator[Reason]:
    if not of.case.has_results:
        yield because(Rule.RESULTS_USUAL, "results", results=of.case.work.results)


def _wage(of: EndedJob) -> Iterator[Reason]:
    wage = of.answers.wage_usd
    if wage is None:
        yield because(Rule.WAGE_USUAL, "wage_usd", usd=GUESSES.wage_usd)
    elif wage <= 0:
        yield because(Rule.WAGE_ZERO, "wage_usd", usd=GUESSES.wage_usd)


def _minutes(of: EndedJob) -> Iterator[Reason]:
    minutes, use_case = of.case.work.minutes_by_hand, of.case.use_case
    usual = float(use_case.minutes_by_hand or 0)
    phrases = of.catalog.phrases_of.get(use_case.slug)
    # A piece that is cut into parts may be as short as one of them.
    shortest = MINUTES_OF_A_PART if phrases is not None and phrases.parts else usual
    if minutes <= 0:
        yield because(Rule.MINUTES_UNKNOWN, "minutes_by_hand")
    elif minutes < min(usual, shortest) / FEW_MINUTES_PART:
        yield because(Rule.MINUTES_FEW, "minutes_by_hand", minutes=minutes, usual=usual)


def _counted_in_pieces(of: EndedJob) -> Iterator[Reason]:
    """Yield that the number typed was taken for pieces, not batches.

    The minutes typed are those of a piece.
    """
    typed = of.case.typed
    if of.case.has_results and typed.results != of.case.job.results:
        yield because(
            Rule.COUNTED_IN_PIECES,
            "results",
            "minutes_by_hand",
            results=float(typed.results or 0),
            minutes=float(typed.minutes_by_hand or 0),
        )


def _damage(of: EndedJob) -> Iterator[Reason]:
    typed = of.case.job.damage_usd
    if typed is None:
        return
    if typed <= 0:
        usd = Costing(work=of.case.work, guesses=GUESSES).damage_usd
        yield because(Rule.DAMAGE_ZERO, "damage_usd", usd=usd)
    if typed > MOST_DAMAGE_TYPED_USD:
        yield because(Rule.DAMAGE_HIGH, "damage_usd", usd=MOST_DAMAGE_TYPED_USD)


def _doers(of: EndedJob) -> Iterator[Reason]:
    doers, people = of.case.job.doers or 0, of.case.work.people
    if doers > people:
        yield because(Rule.DOERS_OVER_PEOPLE, "doers", "people", doers=doers, people=people)


def _of_a_list(of: EndedJob) -> Iterator[Reason]:
    """Yield what the owner's list is for in own words: AI picks from it, or is held against it.

    An app that is made for such a job has a list of its own.
    """
    job, decided = of.case.job, of.case.decided.on
    if of.option.kind is OptionKind.APP or of.case.row.use_case:
        return
    if does(job, JobAct.SORT):
        yield because(Rule.CHOOSES_FROM_LIST, "act")
    elif DecidesOn.LIST in (job.decides_on or frozenset()) - decided:
        yield because(Rule.HELD_AGAINST_LIST, "decides_on")


def _translators(of: EndedJob) -> Iterator[Reason]:
    """Yield the languages that a translation names and of which nothing is on file."""
    if does(of.case.job, JobAct.TRANSLATE):
        for language in other_languages(of.case.job.words):
            yield because(Rule.FIND_A_TRANSLATOR, "act", language=language)


def _heard_first(of: EndedJob) -> Iterator[Reason]:
    """Yield what writes down the recordings that a text is made from, and its price an hour."""
    if of.named is None or not of.case.heard_apart:
        return
    option = of.option
    if option.kind in {OptionKind.MODEL, OptionKind.MACHINE}:
        return  # its parts are named, and one of them hears
    is_bound = of.answers.secrecy is True
    if not option.hears_with:
        if is_recorded(of.case.job):
            yield because(Rule.RECORDED_FIRST, "goes_in")
            return
        # Nobody says where a telephone sends what it hears.
        stays = is_bound or of.case.work.place is not Place.ANYWHERE
        yield because(Rule.TYPED_FIRST if stays else Rule.DICTATED, "goes_in")
        return
    seconds = sum(float(p.amount) for p in of.case.parts if p.kind is ModelKind.TRANSCRIPTION)
    usd = option.each_usd * 3600 / seconds
    rule = Rule.HEARS_IN_SECRECY if is_bound else Rule.WRITTEN_DOWN_FIRST
    yield because(rule, "goes_in", tool=option.hears_with, usd=usd)


def _without_names(of: EndedJob) -> Iterator[Reason]:
    """Yield that names stay out, where what the owner has to keep does not go in.

    Nobody types a face in at the end.
    """
    case = of.case
    goes_in = secrets_of(case.job, case.use_case)
    if of.named is not None and goes_in and not case.work.secrets:
        rule = Rule.WITHOUT_FACES if case.is_of_photos else Rule.WITHOUT_NAMES
        yield because(rule, "secrets", "limit_usd")


def _works_of_clients(of: EndedJob) -> Iterator[Reason]:
    """Yield that clients are asked before their secret works go into anything with AI."""
    is_secret = Secret.CONFIDENTIAL in of.case.work.secrets
    if (
        of.ranked is not None
        and is_secret
        and is_on_works_of_clients(of.case.job, of.case.use_case)
    ):
        yield because(Rule.ASK_CLIENTS, "secrets", "words")


def _besides(of: EndedJob) -> Iterator[Reason]:
    """Yield what a sheet or a person does, of a job in which AI does the rest."""
    if of.ranked is None:
        return
    decided = of.case.decided.on
    if DecidesOn.SUM in decided and not looks_for_faults(of.case.job):
        if of.case.compares_sums:
            yield because(Rule.GAPS_LISTED, "decides_on")
        elif of.case.adds_up:
            yield because(Rule.A_PROGRAM_ADDS, "decides_on")
        elif of.case.writes_words:
            yield because(Rule.SUM_FROM_A_SHEET, "decides_on")
    if DecidesOn.PERSON in decided:
        rule = Rule.A_PERSON_DECIDES if of.case.ranks_people else Rule.A_PERSON_JUDGES
        yield because(rule, "decides_on")


NOTES: tuple[Callable[[EndedJob], Iterator[Reason]], ...] = (
    _works_of_clients,
    _choice_is_out,
    _paid_is_out,
    _what_theirs_costs,
    _first_without_ai,
    _first_what_you_have,
    _through_app,
    _limit,
    _act,
    _like_another_job,
    _reading,
    _worth,
    _results,
    _wage,
    _minutes,
    _counted_in_pieces,
    _damage,
    _doers,
    _of_a_list,
    _translators,
    _heard_first,
    _without_names,
    _besides,
)
