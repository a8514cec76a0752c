"""What firms use for a job: no AI, what they have, apps for it, models built in, own machines."""

from dataclasses import replace
from typing import override

from django.http import QueryDict
from django.urls import reverse

from catalog import formatting
from catalog.filters.apps import AmountsForm
from catalog.schema import Catalog, UseCase
from catalog.views.solutions.apps import app_options, owned_options
from catalog.views.solutions.machines import machine_options
from catalog.views.solutions.models import model_options
from catalog.views.solutions.options import JobOptions, JobSearch
from catalog.vocabulary import SolutionKind


class JobVolumeForm(AmountsForm):
    """How many results of one job a month costs are told for."""

    def __init__(self, data: QueryDict, case: UseCase, catalog: Catalog) -> None:
        self._case = case
        super().__init__(data, catalog)

    @property
    @override
    def case(self) -> UseCase:
        return self._case

    @property
    @override
    def address(self) -> str:
        return f"{reverse('catalog:use_case', args=[self.case.slug])}#use"


def job_options(search: JobSearch) -> tuple[JobOptions, ...]:
    """Return what firms use for a job, in its row's order of kinds, then kinds not named there."""
    named = search.row.kinds if search.row else ()
    others = [kind for kind in SolutionKind if kind not in {*named, SolutionKind.NONE}]
    owned = owned_options(search)
    groups = [group for kind in named if (group := _of_kind(search, kind, owned))]
    if owned.options:
        # What a firm has already comes before what it would buy, and after “no AI” where that comes
        # first.
        groups.insert(1 if named[:1] == (SolutionKind.NONE,) else 0, owned)
    rest = [_of_kind(search, kind, owned) for kind in others]
    return (*groups, *(_unnamed(group) for group in rest if group and group.options))


def _unnamed(group: JobOptions) -> JobOptions:
    note = "Not what an adviser names for a small firm."
    return replace(group, notes=(note, *group.notes), is_named=False)


def _of_kind(search: JobSearch, kind: SolutionKind, owned: JobOptions) -> JobOptions | None:
    match kind:
        case SolutionKind.NONE:
            return _without_ai(search)
        case SolutionKind.ASSISTANT | SolutionKind.APP:
            return app_options(search, kind, owned)
        case SolutionKind.MODEL:
            return model_options(search)
        case SolutionKind.MACHINE:
            return machine_options(search)


def _without_ai(search: JobSearch) -> JobOptions:
    """Return what the job takes without AI."""
    minutes = search.case.minutes_by_hand
    notes = []
    if minutes is not None:
        hours = formatting.format_minutes(minutes * search.results)
        each = formatting.format_minutes(minutes)
        notes.append(
            f"By hand {formatting.format_number(search.results)} {search.case.unit_plural} "
            f"take about {hours} a month, "
            f"at {each} each."
        )
    return JobOptions(heading=SolutionKind.NONE.label, notes=tuple(notes))
