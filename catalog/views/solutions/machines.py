"""The machines of one's own on which a model can do a job."""

from decimal import Decimal
from statistics import median

from django.urls import reverse

from catalog import formatting, workload
from catalog.machines import hour_usd, rows_that_count
from catalog.schema import AiModel, Catalog
from catalog.views.solutions.models import ScoredModel, candidates, job_board, score_words
from catalog.views.solutions.options import MOST_OPTIONS, JobOption, JobOptions, JobSearch
from catalog.vocabulary import Known, MachineSize, SolutionKind


def machine_options(search: JobSearch) -> JobOptions | None:
    """Return a machine of each size, with the best model that it is the smallest for."""
    board = job_board(search)
    rows = [row for row in candidates(search, board) if row.model.self_hosting is Known.YES]
    options = []
    for size in MachineSize:
        fitting = [row for row in rows if _needs(row.model) is size]
        best = min(fitting, key=lambda row: (row.place, row.model.slug), default=None)
        amount = _amount(search.catalog, size)
        if amount and best is not None:
            options.append(_machine_option(size, amount, best))
    if not options:
        return None
    return JobOptions(
        heading=SolutionKind.MACHINE.label,
        notes=("Nothing leaves it. Somebody installs it and looks after it.",),
        options=tuple(options[:MOST_OPTIONS]),
        more=max(len(options) - MOST_OPTIONS, 0),
        more_address=reverse("catalog:machines"),
    )


def weights_of(model: AiModel) -> Decimal | None:
    """Return how many gigabytes its published weights are; None where nobody says."""
    return model.weights_gb_measured or model.weights_gb


def _needs(model: AiModel) -> MachineSize | None:
    weights = weights_of(model)
    return MachineSize.holding(weights) if weights is not None else None


def _machine_option(size: MachineSize, amount: str, row: ScoredModel) -> JobOption:
    return JobOption(
        name=row.model.name,
        address=reverse("catalog:model", args=[row.model.slug]),
        by=f"on {formatting.with_article(_machine_words(size))}",
        amount=amount,
        notes=tuple(filter(None, (score_words(row),))),
        keeps_out=Known.YES,
        in_the_eu=Known.YES,
    )


def _machine_words(size: MachineSize) -> str:
    """Return a size as a sentence has it: PC with one consumer card."""
    return formatting.lower_first(size.label).removeprefix("one ")


def _amount(catalog: Catalog, size: MachineSize) -> str:
    """Return what a machine costs, as plans count it; nothing where nobody says."""
    bought = [row.usd_purchase for row in rows_that_count(catalog, size) if row.usd_purchase]
    if bought:
        return f"{formatting.format_money(median(bought))} once"
    hour = hour_usd(catalog, size)
    if hour is None:
        return ""
    month = formatting.format_money(hour * workload.OFFICE_HOURS_A_MONTH)
    return f"{month} a month, rented in office hours"
