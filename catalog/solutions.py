"""What solves a job: which apps do it, as what, and for which jobs an app is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.schema import App, Catalog, Solution, UseCase
from catalog.vocabulary import AppKind, Known, Software, SolutionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class JobApp:
    """An app that does a job."""

    app: App
    solution: SolutionKind  # a general assistant, or an app made for the job
    kind: AppKind  # what it is used as, by which its plans are used up


def apps_of_job(catalog: Catalog, case: UseCase) -> tuple[JobApp, ...]:
    """Return the apps that do a job: assistants in its row's order, then those made for it."""
    row = catalog.solution_of.get(case.slug)
    named = row.assistants if row else ()
    assistants = [catalog.app[slug] for slug in named if slug in catalog.app]
    made = [app for app in catalog.apps_for.get(case.slug, ()) if app.slug not in named]
    return (
        *(_as_assistant(app) for app in assistants),
        *(_as_made_for_it(app, row) for app in sorted(made, key=_by_name)),
    )


def _by_name(app: App) -> tuple[str, str]:
    return app.name.casefold(), app.slug


def _as_assistant(app: App) -> JobApp:
    return JobApp(app=app, solution=SolutionKind.ASSISTANT, kind=AppKind.ASSISTANT)


def _as_made_for_it(app: App, row: Solution | None) -> JobApp:
    kinds = {app.main_kind, *app.more_kinds}
    named = [kind for kind in row.app_kinds if kind in kinds] if row else []
    return JobApp(app=app, solution=SolutionKind.APP, kind=kind_used_as(app, named))


def kind_used_as(app: App, named: Sequence[AppKind]) -> AppKind:
    """Return what an app is used as where a job names some of its kinds.

    Where possible, that is its main kind.
    """
    is_itself = not named or app.main_kind in named
    return app.main_kind if is_itself else named[0]


def used_as(catalog: Catalog, app: App, case: UseCase) -> AppKind:
    """Return what an app is used as for a job; its main kind where it does another."""
    does = apps_of_job(catalog, case)
    return next((row.kind for row in does if row.app.slug == app.slug), app.main_kind)


def jobs_of_app(catalog: Catalog, app: App) -> tuple[UseCase, ...]:
    """Return the jobs an app is made for or that name it as an assistant, common ones first."""
    jobs = {*app.made_for, *_jobs_of_assistant(catalog, app)}
    cases = (catalog.use_case[job] for job in jobs if job in catalog.use_case)
    return tuple(sorted(cases, key=lambda case: (not case.common, case.name, case.slug)))


def _jobs_of_assistant(catalog: Catalog, app: App) -> Iterator[str]:
    return (row.use_case for row in catalog.solutions if app.slug in row.assistants)


def works_inside(app: App, software: Software) -> Known:
    """Return whether an app works inside a software, or inside one of the group that it stands for.

    Unknown is an app of which nothing is on file, or only the group that the software belongs to.
    """
    listed = app.works_inside
    if any(software in {own, own.broader} for own in listed):
        return Known.YES
    return Known.UNKNOWN if not listed or software.broader in listed else Known.NO


def is_part_of(app: App, software: Software) -> bool:
    """Tell whether an app is a software, or a part of it."""
    own = app.part_of
    return own is not None and software in {own, own.broader}
