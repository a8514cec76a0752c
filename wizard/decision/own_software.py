"""Own software: what the firm works in that may do a job, or is known to do it.

It is looked at before something else is bought, and what is on file of it is never asked.
"""

import msgspec

from catalog.data_files import toml_of
from catalog.plan_terms import stays_in_the_eu
from catalog.schema import Catalog
from catalog.vocabulary import AppKind, Known, Software
from wizard.decision.acts import does
from wizard.decision.app_roles import TABLE, AppRole, is_known_to_do_it
from wizard.decision.apps import usd_beyond
from wizard.decision.ended import EndedJob
from wizard.decision.options import Option
from wizard.decision.vocabulary import Condition, JobAct, OptionKind, Place, Stakes, WhyOut

OUT_BY_TERMS = frozenset(
    {
        *(WhyOut.TRAINS, WhyOut.NO_PROCESSOR, WhyOut.PRIVATE_TERMS, WhyOut.SECRECY),
        *(WhyOut.NOT_IN_EU, WhyOut.EU_IN_HIGHER_PLAN, WhyOut.NOT_ON_OWN_SERVERS),
    }
)
TABLE_OF_SOFTWARE = toml_of(__file__)
KIND_OF_SOFTWARE: dict[str, AppKind] = {
    **msgspec.convert(TABLE_OF_SOFTWARE["kinds"], dict[Software, AppKind])
}
OF_TRADES = msgspec.convert(TABLE_OF_SOFTWARE["trades"], frozenset[Software])


def own_apps(of: EndedJob) -> dict[AppRole, float]:
    """Return the parts of what the firm works in that are made for the job, of other makers.

    Each comes with what all results cost in it beyond what is paid, where that is on file. Nobody
    compares what is named with what its maker sells for more.
    """
    if of.ranked is None:
        return {}
    search = of.ranked.looked.search
    theirs = (
        role for role in search.roles if is_known_to_do_it(role, search) and not role.is_assistant
    )
    others = (role for role in theirs if role.app.maker != of.option.maker)
    sums = {role: usd_beyond(role, search) for role in others}
    return {role: usd for role, usd in sums.items() if usd is not None}


def is_out(role: AppRole, of: EndedJob) -> bool:
    """Return whether its terms shut out every plan of a program that was looked at.

    Of what is sold beside a program there may be others.
    """
    if of.ranked is None or not role.is_program:
        return False
    out = {row.tool for row in of.ranked.looked.dropped if row.why in OUT_BY_TERMS}
    passing = {row.option.tool for row in of.ranked.ranking.passing}
    plans = {plan.slug for plan in of.catalog.plans_of.get(role.app.slug, ())}
    return bool(plans & out) and not plans & passing


def software_for(of: EndedJob) -> list[Software]:
    """Return what the firm works in that may do the job.

    It is nothing if it or its part is named, or known to do it. Beside what is inside another
    program of the firm's only one made for such jobs counts. The program of its trade comes first,
    in which its material lies, and an office suite last.
    """
    # Nobody is sent to what a must of his own rules out.
    work = of.case.work
    is_refused = of.ranked is None and not of.asks_certified
    if is_refused or work.place is Place.OWN_SERVERS or work.is_dangerous:
        return []
    if _is_enough(of.option, of):
        return []
    linked = of.app.works_inside if of.app is not None else ()
    owned = {*of.case.row.owned, *_of_its_trade(of)}
    on_file = {role.app.part_of for role in own_apps(of) if role.is_program}
    theirs = [
        software
        for software in sorted(of.answers.works_in - on_file, key=_nearness)
        if {software, software.broader} & owned
        and (_is_of_the_kind(software, of) or not (software in linked or of.option.is_there))
        and _may_hold(software, of)
    ]
    return theirs or _presumed(of)


def _nearness(software: Software) -> tuple[bool, bool, Software]:
    """Return what sorts programs of a firm: those of its trade first, office suites last."""
    return software not in TABLE.trades, software in TABLE.suites, software


def _is_enough(option: Option, of: EndedJob) -> bool:
    """Return whether the firm pays for what is named, and what it hears need not run in it.

    A chat window is not, where an app is plainly right.
    """
    is_window = option.kind is OptionKind.ASSISTANT and of.case.row.app_is_right
    is_bound = Condition.RUNS_IN_IT in option.conditions
    return option.is_in_hand and not is_window and not is_bound


def _presumed(of: EndedJob) -> list[Software]:
    """Return the telephone of who handles calls: nobody names it, and everybody has one."""
    is_of_calls = of.case.row.channel is Software.PHONE_SYSTEM
    return [Software.PHONE_SYSTEM] if is_of_calls else []


def software_of_the_kind(of: EndedJob) -> Software | None:
    """Return the program of the firm whose seller may have a part for the job; None without one.

    It is of a kind of app that does such jobs, as the program of a practice is for notes of visits.
    Where such a part is on file, with a plan, nobody needs to ask for it.
    """
    apps = of.catalog.apps_for.get(of.case.row.filed_under, ())
    with_a_part_on_file = {app.part_of for app in apps if of.catalog.plans_of.get(app.slug)}
    of_the_kind = (software for software in software_for(of) if _is_of_the_kind(software, of))
    return next((row for row in of_the_kind if row not in with_a_part_on_file), None)


def _of_its_trade(of: EndedJob) -> frozenset[Software]:
    """Return the programs of trades, where a job in own words may hurt somebody; else none.

    No program of a trade translates what its firm writes.
    """
    is_grave = of.case.work.stakes is Stakes.HURT
    is_in_it = not of.case.row.use_case and not does(of.case.job, JobAct.TRANSLATE)
    return OF_TRADES if is_grave and is_in_it else frozenset()


def _is_of_the_kind(software: Software, of: EndedJob) -> bool:
    if software in _of_its_trade(of):
        return True
    kinds = {KIND_OF_SOFTWARE.get(name) for name in (software, software.broader) if name}
    return not kinds.isdisjoint(of.case.row.app_kinds)


def _may_hold(software: Software, of: EndedJob) -> bool:
    """Return whether what the firm works in may hold the material.

    An office program does not hold so much that a model is built in for it. Of what has to stay in
    the EU one whose every plan leaves it may not; of a program of which no plan is on file nobody
    knows.
    """
    if of.option.kind is OptionKind.MODEL and software in TABLE.suites:
        return False
    if of.case.work.place is not Place.EU or of.case.work.is_public:
        return True
    return _known_to_stay(software, of.catalog) != {Known.NO}


def _known_to_stay(software: Software, catalog: Catalog) -> set[Known]:
    """Return what is known of the plans on file of a program: whether each stays in the EU."""
    parts = [app.slug for app in catalog.apps if app.part_of is software]
    plans = [plan for slug in parts for plan in catalog.plans_of.get(slug, ())]
    return {stays_in_the_eu(catalog, plan).meets for plan in plans}
