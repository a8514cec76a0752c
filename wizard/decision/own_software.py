"""Own software: what the firm works in that may do a job.

It is looked at before something else is bought.
"""

import msgspec

from catalog.data_files import toml_of
from catalog.plan_terms import stays_in_the_eu
from catalog.schema import Catalog
from catalog.vocabulary import AppKind, Known, Software
from wizard.decision.app_roles import TABLE
from wizard.decision.ended import EndedJob
from wizard.decision.options import Option
from wizard.decision.vocabulary import Condition, OptionKind, Place

KIND_OF_SOFTWARE: dict[str, AppKind] = {
    **msgspec.convert(toml_of(__file__), dict[Software, AppKind])
}


def software_for(of: EndedJob) -> list[Software]:
    """Return what the firm works in that may do the job; nothing if it or its part is named."""
    # Nobody is sent to what a must of his own rules out.
    work = of.case.work
    is_refused = of.ranked is None and not of.asks_certified
    if is_refused or work.place is Place.OWN_SERVERS or work.is_dangerous:
        return []
    if of.named is not None and _is_surely_theirs(of.named.option):
        return []
    plan = of.named.plan if of.named is not None else None
    linked = of.catalog.app[plan.app].works_inside if plan is not None else ()
    owned = {*of.case.row.owned}
    theirs = [
        software
        for software in sorted(of.answers.works_in)
        if {software, software.broader} & owned
        and (software not in linked or _is_of_the_kind(software, of))
        and _may_hold(software, of)
    ]
    return theirs or _presumed(of)


def _is_surely_theirs(option: Option) -> bool:
    """Return whether the firm has what is named, and what it hears need not run in it."""
    return option.is_there and Condition.RUNS_IN_IT not in option.conditions


def _presumed(of: EndedJob) -> list[Software]:
    """Return the telephone of who handles calls: nobody names it, and everybody has one."""
    is_of_calls = of.case.row.channel is Software.PHONE_SYSTEM
    return [Software.PHONE_SYSTEM] if is_of_calls else []


def software_of_the_kind(of: EndedJob) -> Software | None:
    """Return the first of these that is itself of a kind of app that does the job."""
    alike = (software for software in software_for(of) if _is_of_the_kind(software, of))
    return next(alike, None)


def _is_of_the_kind(software: Software, of: EndedJob) -> bool:
    kinds = {KIND_OF_SOFTWARE.get(name) for name in (software, software.broader) if name}
    return not kinds.isdisjoint(of.case.row.app_kinds)


def _may_hold(software: Software, of: EndedJob) -> bool:
    """Return whether what the firm works in may hold the material.

    An office program does not hold so much that a model is built in for it. Of what has to stay in
    the EU one whose every plan leaves it may not; of a program of which no plan is on file nobody
    knows.
    """
    is_built = of.named is not None and of.named.option.kind is OptionKind.MODEL
    if is_built and software in TABLE.suites:
        return False
    if of.case.work.place is not Place.EU:
        return True
    return _known_to_stay(software, of.catalog) != {Known.NO}


def _known_to_stay(software: Software, catalog: Catalog) -> set[Known]:
    """Return what is known of the plans on file of a program: whether each stays in the EU."""
    parts = [app.slug for app in catalog.apps if app.part_of is software]
    plans = [plan for slug in parts for plan in catalog.plans_of.get(slug, ())]
    return {stays_in_the_eu(catalog, plan).meets for plan in plans}
