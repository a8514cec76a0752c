"""How tools and jobs are called, by the names in decisions.

Tools are plans of apps, models, machines, and several together.
"""

from catalog.formatting import capitalise
from catalog.schema import Catalog
from catalog.vocabulary import MachineSize
from wizard.decision.answers import Job
from wizard.decision.decision import JobDecision
from wizard.decision.endings import Advised, FromList, Recommendation
from wizard.decision.own_words import use_case_of
from wizard.decision.parts import Part, parts
from wizard.decision.tools import Tool, tools_of

MACHINES = {
    MachineSize.PC: "a PC with a card",
    MachineSize.CARD: "one data-centre card",
    MachineSize.SERVER: "one server of eight cards",
    MachineSize.CLUSTER: "several servers",
}
GONE = "Something that is no longer in the catalog"


def tool_name(catalog: Catalog, tool: str) -> str:
    """Return the name of what is bought; its slug where it is no longer on file."""
    return " and ".join(_name(catalog, row) for row in tools_of(tool))


def _name(catalog: Catalog, tool: Tool) -> str:
    row = catalog.app_plan.get(tool.slug) or catalog.model.get(tool.slug)
    if row is None:
        return tool.slug
    return f"{row.name} on {MACHINES[tool.machine]}" if tool.machine is not None else row.name


def models_of(catalog: Catalog, tool: str) -> tuple[str, ...]:
    """Return the slugs of the models that a tool is; none for a plan of an app."""
    return tuple(row.slug for row in tools_of(tool) if row.slug in catalog.model)


def is_on_file(catalog: Catalog, tool: str) -> bool:
    """Return whether everything that a tool is made of is still in the catalog."""
    slugs = (row.slug for row in tools_of(tool))
    return all(slug in catalog.app_plan or slug in catalog.model for slug in slugs)


def named(decided: JobDecision) -> Recommendation | None:
    """Return what is named for a job; None where nothing is."""
    match decided.ending:
        case Advised() as advised:
            return advised.recommendation
        case FromList(wording=Advised() as wording):
            return wording.recommendation
    return None


def tools_named(decided: JobDecision) -> tuple[str, ...]:
    """Return what is named for a job, and what is tried beside it."""
    advice = named(decided)
    options = (advice.first, advice.challenger) if advice is not None else ()
    return tuple(row.option.tool for row in options if row is not None)


def ending_word(decided: JobDecision) -> str:
    """Return how a job ends, as it is stored."""
    return type(decided.ending).__name__


def job_name(job: Job, catalog: Catalog) -> str:
    """Return what a job is called at the head of a line: its use case, or the owner's own words."""
    if job.use_case is None:
        return job.words or "Something of your own"
    return use_case_of(job, catalog).name or GONE


def results_name(job: Job, catalog: Catalog) -> str:
    """Return the same by what comes of it, such as product descriptions."""
    return capitalise(use_case_of(job, catalog).result) or job_name(job, catalog)


def units_of(job: Job, catalog: Catalog) -> tuple[str, str]:
    """Return the words for one result of a job and for several."""
    use_case = use_case_of(job, catalog)
    return use_case.unit, use_case.unit_plural


def main_part(job: Job, catalog: Catalog) -> Part:
    """Return the part of a job that decides."""
    return parts(job, use_case_of(job, catalog), catalog)[0]
